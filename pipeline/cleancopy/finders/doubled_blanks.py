"""Two or more blanks between two words of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_BLANKS = re.compile(r"(?<=\S) {2,}(?=\S)")
_LONGEST = 4  # blanks; more are layout


def find(view: View, options: Options) -> Iterator[Found]:
    """Such gaps in mid-sentence, in lines that are prose.

    After a stop two blanks are a typist's habit. A line with many gaps is a row of a table.
    """
    if "  " not in view.text:
        return
    for start, end in view.lines:
        gaps = list(_BLANKS.finditer(view.text, start, end))
        if not gaps or len(gaps) * 5 > len(view.text[start:end].split()):
            continue
        if "\t" in view.text[start:end] or max(len(gap[0]) for gap in gaps) > _LONGEST:
            continue
        for gap in gaps:
            if _in_mid_sentence(view.text, *gap.span()):
                yield Found(gap.start() + 1, gap.end(), "")


def _in_mid_sentence(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1], text[end]
    return (before.isalnum() or before in ",;)”’%") and (after.isalnum() or after in "“‘\"'($£€")
