"""The sentences of a text, told by their lengths, and how many textstat would count.

Ours are found by sentencex, which knows abbreviations ('Gen.', 'a.m.', 'U.S.'). Three things are
added: a line's end ends a sentence, as after a headline; several sentences in one quotation or one
pair of brackets are several; nothing that goes on with a small letter is new: '"Never!" he said.'
"""

import re

from sentencex import segment  # type: ignore[import-untyped]

# sentencex sees no stop between two quotation marks or brackets, so it is shown the text without.
# An ellipsis may end a sentence; sentencex knows it only as three full stops. Half of a character
# (a lone surrogate) cannot be handed to it at all, and 1.0.32 breaks off at an initial before a
# blank beyond ASCII: 'U\xa0.'
_BLANK = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HIDDEN = re.compile(r'["“”„«»‘‹›()\ud800-\udfff]+')
_HIDDEN_ASCII = str.maketrans("", "", '"()')
_WORD = re.compile(r"\w\S*")  # in effect, a token with a letter or a digit: textstat's word
_LETTER = re.compile(r"[^\W\d_]")

_STOP = re.compile(r"\b[^.!?]+[.!?]*")  # textstat's sentence, which counts if it has three words
_THREE_WORDS = re.compile(r"\w\S*+\s\W*+\w\S*+\s\W*+\w")


def lengths(text: str, language: str = "en") -> list[int]:
    """The lengths of the sentences in words, in order; a piece without a letter is no sentence.

    `language` is an ISO 639-1 code, with or without a region; an unknown one is split like English.
    A line is a paragraph: text that is broken into lines inside its sentences gets too many.
    """
    root = re.split("[-_]", language)[0]
    return [
        len(_WORD.findall(sentence))
        for line in _bare(text).splitlines()
        for sentence in _split(line, root)
        if _LETTER.search(sentence)
    ]


def _bare(text: str) -> str:
    """A text as sentencex is shown it."""
    if text.isascii():
        return text.translate(_HIDDEN_ASCII)
    return _BLANK.sub(" ", _HIDDEN.sub("", text)).replace("…", "...")


def textstat_count(text: str) -> int:
    """The number of sentences of a text with words as textstat 0.7.13 counts them, at least 1."""
    return max(1, sum(_THREE_WORDS.match(piece) is not None for piece in _STOP.findall(text)))


def _split(line: str, language: str) -> list[str]:
    """The sentences of one line without quotation marks."""
    sentences: list[str] = []
    for piece in _pieces(line, language):
        if sentences and _goes_on(piece):
            sentences[-1] += piece
        else:
            sentences.append(piece)
    return sentences


def _pieces(line: str, language: str) -> list[str]:
    """The sentences as sentencex has them; a line at which its Rust panics is one."""
    try:
        return list(segment(language, line))
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which is no Exception, and ends a batch
            raise
        return [line]


def _goes_on(piece: str) -> bool:
    """Whether a piece begins with a small word; 'iPhone' and 'al-Shabab' may begin a sentence."""
    word = _WORD.search(piece)
    return word is not None and word[0].islower()
