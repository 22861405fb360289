"""The cells of one row of a sheet: those of the view, and what is added beside them."""

from dataclasses import dataclass
from typing import Final, Literal

from models.views import View
from pipeline.export import cells
from pipeline.export.labels import column_label
from pipeline.export.selection import Values
from pipeline.export.sources import Mark, Marks, anchor_of, record_column, source_columns
from pipeline.store.value_words import stated, value_words

Kind = Literal["text", "integer", "real", "money", "yi", "link"]
Cell = int | float | str | None
_KINDS: Final[dict[str, Kind]] = {"INTEGER": "integer", "REAL": "real", "TEXT": "text"}
_MONEY: Final = ("total_investment", "period_investment")
_FOLDED: Final = (
    "plan",
    "version",
    "is_current",
    "uid",
    "lineage",
    "table_id",
    "row_index",
    "col_index",
    "parent_id",
)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet; `added` when the view has no such column."""

    name: str
    comment: str
    kind: Kind
    added: bool = False

    @property
    def header(self) -> str:
        """The Chinese name over the name of the column."""
        return f"{column_label(self.name)}\n{self.name}"


def sheet_columns(view: View) -> tuple[SheetColumn, ...]:
    """The link and the findings, the view's columns with readable amounts behind those of money, then where
    the row stands."""
    found = []
    if anchor_of(view):
        found.append(
            SheetColumn(
                "report", "opens the report at this place; it must lie beside this file", "link", True
            )
        )
    if record_column(view):
        found.append(
            SheetColumn(
                "findings",
                "findings of the consistency rules about this row that are not dismissed",
                "text",
                True,
            )
        )
    for column in view.columns:
        money = column.name in _MONEY and column.type == "REAL"
        found.append(SheetColumn(column.name, column.comment, "money" if money else _KINDS[column.type]))
        if column.name in [f"{name}_text" for name in _MONEY]:
            found.append(
                SheetColumn(column.name.replace("_text", "_yi"), f"{column.name} in 亿元", "yi", True)
            )
        if view.name == "v_figures" and column.name == "unit":
            found.append(SheetColumn("readable", "the value as one reads it: 不低于154.44亿元", "text", True))
    return (
        *found,
        *(SheetColumn(column.name, column.comment, "text", True) for column in source_columns(view)),
    )


def is_folded(view: View, column: SheetColumn) -> bool:
    """Columns that programs want and people seldom: they are there behind a +."""
    exact = column.kind == "text" and column.name.endswith("_text") and not column.added
    return view.name != "v_versions" and (column.name in _FOLDED or exact)


class RowMaker:
    """Makes the cells of the rows of a view; what does not fit into one is counted in `limits`."""

    def __init__(
        self, view: View, columns: tuple[SheetColumn, ...], marks: Marks, limits: cells.Limits
    ) -> None:
        self._columns = columns
        self._marks = marks
        self._limits = limits
        self._anchor = anchor_of(view)
        self._known_by = record_column(view)
        own = [column.name for column in view.columns] + [column.name for column in source_columns(view)]
        self._place_of = {name: place for place, name in enumerate(own)}

    def make(self, values: Values) -> tuple[str, list[Cell]]:
        """The worst severity of what was found about the row ("" for nothing), and its cells; a link is
        `figure-12`."""
        mark = self._mark(values)
        return "" if mark is None else mark.severity, [
            self._cell(column, values, mark) for column in self._columns
        ]

    def _mark(self, values: Values) -> Mark | None:
        if self._known_by is None:
            return None
        kind, column = self._known_by
        number = values[self._place_of[column]]
        return self._marks.get((kind, number)) if isinstance(number, int) else None

    def _cell(self, column: SheetColumn, values: Values, mark: Mark | None) -> Cell:
        value = self._added(column, values, mark) if column.added else values[self._place_of[column.name]]
        return cells.cell_text(value, self._limits) if isinstance(value, str) else value

    def _added(self, column: SheetColumn, values: Values, mark: Mark | None) -> Cell:
        if column.kind == "link":
            return self._link(values)
        if column.kind == "yi":
            return cells.yi(self._text(values, column.name.replace("_yi", "_text")))
        if column.name == "readable":
            return value_words(stated({name: values[place] for name, place in self._place_of.items()}))
        if column.name == "findings":
            return None if mark is None else mark.text
        return values[self._place_of[column.name]]

    def _link(self, values: Values) -> str | None:
        assert self._anchor is not None
        kind, column = self._anchor
        number = values[self._place_of[column]]
        return None if number is None else f"{kind}-{number}"

    def _text(self, values: Values, name: str) -> str | None:
        value = values[self._place_of[name]]
        return None if value is None else str(value)
