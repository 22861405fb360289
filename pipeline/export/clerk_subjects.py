"""The sheets of the workbook for reading: their columns, how each is shown and how wide it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from models.kinds import kind_of
from models.language import later

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: the view's column that fills it (`value_words`, `target_words`: a value with its bound), its
    heading, its width, whether it is an amount in 元 that
    is shown in 亿元, or a code that is shown by its name; an optional one is left out where no row
    fills it."""

    column: str
    title: str
    width: int
    is_amount: bool = False
    is_code: bool = False
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """A sheet: its title, the kind of records, and its columns; `groups` are the row kinds set in bold."""

    title: str
    kind: str
    headings: tuple[Heading, ...]
    groups: frozenset[str] = frozenset()

    @property
    def view(self) -> str:
        """The view it shows."""
        return "v_findings" if self.kind == "finding" else kind_of(self.kind).view

    @property
    def key(self) -> str:
        """The column of the view that names a row."""
        return "finding_id" if self.kind == "finding" else kind_of(self.kind).key


SUBJECTS: Final = (
    Subject(
        later("Indicators"),
        "indicator",
        (
            Heading("serial_no", later("No."), 6),
            Heading("category", later("Category"), 16, is_optional=True),
            Heading("name", later("Name"), 36),
            Heading("unit", later("Unit"), 10),
            Heading("nature", later("Nature"), 10),
            Heading("baseline_year", later("Base year"), 9),
            Heading("baseline_raw", later("Baseline"), 12),
            Heading("target_year", later("Target year"), 9),
            Heading("target_words", later("Target"), 14),
        ),
    ),
    Subject(
        later("Projects"),
        "project",
        (
            Heading("serial_no", later("No."), 6),
            Heading("name", later("Name"), 26),
            Heading("content", later("What is built"), 44),
            Heading("build_type", later("Kind of building"), 10, is_optional=True),
            Heading("stage", later("Stage"), 10),
            Heading("period_raw", later("Years"), 12),
            Heading("total_investment_text", later("Investment (100m yuan)"), 12, is_amount=True),
            Heading("period_investment_text", later("In the period (100m yuan)"), 12, is_amount=True),
            Heading("builders", later("Built by"), 18),
            Heading("responsible", later("Answered for by"), 18),
            Heading("location", later("Where"), 14, is_optional=True),
            Heading("remarks", later("Remarks"), 18, is_optional=True),
        ),
        frozenset({"total", "category", "subcategory", "subtotal"}),
    ),
    Subject(
        later("Tasks"),
        "task",
        (
            Heading("serial_no", later("No."), 6),
            Heading("group_name", later("Group"), 18, is_optional=True),
            Heading("name", later("Name"), 36),
            Heading("content", later("Content"), 48),
            Heading("lead", later("Led by"), 20),
            Heading("responsible", later("Answered for by"), 20),
            Heading("cooperating", later("Cooperating"), 20, is_optional=True),
            Heading("deadline_raw", later("By when"), 12),
            Heading("status_raw", later("State"), 16, is_optional=True),
        ),
    ),
    Subject(
        later("Box items"),
        "box_item",
        (Heading("title", later("Name"), 28), Heading("text", later("Content"), 100)),
    ),
    Subject(
        later("Figures"),
        "figure",
        (
            Heading("metric", later("Metric"), 36),
            Heading("subject", later("Of"), 16, is_optional=True),
            Heading("raw", later("As printed"), 16),
            Heading("value_words", later("Value"), 18),
            Heading("value_text", later("Number"), 14),
            Heading("unit", later("Unit"), 8),
            Heading("period", later("Period"), 12),
            Heading("kind", later("Kind"), 8, is_code=True),
            Heading("quote", later("Quote"), 24),
        ),
    ),
    Subject(
        later("Findings"),
        "finding",
        (
            Heading("severity", later("Severity"), 8, is_code=True),
            Heading("rule", later("Rule"), 24),
            Heading("message", later("What was found"), 60),
            Heading("expected", later("Expected"), 18),
            Heading("actual", later("Found"), 18),
            Heading("quote", later("Quote"), 24),
            Heading("status", later("Status"), 10, is_code=True),
            Heading("note", later("Note"), 24, is_optional=True),
        ),
    ),
)
