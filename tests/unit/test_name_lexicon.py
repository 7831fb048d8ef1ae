"""The words of offices are read into the cells of the tables, or refused in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.errors import CardError
from cleancopy.names.entries import Organization, Person, Place, Role
from cleancopy.names.lexicon import (
    COUNTERPART,
    FORMER,
    HEAD,
    IGNORED,
    OTHER,
    OWNER,
    PLACE,
    TITLE,
    Entry,
    countries,
    entries,
    entry,
)
from cleancopy.names.table import Tables

WORDS = """
[titles]
"minister" = "secretary | cabinet member"
[heads]
"director" = "chief"
[countries]
"Ruritania" = "Ruritanian | Ruritanian Republic | RR"
"Republic of the Vale" = "Vale"
"Elbonia" = "Elbonian"
[scripts]
cyrillic = "Ruritania"
[departments]
"Foreign Ministry" = "Ministry of Foreign Affairs"
"Presidency" = "presidential | president's"
[bodies]
"Marsh Authority" = "MA | the marsh people"
[ignored]
words = "new | outgoing"
former = "ex"
other = "deputy"
"""
Written = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A file of words in a folder of tables; its path."""

    def write(text: str) -> Path:
        path = tmp_path / "names" / "offices.toml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        return path

    return write


def tables(*roles: Role) -> Tables:
    """Tables with a person in these roles."""
    return Tables((Person("Jo Doe", roles=roles),))


def bodies(found: set[Entry], cell: str) -> set[str]:
    """The phrases for a country or body, each as 'phrase' or 'phrase (form)'."""
    return {
        f"{each.phrase} ({each.form})" if each.form else each.phrase
        for each in found
        if each.kind == PLACE and each.cell == cell
    }


@pytest.mark.parametrize(
    ("phrase", "kind", "key", "form"),
    [
        ("Foreign  Minister", TITLE, "foreign minister", ""),
        ("secretary-general", TITLE, "secretary general", ""),
        ("U.S.", PLACE, "us", "US"),
        ("WHO", PLACE, "who", "WHO"),
        ("CEO", TITLE, "ceo", ""),
        ("UNESCO", PLACE, "unesco", ""),
        ("president's", PLACE, "president", OWNER),
    ],
)
def test_a_phrase_is_kept_as_it_is_looked_up(phrase: str, kind: str, key: str, form: str) -> None:
    assert entry(phrase, kind, "cell") == Entry(key, kind, "cell", form)


def test_every_section_says_what_its_words_are(written: Written) -> None:
    found = {each for each in entries(written(WORDS), Tables()) if each.cell != COUNTERPART}
    assert {each for each in found if each.kind != PLACE} == {
        Entry("secretary", TITLE, "minister"),
        Entry("cabinet member", TITLE, "minister"),
        Entry("chief", HEAD, "director"),
        Entry("new", IGNORED, ""),
        Entry("outgoing", IGNORED, ""),
        Entry("ex", FORMER, ""),
        Entry("deputy", OTHER, ""),
    }
    assert bodies(found, "Ruritania") == {"ruritanian", "ruritanian republic", "rr (RR)"}
    assert bodies(found, "Marsh Authority") == {"ma (MA)", "the marsh people"}


def test_the_cells_of_the_tables_are_words_themselves(written: Written) -> None:
    known = Tables(
        (Person("Jo Doe", roles=(Role("envoy", "Ruritania", "Marsh Authority"),)),),
        (Place("Elbonia", "country"), Place("Streslau", "capital", "Ruritania")),
    )
    found = entries(written(WORDS), known)
    assert Entry("envoy", TITLE, "envoy") in found
    assert Entry("ruritania", PLACE, "Ruritania") in found
    assert Entry("marsh authority", PLACE, "Marsh Authority") in found
    assert Entry("elbonia", PLACE, "Elbonia") in found
    assert not bodies(found, "Streslau")


def test_an_organization_lends_its_names_where_somebody_has_an_office_in_it(
    written: Written,
) -> None:
    club = Organization("Yacht Club", "YC", accepted=("Club of Yachts",))
    path = written(WORDS)
    assert not bodies(entries(path, Tables(organizations=(club,))), "Yacht Club")
    people = tables(Role("commodore", "Yacht Club")).people
    found = bodies(entries(path, Tables(people, organizations=(club,))), "Yacht Club")
    assert found == {"yacht club", "club of yachts", "yc (YC)"}


def test_a_ministry_goes_by_the_names_that_all_countries_give_theirs(written: Written) -> None:
    role = Role("spokesman", "Foreign Ministry of Ruritania")
    assert bodies(entries(written(WORDS), tables(role)), role.of) == {
        "foreign ministry of ruritania",
        "foreign ministry of ruritanian",
        "foreign ministry of ruritanian republic",
        "foreign ministry of the ruritanian republic",
        "foreign ministry of rr",
        "ruritania foreign ministry",
        "ruritanian foreign ministry",
        "ruritanian republic foreign ministry",
        "rr foreign ministry",
        "ministry of foreign affairs of ruritania",
        "ministry of foreign affairs of ruritanian",
        "ministry of foreign affairs of ruritanian republic",
        "ministry of foreign affairs of the ruritanian republic",
        "ministry of foreign affairs of rr",
        "ruritania ministry of foreign affairs",
        "ruritanian ministry of foreign affairs",
        "ruritanian republic ministry of foreign affairs",
        "rr ministry of foreign affairs",
    }


def test_an_adjective_for_a_body_stands_behind_the_country_only(written: Written) -> None:
    role = Role("spokesman", "Presidency of Elbonia")
    found = entries(written(WORDS), tables(role))
    assert bodies(found, role.of) == {
        "presidency of elbonia",
        "presidency of elbonian",
        *("elbonia presidency", "elbonian presidency"),
        *("elbonia presidential", "elbonian presidential"),
        *("elbonia president ('s)", "elbonian president ('s)"),
    }


def test_a_presidents_man_may_be_the_countrys(written: Written) -> None:
    found = entries(written(WORDS), tables(Role("spokesman", "Presidency of Elbonia")))
    cells = {each.cell for each in found if each.phrase == "elbonian president"}
    assert cells == {"Elbonia", "Presidency of Elbonia"}


def test_the_country_of_a_body_may_have_an_of_in_its_name(written: Written) -> None:
    role = Role("spokesman", "Foreign Ministry of Republic of the Vale")
    found = bodies(entries(written(WORDS), tables(role)), role.of)
    assert {"vale foreign ministry", "ministry of foreign affairs of vale"} <= found


def test_a_body_of_something_else_has_no_other_names(written: Written) -> None:
    role = Role("head", "Bank of Streslau")
    found = bodies(entries(written(WORDS), tables(role)), role.of)
    assert found == {"bank of streslau"}


ROLES = st.lists(
    st.builds(
        Role,
        st.sampled_from(["envoy", "spokesman", "minister"]),
        st.sampled_from(["Ruritania", "Presidency of Elbonia", "Bank of Streslau", ""]),
        st.sampled_from(["", "Elbonia", "Marsh Authority"]),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of words, written once."""
    path = tmp_path_factory.mktemp("names") / "offices.toml"
    path.write_text(WORDS, encoding="utf-8")
    return path


@given(few=ROLES, more=ROLES)
def test_another_role_takes_no_word_away(
    path: Path, few: Sequence[Role], more: Sequence[Role]
) -> None:
    assert entries(path, tables(*few)) <= entries(path, tables(*few, *more))


def test_the_countries_with_the_script_of_their_names(written: Written) -> None:
    expected = {"Ruritania": "cyrillic", "Republic of the Vale": "", "Elbonia": ""}
    assert countries(written(WORDS)) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[title]\nking = 'ruler'", "unknown section 'title'; did you mean 'titles'?"),
        ("[xyz]\nking = 'ruler'", "unknown section 'xyz'; it takes titles, heads, countries,"),
        ("titles = 'king'", "'titles' must be written as [titles]"),
        ("[titles]\nking = ['ruler']", "[titles] 'king' must be a text: 'one | other'"),
        ("[titles]\nking = 1", "[titles] 'king' must be a text: 'one | other'"),
        ("[titles]\nking = ", "cannot be read as TOML: Invalid value"),
        ("[titles]\nking = '1'\nking = '2'", "cannot be read as TOML: Cannot overwrite a value"),
        ("x = " + "[" * 9999, "cannot be read as TOML: maximum recursion depth exceeded"),
    ],
)
def test_a_broken_file_names_section_and_mend(text: str, message: str, written: Written) -> None:
    with pytest.raises(CardError) as caught:
        entries(written(text), Tables())
    assert str(caught.value).startswith(f"names/offices.toml: {message}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "offices.toml"
    with pytest.raises(CardError, match=r"offices.toml: cannot be read as TOML: .*No such file"):
        countries(path)
    path.write_bytes("[titles]\nking = 'König'".encode("cp1252"))
    with pytest.raises(CardError, match=r"offices.toml: cannot be read as TOML: 'utf-8' codec"):
        countries(path)
