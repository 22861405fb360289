"""The stage *store*: one document with all it states becomes rows, in one transaction that the caller
holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import Final

from sqlalchemy import Connection, Table, insert

from models import schema
from models.facts import Facts, NumberClaim, Structure
from models.kinds import KINDS
from pipeline.clock import tool_version
from pipeline.store import document_rows as document
from pipeline.store import record_rows as records
from pipeline.store.backends import backend_of, plain
from pipeline.store.document_rows import Cells, Ids, Row, in_order
from pipeline.store.evidence_rows import Supports, evidence_rows, support_rows
from pipeline.store.metric_rows import keep_metrics
from pipeline.store.numbers import Numbers
from pipeline.store.search_index import index_blocks
from pipeline.store.uid import Uids, record_uids

_PORTION: Final = 5_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the database a version goes; its plan and source file are there already."""

    version_id: int
    plan_id: int
    number: int
    source_id: int
    is_current: bool
    file_name: str
    ingested_at: str
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: `counts` are numbers of rows by table name, `ignored` of blocks by reason, `notices`
    of notices by code."""

    title: str
    counts: Mapping[str, int]
    ignored: Mapping[str, int]
    notices: Mapping[str, int]


def keep_source(connection: Connection, sha256: str, content: bytes, numbers: Numbers) -> int:
    """Keeps the original bytes, once however many versions were read from them; gives the number of the
    file."""
    rows = plain(connection)
    held = rows.execute("SELECT source_id FROM source_file WHERE sha256 = ?", (sha256,)).fetchone()
    if held is not None:
        return int(held[0])
    source_id = numbers.take("source")
    rows.execute(
        "INSERT INTO source_file (source_id, sha256, size, content) VALUES (?, ?, ?, ?)",
        (source_id, sha256, len(content), content),
    )
    return source_id


def title_of(structure: Structure) -> str:
    """The title as printed, else that of the document's properties, else the name of the file; white space
    made single blanks."""
    found = structure.document
    named = (structure.title, found.core_title, PurePath(found.file_name).stem, found.file_name)
    return next((plain for title in named if (plain := " ".join(title.split()))), "?")


def write_version(
    connection: Connection,
    facts: Facts,
    claims: Iterable[NumberClaim],
    place: Place,
    numbers: Numbers,
) -> Written:
    """All rows of one version. References that look forward are checked when the transaction ends."""
    backend_of(connection).defer_references(connection)
    uids = record_uids(facts)
    ids = _number(facts, uids, place, numbers)
    title = title_of(facts.structure)
    connection.execute(insert(schema.version), [_version_row(facts, place, title)])
    counts = {
        table.name: _insert(connection, table, rows)
        for table, rows in _rows(facts, uids, ids, claims, numbers)
    }
    _set_captions(connection, facts, ids)
    keep_metrics(connection, facts)
    blocks = facts.structure.document.blocks
    for start in range(0, len(blocks), _PORTION):
        index_blocks(
            connection,
            [(ids.blocks[block.ordinal], block.text) for block in blocks[start : start + _PORTION]],
        )
    uses = facts.structure.uses
    return Written(
        title,
        counts,
        _tally([use.reason for use in uses if use.reason]),
        _tally([n.code for n in facts.notices]),
    )


def _tally(codes: Sequence[str]) -> dict[str, int]:
    return {code: codes.count(code) for code in sorted(set(codes))}


def _number(facts: Facts, uids: Uids, place: Place, numbers: Numbers) -> Ids:
    document = facts.structure.document
    return Ids(
        place.version_id,
        tuple(numbers.take("block", (block.part, block.xml_path, block.text)) for block in document.blocks),
        tuple(numbers.take("table", (table.part, table.xml_path)) for table in document.tables),
        {kind: tuple(numbers.take("record", (kind, uid)) for uid in found) for kind, found in uids.items()},
        tuple(numbers.take("entity", (entity.label, entity.canonical)) for entity in facts.entities),
    )


def _version_row(facts: Facts, place: Place, title: str) -> Row:
    period, region = facts.structure.period, facts.structure.region
    return {
        "version_id": place.version_id,
        "plan_id": place.plan_id,
        "number": place.number,
        "is_current": int(place.is_current),
        "source_id": place.source_id,
        "file_name": place.file_name,
        "title": title,
        "region": region.name if region else None,
        "period_start": period.first if period else None,
        "period_end": period.last if period else None,
        "dated": place.dated,
        "ingested_at": place.ingested_at,
        "tool_version": tool_version(),
        "text_profile": schema.TEXT_PROFILE,
    }


def _rows(
    facts: Facts, uids: Uids, ids: Ids, claims: Iterable[NumberClaim], numbers: Numbers
) -> Iterator[tuple[Table, Iterator[Cells]]]:
    """Every table with its rows; what a row refers to comes before it.

    The triggers demand it of anchors. And while one reference leads nowhere, SQLite searches all tables that
    refer to blocks for each new
    block: the captions of tables are set afterwards.
    """
    yield schema.record, records.record_rows(uids, ids)
    yield schema.document_table, in_order(schema.document_table, document.table_rows(facts, ids))
    yield schema.table_cell, document.cell_rows(facts, ids)
    yield schema.block, in_order(schema.block, document.block_rows(facts, ids))
    yield schema.entity, records.entity_rows(facts, ids)
    for kind in KINDS:
        yield kind.table, records.rows_of_kind(kind, facts, ids)
        if kind.bodies is not None:
            yield kind.bodies.table, records.rows_of_bodies(kind, facts, ids)
    supports: Supports = {}
    yield schema.evidence, evidence_rows(facts, ids, supports)
    yield schema.support, support_rows(supports)
    yield schema.number_claim, document.claim_rows(claims, ids)
    yield schema.notice, in_order(schema.notice, document.notice_rows(facts, ids, numbers))


def _set_captions(connection: Connection, facts: Facts, ids: Ids) -> None:
    rows = [tuple(row.values()) for row in document.caption_rows(facts, ids)]
    if rows:
        names = ("caption_block_id", "caption", "unit_note_block_id", "unit_note")
        backend_of(connection).update_rows(connection, schema.document_table, "table_id", names, rows)


def _insert(connection: Connection, table: Table, given: Iterator[Cells]) -> int:
    total = 0
    while rows := list(islice(given, _PORTION)):
        backend_of(connection).insert_rows(connection, table, table.columns.keys(), rows)
        total += len(rows)
    return total
