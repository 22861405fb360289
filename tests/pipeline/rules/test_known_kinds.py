"""Kinds that variations of known cases missed: names of mixed classes, sections of a road, shares behind
占比分别为, dates behind a list of projects, points that skip a number."""

from pathlib import Path

import pytest

from tests import builders as b
from tests.pipeline.rules.sentence_plan import found
from tests.pipeline.rules.test_commitments import of_lines, of_rows

COLUMNS = ("序号", "项目名称", "建设内容", "建设年限", "总投资（亿元）", "责任单位")
ROWS = [
    ("1", "东环路", "新建9公里", "2021—2023年", "4.0", "市交通局"),
    ("2", "月湾桥", "新建1座", "2022—2027年", "2.5", "市交通局"),
]


@pytest.mark.parametrize(
    ("text", "rule", "quote"),
    [
        ("在东河镇、西河镇、南山乡、北山乡等三个乡镇设点。", "named_count", "三个乡"),
        ("环湖路全长30公里，其中南段12公里、北段15公里。", "parts_of_whole", "30公里"),
        ("运输结构优化，公路、铁路、水路运量占比分别为62%、20%和28%。", "shares_of_whole", "28%"),
    ],
)
def test_what_is_wrong_in_a_sentence(text: str, rule: str, quote: str) -> None:
    assert found(text) == [(rule, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "在东河镇、西河镇、南山乡、北山乡等四个乡镇设点。",
        "在东河镇、西河镇等六个乡镇设点。",
        "环湖路全长27公里，其中南段12公里、北段15公里。",
        "运输结构优化，公路、铁路、水路运量占比分别为62%、20%和18%。",
        "重点项目完成投资220亿元，新经济投资、民间投资占比分别达到58.9%、73.3%。",  # they overlap
        "结构继续优化，新经济、民营经济占比分别达到58.9%、73.3%。",
    ],
)
def test_what_is_right_in_a_sentence(text: str) -> None:
    assert found(text) == []


def test_projects_that_end_behind_the_year_told_of_all() -> None:
    table = b.table([COLUMNS, *ROWS])
    assert found("下表所列项目2025年底前全部建成。", table) == [("built_by", "2022—2027年")]
    assert found("下表所列项目2027年底前全部建成。", table) == []


def test_a_short_name_that_heads_its_text_is_a_project() -> None:
    table = b.table([COLUMNS, ROWS[0]])
    assert found("东环路。新建9公里，总投资6.0亿元。", table) == [("project_amount", "6.0亿元")]
    assert found("拓宽东环路沿线道路，总投资6.0亿元。", table) == []


def test_a_group_row_that_says_subtotal_is_no_project() -> None:
    rows = [
        ("（一）", "道路", "小计", "", "4.0", ""),
        ROWS[0],
        ("（二）", "桥梁", "小计", "", "2.5", ""),
        ROWS[1],
    ]
    assert found(b.table([COLUMNS, ("", "合计", "2项", "", "6.5", ""), *rows])) == []


@pytest.mark.parametrize(
    ("numbers", "quote"),
    [("124", "（4）"), ("123", None), ("1245", "（4）"), ("12412", "（4）"), ("135", None)],
)
def test_numbered_points_that_skip_one(numbers: str, quote: str | None) -> None:
    points = [
        f"（{number}）{'甲乙丙丁戊'[at]}类设施。完善功能，加强管护。" for at, number in enumerate(numbers)
    ]
    assert found(*points) == ([("heading_gap", quote)] if quote else [])


def test_a_point_inside_a_paragraph_is_no_gap() -> None:
    assert found("（1）甲类设施。", "（2）乙类设施。做好管护。（3）丙类设施。", "（4）丁类设施。") == []


@pytest.mark.parametrize(("behind", "told"), [("（三）提升管护水平，", 0), ("第（三）项，", 1)])
def test_a_head_whose_line_break_was_lost_is_no_gap(behind: str, told: int) -> None:
    heads = [b.paragraph(f"（{number}）发展{number}类设施", bold=True) for number in "一二四五"]
    body = b.paragraph("完善功能，加强管护。")
    lost = b.paragraph(f"完善功能，注重实效{behind}落实责任。")
    parts = (heads[0], body, heads[1], lost, heads[2], body, heads[3], body)
    assert [rule for rule, _ in found(*parts)] == ["heading_gap"] * told


@pytest.mark.parametrize(
    ("numbers", "quote"), [("一二四", "四"), ("一二三", None), ("一二四五", "四"), ("一三", None)]
)
def test_points_told_one_by_one_that_skip_one(numbers: str, quote: str | None) -> None:
    points = [f"{number}是完善{'甲乙丙丁'[at]}类设施。" for at, number in enumerate(numbers)]
    expected = [("heading_gap", quote)] if quote else []
    assert found(*points) == expected
    assert found("主要做法：" + "".join(points)) == expected


def test_articles_that_skip_one() -> None:
    articles = ["第一条　为了加强管护，制定本办法。", "第二条　甲局负责管护。", "第四条　管护应当定期进行。"]
    assert found(*articles) == [("heading_gap", "第四条　")]
    assert found(*articles[:2], "第三条　乙局予以配合。", articles[2]) == []


def test_a_paragraph_that_goes_on_with_the_numbers_of_headings() -> None:
    heads = [f"{at}.发展{'甲乙'[at - 1]}类产业。扩大规模，提升质量。" for at in (1, 2)]
    assert found(*heads, "4.发展丁类产业。扩大规模，提升质量。") == [("heading_gap", "4.")]
    assert found(*heads, "3.发展丙类产业。扩大规模，提升质量。") == []


def test_programmes_over_fewer_headings() -> None:
    heads = [
        b.paragraph(f"（{'一二三'[at]}）{name}行动", bold=True)
        for at, name in enumerate(("强基", "提质", "惠民"))
    ]
    parts = [part for head in heads for part in (head, "分步实施，确保实效。")]
    assert found("组织实施“五大行动”。", *parts) == [("heading_count", "五大行动")]
    assert found("组织实施“三大行动”。", *parts) == []


def test_a_heading_that_counts_those_under_it() -> None:
    heads = [
        b.paragraph(f"（{'一二三'[at]}）{name}行动", bold=True)
        for at, name in enumerate(("强基", "提质", "惠民"))
    ]
    parts = [part for head in heads for part in (head, "分步实施，确保实效。")]
    for number, expected in (("五", [("heading_count", "五大行动")]), ("三", [])):
        head = b.paragraph(f"三、实施{number}大行动", bold=True)
        assert found(head, *parts, last="四、保障措施") == expected


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("申请材料齐全的，5日以内办结。", "申请材料齐全的，8日以内办结。", True),
        ("申请材料齐全的，5个工作日内办结。", "申请材料齐全的，3个工作日内办结。", False),
        ("公示5日内未提出异议的，予以登记。", "公示8日内未提出异议的，予以登记。", False),
    ],
)
def test_limits_of_time_that_grew(tmp_path: Path, old: str, new: str, *, told: bool) -> None:
    found = [row[0] for row in of_lines(tmp_path, old, new)]
    assert ("text_deadline_postponed" in found) == told


def test_an_exact_goal_that_is_only_about_so_much_now(tmp_path: Path) -> None:
    old, new = (["1", "公园覆盖率", "%", "80", goal, "约束性"] for goal in ("95", "95左右"))
    assert ("qualifier_weakened", "warning", "95", "95左右") in of_rows(tmp_path, old, new)
