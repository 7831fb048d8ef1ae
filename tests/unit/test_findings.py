"""Findings for other programs: what is printed can be read back, and nothing breaks out of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.document import Change, Edit, Safety
from cleancopy.findings import Finding, fingerprint
from cleancopy.mqm import Severity
from cleancopy.printers.findings.github import to_github
from cleancopy.printers.findings.sarif import to_sarif
from cleancopy.printers.findings.xml import to_checkstyle, to_junit
from strategies import quick

Call = Callable[..., Result]


def made(path: str, old: str, new: str | None, reason: str) -> Finding:
    edit = Edit(0, len(old), new, "a/b", Safety.SAFE, reason)
    change = Change(0, len(old), old, new, (edit,))
    return Finding(
        path, 1, 1, 1, 1 + len(old), change, True, Severity.MAJOR, "grammar", "f", in_place=True
    )


@quick
@given(st.text(), st.text(min_size=1), st.none() | st.text(), st.text(min_size=1))
def test_whatever_a_text_says_the_output_is_well_formed(
    path: str, old: str, new: str | None, reason: str
) -> None:
    found = [made(path, old, new, reason)]
    (result,) = json.loads(to_sarif(found))["runs"][0]["results"]
    (fix,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert fix["insertedContent"]["text"] == (new or "")
    assert len(ET.fromstring(to_checkstyle(found)).findall("file/error")) == 1
    assert len(ET.fromstring(to_junit(found)).findall("testsuite/testcase/failure")) == 1
    line = to_github(found)
    assert line.startswith("::error file=")
    assert line.count("\n") == 1
    assert "\r" not in line
    assert to_sarif(found) == to_sarif(list(found))


WORD = st.sampled_from("the minister said that a plan was late again in May".split())
PARAGRAPH = st.lists(WORD, min_size=1, max_size=12).map(" ".join)


@quick
@given(st.lists(PARAGRAPH, max_size=4), st.lists(PARAGRAPH, max_size=4), PARAGRAPH, PARAGRAPH)
def test_a_paragraph_that_moves_keeps_its_fingerprints(
    above: list[str], below: list[str], before: str, after: str
) -> None:
    paragraph = f"{before} wrng {after}"

    def name(paragraphs: list[str], index: int) -> str:
        text = "\n\n".join(paragraphs)
        start = len("".join(f"{each}\n\n" for each in paragraphs[:index])) + len(before) + 1
        edit = Edit(start, start + 4, "wrong", "a/b", Safety.SAFE, "r")
        assert text[start : start + 4] == "wrng"
        return fingerprint(text, Change(start, start + 4, "wrng", "wrong", (edit,)))

    assert name([*above, paragraph, *below], len(above)) == name([paragraph], 0)


def test_a_fix_of_sarif_carried_out_is_the_repair(cleancopy: Call, cards: str) -> None:
    Path("a.txt").write_text("Well.\nA qqsafe, a qqlook.", encoding="utf-8")
    done = cleancopy("check", "a.txt", "--format", "sarif", "--rules", cards)
    run = json.loads(done.stdout)["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    fixed, looked = run["results"]
    assert "fixes" not in looked
    (replacement,) = fixed["fixes"][0]["artifactChanges"][0]["replacements"]
    region = replacement["deletedRegion"]
    assert region == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 9}
    assert replacement["insertedContent"] == {"text": "sound"}
    known = {taxon["id"] for taxon in run["taxonomies"][0]["taxa"]}
    assert {taxon["id"] for taxon in fixed["taxa"]} <= known
    assert run["tool"]["driver"]["rules"][fixed["ruleIndex"]]["id"] == fixed["ruleId"]


def test_several_outputs_at_once(cleancopy: Call, cards: str) -> None:
    Path("a.txt").write_text("A qqsafe.", encoding="utf-8")
    names = ["f.sarif", "f.json", "f.junit.xml", "f.checkstyle.xml", "f.txt"]
    options = [word for name in names for word in ("--output", name)]
    done = cleancopy("check", "a.txt", "--rules", cards, *options)
    assert done.exit_code == 1
    assert Path("f.txt").read_text("utf-8") == done.stdout
    assert json.loads(Path("f.json").read_text("utf-8"))["fit"] is False
    assert json.loads(Path("f.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert ET.parse("f.junit.xml").getroot().tag == "testsuites"
    assert ET.parse("f.checkstyle.xml").getroot().tag == "checkstyle"


@pytest.mark.parametrize("name", ["f.pdf", "a.txt", "none/f.json"])
def test_an_output_that_cannot_be_is_misuse(cleancopy: Call, name: str) -> None:
    Path("a.txt").write_text("Fine.", encoding="utf-8")
    done = cleancopy("check", "a.txt", "--output", name)
    assert done.exit_code == 2
    assert name in done.stderr
    assert Path("a.txt").read_text("utf-8") == "Fine."
