"""A mutator of our own: bytes made of the seeds of a corpus, the same for the same number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

MOST = 4000  # bytes: mistakes show in small inputs, and small inputs are many
_TOKEN = re.compile(rb"\w+|\s+|[^\w\s]+")
_HOSTILE = [
    *(b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n\n", b"\t", b"  "),
    *(
        b"&#0;",
        b"&#xD800;",
        b"&amp;",
        b"&nbsp;",
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"-->",
        b"</",
        b"<",
    ),
    *(
        b'"',
        b"'",
        b"\\",
        b"`",
        b"```",
        b"[",
        b"]",
        b"(",
        b")",
        b"{",
        b"}",
        b"{{",
        b"%s",
        b"=",
        b";",
    ),
    *(
        b"9" * 30,
        b"-1",
        b"1e999",
        b"null",
        b"NaN",
        b"true",
        b"../",
        b"%2e%2e%2f",
        b"%00",
        b"*",
        b"__",
    ),
    *(
        mark.encode()
        for mark in "“”‘’«»„…—–·،。\u200b\u00ad\u00a0\u2028\u202e\ufffc\ufeff\u0301😀ıßﬁ"
    ),
]


def mutated(seeds: Sequence[bytes], number: int) -> bytes:
    """An input made of the seeds by a few steps; `number` says which."""
    chance = Random(number)
    data = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        data = _step(data, seeds, chance)[:MOST]
    return data


def _step(data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """One change: of a byte, of a token, of a stretch, or a stretch of another seed put in."""
    kind = chance.randrange(7)
    first, last = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    if kind == 0:
        return data[:first] + bytes([chance.randrange(256)]) + data[first + 1 :]
    if kind == 1:
        return data[:first] + chance.choice(_HOSTILE) + data[first:]
    if kind == 2:
        return data[:first] + data[min(last, first + chance.randrange(1, 40)) :]
    if kind == 3:
        stretch = data[first : min(last, first + 60)]
        return data[:first] + stretch * chance.randrange(2, 9) + data[first:]
    if kind == 4:
        return data[:first] + _stretch(chance.choice(seeds), chance) + data[first:]
    return _tokens(data, seeds, chance)


def _stretch(seed: bytes, chance: Random) -> bytes:
    first = chance.randrange(len(seed) + 1)
    return seed[first : first + chance.randrange(1, 200)]


def _tokens(data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """A token taken out, doubled, swapped with its neighbour, or changed for one of a seed."""
    tokens = _TOKEN.findall(data)
    if not tokens:
        return data
    place = chance.randrange(len(tokens))
    others = _TOKEN.findall(chance.choice(seeds)) or [b""]
    kind = chance.randrange(4)
    if kind == 0:
        del tokens[place]
    elif kind == 1:
        tokens.insert(place, tokens[place])
    elif kind == 2:
        tokens.insert(place, tokens.pop())
    else:
        tokens[place] = chance.choice(others)
    return b"".join(tokens)
