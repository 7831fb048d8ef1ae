"""The tracked changes of a Word document, all accepted or all rejected at their places in the XML.

Insertions, deletions and moves are resolved, in text, at the ends of paragraphs and in rows of
tables. Changes of formatting do not touch the text and stay for Word. ECMA-376, part 1, 17.13.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from cleancopy.formats.mapped import carried_out
from cleancopy.formats.parts import RawEdit
from cleancopy.formats.source import Refused
from cleancopy.formats.xmlscan import Element

INSERTED, DELETED = frozenset(("ins", "moveTo")), frozenset(("del", "moveFrom"))
OF_CELLS = frozenset(("cellIns", "cellDel", "cellMerge"))
TRACKED = INSERTED | DELETED | OF_CELLS
CHOICES = ("accept", "reject")
_RANGES = re.compile(r"move(?:From|To)Range(?:Start|End)$")
_TEXTS = {"delText": "t", "delInstrText": "instrText"}


class Resolved:
    """Works out how the XML of a member reads; `choice` is accept or reject."""

    def __init__(self, name: str, raw: str, prefix: str, choice: str) -> None:
        self._name, self._raw, self._prefix = name, raw, prefix
        accepted = choice == "accept"
        self._stays, self._goes = (INSERTED, DELETED) if accepted else (DELETED, INSERTED)

    def text(self, roots: Iterable[Element]) -> str:
        """The XML without tracked changes. Raises Refused for one that only Word can resolve."""
        edits = [edit for root in roots for edit in self._inside(root)]
        return carried_out(self._raw, sorted(edits))

    def _inside(self, parent: Element) -> Iterator[RawEdit]:
        """The edits of all that is in an element."""
        children = list(parent.elements)
        position = 0
        while position < len(children):
            child = children[position]
            name = self._local(child)
            if name == "p" and self._marked(child, "pPr", "rPr"):
                number = self._joined(children[position:])
                yield from self._join(children[position : position + number])
                position += number
                continue
            yield from self._element(child, name)
            position += 1

    def _element(self, element: Element, name: str) -> Iterator[RawEdit]:
        if name in OF_CELLS:
            raise self._refused("changes of table cells")
        if name in self._goes or _RANGES.match(name) or self._is_lost(element, name):
            yield element.start, element.end, ""
        elif name in self._stays:
            yield element.start, element.inner, ""
            yield from self._inside(element)
            yield element.inner_end, element.end, ""
        else:
            if name in _TEXTS:
                yield from self._renamed(element, _TEXTS[name])
            yield from self._inside(element)

    def _is_lost(self, element: Element, name: str) -> bool:
        """Whether a row goes, or a table with all its rows."""
        if name == "tr":
            return self._marked(element, "trPr")
        rows = [row for row in element.elements if self._local(row) == "tr"]
        return name == "tbl" and bool(rows) and all(self._marked(row, "trPr") for row in rows)

    def _joined(self, following: Sequence[Element]) -> int:
        """How many paragraphs, from the first on, become one. Raises Refused."""
        for number, each in enumerate(following):
            if self._local(each) != "p":
                break
            if not self._marked(each, "pPr", "rPr"):
                return number + 1
            properties = each.find("pPr")
            if properties and properties.find("sectPr"):
                break
        raise self._refused("a change of a paragraph's end that only Word can resolve")

    def _join(self, row: Sequence[Element]) -> Iterator[RawEdit]:
        """Paragraphs as one, with the properties of the last; those left empty just go."""
        last = row[-1]
        left = [*(each for each in row[:-1] if self._has_content(each)), last]
        if left == [last]:
            yield row[0].start, last.start, ""
            yield from self._inside(last)
            return
        yield row[0].start, self._content(left[0]), self._opening(last)
        for each, following in pairwise(left):
            if following.tag.kind == "empty":
                yield each.end, following.end, ""
            else:
                yield each.inner_end, self._content(following), ""
        for child in (child for each in left for child in each.elements):
            if (name := self._local(child)) != "pPr":
                yield from self._element(child, name)

    def _opening(self, paragraph: Element) -> str:
        """The tag of a paragraph and its properties, resolved."""
        start, properties = paragraph.start, paragraph.find("pPr")
        edits = list(self._element(properties, "pPr")) if properties else []
        moved = [(first - start, end - start, new) for first, end, new in sorted(edits)]
        opening = carried_out(self._raw[start : self._content(paragraph)], moved)
        return opening.removesuffix("/>") + ">" if paragraph.tag.kind == "empty" else opening

    def _has_content(self, paragraph: Element) -> bool:
        """Whether anything is left in a paragraph beside its properties."""
        names = map(self._local, paragraph.elements)
        return any(name not in self._goes and name != "pPr" for name in names)

    def _content(self, paragraph: Element) -> int:
        """Where the content of a paragraph begins, behind its properties."""
        properties = paragraph.find("pPr")
        return properties.end if properties else paragraph.inner

    def _marked(self, element: Element, *path: str) -> bool:
        """Whether the properties of a paragraph or row say that it goes."""
        found: Element | None = element
        for name in path:
            found = found.find(name) if found else None
        return found is not None and any(self._local(each) in self._goes for each in found.elements)

    def _renamed(self, element: Element, name: str) -> Iterator[RawEdit]:
        """Deleted text that is text again."""
        old = len(element.tag.name)
        yield element.start + 1, element.start + 1 + old, self._prefix + name
        if element.tag.kind == "start":
            place = element.inner_end + 2
            yield place, place + old, self._prefix + name

    def _local(self, element: Element) -> str:
        return element.name if element.tag.name == self._prefix + element.name else ""

    def _refused(self, what: str) -> Refused:
        return Refused(f"{self._name}: has {what}; resolve its tracked changes there first")
