"""Bad input: one clear line or a documented behaviour, never a traceback, no half-written file."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from cleancopy.formats import rereading, source
from cleancopy.report import Report, run
from cleancopy.tally import MOST_COMPLAINTS
from cleancopy.workers.manifest import NAME as MANIFEST

Call = Callable[..., Result]


def files(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir() if path.name != MANIFEST)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("command", ["clean", "check"])
def test_a_text_with_nothing_in_it(cleancopy: Call, data: bytes, command: str) -> None:
    Path("a.txt").write_bytes(data)
    result = cleancopy(command, "a.txt")
    assert result.exit_code == 0
    if command == "clean":
        assert result.stdout_bytes == data
        assert result.stderr == "a.txt: nothing in it, nothing to repair\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.csv", "a.csv: no header, so no column 'text'"),
        ("a.parquet", "a.parquet: not readable as Parquet (Parquet file size is 0 bytes)"),
    ],
)
def test_an_empty_table(cleancopy: Call, name: str, message: str) -> None:
    Path(name).touch()
    result = cleancopy("clean", name, "-o", f"b{name}")
    assert (result.exit_code, result.stderr) == (2, f"cleancopy: {message}\n")
    assert files() == [name]


def test_an_empty_file_of_json_lines(cleancopy: Call) -> None:
    Path("a.jsonl").touch()
    result = cleancopy("clean", "a.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "a.jsonl: no texts in it\n"


def test_the_limit_is_20_mb() -> None:
    assert source.LIMIT == 20_000_000


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LIMIT", 50)


@pytest.mark.usefixtures("small_limit")
@pytest.mark.parametrize("name", ["a.txt", "-"])
def test_too_large_a_text_is_refused(cleancopy: Call, name: str) -> None:
    Path("a.txt").write_bytes(b"a" * 51)
    result = cleancopy("clean", name, "-o", "b.txt", input=b"a" * 51)
    called = "stdin" if name == "-" else name
    assert result.exit_code == 2
    assert result.stderr == (
        f"cleancopy: {called}: larger than 0 MB, the most for one text; "
        "split it into one file for each article\n"
    )
    assert files() == ["a.txt"]


@pytest.mark.usefixtures("small_limit")
def test_too_large_a_text_stops_no_other(cleancopy: Call, cards: str) -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_bytes(b"a" * 51)
    Path("in/b.txt").write_bytes(b"qqsafe")
    result = cleancopy("clean", "in", "-o", "out", "--rules", cards)
    assert result.exit_code == 1
    assert files("out") == ["b.txt"]
    assert Path("out/b.txt").read_text() == "sound"


@pytest.mark.usefixtures("small_limit")
@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.jsonl", '{"text":"qqsafe"}\n{"text":"%s qqsafe"}\n{"text":"qqsafe"}\n', 2),
        ("a.csv", 'text,n\nqqsafe,1\n"%s\n""qqsafe""",2\n"qqsafe",3\n', 3),
    ],
)
@pytest.mark.parametrize("length", [40, 50, 51, 149, 150, 151, 200])
def test_too_large_a_row_stops_no_other(
    cleancopy: Call, cards: str, name: str, data: str, line: int, length: int
) -> None:
    data %= 'a""' * (length // 3) if name == "a.csv" else "a" * length
    Path(name).write_text(data)
    result = cleancopy("clean", name, "--rules", cards)
    assert result.exit_code == 1
    head, tail = data.split("qqsafe", 1)[0], data.rsplit("qqsafe", 1)[1]
    inside = data[len(head) + 6 : len(data) - len(tail) - 6]
    assert result.stdout == f"{head}sound{inside}sound{tail}"
    complaints = [each for each in result.stderr.splitlines() if "left as it is" in each]
    assert len(complaints) == 2, "the line and the sum, once each"
    assert complaints[0].startswith(f"{name}:{line}: ")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04rest", "a zip archive or an office document"),
        (b"%PDF-1.7\n", "a PDF"),
        (bytes(range(32)) * 9, "binary data, or UTF-16 without a byte order mark"),
        ("Plain text.".encode("utf-16-le"), "binary data, or UTF-16 without a byte order mark"),
    ],
)
def test_what_is_no_text_is_refused(cleancopy: Call, data: bytes, kind: str) -> None:
    Path("a.txt").write_bytes(data)
    result = cleancopy("clean", "a.txt", "-o", "b.txt")
    assert (result.exit_code, result.stderr) == (2, f"cleancopy: a.txt: not text: {kind}\n")
    assert files() == ["a.txt"]


def test_a_stray_nul_reaches_the_rules(cleancopy: Call, cards: str) -> None:
    Path("a.txt").write_bytes(b"A qqsafe\0 way.")
    result = cleancopy("clean", "a.txt", "--rules", cards)
    assert result.exit_code == 0
    assert result.stdout.startswith("A sound")


def test_bytes_that_are_not_utf_8(cleancopy: Call, cards: str) -> None:
    Path("a.txt").write_bytes(b"caf\xe9 qqsafe\r\n")
    result = cleancopy("clean", "a.txt", "--rules", cards, "--report", "r.json")
    assert (result.exit_code, result.stdout_bytes) == (0, "café sound\r\n".encode())
    note = "not UTF-8; read as sloppy-windows-1252, written as UTF-8"
    assert result.stderr.splitlines()[0] == f"a.txt: {note}"
    assert note in Path("r.json").read_text("utf-8")


def test_marks_and_line_ends_are_kept(cleancopy: Call, cards: str) -> None:
    Path("a.txt").write_bytes(b"\xef\xbb\xbfqqsafe\r\nb\rc\n\r\nd")
    result = cleancopy("clean", "a.txt", "--rules", cards)
    assert result.stdout_bytes == b"\xef\xbb\xbfsound\r\nb\rc\n\r\nd"


def test_an_unreadable_folder(cleancopy: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def barred(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return real(path)

    Path("in/closed").mkdir(parents=True)
    Path("in/a.txt").write_text("All is well.")
    monkeypatch.setattr(os, "scandir", barred)
    result = cleancopy("clean", "in/closed", "-o", "out")
    assert result.exit_code == 2
    assert result.stderr == "cleancopy: in/closed: cannot be read (Permission denied)\n"
    result = cleancopy("clean", "in", "-o", "out")
    assert result.exit_code == 1
    assert "cleancopy: in/closed: cannot be read (Permission denied)\n" in result.stderr
    assert files("out") == ["a.txt"]


def test_a_file_that_cannot_be_opened(cleancopy: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def barred(path: Path, *arguments: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *arguments)

    Path("in").mkdir()
    for name in ("in/a.txt", "in/b.txt"):
        Path(name).write_text("All is well.")
    monkeypatch.setattr(Path, "open", barred)
    result = cleancopy("clean", "in", "-o", "out")
    assert result.exit_code == 1
    assert "cleancopy: in/a.txt: cannot be read (Permission denied)\n" in result.stderr
    assert files("out") == ["b.txt"]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_table_without_the_column(cleancopy: Call, name: str) -> None:
    Path(name).write_text("id,txt\n1,a\n" if name == "a.csv" else '{"id":1,"txt":"a"}\n')
    result = cleancopy("clean", name, "-o", f"b{name}")
    assert result.exit_code == 2
    assert result.stderr == (
        f"cleancopy: {name}: no column 'text'; did you mean 'txt'? Columns: id, txt\n"
    )
    assert files() == [name]


def test_a_column_that_stands_twice(cleancopy: Call) -> None:
    Path("a.csv").write_text("text,text\na,b\n")
    result = cleancopy("clean", "a.csv")
    assert (result.exit_code, result.stderr) == (
        2,
        "cleancopy: a.csv: more than one column 'text'\n",
    )


def test_malformed_lines_are_named_and_kept(cleancopy: Call, cards: str) -> None:
    deep = "[" * 100_000
    digits = "1" * 5000
    bad = ["{'text': 'qqsafe'}", '["qqsafe"]', '{"text":"qqsafe\t"}', f'{{"n":{digits}}}', deep]
    lines = ['{"text":"qqsafe"}', *bad, '{"text":"qqsafe"}']
    Path("a.jsonl").write_text("\n".join(lines))
    result = cleancopy("clean", "a.jsonl", "--rules", cards)
    assert result.exit_code == 1
    assert result.stdout == "\n".join(['{"text":"sound"}', *bad, '{"text":"sound"}'])
    said = result.stderr.splitlines()
    assert said[0].startswith("a.jsonl:2: not valid JSON (Expecting property name")
    assert said[0].endswith("; line left as it is")
    assert [line.split(":")[1] for line in said[:5]] == ["2", "3", "4", "5", "6"]
    assert said[5:] == ["a.jsonl: 2 texts, 2 repairs in 2 of them, 0 passages to look at, "
                        "5 left as they are"]  # fmt: skip


def test_endless_complaints_are_counted(cleancopy: Call) -> None:
    Path("a.jsonl").write_text("bad\n" * 30 + '{"text":""}\n')
    said = cleancopy("clean", "a.jsonl").stderr.splitlines()
    assert len(said) == MOST_COMPLAINTS + 2
    assert said[-2] == "a.jsonl: 10 more left as they are"


def test_values_that_are_no_text_are_kept(cleancopy: Call, cards: str) -> None:
    lines = ['{"text":null}', '{"text":NaN}', '{"text":3}', '{"n":1}', "", '{"text":"qqsafe"}']
    Path("a.jsonl").write_text("\n".join(lines))
    result = cleancopy("clean", "a.jsonl", "--rules", cards)
    assert result.exit_code == 0
    assert result.stdout == "\n".join([*lines[:-1], '{"text":"sound"}'])
    assert result.stderr.splitlines()[0] == (
        "a.jsonl: 4 of 5 records have no text in 'text' and are left as they are"
    )


def test_a_broken_card_stops_everything(cleancopy: Call) -> None:
    Path("cards/05-punctuation").mkdir(parents=True)
    Path("cards/05-punctuation/x.toml").write_text("titel = 'x'")
    Path("a.txt").write_text("a")
    for command in (["clean", "a.txt", "-o", "b.txt"], ["check", "a.txt"], ["rules"]):
        result = cleancopy(*command, "--rules", "cards")
        assert result.exit_code == 2
        assert result.stderr == (
            "cleancopy: cards/05-punctuation/x.toml: unknown field 'titel'; did you mean 'title'?\n"
        )
    assert files() == ["a.txt", "cards"]


def failing(text: str, *arguments: Any, **options: Any) -> Report:
    """The pipeline with a mistake that shows in some texts."""
    if "trap" in text:
        raise ValueError("no such thing\nwith details")
    return run(text, *arguments, **options)


def test_a_mistake_in_a_rule_loses_no_text(
    cleancopy: Call, cards: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rereading, "run", failing)
    Path("a.txt").write_text("trap qqsafe")
    Path("b.jsonl").write_text('{"text":"trap"}\n{"text":"qqsafe"}\n')
    result = cleancopy("clean", "a.txt", "b.jsonl", "-o", "out", "--rules", cards)
    assert result.exit_code == 1
    assert Path("out/a.txt").read_text() == "trap qqsafe"
    assert Path("out/b.jsonl").read_text() == '{"text":"trap"}\n{"text":"sound"}\n'
    problem = "could not be repaired (ValueError: no such thing); left as it is"
    assert f"a.txt: {problem}\n" in result.stderr
    assert f"b.jsonl:1: {problem}\n" in result.stderr
    assert cleancopy("check", "a.txt", "--rules", cards).exit_code == 3


@pytest.mark.parametrize("in_place", [True, False])
def test_a_full_disk_leaves_the_old_file(
    cleancopy: Call, cards: str, monkeypatch: pytest.MonkeyPatch, in_place: bool
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    Path("a.txt").write_text("qqsafe")
    Path("b.txt").write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    where = ["--in-place"] if in_place else ["-o", "b.txt"]
    result = cleancopy("clean", "a.txt", *where, "--rules", cards)
    target = "a.txt" if in_place else "b.txt"
    assert result.exit_code == 1
    assert result.stderr == f"cleancopy: {target}: cannot be written (No space left on device)\n"
    assert files() == ["a.txt", "b.txt"]
    assert (Path("a.txt").read_text(), Path("b.txt").read_text()) == ("qqsafe", "old")


def test_a_report_that_cannot_be_written(
    cleancopy: Call, cards: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def barred(path: Path, target: Path) -> Path:
        if target.name == "r.md":
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, target)

    Path("a.txt").write_text("qqsafe")
    monkeypatch.setattr(Path, "replace", barred)
    result = cleancopy("clean", "a.txt", "-o", "b.txt", "--report", "r.md", "--rules", cards, "-q")
    assert result.exit_code == 1
    assert result.stderr == "cleancopy: r.md: cannot be written (Permission denied)\n"
    assert files() == ["a.txt", "b.txt"]


def test_a_mistake_of_ours_is_one_line(cleancopy: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken(*_: object) -> None:
        raise IndexError("somewhere")

    monkeypatch.setattr("cleancopy.formats.plan.planned", mistaken)
    result = cleancopy("check", "a.txt")
    assert result.exit_code == 1
    assert result.stderr == (
        "cleancopy: a mistake of ours, please report it: IndexError('somewhere')\n"
    )
