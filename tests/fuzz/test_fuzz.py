"""A short run of each fuzz target: its seeds, among them all that ever failed, and some mutations.

`python tests/fuzz/run.py TARGET --seconds 600` runs one for as long as is wanted.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.mutation import MOST, mutated
from fuzz.run import attempt, seeds_of
from fuzz.targets import CORPUS, TARGETS

FEW = 12  # mutations of each target
anything = st.one_of(st.binary(max_size=200), st.text(max_size=80).map(lambda t: t.encode()))


@pytest.mark.parametrize(
    ("name", "seed"),
    [(name, path.name) for name in TARGETS for path in sorted((CORPUS / name).iterdir())],
)
def test_a_seed(name: str, seed: str) -> None:
    TARGETS[name]((CORPUS / name / seed).read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_some_mutations(name: str) -> None:
    for number in range(FEW):
        TARGETS[name](mutated(seeds_of(name), number))


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes(name: str) -> None:
    @settings(deadline=None, max_examples=FEW, database=None, derandomize=True)
    @given(anything)
    def tried(data: bytes) -> None:
        TARGETS[name](data)

    tried()


def test_what_fails_is_told_with_its_place() -> None:
    def failing(data: bytes) -> None:
        assert not data, "something"

    assert attempt(failing, b"") == ""
    assert attempt(failing, b"x").startswith("AssertionError at ")


def test_a_mutation_is_the_same_for_the_same_number() -> None:
    seeds = seeds_of("core")
    made = [mutated(seeds, number) for number in range(50)]
    assert made == [mutated(seeds, number) for number in range(50)]
    assert len(set(made)) > 40
    assert max(map(len, made)) <= MOST
