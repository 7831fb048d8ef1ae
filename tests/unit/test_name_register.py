"""The register says whom and what a text names, and says where that cannot be told."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.document import Document, Edit, Safety
from cleancopy.names.doubts import Sort
from cleancopy.names.index import index_of
from cleancopy.names.link import Why
from cleancopy.names.register import Entry, Kind, register
from cleancopy.printers.data import to_json
from cleancopy.printers.markdown import to_markdown
from cleancopy.printers.page import to_page
from cleancopy.printers.text import to_text
from cleancopy.report import Report, run


def names(text: str) -> tuple[Entry, ...]:
    return register(text, index_of())


def shown(text: str) -> list[str]:
    """Each name as 'kind: form ×count, form ×count'."""
    return [
        f"{entry.kind}: " + ", ".join(f"{form.written} ×{form.count}" for form in entry.forms)
        for entry in names(text)
    ]


def entry(text: str, name: str) -> Entry:
    """The one entry that has a form."""
    (found,) = (each for each in names(text) if name in {form.text for form in each.forms})
    return found


def sorts(found: Entry) -> dict[Sort, tuple[str, ...]]:
    return {doubt.sort: doubt.names for doubt in found.doubts}


BERLIN = (
    "The German chancellor, Olaf Scholz, flew to Lisbon. There Scholz met bankers.\n\n"
    "Nobody asked Chancellor Scholz about gas. Scholz’s aides were glad."
)


def test_a_country_before_its_army_is_the_country() -> None:
    assert shown("The Sri Lankan military left, and the Sri Lankan Army did not.") == [
        "place: Sri Lankan ×1",
        "organization: Sri Lankan Army ×1",
    ]


def test_the_forms_of_one_person_stand_together() -> None:
    assert shown(BERLIN) == [
        "person: Olaf Scholz ×1, Scholz ×2, Chancellor Scholz ×1",
        "place: Lisbon ×1",
    ]
    scholz = entry(BERLIN, "Olaf Scholz")
    assert scholz.canonical == "Olaf Scholz"
    assert scholz.office == "German chancellor"
    assert [form.why for form in scholz.forms] == [Why.TABLE, Why.NAMED, Why.NAMED]
    assert BERLIN[scholz.forms[1].start :].startswith("Scholz met")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n\n \t", []),
        ("The rain fell on Monday and in May. Yesterday Germans stayed at home.", []),
        ("Talks went on. Prices rose. Every talk about prices ends so.", []),
        ("They asked Tanja Voss-Ahrens.", ["unknown: Tanja Voss-Ahrens ×1"]),
        ("They asked Maeve O’Dowd’s aunt.", ["unknown: Maeve O’Dowd ×1"]),
        ("They asked Hélène d’Aubigny.", ["unknown: Hélène d’Aubigny ×1"]),
        ("They asked Ms Voss, and Voss nodded.", ["person: Ms Voss ×1, Voss ×1"]),
        ("Then Karim Benhaddou, 43, left.", ["person: Karim Benhaddou ×1"]),
        ("They came to The Hague.", ["place: The Hague ×1"]),
        ("They saw Rain Man. The rain fell.", ["unknown: Rain Man ×1"]),
    ],
)
def test_what_is_a_name_and_what_is_none(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_two_people_with_one_surname_are_kept_apart_and_it_is_said() -> None:
    text = "They heard Tom Harkness. Harkness spoke first. Then Ida Harkness came. Harkness left."
    assert sorts(entry(text, "Tom Harkness"))[Sort.APART] == ("Ida Harkness",)
    assert [form.count for form in entry(text, "Tom Harkness").forms] == [1, 1]
    (several,) = (each for each in names(text) if Sort.SEVERAL in sorts(each))
    assert [(form.text, form.count) for form in several.forms] == [("Harkness", 1)]
    assert sorts(several)[Sort.SEVERAL] == ("Tom Harkness", "Ida Harkness")


def test_a_middle_name_makes_no_second_person() -> None:
    text = "They saw Ida Harkness. Later they met Ida May Harkness. Harkness smiled."
    assert not any(sorts(each) for each in names(text))


def test_a_surname_may_stand_before_the_full_name() -> None:
    text = "The plan was drawn by Harkness.\n\nThey had asked Ida Harkness for it in March."
    assert shown(text) == ["person: Harkness ×1, Ida Harkness ×1"]


def test_two_spellings_side_by_side_are_marked() -> None:
    text = "They met Sergei Lavrov in Bern. The envoy told Lavruv that it was late."
    assert sorts(entry(text, "Sergei Lavrov"))[Sort.NEAR] == ("Lavruv",)
    assert sorts(entry(text, "Lavruv"))[Sort.NEAR] == ("Sergei Lavrov",)
    both = "Trains left Kyiv. They were late in Kiev as well."
    assert entry(both, "Kyiv") is not None
    assert sorts(entry(both, "Kiev"))[Sort.SPELLINGS] == ("Kyiv", "Kiev")


@pytest.mark.parametrize(
    "text",
    [
        "Trade between Iran and Iraq grew, as did that of Mali with Malawi.",
        "Buses run from Austria to Slovakia; none run to Australia or Slovenia.",
        "They heard Dominic Raab, who had been to Rab.",
    ],
)
def test_names_that_the_tables_tell_apart_are_not_marked(text: str) -> None:
    assert not any(doubt.wants_a_look for each in names(text) for doubt in each.doubts)


@pytest.mark.parametrize(
    ("text", "place", "person"),
    [
        ("They flew to Jordan with Michael Jordan. Later Jordan threw a ball.", "Jordan", 2),
        ("They flew to Chad with Chad Ellery. The army of Chad watched.", "Chad", 1),
        ("They flew to Georgia with Georgia Ellery. Votes in Georgia count.", "Georgia", 1),
    ],
)
def test_a_person_and_a_place_of_one_name(text: str, place: str, person: int) -> None:
    found = {each.kind: sum(form.count for form in each.forms) for each in names(text)}
    assert Kind.PLACE in found
    (name,) = (each for each in names(text) if each.kind is Kind.PLACE)
    assert name.canonical == place
    (other,) = (each for each in names(text) if each.kind is not Kind.PLACE)
    assert sum(form.count for form in other.forms) == person


def test_an_organization_in_full_and_by_its_abbreviation() -> None:
    text = "The World Health Organization met. WHO experts and the Hill Farm League (HFL) agreed."
    assert shown(text) == [
        "organization: World Health Organization ×1, WHO ×1",
        "unknown: Hill Farm League ×1, HFL ×1",
    ]


def test_names_that_begin_with_the_surname() -> None:
    text = (
        "They met Xi Jinping, and Xi smiled. They met Kim Min-ji, and Kim waved. "
        "They met Nguyen Van Hoa too."
    )
    assert shown(text) == [
        "person: Xi Jinping ×1, Xi ×1",
        "unknown: Kim Min-ji ×1, Kim ×1",
        "unknown: Nguyen Van Hoa ×1",
    ]


def test_headlines_name_only_what_the_text_or_the_tables_name() -> None:
    title = "Harkness Opens New Bridge In Lisbon\n\nIt was Ida Harkness who opened it."
    assert shown(title) == ["person: Harkness ×1, Ida Harkness ×1", "place: Lisbon ×1"]
    loud = "HARKNESS OPENS BRIDGE\n\nIt was Ida Harkness who opened it."
    assert shown(loud) == ["person: HARKNESS ×1, Ida Harkness ×1"]


def test_other_scripts_and_languages_do_no_harm() -> None:
    assert names("قال محمود عباس إن الاجتماع انتهى.") == ()
    assert any(each.canonical == "Berlin" for each in names("Der Zug fuhr nach Berlin ab."))
    found = entry("They saw Анна Каренина there.", "Анна Каренина")
    assert found.kind is Kind.UNKNOWN


def test_a_long_text_comes_to_an_end() -> None:
    text = "\n\n".join(
        f"Then Ida Harkness met Tom Harkness{n} in Bern. Harkness{n} spoke." for n in range(10_000)
    )
    assert len(text.split()) > 90_000
    assert any(form.count == 10_000 for each in names(text) for form in each.forms)


@given(st.text("AaBb .,-'’()&\n\u202eЖ0é"))
def test_every_form_stands_where_it_is_said_to(text: str) -> None:
    for each in names(text):
        for form in each.forms:
            assert re.sub(r"\s", " ", text[form.start :]).startswith(form.text)


# In reports


def test_a_report_says_from_what_a_name_was_repaired_and_where_it_stood() -> None:
    text = "Oh , the envoys met in Kiev. Kyiv was cold."
    report = run(text)
    (kyiv,) = report.names
    assert [(form.text, form.count, form.was) for form in kyiv.forms] == [("Kyiv", 2, ("Kiev",))]
    assert kyiv.start == text.index("Kiev")
    assert "Kyiv ×2 (repaired from Kiev): known place" in to_text(report)
    assert "`Kyiv` ×2 (repaired from Kiev): known place." in to_markdown(report)
    assert "repaired from Kiev</span>" in to_page(report)


def test_json_lists_names_with_fields_that_stay() -> None:
    (kyiv,) = json.loads(to_json(run("They met in Kyiv.")))["names"]
    assert kyiv == {
        "kind": "place",
        "name": "Kyiv",
        "canonical": "Kyiv",
        "accepted": False,
        "office": None,
        "evidence": ["table"],
        "forms": [
            {
                "text": "Kyiv",
                "title": None,
                "count": 1,
                "start": 12,
                "line": 1,
                "column": 13,
                "evidence": "table",
                "repaired_from": [],
            }
        ],
        "marks": [],
    }


def test_a_name_on_a_page_leads_to_its_place_and_is_no_markup() -> None:
    report = run("They met Ida <b>Harkness and שרה Cohen-Levi & Sons in Bern.")
    page = to_page(report)
    targets = re.findall(r'<a href="#(w\d+)"><bdi>', page)
    assert targets
    assert set(targets) == set(re.findall(r'<span class="at" id="(w\d+)">', page))
    assert "Levi &amp; Sons</bdi>" in page


def test_a_name_inside_a_change_is_led_to() -> None:
    document = Document.of("They met in a town.")
    document = document.apply([Edit(12, 18, "Old Bern", "s/r", Safety.SAFE, "Why")])
    page = to_page(Report(document))
    article = page[page.index("<article") :]
    assert 0 < article.index('id="w1"') < article.index("<del title")


def test_a_report_without_names_has_no_section() -> None:
    report = run("It rained all day.")
    assert report.names == ()
    for printed in (to_text(report), to_markdown(report), to_page(report)):
        assert not re.search(r">Names<|### Names|^Names$", printed, re.MULTILINE)
