"""Texts, edits and histories for the property tests, small enough to collide often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

from cleancopy.document import Document, Edit, Safety

thorough = settings(deadline=None, max_examples=300)
quick = settings(deadline=None, max_examples=70)

# Texts of characters that are told apart, and replacements that may bring the original back.
texts = st.integers(0, 12).map(lambda length: "abcdé\nfgh😀ij"[:length])
words = st.sampled_from(["", "", "X", "YZ", "b", "cd", "abc"])


class History(NamedTuple):
    """A text, and the edits of each stage in offsets of the text that the stage before it left."""

    original: str
    stages: tuple[tuple[Edit, ...], ...]

    @property
    def documents(self) -> list[Document]:
        """The document before the first stage and after each."""
        documents = [Document.of(self.original)]
        for edits in self.stages:
            documents.append(documents[-1].apply(edits))
        return documents

    @property
    def edits(self) -> list[Edit]:
        """The edits of all stages."""
        return [edit for stage in self.stages for edit in stage]


def an_edit(
    start: int,
    end: int,
    new: str | None = "",
    rule: str = "rule",
    safety: Safety = Safety.SAFE,
    reason: str = "reason",
    group: int = 0,
) -> Edit:
    """An edit with what a test does not care about filled in."""
    return Edit(start, end, new, rule, safety, reason, group)


def a_history(original: str, *stages: Iterable[tuple[int, int, str]]) -> History:
    """A history written by hand; each edit has a rule of its own, named after stage and turn."""
    return History(
        original,
        tuple(
            tuple(an_edit(*place, rule=f"{stage}/{turn}") for turn, place in enumerate(places))
            for stage, places in enumerate(stages)
        ),
    )


def naively(text: str, edits: Iterable[Edit]) -> str:
    """`text` with edits that do not overlap, carried out one by one from the right."""
    for edit in sorted(edits, key=lambda e: (e.start, e.end), reverse=True):
        text = text[: edit.start] + (edit.new or "") + text[edit.end :]
    return text


Step = tuple[int, int, str]


def _disjoint(text: str, steps: Iterable[Step]) -> list[tuple[int, int, str]]:
    """Steps (gap, length, replacement) laid along a text: no two overlap, and many touch."""
    places, position, inserted = list[tuple[int, int, str]](), 0, -1
    for gap, length, new in steps:
        start = position + gap
        position = start + length
        if position > len(text):
            break
        if length or start != inserted:
            places.append((start, position, new))
        inserted = inserted if length else start
    return places


def _history(original: str, stages: list[tuple[int, list[Step]]]) -> History:
    text, made = original, list[tuple[Edit, ...]]()
    for stage, (turn, steps) in enumerate(stages):
        edits = [an_edit(*p, rule=f"{stage}/{n}") for n, p in enumerate(_disjoint(text, steps))]
        made.append((*edits[turn:], *edits[:turn]))
        text = naively(text, edits)
    return History(original, tuple(made))


def histories(most: int = 4) -> st.SearchStrategy[History]:
    """A text and some stages of edits, which come in any order."""
    step = st.tuples(st.sampled_from([0, 1, 0, 2]), st.integers(0, 3), words)
    stage = st.tuples(st.integers(0, 4), st.lists(step, max_size=5))
    return st.builds(_history, texts, st.lists(stage, max_size=most))


def random_history(random: Random) -> History:
    """One of the histories, for tests that are too slow to run on what hypothesis tries."""
    stages = list[tuple[int, list[Step]]]()
    for _ in range(random.randint(0, 4)):
        places = [(random.choice([0, 1, 2]), random.randint(0, 3)) for _ in range(5)]
        steps = [(*place, random.choice(["", "X", "YZ", "b", "cd"])) for place in places]
        stages.append((random.randint(0, 4), steps))
    return _history("abcdé\nfgh😀ij"[: random.randint(0, 12)], stages)


@st.composite
def loose_edits(draw: st.DrawFn, length: int) -> list[Edit]:
    """Edits anywhere in a text of `length`, that may overlap, repeat and belong together."""
    edit = st.builds(
        lambda start, size, new, rule, safety, reason, group: Edit(
            start, min(start + size, length), new, rule, safety, reason, group
        ),
        st.integers(0, length),
        st.sampled_from([0, 1, 1, 2, 4]),
        st.sampled_from(["", "X", "ab"]),
        st.sampled_from(["one", "two", "three"]),
        st.sampled_from([Safety.UNSAFE, Safety.SAFE]),
        st.sampled_from(["because", "therefore"]),
        st.sampled_from([0, 0, 1, 2]),
    )
    return draw(st.lists(edit, max_size=7))


def indices(spans: Sequence[tuple[int, int]]) -> set[int]:
    """The characters that spans hold."""
    return {index for start, end in spans for index in range(start, end)}
