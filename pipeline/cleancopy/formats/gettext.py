"""Gettext catalogues, .po: each translation a text, with its message as the source.

The lines of a string stay cut as they are. Fuzzy and obsolete entries, the header and what has no
translation are left alone. The syntax is that of the GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from cleancopy.formats import source as limits
from cleancopy.formats.bitext import is_english, joined, placeholders, tell
from cleancopy.formats.mapped import Mapped
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.parts import write as write
from cleancopy.formats.reading import Reading
from cleancopy.formats.source import Log, Refused, Source
from cleancopy.inline import Comment, is_marker, marks_of_whole
from cleancopy.protect import united

_STRING = re.compile(
    r'[ \t]*+(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d{1,3}\])?)(?=[\s"]))?'
    r'[ \t]*+"((?:[^"\\]|\\.)*+)"\s*'
)
_NEW_ENTRY = re.compile(r"\s*(?:#|msgctxt\b|msgid\b(?!_))")
_FUZZY = re.compile(r"#,.*\bfuzzy\b")
_CHARACTER = re.compile(r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)|[^\\]+")
_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\r": "\r", '\\"': '"', "\\\\": "\\"}
_WRITTEN = str.maketrans({new: old for old, new in _ESCAPES.items()})
_TEXT_ESCAPES = frozenset(('\\"', "\\\\"))
_CHARSET = re.compile(r"^Content-Type:.*charset=([\w.-]+)", re.MULTILINE)
_LANGUAGE = re.compile(r"^Language: *([\w@.-]+)", re.MULTILINE)
_SOURCE_LANGUAGE = re.compile(r"^X-Source-Language: *([\w@.-]+)", re.MULTILINE)


@dataclass
class _Entry:
    """An entry as it stands at a line, and where its strings are, by keyword."""

    raw: str
    line: int
    strings: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    is_fuzzy: bool = False

    def text(self, keyword: str) -> str:
        """What a string says; nothing where the entry has none of that name."""
        return _read(self.raw, self.strings.get(keyword, [])).text


@dataclass(frozen=True)
class _Header:
    """What the header says of the languages."""

    is_english: bool = True
    source_lang: str = ""


def read(source: Source, wanted: Wanted, log: Log) -> Iterator[Part]:
    """The file, entry by entry. Raises Refused where it is not UTF-8."""
    if source.encoding.note:
        raise _not_utf_8(source)
    return joined(_parts(source, wanted, log))


def _parts(source: Source, wanted: Wanted, log: Log) -> Iterator[Part]:
    header, left = _Header(source_lang=wanted.source_lang), Counter[str]()
    with source.stream("", log) as stream:
        for lines, line in _entries(source.name, stream):
            raw = "".join(lines)
            try:
                entry = _entry(lines, line)
            except ValueError as error:
                log.left(f"{error}; entry left as it is", line)
                yield Part(raw, None, line)
                continue
            if "msgid" in entry.strings and not entry.text("msgid") and not entry.text("msgctxt"):
                header = _header(source, entry.text("msgstr"), wanted)
                yield Part(raw, None, line)
            elif not any(map(entry.text, _translated(entry))):
                yield Part(raw, None, line)
            elif entry.is_fuzzy or not header.is_english:
                left["fuzzy" if entry.is_fuzzy else "not in English"] += 1
                yield Part(raw, None, line)
            else:
                yield from _translations(entry, header)
    tell(left, ("entry", "entries"), log)


def _translated(entry: _Entry) -> list[str]:
    return [keyword for keyword in entry.strings if keyword.startswith("msgstr")]


def _entries(name: str, stream: TextIO) -> Iterator[tuple[list[str], int]]:
    """Entries in lines, comments ahead, and where they begin. Raises Refused for a huge one."""
    lines, size, begun, translated = list[str](), 0, 1, False
    while line := stream.readline(limits.LIMIT + 1):
        if translated and _NEW_ENTRY.match(line):
            yield lines, begun
            begun += len(lines)
            lines, size, translated = [], 0, False
        translated = translated or line.lstrip().startswith("msgstr")
        lines.append(line)
        size += len(line)
        if size > limits.LIMIT:
            raise Refused(f"{name}:{begun}: an entry of more than {limits.LIMIT // 1_000_000} MB")
    yield lines, begun


def _entry(lines: Sequence[str], line: int) -> _Entry:
    """An entry taken apart. Raises ValueError for a line that is no string, or is one twice."""
    entry, position, keyword = _Entry("".join(lines), line), 0, ""
    for number, each in enumerate(lines, line):
        match = _STRING.fullmatch(each)
        if match:
            if match[1] in entry.strings:
                raise ValueError(f"{match[1]} twice in one entry")
            keyword = match[1] or keyword
            place = position + match.start(2), position + match.end(2)
            entry.strings.setdefault(keyword, []).append(place)
        elif each.lstrip().startswith("#"):
            # The flag of an obsolete entry is not that of the next.
            fuzzy = entry.is_fuzzy or _FUZZY.match(each) is not None
            entry.is_fuzzy = fuzzy and not each.startswith("#~")
            if each.startswith(("# ", "#\t")) and is_marker(each[2:]):
                entry.comments.append(Comment(each[2:], 0, number))
        elif each.strip():
            raise ValueError("not a line of a PO file")
        position += len(each)
    if "" in entry.strings:
        raise ValueError("a string without a keyword")
    return entry


def _header(source: Source, text: str, wanted: Wanted) -> _Header:
    """What the header says. Raises Refused for another encoding than it is read in."""
    charset = _CHARSET.search(text)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "charset"):
        raise _not_utf_8(source)
    lang, origin = _LANGUAGE.search(text), _SOURCE_LANGUAGE.search(text)
    return _Header(is_english(lang[1] if lang else ""), origin[1] if origin else wanted.source_lang)


def _not_utf_8(source: Source) -> Refused:
    return Refused(f"{source.name}: not in UTF-8; convert it with msgconv -t UTF-8")


def _translations(entry: _Entry, header: _Header) -> Iterator[Part]:
    """The translations of an entry as parts, and what stands around them."""
    position, line = 0, entry.line
    for keyword in _translated(entry):
        start, end = entry.strings[keyword][0][0], entry.strings[keyword][-1][1]
        reading = _read(entry.raw, entry.strings[keyword])
        text = reading.text
        if not text:
            continue
        yield Part(entry.raw[position:start], None, line)
        line += entry.raw.count("\n", position, start)
        singular = keyword in ("msgstr", "msgstr[0]")
        yield Mapped(
            entry.raw[start:end],
            text,
            line,
            source=entry.text("msgid" if singular else "msgid_plural"),
            source_lang=header.source_lang,
            barred=tuple(united(reading.barred, placeholders(text))),
            marks=marks_of_whole(text, entry.comments),
            stretches=tuple(stretch.moved(-start) for stretch in reading.stretches),
            escape=_written,
        )
        line += entry.raw.count("\n", start, end)
        position = end
    yield Part(entry.raw[position:], None, line)


def _read(raw: str, places: list[tuple[int, int]]) -> Reading:
    """The text of a string that is cut into lines."""
    reading = Reading()
    for start, end in places:
        for match in _CHARACTER.finditer(raw, start, end):
            written = match[0]
            if written.startswith("\\"):
                text, barred = _ESCAPES.get(written, "\ufffc"), written not in _TEXT_ESCAPES
            else:
                text, barred = written, False
            reading.add(text, *match.span(), barred)
    return reading


def _written(text: str) -> str:
    """A text as a string of a PO file has it."""
    return text.translate(_WRITTEN)
