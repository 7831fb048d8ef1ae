"""Zip archives in which single members are replaced and all others keep their bytes.

The standard library reads them; it would pack every member anew to write one. So the stretches of
the file between its headers are copied, and the directory at its end is patched. The layout is that
of the PKWARE application note 6.3 (APPNOTE.TXT), sections 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from cleancopy.formats.source import Refused, Source

LARGEST = 200_000_000  # bytes of an archive; pictures make most of a large document
MOST = 10_000  # members
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED, _SIZES_BEHIND = 0x1, 0x8
_ZIP64 = 0x0001


@dataclass(frozen=True)
class Archive:
    """An archive in memory. `name` is what the user calls it."""

    name: str
    data: bytes
    members: Mapping[str, ZipInfo]

    def read(self, member: str, most: int) -> bytes:
        """The bytes of a member. Raises Refused for more than `most`, whatever its header says."""
        info = self.members[member]
        try:
            with ZipFile(io.BytesIO(self.data)) as file, file.open(info) as unpacked:
                content = unpacked.read(most + 1)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise Refused(f"{self.name}: {member} cannot be unpacked ({error})") from None
        if len(content) > most:
            raise Refused(f"{self.name}: {member} unpacks to more than {most // 1_000_000} MB")
        return content

    def replaced(self, new: Mapping[str, bytes]) -> bytes:
        """The archive with other bytes in some members. Raises Refused for an unusual make."""
        start, end = _directory(self)
        infos = sorted(self.members.values(), key=lambda info: info.header_offset)
        borders = [*(info.header_offset for info in infos), start]
        out, places = bytearray(self.data[: borders[0]]), dict[int, tuple[int, _Packed | None]]()
        for info, border in zip(infos, borders[1:], strict=True):
            content = new.get(info.filename)
            member = None if content is None else _packed(self.data, info, content)
            places[info.header_offset] = len(out), member
            out += member.local if member else self.data[info.header_offset : border]
        tail = list(_END.unpack_from(self.data, end))
        tail[6] = len(out)
        for record in _records(self, start, end, places):
            out += record
        tail[5] = len(out) - tail[6]
        return bytes(out + _END.pack(*tail) + self.data[end + _END.size :])


@dataclass(frozen=True, slots=True)
class _Packed:
    """A member packed anew: its header and data, and what the directory says of it."""

    local: bytes
    flags: int
    method: int
    sums: tuple[int, int, int]


def opened(source: Source, kind: str) -> Archive:
    """The archive of a source; `kind` is what it should be. Raises Refused."""
    if source.size > LARGEST:
        raise Refused(f"{source.name}: larger than {LARGEST // 1_000_000} MB")
    with source.open() as file:
        data = file.read(LARGEST + 1)
    if data.startswith(_OLD_OFFICE):
        what = "an old .doc, or locked with a password; save it as .docx without one"
        raise Refused(f"{source.name}: {what}")
    try:
        with ZipFile(io.BytesIO(data)) as file_:
            infos = file_.infolist()
    except (BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise Refused(f"{source.name}: not {kind} ({error})") from None
    _check(source.name, infos)
    return Archive(source.name, data, {info.filename: info for info in infos})


def _check(name: str, infos: list[ZipInfo]) -> None:
    """Raises Refused for what no office program writes."""
    if len(infos) > MOST:
        raise Refused(f"{name}: more than {MOST:,} members in the archive")
    seen = set[str]()
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise Refused(f"{name}: locked with a password; save it without one")
        if info.filename.lower() in seen:
            raise Refused(f"{name}: {info.filename!r} stands in it twice; save it anew")
        if _leads_out(info.orig_filename):
            raise Refused(f"{name}: {info.orig_filename!r} in it leads out of it; save it anew")
        seen.add(info.filename.lower())


def _leads_out(member: str) -> bool:
    slashes = member.replace("\\", "/")
    path = PurePosixPath(slashes)
    drive = PureWindowsPath(slashes).drive
    return path.is_absolute() or ".." in path.parts or bool(drive) or "\0" in member


def _packed(data: bytes, info: ZipInfo, content: bytes) -> _Packed:
    """A member with other content; all its header says beside that stays."""
    fields = list(_LOCAL.unpack_from(data, info.header_offset))
    name_at = info.header_offset + _LOCAL.size
    extra_at = name_at + fields[9]
    extra = _without_zip64(data[extra_at : extra_at + fields[10]])
    body, method = content, ZIP_STORED
    if info.compress_type != ZIP_STORED:
        squeezer = zlib.compressobj(6, zlib.DEFLATED, -15)
        body, method = squeezer.compress(content) + squeezer.flush(), ZIP_DEFLATED
    flags = fields[2] & ~_SIZES_BEHIND
    sums = zlib.crc32(content), len(body), len(content)
    fields[2:4], fields[6:9], fields[10] = (flags, method), sums, len(extra)
    local = _LOCAL.pack(*fields) + data[name_at:extra_at] + extra + body
    return _Packed(local, flags, method, sums)


def _directory(archive: Archive) -> tuple[int, int]:
    """Where the directory stands and where it ends. Raises Refused for an unusual make."""
    ending = archive.data.rfind(b"PK\x05\x06")
    fields = _END.unpack_from(archive.data, ending)
    start, entries = fields[6], fields[4]
    plain = archive.data[start : start + 4] == b"PK\x01\x02" and start + fields[5] == ending
    if not plain or entries != len(archive.members):
        raise _unusual(archive)
    return start, ending


def _records(
    archive: Archive, start: int, end: int, places: Mapping[int, tuple[int, _Packed | None]]
) -> Iterator[bytes]:
    """The records of the directory, with the new places and sizes. Raises Refused."""
    position = start
    while position < end:
        fields = list(_CENTRAL.unpack_from(archive.data, position))
        name_at = position + _CENTRAL.size
        extra_at = name_at + fields[10]
        comment_at = extra_at + fields[11]
        position = comment_at + fields[12]
        extra = archive.data[extra_at:comment_at]
        if fields[16] not in places:
            raise _unusual(archive)
        fields[16], member = places[fields[16]]
        if member:
            extra = _without_zip64(extra)
            fields[3:5], fields[7:10] = (member.flags, member.method), member.sums
            fields[11] = len(extra)
        rest = archive.data[comment_at:position]
        yield _CENTRAL.pack(*fields) + archive.data[name_at:extra_at] + extra + rest


def _unusual(archive: Archive) -> Refused:
    return Refused(f"{archive.name}: an archive of an unusual make; save it anew in Word")


def _without_zip64(extra: bytes) -> bytes:
    """The extra fields of a header but for the large sizes."""
    kept, position = b"", 0
    while position + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, position)
        if kind != _ZIP64:
            kept += extra[position : position + 4 + size]
        position += 4 + size
    return kept + extra[position:]
