"""Articles in files with markup, from the command line; the files were made by real tools."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from cleancopy.formats import format_of, kind_of
from cleancopy.formats.parts import Wanted
from cleancopy.formats.source import Source
from cleancopy.report import run
from cleancopy.tally import Tally

Call = Callable[..., Result]

FILES = sorted((Path(__file__).parents[1] / "data" / "formats").glob("*.*"))
FILES = [path for path in FILES if path.suffix in (".html", ".md") and path.stem != "README"]
MARKUP = re.compile(
    r"<[^>]*>|^[>#|:\s-]+|[*`]+|\]\([^)]*\)|^---$.*?^---$", re.MULTILINE | re.DOTALL
)


def test_there_are_files_enough() -> None:
    assert len(FILES) >= 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_a_real_tool_is_repaired(cleancopy: Call, path: Path) -> None:
    shutil.copy(path, path.name)
    result = cleancopy("clean", path.name, "-o", f"out{path.suffix}")
    assert (result.exit_code, result.stdout) == (0, "")
    before, after = path.read_text("utf-8"), Path(f"out{path.suffix}").read_text("utf-8")
    assert MARKUP.findall(after) == MARKUP.findall(before)
    assert len(after.splitlines()) == len(before.splitlines())
    for damage in ("fares ,", "free ;", "April ."):
        assert damage in before
        assert damage not in (after.partition("</title>")[2] or after)
    assert re.search('ferries.example/plan[^,]*,(?:”|"|&#x201D;) said', after)
    assert "<code>fares --new , --all</code>" in after or "`fares --new , --all`" in after
    assert cleancopy("clean", f"out{path.suffix}", "-o", f"again{path.suffix}").exit_code == 0
    assert Path(f"again{path.suffix}").read_bytes() == Path(f"out{path.suffix}").read_bytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_a_file_without_repairs_is_the_same(tmp_path: Path, path: Path, line_end: bytes) -> None:
    copy, sink = tmp_path / path.name, io.BytesIO()
    copy.write_bytes(path.read_bytes().replace(b"\n", line_end))
    source, form = Source(path.name, copy), format_of(kind_of(copy))
    (part,) = form.read(source, Wanted(), Tally(path.name, print))
    assert "The island council voted on Monday to raise ferry fares , and said" in (part.text or "")
    report = run(part.text or "", barred=part.barred)
    assert part.render(report.changes) != part.render([]) == part.raw
    form.write(source, "text", sink, iter([(part, [])]))
    assert sink.getvalue() == copy.read_bytes()


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "a.md", "a.markdown"])
def test_an_article_with_markup_is_one_text(cleancopy: Call, cards: str, name: str) -> None:
    Path(name).write_text("One\n\ntwo qqlook <i>three</i> qqsafe\n")
    result = cleancopy("clean", name, "--rules", cards, "--report", "r.json")
    assert result.exit_code == 0
    assert result.stdout == "One\n\ntwo qqlook <i>three</i> sound\n"
    assert json.loads(Path("r.json").read_text())["name"] == name
    result = cleancopy("check", name, "--rules", cards)
    assert result.exit_code == 1
    assert [line.split(": ")[0] for line in result.stdout.splitlines()[:2]] == [
        f"{name}:3:5", f"{name}:3:25",
    ]  # fmt: skip


def test_the_source_of_a_page_may_be_a_page(cleancopy: Call, cards: str) -> None:
    Path("a.html").write_text("<p>qqsafe</p>")
    Path("b.md").write_text("*Рим*")
    result = cleancopy("clean", "a.html", "--rules", cards, "--source", "b.md")
    assert (result.exit_code, result.stdout) == (0, "<p>sound</p>")


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_a_page_goes_to_a_file_of_its_kind(cleancopy: Call, name: str) -> None:
    Path(name).write_text("One")
    result = cleancopy("clean", name, "-o", "b.txt")
    assert result.exit_code == 2
    assert "the format stays that of" in result.stderr


def test_a_column_is_for_tables(cleancopy: Call) -> None:
    Path("a.wxr").write_text("x")
    result = cleancopy("clean", "a.wxr", "-o", "b.wxr", "--column", "text")
    assert result.stderr == "cleancopy: --column is for tables, and no input is one\n"


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.wxr"])
def test_what_is_no_text_is_refused(cleancopy: Call, name: str) -> None:
    Path(name).write_bytes(bytes(range(32)) * 9)
    result = cleancopy("clean", name, "-o", f"b{name}")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert result.stderr.startswith(f"cleancopy: {name}: not text: binary data")
    assert not Path(f"b{name}").exists()
