"""Formats: what is not repaired goes back byte for byte, what is repaired is all that changes."""

from __future__ import annotations

import codecs
import csv
import errno
import io
import json
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from cleancopy.atomic import replacing
from cleancopy.document import Change
from cleancopy.errors import CleancopyError
from cleancopy.formats import format_of, kind_of
from cleancopy.formats.jsonl import value_span
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.source import Refused, Source

in_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
texts = st.text(st.characters(exclude_categories=["Cs"]))
Results = Iterator[tuple[Part, Sequence[Change]]]


class Notes:
    """A log that keeps what it is told."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.lines: list[int] = []

    def note(self, message: str) -> None:
        self.notes.append(message)

    def left(self, message: str, line: int = 0) -> None:
        self.notes.append(message)
        self.lines.append(line)


def rewritten(path: Path, new: str | None = None, column: str = "text") -> tuple[bytes, Notes]:
    """The bytes of a file after every text had its middle replaced by `new`, or nothing done."""
    source, log, sink = Source(path.name, path), Notes(), io.BytesIO()
    chosen = format_of(kind_of(path))

    def results() -> Results:
        for part in chosen.read(source, Wanted(column), log):
            changed = new is not None and part.text is not None
            yield part, [middle(part.text or "", new or "")] if changed else []

    chosen.write(source, column, sink, results())
    return sink.getvalue(), log


def middle(text: str, new: str) -> Change:
    """A change of the middle third of a text."""
    start, end = len(text) // 3, 2 * len(text) // 3
    return Change(start, end, text[start:end], new, ())


def changed(text: str, new: str) -> str:
    change = middle(text, new)
    return text[: change.start] + new + text[change.end :]


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


# Text files


@in_folder
@given(st.binary())
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\x00\xd8")
@example(b"\xff\xfe")
@example(b"one\r\ntwo\rthree\n\nfour")
def test_unicode_text_comes_back_byte_for_byte(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, "a.txt", data)
    try:
        out, log = rewritten(path)
    except Refused:
        return
    assert out == data or log.notes, "re-encoded without a word"


@in_folder
@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_every_unicode_encoding_is_kept(tmp_path: Path, text: str, encoding: str) -> None:
    assume("\0" not in text and not text.startswith("\ufeff"))
    path = written(tmp_path, "a.txt", text.encode(encoding))
    assert rewritten(path)[0] == text.encode(encoding)
    assert rewritten(path, "ü")[0] == changed(text, "ü").encode(encoding)


@pytest.mark.parametrize(
    ("data", "text", "words"),
    [
        (b"caf\xe9 \x93so\x94", "café “so”", "sloppy-windows-1252"),
        ("é é ".encode() + b"\x93so", "é é “so", "1 byte"),
        (b"na\x95ve\rso\r", "naïve\rso\r", "macroman"),
        ("\ufeffé é ".encode() + b"\x93so", "\ufeffé é “so", "1 byte"),
    ],
)
def test_other_encodings_are_told_from_the_bytes(
    tmp_path: Path, data: bytes, text: str, words: str
) -> None:
    out, log = rewritten(written(tmp_path, "a.txt", data))
    assert out.decode() == text
    assert len(log.notes) == 1
    assert words in log.notes[0]


def test_a_byte_order_mark_is_no_part_of_a_text_that_is_not_all_utf_8(tmp_path: Path) -> None:
    out, _ = rewritten(written(tmp_path, "a.txt", "\ufeffé é ".encode() + b"\x93so"), "ü")
    assert out.decode() == changed("\ufeffé é “so"[1:], "ü").join(("\ufeff", ""))


def test_utf_16_that_breaks_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CleancopyError, match="begins as UTF-16 and breaks off"):
        rewritten(written(tmp_path, "a.txt", codecs.BOM_UTF16_LE + "so\n".encode("utf-16-le")[:-1]))


# JSON Lines

values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
records = st.dictionaries(texts | st.just("text"), values | texts, max_size=4)
json_styles = st.fixed_dictionaries(
    {
        "ensure_ascii": st.booleans(),
        "separators": st.sampled_from([(",", ":"), (", ", ": "), (" ,\t", " : ")]),
    }
)


@in_folder
@given(st.lists(records), json_styles, st.sampled_from(["\n", "\r\n", "\n\n"]), st.booleans())
def test_jsonl(
    tmp_path: Path, rows: list[dict[str, Any]], style: dict[str, Any], end: str, ended: bool
) -> None:
    rows.append({"text": "last"})
    data = (end.join(json.dumps(row, **style) for row in rows) + (end if ended else "")).encode()
    path = written(tmp_path, "a.jsonl", data)
    assert rewritten(path)[0] == data
    out = rewritten(path, "“n/e\\w”\n")[0].decode()
    for row in rows:
        if isinstance(row.get("text"), str):
            row["text"] = changed(row["text"], "“n/e\\w”\n")
    assert [json.loads(line) for line in out.split("\n") if line.strip()] == rows
    assert out.isascii() or not data.isascii()


@pytest.mark.parametrize(
    ("line", "after"),
    [
        (r'{"a":{"text":"xyz"},"text":"xyz"}', r'{"a":{"text":"xyz"},"text":"x-z"}'),
        (r'{"text":"first","text":"xyz"}', r'{"text":"first","text":"x-z"}'),
        (r'{"t\u0065xt" : "xyz" }', r'{"t\u0065xt" : "x-z" }'),
        (r'{"n":1.10,"text":"\u00E9é\/\ud83d\ude00😀\b"}', r'{"n":1.10,"text":"\u00E9é-😀\b"}'),
        (r'{"text":"","text ":"x"}', r'{"text":"-","text ":"x"}'),
        (r'{"text":"\ud800\ud800\ud800"}', r'{"text":"\ud800-\ud800"}'),
    ],
)
def test_jsonl_changes_only_the_characters_of_a_change(
    tmp_path: Path, line: str, after: str
) -> None:
    path = written(tmp_path, "a.jsonl", line.encode())
    assert rewritten(path, "-")[0].decode() == after


def test_jsonl_keeps_the_habit_of_escaping(tmp_path: Path) -> None:
    lines = ['{"text":"abc"}', '{"text":"abc","n":"é"}', r'{"text":"<\/b>"}', '{"text":"</b>"}']
    path = written(tmp_path, "a.jsonl", "\n".join(lines).encode())
    assert rewritten(path, "“/”")[0].decode().split("\n") == [
        r'{"text":"a\u201c/\u201dc"}',
        '{"text":"a“/”c","n":"é"}',
        r'{"text":"<\u201c\/\u201db>"}',
        r'{"text":"<\u201c/\u201db>"}',
    ]


def test_jsonl_place_is_where_an_editor_finds_it() -> None:
    line = r'{"text": "\u00e9\n\"z"}'
    part = next(iter(format_of("jsonl").read(stdin(line.encode()), Wanted(), Notes())))
    ((place, _),) = part.places([(3, 4)])
    assert place == (1, line.index("z") + 1, line.index("z") + 1)


def stdin(data: bytes) -> Source:
    """A source that has been read already."""
    source = Source("standard input", None)
    vars(source)["data"] = data
    return source


def test_value_span_of_a_record_with_space_everywhere() -> None:
    line = ' { "a" : [ 1 , { } ] , "text" : "b" , "c" : null } \r\n'
    start, end = value_span(line, "text")
    assert line[start:end] == '"b"'


# Delimited

# The writer of the csv module does not quote a carriage return that is no line end of its own;
# many NULs are no text.
cell_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"))


@in_folder
@given(
    st.lists(st.tuples(cell_texts, cell_texts, cell_texts), min_size=1),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_csv(
    tmp_path: Path, rows: list[tuple[str, ...]], delimiter: str, quoting: Any, end: str
) -> None:
    table = [("a", "text", "b"), *rows]
    style: dict[str, Any] = {"delimiter": delimiter, "quoting": quoting, "lineterminator": end}
    buffer = io.StringIO()
    csv.writer(buffer, **style).writerows(table)
    data = buffer.getvalue().encode()
    path = written(tmp_path, "a.csv", data)
    out, log = rewritten(path)
    assert (out, log.lines) == (data, [])
    after = rewritten(path, 'n,e;w"\n\t|')[0].decode()
    expected = [[a, changed(text, 'n,e;w"\n\t|'), b] for a, text, b in rows]
    assert list(csv.reader(io.StringIO(after, newline=""), delimiter=delimiter))[1:] == expected


@in_folder
@given(st.text(st.sampled_from('ab,"\n\r')), st.sampled_from(["a.csv", "a.tsv"]))
@example('x,"y', "a.csv")
@example('"a"b,c\n', "a.csv")
def test_any_delimited_text_comes_back_byte_for_byte(tmp_path: Path, body: str, name: str) -> None:
    data = f"text\n{body}".encode()
    assert rewritten(written(tmp_path, name, data))[0] == data


def test_csv_changes_one_cell_and_nothing_else(tmp_path: Path) -> None:
    data = b'\xef\xbb\xbfid, "odd" ,text,"z"\r\n1,"a ""q"" b","xyz",  2\r\n\r\n"2",,xyz,\r\n'
    out = rewritten(written(tmp_path, "a.csv", data), "-")[0]
    assert out == data.replace(b"xyz", b"x-z")


def test_csv_rows_that_do_not_fit_are_left_and_named(tmp_path: Path) -> None:
    data = b'id,text\n1,xyz\n2,x,y\n"3","x\ny"\n4\n5,"x"y\n6,xyz\n7,"open\n8,xyz\n'
    out, log = rewritten(written(tmp_path, "a.csv", data), "-")
    head, tail = out.split(b'7,"open')
    assert head == b'id,text\n1,x-z\n2,x,y\n"3","x-y"\n4\n5,"x"y\n6,x-z\n'
    assert tail == b"\n8,xyz\n"
    assert log.lines == [3, 6, 7, 9]


def test_csv_place_is_where_an_editor_finds_it(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", b'id,text\n1,"a ""b\nc"\n2,def\n')
    parts = list(format_of("delimited").read(Source("a.csv", path), Wanted(), Notes()))
    spans = [(0, 2), (3, 5)]
    assert list(parts[1].places(spans)) == [((2, 4, 4), (2, 6, 6)), ((2, 8, 8), (3, 1, 1))]
    assert list(parts[2].places([(2, 2)])) == [((4, 5, 5), (4, 5, 5))]


def test_csv_that_begins_with_a_quotation_mark_is_quoted(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", b"text\na\n")
    source, sink = Source("a.csv", path), io.BytesIO()
    chosen = format_of("delimited")
    header, row = chosen.read(source, Wanted(), Notes())
    chosen.write(source, "text", sink, iter([(header, []), (row, [Change(0, 0, "", '"', ())])]))
    assert sink.getvalue() == b'text\n"""a"\n'


# Parquet


def parquet(path: Path, kind: Any, texts: list[str | None]) -> pa.Table:
    fields = [pa.field("n", pa.int8()), pa.field("text", kind, metadata={b"k": b"v"})]
    schema = pa.schema(fields, metadata={b"who": b"me"})
    table = pa.table([pa.array(range(len(texts)), pa.int8()), pa.array(texts, kind)], schema)
    pq.write_table(table, path, row_group_size=2, compression={"n": "NONE", "text": "GZIP"})
    return table


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())],
)
def test_parquet_keeps_all_but_the_texts(tmp_path: Path, kind: Any) -> None:
    path = tmp_path / "a.parquet"
    table = parquet(path, kind, ["xyz", None, "", "Ünï", "xyz"])
    assert rewritten(path)[0] == path.read_bytes()
    out = pq.ParquetFile(io.BytesIO(rewritten(path, "-")[0]))
    after = out.read()
    assert after["text"].to_pylist() == ["x-z", None, "-", "Ü-ï", "x-z"]
    assert after.schema.equals(table.schema, check_metadata=True)
    assert after["n"].equals(table["n"])
    groups = [out.metadata.row_group(number) for number in range(out.num_row_groups)]
    assert [group.num_rows for group in groups] == [2, 2, 1]
    assert [groups[0].column(i).compression for i in (0, 1)] == ["UNCOMPRESSED", "GZIP"]


@pytest.mark.parametrize("rows", [0, 1])
def test_parquet_small(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "a.parquet"
    parquet(path, pa.string(), ["xyz"] * rows)
    assert pq.read_table(io.BytesIO(rewritten(path, "-")[0]))["text"].to_pylist() == ["x-z"] * rows


def test_parquet_column_that_is_no_text_is_refused(tmp_path: Path) -> None:
    parquet(tmp_path / "a.parquet", pa.string(), ["x"])
    with pytest.raises(Refused, match=r"a\.parquet: column 'n' holds int8, not text"):
        rewritten(tmp_path / "a.parquet", column="n")


# Writing


def test_replacing_keeps_the_mode_and_follows_links(tmp_path: Path) -> None:
    target = written(tmp_path, "a", b"old")
    target.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(target)
    with replacing(link) as file:
        file.write(b"new")
        assert target.read_bytes() == b"old"
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_replacing_leaves_a_file_that_would_be_the_same(tmp_path: Path) -> None:
    target = written(tmp_path, "a", b"same")
    before = target.stat().st_ino
    with replacing(target) as file:
        file.write(b"same")
    assert target.stat().st_ino == before
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("call", ["fsync", "rename", "write"])
def test_replacing_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = written(tmp_path, "a", b"old")
    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    if call == "rename":
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"), replacing(target) as file:
        (full if call == "write" else file.write)(b"new")
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == b"old"
