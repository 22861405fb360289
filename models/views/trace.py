"""v_trace: the value of each piece of evidence is looked up in the record's own column, so that the two
cannot differ."""

from sqlalchemy import Table

from models import schema
from models.views.columns import Column, View

# field of the view -> column of the table, where they differ or where several columns make the value
_FACT_TABLES: dict[str, tuple[Table, str]] = {
    "heading": (schema.heading, "h"),
    "indicator": (schema.indicator, "i"),
    "project": (schema.project, "j"),
    "box": (schema.box, "x"),
    "box_item": (schema.box_item, "xi"),
    "figure": (schema.figure, "f"),
    "mention": (schema.mention, "m"),
}
_NOT_FROM_TEXT = {
    "record_id",
    "block_id",
    "char_start",
    "char_end",
    "table_id",
    "row_index",
    "parent_id",
    "owner_id",
    "box_id",
    "heading_id",
}
_BODIES = (
    "(SELECT group_concat(name, '；') FROM (SELECT pb.name FROM project_body pb WHERE pb.project_id ="
    " {0}.record_id AND pb.role IN ({1}) ORDER BY pb.position))"
)
_BODY_ROLES = {"builders": "'builder'", "responsible": "'responsible', 'lead', 'cooperating'"}


def joined_bodies(column: str, owner: str) -> str:
    """The expression of `builders` or `responsible`: names joined by ；, of the project whose table has the
    alias `owner`."""
    return _BODIES.format(owner, _BODY_ROLES[column])


_JOINED = {column: joined_bodies(column, "r") for column in _BODY_ROLES}


def _as_text(table: Table, alias: str, name: str) -> str:
    """A REAL column is shown through its exact decimal; an INTEGER is cast, since DuckDB mixes no types in a
    CASE."""
    if f"{name}_text" in table.c:
        return f"{alias}.{name}_text"
    return f"{alias}.{name}" if str(table.c[name].type) == "TEXT" else f"CAST({alias}.{name} AS TEXT)"


def _value_of(table: Table, alias: str, joined: dict[str, str]) -> str:
    cases = [
        f"WHEN '{column.name}' THEN {_as_text(table, alias, column.name)}"
        for column in table.columns
        if column.name not in _NOT_FROM_TEXT
    ]
    cases += [f"WHEN '{name}' THEN {expression}" for name, expression in joined.items()]
    return "CASE ev.field " + " ".join(cases) + " END"


def _value() -> str:
    arms = [
        f"WHEN '{kind}' THEN {_value_of(table, alias, _JOINED if kind == 'project' else {})}"
        for kind, (table, alias) in _FACT_TABLES.items()
    ]
    return "CAST(CASE r.kind\n    " + "\n    ".join(arms) + "\n  END AS TEXT)"


# no max() and min(): in DuckDB they aggregate, and it would read every column of the view as text
_PREFIX = (
    "CASE WHEN ev.char_start > 32 THEN substr(b.text, ev.char_start - 31, 32) ELSE substr(b.text, 1,"
    " ev.char_start) END"
)
TRACE_COLUMNS: tuple[tuple[str, str, str, str], ...] = (
    ("record_kind", "r.kind", "TEXT", "heading, indicator, project, box, box_item, figure or mention"),
    ("record_id", "ev.record_id", "INTEGER", "the record"),
    ("field", "ev.field", "TEXT", "column of the record's view that rests on it"),
    ("value", _value(), "TEXT", "what that column holds, as text"),
    ("derivation", "ev.derivation", "TEXT", "verbatim, normalised, inherited or computed"),
    ("role", "ev.role", "TEXT", "value, unit, period, label or context"),
    ("plan", "p.key", "TEXT", "the plan's key"),
    ("version", "v.number", "INTEGER", "number of the version"),
    ("is_current", "v.is_current", "INTEGER", "1 for the plan's newest version"),
    ("source_sha256", "s.sha256", "TEXT", "SHA-256 of the original file"),
    ("part", "b.part", "TEXT", "part of the package"),
    ("xml_path", "b.xml_path", "TEXT", "positional XPath of the paragraph"),
    ("block_id", "ev.block_id", "INTEGER", "the paragraph"),
    ("char_start", "ev.char_start", "INTEGER", "first character, in Unicode code points"),
    ("char_end", "ev.char_end", "INTEGER", "character after the last"),
    ("quote", "ev.quote", "TEXT", "the characters themselves"),
    ("prefix", _PREFIX, "TEXT", "up to 32 characters before the quote"),
    ("suffix", "substr(b.text, ev.char_end + 1, 32)", "TEXT", "up to 32 characters after the quote"),
    ("heading_path", "COALESCE(hp.path, '')", "TEXT", "titles of the headings it stands under"),
    ("table_id", "b.table_id", "INTEGER", "table it stands in"),
    ("row_index", "b.row_index", "INTEGER", "0-based row"),
    ("col_index", "b.col_index", "INTEGER", "0-based column"),
)

TRACE_SOURCE = """FROM evidence ev
JOIN record r ON r.record_id = ev.record_id
JOIN block b ON b.block_id = ev.block_id
JOIN version v ON v.version_id = r.version_id
JOIN plan p ON p.plan_id = v.plan_id
JOIN source_file s ON s.source_id = v.source_id
LEFT JOIN heading hp ON hp.record_id = b.heading_id
""" + "\n".join(
    f"LEFT JOIN {table.name} {alias} ON {alias}.record_id = ev.record_id AND r.kind = '{kind}'"
    for kind, (table, alias) in _FACT_TABLES.items()
)

TRACE = View(
    "v_trace",
    "One row a piece of evidence of a field of a record.",
    tuple(Column(*column) for column in TRACE_COLUMNS),
    TRACE_SOURCE,
)
