"""Quoted speech of the source whose marks the text has lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.beside.places import beside
from cleancopy.finders import Found, Options
from cleancopy.view import View

# Pairs that hold speech; the marks of Chinese book titles are no speech.
_QUOTED = re.compile(
    r"«([^«»\n]+)»|»([^«»\n]+)«|„([^„“”\"\n]+)[“”\"]|“([^“”\n]+)”|「([^「」\n]+)」|『([^『』\n]+)』"
    r'|(?<!\w)"([^"\n]+)"(?!\w)'
)
_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]+")
_CHARACTER = re.compile(r"[\u3040-\u309f\u3400-\u9fff]")  # names are in katakana
_MARK = re.compile(r"[\"“”„«»「」『』‟〝〞＂]|''|``|(?<!\w)['‘‚`]|['’](?!\w)|[‘’](?<=\W.)|&quot;")
# Speech that is told and no longer quoted needs no marks.
_TOLD = re.compile(
    r"\b(?:said|says|say|saying|told(?: \w+){1,3}|stated|added|explained|noted|stressed|hopes?"
    r"|wrote|believes?|believed|announced|claimed|emphasi[sz]ed|warned|argued"
    r"|expressed[\w ]{1,40}) that\b"
)
_WORDS, _CHARACTERS = 6, 14  # of a quotation that is speech and no title or turn of phrase
_SHOWN = 60


def find(view: View, options: Options) -> Iterator[Found]:
    """Lines without any mark whose source quotes speech."""
    pair = beside(view.text, view.context)
    if pair is None:
        return
    for (start, end), (first, last) in pair.pairs:
        if _MARK.search(view.text, start, end) or not view.text[start:end].strip():
            continue
        if _TOLD.search(view.text, start, end):
            continue
        for match in _QUOTED.finditer(pair.source, first, last):
            words = next(filter(None, match.groups()))
            if len(_CHARACTER.findall(words)) >= _CHARACTERS or len(_WORD.findall(words)) >= _WORDS:
                shown = match[0] if len(match[0]) <= _SHOWN else match[0][:_SHOWN] + "…"
                yield Found(*pair.line_of(match.start()), None, f"The source quotes {shown}")
                break
