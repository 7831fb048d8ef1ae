"""Translation files: targets are repaired beside their sources, and all else keeps its bytes."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.document import Change, repaired
from cleancopy.formats import format_of, kind_of
from cleancopy.formats.mapped import Mapped
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.source import Refused, Source
from cleancopy.protect import crosses
from strategies import quick

Call = Callable[..., Result]
DATA = Path(__file__).parent.parent / "data/formats/bitext"
FIXTURES = sorted(path.name for path in DATA.iterdir() if path.suffix != ".md")


class Notes:
    """A log that keeps what it is told."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)

    def left(self, message: str, line: int = 0) -> None:
        self.notes.append(f"{line}: {message}")


def held(name: str, data: str | bytes) -> Source:
    """A source whose bytes are in memory."""
    source = Source(name, None)
    vars(source)["data"] = data.encode() if isinstance(data, str) else data
    return source


def parts(name: str, data: str | bytes, log: Notes | None = None) -> list[Part]:
    chosen = format_of(kind_of(Path(name)))
    return list(chosen.read(held(name, data), Wanted(source_lang="uk"), log or Notes()))


def texts(name: str, data: str | bytes) -> list[Part]:
    return [part for part in parts(name, data) if part.text is not None]


def rewritten(
    name: str, data: str | bytes, changes: Callable[[Part], Sequence[Change]] = lambda part: ()
) -> bytes:
    chosen, source, sink = format_of(kind_of(Path(name))), held(name, data), io.BytesIO()
    results = ((part, changes(part)) for part in chosen.read(source, Wanted(), Notes()))
    chosen.write(source, "text", sink, results)
    return sink.getvalue()


def put(old: str, new: str) -> Callable[[Part], list[Change]]:
    """Changes the first `old` of each text that has it."""

    def changes(part: Part) -> list[Change]:
        start = -1 if part.text is None else part.text.find(old)
        return [Change(start, start + len(old), old, new, ())] if start >= 0 else []

    return changes


def shown(part: Part) -> str:
    """The text with brackets around what is barred, and a bar where no edit reaches across."""
    text, out, position = part.text or "", "", 0
    for start, end in part.barred:
        out += text[position:start] + (f"⟦{text[start:end]}⟧" if start < end else "|")
        position = end
    return out + text[position:]


@pytest.mark.parametrize("name", FIXTURES)
def test_files_of_real_tools_come_back_byte_for_byte(name: str) -> None:
    data = (DATA / name).read_bytes()
    assert rewritten(name, data) == data
    crlf = data.replace(b"\n", b"\r\n")
    assert rewritten(name, crlf) == crlf
    assert "".join(part.raw for part in parts(name, data)).encode() == data


@pytest.mark.parametrize("name", FIXTURES)
def test_files_of_real_tools_are_repaired(cleancopy: Call, name: str) -> None:
    shutil.copy(DATA / name, name)
    assert cleancopy("clean", name, "-o", f"new.{name}").exit_code == 0
    old, new = Path(name).read_text("utf-8"), Path(f"new.{name}").read_text("utf-8")
    changed = [
        (a.strip(), b.strip())
        for a, b in zip(old.splitlines(), new.splitlines(), strict=True)
        if a != b
    ]
    assert changed
    assert all(re.search("[A-Z]|days|%d", after) for _, after in changed)
    assert re.sub(r"[ ,.“”\"\\]|Ki?y?ev|Kyiv|the the", "", new.replace("the", "")) == re.sub(
        r"[ ,.“”\"\\]|Ki?y?ev|Kyiv|the the", "", old.replace("the", "")
    )
    assert cleancopy("clean", f"new.{name}", "-o", f"again.{name}").exit_code == 0
    assert Path(f"again.{name}").read_bytes() == Path(f"new.{name}").read_bytes()


# XLIFF


def xliff_1(*units: str, target: str = "en-GB", more: str = "") -> str:
    lang = f' target-language="{target}"' if target else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"{more}>\n'
        f'<file original="a" source-language="ru" datatype="plaintext"{lang}><body>\n'
        + "\n".join(units)
        + "\n</body></file></xliff>\n"
    )


def a_unit(target: str, source: str = "Да", unit: str = "", of_target: str = "") -> str:
    return (
        f'<trans-unit id="1"{unit}><source>{source}</source><target{of_target}>{target}</target>'
        "<alt-trans><source>x</source><target>Never , this</target></alt-trans></trans-unit>"
    )


def xliff_2(*units: str, target: str = "en") -> str:
    lang = f' trgLang="{target}"' if target else ""
    return (
        f'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh"{lang}>'
        f'<file id="f">{"".join(units)}</file></xliff>'
    )


def test_a_target_has_its_source_beside_it() -> None:
    (part,) = texts("a.xlf", xliff_1(a_unit("Yes , sir", "Да, <g id='1'>сэр</g><x id='2'/>")))
    assert (part.text, part.source, part.source_lang, part.line) == (
        "Yes , sir",
        "Да, сэр",
        "ru",
        4,
    )
    segment = "<segment><source>是</source><target>Yes</target></segment>"
    ignored = "<ignorable><source> </source><target> , </target></ignorable>"
    found = texts("a.xliff", xliff_2(f'<unit id="u">{segment}{ignored}{segment}</unit>'))
    assert [(part.text, part.source, part.source_lang) for part in found] == [
        ("Yes", "是", "zh")
    ] * 2


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("a <g id='1'>b</g> c", "a |b| c"),
        ("a <x id='1'/> c", "a ⟦\ufffc⟧ c"),
        ("a<x id='1' ctype='lb'/>c", "a⟦\n⟧c"),
        ("a <bpt id='1'>&lt;b></bpt>b<ept id='1'>&lt;/b></ept> c", "a |b| c"),
        ("a <ph id='1'>&lt;i></ph>b<ph id='2'>&lt;/i></ph>", "a |b|"),
        ("a <ph id='1'>{0}</ph>!", "a ⟦\ufffc⟧!"),
        ("a <mrk mtype='protected'>b , c</mrk> d", "a ⟦b , c⟧ d"),
        ("a <pc id='1'>b<sc id='2'/></pc> <cp hex='1'/>", "a |b| ⟦\ufffc⟧"),
        ("a %1$s b {name} c %d%% d", "a ⟦%1$s⟧ b ⟦{name}⟧ c ⟦%d⟧⟦%%⟧ d"),
        ("a &amp; &#8217; <![CDATA[<b> , ]]>", "a & ’ ⟦<b> , ⟧"),
        ("a &lt;b>b&lt;/b> &amp;nbsp; c\n d", "a ⟦<b>⟧b⟦</b>⟧ ⟦&nbsp;⟧ c⟦\n⟧ d"),
        ("a <new:tag xmlns:new='n'>b , c</new:tag>", "a ⟦\ufffc⟧"),
    ],
)
def test_inline_tags(target: str, expected: str) -> None:
    (part,) = texts("a.xlf", xliff_1(a_unit(target)))
    assert shown(part) == expected


def test_no_edit_takes_tags_along() -> None:
    before = a_unit("a, <g id='1'>b &amp; b</g><x id='2'/> said.")
    for old, new, after in [
        ("b & b", "<c>", "a, <g id='1'>&lt;c&gt;</g><x id='2'/> said."),
        ("", "“", "“a, <g id='1'>b &amp; b</g><x id='2'/> said."),
        (" said", "  said", "a, <g id='1'>b &amp; b</g><x id='2'/>  said."),
    ]:
        data = xliff_1(before)
        assert rewritten("a.xlf", data, put(old, new)).decode() == xliff_1(a_unit(after))


@pytest.mark.parametrize(
    ("document", "note"),
    [
        (xliff_1(a_unit("A , b", unit=' approved="yes"')), "approved, final or locked"),
        (xliff_1(a_unit("A , b", of_target=' state="final"')), "approved, final or locked"),
        (xliff_1(a_unit("A , b", of_target=' state="signed-off"')), "approved, final or locked"),
        (xliff_1(a_unit("A , b", unit=' translate="no"')), "not to be translated"),
        (xliff_1(f'<group translate="no">{a_unit("A , b")}</group>'), "not to be translated"),
        (xliff_1(a_unit("A , b", of_target=' xml:lang="de"')), "not in English"),
        (xliff_1(a_unit("A , b"), target="de"), "not in English"),
        (xliff_2('<unit id="u"><segment state="final"><source>a</source><target>A , b</target>'
                 "</segment></unit>"), "approved, final or locked"),
        (xliff_2('<unit id="u" translate="no"><segment><source>a</source><target>A , b</target>'
                 "</segment></unit>"), "not to be translated"),
        (xliff_2('<unit id="u"><segment><source>a</source><target>A , b</target></segment></unit>',
                 target="de"), "not in English"),
    ],
)  # fmt: skip
def test_what_is_settled_stays(cleancopy: Call, document: str, note: str) -> None:
    Path("a.xlf").write_text(document)
    result = cleancopy("clean", "a.xlf")
    assert result.stdout == document
    assert result.stderr.splitlines()[0] == f"a.xlf: 1 segment is left as it is: {note}"


def test_a_unit_may_be_translated_in_a_group_that_is_not() -> None:
    free = a_unit("A", unit=' translate="yes"')
    inside = f'<group translate="no">{free}</group>{a_unit("B")}'
    assert [part.text for part in texts("a.xlf", xliff_1(inside, target=""))] == ["A", "B"]


def test_segments_that_studio_has_locked() -> None:
    def marked(*texts: str) -> str:
        marks = (f"<mrk mtype='seg' mid='{n}'>{text}</mrk>" for n, text in enumerate(texts))
        return " ".join(marks)

    states = (
        "<sdl:seg id='0' conf='Translated'/><sdl:seg id='1' locked='true'/>"
        "<sdl:seg id='2' conf='ApprovedSignOff'/>"
    )
    unit = (
        f"<trans-unit id='u'><source>x</source><seg-source>{marked('а', 'б', 'в')}</seg-source>"
        f"<target><g id='7'>{marked('A , a', 'B , b', 'C')}</g></target>"
        f"<sdl:seg-defs>{states}</sdl:seg-defs></trans-unit>"
    )
    data = xliff_1(unit, more=' xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"')
    log = Notes()
    found = [part for part in parts("a.sdlxliff", "\ufeff" + data, log) if part.text is not None]
    assert [(part.text, part.source) for part in found] == [("A , a", "а")]
    assert log.notes == ["2 segments are left as they are: approved, final or locked"]
    out = rewritten("a.sdlxliff", "\ufeff" + data, put(" ,", ",")).decode()
    assert out == "\ufeff" + data.replace("A ,", "A,")


def test_other_encodings_are_kept() -> None:
    data = xliff_1(a_unit("naïve , yes")).replace("UTF-8", "iso-8859-1").replace("Да", "Da")
    out = rewritten("a.xlf", data.encode("latin-1"), put(" ,", ",”"))
    assert out.decode("latin-1") == data.replace("ve ,", "ve,&#8221;")
    wide = xliff_1(a_unit("naïve , yes")).replace("UTF-8", "UTF-16")
    for codec in ("utf-16", "utf-16-le", "utf-16-be"):
        out = rewritten("a.xlf", wide.encode(codec), put(" ,", ","))
        assert out == wide.replace("ve ,", "ve,").encode(codec)


# TMX


def tmx(*units: str, source: str = "ru") -> str:
    head = '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">'
    return f'{head}<header srclang="{source}"/><body>{"".join(units)}</body></tmx>\n'


def a_tu(*variants: tuple[str, str], more: str = "") -> str:
    inside = (f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in variants)
    return f"<tu{more}><note>No , text</note>{''.join(inside)}</tu>"


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (tmx(a_tu(("ru", "Да"), ("en", "Yes"))), [("Yes", "Да", "ru")]),
        (tmx(a_tu(("EN-us", "Yes"), ("RU", "Да"))), [("Yes", "Да", "RU")]),
        (tmx(a_tu(("ru-RU", "Да"), ("fr", "Oui"), ("en", "Yes"), ("en-GB", "Yes, sir"))),
         [("Yes", "Да", "ru-RU"), ("Yes, sir", "Да", "ru-RU")]),
        (tmx(a_tu(("ru", "Да"), ("en", "Yes")), source="*all*"), [("Yes", "Да", "ru")]),
        (tmx(a_tu(("ru", "Да"), ("de", "Ja"), ("en", "Yes")), source="*all*"),
         [("Yes", "", "uk")]),
        (tmx(a_tu(("en", "Yes"), ("ru", "Да")), source="en-US"), []),
        (tmx(a_tu(("en", "Yes"), ("ru", "Да"), more=' srclang="ru"'), source="en"),
         [("Yes", "Да", "ru")]),
        (tmx(a_tu(("ru", "Да"), ("de", "Ja"))), []),
        (tmx(a_tu(("ru", "<bpt i='1'>{b}</bpt>Да<ept i='1'>{/b}</ept>"),
                  ("en", "<hi>Yes</hi><it pos='begin'>x</it>, sir"))), [("Yes, sir", "Да", "ru")]),
    ],
)  # fmt: skip
def test_which_variant_is_the_target(document: str, found: list[tuple[str, str, str]]) -> None:
    parts = texts("a.tmx", document)
    assert [(part.text, part.source, part.source_lang) for part in parts] == found


def test_a_memory_from_english_is_left(cleancopy: Call) -> None:
    Path("a.tmx").write_text(tmx(a_tu(("en", "Yes , sir"), ("ru", "Да")), source="en"))
    result = cleancopy("clean", "a.tmx")
    assert result.stdout == Path("a.tmx").read_text()
    assert result.stderr.splitlines()[0] == (
        "a.tmx: 1 segment is left as it is: translated from English, not into it"
    )


# Gettext


def po(*entries: str, header: str = "") -> str:
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n{header}'
    return head + "".join(f"\n{entry}" for entry in entries)


@pytest.mark.parametrize(
    ("entry", "old", "new", "after"),
    [
        ('msgid "a"\nmsgstr "Yes , sir"\n', " ,", ",", 'msgid "a"\nmsgstr "Yes, sir"\n'),
        ('msgid "a"\nmsgstr ""\n"Yes"\n" , sir"\n', " ,", ",",
         'msgid "a"\nmsgstr ""\n"Yes"\n", sir"\n'),
        ('msgid "a"\nmsgstr "in Ki"\n  "ev"\n', "Kiev", "Kyiv",
         'msgid "a"\nmsgstr "in Kyi"\n  "v"\n'),
        ('msgid "a"\nmsgstr "He \\"said\\" , no"\n', "said\" ,", "said\",",
         'msgid "a"\nmsgstr "He \\"said\\", no"\n'),
        ('msgid "a"\nmsgstr "He said”"\n', "said”", 'said"', 'msgid "a"\nmsgstr "He said\\""\n'),
        ('msgid "a"\r\nmsgstr "Yes , sir"\r\n', " ,", ",", 'msgid "a"\r\nmsgstr "Yes, sir"\r\n'),
    ],
)  # fmt: skip
def test_strings_are_edited_line_by_line(entry: str, old: str, new: str, after: str) -> None:
    assert rewritten("a.po", po(entry), put(old, new)).decode() == po(after)


def test_plural_forms_have_their_own_message() -> None:
    entry = (
        'msgctxt "menu"\nmsgid "%d день"\nmsgid_plural "%d дней"\n'
        'msgstr[0] "%d day"\nmsgstr[1] ""\n"%d "\n"days"\n'
    )
    found = texts("a.po", po(entry, header='"X-Source-Language: ru\\n"\n'))
    assert [(shown(part), part.source, part.source_lang, part.line) for part in found] == [
        ("⟦%d⟧ day", "%d день", "ru", 9), ("⟦%d⟧ days", "%d дней", "ru", 10)
    ]  # fmt: skip
    assert texts("a.po", po(entry))[0].source_lang == "uk"


def test_escapes_and_placeholders_are_barred() -> None:
    entry = r'msgid "a"' + "\n" + r'msgstr "a\n\tb \\ \"c\" \x41 %(name)s, $home 5% {n}"' + "\n"
    (part,) = texts("a.po", po(entry))
    assert shown(part) == 'a⟦\n\t⟧b \\ "c" ⟦\ufffc⟧ ⟦%(name)s⟧, ⟦$home⟧ 5% ⟦{n}⟧'


@pytest.mark.parametrize(
    "entry",
    [
        '#, fuzzy\nmsgid "a"\nmsgstr "A , b"\n',
        '#, c-format, fuzzy\n#| msgid "b"\nmsgid "a"\nmsgstr "A , b"\n',
        '#~ msgid "a"\n#~ msgstr "A , b"\n',
        '# msgstr "A , b"\nmsgid "a , b"\nmsgstr ""\n',
        "\n\n# only a remark , here",
        "",
    ],
)
def test_entries_that_are_left_alone(entry: str) -> None:
    assert texts("a.po", po(entry)) == []
    following = po(entry, 'msgid "x"\nmsgstr "y"\n')
    assert [part.text for part in texts("a.po", following)] == ["y"]
    assert rewritten("a.po", following) == following.encode()


def test_an_obsolete_entry_is_not_the_next_one() -> None:
    entries = '#, fuzzy\n#~ msgid "a"\n#~ msgstr "A , b"\n\nmsgid "x"\nmsgstr "y"\n'
    assert [part.text for part in texts("a.po", po(entries))] == ["y"]


def test_a_catalogue_in_another_language_is_left() -> None:
    log = Notes()
    entry = 'msgid "a"\nmsgstr "Ja , gut"\n'
    found = parts("a.po", po(entry, entry, header='"Language: de_AT\\n"\n'), log)
    assert all(part.text is None for part in found)
    assert log.notes == ["2 entries are left as they are: not in English"]


def test_a_broken_entry_stops_no_other() -> None:
    log = Notes()
    data = po('msgid "a"\nmsgstr "b" c"\n', 'msgid "x"\nmsgstr "y"\n', 'msgid "z"\nmsgtr "y"\n')
    found = parts("a.po", data, log)
    assert [part.text for part in found if part.text is not None] == ["y"]
    assert log.notes == [
        "5: not a line of a PO file; entry left as it is",
        "11: not a line of a PO file; entry left as it is",
    ]
    assert parts("a.po", '"no keyword"\n', log)[0].text is None
    assert log.notes[2] == "1: a string without a keyword; entry left as it is"


def test_an_entry_with_a_translation_twice_is_left() -> None:
    log, data = Notes(), po('msgid "a"\nmsgstr "b , c"\nmsgstr "d"\n', 'msgid "x"\nmsgstr "y"\n')
    assert [part.text for part in parts("a.po", data, log) if part.text is not None] == ["y"]
    assert log.notes == ["5: msgstr twice in one entry; entry left as it is"]
    assert rewritten("a.po", data) == data.encode()


# All of them

SENTENCES = st.text(st.sampled_from("ab ,.“”'\"&<>\\%sd{}é’😀"), max_size=12)


def a_file(kind: str, target: str) -> str:
    if kind == "a.po":
        written = target.replace("\\", "\\\\").replace('"', '\\"')
        middle = len(written) // 2
        while written[middle - 1 : middle] == "\\":
            middle -= 1
        return po(f'msgid "a"\nmsgstr ""\n"{written[:middle]}"\n"{written[middle:]}"\n')
    content = escape(target, {"’": "&#8217;"})
    return xliff_1(a_unit(content)) if kind == "a.xlf" else tmx(a_tu(("ru", "x"), ("en", content)))


def only(change: Change, part: Part) -> list[Change]:
    return [change] if part.text else []


@quick
@given(st.sampled_from(["a.xlf", "a.tmx", "a.po"]), SENTENCES, st.data())
def test_changes_are_all_that_changes(kind: str, target: str, draw: st.DataObject) -> None:
    data = a_file(kind, target)
    assert rewritten(kind, data).decode() == data
    found = texts(kind, data)
    assert [part.text for part in found] == ([target] if target else [])
    for part in found:
        assert isinstance(part, Mapped)
        start = draw.draw(st.integers(0, len(target)))
        end = draw.draw(st.integers(start, len(target)))
        if not crosses(list(part.barred), start, end):
            new = draw.draw(st.sampled_from(["", "X", "“", '"<&>\\', "’"]))
            change = Change(start, end, target[start:end], new, ())
            after = repaired(target, [change])
            out = rewritten(kind, data, partial(only, change))
            assert [each.text for each in texts(kind, out)] == ([after] if after else [])


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlf", "<a/>", "no XLIFF of version 1 or 2"),
        ("a.xlf", "<a><b></a>", "1: no well-formed XML (mismatched tag)"),
        ("a.xlf", "", "1: no well-formed XML (no element found)"),
        ("a.xlf", '<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>',
         "1: declares entities or the like in its DOCTYPE; save it without one"),
        ("a.xlf", "<a>" * 500, "1: more than 200 elements inside each other"),
        ("a.tmx", "<a/>", "no TMX"),
        ("a.tmx", '<?xml version="1.0" encoding="gb2312"?><tmx/>',
         "its encoding cannot be read (multi-byte encodings are not supported); save it as UTF-8"),
        ("a.tmx", "PK\x03\x04", "1: no well-formed XML (not well-formed (invalid token))"),
        ("a.po", b'msgid ""\nmsgstr "caf\xe9"\n', "not in UTF-8; convert it with msgconv -t UTF-8"),
        ("a.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=KOI8-R\\n"\n',
         "not in UTF-8; convert it with msgconv -t UTF-8"),
    ],
)  # fmt: skip
def test_refused_in_one_line(cleancopy: Call, name: str, data: str | bytes, message: str) -> None:
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
    result = cleancopy("clean", name, "-o", f"b{name}")
    assert result.exit_code == 2
    between = "" if message[0] == "1" else " "
    assert result.stderr == f"cleancopy: {name}:{between}{message}\n"
    assert [path.name for path in Path().iterdir()] == [name]


@pytest.mark.parametrize("name", ["a.xlf", "a.tmx", "a.po"])
def test_a_huge_unit_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("cleancopy.formats.source.LIMIT", 500)
    with pytest.raises(Refused, match="of more than 0 MB"):
        parts(name, a_file(name, "a" * 600))


def test_a_template_is_refused(cleancopy: Call) -> None:
    Path("a.pot").write_text(po())
    result = cleancopy("clean", "a.pot")
    assert (result.exit_code, result.stderr.partition(";")[0]) == (
        2,
        "cleancopy: a.pot: .pot is not read",
    )


def test_findings_have_the_line_of_the_file(cleancopy: Call) -> None:
    Path("a.po").write_text(po('msgid "a"\nmsgstr ""\n"Well, "\n"yes , sir."\n'))
    found = cleancopy("check", "a.po").stdout.splitlines()
    assert found[0].startswith("a.po:8:5: punctuation/space-before-mark: ")


def test_the_language_of_the_sources_may_be_told(cleancopy: Call) -> None:
    Path("a.po").write_text(po('msgid "a"\nmsgstr "b"\n'))
    assert cleancopy("clean", "a.po", "--source-lang", "ru").exit_code == 0
    result = cleancopy("clean", "a.po", "--source-column", "x")
    assert result.stderr == (
        "cleancopy: --source-column is for tables; translation files have sources\n"
    )
