"""The records of one stored version, as the rules see them: rows read back from the tables, exact decimals,
evidence by record and field."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Final, TypeVar

from models.pieces import QUOTED_PIECES
from models.quick import quick
from models.schema import block, record
from models.schema.columns import shown
from pipeline.rules.changed import ChangedRow
from pipeline.store.typed_rows import read_from, read_of_kind


@read_from(
    f"{QUOTED_PIECES} e JOIN record r ON r.record_id = e.record_id",
    "r.version_id = :version AND r.kind IN ('indicator', 'project', 'box', 'heading')",
)
@quick
@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence of a record's field."""

    record: Annotated[int, "e.record_id"]
    field: str
    role: str
    derivation: str
    block: Annotated[int, "block_id"]
    start: Annotated[int, "char_start"]
    end: Annotated[int, "char_end"]
    quote: str


@read_from("block", "version_id = :version")
@quick
@dataclass(frozen=True, slots=True)
class BlockRow:
    """A paragraph; `heading` is the record of the innermost heading above it."""

    id: Annotated[int, "block_id"]
    ordinal: int
    part: Annotated[str, shown(block.c.part, "block")]
    kind: str
    list_label: str
    text: str
    heading: Annotated[int | None, "heading_id"]
    table: Annotated[int | None, "table_id"]
    row: Annotated[int | None, "row_index"]
    col: Annotated[int | None, "col_index"]
    used: Annotated[bool, "reason = ''"]


@read_of_kind("heading")
@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading; the span is that of label and title in its block."""

    id: Annotated[int, "x.record_id"]
    level: int
    label: str
    title: str
    parent: Annotated[int | None, "parent_id"]
    path: str
    block: Annotated[int, "block_id"]
    start: Annotated[int, "char_start"]
    end: Annotated[int, "char_end"]


@read_from("document_table", "version_id = :version")
@dataclass(frozen=True, slots=True)
class TableRow:
    """A table and what is printed above it."""

    id: Annotated[int, "table_id"]
    kind: str
    caption: str | None
    caption_block: Annotated[int | None, "caption_block_id"]
    unit_note: str | None
    unit_note_block: Annotated[int | None, "unit_note_block_id"]
    n_rows: int
    n_cols: int
    continues: Annotated[int | None, "continues_id"]


@read_of_kind("indicator")
@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of an indicator table, values in the printed unit."""

    id: Annotated[int, "x.record_id"]
    lineage: Annotated[str, shown(record.c.lineage, "r")]
    table: Annotated[int, "table_id"]
    row: Annotated[int, "row_index"]
    serial_no: str
    name: str
    unit: str | None
    nature: str | None
    category: str | None
    baseline_year: int | None
    baseline_raw: str | None
    baseline: Annotated[Decimal | None, "baseline_value_text"]
    target_year: int | None
    target_raw: str | None
    target: Annotated[Decimal | None, "target_value_text"]
    target_max: Annotated[Decimal | None, "target_value_max_text"]
    qualifier: Annotated[str | None, "target_qualifier"]
    cumulative: bool


@read_of_kind("project")
@quick
@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A row of a project table, investments in 元."""

    id: Annotated[int, "x.record_id"]
    lineage: Annotated[str, shown(record.c.lineage, "r")]
    table: Annotated[int, "table_id"]
    row: Annotated[int, "row_index"]
    kind: Annotated[str, "row_kind"]
    parent: Annotated[int | None, "parent_id"]
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
    total_raw: Annotated[str | None, "total_investment_raw"]
    period_investment_raw: str | None
    total: Annotated[Decimal | None, "total_investment_text"]
    period_investment: Annotated[Decimal | None, "period_investment_text"]
    item_count: int | None


@read_of_kind("box")
@dataclass(frozen=True, slots=True)
class BoxRow:
    """A 专栏 and the table it is drawn as."""

    id: Annotated[int, "x.record_id"]
    lineage: Annotated[str, shown(record.c.lineage, "r")]
    label: str
    title: str
    heading: Annotated[int | None, "heading_id"]
    table: Annotated[int | None, "table_id"]


@read_of_kind("box_item")
@dataclass(frozen=True, slots=True)
class BoxItemRow:
    """An item of a 专栏; `title` is its lead-in, '' when it has none."""

    id: Annotated[int, "x.record_id"]
    lineage: Annotated[str, shown(record.c.lineage, "r")]
    box: Annotated[int, "box_id"]
    title: str
    text: str
    block: Annotated[int, "block_id"]


@read_of_kind("figure")
@quick
@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number that states something, value in the base unit."""

    id: Annotated[int, "x.record_id"]
    origin: str
    owner: Annotated[int | None, "owner_id"]
    role: str | None
    metric: str
    metric_key: str | None
    subject: str | None
    raw: str
    value: Annotated[Decimal | None, "value_text"]
    value_max: Annotated[Decimal | None, "value_max_text"]
    unit: str | None
    qualifier: str
    period: str | None
    period_start: int | None
    period_end: int | None
    period_basis: str | None
    base_period: str | None
    kind: Annotated[str, "x.kind"]
    direction: str | None
    block: Annotated[int, "block_id"]
    start: Annotated[int, "char_start"]
    end: Annotated[int, "char_end"]


_T = TypeVar("_T")
_APART: Final = frozenset({"toc", "header", "footer"})
_RUNNING: Final = frozenset({"paragraph", "box_item", "heading", "footnote"})


@dataclass(frozen=True, slots=True)
class Held:
    """Everything the rules may look at; `previous` is the version before, None for a plan's first: of it
    only paragraphs, tables, indicators, projects and their builders (names in their order, by project), boxes
    and their items, with the evidence of these rows; `changes` are those since then."""

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
    builders: Mapping[int, tuple[str, ...]]
    boxes: tuple[BoxRow, ...]
    items: tuple[BoxItemRow, ...]
    figures: tuple[FigureRow, ...]
    pieces: Mapping[int, tuple[Piece, ...]]
    previous: "Held | None" = field(default=None)
    changes: tuple[ChangedRow, ...] = ()
    _known: dict[Callable[..., Any], tuple[Any, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _prose: tuple[BlockRow, ...] = field(init=False, repr=False, compare=False)
    _narrative: tuple[BlockRow, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sorts the paragraphs out once: some forty rules walk over them."""
        prose = (block for block in self.blocks.values() if block.used and block.kind not in _APART)
        object.__setattr__(self, "_prose", tuple(prose))
        narrative = (block for block in self._prose if block.kind in _RUNNING)
        object.__setattr__(self, "_narrative", tuple(narrative))

    def once(self, find: "Callable[[Held], Iterable[_T]]") -> tuple[_T, ...]:
        """What `find` finds, sought once however many rules ask for it."""
        if find not in self._known:
            self._known[find] = tuple(find(self))
        return self._known[find]

    def prose(self) -> tuple[BlockRow, ...]:
        """Used paragraphs in document order that are neither table of contents nor running head or foot."""
        return self._prose

    def narrative(self) -> tuple[BlockRow, ...]:
        """The paragraphs of running text, items of boxes too; no cells of indicator, project and other
        tables."""
        return self._narrative
