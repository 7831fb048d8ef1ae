"""`cleancopy names`: who could be meant, and the building of the tables."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from cleancopy.names.people import read_people
from cleancopy.names.search import nearness

Call = Callable[..., Result]

DATA = Path(__file__).parents[1] / "data"
FILES = {
    "diplomats.jsonl": "2 added, 0 changed; 2 people in 3 rows now",
    "legislators.jsonl": "1 added, 0 changed; 1 person in 5 rows now",
    "wikidata.json": "2 added, 0 changed; 2 people in 3 rows now",
    "wikidata.csv": "2 added, 0 changed; 2 people in 2 rows now",
}


def first(result: Result) -> str:
    """The name that is found first, with its figure."""
    return result.stdout.splitlines()[0] if result.stdout else ""


# find


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (["Blinken"], "1.00  Antony Blinken"),
        (["Anthony", "Blinken"], "0.97  Antony Blinken"),
        (["Anthony Blinken"], "0.97  Antony Blinken"),
        (["Vucic"], "1.00  Aleksandar Vucic"),
        (["Vučić"], "1.00  Aleksandar Vucic"),
        (["O’Brien"], "1.00  Robert O'Brien"),
        (["OBrien"], "1.00  Robert O'Brien"),
        (["Рябков"], "1.00  Sergei Ryabkov"),
        (["--lang", "ar", "هيربست"], "0.95  John Herbst"),
        (["\u200fهيربست\u200f", "--lang", "ar"], "0.95  John Herbst"),
        (["Χέρμπστ"], "0.96  John Herbst"),
        (["キシダ・フミオ"], "1.00  Fumio Kishida"),
        (["习近平"], "1.00  Xi Jinping"),
        (["פוטין"], "1.00  Vladimir Putin"),
        (["Luxemburg"], "0.97  Luxembourg, country"),
        (["NATO"], "1.00  North Atlantic Treaty Organization, NATO, international"),
        (["Москва"], "1.00  Moscow, capital, Russia"),
    ],
)
def test_who_could_be_meant(cleancopy: Call, query: list[str], name: str) -> None:
    result = cleancopy("names", *query)
    assert result.exit_code == 0, result.stderr
    assert first(result) == name
    assert "\u200f" not in result.stdout


def test_a_near_name_is_among_the_first(cleancopy: Call) -> None:
    found = json.loads(cleancopy("names", "Hurst", "--format", "json").stdout)
    assert "John Herbst" in [each["name"] for each in found["candidates"]]


def test_a_candidate_in_full(cleancopy: Call) -> None:
    Path("own").mkdir()
    rows = (
        "Ana Qorra,Qorra,mayor,Durres,,2019-05,2021,"
        "Anna Qorra,Ana Kora,ar: آنا كورا|uk: Ана Корра,pocom",
        "Ana Qorra,,envoy,Ruritania,Chad,,2018,,,,",
        "Ana Qorra,,clerk,,,2011,2011,,,,",
        "Ana Qorra,,bishop,,,2024,,,,,",
        "Ana Qorra,,guide,,,,,,,,",
    )
    head = "name,surname,title,of,to,since,until,accepted,misspellings,native,sources"
    Path("own/people.csv").write_text("\n".join((head, *rows)), "utf-8")
    result = cleancopy("names", "find", "Qorra", "--names", "own", "-n", "1")
    assert result.stdout.splitlines() == [
        "1.00  Ana Qorra",
        "      mayor, Durres: 2019-05 to 2021",
        "      envoy, Ruritania, to Chad: until 2018",
        "      clerk: 2011",
        "      bishop: since 2024",
        "      guide",
        "      also      Anna Qorra",
        "      not       Ana Kora",
        "      ar        آنا كورا",
        "      uk        Ана Корра",
        "      sources   pocom (not confirmed)",
    ]
    result = cleancopy("names", "آنا", "كورا", "--names", "own", "--format", "json")
    data = json.loads(result.stdout)
    assert (data["query"], data["lang"]) == ("آنا كورا", "")
    found = data["candidates"][0]
    assert (found["entry"], found["likeness"], found["form"]) == ("person", 1.0, "آنا كورا")
    assert found["confirmed"] is False
    assert found["roles"][1]["to"] == "Chad"
    assert found["native"][0] == {"lang": "ar", "form": "آنا كورا"}


def test_at_most_so_many(cleancopy: Call) -> None:
    shown = [
        len(json.loads(cleancopy("names", "Brown", *most, "--format", "json").stdout)["candidates"])
        for most in ((), ("-n", "3"), ("-n", "12"))
    ]
    assert shown == [10, 3, 12]


@pytest.mark.parametrize("query", ["Wzrtplkqvb Mgnxyzzq", "ጓንግዋንግዋን", "!!", "12", ""])
def test_nobody(cleancopy: Call, query: str) -> None:
    result = cleancopy("names", query)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"cleancopy: nothing in the tables is near to '{query}'\n"
    data = json.loads(cleancopy("names", query, "--format", "json").stdout)
    assert data["candidates"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'QUERY...'. See 'cleancopy names find --help'."),
        (["--lang", "arabic", "x"], "'arabic' is no language code; write ru, uk or zh-Hant"),
        (["x", "-n", "0"],
         "Invalid value for '-n': 0 is not in the range x>=1. See 'cleancopy names find --help'."),
        (["x", "--names", "no"],
         "no: no table of names in it; it takes people.csv, places.csv, organizations.csv"),
        (["build"], "nothing to build from: name files of records"),
        (["build", "-o", "new"], "nothing to build from: name files of records"),
        (["build", "x.jsonl", "-o", "a", "--into", "b.csv"],
         "-o FOLDER and --into FILE both say where to write; give one"),
        (["build", "x.jsonl", "--into", "b"],
         "b: no table of names; name a .csv file, or a folder with -o"),
        (["build", ".", "-o", "new"], ".: cannot be read (Is a directory)"),
        (["build", "no.jsonl", "-o", "new"],
         "no.jsonl: cannot be read (No such file or directory)"),
    ],
)  # fmt: skip
def test_misuse_is_one_line(cleancopy: Call, arguments: list[str], message: str) -> None:
    result = cleancopy("names", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"cleancopy: {message}\n"
    assert list(Path().iterdir()) == []


def test_a_query_that_is_a_command_is_found_by_find(cleancopy: Call) -> None:
    assert "Build" not in first(cleancopy("names", "find", "build"))
    assert cleancopy("names", "find", "build").exit_code in (0, 1)


@pytest.mark.parametrize("command", [["find"], ["build"]])
def test_help_states_the_exit_codes(cleancopy: Call, command: list[str]) -> None:
    assert "Exit codes: 0 " in cleancopy("names", *command, "--help").stdout
    assert "QUERY" in cleancopy("names", "--help").stdout


def test_building_a_large_index_is_said(cleancopy: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleancopy.cli.options.SLOW", -1)
    said = cleancopy("names", "Blinken").stderr
    assert re.fullmatch(r"indexed [0-9]+,[0-9]{3} rows in [0-9]+ s\n", said)
    result = cleancopy("names", "build", str(DATA / "wikidata.csv"))
    assert result.stderr.endswith(" rows now, built in 0 s\n")


@pytest.mark.parametrize(
    ("words", "form", "near"),
    [
        (("herbst",), "Herbst", 1.0),
        (("john", "herbst"), "John E. Herbst", 1.0),
        (("john", "herbst"), "Herbst", 0.5),
        (("herbst",), "John Herbst", 0.95),
        (("herbst",), "...", 0.0),
        (("a",) * 8, "B", 0.0),
    ],
)
def test_nearness(words: tuple[str, ...], form: str, near: float) -> None:
    assert nearness(words, form) == pytest.approx(near, abs=0.07)


# build


@pytest.mark.parametrize("file", FILES)
def test_records_of_each_kind(cleancopy: Call, file: str) -> None:
    result = cleancopy("names", "build", str(DATA / file), "-o", "own")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"own/people.csv: {FILES[file]}\n"
    assert len(read_people(Path("own/people.csv"))) == int(FILES[file].split()[0])


def test_into_a_table_and_once_more(cleancopy: Call) -> None:
    head = "name,surname,title,of,since,sources,id\n"
    row = "Tony Example,Example,ambassador,United States,,hand,pocom:example-antony-john\n"
    Path("t.csv").write_text(head + row)
    records = [str(DATA / file) for file in FILES]
    result = cleancopy("names", "build", *records, "--into", "t.csv")
    assert result.stderr == "t.csv: 4 added, 1 changed; 5 people in 12 rows now\n"
    built = Path("t.csv").read_bytes()
    assert b"\nTony Example,Example," in built
    result = cleancopy("names", "build", *records, "--into", "t.csv")
    assert result.stderr == "t.csv: 0 added, 0 changed; 5 people in 12 rows now\n"
    assert Path("t.csv").read_bytes() == built
    assert [path.name for path in Path().iterdir()] == ["t.csv"]


def test_to_the_standard_output(cleancopy: Call) -> None:
    result = cleancopy("names", "build", str(DATA / "wikidata.csv"))
    assert result.stdout.startswith("name,surname,title,")
    assert "\nMarta Okonska,Okonska,foreign minister,Ruritania,,2011," in result.stdout
    assert result.stderr == f"people.csv: {FILES['wikidata.csv']}\n"
    assert list(Path().iterdir()) == []


def test_what_was_built_is_found(cleancopy: Call) -> None:
    cleancopy("names", "build", str(DATA / "wikidata.json"), "-o", "own")
    result = cleancopy("names", "مارتا أوكونسكا", "--lang", "ar", "--names", "own")
    assert first(result) == "1.00  Marta Okonska"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"id": \n', "records.jsonl:1: not valid JSON (Expecting value, column 8); mend it, "
         "or download the file again"),
        ('{"forename": "A", "surname": "B", "roles": [{}], "id": 1}\n',
         "records.jsonl:1: a record that is not whole (KeyError: 'title'); "
         "complete it, or delete it"),
        ('{"person": "Q1", "personLabel": "A [B]", "positionLabel": "King of Ruritania"}\n',
         "people.csv as built:2: column 'name': 'A [B]' is no name as it would be printed; "
         "leave out double spaces, tabs and odd marks"),
    ],
)  # fmt: skip
def test_bad_records_write_nothing(cleancopy: Call, text: str, message: str) -> None:
    Path("own").mkdir()
    Path("own/people.csv").write_text("name\nJo Doe\n")
    Path("records.jsonl").write_text(text)
    result = cleancopy("names", "build", "records.jsonl", "-o", "own")
    assert result.exit_code == 2
    assert result.stderr.startswith("cleancopy: ")
    assert result.stderr.endswith(f"{message}\n")
    assert result.stderr.count("\n") == 1
    assert Path("own/people.csv").read_text() == "name\nJo Doe\n"


def test_a_full_disk_leaves_the_old_table(cleancopy: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    Path("people.csv").write_text("name\nJo Doe\n")
    result = cleancopy("names", "build", str(DATA / "wikidata.json"), "--into", "people.csv")
    assert result.exit_code == 2
    assert result.stderr == "cleancopy: people.csv: cannot be written (No space left on device)\n"
    assert Path("people.csv").read_text() == "name\nJo Doe\n"
    assert [path.name for path in Path().iterdir()] == ["people.csv"]
