"""Applying: the decisions of a review carried out on the files that were reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cleancopy.batch import title_of, write
from cleancopy.decisions.record import CHANGED, Reviewed
from cleancopy.document import Change, digest
from cleancopy.errors import CleancopyError
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.plan import Input
from cleancopy.formats.rereading import misread
from cleancopy.formats.source import Refused
from cleancopy.tally import Say, Tally


class Decided:
    """The decisions on many articles, found by the text that they are on."""

    def __init__(self, articles: Sequence[Reviewed]) -> None:
        self._articles = articles
        self._by_text = {article.sha256: article for article in articles}
        # Two articles may have one text, and other decisions.
        self._by_both = {(article.name, article.sha256): article for article in articles}

    def changes(self, name: str, text: str) -> list[Change]:
        """What the decisions make of a text. Raises CleancopyError where there are none on it."""
        sha256 = digest(text)
        article = self._by_both.get((name, sha256)) or self._by_text.get(sha256)
        if article is None:
            raise CleancopyError(self._why_none(name))
        return article.changes(text)

    def _why_none(self, name: str) -> str:
        if len(self._articles) == 1 or any(article.name == name for article in self._articles):
            return CHANGED
        return "no decisions on this text; it was changed, or it was not in the review"


def apply(item: Input, target: Path | None, wanted: Wanted, decided: Decided, say: Say) -> Tally:
    """Write one input as its reviewer wants it.

    A file that is one text is refused as a whole where the decisions do not fit it; of a table
    the texts that they do not fit are left as they are. What goes wrong is said and tallied.
    """
    tally = Tally(item.source.name, say)

    def results(parts: Iterable[Part]) -> Iterator[tuple[Part, Sequence[Change]]]:
        for part in parts:
            yield part, _changes(item, part, decided, tally)

    write(item, target, wanted, tally, results)
    return tally


def _changes(item: Input, part: Part, decided: Decided, tally: Tally) -> Sequence[Change]:
    if part.text is None:
        return ()
    tally.texts += 1
    try:
        changes = decided.changes(title_of(item, part), part.text) if part.text.strip() else []
    except CleancopyError as error:
        if item.is_whole:
            raise Refused(f"{item.source.name}: {error}") from None
        tally.left(f"{error}; left as it is", part.line)
        return ()
    where = misread(part, changes)
    if where is not None:  # a person decided so: it is done, and said
        begin, _ = next(iter(part.places([where])))
        tally.warn("what was decided on is read as markup here; look at it", begin.line)
    tally.repaired += bool(changes)
    tally.repairs += len(changes)
    return changes
