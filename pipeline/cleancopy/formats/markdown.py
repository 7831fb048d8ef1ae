"""A Markdown file: its prose is repaired; code, addresses, the bars of tables and the rest stay.

markdown-it-py finds the blocks, by line: CommonMark with the tables of GitHub. It gives no columns,
so inside a block a scanner of our own finds what is no prose. The line ends in a paragraph are
blanks to its reader: they are read so, and nothing is wrapped anew.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from cleancopy.formats import source as limits
from cleancopy.formats.mapped import Mapped
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.parts import write as write
from cleancopy.formats.reading import OBJECT, UNSEEN, Reading
from cleancopy.formats.source import Log, Refused, Source
from cleancopy.protect import Span

_FRONT_MATTER = re.compile(
    r"\ufeff?(---|\+\+\+)[ \t]*\r?\n.*?^\1[ \t]*\r?(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_LINE_END = re.compile(r"\r\n?|\n")
_INLINE = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<code>   (?<!`)(?P<ticks>`{1,20})(?!`).{1,5000}?(?<!`)(?P=ticks)(?!`)
                  | \$\$[^$]{1,2000}\$\$
                  | (?<![\w$])\$(?=[^\s$\d])[^$\n]{0,300}[^\s$\\]\$(?![\w$])
                  | <[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000}>
                  | (?<!\S)_{1,3}[ ])  # what would be emphasis without its blank
    | (?P<image>  !\[[^\[\]]{0,1000}\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,500}\]))
    | (?P<border> </?[A-Za-z][^<>\n]{0,2000}>
                  | <!--.{0,5000}?-->
                  | \[\^[^\[\]\s]{1,100}\]
                  | \[(?=[^\[\]]{1,2000}\][(\[])
                  | \](?:\((?:[^()\n]{0,2000}|[^()\n]{0,1000}\([^()\n]{0,500}\)[^()\n]{0,500})\)
                        |\[[^\[\]]{0,500}\])
                  | \*{1,3}|~~
                  | (?<![^\W_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![^\W_]))
    | (?P<entity> &(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    """,
    re.VERBOSE | re.DOTALL,
)
_HTML, _BETWEEN = "html", "\n\n"
_COMMENT = re.compile(r"<!--((?:(?!<!--|-->).)*+)-->[ \t]*(?P<more>[^\s<])?", re.DOTALL)
# What may be a sign alone once its bytes are read rightly (Â») is no letter here.
_LETTER = re.compile("[A-Za-z0-9]")
_SIGN = r"[^\w\s\x00-\x1f\x7f\u00ad\u200b-\u200f\ufeff]"
# A mark of emphasis, and punctuation on its inner side; half of a broken letter (Ä±) is none.
_OPENING = re.compile(rf"[*_]{{1,3}}{_SIGN}")
_CLOSING = re.compile(rf"(?:(?<![^\x00-\x7f])|(?=[!-~])){_SIGN}[*_]{{1,3}}\Z")
# Ticks of no pair, which others would be if one went; and codes that nobody sees, with the letters
# beyond ASCII around them, of which any may be a broken one: where they keep signs apart, these may
# be markup without them.
_KEPT = re.compile(rf"(?P<ticks>`+|(?<=`)[^A-Za-z0-9\s]+(?=`))|[{UNSEEN}\x80-\U0010ffff]++")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_BEFORE_UNSEEN = re.compile(r"(?:[A-Za-z \t\r\n,.;:?\"']|\A)\Z")
_BEHIND_UNSEEN = re.compile(r"[A-Za-z ,.;:?\"')]")
_IN_ENTITY = re.compile(r"&[^\s&;]*\Z")
# A stop right behind the figure, and a blank behind that, would make a list of it.
_NUMBERED = re.compile(r"\d{1,9}[^\w\r\n]*[.)]\S?")
_SPECIAL = re.compile(r"([\\`*_\[\]<>&])")


def read(source: Source, wanted: Wanted, log: Log) -> list[Part]:
    """The file as one part. Raises Refused where it is too large or no text."""
    if source.size > limits.LIMIT:
        most = limits.LIMIT // 1_000_000
        raise Refused(f"{source.name}: larger than {most} MB, the most for one text; split it")
    with source.stream("", log) as stream:
        raw = stream.read()
    reading = _reading(raw)
    return [
        Mapped(
            raw, reading.text, source=wanted.source, source_lang=wanted.source_lang,
            barred=tuple(reading.barred), marks=reading.marks(raw),
            stretches=tuple(reading.stretches), escape=escaped, reads=_reading,
        )
    ]  # fmt: skip


def _reading(raw: str) -> Reading:
    """Block after block."""
    reading = Reading()
    for gap, lines in _blocks(raw):
        if gap == _HTML:
            for comment in _COMMENT.finditer(raw, *lines[0]):
                more = comment["more"] is not None
                reading.comment(comment[1], comment.start(), len(_BETWEEN), more)
            continue
        if reading.length:
            reading.made_up(gap)
        _read_block(reading, raw, lines)
    return reading


def escaped(text: str) -> str:
    """A text as Markdown has it: what might be markup is written so that it is none."""
    return _SPECIAL.sub(r"\\\1", text)


def _blocks(raw: str) -> Iterator[tuple[str, list[Span]]]:
    """The lines of each block of prose, without what opens them; and what parts it from others.

    A block of HTML comes as a whole.
    """
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(raw)
    begin = front.end() if front else 0
    starts = [begin, *(match.end() for match in _LINE_END.finditer(raw, begin)), len(raw)]
    lines = list(pairwise(starts))
    row, position = -1, 0
    for token in MarkdownIt("commonmark").enable("table").parse(raw[begin:]):
        if token.type == "html_block" and token.map:
            yield _HTML, [(lines[token.map[0]][0], lines[token.map[1] - 1][1])]
        if token.type == "inline" and token.map and token.content:
            first, last = token.map
            in_row = first == row
            position = position if in_row else lines[first][0]
            wanted = token.content.split("\n")
            found = _found(raw, [(max(position, a), b) for a, b in lines[first:last]], wanted)
            if found:
                yield ("\n" if in_row else _BETWEEN), found
                row, position = (first, found[-1][1]) if last - first == 1 else (-1, 0)


def _found(raw: str, lines: list[Span], wanted: list[str]) -> list[Span]:
    """Where the lines of a block's content stand; nothing where the parser wrote them anew."""
    found = []
    for (start, end), content in zip(lines, wanted, strict=False):
        at = raw.find(content, start, end)
        if at < 0:
            return []
        found.append((at, at + len(content)))
    return found if len(found) == len(wanted) else []


def _read_block(reading: Reading, raw: str, lines: list[Span]) -> None:
    """Add a block line by line."""
    for number, (start, end) in enumerate(lines):
        text_end = start + len(raw[start:end].rstrip(" "))
        hard = end - text_end >= 2 or raw[start:text_end].endswith("\\")
        last = number == len(lines) - 1
        if hard and not last and raw[text_end - 1] == "\\":
            text_end -= 1
        _read_line(reading, raw, start, end if last else text_end)
        if not last:
            following = lines[number + 1][0]
            reading.add("\n" if hard else " ", text_end, following, barred=True)


def _read_line(reading: Reading, raw: str, start: int, end: int) -> None:
    if not any(map(str.isprintable, raw[start:end].strip())):
        # Without the code that nobody sees the line would be empty, and end the paragraph.
        reading.add(raw[start:end], start, end, barred=True)
        return
    numbered = _NUMBERED.match(raw, start, end)
    position, after_border = numbered.end() if numbered else start, False
    letter = _LETTER.search(raw, position, end)
    begun = letter.start() if letter else end + 1
    reading.add(raw[start:position], start, position, barred=True)
    for match in _INLINE.finditer(raw, position, end):
        is_between = after_border and bool(match["border"])
        _read_plain(reading, raw, position, match.start(), begun, is_between)
        position, after_border = match.end(), bool(match["border"])
        if match["escaped"]:
            reading.add(match["escaped"], *match.span())
        elif match["code"]:
            reading.add(match[0], *match.span(), barred=True)
        elif match["image"]:
            reading.made_up(OBJECT)
        elif match["border"]:
            if match[0].startswith("<!--"):
                reading.comment(match[0][4:-3], match.start())
            reading.border()
        else:
            one = html.unescape(match[0])
            reading.add(one if len(one) == 1 else OBJECT, *match.span(), len(one) != 1)
    _read_plain(reading, raw, position, end, begun)


def _read_plain(
    reading: Reading, raw: str, start: int, end: int, begun: int, is_between: bool = False
) -> None:
    """Add a stretch without markup; what holds the marks around it together is barred.

    Without the only sign between two marks they would be other markup: **“** and ****. A mark
    beside punctuation opens or closes only where a blank is on its other side: `so **“yes”** he`.
    Before `begun`, the first letter of the line, a blank may be an indent if a code goes.
    """
    text = raw[start:end]
    if is_between and not _LETTER.search(text):
        reading.add(text, start, end, barred=True)
        return
    first = bool(text) and text[0] == " " and _CLOSING.search(raw, max(0, start - 5), start)
    last = len(text) > 1 and text[-1] == " " and _OPENING.match(raw, end)
    head, tail = start + bool(first), end - bool(last)
    reading.add(raw[start:head], start, head, barred=True)
    for match in _KEPT.finditer(raw, head, tail):
        unseen = _UNSEEN.search(match[0])
        harmless = match.end() >= begun and _is_harmless(raw, *match.span())
        if match["ticks"] or (unseen and not harmless):
            reading.add(raw[head : match.start()], head, match.start())
            reading.add(match[0], *match.span(), barred=True)
            head = match.end()
    reading.add(raw[head:tail], head, tail)
    reading.add(raw[tail:end], tail, end, barred=True)


def _is_harmless(raw: str, start: int, end: int) -> bool:
    """Whether what stands on both sides of a code is surely no markup, whatever comes together."""
    before, behind = raw[max(0, start - 60) : start], raw[end : end + 1]
    if _IN_ENTITY.search(before):
        return False
    return bool(_BEFORE_UNSEEN.search(before) and _BEHIND_UNSEEN.match(behind))
