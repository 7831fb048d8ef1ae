"""The configuration: where it is found, what it does, and what is refused."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from cleancopy.config.finding import forget
from cleancopy.config.values import LIMITS, pattern_of
from cleancopy.fingerprint import fingerprint
from cleancopy.levels import Levels
from cleancopy.report import Settings, run
from cleancopy.thresholds import Thresholds
from desk import put

pytestmark = pytest.mark.usefixtures("configurations_anew")
Call = Callable[..., Result]
DAMAGED = "He said yes , then left.\n"
RULE = "punctuation/space-before-mark"
LONG = (
    "The minister said on Tuesday , after a long day of talks, that the work would go on "
    "next week if all who take part in it agree to the new terms.\n"
)


def test_a_rule_or_a_stage_is_switched_off(cleancopy: Call) -> None:
    put("a.txt", DAMAGED)
    assert RULE in cleancopy("check", "a.txt").stdout
    put("cleancopy.toml", "[rules]\npunctuation = false\n")
    forget()
    assert cleancopy("check", "a.txt").exit_code == 0
    put("cleancopy.toml", f"[rules]\npunctuation = false\n'{RULE}' = true\n")
    forget()
    assert RULE in cleancopy("check", "a.txt").stdout


def test_a_safety_is_changed(cleancopy: Call) -> None:
    put("a.txt", DAMAGED)
    put("cleancopy.toml", "[safety]\npunctuation = 'advice'\n")
    assert cleancopy("clean", "a.txt", "-q").stdout == DAMAGED
    assert "(advice)" in cleancopy("check", "a.txt").stdout


def test_it_is_found_upwards_and_the_nearest_counts(cleancopy: Call) -> None:
    put("pyproject.toml", "[tool.cleancopy.rules]\npunctuation = false\n")
    put("one/deep/a.txt", DAMAGED)
    put("two/pyproject.toml", "[project]\nname = 'cleancopy-texts'\n")
    put("two/a.txt", DAMAGED)
    put("three/cleancopy.toml", "")
    put("three/a.txt", DAMAGED)
    found = cleancopy("check", ".", "--format", "json").stdout
    counts = {row["path"]: len(row["findings"]) for row in json.loads(found)["files"]}
    assert counts == {"one/deep/a.txt": 0, "three/a.txt": 1, "two/a.txt": 0}


def test_the_standard_input_has_that_of_the_working_folder(cleancopy: Call) -> None:
    put("cleancopy.toml", "[rules]\npunctuation = false\n")
    assert cleancopy("clean", "-", "-q", input=DAMAGED.encode()).stdout == DAMAGED
    repaired = cleancopy("clean", "-", "-q", "--no-config", input=DAMAGED.encode()).stdout
    assert repaired == "He said yes, then left.\n"


def test_the_command_line_wins(cleancopy: Call, cards: str) -> None:
    put("a.txt", "A qqrisk")
    put("cleancopy.toml", "unsafe = true\n")
    assert cleancopy("clean", "a.txt", "-q", "--rules", cards).stdout == "A daring"
    assert cleancopy("clean", "a.txt", "-q", "--no-unsafe", "--rules", cards).stdout == "A qqrisk"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_some_paths_are_treated_otherwise(cleancopy: Call, workers: str) -> None:
    put("cleancopy.toml", "[[overrides]]\npaths = ['archive/**']\nrules.punctuation = false\n")
    put("archive/old/a.txt", DAMAGED)
    put("new/a.txt", DAMAGED)
    assert cleancopy("clean", ".", "--in-place", "--workers", workers).exit_code == 0
    assert Path("archive/old/a.txt").read_text() == DAMAGED
    assert Path("new/a.txt").read_text() == "He said yes, then left.\n"


def test_some_languages_are_treated_otherwise(cleancopy: Call) -> None:
    put("a.txt", LONG)
    for language, found in (("de", True), ("en", False)):
        put(
            "cleancopy.toml",
            f"[[overrides]]\nlanguages = '{language}'\nrules.punctuation = false\n",
        )
        forget()
        assert (RULE in cleancopy("check", "a.txt").stdout) is found


def test_folders_and_columns_are_those_of_the_file(cleancopy: Call, cards: str) -> None:
    shutil.copytree(cards, "desk-cards")
    put("desk.toml", "cards = 'desk-cards'\ncolumn = 'body'\n")
    put("in/a.csv", "body\nA qqsafe\n")
    result = cleancopy("clean", "in/a.csv", "-q", "--config", "desk.toml")
    assert result.stdout == "body\nA sound\n"


TABLE = "article,russian,tongue,words\n{},{},{},\n"
FIGURES = ("The vote took place in 2014.", "Голосование прошло в 2015 году.", "ru")
COLUMNS = "column = 'article'\nsource-column = 'russian'\n"


@pytest.mark.parametrize(
    ("said", "options"),
    [
        (f"{COLUMNS}source-lang-column = 'tongue'", ()),
        (f"{COLUMNS}source-lang = 'ru'", ()),
        (COLUMNS, ("--source-lang-column", "tongue")),
        ("column = 'words'\nsource-column = 'russian'\nsource-lang = 'de'",
         ("--column", "article", "--source-lang", "ru")),
    ],
)  # fmt: skip
def test_the_source_of_a_table_is_in_the_columns_of_the_file(
    cleancopy: Call, said: str, options: tuple[str, ...]
) -> None:
    put("t.csv", TABLE.format(*FIGURES))
    put("cleancopy.toml", said)
    assert cleancopy("check", "t.csv", "--no-config", "--column", "article").exit_code == 0
    found = cleancopy("check", "t.csv", *options).stdout
    assert found.startswith("t.csv:2:24: source/different-number: ")


def test_tables_whose_columns_differ_are_checked_apart(cleancopy: Call) -> None:
    put("one/cleancopy.toml", "column = 'a'\n")
    put("one/t.csv", "a,b\nFine.,\n")
    put("two/cleancopy.toml", "column = 'b'\n")
    put("two/t.csv", "a,b\n,Fine.\n")
    refused = cleancopy("check", "one", "two")
    assert refused.exit_code == 2
    assert refused.stderr == (
        "cleancopy: the configurations of the inputs name different columns;"
        " name one with --column, or check them apart\n"
    )
    assert cleancopy("check", "one", "two", "--column", "a").exit_code == 0
    assert cleancopy("check", "two").exit_code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "cleancopy.toml: not readable as TOML"),
        ("x = " + "[" * 5000, "cleancopy.toml: not readable as TOML"),
        ("stile = 'ap'", "cleancopy.toml:1: unknown key 'stile'; did you mean 'style'?"),
        ("\n[saftey]\na = 1", "cleancopy.toml:2: unknown key 'saftey'; did you mean 'safety'?"),
        ("[safety]\npunctation = 'safe'", "[safety]: no rule or stage 'punctation'; did you mean"),
        ("[safety]\npunctuation = 'save'", "[safety]: 'punctuation' cannot be 'save'; did you"),
        ("[safety]\npunctuation = 3", "'punctuation' must be a text in quotes"),
        ("[severity]\npunctuation = 'mayor'", "did you mean 'major'?"),
        ("[rules]\npunctuation = 'off'", "[rules]: 'punctuation' must be true or false"),
        ("rules = 'x'", "'rules' must be a table, written as [rules]"),
        ("unsafe = 1", "'unsafe' must be true or false"),
        ("date = 'May'", "'May' is no date"),
        ("style = 'nowhere'", "no style 'nowhere'; there are "),
        ("cards = 'nowhere'", "'cards': no folder"),
        ("cards = [1]", "'cards' must be a text in quotes, or a list of them"),
        ("column = ''", "'column' must be a text in quotes"),
        ("[thresholds]\nmax-penalti = 1", "did you mean 'max-penalty'?"),
        ("[thresholds]\nmax-penalty = nan", "'max-penalty' must be a number, 0 or more"),
        ("[thresholds]\nmax-unreviewed = true", "'max-unreviewed' must be a whole number, 0 or"),
        ("[thresholds]\nmax-unreviewed = 1.5", "'max-unreviewed' must be a whole number, 0 or"),
        ("[thresholds]\nmin-grade = '9'", "'min-grade' must be a number, 0 or more"),
        ("[thresholds]\nmax-severity = 'mjor'", "'mjor'; did you mean 'major'?"),
        ("[thresholds]\nlanguage = 'eng'", "'language' cannot be 'eng'; did you mean 'en'?"),
        ("[thresholds]\nmin-grade = 9\nmax-grade = 8", "min-grade is 9 and max-grade is 8: no"),
        ("overrides = 3", "'overrides' must be written as [[overrides]]"),
        ("[[overrides]]\nunsafe = true", "[[overrides]] 1: say for what"),
        ("[[overrides]]\npaths = '../x'", "'../x' leads elsewhere"),
        ("[[overrides]]\nlanguages = 'dee'", "no language 'dee'; did you mean 'de'?"),
        ("[[overrides]]\npaths = 'x'\ncolumn = 'y'", "[[overrides]] 1: unknown key 'column'"),
        ("\ufffe", "cleancopy.toml: not readable as TOML"),
    ],
)
def test_what_is_not_understood_is_refused(cleancopy: Call, text: str, message: str) -> None:
    put("a.txt", DAMAGED)
    put("cleancopy.toml", text)
    result = cleancopy("clean", "a.txt", "--in-place")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert Path("a.txt").read_text() == DAMAGED


def test_a_project_file_that_is_not_ours_is_no_concern(cleancopy: Call) -> None:
    put("a.txt", "All is well.\n")
    put("pyproject.toml", "[[[ not TOML")
    assert cleancopy("check", "a.txt").exit_code == 0
    put("pyproject.toml", "[tool]\ncleancopy = 1\n")
    forget()
    assert "write it as a table" in cleancopy("check", "a.txt").stderr


def test_config_shows_where_each_value_came_from(cleancopy: Call) -> None:
    put("cleancopy.toml", "style = 'ap'\n[severity]\npunctuation = 'minor'\n"
        "[[overrides]]\npaths = 'old/'\ndate = 2019-05-08\n")  # fmt: skip
    put("old/a.txt", "")
    shown = cleancopy("config", "old/a.txt", "--source-lang", "ru", "--format", "json").stdout
    rows = {row["key"]: (row["value"], row["origin"]) for row in json.loads(shown)["values"]}
    assert rows["style"] == ("ap", "cleancopy.toml")
    assert rows["severity"] == ("minor", "cleancopy.toml [severity]")
    assert rows["date"] == ("2019-05-08", "cleancopy.toml [[overrides]] 1")
    assert rows["source-lang"] == ("ru", "--source-lang")
    assert rows["unsafe"] == (False, "default")
    text = cleancopy("config").stdout
    assert 'severity."punctuation" = "minor"' in text
    assert "2019" not in text


def test_config_shows_the_limits_of_a_verdict(cleancopy: Call) -> None:
    put("cleancopy.toml", "[thresholds]\nmax-severity = 'neutral'\nmin-reading-ease = 30\n"
        "[[overrides]]\nlanguages = 'de'\nthresholds.language = 'de'\n")  # fmt: skip
    text = cleancopy("config").stdout
    assert "max-unsafe" not in text
    for line in (
        'thresholds."max-severity" = "neutral"  # cleancopy.toml [thresholds]',
        'thresholds."min-reading-ease" = 30  # cleancopy.toml [thresholds]',
        'thresholds."max-penalty" = 20.0  # default',
        'thresholds."language" = "en"  # default',
    ):
        assert line in [re.sub(" +#", "  #", shown) for shown in text.splitlines()]
    assert 'thresholds."language" = "de"' in cleancopy("config", "--language", "de").stdout


def test_the_thresholds_of_a_file_are_those_that_a_verdict_knows() -> None:
    assert {name.replace("-", "_") for name in LIMITS} == set(vars(Thresholds()))


@pytest.mark.parametrize(
    ("glob", "fits", "misses"),
    [
        ("archive/**", "archive/a/b.txt", "x/archive/b.txt"),
        ("*.md", "a/b/c.md", "a/b.md/c.txt"),
        ("a/*/c.txt", "a/b/c.txt", "a/b/b/c.txt"),
        ("old/", "x/old/y.txt", "x/older/y.txt"),
        ("**/x.txt", "x.txt", "ax.txt"),
        ("a?.txt", "ab.txt", "abc.txt"),
        ("[a].txt", "[a].txt", "a.txt"),
    ],
)
def test_patterns_of_paths(glob: str, fits: str, misses: str) -> None:
    assert pattern_of(glob).fullmatch(fits)
    assert not pattern_of(glob).fullmatch(misses)


def test_the_fingerprint_sees_levels_and_languages() -> None:
    off = Settings(levels=Levels(on=(("punctuation", False),)))
    made = {fingerprint(each) for each in (Settings(), off, Settings(languages=(("de", off),)))}
    assert len(made) == 3
    assert run(DAMAGED, off).text == DAMAGED
