"""The sieve lets through all that is there, and little else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleancopy.names.sieve import passes, sieve


@given(st.sets(st.text()))
def test_what_is_there_passes(keys: set[str]) -> None:
    bits = sieve(keys)
    assert all(passes(bits, key) for key in keys)


def test_few_others_pass() -> None:
    bits = sieve({f"name {number}" for number in range(1000)})
    assert sum(passes(bits, f"word {number}") for number in range(1000)) < 100


def test_where_nothing_is_nothing_passes() -> None:
    assert not passes(sieve(()), "name")
