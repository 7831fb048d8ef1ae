"""Encodings: how the bytes of a file are text, told from the bytes."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO, NamedTuple

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x1f\x8b", "compressed by gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd"),
    (b"\xfd7zXZ", "compressed by xz"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_LETTER = re.compile(b"[A-Za-z]")
_HEAD = 8192  # bytes that tell what is no text
_CHUNK = 1 << 20
_MIXED = "cleancopy-windows-1252"


class NotTextError(Exception):
    """Says what else the bytes are."""


class Encoding(NamedTuple):
    """How bytes are read (codec and error handler), the mark before them, how they are written."""

    name: str
    bom: bytes = b""
    errors: str = "strict"
    output: str = "utf-8"
    note: str = ""


def sniff(file: BinaryIO, limit: int) -> Encoding:
    """The encoding of a whole file, of which `limit` bytes are looked at where it is no Unicode.

    A byte order mark decides, then whether the bytes are UTF-8, then what they look like.
    Raises NotTextError.
    """
    head = file.read(_HEAD)
    for bom, name in _MARKS:
        if head.startswith(bom) and _decodes(file, len(bom), name):
            return Encoding(name, bom, "strict" if name == "utf-8" else "surrogatepass", name)
    _refuse_binary(head)
    if _decodes(file, 0, "utf-8"):
        return Encoding("utf-8")
    file.seek(0)
    return _guess(file.read(limit))


def _decodes(file: BinaryIO, start: int, name: str) -> bool:
    """Whether all bytes from `start` on can be read that way."""
    errors = "strict" if name == "utf-8" else "surrogatepass"
    decoder = codecs.getincrementaldecoder(name)(errors)
    file.seek(start)
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_binary(head: bytes) -> None:
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise NotTextError(f"not text: {what}")
    # A few are damage that a rule repairs, also in a text of one line. They are measured by
    # letters, which hardly a repair takes away: so a repaired file is text as well.
    if b"\0" in head and len(_CONTROL.findall(head)) > max(8, len(_LETTER.findall(head)) * 0.04):
        raise NotTextError("not text: binary data, or UTF-16 without a byte order mark")


def _guess(data: bytes) -> Encoding:
    """The encoding of bytes that are not UTF-8, or not all of them."""
    text = data.decode("utf-8", "surrogateescape")
    bad = len(re.findall("[\udc80-\udcff]", text))
    good = len(re.findall("[^\0-\x7f]", text)) - bad
    if good > bad:  # UTF-8 with something pasted in: the rest must not suffer for it
        codecs.register_error(_MIXED, _as_windows)
        bytes_ = "1 byte" if bad == 1 else f"{bad} bytes"
        note = f"not all UTF-8; {bytes_} read as windows-1252, written as UTF-8"
        bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        return Encoding("utf-8", bom, errors=_MIXED, note=note)
    from ftfy import guess_bytes

    try:
        name = guess_bytes(data)[1]
    except UnicodeDecodeError:
        raise NotTextError("not text: begins as UTF-16 and breaks off; save it as UTF-8") from None
    # The handler makes up for a guess that does not hold to the end of a larger file.
    return Encoding(name, errors="replace", note=f"not UTF-8; read as {name}, written as UTF-8")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Decodes what is not UTF-8 byte by byte."""
    import ftfy.bad_codecs  # noqa: F401  (its import registers the codec)

    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("sloppy-windows-1252"), error.end
