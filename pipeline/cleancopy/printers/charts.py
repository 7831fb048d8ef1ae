"""The charts of an overview: states, bars, and scores before and after with papers beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING

from cleancopy.bands import Scale
from cleancopy.printers.svg import (
    CLEAN,
    INK,
    LEFT,
    LINE,
    LOOK,
    PAPER,
    REPAIRED,
    SOFT,
    WIDTH,
    drawn,
)
from cleancopy.printers.visible import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FEW = 30  # up to so many documents are drawn one by one
HEAPS = 40
_BY_STATE = {"left": LEFT, "look": LOOK, "repaired": REPAIRED, "clean": CLEAN}
_BEFORE, _AFTER = CLEAN, REPAIRED
_PAD = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
_LETTER = 6.3 * 72 / 96  # points of width that a letter takes, on average
_LONGEST = 22  # characters of a bar's name


def states(counts: Mapping[str, int], labels: Mapping[str, str]) -> str:
    """The documents by state, as one bar, and under it what its stretches are."""
    total = sum(counts.values())

    def draw(axes: Axes) -> None:
        start = 0
        for row, (state, count) in enumerate(counts.items()):
            colour, height = _BY_STATE[state], -1.4 - row
            axes.barh(0, count, left=start, color=colour, edgecolor=PAPER, height=1.1)
            start += count
            axes.plot([total * 0.014], [height], "s", color=colour, markersize=7)
            axes.text(total * 0.045, height, labels[state], color=INK, va="center_baseline")
            _number(axes, total * 0.86, height, f"{count:,}")
            _number(axes, total, height, f"{100 * count / total:.0f}%", SOFT)
        axes.set_xlim(0, total)
        axes.set_ylim(-0.9 - len(counts), 0.6)

    said = ", ".join(f"{labels[state]}: {count:,}" for state, count in counts.items())
    return drawn("Documents by state", said, 24 * (len(counts) + 1.5), draw)


def bars(title: str, counts: Mapping[str, int]) -> str:
    """Counts as bars, in their order, each with its name and its number."""
    names = [visible(name) for name in counts]
    names = [name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…" for name in names]
    gutter = (max(map(len, names)) + 2) * _LETTER / (WIDTH * 0.75)

    def draw(axes: Axes) -> None:
        most = max(counts.values())
        for row, (name, count) in enumerate(zip(names, counts.values(), strict=True)):
            axes.barh(-row, count, color=_AFTER, height=0.6)
            axes.text(-0.015 * most, -row, name, color=INK, ha="right", va="center_baseline")
            axes.text(count + 0.015 * most, -row, f"{count:,}", color=INK, va="center_baseline")
        room = most / (1 - gutter - 0.12)
        axes.set_xlim(-gutter * room, most + 0.12 * room)
        axes.set_ylim(-len(counts) + 0.5, 0.5)

    said = ", ".join(
        f"{name}: {count:,}" for name, count in zip(names, counts.values(), strict=True)
    )
    return drawn(title, said, 24 * len(counts), draw)


def distribution(title: str, pairs: Sequence[tuple[float, float]], scale: Scale) -> str:
    """A score before (above) and after (below), with the papers on their places of the scale."""
    before, after = ([pair[side] for pair in pairs] for side in (0, 1))
    ends = _range([*before, *after], scale)

    def draw(axes: Axes) -> None:
        axes.set_xlim(*ends)
        axes.set_ylim(-1.0, 2.75 + 0.27 * len(scale.points))
        _draw_papers(axes, scale, ends)
        _draw_scale(axes, scale, ends)
        if len(pairs) <= FEW:
            _draw_each(axes, pairs)
        else:
            _draw_heaps(axes, before, after, ends)
        for height, label, figures in ((_UPPER, "Before", before), (_LOWER, "After", after)):
            _draw_middle(axes, height, label, figures)

    middles = f"median {median(before):.1f} before and {median(after):.1f} after the repairs"
    return drawn(title, f"{len(pairs):,} documents; {middles}", 300, draw)


_UPPER, _LOWER = 1.75, 0.45  # where the documents stand before and after


def _draw_each(axes: Axes, pairs: Sequence[tuple[float, float]]) -> None:
    """Each document as a line from its score before to that after."""
    for before, after in pairs:
        axes.plot([before, after], [_UPPER, _LOWER], color=SOFT, linewidth=0.5, zorder=1)
    for height, side, colour in ((_UPPER, 0, _BEFORE), (_LOWER, 1, _AFTER)):
        places = [pair[side] for pair in pairs]
        axes.plot(places, [height] * len(places), "o", color=colour, markersize=4.5, zorder=2)


def _draw_heaps(
    axes: Axes, before: Sequence[float], after: Sequence[float], ends: tuple[float, float]
) -> None:
    """The documents heaped up in stretches of the scale, both rows by one measure."""
    step = (ends[1] - ends[0]) / HEAPS
    heaps = [_heaped(figures, ends[0], step) for figures in (before, after)]
    most = max(max(heap) for heap in heaps)
    for height, heap, colour in ((_UPPER, heaps[0], _BEFORE), (_LOWER, heaps[1], _AFTER)):
        filled = [(index, count) for index, count in enumerate(heap) if count]
        places = [ends[0] + step * (index + 0.5) for index, _ in filled]
        tops = [0.85 * count / most for _, count in filled]
        axes.bar(places, tops, step * 0.86, bottom=height, color=colour, zorder=1)


def _heaped(figures: Sequence[float], low: float, step: float) -> list[int]:
    heap = [0] * HEAPS
    for figure in figures:
        heap[min(HEAPS - 1, max(0, int((figure - low) / step)))] += 1
    return heap


def _draw_middle(axes: Axes, height: float, label: str, figures: Sequence[float]) -> None:
    """The median as a mark under its row, and in words at the beginning of the line."""
    middle = median(figures)
    axes.plot([middle], [height - 0.13], "^", color=INK, markersize=5, zorder=3)
    axes.text(
        0, height - 0.34, f"{label}: median {middle:.1f}".replace("-", "−"), color=INK,
        transform=axes.get_yaxis_transform(), weight="bold", va="center_baseline", bbox=_PAD,
    )  # fmt: skip


def _draw_papers(axes: Axes, scale: Scale, ends: tuple[float, float]) -> None:
    """The papers above the rows, each with a line down to the scale; the last stands lowest."""
    for row, point in enumerate(sorted(scale.points, key=lambda each: -each.at)):
        height, said = 2.85 + 0.27 * row, f"{point.short} {point.at:g}"
        axes.plot([point.at] * 2, [-0.1, height], color=LINE, linewidth=1, zorder=0)
        width = len(said) * _LETTER * 0.95 / (WIDTH * 0.75) * (ends[1] - ends[0])
        fits = point.at + width < ends[1]
        axes.text(
            point.at, height, said, color=SOFT, fontsize=9, bbox=_PAD,
            ha="left" if fits else "right", va="center_baseline",
        )  # fmt: skip


def _draw_scale(axes: Axes, scale: Scale, ends: tuple[float, float]) -> None:
    """The borders of the bands as numbers, and what the bands are called where there is room."""
    low, high = ends
    axes.plot(ends, [-0.1, -0.1], color=LINE, linewidth=1)
    borders = [band.start for band in scale.bands if low < band.start < high]
    for border in borders:
        axes.plot([border] * 2, [-0.1, -0.17], color=SOFT, linewidth=1)
        if 0.03 < (border - low) / (high - low) < 0.97:
            axes.text(border, -0.2, f"{border:g}", color=SOFT, fontsize=9, ha="center", va="top")
    upper = high
    for band in scale.bands:
        left, right = max(low, band.start), min(high, upper)
        upper = band.start
        words = band.says.removeprefix("for ").removeprefix("the ").rsplit(" ", 1)
        room = (right - left) / (high - low) * WIDTH * 0.75
        if max(map(len, words)) * _LETTER < room:
            axes.text(
                (left + right) / 2, -0.46, "\n".join(words), color=SOFT, fontsize=8,
                ha="center", va="top", linespacing=1.1,
            )  # fmt: skip


def _range(figures: Sequence[float], scale: Scale) -> tuple[float, float]:
    """The ends of the scale as drawn: all figures and all papers, with some air."""
    every = [*figures, *(point.at for point in scale.points)]
    air = 0.06 * (max(every) - min(every)) or 1.0
    return min(every) - air, max(every) + air


def _number(axes: Axes, place: float, height: float, said: str, colour: str = INK) -> None:
    axes.text(place, height, said, color=colour, ha="right", va="center_baseline")
