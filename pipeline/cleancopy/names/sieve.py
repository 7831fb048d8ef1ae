"""A sieve before a large table: most of what the table has not is told apart without asking it."""

from __future__ import annotations

from collections.abc import Collection
from zlib import crc32

_ROOM = 32  # bits for each key: one in 32 of the others passes


def sieve(keys: Collection[str]) -> bytes:
    """The bits that say of each key, and of few others, that it may be there."""
    bits = bytearray(max(1, len(keys) * _ROOM // 8))
    for key in keys:
        place = _place(bits, key)
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def passes(bits: bytes, key: str) -> bool:
    """Whether a key may be one of those that the bits were made of; it is not if this is false."""
    place = _place(bits, key)
    return bool(bits[place >> 3] >> (place & 7) & 1)


def _place(bits: bytes | bytearray, key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass")) % (8 * len(bits))
