"""The file of a document: a zip archive of its parts, the same bytes for the same parts."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from cleancopy.folders import REPORTS
from cleancopy.printers.word.elements import AUTHOR, w
from cleancopy.printers.word.paragraphs import signed

DATE = "2000-01-01T00:00:00Z"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive knows
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = ("styles", "settings", "comments")
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def packed(body: Element, comments: Sequence[Element], title: str) -> bytes:
    """A document from its body and its comments."""
    parts = {
        "[Content_Types].xml": _written(_types()),
        "_rels/.rels": _written(_relations(_PACKAGE)),
        "word/document.xml": _written(w("document", body)),
        "word/_rels/document.xml.rels": _written(_relations(_DOCUMENT)),
        "word/comments.xml": _written(w("comments", *comments)),
        "word/styles.xml": (REPORTS / "word" / "styles.xml").read_bytes(),
        "word/settings.xml": (REPORTS / "word" / "settings.xml").read_bytes(),
        "docProps/core.xml": _written(_core(title)),
    }
    return _zipped(parts)


_PACKAGE = {
    "word/document.xml": f"{_OFFICE}/officeDocument",
    "docProps/core.xml": f"{_CORE}/relationships/metadata/core-properties",
}
_DOCUMENT = {f"{part}.xml": f"{_OFFICE}/{part}" for part in _PARTS}


def _types() -> Element:
    """Which part is what."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = Element("Types", xmlns=_TYPES)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    SubElement(types, "Default", Extension="rels", ContentType=relations)
    SubElement(types, "Default", Extension="xml", ContentType="application/xml")
    found = {f"/word/{part}.xml": f"{word}.{part}+xml" for part in _PARTS}
    found["/word/document.xml"] = f"{word}.document.main+xml"
    found["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    for name, kind in found.items():
        SubElement(types, "Override", PartName=name, ContentType=kind)
    return types


def _relations(targets: dict[str, str]) -> Element:
    relations = Element("Relationships", xmlns=_RELATIONS)
    for number, (target, kind) in enumerate(targets.items(), 1):
        SubElement(relations, "Relationship", Id=f"rId{number}", Type=kind, Target=target)
    return relations


def _core(title: str) -> Element:
    core = Element(f"{{{_CORE}/metadata/core-properties}}coreProperties")
    SubElement(core, f"{{{_DUBLIN_CORE}}}title").text = signed(title)
    SubElement(core, f"{{{_DUBLIN_CORE}}}creator").text = AUTHOR
    return core


def _written(root: Element) -> bytes:
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _zipped(parts: dict[str, bytes]) -> bytes:
    """An archive that is not packed: other builds of zlib would pack it to other bytes."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            info = ZipInfo(name, _ZIP_DATE)
            info.create_system, info.external_attr = 3, 0o600 << 16  # the same on any system
            archive.writestr(info, content)
    return file.getvalue()
