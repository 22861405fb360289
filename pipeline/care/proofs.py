"""One version against its original: paragraphs and tables are found again, quotes compared, numbers read from
their quotes."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import Connection, text

from models.errors import RefusedFile
from models.kinds import KINDS
from models.language import say
from models.pieces import QUOTED_PIECES
from models.schema import block
from models.schema.columns import shown
from parsers.word.originals import Original
from pipeline.care.proved import Failure, Tally, Version, bare
from pipeline.care.values import ValuesChecked, faults_of_values

_SHOWN: Final = 40
_PART: Final = shown(block.c.part, "b")
_PATH: Final = shown(block.c.xml_path, "b")
Texts = dict[int, tuple[str, str, str]]
"""Of each block found again: its text in the original, its part and path."""


def check_version(connection: Connection, version: Version, data: bytes, tally: Tally) -> Iterator[Failure]:
    """What the bytes of the original do not bear out of what is stored; `tally` counts what was compared."""
    if sha256(data).hexdigest() != version.sha256 or len(data) != version.size:
        yield version.failure(
            say("the original is not the file that was ingested: its SHA-256 or size differs")
        )
        return
    original = Original(data, version.file_name)
    texts: Texts = {}
    try:
        yield from _check_blocks(connection, version, original, texts, tally)
        yield from _check_tables(connection, version, original, tally)
    except RefusedFile as refusal:
        yield version.failure(say("the original cannot be read: {text}", text=refusal.text))
        return
    yield from _check_evidence(connection, version, texts, tally)
    yield from _check_spans(connection, version, texts, tally)
    yield from _check_values(connection, version, original, texts, tally)
    yield from _check_unsourced(connection, version)


def _rows(connection: Connection, version: Version, sql: str) -> Iterator[tuple[Any, ...]]:
    yield from map(tuple, connection.execute(text(sql), {"version": version.version_id}))


def _check_blocks(
    connection: Connection, version: Version, original: Original, texts: Texts, tally: Tally
) -> Iterator[Failure]:
    for block_id, part, path, stored in _rows(
        connection,
        version,
        f"SELECT block_id, {_PART}, {_PATH}, text FROM block b WHERE version_id = :version ORDER BY ordinal",  # noqa: S608
    ):
        tally.blocks += 1
        found = original.text(part, path)
        if found is not None:
            texts[block_id] = (found, part, path)
        if found != stored:
            message = (
                say("there is no such paragraph")
                if found is None
                else say("reads {found}, stored is {stored}", found=_shown(found), stored=_shown(stored))
            )
            yield version.failure(message, part=part, xml_path=path, record=f"block:{block_id}", field="text")


def _check_tables(
    connection: Connection, version: Version, original: Original, tally: Tally
) -> Iterator[Failure]:
    for table_id, part, path in _rows(
        connection, version, "SELECT table_id, part, xml_path FROM document_table WHERE version_id = :version"
    ):
        tally.tables += 1
        element = original.find(part, path)
        if element is None or not str(element.tag).endswith(("}tbl", "table")):
            yield version.failure(
                say("there is no such table"),
                part=part,
                xml_path=path,
                record=f"table:{table_id}",
                field="xml_path",
            )


_EVIDENCE: Final = f"""SELECT e.block_id, r.kind || ':' || r.record_id, e.field, e.char_start, e.char_end,
    e.quote
FROM {QUOTED_PIECES} e JOIN record r ON r.record_id = e.record_id WHERE r.version_id = :version
ORDER BY e.record_id, e.position"""  # noqa: S608
_STATED: Final = """SELECT t.block_id, t.record_kind || ':' || t.record_id, t.field, t.quote, t.value
    FROM v_trace t
WHERE t.record_id IN (SELECT record_id FROM record WHERE version_id = :version)
AND t.derivation = 'verbatim' AND t.role = 'value' AND t.value IS NOT NULL"""


def _check_evidence(
    connection: Connection, version: Version, texts: Texts, tally: Tally
) -> Iterator[Failure]:
    """Each quote is the slice of the original; a value said to be verbatim is its quote, white space
    aside."""
    for block_id, record, name, start, end, quote in _rows(connection, version, _EVIDENCE):
        tally.evidence += 1
        yield from _compare(version, texts, block_id, record, name, start, end, quote)
    for block_id, record, name, quote, value in _rows(connection, version, _STATED):
        if bare(quote) != bare(value):
            _, part, path = texts.get(block_id, ("", "", ""))
            message = say(
                "is said to be verbatim, but the value is {value} and the quote {quote}",
                value=_shown(value),
                quote=_shown(quote),
            )
            yield version.failure(message, part=part, xml_path=path, record=record, field=name)


# what a span must read, for each table whose rows are spans: the column that is printed there
_SPANS: Final = (
    *((kind.table.name, "record_id", kind.printed) for kind in KINDS if kind.printed),
    *((kind.bodies.table.name, kind.bodies.owner, "name") for kind in KINDS if kind.bodies),
)


def _check_spans(connection: Connection, version: Version, texts: Texts, tally: Tally) -> Iterator[Failure]:
    """A heading's span holds its title (and maybe its label); the spans of figures, mentions and bodies are
    what they are printed as."""
    below = _below(connection, version)
    for table, key, column in _SPANS:
        sql = (
            f"SELECT x.block_id, x.{key}, x.char_start, x.char_end, x.{column} FROM {table} x"  # noqa: S608
            f" JOIN record r ON r.record_id = x.{key} WHERE r.version_id = :version"
        )
        for block_id, record_id, start, end, printed in _rows(connection, version, sql):
            tally.spans += 1
            found, part, path = texts.get(block_id, ("", "", ""))
            span, wanted, is_whole = bare(found[start:end]), bare(printed), table != "heading"
            reads = _reads(span, wanted, is_whole=is_whole)
            if not reads and end == len(found.rstrip()) and block_id in below:
                longer = bare(span + _running_on(texts, below, block_id, len(wanted)))
                reads = _reads(longer[: len(wanted)] if is_whole else longer, wanted, is_whole=is_whole)
            if not reads:
                message = say(
                    "the span reads {found}, stored is {printed}",
                    found=_shown(found[start:end]),
                    printed=_shown(printed),
                )
                yield version.failure(
                    message, part=part, xml_path=path, record=f"{table}:{record_id}", field=column
                )


def _reads(span: str, wanted: str, *, is_whole: bool) -> bool:
    """Whether a span is what is stored, or holds it (a heading's has its label before it)."""
    return bool(span) and (wanted == span if is_whole else wanted in span)


def _below(connection: Connection, version: Version) -> dict[int, int]:
    """The paragraph that follows another in the same cell, or outside tables: a body's name may be typed in
    two, and so may the title of an annex."""
    columns = "block_id, table_id, row_index, col_index"
    sql = f"SELECT {columns} FROM block WHERE version_id = :version ORDER BY ordinal"  # noqa: S608
    cells = list(_rows(connection, version, sql))
    return {before[0]: after[0] for before, after in pairwise(cells) if before[1:] == after[1:]}


def _running_on(texts: Texts, below: Mapping[int, int], block_id: int, length: int) -> str:
    """What follows a paragraph in its cell, in original order, until it is long enough."""
    found = ""
    while block_id in below and len(found) < length:
        block_id = below[block_id]
        found += bare(texts.get(block_id, ("", "", ""))[0])
    return found


def _check_values(
    connection: Connection, version: Version, original: Original, texts: Texts, tally: Tally
) -> Iterator[Failure]:
    """Each number and each unit can be read from its quotes by the second reader of numbers."""
    checked = ValuesChecked()

    def printed(block_id: int) -> str | None:
        place = texts.get(block_id)
        return original.unmarked(place[1], place[2]) if place else None

    for fault in faults_of_values(connection, version.version_id, printed, checked):
        _, part, path = texts.get(fault.block or 0, ("", "", ""))
        yield version.failure(fault.message, part=part, xml_path=path, record=fault.record, field=fault.field)
    tally.values += checked.values


def _check_unsourced(connection: Connection, version: Version) -> Iterator[Failure]:
    sql = (
        "SELECT r.kind || ':' || r.record_id FROM record r WHERE r.version_id = :version AND r.record_id NOT"
        " IN (SELECT record_id FROM evidence)"
    )
    for (record,) in _rows(connection, version, sql):
        yield version.failure(say("rests on no evidence"), record=str(record))


def _compare(
    version: Version, texts: Texts, block_id: int, record: str, field: str, start: int, end: int, quote: str
) -> Iterator[Failure]:
    found, part, path = texts.get(block_id, ("", "", ""))
    if found[start:end] != quote:
        message = say(
            "the original reads {found} at [{start}:{end}], the quote is {quote}",
            found=_shown(found[start:end]),
            start=start,
            end=end,
            quote=_shown(quote),
        )
        yield version.failure(message, part=part, xml_path=path, record=record, field=field)


def _shown(value: str) -> str:
    return repr(value if len(value) <= _SHOWN else value[:_SHOWN] + "…")
