"""What no edit may touch, what is only prose, and what no input may slow down."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleancopy.protect import _PROTECTED, all_ranges, crosses, protected_ranges
from strategies import quick, thorough

# In each text the protected ranges stand between ⟦ and ⟧.
PROTECTED = [
    # addresses of pages; the marks after them belong to the sentence
    "See ⟦https://example.org/a,b;c?d=e&f=g#h⟧, then go.",
    "(⟦http://example.org/a_(b⟧).",
    "“⟦https://example.org⟧”, she said.",
    "«⟦ftp://example.org/x⟧»…",
    "At ⟦https://example.org/a⟧… and ⟦HTTPS://EXAMPLE.ORG/B⟧!",
    "At ⟦https://example.org/a⟧。然后",
    "Seesite⟦https://example.org/a⟧ or ⟦sftp://example.org⟧.",
    "Go to ⟦www.example.org/x⟧, or ⟦WWW.EXAMPLE.ORG⟧.",
    "<⟦https://example.org⟧>",
    # hosts
    "Read ⟦example.co.uk/path⟧, ⟦example.com⟧ and ⟦news.example.com.au/a/b.html⟧.",
    "⟦Example.com⟧ sells, ⟦state.gov⟧ tells, ⟦example.gov.cn⟧ and ⟦example.ac.uk⟧ know.",
    "Read ⟦example.org⟧.He did.",
    # mail, handles, hashtags
    "Write to ⟦desk.news+uk@example.co.uk⟧, please.",
    "⟦a_b@example.org⟧-- or ⟦x@example.org⟧.",
    "By ⟦@handle⟧, ⟦@a_b2⟧ and ⟦#MeToo⟧: ⟦#été⟧!",
    # paths
    r"Open ⟦C:\Temp\a.txt⟧, not ⟦c:\⟧.",
    "Run ⟦./configure⟧, ⟦../a/b.sh⟧ and ⟦/usr/local/bin⟧.",
    "It is in ⟦~/.config/app⟧ or ⟦/etc/app.d/⟧ (or ⟦/a/b⟧).",
    # code
    "Type ⟦`a  ,b`⟧ or ⟦`x`⟧: ⟦`y z`⟧.",
    "⟦`a`⟧s, ⟦``a ` b``⟧ and ⟦```\nx  =  1\n```⟧ end.",
    # placeholders
    "Dear ⟦{name}⟧, ⟦{0}⟧ ⟦{price:.2f}⟧ ⟦${USER}⟧ ⟦{{ user.name }}⟧ ⟦{{x|y}}⟧!",
    "In ⟦%s⟧, ⟦%d⟧: ⟦%(name)s⟧ and (⟦%s⟧).",
    # markup
    '⟦<p class="x y">⟧Text⟦</p>⟧ ⟦<br/>⟧ ⟦<br />⟧ ⟦<h1>⟧ ⟦<my-tag a=1>⟧',
    "a ⟦<!-- no\n<b>text</b> -->⟧ b ⟦<!---->⟧",
    "<!-- a ⟦<!-- b -->⟧ c -->",
]

PROSE = [
    "He signed.He left.Then in.It rained.",
    "and/or, he/she, km/h, 9/11, w/o, 24/7/365, A/B/C",
    "/ or // or /a or ./ or ../ or ~/",
    "50% said so; 5 % say, 100%s, %sure, % d.",
    "3 < 4 and 5 > 2, a<3, b<-1, <3, < b >",
    "A&E, R&D, AT&T, &#39; &amp;",
    "No. 5, #1, # 2, U.S., e.g., i.e., p.m., a.m.",
    "At 5 @ 3, @ home, @x.",
    "{ and } and {} and { x } and {{ and {{ x } no",
    "$5 and $ {",
    "` and `` and ` a` and `a ` and `",
    "the people`s vote, O`Brien and D`Arcy",
    "`Yes' and `no', he said.",
    "Example.community, example.comma, signed.information, example.de.",
    "C: drive, C:x, a:b, 12:30",
    "<!-- never closed",
    "``` never closed",
    "``Yes'' and ``no'', he said; `` is a mark and so is ``.",
    "U+0041, 1.5/2.5, www. is a prefix",
    "",
]


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and the spans that they enclosed."""
    text, borders = "", list[int]()
    for char in marked:
        if char in "⟦⟧":
            borders.append(len(text))
        else:
            text += char
    return text, list(zip(borders[::2], borders[1::2], strict=True))


@pytest.mark.parametrize("marked", PROTECTED)
def test_protected(marked: str) -> None:
    text, spans = unmarked(marked)
    assert [text[slice(*span)] for span in protected_ranges(text)] == [
        text[slice(*span)] for span in spans
    ]
    assert protected_ranges(text) == spans


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_not_protected(text: str) -> None:
    assert [text[slice(*span)] for span in protected_ranges(text)] == []


SCRAPS = r"""` `` ``` < <a > </ <!-- --> http:// www. WWW. x.y @ # { {{ } }} ${ %s %( )s / ./ ../ ~
    \ C:\ .com .co.uk .org a b é 1 . , - + _ ( ) “ ”"""
scraps = st.lists(st.sampled_from([*SCRAPS.split(), " ", "\n", "\r"]), max_size=12).map("".join)


@thorough
@given(scraps)
def test_the_quick_look_for_signs_misses_nothing(text: str) -> None:
    assert all_ranges(text) == [match.span() for match in _PROTECTED.finditer(text)]


@quick
@given(scraps)
def test_ranges_are_in_order_and_hold_something(text: str) -> None:
    position = 0
    for start, end in protected_ranges(text):
        assert position <= start < end <= len(text)
        position = end


def laid_out(steps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, from gaps and sizes."""
    found, position = list[tuple[int, int]](), 0
    for gap, size in steps:
        found.append((position + gap, position + gap + size))
        position += gap + size
    return found


spans = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=5).map(laid_out)


@thorough
@given(spans, st.integers(0, 24), st.integers(0, 6))
@example([(2, 4), (4, 6)], 4, 0)
@example([(2, 4)], 2, 0)
@example([(2, 4)], 3, 0)
@example([(2, 4)], 4, 2)
@example([(2, 4)], 0, 2)
@example([(2, 3), (5, 6)], 0, 6)
def test_an_edit_crosses_what_it_takes_from_or_falls_inside(
    spans: list[tuple[int, int]], start: int, size: int
) -> None:
    end = start + size
    takes = any(first <= place < last for first, last in spans for place in range(start, end))
    inside = any(first < start and end < last for first, last in spans)
    assert crosses(spans, start, end) == (takes or inside)


# What begins something protected again and again, and never ends it.
HOSTILE = [
    *("a.", "a@a.", "@", "/a", "/.", "./", "-./", "`a ", "``` `", "<a ", "<!--", "{{", "%(a"),
    *("http:// ", "C:\\. "),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_input_makes_the_search_walk_in_circles(unit: str) -> None:
    spans = protected_ranges(unit * (200_000 // len(unit)))
    assert all(one[1] <= next_[0] for one, next_ in pairwise(spans))


@pytest.mark.parametrize("opening", ["http://", "www.a", "C:\\", "./", "example.org/", "~/a/"])
def test_an_opening_is_searched_once_for_its_end(opening: str) -> None:
    assert len(protected_ranges(opening + "." * 200_000)) <= 1
