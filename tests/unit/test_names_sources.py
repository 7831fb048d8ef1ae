"""The source text as a witness: for every script, and only for forms that are attested."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.context import Context
from cleancopy.names.evidence import Kind, Sureness
from cleancopy.names.index import index_of
from cleancopy.names.misspelt import misspelt
from cleancopy.names.sources import denies, misspelt_against

LANGS = ["ar", "ru", "el", "he", "zh", "ja", "cs", "de", "xx", ""]


def found(text: str, source: str, lang: str) -> list[tuple[str, str]]:
    names = misspelt_against(text, source, lang, index_of())
    return [(text[a:b], new) for name in names for a, b, new in name.edits]


@pytest.mark.parametrize(
    ("text", "source", "lang", "old", "new"),
    [
        # The text has the right form elsewhere, or a table has it.
        ("Ivo Dragovko won. Then Draguv left.", "Иво Драговко победил. Драговко ушёл.", "ru",
         "Draguv", "Dragovko"),
        ("Ivo Karvelas won. Then Karvelia left.", "Ο Ίβο Καρβέλας νίκησε. Ο Καρβέλας έφυγε.", "el",
         "Karvelia", "Karvelas"),
        ("Ivo Tarmoush won. Then Tarmosa left.", "فاز إيفو طرموش. ثم غادر طرموش.", "ar",
         "Tarmosa", "Tarmoush"),
        ("Ivo Tarmoush won. Then Tarmosa left.", "فاز إيفو طرموش. ثم غادر وطرموش.", "ar",
         "Tarmosa", "Tarmoush"),
        ("Ivo Tarmush won. Then Tarmosa left.", "איבו טרמוש ניצח. אחר כך טרמוש הלך.", "he",
         "Tarmosa", "Tarmush"),
        ("They met in Nacro, in the west of Kenya.", "ケニア西部のナクルで会談した。", "ja",
         "Nacro", "Nakuru"),
        ("The mayor of Stutgrad in Germany wept.", "Мэр Штутгарта в Германии плакал.", "ru",
         "Stutgrad", "Stuttgart"),
        # The source spells it in our letters, or its characters have one reading.
        ("The baker Ivo Quentzeln wept.", "Der Bäcker Ivo Quentzlen weinte.", "de",
         "Quentzeln", "Quentzlen"),
        ("The baker Zhao Mingtuo wept.", "面包师赵明德哭了。", "zh", "Mingtuo", "Mingde"),
        ("They met in Guiyang District.", "他们在丹阳区见面。", "zh", "Guiyang", "Danyang"),
        ("The river rose in Xianhiu County.", "先辉县河水上涨。", "zh", "Xianhiu", "Xianhui"),
    ],
)  # fmt: skip
def test_a_name_is_told_by_its_source(
    text: str, source: str, lang: str, old: str, new: str
) -> None:
    assert found(text, source, lang) == [(old, new)]


@pytest.mark.parametrize(
    ("text", "source", "lang"),
    [
        ("The farmer Gronsky lost nine cows.", "Фермер Гронский потерял девять коров.", "ru"),
        ("Ivo Gronsky met Ivan Gransky.", "Иво Гронский встретил Ивана Гранского.", "ru"),
        # Nobody has the form that the source calls for.
        ("The farmer Draguv lost nine cows.", "Фермер Драговко потерял девять коров.", "ru"),
        # A given name proves nothing.
        ("Milena Hravek sang. Malina Orlok danced.", "Милена Гравек пела. Милена Орлок.", "ru"),
        ("The baker Müller wept.", "Der Bäcker Mueller weinte.", "de"),
        ("The Saxonian baker wept.", "Der Sachsener Bäcker weinte.", "de"),
        ("The old man met Novák there.", "Starý muž tam potkal Nováka.", "cs"),
        ("The baker Zhao Mingde wept.", "面包师赵明德哭了。", "zh"),
        ("The baker Zhao Tianqa wept.", "面包师老赵哭了，天气很冷。", "zh"),  # no name: the weather
        ("They met in Macao City.", "他们在澳门市见面。", "zh"),
        ("They met in Taipei City, Taiwan.", "他们在台湾台北市见面。", "zh"),
    ],
)
def test_what_may_be_right_stays(text: str, source: str, lang: str) -> None:
    assert found(text, source, lang) == []


def test_the_source_alone_is_unsafe_and_with_the_document_it_proves() -> None:
    text = "Ivo Hravek wept. Then Hravik left."
    source = "Ivo Hravek weinte. Später ging Hravek."
    (name,) = misspelt(text, index_of(), Context("", source, "de"))
    assert {evidence.kind for evidence in name.evidence} == {Kind.DOCUMENT, Kind.SOURCE}
    assert name.sureness is Sureness.PROVED
    (name,) = misspelt("Then Hravik left.", index_of(), Context("", source, "de"))
    assert name.sureness is Sureness.ATTESTED


def test_an_office_without_its_country_is_proved_by_the_source() -> None:
    text = "In Germany, Chancellor Schulz gave no date for the talks."
    (name,) = misspelt(text, index_of(), Context())
    assert (name.form, name.sureness) == ("Scholz", Sureness.SUSPECTED)
    source = "В Германии канцлер Шольц не назвал дату переговоров."
    (name,) = misspelt(text, index_of(), Context("", source, "ru"))
    assert {evidence.kind for evidence in name.evidence} == {Kind.TITLE, Kind.SOURCE}
    assert name.sureness is Sureness.PROVED


def test_what_stands_in_the_source_is_not_spelt_as_elsewhere_in_the_text() -> None:
    text = "Ivo Hravek wept. Then Hravik left, and Hravek stayed."
    assert [name.form for name in misspelt(text, index_of(), Context())] == ["Hravek"]
    source = "Ivo Hravek weinte. Dann ging Hravik, und Hravek blieb."
    assert misspelt(text, index_of(), Context("", source, "de")) == []


@pytest.mark.parametrize(
    ("source", "lang", "old", "new", "denied"),
    [
        ("Später ging Hravik.", "de", "Hravik", "Hravek", True),
        ("Später ging Hravek.", "de", "Hravik", "Hravek", False),
        ("Später ging Hrabal.", "de", "Hravik", "Hravek", True),  # neither stands there
        ("Позже Гравик ушёл.", "ru", "Gravik", "Groveck", True),
        ("Позже Гровек ушёл.", "ru", "Gravik", "Grovek", False),
        ("赵明德走了。", "zh", "Mingde", "Mingtuo", True),
        ("", "ru", "Hravik", "Hravek", False),
    ],
)
def test_a_source_may_deny_what_the_text_says(
    source: str, lang: str, old: str, new: str, denied: bool
) -> None:
    assert denies(source, lang, old, new) is denied


def test_a_full_name_of_the_tables_is_written_as_they_have_it() -> None:
    text = "Reporters in Riga met Emmanuel Macrone by chance."
    assert found(text, "Žurnālisti Rīgā satika Emmanuel Makron.", "fr") == [("Macrone", "Macron")]


def test_the_hooks_of_a_letter_are_not_written() -> None:
    text = "The smith Isa Dakirra wept, and everybody saw it."
    assert found(text, "Isa Ɗaƙerra ya yi kuka, kowa ya gani.", "ha") == [("Dakirra", "Dakerra")]


def test_a_form_stands_in_the_text_with_the_accents_that_it_has_there() -> None:
    text = "Jiri Hravek wept. Hravok had no cows left; the bank took all of them."
    source = "Jiří Hrávek plakal. Hrávek už neměl krávy; banka mu je vzala všechny."
    assert found(text, source, "sk") == [("Hravok", "Hravek")]


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(LANGS))
def test_any_text_and_source_are_borne(text: str, source: str, lang: str) -> None:
    for name in misspelt_against(text, source, lang, index_of()):
        for start, end, new in name.edits:
            assert 0 <= start < end <= len(text)
            assert new


@settings(deadline=None)
@given(st.text("абвкиуАКИ .", min_size=1, max_size=60), st.text("abviukAKI .", max_size=60))
def test_no_form_is_written_that_stands_nowhere(source: str, text: str) -> None:
    towns = {entry.name for entry in index_of().others()}
    for name in misspelt_against(text, source, "ru", index_of()):
        assert name.form in text or name.form in towns
