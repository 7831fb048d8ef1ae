"""Forms of names that a house style does not use."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.names.forms import places
from cleancopy.styles import read_style
from cleancopy.view import View


def find(view: View, options: Options) -> Iterator[Found]:
    """Forms that the style `style` replaces, where the desk's own style has no say on them.

    Without `style` it is the desk's own.
    """
    chosen = read_style(view.context.style)
    style = read_style(options["style"]) if "style" in options else chosen
    said = chosen.words if style is not chosen else frozenset[str]()
    for form in style.forms:
        if not said.isdisjoint((*form.old, form.new)):
            continue
        reason = f"{form.new} is the form in use: {form.why}"
        for match in places(view, form, quotations=style.quotations == "changed"):
            yield Found(*match.span(), form.new, reason)
