"""WordprocessingML, the XML of a Word document: what of it is text, and what bars an edit.

Word cuts words into runs as it pleases. Runs with the same formatting are one to an edit; where
the formatting changes, or a link, a bookmark or a field begins or ends, is a border. Element names
are those of ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleancopy.formats.reading import OBJECT, Reading
from cleancopy.formats.source import Refused
from cleancopy.formats.tracked import TRACKED, Resolved
from cleancopy.formats.xmlscan import Element, Text, Token, prefix, tokens, tree

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_BLOCKS = frozenset("body tbl tr tc sdtContent footnotes footnote endnotes endnote".split())
# What is inside is a unit to a reader: no edit reaches in or out.
_BOUNDED = frozenset("hyperlink sdt smartTag customXml fldSimple dir bdo".split())
_SHOWN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SIMPLE = frozenset("rPr t tab br cr noBreakHyphen softHyphen lastRenderedPageBreak".split())
_NOTHING = frozenset("rPr pPr proofErr lastRenderedPageBreak".split())
_PLACES = frozenset(  # nothing to read, but a place that something hangs on
    """softHyphen footnoteReference endnoteReference footnoteRef endnoteRef commentReference
    annotationRef separator continuationSeparator bookmarkStart bookmarkEnd commentRangeStart
    commentRangeEnd permStart permEnd""".split()
)
_NO_FORMAT = re.compile(r"<(?:\w+:)?(?:lang|noProof)\b[^<>]*/>")  # spelling is no formatting
_HIDDEN = re.compile(r"<(?:\w+:)?(?:vanish|specVanish)\b(?![^<>]*[\"'](?:0|false|off)[\"'])")
_LOCKED = re.compile(r"<(?:\w+:)?(?:dataBinding|showingPlcHdr|lock\b[^<>]*[cC]ontentLocked)\b")
_LINK = re.compile(r"\s*HYPERLINK\b")
_BLANKS = " \t\r\n"


@dataclass
class _Field:
    """A field: its code, and then what it shows."""

    code: str = ""
    shows: bool = False


class Words:
    """Gathers the text of one member of a document after the other."""

    def __init__(self, name: str) -> None:
        self.reading = Reading()
        self.trimmed: list[tuple[int, int]] = []  # XML whose outer blanks Word does not show
        self.paragraphs: list[tuple[int, int, int]] = []  # where each begins in the text and XML
        self.boxes = False  # whether any text is in a text box
        self._name = name
        self._raw = ""
        self._prefix = ""
        self._border, self._format, self._last_format = False, "", ""
        self._fields: list[_Field] = []

    def walk(self, raw: str, start: int, end: int) -> None:
        """Read the member at start-end of all. Raises Refused for one with tracked changes."""
        self._raw, self._prefix, self._fields = raw, "", []
        read = tokens(self._name, io.StringIO(raw[start:end], newline=""))
        for element in tree(self._untracked(read), start):
            self._inside(element, barred=False)

    def _untracked(self, row: Iterator[Token]) -> Iterator[Token]:
        """The tokens; the first of them tells the prefix."""
        tracked: set[str] = set()
        for token in row:
            if token.name and not tracked:
                self._prefix = prefix_of(self._name, token)
                tracked = {self._prefix + name for name in TRACKED}
            elif token.name in tracked:
                mend = "accept or reject them in Word first, or say --tracked accept"
                raise Refused(f"{self._name}: has tracked changes; {mend}")
            yield token

    def _inside(self, parent: Element, barred: bool) -> None:
        previous: Element | None = None  # a paragraph right before, in the body itself
        for element in parent.elements:
            name = self._local(element)
            if name == "p":
                self._paragraph(element, previous, barred)
                previous = element if parent.name == "body" else None
                continue
            previous = None
            if name == "r" and self.paragraphs:
                self._run(element, barred)
            elif name in _BOUNDED:
                self._border = True
                self._inside(element, barred or self._is_locked(element, name))
                self._border = True
            elif name in _BLOCKS:
                if not self._is_rule(element):
                    self._inside(element, barred)
            elif parent.name == "p" or parent.name in _BOUNDED:
                self._other(element, name)

    def _paragraph(self, element: Element, previous: Element | None, barred: bool) -> None:
        """A paragraph; the line end before it may be taken out if nothing hangs on either."""
        if previous is not None:
            properties = element.find("pPr")
            start = properties.end if properties else element.inner
            self.reading.add("\n", previous.inner_end, start, takes_text=False)
        elif self.paragraphs:
            self.reading.made_up("\n")
        self.paragraphs.append((self.reading.length, element.start, element.end))
        self._border, self._last_format = False, ""
        fixed = not self._is_simple(element)
        if fixed:
            self.reading.border()
        self._inside(element, barred)
        if fixed:
            self.reading.border()

    def _is_simple(self, paragraph: Element) -> bool:
        """Whether a paragraph is nothing but its text, and may go with it."""
        for child in paragraph.elements:
            name = self._local(child)
            if name == "pPr" and child.find("sectPr") is None:
                continue
            inside = all(self._local(each) in _SIMPLE for each in child.elements)
            hidden = _HIDDEN.search(self._raw, child.start, child.end)
            if name not in ("r", "proofErr") or hidden or not inside:
                return False
        return True

    def _run(self, run: Element, barred: bool) -> None:
        properties = run.find("rPr")
        written = self._raw[properties.inner : properties.inner_end] if properties else ""
        self._format = _NO_FORMAT.sub("", written).strip()
        hidden = _HIDDEN.search(written) is not None
        for element in run.elements:
            name = self._local(element)
            if name in ("fldChar", "instrText"):
                self._field(element, name)
            elif hidden or not all(field.shows for field in self._fields):
                self._border = True
            elif name == "t":
                self._text(element, barred or not all(map(_is_link, self._fields)))
            elif name in _SHOWN:
                self.reading.made_up(_SHOWN[name])
            else:
                self._other(element, name)

    def _text(self, element: Element, barred: bool) -> None:
        if self._border or self._format != self._last_format:
            self.reading.border()
        self._border, self._last_format = False, self._format
        start, end = element.inner, element.inner_end
        content = self._raw[start:end]
        if element.tag.attributes.get("xml:space") != "preserve":
            self.trimmed.append((start, end))
            barred = barred or content != content.strip(_BLANKS)
            end = start + len(content.rstrip(_BLANKS))
            start += len(content) - len(content.lstrip(_BLANKS))
        for text in element.children:
            if isinstance(text, Text):
                first, last = max(text.start, start), min(text.end, end)
                self.reading.xml(self._raw, first, last, barred, text.is_cdata)

    def _field(self, element: Element, name: str) -> None:
        """A field begins, shows or ends; or its code."""
        self._border = True
        step = element.tag.attributes.get(f"{self._prefix}fldCharType")
        if step == "begin":
            self._fields.append(_Field())
        elif self._fields and step == "separate":
            self._fields[-1].shows = True
        elif self._fields and step == "end":
            self._fields.pop()
        elif self._fields and name == "instrText":
            self._fields[-1].code += self._raw[element.inner : element.inner_end]

    def _other(self, element: Element, name: str) -> None:
        """What is no text: a picture, a formula, a bookmark, a remark on the spelling."""
        if name in _PLACES or name.endswith(("RangeStart", "RangeEnd")):
            self._border = True
        elif name not in _NOTHING and not name.endswith("Pr"):
            self.reading.made_up(OBJECT)
            box = self._raw.find("txbxContent", element.start, element.end)
            self.boxes = self.boxes or box >= 0

    def _is_locked(self, element: Element, name: str) -> bool:
        """Whether Word fills in what is inside, or keeps others from it."""
        if name == "fldSimple":
            return not _LINK.match(element.tag.attributes.get(f"{self._prefix}instr", ""))
        properties = element.find("sdtPr")
        return properties is not None and bool(
            _LOCKED.search(self._raw, properties.start, properties.end)
        )

    def _is_rule(self, element: Element) -> bool:
        """Whether a note is no note but the line above the notes."""
        kind = element.tag.attributes.get(f"{self._prefix}type", "normal")
        return element.name in ("footnote", "endnote") and kind != "normal"

    def _local(self, element: Element) -> str:
        """The name in Word's namespace; the whole of any other."""
        name = element.tag.name
        return element.name if prefix(name) == self._prefix else name


def resolved(name: str, raw: str, choice: str) -> str:
    """The XML of a member with its tracked changes accepted or rejected. Raises Refused."""
    row = list(tokens(name, io.StringIO(raw, newline="")))
    root = next(token for token in row if token.name)
    return Resolved(name, raw, prefix_of(name, root), choice).text(tree(row))


def prefix_of(name: str, root: Token) -> str:
    """The prefix of Word's namespace with its colon. Raises Refused where there is none."""
    for attribute, value in root.attributes.items():
        if value in _SPACES and attribute.startswith("xmlns"):
            return f"{attribute[6:]}:" if attribute[6:] else ""
    raise Refused(f"{name}: no Word document; open it in Word and save it as .docx")


def _is_link(field: _Field) -> bool:
    return _LINK.match(field.code) is not None
