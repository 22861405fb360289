"""What stands before the values of an indicator row: its group, its number, its unit."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from models.document import Cell
from parsers.tables.columns import CHANGE_FIELDS, LEVEL_FIELDS
from parsers.tables.fields import Field
from parsers.tables.layout import Layout
from parsers.tables.note_marks import NatureSaid
from parsers.tables.passage import Passage, fold
from parsers.tables.row_labels import Rank, read_serial, row_word, split_label
from parsers.tables.row_texts import without_bullet
from parsers.tables.table_rows import Serial
from parsers.tables.table_units import split_unit

_LONGEST_CATEGORY = 30
_WIDE = 0xFEE0  # distance of the full-width forms from ASCII
# 其中：高新技术企业
_OF_WHICH = re.compile(r"\s*其\s*中\s*[:：,，]?\s*")
NUMBERED = frozenset({Rank.NUMBER, Rank.NUMBER_IN_BRACKETS})


@dataclass(frozen=True, slots=True, eq=False)
class RowUnit:
    """The unit of a row's values and where it is printed; `name` where the print is a word for it
    (百分比)."""

    place: Passage
    source: Literal["name", "column", "header", "value", "note", "group"]
    name: str | None = None

    @property
    def text(self) -> str:
        """The unit as printed, full-width signs (％) made half-width and without blanks."""
        said = self.name or self.place.text
        return "".join(
            chr(ord(char) - _WIDE) if "！" <= char <= "～" else char for char in said if not char.isspace()
        )


@dataclass(frozen=True, slots=True, eq=False)
class Category:
    """What category rows and cells call the rows beside or below them, with their numbers; `carried` when one
    stands in a row of its own."""

    places: tuple[Passage, ...]
    serials: tuple[Passage, ...] = ()
    carried: bool = False

    @property
    def text(self) -> str:
        """The name; several levels joined by ` > `."""
        return " > ".join(place.text for place in self.places)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A heading over rows: its name without number, bullet and unit; `spans` where it is merged over the
    table, `carried` where it stands in a cell above an empty one; `nature` what its row prints for those
    under it; `inner` where a category stands beside it."""

    name: Passage
    unit: Passage | None
    serial: Serial | None
    spans: bool = True
    carried: bool = False
    nature: NatureSaid | None = None
    inner: bool = False


def group_of(text: Passage, serial: Serial | None = None, *, spans: bool = True) -> Group:
    """A heading's name, unit and number."""
    bare, unit = split_unit(without_bullet(text).without_gaps())
    label = split_label(bare)
    if label.rank and label.rest:
        serial = serial or Serial(label.serial.text, label.rank, label.serial)
        bare = label.rest
    return Group(without_bullet(bare), unit, serial, spans)


def group_row(layout: Layout, row: int) -> Group | None:
    """A row with one name and nothing else but a number, a unit and a nature; 其中： and notes are none."""
    grid = layout.grid
    filled = grid.filled(row)
    beside = layout.named("unit", "nature")
    others = {id(cell) for field in beside if (cell := layout.cell(row, field.column))}
    categories = categories_begun(layout, row)
    others |= {id(cell) for cell in categories}
    texts = [(cell, grid.passage(cell)) for cell in filled if id(cell) not in others]
    names = [(cell, text) for cell, text in texts if read_serial(text).rank is None]
    if len(names) != 1 or row_word(names[0][1].text) or len(fold(names[0][1].text)) > _LONGEST_CATEGORY:
        return None
    cell, name = names[0]
    own = next((read_serial(text) for _, text in texts if read_serial(text).rank is not None), None)
    serial = Serial(own.serial.text, own.rank, own.serial) if own else None
    found = group_of(name, serial, spans=cell.col_span * 2 > grid.table.n_cols)
    unit = layout.first(row, "unit", own=True)
    found = found if found.unit or not unit else replace(found, unit=unit)
    inner = any(layout.value(row, field.column) for field in _group_fields(layout))
    inner = inner and bool(layout.first(row, "name", own=True))
    return replace(found, inner=inner, spans=found.spans and not inner)


def categories_begun(layout: Layout, row: int) -> tuple[Cell, ...]:
    """The cells of the category columns that begin in a row with a name of its own."""
    if not layout.first(row, "name", own=True):
        return ()
    cells = (layout.cell(row, field.column) for field in _group_fields(layout))
    return tuple(cell for cell in cells if cell is not None and cell.row == row and layout.grid.passage(cell))


def category_cells(layout: Layout, row: int, name: Passage) -> tuple[tuple[Group, ...], Group | None]:
    """The groups in the category columns beside a row, and the one whose number begins in this very row."""
    found: list[Group] = []
    own: Group | None = None
    fields = _group_fields(layout)
    for index, field in enumerate(fields):
        beside = layout.value(row, field.column)
        place = beside or _above(layout, row, field, fields[:index])
        if not place or read_serial(place).rank is not None or place.text == name.text:
            continue
        group = replace(group_of(place), carried=not beside)
        if any(group.name.text == other.name.text for other in found):
            continue
        found.append(group)
        begins = bool(layout.value(row, field.column, own=True))
        own = group if begins and group.serial and group.serial.rank in NUMBERED else own
    return tuple(found), own


def _above(layout: Layout, row: int, field: Field, outer: tuple[Field, ...]) -> Passage | None:
    """The category in the nearest cell above an empty one that nobody merged with it, unless that one is
    merged with others, or a row over the table or another category left of it came between."""
    own = row
    for above in reversed([other for other in layout.rows if other < row]):
        if any(layout.value(own, other.column, own=True) for other in outer) or _ends_categories(
            layout, above
        ):
            return None
        if place := layout.value(above, field.column):
            cell = layout.cell(above, field.column)
            return place if cell is not None and cell.row_span == 1 else None
        own = above
    return None


def _ends_categories(layout: Layout, row: int) -> bool:
    """Whether a row heads others without a category beside it."""
    values = layout.named(*LEVEL_FIELDS, *CHANGE_FIELDS)
    if any(layout.value(row, field.column, own=True) for field in values):
        return False
    heading = group_row(layout, row)
    return heading is not None and not heading.inner


def _group_fields(layout: Layout) -> tuple[Field, ...]:
    """The category columns; one right of the names is none where others stand left of them (指标类型)."""
    found, names = layout.named("category"), layout.named("name")
    left = tuple(field for field in found if names and field.column.start < names[-1].column.start)
    return left or found


def without_of_which(name: Passage) -> tuple[Passage, bool]:
    """A name without 其中： before it, and whether that stood there."""
    found = _OF_WHICH.match(name.text)
    return (name.part(found.end()), True) if found and found.end() < len(name.text) else (name, False)


def expected_serial(name: Passage, last: int | None) -> tuple[Serial, Passage] | None:
    """The number that is due, where a digit follows it: 2.3岁以下… after 1 is number 2 and 3岁以下…"""
    if last is None:
        return None
    found = re.match(rf"{last + 1}\s*[.．]\s*(?=[0-9０-９])", name.text)
    if found is None:
        return None
    place = name.part(0, len(str(last + 1)))
    return Serial(place.text, Rank.NUMBER, place), name.part(found.end())
