"""How the command line puts things: summaries, findings, rule cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from textwrap import wrap
from typing import Any

from cleancopy.errors import CleancopyError
from cleancopy.findings import Finding
from cleancopy.fitness import penalty
from cleancopy.printers.figures import number_of
from cleancopy.printers.findings import message
from cleancopy.printers.visible import visible
from cleancopy.report import Report
from cleancopy.rule import Example, Rule
from cleancopy.stages import Stage
from cleancopy.tally import Tally, total

_WIDTH = 100


def in_full(report: Report, colour: bool) -> str:
    """Every change, and the figures."""
    from cleancopy.printers.text import to_text  # it needs the names, which most commands do not

    return to_text(report, colour)


def summary(tally: Tally) -> str:
    """What `clean` did, in one line: '18 repairs, 3 passages to look at'."""
    left = f"{tally.lost:,} left as {'it is' if tally.lost == 1 else 'they are'}"
    if not tally.texts:
        return left if tally.lost else "no texts in it"
    if tally.texts == tally.blank == 1 and not tally.lost:
        return "nothing in it, nothing to repair"
    parts = []
    if tally.texts != 1:
        parts.append(number_of(tally.texts, "text", "texts"))
    repairs = number_of(tally.repairs, "repair", "repairs")
    inside = f" in {tally.repaired:,} of them" if tally.repairs and tally.texts > 1 else ""
    parts += [repairs + inside, number_of(tally.advice, "passage", "passages") + " to look at"]
    return ", ".join([*parts, left] if tally.lost else parts)


def applied(tally: Tally) -> str:
    """What `apply` did, in one line: '18 changes in 2 of 3 texts'."""
    texts = number_of(tally.texts, "text", "texts")
    where = texts if tally.texts == 1 else f"{tally.repaired:,} of {texts}"
    left = f", {tally.lost:,} left as {'it is' if tally.lost == 1 else 'they are'}"
    return (
        number_of(tally.repairs, "change", "changes") + f" in {where}{left if tally.lost else ''}"
    )


def judgement(tallies: Sequence[Tally]) -> str:
    """A line for each threshold that a text fails, then the verdict."""
    lines = [line for tally in tallies for line in _failures(tally)]
    return "".join(f"{line}\n" for line in (*lines, verdict(tallies)))


def _failures(tally: Tally) -> Iterator[str]:
    for line, failures in tally.failures:
        place = f"{tally.name}:{line}" if line else tally.name
        yield from (f"{place}: not fit: {failure.says}" for failure in failures)
    if (more := tally.unfit - len(tally.failures)) > 0:
        yield f"{tally.name}: {number_of(more, 'text', 'texts')} more not fit"


def verdict(tallies: Sequence[Tally]) -> str:
    """What `check` found and whether it is fit to print, in one line."""
    every = total(tallies)
    if every.unfit:
        which = "" if every.texts == 1 else f"{every.unfit:,} of {every.texts:,} texts "
        names = ", ".join(name for name, _ in every.reasons.most_common())
        judged = f"{which}not fit to print ({names})"
    else:
        judged = "fit to print" if every.texts else "nothing judged"
    rate = f"penalty {penalty(every.points, every.words):g} per 1,000 words"
    hidden = f", {every.suppressed:,} suppressed" if every.suppressed else ""
    fixed = f"{every.fixed:,} fixed; " if every.fixed else ""
    return f"{fixed}{_counted(every)}{hidden}; {rate}: {judged}"


def _counted(every: Tally) -> str:
    texts = number_of(every.texts, "text", "texts")
    lost = f"; {every.lost:,} not checked" if every.lost else ""
    if not every.found:
        return f"{'nothing found' if lost else 'clean: nothing found'} in {texts}{lost}"
    findings = number_of(every.repairs + every.advice, "finding", "findings")
    where = texts if every.found == every.texts else f"{every.found:,} of {texts}"
    return f"{findings} in {where}: {every.repairs:,} to repair, {every.advice:,} to look at{lost}"


def finding_line(finding: Finding) -> str:
    """A finding as `path:line:column: rule: message`."""
    rules = ", ".join(finding.change.rules)
    place = f"{finding.path}:{finding.start.line}:{finding.start.column}"
    return f"{place}: {visible(rules)}: {message(finding)}"


def findings_json(tallies: Sequence[Tally], findings: Iterable[Finding]) -> str:
    """All findings and the verdict as one JSON object, file by file."""
    files: dict[str, dict[str, Any]] = {
        tally.name: {
            "path": tally.name,
            "texts": tally.texts,
            "fixed": tally.fixed,
            "not_checked": tally.lost + tally.refused,
            "not_fit": tally.unfit,
            "reasons": [
                {"line": line or None, "threshold": failure.threshold, "message": failure.says}
                for line, failures in tally.failures
                for failure in failures
            ],
            "findings": [],
        }
        for tally in tallies
    }
    for finding in findings:
        files[finding.path]["findings"].append(_data(finding))
    every = total(tallies)
    data = {
        "verdict": verdict(tallies),
        "fit": not every.unfit and not every.lost,
        "penalty_per_1000_words": penalty(every.points, every.words),
        "reasons": dict(sorted(every.reasons.items())),
        "files": list(files.values()),
    }
    from cleancopy.printers.jsontext import to_json_text

    return to_json_text(data)


def card_list(stages: Iterable[Stage]) -> str:
    """The cards by stage: name, safety, title."""
    ordered = [(stage, rule) for stage in stages for rule in stage.rules]
    width = max((len(rule.name) for _, rule in ordered), default=0)
    lines, last = list[str](), ""
    for stage, rule in ordered:
        lines += [stage.name] if not lines else ["", stage.name] if stage.name != last else []
        lines.append(f"  {rule.name:{width}}  {rule.safety!s:6}  {rule.title}")
        last = stage.name
    return "".join(f"{line}\n" for line in lines)


def card(stages: Iterable[Stage], name: str) -> str:
    """The card of that name with its examples. Raises CleancopyError where there is none."""
    known = {rule.name: rule for stage in stages for rule in stage.rules}
    if name not in known:
        short = {rule.partition("/")[2]: rule for rule in known}
        near = get_close_matches(name, known, 1) or get_close_matches(name, short, 1)
        hint = f"did you mean {short.get(near[0], near[0])!r}?" if near else "see 'cleancopy rules'"
        raise CleancopyError(f"no rule {name!r}; {hint}")
    return "".join(f"{line}\n" for line in _card(known[name]))


def _card(rule: Rule) -> Iterator[str]:
    yield from (rule.name, f"  {rule.title}", "")
    yield from wrap(rule.why, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield ""
    yield f"  safety   {rule.safety}"
    yield f"  mqm      {rule.mqm}"
    yield f"  severity {rule.severity}"
    yield f"  finder   {rule.finder}" if rule.finder else f"  find     {rule.find}"
    if rule.replace is not None:
        yield f"  replace  {rule.replace!r}"
    if rule.spares:
        yield f"  spares   {', '.join(sorted(rule.spares))}"
    for repair in rule.repairs:
        yield from ("", *_source(repair), *_example("-", repair.bad), *_example("+", repair.good))
    for finding in rule.findings:
        yield from ("", *_source(finding), *_example("?", finding.bad))
        yield f"    at: {visible(finding.at)}"
    yield ""
    for keep in rule.keeps:
        yield from (*_source(keep), *_example("=", keep.text))


def _source(example: Example) -> Iterator[str]:
    """The source of an example, where it has one."""
    if example.source_lang:
        yield from _example(f"{example.source_lang}:", example.source)


def _example(sign: str, text: str) -> Iterator[str]:
    """An example, line by line, with what cannot be seen made visible."""
    yield from (f"  {sign} {visible(line)}" for line in text.rstrip("\n").split("\n"))


def _data(finding: Finding) -> dict[str, Any]:
    change = finding.change
    return {
        "line": finding.start.line,
        "column": finding.start.column,
        "rules": list(change.rules),
        "reason": change.reason,
        "safety": str(change.safety),
        "severity": str(finding.severity),
        "repaired": finding.repairable,
        "old": change.old,
        "new": change.new,
    }
