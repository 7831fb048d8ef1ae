"""A text file: one text, from the first character to the last."""

from __future__ import annotations

from cleancopy.formats import source as limits
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.parts import write as write
from cleancopy.formats.source import Log, Refused, Source


def read(source: Source, wanted: Wanted, log: Log) -> list[Part]:
    """The file as one part. Raises Refused where it is too large or no text."""
    if source.size > limits.LIMIT:  # asked before a byte is read
        most = limits.LIMIT // 1_000_000
        raise Refused(
            f"{source.name}: larger than {most} MB, the most for one text; "
            "split it into one file for each article"
        )
    with source.stream("", log) as stream:
        text = stream.read()
    return [Part(text, text, source=wanted.source, source_lang=wanted.source_lang)]
