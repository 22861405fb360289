"""Plans whose title is lost: the years of their numbers, and what lies ahead."""

import pytest

from models.facts import Figure
from parsers.interpret import interpret
from tests import builders as b
from tests.parsers.reading import structured
from tests.pipeline.figures.narrated import narrative_figures

OPENING = "第七个五年计划时期，是全省经济发展的重要时期"
_GOODS = ("水泥", "棉布", "食糖", "原盐", "木材", "纸张", "皮鞋", "电扇", "铁锅", "陶瓷")
# a plan names its last year over and over
BODY = tuple(
    f"1990年{goods}产量达到{number}2万吨，比1985年增长{number}1%" for number, goods in enumerate(_GOODS, 1)
)
NAMED = ("“七五”期间，改造水厂", "“七五”期间，改造泵站")


def read(*paragraphs: str) -> tuple[Figure, ...]:
    return narrative_figures(interpret(structured(*map(b.paragraph, paragraphs))))


def last(*paragraphs: str) -> list[tuple[str, str, str | None]]:
    """What is told by the figures of the last paragraph."""
    found = read(*paragraphs)
    return [(one.raw, one.kind, one.period) for one in found if one.block == found[-1].block]


@pytest.mark.parametrize("opening", [OPENING, "根据形势，我们编制了“七五”计划"])
def test_what_lies_ahead_has_the_years_of_the_plan_that_the_text_names(opening: str) -> None:
    assert last(opening, *NAMED, *BODY, "五年内，新建粮库215座") == [("215座", "plan", "1986-1990")]
    assert last(opening, *NAMED, *BODY, "五年新建粮库215座") == [("215座", "plan", "1986-1990")]


def test_what_is_compared_with_the_year_before_the_plan_lies_ahead() -> None:
    assert last(OPENING, *NAMED, *BODY, "卷烟263万箱，比1985年增长12.7%") == [
        ("263万箱", "target", "1986-1990"),
        ("12.7%", "target", "1986-1990"),
    ]


def test_so_it_does_in_a_plan_with_a_title() -> None:
    title = "青河市第十四个五年规划纲要"
    assert last(title, "客运量达263万人次，比2020年增长12.7%。")[1] == ("12.7%", "target", "2021-2025")
    assert last(title, "客运量达263万人次，比2015年增长12.7%。")[1][1:] == ("change", None)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("为落实“七五”计划，提出以下意见。", *NAMED, "新建粮库216座"),  # names few years
        ("回顾“七五”时期的工作。", *NAMED, *(text.replace("1990", "1999") for text in BODY), "新建粮库216座"),
        (OPENING, *BODY, "新建粮库216座"),  # names no plan again
    ],
)
def test_without_evidence_no_plan_is_taken_for_that_of_the_text(paragraphs: tuple[str, ...]) -> None:
    assert last(*paragraphs)[-1][2] is None
