"""Work reports: the last of several years under one heading, and annexes of what was done or shall be."""

import pytest

from parsers.interpret import interpret
from tests import builders as b
from tests.parsers.reading import structured
from tests.pipeline.figures.narrated import narrative_figures

TITLE = "北川市2017年政府工作报告"
REVIEW = "一、过去五年及2016年工作回顾"


def read(*paragraphs: str) -> list[tuple[str, str | None, str]]:
    found = narrative_figures(interpret(structured(*map(b.paragraph, (TITLE, *paragraphs)))))
    return [(figure.raw, figure.period, figure.kind) for figure in found]


@pytest.mark.parametrize("named", ["是本届政府的收官之年。", "是攻坚克难、成效显著的一年，"])
def test_a_sentence_that_names_the_last_year_turns_to_it(named: str) -> None:
    found = read(
        REVIEW,
        "五年来，城乡面貌明显改观，建成水厂5座。",
        f"2016年{named}全市上下奋勇争先。",
        "（一）着力推进创新转型",
        "新增企业6家。",
        "二、2017年工作安排",
        "新增企业9家。",
    )
    assert found == [("5座", "2012-2016", "status"), ("6家", "2016", "status"), ("9家", "2017", "plan")]


def test_another_year_of_the_five_does_not() -> None:
    found = read(REVIEW, "2013年是起步之年。", "（一）着力推进创新转型", "新增企业6家。")
    assert found == [("6家", "2012-2016", "status")]


AHEAD = ("一、2016年工作回顾", "建成水厂5座。", "二、2017年工作安排", "建成水厂9座。")


@pytest.mark.parametrize("done", ["2016年为民办实事完成情况", "一、2016年北川市民生实事完成情况"])
@pytest.mark.parametrize("planned", ["2017年为民办好实事", "二、2017年北川市民生实事工作安排"])
def test_a_line_that_stands_as_a_title_says_the_year_of_what_follows(done: str, planned: str) -> None:
    found = read(*AHEAD, "附件1", done, "改造泵站13座。", planned, "改造泵站17座。")
    assert found[2:] == [("13座", "2016", "status"), ("17座", "2017", "plan")]


def test_a_sentence_is_no_title() -> None:
    assert read(*AHEAD, "2016年的经验要推广。", "改造泵站17座。")[2:] == [("17座", "2017", "plan")]


BOTH = "一、“十二五”时期和2015年工作回顾"
BOTH_TITLE = "北川市2016年政府工作报告"


def of_both(heading: str, *paragraphs: str) -> list[tuple[str, str | None]]:
    found = narrative_figures(interpret(structured(*map(b.paragraph, (BOTH_TITLE, heading, *paragraphs)))))
    return [(figure.raw, figure.period) for figure in found]


@pytest.mark.parametrize(
    "turn",
    [
        "刚刚过去的2015年是不平凡的一年。一年来，“十二五”顺利收官。",
        "2015年，面对重重压力，全市上下奋勇争先。",
        "过去一年，我们主要做了以下工作：",
        "各位代表！2015年，我们迎难而上。",
    ],
)
def test_a_review_of_years_and_the_last_of_them_turns_to_the_year(turn: str) -> None:
    found = of_both(
        BOTH, "五年来，城乡面貌改观。", "——建成水厂5座。", turn, "（一）着力推进转型。新增企业6家。"
    )
    assert found == [("5座", "2011-2015"), ("6家", "2015")]


@pytest.mark.parametrize(
    "turn",
    [
        "“十二五”时期，我们砥砺前行。",
        "2015年是“十二五”收官之年。五年来，我们砥砺前行。",
        "各位代表！这五年，我们砥砺前行。",
    ],
)
def test_it_turns_from_the_year_to_all_years_as_well(turn: str) -> None:
    heading = "一、2015年和“十二五”时期工作回顾"
    found = of_both(heading, "（一）着力推进转型。新增企业6家。", turn, "——建成水厂5座。")
    assert found == [("6家", "2015"), ("5座", "2011-2015")]


@pytest.mark.parametrize("told", ["2015年四大产业占比达到40%。", "到2015年，网点覆盖率达到40%。"])
def test_what_is_told_of_the_year_turns_to_nothing(told: str) -> None:
    found = of_both(BOTH, "五年来，城乡面貌改观。", told, "建成水厂5座。")
    assert found[-1] == ("5座", "2011-2015")
