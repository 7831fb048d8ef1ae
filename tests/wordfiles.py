"""Word documents made for a test: the least that Word and LibreOffice open."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
_RELATIONS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""


def a_run(text: str, properties: str = "") -> str:
    """A run of text; `properties` are those of its formatting."""
    format_ = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{format_}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def a_paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def document_xml(*blocks: str) -> str:
    """The main part with these paragraphs and tables."""
    body = f"<w:body>{''.join(blocks)}</w:body>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document xmlns:w="{W}">{body}</w:document>'


def a_document(*blocks: str, **members: str | bytes) -> bytes:
    """A document of these paragraphs; further members by name, `__` being a dot."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": document_xml(*blocks),
        "word/media/picture.png": b"\x89PNG" + bytes(range(256)) * 9,
    }
    parts |= {f"word/{name.replace('__', '.')}": content for name, content in members.items()}
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in parts.items():
            info = ZipInfo(name, (1999, 12, 31, 23, 58, 2))
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)
    return file.getvalue()
