"""Word documents, .docx: the body, its tables and the notes are one text, a paragraph a line.

Only the text inside `w:t` is ever written, at its place in the XML as it came; headers, footers,
comments and text boxes are left alone. The members are those of ECMA-376, part 1, section 11.3.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from cleancopy.document import Change
from cleancopy.edit import trimmed
from cleancopy.findings import Place, Region
from cleancopy.formats import source as limits
from cleancopy.formats import xmlscan
from cleancopy.formats.encoding import Encoding
from cleancopy.formats.mapped import Mapped, carried_out, escaped
from cleancopy.formats.parts import LINE_BEGINS, Ahead, Part, RawEdit, Wanted
from cleancopy.formats.source import Log, Refused, Source
from cleancopy.formats.wordml import Words, resolved
from cleancopy.formats.zipped import Archive, opened
from cleancopy.protect import Span

_MAIN = "word/document.xml"
_MEMBERS = (_MAIN, "word/footnotes.xml", "word/endnotes.xml")
_BETWEEN = "\0"  # stands in no XML
_XML_TO_TEXT = 3  # how much longer the XML of a text may be than the longest text
_BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Article(Mapped):
    """The text of a document. Its raw string is the XML of all members that have any of it.

    `trimmed` are the stretches of XML whose outer blanks Word does not show; `paragraphs` say where
    each begins in the text, and begins and ends in the XML; a document is resolved if its tracked
    changes were.
    """

    trimmed: tuple[tuple[int, int], ...] = field(default=(), kw_only=True)
    paragraphs: tuple[tuple[int, int, int], ...] = field(default=(), kw_only=True)
    is_resolved: bool = field(default=False, kw_only=True)

    def render(self, changes: Sequence[Change]) -> str:
        edits = self.raw_edits(changes)
        return carried_out(self.raw, sorted([*edits, *self._kept_blanks(edits)]))

    def raw_edits(self, changes: Sequence[Change]) -> list[RawEdit]:
        """Edits of the XML; a line that is taken out takes its paragraph along."""
        removed: list[RawEdit] = []
        starts = [start for start, _, _ in self.paragraphs]
        rest = [self._without_lines(change, starts, removed) for change in changes]
        return sorted([*removed, *Mapped.raw_edits(self, rest)])

    def _without_lines(
        self, change: Change, starts: Sequence[int], removed: list[RawEdit]
    ) -> Change:
        """What is left of a change when whole paragraphs are taken out; those go to `removed`."""
        start, end, new = trimmed(change.start, change.old, change.new or "")
        if "\n" in new:
            raise ValueError("a paragraph would be divided")
        text, first, last = self.text or "", _last(starts, start), _last(starts, end)
        line_ends = [*starts[first + 1 : last + 2], len(text) + 1]
        if first < last and end == line_ends[last - first] - 1:
            removed.append((self.paragraphs[first][2], self.paragraphs[last][2], ""))
            end = line_ends[0] - 1
        elif first < last and start == starts[first] and not new:
            removed.append((self.paragraphs[first][1], self.paragraphs[last][1], ""))
            start = starts[last]
        return Change(start, end, text[start:end], new, ())

    def replacements(self, changes: Iterable[Change]) -> Iterator[None]:
        """None: what is packed has no places."""
        return (None for _ in changes)

    def places(self, spans: Iterable[Span], ahead: Ahead = LINE_BEGINS) -> Iterator[Region]:
        """The number of the paragraph, and of the character in it."""
        starts = [start for start, _, _ in self.paragraphs]

        def place(offset: int) -> Place:
            number = _last(starts, offset)
            return Place(number + 1, offset - starts[number] + 1)

        return ((place(start), place(end)) for start, end in spans)

    def _kept_blanks(self, edits: Sequence[RawEdit]) -> Iterator[RawEdit]:
        """Tells Word to show the blank with which a stretch begins or ends from now on."""
        starts = [start for start, _ in self.trimmed]
        inside: dict[tuple[int, int], list[RawEdit]] = {}
        for edit in edits if starts else ():
            start, end = self.trimmed[_last(starts, edit[0])]
            if start <= edit[0] and edit[1] <= end:
                moved = edit[0] - start, edit[1] - start, edit[2]
                inside.setdefault((start, end), []).append(moved)
        for (start, end), moved_edits in inside.items():
            new = carried_out(self.raw[start:end], moved_edits)
            if new != new.strip(_BLANKS):
                yield start - 1, start - 1, ' xml:space="preserve"'


def _last(starts: Sequence[int], place: int) -> int:
    """Which of the ordered starts is the last one up to a place; the first if none is."""
    return max(0, bisect_right(starts, place) - 1)


def read(source: Source, wanted: Wanted, log: Log) -> list[Part]:
    """The document as one part. Raises Refused for what is none, or has tracked changes."""
    archive = opened(source, "a Word document")
    words = Words(source.name)
    members = _members(archive)
    if wanted.tracked:
        members = {
            member: (resolved(source.name, text, wanted.tracked), encoding)
            for member, (text, encoding) in members.items()
        }
    raw = _BETWEEN.join(text for text, _ in members.values())
    start = 0
    for text, _ in members.values():
        words.walk(raw, start, start + len(text))
        start += len(text) + len(_BETWEEN)
    if words.boxes:
        log.note("its text boxes are left as they are")
    return [
        Article(
            raw,
            words.reading.text,
            source=wanted.source,
            source_lang=wanted.source_lang,
            barred=tuple(words.reading.barred),
            stretches=tuple(words.reading.stretches),
            escape=escaped,
            trimmed=tuple(words.trimmed),
            paragraphs=tuple(words.paragraphs),
            is_resolved=bool(wanted.tracked),
        )
    ]


def write(
    source: Source, column: str, sink: BinaryIO, results: Iterator[tuple[Part, Sequence[Change]]]
) -> None:
    """The document with its changed members, all others as they were packed."""
    archive = opened(source, "a Word document")
    new: dict[str, bytes] = {}
    for part, changes in results:
        if changes or (isinstance(part, Article) and part.is_resolved):
            members = _members(archive)
            texts = part.render(changes).split(_BETWEEN)
            for (member, (old, encoding)), text in zip(members.items(), texts, strict=True):
                if text != old:
                    new[member] = encoding.bom + xmlscan.encode(text, encoding)
    sink.write(archive.replaced(new) if new else archive.data)


def _members(archive: Archive) -> Mapping[str, tuple[str, Encoding]]:
    """The XML of the members with text, and how it is encoded. Raises Refused."""
    if _MAIN not in archive.members:
        what = f"no Word document: it has no {_MAIN}; open it in Word and save it as .docx"
        raise Refused(f"{archive.name}: {what}")
    found, most = dict[str, tuple[str, Encoding]](), _XML_TO_TEXT * limits.LIMIT
    for member in _MEMBERS:
        if member in archive.members:
            data = archive.read(member, most)
            name = f"{archive.name}: {member}"
            xmlscan.check(name, io.BytesIO(data))
            encoding = xmlscan.encoding(name, data)
            found[member] = xmlscan.decode(name, data, encoding), encoding
    return found
