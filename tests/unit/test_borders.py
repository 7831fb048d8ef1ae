"""The weight of evidence that a full stop between two words ends no sentence."""

import runpy
from pathlib import Path

import pytest

from cleancopy.borders import weight_inside
from cleancopy.folders import RULES

MAKER = Path(__file__).parents[1] / "border_table.py"


@pytest.mark.parametrize(
    ("left", "right"), [("very", "good"), ("took", "place"), ("our", "ships"), ("has", "been")]
)
def test_words_that_sentences_keep_together(left: str, right: str) -> None:
    assert weight_inside(left, right) >= 10


@pytest.mark.parametrize(
    ("left", "right"), [("again", "however"), ("etc", "the"), ("lunch", "they"), ("late", "nobody")]
)
def test_words_between_which_a_sentence_may_end(left: str, right: str) -> None:
    assert weight_inside(left, right) < 0


def test_words_that_nobody_counted_tell_nothing() -> None:
    assert weight_inside("xyzzy", "plugh") == 0


def test_the_table_is_written_as_its_maker_writes_it() -> None:
    lines = (RULES / "language" / "borders.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line[0] != "#"]
    kinds = [(row[0], int(row[1])) for row in rows]
    assert kinds == sorted(set(kinds))
    assert all(row[2:] == sorted(set(row[2:])) for row in rows)


def test_habits_are_counted() -> None:
    counts = runpy.run_path(str(MAKER))["Counts"]()
    for _ in range(40):
        counts.read("The mill is old. Then it took place again. We saw it. Then it rained again.")
    weights = {(kind, word): w for (kind, w), words in counts.weights().items() for word in words}
    assert weights["last", "again"] < 0 < weights["last", "took"]
    assert weights["first", "took"] > 0
    assert counts.words == 40 * 16
