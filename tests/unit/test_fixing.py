"""`check --fix` and `--diff`: what is repaired in a file, what is not, and what is judged then."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from itertools import chain, combinations
from pathlib import Path

import pandas as pd
import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

import wordfiles
from cleancopy import fixing
from cleancopy.decisions.items import Item, items_of
from cleancopy.decisions.outcome import Decision, Verdict
from cleancopy.decisions.record import Reviewed, to_json
from cleancopy.document import Change, Edit, Safety, digest, repaired
from cleancopy.fixing import Fixer
from cleancopy.formats.parts import Wanted
from cleancopy.formats.plan import Input, planned
from cleancopy.ignores import Ignore
from cleancopy.report import Settings, run
from cleancopy.suppression import Suppressions, decided
from cleancopy.vetoes import Vetoes
from strategies import quick

Call = Callable[..., Result]
ARTICLES = Path(__file__).parents[1] / "articles"
DAMAGED = "He said yes , then left the the room."
WHOLE = "He said yes, then left the room."
BRACKETS = "The jars -LRB- some of them old -RRB- will be kept."
IGNORE = "[[ignore]]\nrule = '{}'\ntext = '{}'\nreason = 'Ours.'\n"
FILES = {
    "a.txt": f"{DAMAGED}\r\n\r\nFine.\rNo end: {DAMAGED}".encode(),
    "b.html": f"<p>{DAMAGED}</p>\n<p>He <b>said</b> &ldquo;yes&rdquo; , twice.\n".encode(),
    "c.csv": f'id,text\n1,"{DAMAGED}"\n2,Fine.\n3,"One ""two"" , three\nand four."\n'.encode(),
    "d.jsonl": f'{{"text": "{DAMAGED}"}}\n\n{{"text": "Fine.", "id": 3}}\n'.encode(),
    "e f.md": f"\ufeff# Head\n\n* {DAMAGED}\n* `code , code`\n".encode(),
    "g.po": f'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "x"\nmsgstr "{DAMAGED}"\n'.encode(),
    "h.txt": b"Nothing here , but\n" * 3 + b"\n" * 20 + b"the end .\n",
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    """The files, in the empty folder that a test stands in."""
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    return FILES


def contents() -> dict[str, bytes]:
    """All that is in the folder, hidden files too."""
    return {path.name: path.read_bytes() for path in sorted(Path().iterdir())}


def write_decisions(name: str, text: str, *rejected: int) -> list[Item]:
    """A decisions file on a text, some of whose items are rejected; all of them."""
    items = items_of(run(text))
    decisions = tuple(
        Decision(item, Verdict.REJECTED if number in rejected else Verdict.ACCEPTED)
        for number, item in enumerate(items)
    )
    Path("d.json").write_text(to_json([Reviewed(name, digest(text), decisions)]), "utf-8")
    return items


def test_a_fixed_file_is_judged_as_it_then_stands(cleancopy: Call) -> None:
    Path("a.txt").write_text(f"{DAMAGED}\n\n{DAMAGED}\n", "utf-8")
    done = cleancopy("check", "a.txt", "--fix")
    assert Path("a.txt").read_text("utf-8") == f"{WHOLE}\n\n{WHOLE}\n"
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("4 fixed; clean: nothing found in 1 text; ")


def test_only_what_is_safe_is_fixed(cleancopy: Call, cards: str) -> None:
    Path("a.txt").write_text("qqsafe qqrisk qqlook", "utf-8")
    Path("cleancopy.toml").write_text("unsafe = true\n", "utf-8")
    done = cleancopy("check", "a.txt", "--fix", "--rules", cards)
    assert Path("a.txt").read_text("utf-8") == "sound qqrisk qqlook"
    assert done.exit_code == 1
    assert "1 fixed; 2 findings in 1 text: 0 to repair, 2 to look at" in done.stdout


def test_the_next_check_says_what_the_fix_said(cleancopy: Call, files: dict[str, bytes]) -> None:
    fixed = cleancopy("check", ".", "--fix")
    data = contents()
    again = cleancopy("check", ".", "--fix")
    assert contents() == data
    checked = cleancopy("check", ".")
    assert fixed.stdout.partition(" fixed; ")[2] == checked.stdout.splitlines()[-1] + "\n"
    assert again.stdout == checked.stdout
    assert fixed.exit_code == again.exit_code == checked.exit_code


def test_a_fix_writes_what_clean_writes(
    cleancopy: Call, files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    cleaned = tmp_path_factory.mktemp("cleaned")
    assert cleancopy("clean", ".", "--one-pass", "-o", str(cleaned)).exit_code == 0
    assert cleancopy("check", ".", "--fix").exit_code == 0
    assert contents() == {name: (cleaned / name).read_bytes() for name in files} != files


@pytest.mark.parametrize("program", ["patch -p1 --fuzz=0 --binary", "git apply -p1 -"])
def test_the_diff_is_what_the_fix_does(
    cleancopy: Call, files: dict[str, bytes], program: str
) -> None:
    command = program.split()
    if not shutil.which(command[0]):
        missing = f"the program {command[0]!r} is not installed"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    shown = cleancopy("check", ".", "--diff")
    assert contents() == files
    assert shown.exit_code == cleancopy("check", ".").exit_code == 1
    assert "not fit to print" in shown.stderr
    subprocess.run(command, input=shown.stdout_bytes, check=True, stdout=subprocess.DEVNULL)
    patched = contents()
    for name, data in files.items():
        Path(name).write_bytes(data)
    assert cleancopy("check", ".", "--fix").exit_code == 0
    assert contents() == patched


def test_a_diff_of_what_is_nothing_to_look_at_is_of_its_texts(cleancopy: Call) -> None:
    paragraphs = [wordfiles.a_paragraph(wordfiles.a_run(text)) for text in ("Fine.", DAMAGED)]
    Path("a.docx").write_bytes(wordfiles.a_document(*paragraphs))
    pd.DataFrame({"text": ["Fine.", None, DAMAGED]}).to_parquet("t.parquet")
    shown = cleancopy("check", ".", "--diff")
    assert f"--- a/a.docx\n+++ b/a.docx\n@@ -1,2 +1,2 @@\n Fine.\n-{DAMAGED}\n" in shown.stdout
    assert f"--- a/t.parquet:3\n+++ b/t.parquet:3\n@@ -1 +1 @@\n-{DAMAGED}\n" in shown.stdout
    assert cleancopy("check", ".", "--fix").stdout.startswith("4 fixed; clean")
    assert list(pd.read_parquet("t.parquet")["text"])[::2] == ["Fine.", WHOLE]
    assert cleancopy("clean", "a.docx", "-o", "b.docx", "-q").exit_code == 0
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes()


@pytest.mark.parametrize("name", ["a.txt", "t.parquet", "t.csv"])
def test_nothing_is_written_where_nothing_is_repaired(
    cleancopy: Call, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if name == "t.parquet":
        pd.DataFrame({"text": ["Fine."]}).to_parquet(name)
    else:
        Path(name).write_text("text\nFine.\n", "utf-8")

    def opened(*_: object) -> None:
        raise AssertionError("nothing is to be written")

    monkeypatch.setattr("cleancopy.batch.replacing", opened)
    before = Path(name).stat()
    assert cleancopy("check", name, "--fix").exit_code == 0
    assert Path(name).stat() == before


def test_a_file_in_another_encoding_is_not_made_utf_8(cleancopy: Call) -> None:
    data = f"The café: {DAMAGED} Déjà vu, naïveté.".encode("windows-1252")
    Path("a.txt").write_bytes(data)
    done = cleancopy("check", "a.txt", "--fix")
    assert Path("a.txt").read_bytes() == data
    assert (done.exit_code, done.stderr.count("read as"), "fixed" in done.stdout) == (1, 1, False)
    assert "a.txt: not repaired: it is no UTF-8; 'cleancopy clean' makes it that" in done.stderr
    assert cleancopy("check", "a.txt", "--diff").stdout == ""


def test_a_full_disk_leaves_the_old_file_and_its_judgement(
    cleancopy: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    fit = (ARTICLES / "clean" / "01-levee-hearing.toml").read_text("utf-8")
    Path("a.txt").write_text(f"{fit}\n\nHe left , then.\n", "utf-8")
    before = contents()
    assert cleancopy("check", "a.txt").exit_code == 0
    monkeypatch.setattr(os, "fsync", full)
    done = cleancopy("check", "a.txt", "--fix")
    assert contents() == before
    assert (done.exit_code, "to repair" in done.stdout, "fixed" in done.stdout) == (3, True, False)
    assert done.stderr == "cleancopy: a.txt: cannot be written (No space left on device)\n"


def test_a_file_that_changes_while_it_is_read_is_left(
    cleancopy: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fixing.write

    def late(item: Input, *rest: object) -> None:
        Path("a.txt").write_text(f"New: {DAMAGED}", "utf-8")
        real(item, *rest)  # type: ignore[arg-type]

    Path("a.txt").write_text(DAMAGED, "utf-8")
    monkeypatch.setattr(fixing, "write", late)
    done = cleancopy("check", "a.txt", "--fix")
    assert contents() == {"a.txt": f"New: {DAMAGED}".encode()}
    assert "changed while it was read" in done.stderr
    assert done.exit_code != 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["-", "--fix"], "'cleancopy clean -' repairs the standard input"),
        (["a.txt", "--fix", "--diff"], "give one of them"),
        (["a.txt", "--diff", "--format", "sarif"], "--output, instead of --format sarif"),
        (["a.txt", "--fix", "--tracked", "accept"], "'cleancopy clean --in-place' does both"),
        (["pipe", "--fix"], "--fix repairs files"),
    ],
)
def test_what_cannot_be_fixed_is_misuse(cleancopy: Call, arguments: list[str], why: str) -> None:
    Path("a.txt").write_text(DAMAGED, "utf-8")
    os.mkfifo("pipe")
    done = cleancopy("check", *arguments, input=DAMAGED.encode())
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert why in done.stderr
    assert Path("a.txt").read_text("utf-8") == DAMAGED


def test_the_standard_input_has_a_diff(cleancopy: Call) -> None:
    done = cleancopy("check", "-", "--diff", input=DAMAGED.encode())
    assert done.stdout.endswith(f"\n+{WHOLE}\n\\ No newline at end of file\n")


def test_links_to_one_file_are_fixed_once(cleancopy: Call) -> None:
    Path("a.txt").write_text(DAMAGED, "utf-8")
    Path("b.txt").symlink_to("a.txt")
    assert cleancopy("check", "a.txt", "b.txt", "--fix").stdout.startswith("2 fixed; ")
    assert Path("b.txt").is_symlink()


def test_what_is_ignored_is_not_fixed_until_its_day_is_over(cleancopy: Call) -> None:
    Path("a.txt").write_text(DAMAGED, "utf-8")
    entry = IGNORE.format("repetition/*", "*") + "until = 2031-05-05\n"
    Path("i.toml").write_text(entry, "utf-8")
    fix = ("check", "a.txt", "--fix", "--ignore", "i.toml", "--today")
    done = cleancopy(*fix, "2031-05-05")
    assert Path("a.txt").read_text("utf-8") == "He said yes, then left the the room."
    assert done.exit_code == 0
    assert done.stdout.startswith("1 fixed; clean: nothing found in 1 text, 1 suppressed; ")
    cleancopy(*fix, "2031-05-06")
    assert Path("a.txt").read_text("utf-8") == WHOLE


def test_what_a_marker_holds_is_not_fixed(cleancopy: Call) -> None:
    held = f"<!-- cleancopy: ignore repetition, as the poem has it -->\n{DAMAGED}\n\n"
    Path("a.md").write_text(f"{held}{DAMAGED}\n", "utf-8")
    done = cleancopy("check", "a.md", "--fix")
    assert done.exit_code == 0
    assert Path("a.md").read_text("utf-8") == f"{held.replace(' ,', ',')}{WHOLE}\n"
    assert done.stdout.startswith("3 fixed; ")


def test_what_a_baseline_knows_is_not_fixed(cleancopy: Call) -> None:
    old = "The the old man was here."
    Path("a.txt").write_text(f"{old}\n", "utf-8")
    check = ("check", "a.txt", "--baseline", "b.json")
    assert cleancopy(*check, "--update-baseline").exit_code == 0
    Path("a.txt").write_text(f"{DAMAGED}\n\n{old}\n", "utf-8")
    assert cleancopy(*check, "--fix").exit_code == 0
    assert Path("a.txt").read_text("utf-8") == f"{WHOLE}\n\n{old}\n"
    assert cleancopy(*check).exit_code == 0


def test_a_baseline_is_made_of_what_is_left(cleancopy: Call, cards: str) -> None:
    Path("a.txt").write_text("qqsafe qqrisk", "utf-8")
    check = ("check", "a.txt", "--rules", cards, "--baseline", "b.json")
    assert cleancopy(*check, "--fix", "--update-baseline").exit_code == 0
    assert Path("a.txt").read_text("utf-8") == "sound qqrisk"
    assert cleancopy(*check).exit_code == 0


@pytest.mark.parametrize(
    ("reviewed", "given"),
    [
        ("a.txt", ["sub/a.txt"]),
        ("a.txt", ["."]),
        ("sub/a.txt", ["."]),
        ("sub/a.txt", ["sub"]),
        ("sub/a.txt", ["sub/a.txt"]),
    ],
)
def test_a_rejected_repair_is_never_made(cleancopy: Call, reviewed: str, given: list[str]) -> None:
    Path("sub").mkdir()
    path = Path("sub/a.txt")
    path.write_text(DAMAGED, "utf-8")
    items = write_decisions(reviewed, DAMAGED, 1)
    assert items[1].rules == ("repetition/doubled-word",)
    for _ in range(2):
        cleancopy("check", *given, "--fix", "--decisions", "d.json")
        assert path.read_text("utf-8") == "He said yes, then left the the room."


def test_which_of_several_was_rejected_is_not_guessed(cleancopy: Call) -> None:
    text = "Men left , then came . One two , three , four.\n"
    Path("a.txt").write_text(f"A line before it.\n{text}", "utf-8")
    assert len(write_decisions("a.txt", text, 2)) == 4
    done = cleancopy("check", "a.txt", "--fix", "--decisions", "d.json")
    assert Path("a.txt").read_text("utf-8") == f"A line before it.\n{text}"
    assert "3 findings in 1 text: 3 to repair" in done.stdout


def test_a_rejected_row_bars_its_like_in_the_table(cleancopy: Call) -> None:
    Path("t.csv").write_text(f"text\nNew.\n{DAMAGED.replace(' ,', '')}\n", "utf-8")
    write_decisions("t.csv:2", DAMAGED, 1)
    cleancopy("check", "t.csv", "--fix", "--decisions", "d.json")
    assert "the the" in Path("t.csv").read_text("utf-8")


def test_what_belongs_together_is_fixed_together_or_not_at_all(cleancopy: Call) -> None:
    Path("a.txt").write_text(BRACKETS, "utf-8")
    Path("i.toml").write_text(IGNORE.format("encoding/*", "-LRB- "), "utf-8")
    done = cleancopy("check", "a.txt", "--fix", "--ignore", "i.toml")
    assert Path("a.txt").read_text("utf-8") == BRACKETS
    assert "1 finding in 1 text: 1 to repair" in done.stdout
    assert cleancopy("check", "a.txt", "--fix").stdout.startswith("2 fixed; clean")


def a_change(old: str, *rules: str) -> Change:
    edits = tuple(Edit(0, 0, "", rule, Safety.SAFE, "") for rule in rules)
    return Change(0, len(old), old, "", edits)


@pytest.mark.parametrize(
    ("change", "barred"),
    [
        (a_change("the Kiev ", "style/place", "spacing/odd"), True),
        (a_change("the Kiev ", "names/other", "spacing/odd"), False),
        (a_change("the Lviv ", "style/place", "spacing/odd"), False),
        (a_change("Kievan", "style/place"), False),
    ],
)
def test_an_ignored_link_bars_its_chain(change: Change, barred: bool) -> None:
    vetoes = Vetoes(ignores=(Ignore("style/*", "Kiev", "Ours."),))
    assert vetoes.bar(change) == barred


SENTENCES = (
    DAMAGED, BRACKETS, "It cost $ 75 million .", "Men met ( by rail ).", "The the port is shut.",
    "Prices rose by 2.5 %, rents by 4 %.", "“She kept all letters“ from home.", "Fine.",
)  # fmt: skip


@quick
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.data())
def test_whatever_is_rejected_stays_and_whatever_is_fixed_was_found(
    tmp_path_factory: pytest.TempPathFactory, sentences: Iterable[str], data: st.DataObject
) -> None:
    text = "\n\n".join(sentences)
    report = run(text)
    items = items_of(report)
    verdicts = data.draw(st.tuples(*(st.sampled_from([*Verdict]) for _ in items)))
    path = tmp_path_factory.mktemp("f") / "a.txt"
    path.write_text(text, "utf-8")
    (item,) = planned([str(path)]).inputs
    decisions = tuple(Decision(each, v) for each, v in zip(items, verdicts, strict=True))
    held = Suppressions(
        rejected=decided([Reviewed("a.txt", digest(text), decisions)], Verdict.REJECTED)
    )
    tally, _, _ = Fixer(Wanted(), Settings(), held, lambda message: None).fixed(item)
    standing = [
        [Change(place.start, place.end, place.old, place.new, ()) for place in each.item.places]
        for each in decisions
        if each.item.is_repair and each.verdict is not Verdict.REJECTED
    ]
    possible = set()
    for size in range(len(standing) + 1):
        for chosen in combinations(standing, size):
            changes = sorted(chain(*chosen), key=lambda change: (change.start, change.end))
            if len(changes) == tally.fixed:
                possible.add(repaired(text, changes))
    assert path.read_text("utf-8") in possible
    if Verdict.REJECTED not in verdicts:
        assert path.read_text("utf-8") == report.text
