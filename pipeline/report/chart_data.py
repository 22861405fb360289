"""What the overview shows, read through the public views with a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from pipeline.store.cells import decimal_or_none, integer, integer_or_none, text_or_empty
from pipeline.store.held import Row, rows, select

_OF_VERSION = "plan = :plan AND version = :version"
_PROJECTS = (
    "project_id, row_kind, parent_id, name, build_type, stage, start_year, end_year, total_investment_text,"
    " period_investment_text"
)
_INDICATORS = (
    "indicator_id, name, unit, nature, baseline_year, baseline_raw, baseline_value_text, target_year,"
    " target_raw, target_value_text, target_value_max_text, cumulative"
)
_COUNTED = {"headings": "v_headings", "boxes": "v_boxes", "figures": "v_figures"}


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A row of a project table; money in 元."""

    id: int
    kind: str
    parent: int | None
    name: str
    stage: str | None
    start: int | None
    end: int | None
    total: Decimal | None
    period: Decimal | None


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body named in a project's row, by the name the plan calls it most fully."""

    project: int
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator; values in its own unit, `raw` as printed."""

    id: int
    name: str
    unit: str
    nature: str | None
    baseline_year: int | None
    baseline_raw: str
    baseline: Decimal | None
    target_year: int | None
    target_raw: str
    target: Decimal | None
    target_max: Decimal | None
    is_cumulative: bool


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
    named: dict[str, object] = {"plan": plan, "version": version}

    def of_version(columns: str, view: str, order: str = "") -> tuple[Row, ...]:
        return rows(connection, select(columns, view, _OF_VERSION, order), **named)

    held = of_version("title, region, period_start, period_end", "v_versions")[0]
    return PlanFacts(
        text_or_empty(held["title"]) or plan,
        text_or_empty(held["region"]),
        version,
        (integer_or_none(held["period_start"]), integer_or_none(held["period_end"])),
        {name: integer(of_version("count(*) AS n", view)[0]["n"]) for name, view in _COUNTED.items()},
        _mentions(connection, named),
        {
            text_or_empty(row["outcome"]): integer(row["n"])
            for row in of_version("what, outcome, n", "v_coverage", "outcome")
            if row["what"] == "numbers"
        },
        tuple(map(_project, of_version(_PROJECTS, "v_projects", "table_id, row_index, project_id"))),
        _bodies(connection, named),
        tuple(map(_indicator, of_version(_INDICATORS, "v_indicators", "table_id, row_index, indicator_id"))),
        _rules(of_version("finding_id, rule, severity, status", "v_findings", "finding_id")),
    )


def _mentions(connection: Connection, named: Mapping[str, object]) -> dict[str, int]:
    found = rows(
        connection, select("label, count(*) AS n", "v_entities", f"{_OF_VERSION} GROUP BY label"), **named
    )
    return {text_or_empty(row["label"]): integer(row["n"]) for row in found}


def _project(row: Row) -> ProjectRow:
    return ProjectRow(
        integer(row["project_id"]),
        text_or_empty(row["row_kind"]),
        integer_or_none(row["parent_id"]),
        text_or_empty(row["name"]),
        text_or_empty(row["stage"]) or text_or_empty(row["build_type"]) or None,
        integer_or_none(row["start_year"]),
        integer_or_none(row["end_year"]),
        decimal_or_none(row["total_investment_text"]),
        decimal_or_none(row["period_investment_text"]),
    )


def _bodies(connection: Connection, named: Mapping[str, object]) -> tuple[BodyRow, ...]:
    """Names that are one entity are one body."""
    view = "v_project_bodies b LEFT JOIN v_entity_list e ON e.entity_id = b.entity_id"
    condition = "b.plan = :plan AND b.version = :version"
    columns = "b.project_id, b.role, COALESCE(e.canonical, b.name) AS name"
    found = rows(
        connection, select(columns, view, condition, "b.project_id, b.block_id, b.char_start"), **named
    )
    return tuple(
        BodyRow(integer(row["project_id"]), text_or_empty(row["role"]), text_or_empty(row["name"]))
        for row in found
    )


def _indicator(row: Row) -> IndicatorRow:
    return IndicatorRow(
        integer(row["indicator_id"]),
        text_or_empty(row["name"]),
        text_or_empty(row["unit"]),
        text_or_empty(row["nature"]) or None,
        integer_or_none(row["baseline_year"]),
        text_or_empty(row["baseline_raw"]).strip(),
        decimal_or_none(row["baseline_value_text"]),
        integer_or_none(row["target_year"]),
        text_or_empty(row["target_raw"]).strip(),
        decimal_or_none(row["target_value_text"]),
        decimal_or_none(row["target_value_max_text"]),
        bool(row["cumulative"]),
    )


def _rules(found: tuple[Row, ...]) -> tuple[RuleCount, ...]:
    """By severity, then by number."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in found:
        groups.setdefault((text_or_empty(row["rule"]), text_or_empty(row["severity"])), []).append(row)
    counted = [_rule(rule, severity, group) for (rule, severity), group in groups.items()]
    order = ("error", "warning", "info")
    return tuple(sorted(counted, key=lambda one: (order.index(one.severity), -one.number, one.rule)))


def _rule(rule: str, severity: str, group: list[Row]) -> RuleCount:
    kept = [row for row in group if row["status"] != "dismissed"]
    return RuleCount(
        rule, severity, len(kept), len(group) - len(kept), integer(kept[0]["finding_id"]) if kept else None
    )
