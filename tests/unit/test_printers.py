"""The printers say what a report says, and nothing in a text can make them say something else."""

import json
import re
import shutil
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleancopy.document import Document, Edit, Safety
from cleancopy.errors import CleancopyError
from cleancopy.language import Language
from cleancopy.printers import PRINTERS, printer_for
from cleancopy.printers.data import rebuild, take_back, to_json
from cleancopy.printers.diff import to_diff
from cleancopy.printers.figures import by_stage, formula_rows, row, verdict, why_missing
from cleancopy.printers.markdown import LIMIT, MOST, code, prose, to_markdown
from cleancopy.printers.text import to_text
from cleancopy.printers.visible import Places, is_blank, shortened, visible
from cleancopy.readability import Formulas, Scores
from cleancopy.report import Report

ODD = "ab. \n\r\t\x00\x0b\x0c\x1b\x85\xa0\u200b\u2028\u202e\ud800`|<&“é😀"


def change(start: int, end: int, new: str | None, rule: str = "stage/rule", **more: object) -> Edit:
    return Edit(start, end, new, rule, more.get("safety", Safety.SAFE), more.get("why", "Why"))  # type: ignore[arg-type]


def report_on(document: Document, name: str = "article.txt", **figures: object) -> Report:
    """A report with given figures: what is tested here does not hang on how they are found."""
    report = Report(document, name=name)
    given = {"language": Language("en", "English", 0.99), "before": Scores(), "after": Scores()}
    vars(report).update(given | figures)
    return report


def repaired_report(text: str, *edits: Edit, **more: str) -> Report:
    return report_on(Document.of(text).apply(edits), **more)


@st.composite
def edits(draw: st.DrawFn, text: str, alphabet: str) -> list[Edit]:
    """Edits of one stage, which do not overlap."""
    new = st.text(alphabet, max_size=4)
    wanted = draw(
        st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, 9), new), max_size=4)
    )
    chosen, position = list[Edit](), 0
    for start, length, replacement in sorted(wanted):
        end = min(start + length, len(text))
        if start >= position:
            chosen.append(change(start, end, replacement))
            position = max(end, start + 1)
    return chosen


@st.composite
def reports(draw: st.DrawFn, alphabet: str = ODD) -> Report:
    """Reports on texts that went through up to three stages."""
    document = Document.of(draw(st.text(alphabet, max_size=60)))
    for _ in range(draw(st.integers(0, 3))):
        document = document.advise(draw(edits(document.text, alphabet)))
        document = document.apply(draw(edits(document.text, alphabet)))
    return report_on(document)


@pytest.fixture
def talks() -> Report:
    """A report with a repair of two rules, a deleted line, advice and a proposal."""
    document = Document.of("He said yes , then left..\nShare this\nThey met in Kiev.\n")
    document = document.apply([change(24, 25, "", "punctuation/double-stop", why="Two stops")])
    document = document.apply([change(25, 36, "", "furniture/share", why="Not of the article")])
    advice = change(0, 11, None, "style/dull", safety=Safety.ADVICE, why="Dull")
    proposal = change(37, 41, "Kyiv", "style/place", safety=Safety.UNSAFE, why="News style")
    document = document.advise([advice, proposal])
    document = document.apply([change(11, 12, "", "punctuation/space", why="Space before a comma")])
    return report_on(document)


# All printers


@given(reports())
def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    again = report_on(report.document)
    for printer in PRINTERS.values():
        assert printer(report) == printer(again)


@pytest.mark.parametrize("ending", sorted(PRINTERS))
def test_a_report_without_changes_is_printed(ending: str) -> None:
    printed = printer_for(f"report{ending.upper()}")(report_on(Document.of("All is well.")))
    said = b"0 repairs" in printed if isinstance(printed, bytes) else "0 repairs" in printed
    assert said == (ending in (".docx", ".html", ".md", ".txt"))


def test_the_longest_ending_says_which_report_it_is() -> None:
    assert printer_for("a.critic.md") is PRINTERS[".critic.md"]
    assert printer_for("critic.md") is PRINTERS[".md"]


def test_an_unknown_ending_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        CleancopyError, match=r"report\.pdf.*'\.pdf'.*\.diff, \.docx, \.html, \.json, \.md"
    ):
        printer_for("report.pdf")


def test_the_templates_are_loaded_for_a_page_only() -> None:
    program = (
        "import sys; from cleancopy import Document, Report; from cleancopy.printers import"
        " PRINTERS; report = Report(Document.of('')); before = 'jinja2' in sys.modules;"
        " [PRINTERS[each](report) for each in ('.txt', '.json', '.diff', '.md')];"
        " print(before, 'jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("False False\n", "")


# JSON


@given(reports())
def test_json_leads_to_the_repaired_text_and_back(report: Report) -> None:
    data = json.loads(to_json(report).encode("utf-8"))
    assert rebuild(report.original, data) == report.text
    assert take_back(report.text, data) == report.original


def test_a_change_taken_out_of_the_json_is_not_carried_out(talks: Report) -> None:
    data = json.loads(to_json(talks))
    data["changes"] = [each for each in data["changes"] if "furniture/share" not in each["rules"]]
    partly = rebuild(talks.original, data)
    assert partly == "He said yes, then left.\nShare this\nThey met in Kiev.\n"
    assert take_back(partly, data) == talks.original


def test_json_of_another_text_is_refused(talks: Report) -> None:
    data = json.loads(to_json(talks))
    with pytest.raises(CleancopyError, match="another text"):
        rebuild(talks.original + " ", data)
    with pytest.raises(CleancopyError, match="changed since"):
        take_back(talks.text.replace("met", "sat"), data)


def test_json_says_where_what_and_why(talks: Report) -> None:
    printed = to_json(talks)
    data = json.loads(printed)
    assert printed.endswith("}\n")
    assert data["counts"] == {
        "furniture/share": 1,
        "punctuation/double-stop": 1,
        "punctuation/space": 1,
    }
    assert data["changes"][0] == {
        "start": 11,
        "end": 12,
        "line": 1,
        "column": 12,
        "old": " ",
        "new": "",
        "rules": ["punctuation/space"],
        "safety": "safe",
        "reason": "Space before a comma",
        "edits": [
            {"rule": "punctuation/space", "safety": "safe", "reason": "Space before a comma"}
        ],
    }
    assert [(each["old"], each["new"], each["safety"]) for each in data["advice"]] == [
        ("He said yes", None, "advice"),
        ("Kiev", "Kyiv", "unsafe"),
    ]


def test_json_writes_letters_as_they_are_and_half_a_pair_as_an_escape() -> None:
    printed = to_json(repaired_report("Žižek\ud800", change(5, 5, "“")))
    assert '"new": "“"' in printed
    assert json.loads(to_json(repaired_report("a\ud800", change(1, 2, ""))))["changes"][0][
        "old"
    ] == ("\ud800")


def test_json_rounds_its_figures() -> None:
    report = report_on(Document.of("x"), after=Scores(over_20=1 / 3, note="short"))
    after = json.loads(to_json(report))["readability"]["after"]
    assert (after["over_20"], after["note"]) == (0.33, "short")


# The diff


def patched(original: str, diff: str) -> str:
    """What a unified diff makes of a text: an independent reading of the format."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", original)
    made, position = list[str](), 0
    for head, body in re.findall(r"^(@@ .* @@)\n((?:[-+ \\][^\n]*\n)*)", diff, re.MULTILINE):
        start, old_count, _, new_count = _hunk_head(head)
        made += lines[position:start]
        position, new_start = start, len(made)
        for mark, text in re.findall(r"([-+ ])([^\n]*\n(?:\\[^\n]*\n)?)", body):
            line = text.split("\n\\")[0] if "\n\\" in text else text
            if mark in "- ":
                assert lines[position] == line
                position += 1
            if mark in "+ ":
                made.append(line)
        assert (position - start, len(made) - new_start) == (old_count, new_count)
    return "".join(made + lines[position:])


def _hunk_head(head: str) -> tuple[int, int, int, int]:
    """Lines before the hunk and in it, old and new."""
    counts = list[int]()
    for start, length in re.findall(r"[-+](\d+)(?:,(\d+))?", head):
        number = int(length or 1)
        counts += [int(start) - (number > 0), number]
    return counts[0], counts[1], counts[2], counts[3]


@given(reports("ab\n\r \x0c\u2028"))
@example(repaired_report("", change(0, 0, "x")))
@example(repaired_report("x\n", change(0, 2, "")))
@example(repaired_report("x\n", change(2, 2, "y")))
@example(repaired_report("x", change(1, 1, "\n")))
def test_the_diff_leads_to_the_repaired_text(report: Report) -> None:
    assert patched(report.original, to_diff(report)) == report.text


LINES = "".join(f"line {number}\n" for number in range(30))


@pytest.mark.skipif(not shutil.which("patch"), reason="the program 'patch' is not installed")
@pytest.mark.parametrize("name", ["article.txt", "two words.txt", 'a "quoted"\tname', "/in/out"])
@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("one , two\r\nthree\r\n", [(3, 4, "")]),
        ("one\ntwo , three", [(7, 8, "")]),
        ("one\ntwo", [(7, 7, "\n")]),
        ("one\ntwo\n", [(7, 8, "")]),
        ("", [(0, 0, "new\ntext")]),
        ("all of it\n", [(0, 10, "")]),
        ("a\x0cb , c\u2028d\x85e\n", [(3, 4, "")]),
        ("one\n\n\n\ntwo\n", [(4, 6, "")]),
        ("one\ntwo\nthree\n", [(3, 4, " "), (7, 8, " "), (14, 14, "four")]),
        (LINES, [(0, 4, "row"), (60, 64, ""), (70, 70, "more\nand more\n"), (200, 220, "x")]),
    ],
)
def test_patch_applies_the_diff(tmp_path, text, changes, name) -> None:  # type: ignore[no-untyped-def]
    report = repaired_report(text, *(change(*each) for each in changes), name=name)
    path = tmp_path / name.lstrip("/")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    command = ["patch", "-p1", "--no-backup-if-mismatch", "--fuzz=0"]
    done = subprocess.run(
        command, cwd=tmp_path, input=to_diff(report).encode(), capture_output=True
    )
    assert (done.returncode, path.read_bytes().decode()) == (0, report.text), done.stdout
    assert b"offset" not in done.stdout


def test_the_diff_shows_three_lines_around_a_change_and_joins_what_is_near() -> None:
    near = to_diff(repaired_report(LINES, change(0, 4, "row"), change(49, 53, "row")))
    far = to_diff(repaired_report(LINES, change(0, 4, "row"), change(56, 60, "row")))
    assert near.count("@@ -") == 1
    assert re.findall("@@.*@@", far) == ["@@ -1,4 +1,4 @@", "@@ -6,7 +6,7 @@"]


def test_a_text_that_begins_or_ends_empty_has_no_lines_from_line_0() -> None:
    assert "@@ -0,0 +1,2 @@" in to_diff(repaired_report("", change(0, 0, "a\nb\n")))
    assert "@@ -1 +0,0 @@" in to_diff(repaired_report("a", change(0, 1, "")))


def test_there_is_no_diff_where_nothing_was_changed() -> None:
    assert to_diff(report_on(Document.of("All is well.\n"))) == ""


# For the terminal


def test_the_text_shows_both_readings_and_why(talks: Report) -> None:
    printed = to_text(talks)
    assert printed.startswith("article.txt: 3 repairs, 2 passages to look at\n")
    assert (
        "1:12  punctuation/space  (safe)\n"
        "  He said yes[-␣-], then left..\n"
        "  Space before a comma\n" in printed
    )
    assert "2:1  furniture/share  (safe)\n  [-Share this⏎-]They met in Kiev.\n" in printed
    assert "[?He said yes?] , then left..\n  Dull" in printed
    assert "3:13  style/place  (unsafe)\n  They met in [-Kiev-]{+Kyiv+}[?].\n" in printed
    assert "English (probability 0.99)" in printed


def test_colour_adds_colours_and_changes_no_word(talks: Report) -> None:
    coloured = to_text(talks, colour=True)
    assert "\x1b[31;9m[-␣-]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]+m", "", coloured) == to_text(talks)


BELL = "a\x1b]0;title\x07b\x9b31mc\u202ed"


@given(reports(), st.text(ODD), st.booleans())
@example(repaired_report(BELL, change(0, 1, "\x1b[2J", BELL, why=BELL)), BELL, True)
def test_nothing_hidden_reaches_the_terminal(report: Report, name: str, colour: bool) -> None:
    told = Report(report.document, notes=(name,), name=name)
    vars(told).update(vars(report) | {"notes": (name,), "name": name})
    printed = re.sub(r"\x1b\[[\d;]+m", "", to_text(told, colour))
    hidden = {each for each in printed if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl")}
    assert hidden <= {"\n"}


# Markdown


def tokens(markdown: str) -> list[tuple[str, str]]:
    """Type and content of all that stands in lines, as a reader of Markdown understands it."""
    blocks = MarkdownIt("commonmark").enable("table").parse(markdown)
    return [(each.type, each.content) for block in blocks for each in block.children or ()]


def test_the_summary_lists_rules_changes_and_advice(talks: Report) -> None:
    printed = to_markdown(talks)
    assert "**3 repairs**, **2 passages** to look at." in printed
    assert "| punctuation/double-stop | 1 |" in printed
    assert (
        "- **1:12** punctuation/space (safe): Space before a comma  \n"
        "  `He said yes␣, then left..` → `He said yes, then left..`\n" in printed
    )
    assert "`They met in Kiev.` → `They met in Kyiv.`" in printed


HOSTILE = "`` ` |x| <img src=x onerror=alert(1)> [a](http://b.c) **b** @name #1 &lt; $x$ \\| _e_"


def test_nothing_in_the_text_is_markup() -> None:
    wrong = change(0, 1, "x", "a|b/<i>", why=HOSTILE)
    report = repaired_report(HOSTILE + "\n# head\n- item", wrong, name=HOSTILE)
    found = tokens(to_markdown(report))
    assert ("code_inline", HOSTILE) in found
    assert not {kind for kind, _ in found} & {"link_open", "em_open", "image", "s_open"}
    assert {content for kind, content in found if kind == "html_inline"} == {"<!-- -->"}
    shown = "".join(content for kind, content in found if kind in ("text", "text_special"))
    assert HOSTILE in shown
    assert "a|b/<i>" in shown


@given(st.text("`a |<\\\n", min_size=1))
def test_a_code_span_shows_what_it_holds(text: str) -> None:
    found = tokens(code(text))
    if text.strip(" "):
        assert found == [("code_inline", visible(text))]
    else:
        assert ("text", "nothing") in found


@given(st.text("`a|<\\*_[]()#&@!~:/.w", min_size=1))
def test_prose_shows_as_it_is(text: str) -> None:
    found = tokens(f"So: {prose(text)}")
    shown = "".join(content for kind, content in found if kind != "html_inline")
    assert shown == f"So: {text}"


def test_a_long_list_is_cut_and_says_so() -> None:
    many = [change(place, place + 1, "b") for place in range(0, 2 * MOST + 20, 2)]
    printed = to_markdown(repaired_report("a" * 3 * MOST, *many))
    assert printed.count("\n- **") == MOST
    assert "And 10 more" in printed


def test_what_needs_eyes_comes_first_and_the_rest_is_folded_away() -> None:
    edits = [change(0, 1, "x"), change(2, 3, "y", "a/b", safety=Safety.UNSAFE)]
    advice = change(4, 5, None, "c/d", safety=Safety.ADVICE)
    report = report_on(Document.of("a b c").advise([advice]).apply(edits))
    printed = to_markdown(report)
    assert "**2 repairs** (1 to check), **1 passage** to look at." in printed
    folds = re.findall(r"^<details><summary>(.*?)</summary>\n\n", printed, re.MULTILINE)
    assert folds == ["1 safe repair", "Readability"]
    assert printed.count("\n\n</details>\n") == len(folds)
    eyes, folded = printed.split("<details>", 1)
    assert "a/b (unsafe)" in eyes
    assert "c/d (advice)" in eyes
    assert "stage/rule (safe)" not in eyes
    assert "stage/rule (safe)" in folded


def test_the_summary_fits_into_a_comment_whatever_it_holds() -> None:
    rules = [f"{'@#' * 40}{number}/{'<|' * 40}" for number in range(150)]
    why = "@" * 900
    edits = [
        change(2 * n, 2 * n + 1, "@`" * 99, rule, why=why, safety=Safety(1 + n % 2))
        for n, rule in enumerate(rules)
    ]
    advice = [change(n, n + 300, None, "@", why=why, safety=Safety.ADVICE) for n in range(150)]
    document = Document.of("@#" * 400).advise(advice).apply(edits)
    report = Report(document, notes=("#" * 999,) * 99, name="@" * 999)
    vars(report).update(vars(report_on(document, name=report.name)) | {"notes": report.notes})
    assert len(to_markdown(report)) < LIMIT


# What they share


def test_a_place_is_a_line_and_a_column_whatever_ends_a_line() -> None:
    places = Places("a\r\nbc\rd\ne\u2028f")
    assert [places.at(offset) for offset in (0, 1, 3, 4, 6, 8, 11)] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
        (3, 1),
        (4, 1),
        (4, 4),
    ]


def test_what_stands_around_a_place_is_cut_between_words_and_at_line_ends() -> None:
    places = Places("first line\nof words and more words\nlast")
    assert places.around(20, 23, 8) == ("…words ", " more…")
    assert places.around(11, 13, 99) == ("", " words and more words")
    assert places.around(0, 39, 5) == ("", "")


def test_hidden_characters_are_shown() -> None:
    assert visible("a\xa0b\u200b\xad\r\nc\td \x1b") == "a‹U+00A0›b‹U+200B›‹U+00AD›⏎c⇥d ‹U+001B›"
    assert visible(" \n", spaces=True) == "␣⏎"
    assert [is_blank(each) for each in ("", " \u200b\n", "a ")] == [True, True, False]


def test_a_long_text_loses_its_middle() -> None:
    assert shortened("a" * 200) == "a" * 200
    assert shortened("a" * 300 + "b" * 700, 40) == "a" * 20 + "… (970 characters) …" + "b" * 10


def test_a_difference_is_that_of_the_figures_shown() -> None:
    assert row("x", 10.06, 9.94).change == "−0.2"
    assert row("x", 1.04, 0.96) == ("x", "1.0", "1.0", "0.0")
    assert row("x", -2.0, 1234.5) == ("x", "−2.0", "1,234.5", "+1,236.5")
    assert row("x", None, 1.0) == ("x", "n/a", "1.0", "n/a")


def test_both_counts_of_sentences_stand_beside_their_scores() -> None:
    before = Scores(sentences=9, textstat_sentences=12, aware=Formulas(50.0))
    after = Scores(sentences=8, textstat_sentences=10, textstat=Formulas(smog_index=8.0), note="n")
    report = report_on(Document.of("x"), before=before, after=after)
    ours, textstat = formula_rows(report, "aware"), formula_rows(report, "textstat")
    assert (ours[0][1:], textstat[0][1:]) == (("9", "8", "−1"), ("12", "10", "−2"))
    assert ours[1] == ("Flesch reading ease", "50.0", "n/a", "n/a")
    assert textstat[4] == ("SMOG", "n/a", "8.0", "n/a")
    assert why_missing(report) == "after the repairs: n"


def test_the_verdict_says_why_a_language_is_unknown() -> None:
    unknown = Language("unknown", "unknown", 0.0, "no letters")
    assert verdict(report_on(Document.of("1"), language=unknown)) == "unknown (no letters)"


def test_the_stages_with_most_repairs_come_first(talks: Report) -> None:
    assert list(by_stage(talks).items()) == [
        ("punctuation", {"punctuation/double-stop": 1, "punctuation/space": 1}),
        ("furniture", {"furniture/share": 1}),
    ]
