"""A card is read whole, or refused with its file, the field and the mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleancopy.context import Context
from cleancopy.document import Edit, Safety
from cleancopy.edit import trimmed
from cleancopy.errors import CardError
from cleancopy.finders import Found
from cleancopy.rule import Finding, Keep, Repair, Rule, read_rule
from cleancopy.view import View
from strategies import quick

FIELDS = {
    "title": "'Space before a mark'",
    "why": "'Engines join words with spaces.'",
    "safety": "'safe'",
    "mqm": "'punctuation'",
    "find": r"'(\w) +(?=[,.])'",
    "replace": r"'\1'",
    "keeps": "['He scored .300.']",
    "repairs": "[{ bad = 'Yes , he .', good = 'Yes, he.' }]",
}


def read(tmp_path: Path, card: str) -> Rule:
    """The rule of a card with this text."""
    path = tmp_path / "rules" / "05-punctuation" / "space-before.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(card, encoding="utf-8")
    return read_rule(path)


def card(**fields: str | None) -> str:
    """The text of a good card with some fields in TOML replaced, or left out where None."""
    rows = {field.rstrip("_"): value for field, value in {**FIELDS, **fields}.items()}
    return "".join(f"{field} = {value}\n" for field, value in rows.items() if value is not None)


def refusal(tmp_path: Path, text: str) -> str:
    """What the error says, behind the name of the file."""
    with pytest.raises(CardError) as caught:
        read(tmp_path, text)
    where, _, message = str(caught.value).partition(": ")
    assert where == "rules/05-punctuation/space-before.toml"
    assert "\n" not in message
    return message


def test_a_card_is_read_whole(tmp_path: Path) -> None:
    assert read(tmp_path, card()) == Rule(
        name="punctuation/space-before",
        title="Space before a mark",
        why="Engines join words with spaces.",
        safety=Safety.SAFE,
        mqm="punctuation",
        find=r"(\w) +(?=[,.])",
        replace=r"\1",
        finder="",
        options={},
        spares=frozenset({"foreign"}),
        keeps=(Keep("He scored .300."),),
        repairs=(Repair("Yes , he .", "Yes, he."),),
        findings=(),
    )


def test_its_name_is_its_path_without_the_number(tmp_path: Path) -> None:
    rule = read(tmp_path, card())
    assert (rule.name, rule.stage) == ("punctuation/space-before", "punctuation")


def test_a_card_of_advice_can_do_without_a_replacement(tmp_path: Path) -> None:
    findings = "[{ bad = 'Yes ,', at = 's ' }]"
    rule = read(
        tmp_path,
        card(safety="'advice'", replace=None, repairs=None, findings=findings, spares="[]"),
    )
    assert rule.findings == (Finding("Yes ,", "s "),)
    assert (rule.safety, rule.replace, rule.spares) == (Safety.ADVICE, None, frozenset())


def test_examples_may_stand_beside_a_source(tmp_path: Path) -> None:
    keeps = "[{ text = 'One.', source = 'Un.', source_lang = 'fr' }]"
    findings = "[{ bad = '2', at = '2', source = 'trois', source_lang = 'fr' }]"
    fields = {"safety": "'advice'", "replace": None, "repairs": None}
    rule = read(tmp_path, card(**fields, findings=findings, keeps=keeps))
    assert rule.keeps == (Keep("One.", "Un.", "fr"),)
    assert rule.findings == (Finding("2", "2", "trois", "fr"),)


def test_an_option_that_its_finder_cannot_do_without_is_named(tmp_path: Path) -> None:
    fields = {"find": None, "replace": None, "finder": "'glued_words'"}
    rule = read(tmp_path, card(**fields))
    with pytest.raises(CardError, match=r"space-before: finder 'glued_words' needs 'tails' in "):
        _ = rule.needs


@pytest.mark.parametrize("field", ["title", "why", "safety", "mqm"])
def test_a_missing_field_is_named(tmp_path: Path, field: str) -> None:
    assert refusal(tmp_path, card(**{field: None})) == f"field '{field}' is missing"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"keps": "['a']"}, "unknown field 'keps'; did you mean 'keeps'?"),
        ({"zzz": "1"}, "unknown field 'zzz'; there are: title, why, safety"),
        ({"safety": "'saef'"}, "field 'safety' cannot be 'saef'; did you mean 'safe'?"),
        ({"safety": "'high'"}, "field 'safety' cannot be 'high'; it takes advice, safe, unsafe"),
        (
            {"mqm": "'punctation'"},
            "field 'mqm' cannot be 'punctation'; did you mean 'punctuation'?",
        ),
        ({"mqm": "'zzz'"}, "field 'mqm' cannot be 'zzz'; it takes addition, "),
        ({"title": "1"}, "field 'title' must be a text in quotes"),
        ({"find": "['a']"}, "field 'find' must be a text in quotes"),
        ({"find": None}, "give either 'find' (a pattern) or 'finder' (a name), not both"),
        ({"finder": "'x'"}, "give either 'find' (a pattern) or 'finder' (a name), not both"),
        ({"find": None, "finder": "'no_such'"}, "no finder 'no_such'; there are: "),
        ({"style": "'xp'"}, "no style 'xp'; there are agreed, ap, guardian"),
        ({"find": "'('"}, "'find' is no regular expression: missing )"),
        ({"find": "'[[a]'"}, "'find' can be read in two ways: possible nested set at position 1"),
        ({"find": "'a'", "replace": r"'\2'"}, "'replace' does not fit 'find': invalid group"),
        ({"replace": r"'\g<word>'"}, "'replace' does not fit 'find': unknown group name 'word'"),
        ({"replace": r"'\q'"}, r"'replace' does not fit 'find': bad escape \q"),
        ({"replace": None}, "'replace' is missing; only a card of safety 'advice' can do without"),
        ({"spares": "['quotes']"}, "'spares' cannot hold 'quotes'; it takes ['foreign', "),
        ({"spares": "'foreign'"}, "field 'spares' must be a list of texts"),
        ({"keeps": "'a'"}, "field 'keeps' must be a list of texts"),
        ({"keeps": "[1]"}, "field 'keeps' must be a list of texts"),
        ({"keeps": None}, "a card needs examples of both kinds: 'keeps', and repairs or findings"),
        ({"keeps": "[]"}, "a card needs examples of both kinds"),
        ({"repairs": None}, "a card needs examples of both kinds"),
        (
            {"repairs": "{ bad = 'a', good = 'b' }"},
            "field 'repairs' must be written as [[repairs]]",
        ),
        ({"repairs": "['a']"}, "field 'repairs' must be written as [[repairs]]"),
        ({"repairs": "[{ bad = 'a' }]"}, "each [[repairs]] needs 'bad' and 'good'"),
        (
            {"repairs": "[{ bad = 'a', god = 'b' }]"},
            "unknown field 'god' in [[repairs]]; did you mean 'good'?",
        ),
        ({"findings": "[{ bad = 'a' }]"}, "each [[findings]] needs 'bad' and 'at'"),
        ({"with": "'a'"}, "field 'with' must be a table"),
        ({"keeps": "[{ txt = 'a' }]"}, "unknown field 'txt' in [[keeps]]; did you mean 'text'?"),
        ({"keeps": "[{ source = 'a', source_lang = 'fr' }]"}, "each [[keeps]] needs 'text', as"),
        (
            {"keeps": "[{ text = 'a', source = 'b' }]"},
            "'source' and 'source_lang' go together in [[keeps]]",
        ),
        ({"keeps": "['a', { text = 'b' }]"}, "field 'keeps' must be a list of texts"),
    ],
)
def test_a_bad_field_is_named_with_its_mend(
    tmp_path: Path, fields: dict[str, Any], message: str
) -> None:
    assert refusal(tmp_path, card(**fields)).startswith(message)


@pytest.mark.parametrize(
    "fields",
    [
        {"find": "'(?x) (a)  # a comment'", "replace": r"'\2'"},
        {"keeps": "3"},
        {"keeps": "{ a = 'b' }"},
        {"repairs": "[{ bad = 1, good = 'b' }]"},
        {"title": "''"},
    ],
)
def test_an_odd_field_is_refused(tmp_path: Path, fields: dict[str, Any]) -> None:
    refusal(tmp_path, card(**fields))


def test_what_compares_is_not_asked_without_a_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = card(find=None, replace=None, finder="'source_length'", with_="{ short = 0, long = 2 }")
    rule, asked = read(tmp_path, text), list[str]()
    monkeypatch.setattr("cleancopy.rule.finder", lambda name: lambda *_: asked.append(name) or ())
    assert rule.compares
    assert list(rule.edits(View("One."))) == []
    assert asked == []
    assert list(rule.edits(View("One.", Context(source="Eins.")))) == []
    assert asked == ["source_length"]


def test_a_finder_takes_no_replacement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleancopy.rule.names", lambda: ["loops"])
    text = card(find=None, finder="'loops'")
    assert refusal(tmp_path, text).startswith("'replace' goes with 'find'")
    assert read(tmp_path, card(find=None, finder="'loops'", replace=None)).finder == "loops"


@pytest.mark.parametrize("text", ["title = ", "[", "title = 'a'\ntitle = 'b'"])
def test_what_is_no_toml_is_named(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text).startswith("not readable as TOML: ")


def test_what_is_no_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "05-x" / "y.toml"
    path.parent.mkdir()
    path.write_bytes(b"title = '\xff'")
    with pytest.raises(CardError, match=r"05-x/y\.toml: not readable as TOML: "):
        read_rule(path)


def found(rule: Rule, text: str) -> list[tuple[int, int, str | None]]:
    """The places that a rule finds in a text."""
    return [(edit.start, edit.end, edit.new) for edit in rule.edits(View(text))]


def test_a_pattern_proposes_the_smallest_edit(tmp_path: Path) -> None:
    rule = read(tmp_path, card())
    assert found(rule, "Yes , he .") == [(3, 4, ""), (8, 9, "")]


def test_a_match_that_stays_as_it_is_is_no_edit(tmp_path: Path) -> None:
    rule = read(tmp_path, card(find=r"'(\w) *(?=[,.])'"))
    assert found(rule, "Yes, he .") == [(7, 8, "")]


def test_a_pattern_without_a_replacement_marks_the_whole_match(tmp_path: Path) -> None:
    rule = read(tmp_path, card(safety="'advice'", replace=None))
    assert found(rule, "Yes , he") == [(2, 4, None)]


def test_an_edit_carries_its_rule_safety_and_reason(tmp_path: Path) -> None:
    (edit,) = read(tmp_path, card(safety="'unsafe'")).edits(View("Yes , he"))
    title = "Space before a mark"
    assert edit == Edit(3, 4, "", "punctuation/space-before", Safety.UNSAFE, title, 0)


def test_a_finder_gets_the_view_and_the_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(view: View, options: Any) -> list[Found]:
        end = len(view.text)
        return [Found(0, end, options["new"], "why so", 3), Found(0, 0, None)]

    monkeypatch.setattr("cleancopy.rule.names", lambda: ["mine"])
    monkeypatch.setattr("cleancopy.rule.finder", {"mine": find}.__getitem__)
    text = card(find=None, replace=None, finder="'mine'", with_="{ new = 'N' }")
    rule = read(tmp_path, text)
    one, other = rule.edits(View("abc"))
    assert one == Edit(0, 3, "N", rule.name, Safety.SAFE, "why so", 3)
    assert other == Edit(0, 0, None, rule.name, Safety.SAFE, rule.title, 0)


few = st.text("ab", max_size=6)


@quick
@given(st.integers(0, 5), few, few)
@example(0, "aa", "a")
@example(2, "a", "aa")
@example(0, "aba", "aa")
@example(0, "", "")
def test_a_trimmed_edit_has_the_same_effect_and_nothing_to_spare(
    start: int, old: str, new: str
) -> None:
    first, last, rest = trimmed(start, old, new)
    assert start <= first <= last <= start + len(old)
    gone = old[first - start : last - start]
    assert old[: first - start] + rest + old[last - start :] == new
    if gone and rest:
        assert gone[0] != rest[0]
        assert gone[-1] != rest[-1]
