"""What it costs to read a mark in a way that its context, its shape or the balance speaks against.

A price is a number of points; 0 is what sound text pays. One point is what a single misplaced blank
costs, so that a reading with three faults loses against one with two.
"""

from __future__ import annotations

from cleancopy.borders import weight_of_last
from cleancopy.quotes.marks import CLOSES, OPENS, Mark
from cleancopy.words import function_words, word_list

_OPENING_SIGNS = "([{‘'—–-/"
_LEADING_ON = frozenset(
    """the a an of to in on at by for from with as and or but than that which who his her its their
    our my your called named titled dubbed nicknamed entitled termed""".split()
)
_SELDOM_LAST = 7  # decibans (see rules/language/borders.txt) from which a word ends no quotation
_GOES_ON = frozenset("and or in on been by of than which who at with".split())
_CLOSING_SIGNS = ".,;:!?)]}…—–-/’'"

# How a mark may be read, apart from opening and closing.
DROPPED = 4.8
DROPPED_BESIDE_MARK = 1.4
DROPPED_IN_PHRASE = 1.4
DROPPED_SPACED = 2.4  # between two words, with a blank on both sides
DROPPED_BEHIND_ATTRIBUTION = 1.6  # the speech it would close is over
PAST_ATTRIBUTION = 5.5  # closes behind the words that say whose the speech is
MEASURE = 1.5  # inches, seconds
APOSTROPHE = 0.2  # of a plural possessive
CUED = 0.3  # opens behind an introduction; twice that: closes before an attribution
ATTRIBUTED = 3.0  # more, for opening right before an attribution
UNOPENED = 3.8  # closes what began before the text
UNOPENED_AT_START = 2.0
UNOPENED_IN_SENTENCE = 1.0  # more, where it does not even end a sentence or clause
UNCLOSED = 3.0  # the paragraph ends, the quotation does not
UNCLOSED_AT_END = 2.0  # so does an excerpt
UNCLOSED_IN_ARTICLE = 3.6  # at its very end
CARRIED_ON = 1.2  # speech that goes on in the next paragraph without opening again
CARRIED_FURTHER = 0.3  # and in one more
LEFT_OPEN = 0.9  # and to the text's end
ARTICLE = 8  # paragraphs that make a text a whole article, not an excerpt
INSERTED = 2.0  # a partner set where a cue stands
CONTINUED = 0.2  # a further paragraph of the same speech
IN_LONG_SPEECH = 2.5  # closes amid paragraphs of speech that goes on
CARRIED_PAST_ATTRIBUTION = 2.5  # it goes on, though somebody was named as its speaker
MOVED = 3.6  # closes on the wrong side of its blank
MOVED_IN_DOUBT = 5.5
AMID_CLAUSE = 2.0  # more, for opening where all but the balance says that a phrase is closed
RUNS_ON = 2.5  # opens between a noun and what goes on with it
LEADS_ON = 1.5  # closes behind a word that no phrase ends with
REOPENED = 4.0  # opens inside an open quotation, in mid-sentence
REOPENED_AT_SENTENCE = 2.2  # or at a sentence, where a paragraph's end may have been lost
OTHER_SHAPE = 1.0  # a curly mark turned
FOREIGN_SHAPE = 0.7


def opening(mark: Mark) -> float:
    """The price of reading a mark as one that opens."""
    blank_before = mark.blanks_before > 0 or not mark.before or mark.before in _OPENING_SIGNS
    blank_after = mark.blanks_after > 0 and mark.parted_inside != OPENS
    if not mark.after or (mark.after in '"”»' and not blank_after):
        price = 6.0
    elif blank_before and not blank_after:
        price = 3.0 if mark.after in ".,;:!?)" else 0.0
    elif blank_before:
        price = 3.0 if mark.after in ".,;:!?)" else 1.6
        price -= 0.8 if mark.word_before in _LEADING_ON else 0.0
    elif not blank_after:
        price = 1.2 if mark.before in '.,;:!?…”"’)' else 1.5
        price += 3.0 if mark.after in ".,;:!?)" else 0.0
    else:
        price = 3.5 + (AMID_CLAUSE if _closes_phrase(mark) else 0.0)
    return price + _turned(mark, OPENS)


def _closes_phrase(mark: Mark) -> bool:
    """Whether a mark has the shape and the blanks of a closing one, and nothing leads on to it."""
    has_shape = mark.shape == CLOSES and mark.before.isalnum()
    return has_shape and mark.word_after[:1].islower() and not _leads_on(mark)


def _leads_on(mark: Mark) -> bool:
    """Whether the word before a mark is one that words in quotation marks follow."""
    return mark.word_before in _LEADING_ON or mark.word_before in word_list("speech-verbs")


def closing(mark: Mark) -> float:
    """The price of reading a mark as one that closes."""
    joined = mark.blanks_before == 0 or mark.parted_inside == CLOSES
    content = joined and mark.before not in ("", "(", "[", "‘")
    border = mark.blanks_after > 0 or not mark.after or mark.after in _CLOSING_SIGNS
    border = border or mark.is_pluralised
    if not mark.before:
        price = 6.0
    elif content and border:
        price = 0.0
    elif content:
        price = 1.2 if mark.before in ".,;:!?…" else 1.5
    elif not border:
        price = _moved(mark)
    else:
        price = 0.6 if not mark.after or mark.after in _CLOSING_SIGNS else 1.6
    leads_on = LEADS_ON if mark.word_before in _LEADING_ON else 0.0
    return price + leads_on + _turned(mark, CLOSES)


def _moved(mark: Mark) -> float:
    """The price of closing where the blank stands before the mark and a word right behind it.

    The word before must be able to end a phrase, and the one behind to go on after it.
    """
    goes_on = mark.word_after in function_words()[0]
    return MOVED if mark.shape and goes_on else MOVED_IN_DOUBT


def unopened(mark: Mark, *, is_first: bool) -> float:
    """The price of closing what nothing opened: it began before the text, or nowhere."""
    price = UNOPENED_AT_START if is_first else UNOPENED
    return price if mark.before in tuple(".,!?…)") else price + UNOPENED_IN_SENTENCE


def unclosed(paragraphs: int, *, is_last: bool) -> float:
    """The price of a quotation that is open where its paragraph ends, in a text of so many."""
    if not is_last:
        return UNCLOSED
    return UNCLOSED_IN_ARTICLE if paragraphs >= ARTICLE else UNCLOSED_AT_END


def reopening(mark: Mark) -> float:
    """The price of opening again, with no closing mark before, further on in a paragraph."""
    return REOPENED_AT_SENTENCE if mark.before in tuple(".!?…") else REOPENED


def dropping(mark: Mark, left: Mark | None, *, is_alone: bool) -> float:
    """The price of taking a mark for a stray one; of two side by side the second is the stray.

    `is_alone` says that no mark of its paragraph can be its partner.
    """
    between = mark.text[left.end : mark.start].strip() if left else "no mark"
    beside = between in ("", left.before if left and left.before in tuple(".,") else "")
    if left and beside and not (mark.blanks_before and closing(left) == opening(mark) == 0.0):
        return DROPPED_BESIDE_MARK
    if is_alone and _cuts_phrase(mark):
        return DROPPED_IN_PHRASE
    if _is_spaced(mark) and mark.word_before and mark.after.isalnum() and mark.shape != OPENS:
        doubt = bool(mark.shape) or _leads_on(mark)
        return DROPPED_SPACED + (1.0 if doubt else 0.0) + (1.0 if _ends_name(mark) else 0.0)
    return DROPPED + (1.0 if mark.is_curly and mark.before and mark.after else 0.0)


def _cuts_phrase(mark: Mark) -> bool:
    """Whether a mark stands where none can close, nor open: close behind `the`, between two words.

    With blanks on both sides it parts two words of which neither begins or ends a phrase.
    """
    if not (mark.word_before and mark.word_after[:1].islower() and mark.blanks_after):
        return False
    if not mark.blanks_before:
        speaks = mark.word_after in word_list("speech-verbs")
        ends_nothing = weight_of_last(mark.word_before) >= _SELDOM_LAST
        may_close = mark.is_single or mark.shape == OPENS or speaks  # ` opens for some single ones
        return ends_nothing and not may_close
    small = function_words()[0]
    return not (mark.shape or mark.word_before in small or mark.word_after in small)


def runs_on(mark: Mark) -> bool:
    """Whether a mark that could open parts a noun from the small word that goes on after it."""
    opening = mark.blanks_before and not mark.blanks_after and mark.shape != CLOSES
    if not (opening and mark.word_after in _GOES_ON and mark.word_before):
        return False
    return mark.word_before not in function_words()[0]


def _ends_name(mark: Mark) -> bool:
    """Whether a mark of closing shape stands behind a capitalized word, which may be a title."""
    start = mark.start - mark.blanks_before - len(mark.word_before)
    return mark.shape == CLOSES and mark.text[start].isupper()


def _is_spaced(mark: Mark) -> bool:
    return mark.blanks_before > 0 and mark.blanks_after > 0


def _turned(mark: Mark, role: str) -> float:
    if not mark.shape or mark.shape == role:
        return 0.5 if mark.sign == "''" and role == OPENS else 0.0
    # Between two blanks only its shape tells its part; yet engines close with an opening mark.
    spaced = OTHER_SHAPE if role == OPENS and _is_spaced(mark) else 0.0
    return spaced + (OTHER_SHAPE if mark.is_curly else FOREIGN_SHAPE)
