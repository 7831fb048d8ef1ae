"""The README's table of rules, made from the cards: `python tests/rule_table.py --write`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from cleancopy.printers.visible import visible
from cleancopy.rule import Rule
from cleancopy.stages import read_stages

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- rules: begin -->", "<!-- rules: end -->"


def table() -> str:
    """One row a card, in the order in which the stages run."""
    rows = ["| rule | safety | damage | example |", "| --- | --- | --- | --- |"]
    rows += [_row(rule) for stage in read_stages() for rule in stage.rules]
    return "\n".join(rows)


def written(readme: str) -> str:
    """The README with the table as it should be."""
    return re.sub(rf"(?s){BEGIN}.*{END}", lambda _: f"{BEGIN}\n{table()}\n{END}", readme, count=1)


def _row(rule: Rule) -> str:
    title = re.sub(r"([|<*])", r"\\\1", rule.title)
    return f"| `{rule.name}` | {rule.safety} | {title} | {_example(rule)} |"


def _example(rule: Rule) -> str:
    """The shortest example that fits a cell, with signs for what cannot be seen; no whole lines."""
    texts = [example.bad for example in (*rule.repairs, *rule.findings)]
    shown = [text for text in texts if len(text) <= 60 and "\n" not in text]
    if not shown:
        return ""
    text = visible(min(shown, key=len)).replace("|", "\\|")
    return f"`` {text} ``" if "`" in text else f"`{text}`"


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    if sys.argv[1:] == ["--write"]:
        README.write_text(written(text), encoding="utf-8")
    sys.exit(0 if written(README.read_text(encoding="utf-8")) == README.read_text("utf-8") else 1)
