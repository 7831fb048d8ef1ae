"""`clean` with overviews and a folder of reports: what goes where, and what counts as left."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from cleancopy.overview import rows

Call = Callable[..., Result]


@pytest.fixture
def batch(cleancopy: Call) -> None:
    """A folder with texts to repair, to look at and to leave, and a table."""
    Path("in/sub").mkdir(parents=True)
    Path("in/a b#.txt").write_text("A qqsafe")
    Path("in/sub/look.txt").write_text("A qqlook")
    Path("in/t.jsonl").write_text('{"text": "qqsafe"}\n{torn\n{"text": "well"}\n')
    Path("in/odd.csv").write_text("x,y\n1,2\n")


def table(name: str) -> dict[str, dict[str, str]]:
    with Path(name).open(encoding="utf-8", newline="") as file:
        return {line["document"]: line for line in csv.DictReader(file)}


@pytest.mark.usefixtures("batch")
def test_a_row_for_each_text_and_for_what_was_left(cleancopy: Call, cards: str) -> None:
    result = cleancopy("clean", "in", "-o", "out", "--overview", "all.csv", "--rules", cards)
    assert result.exit_code == 1
    rows = table("all.csv")
    assert {name: line["state"] for name, line in rows.items()} == {
        "a b#.txt": "repaired",
        "odd.csv": "left",
        "sub/look.txt": "look",
        "t.jsonl:1": "repaired",
        "t.jsonl:2": "left",
        "t.jsonl:3": "clean",
    }
    assert rows["odd.csv"]["why"] == "no column 'text'. Columns: x, y"
    assert rows["t.jsonl:2"]["why"].startswith("not valid JSON")


@pytest.mark.usefixtures("batch")
def test_every_row_links_to_its_page(cleancopy: Call, cards: str) -> None:
    Path("seen").mkdir()
    given = ("--overview", "seen/all.html", "--overview", "all.csv", "--report", "pages/")
    cleancopy("clean", "in", "-o", "out", *given, "--rules", cards)
    pages = sorted(path.as_posix() for path in Path("pages").rglob("*.html"))
    assert pages == [
        "pages/a b#.txt.html",
        "pages/sub/look.txt.html",
        "pages/t.jsonl/1.html",
        "pages/t.jsonl/3.html",
    ]
    linked = set(re.findall(r'href="(\.\./[^"]*)"', Path("seen/all.html").read_text("utf-8")))
    assert linked == {
        "../pages/a%20b%23.txt.html",
        "../pages/sub/look.txt.html",
        "../pages/t.jsonl/1.html",
        "../pages/t.jsonl/3.html",
    }
    assert table("all.csv")["sub/look.txt"]["link"] == "pages/sub/look.txt.html"
    assert table("all.csv")["odd.csv"]["link"] == ""


@pytest.mark.usefixtures("batch")
def test_two_runs_give_the_same_bytes(cleancopy: Call, cards: str) -> None:
    names = ("1.html", "2.html", "1.csv", "2.csv", "1.parquet", "2.parquet")
    for name in names:
        cleancopy("clean", "in", "-o", "out", "-q", "--overview", name, "--rules", cards)
    first, again, *tables = (Path(name).read_bytes() for name in names)
    assert first == again
    assert tables[0] == tables[1]
    assert tables[2] == tables[3]


@pytest.mark.usefixtures("batch")
def test_timings_are_there_on_request(cleancopy: Call, cards: str) -> None:
    given = ("--overview", "all.csv", "--timings", "--rules", cards)
    cleancopy("clean", "in", "-o", "out", *given)
    assert float(table("all.csv")["t.jsonl:1"]["seconds"]) >= 0


def test_texts_of_an_input_that_could_not_be_written_are_left(cleancopy: Call, cards: str) -> None:
    Path("t.csv").write_text("text\nqqsafe\n")
    Path("out.csv").mkdir()
    Path("out.csv/t.csv").mkdir()
    result = cleancopy("clean", "t.csv", "-o", "out.csv", "--overview", "all.csv", "--rules", cards)
    assert result.exit_code == 1
    (row,) = table("all.csv").values()
    assert (row["document"], row["state"]) == ("t.csv", "left")
    assert "cannot be written" in row["why"]


def test_a_mistake_in_a_printer_costs_no_text(
    cleancopy: Call, cards: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(report: object) -> None:
        raise ZeroDivisionError("of ours")

    Path("a.txt").write_text("A qqsafe")
    monkeypatch.setattr(rows, "row_of", wrong)
    cleancopy("clean", "a.txt", "-o", "b.txt", "--overview", "o.csv", "--rules", cards)
    assert Path("b.txt").read_text() == "A sound"
    assert table("o.csv")["a.txt"]["state"] == "look"
    assert "no figures could be made (ZeroDivisionError" in table("o.csv")["a.txt"]["why"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--timings"], "--timings goes with --overview"),
        (["--overview", "o.txt"],
         "o.txt: no overview has the ending '.txt'; there are: .csv, .html, .parquet"),
        (["--overview", "no/o.csv"],
         "no/o.csv: a report cannot be written there: no such folder"),
        (["--overview", "in/odd.csv"],
         "in/odd.csv: an input or output; a report needs its own file"),
        (["--overview", "o.csv", "--overview", "in/../o.csv"],
         "in/../o.csv: an input or output; a report needs its own file"),
        (["--report", "in/"], "in: has inputs or outputs; reports need their own folder"),
        (["--report", "in/pages/"],
         "in/pages: has inputs or outputs; reports need their own folder"),
        (["--report", "out/"], "out: has inputs or outputs; reports need their own folder"),
        (["--report", "r.html"], "--report FILE takes a single text; for a page on each text, "
         "name a folder: --report FOLDER/"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("batch")
def test_misuse_is_one_line_and_nothing_is_written(
    cleancopy: Call, arguments: list[str], message: str
) -> None:
    result = cleancopy("clean", "in", "-o", "out", *arguments)
    assert (result.exit_code, result.stderr) == (2, f"cleancopy: {message}\n")
    assert not Path("out").exists()
    assert not list(Path().glob("o.*"))
