"""Money by its sources (中央, 省级, 市县, 自筹 …) in the columns of a table, against the sum of the same
row."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from models.vocabularies import read_rows
from pipeline.rules.grids import Grid, grids
from pipeline.rules.records import Held
from pipeline.rules.results import Finding, Result, Rule, agreed, sides, whole
from pipeline.rules.values import compare, shown, total
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

# 总投资, 资金合计
_SUM = re.compile(rf"(?:项目)?(?:{any_of('sum_of_sources')})(?:[（(].{{1,6}}[)）])?")
_UNIT = re.compile(r"[（(].{1,6}[)）]$")
_HEADER_ROWS: Final = 3
_LEAST_SOURCES: Final = 2
# the row of sums repeats what is wrong in a row above: it has no vote
_IN_ALL = re.compile(any_of("row_in_all"))
_WORDS_OF_ROWS = re.compile("[\u4e00-\u9fff]")


def sources_sum(held: Held) -> Iterator[Result]:
    """Each row of a table that has one column of sums and two or more of sources; nothing where most rows do
    not add up, as then the columns are something else."""
    for kind, grid in held.once(grids):
        if kind in ("box", "indicator"):
            continue
        header = columns_of_sources(grid)
        if header is None:
            continue
        results = [
            (row, result)
            for row in range(header[0] + 1, grid.rows)
            if (result := _row(grid, row, *header[1:])) is not None
        ]
        rows = [result for row, result in results if not _IN_ALL.match(_name(grid, row))]
        wrong = sum(isinstance(result, Finding) for result in rows)
        if wrong * 2 <= len(rows):
            yield from (result for _, result in results)


def _name(grid: Grid, row: int) -> str:
    """What the first cell with words says."""
    texts = (grid.text(row, col) for col in range(grid.cols))
    return next((text for text in texts if _WORDS_OF_ROWS.search(text)), "")


def columns_of_sources(grid: Grid) -> tuple[int, int, list[int]] | None:
    """The last header row, the column of sums and the columns of sources beside each other."""
    for row in range(min(_HEADER_ROWS, grid.rows)):
        sources = [col for col in range(grid.cols) if _is_source(grid.text(row, col))]
        follow = sources == list(range(sources[0], sources[-1] + 1)) if sources else False
        sums = [
            col
            for col in range(grid.cols)
            if any(_SUM.fullmatch(grid.text(above, col)) for above in range(row + 1)) and col not in sources
        ]
        if len(sources) >= _LEAST_SOURCES and follow and len(sums) == 1:
            return row, sums[0], sources
    return None


@cache
def _sources() -> frozenset[str]:
    return frozenset(row["name"] for row in read_rows("money_sources"))


def _is_source(text: str) -> bool:
    bare = _UNIT.sub("", text)
    for ending in (
        "投资",
        "资金",
        "财政",
        "补助资金",
        "补助",
        "补贴",
        "安排",
        "财政资金",
        "预算内资金",
        "预算内投资",
        "配套资金",
        "配套",
    ):
        if bare.removesuffix(ending) in _sources():
            return True
    return bare in _sources()


def _row(grid: Grid, row: int, column: int, sources: list[int]) -> Result | None:
    stated = grid.value(row, column)
    cells = [(col, grid.value(row, col)) for col in sources]
    parts = [(col, value) for col, value in cells if value is not None]
    unread = any(value is None and any(map(str.isdigit, grid.text(row, col))) for col, value in cells)
    if stated is None or len(parts) < _LEAST_SOURCES or unread:
        return None
    reckoned = total(value for _, value in parts)
    if compare(stated, reckoned) != "contradicts":
        added = (whole(grid.cells[row, column]), *(whole(grid.cells[row, col]) for col, _ in parts))
        return agreed(*added, rounded=stated.value != reckoned.value)
    name = _name(grid, row) or str(row + 1)
    places = sides(whole(grid.cells[row, column]), *(whole(grid.cells[row, col]) for col, _ in parts))
    said = {"reckoned": shown(reckoned.value), "stated": shown(stated.value)}
    return Finding(say("sources_sum", name=name, **said), places, said["reckoned"], said["stated"])


RULES = (
    Rule(
        "sources_sum",
        "error",
        sources_sum,
        "The sources of a project's money do not add up to its investment in the same row.",
        "总投资 19.6; 中央 10.0, 省级 5.0, 市县 3.6",
        "Add the row up again.",
        "Sources that are not all printed. Not reported where most rows of the table do not add up.",
    ),
)
