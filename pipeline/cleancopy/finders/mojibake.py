"""Text that was decoded with the wrong character set; ftfy says how it must have read."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from cleancopy.edit import trimmed
from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.view import View

# A damaged sequence: what the first byte of a character in UTF-8 was read as, and as many further
# ones as it announces, read as latin-1 or windows-1252.
_FURTHER = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_SEQUENCE = rf"(?:[\xc2-\xdf]{_FURTHER}|[\xe0-\xef]{_FURTHER}{{2}}|[\xf0-\xf4]{_FURTHER}{{3}})"
_RUN = compiled(rf"{_SEQUENCE}+|[\x80-\x9f]+")
_FIRST_SIGNS = compiled(r"[\x80-\u02ff\u2010-\u2122]")  # nothing else begins a damaged sequence
# To ftfy a control code looks damaged, one of four letters, or signs side by side that do not go
# together; never a run of these.
_SOUND = compiled("[‘’“”–—…]+|[à-öø-ÿąčćďęěğłńňřśşšťůźżž]+|[^\x80-\x9fÂÃŒœ]")
_BEYOND_ASCII = compiled(r"[^\x00-\x7f]+")
_STRANGE = compiled(r"[^\x00-\u024f\u1e00-\u1eff\u2010-\u2060\u20a0-\u20bf\u2122]")

_LONGEST = 2000  # characters that are compared one by one


def find(view: View, options: Options) -> Iterator[Found]:
    """Damaged sequences, line by line. Only ftfy's decoding step runs: no mark is straightened."""
    if is_sound(view.text):
        return
    for start, end in view.lines:
        line = view.text[start:end]
        if not is_sound(line) and _FIRST_SIGNS.search(line):
            yield from _in_line(line, start)


def is_sound(text: str) -> bool:
    """Whether ftfy would surely leave a text alone; most texts need not ask it, nor import it."""
    return text.isascii() or all(map(_SOUND.fullmatch, _BEYOND_ASCII.findall(text)))


def _in_line(line: str, shift: int) -> Iterator[Found]:
    runs = [(match, *_decoded(match[0])) for match in _RUN.finditer(line)]
    in_runs = _RUN.sub(lambda match: _decoded(match[0])[0], line)
    # What is no damage by itself may be by its company: the reading that leaves least is taken.
    readings = [_decoded(text) for text in dict.fromkeys((in_runs, line))]
    whole, reason = min(readings, key=lambda reading: len(_RUN.findall(reading[0])))
    if whole != in_runs:
        yield from _differences(*trimmed(shift, line, whole), line, shift, reason)
        return
    for match, new, why in runs:
        if new != match[0]:
            yield Found(*trimmed(shift + match.start(), match[0], new), why)


def _differences(
    start: int, end: int, new: str, line: str, shift: int, reason: str
) -> Iterator[Found]:
    """The places within a replaced stretch that really differ; a very long one stays whole."""
    old = line[start - shift : end - shift]
    if len(old) > _LONGEST:
        yield Found(start, end, new, reason)
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Found(start + i, start + j, new[k:m], reason)


def _decoded(text: str) -> tuple[str, str]:
    """The text as ftfy decodes it, and how; only its control codes where that brings in scripts."""
    from ftfy import fix_encoding_and_explain
    from ftfy.fixes import fix_c1_controls

    fixed, plan = fix_encoding_and_explain(text)
    if set(_STRANGE.findall(fixed)) - set(_STRANGE.findall(text)):
        return fix_c1_controls(text), "Control code of another character set"
    steps = ", ".join(f"{step.action} {step.parameter}" for step in plan or ())
    return fixed, f"Text decoded with the wrong character set ({steps})"
