"""Rows of what a document holds before it is understood: blocks, tables and their grids, notices, claims on
numbers."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Table

from models.document import Block
from models.document import Table as DocumentTable
from models.facts import BlockUse, Evidence, Facts, NumberClaim, PlanTable, Structure
from models.names import RecordKind
from models.schema.documents import BODY, CLAIMED, MAIN_PART, STEPS
from pipeline.store.numbers import Numbers
from pipeline.store.place_words import place_words, table_names

Row = dict[str, object]
Cells = tuple[object, ...]
"""A row by the order of its table's columns."""
_MARGINS = frozenset({"header", "footer"})
_PLAIN: Final = re.compile(rf"(?:/w:(?:{'|'.join(STEPS)})\[\d+\])+")


@dataclass(frozen=True, slots=True)
class Ids:
    """The numbers given to one version and what it holds: blocks and tables by ordinal, records by kind and
    position, entities by position."""

    version: int
    blocks: tuple[int, ...]
    tables: tuple[int, ...]
    records: Mapping[RecordKind, tuple[int, ...]]
    entities: tuple[int, ...]

    def heading(self, position: int | None) -> int | None:
        """The record of the heading at this position."""
        return None if position is None else self.records["heading"][position]

    def record(self, kind: RecordKind, place: int | tuple[RecordKind, int] | None) -> int | None:
        """The record of this kind at a position; of any kind where the place names it."""
        if place is None:
            return None
        of, position = place if isinstance(place, tuple) else (kind, place)
        return self.records[of][position]

    def entity(self, position: int | None) -> int | None:
        """The entity at this position."""
        return None if position is None else self.entities[position]

    def table(self, ordinal: int | None) -> int | None:
        """The table of this ordinal."""
        return None if ordinal is None else self.tables[ordinal]


def in_order(table: Table, rows: Iterable[Row]) -> Iterator[Cells]:
    """Rows in the order of the columns, None for a column that they do not name."""
    names = table.columns.keys()
    return (tuple(map(row.get, names)) for row in rows)


def block_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """Table `block`."""
    structure = facts.structure
    parts, places = _parts_of_blocks(structure), place_words(structure)
    for found, use, part, place in zip(structure.document.blocks, structure.uses, parts, places, strict=True):
        yield _block_row(found, use, part, place, ids)


def _parts_of_blocks(structure: Structure) -> list[int | None]:
    """The position of the document each block of the text stands in; the last that begins at or before it."""
    starts = [part.first_block for part in structure.parts]
    return [
        place
        if block.region not in _MARGINS and (place := bisect_right(starts, block.ordinal) - 1) >= 0
        else None
        for block in structure.document.blocks
    ]


def _block_row(found: Block, use: BlockUse, part: int | None, place: str | None, ids: Ids) -> Row:
    cell, (part_name, path) = found.cell, _kept_place(found)
    return {
        "block_id": ids.blocks[found.ordinal],
        "version_id": ids.version,
        "document_id": ids.record("document", part),
        "ordinal": found.ordinal,
        "part": part_name,
        "xml_path": path,
        "kind": use.kind,
        "list_label": found.list_label,
        "text": found.text,
        "heading_id": ids.heading(use.heading),
        "table_id": ids.table(cell.table) if cell else None,
        "row_index": cell.row if cell else None,
        "col_index": cell.col if cell else None,
        "place": place,
        "page": found.pages[0] if found.pages else None,
        "last_page": found.pages[1] if found.pages else None,
        "reason": use.reason,
    }


def _kept_place(found: Block) -> tuple[str | None, str]:
    """Part and path as they are kept: of the body only what follows it, plain steps as letters."""
    if found.part == MAIN_PART and found.xml_path.startswith(f"{BODY}/"):
        return None, _in_letters(found.xml_path.removeprefix(BODY))
    return found.part, found.xml_path


def _in_letters(path: str) -> str:
    """A path of plain steps by their letters (T7R2C1P1); any other as it is, which begins with /."""
    if not _PLAIN.fullmatch(path):
        return path
    for name, letter in STEPS.items():
        path = path.replace(f"/w:{name}[", letter)
    return path.replace("]", "")


def table_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """Table `document_table` but for what `caption_rows` gives: a table that was not classified is
    `other`."""
    structure, names = facts.structure, table_names(facts.structure)
    classified = {plan_table.table: plan_table for plan_table in structure.tables}
    for found in structure.document.tables:
        plan_table = classified.get(found.ordinal, PlanTable(found.ordinal, "other", None))
        yield _table_row(found, plan_table, names[found.ordinal], ids)


def _table_row(found: DocumentTable, plan_table: PlanTable, place: str, ids: Ids) -> Row:
    return {
        "table_id": ids.tables[found.ordinal],
        "version_id": ids.version,
        "ordinal": found.ordinal,
        "kind": plan_table.kind,
        "part": found.part,
        "xml_path": found.xml_path,
        "place": place,
        "n_rows": found.n_rows,
        "n_cols": found.n_cols,
        "heading_id": ids.heading(plan_table.heading),
        "continues_id": ids.table(plan_table.continues),
    }


def caption_rows(facts: Facts, ids: Ids) -> Iterator[Row]:
    """The columns of `document_table` that point to blocks, for the tables that have a caption or a note."""
    blocks = facts.structure.document.blocks
    for found in facts.structure.tables:
        if found.caption is not None or found.unit_note is not None:
            yield {
                **_quoted("caption", found.caption, blocks, ids),
                **_quoted("unit_note", found.unit_note, blocks, ids),
                "table_id": ids.tables[found.table],
            }


def _quoted(name: str, piece: Evidence | None, blocks: Sequence[Block], ids: Ids) -> Row:
    if piece is None:
        return {f"{name}_block_id": None, name: None}
    return {
        f"{name}_block_id": ids.blocks[piece.block],
        name: blocks[piece.block].text[piece.start : piece.end],
    }


def cell_rows(facts: Facts, ids: Ids) -> Iterator[Cells]:
    """Table `table_cell`."""
    for found in facts.structure.document.tables:
        number = ids.tables[found.ordinal]
        for cell in found.cells:
            yield number, cell.row, cell.col, cell.row_span, cell.col_span


def notice_rows(facts: Facts, ids: Ids, numbers: Numbers) -> Iterator[Row]:
    """Table `notice`."""
    for notice in facts.notices:
        yield {
            "notice_id": numbers.take("notice"),
            "version_id": ids.version,
            "code": notice.code,
            "message": notice.text,
            "message_zh": notice.text_zh,
            "block_id": None if notice.block is None else ids.blocks[notice.block],
        }


def claim_rows(claims: Iterable[NumberClaim], ids: Ids) -> Iterator[Cells]:
    """Table `number_claim`."""
    for claim in claims:
        outcome = None if claim.outcome == CLAIMED else claim.outcome
        yield ids.blocks[claim.block], claim.start, claim.end, outcome
