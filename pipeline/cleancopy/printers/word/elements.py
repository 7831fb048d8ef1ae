"""Elements of WordprocessingML, the few that an article needs."""

from __future__ import annotations

from xml.etree.ElementTree import Element, register_namespace

AUTHOR = "cleancopy"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

register_namespace("w", W)


def w(tag: str, *within: Element, **attributes: str | int) -> Element:
    """An element, its attributes and what is in it."""
    element = Element(f"{{{W}}}{tag}", {f"{{{W}}}{k}": str(v) for k, v in attributes.items()})
    element.extend(within)
    return element


def run(text: str, *properties: Element, deleted: bool = False) -> Element:
    """A run of text, its spaces kept and its tabs as elements; deleted text has its own tag."""
    element = w("r", *([w("rPr", *properties)] if properties else ()))
    for index, part in enumerate(text.split("\t")):
        if index:
            element.append(w("tab"))
        if part:
            written = w("delText" if deleted else "t")
            written.text = part
            written.set(_SPACE, "preserve")
            element.append(written)
    return element
