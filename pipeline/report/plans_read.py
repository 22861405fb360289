"""What the page over all plans shows, read through the public views with a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import quote

from sqlalchemy import Connection

from pipeline.store.cells import integer, text_or_empty
from pipeline.store.held import HeldVersion, rows, select
from pipeline.store.typed_rows import read, read_from

COUNTED: Final[Mapping[str, tuple[str, str]]] = {
    "indicators": ("v_indicators", "TRUE"),
    "projects": ("v_projects", "row_kind = 'project'"),
    "tasks": ("v_tasks", "TRUE"),
    "figures": ("v_figures", "TRUE"),
    "findings": ("v_findings", "status <> 'dismissed'"),
    "errors": ("v_findings", "status <> 'dismissed' AND severity = 'error'"),
}
"""What is counted, of which view, and which of its rows."""


@read_from("v_versions")
@dataclass(frozen=True, slots=True)
class VersionRow:
    """What a version says of itself; '' for what it does not say."""

    plan: str
    version: int
    is_current: Annotated[bool, "is_current = 1"]
    title: Annotated[str, "COALESCE(title, '')"]
    region: Annotated[str, "COALESCE(region, '')"]
    start: Annotated[int | None, "period_start"]
    end: Annotated[int | None, "period_end"]
    file_name: str
    source_sha256: str
    tool_version: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """The current version of a plan: how many versions it has, its counts by the names of `COUNTED`, and the
    address of its report, '' where none is written."""

    held: VersionRow
    n_versions: int
    counts: Mapping[str, int]
    report: str = ""

    @property
    def name(self) -> str:
        """What the plan is called."""
        return self.held.title or self.held.plan


def read_plans(connection: Connection, reports: Mapping[str, str]) -> tuple[PlanLine, ...]:
    """Every plan by region, years and title; `reports` has the file of each plan's report by its key."""
    found = read(connection, VersionRow, order="plan, version")
    counts = {name: _counted(connection, *source) for name, source in COUNTED.items()}
    lines = [
        PlanLine(
            one,
            sum(other.plan == one.plan for other in found),
            {name: by_plan.get(one.plan, 0) for name, by_plan in counts.items()},
            quote(reports.get(one.plan, "")),
        )
        for one in found
        if one.is_current
    ]
    return tuple(sorted(lines, key=_order))


def _order(line: PlanLine) -> tuple[object, ...]:
    held = line.held
    return not held.region, held.region, held.start or 0, held.end or 0, line.name, held.plan


def _counted(connection: Connection, view: str, condition: str) -> dict[str, int]:
    asked = select("plan, count(*) AS n", view, f"is_current = 1 AND {condition} GROUP BY plan")
    return {text_or_empty(row["plan"]): integer(row["n"]) for row in rows(connection, asked)}


def report_names(stems: Mapping[HeldVersion, str], taken: Sequence[str]) -> dict[str, str]:
    """The file of each plan's report by its key; none is called as a page that is ours (`taken`, without
    endings)."""
    ours = {name.casefold() for name in taken}
    return {
        version.plan: f"{f'{stem}-plan' if stem.casefold() in ours else stem}.html"
        for version, stem in stems.items()
    }
