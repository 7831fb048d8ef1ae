"""Parquet tables, by way of pyarrow: the row groups, the other columns and the schema stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from shutil import copyfileobj
from typing import TYPE_CHECKING, Any, BinaryIO

from cleancopy.document import Change, repaired
from cleancopy.findings import Place, Region
from cleancopy.formats.parts import LINE_BEGINS, Ahead, Part, Wanted
from cleancopy.formats.source import Log, Refused, Source
from cleancopy.protect import Span

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Row(Part):
    """One value of the column; its line is the number of its row, from 1."""

    def replacements(self, changes: Iterable[Change]) -> Iterator[None]:
        """None: a table in columns has no places."""
        return (None for _ in changes)

    def places(self, spans: Iterable[Span], ahead: Ahead = LINE_BEGINS) -> Iterator[Region]:
        line = self.line
        return ((Place(line, start + 1), Place(line, end + 1)) for start, end in spans)


def read(source: Source, wanted: Wanted, log: Log) -> Iterator[Part]:
    """The values of the column, row by row. Raises Refused where there is none with text."""
    named = (wanted.column, wanted.source_column, wanted.lang_column)
    columns = list(dict.fromkeys(filter(None, named)))
    with _opened(source) as file, _readable(source):
        for column in columns:
            _field(source, file.schema_arrow, column)
        number = 0
        for group in range(file.num_row_groups):
            for batch in file.iter_batches(row_groups=[group], columns=columns):
                for text, original, lang in zip(*_values(batch, named), strict=True):
                    number += 1
                    lang = lang or wanted.source_lang
                    yield Row("", text, number, source=original or "", source_lang=lang)


def _values(batch: pa.RecordBatch, columns: Sequence[str]) -> list[list[str | None]]:
    """The values of each column; of one without a name, as many that are missing."""
    missing: list[str | None] = [None] * batch.num_rows
    return [batch.column(column).to_pylist() if column else missing for column in columns]


def write(
    source: Source,
    column: str,
    sink: BinaryIO,
    results: Iterator[tuple[Part, Sequence[Change]]],
) -> None:
    """The table with the changed column, row group by row group; as it came where none changed."""
    import pyarrow.parquet as pq

    with _opened(source) as file:
        changed = False
        schema = file.schema_arrow
        with pq.ParquetWriter(sink, schema, compression=_compression(file)) as writer:
            for group in range(file.num_row_groups):
                with _readable(source):
                    table = file.read_row_group(group)
                rows = list(islice(results, table.num_rows))
                changed = changed or any(changes for _, changes in rows)
                writer.write_table(_replaced(table, column, rows), max(table.num_rows, 1))
    if not changed:
        sink.seek(0)
        sink.truncate()
        with source.open() as original:
            copyfileobj(original, sink)


def _replaced(
    table: pa.Table, column: str, rows: Sequence[tuple[Part, Sequence[Change]]]
) -> pa.Table:
    """A table with its column replaced; nulls and the type of the column stay."""
    import pyarrow as pa

    index = table.schema.get_field_index(column)
    field = table.schema.field(index)
    texts = [None if part.text is None else repaired(part.text, changes) for part, changes in rows]
    return table.set_column(index, field, pa.array(texts, type=field.type))


@contextmanager
def _opened(source: Source) -> Iterator[pq.ParquetFile]:
    """The file with its footer read. Raises Refused where it is no Parquet."""
    import pyarrow.parquet as pq

    with source.open() as file:
        with _readable(source):
            table = pq.ParquetFile(file)
        with table:
            yield table


@contextmanager
def _readable(source: Source) -> Iterator[None]:
    """Raises Refused for what Arrow cannot read; it finds a damaged page when it is there."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        first = str(error).partition("\n")[0]
        raise Refused(f"{source.name}: not readable as Parquet ({first})") from None


def _field(source: Source, schema: pa.Schema, column: str) -> None:
    """Raises Refused where the schema has no such column of text."""
    from pyarrow import types

    if schema.names.count(column) > 1:
        raise Refused(f"{source.name}: more than one column {column!r}")
    if column not in schema.names:
        raise source.no_column(column, schema.names)
    kind: Any = schema.field(column).type
    inner = kind.value_type if types.is_dictionary(kind) else kind
    if not (types.is_string(inner) or types.is_large_string(inner) or types.is_string_view(inner)):
        raise Refused(f"{source.name}: column {column!r} holds {kind}, not text")


def _compression(file: pq.ParquetFile) -> dict[str, str]:
    """How each column of the first row group is compressed, in the writer's words."""
    if not file.num_row_groups:
        return {}
    group = file.metadata.row_group(0)
    columns = (group.column(number) for number in range(group.num_columns))
    words = {"UNCOMPRESSED": "NONE", "LZ4_RAW": "LZ4"}
    return {each.path_in_schema: words.get(each.compression, each.compression) for each in columns}
