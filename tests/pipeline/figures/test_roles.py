"""Definitions, cases and whom a rule means state nothing; what a rule asks for does."""

import pytest

from models.facts import Facts
from pipeline.figures.narrative import with_narrative_figures
from pipeline.figures.stating import reasons_left_out
from pipeline.ingest.coverage import number_claims
from tests.pipeline.figures.reading import figures
from tests.pipeline.figures.test_narrative import facts
from tests.pipeline.small_plan import Draft


def rules(*paragraphs: str) -> Facts:
    """A document of these paragraphs, with its figures."""
    draft = Draft()
    for text in paragraphs:
        draft.add(text)
    return with_narrative_figures(facts(draft, "", ()))


@pytest.mark.parametrize(
    "text",
    [
        "本办法所称大型商场，是指营业面积在3万平方米以上、年营业额9亿元以上的商场。",
        "小微商户指年营业额不超过90万元的商户。",
        "高层住宅系指14层或者40米以上的住宅。",
        "本市骨干企业（指年产值7亿元以上的企业）全部纳入统计。",
        "实训教师从具有4年以上企业工作经历并具有大专以上学历的人员中招聘。",
        "从事养老服务满3年且考核合格的人员，可以优先聘用。",
        "担任科长满4年并考核优秀的干部可以晋升。",
    ],
)
def test_definitions_and_whom_a_rule_means_state_nothing(text: str) -> None:
    assert figures(text) == []
    assert {why for _, why in reasons_left_out(text)} == {"condition"}


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("负责人应当具有6年以上相关工作经历。", "6年以上"),
        ("完成率是指办结件数占受理件数的比例，到2030年达到97%。", "97%"),
        ("培养具有4年以上教龄的教师300名。", "300名"),
        ("企业拥有自主知识产权7项以上。", "7项以上"),
    ],
)
def test_what_is_asked_for_or_counted_stays(text: str, raw: str) -> None:
    assert [figure.raw for figure in figures(text)] == [raw]


def test_an_item_of_a_list_of_cases_states_nothing() -> None:
    read = rules(
        "有下列情形之一的，应当申报：",
        "（一）从两处以上取得收入，且年收入额超过8万元；",
        "（二）应税额低于7000元。",
        "每户每年扣除5万元。",
    )
    assert [figure.raw for figure in read.figures] == ["5万元"]
    assert [claim.outcome for claim in number_claims(read)].count("condition") == 2


def test_what_follows_for_a_case_is_told() -> None:
    read = rules(
        "有下列行为之一的，按照以下规定处理：",
        "（一）逾期超过90日的，处2万元以上6万元以下罚款；",
        "（二）伪造3次以上记录的，责令停业4个月。",
    )
    assert [(figure.raw, figure.kind) for figure in read.figures] == [
        ("2万元以上6万元以下", "plan"),
        ("4个月", "plan"),
    ]


def test_conditions_that_all_have_to_be_met_are_demands() -> None:
    read = rules("申请单位应当具备下列条件：", "（一）注册资本不低于700万元；", "（二）专职人员不少于14人。")
    assert [figure.raw for figure in read.figures] == ["不低于700万元", "不少于14人"]


def test_cases_within_one_paragraph_state_nothing() -> None:
    text = "符合下列条件之一的企业可以申报：（一）营业收入超过4亿元；（二）研发人员不少于60人。"
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "突出三个重点：一是强化监管，二是优化服务，三是完善制度。",
        "产业发展呈现四个趋势。一是规模扩大，二是结构优化。",
        "各区要抓好五项工作，包括开展培训、整治环境等。",
        "充电设施主要有充电站和充电桩两种。",
        "围绕三个方面展开：（一）健全制度。",
    ],
)
def test_parts_that_are_told_one_by_one_are_not_counted(text: str) -> None:
    assert figures(text) == []
    assert {why for _, why in reasons_left_out(text)} == {"word"}


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("新建6个平台：一是算力平台，二是数据平台。", "6个"),
        ("培育4家龙头企业，包括东丰公司等。", "4家"),
        ("新增七个项目，总投资10亿元。", "七个"),
    ],
)
def test_things_to_be_made_are_counted_even_where_each_is_named(text: str, raw: str) -> None:
    assert raw in [figure.raw for figure in figures(text)]


@pytest.mark.parametrize(
    "text",
    [
        "逾期不申报的，处3万元以上9万元以下罚款。",
        "首次获得认定的，奖励40万元。",
        "年营业额首次超过3亿元的，给予60万元奖励。",
    ],
)
def test_what_follows_from_a_condition_is_planned(text: str) -> None:
    assert [figure.kind for figure in figures(text)] == ["plan"]
