"""The kind and direction of a figure: by words, by headings, by the kind of document."""

from dataclasses import replace

import pytest

from models.names import DocumentKind
from pipeline.figures.anchors import Place, ReportYear
from pipeline.figures.text import Context
from tests.pipeline.figures.narrated import narrative_figures
from tests.pipeline.figures.reading import figures
from tests.pipeline.figures.test_narrative import facts, heading
from tests.pipeline.small_plan import Draft


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("生产总值确保增长6.5%、力争7%以上。", [("生产总值增长", "up"), ("生产总值增长", "up")]),
        ("能耗力争下降3%，确保2%。", [("能耗下降", "down"), ("能耗下降", "down")]),
        ("人口自然增长率为-1.39‰。", [("人口自然增长率", None)]),
        ("民间投资增速为-1.5%。", [("民间投资增速", "down")]),
        ("居民消费价格涨幅2%。", [("居民消费价格涨幅", "up")]),
        ("工业增速高于全省1.8个百分点。", [("工业增速高于全省", "up")]),
        ("工业增速超全省1.8个百分点。", [("工业增速超全省", "up")]),
        ("工业增速落后于全省2个百分点。", [("工业增速落后于全省", "down")]),
        ("工业增速比全省低1.8个百分点。", [("工业增速比全省低", "down")]),
        ("规模确保50亿元、力争60亿元。", [("规模", None), ("规模", None)]),
    ],
)
def test_the_direction_is_that_of_a_change(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(figure.metric, figure.direction) for figure in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("给予不超过总投入30%的经费支持。", "plan"),
        ("支持金额最高可至3000万元。", "plan"),
        ("力争贷款贴息率达到50%。", "target"),
        ("鼓励各地按每户200元给予补贴。", "plan"),
        ("根据目标任务完成情况，每年给予1000万元补贴。", "plan"),
    ],
)
def test_what_is_granted_is_planned_not_aimed_at(text: str, kind: str) -> None:
    assert {figure.kind for figure in figures(text)} == {kind}


@pytest.mark.parametrize(
    ("kind", "upper", "lower", "expected"),
    [
        ("other", "一、工作回顾", "（一）民生保障持续改善", "status"),
        ("other", "一、工作回顾", "（二）全面提升服务水平", "status"),
        ("other", "二、下一步工作打算", "（一）民生事业稳步向好", "plan"),
        ("plan", "一、设施", "1、道路", "plan"),
        ("bulletin", "一、综合", "（一）建设", "status"),
    ],
)
def test_headings_and_the_kind_of_document_say_back_or_ahead(
    kind: DocumentKind, upper: str, lower: str, expected: str
) -> None:
    draft = Draft()
    draft.add("甲县某文", "title")
    first = heading(draft, upper, number=0)
    second = heading(draft, lower, level=2, parent=0, number=1)
    draft.add("新增城镇就业4万人，道路45公里。", heading=1)
    read = facts(draft, "甲县某文", (first, second))
    found = narrative_figures(replace(read, structure=replace(read.structure, kind=kind)))
    assert {figure.kind for figure in found} == {expected}


def test_what_somebody_did_whom_something_is_for_is_not_what_was_done() -> None:
    draft = Draft()
    draft.add("甲县若干措施", "title")
    draft.add("对首次入选百强的企业，一次性奖励100万元。")
    read = facts(draft, "甲县若干措施", ())
    (figure,) = narrative_figures(replace(read, structure=replace(read.structure, kind="scheme")))
    assert figure.kind == "plan"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("要发挥八千多万职工的积极性。", "plan"),
        ("八千多万职工的积极性要充分发挥。", "status"),
        ("推动10家企业进一步发展。", "plan"),
        ("计划投资111万元，修建道路120公里。", "plan"),
        ("主要产品产量指标如下：平均每年产量415万吨。", "target"),
    ],
)
def test_a_count_that_nothing_is_done_to_is_there_already(text: str, kind: str) -> None:
    assert figures(text)[0].kind == kind


@pytest.mark.parametrize(
    ("text", "metric", "kind", "direction"),
    [
        ("将重点提升40所农村学校办学水平。", "提升农村学校办学水平", "plan", None),
        ("去年提升了30家企业创新能力。", "提升企业创新能力", "status", None),
        ("去年创新能力排名提升3个位次。", "创新能力排名提升", "change", "up"),
        ("去年医保药品扩大了30种。", "医保药品扩大", "change", "up"),
        ("去年营商环境较上年提升9个位次。", "营商环境提升", "change", "up"),
    ],
)
def test_how_many_have_something_bettered_is_no_growth(
    text: str, metric: str, kind: str, direction: str | None
) -> None:
    (figure,) = figures(text)
    assert (figure.metric, figure.kind, figure.direction) == (metric, kind, direction)


@pytest.mark.parametrize("word", ["已有", "目前共有", "现有", "已经达到"])
def test_what_is_so_already_is_observed_under_goals_too(word: str) -> None:
    text = f"要加快改革，不断增强活力，推动职工积极参与，企业{word}8000家。"
    assert [figure.kind for figure in figures(text)] == ["status"]


@pytest.mark.parametrize("text", ["资助期限为3年。", "本办法有效期2年。", "评估周期为5年。"])
def test_how_long_something_lasts_is_laid_down(text: str) -> None:
    assert [figure.kind for figure in figures(text)] == ["target"]


def test_years_up_to_that_of_a_report_may_be_told_of() -> None:
    report = Context(report=ReportYear(1957, Place(0, 0, 5)), side=-1, leaning=-3)
    (figure,) = figures("从1951年到1957年，用于扫盲的经费将近49亿元。", report)
    assert (figure.period, figure.kind) == ("1951-1957", "status")
    (figure,) = figures("从1957年到1959年，建设水厂20座。", report)
    assert figure.kind != "status"


@pytest.mark.parametrize(
    "text",
    [
        "要加快发展，目前，合作厂商已从2家拓展至12家。",
        "要强化服务。今年以来，各地现场检查商户7900家。",
        "要强化服务。今年以来，各地通过抽查，检查商户7900家，收到评议290条。",
        "要加大投入，自2017年起，先后启动30余个专项。",
    ],
)
def test_what_is_so_already_is_no_aim_whatever_stands_around_it(text: str) -> None:
    ahead = Context(leaning=3.0, side=1)
    assert {figure.kind for figure in figures(text, ahead)} == {"status"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("推动企业上云，数字经济规模250亿元。", "target"),
        ("电子产业集群实现营业收入50亿元。", "target"),
        ("培育电商企业，力促网络零售额12亿元。", "target"),
        ("加快建设工业园，完成投资5亿元。", "plan"),
    ],
)
def test_what_is_earned_or_sold_in_the_year_ahead_is_a_level_to_be_reached(text: str, kind: str) -> None:
    ahead = Context(report=ReportYear(2024, Place(0, 0, 5)), side=1.0, leaning=1.0)
    assert [figure.kind for figure in figures(text, ahead)] == [kind]


def test_the_whole_of_which_a_share_is_told_is_there() -> None:
    text = "大力发展平台建设，全市850余家平台中，由企业建设的占比达56%。"
    assert figures(text)[0].kind == "status"


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("目前，加工效率提升了30%。", "加工效率提升"),
        ("320项事项实现“最多跑一次”。", "事项实现“最多跑一次”"),
        ("推动旅游业提质增效，收入增长12%。", "旅游业收入增长"),
        ("促进加工业做大做强，产值增长7%。", "加工业产值增长"),
    ],
)
def test_what_changes_is_named_without_how_it_is_done(text: str, metric: str) -> None:
    assert [figure.metric for figure in figures(text)] == [metric]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水稻保险保额从每亩每造400元提高到800元。", [("400元", "水稻保险保额"), ("800元", "水稻保险保额")]),
        ("7.3　本预案自印发之日起实施，培训50人。", [("50人", "培训")]),
        ("3.5公里绿道建成。", [("3.5公里", "绿道建成")]),
        ("2.5 万亩林地完成改造。", [("2.5 万亩", "林地完成改造")]),
    ],
)
def test_seasons_and_labels_are_no_conditions_and_no_amounts(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(figure.raw, figure.metric) for figure in figures(text)] == expected
