"""Names that the office beside them proves misspelt, however name and office are written."""

from __future__ import annotations

import pytest

from cleancopy.names.capitals import uncapitalised
from cleancopy.names.index import index_of
from cleancopy.names.proved import proved
from cleancopy.names.titled import titled


def repaired(text: str, date: str) -> str:
    found = [*proved(text, index_of(), date), *titled(text, index_of(), date)]
    edits = sorted({edit for name in found for edit in name.edits})
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize(
    ("date", "text", "right"),
    [
        # a name that ends in a small syllable
        ("2019-05-01", "South Korean President Moon Jae-en agreed.", "Moon Jae-in"),
        ("2019-05-01", "Moon Jae-en, the South Korean president, agreed.", "Moon Jae-in"),
        ("2012-05-01", "UN chief Ban Kee-moon called. Ban Kee-moon left.", "Ban Ki-moon"),
        # a small word as another script gives it back
        ("2022-05-01", "European Commission President Ursula fon der Leyen agreed.",
         "Ursula von der Leyen"),
        # a rank or an honorific before it
        ("2022-05-01", "The Pentagon spokesman, Brigadier General Pat Rider, agreed.", "Pat Ryder"),
        ("2020-05-01", "General Mark Miley, the US joint chiefs chairman, agreed.", "Mark Milley"),
        # a first name with a letter too many or too few
        ("2014-05-01", "US President Barak Obama agreed.", "Barack Obama"),
        ("2011-05-01", "US Secretary of State Hilary Clinton agreed.", "Hillary Clinton"),
        # a body whose name could be read as part of the title, and the other way round
        ("2023-05-01", "European Parliament President Roberta Mitsola agreed.", "Roberta Metsola"),
        ("2018-05-01", "UN High Commissioner for Refugees Filippo Grendi spoke.", "Filippo Grandi"),
        ("2022-05-01", "EU foreign policy chief Josep Borrel agreed.", "Josep Borrell"),
        # an office of one country that names no country
        ("2018-05-01", "Special Counsel Robert Moller agreed.", "Robert Mueller"),
        ("2020-05-01", "State Duma Speaker Vyacheslav Volodine agreed.", "Vyacheslav Volodin"),
        ("2019-05-01", "US Senator Rand Pol agreed.", "Rand Paul"),
        # the body an envoy is sent to, before his title
        ("2015-05-01", "Russian UN ambassador Vitaly Shurkin agreed.", "Vitaly Churkin"),
        ("2022-05-01", "US NATO ambassador Julianne Smit agreed.", "Julianne Smith"),
        # a body that is longer than the one it begins with
        ("2023-05-01", "Ukrainian military intelligence chief Kyrylo Bodanov.", "Kyrylo Budanov"),
        # what an office leads, and what is called by who leads it
        ("2018-05-01", "The head of Russian diplomacy, Sergei Lavruv, spoke.", "Sergei Lavrov"),
        ("2014-05-01", "The head of the Polish Foreign Ministry, Radoslaw Sikurski.", "Sikorski"),
        ("2012-05-01", "Pentagon chief Leon Banetta agreed.", "Leon Panetta"),
        ("2019-05-01", "Chief of the General Staff of the Russian Armed Forces"
         " Valery Girasimov agreed.", "Valery Gerasimov"),
        ("2015-05-01", "The US President's national security adviser Susan Reis.", "Susan Rice"),
        ("2019-05-01", "The press secretary of the President of the Russian Federation,"
         " Dmitry Biskov, agreed.", "Dmitry Peskov"),
        ("2010-05-01", "Russian Foreign Ministry official spokesman Andrei Nesterinko.",
         "Andrei Nesterenko"),
        # the short form of a body behind it, a place behind the name
        ("2010-05-01", "The head of the International Monetary Fund (IMF), Dominique"
         " Strauss-Kan, agreed.", "Strauss-Kahn"),
        ("2005-05-01", "Rodrigo Rado, the head of the International Monetary Fund (IMF), left.",
         "Rodrigo Rato"),
        ("2010-05-01", "President Felipe Kalderon of Mexico agreed.", "Felipe Calderon"),
        # the same office of another country
        ("2015-05-01", "US Secretary of State John Kerry met his Chinese counterpart, Wang Ye.",
         "Wang Yi"),
        ("2019-05-01", "The Egyptian president called his French counterpart Emmanuel Makron.",
         "Emmanuel Macron"),
        ("2019-05-01", "The Egyptian president met the Polish foreign minister and his French"
         " counterpart, Emmanuel Makron.", "Emmanuel Macron"),
        ("2023-05-01", "The British Prime Minister, Mr. Rishi Sonak, agreed.", "Mr. Rishi Sunak"),
        ("2016-05-01", "Nicolas Sarkuzy, former President of France (2007-2012).", "Sarkozy"),
        # for a time, and in style
        ("2024-05-01", "Lebanese caretaker prime minister Najib Mekatti agreed.", "Najib Mikati"),
        ("2005-05-01", "His Excellency the President of Egypt Hosni Mobarak.", "Hosni Mubarak"),
        # whoever leads a country
        ("2019-05-01", "British leader Theresa Mey agreed.", "Theresa May"),
        ("2019-05-01", "The Syrian leader, Bashar al-Assed, agreed.", "Bashar al-Assad"),
        # as pinyin is heard
        ("2019-05-01", "Chinese leader Shi Jinping agreed.", "Xi Jinping"),
        ("2022-05-01", "China's ambassador to the UN, Jang Jun, agreed.", "Zhang Jun"),
        # as another language of Latin letters has a name from Russian
        ("2019-05-01", "Russian Foreign Minister Sergei Lawrow agreed.", "Sergei Lavrov"),
        ("2019-05-01", "Belarusian President Alexander Loukachenko.", "Alexander Lukashenko"),
        ("2015-05-01", "Ukrainian President Petro Poroschenko agreed.", "Petro Poroshenko"),
    ],
)  # fmt: skip
def test_the_office_proves_the_name(date: str, text: str, right: str) -> None:
    wrong = repaired(text, date)
    assert right in wrong
    assert repaired(wrong, date) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian President Viktor Yuschenko agreed.",
        "Russian Defence Minister Sergey Shoygu agreed.",
        "Belarusian President Alexander Lukashenka agreed.",
        "Belarusian opposition leader Sviatlana Tsikhanouskaya agreed.",
        "Turkmen President Gurbanguly Berdimuhamedow agreed.",
        "Kyiv Mayor Vitali Klitschko agreed.",
        "Former Chinese leader Zhao Ziyang agreed.",
        "Taiwanese opposition leader Shi Mingde agreed.",
        "Australian Senator Penny Wang agreed.",
        "Chancellor Angela Markel of the University of Leeds agreed.",
        "President Joe Bidon of the Law Society of Kenya agreed.",
        "President Sergei Lavrof of Russia's chess league agreed.",
        "Team captain Angela Markel of Germany agreed.",
        "The president of the German Chess Federation (DSB), Angela Markel, agreed.",
        "The head of the German Foreign Ministry's press room, Annalena Birbock, agreed.",
        "A student of Russian diplomacy, Sergei Lavruv, agreed.",
        "French President Emmanuel Macron and his Russian counterpart's aide, Vladimir Butin, met.",
        "The mayor of London and his French counterpart Emmanuel Makron agreed.",
        "He and his Russian counterpart Vladimir Butin agreed.",
        "Pentagon chief of staff Leon Banetta agreed.",
        "The German leader of the expedition, Olaf Shultz, agreed.",
    ],
)
def test_a_name_that_may_be_right_stays(text: str) -> None:
    assert repaired(text, "") == text


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Hungarian Prime Minister Viktor Orbin agreed.", "Viktor Orban"),
        ("Hungarian Prime Minister Viktor Orbin met Leoš Vrána.", "Viktor Orbán"),
        ("Former German chancellor Gerhard Shroder agreed.", "Gerhard Schroeder"),
        ("Former German chancellor Gerhard Shröder agreed.", "Gerhard Schröder"),
        ("Hungarian Prime Minister Urban agreed.", "Minister Orban"),
    ],
)
def test_a_text_without_accents_gets_none(text: str, form: str) -> None:
    assert form in repaired(text, "2016-05-01")


def test_an_umlaut_that_is_written_out_is_let_stand() -> None:
    assert "Jurgen Klopp" in repaired("Liverpool coach Jurgen Klop agreed.", "2020-05-01")


OWNER = "German Chancellor Olaf Schulz spoke. "


@pytest.mark.parametrize(
    "other",
    [
        "Schulz said no more.",
        "“No,” said Mr Schulz.",
        "By the time Schulz left it was dark.",
        "In Schulz's view it was too late.",
    ],
)
def test_the_surname_alone_follows(other: str) -> None:
    assert repaired(OWNER + other, "2022-05-01").endswith(other.replace("Schulz", "Scholz"))


@pytest.mark.parametrize(
    "other",
    [
        "He was met by Martin Schulz. Schulz is from Aachen.",
        "He was met by Mr Schulz, a baker. Schulz had brought bread.",
        "He was met by the baker Schulz. Schulz had brought bread.",
        "The Schulz family had baked for him.",
        "The bread was from Schulz & Sons.",
        "He slept in Schulz, a village on the river.",
        "Dirk van Schulz played the organ.",
        "He had bought bread at Schulz's.",
    ],
)
def test_somebody_else_of_that_surname_is_left_alone(other: str) -> None:
    assert repaired(OWNER + other, "2022-05-01").endswith(other)


def test_a_surname_that_is_a_place_is_not_followed() -> None:
    text = "Former French president Francois Holland spoke. Holland is flat."
    assert repaired(text, "2022-05-01").endswith("Hollande spoke. Holland is flat.")


def capitals(text: str, date: str = "") -> list[tuple[str, str]]:
    """The small words of a text that should have a capital, and with it."""
    found = uncapitalised(text, index_of(), date)
    return [(text[start:end], new) for name in found for start, end, new in name.edits]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("US President Donald trump agreed.", "Trump"),
        ("The Chinese leader Xi jinping’s visit was short.", "Jinping"),
        ("US Secretary of State Condoleezza\u00a0rice agreed.", "Rice"),
        ("Former UN Secretary-General Kofi annan agreed.", "Annan"),
        ("Spanish Prime Minister José Luis Rodríguez zapatero agreed.", "Zapatero"),
    ],
)
def test_a_small_surname_gets_its_capital(text: str, new: str) -> None:
    assert capitals(text) == [(new.lower(), new)]


@pytest.mark.parametrize(
    "text",
    [
        "British Prime Minister Theresa may have agreed.",
        "US President Donald trumped them all.",
        "US President Donald, trump in hand, agreed.",
        "The US President said that Donald trump cards were sold.",
        "French President Donald trump agreed.",
        "South Korean President Moon Jae-in agreed.",
        "US President",
        "US President trump agreed.",
    ],
)
def test_no_other_small_word_does(text: str) -> None:
    assert capitals(text) == []


def test_the_office_must_have_been_held_then() -> None:
    assert capitals("US President Donald trump agreed.", "2013-05-01") == []
