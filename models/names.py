"""Closed vocabularies that are part of the public contract."""

from typing import Literal, get_args

Derivation = Literal["verbatim", "normalised", "inherited", "computed"]
Role = Literal["value", "unit", "period", "label", "context"]
Region = Literal["body", "textbox", "footnote", "endnote", "header", "footer"]
BlockKind = Literal[
    "title",
    "heading",
    "paragraph",
    "cell",
    "box_title",
    "box_item",
    "caption",
    "unit_note",
    "toc",
    "footnote",
    "header",
    "footer",
    "empty",
]
ScriptKind = Literal["mark", "raised", "lowered"]
ObjectKind = Literal["picture", "chart", "smartart", "ole_object", "formula"]
Use = Literal["used", "ignored"]
TableKind = Literal["indicator", "project", "task", "statistical", "box", "other"]
DocumentKind = Literal[
    "plan",
    "scheme",
    "opinion",
    "bulletin",
    "work_report",
    "report",
    "circular",
    "decision",
    "notice",
    "announcement",
    "reply",
    "rules",
    "explanation",
    "list",
    "other",
]
RowKind = Literal["total", "category", "subcategory", "subtotal", "project", "part"]
RecordKind = Literal[
    "document", "heading", "indicator", "project", "task", "box", "box_item", "figure", "mention"
]
TaskOrigin = Literal["table", "text"]
Origin = Literal["narrative", "box", "indicator_table", "project_table", "other_table"]
Qualifier = Literal["exact", "approx", "about", "at_least", "over", "near", "up_to"]
FigureKind = Literal["status", "target", "change", "plan", "comparison"]
PeriodBasis = Literal["stated", "inherited"]
MetricBasis = Literal["name", "alias", "scope"]
Direction = Literal["up", "down"]
EntityLabel = Literal["ORG", "LOC", "POLICY", "TIME", "QUANTITY"]
CheckOutcome = Literal["agrees", "rounding", "contradicts"]
Severity = Literal["error", "warning", "info"]
Nature = Literal["预期性", "约束性"]
ChangeClass = Literal["substance", "renumbering", "reference", "form"]

DERIVATIONS: tuple[str, ...] = get_args(Derivation)
ROLES: tuple[str, ...] = get_args(Role)
REGIONS: tuple[str, ...] = get_args(Region)
BLOCK_KINDS: tuple[str, ...] = get_args(BlockKind)
USES: tuple[str, ...] = get_args(Use)
DOCUMENT_KINDS: tuple[str, ...] = get_args(DocumentKind)
TABLE_KINDS: tuple[str, ...] = get_args(TableKind)
ROW_KINDS: tuple[str, ...] = get_args(RowKind)
GROUP_ROW_KINDS = frozenset({"total", "category", "subcategory", "subtotal"})
"""Rows that stand for several projects; the others are a project or a part of one."""
RECORD_KINDS: tuple[str, ...] = get_args(RecordKind)
ORIGINS: tuple[str, ...] = get_args(Origin)
TASK_ORIGINS: tuple[str, ...] = get_args(TaskOrigin)
QUALIFIERS: tuple[str, ...] = get_args(Qualifier)
FIGURE_KINDS: tuple[str, ...] = get_args(FigureKind)
PERIOD_BASES: tuple[str, ...] = get_args(PeriodBasis)
METRIC_BASES: tuple[str, ...] = get_args(MetricBasis)
DIRECTIONS: tuple[str, ...] = get_args(Direction)
ENTITY_LABELS: tuple[str, ...] = get_args(EntityLabel)
NAME_LABELS: tuple[EntityLabel, ...] = ("ORG", "LOC", "POLICY")
"""Labels of what has a name; times and quantities are only found, and stand for no entity."""
CHECK_OUTCOMES: tuple[str, ...] = get_args(CheckOutcome)
SEVERITIES: tuple[str, ...] = get_args(Severity)
NATURES: tuple[str, ...] = get_args(Nature)
CHANGE_CLASSES: tuple[str, ...] = get_args(ChangeClass)
