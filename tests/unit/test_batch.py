"""A batch: nothing is lost, nothing half done, whatever happens to it on the way."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import Result

from cleancopy.document import Change
from cleancopy.formats import rereading
from cleancopy.formats.parts import Part
from cleancopy.report import Report
from cleancopy.workers.job import Outcome
from cleancopy.workers.journal import Journal
from cleancopy.workers.manifest import NAME

Call = Callable[..., Result]


def outputs(folder: str) -> dict[str, bytes]:
    """All files of a folder, hidden ones too, but the manifest."""
    paths = (path for path in Path(folder).rglob("*") if path.is_file() and path.name != NAME)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with some texts and a table."""
    monkeypatch.chdir(tmp_path)
    folder = Path("in")
    (folder / "below").mkdir(parents=True)
    for number in range(12):
        (folder / f"{number}.txt").write_text(f"Text {number} is qqsafe .\n")
    rows = "".join(f'{{"text": "Row {number} is qqsafe ."}}\n' for number in range(60))
    (folder / "below" / "table.jsonl").write_text(rows)
    return folder


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the texts that were worked on, in this process."""
    names: list[str] = []
    real = rereading.run

    def counted(text: str, *arguments: object, name: str, **others: object) -> Report:
        names.append(name)
        return real(text, *arguments, name=name, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(rereading, "run", counted)
    return names


def test_two_workers_do_what_one_does(cleancopy: Call, cards: str, made: Path) -> None:
    one = cleancopy("clean", "in", "-o", "one", "--rules", cards, "--workers", "1")
    two = cleancopy("clean", "in", "-o", "two", "--rules", cards, "--workers", "2")
    assert (one.exit_code, two.exit_code) == (0, 0)
    assert outputs("one") == outputs("two")
    assert b"Row 59 is sound." in outputs("one")["below/table.jsonl"]
    assert one.stderr == two.stderr


def test_what_is_done_is_not_done_again(
    cleancopy: Call, cards: str, made: Path, reports: list[str]
) -> None:
    first = cleancopy("clean", "in", "-o", "out", "--rules", cards)
    before = outputs("out")
    reports.clear()
    (made / "3.txt").write_text("Another qqsafe text.")
    Path("out", "4.txt").write_text("Written over.")
    Path("out", "5.txt").unlink()
    result = cleancopy("clean", "in", "-o", "out", "--rules", cards, "--resume")
    assert reports == ["3.txt", "4.txt", "5.txt"]
    assert result.stderr.splitlines()[0] == "10 of 13 inputs were done before"
    assert result.stderr.splitlines()[-1] == first.stderr.splitlines()[-1].replace("144", "143")
    assert outputs("out") == {**before, "3.txt": b"Another sound text."}


@pytest.mark.parametrize("options", [["--unsafe"], ["--date", "2020"]])
def test_other_settings_do_all_again(
    cleancopy: Call, made: Path, reports: list[str], options: list[str]
) -> None:
    cleancopy("clean", "in", "-o", "out")
    reports.clear()
    cleancopy("clean", "in", "-o", "out", "--resume", *options)
    assert len(reports) == 72


def test_without_resume_all_is_done_again(cleancopy: Call, made: Path, reports: list[str]) -> None:
    cleancopy("clean", "in", "-o", "out")
    cleancopy("clean", "in", "-o", "out")
    assert len(reports) == 144


@pytest.mark.parametrize("workers", ["1", "2"])
def test_one_that_takes_too_long_is_left_and_named(
    cleancopy: Call, made: Path, tmp_path: Path, workers: str
) -> None:
    slow = tmp_path / "cards" / "03-characters"
    slow.mkdir(parents=True)
    # Steps that double with every letter: a card that should never have been written.
    card = (
        "title = 'x'\nwhy = 'y'\nsafety = 'advice'\nmqm = 'spelling'\nfind = '(zz*)*!'\n"
        "keeps = ['a']\n[[findings]]\nbad = 'z!'\nat = 'z!'\n"
    )
    (slow / "endless.toml").write_text(card)
    (made / "7.txt").write_text("z" * 60)
    arguments = ("--rules", str(tmp_path / "cards"), "--timeout", "5", "--workers", workers)
    result = cleancopy("clean", "in", "-o", "out", *arguments)
    assert result.exit_code == 1
    assert "in/7.txt: took longer than 5 s; left as it is\n" in result.stderr
    assert result.stderr.splitlines()[-1].endswith("1 left as it is")
    assert outputs("out")["7.txt"] == b"z" * 60
    assert outputs("out")["8.txt"] == b"Text 8 is qqsafe.\n"
    assert '"7.txt"' not in Path("out", NAME).read_text()


def test_resume_needs_a_place_to_go_on_from(cleancopy: Call, made: Path) -> None:
    for arguments in (["in/1.txt"], ["in/1.txt", "-o", "-"], ["in", "--in-place"]):
        result = cleancopy("clean", *arguments, "--resume")
        assert result.exit_code == 2
        assert result.stderr == (
            "cleancopy: --resume goes with -o OUTPUT: there it finds what is done\n"
        )


@pytest.mark.parametrize("data", [b"", b"{", b"[]\n{}\n", b"\xff\n", b'{"place": "1.txt"}\n'])
def test_a_damaged_manifest_counts_for_nothing(cleancopy: Call, made: Path, data: bytes) -> None:
    cleancopy("clean", "in", "-o", "out")
    expected = outputs("out")
    Path("out", NAME).write_bytes(data)
    Path("out", ".1.txt.0123abcd.tmp").write_text("half written")
    assert cleancopy("clean", "in", "-o", "out", "--resume").exit_code == 0
    assert outputs("out") == expected
    assert all(
        json.loads(line) for line in Path("out", NAME).read_text("latin-1").splitlines()[-3:]
    )


def test_whenever_it_is_killed_a_rerun_ends_as_if_it_had_not_been(made: Path) -> None:
    command = [sys.executable, "-m", "cleancopy", "clean", "in", "--workers", "2", "--quiet", "-o"]
    subprocess.run([*command, "expected"], check=True)
    chance = random.Random(5)
    for turn in range(20):
        with subprocess.Popen([*command, "out", "--resume"], start_new_session=True) as running:
            with suppress(subprocess.TimeoutExpired):
                running.wait(chance.uniform(0.1, 0.9))
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
        if turn % 5 == 4:
            subprocess.run([*command, "out", "--resume"], check=True)
            assert outputs("out") == outputs("expected")
            shutil.rmtree("out")


def part(text: str) -> Part:
    return Part(text, text)


def outcome(text: str, new: str) -> Outcome:
    return Outcome((Change(0, len(text), text, new, ()),), 2, row={"a": 1})


def test_a_journal_goes_on_where_it_was_left(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "t.csv", "rules", resume=True)
    assert journal.earlier(part("a")) is None
    journal.add(part("a"), outcome("a", "A"))
    journal.add(part("b"), outcome("b", "\ud800"))
    journal.close(keep=True)
    journal = Journal(tmp_path / "t.csv", "rules", resume=True)
    assert journal.earlier(part("a")) == outcome("a", "A")
    assert journal.earlier(part("b")) == outcome("b", "\ud800")
    assert journal.earlier(part("c")) is None
    journal.add(part("c"), outcome("c", "C"))
    journal.close(keep=True)
    journal = Journal(tmp_path / "t.csv", "rules", resume=True)
    assert [journal.earlier(part(text)) is None for text in "abc"] == [False] * 3
    journal.close(keep=False)
    assert not journal.path.exists()


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_line_that_was_cut_short_counts_for_nothing(tmp_path: Path, cut: int) -> None:
    journal = Journal(tmp_path / "t.csv", "rules", resume=False)
    for text in "ab":
        journal.add(part(text), outcome(text, text.upper()))
    journal.close(keep=True)
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole[:-cut])
    journal = Journal(tmp_path / "t.csv", "rules", resume=True)
    assert journal.earlier(part("a")) is not None
    assert journal.earlier(part("b")) is None
    journal.add(part("b"), outcome("b", "B"))
    journal.close(keep=True)
    assert journal.path.read_bytes() == whole


def test_a_journal_speaks_for_no_other_text_and_no_other_rules(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "t.csv", "rules", resume=False)
    for text in "ab":
        journal.add(part(text), outcome(text, text.upper()))
    journal.close(keep=True)
    other = Journal(tmp_path / "t.csv", "other rules", resume=True)
    assert other.earlier(part("a")) is None
    other.close(keep=True)
    assert not other.path.exists()


def test_what_one_text_shows_of_a_name_counts_for_the_others(
    cleancopy: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A role proves the wrong form in one text; in another it stands beside the same role."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(
        "KYIV, 5 May 2021. US Secretary of State Antony Blinkin met farmers. Blinkin left."
    )
    Path("in/b.txt").write_text("Farmers asked for more, Antony Blinkin heard that day in Kyiv.")
    alone = cleancopy("clean", "in", "-o", "alone", "--one-pass", "--unsafe")
    both = cleancopy("clean", "in", "-o", "both", "--workers", "2", "--unsafe")
    assert (alone.exit_code, both.exit_code) == (0, 0)
    assert b"Antony Blinken met farmers. Blinken left." in outputs("alone")["a.txt"]
    assert outputs("alone")["a.txt"] == outputs("both")["a.txt"]
    looks = [result.stderr.splitlines()[1] for result in (alone, both)]
    assert looks == [
        f"in/b.txt: 0 repairs, {count} to look at" for count in ("0 passages", "1 passage")
    ]


def test_a_text_that_is_larger_than_wanted_is_left_and_named(cleancopy: Call, made: Path) -> None:
    (made / "3.txt").write_text("He said yes , then left . " * 60)
    result = cleancopy("clean", "in", "-o", "out", "--largest", "0.001")
    assert result.exit_code == 1
    assert (
        "in/3.txt: a text of more than 0.001 million characters; left as it is\n" in result.stderr
    )
    assert outputs("out")["3.txt"] == (made / "3.txt").read_bytes()
    assert outputs("out")["4.txt"] == b"Text 4 is qqsafe.\n"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_overview_is_the_same_whoever_did_the_work(
    cleancopy: Call, made: Path, workers: str
) -> None:
    paths = ("--overview", "a.html", "--overview", "a.csv")
    # A name that one text proves is advice in another, also where each is shown as it is done.
    for name, text in (
        ("x", "US Secretary of State Antony Blinkin left."),
        ("y", "They met Antony Blinkin."),
    ):
        (made / f"{name}.txt").write_text(f"KYIV, 5 May 2021. {text}")
    assert cleancopy("clean", "in", "-o", "one", "--verbose", *paths).exit_code == 0
    expected = [Path(path).read_bytes() for path in ("a.html", "a.csv")]
    done = cleancopy("clean", "in", "-o", "two", "--workers", workers, *paths)
    assert done.exit_code == 0
    assert [Path(path).read_bytes() for path in ("a.html", "a.csv")] == expected
    assert len(expected[1].splitlines()) == 1 + 74
    assert "names/" in Path("a.html").read_text()
    # What was done before is in it too, also where that run had none.
    cleancopy("clean", "in", "-o", "three")
    for _ in range(2):
        cleancopy("clean", "in", "-o", "three", "--resume", *paths)
        assert [Path(path).read_bytes() for path in ("a.html", "a.csv")] == expected
