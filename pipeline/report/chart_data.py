"""What the overview shows, read through the public views with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from sqlalchemy import Connection

from pipeline.store.cells import integer, text_or_empty
from pipeline.store.held import rows, select
from pipeline.store.typed_rows import Typed, read, read_from, read_of_version

_OF_VERSION: Final = "plan = :plan AND version = :version"
_COUNTED: Final = {"headings": "v_headings", "boxes": "v_boxes", "figures": "v_figures"}
_SEVERITIES: Final = ("error", "warning", "info")


@read_of_version("v_versions")
@dataclass(frozen=True, slots=True)
class _VersionRow:
    """What a version says of itself; '' for what it does not say."""

    title: Annotated[str, "COALESCE(title, '')"]
    region: Annotated[str, "COALESCE(region, '')"]
    period_start: int | None
    period_end: int | None


@read_of_version("v_projects")
@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A row of a project table; money in 元."""

    id: Annotated[int, "project_id"]
    kind: Annotated[str, "row_kind"]
    parent: Annotated[int | None, "parent_id"]
    name: str
    stage: Annotated[str | None, "COALESCE(stage, build_type)"]
    start: Annotated[int | None, "start_year"]
    end: Annotated[int | None, "end_year"]
    total: Annotated[Decimal | None, "total_investment_text"]
    period: Annotated[Decimal | None, "period_investment_text"]


# names that are one entity are one body
@read_from(
    "v_project_bodies b LEFT JOIN v_entity_list e ON e.entity_id = b.entity_id",
    "b.plan = :plan AND b.version = :version",
)
@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body named in a project's row, by the name the plan calls it most fully."""

    project: Annotated[int, "b.project_id"]
    role: Annotated[str, "b.role"]
    name: Annotated[str, "COALESCE(e.canonical, b.name)"]


@read_of_version("v_indicators")
@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator; values in its own unit, `raw` as printed."""

    id: Annotated[int, "indicator_id"]
    name: str
    unit: Annotated[str, "COALESCE(unit, '')"]
    nature: str | None
    baseline_year: int | None
    baseline_raw: Annotated[str, "COALESCE(baseline_raw, '')"]
    baseline: Annotated[Decimal | None, "baseline_value_text"]
    target_year: int | None
    target_raw: Annotated[str, "COALESCE(target_raw, '')"]
    target: Annotated[Decimal | None, "target_value_text"]
    target_max: Annotated[Decimal | None, "target_value_max_text"]
    is_cumulative: Annotated[bool, "cumulative"]
    target_qualifier: str | None = None


@read_of_version("v_coverage", "what = 'numbers'")
@dataclass(frozen=True, slots=True)
class _OutcomeRow:
    """How many numbers of the text have one outcome."""

    outcome: str
    n: int


@read_of_version("v_findings")
@dataclass(frozen=True, slots=True)
class _FindingRow:
    """A finding as far as it is counted."""

    id: Annotated[int, "finding_id"]
    rule: str
    severity: str
    is_dismissed: Annotated[bool, "status = 'dismissed'"]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """Findings of a rule that nobody dismissed, how many were, and the id of the first that was not."""

    rule: str
    severity: str
    number: int
    dismissed: int
    first: int | None


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A version of a plan; `counts` by the names of `_COUNTED`, `mentions` by label (ORG …), `numbers` by
    outcome (v_coverage)."""

    title: str
    region: str
    version: int
    period: tuple[int | None, int | None]
    counts: Mapping[str, int]
    mentions: Mapping[str, int]
    numbers: Mapping[str, int]
    projects: tuple[ProjectRow, ...]
    bodies: tuple[BodyRow, ...]
    indicators: tuple[IndicatorRow, ...]
    rules: tuple[RuleCount, ...]


def read_facts(connection: Connection, plan: str, version: int) -> PlanFacts:
    """Everything the overview is drawn from; the version must be held."""
    named = {"plan": plan, "version": version}

    def asked(row: type[Typed], order: str) -> tuple[Typed, ...]:
        return read(connection, row, order=order, plan=plan, version=version)

    held = asked(_VersionRow, "version")[0]
    return PlanFacts(
        held.title or plan,
        held.region,
        version,
        (held.period_start, held.period_end),
        {name: sum(_tally(connection, "TRUE", view, named).values()) for name, view in _COUNTED.items()},
        _tally(connection, "label", "v_entities", named),
        {row.outcome: row.n for row in asked(_OutcomeRow, "outcome")},
        asked(ProjectRow, "table_id, row_index, project_id"),
        asked(BodyRow, "b.project_id, b.block_id, b.char_start"),
        asked(IndicatorRow, "table_id, row_index, indicator_id"),
        _rules(asked(_FindingRow, "finding_id")),
    )


def _tally(connection: Connection, column: str, view: str, named: Mapping[str, object]) -> dict[str, int]:
    """How many rows of a view have each value of a column."""
    asked = select(f"{column} AS name, count(*) AS n", view, f"{_OF_VERSION} GROUP BY 1")
    return {text_or_empty(row["name"]): integer(row["n"]) for row in rows(connection, asked, **named)}


def _rules(found: tuple[_FindingRow, ...]) -> tuple[RuleCount, ...]:
    """By severity, then by number."""
    groups: dict[tuple[str, str], list[_FindingRow]] = defaultdict(list)
    for finding in found:
        groups[finding.rule, finding.severity].append(finding)
    counted = [_counted(group) for group in groups.values()]
    return tuple(sorted(counted, key=lambda one: (_SEVERITIES.index(one.severity), -one.number, one.rule)))


def _counted(group: list[_FindingRow]) -> RuleCount:
    kept = [finding for finding in group if not finding.is_dismissed]
    first = kept[0].id if kept else None
    return RuleCount(group[0].rule, group[0].severity, len(kept), len(group) - len(kept), first)
