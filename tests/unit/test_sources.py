"""What is known beside a text reaches its run: source, language, date, names, style."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import Result

import cleancopy as package
from cleancopy.errors import CleancopyError
from cleancopy.formats import rereading
from cleancopy.report import Report, Settings, run

Call = Callable[..., Result]
Asked = list[tuple[str, str, str]]

ROWS = [
    {"text": "A qqsafe", "ru": 'Он сказал: "Да",\nи ушёл', "lang": "ru"},
    {"text": "B", "ru": "", "lang": "uk"},
    {"text": "C", "ru": "Нет", "lang": ""},
]
TABLE = ("a.jsonl", "a.csv", "a.tsv", "a.parquet")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The text, source and language of each run."""
    known: Asked = []

    def noted(text: str, settings: Settings, **beside: Any) -> Report:
        known.append((text, beside["source"], beside["source_lang"]))
        return run(text, settings, **beside)

    monkeypatch.setattr(rereading, "run", noted)
    return known


def write(name: str, rows: list[dict[str, Any]]) -> bytes:
    """A table of the rows; its bytes."""
    frame = pd.DataFrame(rows)
    if name.endswith(".jsonl"):
        Path(name).write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    elif name.endswith(".parquet"):
        frame.to_parquet(name)
    else:
        frame.to_csv(name, index=False, sep="\t" if name.endswith(".tsv") else ",")
    return Path(name).read_bytes()


@pytest.mark.parametrize("name", TABLE)
def test_each_row_has_its_own_source(cleancopy: Call, cards: str, asked: Asked, name: str) -> None:
    before = write(name, ROWS)
    columns = ("--source-column", "ru", "--source-lang-column", "lang", "--source-lang", "be")
    result = cleancopy("clean", name, *columns, "-o", f"b{name}", "--rules", cards)
    assert result.exit_code == 0
    assert asked == [
        ("A qqsafe", 'Он сказал: "Да",\nи ушёл', "ru"), ("B", "", "uk"), ("C", "Нет", "be"),
    ]  # fmt: skip
    after = Path(f"b{name}")
    if name == "a.parquet":
        assert pd.read_parquet(after).to_dict("records") == [
            {**ROWS[0], "text": "A sound"},
            *ROWS[1:],
        ]
    else:
        assert after.read_bytes() == before.replace(b"A qqsafe", b"A sound")


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_a_missing_source_is_none(cleancopy: Call, asked: Asked, name: str) -> None:
    write(name, [{"text": "A", "ru": None}, {"text": "B", "ru": "Б"}])
    assert cleancopy("check", name, "--source-column", "ru").exit_code == 0
    assert asked == [("A", "", ""), ("B", "Б", "")]


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize(
    ("columns", "missing"),
    [
        (["--source-column", "rru"], "'rru'; did you mean 'ru'?"),
        (
            ["--source-column", "ru", "--source-lang-column", "langs"],
            "'langs'; did you mean 'lang'?",
        ),
    ],
)
def test_a_column_that_is_not_there(
    cleancopy: Call, name: str, columns: list[str], missing: str
) -> None:
    write(name, ROWS)
    result = cleancopy("clean", name, *columns, "-o", f"b{name}")
    assert result.exit_code == 2
    said = f"cleancopy: {name}: no column {missing} Columns: text, ru, lang\n"
    assert result.stderr == said
    assert [path.name for path in Path().iterdir()] == [name]


def test_records_may_have_no_source_at_all(cleancopy: Call, asked: Asked) -> None:
    write("a.jsonl", [{"text": "A"}, {"text": "B"}])
    result = cleancopy("check", "a.jsonl", "--source-column", "ru")
    assert result.exit_code == 0
    assert "a.jsonl: no record has 'ru'; worked on without it" in result.stderr
    assert asked == [("A", "", ""), ("B", "", "")]


@pytest.mark.parametrize("name", TABLE[1:])
def test_a_table_without_the_column_is_refused(cleancopy: Call, name: str) -> None:
    write(name, ROWS)
    result = cleancopy("check", name, "--source-column", "original")
    said = f"cleancopy: {name}: no column 'original'. Columns: text, ru, lang\n"
    assert (result.exit_code, result.stderr) == (3, said)


def test_a_source_column_that_stands_twice(cleancopy: Call) -> None:
    Path("a.csv").write_text("text,ru,ru\na,b,c\n")
    result = cleancopy("check", "a.csv", "--source-column", "ru")
    assert (result.exit_code, result.stderr) == (
        3, "cleancopy: a.csv: more than one column 'ru'\n",
    )  # fmt: skip


def test_the_source_of_a_single_text(cleancopy: Call, asked: Asked) -> None:
    Path("a.txt").write_text("A")
    Path("ru.txt").write_bytes("Б\n".encode("utf-16"))
    for command in ("clean", "check"):
        result = cleancopy(command, "a.txt", "--source", "ru.txt", "--source-lang", "ru")
        assert result.exit_code == 0
    assert asked == [("A", "Б\n", "ru")] * 2


def test_date_names_and_style_are_settings(
    cleancopy: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[Settings] = []

    def noted(text: str, settings: Settings, **beside: Any) -> Report:
        known.append(settings)
        return Report(run(text).document)

    monkeypatch.setattr(rereading, "run", noted)
    Path("a.txt").write_text("A")
    for folder in ("one", "two"):
        Path(folder).mkdir()
        Path(folder, "people.csv").write_text("name\nJo Doe\n")
    names = ("--names", "one", "--names", "two")
    cleancopy("check", "a.txt", *names, "--date", "2019-05", "--style", "ap")
    folders = (Path("one"), Path("two"))
    assert known == [Settings(names=folders, date="2019-05", style="ap")]


@pytest.mark.parametrize("command", [["clean", "a.txt", "-o", "b.txt"], ["check", "a.txt"],
                                     ["names", "Doe"]])  # fmt: skip
@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("name,since,title\nJo Doe,19,king\n",
         "people.csv:2: column 'since': '19' is no date; write 2019, 2019-05 or 2019-05-08, "
         "or leave it empty"),
        ("name,surename\nJo Doe,Doe\n",
         "people.csv:1: unknown column 'surename'; did you mean 'surname'?"),
        ("name,title,id\nJo Doe,king,1\nJo Doe,king,2\n",
         "people.csv:3: column 'name': two people named 'Jo Doe' (the other in line 2); "
         "give each a role that the other did not hold at the time, or join them"),
    ],
)  # fmt: skip
def test_a_broken_table_stops_everything(
    cleancopy: Call, command: list[str], rows: str, message: str
) -> None:
    Path("own").mkdir()
    Path("own/people.csv").write_text(rows)
    Path("a.txt").write_text("A")
    result = cleancopy(*command, "--names", "own")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"own/{message}\n")
    assert result.stderr.count("\n") == 1
    assert not Path("b.txt").exists()


def test_broken_words_of_offices_stop_everything(cleancopy: Call) -> None:
    Path("own").mkdir()
    Path("own/people.csv").write_text("name\nJo Doe\n")
    Path("own/offices.toml").write_text("[tittles]\n")
    Path("a.txt").write_text("A")
    result = cleancopy("check", "a.txt", "--names", "own")
    assert result.exit_code == 2
    where = "cleancopy: own/offices.toml"
    assert result.stderr == f"{where}: unknown section 'tittles'; did you mean 'titles'?\n"


def test_two_people_of_one_name_in_different_roles(cleancopy: Call) -> None:
    Path("own").mkdir()
    Path("own/people.csv").write_text("name,title,id\nJo Zzyx,king,1\nJo Zzyx,bishop,2\n")
    result = cleancopy("names", "Jo Zzyx", "--names", "own", "-n", "2")
    assert [line.strip() for line in result.stdout.splitlines() if "1.00" not in line] == [
        "king", "sources   hand", "", "bishop", "sources   hand",
    ]  # fmt: skip


# From Python


def test_what_is_known_beside_a_text_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    known = []
    monkeypatch.setattr(
        "cleancopy.report.run", lambda *given, **beside: known.append((given, beside))
    )
    package.clean("A", date="2019", names="own", style="ap", source="Б", source_lang="ru")
    package.clean("A", names=["one", Path("two")])
    first = Settings(names=(Path("own"),), date="2019", style="ap")
    assert known == [
        (("A", first), {"source": "Б", "source_lang": "ru"}),
        (("A", Settings(names=(Path("one"), Path("two")))), {"source": "", "source_lang": ""}),
    ]


def test_a_date_that_is_none_in_python() -> None:
    with pytest.raises(CleancopyError, match=r"^'May' is no date; write 2019, 2019-05 or"):
        package.clean("A", date="May")
