"""Tables of statistics: amounts, growth and shares under the rows they belong to."""

from decimal import Decimal

import pytest

from parsers.tables.grid import make_grid
from parsers.tables.row_tree import RowLabel, parents_of
from parsers.tables.text_cells import defining_cells, text_cells
from tests.parsers.table_builder import document_of, facts_of, structure_of

BULLETIN = "某市2023年国民经济和社会发展统计公报"


def figures(facts):
    return [(each.metric, each.value, each.unit, each.period, each.kind) for each in facts.figures]


def kind_of(facts):
    return facts.structure.tables[0].kind


class TestGrowth:
    @pytest.mark.parametrize("name", ["比上年增长%", "比上年增长（%）", "比上年增减（％）", "同比增长（%）"])
    def test_growth_under_a_unit_note_is_a_rate(self, name):
        rows = [["产品名称", "绝对数", name], ["粮 食", "43067", "-5.8"], ["油料", "2805", "3.2"]]
        facts = facts_of("表2：2023年产量", "单位：万吨", rows, title=BULLETIN)
        assert kind_of(facts) == "statistical"
        first, growth = facts.figures[:2]
        assert (first.metric, first.value, first.unit) == ("粮食", 430670000, "吨")
        assert (growth.value, growth.unit, growth.kind) == (Decimal("-5.8"), "%", "change")
        assert (growth.period, growth.base_period) == ("2023", "2022")

    def test_growth_of_one_named_year_over_another(self):
        rows = [["指标", "单位", "2022年", "2023年", "2023年比2022年增长（%）"]]
        rows += [["甲产值", "亿元", "10", "12", "20"], ["乙产值", "亿元", "20", "21", "5"]]
        growth = [each for each in facts_of(rows, title=BULLETIN).figures if each.kind == "change"]
        assert {(each.period, each.base_period) for each in growth} == {("2023", "2022")}

    def test_growth_in_a_column_without_a_sign_has_no_unit_of_amounts(self):
        rows = [["行业", "金额（亿元）", "比上年增长"], ["甲业", "10", "3"], ["乙业", "20", "4"]]
        facts = facts_of(rows, title=BULLETIN)
        assert {each.unit for each in facts.figures if each.kind == "change"} == {None}

    def test_shares_and_growth_beside_two_amounts(self):
        rows = [
            ["国家", "出口额（亿元）", "比上年增长（%）", "进口额（亿元）", "比上年增长（%）"],
            ["甲国", "10", "3", "20", "-4"],
            ["乙国", "11", "5", "21", "6"],
        ]
        metrics = [each.metric for each in facts_of(rows, title=BULLETIN).figures[:4]]
        assert metrics == ["甲国出口额", "甲国出口额比上年增长", "甲国进口额", "甲国进口额比上年增长"]

    def test_two_lists_beside_each_other(self):
        head = ["行业", "比上年增长（%）"]
        rows = [[*head, *head], ["总计", "3.2", "金融业", "-6.3"], ["制造业", "9.2", "教育", "1.3"]]
        found = {each.metric: each.value for each in facts_of(rows, title=BULLETIN).figures}
        assert found["金融业比上年增长"] == Decimal("-6.3")
        assert found["教育比上年增长"] == Decimal("1.3")

    def test_the_year_of_a_title_row(self):
        rows = [
            ["2020年主要经济指标", "<", "<"],
            ["指标", "绝对数", "比上年增长（%）"],
            ["产值（亿元）", "8", "3"],
            ["税收（亿元）", "2", "1"],
        ]
        facts = facts_of(rows, title="某县发展规划")
        assert {each.period for each in facts.figures} == {"2020"}

    @pytest.mark.parametrize("note", [["2022年货运情况（单位：万吨）"], ["2022年货运情况", "单位：万吨"]])
    def test_the_year_and_unit_of_rows_above_a_header_of_plain_words(self, note):
        above = [[line, "<", "<"] for line in note]
        rows = [*above, ["方式", "甲货", "乙货"], ["公路", "86", "21"], ["水路", "24", "9"]]
        facts = facts_of(rows, title="某县发展规划")
        assert {(each.period, each.unit) for each in facts.figures} == {("2022", "吨")}
        assert figures(facts)[0][:2] == ("公路甲货", 860000)

    def test_years_over_several_columns_each(self):
        rows = [
            ["方式", "2020年", "<", "2019年", "<"],
            ["^", "货运量", "占比（%）", "货运量", "占比（%）"],
            ["公路", "12", "80", "11", "78"],
            ["水路", "3", "20", "4", "22"],
        ]
        found = {(each.raw, each.period) for each in facts_of(rows, title="某县发展规划").figures}
        assert {("12", "2020"), ("20", "2020"), ("11", "2019"), ("22", "2019")} <= found

    def test_several_years(self):
        rows = [
            ["指标", "2021年", "2022年", "2023年"],
            ["产值（亿元）", "1", "2", "3"],
            ["税收（亿元）", "4", "5", "6"],
        ]
        facts = facts_of(rows, title=BULLETIN)
        assert [each.period for each in facts.figures[:3]] == ["2021", "2022", "2023"]
        assert {each.kind for each in facts.figures} == {"status"}


class TestParts:
    def test_rows_of_one_name_under_two_totals(self):
        rows = [
            ["指标", "单位", "绝对数"],
            ["货运量", "亿吨", "10"],
            ["其中：铁路", "亿吨", "3"],
            ["公路", "亿吨", "4"],
            ["客运量", "亿人", "20"],
            ["其中：铁路", "亿人", "5"],
            ["公路", "亿人", "6"],
        ]
        metrics = [each.metric for each in facts_of(rows, title=BULLETIN).figures]
        assert metrics == ["货运量", "货运量铁路", "货运量公路", "客运量", "客运量铁路", "客运量公路"]

    def test_indents_tell_the_parts(self):
        rows = [["指标", "绝对数"], ["发电量", "9"], ["　其中：火电", "5"], ["　水电", "3"], ["粗钢", "7"]]
        metrics = [each.metric for each in facts_of(rows, title=BULLETIN).figures]
        assert metrics == ["发电量", "发电量火电", "发电量水电", "粗钢"]

    def test_parts_without_indents_below_totals_that_have_some(self):
        part = ["其中：自营", "3"], ["代营", "4"]
        rows = [["指标", "绝对数"], ["贸易额", "20"], ["　　卖出额", "9"], *part, ["　　买进额", "11"], *part]
        metrics = [each.metric for each in facts_of(rows, title=BULLETIN).figures]
        sold, bought = "贸易额卖出额", "贸易额买进额"
        assert metrics == [
            "贸易额",
            sold,
            f"{sold}自营",
            f"{sold}代营",
            bought,
            f"{bought}自营",
            f"{bought}代营",
        ]

    def test_a_part_is_no_whole_of_the_rows_indented_beside_its_name(self):
        rows = [
            ["指标", "人数"],
            ["住户", "9"],
            ["其中：东片", "5"],
            ["　　　西片", "4"],
            ["其中：老户", "6"],
            ["　　　新户", "3"],
        ]
        metrics = [each.metric for each in facts_of(rows, title=BULLETIN).figures]
        assert metrics == ["住户人数", "住户东片人数", "住户西片人数", "住户老户人数", "住户新户人数"]

    def test_a_label_alone_in_its_row_is_over_those_below(self):
        rows = [
            ["指标", "2001", "2002"],
            ["入园数", "", ""],
            ["大班", "3", "4"],
            ["托班", "5", "6"],
            ["离园数", "", ""],
            ["大班", "2", "3"],
            ["小班", "7", "8"],
        ]
        metrics = [each.metric for each in facts_of(rows, title=BULLETIN).figures]
        assert metrics[::2] == ["入园数大班", "入园数托班", "离园数大班", "离园数小班"]

    def test_a_label_alone_is_no_whole_where_nothing_below_comes_again(self):
        rows = [["指标", "2001", "2002"], ["呢绒", "", ""], ["原盐", "3", "4"], ["卷烟", "5", "6"]]
        assert [each.metric for each in facts_of(rows, title=BULLETIN).figures][::2] == ["原盐", "卷烟"]

    def test_a_lone_line_of_which(self):
        rows = [
            ["类别", "2020年人数"],
            ["工业", "9"],
            ["其 中：", ""],
            ["国营", "5"],
            ["商业", "7"],
            ["其 中：", ""],
            ["国营", "3"],
        ]
        metrics = [each.metric for each in facts_of(rows, title=BULLETIN).figures]
        assert [metric[:4] for metric in metrics] == ["工业人数", "工业国营", "商业人数", "商业国营"]

    def test_an_unsure_whole_is_none(self):
        names = [("总额", False), ("甲", True), ("乙", False), ("丙", True)]
        document = document_of([[name] for name, _ in names])
        grid = make_grid(document, document.tables[0])
        labels = [
            RowLabel(row, grid.passage(grid.row(row)[0]), 0, is_part)
            for row, (_, is_part) in enumerate(names)
        ]
        assert {row: parent.name.text for row, parent in parents_of(labels).items()} == {1: "总额"}


class TestText:
    def test_cells_of_running_text(self):
        rows = [["序号", "事项名称", "2024年具体内容"], ["1", "住房", "建成保障房6000套，改造小区20个。"]]
        structure = structure_of(rows, title="某市民生实事")
        found = text_cells(structure)
        blocks = structure.document.blocks
        assert [blocks[block].text for block in found] == ["建成保障房6000套，改造小区20个。"]
        assert [stated.text for stated in found.values() if stated] == ["2024"]


def test_what_an_indicator_means_states_nothing():
    rows = [
        ["序号", "指标", "解释"],
        ["1", "公园覆盖率（%）", "5000平方米以上公园按500米半径覆盖的面积占比。"],
        ["2", "绿地率（%）", "绿地面积占建成区面积的比例。"],
    ]
    structure = structure_of(rows, title="某市城市体检方案")
    assert text_cells(structure) == {}
    blocks = structure.document.blocks
    assert {blocks[block].text for block in defining_cells(structure)} == {row[2] for row in rows[1:]}


def test_what_a_word_means_may_state_something():
    rows = [["序号", "名词", "解释"], ["1", "百园工程", "到2025年建成30个省级园区。"]]
    structure = structure_of(rows, title="某市政府工作报告")
    assert [structure.document.blocks[block].text for block in text_cells(structure)] == [rows[1][2]]
    assert defining_cells(structure) == frozenset()


@pytest.mark.parametrize(
    ("column", "said", "years"),
    [
        ("项目起止", "2022-2024", "2022-2024"),
        ("建设期限", "2022—2024年", "2022-2024"),
        ("完成时限", "2023年12月", "2023"),
        ("完成时限", "长期坚持", None),
    ],
)
def test_text_of_a_row_is_of_the_years_that_the_row_states(column, said, years):
    rows = [["序号", "重点任务", "主要内容", column], ["1", "建设绿道", "新建绿道60公里。", said]]
    found = text_cells(structure_of(rows, title="某市绿道方案"))
    assert [stated.text if stated else None for stated in found.values()] == [years]


def test_a_caption_says_that_the_rates_are_changes():
    rows = [
        ["指标", "全国", "城市", "农村"],
        ["居民消费价格", "3.3", "3.2", "-0.6"],
        ["食品", "7.2", "7.1", "7.5"],
    ]
    facts = facts_of("表1：2023年居民消费价格比上年涨跌幅度", "单位：%", rows, title=BULLETIN)
    assert kind_of(facts) == "statistical"
    assert {(each.kind, each.unit, each.period, each.base_period) for each in facts.figures} == {
        ("change", "%", "2023", "2022")
    }
    falling = {each.raw for each in facts.figures if each.direction == "down"}
    assert (falling, {each.direction for each in facts.figures}) == ({"-0.6"}, {"up", "down"})


@pytest.mark.parametrize("mark", ["#", "＃", "# "])
def test_a_mark_of_parts_is_no_part_of_the_name(mark):
    rows = [["产品名称", "单位", "产量"], ["粮食", "万吨", "102"], [f"{mark}稻谷", "万吨", "61"]]
    metrics = [each.metric for each in facts_of("表3 2024年主要产品产量", rows, title=BULLETIN).figures]
    assert metrics == ["粮食产量", "稻谷产量"]


@pytest.mark.parametrize("head", ["县（市、区）", "地区", "区县"])
def test_rows_that_are_places_are_whom_the_numbers_are_of(head):
    rows = [[head, "2020年积水点（个）", "新增管网（公里）"], ["东区", "18", "42"], ["西区", "9", "26.5"]]
    figures = facts_of("附表1 治理目标", rows).figures
    assert [(each.subject, each.metric) for each in figures[:2]] == [("东区", "积水点"), ("东区", "新增管网")]


@pytest.mark.parametrize(
    ("caption", "metric"),
    [
        ("表4 各区县人均受教育年限（年）", "人均受教育年限"),
        ("表4-1：石桥市各区县人均受教育年限情况表（年）", "人均受教育年限"),
        ("人均受教育年限（年）", "人均受教育年限"),
    ],
)
def test_a_caption_names_what_is_measured_where_neither_rows_nor_columns_do(
    caption: str, metric: str
) -> None:
    rows = [["区县", "2020年", "2025年"], ["青石县", "9.1", "10.5"], ["白塔县", "8.7", "10.2"]]
    facts = facts_of(caption, rows)
    assert [(one.subject, one.metric, one.raw, one.unit, one.period) for one in facts.figures] == [
        ("青石县", metric, "9.1", "年", "2020"),
        ("青石县", metric, "10.5", "年", "2025"),
        ("白塔县", metric, "8.7", "年", "2020"),
        ("白塔县", metric, "10.2", "年", "2025"),
    ]
    blocks = facts.structure.document.blocks
    said = {
        blocks[piece.block].text[piece.start : piece.end]
        for one in facts.figures
        for piece in one.evidence
        if piece.field == "metric"
    }
    assert said == {metric}


@pytest.mark.parametrize("caption", ["表4 各区县主要指标（%）", "表4 各区县森林覆盖率"])
def test_a_caption_without_a_measure_names_nothing(caption: str) -> None:
    rows = [["区县", "2020年", "2025年"], ["青石县", "9.1", "10.5"], ["白塔县", "8.7", "10.2"]]
    assert {one.metric for one in facts_of(caption, rows).figures} <= {"青石县", "白塔县"}


@pytest.mark.parametrize(
    ("head", "name", "value"),
    [
        ("社团数（万）", "社团数", 253000),
        ("社团数(亿)", "社团数", 2530000000),
        ("社团数（万个）", "社团数", 253000),
    ],
)
def test_a_number_word_alone_in_a_header_says_how_many_each_counts(head: str, name: str, value: int) -> None:
    facts = facts_of("表1：社团情况", [["时间", head], ["2021年", "25.3"], ["2022年", "26"]], title=BULLETIN)
    first = facts.figures[0]
    assert (first.metric, first.raw, first.value) == (name, "25.3", value)
    assert [piece.role for piece in first.evidence if piece.field == "value"][:1] == ["value"]
    assert "unit" in {piece.role for piece in first.evidence if piece.field == "value"}


def test_a_number_word_in_the_cell_goes_before_that_of_the_header() -> None:
    facts = facts_of(
        "表1：社团情况", [["时间", "社团数（万）"], ["2021年", "25.3亿"], ["2022年", "26"]], title=BULLETIN
    )
    assert [figure.value for figure in facts.figures] == [2530000000, 260000]
