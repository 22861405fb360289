"""Beside each row of a workbook: where it stands in the document, where the report shows it, and what was
found about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from models import schema
from models.kinds import KINDS, bodies_view
from models.pieces import QUOTED_PIECES
from models.schema.columns import shown
from models.views import Column, View
from pipeline.export.keys import order_of
from pipeline.export.selection import condition_of
from pipeline.store.cells import integer
from pipeline.store.held import HeldVersion, rows

# a record's main evidence: that of its name, else the first piece
_MAIN: Final = (
    f"(SELECT e.{{column}} FROM {QUOTED_PIECES} e WHERE e.record_id = x.{{key}}"  # noqa: S608
    " AND e.role = 'value' ORDER BY e.field <> 'name', e.position LIMIT 1)"
)
_OF_BLOCK: Final = "(SELECT {column} FROM block b WHERE b.block_id = {block})"
_SLICE: Final = "substr(b.text, x.char_start + 1, x.char_end - x.char_start)"
_UNDER: Final = "(SELECT h.path FROM heading h WHERE h.record_id = {heading})"
_RECORD_VIEWS: Final = {kind.view: kind.key for kind in KINDS if "block_id" not in kind.table.c}
_ANCHORS: Final[dict[str, tuple[str, str]]] = {
    "v_findings": ("finding", "finding_id"),
    "v_finding_evidence": ("finding", "finding_id"),
    **{kind.view: (kind.name, kind.key) for kind in KINDS},
    **{bodies_view(kind): (kind.name, kind.key) for kind in KINDS if kind.bodies is not None},
    "v_trace": ("block", "block_id"),
    "v_blocks": ("block", "block_id"),
    "v_changes": ("block", "new_block_id"),
    "v_notices": ("block", "block_id"),
}
_FOUND: Final = """SELECT ge.record_id, ge.block_id, g.severity, g.rule, g.status, g.message
FROM v_finding_evidence ge JOIN v_findings g ON g.finding_id = ge.finding_id
WHERE g.plan = :plan AND g.version = :version AND g.status <> 'dismissed' ORDER BY g.finding_id, ge.side"""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was found about a row, as one text, and the worst severity of it."""

    text: str
    severity: str


Marks = Mapping[tuple[str, int], Mark]
"""By ("record", record_id) and ("block", block_id)."""


def source_columns(view: View) -> tuple[Column, ...]:
    """The columns that tell where a row stands, as far as the view has none: heading path, part, XPath,
    quote."""
    names = {column.name for column in view.columns}
    block = _block_of(view, names)
    if block is None:
        return (_under("x.heading_id"),) if "heading_id" in names else ()
    found = [_under(_OF_BLOCK.format(column="heading_id", block=block))]
    for name, comment in (("part", "part of the package"), ("xml_path", "positional XPath of the paragraph")):
        said = shown(schema.block.c[name], "b")
        found.append(Column(name, _OF_BLOCK.format(column=said, block=block), "TEXT", comment))
    if view.name in _RECORD_VIEWS:
        quote = _MAIN.format(column="quote", key=_RECORD_VIEWS[view.name])
        found.append(Column("quote", quote, "TEXT", "the characters its name was read from"))
    elif {"char_start", "char_end"} <= names:
        quote = _OF_BLOCK.format(column=_SLICE, block=block)
        found.append(Column("quote", quote, "TEXT", "the characters themselves"))
    return tuple(column for column in found if column.name not in names)


def _block_of(view: View, names: set[str]) -> str | None:
    if view.name in _RECORD_VIEWS:
        return _MAIN.format(column="block_id", key=_RECORD_VIEWS[view.name])
    if view.name == "v_changes":
        return "COALESCE(x.new_block_id, x.old_block_id)"
    return "x.block_id" if "block_id" in names else None


def _under(heading: str) -> Column:
    return Column(
        "heading_path", _UNDER.format(heading=heading), "TEXT", "titles of the headings it stands under"
    )


def sheet_query(view: View) -> str:
    """The rows of one version of a view, its columns and then `source_columns`; it has places for `plan` and
    `version`."""
    listed = [f'x."{column.name}"' for column in view.columns]
    listed += [f"{column.expression} AS {column.name}" for column in source_columns(view)]
    condition = "plan = :plan" if view.name == "v_log" else condition_of(view)
    return f"SELECT {', '.join(listed)} FROM {view.name} x WHERE {condition} ORDER BY {order_of(view)}"  # noqa: S608 - names of ours


def anchor_of(view: View) -> tuple[str, str] | None:
    """Kind and column of the place in the report (`#figure-12`), None where it has none."""
    return _ANCHORS.get(view.name)


def record_column(view: View) -> tuple[str, str] | None:
    """What a row's findings are known by: "record" or "block", and the column of its number."""
    if view.name == "v_blocks":
        return "block", "block_id"
    anchor = _ANCHORS.get(view.name)
    return None if anchor is None or anchor[0] in ("block", "finding") else ("record", anchor[1])


def read_marks(connection: Connection, version: HeldVersion) -> Marks:
    """The findings of a version that are not dismissed, by record and by paragraph."""
    found: dict[tuple[str, int], Mark] = {}
    for row in rows(connection, _FOUND, plan=version.plan, version=version.version):
        text = f"{row['severity']}, {row['status']}: {row['message']} ({row['rule']})"
        for kind in ("record", "block"):
            if row[f"{kind}_id"] is not None:
                key = kind, integer(row[f"{kind}_id"])
                found[key] = _joined(found.get(key), Mark(text, str(row["severity"])))
    return found


def _joined(before: Mark | None, mark: Mark) -> Mark:
    if before is None or mark.text in before.text:
        return before or mark
    worst = min(before.severity, mark.severity, key=("error", "warning", "info").index)
    return Mark(f"{before.text}\n{mark.text}", worst)
