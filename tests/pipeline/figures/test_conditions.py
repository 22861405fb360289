"""Thresholds, conditions and the sizes of lists state nothing; what is counted, given or reached does."""

import pytest

from pipeline.figures.stating import reasons_left_out
from tests.pipeline.figures.reading import figures, metrics


@pytest.mark.parametrize(
    "text",
    [
        "收购总额超过500万元且在本市注册的，可以申报。",
        "逾期超过3次的，取消资格。",
        "逾期3次以上的取消资格。",
        "20户以上自然村优先安排。",
        "对全国排名前30、全省排名前5的网站进行改造。",
        "申请人应当年满18周岁。",
        "申报人年龄一般不超过45周岁。",
        "从业人员300人以上的企业可以申报。",
        "营业收入超过2000万元的企业可以申报。",
        "年产值达到1亿元的企业可以申报。",
        "注册资金500万元以上1000万元以下的企业可以申报。",
        "1000万元（含）至5000万元（不含）/年的企业可以申报。",
        "推进信息、教育和卫生三个领域改革。",
        "改造青石路、白塔路两个街区。",
        "对于支持项目不超过6项或3项的任务，择优立项。",
        "年营业收入首次突破1亿元、5000万元的软件企业可以申报。",
        "年营业收入首次突破10亿元、5亿元、1亿元的软件企业可以申报。",
        "围绕以下三个核心问题开展研究。",
        "其他3个领域另行安排。",
        "在改革开放四十多年的探索中。",
        "五十年内外到一百年内外，世界会大变。",
        "符合ISO/ASTM 52900：2015的要求。",
    ],
)
def test_a_threshold_or_the_size_of_a_list_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全省10家以上的企业上市。", [("10家以上", "全省企业上市")]),
        ("建设50家以上智能工厂。", [("50家以上", "建设智能工厂")]),
        ("支持10家以上的企业上市。", [("10家以上", "企业上市")]),
        ("投入5000万元以上资金。", [("5000万元以上", "投入资金")]),
        ("实现5%以上的增长。", [("5%以上", "增长")]),
        ("全市50%以上的文化馆具备服务能力。", [("50%以上", "全市文化馆具备服务能力")]),
        ("总投资50亿元的新材料项目开工。", [("50亿元", "新材料项目总投资")]),
        ("新建学校和医院2所。", [("2所", "新建学校和医院")]),
        ("改造青石路、白塔路2个街区。", [("2个", "改造街区")]),
        ("青石、白塔2个平台入选国家级名单。", [("2个", "平台入选国家级名单")]),
        ("建设学校和3个医院。", [("3个", "建设医院")]),
        ("年产值10亿元以上的企业达到30家。", [("30家", "年产值10亿元以上的企业")]),
        ("引进亿元以上项目20个。", [("20个", "引进亿元以上项目")]),
        ("培育5家年产值过亿元的供应商。", [("5家", "培育年产值过亿元的供应商")]),
        ("违反规定的，处5万元以上20万元以下罚款。", [("5万元以上20万元以下", "处罚款")]),
    ],
)
def test_what_is_counted_given_or_reached_is_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("逾期超过3次的，取消资格。", ["condition"]),
        ("改造青石路、白塔路两个街区。", ["word"]),
        ("出台“稳外贸16条”政策。", ["name_part"]),
        ("细则共九章43条。", ["word"]),
        ("用4年时间完成。", ["period"]),
        ("建成道路30公里。", []),
    ],
)
def test_why_a_number_is_left_out_can_be_seen(text: str, reasons: list[str]) -> None:
    assert [why for _, why in reasons_left_out(text)] == reasons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "培育产值超100亿元企业2家、超10亿元企业15家。",
            [("2家", "产值超100亿元企业"), ("15家", "超10亿元企业")],
        ),
        ("引进超过5亿元项目12个。", [("12个", "超过5亿元项目")]),
    ],
)
def test_a_sum_that_sorts_what_is_counted_is_part_of_its_name(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = metrics(text)
    assert [raw for raw, _ in found] == [raw for raw, _ in expected]
    assert all(metric.endswith(name) for (_, metric), (_, name) in zip(found, expected, strict=True))


def test_sums_that_are_reached_are_told_of_their_own_measures() -> None:
    assert metrics("产值突破100亿元、利税突破10亿元。") == [("100亿元", "产值"), ("10亿元", "利税")]


@pytest.mark.parametrize("rank", ["排名后3位的县", "考核排名后五名的企业", "位列后2位的部门"])
def test_the_last_ranks_pick_whom_is_meant(rank: str) -> None:
    assert not figures(f"对{rank}进行约谈。")
