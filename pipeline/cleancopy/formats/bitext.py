"""Translation files in XML: unit by unit, each target a text of its own with its source beside it.

What the formats have in common: the way through the file, and the inline tags. Paired tags are
borders in a text, a tag that stands alone is a thing in it, and what a tag holds is code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Protocol

from cleancopy.document import Change
from cleancopy.formats import source as limits
from cleancopy.formats import xmlscan
from cleancopy.formats.encoding import Encoding
from cleancopy.formats.mapped import Mapped, escaped
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.reading import OBJECT, Reading
from cleancopy.formats.source import Log, Refused, Source
from cleancopy.formats.xmlscan import Element, Text, Token
from cleancopy.inline import Comment, is_marker, marks_of_whole
from cleancopy.protect import Span, united

_HEAD = 1024  # bytes that hold the declaration of an encoding
_BETWEEN = 1 << 16  # characters
_PAIRED = frozenset("g mrk pc hi".split())
_HALVES = frozenset("bpt ept it bx ex sc ec sm em".split())  # each half stands alone
_FORMATTING = re.compile(r"\s*</?(?:a|abbr|b|big|em|font|i|small|span|strong|sub|sup|tt|u)\b")
_LINE_BREAKS = frozenset(("lb", "x-br", "xlf:lb"))
# printf and its kin, Python's and other braces, Qt's %1, Ruby's %{name}, shell variables; markup
# that the text itself holds, which is code to a program; line ends, which are its layout.
_PLACEHOLDER = re.compile(
    r"%%|%(?:\d{1,2}\$)?[-+#0']{0,5}(?:\*|\d{1,3})?(?:\.(?:\*|\d{1,3}))?"
    r"(?:hh?|ll?|[qjztL])?[diouxXeEfFgGaAcspnm](?![^\W\d_])"
    r"|%\([^()\n]{1,60}\)[-+#0 ]{0,5}\d{0,3}(?:\.\d{1,3})?[a-zA-Z]"
    r"|%[{<][^{}<>\n]{1,60}[}>]|%L?\d{1,2}\b|\$?\{[^{}\n]{0,80}\}|\$[A-Za-z_]\w*"
    r"|</?[A-Za-z][^<>\n]{0,2000}>|&(?:\w{2,30}|#\w{1,8});|[\r\n]+"
)
_ENGLISH = re.compile(r"en(?:g)?(?:[-_@].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """An element whose content is a translation; '' where source or language are not known."""

    element: Element
    source: str
    source_lang: str


class Reader(Protocol):
    """What a format says of its file. It counts what it leaves alone, by the reason."""

    left: Counter[str]

    def is_unit(self, token: Token) -> bool:
        """Whether a unit begins here, which is then taken as a whole."""

    def outside(self, token: Token) -> None:
        """Take note of a tag outside all units."""

    def targets(self, unit: Element, raw: str) -> list[Target]:
        """The translations in a unit that are to be worked on, in order."""


def read(source: Source, reader: Reader, wanted: Wanted, log: Log) -> Iterator[Part]:
    """The file, unit by unit. Raises Refused where it is not well-formed."""
    with source.open() as file:
        xmlscan.check(source.name, file)
    return joined(_parts(source, reader, wanted, log))


def write(
    source: Source, column: str, sink: BinaryIO, results: Iterator[tuple[Part, Sequence[Change]]]
) -> None:
    """The parts one after the other, in the encoding of the source."""
    encoding = _encoding(source)
    sink.write(encoding.bom)
    for part, changes in results:
        text = part.render(changes) if changes else part.raw
        sink.write(xmlscan.encode(text, encoding))


def joined(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, with what stands between two texts in one, or in a few where it is long."""
    held, line, size = list[str](), 1, 0
    for part in parts:
        if part.text is None and size + len(part.raw) <= _BETWEEN:
            line = line if held else part.line
            held.append(part.raw)
            size += len(part.raw)
            continue
        if size:
            yield Part("".join(held), None, line)
        yield part
        held, size = [], 0
    if size:
        yield Part("".join(held), None, line)


def is_english(language: str) -> bool:
    """Whether a language code is one of English; none at all may be."""
    return not language or _ENGLISH.fullmatch(language) is not None


def plain(raw: str, element: Element | None) -> str:
    """The text of an element without its tags."""
    reading = Reading()
    if element is not None:
        _inline(raw, element, reading, barred=False)
    return reading.text.replace(OBJECT, "")


def placeholders(text: str) -> list[Span]:
    """What is code to a program, and where it puts something in: no edit may touch it."""
    return [match.span() for match in _PLACEHOLDER.finditer(text)]


def tell(left: Counter[str], what: tuple[str, str], log: Log) -> None:
    """Say how many were left alone, by the reason; `what` they are, one and several."""
    for reason, count in sorted((+left).items()):
        is_, it_is = ("is", "it is") if count == 1 else ("are", "they are")
        log.note(f"{count:,} {what[count != 1]} {is_} left as {it_is}: {reason}")


def _encoding(source: Source) -> Encoding:
    with source.open() as file:
        return xmlscan.encoding(source.name, file.read(_HEAD))


def _parts(source: Source, reader: Reader, wanted: Wanted, log: Log) -> Iterator[Part]:
    line = 1
    for raw, unit in _pieces(source, reader):
        position = 0
        comments = list(_notes(raw, unit, line)) if unit else []
        for target in reader.targets(unit, raw) if unit else ():
            if not target.element.children:
                continue
            start, end = target.element.inner, target.element.inner_end
            before = raw[position:start]
            yield Part(before, None, line)
            line += before.count("\n")
            yield _segment(raw, target, line, wanted, comments)
            line += raw.count("\n", start, end)
            position = end
        yield Part(raw[position:], None, line)
        line += raw.count("\n", position)
    tell(reader.left, ("segment", "segments"), log)


def _notes(raw: str, parent: Element, line: int) -> Iterator[Comment]:
    """The markers among the notes of a unit that begins at a line."""
    for child in parent.elements:
        if child.name == "notes":
            yield from _notes(raw, child, line)
        elif child.name == "note" and is_marker(said := plain(raw, child)):
            yield Comment(said, 0, line + raw.count("\n", 0, child.start))


def _pieces(source: Source, reader: Reader) -> Iterator[tuple[str, Element | None]]:
    """The file in pieces: units, and what stands between them."""
    encoding = _encoding(source)
    with source.open() as file:
        file.seek(len(encoding.bom))
        with xmlscan.stream(file, encoding) as stream:
            row = xmlscan.tokens(source.name, stream)
            between: list[str] = []
            for token in row:
                if token.kind == "start" and reader.is_unit(token):
                    yield "".join(between), None
                    between = []
                    unit = list(_whole(source.name, token, row))
                    (element,) = xmlscan.tree(unit)
                    yield "".join(each.raw for each in unit), element
                else:
                    reader.outside(token)
                    between.append(token.raw)
            yield "".join(between), None


def _whole(name: str, start: Token, row: Iterable[Token]) -> Iterator[Token]:
    """The tokens of an element, of which the first is known. Raises Refused for a huge one."""
    depth, size = 0, 0
    for token in chain([start], row):
        depth += (token.kind == "start") - (token.kind == "end")
        size += len(token.raw)
        if size > limits.LIMIT:
            raise Refused(f"{name}: a unit of more than {limits.LIMIT // 1_000_000} MB")
        yield token
        if not depth:
            return


def _segment(
    raw: str, target: Target, line: int, wanted: Wanted, comments: Sequence[Comment]
) -> Mapped:
    """The content of a target as a part."""
    reading = Reading()
    _inline(raw, target.element, reading, barred=False)
    start, end = target.element.inner, target.element.inner_end
    return Mapped(
        raw[start:end],
        reading.text,
        line,
        source=target.source,
        source_lang=target.source_lang or wanted.source_lang,
        barred=tuple(united(reading.barred, placeholders(reading.text))),
        marks=marks_of_whole(reading.text, comments),
        stretches=tuple(stretch.moved(-start) for stretch in reading.stretches),
        escape=escaped,
    )


def _inline(raw: str, parent: Element, reading: Reading, barred: bool) -> None:
    """The text of an element with its inline tags."""
    for child in parent.children:
        if isinstance(child, Text):
            reading.xml(raw, child.start, child.end, barred, child.is_cdata)
        elif child.name in _PAIRED:
            reading.border()
            _inline(raw, child, reading, barred or _is_protected(child))
            reading.border()
        elif child.name in _HALVES or _is_formatting(raw, child):
            reading.border()
        else:
            reading.add(_shown(child), child.start, child.end, barred=True)


def _is_protected(element: Element) -> bool:
    attributes = element.tag.attributes
    return attributes.get("translate") == "no" or attributes.get("mtype") == "protected"


def _is_formatting(raw: str, element: Element) -> bool:
    """Whether a code that stands alone only begins or ends bold type, or the like."""
    code = xmlscan.unescaped(raw[element.inner : element.inner_end])
    return _FORMATTING.match(code) is not None


def _shown(element: Element) -> str:
    """What a reader sees of a tag that stands alone."""
    attributes = element.tag.attributes
    kinds = (attributes.get(name) for name in ("ctype", "type", "subType"))
    return "\n" if _LINE_BREAKS.intersection(filter(None, kinds)) else OBJECT
