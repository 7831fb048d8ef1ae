"""`cleancopy review`: what goes into the page, and what is refused in one line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from cleancopy.printers import review

Call = Callable[..., Result]


def articles(path: str = "page.html") -> list[dict[str, Any]]:
    """The articles in a page."""
    found = re.findall(r'id="article-\d+">(.*?)</script>', Path(path).read_text("utf-8"), re.DOTALL)
    return [json.loads(each) for each in found]


def test_a_file_a_folder_and_a_table_come_into_one_page(cleancopy: Call, cards: str) -> None:
    Path("in").mkdir()
    Path("in/b.txt").write_text("A qqsafe")
    Path("in/t.csv").write_text("body,ar\nA qqlook,نص\n,\nwell,\n")
    Path("a.txt").write_text("A qqrisk")
    columns = ("--column", "body", "--source-column", "ar", "--source-lang", "ar")
    result = cleancopy("review", "a.txt", "in", "-o", "page.html", "--rules", cards, *columns)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == "page.html: 4 texts, 3 decisions"
    found = articles()
    assert [each["name"] for each in found] == ["a.txt", "b.txt", "t.csv:2", "t.csv:4"]
    assert found[2]["source"] == {"text": "نص", "lang": "ar"}
    assert [[item["kind"] for item in each["items"]] for each in found] == [
        ["advice"], ["repair"], ["advice"], [],
    ]  # fmt: skip


def test_unsafe_repairs_are_done_where_that_is_asked(cleancopy: Call, cards: str) -> None:
    Path("a.txt").write_text("A qqrisk")
    cleancopy("review", "a.txt", "-o", "page.html", "--unsafe", "--rules", cards)
    (item,) = articles()[0]["items"]
    assert (item["kind"], item["safety"]) == ("repair", "unsafe")
    assert item["rules"] == [{"name": "characters/qqrisk", "title": "A qqrisk for a test"}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.txt", "b.txt"), "b.txt: no such file or folder"),
        (("a.txt", "a.txt"), "a review that is served is of one file, folder or table"),
        (("-",), "a review that is served is of one file, folder or table"),
        (("empty.txt",), "no texts to review"),
        (("a.txt", "--overview", "o.csv"), "--overview goes with -o PAGE.html"),
        (("a.txt", "-o", "page.html", "--port", "0"), "--port and --open are for a review that"),
        (("a.txt", "-o", "page.html", "--overview", "o.x"), "o.x: no overview has the ending"),
        (("a.txt", "-o", "page.txt"), "page.txt: the page is HTML; give it the ending .html"),
        (("a.txt", "-o", "no/page.html"), "no/page.html: a page cannot be written there"),
        (("a.txt", "-o", "dir.html"), "dir.html: a page cannot be written there"),
        (("empty.txt", "-o", "page.html"), "no texts to review; nothing is written"),
        (("gone.txt", "-o", "page.html"), "gone.txt: no such file or folder"),
    ],
)
def test_misuse_is_one_line(cleancopy: Call, arguments: tuple[str, ...], message: str) -> None:
    Path("a.txt").write_text("All is well.")
    Path("empty.txt").write_text(" \n")
    Path("dir.html").mkdir()
    result = cleancopy("review", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"cleancopy: {message}")
    assert not Path("page.html").exists()


def test_too_many_texts_for_a_page_are_refused(
    cleancopy: Call, cards: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "MOST", 3)
    Path("t.jsonl").write_text('{"text": "A qqsafe"}\n' * 4)
    Path("page.html").write_text("old")
    result = cleancopy("review", "t.jsonl", "-o", "page.html", "--rules", cards)
    assert result.exit_code == 2
    assert result.stderr == (
        "cleancopy: more than 3 texts are too many for one page; "
        "review them in parts, each with a page of its own\n"
    )
    assert Path("page.html").read_text() == "old"
    Path("t.jsonl").write_text('{"text": "A qqsafe"}\n' * 3)
    assert cleancopy("review", "t.jsonl", "-o", "page.html", "--rules", cards).exit_code == 0


def test_what_cannot_be_read_is_said_and_the_rest_is_in_the_page(
    cleancopy: Call, cards: str
) -> None:
    Path("a.txt").write_text("A qqsafe")
    Path("b.txt").write_bytes(b"\x00\x01\x02" * 50)
    result = cleancopy("review", "a.txt", "b.txt", "-o", "page.html", "--rules", cards)
    assert result.exit_code == 1
    assert [each["name"] for each in articles()] == ["a.txt"]


def test_two_calls_write_the_same_bytes(cleancopy: Call, cards: str) -> None:
    Path("a.txt").write_text("A qqsafe qqlook")
    for name in ("one.html", "two.html"):
        cleancopy("review", "a.txt", "-o", name, "--rules", cards)
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()
