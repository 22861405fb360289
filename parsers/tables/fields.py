"""Columns with what they hold, settled between each other: one sum a table, a summary's rows named."""

from dataclasses import dataclass, replace

from parsers.notation.quantity import read_unit
from parsers.tables.columns import MONEY_FIELDS, Meaning, meanings
from parsers.tables.header import Column
from parsers.tables.row_labels import row_word

_TELLING = frozenset({"content", "build_type", "stage", "period", "start", "end", "builder"})


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A column and what it holds."""

    column: Column
    meaning: Meaning

    @property
    def name(self) -> str:
        """The field's name."""
        return self.meaning.field

    def named(self, name: str) -> "Field":
        """The same column under another field."""
        return replace(self, meaning=replace(self.meaning, field=name))


def settle_sums(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """One sum a table: of several columns called total investment one holds it, the others stay figures of
    their own."""
    for name in ("total_investment", "period_investment"):
        of_name = [field for field in fields if field.name == name]
        if len(of_name) > 1:
            whole = _whole(of_name, name)
            fields = tuple(
                field.named("investment") if field in of_name and field is not whole else field
                for field in fields
            )
    return fields


def _whole(fields: list[Field], name: str) -> Field | None:
    """The column of the sum: the first that is called so itself, 合计, or by a unit alone (（万元） under
    总投资); where all are parts of one merged name (总投资 over 费用性 and 资本性) none is."""
    for field in fields:
        lowest = field.column.parts[-1].text if field.column.parts else ""
        found = meanings(lowest, "project")
        if (
            len(field.column.parts) == 1
            or (found and found[0].field == name)
            or row_word(lowest)
            or read_unit(lowest)
        ):
            return field
    return None


def settle_summary(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """A summary of projects (县区, 项目个数, 总投资) has no names of projects: the last column of domains or
    places names its rows."""
    names = {field.name for field in fields}
    is_summary = "item_count" in names and names & set(MONEY_FIELDS) and not names & (_TELLING | {"name"})
    heads = [field for field in fields if field.name in ("category", "location")] if is_summary else []
    return tuple(field.named("name") if heads and field is heads[-1] else field for field in fields)
