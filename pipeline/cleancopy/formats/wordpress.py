"""A WordPress export (WXR): the title and the content of each item, edited where they stand.

The content is HTML in CDATA sections. Block comments and shortcodes are nobody's prose; classic
posts have no paragraph tags, and empty lines part their paragraphs.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import chain
from typing import TextIO

from cleancopy.formats import source as limits
from cleancopy.formats import xmlscan
from cleancopy.formats.html import Escape
from cleancopy.formats.hypertext import read_into
from cleancopy.formats.mapped import Mapped, escaped
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.parts import write as write
from cleancopy.formats.reading import Reading
from cleancopy.formats.source import Log, Refused, Source
from cleancopy.formats.tags import is_english
from cleancopy.protect import Span, united

_HEAD = 20_000  # characters in which an export says what it is, and its language
_CHUNK = 1 << 20
_EXPORT = re.compile(r"<rss\b[^>]{0,2000}wordpress\.org/export")
_LANGUAGE = re.compile(r"<language>\s*+([^<\s]{0,40})\s*+</language>")
# What a section or a comment holds is no markup of the export.
_SECTION = r"<!\[CDATA\[.*?(?:\]\]>|\Z)"
_TEXT = re.compile(
    rf"<(content:encoded|title)>((?:[^<]++|{_SECTION})*+)</\1>|{_SECTION}|<!--.*?(?:-->|\Z)",
    re.DOTALL,
)
_OPEN, _CLOSE = "<![CDATA[", "]]>"
_CLOSING = {_OPEN: _CLOSE, "<!--": "-->"}
_BOUNDARY = re.compile(r"</item>|<!\[CDATA\[|<!--")
_SHORTCODE = re.compile(r"\[/?[a-z][\w-]{1,40}[^\[\]]{0,1000}\]")


def read(source: Source, wanted: Wanted, log: Log) -> Iterator[Part]:
    """The export item by item. Raises Refused for what is none, or not well-formed."""
    with source.open() as file:
        head = file.read(1024)
    if b"\0" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refused(f"{source.name}: not text: binary data")
    source.use(xmlscan.encoding(source.name, head))
    with source.open() as file:
        xmlscan.check(source.name, file)
    with source.stream("", log) as stream:
        items = _items(stream)
        first = next(items, "")
        if not _EXPORT.search(first, 0, _HEAD):
            raise Refused(
                f"{source.name}: XML, but no WordPress export; of XML only such exports, "
                ".xlf and .tmx are read"
            )
        lang = _LANGUAGE.search(first, 0, _HEAD)
        if lang is not None and not is_english(lang[1]):
            log.note(f"its language is {lang[1]!r}, and the rules are for English; left as it is")
            yield from (Part(item) for item in chain([first], items))
            return
        line = 1
        for item in chain([first], items):
            yield from _parts(item, line, source, log)
            line += item.count("\n")


def _items(stream: TextIO) -> Iterator[str]:
    """The file in stretches, each of which ends with an item; the last with the file."""
    buffer, seen, closing = "", 0, ""
    while chunk := stream.read(_CHUNK):
        buffer += chunk
        while True:
            if closing:
                at = buffer.find(closing, seen)
                if at < 0:
                    break
                seen, closing = at + len(closing), ""
            elif match := _BOUNDARY.search(buffer, seen):
                seen, closing = match.end(), _CLOSING.get(match[0], "")
                if not closing:
                    yield buffer[:seen]
                    buffer, seen = buffer[seen:], 0
            else:
                break
        seen = max(seen, len(buffer) - len(_OPEN) + 1)  # the chunk may end inside a sign
    if buffer:
        yield buffer


def _parts(item: str, line: int, source: Source, log: Log) -> Iterator[Part]:
    """The texts of an item and what stands between them."""
    begin = item.find("<item>")
    position = 0
    for match in _TEXT.finditer(item, begin) if begin >= 0 else ():
        if match[1] is None:
            continue
        start, end = match.span(2)
        at = line + item.count("\n", 0, start)
        if end - start > limits.LIMIT:
            most = limits.LIMIT // 1_000_000
            log.left(f"a text of more than {most} million characters; left as it is", at)
            continue
        yield Part(item[position:start])
        yield _part(item[start:end], at, source)
        position = end
    yield Part(item[position:])


def _part(raw: str, line: int, source: Source) -> Mapped:
    """One text, as an article has it."""
    reading, page = _reading(raw), _page(raw)
    return Mapped(
        raw, reading.text, line, barred=tuple(reading.barred),
        marks=reading.marks(raw, line), stretches=tuple(reading.stretches),
        escape=Escape(source.encoding.output) if page else escaped, reads=_reading,
    )  # fmt: skip


def _reading(raw: str) -> Reading:
    """What a text of an export says: a page, or the text itself; shortcodes are barred."""
    reading = Reading()
    if page := _page(raw):
        read_into(reading, raw, *page, lines="<!-- wp:" not in raw)
    else:
        reading.xml(raw, 0, len(raw))
    codes = [match.span() for match in _SHORTCODE.finditer(reading.text)]
    reading.barred = united(reading.barred, codes)
    return reading


def _page(raw: str) -> Span | None:
    """Where the HTML of a text stands: in its CDATA section; None where it has none."""
    start, end = raw.find(_OPEN), raw.rfind(_CLOSE)
    return (start + len(_OPEN), end) if 0 <= start <= end else None
