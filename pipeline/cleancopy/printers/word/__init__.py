"""The article as a Word document: its changes as tracked changes, what is said of them as comments.

WordprocessingML as in ECMA-376, part 1, sections 17.13.4 (comments) and 17.13.5 (revisions).
"""

from __future__ import annotations

from cleancopy.printers.tracked import tracked
from cleancopy.printers.word.body import Writing
from cleancopy.printers.word.package import DATE, packed
from cleancopy.printers.word.paragraphs import paragraphs, writer
from cleancopy.report import Report


def to_docx(report: Report, date: str = DATE) -> bytes:
    """The Word document. All accepted it reads as the repaired text, all rejected as the original.

    `date` is the ISO 8601 date and time that changes and comments bear: a clock would make other
    bytes of the same report.
    """
    writing = Writing(report, date)
    body = writing.body(paragraphs(tracked(report, writer(report))))
    return packed(body, writing.comments, report.name)
