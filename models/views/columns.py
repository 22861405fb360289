"""What a view is made of: columns with their expression and meaning, and what they are read from.

A column that shows a table's column takes its comment from the schema; an expression brings its own.
"""

from dataclasses import dataclass

from models import schema
from models.kinds import KINDS, kind_of
from models.schema.columns import meaning, typed

_TABLE_OF_ALIAS = {
    "p": schema.plan,
    "v": schema.version,
    "s": schema.source_file,
    "b": schema.block,
    "t": schema.document_table,
    "pb": schema.project_body,
    "tb": schema.task_body,
    "e": schema.entity,
    "mk": schema.metric,
    "n": schema.notice,
    "g": schema.finding,
    "ge": schema.finding_evidence,
    "k": schema.rule_check,
    "c": schema.change,
    "l": schema.action_log,
    "q": schema.number_claim,
    "r": schema.record,
} | {kind.alias: kind.table for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a view: its name, SQL expression, type and meaning; `elsewhere` is the expression where
    there is no group_concat (PostgreSQL)."""

    name: str
    expression: str
    type: str
    comment: str
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A view: `source` is the text from FROM on."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    source: str

    @property
    def sql(self) -> str:
        """The CREATE VIEW statement."""
        return self._created([column.expression for column in self.columns])

    @property
    def postgres(self) -> str:
        """The same for PostgreSQL."""
        return self._created([column.elsewhere or column.expression for column in self.columns])

    @property
    def select(self) -> str:
        """The SELECT that the view stands for."""
        return self._selected([column.expression for column in self.columns])

    def _created(self, expressions: list[str]) -> str:
        return f"CREATE VIEW {self.name} AS\n{self._selected(expressions)}"

    def _selected(self, expressions: list[str]) -> str:
        named = zip(expressions, self.columns, strict=True)
        listed = ",\n  ".join(f"{expression} AS {column.name}" for expression, column in named)
        return f"SELECT\n  {listed}\n{self.source}"


def _shown(reference: str, name: str = "") -> Column:
    alias, _, column_name = reference.partition(".")
    column = _TABLE_OF_ALIAS[alias].c[column_name]
    return Column(name or column_name, typed(column, alias), str(column.type), meaning(column))


def columns(text: str, *more: Column) -> tuple[Column, ...]:
    """`alias.column` words, `alias.column=name` to rename, `*` for the columns of `more` in order."""
    extra = iter(more)
    found = []
    for word in text.split():
        reference, _, name = word.partition("=")
        found.append(next(extra) if reference == "*" else _shown(reference, name))
    return tuple(found)


VERSION = "p.key=plan v.number=version v.is_current"
RECORD = "r.uid r.lineage"
PLACE = "b.part b.xml_path"
OF_VERSION = "JOIN version v ON v.version_id = {0}.version_id JOIN plan p ON p.plan_id = v.plan_id"


def of_record(name: str) -> str:
    """The FROM of the view of a kind of record: its table, `r` the record, `v` its version, `p` the plan."""
    kind = kind_of(name)
    joined = f"{kind.table.name} {kind.alias} ON {kind.alias}.record_id = r.record_id"
    return f"FROM record r JOIN {joined} " + OF_VERSION.format("r")


def path(alias: str) -> Column:
    """The heading path of the heading that `alias` holds."""
    return Column(
        "heading_path",
        f"COALESCE({alias}.path, '')",
        "TEXT",
        "titles of the headings it stands under, ' > ' between them",
    )


def quote(alias: str) -> Column:
    """The slice of block `b` that the span of `alias` covers."""
    expression = f"substr(b.text, {alias}.char_start + 1, {alias}.char_end - {alias}.char_start)"
    return Column("quote", expression, "TEXT", "the characters themselves")
