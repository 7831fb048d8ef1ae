"""An HTML page, or a piece of one: its text is repaired, and all markup stays as it is."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from cleancopy.formats import source as limits
from cleancopy.formats.encoding import Encoding
from cleancopy.formats.hypertext import read_into
from cleancopy.formats.mapped import Mapped
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.parts import write as write
from cleancopy.formats.reading import Reading
from cleancopy.formats.source import Log, Refused, Source
from cleancopy.formats.tags import is_english, language_of

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.I)
_HEAD = 4096  # bytes in which a page says its encoding; the standard asks for 1024


def read(source: Source, wanted: Wanted, log: Log) -> list[Part]:
    """The page as one part. Raises Refused where it is too large or no text."""
    if source.size > limits.LIMIT:
        most = limits.LIMIT // 1_000_000
        raise Refused(f"{source.name}: larger than {most} MB, the most for one page; split it")
    source.use(declared(source))
    with source.stream("", log) as stream:
        raw = stream.read()
    lang = language_of(raw)
    if not is_english(lang):
        log.note(f"its language is {lang!r}, and the rules are for English; left as it is")
        return [Part(raw)]
    reading = _reading(raw)
    return [
        Mapped(
            raw, reading.text, source=wanted.source, source_lang=wanted.source_lang,
            barred=tuple(reading.barred), marks=reading.marks(raw),
            stretches=tuple(reading.stretches),
            escape=Escape(source.encoding.output), reads=Reader(source.encoding.output),
        )
    ]  # fmt: skip


def _reading(raw: str) -> Reading:
    reading = Reading()
    read_into(reading, raw, 0, len(raw))
    return reading


class Reader:
    """Reads a page as it will be written."""

    def __init__(self, codec: str) -> None:
        self._codec = codec

    def __call__(self, raw: str) -> Reading:
        """What it says; bytes that are UTF-8 are read so, whatever the page declares."""
        if not self._codec.startswith("utf"):
            with suppress(UnicodeError):
                raw = raw.encode(self._codec).decode("utf-8")
        return _reading(raw)


class Escape:
    """Writes a text in HTML, in references where the encoding of the file has no letters for it."""

    def __init__(self, codec: str) -> None:
        self._codec = codec

    def __call__(self, text: str) -> str:
        """The text as it is written."""
        plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        try:
            plain.encode(self._codec, "surrogatepass")
        except UnicodeEncodeError:
            return plain.encode(self._codec, "xmlcharrefreplace").decode(self._codec)
        return plain


def declared(source: Source) -> Encoding | None:
    """The encoding that a page declares, where it has no mark and is not UTF-8 in truth."""
    with source.open() as file:
        found = _DECLARED.search(file.read(_HEAD))
    known = source.encoding
    if found is None or known.bom or (known.name == "utf-8" and not known.note):
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        with source.open() as file:
            file.read().decode(name)
    except (LookupError, UnicodeError):
        return None
    return known._replace(name=name, output=name, errors="strict", note="")
