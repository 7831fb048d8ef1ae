"""The builder turns public records into the table, and leaves what a person wrote alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cleancopy.errors import CardError
from cleancopy.folders import RULES
from cleancopy.names.build import build, folded, joined, people_text
from cleancopy.names.entries import Person, Role
from cleancopy.names.origins import read_origin
from cleancopy.names.people import read_people
from cleancopy.names.wikidata import office

DATA = Path(__file__).parents[1] / "data"
FILES = [DATA / name for name in ("diplomats.jsonl", "legislators.jsonl", "wikidata.json")]


def built(tmp_path: Path, *files: str, table: str = "") -> dict[str, Person]:
    """The people of a table built from these files, by name."""
    path = tmp_path / "people.csv"
    if table:
        path.write_text(table, encoding="utf-8")
    path.write_text(build([DATA / file for file in files], path), encoding="utf-8")
    return {person.name: person for person in read_people(path)}


def test_an_ambassador_gets_a_news_name_and_a_country(tmp_path: Path) -> None:
    people = built(tmp_path, "diplomats.jsonl")
    assert sorted(people) == ["Antony Example", "P. Michael Sample"]
    person = people["Antony Example"]
    assert person.accepted == ("Antony J. Example", "Antony John Example")
    assert person.roles == (
        Role("ambassador", "United States", "Ivory Coast", "2009-12-03", "2012-07-27"),
        Role("ambassador", "United States", "NATO", "2013-08-02"),
    )
    assert (person.sources, person.confirmed) == (("pocom",), False)


def test_a_recorded_call_name_comes_first(tmp_path: Path) -> None:
    person = built(tmp_path, "diplomats.jsonl")["P. Michael Sample"]
    assert "Peter Michael Sample" in person.accepted
    assert person.roles[0].office == (
        "assistant secretary of state for public affairs",
        "United States",
        "",
    )


def test_terms_that_follow_on_each_other_are_one(tmp_path: Path) -> None:
    person = built(tmp_path, "legislators.jsonl")["Bob Instance"]
    assert person.confirmed
    assert [role for role in person.roles if role.of == "New Hampshire"] == [
        Role("representative", "New Hampshire", "", "1999-01-06", "2003-01-03"),
        Role("representative", "New Hampshire", "", "2007-01-04", "2009-01-03"),
    ]
    assert Role("house speaker", "", "", "2007-01-04") in person.roles


def test_a_query_result_in_json(tmp_path: Path) -> None:
    people = built(tmp_path, "wikidata.json")
    assert people["Marta Okonska"] == Person(
        "Marta Okonska",
        "Okonska",
        accepted=("Marta Okońska",),
        roles=(
            Role("foreign minister", "Ruritania", "", "2011", "2014-05-20"),
            Role("prime minister", "Ruritania", "", "2014-05"),
        ),
        native=(("ar", "مارتا أوكونسكا"), ("ru", "Марта Оконьская")),
        sources=("wikidata",),
        id="Q900000001",
    )
    assert people["Tomás O'Dell"].roles == (Role("ambassador", "United States", "Ruritania"),)
    assert len(people) == 2


def test_a_query_result_in_csv_says_the_same() -> None:
    from_json = read_origin(DATA / "wikidata.json")
    from_csv = read_origin(DATA / "wikidata.csv")
    assert [(p.name, p.roles, p.id) for p in from_csv] == [
        (p.name, p.roles, p.id) for p in (from_json[0], from_json[2])
    ]


def test_a_query_result_without_the_kinds_of_its_values(tmp_path: Path) -> None:
    path = tmp_path / "query.json"
    path.write_text(
        '[{"person": "Q900000004", "personLabel": "Ann Other", '
        '"positionLabel": "King of Ruritania"}]'
    )
    assert read_origin(path)[0].roles == (Role("king", "Ruritania"),)


def test_the_query_asks_for_what_the_builder_reads() -> None:
    query = (RULES / "names" / "wikidata.rq").read_text(encoding="utf-8")
    head = query.partition("WHERE")[0]
    asked = set(re.findall(r"\?(\w+)", head))
    written = set((DATA / "wikidata.csv").read_text(encoding="utf-8").partition("\n")[0].split(","))
    assert written <= asked


@pytest.mark.parametrize(
    ("label", "of", "expected"),
    [
        ("President of Ukraine", "", ("president", "Ukraine", "")),
        ("President of Ukraine", "Ukraine", ("president", "Ukraine", "")),
        ("Prime Minister of the Netherlands", "", ("prime minister", "Netherlands", "")),
        ("Federal Minister of Finance", "Germany", ("finance minister", "Germany", "")),
        ("Minister of the Interior", "France", ("interior minister", "France", "")),
        ("Minister of Defence", "Estonia", ("defence minister", "Estonia", "")),
        ("Minister of Foreign Affairs", "", ("foreign minister", "", "")),
        ("Deputy Minister of Defence", "Ukraine", ("deputy minister of defence", "Ukraine", "")),
        ("ambassador of Germany to Israel", "", ("ambassador", "Germany", "Israel")),
    ],
)
def test_a_position_in_its_small_form(label: str, of: str, expected: tuple[str, str, str]) -> None:
    assert office(label, of) == expected


def test_equal_input_gives_equal_bytes_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    first = build(FILES)
    assert first == build(FILES)
    path = tmp_path / "people.csv"
    path.write_text(first, encoding="utf-8")
    assert build(FILES, path) == first
    assert build(reversed(FILES), path) == first


def test_what_a_person_wrote_wins(tmp_path: Path) -> None:
    table = (
        "name,surname,title,of,since,sources,id\n"
        "Tony Example,Example,ambassador,United States,,hand,pocom:example-antony-john\n"
    )
    people = built(tmp_path, "diplomats.jsonl", table=table)
    assert "Antony Example" in people["Tony Example"].accepted
    assert people["Tony Example"].sources == ("hand",)


def test_a_second_source_counts_where_it_spells_the_name_alike() -> None:
    role = Role("president", "Ruritania", since="2019")
    known = Person("Jo Doe", roles=(role,), sources=("hand",))
    same = Person("Jo Doe", roles=(Role("president", "Ruritania"),), sources=("wikidata",), id="Q1")
    other = Person("Joe Doe", roles=(role,), sources=("pocom",), id="Q1")
    (person,) = joined([known], [same, other])
    assert (person.sources, person.accepted) == (("hand", "wikidata"), ("Joe Doe",))
    assert person.roles == (role,)


def test_namesakes_of_two_registers_stay_two() -> None:
    envoy = Person(
        "Jo Doe",
        roles=(Role("ambassador", "United States", "Chad"),),
        sources=("pocom",),
        id="pocom:doe",
    )
    member = Person(
        "Jo Doe",
        roles=(Role("senator", "United States"),),
        sources=("congress", "wikipedia"),
        id="bioguide:D1",
    )
    assert joined([], [envoy, member]) == (envoy, member)


def test_of_two_dates_the_finer_one_stays() -> None:
    known = Person("Jo Doe", roles=(Role("king", "Ruritania", "", "2019", "2021"),))
    other = Person("Jo Doe", roles=(Role("king", "Ruritania", "", "2019-03-01", "2022-01"),))
    assert joined([known], [other])[0].roles == (
        Role("king", "Ruritania", "", "2019-03-01", "2021"),
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.json", '[\n{"a": }]', "a.json:2: not valid JSON (Expecting value, column 7); mend it"),
        ("a.json", '{"head": {}}', "a.json: JSON, but no query result; download the answer"),
        ("a.json", "[1]", "a.json:1: valid JSON, but no record in braces; delete it"),
        ("a.jsonl", '\n{"id": 1}\n[1]\n', "a.jsonl:3: valid JSON, but no record in braces"),
        ("a.jsonl", '{"id": 1}\n{"id": \n', "a.jsonl:2: not valid JSON (Expecting value"),
        ("a.jsonl", "[" * 100_000, "a.jsonl:1: not readable as JSON"),
        ("a.csv", 'person,personLabel,positionLabel\nQ1,"A"B,x\n', "a.csv:2: no row of a table"),
        ("a.csv", b"person\nQ1\nQ\xe9\n", "a.csv:3: not UTF-8; save the file as UTF-8"),
        ("a.jsonl", '{"id": 1}\n', "no records that the builder knows"),
        ("a.csv", "", "no records that the builder knows"),
        ("a.jsonl", '{"forename": "A", "surname": "B", "roles": [{}], "id": 1}\n', ":1: a record"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, name: str, text: str | bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CardError, match=re.escape(message)) as caught:
        read_origin(path)
    assert "\n" not in str(caught.value)


def test_the_shipped_table_is_written_as_the_builder_writes(tmp_path: Path) -> None:
    path = RULES / "names" / "people.csv"
    assert people_text(read_people(path)).encode() == path.read_bytes()


@pytest.mark.parametrize(
    ("one", "two"), [("Jean-Noël", "Jean Noel"), ("O'Dell", "ODELL"), ("Meißen", "Meissen")]
)
def test_folded_names(one: str, two: str) -> None:
    assert folded(one) == folded(two)
