"""`cleancopy apply`: what a reviewer decided, carried out on what was reviewed."""

from __future__ import annotations

from pathlib import Path

import click

from cleancopy.cli.program import DONE, FOUND, MISUSE, say

_CODES = "Exit codes: 0 done; 1 some text was left as it is; 2 nothing was written."


@click.command(epilog=_CODES)
@click.argument("original")
@click.argument("decisions", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="OUTPUT", help="A file, or a folder for a folder.")
@click.option("--in-place", is_flag=True, help="Write over the original.")
@click.option("--column", metavar="NAME", default="text", help="The column of a table.")
@click.option("-q", "--quiet", is_flag=True, help="Do not sum up.")
def apply(
    original: str, decisions: Path, output: str | None, in_place: bool, column: str, quiet: bool
) -> int:
    """Carry out the DECISIONS of a review on the ORIGINAL: a text, a folder or a table.

    DECISIONS is the file that the review page exports. What was accepted is done, what was
    rejected is not; where nothing was decided, repairs are done and advice is not. A text that
    was changed since the review is refused.
    """
    from cleancopy.cli import talk
    from cleancopy.decisions.record import read_decisions
    from cleancopy.formats.parts import Wanted
    from cleancopy.formats.plan import planned, targets
    from cleancopy.review import applying

    decided = applying.Decided(read_decisions(decisions))
    plan = planned([original], in_place)
    tallies = []
    for item, target in zip(plan.inputs, targets(plan, [original], output, in_place), strict=True):
        tallies.append(applying.apply(item, target, Wanted(column), decided, say))
        if not (quiet or tallies[-1].refused or tallies[-1].unwritten):
            say(f"{tallies[-1].name}: {talk.applied(tallies[-1])}")
    if tallies and all(tally.refused for tally in tallies):
        return MISUSE
    return FOUND if plan.unreadable or any(tally.failed for tally in tallies) else DONE
