"""A finished run on one document: what changed, what wants a look, and the figures around it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from cleancopy.context import NOTHING_SEEN, Context, Sightings
from cleancopy.dateline import dateline
from cleancopy.document import Change, Document, Safety
from cleancopy.inline import Mark, faults
from cleancopy.language import Language, identify
from cleancopy.levels import AS_SHIPPED, Levels, stages_at
from cleancopy.pieces import Places
from cleancopy.stages import Stage, read_stages, run_stages
from cleancopy.styles import read_style
from cleancopy.thresholds import Thresholds

if TYPE_CHECKING:
    from cleancopy.names.register import Entry
    from cleancopy.readability import Scores


@dataclass(frozen=True)
class Settings:
    """What a run is told: whether unsafe repairs are applied, and whose cards and names are used.

    `date` is the ISO date of the articles, '' where each may have its own; `style` the house style,
    a name of rules/styles or the path of a file, '' where none is chosen. `seen` is what a first
    pass over the texts of a run shows of their names: see `sightings`. `levels` say which rules run
    and how safe they are; `languages` are other settings for texts in a language, by its code.
    `thresholds` are for a verdict on a text, and change nothing of what comes of it.
    Raises CardError where the style cannot be used, before any text is worked on.
    """

    unsafe: bool = False
    rules: tuple[Path, ...] = ()
    names: tuple[Path, ...] = ()
    date: str = ""
    style: str = ""
    seen: Sightings = NOTHING_SEEN
    levels: Levels = AS_SHIPPED
    languages: tuple[tuple[str, Settings], ...] = ()
    thresholds: Thresholds = Thresholds()

    def __post_init__(self) -> None:
        read_style(self.style)

    @property
    def least(self) -> Safety:
        """The least safety that is applied."""
        return Safety.UNSAFE if self.unsafe else Safety.SAFE

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that a text goes through. Raises CardError."""
        return stages_at(self.levels, self.rules)

    def of_input(self, own: Settings | None) -> Settings:
        """The settings of an input that may have its own; what the run has seen counts for it."""
        return replace(own, seen=self.seen) if own else self

    def for_text(self, text: str) -> Settings:
        """The settings for a text in the language that it is in."""
        own = dict(self.languages).get(identify(text).code) if self.languages else None
        return self.of_input(own)


@dataclass(frozen=True)
class Report:
    """A finished run on one document. Language and scores are worked out when first asked for.

    `seconds` is how long the run took; no report prints it, as it is never the same twice.
    """

    document: Document
    settings: Settings = Settings()
    notes: tuple[str, ...] = ()
    name: str = field(default="", kw_only=True)
    seconds: float = field(default=0.0, kw_only=True, compare=False)
    marks: tuple[Mark, ...] = field(default=(), kw_only=True)

    @property
    def original(self) -> str:
        """The text as it came."""
        return self.document.original

    @cached_property
    def text(self) -> str:
        """The repaired text."""
        return self.document.text

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What was changed, by place in the original."""
        return self.document.changes

    @cached_property
    def advice(self) -> tuple[Change, ...]:
        """What a person should look at, by place in the original; not what was cut away since."""
        cut = [(change.start, change.end) for change in self.changes if not change.new]
        left = (a for a in dict.fromkeys(self.document.advice) if not lies_within(cut, a))
        return tuple(sorted(left, key=lambda advice: (advice.start, advice.end)))

    @cached_property
    def suppressed(self) -> tuple[tuple[int, int, str], ...]:
        """The places in the original that a mark kept a rule off, each once, with the rule."""
        found = ((c.start, c.end, c.rules[-1]) for c in self.document.suppressed)
        return tuple(sorted(set(found)))

    @property
    def faults(self) -> tuple[tuple[int, str], ...]:
        """What is wrong with the marks, with the line of each in the file."""
        if not self.marks:
            return ()
        rules = [rule.name for stage in read_stages(*self.settings.rules) for rule in stage.rules]
        return tuple(faults(self.marks, rules))

    @cached_property
    def language(self) -> Language:
        """The language of the repaired text."""
        return identify(self.text)

    @cached_property
    def before(self) -> Scores:
        """Readability of the original."""
        from cleancopy.readability import score  # few runs ask for scores

        return score(self.original, self.language.code)

    @cached_property
    def after(self) -> Scores:
        """Readability of the repaired text."""
        from cleancopy.readability import score

        return self.before if not self.changes else score(self.text, self.language.code)

    @cached_property
    def names(self) -> tuple[Entry, ...]:
        """Whom and what the repaired text names; first places are those in the original."""
        from cleancopy.names.index import index_of  # few runs ask for names
        from cleancopy.names.register import register

        places, index = Places(self.document.pieces), index_of(self.settings.names)
        repairs = _repairs(self.document)
        return register(self.text, index, repairs, lambda start: places.original(start, start)[0])

    @property
    def counts(self) -> dict[str, int]:
        """How many changes each rule had a hand in, by name."""
        return dict(sorted(Counter(r for c in self.changes for r in c.rules).items()))


def _repairs(document: Document) -> Iterator[tuple[int, int, str]]:
    """Where the repaired text was repaired, and what stood there."""
    position = 0
    for piece in document.pieces:
        if piece.edits:
            old = document.original[piece.start : piece.end]
            yield position, position + len(piece.text), old
        position += len(piece.text)


def lies_within(spans: Sequence[tuple[int, int]], change: Change) -> bool:
    """Whether one of the ordered spans holds all of a change's place."""
    index = bisect_right(spans, (change.start, change.end)) - 1
    around = spans[max(0, index) : index + 2]
    return any(start <= change.start and change.end <= end for start, end in around)


def run(
    text: str,
    settings: Settings = Settings(),
    *,
    name: str = "",
    notes: Sequence[str] = (),
    source: str = "",
    source_lang: str = "",
    barred: Sequence[tuple[int, int]] = (),
    marks: Sequence[Mark] = (),
) -> Report:
    """The pipeline from text to report. Raises CardError where a card or a table cannot be read.

    `source` is the text that this one was translated from, `source_lang` its language code;
    `barred` are the stretches that no edit may touch, `marks` those that the author keeps rules off
    (see Context).
    """
    begun = perf_counter()
    settings = settings.for_text(text)
    known = _context(text, settings, source, source_lang)
    context = replace(known, barred=tuple(barred), marks=tuple(marks))
    document = run_stages(Document.of(text), settings.stages, settings.least, context)
    seconds = perf_counter() - begun
    noted = tuple(notes)
    return Report(document, settings, noted, name=name, seconds=seconds, marks=context.marks)


def sightings(
    text: str, settings: Settings = Settings(), *, source: str = "", source_lang: str = ""
) -> Sightings:
    """The wrong names that one text of a run shows: the first pass, which looks at names alone.

    What `names.batch.merged` makes of those of all texts goes into `Settings.seen` for the second.
    Raises CardError where a table cannot be read.
    """
    from cleancopy.names.batch import seen_in
    from cleancopy.names.index import index_of

    context = _context(text, settings.for_text(text), source, source_lang)
    return seen_in(text, index_of(settings.names), context)


def _context(text: str, settings: Settings, source: str, source_lang: str) -> Context:
    date = settings.date or dateline(text)
    names, style = settings.names, settings.style
    return Context(date, source, source_lang, names, style, settings.seen)
