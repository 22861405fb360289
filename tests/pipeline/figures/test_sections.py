"""What the parts of a document hand on to the numbers that have no time of their own."""

from dataclasses import replace

import pytest

from models.facts import Evidence, Facts, Figure, Heading, PlanPeriod
from models.names import DocumentKind
from pipeline.figures.surroundings import tells_result
from tests.pipeline.figures.narrated import narrative_figures
from tests.pipeline.figures.test_narrative import facts, heading
from tests.pipeline.small_plan import Draft


def document(
    draft: Draft, kind: DocumentKind, headings: tuple[Heading, ...], years: tuple[int, int] | None
) -> Facts:
    """A document whose title, in its first block, prints its years."""
    title = draft.blocks[0].text
    read = facts(draft, title, headings)
    period = PlanPeriod(*years, (Evidence("period", 0, 0, 4),)) if years else None
    return replace(read, structure=replace(read.structure, kind=kind, period=period))


def told(read: Facts) -> list[tuple[str, str | None, str]]:
    return [(figure.raw, figure.period, figure.kind) for figure in narrative_figures(read)]


def by_raw(read: Facts) -> dict[str, Figure]:
    return {figure.raw: figure for figure in narrative_figures(read)}


def test_all_that_a_bulletin_tells_is_of_its_year() -> None:
    draft = Draft()
    draft.add("2023年甲县统计公报", "title")
    first = heading(draft, "一、教育", number=0)
    draft.add("招生300人，比上年增长4%；在校学员900人。目前有教师30人。", heading=0)
    found = narrative_figures(document(draft, "bulletin", (first,), (2023, 2023)))
    assert {(figure.period, figure.period_basis) for figure in found} == {("2023", "inherited")}
    assert [figure.base_period for figure in found] == [None, "2022", None, None]
    assert {piece.block for figure in found for piece in figure.evidence if piece.field == "period"} == {0}


def test_a_report_looks_back_on_the_year_before_and_then_ahead() -> None:
    draft = Draft()
    draft.add("2024年甲县工作报告", "title")
    headings = (
        heading(draft, "一、工作回顾", number=0),
        heading(draft, "（一）服务水平持续提升", number=1, level=2, parent=0),
    )
    draft.add("新增学员300人，增长4%。", heading=1)
    ahead = heading(draft, "二、下一步重点工作", number=2)
    draft.add("新增学员400人，比去年增长4%。", heading=2)
    found = narrative_figures(document(draft, "work_report", (*headings, ahead), (2024, 2024)))
    assert [(figure.raw, figure.period, figure.base_period) for figure in found] == [
        ("300人", "2023", None),
        ("4%", "2023", None),
        ("400人", "2024", None),
        ("4%", "2024", "2023"),
    ]


def test_a_report_of_a_term_looks_back_on_its_years() -> None:
    draft = Draft()
    draft.add("2023年甲县工作报告", "title")
    first = heading(draft, "一、过去五年工作回顾", number=0)
    draft.add("新增学员300人。", heading=0)
    second = heading(draft, "二、今后五年的目标任务", number=1)
    draft.add("新增学员400人。", heading=1)
    read = document(draft, "work_report", (first, second), (2023, 2023))
    assert told(read) == [("300人", "2018-2022", "status"), ("400人", "2023-2027", "plan")]


def test_a_report_that_prints_no_year_is_of_the_one_behind_its_review() -> None:
    draft = Draft()
    draft.add("工作报告", "title")
    first = heading(draft, "一、去年工作回顾", number=0)
    draft.add("2005年，事业取得成就。", heading=0)
    draft.add("新增学员300人。", heading=0)
    second = heading(draft, "二、主要任务", number=1)
    draft.add("今年新增学员400人。", heading=1)
    read = document(draft, "work_report", (first, second), None)
    assert [(raw, period) for raw, period, _ in told(read)] == [("300人", "2005"), ("400人", "2006")]


@pytest.mark.parametrize("lead", ["到2023年，主要目标如下：", "到2023年，实现以下目标。", "2023年的目标："])
def test_a_line_that_announces_hands_its_time_on_to_lower_headings(lead: str) -> None:
    draft = Draft()
    draft.add("2021—2025年甲县规划", "title")
    first = heading(draft, "一、主要目标", number=0)
    draft.add(lead, heading=0)
    run_in = heading(draft, "（一）服务更加便捷。", "网点达到90个。", level=2, parent=0, number=1)
    other = heading(draft, "（二）2025年展望。", "网点达到95个。", level=2, parent=0, number=2)
    last = heading(draft, "二、重点任务", number=3)
    draft.add("新增网点5个。", heading=3)
    read = document(draft, "plan", (first, run_in, other, last), (2021, 2025))
    assert [period for _, period, _ in told(read)] == ["2023", "2025", "2021-2025"]
    assert by_raw(read)["90个"].period_basis == "inherited"


@pytest.mark.parametrize(
    ("first", "second", "period"),
    [
        ("（一）扩大服务。到2023年，网点达到90个。", "（二）加强培训。给予补助最高3万元。", None),
        ("1.扩大服务。力争到2023年，网点达到90个。", "2.加强培训。给予补助最高3万元。", None),
        ("——扩大服务。到2023年，网点达到90个。", "——加强培训。给予补助最高3万元。", None),
        ("（一）到2023年，实现以下目标：", "1.培训学员3万元。", "2023"),
        ("力争到2023年，服务体系基本建成。", "——培训更有成效。补助3万元。", "2023"),
    ],
)
def test_the_year_that_an_item_reaches_is_not_its_neighbours(
    first: str, second: str, period: str | None
) -> None:
    draft = Draft()
    draft.add("甲县服务方案", "title")
    draft.add(first)
    draft.add(second)
    read = document(draft, "other", (), None)
    assert [figure.period for figure in narrative_figures(read) if figure.raw.endswith("3万元")] == [period]


def test_a_review_in_a_plan_goes_on_in_the_time_it_opened_with() -> None:
    draft = Draft()
    draft.add("2021—2025年甲县规划", "title")
    first = heading(draft, "一、发展基础", number=0)
    draft.add("“十三五”时期，各项事业持续发展。", heading=0)
    below = heading(draft, "（一）服务能力显著增强", level=2, parent=0, number=1)
    draft.add("累计培训了学员317人。", heading=1)
    last = heading(draft, "二、主要任务", number=2)
    draft.add("培训学员400人。", heading=2)
    read = document(draft, "plan", (first, below, last), (2021, 2025))
    assert told(read) == [("317人", "2016-2020", "status"), ("400人", "2021-2025", "plan")]


def test_what_a_plan_begins_with_is_what_there_is() -> None:
    draft = Draft()
    draft.add("2021—2025年甲县规划", "title")
    first = heading(draft, "一、甲县概况", number=0)
    draft.add("服务网点覆盖全部乡镇，拥有网点317个。", heading=0)
    last = heading(draft, "二、主要任务", number=1)
    draft.add("服务网点覆盖全部乡镇，拥有网点400个。", heading=1)
    read = document(draft, "plan", (first, last), (2021, 2025))
    assert [kind for _, _, kind in told(read)] == ["status", "plan"]


def test_boxes_of_a_plan_list_what_is_to_be_built() -> None:
    draft = Draft()
    draft.add("2021—2025年甲县规划", "title")
    first = heading(draft, "一、道路", number=0)
    draft.add("改造道路34公里，新建道路29公里。", "box_item", heading=0)
    found = told(document(draft, "plan", (first,), (2021, 2025)))
    assert {(period, kind) for _, period, kind in found} == {("2021-2025", "plan")}


def test_five_years_of_a_heading_are_those_the_text_speaks_of() -> None:
    draft = Draft()
    draft.add("甲县情况", "title")
    first = heading(draft, "一、“十五”时期的情况", number=0)
    draft.add("五年间，新增学员300人。三年间，新增教师30人。", heading=0)
    read = document(draft, "other", (first,), None)
    assert [period for _, period, _ in told(read)] == ["2001-2005", None]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("人民生活持续改善", True),
        ("综合实力大幅提升", True),
        ("城乡面貌焕然一新", True),
        ("改革成效显著", True),
        ("持续改善人民生活", False),
        ("稳步提升服务水平", False),
        ("推动经济持续增长", False),
        ("过去一年工作回顾", False),
        ("2024年工作安排", False),
    ],
)
def test_headings_that_tell_a_result(title: str, found: bool) -> None:
    assert tells_result(title) is found


def test_the_points_of_a_review_are_of_the_year_that_announces_them() -> None:
    draft = Draft()
    draft.add("2026年甲县工作报告", "title")
    first = heading(draft, "一、“十四五”时期工作回顾", number=0)
    draft.add("各位代表，刚刚过去的2025年，学员增长5%。", heading=0)
    draft.add("——网点持续增加。新增网点10家。", heading=0)
    draft.add("学员总数达900人。", heading=0)
    read = document(draft, "work_report", (first,), (2026, 2026))
    assert [period for _, period, _ in told(read)] == ["2025", "2025", "2021-2025"]


@pytest.mark.parametrize(
    ("title", "period"),
    [("二、“十五五”时期主要目标和2026年重点工作", "2026"), ("一、2025年和今年以来工作回顾", "2025")],
)
def test_under_a_heading_of_two_times_stands_the_work_of_the_year(title: str, period: str) -> None:
    draft = Draft()
    draft.add("2026年甲县工作报告", "title")
    first = heading(draft, title, number=0)
    below = heading(draft, "（一）提升服务能力", level=2, parent=0, number=1)
    draft.add("新增网点10家。", heading=1)
    read = document(draft, "work_report", (first, below), (2026, 2026))
    assert [found for _, found, _ in told(read)] == [period]


def test_behind_the_review_of_a_report_the_next_heading_that_calls_to_do_something_looks_ahead() -> None:
    draft = Draft()
    draft.add("2024年甲县工作报告", "title")
    back = replace(heading(draft, "2023年工作回顾", number=0), label="一、")
    draft.add("新增学员300人。", heading=0)
    ahead = replace(heading(draft, "保持经济稳定增长", number=1), label="二、")
    draft.add("物价涨幅控制在3%以内。", heading=1)
    found = narrative_figures(document(draft, "work_report", (back, ahead), (2024, 2024)))
    assert [(figure.raw, figure.period, figure.kind) for figure in found] == [
        ("300人", "2023", "status"),
        ("3%以内", "2024", "target"),
    ]


def test_a_plan_that_names_the_year_done_and_the_one_to_come_looks_back_first() -> None:
    draft = Draft()
    draft.add("甲县2023年工作总结和2024年工作安排", "title")
    back = heading(draft, "一、工作总结", number=0)
    draft.add("新增学员300人。", heading=0)
    ahead = heading(draft, "二、工作安排", number=1)
    draft.add("新增学员400人。", heading=1)
    assert told(document(draft, "plan", (back, ahead), (2023, 2024))) == [
        ("300人", "2023", "status"),
        ("400人", "2024", "plan"),
    ]


def test_a_report_without_a_title_is_of_the_year_whose_work_it_arranges() -> None:
    draft = Draft()
    draft.add("现在，我代表市人民政府，向大会报告工作。")
    back = heading(draft, "一、工作回顾", number=0)
    draft.add("新增学员300人。", heading=0)
    ahead = heading(draft, "二、2024年工作安排", number=1)
    draft.add("新增学员400人。", heading=1)
    assert told(document(draft, "other", (back, ahead), None)) == [
        ("300人", "2023", "status"),
        ("400人", "2024", "plan"),
    ]


def test_a_plan_period_in_a_goal_is_not_handed_on_to_the_points_behind() -> None:
    draft = Draft()
    draft.add("2024年甲县工作报告", "title")
    ahead = heading(draft, "2024年工作安排", number=0)
    draft.add("我们将锚定“十四五”翻番的目标，抓好以下工作：", heading=0)
    under = heading(draft, "（一）扩大投资", number=1, level=2, parent=0)
    draft.add("新建学校5所。", heading=1)
    assert told(document(draft, "work_report", (ahead, under), (2024, 2024))) == [("5所", "2024", "plan")]


def test_numbers_that_begin_again_under_a_review_are_of_the_part_whose_heading_is_lost() -> None:
    draft = Draft()
    draft.add("2024年甲县工作报告", "title")
    headings = (
        heading(draft, "一、2023年工作回顾", number=0),
        replace(heading(draft, "服务水平持续提升", number=1, level=2, parent=0), label="（一）"),
        replace(heading(draft, "设施更加完善", number=2, level=2, parent=0), label="（二）"),
    )
    draft.add("新增学员300人。", heading=2)
    again = (
        replace(heading(draft, "奋力提升服务水平", number=3, level=2, parent=0), label="（一）"),
        replace(heading(draft, "奋力完善设施", number=4, level=2, parent=0), label="（二）"),
    )
    draft.add("新增学员400人。", heading=4)
    read = document(draft, "work_report", (*headings, *again), (2024, 2024))
    assert told(read) == [("300人", "2023", "status"), ("400人", "2024", "plan")]


def test_a_yearly_average_is_of_the_span_that_its_heading_names_beside_the_year() -> None:
    draft = Draft()
    draft.add("2026年甲县工作报告", "title")
    first = heading(draft, "一、2025年和“十四五”时期工作回顾", number=0)
    draft.add("新增学员300人，学员年均增长4%。", heading=0)
    read = document(draft, "work_report", (first,), (2026, 2026))
    assert told(read) == [("300人", "2025", "status"), ("4%", "2021-2025", "change")]


def test_of_two_years_that_headings_arrange_the_later_is_that_of_the_report() -> None:
    draft = Draft()
    draft.add("各位代表：现在，我向大会报告工作。")
    headings = (heading(draft, "奋力完成2023年的各项任务", number=0),)
    draft.add("新增学员300人。", heading=0)
    ahead = heading(draft, "全力实现2024年的奋斗目标", number=1)
    draft.add("新增学员400人。", heading=1)
    read = document(draft, "other", (*headings, ahead), None)
    assert [(raw, period) for raw, period, _ in told(read)] == [("300人", "2023"), ("400人", "2024")]


@pytest.mark.parametrize(
    ("title", "follows", "period"),
    [
        ("二、主要目标", "网点达到90个。", "2023"),
        ("二、发展愿景", "服务更加便捷。网点达到90个。", "2023"),
        ("二、总体要求", "服务能力明显增强。网点达到90个。", "2023"),
        ("二、总体要求", "网点达到90个。", "2021-2025"),
        ("二、主要目标", "到2024年，网点达到90个。", "2024"),
        ("二、总体要求", "加强培训服务。网点达到90个。", "2021-2025"),
    ],
)
def test_goals_that_a_year_opens_are_of_it_up_to_the_next_heading(
    title: str, follows: str, period: str
) -> None:
    draft = Draft()
    draft.add("2021—2025年甲县规划", "title")
    first = heading(draft, title, number=0)
    draft.add("到2023年，服务体系基本建成，发展质量明显提升。", heading=0)
    draft.add(follows, heading=0)
    second = heading(draft, "三、重点任务", number=1)
    draft.add("新增网点5个。", heading=1)
    read = document(draft, "plan", (first, second), (2021, 2025))
    assert [(raw, found) for raw, found, _ in told(read)] == [("90个", period), ("5个", "2021-2025")]


def test_goals_of_a_year_reach_to_lower_headings_and_end_where_another_year_opens() -> None:
    draft = Draft()
    draft.add("2021—2025年甲县规划", "title")
    first = heading(draft, "一、主要目标", number=0)
    draft.add("到2023年，服务体系基本建成。", heading=0)
    below = heading(draft, "（一）服务能力显著增强", level=2, parent=0, number=1)
    draft.add("网点达到90个，打造驿站7座。", heading=1)
    other = heading(draft, "（二）远景", level=2, parent=0, number=2)
    draft.add("展望2035年，服务全面覆盖。", heading=2)
    read = document(draft, "plan", (first, below, other), (2021, 2025))
    assert told(read) == [("90个", "2023", "target"), ("7座", "2023", "target")]


def test_a_colon_leads_in_the_lines_behind_it_and_the_paragraphs_of_the_list() -> None:
    draft = Draft()
    draft.add("甲省1986—1990年计划", "title")
    first = heading(draft, "一、发展目标", number=0)
    draft.add("1990年主要产品产量指标如下：\u3000\u3000甲钢500万吨；乙肥160万吨。", heading=0)
    draft.add("乙酒65万吨。", heading=0)
    second = heading(draft, "二、措施", number=1)
    draft.add("新建厂房3座。", heading=1)
    read = document(draft, "plan", (first, second), (1986, 1990))
    assert [(raw, period) for raw, period, _ in told(read)] == [
        ("500万吨", "1990"),
        ("160万吨", "1990"),
        ("65万吨", "1990"),
        ("3座", "1986-1990"),
    ]


@pytest.mark.parametrize(
    ("title", "opens", "follows", "period"),
    [
        ("二、主要目标", "展望到2035年，服务全面覆盖。", "网点达到90个。", "2021-2025"),
        ("二、主要目标", "到2035年，服务全面覆盖。", "服务能力明显增强。网点达到90个。", "2021-2025"),
        ("二、远景目标", "到2035年，服务全面覆盖。", "网点达到90个。", "2035"),
        ("二、远景展望", "展望2035年，服务全面覆盖。", "网点达到90个。", "2035"),
        ("二、主要目标", "展望2035年，服务全面覆盖，主要目标是：", "网点达到90个。", "2035"),
        ("二、主要目标", "到2023年，服务全面覆盖。", "网点达到90个。", "2023"),
    ],
)
def test_an_outlook_beyond_the_plan_reaches_what_its_heading_or_colon_says(
    title: str, opens: str, follows: str, period: str
) -> None:
    draft = Draft()
    draft.add("2021—2025年甲县规划", "title")
    first = heading(draft, title, number=0)
    draft.add(opens, heading=0)
    draft.add(follows, heading=0)
    read = document(draft, "plan", (first,), (2021, 2025))
    assert [(raw, found) for raw, found, _ in told(read)] == [("90个", period)]


@pytest.mark.parametrize("title", ["四、投资估算", "四、资金筹措", "四、效益分析"])
def test_what_a_plan_costs_and_brings_lies_ahead(title: str) -> None:
    draft = Draft()
    draft.add("2021—2025年甲县渔港规划", "title")
    first = heading(draft, title, number=0)
    draft.add("总投资5亿元。", heading=0)
    assert told(document(draft, "plan", (first,), (2021, 2025))) == [("5亿元", "2021-2025", "plan")]
