"""Domains printed beside their projects: the cell of a category column, merged down or left blank below."""

from dataclasses import dataclass

from parsers.tables.fields import Field
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage
from parsers.tables.project_row import Count, ProjectRow
from parsers.tables.row_labels import row_word, split_count, split_label, whole_count
from parsers.tables.table_rows import Serial


@dataclass(frozen=True, slots=True, eq=False)
class Domains:
    """The category columns that group rows, outermost first; `others` say something of each row alone."""

    layout: Layout
    columns: tuple[Field, ...]

    @property
    def outermost(self) -> int | None:
        """The rank of the outermost domains, outside all group rows."""
        return -len(self.columns) if self.columns else None

    def begun(self, row: ProjectRow) -> tuple[tuple[int, ProjectRow], ...]:
        """The domains that begin in a row, each as a group row with its rank, outermost first."""
        if row.form not in ("project", "part", "group", "subtotal"):
            return ()
        texts = ((index, _own_cell(self.layout, row.row, field)) for index, field in enumerate(self.columns))
        return tuple(
            (index - len(self.columns), _domain(row.row, text))
            for index, text in texts
            if text and row_word(text.text) is None
        )


def find_domains(layout: Layout, rows: tuple[ProjectRow, ...]) -> Domains:
    """The category columns whose cells stand for several rows."""
    return Domains(layout, tuple(field for field in layout.named("category") if _groups(layout, field, rows)))


def _groups(layout: Layout, field: Field, rows: tuple[ProjectRow, ...]) -> bool:
    listed = [row.row for row in rows if row.form in ("project", "part")]
    cells = [layout.cell(row, field.column) for row in listed]
    merged = any(
        cell is not None and cell.row < row and layout.grid.passage(cell)
        for row, cell in zip(listed, cells, strict=True)
    )
    said = [bool(layout.value(row, field.column)) for row in listed]
    return merged or (bool(said) and said[0] and not all(said))


def _own_cell(layout: Layout, row: int, field: Field) -> Passage | None:
    """What a row's own cell of this column says, unless it reaches over the name."""
    cell = layout.cell(row, field.column)
    name = layout.named("name")[-1].column.start
    if cell is None or cell.row != row or cell.col <= name < cell.col + cell.col_span:
        return None
    return layout.grid.passage(cell) or None


def _domain(row: int, text: Passage) -> ProjectRow:
    bare, behind = split_count(text)
    number = whole_count(behind) if behind else None
    label = split_label(bare)
    numbered = label.rank is not None and bool(label.rest)
    serial = Serial(label.serial.text, label.rank, label.serial) if numbered else None
    count = Count(number, behind) if behind and number is not None else None
    return ProjectRow(row, "group", label.rest if numbered else bare, serial, count)
