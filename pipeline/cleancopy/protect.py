"""Ranges that no edit may touch: addresses, code, paths, placeholders, markup."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from cleancopy.lines import by_line
from cleancopy.patterns import compiled
from cleancopy.residue import residual_tags

Span = tuple[int, int]

# How an address runs on. Marks at its end belong to the sentence; so does full-width punctuation,
# which stands without a space.
_REST = r"""[^\s<>"“”«»\u3000-\u303f\uff01-\uff60]*(?<![.,;:!?)\]'’…])"""
_DOMAIN = r"(?:(?:com|org|net|edu|gov|info|io|eu|int)(?:\.[a-z]{2})?|(?:ac|co)\.[a-z]{2})"
# What DeepL adds to a text that is copied for free is residue with its address.
_NO_NOTICE = r"(?!(?<=Translated\ with\ )(?:www\.)?DeepL\.com)"

# One alternation, read from left to right; each branch is anchored or bounded, so that no input
# makes it walk the same stretch again and again. What engines write for an unknown word is no tag.
_PROTECTED = compiled(
    r"""
      (?P<code>        ```.{1,5000}?```
                     | (?<!`)``(?![`\s])(?:[^`\n]|`(?!`))++(?<!\s)``(?!`)
                     | (?<![`\w])`(?![`\s])[^`\n]{1,500}(?<!\s)`(?!`))
    | (?P<tag>         </?(?!(?i:unk)>)[A-Za-z][A-Za-z0-9-]{0,30}(?:[^\S\n][^<>\n]{0,2000})?/?>
                     | <!--(?:(?!<!--).){0,2000}?-->)
    | (?P<url>         (?i:https?|s?ftp)://REST|\bNOTICE(?i:www)\.(?=\w)REST)
    | (?P<email>       (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{0,62}\w){1,8})
    | (?P<handle>      (?<![\w@])@\w{2,}|(?<![\w&])\#[^\W\d]\w+)
    | (?P<host>        (?<![\w.-])NOTICE(?:[A-Za-z0-9-]{1,63}\.){1,8}DOMAIN\b(?!\.[a-z])(?:/REST)?)
    | (?P<path>        \b[A-Za-z]:\\REST
                     | (?<![\w./-])\.{1,2}/[\w./-]*\w
                     | (?<![\w/.])(?:~?/[\w.+-]+){2,100}/?(?<!\.))
    | (?P<placeholder> \{\{[^{}\n]{0,200}\}\}|\$?\{\w[\w.:]{0,100}\}
                     | %\(\w+\)[sdrf]|(?<![\w%])%[sd]\b)
    """.replace("REST", _REST)
    .replace("DOMAIN", _DOMAIN)
    .replace("NOTICE", _NO_NOTICE),
    re.VERBOSE | re.DOTALL,
)

# What a line holds that has anything to protect. Each branch begins with a plain character, which
# makes the search many times faster than the one above.
_SIGN = compiled(
    r"`|@|#|\{|\\|<[/A-Za-z]|://|w\.\w|W\.\w|%[(sd]|\./|/[\w.+-]+~?/"
    r"|\.(?:com|org|net|edu|gov|info|io|eu|int|ac\.|co\.)"
)


def protected_ranges(text: str) -> list[Span]:
    """The ranges that must never change, in order, without overlap; residue is none."""
    spans = all_ranges(text)
    if any(text[start] == "<" for start, _ in spans):
        left_over = set(residual_tags(text, spans))
        return [span for span in spans if span not in left_over]
    return spans


def residue(text: str) -> list[Span]:
    """The tags that are left over and not protected."""
    return residual_tags(text, all_ranges(text))


def all_ranges(text: str) -> list[Span]:
    """All that looks like an address, code, a path, a placeholder or markup."""
    if "```" in text or "<!--" in text:
        return [match.span() for match in _PROTECTED.finditer(text)]
    spans, start = list[Span](), 0
    for line in text.split("\n"):
        spans += [(start + at, start + end) for at, end in _ranges_of(line)]
        start += len(line) + 1
    return spans


@by_line
def _ranges_of(line: str) -> tuple[Span, ...]:
    """The ranges of one line, by its own offsets."""
    if not _SIGN.search(line):
        return ()
    return tuple(match.span() for match in _PROTECTED.finditer(line))


def united(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Both rows of spans as one, in order; those that overlap become one."""
    found: list[Span] = []
    for start, end in sorted((*spans, *others)):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def crosses(spans: list[Span], start: int, end: int) -> bool:
    """Whether an edit at start-end takes from, or falls inside, one of the ordered spans.

    An empty span is a place that an edit may touch and not reach across.
    """
    if not spans:
        return False
    index = bisect_right(spans, start, key=itemgetter(1))
    return index < len(spans) and spans[index][0] < end
