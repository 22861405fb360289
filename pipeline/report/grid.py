"""The tables of the document: rows and merged cells, header rows, what stands in each cell."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.kinds import KINDS
from pipeline.report.columns import shared_length
from pipeline.report.paragraph import Paragraph
from pipeline.report.read import Material
from pipeline.report.rows import BlockRow, GridRow
from pipeline.store.cells import integer

_TITLES = frozenset(kind.title for kind in KINDS if kind.is_row)


@dataclass(frozen=True, slots=True)
class Nested:
    """A table that stands in a cell of another one."""

    table_id: int


# Digits, what stands between them and around them: 1,253.5, 2021-2025, 〔120〕, ≥98%.
_NUMBERS = re.compile(r"[0-9\s.,，%％〔〕\[\]()（）≥≤<>+±~～至年月—–-]{1,16}")
_SHORT, _LONG = 6, 40


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or an empty place of the grid (no nodes). `scope` is col, row or '' (a td); spans are 1 or
    more."""

    nodes: "tuple[Paragraph | Table, ...]"
    row_span: int = 1
    col_span: int = 1
    scope: str = ""

    @property
    def paragraphs(self) -> "Iterator[Paragraph]":
        """Its own paragraphs."""
        return (node for node in self.nodes if not isinstance(node, Table))

    @property
    def look(self) -> str:
        """Its class: blank, short (a number or a word, never broken), long (a column that needs room)."""
        text = "".join(piece.text for node in self.paragraphs for piece in node.pieces).strip()
        if len(text) > _LONG:
            return "long"
        if not text:
            return "" if any(isinstance(node, Table) for node in self.nodes) else "blank"
        return "short" if len(text) <= _SHORT or _NUMBERS.fullmatch(text) else ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; `kind` is that of a row of a project table (total, category, project …)."""

    cells: tuple[Cell, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as drawn: the first `n_header` rows head its columns; one of a single column is drawn as a
    box."""

    id: int
    kind: str
    caption: str
    caption_block: int | None
    rows: tuple[TableRow, ...]
    n_header: int
    n_cols: int
    type: str = "table"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with what stands where; tables nested in it are drawn when it is."""

    row: GridRow
    cells: Mapping[tuple[int, int], tuple[int, int]]
    contents: "Mapping[tuple[int, int], tuple[Paragraph | Nested, ...]]"
    names: frozenset[tuple[int, int]]
    row_kinds: Mapping[int, str]
    n_header: int
    outermost: int

    def table(self, draw: Callable[[Nested], Table]) -> Table:
        """The table, `draw` giving the nested ones."""
        return Table(
            self.row.table_id,
            self.row.kind,
            self.row.caption or "",
            self.row.caption_block_id,
            tuple(
                TableRow(tuple(cells), self.row_kinds.get(number, ""))
                for number, cells in enumerate(self._rows(draw))
            ),
            self.n_header,
            self.row.n_cols,
        )

    def _rows(self, draw: Callable[[Nested], Table]) -> Iterator[list[Cell]]:
        taken: set[tuple[int, int]] = set()
        n_rows = max(self.row.n_rows, *(row + 1 for row, _ in self.cells), 0)
        by_row = _by_row(self.cells)
        for row in range(n_rows):
            cells = []
            for col in range(max(self.row.n_cols, *(col + 1 for col in by_row[row]), 0)):
                if (row, col) in self.cells:
                    row_span, col_span = self.cells[row, col]
                    taken |= {
                        (row + down, col + right) for down in range(row_span) for right in range(col_span)
                    }
                    nodes = tuple(
                        draw(node) if isinstance(node, Nested) else node
                        for node in self.contents.get((row, col), ())
                    )
                    cells.append(Cell(nodes, row_span, col_span, self._scope(row, col)))
                elif (row, col) not in taken:
                    cells.append(Cell(()))
            yield cells

    def _scope(self, row: int, col: int) -> str:
        return "col" if row < self.n_header else "row" if (row, col) in self.names else ""


def _by_row(cells: Mapping[tuple[int, int], object]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for row, col in cells:
        found[row].append(col)
    return found


def grids(material: Material, paragraphs: "Mapping[int, Paragraph]") -> dict[int, Grid]:
    """The grid of each table, by table id. What stands in a covered cell goes with the cell that covers it;
    no block is lost."""
    blocks: dict[int, list[BlockRow]] = defaultdict(list)
    for block in material.blocks:
        if block.table_id is not None:
            blocks[block.table_id].append(block)
    cells: dict[int, dict[tuple[int, int], tuple[int, int]]] = defaultdict(dict)
    for cell in material.cells:
        cells[cell.table_id][cell.row_index, cell.col_index] = (cell.row_span, cell.col_span)
    parents = _parents(material.tables)
    contents = {
        table_id: _uncovered(found, cells[table_id])
        for table_id, found in _contents(blocks, parents, material.tables, paragraphs).items()
    }
    names, kinds, first = _named_rows(material)
    return {
        table.table_id: Grid(
            table,
            _with_found(cells[table.table_id], contents.get(table.table_id, {})),
            contents.get(table.table_id, {}),
            frozenset(names[table.table_id]),
            kinds[table.table_id],
            _header(first.get(table.table_id, 0), cells[table.table_id]),
            _outermost(table.table_id, parents),
        )
        for table in material.tables
    }


def _with_found(
    cells: Mapping[tuple[int, int], tuple[int, int]], contents: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """The cells, and a cell of one place wherever something stands outside them."""
    return {**dict.fromkeys(contents, (1, 1)), **cells}


def _uncovered(
    found: "Mapping[tuple[int, int], Sequence[Paragraph | Nested]]",
    cells: Mapping[tuple[int, int], tuple[int, int]],
) -> "dict[tuple[int, int], tuple[Paragraph | Nested, ...]]":
    """Contents by the place at which their cell is drawn: that of the merged area they lie in."""
    held: dict[tuple[int, int], tuple[Paragraph | Nested, ...]] = {}
    covering = {
        (row + down, col + right): (row, col)
        for (row, col), (downs, rights) in cells.items()
        for down in range(downs)
        for right in range(rights)
    }
    for place, nodes in found.items():
        drawn = covering.get(place, place)
        held[drawn] = (*held.get(drawn, ()), *nodes)
    return held


def _header(first: int, cells: Mapping[tuple[int, int], tuple[int, int]]) -> int:
    """Rows before the first record's, as far as no cell reaches over their end."""
    return 0 if any(row < first < row + row_span for (row, _), (row_span, _) in cells.items()) else first


def _parents(tables: Sequence[GridRow]) -> dict[int, int]:
    """The table in which each nested one stands: that of the longest path above its own."""
    by_path = {(table.part, table.xml_path): table.table_id for table in tables}
    found: dict[int, int] = {}
    for table in tables:
        path = table.xml_path
        while "/" in path.lstrip("/"):
            path = path.rpartition("/")[0]
            if (table.part, path) in by_path:
                found[table.table_id] = by_path[table.part, path]
                break
    return found


def _outermost(table_id: int, parents: Mapping[int, int]) -> int:
    while table_id in parents:
        table_id = parents[table_id]
    return table_id


def _contents(
    blocks: Mapping[int, Sequence[BlockRow]],
    parents: Mapping[int, int],
    tables: Sequence[GridRow],
    paragraphs: "Mapping[int, Paragraph]",
) -> "dict[int, dict[tuple[int, int], list[Paragraph | Nested]]]":
    """Paragraphs and nested tables of each cell, in document order."""
    found: dict[int, dict[tuple[int, int], list[Paragraph | Nested]]] = defaultdict(lambda: defaultdict(list))
    placed: dict[int, list[tuple[int, tuple[int, int], Paragraph | Nested]]] = defaultdict(list)
    for table_id, held in blocks.items():
        placed[table_id] += [(row.ordinal, row.place, paragraphs[row.block_id]) for row in held]
    for table in tables:
        outer, own = parents.get(table.table_id), blocks.get(table.table_id)
        if outer is not None and own:
            around = _cell_around(table, own[0].ordinal, blocks.get(outer, ()))
            placed[outer].append((own[0].ordinal, around, Nested(table.table_id)))
    for table_id, items in placed.items():
        for _, place, node in sorted(items, key=lambda item: item[0]):
            found[table_id][place].append(node)
    return found


def _cell_around(table: GridRow, first: int, around: Sequence[BlockRow]) -> tuple[int, int]:
    """The cell a nested table stands in: that of the neighbouring block of the outer table whose path shares
    most steps with it."""
    before = [row for row in around if row.ordinal < first][-1:]
    behind = [row for row in around if row.ordinal > first][:1]
    path = table.xml_path.split("/")
    near = max((*behind, *before), key=lambda row: shared_length(path, row.xml_path.split("/")), default=None)
    return (0, 0) if near is None else near.place


def _named_rows(
    material: Material,
) -> tuple[dict[int, set[tuple[int, int]]], dict[int, dict[int, str]], dict[int, int]]:
    """Of each table: the cells that name a row, the kinds of its rows, and the first row that states a
    record."""
    places = {(kind, row["id"]): row for kind, found in material.row_places.items() for row in found}
    cells = {block.block_id: block for block in material.blocks if block.table_id is not None}
    names: dict[int, set[tuple[int, int]]] = defaultdict(set)
    kinds: dict[int, dict[int, str]] = defaultdict(dict)
    first: dict[int, int] = {}
    for row in places.values():
        if row["table_id"] is None:  # a task of running text
            continue
        table_id, number = integer(row["table_id"]), integer(row["row_index"])
        kinds[table_id][number] = str(row["row_kind"])
        first[table_id] = min(number, first.get(table_id, number))
    for piece in material.evidence:
        cell = cells.get(piece.block_id)
        names_row = piece.field in _TITLES and piece.role == "value"
        if cell and cell.table_id and names_row and (piece.record_kind, piece.record_id) in places:
            names[cell.table_id].add(cell.place)
    return names, kinds, first
