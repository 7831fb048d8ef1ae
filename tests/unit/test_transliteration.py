"""The likeness of a name in its own script and a name in English letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.names.scripts import Script, tables
from cleancopy.names.skeleton import MARKS, fold, spellings, stands_for, steps
from cleancopy.names.transliteration import likeness

# Language, source, the English name, and near ones that are wrong.
NAMES = """
ar | باراك أوباما | Barack Obama | Barak Osama, Brock Obama
ar | أنغيلا ميركل | Angela Merkel | Angelo Markel, Angie Mercer
ar | هيلاري كلينتون | Hillary Clinton | Hilary Clifton, Hillary Clanton
ar | السيسي | al-Sisi | al-Sassi, Sese
ar | محمد | Mohammed | Mahmoud, Ahmed
ar | محمود | Mahmoud | Mohammed, Ahmed
ar | بشار الأسد | Bashar al-Assad | Bashir Assaf, Bashar Saad
ar | القذافي | Qaddafi | Gazafi, Qadir
ar | تشرشل | Churchill | Charles, Cheshire
ar | بوتين | Putin | Button, Potter
ar | فان دير لاين | von der Leyen | van der Linden, von der Lippe
ar | ريغان | Reagan | Logan, Rogin
fa | حسن روحانی | Hassan Rouhani | Hossein Rahmani, Hasan Rohan
fa | جواد ظریف | Javad Zarif | Jawad Sharif, Javed Tarif
ur | عمران خان | Imran Khan | Amir Khan, Omran Jan
ru | Владимир Путин | Vladimir Putin | Vladimir Pushkin, Vladislav Petin
ru | Зеленского | Zelensky | Zelenin, Selensky
ru | Шевченко | Shevchenko | Savchenko, Shcherbenko
ru | Чайковский | Tchaikovsky | Tarkovsky, Chernikovsky
ru | Горбачёв | Gorbachev | Gorbanev, Grobachek
ru | Джо Байден | Joe Biden | Joe Baden, John Biddle
ru | Хиллари Клинтон | Hillary Clinton | Hillary Clifton, Hilary Quinton
ru | Хербст | Herbst | Hurst, Hebert
uk | Харків | Kharkiv | Kherson, Harki
uk | Гройсман | Groysman | Gleisman, Gossman
bg | Търново | Tarnovo | Turnu, Tarnow
sr | Ђоковић | Djokovic | Jankovic, Dokic
be | Лукашэнка | Lukashenka | Lukashevich, Lushenko
mk | Заев | Zaev | Zajac, Zayed
el | Μητσοτάκης | Mitsotakis | Mitakis, Miltiadis
el | Τσίπρας | Tsipras | Cypress, Tsimas
el | Παπανδρέου | Papandreou | Papadopoulos, Papadreos
el | Μπακογιάννη | Bakoyannis | Balogiannis, Backyard
he | בנימין נתניהו | Benjamin Netanyahu | Benjamin Natan, Binyamin Nathaniel
he | אהוד אולמרט | Ehud Olmert | Ehud Albert, Ahmad Olmer
he | ג'ורג' בוש | George Bush | George Bass, Jorge Bosco
he | יאיר לפיד | Yair Lapid | Yair Lavi, Yaron Lapin
zh | 奥巴马 | Obama | Osama, Obasanjo
zh | 普京 | Putin | Pushkin, Pulkin
zh | 默克尔 | Merkel | Mercier, Miller
zh | 马克龙 | Macron | Marlon, Malone
zh | 布林肯 | Blinken | Brinkley, Lincoln
zh | 澤連斯基 | Zelensky | Selznick, Zalewski
zh | 习近平 | Xi Jinping | Li Keqiang, Xi Zhongxun
zh | 华盛顿 | Washington | Wellington, Huntington
ja | トランプ | Trump | Tramper, Turnip
ja | クリントン | Clinton | Clifton, Quentin
ja | プーチン | Putin | Pushkin, Puchon
ja | しんぞう | Shinzo | Shingo, Senzo
ja | ゼレンスキー | Zelensky | Selinsky, Zalewski
cs | Zelenského | Zelensky | Zelenin, Selenski
pl | Lech Wałęsa | Lech Walesa | Leah Wallace, Lech Valesco
tr | Şahin | Shahin | Chahin, Sain
lv | Putins | Putin | Puttis, Pukin
is | Bidens | Biden | Bieden, Baiden
de | Schröder | Schroeder | Schreiber, Schneider
xx | Erdoğan | Erdogan | Ergodan, Erdan
"""
TABLES = [*tables().values()]


def rows() -> Iterator[tuple[str, str, str, list[str]]]:
    for line in NAMES.strip().splitlines():
        lang, source, right, wrong = line.split(" | ")
        yield lang, source, right, wrong.split(", ")


@pytest.mark.parametrize(("lang", "source", "right", "wrong"), [*rows()])
def test_the_right_name_is_the_likest(lang: str, source: str, right: str, wrong: list[str]) -> None:
    best = likeness(source, right, lang)
    assert best > 0.4
    assert best > max(likeness(source, name, lang) for name in wrong)


@pytest.mark.parametrize(
    ("plain", "dressed"),
    [
        ("محمد", "مُحَمَّد"),  # vowel signs
        ("محمد", "محـــمد"),  # tatweel
        ("أوباما", "\u200fأوباما\u200f"),  # direction marks
        ("فاندير لاين", "فان-دير لاين"),
        ("Папандреу", "Па\u0301пандреу"),
        ("Παπανδρεου", "Παπανδρέου"),
        ("クリントン", "ｸﾘﾝﾄﾝ"),
        ("ヒラリークリントン", "ヒラリー・クリントン"),
    ],
)
def test_signs_that_are_no_letters_do_not_count(plain: str, dressed: str) -> None:
    for name in ("Mohammed", "Obama", "von der Leyen", "Papandreou", "Hillary Clinton"):
        assert likeness(plain, name, "") == likeness(dressed, name, "")


@pytest.mark.parametrize(
    ("source", "latin", "lang"),
    [
        ("", "Putin", "ru"),
        ("Путин", "", "ru"),
        ("Путин", "Путин", "ru"),
        ("2024", "Putin", "ru"),
        ("พูติน", "Putin", "th"),
        ("푸틴", "Putin", "ko"),
        ("田中", "Tanaka", "ja"),  # read in another way than in Chinese
    ],
)
def test_what_cannot_be_read_is_not_alike(source: str, latin: str, lang: str) -> None:
    assert likeness(source, latin, lang) == 0.0


def test_a_language_reads_its_own_letters() -> None:
    assert likeness("Гройсман", "Hroysman", "uk") > likeness("Гройсман", "Hroysman", "ru")
    assert likeness("ظریف", "Zarif", "fa") >= likeness("ظریف", "Zarif", "ar")
    assert likeness("Путин", "Putin", "RU-ru") == likeness("Путин", "Putin", "ru")


def test_a_case_ending_is_cheap_in_its_language_only() -> None:
    assert likeness("Путина", "Putin", "ru") > likeness("Путина", "Putin", "mk")
    assert likeness("Путина", "Putin", "ru") > 0.9


def test_an_article_may_be_attached_apart_or_missing() -> None:
    for name in ("al-Assad", "Al Assad", "Assad", "Alassad"):
        assert likeness("الأسد", name, "ar") > 0.4


def test_latin_names_that_differ_are_never_equal() -> None:
    assert likeness("Merkel", "Merkell", "de") < 1.0
    assert likeness("Müller", "Muller", "de") == 1.0
    assert likeness("Merkel", "Merkel", "de") > likeness("Merkel", "Markel", "de")


@given(st.text(), st.text(), st.sampled_from(["", "ar", "ru", "zh-Hant", "own", "letters"]))
def test_any_text_has_a_likeness(source: str, latin: str, lang: str) -> None:
    assert 0.0 <= likeness(source, latin, lang) <= 1.0


LETTERS = st.sampled_from("".join(sorted("اللهتشيوةдющѓΞψוצ'׳克尔ヴィッー ’-aexgh")))


@given(st.text(LETTERS, max_size=200), st.text("abcdeghixz -'é", max_size=200), st.text())
def test_any_letters_have_a_likeness(source: str, latin: str, lang: str) -> None:
    assert 0.0 <= likeness(source, latin, lang) <= 1.0


@given(st.text("abcdefghijklmnopqrstuvwxyzéüłß -'", min_size=1))
def test_a_latin_name_answers_itself(name: str) -> None:
    assert likeness(name, name, "en") == (1.0 if fold(name) else 0.0)


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=40))
def test_cutting_keeps_the_letters(word: str) -> None:
    single = re.sub(r"([b-df-hj-np-tv-z])\1+", r"\1", word)
    units = spellings(word)
    bare = [
        unit.removesuffix("i") if unit in ("ci", "gi") else unit.rstrip(".+^") for unit in units
    ]
    assert "".join(bare) == single[:1] + single[1:].replace("x", "ks")


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("Wright", "w. r i gh. t"),
        ("al-Bashir", "aal lal b a sh i r"),
        ("Georgia", "gi e o r gi i a^"),
        ("Xi", "x i^"),
        ("Alexander", "a^ l e k s a n d e r"),
        ("von der Leyen", "v o n d e r l e y e n"),
    ],
)
def test_spellings(name: str, units: str) -> None:
    assert " ".join(spellings(name)) == units


def test_the_tables_list_what_the_english_side_can_read() -> None:
    readable = {"-", *stands_for_all()}
    for table in TABLES:
        for letters in (table["letters"], *table.get("own", {}).values()):
            for key, groups in letters.items():
                assert set(steps(groups)) <= readable, key
        unwritten = {*readable, *MARKS}
        assert set(steps(table["unwritten"])) <= unwritten


def stands_for_all() -> set[str]:
    """Every spelling that a Latin name can be cut into."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    pairs = [first + second for first in letters for second in letters]
    longer = ["ci", "gi", "sch", "tch", "tsch"]
    return {*letters, *longer, *(pair for pair in pairs if pair in spellings("b" + pair + "b"))}


def test_every_reading_is_listed() -> None:
    for table in TABLES:
        script = Script(table, "")
        for reading, signs in table.get("readings", {}).items():
            for sign in signs.split():
                assert all(letter != Script.UNKNOWN for letter, _ in script.cut(sign)), reading


def test_a_spelling_stands_for_itself_at_once() -> None:
    assert stands_for("c")["c"] == 0
    assert stands_for("c")["k"] == 0
    assert stands_for("unheard")["unheard"] == 0
