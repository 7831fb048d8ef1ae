"""TMX, version 1.4b (LISA/GALA): the English segments that were translated from another language.

A unit has the same text in several languages, each in a variant. The one in the source language of
the file is the source; where the file names none (`*all*`), the only one that is not English. If
that language is English, no English variant is a translation, and the unit is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleancopy.formats import bitext
from cleancopy.formats.bitext import Target, is_english, plain
from cleancopy.formats.bitext import write as write
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.source import Log, Refused, Source
from cleancopy.formats.xmlscan import Element, Token

_ANY = "*all*"


def read(source: Source, wanted: Wanted, log: Log) -> Iterator[Part]:
    """The file, unit by unit. Raises Refused where it is no TMX."""
    return bitext.read(source, _Tmx(source.name), wanted, log)


class _Tmx:
    """The source language of the file, once the header has named it."""

    def __init__(self, name: str) -> None:
        self.left: Counter[str] = Counter()
        self._name = name
        self._begun = False
        self._source_lang = _ANY

    def is_unit(self, token: Token) -> bool:
        return token.name == "tu"

    def outside(self, token: Token) -> None:
        if token.name and not self._begun:
            if token.name != "tmx":
                raise Refused(f"{self._name}: no TMX")
            self._begun = True
        if token.name == "header" and token.kind != "end":
            self._source_lang = token.attributes.get("srclang") or _ANY

    def targets(self, unit: Element, raw: str) -> list[Target]:
        wanted = (unit.tag.attributes.get("srclang") or self._source_lang).lower()
        variants = [(_language(each), each) for each in unit.elements if each.name == "tuv"]
        english = [pair for pair in variants if pair[0] and is_english(pair[0])]
        others = [pair for pair in variants if not is_english(pair[0])]
        if wanted != _ANY and is_english(wanted):
            self.left["translated from English, not into it"] += 1
            return []
        if not english:
            self.left["not in English"] += 1
            return []
        lang, source = _chosen(others, wanted)
        text = plain(raw, source.find("seg")) if source else ""
        found = (each.find("seg") for _, each in english)
        return [Target(seg, text, lang) for seg in found if seg is not None]


def _chosen(variants: list[tuple[str, Element]], wanted: str) -> tuple[str, Element | None]:
    """The variant in the wanted language, or in any region of it; else the only one."""
    for pair in variants:
        if pair[0].lower() == wanted:
            return pair
    root = wanted.partition("-")[0]
    for pair in variants:
        if pair[0].lower().partition("-")[0] == root:
            return pair
    return variants[0] if len(variants) == 1 else ("", None)


def _language(variant: Element) -> str:
    attributes = variant.tag.attributes
    return attributes.get("xml:lang") or attributes.get("lang") or ""
