"""v_trace: the value of each piece of evidence is looked up in the record's own column, so that the two
cannot differ."""

from sqlalchemy import Table

from models.kind import Kind
from models.kinds import KINDS
from models.pieces import QUOTE
from models.schema import block
from models.schema.columns import meaning, shown, typed
from models.views.columns import Column, View

_JOINED = (
    "(SELECT group_concat(name, '；') FROM (SELECT pb.name FROM {table} pb WHERE pb.{owner} ="
    " {alias}.record_id AND pb.role IN ({roles}) ORDER BY pb.position))"
)
_AGGREGATED = (
    "(SELECT string_agg(pb.name, '；' ORDER BY pb.position) FROM {table} pb WHERE pb.{owner} ="
    " {alias}.record_id AND pb.role IN ({roles}))"
)
_PLACES = frozenset({"char_start", "char_end", "row_index"})


def joined_bodies(kind: Kind, column: str, alias: str, form: str = _JOINED) -> str:
    """The expression of a column that joins names of bodies by ；, of the record whose row has this alias."""
    assert kind.bodies is not None, f"{kind.name} has no bodies"
    roles = ", ".join(f"'{role}'" for role in kind.bodies.columns[column])
    return form.format(table=kind.bodies.table.name, owner=kind.bodies.owner, alias=alias, roles=roles)


def bodies_column(kind: Kind, name: str, alias: str, comment: str) -> Column:
    """A column of a view that joins names of bodies."""
    expression, elsewhere = (joined_bodies(kind, name, alias, form) for form in (_JOINED, _AGGREGATED))
    return Column(name, expression, "TEXT", f"{comment}, joined by ；", elsewhere)


def _as_text(table: Table, alias: str, name: str) -> str:
    """A REAL column is shown through its exact decimal; an INTEGER is cast, since DuckDB mixes no types in a
    CASE."""
    if f"{name}_text" in table.c:
        return f"{alias}.{name}_text"
    said = shown(table.c[name], alias)
    return said if str(table.c[name].type) == "TEXT" else f"CAST({said} AS TEXT)"


def _value_of(kind: Kind, form: str) -> str:
    """By field of the view: what the table's own column holds; those that lead elsewhere are no text."""
    cases = [
        f"WHEN '{column.name}' THEN {_as_text(kind.table, kind.alias, column.name)}"
        for column in kind.table.columns
        if column.name not in _PLACES and not column.foreign_keys
    ]
    joined = kind.bodies.columns if kind.bodies else ()
    cases += [f"WHEN '{name}' THEN {joined_bodies(kind, name, 'r', form)}" for name in joined]
    return "CASE su.field " + " ".join(cases) + " END"


def _value(form: str) -> str:
    arms = [f"WHEN '{kind.name}' THEN {_value_of(kind, form)}" for kind in KINDS]
    return "CAST(CASE r.kind\n    " + "\n    ".join(arms) + "\n  END AS TEXT)"


# no max() and min(): in DuckDB they aggregate, and it would read every column of the view as text
_PREFIX = (
    "CASE WHEN ev.char_start > 32 THEN substr(b.text, ev.char_start - 31, 32) ELSE substr(b.text, 1,"
    " ev.char_start) END"
)
TRACE_COLUMNS: tuple[tuple[str, ...], ...] = (
    ("record_kind", "r.kind", "TEXT", "kind of record: " + ", ".join(kind.name for kind in KINDS)),
    ("record_id", "ev.record_id", "INTEGER", "the record"),
    ("field", "su.field", "TEXT", "column of the record's view that rests on it"),
    ("value", _value(_JOINED), "TEXT", "what that column holds, as text", _value(_AGGREGATED)),
    ("derivation", "su.derivation", "TEXT", "verbatim, normalised, inherited or computed"),
    ("role", "su.role", "TEXT", "value, unit, period, label or context"),
    ("plan", "p.key", "TEXT", "the plan's key"),
    ("version", "v.number", "INTEGER", "number of the version"),
    ("is_current", "v.is_current", "INTEGER", "1 for the plan's newest version"),
    ("source_sha256", "s.sha256", "TEXT", "SHA-256 of the original file"),
    ("part", typed(block.c.part, "b"), "TEXT", "part of the package"),
    ("xml_path", typed(block.c.xml_path, "b"), "TEXT", "positional XPath of the paragraph"),
    ("block_id", "ev.block_id", "INTEGER", "the paragraph"),
    ("char_start", "ev.char_start", "INTEGER", "first character, in Unicode code points"),
    ("char_end", "ev.char_end", "INTEGER", "character after the last"),
    ("quote", QUOTE, "TEXT", "the characters themselves"),
    ("prefix", _PREFIX, "TEXT", "up to 32 characters before the quote"),
    ("suffix", "substr(b.text, ev.char_end + 1, 32)", "TEXT", "up to 32 characters after the quote"),
    ("heading_path", "COALESCE(hp.path, '')", "TEXT", "titles of the headings it stands under"),
    ("table_id", "b.table_id", "INTEGER", "table it stands in"),
    ("row_index", "b.row_index", "INTEGER", "0-based row"),
    ("col_index", "b.col_index", "INTEGER", "0-based column"),
    ("place", typed(block.c.place, "b"), "TEXT", meaning(block.c.place)),
    (
        "page",
        "CASE WHEN b.last_page = b.page THEN b.page END",
        "INTEGER",
        "page, as Word last laid the file out; NULL where the file does not say, or the paragraph runs over"
        " pages",
    ),
)

TRACE_SOURCE = """FROM evidence ev
JOIN support su ON su.support_id = ev.support_id
JOIN record r ON r.record_id = ev.record_id
JOIN block b ON b.block_id = ev.block_id
JOIN version v ON v.version_id = r.version_id
JOIN plan p ON p.plan_id = v.plan_id
JOIN source_file s ON s.source_id = v.source_id
LEFT JOIN heading hp ON hp.record_id = b.heading_id
""" + "\n".join(
    f"LEFT JOIN {kind.table.name} {kind.alias}"
    f" ON {kind.alias}.record_id = ev.record_id AND r.kind = '{kind.name}'"
    for kind in KINDS
)

TRACE = View(
    "v_trace",
    "One row a piece of evidence of a field of a record.",
    tuple(Column(*column) for column in TRACE_COLUMNS),
    TRACE_SOURCE,
)
