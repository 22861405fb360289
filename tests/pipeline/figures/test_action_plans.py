"""What plans of action, bulletins and schemes write: what is earned, what is done each year, shares of
several things, halves told one by one, what each of the counted has."""

import pytest

from tests.pipeline.figures.narrated import narrative_figures
from tests.pipeline.figures.reading import figures, metrics, only
from tests.pipeline.figures.test_narrative import facts
from tests.pipeline.small_plan import Draft


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年完成农业总产值37亿元，增长4%。", ["农业总产值", "农业总产值增长"]),
        ("规上工业累计完成产值36亿元，增长4%。", ["规上工业产值", "规上工业产值增长"]),
        ("园区实现营业收入20亿元。", ["园区营业收入"]),
        ("完成投资8亿元，完成技改投资5亿元。", ["完成投资", "完成技改投资"]),
        ("税收8亿元，完成年度计划的98%。", ["税收", "税收完成年度计划"]),
    ],
)
def test_what_is_earned_is_told_without_the_verb(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in metrics(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工业增加值增长2%，低全省3个百分点。", ("工业增加值增长低全省", "down")),
        ("工业增加值增速超全市平均3个百分点。", ("工业增加值增速超全市平均", "up")),
        ("粮食单产增速低全省平均水平2个百分点。", ("粮食单产增速低全省平均水平", "down")),
    ],
)
def test_held_against_a_place_by_one_character(text: str, expected: tuple[str, str]) -> None:
    figure = figures(text)[-1]
    assert (figure.metric, figure.direction) == expected


def test_low_incomes_are_held_against_nothing() -> None:
    assert metrics("低收入户增长5%，低产田占10%。") == [("5%", "低收入户增长"), ("10%", "低产田占")]


def test_what_is_done_each_year_is_of_no_one_year_that_is_handed_on() -> None:
    draft = Draft()
    title = "北川市产业行动计划（2023—2025年）"
    draft.add(title, "title")
    draft.add("到2025年，主要目标如下：")
    draft.add("每年培育企业40家、人才500名，企业总数达到900家。")
    told = {figure.raw: figure.period for figure in narrative_figures(facts(draft, title, ()))}
    assert told == {"40家": "2023-2025", "500名": "2023-2025", "900家": "2025"}


def test_last_month_is_no_year_to_count_from() -> None:
    text = "2023年产值30亿元，同比增长4%，增速较上月增加0.6个百分点。"
    assert [figure.base_period for figure in figures(text)] == [None, "2022", None]


def test_a_red_line_ends_at_any_comma() -> None:
    assert only("严守耕地保护红线,新建高标准农田3万亩。").qualifier == "exact"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "90%的市和70%的县（市、区）达到三星级以上。",
            [("90%", "市达到三星级以上"), ("70%", "县（市、区）达到三星级以上")],
        ),
        ("力争30%的县通过义务教育优质均衡发展省级认定。", [("30%", "县通过义务教育优质均衡发展省级认定")]),
        ("80%的学校和60%的医院完成改造。", [("80%", "学校完成改造"), ("60%", "医院完成改造")]),
    ],
)
def test_what_is_told_of_shares_of_several_things(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("组建不少于9支、每支不少于30人的应急救援队伍。", [("不少于9支", "组建应急救援队伍")]),
        (
            "储备物资可满足3万人7天基本生活需要。",
            [("3万人", "储备物资可满足基本生活需要"), ("7天", "储备物资可满足基本生活需要")],
        ),
        ("提出了4类共25项指标。", [("4类", "指标"), ("25项", "指标")]),
        ("建成青石至白塔、南岭至北川等9条56公里高速公路。", [("9条", "高速公路"), ("56公里", "高速公路")]),
        ("27个行业大类中18个行业保持增长。", [("27个", "行业大类"), ("18个", "行业保持增长")]),
    ],
)
def test_the_noun_behind_what_is_told_of_each(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "《规划》分四个板块。",
        "第四部分提出了五项保障措施。",
    ],
)
def test_how_many_parts_a_text_has(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城乡低保标准分别提高到每月900元、700元。", ["城市低保标准", "农村低保标准"]),
        ("城乡低保标准、孤儿养育标准分别提高到900元和700元。", ["城乡低保标准", "孤儿养育标准"]),
        ("城乡居民收入分别增长8%、9%。", ["城镇居民收入增长", "农村居民收入增长"]),
        (
            "城乡居民人均可支配收入分别达到4万元和2万元，年均增长7%和8%。",
            [
                "城镇居民人均可支配收入",
                "农村居民人均可支配收入",
                "城镇居民人均可支配收入年均增长",
                "农村居民人均可支配收入年均增长",
            ],
        ),
        ("城乡居民收入增长8%，城乡居民收入比为1.9。", ["城乡居民收入增长", "城乡居民收入比"]),
    ],
)
def test_town_and_country_are_told_apart_where_each_has_a_number(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in metrics(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1—11月软件业营收增长11%。", ["软件业营收增长"]),
        ("2024年8月份渗透率达到54%。", ["渗透率"]),
        ("今年8月新能源汽车渗透率达到54%。", ["新能源汽车渗透率"]),
        ("已为全市6400户次居民提供了3亿元保障。", ["居民", "保障"]),
        ("播种面积每年稳定在1亿亩以上，每年增加3万亩。", ["播种面积", "播种面积每年增加"]),
    ],
)
def test_months_and_whom_it_is_for_are_no_part_of_what_is_told(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in metrics(text)] == expected


def test_each_of_several_shares_keeps_what_its_own_member_tells() -> None:
    text = "30%的村达到四美标准、50%的乡镇达到小镇标准。"
    assert metrics(text) == [("30%", "村达到四美标准"), ("50%", "乡镇达到小镇标准")]


def test_the_ends_of_a_rise_are_of_the_years_it_is_told_from_and_to() -> None:
    found = figures("从2020年到2023年，消费占比由16%提升至18%。")
    assert [(figure.period, figure.base_period) for figure in found] == [("2020", None), ("2023", "2020")]


def test_what_is_intended_lies_ahead() -> None:
    text = "核心区包括8个县，计划新增油茶种植5万亩、改造低产林3万亩。"
    assert [figure.kind for figure in figures(text)][1:] == ["plan", "plan"]


def test_in_how_many_years_something_is_done_is_no_figure() -> None:
    assert figures("将通过3至5年发展，把本市建成重要基地。") == []


def test_pupils_and_staff_are_those_of_the_schools_before_them() -> None:
    text = (
        "全市有学校14所，招生1800人，教职工750人。其中小学4所，招生400人；初中2所，招生500人，毕业生300人。"
    )
    assert [metric for _, metric in metrics(text)] == [
        "学校",
        "学校招生",
        "学校教职工",
        "小学",
        "小学招生",
        "初中",
        "初中招生",
        "初中毕业生",
    ]


def test_ages_that_a_list_parts_people_by_are_no_figures() -> None:
    text = "0-17岁、18-59岁、60岁及以上人口分别为18人、19人和25人。"
    assert metrics(text) == [("18人", "0-17岁人口"), ("19人", "18-59岁人口"), ("25人", "60岁及以上人口")]


def test_a_sign_in_a_list_that_shares_its_unit() -> None:
    found = figures("三次产业贡献分别为0.15、-5.64、1.34个百分点。")
    assert [(figure.raw, str(figure.value), figure.unit) for figure in found] == [
        ("0.15", "0.15", "个百分点"),
        ("-5.64", "-5.64", "个百分点"),
        ("1.34个百分点", "1.34", "个百分点"),
    ]


def test_how_many_tasks_there_are_is_told() -> None:
    assert metrics("二是加快产业转型，共4项任务。分别是：加快提升工业。") == [("4项", "任务")]
