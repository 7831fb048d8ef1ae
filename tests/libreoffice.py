"""What LibreOffice makes of documents with tracked changes, asked through a macro of ours.

It takes Debian's libreoffice-writer: the package that ends in -nogui lacks what shows comments, and
crashes at the first.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import NamedTuple

_MACRO = Path(__file__).with_name("libreoffice.bas")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Seen(NamedTuple):
    """What an office found: changes as (type, author), comments as (author, text), and readings."""

    changes: list[tuple[str, ...]]
    comments: list[tuple[str, ...]]
    accepted: list[str]
    rejected: list[str]


def seen(folder: Path, profile: Path) -> dict[str, Seen]:
    """What an office with a new profile finds in the documents of a folder, by file name."""
    _run(profile, "--terminate_after_init")  # makes the profile, and would write over our macro
    _give_macro(profile / "user" / "basic" / "Standard")
    _run(profile, f'macro:///Standard.Proof.Look("{folder.as_uri()}")')
    results = sorted(folder.glob("*.docx.tsv"))
    return {path.stem: _read(path.read_text("utf-8").split("\n")[:-1]) for path in results}


def _run(profile: Path, *arguments: str) -> None:
    command = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault"]
    command += [f"-env:UserInstallation={profile.as_uri()}", *arguments]
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}  # no display, no graphical toolkit
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)


def _read(lines: Iterable[str]) -> Seen:
    records = [line.split("\t", 1) for line in lines]
    by_kind = {kind: [text for k, text in records if k == kind] for kind, _ in records}
    pairs = [
        [tuple(text.split("\t", 1)) for text in by_kind.get(kind, [])]
        for kind in ("Change", "Comment")
    ]
    return Seen(pairs[0], pairs[1], by_kind["Accept"], by_kind["Reject"])


def _give_macro(library: Path) -> None:
    """Lay the macro into a library of a profile, as its module 'Proof'."""
    (library / "script.xlb").write_text(
        f'{_HEAD}<library:library xmlns:library="http://openoffice.org/2000/library"'
        ' library:name="Standard" library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="Proof"/></library:library>'
    )
    (library / "Proof.xba").write_text(
        f'{_HEAD}<script:module xmlns:script="http://openoffice.org/2000/script"'
        ' script:name="Proof" script:language="StarBasic">'
        f"{escape(_MACRO.read_text('utf-8'), quote=False)}</script:module>"
    )
