"""The command line: what goes where, and with which exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import is_zipfile

import pandas as pd
import pytest
from click.testing import Result

import cleancopy as package
from cleancopy.formats import KINDS, rereading
from cleancopy.report import Report
from cleancopy.stages import read_stages
from cleancopy.workers.manifest import NAME as MANIFEST

Call = Callable[..., Result]


def put(**files: str) -> None:
    """Write files into the current folder; two underscores are a dot."""
    for name, text in files.items():
        Path(name.replace("__", ".")).write_bytes(text.encode())


def tree(folder: str) -> list[str]:
    return sorted(path.as_posix() for path in Path(folder).rglob("*") if path.name != MANIFEST)


# clean


def test_one_text_goes_to_stdout_and_talk_to_stderr(cleancopy: Call, cards: str) -> None:
    put(a__txt="A qqsafe\r\nqqrisk qqlook")
    result = cleancopy("clean", "a.txt", "--rules", cards)
    assert (result.exit_code, result.stdout_bytes) == (0, b"A sound\r\nqqrisk qqlook")
    assert result.stderr == "a.txt: 1 repair, 2 passages to look at\n"


def test_standard_input_to_standard_output(cleancopy: Call, cards: str) -> None:
    result = cleancopy("clean", "-", "--rules", cards, "-q", input="qqsafe é\r\n".encode())
    assert (result.exit_code, result.stdout_bytes) == (0, "sound é\r\n".encode())
    assert result.stderr == ""


def test_unsafe_and_verbose(cleancopy: Call, cards: str) -> None:
    put(a__txt="A qqrisk")
    result = cleancopy("clean", "a.txt", "--unsafe", "-v", "--rules", cards)
    assert result.stdout == "A daring"
    assert "1:3  characters/qqrisk  (unsafe)" in result.stderr
    assert "\x1b" not in result.stderr


def test_output_file_and_reports(cleancopy: Call, cards: str) -> None:
    put(a__txt="A qqsafe", r__md="old")
    reports = ("--report", "r.md", "--report", "r.json", "--report", "r.diff")
    reports += ("--report", "r.docx", "--report", "r.critic.md")
    result = cleancopy("clean", "a.txt", "-o", "b.txt", *reports, "--rules", cards)
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("b.txt").read_text() == "A sound"
    assert Path("a.txt").read_text() == "A qqsafe"
    assert "sound" in Path("r.md").read_text("utf-8")
    assert json.loads(Path("r.json").read_text("utf-8"))["name"] == "a.txt"
    assert Path("r.critic.md").read_text("utf-8").startswith("A {~~qqsafe~>sound~~}{>>")
    assert is_zipfile("r.docx")
    assert tree(".") == [
        "a.txt", "b.txt", "r.critic.md", "r.diff", "r.docx", "r.json", "r.md"
    ]  # fmt: skip


def test_in_place_keeps_the_mode_and_untouched_files(cleancopy: Call, cards: str) -> None:
    put(a__txt="A qqsafe", b__txt="All is well.")
    Path("a.txt").chmod(0o600)
    before = Path("b.txt").stat()
    result = cleancopy("clean", "a.txt", "b.txt", "--in-place", "--rules", cards)
    assert result.exit_code == 0
    assert Path("a.txt").read_text() == "A sound"
    assert Path("a.txt").stat().st_mode & 0o777 == 0o600
    after = Path("b.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert result.stderr.splitlines()[-1] == (
        "together: 2 texts, 1 repair in 1 of them, 0 passages to look at"
    )


def test_folder_is_mirrored(cleancopy: Call, cards: str) -> None:
    for folder in ("in/b", "in/.git"):
        Path(folder).mkdir(parents=True)
    for name in ("in/z.txt", "in/b/a.txt", "in/.git/x.txt", "in/.x.txt", "in/n.rtf", "in/n.odt"):
        Path(name).write_text("qqsafe")
    Path("in/b/t.csv").write_text("text,n\nqqsafe,1\n")
    Path("in/in.txt").symlink_to("z.txt")
    Path("outside.txt").write_text("qqsafe")
    Path("in/out.txt").symlink_to("../outside.txt")
    Path("in/dead.txt").symlink_to("nothing")
    result = cleancopy("clean", "in", "-o", "out", "--rules", cards)
    assert result.exit_code == 0
    assert tree("out") == ["out/b", "out/b/a.txt", "out/b/t.csv", "out/in.txt", "out/z.txt"]
    assert Path("out/b/t.csv").read_text() == "text,n\nsound,1\n"
    lines = result.stderr.splitlines()
    assert lines[:2] == [
        "in: 2 files of other kinds left out: .odt, .rtf",
        "in: 2 files left out: links that lead to no file inside",
    ]
    assert [line.partition(":")[0] for line in lines[2:]] == [
        "in/b/a.txt", "in/b/t.csv", "in/in.txt", "in/z.txt", "together",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.tsv", "a.parquet"])
def test_tables_keep_their_other_columns(cleancopy: Call, cards: str, name: str) -> None:
    frame = pd.DataFrame({"n": ["qqsafe", "2"], "body": ["A qqsafe", "well"], "z": [1, 2]})
    {
        "a.jsonl": lambda: frame.to_json(name, orient="records", lines=True),
        "a.csv": lambda: frame.to_csv(name, index=False),
        "a.tsv": lambda: frame.to_csv(name, index=False, sep="\t"),
        "a.parquet": lambda: frame.to_parquet(name),
    }[name]()
    before = Path(name).read_bytes()
    result = cleancopy("clean", name, "--column", "body", "-o", f"b{name}", "--rules", cards)
    assert result.stderr == f"{name}: 2 texts, 1 repair in 1 of them, 0 passages to look at\n"
    after = Path(f"b{name}")
    if name == "a.parquet":
        frame.loc[0, "body"] = "A sound"
        pd.testing.assert_frame_equal(pd.read_parquet(after), frame)
    else:
        assert after.read_bytes() == before.replace(b"A qqsafe", b"A sound")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.txt", "b.txt"], "several texts need a folder to go to: -o FOLDER, or --in-place"),
        (["d"], "several texts need a folder to go to: -o FOLDER, or --in-place"),
        (["a.txt", "-o", "a.txt"], "a.txt: an input; only --in-place writes over one"),
        (["a.txt", "-o", "link.txt"], "link.txt: an input; only --in-place writes over one"),
        (["a.txt", "-o", "no/b.txt"], "no/b.txt: there is no folder no"),
        (["a.txt", "-o", "b.csv"],
         "b.csv: the format stays that of a.txt; give it the same ending"),
        (["t.csv", "-o", "t.tsv"],
         "t.tsv: the format stays that of t.csv; give it the same ending"),
        (["a.txt", "d", "-o", "o"], "o/a.txt: both a.txt and d/a.txt would be written there"),
        (["d", "-o", "d/o"], "d/o: inside the input folder d; choose one outside, or --in-place"),
        (["d", "-o", "b.txt"], "b.txt: a file; several texts need a folder to go to"),
        (["a.txt", "-"], "- (the standard input) is read alone, without other inputs"),
        (["-", "--in-place"], "--in-place goes without OUTPUT and without the standard input"),
        (["a.txt", "--column", "x"], "--column is for tables, and no input is one"),
        (["a.parquet", "-o", "o.parquet", "--report", "r.md"],
         "--report FILE takes a single text; for a page on each text, name a folder: "
         "--report FOLDER/"),
        (["a.txt", "--report", "no/r.md"],
         "no/r.md: a report cannot be written there: no such folder"),
        (["a.txt", "-o", "r.txt", "--report", "r.txt"],
         "r.txt: an input or output; a report needs its own file"),
        (["a.txt", "--report", "r.doc"],
         "r.doc: no report has the ending '.doc'; there are: "
         ".critic.md, .diff, .docx, .html, .json, .md, .txt"),
        (["a.parquet"], "a Parquet table needs a file to go to: -o FILE, or --in-place"),
        (["x.odt"], "x.odt: .odt is not read; formats known: "
         f"{', '.join(KINDS)}, and any plain text"),
        (["nothing.txt"], "nothing.txt: no such file or folder"),
        (["a.txt", "--rules", "no"], "no: no folder of rules there"),
        (["a.txt", "--source-column", "x"], "--source-column is for tables, and no input is one"),
        (["t.csv", "--source", "b.txt"], "--source is for a single text; "
         "a table has its sources in a column, named with --source-column"),
        (["a.txt", "--source", "no.txt"],
         "no.txt: cannot be read (No such file or directory)"),
        (["a.txt", "--source", "t.csv"],
         "t.csv: many texts; the source of a single text is one text"),
        (["a.txt", "--source-lang", "ru"],
         "--source-lang goes with --source or --source-column"),
        (["t.csv", "--source-lang-column", "x"],
         "--source-lang-column goes with --source-column"),
        (["a.txt", "--source", "b.txt", "--source-lang", "Russian"],
         "'Russian' is no language code; write ru, uk or zh-Hant"),
        (["a.txt", "--date", "8.5.2019"],
         "'8.5.2019' is no date; write 2019, 2019-05 or 2019-05-08"),
        (["a.txt", "--date", "2019-02-30"],
         "'2019-02-30' is no date; write 2019, 2019-05 or 2019-05-08"),
        (["a.txt", "--names", "d"],
         "d: no table of names in it; it takes people.csv, places.csv, organizations.csv"),
        (["--unsaf", "a.txt"],
         "No such option '--unsaf'. (Did you mean one of: '--no-unsafe', '--unsafe'?)"
         " See 'cleancopy clean --help'."),
        ([], "Missing argument 'INPUT...'. See 'cleancopy clean --help'."),
    ],
)  # fmt: skip
def test_misuse_is_one_line_and_nothing_is_written(
    cleancopy: Call, arguments: list[str], message: str
) -> None:
    Path("d").mkdir()
    put(a__txt="a", b__txt="b", a__parquet="", t__csv="text", x__odt="")
    Path("d/a.txt").write_text("c")
    Path("link.txt").symlink_to("a.txt")
    before = tree(".")
    result = cleancopy("clean", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"cleancopy: {message}\n"
    assert tree(".") == before


def test_output_to_a_folder_that_is_there(cleancopy: Call, cards: str) -> None:
    Path("o").mkdir()
    put(a__txt="qqsafe")
    assert cleancopy("clean", "a.txt", "-o", "o", "--rules", cards).exit_code == 0
    assert Path("o/a.txt").read_text() == "sound"


# check


def test_check_prints_findings_and_a_verdict(cleancopy: Call, cards: str) -> None:
    put(a__txt="Well.\r\nA qqsafe, a\tqqlook.", b__jsonl='{"text": "a\\nqqrisk"}\n')
    result = cleancopy("check", "a.txt", "b.jsonl", "--rules", cards)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "a.txt:2:3: characters/qqsafe: A qqsafe for a test: 'qqsafe' -> 'sound'",
        "a.txt:2:13: characters/qqlook: A qqlook for a test: 'qqlook' (advice)",
        "b.jsonl:1:14: characters/qqrisk: A qqrisk for a test: 'qqrisk' -> 'daring' (unsafe)",
        "a.txt: not fit: a penalty of 400 per 1,000 words, 380 over max-penalty (20)",
        "b.jsonl:1: not fit: a penalty of 500 per 1,000 words, 480 over max-penalty (20)",
        "b.jsonl:1: not fit: unsafe repairs that nobody decided on: 1, 1 over max-unreviewed (0)",
        "3 findings in 2 texts: 1 to repair, 2 to look at; penalty 428.57 per 1,000 words:"
        " 2 of 2 texts not fit to print (max-penalty, max-unreviewed)",
    ]
    assert result.stderr == ""
    assert tree(".") == ["a.txt", "b.jsonl"]


def test_check_of_the_standard_input(cleancopy: Call, cards: str) -> None:
    result = cleancopy("check", "-", "--rules", cards, input=b"A qqsafe")
    assert result.stdout.startswith("stdin:1:3: characters/qqsafe: ")


def test_check_of_clean_copy(cleancopy: Call) -> None:
    put(a__txt="All is well.")
    result = cleancopy("check", "a.txt")
    assert (result.exit_code, result.stdout) == (
        0,
        "clean: nothing found in 1 text; penalty 0 per 1,000 words: fit to print\n",
    )


def test_check_as_json(cleancopy: Call, cards: str) -> None:
    put(a__txt="A qqsafe.", b__csv="text\nwell\n", c__jsonl="[\n")
    result = cleancopy("check", ".", "--format", "json", "--rules", cards)
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert data["verdict"] == (
        "1 finding in 1 of 2 texts: 1 to repair, 0 to look at; 1 not checked; penalty 333.33 per"
        " 1,000 words: 1 of 2 texts not fit to print (max-penalty)"
    )
    assert data["reasons"] == {"max-penalty": 1}
    reason = {
        "line": None, "threshold": "max-penalty",
        "message": "a penalty of 500 per 1,000 words, 480 over max-penalty (20)",
    }  # fmt: skip
    assert data["fit"] is False
    finding = {
        "line": 1, "column": 3, "rules": ["characters/qqsafe"], "reason": "A qqsafe for a test",
        "safety": "safe", "severity": "minor", "repaired": True, "old": "qqsafe", "new": "sound",
    }  # fmt: skip
    assert data["files"] == [
        {
            "path": "a.txt",
            "texts": 1,
            "fixed": 0,
            "not_checked": 0,
            "not_fit": 1,
            "reasons": [reason],
            "findings": [finding],
        },
        {
            "path": "b.csv",
            "texts": 1,
            "fixed": 0,
            "not_checked": 0,
            "not_fit": 0,
            "reasons": [],
            "findings": [],
        },
        {
            "path": "c.jsonl",
            "texts": 0,
            "fixed": 0,
            "not_checked": 1,
            "not_fit": 0,
            "reasons": [],
            "findings": [],
        },
    ]


def test_check_of_what_cannot_be_read_is_no_verdict(cleancopy: Call) -> None:
    put(a__csv="id\n1\n")
    result = cleancopy("check", "a.csv")
    assert result.exit_code == 3
    assert result.stderr == "cleancopy: a.csv: no column 'text'. Columns: id\n"


# rules


def test_rules_are_listed_by_stage(cleancopy: Call, cards: str) -> None:
    lines = cleancopy("rules", "--rules", cards).stdout.splitlines()
    listed = [line.split(maxsplit=2) for line in lines]
    assert ["characters/qqrisk", "unsafe", "A qqrisk for a test"] in listed
    stages = [line for line in lines if line and not line.startswith(" ")]
    assert stages == [stage.name for stage in read_stages(Path(cards)) if stage.rules]
    rows = zip(lines, listed, strict=True)
    columns = {line.index(words[2]) for line, words in rows if len(words) == 3}
    assert len(columns) == 1, "titles do not stand in a column"


def test_rules_prints_a_card_with_its_examples(cleancopy: Call, cards: str) -> None:
    result = cleancopy("rules", "characters/qqsafe", "--rules", cards)
    assert result.exit_code == 0
    lines = [line.strip() for line in result.stdout.splitlines()]
    for line in ("safety   safe", "find     qqsafe", "replace  'sound'", "- qqsafe", "+ sound"):
        assert line in lines
    assert "= Nothing of the kind." in lines


@pytest.mark.parametrize("name", ["characters/qqsaf", "qqsaef"])
def test_rules_suggests_a_name(cleancopy: Call, cards: str, name: str) -> None:
    result = cleancopy("rules", name, "--rules", cards)
    assert result.exit_code == 2
    assert result.stderr == f"cleancopy: no rule {name!r}; did you mean 'characters/qqsafe'?\n"


# the program


def test_version(cleancopy: Call) -> None:
    assert cleancopy("--version").stdout == f"cleancopy {package.__version__}\n"


@pytest.mark.parametrize("command", [["clean"], ["check"]])
def test_help_states_the_exit_codes(cleancopy: Call, command: list[str]) -> None:
    result = cleancopy(*command, "--help")
    assert result.exit_code == 0
    assert "Exit codes: 0 " in result.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["rules"], ["check", "a.txt"]])
def test_what_few_need_is_not_imported(tmp_path: Path, arguments: list[str]) -> None:
    text = "“He said yes ,” she wrote to the minister – and then they left the café again ."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    code = (
        "import sys, atexit\n"
        "from cleancopy.cli import main\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        f"main({arguments!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    loaded = set(done.stderr.split())
    assert "click" in loaded
    heavy = {
        "pandas", "numpy", "pyarrow", "textstat", "nltk", "jinja2", "rich", "ftfy", "langdetect",
        "markdown_it", "starlette", "uvicorn", "ray", "importlib.metadata",
    }  # fmt: skip
    ours = {
        "cleancopy.beside.places", "cleancopy.decisions.items", "cleancopy.names.register",
        "cleancopy.prefilter.loosened", "cleancopy.readability", "cleancopy.detector", "sentencex",
    }  # fmt: skip
    assert not (heavy | ours) & loaded


def test_a_report_is_made_without_the_packages_that_it_equals(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"“He said,” she wrote. {'They have all left by now. ' * 9}")
    code = (
        "import sys, atexit\n"
        "from cleancopy.cli import main\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "main(['clean', '-q', 'a.txt', '-o', 'b.txt', '--report', 'c.json'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert '"flesch_reading_ease"' in (tmp_path / "c.json").read_text("utf-8")
    loaded = set(done.stderr.split())
    assert {"cleancopy.readability", "cleancopy.detector"} <= loaded
    assert not {"textstat", "nltk", "langdetect", "numpy", "pandas"} & loaded


def test_python_m_with_a_locale_of_ascii(tmp_path: Path, cards: str) -> None:
    (tmp_path / "ü.txt").write_bytes("é qqsafe\r\n".encode())
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "cleancopy", "check", ".", "--rules", cards],
        cwd=tmp_path, capture_output=True, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert b":1:3: characters/qqsafe: A qqsafe for a test: 'qqsafe' -> 'sound'\n" in done.stdout
    assert done.stderr == b""


def test_an_interrupt_is_quiet(cleancopy: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> Report:
        raise KeyboardInterrupt

    put(a__txt="qqsafe", b__txt="old")
    monkeypatch.setattr(rereading, "run", stop)
    result = cleancopy("clean", "a.txt", "-o", "b.txt")
    assert result.exit_code == 130
    assert result.output.strip() == ""
    assert tree(".") == ["a.txt", "b.txt"]
    assert Path("b.txt").read_text() == "old"


def test_a_pipe_that_nobody_reads(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(f"Line {i} is well." for i in range(12_000)))
    with subprocess.Popen(
        [sys.executable, "-m", "cleancopy", "clean", "-q", "a.txt"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("command", ["clean", "check"])
def test_a_standard_output_that_is_full(tmp_path: Path, command: str, buffered: str) -> None:
    (tmp_path / "a.txt").write_text("All is well.")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cleancopy", command, "a.txt"], cwd=tmp_path, stdout=full,
            stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": buffered}, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == b"cleancopy: standard output: No space left on device\n"


def test_a_signal_to_terminate_leaves_no_file_behind(
    cleancopy: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> Report:
        os.kill(os.getpid(), signal.SIGTERM)
        raise AssertionError("went on")

    put(a__txt="qqsafe")
    monkeypatch.setattr(rereading, "run", stop)
    result = cleancopy("clean", "a.txt", "-o", "b.txt")
    assert result.exit_code == 128 + signal.SIGTERM
    assert tree(".") == ["a.txt"]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
