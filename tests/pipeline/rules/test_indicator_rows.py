"""Rows of an indicator table against each other."""

import pytest

from tests import builders as b
from tests.pipeline.rules.seeding import checked_of
from tests.pipeline.rules.sentence_plan import found

HEADER = ("序号", "指标", "单位", "2020年", "2025年", "属性")


def _table(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> str:
    return b.table([header, *rows])


@pytest.mark.parametrize(
    ("parts", "quote"),
    [
        ((("其中：小学", "30", "36"), ("初中", "20", "28")), "60"),
        ((("其中：小学", "30", "30"), ("初中", "20", "20")), "60"),
        ((("其中：城区", "28", "34"), ("其中：镇区", "22", "30")), "60"),
        ((("其中：公办", "40", "55"), ("　　　民办", "10", "15")), "60"),
        ((("其中：小学", "20", "25"), ("初中", "20", "25"), ("高中", "10", "15")), "60"),
    ],
)
def test_parts_of_an_indicator(parts: tuple[tuple[str, ...], ...], quote: str) -> None:
    whole = ("1", "学校数", "所", "50", "60", "预期性")
    rows = [("", name, "所", base, target, "预期性") for name, base, target in parts]
    assert found(_table(whole, *rows)) == [("indicator_parts", quote)]


@pytest.mark.parametrize(("target", "told"), [("64", []), ("60", [("indicator_parts", "60")])])
def test_parts_with_numbers_of_their_own(target: str, told: list[tuple[str, str]]) -> None:
    rows = [("1", "学校数", "所", "50", target, "预期性")]
    parts = (("其中：小学", "30", "36"), ("初中", "20", "28"))
    rows += [(f"（{at}）", name, "所", *ends, "预期性") for at, (name, *ends) in enumerate(parts, start=1)]
    rows += [("2", "幼儿园数", "所", "90", "99", "预期性")]
    assert found(_table(*rows)) == told


def test_parts_that_overlap() -> None:
    rows = [("1", "幼儿园数", "所", "60", "66", "预期性")]
    rows += [("", "其中：公办", "所", "30", "40", "预期性"), ("", "普惠", "所", "50", "60", "预期性")]
    assert found(_table(*rows)) == []


def test_parts_that_are_only_some() -> None:
    rows = [("1", "学校数", "所", "50", "60", "预期性")]
    rows += [("", "其中：小学", "所", "20", "25", "预期性"), ("", "初中", "所", "20", "22", "预期性")]
    assert found(_table(*rows)) == []


@pytest.mark.parametrize(
    ("name", "values", "wrong"),
    [
        ("入园率（%）", ("80", "95", "90"), True),
        ("森林覆盖率（%）", ("40", "43.5", "42"), True),
        ("单位产品能耗（千克标准煤/吨）", ("60", "45", "50"), True),
        ("城镇化率（%）", ("60", "70", "68"), True),
        ("污水处理率（%）", ("85", "98", "95"), True),
        ("建制村通公交率（%）", ("80", "97", "95"), True),
        ("普通国省道优良路率（%）", ("80", "92", "90"), True),
        ("入园率（%）", ("80", "86", "90"), False),
        ("单位产品能耗（千克标准煤/吨）", ("60", "55", "50"), False),
    ],
)
def test_a_year_between_beyond_the_target(name: str, values: tuple[str, ...], wrong: bool) -> None:
    table = b.table(
        [("指标", "2020年", "2023年", "2025年"), (name, *values), ("学校数（所）", "5", "6", "7")]
    )
    assert found(table) == ([("interim_target", values[1])] if wrong else [])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("每万人口发明专利拥有量", "每万人发明专利拥有量", True),
        ("公路总里程", "公路总里程数", True),
        ("单位国内生产总值能耗", "单位GDP能耗", True),
        ("服务业增加值占比", "服务业增加值比重", True),
        ("空气质量优良天数比率", "空气质量优良天数比例", True),
        ("每千人口执业医师数", "每千人执业医师数", True),
        ("每千人口执业医师数", "每千人口注册护士数", False),
    ],
)
def test_one_indicator_under_two_names(one: str, other: str, same: bool) -> None:
    table = _table(("1", one, "个", "5", "6", "预期性"), ("2", other, "个", "5", "7", "预期性"))
    assert [rule for rule, _ in found(table) if rule == "indicator_two_names"] == [
        "indicator_two_names"
    ] * same


@pytest.mark.parametrize(("target", "wrong"), [("稳定在15以上", False), ("保持14左右", False), ("15", True)])
def test_a_target_that_keeps_a_level_may_lie_below_it(target: str, wrong: bool) -> None:
    row = ("1", "粮食综合生产能力", "万吨", "15.2", target, "约束性")
    assert ("target_direction" in dict(found(_table(row)))) == wrong


def test_a_percent_sign_that_only_values_print_is_not_repeated() -> None:
    header = ("序号", "指标", "2020年", "2025年", "属性")
    row = ("1", "护理型床位占比", "58%", "60%", "约束性")
    document = b.docx(b.paragraph("一、目标"), _table(row, header=header))
    findings = checked_of(document, "plan.docx").findings
    assert "percent_repeated" not in [one.rule for one, _ in findings]


@pytest.mark.parametrize("printed", ["【约束性】", "［约束性］", "（约束性）"])
def test_a_nature_in_brackets_is_one(printed: str) -> None:
    rows = [("1", "公路优良率", "%", "80", "90", printed), ("2", "渡船数", "艘", "9", "12", "预期性")]
    text = "公路优良率为预期性指标。"
    assert [rule for rule, _ in found(text, _table(*rows))] == ["nature_in_text"]


def test_numbers_in_brackets_count_the_parts_of_a_plain_one() -> None:
    rows = [
        ("1", "学校", "所", "5", "6", "预期性"),
        ("2", "场地", "", "", "", ""),
        ("（1）", "球场", "片", "5", "6", "预期性"),
        ("（2）", "泳池", "座", "5", "6", "预期性"),
        ("3", "教师", "人", "5", "6", "预期性"),
    ]
    assert found(_table(*rows)) == []


@pytest.mark.parametrize(("last", "findings"), [("4", []), ("5", [("serial_gap", "5")])])
def test_numbers_go_on_in_the_next_table(last: str, findings: list[tuple[str, str]]) -> None:
    first = [("1", "学校", "所", "5", "6", "预期性"), ("2", "场地", "片", "5", "6", "预期性")]
    after = [("3", "球场", "片", "5", "6", "预期性"), (last, "教师", "人", "5", "6", "预期性")]
    assert found(_table(*first), b.paragraph("（续表）"), b.table(after)) == findings
