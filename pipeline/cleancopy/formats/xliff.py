"""XLIFF, versions 1.2 and 2.0 to 2.2 (OASIS): the targets, with their sources as evidence.

What a person has signed off stays, and so does what is not to be translated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleancopy.formats import bitext
from cleancopy.formats.bitext import Target, is_english, plain
from cleancopy.formats.bitext import write as write
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.source import Log, Refused, Source
from cleancopy.formats.xmlscan import Element, Token, prefix

_SETTLED = frozenset(("final", "signed-off", "reviewed"))
_SETTLED_BY_STUDIO = frozenset(("ApprovedSignOff", "ApprovedTranslation"))
_APPROVED = "approved, final or locked"
_FOREIGN = "not in English"
_UNTRANSLATABLE = "not to be translated"


def read(source: Source, wanted: Wanted, log: Log) -> Iterator[Part]:
    """The file, unit by unit. Raises Refused where it is no XLIFF."""
    return bitext.read(source, _Xliff(source.name), wanted, log)


class _Xliff:
    """Where we are in the file: the version, the languages, and whether all here is to stay."""

    def __init__(self, name: str) -> None:
        self.left: Counter[str] = Counter()
        self._name = name
        self._prefix, self._unit = "", ""
        self._source_lang, self._target_lang = "", ""
        self._fixed = [False]  # of each open element

    def is_unit(self, token: Token) -> bool:
        return token.name == self._unit

    def outside(self, token: Token) -> None:
        if token.name and not self._unit:
            self._begin(token, token.attributes)
        if token.kind == "end":
            self._fixed.pop()
        elif token.kind == "start":
            attributes = token.attributes
            self._source_lang = _first(attributes, "source-language", "srcLang", self._source_lang)
            self._target_lang = _first(attributes, "target-language", "trgLang", self._target_lang)
            self._fixed.append(_is_fixed(attributes, self._fixed[-1]))

    def targets(self, unit: Element, raw: str) -> list[Target]:
        if self._unit.endswith("trans-unit"):
            return self._of_first_version(unit, raw)
        attributes = unit.tag.attributes
        found: list[Target] = []
        for segment in unit.elements:
            target = segment.find("target")
            if segment.tag.name != f"{self._prefix}segment" or target is None:
                continue
            settled = segment.tag.attributes.get("state") in _SETTLED
            if self._is_open(attributes, settled, target):
                found.append(self._target(target, plain(raw, segment.find("source"))))
        return found

    def _begin(self, root: Token, attributes: dict[str, str]) -> None:
        """Take note of the version. Raises Refused."""
        version = attributes.get("version", "")
        if root.name.rpartition(":")[2] != "xliff" or version[:2] not in ("1.", "2."):
            raise Refused(f"{self._name}: no XLIFF of version 1 or 2")
        self._prefix = prefix(root.name)
        self._unit = self._prefix + ("trans-unit" if version[0] == "1" else "unit")

    def _of_first_version(self, unit: Element, raw: str) -> list[Target]:
        attributes, target = unit.tag.attributes, unit.find("target")
        if target is None:
            return []
        settled = attributes.get("approved") == "yes"
        settled = settled or target.tag.attributes.get("state") in _SETTLED
        if not self._is_open(attributes, settled, target):
            return []
        marked = list(_segments(target))
        if not marked:
            return [self._target(target, plain(raw, unit.find("source")))]
        sources = unit.find("seg-source") or unit.find("source")
        by_id = dict(_segments(sources)) if sources else {}
        locked = _locked(unit)
        self.left[_APPROVED] += sum(name in locked for name, _ in marked)
        return [
            self._target(segment, plain(raw, by_id.get(name)))
            for name, segment in marked
            if name not in locked
        ]

    def _is_open(self, attributes: dict[str, str], settled: bool, target: Element) -> bool:
        """Whether a target may be repaired; if not it is counted."""
        lang = target.tag.attributes.get("xml:lang") or self._target_lang
        fixed = _is_fixed(attributes, self._fixed[-1])
        reason = _UNTRANSLATABLE if fixed else _APPROVED if settled else _FOREIGN
        is_open = is_english(lang) and not (fixed or settled)
        self.left[reason] += not is_open
        return is_open

    def _target(self, element: Element, source: str) -> Target:
        return Target(element, source, self._source_lang)


def _first(attributes: dict[str, str], old: str, new: str, otherwise: str) -> str:
    return attributes.get(old) or attributes.get(new) or otherwise


def _is_fixed(attributes: dict[str, str], otherwise: bool) -> bool:
    """Whether what is inside is not to be translated."""
    return {"yes": False, "no": True}.get(attributes.get("translate", ""), otherwise)


def _segments(element: Element) -> Iterator[tuple[str, Element]]:
    """The segments that a target or source of the first version is cut into, with their ids."""
    for child in element.elements:
        attributes = child.tag.attributes
        if child.name == "mrk" and attributes.get("mtype") == "seg":
            yield attributes.get("mid", ""), child
        else:
            yield from _segments(child)


def _locked(unit: Element) -> set[str]:
    """The ids of the segments that SDL Trados Studio has as locked or approved."""
    states = (
        each for child in unit.elements if child.name == "seg-defs" for each in child.elements
    )
    return {
        each.tag.attributes.get("id", "")
        for each in states
        if each.tag.attributes.get("locked") == "true"
        or each.tag.attributes.get("conf") in _SETTLED_BY_STUDIO
    }
