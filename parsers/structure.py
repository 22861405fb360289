"""The stage *structure*: title, headings, tables and boxes of a document, and what became of every block."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.document import Block, Document, Table
from models.facts import BlockUse, Evidence, Heading, PlanPeriod, PlanTable, Structure
from models.names import TableKind
from models.notices import Notice, notice
from parsers.notation.labels import LabelKind
from parsers.outline.annexes import read_annex
from parsers.outline.bare_numbers import with_bare_numbers
from parsers.outline.block_uses import block_uses
from parsers.outline.boxes import TableBox, box_of_table, find_boxes, is_box_title
from parsers.outline.captions import (
    caption_piece,
    captions_below,
    is_title_row,
    note_behind,
    table_notes,
    without_note,
)
from parsers.outline.headings import find_headings
from parsers.outline.identity import Identity, Title, find_title, identify
from parsers.outline.inner_headings import part_inner
from parsers.outline.lines import Line, lines_of
from parsers.outline.parts import Part, described, find_parts
from parsers.outline.toc import toc_blocks, toc_titles
from parsers.tables.classify import classify_table
from parsers.tables.continuing import continues, follows_directly, header_of, is_header_only
from parsers.tables.header import Header

_LAYOUT_LENGTH = (
    800  # a one-cell table with more text than this and numbered lines is a page frame, not a table
)

_TABLE_LABEL = re.compile("附?表")
_LAID_OUT = ("indicator", "project", "task")


def structure(document: Document) -> Structure:
    """Tells apart what a reader of the plan sees. Nothing raises: what is not understood becomes a notice."""
    toc = toc_blocks(document.blocks)
    layout = frozenset(table.ordinal for table in document.tables if _is_layout(table, document))
    lines = with_bare_numbers(part_inner(_body_lines(document, toc, layout)))
    title = find_title(document, lines)
    above = _blocks_above(document, layout, toc)
    free = frozenset[int]()
    below = captions_below(document.tables, document.blocks)
    captions = frozenset(
        notes.caption.block
        for table in document.tables
        if (notes := table_notes(table, document.blocks, above, free)).caption is not None
    ) | {piece.block for piece in below.values()}
    parts = find_parts(title, lines)
    headings = _headings(document, lines, parts, toc, captions, title)
    identity = identify(title, lines, headings)
    under = _heading_of(headings)
    by_block = {heading.block: heading for heading in headings}
    context = _Context(document, by_block, above, below, identity.period)
    tables, drawn = _tables(context, under, layout)
    boxes = find_boxes(document, drawn, under)
    titled = [*title.lines, *(line for part in parts for line in part.title)]
    uses = block_uses(document, toc, titled, headings, tables, boxes, under, layout)
    return Structure(
        document,
        identity.title,
        tuple(dict.fromkeys(piece.block for piece in identity.evidence)),
        headings,
        tables,
        boxes,
        uses,
        (*_untitled(identity), *_notices(document, uses, lines, headings)),
        identity.evidence,
        identity.kind,
        identity.region,
        identity.period,
        described(parts, lines),
    )


def _headings(
    document: Document,
    lines: Sequence[Line],
    parts: Sequence[Part],
    toc: frozenset[int],
    captions: frozenset[int],
    title: Title,
) -> tuple[Heading, ...]:
    """The headings of all parts, each with levels of its own."""
    titles = toc_titles(document.blocks, toc)
    apart = {id(line) for line in (*title.lines, *_labels_above(lines, title.lines))}
    apart |= {id(line) for part in parts for line in part.title}
    found: list[Heading] = []
    for part in parts:
        within = [line for line in lines[part.start : part.end] if id(line) not in apart]
        first = len(found)
        found += [
            heading if heading.parent is None else replace(heading, parent=heading.parent + first)
            for heading in find_headings(within, titles, captions)
        ]
    return tuple(found)


def _untitled(identity: Identity) -> list[Notice]:
    if identity.title:
        return []
    return [notice("no_title")]


def _labels_above(lines: Sequence[Line], title: Sequence[Line]) -> list[Line]:
    """A 附件2 in the first line of a file, right above its title, heads nothing else."""
    alone = read_annex(lines[0].text) if lines and title and title[0] in lines[1:2] else None
    return [lines[0]] if alone is not None and not alone[2] else []


def _is_layout(table: Table, document: Document) -> bool:
    if table.n_cols != 1 or table.n_rows > 2 or table.parent is not None:
        return False
    blocks = [document.blocks[ordinal] for cell in table.cells for ordinal in cell.blocks]
    numbered = sum(line.label is not None for block in blocks for line in lines_of(block))
    return (
        sum(len(block.text) for block in blocks) > _LAYOUT_LENGTH
        and numbered >= 2
        and not box_of_table(table, document)
    )


def _body_lines(document: Document, toc: frozenset[int], layout: frozenset[int]) -> list[Line]:
    return [
        line
        for block in document.blocks
        if block.region == "body"
        and block.ordinal not in toc
        and (block.cell is None or block.cell.table in layout)
        if not is_box_title(block.text) and not (block.formatting.bordered and block.outline_level is None)
        for line in lines_of(block)
    ]


def _blocks_above(
    document: Document, layout: frozenset[int], toc: frozenset[int]
) -> Mapping[int, Sequence[int]]:
    """For each table the non-empty body paragraphs between it and the table before, nearest first, three at
    most."""
    nearest: list[int] = []
    starts: dict[int, list[int]] = {}
    for table in document.tables:
        starts.setdefault(table.first_block, []).append(table.ordinal)
    above: dict[int, Sequence[int]] = {table.ordinal: () for table in document.tables}
    for block in document.blocks:
        for number in starts.get(block.ordinal, ()):
            above[number] = tuple(reversed(nearest[-3:]))
        if block.cell is not None and block.cell.table not in layout:
            nearest = []
        elif block.text.strip() and block.region == "body" and block.ordinal not in toc:
            nearest = [*nearest[-2:], block.ordinal]
    return above


def _heading_of(headings: Sequence[Heading]) -> Callable[[int], int | None]:
    """Block ordinal → position of the innermost heading it stands under (or is)."""
    starts = [heading.block if heading.start <= _BLANK_LEAD else heading.block + 0.5 for heading in headings]

    def under(ordinal: int) -> int | None:
        place = bisect_right(starts, ordinal) - 1
        return place if place >= 0 else None

    return under


# a heading after more than blanks and a page break stands inside its block, which belongs to the one above
_BLANK_LEAD = 12


@dataclass(frozen=True, slots=True)
class _Context:
    document: Document
    headings: Mapping[int, Heading]
    above: Mapping[int, Sequence[int]]
    below: Mapping[int, Evidence]
    period: PlanPeriod | None

    @property
    def free(self) -> frozenset[int]:
        """Blocks that are headings, and so no captions."""
        return frozenset(self.headings)


def _tables(
    context: _Context, under: Callable[[int], int | None], layout: frozenset[int]
) -> tuple[tuple[PlanTable, ...], dict[int, TableBox]]:
    found: list[PlanTable] = []
    drawn: dict[int, TableBox] = {}
    for table in context.document.tables:
        plan_table, box = _table(context, table, under, found, table.ordinal in layout)
        if plan_table.continues is not None and found[-1].kind not in (*_LAID_OUT, "statistical"):
            found[-1] = replace(found[-1], kind=plan_table.kind)
            drawn |= {last: replace(drawn[last], items=False) for last in (found[-1].table,) if last in drawn}
        found.append(plan_table)
        if box is not None:
            drawn[table.ordinal] = box
    return tuple(found), drawn


def _table(
    context: _Context,
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
    if (inside or title_above is not None) and not is_layout:
        box = TableBox(None if inside else title_above, items=kind == "other")
        kind = "box" if kind == "other" else kind
    plan_table = PlanTable(table.ordinal, kind, heading, caption, unit_note)
    return (_continued(context, table, plan_table, found, text) if kind != "box" else plan_table), box


def _continued(
    context: _Context, table: Table, plan_table: PlanTable, found: Sequence[PlanTable], caption: str
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
    if between and not caption and plan_table.unit_note is None:
        return plan_table
    header = _header_before(context, found)
    if not continues(document, before, table, caption, header, _text_of(document, previous.caption)):
        return plan_table
    kind = previous.kind if previous.kind in _LAID_OUT else plan_table.kind
    return replace(plan_table, kind=kind, continues=previous.table)


def _headed(context: _Context, table: Table, plan_table: PlanTable, before: Table) -> PlanTable:
    document = context.document
    if not follows_directly(document, before, table):
        return plan_table
    header = header_of(document, before)
    kind = classify_table(document, table, "", context.period, header)
    return replace(plan_table, kind=kind, continues=before.ordinal) if kind in _LAID_OUT else plan_table


def _header_before(context: _Context, found: Sequence[PlanTable]) -> Header | None:
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
    titled = len(said) == 1 and is_title_row(said[0]) and header_of(document, table) is not None
    return caption_piece(said[0]) if titled and not is_box_title(said[0].text) else None


def _heading_above(context: _Context, table: Table, unit_note: Evidence | None) -> Evidence | None:
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


def _box_title_above(context: _Context, table: Table) -> int | None:
    near = context.above[table.ordinal][:1]
    return near[0] if near and is_box_title(context.document.blocks[near[0]].text) else None


def _notices(
    document: Document, uses: Sequence[BlockUse], lines: Sequence[Line], headings: Sequence[Heading]
) -> tuple[Notice, ...]:
    return (*_unframed(document, uses), *_endless(lines, headings))


def _endless(lines: Sequence[Line], headings: Sequence[Heading]) -> Iterator[Notice]:
    """A numbered chapter inside a run-together text of which nothing tells where its heading ends."""
    taken = {(heading.block, heading.start) for heading in headings}
    for line in lines:
        if (
            line.run_together
            and line.label
            and line.label.kind <= LabelKind.COUNTING
            and (line.block.ordinal, line.start) not in taken
        ):
            yield notice("heading_end_unclear", line.block.ordinal, opening=line.text[:24])


def _unframed(document: Document, uses: Sequence[BlockUse]) -> list[Notice]:
    """A box title with no frame around what follows: where the box ends cannot be told."""
    return [
        notice("box_without_frame", block.ordinal, title=block.text.strip()[:40])
        for block, use in zip(document.blocks, uses, strict=True)
        if use.kind == "paragraph"
        and block.region == "body"
        and is_box_title(block.text)
        and _looks_titled(block)
    ]


def _looks_titled(block: Block) -> bool:
    return block.text.strip()[-1] not in "。；，"
