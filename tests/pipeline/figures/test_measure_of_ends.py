"""What numbers are told of when their measure stands in a clause of its own, behind a verb that makes one
thing of others, or among how many something is ranked."""

import pytest

from parsers.interpret import interpret
from tests import builders as b
from tests.parsers.reading import structured
from tests.pipeline.figures.narrated import narrative_figures

TITLE = "北川市2017年政府工作报告"


def read(text: str, title: str = TITLE) -> list[tuple[str, str]]:
    facts = interpret(structured(b.paragraph(title), b.paragraph(text)))
    return [(figure.raw, figure.metric) for figure in narrative_figures(facts)]


@pytest.mark.parametrize(
    "measure",
    [
        "改建扩建工程投资占全部基本建设投资的比重",
        "预算内工业企业全部流动资金的周转率",
        "北部山区各乡镇专业技术人员所占的比例",
    ],
)
@pytest.mark.parametrize("ends", ["由56%提高到57%", "已由2011年的56%，上升到57%", "从2011年的56%升至57%"])
def test_a_clause_that_is_the_measure_is_told_whole(measure: str, ends: str) -> None:
    assert read(f"{measure}，{ends}。") == [("56%", measure), ("57%", measure)]


def test_no_word_goes_on_over_the_end_of_a_number() -> None:
    assert read("企业资金周转天数由101天下降到96天。") == [
        ("101天", "企业资金周转天数"),
        ("96天", "企业资金周转天数"),
    ]


@pytest.mark.parametrize("verb", ["整合为", "合并为", "重组为", "归并为"])
def test_what_comes_of_others_is_told_behind_its_number(verb: str) -> None:
    assert read(f"将原有的30个园区{verb}5个片区。")[-1] == ("5个", "片区")


def test_what_is_marked_out_is_there_and_parts_of_a_text_are_not() -> None:
    assert [raw for raw, _ in read("全市划分为36个管控单元。")] == ["36个"]
    assert read("全年工作划分为三个阶段。") == []


def test_among_how_many_something_is_ranked_is_no_figure() -> None:
    assert read("消费者满意度在全国90个大中城市中排第15位、26个省会城市中排第3位。") == [
        ("第15位", "消费者满意度排名"),
        ("第3位", "消费者满意度排名"),
    ]


def test_the_rate_of_a_currency_is_one_figure_and_what_it_lost_is_of_it() -> None:
    assert read("人民币平均汇率为1美元兑6.52元人民币，比上年贬值4.1%。") == [
        ("6.52元人民币", "人民币平均汇率"),
        ("4.1%", "人民币平均汇率贬值"),
    ]


def test_words_said_twice_stand_once() -> None:
    assert read("用于技术改造的投资增长14.3%，投资比重由23.3%提高到25.4%。")[1:] == [
        ("23.3%", "用于技术改造的投资比重"),
        ("25.4%", "用于技术改造的投资比重"),
    ]


def test_a_list_announced_as_one_of_goals_holds_goals() -> None:
    paragraphs = (
        "青河市“十四五”发展规划",
        "到2025年，主要目标是：",
        "——改造成效显著。建成示范工厂500个以上。",
    )
    (figure,) = narrative_figures(interpret(structured(*map(b.paragraph, paragraphs))))
    assert (figure.kind, figure.period) == ("target", "2025")


BULLETIN = "2014年北川市国民经济和社会发展统计公报"


def test_members_of_a_school_are_of_the_school_that_the_first_names() -> None:
    text = "普通高中招生7.6万人，在校生24.5万人，毕业生7.9万人。中等职业教育招生2.8万人，毕业生3.1万人。"
    assert [metric for _, metric in read(text, BULLETIN)] == [
        "普通高中招生",
        "普通高中在校生",
        "普通高中毕业生",
        "中等职业教育招生",
        "中等职业教育毕业生",
    ]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("因洪涝灾害造成直接经济损失16.1亿元，死亡5人。", "洪涝灾害死亡"),
        ("全年发生火灾25起，死亡2人。", "火灾死亡"),
        ("农作物受灾面积2496公顷，其中绝收183公顷。", "农作物绝收"),
        ("全年发生地震3次，造成直接经济损失4.1亿元。", "地震造成直接经济损失"),
    ],
)
def test_harm_is_of_what_caused_it_or_struck(text: str, metric: str) -> None:
    assert read(text, BULLETIN)[-1][1] == metric


def test_harm_without_a_cause_stays_as_it_is() -> None:
    assert read("全年交通事故死亡人数下降8.1%。死亡5人。", BULLETIN)[-1] == ("5人", "死亡")


@pytest.mark.parametrize(
    "told",
    [
        "城镇居民收入和农村居民纯收入，2014年分别达到6281元和2254元，年均增长5.7%和4.6%。",
        "2014年，城镇居民收入和农村居民纯收入分别达到6281元和2254元，年均增长5.7%和4.6%。",
    ],
)
def test_a_list_without_names_goes_on_about_the_one_before(told: str) -> None:
    assert [metric for _, metric in read(told)] == [
        "城镇居民收入",
        "农村居民纯收入",
        "城镇居民收入年均增长",
        "农村居民纯收入年均增长",
    ]


def test_what_is_set_by_a_rule_is_no_part_of_the_metric() -> None:
    assert read("今年赤字率拟按2.8%安排、比去年有所下调。") == [("2.8%", "赤字率")]


def test_a_measure_beside_a_change_is_of_the_same() -> None:
    assert read("转移支付增加1.5万亿元、规模达9.8万亿元。") == [
        ("1.5万亿元", "转移支付增加"),
        ("9.8万亿元", "转移支付规模"),
    ]


def test_a_predicate_joined_to_another_tells_the_sort() -> None:
    assert read("打造12个产业集聚与应用特色园区。") == [("12个", "打造产业集聚与应用特色园区")]


@pytest.mark.parametrize(
    "measured", ["原煤产量增长5%", "社会用电量增长5%", "玉湖港货物周转量增长5%", "规上企业利润增长5%"]
)
@pytest.mark.parametrize("other", ["发电量", "客运量", "供水量"])
def test_a_measure_of_its_own_matter_is_not_told_of_the_measure_before(measured: str, other: str) -> None:
    """原煤产量 has no 发电量."""
    assert read(f"{measured}，{other}增长2%。")[1] == ("2%", f"{other}增长")


def test_what_was_not_measured_has_what_is_measured_of_it() -> None:
    ((_, metric),) = read("玉湖港今年扩建，货运量3.5亿吨。")
    assert metric.startswith("玉湖港")
    assert metric.endswith("货运量")


@pytest.mark.parametrize(
    ("said", "metrics"),
    [
        ("普及率不到50%，入学率不足80%。", ["普及率", "入学率"]),
        ("小学普及率不到50%，入学率比2015年提高8个百分点。", ["小学普及率", "小学入学率提高"]),
        ("耕地有效灌溉率达到60%，机械化率达到75%。", ["耕地有效灌溉率", "机械化率"]),
        ("污水收集率达到95%，处理率比2015年提高3个百分点。", ["污水收集率", "污水处理率提高"]),
    ],
)
def test_a_rate_beside_a_rate_is_told_of_what_both_are_of(said: str, metrics: list[str]) -> None:
    assert [metric for _, metric in read(said)] == metrics


@pytest.mark.parametrize("bound", ["不到50%", "不足50%"])
def test_what_falls_short_is_no_demand(bound: str) -> None:
    facts = interpret(
        structured(
            b.paragraph("关于某些建设工作的说明"), b.paragraph(f"造价高达240元，但使用面积还{bound}。")
        )
    )
    assert [(figure.metric, figure.kind) for figure in narrative_figures(facts)] == [
        ("造价", "status"),
        ("使用面积", "status"),
    ]
