"""Rules about whole plans, each in five forms or more, each form in a plan of its own; and what is sound."""

from collections import Counter

import pytest

from tests import builders as b
from tests.pipeline.rules.plan_forms import FORMS, Form
from tests.pipeline.rules.seeding import checked_of

LEAST = 5


def told(parts: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Rule, severity and main quote of all that is told of a plan for 2021—2025 with these parts."""
    inside = [part if part.startswith("<w:") else b.paragraph(part) for part in parts]
    document = b.docx(
        b.paragraph("丙市“十四五”交通发展规划", align="center", size=22),
        b.paragraph("一、发展基础", bold=True),
        b.paragraph("交通条件逐步改善。"),
        b.paragraph("二、主要任务", bold=True),
        *inside,
        b.paragraph("三、保障措施", bold=True),
        b.paragraph("健全机制，落实责任。"),
    )
    return [
        (one.rule, one.severity, one.sides[0].quote) for one, _ in checked_of(document, "plan.docx").findings
    ]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.rule}-{form.quote[:12]}")
def test_a_form_is_told_once_and_nothing_else(form: Form) -> None:
    found = told(form.wrong)
    assert [quote for rule, _, quote in found if rule == form.rule] == [form.quote]
    assert {rule for rule, severity, _ in found if severity != "info"} <= {form.rule}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.rule}-{form.quote[:12]}")
def test_the_same_put_right_is_left_alone(form: Form) -> None:
    found = told(form.right)
    assert [rule for rule, severity, _ in found if severity != "info" or rule == form.rule] == []


def test_each_rule_has_five_forms() -> None:
    assert min(Counter(form.rule for form in FORMS).values()) >= LEAST
