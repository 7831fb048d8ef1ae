"""Markers in comments: what an author said no to is neither reported nor repaired."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.document import Document
from cleancopy.inline import Comment, Mark, faults, is_marker, marks, parted
from strategies import an_edit, quick

Call = Callable[..., Result]
RULE = "characters/qqsafe"


def both(call: Call, cards: str, name: str, raw: str) -> tuple[str, Result]:
    """The repaired file, and what `check` says of it."""
    Path(name).write_bytes(raw.encode())
    done = call("clean", name, "-o", f"out{Path(name).suffix}", "--rules", cards, "-q")
    assert done.exit_code == 0
    checked = call("check", name, "--rules", cards)
    return Path(f"out{Path(name).suffix}").read_bytes().decode(), checked


IGNORE, OFF, ON = (f"<!-- cleancopy: {command} -->" for command in ("ignore", "off", "on"))
WXR = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>'
    "<title>qqsafe</title><content:encoded><![CDATA[{}]]></content:encoded></item></channel></rss>"
)
# What stands in ‹› is held by a marker; all else is repaired.
HELD = {
    "the next paragraph": ("a.md", f"qqsafe.\n\n{IGNORE}\n\n‹qqsafe,\nqqsafe›.\n\nqqsafe.\n"),
    "the next one right below": ("a.md", f"qqsafe.\n{IGNORE}\n‹qqsafe›.\n\nqqsafe.\n"),
    "the first paragraph": ("a.md", f"{IGNORE}\n\n# ‹qqsafe›\n\nqqsafe.\n"),
    "the one it stands in": (
        "a.md",
        "qqsafe.\n\n‹qqsafe <!-- cleancopy: ignore characters our word --> qqsafe›.\n\nqqsafe.\n",
    ),
    "a list item": ("a.md", f"- qqsafe\n- ‹qqsafe› {IGNORE}\n- qqsafe\n"),
    "a cell": ("a.md", f"| a | b |\n| - | - |\n| qqsafe | ‹qqsafe› {IGNORE} |\n"),
    "a stretch": ("a.md", f"qqsafe.\n\n{OFF}\n\n‹qqsafe.\n\n- qqsafe›\n\n{ON}\n\nqqsafe.\n"),
    "a stretch within a line": ("a.md", f"qqsafe {OFF} ‹qqsafe› {ON} qqsafe.\n"),
    "up to the end": ("a.md", f"qqsafe.\n\n{OFF}\n\n‹qqsafe.\n\nqqsafe.›\n"),
    "lines of Windows": (
        "a.md",
        f"qqsafe.\r\n\r\n{IGNORE}\r\n\r\n‹qqsafe›.\r\n\r\nqqsafe.\r\n",
    ),
    "html, between": (
        "a.html",
        f"<p>qqsafe.</p>{IGNORE}<p>‹qqsafe <b>or qqsafe</b>.›</p><p>qqsafe.</p>",
    ),
    "html, within": (
        "a.html",
        "<p>qqsafe.</p><p>‹qqsafe.› <!--cleancopy:ignore characters/*--></p>\n<p>qqsafe.</p>",
    ),
    "html, first": ("a.html", f"<p>{IGNORE}‹qqsafe.›<p>qqsafe."),
    "html, all": ("a.html", f"<head>{OFF}</head><body><p>‹qqsafe.<p>qqsafe.›</body>"),
    "an entry": (
        "a.po",
        '# cleancopy: ignore characters as it is\nmsgid "a"\nmsgid_plural "b"\n'
        'msgstr[0] "‹qqsafe›"\nmsgstr[1] "‹all qqsafe›"\n\nmsgid "c"\nmsgstr "qqsafe"\n',
    ),
    "a unit": (
        "a.xlf",
        '<xliff version="1.2"><file source-language="fr" target-language="en"><body>'
        "<trans-unit><source>x</source><target>‹qqsafe›</target>"
        "<note>cleancopy: ignore characters</note></trans-unit>\n"
        "<trans-unit><source>x</source><target>qqsafe</target></trans-unit></body></file></xliff>",
    ),
    "a unit of the second version": (
        "a.xlf",
        '<xliff version="2.0" srcLang="fr" trgLang="en"><file><unit><notes><note>cleancopy: ignore'
        "</note></notes><segment><source>x</source><target>‹qqsafe›</target></segment></unit>"
        "<unit><segment><source>x</source><target>qqsafe</target></segment></unit></file></xliff>",
    ),
    "a variant": (
        "a.tmx",
        '<tmx version="1.4"><header srclang="fr"/><body><tu><note>cleancopy: ignore</note>'
        '<tuv xml:lang="fr"><seg>x</seg></tuv><tuv xml:lang="en"><seg>‹qqsafe›</seg></tuv></tu>'
        '<tu><tuv xml:lang="fr"><seg>x</seg></tuv><tuv xml:lang="en"><seg>qqsafe</seg></tuv></tu>'
        "</body></tmx>",
    ),
    "a post": ("a.xml", WXR.format(f"qqsafe.\n\n{IGNORE}\n\n‹qqsafe.›\n\nqqsafe.")),
}


@pytest.mark.parametrize("case", HELD)
def test_what_a_marker_holds_stays_and_is_not_reported(
    cleancopy: Call, cards: str, case: str
) -> None:
    name, shown = HELD[case]
    parts = shown.replace("›", "‹").split("‹")
    raw = "".join(parts)
    wanted = "".join(
        part if held % 2 else part.replace("qqsafe", "sound") for held, part in enumerate(parts)
    )
    repaired, checked = both(cleancopy, cards, name, raw)
    assert repaired == wanted
    assert checked.stdout.count("'qqsafe'") == wanted.count("sound")
    held = "".join(parts[1::2]).count("qqsafe")
    assert f"{held} suppressed" in checked.stdout
    assert checked.stderr == ""


def test_of_two_rules_that_are_off_one_comes_on_again(cleancopy: Call, cards: str) -> None:
    both_ = "qqsafe qqlook"
    off, on = (f"<!-- cleancopy: {each} -->" for each in (f"off {RULE}, */qqlook", f"on {RULE}"))
    raw = f"{off}\n\n{both_}\n\n{on}\n\n{both_}\n"
    repaired, checked = both(cleancopy, cards, "a.md", raw)
    assert repaired == f"{off}\n\n{both_}\n\n{on}\n\nsound qqlook\n"
    assert "1 finding in 1 text" in checked.stdout
    assert "3 suppressed" in checked.stdout


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.md", "```\n<!-- cleancopy: off -->\n```\n\nqqsafe.\n"),
        ("a.md", "`<!-- cleancopy: off -->` qqsafe.\n"),
        ("a.md", "<!-- The tool cleancopy: off -->\n\nqqsafe.\n"),
        ("a.html", "<script>'<!-- cleancopy: off -->'</script><p>qqsafe.</p>"),
        ("a.txt", "<!-- cleancopy: off -->\n\nqqsafe.\n"),
    ],
)
def test_what_is_no_comment_is_no_marker(cleancopy: Call, cards: str, name: str, raw: str) -> None:
    repaired, checked = both(cleancopy, cards, name, raw)
    assert repaired == raw.replace("qqsafe", "sound")
    assert checked.stderr == ""


@pytest.mark.parametrize(
    ("name", "marker", "said"),
    [
        ("a.md", "<!-- cleancopy: ignore characters/qqsave -->",
         "1: no rule or stage 'characters/qqsave'; did you mean 'characters/qqsafe'?"),
        ("a.md", "<!-- cleancopy: ignore qqsaf -->",
         "1: no rule or stage 'qqsaf'; did you mean 'characters/qqsafe'?"),
        ("a.md", "<!-- cleancopy: ignore because -->",
         "1: no rule or stage 'because'; a reason stands behind the rules"),
        ("a.md", "<!-- cleancopy: ignroe -->", "1: no command 'ignroe'; did you mean 'ignore'?"),
        ("a.md", "<!-- cleancopy: -->", "1: no command ''; there are ignore, off, on"),
        ("a.md", f"<!-- cleancopy: off {', '.join(map(str, range(99)))} -->",
         "1: more than 30 rules; name their stages"),
        ("a.md", "<!-- cleancopy: ignore --> Left as it is.\nqqsafe",
         "1: its line is HTML and left as it is; give the marker a line of its own"),
        ("a.md", "<!-- cleancopy: on spacing -->", "1: 'spacing' is not off here"),
        ("a.html", "<p>Fine.</p>\n<!-- cleancopy: ignore qqsafe -->\n",
         "2: no rule or stage 'qqsafe'; did you mean 'characters/qqsafe'?"),
        ("a.po", '\n\n# cleancopy: off\nmsgid "a"\nmsgid_plural "b"\n'
         'msgstr[0] "c"\nmsgstr[1] "d"\n',
         "3: 'off' holds in no entry; write 'ignore'"),
    ],
)  # fmt: skip
def test_a_marker_that_says_nothing_is_named_by_both(
    cleancopy: Call, cards: str, name: str, marker: str, said: str
) -> None:
    tail = "" if name == "a.po" else "\n\nA qqsafe.\n"
    Path(name).write_text(marker + tail, encoding="utf-8")
    for command in (("check",), ("clean", "-q", "-o", f"o{Path(name).suffix}")):
        done = cleancopy(*command, name, "--rules", cards)
        assert done.stderr == f"{name}:{said}\n"


@pytest.mark.parametrize(
    ("name", "raw", "line"),
    [
        ("a.md", "Fine.\n\n<!-- cleancopy: ignore characters -->\n\nFine.\n\nqqsafe.\n", 3),
        ("a.md", "qqsafe.\n\n<!-- cleancopy: ignore characters -->\n", 3),
        ("a.md", "<!-- cleancopy: off spacing, characters -->\n\nqqsafe.\n", 1),
        ("a.po", 'msgid "a"\nmsgstr "b"\n\n# cleancopy: ignore characters\n'
         'msgid "c"\nmsgstr "d"\n', 4),
    ],
)  # fmt: skip
def test_a_marker_of_no_use_is_named_by_check(
    cleancopy: Call, cards: str, name: str, raw: str, line: int
) -> None:
    Path(name).write_text(raw, encoding="utf-8")
    rule = "spacing" if "spacing" in raw else "characters"
    done = cleancopy("check", name, "--rules", cards)
    assert done.stderr == f"{name}:{line}: marker for '{rule}': met no finding; it can go\n"
    done = cleancopy("clean", name, "-q", "-o", f"o{Path(name).suffix}", "--rules", cards)
    assert done.stderr == ""


def test_many_markers_are_not_all_named(cleancopy: Call, cards: str) -> None:
    Path("a.md").write_text("Fine. <!-- cleancopy: ignore -->\n\n" * 25, encoding="utf-8")
    done = cleancopy("check", "a.md", "--rules", cards)
    assert len(done.stderr.splitlines()) == 21
    assert done.stderr.endswith("a.md: 5 more lines like these\n")


def test_more_markers_than_anyone_writes_are_refused(cleancopy: Call) -> None:
    Path("a.md").write_text("Fine. <!-- cleancopy: ignore -->\n\n" * 1001, encoding="utf-8")
    done = cleancopy("check", "a.md")
    assert done.exit_code == 3
    assert "more than 1,000 cleancopy markers" in done.stderr


PARAGRAPHS = st.lists(
    st.tuples(
        st.sampled_from(["qqsafe", "A qqsafe, and *qqsafe* é“", "Nothing.", "qqlook qqsafe"]),
        st.sampled_from(["", f"<!-- cleancopy: ignore {RULE} -->\n\n"]),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@quick
@given(PARAGRAPHS)
def test_a_marker_holds_its_paragraph_and_no_other(rows: list[tuple[str, str]]) -> None:
    text = "\n\n".join(paragraph for paragraph, _ in rows)
    comments, place = [], 0
    for paragraph, marker in rows:
        comments += [Comment("cleancopy: ignore a/b why", place, 1)] if marker else []
        place += len(paragraph) + 2
    starts = [index for index in range(len(text)) if text.startswith("qqsafe", index)]
    edits = [an_edit(start, start + 6, "sound", "a/b") for start in starts]
    left, kept = parted(edits, Document.of(text).pieces, marks(text, comments))
    assert sorted([*left, *kept], key=lambda edit: edit.start) == edits
    wanted = "\n\n".join(p if m else p.replace("qqsafe", "sound") for p, m in rows)
    assert Document.of(text).apply(left).text == wanted


@quick
@given(st.text("ab\n ", max_size=12), st.text("cleancopy: ignreof*,/ab", max_size=30), st.data())
def test_any_comment_is_read(text: str, said: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) + 2))
    for mark in marks(text, [Comment(f"cleancopy: {said}", place, 3)]):
        assert mark.line == 3
        assert mark.start <= max(mark.end, place)
    assert is_marker(f"cleancopy: {said}")


def test_an_edit_is_held_wherever_earlier_repairs_have_moved_it() -> None:
    document = Document.of("abc\ndef\nghi").apply([an_edit(0, 1, "xxxx"), an_edit(4, 5, "")])
    assert document.text == "xxxxbc\nef\nghi"
    edits = [an_edit(4, 5, "y", "a/b"), an_edit(7, 8, "y", "a/b"), an_edit(10, 11, "y", "a/b")]
    left, kept = parted(edits, document.pieces, [Mark(4, 7, "a/b", 1)])
    assert (left, kept) == ([edits[0], edits[2]], [edits[1]])


def test_a_decision_falls_as_a_whole() -> None:
    edits = [an_edit(0, 1, "x", group=1), an_edit(4, 5, "x", group=1), an_edit(1, 2, "x", group=2)]
    left, kept = parted(edits, Document.of("abc\ndef").pieces, [Mark(4, 7, "rule", 1)])
    assert (left, kept) == ([edits[2]], edits[:2])


def test_a_stage_and_a_pattern_are_known_names() -> None:
    rules = ["quotation/stray-mark", "spacing/odd-blank"]
    every = [Mark(0, 1, rule, 1) for rule in ("*", "spacing", "quotation/*", "*/odd-blank")]
    assert list(faults(every, rules)) == []
