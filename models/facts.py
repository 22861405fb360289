"""What a plan states: headings, boxes, indicators, projects, figures, each with its evidence.

Numbers are `Decimal`; a value that comes from the text rests on `Evidence`, spans of blocks by ordinal.
Records refer to each other by their position in the tuple they stand in.
"""

from dataclasses import dataclass
from decimal import Decimal

from models.document import Document
from models.names import (
    BlockKind,
    Derivation,
    Direction,
    DocumentKind,
    EntityLabel,
    FigureKind,
    MetricBasis,
    Origin,
    PeriodBasis,
    Qualifier,
    RecordKind,
    Role,
    RowKind,
    TableKind,
    TaskOrigin,
    Use,
)
from models.notices import Notice
from models.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece: `field` is the view's column, the quote is `blocks[block].text[start:end]` and never
    empty."""

    field: str
    block: int
    start: int
    end: int
    role: Role = "value"
    derivation: Derivation = "verbatim"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading is a span, not a paragraph: `block`, `start`, `end` cover label and title (the title alone
    where the label stands elsewhere)."""

    level: int
    label: str
    title: str
    parent: int | None
    block: int
    start: int
    end: int
    evidence: tuple[Evidence, ...]


@quick
@dataclass(frozen=True, slots=True)
class BlockUse:
    """What became of a block: its kind, and whether it is used or ignored for which reason (a code, "" when
    used)."""

    kind: BlockKind
    use: Use
    reason: str
    heading: int | None


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A classified table. `caption` and `unit_note` are pieces of evidence (or None); `continues` the table
    a 续表 goes on from."""

    table: int
    kind: TableKind
    heading: int | None
    caption: Evidence | None = None
    unit_note: Evidence | None = None
    continues: int | None = None


@dataclass(frozen=True, slots=True)
class BoxItem:
    """`title` has no full stop, `text` is the whole item."""

    title: str
    text: str
    block: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A 专栏, whether drawn as a table, a text box or bordered paragraphs. `table` is set for the first of
    these."""

    label: str
    title: str
    heading: int | None
    table: int | None
    items: tuple[BoxItem, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """First and last year a document plans for (a bulletin: the year it reports on) and where they are
    printed.

    A year that follows from another one (a review of 2022 in a report that plans for 2023) is `computed`.
    """

    first: int
    last: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """The place a document is of, as printed: `浙江省杭州市`, with its characters."""

    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """One of the documents a file holds (a notice, the plan it issues, an explanation), with what GB/T 9704
    prints on it; `issued_on` as 2021-03-05, None where nothing is printed.

    `first_block` is where it begins; it goes on to the next one.
    """

    kind: DocumentKind
    title: str
    first_block: int
    evidence: tuple[Evidence, ...]
    issuer: str | None = None
    issue_no: str | None = None
    issued_on: str | None = None
    addressees: str | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """The document with its headings, tables and boxes told apart. `uses` runs parallel to
    `document.blocks`.

    `parts` are the documents the file holds, in order. `title`, `kind`, `region` and `period` are those of
    the plan, found once for all who need them;
    `title_blocks` are the blocks its title stands in, `title_evidence` its characters.
    """

    document: Document
    title: str
    title_blocks: tuple[int, ...]
    headings: tuple[Heading, ...]
    tables: tuple[PlanTable, ...]
    boxes: tuple[Box, ...]
    uses: tuple[BlockUse, ...]
    notices: tuple[Notice, ...] = ()
    title_evidence: tuple[Evidence, ...] = ()
    kind: DocumentKind = "other"
    region: Region | None = None
    period: PlanPeriod | None = None
    parts: tuple[DocumentPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of an indicator table, unit and values as printed (v_indicators); `parent` is the
    position of the indicator it is a part of (其中)."""

    table: int
    row: int
    name: str
    evidence: tuple[Evidence, ...]
    serial_no: str = ""
    unit: str | None = None
    nature: str | None = None
    category: str | None = None
    baseline_year: int | None = None
    baseline_raw: str | None = None
    baseline_value: Decimal | None = None
    target_year: int | None = None
    target_raw: str | None = None
    target_value: Decimal | None = None
    target_value_max: Decimal | None = None
    target_qualifier: Qualifier | None = None
    cumulative: bool = False
    baseline_cumulative: bool = False
    parent: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class Body:
    """A body named in a project row; `role` is `builder`, `responsible`, `lead` or `cooperating`."""

    role: str
    name: str
    block: int
    start: int
    end: int


@quick
@dataclass(frozen=True, slots=True)
class Project:
    """One row of a project table; investments are in 元; `parent` is the position of the group row above
    it."""

    table: int
    row: int
    row_kind: RowKind
    name: str
    evidence: tuple[Evidence, ...]
    parent: int | None = None
    serial_no: str = ""
    content: str | None = None
    build_type: str | None = None
    stage: str | None = None
    start_year: int | None = None
    end_year: int | None = None
    start_month: int | None = None
    end_month: int | None = None
    period_raw: str | None = None
    total_investment_raw: str | None = None
    period_investment_raw: str | None = None
    total_investment: Decimal | None = None
    period_investment: Decimal | None = None
    location: str | None = None
    remarks: str | None = None
    item_count: int | None = None
    bodies: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody has to do by when: a row of a table of tasks, or a passage with its bodies behind it.

    `deadline` is a year or a month (2025, 2025-06), `block` where the name begins.
    """

    origin: TaskOrigin
    name: str
    block: int
    evidence: tuple[Evidence, ...]
    table: int | None = None
    row: int | None = None
    heading: int | None = None
    serial_no: str = ""
    group_name: str | None = None
    content: str | None = None
    deadline_raw: str | None = None
    deadline: str | None = None
    status_raw: str | None = None
    bodies: tuple[Body, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Figure:
    """One number that states something (v_figures); `value` in the base unit, money in 元.

    `owner` is (kind, position) of the record it belongs to; `block`, `start`, `end` the span of `raw`.
    """

    origin: Origin
    metric: str
    raw: str
    block: int
    start: int
    end: int
    evidence: tuple[Evidence, ...]
    owner: tuple[RecordKind, int] | None = None
    role: str | None = None
    metric_key: str | None = None
    metric_basis: MetricBasis | None = None
    subject: str | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    qualifier: Qualifier = "exact"
    period: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    period_basis: PeriodBasis | None = None
    base_period: str | None = None
    kind: FigureKind = "status"
    direction: Direction | None = None


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """A name, policy title, time or quantity at one place of the text; `depth` is 0 for the outermost of
    nested ones.

    `entity` is the position of the entity it is resolved to; `source` the component that found it (rule,
    model, harvest, gazetteer, …).
    """

    label: EntityLabel
    text: str
    normalised: str
    block: int
    start: int
    end: int
    evidence: tuple[Evidence, ...]
    depth: int = 0
    entity: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class BodyPlace:
    """Where a body is named in a row of a table: the kind of the row's record, its position, and that of the
    body among the record's."""

    kind: RecordKind
    record: int
    position: int


@dataclass(frozen=True, slots=True)
class Entity:
    """What several mentions name: `canonical` is its fullest name, `bodies` are the places in rows of tables
    that name it."""

    label: EntityLabel
    canonical: str
    bodies: tuple[BodyPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything read from one document; `notices` joins those of every stage."""

    structure: Structure
    indicators: tuple[Indicator, ...]
    projects: tuple[Project, ...]
    figures: tuple[Figure, ...]
    notices: tuple[Notice, ...]
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    tasks: tuple[Task, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class NumberClaim:
    """One number: where it stands and whether a record rests on it (`claimed`), or the code why none does.

    Codes: `period` (a year or date), `label` (a list number), `name_part` (inside a name: 5G, 《…》,
        地铁6号线), `ordinal` (第二个, 十九届), `article` (一批), `denominator` (每万人, 万元GDP), `word` (a
        lone numeral in words that counts the parts of a phrase: 两种资源), `heading` (in a heading or
        title), `row` (in a row printed as text, or where no column names it), `condition` (a threshold of a
        class or a condition: 产值超过10亿元的企业), `unclaimed` (nothing read it).
    """

    block: int
    start: int
    end: int
    outcome: str
