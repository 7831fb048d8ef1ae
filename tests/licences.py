"""The licences of all locked dependencies, as a table in Markdown: `python tests/licences.py`.

Read off what each installed package says of itself; what says nothing, or leaves a choice, is
settled here by hand. All must go with Apache-2.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

LOCK = Path(__file__).parents[1] / "requirements.lock"
SETTLED = {
    "pyphen": "MPL-1.1",  # of three: GPL 2.0+, LGPL 2.1+, MPL 1.1
    "axe-playwright-python": "MIT",  # its LICENSE file; the axe-core it carries is MPL-2.0
    "langdetect": "Apache-2.0",  # the field says MIT; the classifier and its files Apache
    "matplotlib": "PSF-2.0",  # its own, made after that of Python
}
ALLOWED = frozenset(
    """0BSD Apache-2.0 BSD BSD-2-Clause BSD-3-Clause CC0-1.0 CNRI-Python ISC MIT MIT-CMU MPL-1.1
    MPL-2.0 PSF-2.0 Python-2.0 Unlicense Zlib""".split()
)
"""Licences whose code may be used beside code under Apache-2.0, by their SPDX names; BSD stands
where a package does not say which."""
_WORDED = (
    (r"Apache", "Apache-2.0"), (r"3-Clause BSD|BSD 3-Clause|BSD-3", "BSD-3-Clause"),
    (r"BSD 2-Clause|BSD-2", "BSD-2-Clause"), (r"\bBSD", "BSD"), (r"Mozilla.*2\.0|MPL-2", "MPL-2.0"),
    (r"Python Software|PSF", "PSF-2.0"), (r"\bMIT\b", "MIT"),
)  # fmt: skip


class Licensed(NamedTuple):
    """A locked package, its version, and its licence as an SPDX expression; '' where unknown."""

    name: str
    version: str
    licence: str

    @property
    def is_allowed(self) -> bool:
        """Whether some choice of its licences is allowed as a whole."""
        choices = re.split(r"\s+OR\s+", self.licence)
        return any(set(re.split(r"\s+AND\s+|[()\s]+", c)) <= ALLOWED for c in choices)


def locked() -> list[str]:
    """The names in the lock file."""
    return re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text("utf-8"), re.MULTILINE)


def licensed() -> Iterator[Licensed]:
    """The locked packages that are installed here; some are for another system."""
    for name in locked():
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        yield Licensed(name, found.version, SETTLED.get(name) or licence_of(found))


def licence_of(package: Distribution) -> str:
    """What a package says: an SPDX expression, else its classifiers, else its own words."""
    meta = package.metadata
    if expression := meta.get("License-Expression"):
        return str(expression)
    kinds = [c for c in meta.get_all("Classifier", []) if c.startswith("License ::")]
    first = (meta.get("License") or "").strip().partition("\n")[0]
    if re.fullmatch(r"[\w.+-]+( (?:AND|OR) [\w.+-]+)+", first):
        return first
    for said in (first, " ".join(kinds)):
        for pattern, name in _WORDED:
            if re.search(pattern, said):
                return name
    return ""


def table() -> str:
    """The table."""
    rows = [f"| {each.name} | {each.version} | {each.licence} |" for each in licensed()]
    return "\n".join(["| package | version | licence |", "|---|---|---|", *rows])


if __name__ == "__main__":
    print(table())
