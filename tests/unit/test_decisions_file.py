"""The decisions file: what is written is read again, and what is wrong with it is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.decisions.items import Item, Place
from cleancopy.decisions.outcome import Decision, Verdict
from cleancopy.decisions.record import Reviewed, parsed, read_decisions, to_json
from cleancopy.document import digest
from cleancopy.errors import CleancopyError
from strategies import quick

TEXT = "abcdef"


def reviewed(**changes: Any) -> Any:
    """The object of a file with one article and one decision, with some of its fields changed."""
    item = Item("id", True, "safe", ("s/r",), ("why",), (Place(1, 2, "b", "X"),))
    data = json.loads(to_json([Reviewed("a.txt", digest(TEXT), (Decision(item),))]))
    for path, value in changes.items():
        spot = data
        *steps, last = path.split("__")
        for step in steps:
            spot = spot[int(step)] if isinstance(spot, list) else spot[step]
        spot[last] = value
    return data


a_place = st.builds(Place, st.integers(0, 3), st.integers(3, 9), st.text(), st.none() | st.text())
words = st.lists(st.text(max_size=5), max_size=3).map(tuple)
an_item = st.builds(
    Item, st.text(), st.booleans(), st.sampled_from(["safe", "unsafe", "advice"]), words, words,
    st.lists(a_place, min_size=1, max_size=3).map(tuple),
)  # fmt: skip


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """A decision with anything in it."""
    item = draw(an_item)
    count = len(item.places)
    wording = draw(st.lists(st.none() | st.text(), min_size=count, max_size=count).map(tuple))
    shown = draw(st.none() | st.integers(0, 10**6))
    said = [draw(st.text(max_size=9)) for _ in range(3)]
    if all(worded is None for worded in wording):
        wording = ()
    return Decision(item, draw(st.sampled_from(Verdict)), wording, said[0], said[1], shown, said[2])


@quick
@given(st.lists(st.builds(Reviewed, st.text(), st.text(), st.lists(decisions()).map(tuple))))
def test_what_is_written_is_read_again(articles: list[Reviewed]) -> None:
    assert parsed(json.loads(to_json(articles))) == articles


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": 2}, "format 2, and only 1 is read"),
        ({"format": True}, "'format' is missing or no number"),
        ({"articles": {}}, "'articles' is missing or no list"),
        ({"articles": [3]}, "an article is no object"),
        ({"articles__0__name": None}, "'name' is missing or no text"),
        ({"articles__0__decisions__0__kind": "x"}, "kind 'x'"),
        ({"articles__0__decisions__0__decision": "x"}, "decision 'x'; there are: open, accepted"),
        ({"articles__0__decisions__0__places": []}, "a decision without places"),
        ({"articles__0__decisions__0__places__0__start": 5}, "a place at 5-2"),
        ({"articles__0__decisions__0__places__0__start": -1}, "a place at -1-2"),
        ({"articles__0__decisions__0__places__0__wording": 7}, "'wording' is missing or no text"),
        ({"articles__0__decisions__0__rules": [1]}, "'rules' holds what is no text"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parsed(reviewed(**changes))


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'"x"', b"\xff", b"[" * 100_000])
def test_a_file_that_is_none_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "decisions.json"
    path.write_bytes(data)
    with pytest.raises(CleancopyError, match=r"no decisions file \(.+\); take the file that the"):
        read_decisions(path)
    with pytest.raises(CleancopyError, match=r"nothing.json: cannot be read"):
        read_decisions(tmp_path / "nothing.json")


def test_decisions_fall_on_their_own_text_only() -> None:
    (article,) = parsed(reviewed())
    assert [change.new for change in article.changes(TEXT)] == ["X"]
    with pytest.raises(CleancopyError, match="changed since it was reviewed"):
        article.changes("abcdeg")
    (article,) = parsed(reviewed(articles__0__decisions__0__places__0__old="c"))
    with pytest.raises(CleancopyError, match="do not fit their own text"):
        article.changes(TEXT)
