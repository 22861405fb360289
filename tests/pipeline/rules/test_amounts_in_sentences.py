"""Amounts and dates of a sentence that belong together."""

import pytest

from tests.pipeline.rules.sentence_plan import found

WRONG = [
    ("share_of_amounts", "全年支出200亿元，其中民生支出150亿元，占比78%。", "78%"),
    ("share_of_amounts", "建成公园120个，其中社区公园90个，占80%。", "80%"),
    ("share_of_amounts", "水域面积50平方公里，其中湖泊20平方公里（占总量的45%）。", "45%"),
    ("share_of_amounts", "从业人员8.0万人，其中女性3.0万人，占全部的40%。", "40%"),
    ("share_of_amounts", "党员3000名，其中青年党员600名，比重为25%。", "25%"),
    ("per_head", "全市常住人口80万人，绿地面积1200万平方米，人均绿地面积12平方米。", "12平方米"),
    (
        "per_head",
        "2020年末总人口为40万人，体育场地面积88万平方米，人均体育场地面积达2.5平方米。",
        "2.5平方米",
    ),
    ("per_head", "常住人口25万人，藏书量达到50万册，人均藏书量3册。", "3册"),
    ("per_head", "人口100万人，水资源量20亿立方米，人均水资源量为1500立方米。", "1500立方米"),
    ("per_head", "人口50万人，住房建筑面积2000万平方米，人均住房建筑面积45平方米。", "45平方米"),
    ("capital_amount", "合同价款350万元（大写：叁佰肆拾万元整）。", "叁佰肆拾万元"),
    ("capital_amount", "拨付资金人民币2600000元（大写人民币贰佰伍拾万元整）。", "贰佰伍拾万元"),
    ("capital_amount", "投资概算5000万元（伍佰万元整）。", "伍佰万元"),
    ("capital_amount", "共计1.2亿元（大写：壹亿叁仟万元）。", "壹亿叁仟万元"),
    ("capital_amount", "补助80万元，大写：捌拾伍万元整。", "捌拾伍万元"),
    ("impossible_date", "申报期限为2022年4月31日。", "2022年4月31日"),
    ("impossible_date", "自2021年2月29日起施行。", "2021年2月29日"),
    ("impossible_date", "9月31日前完成。", "9月31日"),
    ("impossible_date", "于2023年13月1日前报送。", "2023年13月1日"),
    ("impossible_date", "十一月三十一日前公示。", "十一月三十一日"),
    ("milestones_reversed", "2025年开工建设南岸泵站，2023年建成投用。", "2023年"),
    ("milestones_reversed", "2024年6月启动改造，2024年3月完成验收。", "2024年3月"),
    ("milestones_reversed", "2023年动工兴建，力争2021年底竣工。", "2021年"),
    ("milestones_reversed", "西线管廊2026年奠基、2024年通车。", "2024年"),
    ("milestones_reversed", "2023年开始实施数字档案馆，计划于2022年交付。", "2022年"),
]
RIGHT = [
    "2024年1月15日前公示，2024年12月31日前完成，2024年2月29日发布。",
    "全年支出200亿元，其中民生支出150亿元，占比75%。",
    "全年支出200亿元，其中民生支出151亿元，占75.5%。",
    "建成公园120个，其中社区公园90个，占全省的12%左右。",
    "全市常住人口80万人，绿地面积1200万平方米，人均绿地面积15平方米。",
    "全市常住人口81.3万人，绿地面积1200万平方米，人均绿地面积14.8平方米。",
    "合同价款350万元（大写：叁佰伍拾万元整）。",
    "申报期限为2024年2月29日，6月30日公示。",
    "2022年开工建设南岸泵站，2024年建成投用。",
    "2024年6月启动改造，2024年12月完成验收。",
    "2022年开工建设一厂，二厂已于2021年建成。",
]


@pytest.mark.parametrize(("rule", "text", "quote"), WRONG)
def test_amounts_that_contradict_each_other(rule: str, text: str, quote: str) -> None:
    assert found(text) == [(rule, quote)]


@pytest.mark.parametrize("text", RIGHT)
def test_amounts_that_agree(text: str) -> None:
    assert found(text) == []
