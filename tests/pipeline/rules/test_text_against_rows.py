"""Text and boxes against rows of tables: years, units, sums of box items, single projects."""

import pytest

from tests import builders as b
from tests.pipeline.rules.sentence_plan import found

TABLE = b.table(
    [
        ("序号", "指标", "单位", "2020年", "2025年", "属性"),
        ("1", "公共图书馆藏书量", "万册", "81.6", "95.2", "预期性"),
        ("2", "垃圾资源化利用量", "万吨", "12.5", "24.5", "预期性"),
        ("3", "城市绿化覆盖率", "%", "41.3", "43.5", "约束性"),
    ]
)
PROJECTS = b.table(
    [
        ("序号", "项目名称", "建设起止年限", "总投资（亿元）", "责任单位"),
        ("1", "南岸泵站工程", "2021—2024年", "5.6", "市水务局"),
        ("2", "北门综合医院", "2022—2026年", "12.4", "市卫生健康局"),
    ]
)


@pytest.mark.parametrize(
    ("text", "rule", "quote"),
    [
        ("2019年，城市绿化覆盖率为41.3%。", "year_of_value", "2019"),
        ("2018年，公共图书馆藏书量达到81.6万册。", "year_of_value", "2018"),
        ("2016年，全市城市绿化覆盖率41.3%。", "year_of_value", "2016"),
        ("截至2019年底，垃圾资源化利用量为12.5万吨。", "year_of_value", "2019"),
        ("2017年城市绿化覆盖率达到41.3%，群众满意。", "year_of_value", "2017"),
        ("到2025年，垃圾资源化利用量达到24.5万立方米。", "unit_of_value", "24.5万立方米"),
        ("到2025年，公共图书馆藏书量达到95.2万人。", "unit_of_value", "95.2万人"),
        ("2020年，垃圾资源化利用量为12.5万立方米。", "unit_of_value", "12.5万立方米"),
        ("到2025年，公共图书馆藏书量达到95.2万平方米。", "unit_of_value", "95.2万平方米"),
        ("到2025年，垃圾资源化利用量达到24.5万千瓦时。", "unit_of_value", "24.5万千瓦时"),
    ],
)
def test_the_number_of_the_table_with_another_year_or_unit(text: str, rule: str, quote: str) -> None:
    assert found(text, TABLE) == [(rule, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "2020年，城市绿化覆盖率为41.3%。",
        "到2025年，垃圾资源化利用量达到24.5万吨。",
        "2019年，园区绿化率为41.3%。",
    ],
)
def test_numbers_that_are_those_of_the_table(text: str) -> None:
    assert found(text, TABLE) == []


@pytest.mark.parametrize(
    ("text", "rule", "quote"),
    [
        ("建设南岸泵站工程，总投资6.5亿元。", "project_amount", "6.5亿元"),
        (
            "1.北门综合医院。设床位800张，总投资约为12.4亿元，分两期；南岸泵站工程，总投资56亿元。",
            "project_amount",
            "56亿元",
        ),
        ("推进北门综合医院建设，概算投资2.4亿元。", "project_amount", "2.4亿元"),
        ("北门综合医院：投资总额14.2亿元。", "project_amount", "14.2亿元"),
        ("加快南岸泵站工程（总投资5.9亿元）。", "project_amount", "5.9亿元"),
        ("上述项目全部于2025年底前建成。", "built_by", "2022—2026年"),
        ("重点工程均在2025年年底之前完工。", "built_by", "2022—2026年"),
        ("2025年前，所有项目全部建成投用。", "built_by", "2022—2026年"),
        ("各项目全部在2025年末竣工。", "built_by", "2022—2026年"),
        ("以下工程都于2025年完成。", "built_by", "2022—2026年"),
    ],
)
def test_projects_against_their_table(text: str, rule: str, quote: str) -> None:
    assert found(text, PROJECTS) == [(rule, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "建设南岸泵站工程，总投资5.6亿元。",
        "建设南岸泵站工程二期，投资2亿元。",
        "上述项目全部于2026年底前建成。",
        "学校操场全部于2025年底前建成。",
    ],
)
def test_projects_as_in_their_table(text: str) -> None:
    assert found(text, PROJECTS) == []


@pytest.mark.parametrize(
    ("text", "items", "quote"),
    [
        ("共新建停车泊位900个。", ("新建停车泊位300个", "新建停车泊位500个"), "900个"),
        ("全市累计建设口袋公园60座。", ("建设口袋公园20座", "建设口袋公园25座", "建设口袋公园10座"), "60座"),
        ("合计改造管网120公里。", ("改造管网50公里", "改造管网60公里"), "120公里"),
        ("“十四五”期间，总共新增学位9000个。", ("新增学位4000个", "新增学位4500个"), "9000个"),
        ("全市共新增床位1500张。", ("新增床位800张", "新增床位600张"), "1500张"),
        ("共新建停车泊位800个。", ("新建停车泊位300个", "新建停车泊位500个"), None),
        ("新建停车泊位900个。", ("新建停车泊位300个", "新建停车泊位500个"), None),
    ],
)
def test_items_of_a_box_against_the_text(text: str, items: tuple[str, ...], quote: str | None) -> None:
    lines = [
        b.paragraph("专栏1　重点工程"),
        *(b.paragraph(f"{at}.第{at}片区。{item}。") for at, item in enumerate(items, 1)),
    ]
    assert found(text, b.table([(b.cell(lines),)])) == ([("box_sum", quote)] if quote else [])


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("全县新建村级充电站95座。", "95座"),
        ("全县新建村级充电站90座。", None),
        ("全县新建村级充电站95座，培训队员30名。", None),  # does not announce the box alone
    ],
)
def test_a_number_right_before_the_box_of_its_parts(text: str, quote: str | None) -> None:
    numbers = {"东": 40, "西": 30, "南": 20}
    items = (f"{name}部片区。新建村级充电站{number}座。" for name, number in numbers.items())
    lines = [
        b.paragraph("专栏1　充电站建设"),
        *(b.paragraph(f"{at}.{item}") for at, item in enumerate(items, 1)),
    ]
    assert found(text, b.table([(b.cell(lines),)])) == ([("box_sum", quote)] if quote else [])
