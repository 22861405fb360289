"""What every table of a document is: its kind, caption, unit note, the table it goes on from, and whether it
is a box."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.document import Block, Document, Table
from models.facts import Evidence, Heading, PlanPeriod, PlanTable
from models.names import TableKind
from parsers.outline.boxes import TableBox, box_of_table, goes_on_counting, is_box_title
from parsers.outline.captions import (
    caption_piece,
    is_title_row,
    note_behind,
    table_notes,
    without_note,
)
from parsers.tables.classify import classify_table
from parsers.tables.continuing import (
    continues,
    follows_directly,
    has_header,
    header_of,
    is_header_only,
    is_mark,
)
from parsers.tables.header import Header

_TABLE_LABEL = re.compile("附?表")
_LAID_OUT = ("indicator", "project", "task")


@dataclass(frozen=True, slots=True)
class Context:
    """What the kind and caption of a table depend on: headings by their blocks, the blocks above each table
    (nearest first), captions below tables, and the years of the plan."""

    document: Document
    headings: Mapping[int, Heading]
    above: Mapping[int, Sequence[int]]
    below: Mapping[int, Evidence]
    period: PlanPeriod | None

    @property
    def free(self) -> frozenset[int]:
        """Blocks that are headings, and so no captions."""
        return frozenset(self.headings)


def plan_tables(
    context: Context, under: Callable[[int], int | None], layout: frozenset[int]
) -> tuple[tuple[PlanTable, ...], dict[int, TableBox]]:
    """Every table with its kind, caption and unit note, and those that are drawn as boxes.

    Args:
        context: of the document.
        under: gives the heading that a block stands under.
        layout: tables that only frame a page.
    """
    found: list[PlanTable] = []
    drawn: dict[int, TableBox] = {}
    for table in context.document.tables:
        plan_table, box = _table(context, table, under, found, table.ordinal in layout)
        is_taken_over = plan_table.continues is not None and plan_table.kind != "box"
        if is_taken_over and found[-1].kind not in (*_LAID_OUT, "statistical"):
            found[-1] = replace(found[-1], kind=plan_table.kind)
            drawn |= {last: replace(drawn[last], items=False) for last in (found[-1].table,) if last in drawn}
        found.append(plan_table)
        if box is not None:
            drawn[table.ordinal] = box
    return tuple(found), drawn


def _table(
    context: Context,
    table: Table,
    under: Callable[[int], int | None],
    found: Sequence[PlanTable],
    is_layout: bool,
) -> tuple[PlanTable, TableBox | None]:
    blocks = context.document.blocks
    notes = table_notes(table, blocks, context.above, context.free)
    caption = context.below.get(table.ordinal) or notes.caption or _title_row(context.document, table)
    caption = caption or _heading_above(context, table, notes.unit_note)
    heading = under(table.first_block) if table.first_block < len(blocks) else None
    text = _text_of(context.document, caption)
    unit_note = notes.unit_note or (note_behind(blocks[caption.block]) if caption else None)
    title_above = _box_title_above(context, table)
    inside = box_of_table(table, context.document)
    plain = is_layout or (table.n_cols == 1 and inside)
    kind: TableKind = "other" if plain else classify_table(context.document, table, text, context.period)
    box = None
    if _is_rest_of_box(context, table, found):
        return PlanTable(table.ordinal, "box", heading, continues=found[-1].table), TableBox(goes_on=True)
    if (inside or title_above is not None) and not is_layout:
        box = TableBox(None if inside else title_above, items=kind == "other")
        kind = "box" if kind == "other" else kind
    plan_table = PlanTable(table.ordinal, kind, heading, caption, unit_note)
    return (_continued(context, table, plan_table, found, text) if kind != "box" else plan_table), box


def _is_rest_of_box(context: Context, table: Table, found: Sequence[PlanTable]) -> bool:
    """Whether a table of one column is the rest of the box right before it, cut by a page break: its first
    item has the number that is due there."""
    before = context.document.tables[found[-1].table] if found and found[-1].kind == "box" else None
    if before is None or table.n_cols != 1 or before.n_cols != 1 or before.parent != table.parent:
        return False
    return follows_directly(context.document, before, table) and goes_on_counting(
        *(_filled(context.document, each) for each in (before, table))
    )


def _filled(document: Document, table: Table) -> tuple[Block, ...]:
    blocks = (document.blocks[ordinal] for cell in table.cells for ordinal in cell.blocks)
    return tuple(block for block in blocks if block.text.strip())


def _continued(
    context: Context, table: Table, plan_table: PlanTable, found: Sequence[PlanTable], caption: str
) -> PlanTable:
    """A 续表 takes over the kind of the table it goes on from; rows whose header stands in a table of its own
    before them give that table theirs."""
    previous = found[-1] if found else None
    if previous is None:
        return plan_table
    document = context.document
    before = document.tables[previous.table]
    if previous.kind not in _LAID_OUT and is_header_only(document, before):
        return _headed(context, table, plan_table, before)
    if previous.kind == "box":
        return plan_table
    between = context.above[table.ordinal]
    marked = any(is_mark(context.document.blocks[ordinal].text) for ordinal in between)
    if between and not caption and plan_table.unit_note is None and not marked:
        return plan_table
    header = _header_before(context, found)
    if not continues(document, before, table, caption, header, _text_of(document, previous.caption)):
        return plan_table
    kind = previous.kind if previous.kind in _LAID_OUT else plan_table.kind
    return replace(plan_table, kind=kind, continues=previous.table)


def _headed(context: Context, table: Table, plan_table: PlanTable, before: Table) -> PlanTable:
    document = context.document
    if not follows_directly(document, before, table):
        return plan_table
    header = header_of(document, before)
    kind = classify_table(document, table, "", context.period, header)
    return replace(plan_table, kind=kind, continues=before.ordinal) if kind in _LAID_OUT else plan_table


def _header_before(context: Context, found: Sequence[PlanTable]) -> Header | None:
    """The header that the last table goes by: its own, or that of the nearest one before it that has one."""
    by_table = {each.table: each for each in found}
    last: PlanTable | None = found[-1]
    while last is not None:
        header = header_of(context.document, context.document.tables[last.table])
        if header is not None:
            return header
        last = by_table.get(last.continues) if last.continues is not None else None
    return None


def _text_of(document: Document, piece: Evidence | None) -> str:
    return document.blocks[piece.block].text[piece.start : piece.end] if piece else ""


def _title_row(document: Document, table: Table) -> Evidence | None:
    """A title in the first row of a table, merged over its columns, with the header below it."""
    first = [cell for cell in table.cells if cell.row == 0]
    if len(first) != 1 or first[0].col_span < table.n_cols or table.n_cols == 1:
        return None
    said = [document.blocks[ordinal] for ordinal in first[0].blocks if document.blocks[ordinal].text.strip()]
    if len(said) != 1 or not is_title_row(said[0]):
        return None
    boxed = is_box_title(said[0].text)
    headed = header_of(document, table) is not None if boxed else has_header(document, table)
    return caption_piece(said[0]) if headed else None


def _heading_above(context: Context, table: Table, unit_note: Evidence | None) -> Evidence | None:
    """A heading right above the table (an annex title) is its caption too."""
    near = [
        ordinal for ordinal in context.above[table.ordinal] if unit_note is None or ordinal != unit_note.block
    ]
    heading = context.headings.get(near[0]) if near else None
    if heading is None or heading.end < without_note(context.document.blocks[heading.block].text):
        return None
    if _TABLE_LABEL.match(heading.label):
        return Evidence("caption", heading.block, heading.start, heading.end, role="label")
    piece = next(piece for piece in heading.evidence if piece.field == "title")
    return Evidence("caption", piece.block, piece.start, piece.end, role="label")


def _box_title_above(context: Context, table: Table) -> int | None:
    near = context.above[table.ordinal][:1]
    return near[0] if near and is_box_title(context.document.blocks[near[0]].text) else None
