"""The name tables are read whole, or refused with file, line, column and mend; ours are sound."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from cleancopy.errors import CardError
from cleancopy.folders import RULES
from cleancopy.names.build import folded
from cleancopy.names.entries import Organization, Person, Place, Role
from cleancopy.names.people import read_people
from cleancopy.names.sheet import is_date
from cleancopy.names.table import read_places, read_tables

HEADER = "name,surname,title,of,to,since,until,accepted,misspellings,native,sources,id\n"
TABLES = read_tables(RULES / "names")
ENTRIES: tuple[Person | Place | Organization, ...] = (
    *TABLES.people,
    *TABLES.places,
    *TABLES.organizations,
)

# People whose names differ by a letter and who are two people: each pair was read.
TWO_PEOPLE = {
    frozenset(pair.split("/"))
    for pair in (
        "Ann Wagner/Anne Wagner",
        "Bob Menendez/Rob Menendez",
        "John Blane/John Lange",
        "John Roos/John Rose",
        "Andrew Schapiro/Andrew Shapiro",
        "Donald Johnson/Ronald Johnson",
        "John Blane/John Blaney",
        "John Rood/John Roos",
        "Mark Harris/Mark Parris",
        "Gary Peters/Mary Peters",
        "Michael McCaul/Michael McFaul",
        "Richard Miles/Richard Mills",
        "James Comer/James Comey",
        "George H.W. Bush/George W. Bush",
        "K.R. Narayanan/M.K. Narayanan",
        "Kim Sung-han/Kim Sung-hwan",
        "Kim Jong Il/Kim Yong Il",
        "Than Shwe/Than Swe",
        "Nick Perry/Rick Perry",
        "Wang Di/Wang Yi",
    )
}


# Two people in public life who share a form of their names: each pair was read.
NAMESAKES = {
    frozenset(pair.split("/"))
    for pair in (
        "Alberto Fernandez/Alberto Fernández",
        "Bob Menendez/Rob Menendez",
        "Bobby Scott/Robert Scott",
        "Thomas Barrett/Tom Barrett",
    )
}


def people(tmp_path: Path, rows: str, header: str = HEADER) -> tuple[Person, ...]:
    """The people of a table with these rows."""
    path = tmp_path / "rules" / "names" / "people.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + rows, encoding="utf-8", newline="")
    return read_people(path)


def refusal(tmp_path: Path, rows: str, header: str = HEADER) -> str:
    """What the error says, behind the name of the file."""
    with pytest.raises(CardError) as caught:
        people(tmp_path, rows, header)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix("rules/names/people.csv:")


def test_a_person_is_read_whole(tmp_path: Path) -> None:
    rows = (
        "Ana Ruiz,Ruiz,ambassador,Spain,Chad,2001-02,2004,Ana María Ruiz|A. Ruiz,Anna Ruys,"
        "ar: آنا رويز|ru: Ана Руис,hand|wikidata,Q1\n"
        "Ana Ruiz,,foreign minister,Spain,,2004,,,,,,Q1\n"
    )
    assert people(tmp_path, rows) == (
        Person(
            "Ana Ruiz",
            "Ruiz",
            ("Ana María Ruiz", "A. Ruiz"),
            ("Anna Ruys",),
            (
                Role("ambassador", "Spain", "Chad", "2001-02", "2004"),
                Role("foreign minister", "Spain", "", "2004"),
            ),
            (("ar", "آنا رويز"), ("ru", "Ана Руис")),
            ("hand", "wikidata"),
            "Q1",
        ),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_users_table_may_have_few_columns_in_any_order(tmp_path: Path, delimiter: str) -> None:
    table = "title,name,of\nmayor,Jo Doe,Springfield\n\n,,\n".replace(",", delimiter)
    (person,) = people(tmp_path, table, "\ufeff")
    assert (person.roles, person.confirmed) == ((Role("mayor", "Springfield"),), True)


@pytest.mark.parametrize(
    "name", ["José O'Neill", "Núria Açaí", "Đặng Thị", "محمد شياع", "יאיר לפיד"]
)
def test_names_of_all_scripts(tmp_path: Path, name: str) -> None:
    spread = unicodedata.normalize("NFD", name)
    (person,) = people(tmp_path, f"\u200f{spread}\u200e,,king,Ruritania,,,,,,,,\n")
    assert person.name == unicodedata.normalize("NFC", name)


def test_one_source_does_not_confirm_a_spelling() -> None:
    sources: dict[tuple[str, ...], bool] = {
        ("pocom",): False,
        ("hand",): True,
        ("pocom", "wikidata"): True,
    }
    for kind in (Person, Place, Organization):
        assert {key: kind("X", sources=key).confirmed for key in sources} == sources


ROWS = {
    "Jo Doe,,king,Ruritania,,2001-13,,,,,,": (
        "2: column 'since': '2001-13' is no date; "
        "write 2019, 2019-05 or 2019-05-08, or leave it empty"
    ),
    "Jo Doe,,king,Ruritania,,,2001-02-30,,,,,": "2: column 'until': '2001-02-30' is no date",
    "Jo Doe,,king,Ruritania,,05/08/2019,,,,,,": "2: column 'since': '05/08/2019' is no date",
    "Jo Doe,,king,Ruritania,,2005,2001,,,,,": "2: column 'until': 2001 comes before 2005",
    "Jo Doe,,,Ruritania,,2005,,,,,,": "2: column 'title': empty, but the row has a role",
    ",,king,Ruritania,,,,,,,,": "2: column 'name': empty; write the name, or delete the row",
    "Jo  Doe,,king,Ruritania,,,,,,,,": "2: column 'name': 'Jo  Doe' is no name",
    "Jo <b>Doe,,king,Ruritania,,,,,,,,": "2: column 'name': 'Jo <b>Doe' is no name",
    "42,,king,Ruritania,,,,,,,,": "2: column 'name': '42' is no name",
    "Jo Doe,Deo,king,Ruritania,,,,,,,,": "2: column 'surname': 'Deo' is no part of 'Jo Doe'",
    "Jo Doe,,king,Ruritania,,,,Jo Do,Jo Do,,,": "2: column 'misspellings': 'Jo Do' is right in",
    "Jo Doe,,king,Ruritania,,,,,,Джо,,": "2: column 'native': 'Джо' has no form; write code: form",
    "Jo Doe,king": "2: 2 cells under a header of 12; write empty cells too",
    'Jo Doe,"king': "2: no row of a table (unexpected end of data); close the quotation mark",
    "Jo Doe,,king,R,,2001,2005,,,,,\nJo Doe,,king,R,,2003,,,,,,": (
        "3: column 'since': the same office as in line 2, at the same time"
    ),
    "Jo Doe,Doe,king,R,,,,,,,,\nJo Doe,Jo,mayor,R,,,,,,,,": (
        "3: column 'surname': 'Jo', but 'Doe' in another row of Jo Doe"
    ),
    "Jo Doe,,king,R,,,,,,,,1\nJo Doe,,king,R,,,,,,,,2": (
        "3: column 'name': two people named 'Jo Doe' (the other in line 2)"
    ),
    "Jo Doe,,king,R,,,,,,,,1\nJo Doe,,,,,,,,,,,2": "3: column 'name': two people named 'Jo Doe'",
}


@pytest.mark.parametrize("rows", ROWS)
def test_a_broken_row_names_line_column_and_mend(tmp_path: Path, rows: str) -> None:
    assert refusal(tmp_path, rows + "\n").startswith(ROWS[rows])


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("name,untill\n", "1: unknown column 'untill'; did you mean 'until'?"),
        ("name,name\n", "1: two columns 'name'; delete or rename one"),
        ("surname\n", "1: no column 'name'; the first row names the columns: name, surname"),
        ("", "1: no column 'name'"),
    ],
)
def test_a_broken_header(tmp_path: Path, header: str, message: str) -> None:
    assert refusal(tmp_path, "", header).startswith(message)


def test_a_table_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("name\nAna\nJosé\n".encode("cp1252"))
    with pytest.raises(CardError, match=r"people.csv:3: not UTF-8; save the table as 'CSV UTF-8'"):
        read_people(path)


def test_two_people_of_one_name_are_told_apart_by_their_roles(tmp_path: Path) -> None:
    rows = "Jo Doe,,king,R,,2001,2005,,,,,1\nJo Doe,,king,R,,2005,,,,,,2\n"
    assert [person.id for person in people(tmp_path, rows)] == ["1", "2"]


def test_a_table_of_200_000_rows(tmp_path: Path) -> None:
    def name(number: int) -> str:
        return "".join(chr(97 + int(digit)) for digit in str(number))

    rows = "".join(f"Jo {name(n)},,mayor,Town {name(n)},,2001,,,,,,\n" for n in range(200_000))
    assert len(people(tmp_path, rows)) == 200_000


def test_places_of_one_name_differ_in_country(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("name,country\nCórdoba,Spain\nCórdoba,Argentina\n", encoding="utf-8")
    assert [place.country for place in read_places(path)] == ["Spain", "Argentina"]
    path.write_text("name,country\nLeón,Spain\nLeón,Spain\n", encoding="utf-8")
    with pytest.raises(CardError, match=r"places.csv:3: column 'name': 'León' stands in line 2"):
        read_places(path)


def test_the_users_folder_comes_last_and_wins(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("name,country,accepted\nKyiv,Ukraine,Kyjiw\n")
    tables = read_tables(RULES / "names", tmp_path)
    (kyiv,) = (place for place in tables.places if place.name == "Kyiv")
    assert kyiv.accepted == ("Kyjiw",)
    assert (len(tables.places), tables.people) == (len(TABLES.places), TABLES.people)


def test_a_folder_without_tables(tmp_path: Path) -> None:
    with pytest.raises(CardError, match=r"no table of names in it; it takes people.csv"):
        read_tables(tmp_path)


@pytest.mark.parametrize("text", ["2019", "2019-05", "2020-02-29"])
def test_a_date(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize("text", ["19", "2019-5", "2019-00", "2019-02-29", "20190508", "٢٠١٩"])
def test_no_date(text: str) -> None:
    assert not is_date(text)


def test_our_tables_are_large_enough() -> None:
    dated = [p for p in TABLES.people if any(role.since or role.until for role in p.roles)]
    assert len([person for person in dated if person.confirmed]) >= 3000
    assert len(TABLES.places) >= 2000
    assert len(TABLES.organizations) >= 300
    ministers = {
        role.of
        for person in TABLES.people
        for role in person.roles
        if role.title in ("foreign minister", "foreign secretary", "secretary of state")
    }
    assert len(ministers) >= 60


def test_most_countries_have_somebody_who_speaks_for_them() -> None:
    """A foreign or defence ministry, an army, a government, a president or prime minister."""
    countries = {place.name for place in TABLES.places if place.kind == "country"}
    homes = {body.name: body.country for body in TABLES.organizations if body.kind == "government"}
    kinds = (
        *("Foreign Ministry", "Defence Ministry", "Armed Forces"),
        *("Presidency", "Prime Minister's Office"),
    )
    spoken_for = set()
    for role in (role for person in TABLES.people for role in person.roles):
        if not re.search("spokes(wo)?man|press secretary", role.title):
            continue
        kind, _, country = role.of.partition(" of ")
        spoken_for.add(country if kind in kinds else homes.get(role.of, role.of))
    assert len(spoken_for & countries) >= 110


def test_every_person_has_a_role() -> None:
    assert not [person.name for person in TABLES.people if not person.roles]


def test_our_rows_are_sorted_and_end_in_lf() -> None:
    for path in sorted((RULES / "names").glob("*.csv")):
        data = path.read_bytes()
        assert b"\r" not in data
        assert data.endswith(b"\n")
    names = [folded(person.name) for person in TABLES.people]
    assert names == sorted(names)


def test_titles_are_short_and_small() -> None:
    proper = {"Brexit", "COVID-19", "Europe", "Africa", "Middle", "East"}
    titles = {role.title for person in TABLES.people for role in person.roles}
    odd = {t for t in titles for word in t.split() if word != word.lower() and word not in proper}
    assert not odd


def test_bodies_and_countries_are_spelt_one_way() -> None:
    known = Counter(
        name for person in TABLES.people for role in person.roles for name in (role.of, role.to)
    )
    groups = defaultdict(set)
    for name in known:
        groups[folded(name), "".join(filter(str.isdigit, name))].add(name)
    assert not [group for group in groups.values() if len(group) > 1]
    countries = {place.name for place in TABLES.places if place.kind == "country"}
    ministers = {r.of for p in TABLES.people for r in p.roles if r.title == "foreign minister"}
    others = {"Palestinian Authority", "Soviet Union", "Yugoslavia", "Taiwan", "Houthis"}
    others |= {"Abkhazia", "South Ossetia", "Nagorno-Karabakh", "Transnistria", "Northern Cyprus"}
    others |= {"Donetsk People's Republic", "Luhansk People's Republic", "Greenland"}
    others |= {"National Unity Government of Myanmar"}
    assert ministers - countries == others - countries


def test_no_two_people_of_one_name_but_namesakes() -> None:
    groups = defaultdict(list)
    for person in TABLES.people:
        groups[folded(person.name)].append(person)
    twins = [group for group in groups.values() if len(group) > 1]
    assert all(len({person.id for person in group}) == len(group) for group in twins)


def test_no_near_twins_in_one_office() -> None:
    """Two spellings of one person would stand in the same office and differ by a letter."""
    offices = defaultdict(set)
    for person in TABLES.people:
        for role in person.roles:
            offices[role.of or role.title].add(person.name)
    pairs = {
        frozenset((one, two))
        for names in offices.values()
        for holes in (_holes(names),)
        for group in holes.values()
        for one, two in combinations(sorted(group), 2)
    }
    assert pairs - TWO_PEOPLE == set()


def test_who_shares_a_form_with_another_was_read() -> None:
    """One person in two rows would prove nothing: two hold the office."""
    bearers = defaultdict(set)
    for person in TABLES.people:
        for form in (person.name, *person.accepted):
            bearers[folded(form)].add(person.name)
    assert {frozenset(names) for names in bearers.values() if len(names) > 1} == NAMESAKES


def _holes(names: set[str]) -> dict[str, set[str]]:
    """Names by what is left of them without any one letter: one letter apart, one group."""
    groups = defaultdict(set)
    for name in names:
        letters = folded(name)
        for place in range(len(letters)):
            groups[letters[:place] + "?" + letters[place + 1 :]].add(name)
            groups[letters[:place] + letters[place + 1 :]].add(name)
        groups[letters].add(name)
    return groups


def test_a_misspelling_is_nobodys_name() -> None:
    right = {form for person in TABLES.people for form in (person.name, *person.accepted)}
    wrong = {form for person in TABLES.people for form in person.misspellings}
    assert not right & wrong


def test_forms_are_in_the_script_of_their_language() -> None:
    scripts = {"ar": "ARABIC", "fa": "ARABIC", "he": "HEBREW", "ru": "CYRILLIC", "uk": "CYRILLIC"}
    for entry in ENTRIES:
        for code, form in entry.native:
            script = scripts.get(code, "")
            assert all(unicodedata.name(c).startswith(script) for c in form if c.isalpha()), form


def test_a_name_has_letters_of_one_script() -> None:
    for entry in ENTRIES:
        for form in (entry.name, *entry.accepted):
            letters = [unicodedata.name(c) for c in form if c.isalpha()]
            assert all(name.startswith("LATIN") for name in letters), form
