"""The stage *structure*: title, headings, tables and boxes of a document, and what became of every block."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from models.document import Block, Document, Table
from models.facts import BlockUse, Heading, Structure
from models.notices import Notice, notice
from parsers.notation.labels import LabelKind
from parsers.outline.annexes import read_annex
from parsers.outline.bare_numbers import with_bare_numbers
from parsers.outline.block_uses import block_uses
from parsers.outline.boxes import box_of_table, counted_items, find_boxes, is_box_title
from parsers.outline.captions import (
    captions_below,
    table_notes,
)
from parsers.outline.headings import find_headings
from parsers.outline.identity import Identity, Title, find_title, identify
from parsers.outline.inner_headings import part_inner
from parsers.outline.lines import Line, lines_of
from parsers.outline.parts import Part, described, find_parts
from parsers.outline.toc import toc_blocks, toc_titles
from parsers.plan_tables import Context, plan_tables

_LAYOUT_LENGTH = (
    800  # a one-cell table with more text than this and numbered lines is a page frame, not a table
)


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
    context = Context(document, by_block, above, below, identity.period)
    tables, drawn = plan_tables(context, under, layout)
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
    apart = toc | counted_items(document)
    return [
        line
        for block in document.blocks
        if block.region == "body"
        and block.ordinal not in apart
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
