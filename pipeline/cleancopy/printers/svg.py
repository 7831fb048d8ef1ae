"""SVG by matplotlib, fitted into a page: the page's colours and type, and no ids that collide.

Text stays text, so that it can be read out, found and set in the page's own type. Colours are
names until the page gives them values, so that one drawing serves light, dark and print. The same
drawing gives the same bytes: no clock, no random names.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Container
from html import escape
from importlib.util import find_spec
from io import StringIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 440  # in pixels of the page; wider, and the type is too small on a telephone

# What matplotlib is told, and what the page makes of it.
INK, SOFT, LINE, PAPER = "#010101", "#020202", "#030303", "#040404"
LEFT, LOOK, REPAIRED, CLEAN = "#050501", "#050502", "#050503", "#050504"
COLOURS = {
    INK: "var(--ink)", SOFT: "var(--soft)", LINE: "var(--line)", PAPER: "var(--paper)",
    LEFT: "var(--left)", LOOK: "var(--look-at)", REPAIRED: "var(--repaired)",
    CLEAN: "var(--clean)",
}  # fmt: skip
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "cleancopy",
    "font.family": "DejaVu Sans",  # comes with matplotlib, so that it measures alike everywhere
    "font.size": 9.75,  # points of 1/72 inch: 13 pixels
    "text.parse_math": False,
    "path.simplify": False,
}
_NOISE = re.compile(
    r"<(metadata|style|clipPath)\b(?:(?!<\1\b).)*?</\1>|<!--(?:(?!<!--).)*?-->", re.DOTALL
)
_EMPTY = re.compile(r"<defs>\s*</defs>|<g[^>]*>\s*</g>")
_TAG = re.compile("<[^>]*>")
_IDLE = re.compile(r' clip-path="[^"]*"| transform="rotate\(-?0[^"]*"|font-family: [^;"]*; ')
_ID = re.compile(r' id="([^"]*)"')
_USED = re.compile(r'(href=")#([^"]+)')


def can_draw() -> bool:
    """Whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


def drawn(title: str, said: str, height: float, draw: Callable[[Axes], None]) -> str:
    """A chart as SVG for a page, with a title and a description for who cannot see it."""
    # Where its cache cannot be kept it says so to the user, at each run.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    out = StringIO()
    with matplotlib.rc_context(_STYLE), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of letters that its own type has not: the page's has
        figure = Figure(figsize=(WIDTH / 96, height / 96))
        figure.patch.set_visible(False)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        draw(axes)
        nothing: dict[str, Any] = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        FigureCanvasSVG(figure).print_svg(out, metadata=nothing)  # type: ignore[no-untyped-call]
    return _fitted(out.getvalue(), title, said)


def _fitted(svg: str, title: str, said: str) -> str:
    """matplotlib's file as a part of a page that has other charts, and type of its own."""
    head, _, body = svg[svg.index("<svg") :].partition(">")
    box = re.findall(r'viewBox="[^"]*"', head)[0]
    body = _NOISE.sub("", body)
    own = re.sub(r"\W+", "-", title.lower())
    used = {name for tag in _TAG.findall(body) for _, name in _USED.findall(tag)}
    body = _TAG.sub(lambda tag: _tidied(tag[0], own, used), body)
    while (shorter := _EMPTY.sub("", body)) != body:
        body = shorter
    named = f"<title>{escape(title)}</title><desc>{escape(said)}</desc>"
    lines = f'<svg class="chart" role="img" {box}>{named}{body}'.splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _tidied(tag: str, own: str, used: Container[str]) -> str:
    """A tag with the page's colours and type, and no ids but those that are used, made its own."""
    tag = _IDLE.sub("", tag)
    tag = _ID.sub(lambda at: f' id="{own}-{at[1]}"' if at[1] in used else "", tag)
    tag = _USED.sub(rf"\1#{own}-\2", tag)
    for colour, name in COLOURS.items():
        tag = tag.replace(colour, name)
    return tag
