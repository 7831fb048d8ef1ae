"""Word documents: what is repaired is the text in its runs, and all else keeps its bytes."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest
from click.testing import Result
from hypothesis import example, given
from hypothesis import strategies as st

from cleancopy.document import Change, repaired
from cleancopy.formats import docx, zipped
from cleancopy.formats.docx import Article
from cleancopy.formats.parts import Wanted
from cleancopy.formats.source import Refused, Source
from cleancopy.protect import crosses
from cleancopy.report import run
from strategies import quick
from wordfiles import W, a_document, a_paragraph, a_run, document_xml

Call = Callable[..., Result]
DATA = Path(__file__).parent.parent / "data/formats/docx"
ARTICLES = Path(__file__).parent.parent / "articles"
FIXTURES = ["pandoc.docx", "libreoffice.docx"]
BOLD, ITALIC = "<w:b/>", "<w:i/>"


def held(data: bytes) -> Source:
    """A source whose bytes are in memory."""
    source = Source("a.docx", None)
    vars(source)["data"] = data
    return source


class Silent:
    """A log that keeps what it is told."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)

    def left(self, message: str, line: int = 0) -> None:
        self.notes.append(message)


def read(data: bytes) -> Article:
    (part,) = docx.read(held(data), Wanted(), Silent())
    assert isinstance(part, Article)
    return part


def text_of(*blocks: str) -> str | None:
    return read(a_document(*blocks)).text


def written(data: bytes, changes: Sequence[Change]) -> bytes:
    sink = io.BytesIO()
    docx.write(held(data), "text", sink, iter([(read(data), changes)]))
    return sink.getvalue()


def put(text: str, old: str, new: str, at: int = 0) -> Change:
    """A change of the first `old` of the text."""
    start = text.index(old, at)
    return Change(start, start + len(old), old, new, ())


def edited(data: bytes, *pairs: tuple[str, str]) -> str:
    """The main part after changes of single places."""
    text = read(data).text or ""
    out = written(data, [put(text, *pair) for pair in pairs])
    return ZipFile(io.BytesIO(out)).read("word/document.xml").decode()


def shown(data: bytes) -> str:
    """The text with brackets around what is barred, and a bar where no edit reaches across."""
    part = read(data)
    out, position = [], 0
    for start, end in part.barred:
        middle = f"⟦{(part.text or '')[start:end]}⟧" if start < end else "|"
        out += [(part.text or "")[position:start], middle]
        position = end
    return "".join([*out, (part.text or "")[position:]])


def test_paragraphs_and_cells_are_lines() -> None:
    cell = "<w:tc><w:tcPr/>{}</w:tc>".format
    row = f"<w:tr>{cell(a_paragraph(a_run('one')))}{cell(a_paragraph(a_run('two')))}</w:tr>"
    data = a_document(a_paragraph(a_run("a")), f"<w:tbl>{row}</w:tbl>", a_paragraph(), "<w:p/>")
    assert shown(data) == "a⟦\n⟧one⟦\n⟧two⟦\n⟧\n"


def test_runs_of_one_format_are_one_to_an_edit() -> None:
    data = a_document(
        a_paragraph(
            a_run("in Ki"),
            "<w:proofErr w:type='spellStart'/>",
            a_run("e", '<w:lang w:val="en-US"/>'),
            a_run("v , and", "<w:noProof/>"),
        )
    )
    assert shown(data) == "in Kiev , and"
    out = edited(data, ("Kiev", "Kyiv"), (" , ", ", "))
    assert re.findall('preserve">([^<]*)<', out) == ["in Kyi", "", "v, and"]
    out = edited(data, ("Kiev ,", "Lviv."))
    assert re.findall('preserve">([^<]*)<', out) == ["in Lviv.", "", " and"]


def test_other_formats_bar_the_way() -> None:
    link = f'<w:hyperlink w:anchor="x">{a_run("a link")}</w:hyperlink>'
    mark = '<w:bookmarkStart w:id="1" w:name="x"/>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = a_document(
        a_paragraph(a_run("a "), a_run("bold", BOLD), a_run("both", BOLD + ITALIC), a_run(" b")),
        a_paragraph(a_run("see "), link, a_run(", and"), mark, a_run("a note."), note, a_run(" x")),
    )
    assert shown(data) == "a |bold|both| b\n|see |a link|, and|a note.| x|"


def test_what_a_run_shows_beside_text() -> None:
    inside = (
        "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        '<w:softHyphen/><w:t>e</w:t><w:sym w:font="Symbol" w:char="F0B7"/><w:t>f</w:t>'
    )
    data = a_document(a_paragraph(f"<w:r>{inside}</w:r>"))
    assert shown(data) == "|a⟦\t⟧b⟦\n⟧c⟦\u2011⟧d|e⟦\ufffc⟧f|"


def test_pictures_formulas_and_text_boxes_are_things() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>boxed , twice</w:t></w:r></w:p></w:txbxContent>"
    either = (
        f'<mc:AlternateContent xmlns:mc="x"><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    data = a_document(
        a_paragraph(a_run("a"), f"<w:r>{either}</w:r>", a_run("b")),
        a_paragraph(a_run("c"), '<m:oMath xmlns:m="y"><m:r><m:t>x</m:t></m:r></m:oMath>'),
        a_paragraph("<w:r><w:pict/></w:r>"),
    )
    assert shown(data) == "|a⟦\ufffc⟧b|\n|c⟦\ufffc⟧\n⟦\ufffc⟧"
    log = Silent()
    docx.read(held(data), Wanted(), log)
    assert log.notes == ["its text boxes are left as they are"]


def a_field(code: str, result: str, nested: str = "") -> str:
    step = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>{nested}"
    return step("begin") + instruction + step("separate") + a_run(result) + step("end")


def test_fields_show_what_word_works_out_and_links_do_not() -> None:
    data = a_document(
        a_paragraph(a_run("on "), a_field("DATE ", "4 May"), a_run(" at")),
        a_paragraph(a_run("see "), a_field(' HYPERLINK "x" ', "a link"), a_run("!")),
        a_paragraph(a_field("IF ", "yes", nested=a_field("PAGE", "7"))),
        a_paragraph(f'<w:fldSimple w:instr="PAGE">{a_run("8")}</w:fldSimple>'),
    )
    assert shown(data) == "|on ⟦4 May⟧ at|\n|see |a link|!|\n⟦yes⟧\n⟦8⟧"


def test_locked_and_hidden_text() -> None:
    def control(properties: str) -> str:
        return (
            f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{a_run('x')}"
            "</w:sdtContent></w:sdt>"
        )

    data = a_document(
        a_paragraph(a_run("a"), control(""), a_run("b")),
        a_paragraph(a_run("a"), control('<w:lock w:val="sdtContentLocked"/>'), a_run("b")),
        a_paragraph(a_run("a"), control('<w:dataBinding w:xpath="/x"/>'), a_run("b")),
        a_paragraph(a_run("a"), a_run("unseen", "<w:vanish/>"), a_run("b")),
        a_paragraph(a_run("a"), a_run("seen", '<w:vanish w:val="0"/>')),
    )
    assert shown(data) == "|a|x|b|\n|a⟦x⟧b|\n|a⟦x⟧b|\n|a|b|\na|seen"


def test_notes_come_behind_the_body_without_the_rule_above_them() -> None:
    rule = (
        '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    )
    note = f'<w:footnote w:id="2">{a_paragraph(a_run("A note , here"))}</w:footnote>'
    notes = f'<w:footnotes xmlns:w="{W}">{rule}{note}</w:footnotes>'
    end = "<x:endnote><x:p><x:r><x:t>End , too</x:t></x:r></x:p></x:endnote>"
    ends = f'<x:endnotes xmlns:x="{W}">{end}</x:endnotes>'
    data = a_document(a_paragraph(a_run("Body")), footnotes__xml=notes, endnotes__xml=ends)
    text = read(data).text or ""
    assert text == "Body\nA note , here\nEnd , too"
    out = written(data, [put(text, " ,", ","), put(text, " ,", ",", at=20)])
    assert read(out).text == "Body\nA note, here\nEnd, too"
    archive = ZipFile(io.BytesIO(out))
    assert archive.read("word/document.xml") == ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert archive.read("word/endnotes.xml").decode() == ends.replace(" ,", ",")


def test_blanks_at_the_border_of_a_run_are_kept() -> None:
    plain = "<w:r><w:t>Yes</w:t></w:r>"
    data = a_document(a_paragraph(plain, a_run("No", BOLD)))
    out = edited(data, ("Yes", "Yes "))
    assert '<w:t xml:space="preserve">Yes </w:t>' in out
    assert "<w:t>Yeah</w:t>" in edited(data, ("Yes", "Yeah"))
    untidy = a_document(a_paragraph("<w:r><w:t> a, </w:t></w:r>", a_run("b")))
    assert shown(untidy) == "⟦a,⟧b"


def test_entities_cdata_and_other_prefixes() -> None:
    xml = (
        f'<d:document xmlns:d="{W}"><d:body><d:p><d:r><d:t>a &amp; b &#8217; &#x41;'
        "<![CDATA[<raw>]]></d:t></d:r></d:p></d:body></d:document>"
    )
    data = a_document(document__xml=xml)
    assert shown(data) == "a & b ’ A⟦<raw>⟧"
    assert "<d:t>a &amp; c &#8217; &#8217;&lt;&#x41;<![" in edited(data, ("b", "c"), (" A", " ’<A"))
    strict = xml.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read(a_document(document__xml=strict)).text == "a & b ’ A<raw>"


def test_utf_16_is_kept() -> None:
    xml = document_xml(a_paragraph(a_run("naïve , yes"))).replace("UTF-8", "UTF-16")
    data = a_document(document__xml=xml.encode("utf-16"))
    out = written(data, [put("naïve , yes", " ,", ",")])
    new = ZipFile(io.BytesIO(out)).read("word/document.xml")
    assert new == xml.replace(" , ", ", ").encode("utf-16")


@pytest.mark.parametrize("name", FIXTURES)
def test_files_of_real_programs_come_back_byte_for_byte(cleancopy: Call, name: str) -> None:
    shutil.copy(DATA / name, "a.docx")
    Path("none/03-characters").mkdir(parents=True)
    data = (DATA / name).read_bytes()
    assert written(data, []) == data
    assert cleancopy("clean", "a.docx", "-o", "b.docx").exit_code == 0
    assert cleancopy("clean", "b.docx", "-o", "c.docx").stderr.startswith("b.docx: 0 repairs, ")
    assert Path("c.docx").read_bytes() == Path("b.docx").read_bytes() != data


@pytest.mark.parametrize("name", FIXTURES)
def test_files_of_real_programs_are_repaired(cleancopy: Call, name: str) -> None:
    shutil.copy(DATA / name, "a.docx")
    cleancopy("clean", "a.docx", "-o", "b.docx", "-q", "--report", "r.json")
    text = read(Path("b.docx").read_bytes()).text or ""
    assert text.splitlines()[:3] == [
        "Ferry line to reopen in May",
        "The harbour office said, that the night ferry will sail again on 4 May. “We have waited "
        "two years”, the harbour master Ilse Brandt told the local paper, “and we are ready.”",
        "The repair cost $12 million, of which the city paid 40%. Most of the money came from "
        "Kyiv (the twin city).",
    ]
    assert text.splitlines()[-1].strip() == "She spoke on the quay, before the vote."
    before, after = (ZipFile(path) for path in ("a.docx", "b.docx"))
    for old, new in zip(before.infolist(), after.infolist(), strict=True):
        assert (old.filename, old.date_time) == (new.filename, new.date_time)
        same = before.read(old) == after.read(new)
        assert same == (old.filename not in ("word/document.xml", "word/footnotes.xml"))
        if not same:
            tags = [re.findall(b"<[^>]*>", file.read(old.filename)) for file in (before, after)]
            assert tags[0] == tags[1]


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*/*.txt")), ids=lambda path: path.stem)
def test_an_article_is_repaired_as_its_plain_text_is(path: Path) -> None:
    lines = path.read_text("utf-8").rstrip("\n").split("\n")
    part = read(a_document(*(a_paragraph(a_run(line)) for line in lines)))
    text = "\n".join(lines)
    assert part.text == text
    in_document = run(text, barred=part.barred).changes
    assert in_document == run(text).changes
    data = written(a_document(*(a_paragraph(a_run(line)) for line in lines)), in_document)
    assert read(data).text == repaired(text, in_document)


def test_a_finding_is_told_by_paragraph(cleancopy: Call) -> None:
    Path("a.docx").write_bytes(
        a_document(a_paragraph(a_run("Good.")), a_paragraph(a_run("No , sir.")))
    )
    lines = cleancopy("check", "a.docx").stdout.splitlines()
    assert lines[0].startswith("a.docx:2:3: punctuation/space-before-mark: ")


characters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\ufffc")
words = st.text(st.sampled_from("ab &<>\"'’é") | characters, max_size=6)
runs = st.builds(a_run, words, st.sampled_from(["", "", BOLD, ITALIC]))
between = st.sampled_from(["<w:proofErr/>", "<w:r><w:tab/></w:r>", '<w:bookmarkEnd w:id="1"/>'])
inside = st.lists(runs | runs | between, max_size=5)
paragraphs = inside.map(lambda inside: a_paragraph(*inside)) | st.just("<w:p/>")


@quick
@given(st.lists(paragraphs, max_size=4), st.data())
@example([a_paragraph(a_run("a"), a_run("b", BOLD), a_run("c"))], None)
def test_changes_are_all_that_changes(blocks: list[str], draw: st.DataObject | None) -> None:
    data = a_document(*blocks)
    part = read(data)
    text = part.text or ""
    assert written(data, []) == data
    changes = allowed(part, draw) if draw else [put("abc", "b", "")]
    out = written(data, changes)
    again = read(out)
    assert again.text == repaired(text, changes)
    if not any("\n" in change.old for change in changes):
        tags = [re.sub(r"(<w:t\b[^>]*>)[^<]*", r"\1", p.raw) for p in (part, again)]
        assert tags[0] == tags[1]
    assert written(data, changes) == out, "the same bytes each time"


def allowed(part: Article, draw: st.DataObject) -> list[Change]:
    """Changes that no bar forbids, in places that have a run."""
    text, changes, position = part.text or "", list[Change](), 0
    while position < len(text):
        start = draw.draw(st.integers(position, len(text)))
        end = draw.draw(st.integers(start, min(len(text), start + 4)))
        new = draw.draw(st.sampled_from(["", "X", "“", ", ", "<&>"]))
        new = "" if "\n" in text[start:end] else new
        if start < end and not crosses(list(part.barred), start, end):
            changes.append(Change(start, end, text[start:end], new, ()))
        position = end + 1
    return changes


# What is refused


def bomb() -> bytes:
    return a_document(document__xml=b" " * 3_000_000)


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    assert len(old) == len(new)
    return data.replace(old, new)


def locked() -> bytes:
    """A document with the flag of a password in its first member."""
    data = bytearray(a_document())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def tracked(tag: str) -> bytes:
    return a_document(a_paragraph(f'<w:{tag} w:id="1">{a_run("x")}</w:{tag}>'))


def with_member(name: str) -> bytes:
    file = io.BytesIO(a_document())
    with ZipFile(file, "a") as archive:
        archive.writestr(ZipInfo(name), b"x")
    return file.getvalue()


_TRACKED = "has tracked changes; accept or reject them in Word first, or say --tracked accept"
DOCTYPE = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
REFUSED = [
    (b"", "not a Word document (File is not a zip file)"),
    (b"{\\rtf1 text}", "not a Word document (File is not a zip file)"),
    (b"\xd0\xcf\x11\xe0rest",
     "an old .doc, or locked with a password; save it as .docx without one"),
    (locked(), "locked with a password; save it without one"),
    (a_document()[:-30], "not a Word document (File is not a zip file)"),
    (renamed(a_document(), b"word/document.xml", b"word/documents.xm"),
     "no Word document: it has no word/document.xml; open it in Word and save it as .docx"),
    (bomb(), "word/document.xml unpacks to more than 2 MB"),
    (a_document(document__xml=f"<?xml version='1.0'?>{DOCTYPE}<a>&b;</a>"),
     "word/document.xml:1: declares entities or the like in its DOCTYPE; save it without one"),
    (a_document(document__xml="<a><b></a>"),
     "word/document.xml:1: no well-formed XML (mismatched tag)"),
    (a_document(document__xml="<a>" * 300),
     "word/document.xml:1: more than 200 elements inside each other"),
    (a_document(document__xml="<html/>"),
     "no Word document; open it in Word and save it as .docx"),
    (with_member("../../etc/x"), "'../../etc/x' in it leads out of it; save it anew"),
    (with_member("/x"), "'/x' in it leads out of it; save it anew"),
    (with_member("C:\\x"), "'C:\\\\x' in it leads out of it; save it anew"),
    (with_member("Word/Document.xml"), "'Word/Document.xml' stands in it twice; save it anew"),
    *((tracked(tag), _TRACKED)
      for tag in ("ins", "del", "moveFrom", "moveTo")),
    (a_document(a_paragraph('<w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr>')),
     _TRACKED),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), REFUSED, ids=[m[:40] for _, m in REFUSED])
def test_refused_in_one_line(
    cleancopy: Call, monkeypatch: pytest.MonkeyPatch, data: bytes, message: str
) -> None:
    monkeypatch.setattr("cleancopy.formats.source.LIMIT", 900_000)
    Path("a.docx").write_bytes(data)
    result = cleancopy("clean", "a.docx", "-o", "b.docx")
    assert result.exit_code == 2
    assert result.stderr == f"cleancopy: a.docx: {message}\n"
    assert [path.name for path in Path().iterdir()] == ["a.docx"]


def test_a_document_is_not_shown(cleancopy: Call) -> None:
    Path("a.docx").write_bytes(a_document())
    result = cleancopy("clean", "a.docx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "cleancopy: a Word document needs a file to go to: -o FILE, or --in-place\n"
    )


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST", 3)
    with pytest.raises(Refused, match=r"a\.docx: more than 3 members in the archive"):
        read(a_document())


def test_a_member_whose_sum_is_wrong() -> None:
    data = bytearray(a_document(a_paragraph(a_run("text"))))
    at = data.index(b"word/document.xml") + 40
    data[at] ^= 0xFF
    with pytest.raises(Refused, match=r"a\.docx: word/document\.xml cannot be unpacked"):
        read(bytes(data))


# Archives


class Unseekable(io.RawIOBase):
    """A stream that cannot go back: archives put their sums behind each member."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.data += bytes(data)
        return len(data)


@pytest.mark.parametrize("seekable", [True, False])
@pytest.mark.parametrize("zip64", [True, False])
@pytest.mark.parametrize("method", [ZIP_STORED, 8])
def test_archives_of_every_make(seekable: bool, zip64: bool, method: int) -> None:
    xml = document_xml(a_paragraph(a_run("No , sir."))).encode()
    file = io.BytesIO() if seekable else Unseekable()
    with ZipFile(file, "w") as archive:  # type: ignore[call-overload]
        archive.comment = b"a comment"
        for name, content in (("a.txt", b"a" * 99), ("word/document.xml", xml), ("z.txt", b"z")):
            info = ZipInfo(name)
            info.compress_type, info.comment = method, b"of a member"
            info.extra = b"\xfe\xca\x02\x00ab"
            with archive.open(info, "w", force_zip64=zip64) as member:
                member.write(content)
    data = file.getvalue() if isinstance(file, io.BytesIO) else file.data
    out = written(data, [put("No , sir.", " ,", ",")])
    with ZipFile(io.BytesIO(out)) as archive:
        assert archive.testzip() is None
        assert archive.comment == b"a comment"
        assert archive.read("word/document.xml") == xml.replace(b" , ", b", ")
        assert [archive.read(name) for name in ("a.txt", "z.txt")] == [b"a" * 99, b"z"]
        info = archive.getinfo("word/document.xml")
        assert (info.comment, info.compress_type) == (b"of a member", method)
        assert b"\xfe\xca\x02\x00ab" in info.extra
    other = data[: data.index(b"word/document.xml") - 30]
    assert out.startswith(other), "the members before it keep their bytes"


# LibreOffice


needs_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") or os.environ.get("CI")), reason="LibreOffice is not here"
)


def opened(name: str) -> str:
    """The text of a document in the current folder as LibreOffice reads it."""
    profile = f"-env:UserInstallation={Path('profile').absolute().as_uri()}"
    form = "txt:Text (encoded):UTF8"
    command = ["soffice", profile, "--headless", "--convert-to", form, name]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return Path(name).with_suffix(".txt").read_text("utf-8-sig")


@needs_libreoffice
@pytest.mark.parametrize("name", FIXTURES)
def test_a_repaired_document_opens_in_libreoffice(cleancopy: Call, name: str) -> None:
    shutil.copy(DATA / name, "a.docx")
    cleancopy("clean", "a.docx", "-o", "b.docx", "-q")
    # It adds the numbers of notes and the signs of lists.
    bare = [re.sub(r"^\W+|(?<=”)\d$", "", line).strip() for line in opened("b.docx").splitlines()]
    expected = (read(Path("b.docx").read_bytes()).text or "").splitlines()
    assert bare[:11] == [re.sub(r"^\W+", "", line) for line in expected[:11]]


@needs_libreoffice
def test_a_document_with_lines_taken_out_opens_in_libreoffice(cleancopy: Call) -> None:
    path = ARTICLES / "damaged/02-power-law-beirut.txt"
    lines = path.read_text("utf-8").rstrip("\n").split("\n")
    block = a_paragraph(
        a_run("They left "), deleted("an hour"), inserted("two hours"), a_run(" ago.")
    )
    blocks = [*(a_paragraph(a_run(line)) for line in lines), block]
    Path("a.docx").write_bytes(a_document(*blocks))
    cleancopy("clean", "a.docx", "-o", "b.docx", "-q", "--tracked", "accept")
    Path("a.txt").write_text("\n".join([*lines, "They left two hours ago."]), "utf-8")
    cleancopy("clean", "a.txt", "-o", "c.txt", "-q")
    assert opened("b.docx").strip() == Path("c.txt").read_text("utf-8").strip()


# Tracked changes

INS, DEL = '<w:ins w:id="1" w:author="A">{}</w:ins>', '<w:del w:id="2" w:author="A">{}</w:del>'


def inserted(text: str) -> str:
    return INS.format(a_run(text))


def deleted(text: str) -> str:
    return DEL.format(a_run(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText "))


def marked(tag: str, *inside: str, style: str = "") -> str:
    """A paragraph whose end was inserted or deleted."""
    mark = f'<w:pPr>{style}<w:rPr><w:{tag} w:id="3" w:author="A"/></w:rPr></w:pPr>'
    return a_paragraph(mark, *inside)


def resolved(choice: str, *blocks: str) -> str:
    """The body with its tracked changes resolved."""
    data = a_document(*blocks)
    (part,) = docx.read(held(data), Wanted(tracked=choice), Silent())
    sink = io.BytesIO()
    docx.write(held(data), "text", sink, iter([(part, [])]))
    xml = ZipFile(io.BytesIO(sink.getvalue())).read("word/document.xml").decode()
    assert read(sink.getvalue()).text == part.text
    return xml.partition("<w:body>")[2].partition("</w:body>")[0]


STYLE = '<w:pStyle w:val="x"/>'
MOVED = (
    '<w:moveFromRangeStart w:id="4" w:name="m"/><w:moveFrom w:id="5">{}</w:moveFrom>'
    '<w:moveFromRangeEnd w:id="4"/>'
).format(a_run("here "))
TO = MOVED.replace("From", "To")


@pytest.mark.parametrize(
    ("blocks", "accepted", "rejected"),
    [
        ([a_paragraph(a_run("a "), inserted("b "), deleted("c "), a_run("d"))],
         [a_paragraph(a_run("a "), a_run("b "), a_run("d"))],
         [a_paragraph(a_run("a "), a_run("c "), a_run("d"))]),
        ([a_paragraph(INS.format(a_run("a") + deleted("b")), MOVED, a_run("x"), TO)],
         [a_paragraph(a_run("a"), a_run("x"), a_run("here "))],
         [a_paragraph(a_run("here "), a_run("x"))]),
        ([marked("ins", inserted("a")), a_paragraph(a_run("b"))],
         [a_paragraph("<w:pPr><w:rPr></w:rPr></w:pPr>", a_run("a")), a_paragraph(a_run("b"))],
         [a_paragraph(a_run("b"))]),
        ([marked("del", deleted("a")), a_paragraph(a_run("b"))],
         [a_paragraph(a_run("b"))],
         [a_paragraph("<w:pPr><w:rPr></w:rPr></w:pPr>", a_run("a")), a_paragraph(a_run("b"))]),
        ([marked("del", a_run("a")), marked("del"), marked("del", a_run("b"), style=STYLE),
          a_paragraph(f"<w:pPr>{STYLE}</w:pPr>", a_run("c"), inserted("d")), a_paragraph()],
         [a_paragraph(f"<w:pPr>{STYLE}</w:pPr>", a_run("a"), a_run("b"), a_run("c"), a_run("d")),
          a_paragraph()],
         None),
        ([marked("del", a_run("a")), "<w:p/>"], [a_paragraph(a_run("a"))], None),
        (["<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc/></w:tr><w:tr><w:tc/></w:tr></w:tbl>"],
         ["<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"],
         ["<w:tbl><w:tr><w:trPr></w:trPr><w:tc/></w:tr><w:tr><w:tc/></w:tr></w:tbl>"]),
        (["<w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc/></w:tr></w:tbl>", a_paragraph()],
         ["<w:tbl><w:tr><w:trPr></w:trPr><w:tc/></w:tr></w:tbl>", a_paragraph()],
         [a_paragraph()]),
    ],
)  # fmt: skip
def test_tracked_changes_are_resolved(
    blocks: list[str], accepted: list[str], rejected: list[str] | None
) -> None:
    assert resolved("accept", *blocks) == "".join(accepted)
    if rejected is not None:
        assert resolved("reject", *blocks) == "".join(rejected)


def test_a_document_without_tracked_changes_stays() -> None:
    data = (DATA / "libreoffice.docx").read_bytes()
    (part,) = docx.read(held(data), Wanted(tracked="accept"), Silent())
    sink = io.BytesIO()
    docx.write(held(data), "text", sink, iter([(part, [])]))
    assert sink.getvalue() == data


@pytest.mark.parametrize(
    ("choice", "lines"),
    [
        ("accept", ["The ferry now sails at noon, they said on 11/28/26.",
                    "First paragraph, the second one."]),
        ("reject", ["The ferry sails gone words at noon, they said on 11/28/26.",
                    "First paragraph, tail of first.", "Head of the second one."]),
    ],
)  # fmt: skip
def test_tracked_changes_of_libreoffice(cleancopy: Call, choice: str, lines: list[str]) -> None:
    shutil.copy(DATA / "tracked.docx", "a.docx")
    result = cleancopy("clean", "a.docx", "-o", "b.docx", "--tracked", choice)
    assert result.stderr.splitlines()[0] == "a.docx: its text boxes are left as they are"
    found = (read(Path("b.docx").read_bytes()).text or "").splitlines()
    assert found == [
        *lines,
        "Boxed after, here.\ufffc",
        "Softhyphen and non‑breaking\ttab",
        "break, end.",
    ]
    xml = ZipFile("b.docx").read("word/document.xml").decode()
    assert xml.count("inside , box") == ZipFile("a.docx").read("word/document.xml").count(
        b"inside , box"
    )


def test_tracked_changes_and_repairs_together(cleancopy: Call) -> None:
    block = a_paragraph(a_run("No "), deleted("yes"), inserted(", sir , and"), a_run(" and go."))
    Path("a.docx").write_bytes(a_document(block))
    assert cleancopy("clean", "a.docx", "-o", "b.docx").exit_code == 2
    assert cleancopy("clean", "a.docx", "-o", "b.docx", "--tracked", "accept").exit_code == 0
    assert read(Path("b.docx").read_bytes()).text == "No, sir, and go."


@pytest.mark.parametrize(
    "block",
    [
        marked("del", a_run("a")) + "<w:tbl/>",
        a_paragraph("<w:pPr><w:rPr><w:del/></w:rPr><w:sectPr/></w:pPr>") + a_paragraph(),
        "<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr></w:tc></w:tr></w:tbl>",
    ],
)
def test_what_only_word_can_resolve(block: str) -> None:
    with pytest.raises(Refused, match="resolve its tracked changes there first"):
        resolved("accept", block)
