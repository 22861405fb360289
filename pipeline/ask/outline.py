"""The heading tree of a version with what hangs under each heading, read from the public views."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from pipeline.store.cells import integer, integer_or_none
from pipeline.store.held import HeldVersion, Row, rows, select

_OF_VERSION = "plan = :plan AND version = :version"


@dataclass(frozen=True, slots=True)
class OutlineTable:
    """A table that is not drawn as a box. `continues` is the table it goes on from."""

    table_id: int
    kind: str
    caption: str
    n_rows: int
    n_cols: int
    continues: int | None


@dataclass(frozen=True, slots=True)
class OutlineBox:
    """A 专栏."""

    box_id: int
    label: str
    title: str
    n_items: int


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """A heading (level 0: the text before the first one) with its own paragraphs and figures, tables and
    boxes in document order, and subheadings.

    Where the tree is cut, `paragraphs`, `figures` and `hangs` count what stands below too, and `n_hidden`
    the headings left out.
    """

    heading_id: int | None
    level: int
    label: str
    title: str
    paragraphs: int
    figures: int
    hangs: tuple[OutlineTable | OutlineBox, ...]
    children: tuple["OutlineNode", ...]
    n_hidden: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of one version."""

    version: HeldVersion
    root: OutlineNode


def outline(connection: Connection, version: HeldVersion, depth: int | None = None) -> Outline:
    """The outline of a version down to heading level `depth` (all levels when None)."""

    def ask(sql: str) -> tuple[Row, ...]:
        return rows(connection, sql, plan=version.plan, version=version.version)

    headings = _by(
        ask(select("heading_id, level, label, title, parent_id", "v_headings", _OF_VERSION, "ordinal")),
        "parent_id",
    )
    paragraphs = _counts(ask(_PARAGRAPHS))
    figures = _counts(ask(_FIGURES))
    hangs = _hangs(ask)
    root = _node(
        {"heading_id": None, "level": 0, "label": "", "title": ""}, headings, paragraphs, figures, hangs
    )
    return Outline(version, root if depth is None else _cut(root, depth))


_PARAGRAPHS = select(
    "heading_id, count(*) AS n",
    "v_blocks",
    f"{_OF_VERSION} AND kind = 'paragraph' AND use = 'used' GROUP BY heading_id",
)
_FIGURES = """SELECT b.heading_id, count(*) AS n FROM v_figures f JOIN v_blocks b ON b.block_id = f.block_id
WHERE f.plan = :plan AND f.version = :version GROUP BY b.heading_id"""
_FIRST_BLOCK = "(SELECT min(b.ordinal) FROM v_blocks b WHERE b.table_id = t.table_id) AS place"
_FIRST_EVIDENCE = """(SELECT min(b.ordinal) FROM v_trace e JOIN v_blocks b ON b.block_id = e.block_id
WHERE e.record_kind = 'box' AND e.record_id = x.box_id) AS place"""
_TABLES = select(
    f"table_id, kind, caption, n_rows, n_cols, heading_id, continues_id, {_FIRST_BLOCK}",
    "v_tables t",
    _OF_VERSION,
)
_BOXES = select(
    f"box_id, label, title, n_items, heading_id, table_id, {_FIRST_EVIDENCE}", "v_boxes x", _OF_VERSION
)


def _by(found: Iterable[Row], column: str) -> dict[object, list[Row]]:
    grouped: dict[object, list[Row]] = defaultdict(list)
    for row in found:
        grouped[row[column]].append(row)
    return grouped


def _counts(found: Iterable[Row]) -> dict[object, int]:
    return {row["heading_id"]: integer(row["n"]) for row in found}


def _hangs(ask: Callable[[str], tuple[Row, ...]]) -> dict[object, list[Row]]:
    """Rows of tables and boxes by heading, in document order; a table that is a box is shown as the box."""
    boxes = ask(_BOXES)
    drawn = {row["table_id"] for row in boxes}
    tables = [row for row in ask(_TABLES) if row["table_id"] not in drawn]
    return _by(
        sorted((*tables, *boxes), key=lambda row: (row["place"] is None, row["place"] or 0)), "heading_id"
    )


def _hanging(row: Row) -> OutlineTable | OutlineBox:
    if "box_id" in row:
        return OutlineBox(
            integer(row["box_id"]), str(row["label"]), str(row["title"]), integer(row["n_items"])
        )
    caption, continues = str(row["caption"] or ""), integer_or_none(row["continues_id"])
    return OutlineTable(
        integer(row["table_id"]),
        str(row["kind"]),
        caption,
        integer(row["n_rows"]),
        integer(row["n_cols"]),
        continues,
    )


def _node(
    row: Row,
    headings: dict[object, list[Row]],
    paragraphs: dict[object, int],
    figures: dict[object, int],
    hangs: dict[object, list[Row]],
) -> OutlineNode:
    key = row["heading_id"]
    children = tuple(_node(child, headings, paragraphs, figures, hangs) for child in headings.get(key, []))
    own = tuple(_hanging(item) for item in hangs.get(key, []))
    return OutlineNode(
        integer_or_none(key),
        integer(row["level"]),
        str(row["label"]),
        str(row["title"]),
        paragraphs.get(key, 0),
        figures.get(key, 0),
        own,
        children,
    )


def _cut(node: OutlineNode, depth: int) -> OutlineNode:
    """Leave out headings deeper than `depth`; what stands under them counts for the last one shown."""
    shown = tuple(_cut(child, depth) for child in node.children if child.level <= depth)
    hidden = [below for child in node.children if child.level > depth for below in _flat(child)]
    return replace(
        node,
        children=shown,
        paragraphs=node.paragraphs + sum(below.paragraphs for below in hidden),
        figures=node.figures + sum(below.figures for below in hidden),
        hangs=node.hangs + tuple(item for below in hidden for item in below.hangs),
        n_hidden=len(hidden),
    )


def _flat(node: OutlineNode) -> Iterable[OutlineNode]:
    yield node
    for child in node.children:
        yield from _flat(child)
