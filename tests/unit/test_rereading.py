"""Reading again: what its file would show otherwise than the report says is left as it is."""

from __future__ import annotations

from cleancopy.document import Change
from cleancopy.formats.parts import Part
from cleancopy.formats.rereading import misread, report_as_read
from cleancopy.inline import Mark
from cleancopy.report import Report, Settings

TEXT = "It rained , and stopped .\nHe said yes , then left .\nThe ferry , too ."


class Said:
    """What a file says, with nothing barred but what it is told."""

    def __init__(self, text: str, *barred: tuple[int, int]) -> None:
        self.text, self.barred = text, list(barred)

    def marks(self, raw: str, line: int = 1) -> tuple[Mark, ...]:
        return ()


def reported(text: str, marker: str = "") -> Report:
    """The report on a text in a format that hides what stands behind a marker."""
    part = Part(text, text, reads=lambda raw: Said(raw.split(marker)[0] if marker else raw))
    return report_as_read(part, Settings(), "", ())


def test_a_repair_that_reads_as_it_is_stays() -> None:
    report = reported(TEXT)
    assert report.text == "It rained, and stopped.\nHe said yes, then left.\nThe ferry, too."
    assert not report.notes


def test_only_the_line_whose_repair_would_make_markup_is_left() -> None:
    report = reported(TEXT, marker="yes,")
    assert report.text == "It rained, and stopped.\nHe said yes , then left .\nThe ferry, too."
    assert report.notes == ("a repair would be read as markup; what is around it is left as it is",)


def test_a_text_of_which_nothing_reads_as_it_is_stays_as_it_was() -> None:
    part = Part(TEXT, TEXT, reads=lambda raw: Said(""))
    report = report_as_read(part, Settings(), "", ())
    assert (report.text, report.changes) == (TEXT, ())


def test_blanks_and_empty_lines_do_not_count_but_lines_do() -> None:
    text, changes = "\nOne , two\n*\nthree", [Change(4, 5, " ", "", ())]
    for shown, wanted in (
        ("One,  two\n\n*\n \n three ", None),
        ("One,\ntwo\n*\nthree", (1, 10)),
        ("One, two\n* three", (11, 12)),
        ("One, two\n*", (11, 12)),
    ):
        part = Part(text, text, reads=lambda raw, shown=shown: Said(shown))  # type: ignore[misc]
        assert misread(part, changes) == wanted


def test_the_place_is_that_of_the_original() -> None:
    changes = [Change(9, 10, " ", "", ()), Change(38, 39, " ", "", ())]
    part = Part(TEXT, TEXT, reads=lambda raw: Said(raw.replace("then", "when")))
    line = TEXT.splitlines()[1]
    start = TEXT.index(line)
    assert misread(part, changes) == (start, start + len(line))


def test_what_a_repair_would_free_for_more_repairs_stays_as_it_was() -> None:
    """The second line is barred until the first is repaired."""
    text = "It rained , and stopped.\nHe said yes , then left."
    line = text.index("He")
    barred = ((line, len(text)),)

    def reads(raw: str) -> Said:
        return Said(raw, *barred) if raw == text else Said(raw)

    report = report_as_read(Part(text, text, barred=barred, reads=reads), Settings(), "", ())
    assert (report.text, report.changes) == (text, ())
    assert report.notes
