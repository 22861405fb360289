"""Items of feature boxes: where each begins and what its head is."""

import pytest

from models.facts import Box
from tests import builders as b
from tests.parsers.reading import BODY, structured


def box(*lines: str, cells: bool = False) -> Box:
    """A box drawn as a table of one column, its lines in one cell or each in a row of its own."""
    title = [b.cell("专栏1 重点工程")]
    rows = [[b.cell(line)] for line in lines] if cells else [[b.cell([b.paragraph(line) for line in lines])]]
    (found,) = structured(b.paragraph("一、任务"), b.table([title, *rows])).boxes
    return found


@pytest.mark.parametrize("cells", [True, False])
@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        pytest.param(
            ["重大项目：①海洋装备；②精密仪器。", "重大工程：①智能电网；②健康保障。"],
            ["重大项目", "重大工程"],
            id="colon",
        ),
        pytest.param(
            ["1. 水源保护：划定保护区，建设隔离带。", "2. 应急措施。设置泵站，配备电源。"],
            ["水源保护", "应急措施"],
            id="colon-and-stop",
        ),
        pytest.param(
            ["（一）水源保护：", "划定保护区，建设隔离带。", "（二）应急措施：", "设置泵站。"],
            ["水源保护", "应急措施"],
            id="colon-at-the-end",
        ),
        pytest.param(
            ["01 高端材料\n加快特种钢突破。", "02 基础软件\n聚焦操作系统。建成基地3个。"],
            ["高端材料", "基础软件"],
            id="soft-break",
        ),
        pytest.param(
            [
                "01　安居工程",
                "改造危房800户。改善职工居住条件。",
                "02　供电工程",
                "更换线路。建成绿色村20个。",
            ],
            ["安居工程", "供电工程"],
            id="short-sentences",
        ),
        pytest.param(
            ["● 安居工程", "改造危房800户。改善条件。", "● 供电工程", "更换线路。"],
            ["安居工程", "供电工程"],
            id="bullets",
        ),
        pytest.param(["安居工程。" + BODY, "供电工程。" + BODY], ["安居工程", "供电工程"], id="run-in"),
        pytest.param(["安居工程", BODY, "供电工程", BODY], ["安居工程", "供电工程"], id="lines"),
    ],
)
def test_heads_of_items(lines: list[str], titles: list[str], *, cells: bool) -> None:
    found = box(*lines, cells=cells)
    assert [item.title for item in found.items] == titles
    assert "".join(item.text.replace("\n", "") for item in found.items) == "".join(lines).replace("\n", "")


def test_a_colon_behind_a_clause_ends_no_head() -> None:
    (item,) = box("到2025年，建成下列工程：泵站、水厂、管网，覆盖全市。").items
    assert item.title == ""


def test_lines_without_heads_in_one_paragraph_are_one_item() -> None:
    (item,) = box(BODY + "\n" + BODY).items
    assert item.text == BODY + "\n" + BODY
    assert [piece.derivation for piece in item.evidence] == ["verbatim"]


@pytest.mark.parametrize("bullet", ["◆", "● ", "▲"])
def test_a_box_without_a_frame_whose_items_have_one_bullet(bullet: str) -> None:
    found = structured(
        b.paragraph("一、主要任务"),
        b.paragraph("专栏3 重点工程"),
        b.paragraph(f"{bullet}甲工程：建设水厂。"),
        b.paragraph(f"{bullet}建设管网。"),
        b.paragraph(f"{bullet}丙工程：建设泵站。"),
        b.paragraph(BODY),
        b.paragraph("二、保障措施"),
        b.paragraph(BODY),
    )
    (held,) = found.boxes
    assert (held.label, held.title) == ("专栏3", "重点工程")
    assert [(item.title, item.text) for item in held.items] == [
        ("甲工程", f"{bullet}甲工程：建设水厂。"),
        ("", f"{bullet}建设管网。"),
        ("丙工程", f"{bullet}丙工程：建设泵站。"),
    ]
    assert "box_without_frame" not in [notice.code for notice in found.notices]


@pytest.mark.parametrize(
    "lines", [["◆甲工程：建水厂。"], ["——甲工程。", "——乙工程。"], ["◆甲工程", "●乙工程"]]
)
def test_other_lines_below_a_box_title_are_no_items(lines: list[str]) -> None:
    found = structured(
        b.paragraph("一、主要任务"),
        b.paragraph("专栏3 重点工程"),
        *map(b.paragraph, lines),
        b.paragraph(BODY),
    )
    assert found.boxes == ()
    assert "box_without_frame" in [notice.code for notice in found.notices]


@pytest.mark.parametrize(
    "labels",
    [("1.", "2.", "3."), ("（一）", "（二）", "（三）"), ("（1）", "（2）", "（3）"), ("①", "②", "③")],
)
def test_a_count_holds_the_items_of_a_box_without_frame_together(labels: tuple[str, str, str]) -> None:
    first, second, third = labels
    found = structured(
        b.paragraph("一、主要任务"),
        b.paragraph("专栏3 重点工程"),
        b.paragraph(f"{first}甲工程。建设水厂。"),
        b.paragraph(f"{second}乙工程：建设管网。"),
        b.paragraph(f"{third}丙工程。建设泵站。"),
        b.paragraph(BODY),
        b.paragraph("二、保障措施"),
        b.paragraph(BODY),
    )
    (held,) = found.boxes
    assert (held.label, held.title) == ("专栏3", "重点工程")
    assert [item.title for item in held.items] == ["甲工程", "乙工程", "丙工程"]
    assert [heading.title for heading in found.headings] == ["主要任务", "保障措施"]
    assert "box_without_frame" not in [notice.code for notice in found.notices]


def test_a_count_that_goes_on_below_a_paragraph_without_number_is_no_box() -> None:
    found = structured(
        b.paragraph("一、主要任务"),
        b.paragraph("专栏3 重点工程"),
        b.paragraph("1.甲工程。建设水厂。"),
        b.paragraph("2.乙工程。建设管网。"),
        b.paragraph(BODY),
        b.paragraph("3.丙工程。建设泵站。"),
    )
    assert found.boxes == ()
    assert "box_without_frame" in [notice.code for notice in found.notices]
    assert "丙工程" in [heading.title for heading in found.headings]


def test_a_table_below_a_box_title_is_the_box_and_what_is_counted_below_it_are_headings() -> None:
    found = structured(
        b.paragraph("一、主要任务"),
        b.paragraph("专栏3 重点工程"),
        b.table([["名称", "内容"], ["甲", "建水厂"]]),
        b.paragraph("（一）加强领导。各地落实。"),
        b.paragraph("（二）加强投入。各地落实。"),
    )
    assert [heading.title for heading in found.headings] == ["主要任务", "加强领导", "加强投入"]


def test_columns_named_in_a_box_are_no_item_and_numbers_no_titles() -> None:
    rows = (
        ("序号", "类型", "数量与面积"),
        ("1", "湿地公园", "12处，面积3万亩"),
        ("2", "地质公园", "2处，面积9亩"),
    )
    table = [[b.cell("专栏1 重点工程", span=3)], *([b.cell(text) for text in row] for row in rows)]
    (found,) = structured(b.paragraph("一、任务"), b.table(table)).boxes
    assert [item.title for item in found.items] == ["湿地公园", "地质公园"]


@pytest.mark.parametrize("first", ["应急平台：建设指挥中心。", "1.应急平台", "● 应急平台"])
def test_what_stands_below_a_bare_label_is_its_title_only_where_it_is_no_item(first: str) -> None:
    rows = [[b.cell("专栏1")], [b.cell(first)], [b.cell("2.物资库：新建4座。")]]
    (found,) = structured(b.paragraph("一、任务"), b.table(rows)).boxes
    assert (found.title, found.items[0].title) == ("", "应急平台")


def test_label_and_title_of_a_box_may_have_a_cell_each() -> None:
    rows = [
        ["专栏2", b.cell("渔业主要指标", span=2)],
        ["指标", "2020年", "2025年"],
        ["水产品产量（万吨）", "18", "20"],
    ]
    found = structured(b.paragraph("某县“十四五”渔业规划"), b.paragraph("一、目标"), b.table(rows))
    assert [(box.label, box.title, box.items) for box in found.boxes] == [("专栏2", "渔业主要指标", ())]
    assert [table.kind for table in found.tables] == ["indicator"]


@pytest.mark.parametrize("again", [["专栏1 重点工程（续）"], ["专栏1（续）"], []])
def test_a_box_goes_on_over_a_page_break(again: list[str]) -> None:
    first = ["专栏1 重点工程", "1.渔港：新建3座。", "2.牧场：投放鱼礁。"]
    rest = [*again, "3.海水淡化：新增产能。"]
    tables = [b.table([[b.cell(line)] for line in lines]) for lines in (first, rest)]
    found = structured(b.paragraph("一、任务"), tables[0], b.paragraph(""), tables[1])
    (only,) = found.boxes
    assert (only.title, [item.title for item in only.items]) == ("重点工程", ["渔港", "牧场", "海水淡化"])
    assert [table.kind for table in found.tables] == ["box", "box"]


@pytest.mark.parametrize("rest", ["1.另一件事：办好。", "另一件事：办好。"])
def test_a_table_that_does_not_count_on_is_no_rest_of_a_box(rest: str) -> None:
    first = b.table(
        [[b.cell(line)] for line in ("专栏1 重点工程", "1.渔港：新建3座。", "2.牧场：投放鱼礁。")]
    )
    found = structured(b.paragraph("一、任务"), first, b.paragraph(""), b.table([[b.cell(rest)]]))
    assert [len(box.items) for box in found.boxes] == [2]
