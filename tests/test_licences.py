"""All dependencies have licences that go with ours."""

from __future__ import annotations

import pytest

from licences import SETTLED, Licensed, licensed, locked


def test_every_dependency_may_be_used() -> None:
    found = list(licensed())
    assert [each for each in found if not each.is_allowed] == []
    assert len(found) > len(locked()) * 3 / 4


def test_what_was_settled_by_hand_is_still_there() -> None:
    assert set(SETTLED) <= set(locked())


@pytest.mark.parametrize(
    ("licence", "is_allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MIT AND GPL-2.0-or-later", False),
        ("", False),
        ("LGPL-3.0-only", False),
    ],
)
def test_a_licence_is_judged(licence: str, is_allowed: bool) -> None:
    assert Licensed("x", "1", licence).is_allowed is is_allowed
