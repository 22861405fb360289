"""The rows that lists give, as typed values: for each list the columns of its public view that a reader looks
for, by the names that the view gives them."""

from dataclasses import Field, dataclass
from typing import Annotated, Any, ClassVar, Protocol

from pipeline.store.typed_rows import read_from


class OfVersion(Protocol):
    """A row (of a dataclass) that belongs to a version of a plan."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def plan(self) -> str:
        """The plan's key."""

    @property
    def version(self) -> int:
        """The number of the version."""


@read_from("v_figures")
@dataclass(frozen=True, slots=True)
class ListedFigure:
    """A figure; `value` in the base unit."""

    figure_id: int
    plan: str
    version: int
    metric: str
    subject: str | None
    raw: str
    value: float | None
    value_max: float | None
    value_text: str | None
    value_max_text: str | None
    unit: str | None
    qualifier: str
    period: str | None
    period_basis: str | None
    base_period: str | None
    kind: str
    direction: str | None
    origin: str
    role: str | None
    heading_path: str
    block_id: int
    char_start: int
    char_end: int
    quote: str


@read_from("v_entity_list")
@dataclass(frozen=True, slots=True)
class ListedEntity:
    """A body, place or document that a plan names; `aliases` joined by commas."""

    entity_id: int
    plan: str
    version: int
    label: str
    canonical: str
    aliases: str | None
    n_mentions: int
    n_projects: int
    n_tasks: int

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the fullest first."""
        return self.canonical, *(self.aliases or "").split(",")


@read_from("v_tasks")
@dataclass(frozen=True, slots=True)
class ListedTask:
    """A task; bodies of a role joined by `；`."""

    task_id: int
    plan: str
    version: int
    origin: str
    serial_no: str | None
    group_name: str | None
    name: str
    content: str | None
    lead: str | None
    responsible: str | None
    cooperating: str | None
    deadline_raw: str | None
    deadline: str | None
    status_raw: str | None
    table_id: int | None
    row_index: int | None
    block_id: int

    @property
    def bodies(self) -> tuple[str, ...]:
        """Who has to do it, those that lead first."""
        return _bodies(self.lead, self.responsible, self.cooperating)


@read_from("v_task_bodies b JOIN v_tasks k ON k.task_id = b.task_id")
@dataclass(frozen=True, slots=True)
class Duty:
    """A task of a body, by the role it has in it."""

    entity_id: Annotated[int | None, "b.entity_id"]
    role: Annotated[str, "b.role"]
    name: Annotated[str, "b.name"]
    task_id: Annotated[int, "k.task_id"]
    plan: Annotated[str, "k.plan"]
    version: Annotated[int, "k.version"]
    task: Annotated[str, "k.name"]
    deadline_raw: Annotated[str | None, "k.deadline_raw"]


@read_from("v_project_bodies b JOIN v_projects p ON p.project_id = b.project_id")
@dataclass(frozen=True, slots=True)
class Work:
    """A project of a body, by the role it has in it; investment in 元."""

    entity_id: Annotated[int | None, "b.entity_id"]
    role: Annotated[str, "b.role"]
    name: Annotated[str, "b.name"]
    project_id: Annotated[int, "p.project_id"]
    plan: Annotated[str, "p.plan"]
    version: Annotated[int, "p.version"]
    project: Annotated[str, "p.name"]
    total_investment: Annotated[float | None, "p.total_investment"]
    total_investment_text: Annotated[str | None, "p.total_investment_text"]
    period_raw: Annotated[str | None, "p.period_raw"]


@read_from("v_indicators")
@dataclass(frozen=True, slots=True)
class ListedIndicator:
    """An indicator as its table prints it."""

    indicator_id: int
    plan: str
    version: int
    serial_no: str
    category: str | None
    name: str
    unit: str | None
    nature: str | None
    baseline_year: int | None
    baseline_raw: str | None
    baseline_value_text: str | None
    target_year: int | None
    target_raw: str | None
    target_value_text: str | None
    target_value_max_text: str | None
    target_qualifier: str | None
    cumulative: int
    parent_id: int | None
    table_id: int
    row_index: int


@read_from("v_projects")
@dataclass(frozen=True, slots=True)
class ListedProject:
    """A row of a project table; investments in 元, bodies of a role joined by `；`."""

    project_id: int
    plan: str
    version: int
    row_kind: str
    parent_id: int | None
    serial_no: str
    name: str
    content: str | None
    build_type: str | None
    stage: str | None
    period_raw: str | None
    start_year: int | None
    end_year: int | None
    total_investment_raw: str | None
    total_investment: float | None
    total_investment_text: str | None
    period_investment_raw: str | None
    period_investment: float | None
    period_investment_text: str | None
    builders: str | None
    responsible: str | None
    location: str | None
    remarks: str | None
    item_count: int | None
    table_id: int | None
    row_index: int | None

    @property
    def bodies(self) -> tuple[str, ...]:
        """Who builds it and who answers for it."""
        return _bodies(self.builders, self.responsible)


@read_from("v_boxes")
@dataclass(frozen=True, slots=True)
class BoxHead:
    """A box without its items."""

    box_id: int
    plan: str
    version: int
    label: str
    title: str
    heading_path: str
    n_items: int


@read_from("v_box_items")
@dataclass(frozen=True, slots=True)
class BoxItem:
    """An item of a box; `ordinal` 0, 1, … within it."""

    box_item_id: int
    box_id: int
    ordinal: int
    title: str
    text: str
    block_id: int


def _bodies(*joined: str | None) -> tuple[str, ...]:
    return tuple(name for names in joined for name in (names or "").split("；"))
