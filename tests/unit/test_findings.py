"""Findings for other programs: what is printed can be read back, and nothing breaks out of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from cleancopy.document import Change, Edit, Safety
from cleancopy.findings import Finding, Fix, Place, fingerprint
from cleancopy.formats.parts import Ahead, Part
from cleancopy.mqm import Severity
from cleancopy.printers.findings import message
from cleancopy.printers.findings.github import to_github
from cleancopy.printers.findings.rdjson import to_rdjson
from cleancopy.printers.findings.sarif import to_sarif
from cleancopy.printers.findings.xml import to_checkstyle, to_junit
from strategies import quick

Call = Callable[..., Result]
SCHEMA = Path(__file__).parents[1] / "schemas" / "sarif-schema-2.1.0.json"
SARIF = Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))
# Half of a surrogate pair is among the characters that a text may have.
HOSTILE = st.characters() | st.sampled_from("\0\x1b\r\n%:,<>&\"'‹\ufffe\ud800\u2028")
NAMES = st.text(st.characters() | st.sampled_from("%:,\r\n=/"))


def made(path: str, old: str, new: str | None, reason: str) -> Finding:
    edit = Edit(0, len(old), new, "a/b", Safety.SAFE, reason)
    change = Change(0, len(old), old, new, (edit,))
    start, end = Place(1, 1, 1), Place(1, 1 + len(old), 1 + len(utf_8(old)))
    fix = None if new is None else Fix(start, end, new)
    return Finding(path, start, end, change, True, Severity.MAJOR, "grammar", "f", fix)


def utf_8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@quick
@given(st.text(), st.text(HOSTILE, min_size=1), st.none() | st.text(HOSTILE), st.text(HOSTILE))
def test_whatever_a_text_says_the_output_is_well_formed(
    path: str, old: str, new: str | None, reason: str
) -> None:
    found = [made(path, old, new, reason)]
    log = json.loads(to_sarif(found))
    SARIF.validate(log)
    (result,) = log["runs"][0]["results"]
    fixes = [
        replacement["insertedContent"]["text"]
        for fix in result.get("fixes", ())
        for replacement in fix["artifactChanges"][0]["replacements"]
    ]
    (diagnostic,) = json.loads(to_rdjson(found))["diagnostics"]
    assert diagnostic["location"]["path"] == path
    suggestions = [each["text"] for each in diagnostic.get("suggestions", ())]
    assert fixes == suggestions == ([] if new is None else [new])
    to_sarif(found).encode("utf-8")
    to_rdjson(found).encode("utf-8")
    assert len(ET.fromstring(to_checkstyle(found)).findall("file/error")) == 1
    check_junit(to_junit(found), failures=1)


@quick
@given(st.lists(st.tuples(NAMES, st.text(HOSTILE), st.text(HOSTILE, min_size=1)), max_size=4))
def test_an_annotation_is_a_line_that_reads_back(rows: list[tuple[str, str, str]]) -> None:
    found = [made(path, old, None, reason) for path, old, reason in rows]
    lines = to_github(found).split("\n")
    assert lines.pop() == ""
    for line, finding in zip(lines, found, strict=True):
        # As the runner reads it: properties up to the next two colons, the message behind them.
        read = re.fullmatch(r"::error ([^\r\n]*?)::([^\r\n]*)", line)
        assert read
        properties = dict(each.split("=", 1) for each in read[1].split(","))
        assert unescaped(properties["file"]) == finding.path
        assert unescaped(properties["title"]) == finding.rule
        assert unescaped(read[2]) == message(finding)


def unescaped(text: str) -> str:
    for sign, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


def test_what_xml_cannot_hold_is_shown_by_its_number() -> None:
    found = [made("a\0\x1f\ufffe\ud800.txt", "x", None, "r")]
    for printed in (to_checkstyle(found), to_junit(found)):
        printed.encode("utf-8")
        assert "a‹U+0000›‹U+001F›‹U+FFFE›‹U+D800›.txt" in printed
        ET.fromstring(printed)


def check_junit(printed: str, failures: int) -> None:
    """The attributes that the readers of Jenkins and of Maven's Surefire ask for, and the sums."""
    root = ET.fromstring(printed)
    assert root.tag == "testsuites"
    suites = root.findall("testsuite")
    cases = root.findall("testsuite/testcase")
    assert int(root.attrib["tests"]) == len(cases) > 0
    assert int(root.attrib["failures"]) == len(root.findall("testsuite/testcase/failure"))
    assert int(root.attrib["failures"]) == failures
    for suite in suites:
        assert set(suite.attrib) == {"name", "tests", "failures", "errors", "skipped", "time"}
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
    for case in cases:
        assert set(case.attrib) == {"name", "classname", "time"}
        for failure in case.findall("failure"):
            assert set(failure.attrib) == {"type", "message"}


def test_no_findings_are_a_test_that_passed() -> None:
    check_junit(to_junit([]), failures=0)
    SARIF.validate(json.loads(to_sarif([])))


@pytest.mark.parametrize(
    ("path", "uri"),
    [("a b/é.txt", "a%20b/%C3%A9.txt"), ("a:b#c?.txt", "a%3Ab%23c%3F.txt"),
     ("/srv/a.txt", "file:///srv/a.txt"), ("//srv/a.txt", "file:///srv/a.txt")],
)  # fmt: skip
def test_a_path_is_an_address_that_leads_to_the_file(path: str, uri: str) -> None:
    (result,) = json.loads(to_sarif([made(path, "x", "y", "r")]))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


# Each has a qqsafe behind letters of several bytes, and what no reader counts as a character.
FILES = {
    "a.txt": "Héad.\n\n“Ünï😀” is qqsafe.\n",
    "mark.txt": "\ufeffÜnï😀 is qqsafe.\n",
    "dos.txt": "Héad.\r\n\r\nÜnï😀 is qqsafe.\r\n",
    "a.md": "# Hé *ad*\n\n- “Ünï😀” &amp; so is **qqsafe**.\n",
    "a.html": "<p>Héad.<p>“Ünï😀” &eacute; is\n  <b>qq</b><i>x</i> and <b>qqsafe</b>.</p>\n",
    "a.po": 'msgid "x"\nmsgstr "“Ünï😀” is qqsafe."\n',
    "a.xlf": '<xliff version="1.2"><file source-language="fr" target-language="en"><body>'
    '<trans-unit><source>é</source><target>“Ünï😀” &amp; <g id="1">is</g> qqsafe.</target>'
    "</trans-unit></body></file></xliff>\n",
    "a.jsonl": '{"text": "“Ünï😀” \\u00e9 is qqsafe."}\n',
    "a.csv": 'id,text\n1,"“Ünï😀” ""is"" qqsafe."\n',
}


@pytest.mark.parametrize("name", FILES)
def test_a_range_cuts_the_finding_out_of_the_file(cleancopy: Call, cards: str, name: str) -> None:
    Path(name).write_bytes(FILES[name].encode())
    done = cleancopy("check", name, "--format", "rdjson", "--rules", cards)
    (found,) = (
        each for each in json.loads(done.stdout)["diagnostics"] if "qqsafe" in each["message"]
    )
    begin, end = span(Path(name).read_bytes(), found["location"]["range"])
    assert Path(name).read_bytes()[begin:end] == b"qqsafe"
    if name in ("a.jsonl", "a.csv"):
        assert "suggestions" not in found
        return
    (suggestion,) = found["suggestions"]
    begin, end = span(Path(name).read_bytes(), suggestion["range"])
    data = Path(name).read_bytes()
    suggested = data[:begin] + suggestion["text"].encode() + data[end:]
    assert suggested.decode() == FILES[name].replace("qqsafe", "sound")


def span(data: bytes, range_: dict[str, dict[str, int]]) -> tuple[int, int]:
    """Where a range of rdjson stands in a file."""
    starts = [0, *(match.end() for match in re.finditer(b"\r\n|\r|\n", data))]
    begin, end = (
        starts[each["line"] - 1] + each["column"] - 1 for each in (range_["start"], range_["end"])
    )
    return begin, end


@quick
@given(st.text("aé😀“ \n"), st.text("aé😀“ "))
def test_places_of_a_part_that_begins_within_a_line(first: str, second: str) -> None:
    raw = f"{second}x"
    part, at = Part(raw, raw, 1 + first.count("\n")), len(second)
    ((start, end),) = part.places([(at, at + 1)], Ahead().after(first))
    line = f"{first}{raw}".split("\n")[start.line - 1]
    assert line[start.column - 1 : end.column - 1] == "x"
    assert line.encode()[start.byte - 1 : end.byte - 1] == b"x"


def test_a_paragraph_of_word_has_no_bytes() -> None:
    found = [replace(made("a.docx", "x", None, "r"), start=Place(3, 2), end=Place(3, 3))]
    (diagnostic,) = json.loads(to_rdjson(found))["diagnostics"]
    assert diagnostic["location"]["range"] == {"start": {"line": 3}, "end": {"line": 3}}


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
    log = json.loads(done.stdout)
    SARIF.validate(log)
    run = log["runs"][0]
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


def test_a_paragraph_that_moves_keeps_its_fingerprint_in_sarif(cleancopy: Call, cards: str) -> None:
    texts = {"a.md": "One.\n\nA *qqsafe*, a qqlook.\n", "b.md": "A *qqsafe*, a qqlook.\n\nTwo.\n"}
    names = []
    for path, text in texts.items():
        Path(path).write_text(text, encoding="utf-8")
        done = cleancopy("check", path, "--format", "sarif", "--rules", cards)
        results = json.loads(done.stdout)["runs"][0]["results"]
        names.append([result["partialFingerprints"] for result in results])
    assert names[0] == names[1]
    assert len({each["cleancopy/v1"] for each in names[0]}) == len(names[0]) == 2


def test_several_outputs_at_once(cleancopy: Call, cards: str) -> None:
    Path("a.txt").write_text("A qqsafe.", encoding="utf-8")
    names = ["f.sarif", "f.json", "f.junit.xml", "f.checkstyle.xml", "f.txt", "f.rdjson"]
    options = [word for name in names for word in ("--output", name)]
    done = cleancopy("check", "a.txt", "--rules", cards, *options)
    assert done.exit_code == 1
    assert Path("f.txt").read_text("utf-8") == done.stdout
    assert json.loads(Path("f.json").read_text("utf-8"))["fit"] is False
    SARIF.validate(json.loads(Path("f.sarif").read_text("utf-8")))
    assert len(json.loads(Path("f.rdjson").read_text("utf-8"))["diagnostics"]) == 1
    assert ET.parse("f.junit.xml").getroot().tag == "testsuites"
    assert ET.parse("f.checkstyle.xml").getroot().tag == "checkstyle"


@pytest.mark.parametrize("name", ["f.pdf", "a.txt", "none/f.json"])
def test_an_output_that_cannot_be_is_misuse(cleancopy: Call, name: str) -> None:
    Path("a.txt").write_text("Fine.", encoding="utf-8")
    done = cleancopy("check", "a.txt", "--output", name)
    assert done.exit_code == 2
    assert name in done.stderr
    assert Path("a.txt").read_text("utf-8") == "Fine."
