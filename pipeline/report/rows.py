"""Rows of the public views that a report is drawn from; a field has the name of its column."""

from dataclasses import dataclass
from typing import Annotated

from pipeline.store.typed_rows import read_from, read_of_version


@read_of_version("v_blocks")
@dataclass(frozen=True, slots=True)
class BlockRow:
    """A paragraph; `table_id`, `row_index`, `col_index` where it stands in a cell."""

    block_id: int
    ordinal: int
    part: str
    xml_path: str
    kind: str
    list_label: str
    text: str
    heading_id: int | None
    table_id: int | None
    row_index: int | None
    col_index: int | None
    use: str
    reason: str

    @property
    def place(self) -> tuple[int, int]:
        """Row and column of the cell that it stands in."""
        assert self.row_index is not None
        assert self.col_index is not None
        return self.row_index, self.col_index


@read_from(
    "v_tables t JOIN document_table d ON d.table_id = t.table_id",
    "t.plan = :plan AND t.version = :version",
)
@dataclass(frozen=True, slots=True)
class GridRow:
    """A table: its size, and what is printed above it."""

    table_id: Annotated[int, "t.table_id"]
    kind: Annotated[str, "t.kind"]
    part: Annotated[str, "t.part"]
    xml_path: Annotated[str, "t.xml_path"]
    n_rows: Annotated[int, "t.n_rows"]
    n_cols: Annotated[int, "t.n_cols"]
    caption: Annotated[str | None, "t.caption"]
    caption_block_id: Annotated[int | None, "d.caption_block_id"]


@read_from(
    "table_cell c JOIN v_tables t ON t.table_id = c.table_id",
    "t.plan = :plan AND t.version = :version",
)
@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell of a table and how far it reaches."""

    table_id: Annotated[int, "c.table_id"]
    row_index: Annotated[int, "c.row_index"]
    col_index: Annotated[int, "c.col_index"]
    row_span: Annotated[int, "c.row_span"]
    col_span: Annotated[int, "c.col_span"]


@read_of_version("v_trace")
@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence of one field of a record."""

    record_kind: str
    record_id: int
    block_id: int
    char_start: int
    char_end: int
    field: str
    role: str
    derivation: str

    @property
    def span(self) -> tuple[str, int, int, int, int]:
        """Whose evidence, and where it stands."""
        return self.record_kind, self.record_id, self.block_id, self.char_start, self.char_end


@read_of_version("v_finding_evidence", "quoted_version <> version")
@dataclass(frozen=True, slots=True)
class EarlierRow:
    """Words of the version before that a finding rests on."""

    finding_id: int
    side: int
    quoted_version: int
    quote: str


@read_of_version("v_finding_evidence", "quoted_version = version")
@dataclass(frozen=True, slots=True)
class SideRow:
    """A place that a finding points at."""

    finding_id: int
    side: int
    record_kind: str | None
    record_id: int | None
    block_id: int
    char_start: int
    char_end: int


@read_of_version("v_findings")
@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding of the consistency rules."""

    finding_id: int
    rule: str
    severity: str
    message: str
    message_zh: str
    expected: str | None
    actual: str | None
    status: str
    note: str | None
    quote: str


# what stands in the document and no reader here reads has a placeholder at its place
@read_of_version(
    "v_notices",
    "block_id IS NOT NULL AND (code LIKE '%\\_not\\_read' ESCAPE '\\' OR code = 'formula_flattened')",
)
@dataclass(frozen=True, slots=True)
class UnreadRow:
    """Something at a paragraph that is not read, told in both languages."""

    text_zh: str
    text_en: str
    block_id: int


@read_of_version("v_entity_list")
@dataclass(frozen=True, slots=True)
class EntityRow:
    """What mentions of one name stand for."""

    entity_id: int
    label: str
    canonical: str


@read_of_version("v_project_bodies")
@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body named in the row of a project."""

    project_id: int
    role: str
    name: str
    entity_id: int | None


@read_of_version("v_task_bodies")
@dataclass(frozen=True, slots=True)
class TaskBodyRow:
    """A body named in a task."""

    task_id: int
    role: str
    name: str
    entity_id: int | None


@read_of_version("v_numbers", "outcome <> 'claimed'")
@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number of the text on which no record rests, and why."""

    block_id: int
    char_start: int
    char_end: int
    outcome: str


@read_from(
    "v_changes",
    "plan = :plan AND record_kind <> 'block' AND (from_version = :version OR to_version = :version)",
)
@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What changed in a record from the version before, or to the one after."""

    from_version: int
    to_version: int
    record_kind: str
    change: str
    field: str | None
    old_value: str | None
    new_value: str | None
    delta: float | None
    percent: float | None
    old_id: int | None
    new_id: int | None
