"""The numbers of a text, in figures and in words, and what each may be worth."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Any, NamedTuple

from cleancopy.beside.characters import CHINESE, in_characters
from cleancopy.folders import RULES

_OTHER_DIGIT = re.compile(r"[^\x00-\x7f]")
_BLANK = " \u00a0\u202f\u2009"
_FIGURE = (
    rf"(?<![\d.,])\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d|[.,]\d)"
    r"|\d+(?:[.,'’٬٫]\d+)*"
)
_DATE = r"(?<![\d.,/-])\d{1,4}([./-])\d{1,2}\1\d{1,4}(?![.,/-]?\d)"
_DAY = r"(?<![\d.,/-])\d{1,2}\.\s?\d{1,2}\.(?!\d)"  # 4.9., where a comma marks the decimals
_SUFFIX = {"k": 3, "m": 6, "bn": 9, "tn": 12}
_TIME = r"\d{1,2}\.\d\d(?= ?[ap]\.?m\b)"
_DATED = re.compile(rf"{_DATE}|{_TIME}")
_CLOCK = r"(?<![\d.,])(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.,]?\d)"  # 15.30, in the same languages
_DATED_SHORT = re.compile(rf"{_DATE}|{_TIME}|{_DAY}|{_CLOCK}")
_ROMAN = re.compile(r"(?<![\w.])[XVI]{1,6}(?![\w.]*\w)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_TO = re.compile(r"\D{1,9}")
_GOES_ON = re.compile(r"\.?[\s\u00a0]{1,2}(?:(?:and|и|y|et|und) |و ?)?")
_LONGEST = 30  # digits of a number that is worth comparing
_AFTERNOON = re.compile(r"(?i)(?:[:.]\d\d)? ?(?:p\.?m\b|in the (?:afternoon|evening)|at night)")
_MONTH = re.compile("[月½¼¾⅓⅔⁄]")
_HUNDRED = re.compile(r"(?i) ?(?:hours|hrs)\b")  # 0800 hours
_SIGNS = tuple("½¼¾⅓⅔⅛⁄")  # of fractions
_AFTER_NOON = re.compile(r"(?:下午|晚上|傍晚|午後|夜)\s*(?:\d+:)?\Z|\bPM\s*\Z")


class Figure(NamedTuple):
    """A number of a text: its place, what it may be worth, how far it may be rounded off.

    `is_firm` is whether it is written in figures, so that the other text must have it; `times` is
    what a word behind the figures multiplies them by.
    """

    start: int
    end: int
    values: tuple[Decimal, ...]
    off: Decimal = Decimal(0)
    is_firm: bool = True
    times: Decimal = Decimal(1)


class _Habits(NamedTuple):
    """How a language writes numbers."""

    decimal: str
    finder: re.Pattern[str]
    words: dict[str, Decimal]
    scales: dict[str, Decimal]
    stems: dict[str, list[tuple[str, Decimal]]]


@lru_cache(maxsize=4)
def figures(text: str, lang: str) -> tuple[Figure, ...]:
    """The numbers of a text in a language, in order; linear in its length.

    An unknown language ('' or one without a table) reads both a stop and a comma both ways.
    """
    plain = _OTHER_DIGIT.sub(_ascii, text)
    dated = _DATED_SHORT if _habits(lang).decimal.endswith(",") else _DATED
    dates = {place for date in dated.finditer(plain) for place in range(*date.span())}
    found = _in_characters(plain) if lang in ("zh", "ja") else _in_words(plain, _habits(lang))
    read = [
        each
        for figure in found
        for each in (_split(plain, figure) if figure.start in dates else (figure,))
    ]
    return tuple(sorted((*_ranged(plain, read), *_romans(plain))))


def _ranged(text: str, several: Sequence[Figure]) -> Iterator[Figure]:
    """The numbers; of two, the first may share the million of the second, or both be one number.

    15 to 30 million; 2 million 300 thousand.
    """
    added = Decimal(0)
    for one, other in zip_longest(several, several[1:]):
        values, joint = one.values, added
        added = Decimal(0)
        if other and one.is_firm and one.times == 1 and other.times > 1:
            if _TO.fullmatch(text, one.end, other.start):
                values += tuple(value * other.times for value in one.values)
        elif other and _goes_on(one, other, text):
            added = one.values[0] + other.values[0]
        yield one._replace(values=(*values, *filter(None, (joint, added))))


def _goes_on(one: Figure, other: Figure, text: str) -> bool:
    """Whether two figures are one number: 2 million 300 thousand."""
    if not other.is_firm or other.values[0] >= one.times:
        return False
    return _GOES_ON.fullmatch(text, one.end, other.start) is not None


def _romans(text: str) -> Iterator[Figure]:
    """The numbers of centuries and popes."""
    for match in _ROMAN.finditer(text):
        worth = [_ROMAN_DIGITS[sign] for sign in match[0]]
        signed = (-a if a < b else a for a, b in zip_longest(worth, worth[1:], fillvalue=0))
        yield Figure(*match.span(), (Decimal(sum(signed)),), is_firm=False)


def _ascii(match: re.Match[str]) -> str:
    """A digit of another script in ours; all other signs as they are."""
    digit = unicodedata.decimal(match[0], None)
    return match[0] if digit is None else str(digit)


def _split(text: str, figure: Figure) -> Iterator[Figure]:
    """The parts of a date; the other text may write its month as a word."""
    for part in re.finditer(r"\d{1,30}", text[figure.start : figure.end]):
        start, end = figure.start + part.start(), figure.start + part.end()
        yield Figure(start, end, (Decimal(part[0]),), is_firm=False)


def _in_characters(text: str) -> Iterator[Figure]:
    """The numbers of a Chinese or Japanese text."""
    for match in CHINESE.finditer(text):
        values = in_characters(match[0])
        is_firm = match[0][0].isdigit() and match[0][-1] not in "割成"
        is_firm = is_firm and not _MONTH.match(text, match.end())
        if values and _AFTER_NOON.search(text, max(0, match.start() - 8), match.start()):
            values += tuple(value + 12 for value in values if value <= 12)
        if values:
            yield Figure(*match.span(), values, is_firm=is_firm)


def _in_words(text: str, habits: _Habits) -> Iterator[Figure]:
    """The numbers of a text whose words are parted by blanks."""
    run: list[tuple[re.Match[str], Decimal]] = []
    reached = 0
    for match in habits.finder.finditer(text):
        if match["figure"]:
            yield from _of_words(run)
            run = []
            for figure in _of_figures(match, habits, text):
                yield figure
                reached = figure.end
            continue
        if match.start() < reached:
            continue  # the million of a figure, which has it already
        value = _worth(match["word"].lower(), habits)
        if value is None:
            continue
        if run and not re.fullmatch(
            r"[\s-]+(?:and |et |y )?", text[run[-1][0].end() : match.start()]
        ):
            yield from _of_words(run)
            run = []
        run.append((match, value))
    yield from _of_words(run)


def _of_words(run: list[tuple[re.Match[str], Decimal]]) -> Iterator[Figure]:
    """What a row of number words may be worth: as a whole, and each alone."""
    if not run:
        return
    total, current = Decimal(0), Decimal(0)
    for _, value in run:
        if value < 100:
            current += value
        elif value == 100:
            current = max(current, Decimal(1)) * value
        elif value < 1000:
            current += value
        else:
            total, current = total + max(current, Decimal(1)) * value, Decimal(0)
    several = dict.fromkeys((total + current, *(value for _, value in run[:10])))
    yield Figure(run[0][0].start(), run[-1][0].end(), tuple(several), is_firm=False)


def _of_figures(match: re.Match[str], habits: _Habits, text: str) -> Iterator[Figure]:
    """What a number in figures may be worth, with the word that multiplies it."""
    figure, scale = match["figure"], match["scale"]
    start, end = match.span("figure")
    if len(figure) > _LONGEST or text[end : end + 1] in _SIGNS or text[start - 1 : start] == "⁄":
        return
    values = _values(figure, habits.decimal)
    if not values:
        for part in re.finditer(r"\d+", figure):
            yield Figure(start + part.start(), start + part.end(), (Decimal(part[0]),))
        return
    times = _worth(scale.lower(), habits) if scale else None
    if times is not None and times >= 100:
        end = match.end("scale")
        more = _worth(match["more"].lower(), habits) if match["more"] else None
        if more is not None and more >= 1000:
            times, end = times * more, match.end("more")  # 3 mil millones
        off = times / 2 / 10 ** max(-int(v.as_tuple().exponent) for v in values)
        yield Figure(start, end, tuple(v * times for v in values), off, times=times)
        return
    if suffix := match["suffix"]:
        power = Decimal(10) ** _SUFFIX[suffix.lower()]
        values = (*(v * power for v in values), *(values if len(suffix) == 1 else ()))
    elif len(figure) == 4 and _HUNDRED.match(text, end):
        values = (*values, *(v / 100 for v in values))
    elif _AFTERNOON.match(text, end):
        values = (*values, *(v + 12 for v in values if v < 13))
    is_firm = re.match(r"[A-ZА-Я][-–]", text[max(0, start - 2) : start]) is None  # COVID-19
    yield Figure(start, end, values, is_firm=is_firm)


def _values(figure: str, decimal: str) -> tuple[Decimal, ...]:
    """What figures with their marks may be worth; nothing where they are no one number."""
    first, *rest = re.split(r"[.,'’٬٫\s]", figure)
    marks = re.findall(r"[.,'’٬٫\s]", figure)
    if not rest:
        return (Decimal(figure),)
    merged = Decimal("".join((first, *rest)))
    whole = Decimal("".join((first, *rest[:-1])) + "." + rest[-1])
    grouped = len(first) <= 3 and all(len(group) == 3 for group in rest)
    if len(set(marks)) > 1:
        return (whole,) if len(set(marks[:-1])) == 1 and marks[-1] in ".,٫" else ()
    if len(rest) > 1 or marks[0] not in ".,٫":
        lakhs = len(rest[-1]) == 3 and all(len(group) == 2 for group in rest[:-1])
        return (merged,) if grouped or (marks[0] == "," and lakhs) else ()
    if not grouped:
        return (whole,)
    if not decimal:
        return (merged, whole)
    return (whole,) if marks[0] in decimal else (merged,)


def _worth(word: str, habits: _Habits) -> Decimal | None:
    """What a word says, as a number or as what multiplies one."""
    for known in (habits.words, habits.scales):
        if word in known:
            return known[word]
    stems = habits.stems.get(word[:2], ())
    return next((value for stem, value in stems if word.startswith(stem)), None)


@cache
def _habits(lang: str) -> _Habits:
    """The habits of a language, from rules/language/figures.toml."""
    table: dict[str, Any] = _tables().get(lang, {})
    words, scales = dict[str, Decimal](), dict[str, Decimal]()
    stems = dict[str, list[tuple[str, Decimal]]]()
    for field, known in (("words", words), ("scales", scales)):
        for value, listed in table.get(field, {}).items():
            for word in listed.split():
                if word.endswith("*"):
                    stems.setdefault(word[:2], []).append((word[:-1], Decimal(value)))
                else:
                    known[word] = Decimal(value)
    suffix = r"(?:(?P<suffix>[kKmM]|bn|tn|BN)\b)?" if lang == "en" else r"(?P<suffix>(?!))?"
    scale = rf"(?:[{_BLANK}-]?(?P<scale>[^\W\d_]{{2,20}})(?: (?P<more>[^\W\d_]{{2,20}}))?)?"
    word = r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    finder = re.compile(rf"(?P<figure>{_FIGURE}){suffix}(?={scale})|{word}")
    for several in stems.values():
        several.sort(key=lambda stem: -len(stem[0]))
    return _Habits(table.get("decimal", ""), finder, words, scales, stems)


def is_known(lang: str) -> bool:
    """Whether we know how a language says thousands and millions."""
    return lang in ("zh", "ja") or "scales" in _tables().get(lang, {})


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((RULES / "language" / "figures.toml").read_text(encoding="utf-8"))
