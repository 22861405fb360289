"""A recognised table laid out: which grid column holds which field, which rows are data."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from models.document import Cell
from models.vocabularies import words
from parsers.notation.quantity import is_missing, read_quantity
from parsers.tables.columns import LEVEL_FIELDS, Meaning, header_key, meanings
from parsers.tables.fields import Field, settle_summary, settle_sums
from parsers.tables.grid import Grid
from parsers.tables.header import Column, Header, find_header, fitted
from parsers.tables.passage import Passage, fold, of_blocks

# 单位：亿元 in a row of the table
UNIT_NOTE = re.compile(r"(计量)?单位[:：](.+)")
CONTINUED = re.compile(
    r"[(\[【]?(?:续(?:上?表|[0-9一二三四五六七八九十]*(?=[)\]】:]|$))|接上表|上接).{0,40}|.{1,40}[(\[【]续表?[0-9一二三四五六七八九十]*[)\]】]"
)
# （1）, 一, ①, A, 1.2.3
_SERIAL = re.compile(
    r"[(]?([0-9]{1,4}|[一二三四五六七八九十百]{1,4}|[①-⑳]|[A-Z])[)]?[、.]?|[0-9]{1,3}([.-][0-9]{1,3}){1,3}[.]?"
)
_BY_VALUES = (
    ("natures", "nature", "indicator"),
    ("build_types", "build_type", "project"),
    ("stages", "stage", "project"),
)
_REPLACEABLE = frozenset({"category", "nature", "location", "remarks"})


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A table as fields and data rows; `header` may be that of the table it continues, then `own_header` is
    false."""

    grid: Grid
    header: Header
    own_header: bool
    fields: tuple[Field, ...]
    unknown: tuple[Column, ...]
    rows: tuple[int, ...]

    def named(self, *names: str) -> tuple[Field, ...]:
        """The fields of these names, from left to right."""
        return tuple([found for found in self.fields if found.meaning.field in names])

    def cell(self, row: int, column: Column) -> Cell | None:
        """The cell of a row that says something and begins in a column, else the one that covers its
        beginning from above."""
        begun = [cell for cell in self.grid.row(row) if column.start <= cell.col < column.end]
        return next((cell for cell in begun if self.grid.passage(cell)), begun[0] if begun else None)

    def value(self, row: int, column: Column, *, own: bool = False) -> Passage:
        """What a row says in a column, "" for a cell begun further left; `own`: only where the cell begins
        in this very row."""
        return self.grid.between[row, column.start, column.end, own]

    def merged_name(self, row: int) -> Passage | None:
        """The text of a cell of this row that begins left of the name column and reaches over it
        (一、基础设施 merged across)."""
        start = self.named("name")[-1].column.start
        cell = self.grid.cell(row, start)
        return (
            (self.grid.passage(cell) or None)
            if cell is not None and cell.row == row and cell.col < start
            else None
        )

    def first(self, row: int, name: str, *, own: bool = False) -> Passage:
        """The value of the last column of a field that says something in this row."""
        values = [value for field in self.named(name) if (value := self.value(row, field.column, own=own))]
        return values[-1] if values else of_blocks(self.grid.document.blocks, ())


def lay_out(grid: Grid, kind: str, before: Header | None = None, sample: int | None = None) -> Layout | None:
    """The layout of a table read as `kind` (`indicator` or `project`); None where no header can be made out.

    `before` is the header of the table this one continues, which serves where the table has none and its
    columns fit. `sample` limits the data rows looked at, which is enough to tell kinds apart.
    """
    own = find_header(grid)
    header = own or (fitted(before, grid) if before else None)
    if header is None:
        return None
    rows = body_rows(grid, header, header.end, sample)
    fields, unknown = _fields(grid, header.columns, rows, kind)
    return Layout(grid, header, own is not None, fields, unknown, rows)


def body_rows(grid: Grid, header: Header, start: int, sample: int | None = None) -> tuple[int, ...]:
    """The rows below the header that say something and are neither a repeated header nor a 续表 or unit
    line; the first `sample` of them."""
    titles = {fold(part.text) for column in header.columns for part in column.parts}
    return tuple(
        islice(
            (
                row
                for row in range(start, grid.n_rows)
                if grid.filled(row) and not _is_repeated(grid, row, titles)
            ),
            sample,
        )
    )


def _is_repeated(grid: Grid, row: int, titles: set[str]) -> bool:
    texts = grid.texts(row)
    if len(texts) == 1:
        return bool(UNIT_NOTE.fullmatch(texts[0]) or CONTINUED.fullmatch(texts[0]))
    return sum(text in titles for text in texts) * 5 >= len(texts) * 4


def _fields(
    grid: Grid, columns: tuple[Column, ...], rows: tuple[int, ...], kind: str
) -> tuple[tuple[Field, ...], tuple[Column, ...]]:
    fields: list[Field] = []
    unknown: list[Column] = []
    strong = [index for index, column in enumerate(columns) if _strong_name(column, kind)]
    for index, column in enumerate(columns):
        texts = _body_texts(grid, column, rows)
        if kind == "indicator" and _is_ticked(column, texts):
            fields.append(Field(column, Meaning("nature", kind, "strong")))
            continue
        meaning = _meaning(column, kind, texts, named=bool(strong))
        if meaning and strong and index < strong[-1] and _is_group(meaning, texts):
            meaning = Meaning("category", kind, "none")
        if meaning:
            fields.append(Field(column, meaning))
        elif texts:
            unknown.append(column)
    return settle_summary(settle_sums(_settle_names(tuple(fields)))), tuple(unknown)


def _is_ticked(column: Column, texts: tuple[str, ...]) -> bool:
    """Whether a column is named after a nature and its cells hold ticks: 预期性 | 约束性 over √."""
    named = bool(column.parts) and fold(column.parts[-1].text) in words("natures")
    return named and all(text in words("tick_marks", "mark") for text in texts)


def _is_group(meaning: Meaning, texts: tuple[str, ...]) -> bool:
    """Whether a column of goals left of the names holds words: 目标 | 序号 | 指标 groups the indicators."""
    return meaning.field in LEVEL_FIELDS and not any(
        read_quantity(text) is not None or is_missing(text) for text in texts
    )


def _strong_name(column: Column, kind: str) -> bool:
    found = candidates(column, kind)
    return bool(found) and found[0].field == "name" and found[0].strength == "strong"


def candidates(column: Column, kind: str) -> tuple[Meaning, ...]:
    """What a column can hold: meanings of its whole name, else of its parts from the lowest up; 开工 below
    建设年限 is the start, 基期 below “十四五”规划指标 what the plan starts from."""
    lowest = meanings(column.parts[-1].text, kind) if column.parts else ()
    if lowest and lowest[0].field in ("start", "end"):
        return lowest
    said = (meanings(part.text, kind) for part in reversed(column.parts))
    own = next((found for found in said if found and found[0].field != "value"), ())
    if own and own[0].field == "baseline":
        return own
    return next((found for name in column.names if (found := meanings(name, kind))), ())


def _meaning(column: Column, kind: str, texts: tuple[str, ...], *, named: bool) -> Meaning | None:
    found = [
        each
        for each in candidates(column, kind)
        if not (named and each.field == "name" and each.strength == "weak")
    ]
    if (
        texts
        and (not found or found[0].field == "name")
        and all(_SERIAL.fullmatch(text) for text in texts)
        and (found or not header_key(column.title))
    ):
        return Meaning("serial", "any", "none")
    if not found and named and candidates(column, kind):
        return Meaning("category", kind, "none")
    if not found:
        return None
    return _by_values(found, kind, texts)


def _by_values(found: list[Meaning], kind: str, texts: tuple[str, ...]) -> Meaning:
    """类型 and 性质 say little: the closed vocabulary most of the values belong to decides."""
    meaning = found[0]
    fields = {each.field for each in found}
    for vocabulary, name, scope in _BY_VALUES:
        is_open = meaning.field in _REPLACEABLE or (len(fields) > 1 and name in fields)
        if scope == kind and is_open and _mostly(texts, vocabulary):
            return replace(meaning, field=name, strength="strong")
    return meaning


def _mostly(texts: tuple[str, ...], vocabulary: str) -> bool:
    """Whether most values are words of a vocabulary; 新建 beside 续建 tells the stage, not the building."""
    known = [text for text in texts if text in words(vocabulary)]
    stages = words("stages") - words("build_types")
    other = vocabulary == "build_types" and any(text in stages for text in texts)
    return 2 * len(known) > len(texts) and not other


def _body_texts(grid: Grid, column: Column, rows: tuple[int, ...]) -> tuple[str, ...]:
    inside = (cell for row in rows for cell in grid.row(row) if column.start <= cell.col < column.end)
    cells = {(cell.row, cell.col): cell for cell in inside if cell.col_span < grid.table.n_cols}
    return tuple(text for cell in cells.values() if (text := fold(grid.passage(cell).text)))


def _settle_names(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Of several name columns (一级指标 and 二级指标, 项目 and 子项目) the last names the row, those before
    it are its category; beside columns of targets the last group column names the row where nothing else
    does (项目类别 | 规划目标 | 完成情况)."""
    names = [field for field in fields if field.name == "name"]
    groups = [field for field in fields if field.name == "category"]
    if not names and groups and any(field.name in LEVEL_FIELDS for field in fields):
        return tuple(_as(field, "name", "weak") if field is groups[-1] else field for field in fields)
    return tuple(_as(field, "category", "none") if field in names[:-1] else field for field in fields)


def _as(field: Field, name: str, strength: str) -> Field:
    return replace(field, meaning=replace(field.meaning, field=name, strength=strength))
