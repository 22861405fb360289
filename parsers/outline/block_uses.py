"""What became of every block: the kind it is, used or ignored, and why."""

from collections.abc import Callable, Iterable, Sequence

from models.document import Block, Document
from models.facts import BlockUse, Box, Heading, PlanTable
from models.names import BlockKind
from parsers.outline.lines import Line


def block_uses(
    document: Document,
    toc: frozenset[int],
    title: Sequence[Line],
    headings: Sequence[Heading],
    tables: Sequence[PlanTable],
    boxes: Sequence[Box],
    under: Callable[[int], int | None],
    layout: frozenset[int],
) -> tuple[BlockUse, ...]:
    """One entry a block, in their order. Reasons: empty, toc, header, footer, covered_cell."""
    kinds = _kinds(title, headings, tables, boxes)
    shown = {ordinal for table in document.tables for cell in table.cells for ordinal in cell.blocks}
    return tuple(_use(block, kinds, toc, shown, layout, under) for block in document.blocks)


def _kinds(
    title: Sequence[Line], headings: Sequence[Heading], tables: Sequence[PlanTable], boxes: Sequence[Box]
) -> dict[int, BlockKind]:
    """Kinds of blocks that a structure names; later ones win."""
    kinds: dict[int, BlockKind] = {}
    _mark(kinds, (piece.block for table in tables for piece in (table.caption,) if piece), "caption")
    _mark(kinds, (piece.block for table in tables for piece in (table.unit_note,) if piece), "unit_note")
    _mark(kinds, (piece.block for box in boxes for item in box.items for piece in item.evidence), "box_item")
    _mark(kinds, (piece.block for box in boxes for piece in box.evidence), "box_title")
    _mark(kinds, (line.block.ordinal for line in title), "title")
    _mark(kinds, (piece.block for heading in headings for piece in heading.evidence), "heading")
    return kinds


def _mark(kinds: dict[int, BlockKind], blocks: Iterable[int], kind: BlockKind) -> None:
    kinds.update(dict.fromkeys(blocks, kind))


def _use(
    block: Block,
    kinds: dict[int, BlockKind],
    toc: frozenset[int],
    shown: set[int],
    layout: frozenset[int],
    under: Callable[[int], int | None],
) -> BlockUse:
    heading = (
        under(block.ordinal) if block.region in ("body", "textbox") and block.ordinal not in toc else None
    )
    in_cell = block.cell is not None and block.cell.table not in layout
    if not block.text.strip() and not (in_cell and block.list_label):
        return BlockUse("empty", "ignored", "empty", heading)
    if block.ordinal in toc:
        return BlockUse("toc", "ignored", "toc", None)
    if block.region == "header" or block.region == "footer":
        return BlockUse(block.region, "ignored", block.region, None)
    if block.region in ("footnote", "endnote"):
        return BlockUse("footnote", "used", "", None)
    if in_cell and block.ordinal not in shown and block.frame is None:
        return BlockUse("cell", "ignored", "covered_cell", heading)
    return BlockUse(kinds.get(block.ordinal, "cell" if in_cell else "paragraph"), "used", "", heading)
