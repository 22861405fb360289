"""Further forms of errors within a sentence, and sentences like them that are right."""

import pytest

from tests.pipeline.rules.sentence_plan import found


@pytest.mark.parametrize(
    ("text", "rule", "quote"),
    [
        ("分两个阶段，共需资金900万元，第一阶段500万元，第二阶段500万元。", "parts_of_whole", "900万元"),
        (
            "总规模30万平方米，一期10万平方米、二期12万平方米、三期10万平方米。",
            "parts_of_whole",
            "30万平方米",
        ),
        ("总里程120公里（一期50公里、二期40公里、三期40公里）。", "parts_of_whole", "120公里"),
        ("总投资8亿元：一期3亿元，二期3亿元，三期3亿元。", "parts_of_whole", "8亿元"),
        ("计划种植60万亩，第一阶段20万亩、第二阶段30万亩。", "parts_of_whole", "60万亩"),
        ("全市人口200万人，粮食产量80万吨，人均粮食产量500公斤。", "per_head", "500公斤"),
        ("总投资60亿元，其中政府投资18亿元，占总投资的40%。", "share_of_amounts", "40%"),
        ("林地面积500万亩，其中公益林200万亩，占林地面积的45%。", "share_of_amounts", "45%"),
        ("2025年14月底前完成。", "impossible_date", "2025年14月"),
        ("自2024年00月起执行。", "impossible_date", "2024年00月"),
        ("2026年启动试点，2025年全面推广。", "milestones_reversed", "2025年"),
        ("责任单位：待定。", "placeholder", "：待定"),
        ("到202X年建成。", "placeholder", "202X年"),
        ("20XX年开工建设。", "placeholder", "20XX年"),
        ("新建驿站□□座。", "placeholder", "□□座"),
        ("栽植乔木××株。", "placeholder", "××株"),
        ("养护经费（待落实）。", "placeholder", "（待落实）"),
        ("经费来源为市级45%、区级35%、镇级30%。", "shares_of_whole", "30%"),
        ("通行量达900万辆次，是上年300万辆次的4倍。", "doubling", "4倍"),
        ("抓好两个转变：一是理念转变。二是方式转变。三是作风转变。", "enumeration_count", "两"),
    ],
)
def test_what_is_wrong(text: str, rule: str, quote: str) -> None:
    assert found(text) == [(rule, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "共需资金1000万元，第一阶段500万元，第二阶段500万元。",
        "总投资30亿元，一期投资10亿元，已经建成；二期12亿元。",
        "水利工程一期投资3亿元，二期投资5亿元，总投资8亿元。",
        "全市人口200万人，粮食产量80万吨，人均粮食产量400公斤。",
        "总投资60亿元，其中政府投资18亿元，占总投资的30%。",
        "林地面积500万亩，其中公益林200万亩，占国土面积的45%。",
        "2024年启动试点，2025年全面推广。",
        "开展纪念建城2215年系列活动。",
        "共实施**12**项工程，覆盖**3**个县。",
        "人均面积=平方米×人数。",
        "由区文化和旅游局、市文化广电和旅游局负责。",
        "经费来源为市级45%、区级35%、镇级20%。",
        "通行量达900万辆次，是上年300万辆次的3倍。",
        "抓好两个转变：一是理念转变。二是方式转变。",
    ],
)
def test_what_is_right(text: str) -> None:
    assert found(text) == []


def test_names_left_out_on_purpose_are_no_placeholders() -> None:
    assert found(*(f"例{number}：XX市人民政府印发通知，请各县区遵照执行。" for number in range(1, 7))) == []


def test_a_caption_that_goes_on_over_a_page_counts_once() -> None:
    assert found("专栏1　水网工程", "改造管网。", "专栏1　水网工程（续）", "新建水厂。") == []
