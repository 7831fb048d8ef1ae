"""Reads documents with tracked changes as a word processor does that accepts or rejects them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BytesIO
from itertools import groupby
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INS, DEL = f"{W}ins", f"{W}del"


class Word:
    """A document: its paragraphs, the ids of its revisions in order, and its comments."""

    def __init__(self, file: bytes) -> None:
        with ZipFile(BytesIO(file)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        trees = {name: fromstring(part) for name, part in self.parts.items()}  # all well-formed
        self.paragraphs = list(trees["word/document.xml"].iter(f"{W}p"))
        self.comments = list(trees["word/comments.xml"])

    @property
    def revisions(self) -> list[tuple[str, str]]:
        """Kind and id of each revision, in the order of the text."""
        return [
            (kind, each.get(f"{W}id", ""))
            for kind, each in self._stretches()
            if each is not None and kind in (INS, DEL)
        ]

    @property
    def stretches(self) -> list[str]:
        """The kinds of the revisions, those of one kind that touch counted as one."""
        return [kind for kind, _ in groupby(kind for kind, _ in self._stretches()) if kind]

    def _stretches(self) -> Iterator[tuple[str, Element | None]]:
        """Revisions, and '' where something kept or a comment stands."""
        for paragraph in self.paragraphs:
            for child in paragraph:
                if child.tag in (INS, DEL):
                    yield child.tag, child
                elif child.tag == f"{W}r":
                    yield "", None
            mark = _mark(paragraph)
            yield (mark.tag, mark) if mark is not None else ("", None)

    def accepted(self, ids: Collection[str]) -> str:
        """The text with the revisions of these ids accepted and all others rejected."""
        parts = list[str]()
        for paragraph in self.paragraphs:
            parts += [_text(child) for child in paragraph if _stays(child, ids)]
            mark = _mark(paragraph)
            parts.append("\n" if mark is None or _stays(mark, ids) else "")
        *text, last = parts
        assert last == "\n", "the last mark of a document cannot be tracked"
        return "".join(text)

    def said(self) -> list[str]:
        """The text of each comment, its paragraphs as lines."""
        return ["\n".join(_text(line) for line in comment) for comment in self.comments]


def _mark(paragraph: Element) -> Element | None:
    """The revision of a paragraph mark."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    inside = () if properties is None else properties
    return next((e for e in inside if e.tag in (INS, DEL)), None)


def _stays(element: Element, ids: Collection[str]) -> bool:
    if element.tag not in (INS, DEL):
        return True
    return (element.get(f"{W}id") in ids) == (element.tag == INS)


def _text(element: Element) -> str:
    """Text and tabs; a deletion must hold deleted text and nothing else."""
    text = f"{W}delText" if element.tag == DEL else f"{W}t"
    assert element.tag in (INS, DEL) or element.find(f".//{W}delText") is None
    assert element.tag != DEL or element.find(f".//{W}t") is None
    found = (e for e in element.iter() if e.tag in (text, f"{W}tab"))
    return "".join("\t" if each.tag == f"{W}tab" else each.text or "" for each in found)
