"""The language of a text, and whether a paragraph is in another one.

The judge is langdetect. It knows the 55 languages of NAMES and no others: it gives a text in, say,
Icelandic to a language it knows, often with a high probability. It never says "unknown" by itself;
that answer is ours, for texts that are too little to go on or leave it in doubt.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cleancopy.patterns import compiled
from cleancopy.words import english_words

UNKNOWN = "unknown"

NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan",
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "kn": "Kannada", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mr": "Marathi",
    "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "so": "Somali", "sq": "Albanian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh-cn": "Chinese (simplified)", "zh-tw": "Chinese (traditional)",
}  # fmt: skip

_NOT_LATIN = "ar bg bn el fa gu he hi ja kn ko mk ml mr ne pa ru ta te th uk ur zh-cn zh-tw"
# Frequent in English, rare elsewhere: 'in', 'is', 'on' and 'was' are words of Dutch or German too.
_ENGLISH = compiled(
    r"\b(?:the|and|of|to|that|with|were|said|have|has|had|from|this|which|would|will|been|their|they"
    r"|who|but|not|are|his|its|it|by|as|for|be|he|she|we|you|after|about|more|than)\b",
    re.IGNORECASE,
)

SAMPLE = 500  # characters; more text makes langdetect slower but, on news, no surer
LONG_LINE = 80  # letters; what is shorter may be a headline, a dateline, a menu
FEWEST_LETTERS = 20
MANY_WORDS = 40
LONG_TEXT = 2000  # characters
SURE, VERY_SURE = 0.8, 0.95

_WORD = compiled(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OTHER_LETTER = compiled(r"[^\W\d_\u0000-\u02ff\u1e00-\u1eff]")


class Language(NamedTuple):
    """A verdict: a code of NAMES or 'unknown', its name, the probability, and why it is unknown."""

    code: str
    name: str
    probability: float
    note: str = ""


def identify(text: str) -> Language:
    """The language of the body of a text; code 'unknown' and a note where that cannot be said.

    Looks at 500 characters. A text gets the same answer on every machine, in every thread, whatever
    the state of `random`; the probability is rounded to 2 digits. Raises nothing.
    """
    sample = _sample(text)
    letters = _letters(sample)
    if not letters:
        return _unknown("no letters")
    if letters < FEWEST_LETTERS:
        return _unknown(f"too little text: {letters} letters")
    return _judge(sample, SURE)


def is_foreign(paragraph: str, expected: str = "en") -> Language | None:
    """The language of a paragraph that is plainly not in the expected one; None in case of doubt.

    Headlines, lists of names and English full of foreign names are None. Where the script alone
    tells (not Latin though that was expected) the code may be 'unknown'.
    """
    text = unicodedata.normalize("NFKC", paragraph)  # 'bold' letters of social media are Latin
    other_script = expected not in _NOT_LATIN.split() and _is_not_latin(text)
    if expected == "en" and not other_script and reads_english(text):
        return None
    if not other_script and not _is_prose(text):
        return None
    verdict = _judge(_cut(text), SURE if other_script else VERY_SURE)
    doubtful = verdict.code == UNKNOWN and not other_script
    return None if doubtful or verdict.code == expected else verdict


@lru_cache(maxsize=100)  # the lines of a text are looked at again after every round of repairs
def _judge(sample: str, sure: float) -> Language:
    """langdetect's best answer, or 'unknown' where its probability is below `sure`."""
    from cleancopy.detector import probabilities  # a plainly English text needs none

    # langdetect passes over words in capitals, taking them for abbreviations.
    judged = probabilities(sample.lower() if sample.isupper() else sample)
    if judged is None:
        return _unknown("a script that langdetect does not know")
    found = [(code, round(probability, 2)) for code, probability in judged]
    if not found:
        return _unknown("not sure: too many languages come into question")
    code, probability = found[0]
    if probability < sure:
        rivals = ", ".join(f"{NAMES[rival]} {share:.2f}" for rival, share in found)
        return Language(UNKNOWN, UNKNOWN, probability, f"not sure: {rivals}")
    return Language(code, NAMES[code], probability)


def _unknown(note: str) -> Language:
    """The answer where there is none."""
    return Language(UNKNOWN, UNKNOWN, 0.0, note)


def _sample(text: str) -> str:
    """Up to 500 characters of whole words, from the first long lines, else from all lines."""
    lines = [line.strip() for line in text.splitlines()]
    return _gather(line for line in lines if _letters(line) >= LONG_LINE) or _gather(iter(lines))


def _gather(lines: Iterator[str]) -> str:
    """The first lines, as many as fill the sample."""
    sample = ""
    for line in lines:
        sample += line + "\n"
        if len(sample) > SAMPLE:
            break
    return _cut(sample)


def _cut(text: str) -> str:
    """The first 500 characters of a text, without the word that ends beyond them."""
    if len(text) <= SAMPLE:
        return text
    end = max(text.rfind(space, 0, SAMPLE + 1) for space in " \n")
    return text[: end if end > 0 else SAMPLE]


def _letters(text: str) -> int:
    """The number of letters in a text."""
    return sum(map(str.isalpha, text))


def _is_not_latin(text: str) -> bool:
    """Whether at least eight letters, and most of all letters, are not Latin."""
    others = len(_OTHER_LETTER.findall(text))
    return others >= 8 and 2 * others > _letters(text)


def reads_english(text: str) -> bool:
    """Whether a tenth of the words are common English ones; in prose it is a quarter and more."""
    return 10 * len(_ENGLISH.findall(text)) >= len(text.split())


def holds_no_english(text: str) -> bool:
    """Whether a text is in no English, be it a language that langdetect does not know.

    It is long enough for common English words, not one in twenty is one, and of all its words less
    than three in four are English at all: more are in a list of ingredients.
    """
    words = _WORD.findall(text[:LONG_TEXT].lower())
    if len(words) < MANY_WORDS or 20 * len(_ENGLISH.findall(text)) >= len(text.split()):
        return False
    return 4 * sum(word in english_words() for word in words) < 3 * len(words) and _is_prose(text)


def _is_prose(text: str) -> bool:
    """Whether words and letters are enough, and most words begin small: no headline, no names."""
    words = _WORD.findall(text)
    small = sum(word[0].islower() for word in words)
    return len(words) >= 6 and sum(map(len, words)) >= 40 and 2 * small > len(words)
