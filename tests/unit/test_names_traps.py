"""Names that look misspelt and belong to somebody else, or are right as they stand."""

from __future__ import annotations

import pytest

from cleancopy.context import Context
from cleancopy.names.evidence import Kind, Sureness
from cleancopy.names.index import index_of
from cleancopy.names.misspelt import misspelt
from cleancopy.names.variants import bare_otherwise, spelt_otherwise
from cleancopy.report import run

TRAPS = [
    # the plumber from Leeds, and the office that stands elsewhere in the sentence
    "John Hurst, a baker from York, mended the roof of the embassy.",
    "John Hurst, a baker from York, wrote to the US ambassador to Ukraine about his bill.",
    "John Hurst told the former US ambassador to Ukraine, who was his guest, about the roof.",
    "Anthony Blinken drove the bus; the US secretary of state sat at the back.",
    # a predecessor, a successor, a deputy
    "John Tefft followed John Herbst as the US ambassador to Ukraine.",
    "Olaf Schulz once worked for Angela Merkel, the former German chancellor.",
    "The deputy of the German chancellor, Robert Schulz, was not asked.",
    # a brother, a wife, a namesake
    "Mark Blinken, a brother of US Secretary of State Antony Blinken, plays the violin.",
    "Karl Scholz and German Chancellor Olaf Scholz share a surname and nothing else.",
    "Olaf Schulz, the brother-in-law of the German chancellor, runs a bakery in Kiel.",
    # a street, a prize, a school, a stadium
    "The parade went down Anthony Blinken Street and stopped at the bridge.",
    "The Angela Markel Prize went to a choir; the German chancellor sent flowers.",
    "Pupils of the Emanuel Makron School met the French president.",
    # a spelling that is spoken of
    "The letter began with “Dear Angela Markel”, which made the German chancellor laugh.",
    "The name was spelt “Antony Blinkin” on the badge of the US secretary of state.",
    "A banner read “Welcome, German Chancellor Angela Markel!” in three colours.",
    "German Chancellor Angela Markel [sic] was thanked in the minutes of the club.",
    # an office that is only the beginning of what stands there
    "Angela Markel, the chancellor of Germany's smallest university, opened the term.",
    "Dmitri Medvedov, the president of Russia’s chess league, drew lots.",
    "Lloyd Ostin, the US defense secretary's driver, waited outside.",
    "Angela Markel, the German chancellor in waiting of the school play, forgot her lines.",
    # somebody of the office-holder's house
    "The niece of the German chancellor, Angela Markel, plays the organ.",
    "A driver for the German chancellor, Angela Markel, had taken the bicycle.",
    # accepted spellings, accents, apostrophes, particles
    "Gerhard Schroeder, the former German chancellor, and Gerhard Schröder are one man.",
    "Ukrainian President Volodymyr Zelensky and President Volodymyr Zelenskyy are one man.",
    "Russian Foreign Minister Sergei Lavrov, or Sergey Lavrov, flew to Cairo.",
    "European Commission President Ursula von der Leyen spoke in Strasbourg.",
    "Northern Ireland’s First Minister Michelle O'Neill and Michelle O’Neill are one woman.",
    "South Korea's president, Moon Jae-in, followed Park Geun-hye, who was removed.",
    "Nigerian President Mohammadu Buhari, or Muhammadu Buhari, met Senegal's Macky Sall.",
    "Côte d'Ivoire's president, Alassane Ouattara, met Kemal Kılıçdaroğlu and Nuri al-Maliki.",
]


@pytest.mark.parametrize("text", TRAPS)
@pytest.mark.parametrize("date", ["", "2022-06-01"])
def test_nothing_is_changed(text: str, date: str) -> None:
    sure = [n for n in misspelt(text, index_of(), Context(date)) if n.sureness is Sureness.PROVED]
    assert sure == []


@pytest.mark.parametrize("text", TRAPS)
def test_no_repair_of_the_whole_run_touches_a_name(text: str) -> None:
    assert not [change for change in run(text).changes if change.rules[0].startswith("names/")]


@pytest.mark.parametrize(
    "text",
    [
        "التقى الوزير أنطوني بلينكن بنظيره سيرغي لافروف في القاهرة.",
        "שר החוץ אנתוני בלינקן נפגש עם סרגיי לברוב.",
        "The minister, \u202bأنطوني بلينكن\u202c, met Sergei Lavrov.",
    ],
)
def test_right_to_left_names_are_borne(text: str) -> None:
    assert misspelt(text, index_of(), Context("", text, "ar")) == []
    assert run(text, source=text, source_lang="ar").text == text


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Emmanuel Macron spoke. Emmanuel Makron left.", ["Emmanuel Macron"]),
        ("Ivo Hrávek spoke. Ivo Hrávek ate. Ivo Hrávek ran. Ivo Hrávok left.", ["Ivo Hrávek"]),
        ("Ivo O'Dowdan ate. Ivo O'Dowdan ran. Ivo O'Dowdan sat. Ivo O'Dowten left.",
         ["Ivo O'Dowdan"]),
        ("Ivo Hravek spoke. Ivo Hravok left.", []),  # neither is known, neither stands more often
        ("Ivo Hravek spoke. Ivan Hravok left.", []),  # a brother
        ("Emmanuel Macron spoke. Emmanuel Makron, a baker, left.", []),
        ("The Hravek Fund and the Hravek Funds differ.", []),
        ("Hravek Docs ran. Hravek Docs sat. Hravek Docs ate. Hravek Takes on Lind.", []),  # a verb
    ],
)  # fmt: skip
def test_a_full_name_in_two_spellings(text: str, forms: list[str]) -> None:
    assert [name.form for name in spelt_otherwise(text, index_of())] == forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Ivo Hravek spoke. Then Hravik left.", ["Hravek"]),
        ("Ivo Hrávek spoke. Then Hrávik left.", ["Hrávek"]),
        ("Then Hravik left. Ivo Hravek spoke.", []),  # named in full only later
        ("Ivo Hravek spoke. Then Mary Hravik left.", []),
        ("Ivo Hravek spoke in Hravik Street.", []),
        ("Ivo Hravek, wrongly spelt Hravik, left.", []),
        ("Ivo Hravek and Ivo Hravok spoke. Then Hravik left.", []),  # near to two
        ("Ivo HravEk spoke. Then Hravik left.", []),  # no form to write
        ("Ivo Goggles ate. Goggles sat at Google. Then Googlers ran.", []),  # they are of Google
    ],
)
def test_a_surname_alone_that_is_nearly_that_of_somebody_named(text: str, forms: list[str]) -> None:
    assert [name.form for name in bare_otherwise(text, index_of())] == forms


def test_each_witness_says_what_it_saw() -> None:
    text = "Emmanuel Macron spoke. Emmanuel Makron left."
    (name,) = misspelt(text, index_of(), Context())
    assert [evidence.kind for evidence in name.evidence] == [Kind.DOCUMENT]
    assert "Emmanuel Macron" in name.evidence[0].says
