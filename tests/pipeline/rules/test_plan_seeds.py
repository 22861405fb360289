"""Rules about tables and whole plans, each in five forms or more; and what is sound."""

import pytest

from tests import builders as b
from tests.pipeline.rules.plan_seeds import PLANS, Sown
from tests.pipeline.rules.seeding import checked_of

LEAST = 5


def told(rule: str, parts: tuple[str, ...]) -> list[str]:
    """The main quotes of what a rule says of a plan for 2021—2025 with these parts."""
    head = b.paragraph("丙市“十四五”公共服务规划", align="center", size=22), b.paragraph("一、主要任务")
    inside = [part if part.startswith("<w:") else b.paragraph(part) for part in parts]
    found = checked_of(b.docx(*head, b.paragraph("服务能力稳步提升。"), *inside), "plan.docx").findings
    return [one.sides[0].quote for one, _ in found if one.rule == rule]


@pytest.mark.parametrize("sown", PLANS, ids=lambda sown: sown.rule)
def test_every_form_is_told_once_at_its_place(sown: Sown) -> None:
    assert len(sown.quotes) >= LEAST
    assert sorted(told(sown.rule, sown.wrong)) == sorted(sown.quotes)


@pytest.mark.parametrize("sown", PLANS, ids=lambda sown: sown.rule)
def test_what_is_sound_is_left_alone(sown: Sown) -> None:
    assert told(sown.rule, sown.right) == []
