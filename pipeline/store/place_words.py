"""Where a paragraph stands, in the words of the document: 三、（二）第4段; 表1第3行“2025年”列."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from models.document import Block, Cell, CellPlace, Table
from models.facts import BlockUse, Heading, Structure

_NUMBERED = re.compile(r"\s*((?:附?[表图]|专栏)\s*[0-9０-９一二三四五六七八九十]+(?:[-—.][0-9]+)*)")
_LONGEST_HEAD: Final = 20
_MOST_HEAD_ROWS: Final = 3
_MARGINS: Final = {"header": "页眉", "footer": "页脚", "footnote": "脚注", "endnote": "尾注"}
_ALONE: Final = {"title": "标题", "toc": "目录"}


def place_words(structure: Structure) -> tuple[str | None, ...]:
    """The place of every block, in order; in a table what heads its column, "" where it has only one column,
    None where nothing heads it: the view puts the table, the row and the column to it."""
    return tuple(_places(structure))


def _places(structure: Structure) -> Iterator[str | None]:
    heads = _heads(structure)
    single = {table.ordinal for table in structure.document.tables if table.n_cols == 1}
    counted: Counter[str] = Counter()
    for block, use in zip(structure.document.blocks, structure.uses, strict=True):
        if block.cell is not None:
            yield "" if block.cell.table in single else _head_of(block.cell, heads)
            continue
        above = _above(structure.headings, use)
        if use.kind in _ALONE:
            yield _ALONE[use.kind]
        elif use.kind == "heading" and _is_whole(structure.headings, block, use):
            yield above
        else:
            section = _MARGINS.get(block.region, above)
            counted[section] += bool(block.text.strip())
            yield f"{section or '正文'}第{max(counted[section], 1)}段"


def _above(headings: tuple[Heading, ...], use: BlockUse) -> str:
    """The numbers of the headings from the outermost down; a title in quotation marks where there is none."""
    names: list[str] = []
    at = use.heading
    while at is not None:
        found = headings[at]
        names.append(found.label or f"“{found.title}”")
        at = found.parent
    return "".join(reversed(names))


def _is_whole(headings: tuple[Heading, ...], block: Block, use: BlockUse) -> bool:
    """Whether the heading is all of its paragraph (no run-in head)."""
    if use.heading is None or headings[use.heading].block != block.ordinal:
        return True
    return not block.text[headings[use.heading].end :].strip(" \u3000。")


def table_names(structure: Structure) -> Mapping[int, str]:
    """By ordinal: the number that a caption or box prints, else which table of the document it is."""
    blocks = structure.document.blocks
    names = {table.ordinal: f"第{table.ordinal + 1}个表" for table in structure.document.tables}
    for plan_table in structure.tables:
        caption = plan_table.caption
        text = "" if caption is None else blocks[caption.block].text[caption.start : caption.end]
        if match := _NUMBERED.match(text):
            names[plan_table.table] = "".join(match[1].split())
    names |= {box.table: box.label for box in structure.boxes if box.table is not None and box.label}
    return names


def _heads(structure: Structure) -> Mapping[tuple[int, int], tuple[int, str]]:
    """By table and column: the row that heads it and what that says, where it is short."""
    blocks = structure.document.blocks
    found: dict[tuple[int, int], tuple[int, str]] = {}
    for table in structure.document.tables:
        cells = {(cell.row, col): cell for cell in table.cells for col in _columns(cell)}
        for col in range(table.n_cols):
            head = _head(table, col, cells)
            text = "".join("".join(blocks[number].text for number in head.blocks).split()) if head else ""
            if head and 0 < len(text) <= _LONGEST_HEAD:
                found[table.ordinal, col] = head.row, text
    return found


def _columns(cell: Cell) -> range:
    return range(cell.col, cell.col + cell.col_span)


def _head(table: Table, col: int, cells: Mapping[tuple[int, int], Cell]) -> Cell | None:
    """The lowest of the leading cells of a column that is its own: below one that spans several columns."""
    for row in range(min(_MOST_HEAD_ROWS, table.n_rows - 1)):
        cell = cells.get((row, col))
        if cell is None or cell.col_span == 1:
            return cell
    return None


def _head_of(place: CellPlace, heads: Mapping[tuple[int, int], tuple[int, str]]) -> str | None:
    row, text = heads.get((place.table, place.col), (place.row, ""))
    return text if text and row < place.row else None
