"""HTML, Markdown and WordPress exports: prose is repaired, and all else stays byte for byte."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import Result
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleancopy.document import Change
from cleancopy.document import repaired as repaired_text
from cleancopy.formats import html as html_format
from cleancopy.formats import markdown, wordpress
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.source import Refused, Source
from cleancopy.report import run
from strategies import quick

Call = Callable[..., Result]
ARTICLES = sorted((Path(__file__).parents[1] / "articles" / "damaged").glob("*.txt"))


class Log:
    """Keeps what a reader says."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def note(self, message: str) -> None:
        self.said.append(message)

    def left(self, message: str, line: int = 0) -> None:
        self.said.append(f"{line}: {message}")


def source_of(data: bytes) -> Source:
    """A file that holds some bytes."""
    source = Source("a", Path("a"))
    source.__dict__["data"] = data
    return source


def parts_of(chosen: ModuleType, raw: str | bytes) -> list[Part]:
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    return list(chosen.read(source_of(data), Wanted(), Log()))


def text_of(chosen: ModuleType, raw: str) -> str | None:
    """What the first part with a text says."""
    return next((part.text for part in parts_of(chosen, raw) if part.text is not None), None)


def cleaned(chosen: ModuleType, raw: str | bytes) -> str | bytes:
    """A file with its texts repaired."""
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    source, sink = source_of(data), io.BytesIO()
    parts = list(chosen.read(source, Wanted(), Log()))
    chosen.write(source, "text", sink, iter([(part, changes(part)) for part in parts]))
    done = sink.getvalue()
    return done.decode("utf-8", "surrogatepass") if isinstance(raw, str) else done


def changes(part: Part) -> Sequence[Change]:
    return run(part.text, barred=part.barred).changes if part.text is not None else ()


def rendered(parts: Iterable[Part]) -> str:
    return "".join(part.raw for part in parts)


PIECES = st.sampled_from(
    "a b said , . “ ” \" ' & < > <p> </p> <b> </b> <br> <!-- --> <pre> </pre> <script> </script> "
    "&amp; &ldquo; &#8220; &nbsp; &bogus; <![CDATA[ ]]> * ** _ ` ``` [ ]( ) ![ | --- # - 1. \\ $ "
    "<item> </item> <title> <p\tlang=fr> <code> </code> ~~ 😀 \n \n\n \r\n \t \0".split(" ")
)
anything = st.lists(PIECES | st.just(" "), max_size=25).map("".join)


@pytest.mark.parametrize("chosen", [html_format, markdown])
@quick
@given(raw=anything)
def test_without_changes_a_file_stays_as_it_is(chosen: ModuleType, raw: str) -> None:
    parts = parts_of(chosen, raw)
    assert rendered(parts) == raw
    for part in parts:
        assert part.render([]) == part.raw


@quick
@given(raw=anything)
def test_repairs_leave_all_markup(raw: str) -> None:
    (part,) = parts_of(html_format, raw)
    tags = re.compile(r"<(?:/?[a-zA-Z]|!)[^<>]*>")
    assert tags.findall(part.render(changes(part))) == tags.findall(raw)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("He said <b>yes</b>.", "He said yes."),
        ("<p>One<p>Two</p>\n\n<p>Three", "One\n\nTwo\n\nThree"),
        ("<ul><li>One<li>Two</ul>Three", "One\nTwo\n\nThree"),
        ("One<br>two<br/>\n three", "One\ntwo\nthree"),
        ("  One\n   two <i> three</i> four ", "One two three four"),
        ("&ldquo;Yes,&#8221; &amp; no&nbsp;more", "“Yes,” & no\xa0more"),
        ("a<script>b < c</script>d<style>e</style>f", "adf"),
        ("a<pre>b  c</pre>d", "a\n\nd"),
        ("a<!-- b > c -->d<!doctype x>e", "ade"),
        ("a < b and c <= d", "a < b and c <= d"),
        ("a <3 b & c &x; d", "a <3 b & c &x; d"),
        ("a <img src=x alt='b'> c", "a \ufffc c"),
        ("It is in <span class=city></span>.", "It is in \ufffc."),
        ("It is <span style='x'></span>in<span id=y>side</span><span></span>.", "It is inside."),
        ("<head><title>x</title></head><body>y", "y"),
        ("a <svg><text>b</text></svg> c", "a \ufffc c"),
        ("a<!-- b", "a"),
        ("a<script>b", "a"),
        ("İ<script>b</scripts></SCRIPT\n>c", "İc"),
        ("a <p title='x > y'>b", "a\n\nb"),
        ("a <p title = \"x > y\">b", "a\n\nb"),
        ("a <p x\" y>b\"c", 'a\n\nb"c'),
        ("a <p x='y> b <i> c", "a"),
        ("a <i b and <i> c", "a c"),
        ("a </”b> c </ d> e", "a c e"),
    ],
)  # fmt: skip
def test_a_page_reads_as_a_reader_sees_it(raw: str, text: str) -> None:
    found = (text_of(html_format, raw) or "").replace("&x;", "\ufffc")
    assert found == text.replace("&x;", "\ufffc")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("One\ntwo.\n\nThree", "One two.\n\nThree"),
        ("# One #\n\nTwo\n===\n", "One\n\nTwo"),
        ("> One\n> two\n\n- three\n- four\n", "One two\n\nthree\n\nfour"),
        ("One  \ntwo\\\nthree", "One\ntwo\nthree"),
        ("He *said* **yes** and _no_ to snake_case", "He said yes and no to snake_case"),
        ("See [the page](http://a.b/c_d) and [this][x] too", "See the page and this too"),
        ("A `code , here` and $a , b$", "A `code , here` and $a , b$"),
        ("| a | b |\n|---|---|\n| c | d |\n", "a\nb\n\nc\nd"),
        ("```\ncode\n```\n\n    code\n\ntext", "text"),
        ("---\ntitle: x\n---\ntext", "text"),
        ("<div>\nhtml\n</div>\n\ntext", "text"),
        (r"2 \* 3 &amp; 4", "2 * 3 & 4"),
        ("Costs $5 and $6", "Costs $5 and $6"),
        ("![alt](x.png) and text[^1]", "\ufffc and text"),
    ],
)
def test_markdown_reads_as_a_reader_sees_it(raw: str, text: str) -> None:
    assert text_of(markdown, raw) == text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<p>He said <b>yes</b> , then left .", "<p>He said <b>yes</b>, then left."),
        ("<p>He said yes\n   , then\tleft .", "<p>He said yes, then\tleft."),
        ("<p>“We <i>will</i> go,“ he said.", "<p>“We <i>will</i> go,” he said."),
        ("<p>&ldquo;We go,&ldquo; he said, &ldquo;now.&rdquo;",
         "<p>&ldquo;We go,&rdquo; he said, &ldquo;now.&rdquo;"),
        ("<p><code>a , b</code> is code .", "<p><code>a , b</code> is code."),
        ("<p lang=fr>Oui , non .</p><p>Yes , no .", "<p lang=fr>Oui , non .</p><p>Yes, no."),
        ("<p translate=no>Yes , no .<p>Yes , no .", "<p translate=no>Yes , no .<p>Yes, no."),
        ("<a href='a , b' title='c , d'>e , f</a>", "<a href='a , b' title='c , d'>e, f</a>"),
    ],
)  # fmt: skip
def test_the_text_of_a_page_is_repaired(raw: str, expected: str) -> None:
    assert cleaned(html_format, raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "<p>So <b>no\n</b> , said <i>he</i>.</p>",  # one blank to a reader, and two in the file
        '<p>It grew <a"b" and , so on.</p>',  # what a browser takes for a tag
        '<p>It grew <\x07b"x"> , so on.</p>',
        "<p>It grew ]]\u200b> so.</p>",  # what would end a section
        "<p>It grew &rdquo ; and &ldquo\n\n; so.</p>",
        "<p>It grew <\x07b , he &ldquo;said&rdquo; , now.</p>",
    ],
)
def test_what_would_read_otherwise_is_let_stand(raw: str) -> None:
    (part,) = parts_of(html_format, raw)
    new = part.render(run(part.text or "", barred=part.barred).changes)
    assert text_of(html_format, new) == part.text


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("He said\x07 yes.\n", "He said yes.\n"),
        ("\u200bHe said yes.\n", "He said yes.\n"),
        ("\x021. It is no list.\n", "\x021. It is no list.\n"),
        ("It is *\x02not* bold.\n", "It is *\x02not* bold.\n"),
        ("A rule\n===\x1f\n", "A rule\n===\x1f\n"),
        ("An _ alone , here.\n", "An _ alone, here.\n"),
        ("* \x02 , here\n\n  b.\n", "* \x02 , here\n\n  b.\n"),
        ("The \x04Ä±\x04 sign.\n", "The ı sign.\n"),
        ("So A&c\x9dpy; is.\n", "So A&c\x9dpy; is.\n"),
        ("2 . Not a list , yet\n", "2 . Not a list, yet\n"),
        ("It grew, see [the``` page , here](x)\n", "It grew, see [the``` page, here](x)\n"),
        ("See [the`` page , here](x)\n", "See [the`` page, here](x)\n"),
        ("So **Â»** is a sign , here.\n", "So **Â»** is a sign, here.\n"),
    ],
)
def test_a_code_that_keeps_markup_away_is_let_stand(raw: str, kept: str) -> None:
    assert cleaned(markdown, raw) == kept


def test_a_page_in_another_language_is_left() -> None:
    raw, log = "<html lang='de-AT'><p>Ja , nein .", Log()
    (part,) = html_format.read(source_of(raw.encode()), Wanted(), log)
    assert (part.raw, part.text) == (raw, None)
    assert log.said == ["its language is 'de-AT', and the rules are for English; left as it is"]


def test_a_declared_encoding_is_kept_and_what_it_lacks_becomes_a_reference() -> None:
    raw = "<meta charset=iso-8859-2><p>Wałęsa said: “He ,“".replace("“", "&#8220;")
    data = raw.encode("iso-8859-2")
    done = cleaned(html_format, data)
    assert isinstance(done, bytes)
    assert done.startswith("<meta charset=iso-8859-2><p>Wałęsa said".encode("iso-8859-2"))
    assert "He," in done.decode("iso-8859-2")


EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="c" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Our blog , not touched</title><language>en-US</language>
<item><title><![CDATA[He said , no]]></title>
<content:encoded><![CDATA[<!-- wp:paragraph {"a":"b , c"} -->
<p>He said <em>yes</em> , then left .</p>
<!-- /wp:paragraph -->
[gallery ids="1 , 2"]]]></content:encoded></item>
<item><title>Tom &amp; Ann , again</title><content:encoded><![CDATA[One , here .

Two , here ]]]]><![CDATA[> and .]]></content:encoded></item>
</channel></rss>
"""


def test_an_export_is_repaired_item_by_item() -> None:
    expected = EXPORT
    for old, new in (
        ("[He said , no]", "[He said, no]"),
        ("</em> , then left .", "</em>, then left."),
        ("Ann , again", "Ann, again"),
        ("One , here .", "One, here."),
        ("Two , here ", "Two, here "),
        ("> and .]", "> and.]"),
    ):
        assert old in expected
        expected = expected.replace(old, new)
    assert cleaned(wordpress, EXPORT) == expected
    assert cleaned(wordpress, expected) == expected
    texts = [part.text for part in parts_of(wordpress, EXPORT) if part.text is not None]
    assert texts[3].startswith("One , here .\n\nTwo")
    assert [p.line for p in parts_of(wordpress, EXPORT) if p.text is not None] == [4, 5, 9, 9]


def test_what_a_section_of_an_export_holds_is_no_markup_of_it() -> None:
    text = "Close it by </item> or <title>so , so</title> , he said ."
    item = f"<item><content:encoded><![CDATA[{text}]]></content:encoded><title>x</title></item>"
    meta = "<wp:meta><![CDATA[<title>a , b</title>]]></wp:meta><!-- </item> <title>a , b -->"
    raw = EXPORT.replace("</channel>", f"{meta}{item}</channel>")
    assert [part.text for part in parts_of(wordpress, raw) if part.text][-2:] == [
        "Close it by or , he said .",
        "x",
    ]
    assert meta in cleaned(wordpress, raw)


def test_an_export_without_repairs_is_the_same_bytes() -> None:
    raw = EXPORT.replace(" ,", ",").replace(" .", ".").replace("\n", "\r\n")
    assert cleaned(wordpress, raw.encode()) == raw.encode()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("<a/>", "XML, but no WordPress export"),
        ("no xml", "a:1: no well-formed XML"),
        ("<!DOCTYPE r [<!ENTITY x 'y'>]><rss>&x;</rss>", "declares entities"),
        ("<a>" * 300 + "</a>" * 300, "more than 200 elements inside each other"),
    ],
)
def test_what_is_no_export_is_refused(raw: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        parts_of(wordpress, raw)


def as_html(text: str) -> str:
    lines = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<!doctype html>\n<html lang=en><body>\n{lines}\n</body></html>\n"


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_page_gets_the_repairs_of_the_text(path: Path) -> None:
    """But for what deletes whole lines, which are tags here, and what is markup itself."""
    text = "\n\n".join(line for line in path.read_text("utf-8").splitlines() if line.strip())
    if "  " in text or "<" in text or "&" in text or "\t" in text:
        text = re.sub(r"[ \t]{2,}|\t", " ", text).replace("<", "").replace("&", "and")
    (part,) = parts_of(html_format, as_html(text))
    assert part.text == "\n\n".join(line.strip(" \t") for line in text.split("\n\n"))
    plain = run(part.text or "")
    here = run(part.text or "", barred=part.barred)
    inside = {
        (change.start, change.end, change.new)
        for change in plain.changes
        if "\n" not in change.old and "\n" not in (change.new or "")
    }
    assert len(inside) > 10
    assert inside <= {(change.start, change.end, change.new) for change in here.changes}


HOSTILE = (
    *("<", "<a ", "<a '", '<a "', "<!--", "<![CDATA[", "&", "&a", "<p", "</", "<b><i>", "<p>"),
    *("[", "![", "`", "``", "*", "_", "$", "|", "[^", "](", "\\"),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_input_ends(piece: str) -> None:
    raw = piece * 20_000
    for chosen in (html_format, markdown):
        assert rendered(parts_of(chosen, raw)) == raw


def test_a_page_in_a_million_pieces_is_refused(
    cleancopy: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleancopy.formats.reading.MOST", 50)
    Path("a.html").write_text("<b>a</b>" * 60)
    result = cleancopy("clean", "a.html", "-o", "b.html")
    assert (result.exit_code, Path("b.html").exists()) == (2, False)
    assert result.stderr == "cleancopy: a.html: more than 50 pieces between its markup; split it\n"


def test_reports_and_checks_work_on_a_page(cleancopy: Call) -> None:
    Path("a.html").write_text("<h1>Title</h1>\n<p>He said yes , then left .</p>\n")
    result = cleancopy("clean", "a.html", "-o", "b.html", "--report", "r.json")
    assert result.exit_code == 0
    assert Path("b.html").read_text() == "<h1>Title</h1>\n<p>He said yes, then left.</p>\n"
    result = cleancopy("check", "a.html")
    assert "a.html:2:15: punctuation/space-before-mark" in result.stdout


def shape(raw: str) -> list[str]:
    """The tags that a Markdown text has when it is shown."""
    return re.findall("<[^>]*>", MarkdownIt("commonmark").enable("table").render(raw))


WORDS = st.sampled_from("the talks , he said “so it is “ and 5 % of all .. went on.The end".split())
MARKS = st.sampled_from(
    ["**{}**", "*{}*", "[{}](x)", "`{}`", "_{}_", "<b>{}</b>", "\n{}", '"{}"', *["{}"] * 5]
)


@quick
@given(
    st.lists(st.builds(str.format, MARKS, WORDS), max_size=14).map(
        lambda words: " ".join(["So", *words])
    )
)
@example("**“**")
@example("[“](x) a")
def test_repairs_leave_the_structure_of_markdown(raw: str) -> None:
    (part,) = parts_of(markdown, raw)
    report = run(part.text or "", barred=part.barred)
    repaired = part.render(report.changes)
    assert shape(repaired) == shape(raw)
    assert text_of(markdown, repaired) == report.text


@quick
@given(anything, st.data())
def test_an_edit_changes_the_text_and_nothing_else(raw: str, data: st.DataObject) -> None:
    (part,) = parts_of(markdown, raw)
    was = part.text or ""
    words = [
        match.span()
        for match in re.finditer(r"[a-z]{3,}", was)
        if not any(a < match.end() and match.start() < b for a, b in part.barred)
    ]
    for start, end in words and [data.draw(st.sampled_from(words))]:
        change = Change(start, end, was[start:end], "new", ())
        assert text_of(markdown, part.render([change])) == repaired_text(was, [change])


def test_of_the_xml_in_a_folder_only_exports_are_read(cleancopy: Call) -> None:
    Path("in").mkdir()
    Path("in/posts.xml").write_text(EXPORT)
    Path("in/feed.xml").write_text("<feed>One , two</feed>")
    result = cleancopy("clean", "in", "-o", "out")
    assert result.exit_code == 0
    assert result.stderr.startswith("in: 1 file of other kinds left out: .xml\n")
    assert sorted(path.name for path in Path("out").glob("*.xml")) == ["posts.xml"]
