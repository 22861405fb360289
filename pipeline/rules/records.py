"""The records of one stored version, as the rules see them: rows read back from the tables, exact decimals,
evidence by record and field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, text

from pipeline.rules.changed import ChangedRow, changes_between

Cells = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence of a record's field."""

    field: str
    role: str
    derivation: str
    block: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A paragraph; `heading` is the record of the innermost heading above it."""

    id: int
    ordinal: int
    part: str
    kind: str
    list_label: str
    text: str
    heading: int | None
    table: int | None
    row: int | None
    col: int | None
    used: bool


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading; the span is that of label and title in its block."""

    id: int
    level: int
    label: str
    title: str
    parent: int | None
    path: str
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table and what is printed above it."""

    id: int
    kind: str
    caption: str | None
    caption_block: int | None
    unit_note: str | None
    n_rows: int
    n_cols: int
    continues: int | None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of an indicator table, values in the printed unit."""

    id: int
    lineage: str
    table: int
    row: int
    serial_no: str
    name: str
    unit: str | None
    nature: str | None
    category: str | None
    baseline_year: int | None
    baseline_raw: str | None
    baseline: Decimal | None
    target_year: int | None
    target_raw: str | None
    target: Decimal | None
    target_max: Decimal | None
    qualifier: str | None
    cumulative: bool


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A row of a project table, investments in 元; `builders` are names in their order."""

    id: int
    lineage: str
    table: int
    row: int
    kind: str
    parent: int | None
    serial_no: str
    name: str
    content: str | None
    build_type: str | None
    stage: str | None
    start_year: int | None
    end_year: int | None
    start_month: int | None
    end_month: int | None
    period_raw: str | None
    total_raw: str | None
    period_investment_raw: str | None
    total: Decimal | None
    period_investment: Decimal | None
    item_count: int | None
    builders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A 专栏 and the table it is drawn as."""

    id: int
    label: str
    title: str
    heading: int | None
    table: int | None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number that states something, value in the base unit."""

    id: int
    origin: str
    owner: int | None
    role: str | None
    metric: str
    subject: str | None
    raw: str
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    qualifier: str
    period: str | None
    period_start: int | None
    period_end: int | None
    period_basis: str | None
    base_period: str | None
    kind: str
    direction: str | None
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Held:
    """Everything the rules may look at; `previous` is the version before, None for a plan's first: of it
    only tables, indicators and projects; `changes` are those since then."""

    version: int
    plan: str
    number: int
    title: str
    region: str | None
    period: tuple[int, int] | None
    blocks: Mapping[int, BlockRow]
    headings: tuple[HeadingRow, ...]
    tables: Mapping[int, TableRow]
    indicators: tuple[IndicatorRow, ...]
    projects: tuple[ProjectRow, ...]
    boxes: tuple[BoxRow, ...]
    figures: tuple[FigureRow, ...]
    pieces: Mapping[int, tuple[Piece, ...]]
    previous: "Held | None" = field(default=None)
    changes: tuple[ChangedRow, ...] = ()

    def prose(self) -> Iterator[BlockRow]:
        """Used paragraphs in document order that are neither table of contents nor running head or foot."""
        return (
            block
            for block in self.blocks.values()
            if block.used and block.kind not in ("toc", "header", "footer")
        )

    def narrative(self) -> Iterator[BlockRow]:
        """The paragraphs of running text, items of boxes too; no cells of indicator, project and other
        tables."""
        return (
            block for block in self.prose() if block.kind in ("paragraph", "box_item", "heading", "footnote")
        )


def load(connection: Connection, version_id: int, *, with_previous: bool = True) -> Held:
    """The records of a version and of the one before it; without `with_previous` only what is asked of the
    latter (`Held.previous`).

    Raises:
        LookupError: there is no such version.
    """
    sql = (
        "SELECT v.version_id, p.plan_id, p.key, v.number, v.title, v.region, v.period_start, v.period_end"
        " FROM version v JOIN plan p ON p.plan_id = v.plan_id WHERE v.version_id = :version"
    )
    found = connection.execute(text(sql), {"version": version_id}).first()
    if found is None:
        raise LookupError(f"version {version_id} is not held")
    before = _previous(connection, found.plan_id, found.number) if with_previous else None
    return Held(
        version=version_id,
        plan=found.key,
        number=found.number,
        title=found.title,
        region=found.region,
        period=(
            None
            if found.period_start is None or found.period_end is None
            else (found.period_start, found.period_end)
        ),
        blocks=(
            {row[0]: _block(row) for row in _asked(connection, _BLOCKS, version_id)} if with_previous else {}
        ),
        headings=(
            tuple(HeadingRow(*row) for row in _asked(connection, _HEADINGS, version_id))
            if with_previous
            else ()
        ),
        tables={row[0]: TableRow(*row) for row in _asked(connection, _TABLES, version_id)},
        indicators=tuple(_indicator(row) for row in _asked(connection, _INDICATORS, version_id)),
        projects=tuple(_projects(connection, version_id)),
        boxes=tuple(BoxRow(*row) for row in _asked(connection, _BOXES, version_id)),
        figures=(
            tuple(_figure(row) for row in _asked(connection, _FIGURES, version_id)) if with_previous else ()
        ),
        pieces=_pieces(connection, version_id) if with_previous else {},
        previous=None if before is None else load(connection, before, with_previous=False),
        changes=() if before is None else changes_between(connection, before, version_id),
    )


def _of_kind(columns: str, kind: str) -> str:
    """The records of one kind: a table of the same name, `x`, and its supertype row, `r`."""
    joined = (
        f"FROM record r JOIN {kind} x ON x.record_id = r.record_id WHERE r.version_id = :version AND r.kind ="
        f" '{kind}'"
    )
    return f"SELECT x.record_id, {columns} {joined} ORDER BY r.ordinal"


_BLOCKS = (
    "SELECT block_id, ordinal, part, kind, list_label, text, heading_id, table_id, row_index, col_index, use"
    " FROM block WHERE version_id = :version ORDER BY ordinal"
)
_HEADINGS = _of_kind("level, label, title, parent_id, path, block_id, char_start, char_end", "heading")
_TABLES = (
    "SELECT table_id, kind, caption, caption_block_id, unit_note, n_rows, n_cols, continues_id FROM"
    " document_table WHERE version_id = :version ORDER BY ordinal"
)
_INDICATORS = _of_kind(
    "r.lineage, table_id, row_index, serial_no, name, unit, nature, category, baseline_year, baseline_raw,"
    " baseline_value_text, target_year, target_raw, target_value_text, target_value_max_text,"
    " target_qualifier, cumulative",
    "indicator",
)
_PROJECTS = _of_kind(
    "r.lineage, table_id, row_index, row_kind, parent_id, serial_no, name, content, build_type, stage,"
    " start_year, end_year, start_month, end_month, period_raw, total_investment_raw, period_investment_raw,"
    " total_investment_text, period_investment_text, item_count",
    "project",
)
_BODIES = (
    "SELECT b.project_id, b.name FROM project_body b JOIN record r ON r.record_id = b.project_id"
    " WHERE r.version_id = :version AND b.role = 'builder' ORDER BY b.project_id, b.position"
)
_BOXES = _of_kind("label, title, heading_id, table_id", "box")
_FIGURES = _of_kind(
    "origin, owner_id, role, metric, subject, raw, value_text, value_max_text, unit, qualifier, period,"
    " period_start, period_end, period_basis, base_period, x.kind, direction, block_id, char_start, char_end",
    "figure",
)
_PIECES = (
    "SELECT e.record_id, e.field, e.role, e.derivation, e.block_id, e.char_start, e.char_end, e.quote FROM"
    " evidence e JOIN record r ON r.record_id = e.record_id WHERE r.version_id = :version AND r.kind IN"
    " ('indicator', 'project', 'box', 'heading') ORDER BY e.record_id, e.position"
)


def _asked(connection: Connection, sql: str, version_id: int) -> list[Cells]:
    return [
        tuple(row) for row in connection.exec_driver_sql(sql, {"version": version_id}).all()
    ]  # at once: row by row is dearer


def _previous(connection: Connection, plan_id: int, number: int) -> int | None:
    sql = (
        "SELECT version_id FROM version WHERE plan_id = :plan AND number < :number ORDER BY number DESC"
        " LIMIT 1"
    )
    found = connection.execute(text(sql), {"plan": plan_id, "number": number}).scalar()
    return None if found is None else int(found)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _block(row: Cells) -> BlockRow:
    cells: Cells = (*row[:-1], row[-1] == "used")
    return BlockRow(*cells)


def _indicator(row: Cells) -> IndicatorRow:
    cells: Cells = (
        *row[:11],
        _decimal(row[11]),
        row[12],
        row[13],
        _decimal(row[14]),
        _decimal(row[15]),
        row[16],
        bool(row[17]),
    )
    return IndicatorRow(*cells)


def _projects(connection: Connection, version_id: int) -> Iterator[ProjectRow]:
    builders: dict[int, list[str]] = {}
    for project, name in _asked(connection, _BODIES, version_id):
        builders.setdefault(project, []).append(name)
    for row in _asked(connection, _PROJECTS, version_id):
        cells: Cells = (
            *row[:18],
            _decimal(row[18]),
            _decimal(row[19]),
            row[20],
            tuple(builders.get(row[0], ())),
        )
        yield ProjectRow(*cells)


def _figure(row: Cells) -> FigureRow:
    cells: Cells = (*row[:7], _decimal(row[7]), _decimal(row[8]), *row[9:])
    return FigureRow(*cells)


def _pieces(connection: Connection, version_id: int) -> dict[int, tuple[Piece, ...]]:
    found: dict[int, list[Piece]] = {}
    for record, *piece in _asked(connection, _PIECES, version_id):
        found.setdefault(record, []).append(Piece(*piece))
    return {record: tuple(pieces) for record, pieces in found.items()}
