"""The page shows the article as it was and is, whatever the article holds."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleancopy.document import Document, Edit, Safety
from cleancopy.folders import REPORTS
from cleancopy.language import Language
from cleancopy.printers.layout import blocks
from cleancopy.printers.page import LISTED, to_page
from cleancopy.readability import Scores
from cleancopy.report import Report

HOSTILE = (
    "<script>alert(1)</script>\n"
    """<img src='x' onerror="alert(2)"> & &amp; "quoted" 'single' {{7*7}} {% raw %} {# none #}\n"""
    "]]> <!-- --> </article></style><a href=http://evil.example/>here</a>"
)


class Page(HTMLParser):
    """A page as a browser reads it: its elements, and the text of its article without notes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements = list[tuple[str, dict[str, str | None]]]()
        self.article, self.whole = "", ""
        self._open = list[tuple[str, dict[str, str | None]]]()
        self.feed(page)
        self.close()
        assert not self._open, "elements are left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, "elements overlap"

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        self.whole += data
        if "article" in tags and "ol" not in tags and "a" not in tags:
            self.article += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def edit(text: str, old: str, new: str | None, rule: str = "stage/rule", **more: object) -> Edit:
    """An edit at the first place where `old` stands in `text`."""
    start, safety = text.index(old), more.get("safety", Safety.SAFE)
    return Edit(start, start + len(old), new, rule, safety, str(more.get("why", "Why")))  # type: ignore[arg-type]


def report_on(document: Document, name: str = "article.txt", **figures: object) -> Report:
    """A report with given figures: the page does not hang on how they are found."""
    report = Report(document, name=name)
    given = {"language": Language("en", "English", 0.99), "before": Scores(), "after": Scores()}
    vars(report).update(given | figures)
    return report


def both_readings(report: Report) -> str:
    """The original with every new reading after the old one."""
    parts, position = list[str](), 0
    for change in report.changes:
        parts += [report.original[position : change.end], change.new or ""]
        position = change.end
    return "".join([*parts, report.original[position:]])


def page_on(text: str, *edits: Edit, advice: tuple[Edit, ...] = (), name: str = "x") -> Page:
    return Page(to_page(report_on(Document.of(text).advise(advice).apply(edits), name)))


ODD = "ab. \n\r\t\xa0\u200b\u202e<&\"'{}%“é😀"


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports on texts of several lines with changes, and with advice that lies anywhere."""
    document = Document.of(draw(st.text(ODD, max_size=40)))
    places = st.integers(0, len(document.text))
    spans = draw(st.lists(st.tuples(places, places), max_size=5))
    advice = [
        Edit(min(span), max(span), None, "stage/look", Safety.ADVICE, f"Look {span}")
        for span in spans
    ]
    document = document.advise(advice)
    for _ in range(draw(st.integers(0, 2))):
        cuts = sorted(draw(st.sets(st.integers(0, len(document.text)), max_size=6)))
        new = st.text(ODD, max_size=4)
        document = document.apply(
            Edit(start, end, draw(new), "stage/rule", Safety.SAFE, "Why")
            for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        )
    return report_on(document)


@given(reports())
@example(report_on(Document.of("")))
@example(report_on(Document.of("\n\n")))
@example(report_on(Document.of(HOSTILE)))
def test_the_article_holds_all_of_both_readings_and_no_more(report: Report) -> None:
    page = Page(to_page(report))
    assert page.article == both_readings(report)


@given(reports())
def test_every_change_and_advice_has_one_number_and_one_note(report: Report) -> None:
    page = Page(to_page(report))
    ids = [each["id"] for _, each in page.elements if "id" in each]
    assert len(ids) == len(set(ids))
    count = len(report.changes) + len(report.advice)
    in_text = [each["id"] for each in page.all("a") if str(each.get("id")).startswith("c")]
    assert in_text == [f"c{number}" for number in range(1, count + 1)]
    assert {each["href"] for each in page.all("a")} <= {f"#{each}" for each in ids}


@given(reports())
def test_advice_marks_what_it_is_about(report: Report) -> None:
    """Each character kept under advice is marked, and no other: advice is cut, never dropped."""
    kept = [run for block in blocks(report) for run in block.runs if run.kind == "keep"]
    marked = "".join(part.text for run in kept if run.marked for part in run.parts)
    under = set[int]()
    for advice in report.advice:
        under |= set(range(advice.start, advice.end))
    for change in report.changes:
        under -= set(range(change.start, change.end))
    assert marked == "".join(
        report.original[place] for place in sorted(under) if report.original[place] not in "\r\n"
    )


@pytest.mark.parametrize(
    ("start", "end", "runs"),
    [
        (1, 4, ["a", "[b]", "[-cde-]", "[+X+]", "fgh"]),
        (3, 6, ["ab", "[-cde-]", "[+X+]", "[f]", "gh"]),
        (3, 4, ["ab", "[-cde-]", "[+X+]", "fgh"]),
        (3, 3, ["ab", "[-cde-]", "[+X+]", "fgh"]),
        (1, 7, ["a", "[b]", "[-cde-]", "[+X+]", "[fg]", "h"]),
        (1, 2, ["a", "[b]", "-cde-", "+X+", "fgh"]),
        (5, 6, ["ab", "-cde-", "+X+", "[f]", "gh"]),
        (5, 5, ["ab", "-cde-", "+X+", "[]", "fgh"]),
        (2, 2, ["ab", "[]", "-cde-", "+X+", "fgh"]),
    ],
)
def test_advice_that_cuts_a_change_takes_it_whole(start: int, end: int, runs: list[str]) -> None:
    look = Edit(start, end, None, "stage/look", Safety.ADVICE, "Look")
    document = Document.of("abcdefgh").advise([look]).apply([edit("abcdefgh", "cde", "X")])
    (block,) = blocks(report_on(document))
    signs = {"keep": "", "point": "", "del": "-", "ins": "+"}
    shown = [
        f"{signs[run.kind]}{''.join(part.text for part in run.parts)}{signs[run.kind]}"
        for run in block.runs
        if run.kind != "anchor"
    ]
    marked = [bool(run.marked) for run in block.runs if run.kind != "anchor"]
    assert [f"[{run}]" if look else run for run, look in zip(shown, marked, strict=True)] == runs


def test_nothing_in_an_article_is_markup() -> None:
    wrong = edit(HOSTILE, "here", HOSTILE, rule=HOSTILE, why=HOSTILE)
    look = edit(HOSTILE, "single", HOSTILE, safety=Safety.UNSAFE, why=HOSTILE)
    page = page_on(HOSTILE, wrong, advice=(look,), name=HOSTILE)
    assert {"script", "img"}.isdisjoint(tag for tag, _ in page.elements)
    assert page.whole.count("{{7*7}}") >= 6
    assert "49" not in page.article
    assert page.article.count("<script>") == 2


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    text = "One , two “three”\nfour."
    report = report_on(Document.of(text).apply([edit(text, " ,", ",")]))
    printed = to_page(report)
    page = Page(printed)
    policy = next(each["content"] for each in page.all("meta") if "http-equiv" in each)
    assert str(policy).startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert not re.search(r"https?://|url\(|@import", printed)
    assert not [each for _, each in page.elements if "src" in each or "style" in each]
    assert not [name for _, each in page.elements for name in each if name.startswith("on")]
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "link", "iframe", "object"})
    assert {str(each["href"])[0] for each in page.all("a")} == {"#"}


def test_the_style_cannot_end_early_or_be_taken_for_a_template() -> None:
    style = (REPORTS / "page.css").read_text(encoding="utf-8")
    assert not re.search(r"</|\{[{%#]", style)


def test_two_renders_give_the_same_bytes() -> None:
    text = "One , two , three."
    document = Document.of(text).apply([edit(text, " ,", ",")])
    assert to_page(report_on(document)).encode() == to_page(report_on(document)).encode()


def test_a_page_has_one_heading_landmarks_and_languages() -> None:
    french = report_on(Document.of("Bonjour."), language=Language("fr", "French", 0.99))
    page = Page(to_page(french))
    assert [page.all(tag)[0].get("lang") for tag in ("html", "article")] == ["en", "fr"]
    assert [len(page.all(tag)) for tag in ("h1", "header", "main", "footer", "article")] == [1] * 5
    unknown = report_on(
        Document.of("1"), language=Language("unknown", "unknown", 0.0, "no letters")
    )
    assert "lang" not in Page(to_page(unknown)).all("article")[0]


def test_the_head_counts_and_says_what_is_left_to_decide() -> None:
    text = "One , two . They will of met. Mr Layen left."
    space = edit(text, " ,", ",", "punctuation/space-before-mark")
    name = edit(text, "Layen", "Leyen", "names/person", safety=Safety.UNSAFE, why="Her name")
    look = edit(text, "will of", None, "sentences/verb", safety=Safety.ADVICE, why="No verb")
    printed = to_page(report_on(Document.of(text).advise([look]).apply([space, name])))
    assert "2 repairs, 1 passage to look at. Language: English (probability 0.99)." in printed
    looks = re.findall(r'<li><a class="n (\w+)" href="(#c\d)".*?</a> (.*?): <q', printed)
    assert looks == [("advice", "#c2", "No verb"), ("unsafe", "#c3", "Her name")]
    assert "<h3>punctuation <span>1</span></h3>" in printed


def test_a_long_list_of_decisions_is_cut_and_says_so() -> None:
    text = "a " * (LISTED + 3)
    looks = [
        Edit(place, place + 1, None, "s/r", Safety.ADVICE, "Look")
        for place in range(0, len(text), 2)
    ]
    printed = to_page(report_on(Document.of(text).advise(looks)))
    assert "And 3 more passages, marked in the text." in printed
    assert printed.count("<li><a class") == LISTED


def test_a_proposal_is_written_out_beside_the_text_and_not_in_it() -> None:
    text = "They met in Kiev."
    proposal = edit(text, "Kiev", "Kyiv", safety=Safety.UNSAFE)
    printed = to_page(report_on(Document.of(text).advise([proposal])))
    assert Page(printed).article == text
    assert "Proposed, not changed" in printed
    assert '<span class="proposal" dir="auto"><del>Kiev</del><ins>Kyiv</ins></span>' in printed


@pytest.mark.parametrize(
    ("old", "new", "signs"),
    [
        (" ", "", ["␣"]),
        ("", "\xa0", ["‹U+00A0›"]),
        ("\n", " ", ["⏎", "␣"]),
        ("a\u200bb", "ab", ["‹U+200B›"]),
        ("\r\n\t", "", ["⏎", "⇥"]),
        ("a b", "c d", []),
    ],
)
def test_what_cannot_be_seen_has_a_sign_where_it_was_changed(
    old: str, new: str, signs: list[str]
) -> None:
    text = f"x{old}y z\xa0"
    page = page_on(text, Edit(1, 1 + len(old), new, "stage/rule", Safety.SAFE, "Why"))
    shown = [each["data-sign"] for each in page.all("i") if each.get("title")]
    assert shown == signs


def test_what_html_cannot_hold_is_shown_by_its_number() -> None:
    printed = to_page(report_on(Document.of("a\x00b\x1bc\ud800"), name="\ud800\x00"))
    assert not re.search("[\x00\x1b\ud800]", printed)
    signs = [each["data-sign"] for each in Page(printed).all("i") if each.get("title")]
    assert signs == ["‹U+0000›", "‹U+001B›", "‹U+D800›"]


def test_deleted_lines_stand_as_lines_and_a_joined_line_does_not_part() -> None:
    text = "One\ntwo.\nShare\n\nTweet\nThree"
    joined, cut = edit(text, "\n", " "), edit(text, "\nShare\n\nTweet", "")
    laid = blocks(report_on(Document.of(text).apply([joined, cut])))
    lines = ["".join(part.text for run in block.runs for part in run.parts) for block in laid]
    assert lines == ["One\n two.", "Share", "Tweet", "Three"]
    assert "".join(block.gap for block in laid) == "\n\n\n\n"


def test_an_inserted_line_end_begins_a_line() -> None:
    text = "One. Two."
    laid = blocks(report_on(Document.of(text).apply([edit(text, " ", "\n\n")])))
    assert ["".join(part.text for part in block.runs[-1].parts) for block in laid] == ["", "Two."]


def test_the_first_line_is_a_headline_where_it_looks_like_one() -> None:
    assert '<section class="line headline">' in to_page(report_on(Document.of("Talks\nThey met.")))
    for text in ("They met.\nTalks", "Talks", "word " * 40 + "\nThey met."):
        assert '<section class="line headline">' not in to_page(report_on(Document.of(text)))
