"""Damaged encodings: ftfy is asked wherever it could have something to say."""

import re
from itertools import product

from ftfy import fix_encoding
from ftfy.badness import MOJIBAKE_CATEGORIES, is_bad
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.finders.mojibake import find, is_sound
from cleancopy.view import View

BEFORE, BEHIND = ("", "a", "A", " ", "a ", "1", "."), ("", "a", "A", " ", "1", ".", "'")
QUIET = "‘’“”–—…"
SMALL = "".join(map(chr, range(0xE0, 0x100))).replace("÷", "") + "ąčćďęěğłńňřśşšťůźżž"
# ftfy's classes have ranges; what it knows by name in a pattern stands in them too.
KNOWN = re.compile(f"[{''.join(MOJIBAKE_CATEGORIES.values())}]")
SIGNS = list(filter(KNOWN.match, map(chr, range(0x80, 0x10000))))


def in_contexts(runs: list[str]) -> str:
    """All runs beside all kinds of ASCII, each on a line of its own."""
    return "\n".join(a + run + b for run in runs for a, b in product(BEFORE, BEHIND))


def test_sound_signs_are_sound_to_ftfy() -> None:
    assert len(SIGNS) > 300
    sound = [sign for sign in SIGNS if is_sound(sign)]
    assert len(sound) > 250
    assert not is_bad(in_contexts(sound))


def test_any_single_sign_is_sound_to_ftfy() -> None:
    every = [chr(code) for code in range(0x80, 0x30000) if is_sound(chr(code))]
    assert not is_bad("\n".join(f"{sign}\na{sign}a A{sign} {sign}." for sign in every))


def test_runs_of_marks_and_of_small_letters_are_sound_to_ftfy() -> None:
    for kind in (QUIET, SMALL):
        runs = ["".join(run) for length in (2, 3) for run in product(kind, repeat=length)]
        assert all(map(is_sound, runs))
        assert not is_bad("\n".join(runs) + "\na" + " a".join(runs) + "a\nA" + " A".join(runs))


@given(st.text(st.sampled_from([*SIGNS, *QUIET * 9, *SMALL, *"aAz Z.,1\t'"]), max_size=12))
def test_what_is_sound_stays(text: str) -> None:
    if is_sound(text):
        assert fix_encoding(text) == text
        assert not list(find(View(text), {}))


@given(st.text("“”‘’–—…éüñřŁ aAbz.'", max_size=40))
def test_damage_is_not_sound(text: str) -> None:
    damaged = text.encode().decode("latin-1")
    assert text.isascii() or not is_sound(damaged)
