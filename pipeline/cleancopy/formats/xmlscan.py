"""XML as it stands: checked from end to end, then cut into tokens that together are the file.

Nothing is resolved but the five entities that XML knows and numeric references. What declares
entities of its own is refused, and so is what is nested too deep: see the XML 1.0 recommendation,
section 4, for what an entity may do.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO, NamedTuple, TextIO
from xml.parsers import expat

from cleancopy.formats import source as limits
from cleancopy.formats.encoding import Encoding
from cleancopy.formats.source import Refused

DEEPEST = 200  # elements inside each other; office documents have some 30
_CHUNK = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""\s*<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']"""
)
# In a well-formed document these cut every tag where it ends, whatever its attributes hold.
_TOKEN = re.compile(
    r"""(?P<text>[^<]+)
      | (?P<cdata><!\[CDATA\[.*?\]\]>)
      | (?P<other><!--.*?-->|<\?.*?\?>|<!DOCTYPE(?:[^>"']|"[^"]*"|'[^']*')*+>)
      | </(?P<end>[^\s>]++)\s*+>
      | <(?P<start>[^\s<>/!?]++)(?:[^>"'/]+|"[^"]*"|'[^']*'|/(?!>))*+(?P<empty>/?)>
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""\s([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
REFERENCE = re.compile(r"&(?:#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}))|([^;&\s]{1,60}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Token(NamedTuple):
    """A tag, a stretch of text or anything else, as it stands.

    `kind` is start, end, empty, text, cdata or other; `name` that of a tag, with its prefix.
    """

    kind: str
    name: str
    raw: str

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of a tag, with references resolved."""
        found = _ATTRIBUTE.finditer(self.raw)
        return {match[1]: unescaped(match[2] or match[3] or "") for match in found}


class Element(NamedTuple):
    """An element with its places: its start tag begins at `start`, what is in it at `inner`."""

    tag: Token
    start: int
    inner: int
    inner_end: int
    end: int
    children: tuple[Element | Text, ...]

    @property
    def name(self) -> str:
        """The name without its prefix."""
        return self.tag.name.rpartition(":")[2]

    @property
    def elements(self) -> Iterator[Element]:
        """The elements right inside it."""
        return (child for child in self.children if isinstance(child, Element))

    def find(self, name: str) -> Element | None:
        """The first element right inside it that has its prefix, and the name."""
        wanted = prefix(self.tag.name) + name
        return next((child for child in self.elements if child.tag.name == wanted), None)


class Text(NamedTuple):
    """A stretch of text at start-end; of CDATA without its brackets."""

    start: int
    end: int
    is_cdata: bool


def encoding(name: str, head: bytes) -> Encoding:
    """The encoding by the mark or the declaration at the head of a file. Raises Refused."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, mark, output=codec)
    if head[:2] in (b"<\0", b"\0<"):  # UTF-16 without a mark
        codec = "utf-16-le" if head[:1] == b"<" else "utf-16-be"
        return Encoding(codec, output=codec)
    declared = _DECLARED.match(head)
    codec = declared[1].decode("ascii") if declared else "utf-8"
    try:
        return Encoding(codecs.lookup(codec).name, output=codecs.lookup(codec).name)
    except LookupError:
        raise Refused(f"{name}: its encoding {codec!r} is not known; save it as UTF-8") from None


def check(name: str, file: BinaryIO) -> None:
    """Read a file from end to end. Raises Refused where it is not well-formed, or not harmless."""
    parser = expat.ParserCreate()
    depth = 0

    def deeper(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refused(f"{_place(name, parser)}: more than {DEEPEST} elements inside each other")

    def higher(_: str) -> None:
        nonlocal depth
        depth -= 1

    def declares(_: str, __: str | None, ___: str | None, inside: bool) -> None:
        if inside:
            what = "declares entities or the like in its DOCTYPE; save it without one"
            raise Refused(f"{_place(name, parser)}: {what}")

    parser.StartElementHandler = deeper
    parser.EndElementHandler = higher
    parser.StartDoctypeDeclHandler = declares
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        for chunk in iter(partial(file.read, _CHUNK), b""):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise Refused(f"{name}:{error.lineno}: no well-formed XML ({what})") from None
    except (ValueError, LookupError) as error:
        raise Refused(f"{name}: its encoding cannot be read ({error}); save it as UTF-8") from None


def tokens(name: str, stream: TextIO) -> Iterator[Token]:
    """The tokens of a checked document, in order. Raises Refused where one is too long.

    `stream` must leave line ends as they are.
    """
    held, position, more = "", 0, True
    while True:
        match = _TOKEN.match(held, position)
        if match and (match.end() < len(held) or match["text"] is None or not more):
            position = match.end()
            yield _token(match)
            continue
        if not more:
            if position < len(held):
                raise Refused(f"{name}: cannot be cut into tags at {held[position:][:40]!r}")
            return
        chunk = stream.read(max(_CHUNK, len(held) - position))
        more = bool(chunk)
        held, position = held[position:] + chunk, 0
        if len(held) > 4 * limits.LIMIT:
            raise Refused(f"{name}: a tag or a stretch of text in it is too long")


def tree(row: Iterable[Token], at: int = 0) -> list[Element]:
    """The outermost elements of a row of tokens, the first of which stands at `at`."""
    outermost: list[Element | Text] = []
    held: list[tuple[Token, int, list[Element | Text]]] = [(Token("", "", ""), at, outermost)]
    for token in row:
        end = at + len(token.raw)
        if token.kind == "start":
            held.append((token, at, []))
        elif token.kind == "empty":
            held[-1][2].append(Element(token, at, end, end, end, ()))
        elif token.kind == "end":
            tag, start, children = held.pop()
            inner = start + len(tag.raw)
            held[-1][2].append(Element(tag, start, inner, at, end, tuple(children)))
        elif token.kind == "text":
            held[-1][2].append(Text(at, end, is_cdata=False))
        elif token.kind == "cdata":
            held[-1][2].append(Text(at + len("<![CDATA["), end - len("]]>"), is_cdata=True))
        at = end
    return [child for child in outermost if isinstance(child, Element)]


def stream(file: BinaryIO, encoding: Encoding) -> TextIO:
    """The text of a file from where it stands, line ends as they are."""
    return io.TextIOWrapper(file, encoding.name, newline="")


def decode(name: str, data: bytes, encoding: Encoding) -> str:
    """The text of a document after its mark. Raises Refused."""
    try:
        return data[len(encoding.bom) :].decode(encoding.name)
    except UnicodeDecodeError as error:
        raise Refused(f"{name}: not {encoding.name} as it says ({error.reason})") from None


def encode(text: str, encoding: Encoding) -> bytes:
    """A text as it is written back; what the encoding does not have becomes a reference."""
    return text.encode(encoding.output, "xmlcharrefreplace")


def unescaped(raw: str) -> str:
    """What a stretch of XML text says; a reference to an unknown entity is left as it is."""
    return REFERENCE.sub(lambda match: character(match) or match[0], raw) if "&" in raw else raw


def character(reference: re.Match[str]) -> str:
    """The character of a reference; '' for an entity that XML does not know."""
    hexadecimal, decimal, named = reference.groups()
    if named:
        return _NAMED.get(named, "")
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(number) if 0 < number <= 0x10FFFF else ""


def prefix(name: str) -> str:
    """The namespace prefix of a tag's name with its colon; '' where it has none."""
    head, colon, _ = name.rpartition(":")
    return head + colon


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup or ""
    if kind in ("empty", "start"):
        kind = "empty" if match["empty"] else "start"
        return Token(kind, match["start"], match[0])
    return Token(kind, match["end"] if kind == "end" else "", match[0])


def _place(name: str, parser: expat.XMLParserType) -> str:
    return f"{name}:{parser.CurrentLineNumber}"
