"""A table of tasks against the headings that set them."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial
from typing import Final

from pipeline.rules.duplicates import name_key
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Finding, Result, Rule, agreed, heading_side, sides, whole
from pipeline.rules.wording import say

_LEAST_ROWS: Final = 2
_MOST_STRAYS: Final = 2
_LEAST_NAME: Final = 4


def task_without_heading(held: Held) -> Iterator[Result]:
    """Tasks of a table whose other tasks are headings of the text, of which the text says nothing."""
    titles = {name_key(row.title): row.id for row in held.headings}
    said = cache(partial(_said, held))  # is asked of tasks that no heading sets
    for cells in _columns(held):
        strays = [cell for cell in cells if name_key(cell.text) not in titles]
        named = len(cells) - len(strays)
        if named < max(_LEAST_ROWS, 2 * len(strays)) or len(strays) > _MOST_STRAYS:
            continue
        for cell in cells:
            heading = titles.get(name_key(cell.text))
            if heading is not None:
                yield agreed(whole(cell), heading_side(held, heading))
            elif any(name_key(cell.text) in text for text in said()):
                yield agreed(whole(cell))
            else:
                yield _finding(cell, named)


def _said(held: Held) -> list[str]:
    return [name_key(block.text) for block in held.prose() if block.kind != "cell"]


def _columns(held: Held) -> Iterator[list[BlockRow]]:
    """The cells of each column of the tables of tasks, below the header, one for each row."""
    columns: dict[tuple[int, int], dict[int, BlockRow]] = defaultdict(dict)
    for block in held.blocks.values():
        table = held.tables.get(block.table) if block.table is not None and block.kind == "cell" else None
        if table is None or table.kind != "task" or not block.row or block.col is None:
            continue
        if len(name_key(block.text)) >= _LEAST_NAME:
            columns[table.id, block.col].setdefault(block.row, block)
    yield from (list(cells.values()) for cells in columns.values())


def _finding(cell: BlockRow, named: int) -> Finding:
    name = cell.text.strip()
    message = say("task_without_heading", name=name, others=named)
    return Finding(message, sides(whole(cell)), None, name)


RULES = (
    Rule(
        "task_without_heading",
        "warning",
        task_without_heading,
        "A table of tasks names one that no heading has, while its other tasks are headings, and the text"
        " does not speak of it.",
        "完善供水网络, 提升防洪能力 and 发展智慧航运 in the table; headings for the first two",
        "Add the section, or strike the row.",
        "A task that was added to the table on purpose. Told of one or two rows of a table only.",
    ),
)
