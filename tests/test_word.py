"""Word documents: what is accepted is carried out, what is rejected is not, and all is said why."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleancopy.document import Document, Safety, repaired
from cleancopy.language import Language
from cleancopy.names.doubts import Doubt, Sort
from cleancopy.names.link import Why
from cleancopy.names.register import Entry, Form, Kind
from cleancopy.printers.tracked import tracked
from cleancopy.printers.word import to_docx
from cleancopy.printers.word.paragraphs import paragraphs, writer
from cleancopy.readability import Scores
from cleancopy.report import Report, Settings, run
from libreoffice import Seen, seen
from strategies import History, a_history, an_edit, histories, quick, random_history
from test_articles import CORRECT, DAMAGED, read
from wordprocessing import INS, W, Word

ODD = "\t\n\r\x00\x0b\x1b\x85\xa0\xad\u200b\u2028\u202e\ud800\ufffc\uffff<&{é😀"
unlike = st.lists(st.sampled_from(ODD), max_size=8).map(lambda odd: dict(zip("abcdefgh", odd)))  # noqa: B905


def report_on(document: Document, **figures: object) -> Report:
    """A report with given figures and without names."""
    report = Report(document, name="article.txt")
    given = {"language": Language("en", "English", 0.99), "before": Scores(), "after": Scores()}
    vars(report).update(given | {"names": ()} | figures)
    return report


def oddly(history: History, odd: dict[str, str]) -> Report:
    """The report on a history whose letters are others."""
    table = str.maketrans(odd)
    document = Document.of(history.original.translate(table))
    for edits in history.stages:
        document = document.apply(e._replace(new=(e.new or "").translate(table)) for e in edits)
    return report_on(document)


def ids_of(report: Report, chosen: set[int]) -> set[str]:
    """The ids of the revisions of some changes, by their indices."""
    word = Word(to_docx(report))
    row = [
        item.change
        for each in paragraphs(tracked(report, writer(report)))
        for item in (*each.items, each.end)
        if getattr(item, "kind", "keep") != "keep"
    ]
    pairs = zip(word.revisions, row, strict=True)
    return {number for (_, number), change in pairs if change in chosen}


def check(report: Report, chosen: set[int]) -> None:
    """Accepted and rejected, all or in part, it is the text that the changes make."""
    word, write = Word(to_docx(report)), writer(report)
    every = {number for _, number in word.revisions}
    subset = [change for index, change in enumerate(report.changes) if index in chosen]
    assert word.accepted(every) == write(report.text)
    assert word.accepted(()) == write(report.original)
    assert word.accepted(ids_of(report, chosen)) == write(repaired(report.original, subset))


# Accept and reject


@quick
@given(histories(), unlike, st.sets(st.integers(0, 6)))
@example(a_history("a\nb", [(0, 1, ""), (1, 3, "")]), {}, {1})
@example(a_history("a\nb\nc\n", [(1, 3, ""), (3, 5, "")]), {}, {0})
@example(a_history("a\nb\nc\n", [(1, 3, ""), (3, 3, "x")]), {}, {0})
@example(a_history("abc", [(0, 3, "\n")]), {"b": "\n"}, {0})
@example(a_history("ab", [(0, 1, "")]), {"a": "\r", "b": "\n"}, {0})
def test_what_is_accepted_is_carried_out(
    history: History, odd: dict[str, str], chosen: set[int]
) -> None:
    check(oddly(history, odd), chosen)


@pytest.mark.parametrize("path", [*DAMAGED, *CORRECT], ids=lambda path: path.stem)
def test_articles_can_be_accepted_and_rejected(path: Path) -> None:
    report = run(read(path), Settings(unsafe=True))
    check(report, set(range(0, len(report.changes), 2)))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_is_a_paragraph_whatever_ends_it(end: str) -> None:
    document = Document.of(f"one{end}two{end}three").apply([an_edit(3, 3 + len(end), " ")])
    word = Word(to_docx(report_on(document)))
    assert word.accepted({number for _, number in word.revisions}) == "one two\nthree"
    assert word.accepted(()) == "one\ntwo\nthree"


# What an editor sees


def test_a_deleted_line_goes_with_its_own_paragraph_mark() -> None:
    report = report_on(Document.of("Head\nShare\nText.").apply([an_edit(4, 10, "")]))
    head, share, text = Word(to_docx(report)).paragraphs
    assert share.find(f"{W}pPr/{W}rPr/{W}del") is not None
    assert head.find(f"{W}pPr/{W}rPr") is text.find(f"{W}pPr") is None


def test_words_that_both_readings_share_are_not_changed() -> None:
    report = report_on(Document.of("say it , then").apply([an_edit(0, 13, "say it, then")]))
    revisions = [each for each in Word(to_docx(report)).paragraphs[0] if each.tag != f"{W}r"]
    deleted = ["".join(each.itertext()) for each in revisions if each.tag == f"{W}del"]
    assert deleted == [" "]
    whole = report_on(Document.of("in Kiev.").apply([an_edit(3, 7, "Kyiv")]))
    ins = next(Word(to_docx(whole)).paragraphs[0].iter(INS))
    assert "".join(ins.itertext()) == "Kyiv"


def test_the_first_line_is_set_as_a_headline_where_it_is_one() -> None:
    for text, style in (("Talks\nThey met.", "Heading1"), ("They met.\nSo.", None)):
        first = Word(to_docx(report_on(Document.of(text)))).paragraphs[0]
        found = first.find(f"{W}pPr/{W}pStyle")
        assert (None if found is None else found.get(f"{W}val")) == style


def test_each_change_is_told_with_reason_and_rule() -> None:
    edits = [
        an_edit(3, 4, "", "marks/space", reason="Space before a comma"),
        an_edit(9, 13, "Kyiv", "names/place", Safety.UNSAFE, "Another name"),
    ]
    document = Document.of("yes , in Kiev. All is dull.").apply(edits)
    advice = an_edit(21, 25, "grey", "style/dull", Safety.ADVICE, "Dull")
    said = Word(to_docx(report_on(document.advise([advice])))).said()
    assert said == [
        "2 repairs (1 to check), 1 passage to look at\nLanguage: English (probability 0.99)\n"
        "1 × marks/space\n1 × names/place",
        "Repair: Space before a comma\n␣ → nothing\nmarks/space · safe",
        "Check: Another name\nnames/place · unsafe",
        "Advice: Dull\n“dull” → “grey”\nstyle/dull",
    ]


def test_places_of_one_decision_have_one_comment_where_they_are_close() -> None:
    near, far = "a, b, c", "a, b" + " far" * 40 + ", c"
    for text, comments in ((near, 1), (far, 2), ("a, b\nc, d", 2)):
        edits = [an_edit(i, i + 1, ";") for i, each in enumerate(text) if each == ","]
        word = Word(to_docx(report_on(Document.of(text).apply(edits))))
        assert len(word.said()) == 1 + comments
    assert "2 places" in Word(
        to_docx(report_on(Document.of(near).apply([an_edit(1, 2, ";"), an_edit(4, 5, ";")])))
    ).said()[1]  # fmt: skip


def test_names_to_compare_have_a_comment() -> None:
    form = Form("Haddad", "", 1, 4, Why.NONE)
    doubt = Doubt(Sort.NEAR, ("Hadad",))
    report = report_on(
        Document.of("Mr. Haddad met Hadad."),
        names=(Entry(Kind.PERSON, "", (form,), doubts=(doubt,)),),
    )
    assert any(each.startswith("Compare: ") for each in Word(to_docx(report)).said())


def test_what_a_document_cannot_hold_is_signed_and_said() -> None:
    word = Word(to_docx(report_on(Document.of("a\x00b\ud800"))))
    assert word.accepted(()) == "a‹U+0000›b‹U+D800›"
    assert "Note: 2 characters that Word cannot hold stand here as signs" in word.said()[0]


# The file


def test_each_comment_is_begun_ended_and_referred_to_once() -> None:
    word = Word(to_docx(run(read(DAMAGED[0]), Settings(unsafe=True))))
    ids = [comment.get(f"{W}id") for comment in word.comments]
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        found = [e.get(f"{W}id") for p in word.paragraphs for e in p.iter(f"{W}{tag}")]
        assert sorted(map(str, found)) == sorted(map(str, ids))
    numbers = [*ids, *(number for _, number in word.revisions)]
    assert len(set(numbers)) == len(numbers)
    elements = [*word.comments, *(e for p in word.paragraphs for e in p.iter(INS))]
    assert {each.get(f"{W}author") for each in elements} == {"cleancopy"}
    assert {each.get(f"{W}date") for each in elements} == {"2000-01-01T00:00:00Z"}


def test_the_date_is_that_which_is_asked_for() -> None:
    made = to_docx(report_on(Document.of("ab").apply([an_edit(0, 1, "")])), "2024-05-06T07:08:09Z")
    assert made.count(b"2024-05-06T07:08:09Z") == 3
    assert b"2000-01-01" not in made


# LibreOffice


def _cases() -> dict[str, Report]:
    """The documents that LibreOffice reads: articles, and what is hard to keep apart."""
    cases = {path.stem: run(read(path), Settings(unsafe=True)) for path in (*DAMAGED, *CORRECT[:2])}
    cases["odd"] = oddly(
        a_history("abcdefghij", [(2, 3, "x\ny"), (5, 5, "abc")]), dict(zip("acdefgh", ODD))  # noqa: B905
    )  # fmt: skip
    made = {
        "empty": ("", []),
        "nothing-left": ("a\nb", [(0, 3, "")]),
        "all-new": ("", [(0, 0, "a\n\nb\n")]),
        "joined": ("a\nb\nc\n", [(1, 2, " "), (3, 4, "")]),
        "parted": ("ab cd", [(1, 1, "\n"), (2, 3, "\n\n")]),
        "last-lines": ("a\nb\nc", [(1, 3, ""), (3, 5, "")]),
        "blank-lines": ("a\n\n\nb\n\n", [(1, 3, ""), (5, 6, "")]),
        "spaces": (" a  b \tc ", [(0, 1, ""), (2, 4, " "), (6, 7, "")]),
        "line-for-line": ("a\nb\nc\n", [(2, 4, "x\n"), (4, 6, "y\nz\n")]),
    }
    cases |= {name: oddly(a_history(text, each), {}) for name, (text, each) in made.items()}
    random = Random(5)
    for number in range(60):
        odd = {letter: random.choice(f"{ODD}\n\n\n\n\n") for letter in "abcdefgh"}
        cases[f"random-{number}"] = oddly(random_history(random), odd)
    return cases


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Report, Seen]]:
    """Reports, and what one office found in the documents made of them."""
    if not shutil.which("soffice") and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    folder, cases = tmp_path_factory.mktemp("documents"), _cases()
    for name, report in cases.items():
        (folder / f"{name}.docx").write_bytes(to_docx(report))
    found = seen(folder, tmp_path_factory.mktemp("profile"))
    assert set(found) == {f"{name}.docx" for name in cases}
    return {name: (report, found[f"{name}.docx"]) for name, report in cases.items()}


def test_libreoffice_accepts_and_rejects(offered: dict[str, tuple[Report, Seen]]) -> None:
    for name, (report, office) in offered.items():
        write = writer(report)
        assert office.accepted == write(report.text).split("\n"), name
        assert office.rejected == write(report.original).split("\n"), name


def test_libreoffice_counts_the_same(offered: dict[str, tuple[Report, Seen]]) -> None:
    for name, (report, office) in offered.items():
        word = Word(to_docx(report))
        kinds = ["Insert" if kind == INS else "Delete" for kind in word.stretches]
        assert sorted(kind for kind, _ in office.changes) == sorted(kinds), name
        said = [("cleancopy", text.replace("\n", " / ")) for text in word.said()]
        assert sorted(office.comments) == sorted(said), name
        assert {author for _, author in office.changes} <= {"cleancopy"}
