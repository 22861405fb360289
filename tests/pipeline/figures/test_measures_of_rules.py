"""Conditions, deadlines, bounds and grants as rules and measures print them."""

import pytest

from models.facts import Figure
from pipeline.figures.stating import reasons_left_out
from tests.pipeline.figures.reading import figures
from tests.pipeline.figures.test_rules_figures import in_rules


def told(text: str) -> list[tuple[str, str, str, str]]:
    return [(one.raw, one.metric, one.qualifier, one.kind) for one in in_rules(text)]


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("参加竞聘的人员为2名的，由评审组投票决定。", "2名"),
        ("承租人为3户的，抽签确定。", "3户"),
        ("在岗满6年的职工，可以申请疗养。", "6年"),
        ("从业12年以上的技术人员，可以直接申报。", "12年以上"),
        ("对超过3万元的部分，按75%报销。", "超过3万元"),
        ("超过4万元部分由个人负担。", "超过4万元"),
        ("门诊费用在2万元至6万元的部分，个人负担25%。", "2万元至6万元"),
        ("每超过1日，加收0.6‰的滞纳金。", "超过1日"),
        ("臭氧浓度每下降2微克，奖励40万元。", "2微克"),
        ("70分至85分的为合格。", "70分至85分"),
        ("引进世界前200名高校毕业生。", "前200名"),
    ],
)
def test_the_case_that_a_rule_is_for_is_a_condition(text: str, raw: str) -> None:
    assert raw not in [figure.raw for figure in figures(text)]
    assert [why for span, why in reasons_left_out(text) if text[slice(*span)] == raw] == ["condition"]


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("每组人员为2名。", "2名"),
        ("全县3户企业获得贷款。", "3户"),
        ("进入全国前30名城市行列。", "前30名"),
        ("每年投入3000万元用于改造。", "3000万元"),
        ("对超过3家的部分企业进行抽查，抽查比例不低于20%。", "不低于20%"),
    ],
)
def test_what_is_asked_for_or_there_is_no_condition(text: str, raw: str) -> None:
    assert raw in [figure.raw for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("变更地址应当至少提前2个月提出申请。", [("2个月", "变更地址提出申请", "at_least", "plan")]),
        ("拟更名的，应当于更名前12个工作日书面报告。", [("12个工作日", "书面报告", "exact", "plan")]),
        ("通知应当在不少于8个工作日前送达。", [("不少于8个工作日", "通知送达", "at_least", "plan")]),
        ("代金券须在获批后两个月内完成使用。", [("两个月内", "完成使用", "up_to", "plan")]),
        ("公示时间不少于6个工作日。", [("不少于6个工作日", "公示时间", "at_least", "target")]),
        ("试用时间为期2年。", [("2年", "试用时间", "exact", "target")]),
        ("资料复杂的，可以延长12个工作日。", [("12个工作日", "延长", "exact", "target")]),
    ],
)
def test_how_long_before_something_a_thing_is_due(
    text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert told(text) == expected


def test_a_level_that_is_reached_early_stays_a_level() -> None:
    assert told("力争提前2年完成改造。")[0][3] == "target"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("同一单位每年最多申报2个项目。", ("2个", "up_to")),
        ("每个村至多可推荐4名人选。", ("4名", "up_to")),
        ("每个村最少推荐4名人选。", ("4名", "at_least")),
        ("每年至少带动4家企业升级。", ("4家", "at_least")),
        ("检查时间优于 7h。", ("7h", "up_to")),
        ("贷款期限最长4年。", ("4年", "up_to")),
        ("合同期限最短2年。", ("2年", "at_least")),
        ("隧道最长12公里。", ("12公里", "exact")),
        ("供水达标率优于95%。", ("95%", "over")),
        ("定位精度优于3米。", ("3米", "up_to")),
        ("出水氨氮浓度优于5毫克/升。", ("5毫克/升", "up_to")),
        ("能效水平优于5%。", ("5%", "exact")),
    ],
)
def test_words_that_bound_a_number(text: str, expected: tuple[str, str]) -> None:
    assert [(one.raw, one.qualifier) for one in in_rules(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申请人工作满4年的，给予补贴3000元。", [("3000元", "补贴", "exact", "plan")]),
        ("按照12万元的标准给予补助。", [("12万元", "给予补助", "exact", "plan")]),
        ("对超过3万元的部分，按75%报销。", [("75%", "报销", "exact", "plan")]),
        ("臭氧浓度每下降2微克，奖励40万元。", [("40万元", "奖励", "exact", "plan")]),
        ("护理补贴在省定标准的基础上达到9000元。", [("9000元", "护理补贴", "exact", "target")]),
        ("每辆车不少于60万元的责任保险。", [("不少于60万元", "每辆车责任保险", "at_least", "target")]),
        (
            "奖励标准为：国家级90万元，省级45万元。",
            [
                ("90万元", "国家级奖励标准", "exact", "plan"),
                ("45万元", "省级奖励标准", "exact", "plan"),
            ],
        ),
    ],
)
def test_what_is_granted(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("课题组凝练了14个典型做法。", "status"),
        ("先后建成文化馆、体育馆等25处场馆。", "status"),
        ("凝练14个典型做法。", "plan"),
        ("达到年培训职工3000人次以上的规模。", "target"),
    ],
)
def test_what_was_done_and_what_is_to_be_reached(text: str, kind: str) -> None:
    assert [one.kind for one in in_rules(text)] == [kind]


def test_a_lone_verb_has_its_object_behind_the_number() -> None:
    text = "构建600个以上的数据训练集。"
    assert told(text) == [("600个以上", "构建数据训练集", "at_least", "plan")]


@pytest.mark.parametrize("text", ["今后三年内完成改造。", "最后三天内完成投票。"])
def test_a_place_in_time_is_no_deadline(text: str) -> None:
    assert figures(text) == []


def test_a_word_of_duty_is_no_part_of_a_name_and_one_in_a_name_is() -> None:
    assert told("聚焦7万亩宜机化菜田。")[0][1] == "宜机化菜田"
    assert told("提示文字宜处于版面一角，所占面积不低于版面的4%。")[0][1] == "提示文字所占面积"


def test_a_class_of_counties_is_no_place() -> None:
    read: tuple[Figure, ...] = in_rules("补助一类县25万元、二类县15万元。")
    assert [one.subject for one in read] == [None, None]


def test_in_how_many_goes_is_no_figure() -> None:
    assert [(one.raw, one.metric) for one in in_rules("资金900万元分3批下达。")] == [("900万元", "资金")]


def test_pixels_are_a_unit() -> None:
    assert [(one.unit, one.metric) for one in in_rules("图片宽度不低于640像素。")] == [("像素", "图片宽度")]


def test_how_many_there_are_to_be_is_a_level() -> None:
    assert told("迁入平台的网站数量超过90个。") == [("超过90个", "迁入平台的网站数量", "over", "target")]


def test_what_begins_within_a_bracket_names_nothing_behind_it() -> None:
    text = "按照每名员工（以缴纳社保人数为准）不超过8平方米的标准，给予房租补贴。"
    assert "）" not in told(text)[0][1]
