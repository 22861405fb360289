"""Forms of indicator tables: groups, parts, stacked rows, results beside targets, headers apart."""

from decimal import Decimal

import pytest

from parsers.interpret import interpret
from parsers.tables.grid import make_grid
from parsers.tables.note_marks import note_marks
from pipeline.ingest.proof import with_proved_values
from tests import builders as b
from tests.parsers.reading import structured
from tests.parsers.table_builder import codes, facts_of, quotes

REPORT = "某市2024年计划执行情况与2025年计划草案的报告"
PLAN = "某市“十四五”规划"


def told(facts):
    return [(each.name, each.unit, each.category) for each in facts.indicators]


def owned(facts, role):
    return [(each.raw, each.value, each.unit, each.period) for each in facts.figures if each.role == role]


def test_number_and_name_may_share_a_column():
    rows = [
        ["序号及指标", "单位", "2020年", "2025年"],
        ["1 阅览席", "个", "30", "90"],
        ["2 5G书屋", "间", "2", "须高于8（含）"],
    ]
    facts = facts_of(rows)
    assert [(each.serial_no, each.name, each.target_value) for each in facts.indicators] == [
        ("1", "阅览席", 90),
        ("2", "5G书屋", 8),
    ]
    assert facts.indicators[1].target_qualifier == "at_least"


class TestGroups:
    @pytest.mark.parametrize("bullet", ["➢　", "● ", "■", "◆ ", "★", "一、", "（一）"])
    def test_a_bullet_or_number_is_no_part_of_a_group(self, bullet):
        rows = [["指标", "2020年", "2025年"], [f"{bullet}民生", "<", "<"], ["（1）床位（张）", "3", "5"]]
        assert told(facts_of(rows)) == [("床位", "张", "民生")]

    @pytest.mark.parametrize(("printed", "unit"), [("（%）", "%"), ("(万吨)", "万吨"), ("【个】", "个")])
    def test_a_group_cell_gives_unit_and_group(self, printed, unit):
        rows = [
            ["指标", "<", "2020年", "2025年"],
            [f"排放减少{printed}", "甲物", "3", "5"],
            ["^", "乙物", "4", "6"],
            ["造林（亩）", "<", "7", "8"],
        ]
        expected = [("甲物", unit, "排放减少"), ("乙物", unit, "排放减少"), ("造林", "亩", None)]
        assert told(facts_of(rows)) == expected

    @pytest.mark.parametrize(("two", "three"), [("2", "3"), ("二", "三"), ("(2)", "(3)")])
    def test_a_numbered_group_row_ends_at_the_next_number(self, two, three):
        rows = [
            ["序号", "指标", "单位", "2020年", "2025年"],
            ["1", "甲", "%", "1", "2"],
            [two, "减排", "", "", ""],
            ["", "乙", "%", "1", "2"],
            ["", "丙", "%", "1", "2"],
            [three, "丁", "人", "1", "2"],
        ]
        groups = [each.category for each in facts_of(rows).indicators]
        assert groups[:3] == [None, "减排", "减排"]
        assert groups[3] in (None, "减排") if two == "二" else groups[3] is None

    def test_a_group_row_in_the_name_column_ends_when_its_numbers_go_on(self):
        rows = [
            ["序号", "指标", "单位", "2020年", "2025年"],
            ["（一）", "水质", "", "", ""],
            ["", "甲", "%", "1", "2"],
            ["（二）", "乙", "%", "1", "2"],
        ]
        assert told(facts_of(rows)) == [("甲", "%", "水质"), ("乙", "%", None)]

    def test_a_group_row_may_print_the_nature_of_its_parts(self):
        rows = [
            ["序号", "指标", "2020年", "2025年", "属性"],
            ["1", "床位（张）", "", "", "预期性"],
            ["", "其中：甲床位", "3", "5", "预期性"],
            ["", "乙床位", "4", "6", "预期性"],
            ["2", "丙（%）", "4", "6", "约束性"],
        ]
        expected = [("甲床位", "张", "床位"), ("乙床位", "张", "床位"), ("丙", "%", None)]
        assert told(facts_of(rows)) == expected

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (["绿色发展", "<", "<", "<", "约束性"], ["民生", "<", "<", "<", "预期性"]),
            (["一、约束性指标", "<", "<", "<", "<"], ["二、预期性指标", "<", "<", "<", "<"]),
            (["约束性", "<", "<", "<", "<"], ["预期性（3项）", "<", "<", "<", "预期性"]),
        ],
    )
    def test_a_heading_hands_its_nature_down(self, first, second):
        rows = [
            ["序号", "指标", "2020年", "2025年", "属性"],
            first,
            ["1", "绿地率（%）", "40", "42", ""],
            ["2", "湿地率（%）", "12", "13", "预期性"],
            second,
            ["3", "床位（张）", "3", "5", ""],
            ["4", "医师（人）", "3", "5", "—"],
        ]
        facts = facts_of(rows)
        expected = [("绿地率", "约束性"), ("湿地率", "预期性"), ("床位", "预期性"), ("医师", None)]
        assert [(each.name, each.nature) for each in facts.indicators] == expected

    @pytest.mark.parametrize("before", ["其中：", "其中:", "其 中：", "其中"])
    def test_a_part_knows_its_whole(self, before):
        rows = [
            ["序号", "指标", "单位", "2020年", "2025年"],
            ["1", "公路里程", "公里", "100", "200"],
            ["", f"{before}高速公路", "", "10", "20"],
            ["", "国道", "", "30", "40"],
            ["2", "床位", "张", "1", "2"],
        ]
        found = facts_of(rows).indicators
        assert [(each.name, each.unit, each.parent) for each in found] == [
            ("公路里程", "公里", None),
            ("高速公路", "公里", 0),
            ("国道", "公里", 0),
            ("床位", "张", None),
        ]


class TestStacked:
    @pytest.mark.parametrize("gap", ["¶", "\n"])
    @pytest.mark.parametrize("lead", ["", "gap"])
    def test_indicators_under_each_other(self, gap, lead):
        first = gap if lead else ""
        rows = [
            ["指标", "2020年", "2025年", "属性"],
            [
                f"（1）林业{gap}覆盖率（%）{gap}蓄积（万立方米）",
                f"{first}20{gap}140",
                f"{first}22.4{gap}156",
                "约束性",
            ],
        ]
        found = facts_of(rows)
        assert [(each.name, each.unit, each.target_value) for each in found.indicators] == [
            ("覆盖率", "%", Decimal("22.4")),
            ("蓄积", "万立方米", Decimal(156)),
        ]
        assert [each.serial_no for each in found.indicators] == ["（1）", ""]
        assert {each.category for each in found.indicators} == {"林业"}

    @pytest.mark.parametrize("values", ["22.4¶156", "22.4\n156", "22.4¶156¶3"])
    def test_values_that_do_not_pair_are_refused(self, values):
        facts = facts_of([["指标", "2020年", "2025年"], ["覆盖率（%）", "20", values]])
        (found,) = facts.indicators
        assert (found.target_value, codes(facts)) == (None, ["unread_value"])
        assert [each.raw for each in facts.figures] == ["20"]

    @pytest.mark.parametrize("gap", ["¶", "，", "；"])
    def test_values_with_their_subjects(self, gap):
        facts = facts_of([["指标", "2020年", "2025年"], ["监测率（%）", "—", f"重点城市≥30{gap}一般城市≥15"]])
        figures = [(each.subject, each.value, each.qualifier) for each in facts.figures]
        assert figures == [("重点城市", 30, "at_least"), ("一般城市", 15, "at_least")]
        assert facts.indicators[0].target_value is None

    @pytest.mark.parametrize(
        "number", ["2.3岁以下幼儿入托率", "2. 3岁以下幼儿入托率", "2．3岁以下幼儿入托率"]
    )
    def test_the_number_that_is_due_stands_before_a_digit(self, number):
        rows = [["指标", "2020年", "2025年"], ["1.托位（个）", "6", "7"], [f"{number}（%）", "8", "9"]]
        found = facts_of(rows).indicators[1]
        assert (found.serial_no, found.name) == ("2", "3岁以下幼儿入托率")


class TestResults:
    @pytest.mark.parametrize(
        ("aimed", "reached"),
        [("规划目标", "实现情况"), ("计划目标", "完成情况"), ("目标值", "实际完成"), ("规划值", "实绩")],
    )
    def test_what_was_reached_is_no_target(self, aimed, reached):
        rows = [
            ["指标", "2015年", aimed, "<", reached, "<"],
            ["^", "^", "2020年", "年均增长（%）", "2020年", "年均增长（%）"],
            ["负荷（万千瓦）", "310", "400", "5.2", "436", "7.1"],
        ]
        facts = facts_of(rows)
        (found,) = facts.indicators
        assert (found.baseline_value, found.target_value, found.target_year) == (310, 400, 2020)
        kinds = {each.raw: (each.role, each.kind) for each in facts.figures}
        assert kinds["436"] == ("actual", "status")
        assert (kinds["5.2"], kinds["7.1"]) == (("growth", "target"), ("growth", "status"))

    def test_a_caption_tells_what_the_targets_were_for(self):
        rows = [["指标", "单位", "规划目标", "完成情况", "完成率"], ["河道", "条", "350", "396", "113%"]]
        facts = facts_of("“十三五”主要指标完成情况", rows)
        assert owned(facts, "target") == [("350", 350, "条", "2020")]
        assert owned(facts, "actual") == [("396", 396, "条", "2020")]
        assert owned(facts, "completion") == [("113%", 113, "%", "2016-2020")]

    def test_an_old_target_beside_the_new_one(self):
        rows = [["指标", "2020年", "调整前目标", "调整后目标"], ["覆盖率（%）", "60", "70", "80"]]
        facts = facts_of(rows)
        assert facts.indicators[0].target_value == 80
        assert owned(facts, "old_target") == [("70", 70, "%", "2025")]

    @pytest.mark.parametrize("years", [("2016年", "2019年"), ("2016年", "2020年"), ("2011年", "2015年")])
    def test_past_years_are_no_targets(self, years):
        rows = [
            ["序号", "指标", "单位", *years],
            ["1", "产值", "亿元", "410", "602"],
            ["2", "税收", "亿元", "3", "4"],
        ]
        facts = facts_of("主要指标", rows, title="某市“十四五”规划")
        assert {each.kind for each in facts.figures} == {"status"}
        assert all(each.target_value is None for each in facts.indicators)

    @pytest.mark.parametrize("words", ["高于GDP增长", "与经济增长同步", "保持在合理区间"])
    def test_a_target_in_words(self, words):
        rows = [["指标", "2020年", "2025年", "年均/累计"], ["收入增长（%）", "5", "—", words]]
        (found,) = facts_of(rows).indicators
        assert (found.target_raw, found.target_value) == (words, None)


class TestChanges:
    @pytest.mark.parametrize("name", ["年均/累计", "年均增速〔累计〕", "五年年均增长", "五年累计"])
    def test_a_change_lasts_from_the_baseline_to_the_target(self, name):
        facts = facts_of([["指标", "2020年", "2025年", name], ["单耗（%）", "9", "8", "〔14〕"]])
        (figure,) = (each for each in facts.figures if each.raw == "〔14〕")
        assert (figure.period, figure.role, figure.unit) == ("2021-2025", "cumulative", "%")
        assert quotes(facts, figure, "period") == ["2020年", "2025年"]

    def test_a_sum_of_a_plain_number_has_no_unit(self):
        facts = facts_of([["指标", "2020年", "2025年", "年均增长（%）"], ["系数", "0.52", "0.57", "[0.05]"]])
        assert {each.unit for each in facts.figures} == {None}

    def test_products_with_plan_and_percentage(self):
        rows = [
            ["产品名称", "2020年产量", "2025年计划产量", "2025年为2020年的百分比"],
            ["水泥", "286万吨", "600万吨", "210"],
        ]
        facts = facts_of(rows)
        (found,) = facts.indicators
        assert (found.baseline_year, found.target_year, found.unit) == (2020, 2025, "万吨")
        (figure,) = (each for each in facts.figures if each.role == "comparison")
        assert (figure.value, figure.unit, figure.base_period, figure.kind) == (
            210,
            "%",
            "2020",
            "comparison",
        )


class TestMarks:
    @pytest.mark.parametrize(
        ("mark", "note"),
        [
            ("*", "注：带*的为2019年数据。"),
            ("①", "注：①为2019年数"),
            ("（*）", "注：1.标*的指标基期为2019年。"),
            ("#", "#为2019年数据。"),
            ("*", "注：①〔〕内为五年累计数。②带*的为2019年数据。"),
        ],
    )
    def test_a_note_gives_marked_values_another_year(self, mark, note):
        rows = [["指标", "2020年", "2025年"], ["甲（%）", f"10.5{mark}", "13"], ["乙（%）", "67", "71"]]
        found = facts_of(rows, note).indicators
        assert [each.baseline_year for each in found] == [2019, 2020]
        assert [each.baseline_value for each in found] == [Decimal("10.5"), 67]

    @pytest.mark.parametrize("name", ["甲*（%）", "甲（%）*", "*甲（%）"])
    def test_the_mark_of_a_name_dates_what_the_plan_starts_from(self, name):
        rows = [["指标", "2020年", "2025年"], [name, "10.5", "13"], ["乙（%）", "67", "71"]]
        first, second = facts_of(rows, "注：带*的指标现状值为2019年数据。").indicators
        assert (first.name, first.unit) == ("甲", "%")
        assert (first.baseline_year, first.target_year) == (2019, 2025)
        assert second.baseline_year == 2020

    @pytest.mark.parametrize(
        ("note", "natures"),
        [
            ("注：标*的为约束性指标，其余为预期性指标。", ["约束性", "预期性"]),
            ("注：1.带*的指标为约束性。", ["约束性", None]),
            ("*为约束性指标，△为预期性指标", ["约束性", None]),
            ("注：带#的为约束性指标。", [None, None]),
            ("注：本表指标均参照上级规划。", [None, None]),
        ],
    )
    def test_a_note_says_the_nature_of_marked_names(self, note, natures):
        rows = [["指标", "2020年", "2025年"], ["甲*（%）", "10.5", "13"], ["乙（%）", "67", "71"]]
        assert [each.nature for each in facts_of(rows, note).indicators] == natures

    def test_the_cell_counts_before_the_mark(self):
        rows = [["指标", "2020年", "2025年", "属性"], ["甲*（%）", "10.5", "13", "预期性"]]
        (found,) = facts_of(rows, "注：带*的为约束性指标。").indicators
        assert found.nature == "预期性"

    def test_a_table_without_notes(self):
        facts = facts_of([["指标", "2020年", "2025年"], ["甲（%）", "1", "2"]])
        document = facts.structure.document
        found = note_marks(document, document.tables[0], _grid(document))
        assert not found.years
        assert not found.natures


class TestCategoriesAboveEmptyCells:
    ROWS = (
        ["一级指标", "二级指标", "单位", "2020年", "2025年"],
        ["水环境", "甲", "%", "10.5", "13"],
        ["", "乙", "%", "67", "71"],
        ["土壤", "丙", "%", "7", "9"],
        ["", "丁", "%", "6", "8"],
    )

    def test_they_are_those_of_the_rows_below(self):
        found = facts_of([list(row) for row in self.ROWS]).indicators
        assert [each.category for each in found] == ["水环境", "水环境", "土壤", "土壤"]
        said = [[piece.derivation for piece in each.evidence if piece.field == "category"] for each in found]
        assert said == [["verbatim"], ["inherited"], ["verbatim"], ["inherited"]]

    def test_a_row_over_the_table_ends_them(self):
        rows = [list(row) for row in self.ROWS[:3]]
        rows[2:2] = [["空气", "", "", "", ""]]
        facts = facts_of(rows)
        assert [each.category for each in facts.indicators] == ["水环境", "空气"]

    def test_an_outer_category_ends_an_inner_one(self):
        rows = [
            ["领域", "类别", "指标", "单位", "2020年", "2025年"],
            ["环境", "水体", "甲", "%", "10.5", "13"],
            ["民生", "", "乙", "%", "67", "71"],
        ]
        assert [each.category for each in facts_of(rows).indicators] == ["环境 > 水体", "民生"]


class TestUnitsThatAreNotDue:
    def test_ratios_and_rows_with_a_dash_for_a_unit(self):
        rows = [
            ["指标", "单位", "2020年", "2025年"],
            ["城乡收入比", "", "2.31:1", "2.2:1"],
            ["融合水平", "/", "62", "70"],
            ["灌溉水利用系数", "", "0.55", "0.6"],
            ["监测点位", "", "62", "70"],
        ]
        facts = facts_of(rows)
        assert [each.code for each in facts.notices] == ["no_unit"]
        assert "监测点位" in facts.notices[0].text


def _grid(document):
    return make_grid(document, document.tables[0])


class TestLists:
    def test_indicators_without_values_are_records(self):
        rows = [
            ["目标", "序号", "指标", "解释", "指标类型"],
            ["一、宜居", "1", "开发强度（%）", "面积占比，不大于30%。", "导向指标"],
            ["^", "2", "绿道密度（公里/平方公里）", "长度与面积的比值。", "底线指标"],
            ["二、安全", "3", "消防达标率（%）", "达标的比例。", "底线指标"],
        ]
        assert told(facts_of(rows)) == [
            ("开发强度", "%", "宜居"),
            ("绿道密度", "公里/平方公里", "宜居"),
            ("消防达标率", "%", "安全"),
        ]

    def test_two_lists_beside_each_other(self):
        head = ["指标", "2020年", "2025年"]
        facts = facts_of([[*head, *head], ["甲（%）", "1", "2", "乙（个）", "3", "4"]])
        found = [(each.name, each.baseline_value, each.target_value) for each in facts.indicators]
        assert found == [("甲", 1, 2), ("乙", 3, 4)]


class TestColumns:
    def test_remarks_that_hold_natures_are_natures(self):
        head = ["指标", "2025年现状", "2030年目标", "备注"]
        rows = [head, ["绿地率（%）", "40", "42", "约束性"], ["床位（张）", "3", "5", "预期性"]]
        assert [each.nature for each in facts_of(rows).indicators] == ["约束性", "预期性"]

    def test_remarks_that_hold_words_stay_remarks(self):
        head = ["指标", "2025年现状", "2030年目标", "备注"]
        rows = [
            head,
            ["绿地率（%）", "40", "42", "约束性"],
            ["床位（张）", "3", "5", "含镇"],
            ["人口", "1", "2", "年末"],
        ]
        facts = facts_of(rows)
        assert [each.nature for each in facts.indicators] == [None, None, None]

    @pytest.mark.parametrize(
        ("printed", "name"),
        [
            ("产值（亿元，当年价）", "产值（当年价）"),
            ("产值（当年价，亿元）", "产值（当年价）"),
            ("产值(亿元、现价)", "产值(现价)"),
        ],
    )
    def test_a_unit_beside_a_remark(self, printed, name):
        facts = facts_of([["指标", "2020年", "2025年"], [printed, "3", "5"]])
        assert told(facts) == [(name, "亿元", None)]
        assert [each.value for each in facts.figures] == [Decimal(300000000), Decimal(500000000)]

    def test_two_units_in_one_bracket_are_no_unit_and_remark(self):
        facts = facts_of([["指标", "2020年", "2025年"], ["产值（亿元，%）", "3", "5"]])
        assert facts.indicators[0].name == "产值（亿元，%）"

    def test_both_ends_of_a_range_rest_on_the_unit_of_the_header(self):
        facts = facts_of([["指标", "2020年", "2025年"], ["产值（亿元）", "10", "13—14"]])
        target = facts.figures[-1]
        assert (target.value, target.value_max) == (Decimal(1300000000), Decimal(1400000000))
        roles = {(piece.field, piece.role) for piece in target.evidence}
        assert {("value", "unit"), ("value_max", "unit")} <= roles
        assert with_proved_values(facts).figures == facts.figures

    def test_a_unit_in_brackets_behind_a_value_is_its_own(self):
        facts = facts_of([["指标", "2020年", "2025年"], ["产值（亿元）", "3.1（亿元）", "52000（万元）"]])
        row = facts.indicators[0]
        assert (row.baseline_value, row.target_value, row.unit) == (Decimal("3.1"), Decimal("5.2"), "亿元")
        told = [(figure.raw, figure.value) for figure in facts.figures]
        assert told == [("3.1", Decimal(310000000)), ("52000", Decimal(520000000))]

    def test_the_plan_of_a_year_beside_what_was_done(self):
        head = ["指标", "计算单位", "2024年计划", "2024年完成", "2025年计划"]
        facts = facts_of(
            [head, ["投资", "亿元", "410", "402", "425"], ["床位", "张", "3", "4", "5"]], title=REPORT
        )
        kinds = [(each.raw, each.kind, each.unit) for each in facts.figures[:3]]
        assert sorted(kinds) == [("402", "status", "元"), ("410", "target", "元"), ("425", "target", "元")]

    @pytest.mark.parametrize(
        ("printed", "summed"), [("累计15亿元", True), ("五年累计15亿元", True), ("15亿元", False)]
    )
    def test_a_value_that_says_that_it_is_summed(self, printed, summed):
        facts = facts_of(
            [["指标", "基准值", "目标值"], ["外资", "2.8亿元", printed], ["产值", "3亿元", "4亿元"]]
        )
        assert (facts.indicators[0].target_value, facts.indicators[0].cumulative) == (Decimal(15), summed)


class TestYearsOfHeaders:
    @pytest.mark.parametrize("name", ["年均增速", "年均增速/[累计]", "五年累计"])
    def test_an_average_under_the_year_it_leads_to_is_one_over_the_years(self, name):
        rows = [
            ["指标", "2020年", "2025年目标", "<", "属性"],
            ["^", "^", "目标值", name, "^"],
            ["产值（亿元）", "60", "80", "6%", "预期性"],
        ]
        facts = facts_of(rows, title=PLAN)
        (over,) = [each for each in facts.figures if each.raw == "6%"]
        assert over.period == "2021-2025"
        assert [each.target_value for each in facts.indicators] == [80]

    @pytest.mark.parametrize("mark", ["（续表）", "续表", "（接上表）", "(续上表)"])
    def test_rows_behind_a_mark_of_going_on_have_the_header_before_it(self, mark):
        held = structured(
            b.paragraph("一、目标"),
            b.table([["指标", "2020年", "2025年"], ["甲（%）", "1", "2"]]),
            b.paragraph(mark),
            b.table([["乙（%）", "3", "4"]]),
        )
        found = interpret(held).indicators
        assert [(each.name, each.target_year) for each in found] == [("甲", 2025), ("乙", 2025)]

    def test_a_box_title_over_a_table_of_indicators_is_its_caption(self):
        title = [b.cell("专栏1　主要指标", span=3)]
        held = structured(
            b.paragraph("一、目标"), b.table([title, ["指标", "2020年", "2025年"], ["甲（%）", "1", "2"]])
        )
        (table,) = held.tables
        assert table.caption is not None
        assert (table.kind, held.document.blocks[table.caption.block].text) == (
            "indicator",
            "专栏1　主要指标",
        )


def test_the_first_number_before_a_digit_is_known_by_the_next_row() -> None:
    rows = [
        ["指标", "2020年", "2025年"],
        ["1．80岁以上津贴（元）", "1", "2"],
        ["2．5A级景区（家）", "1", "2"],
    ]
    assert [each.name for each in facts_of(rows).indicators] == ["80岁以上津贴", "5A级景区"]


class TestColumnsOfPlans:
    """Which column is what, where the words over it do not say it at once."""

    def test_what_the_plan_starts_from_under_a_header_of_goals(self):
        rows = [
            ["指标", "单位", "“十四五”规划指标", "<", "<", "属性"],
            ["^", "^", "基期", "目标值", "<", "^"],
            ["^", "^", "2020年", "2023年", "2025年", "^"],
            ["甲", "%", "1", "2", "3", "预期性"],
        ]
        (only,) = facts_of(rows).indicators
        assert (only.baseline_year, only.baseline_value, only.target_year) == (2020, 1, 2025)

    @pytest.mark.parametrize("tick", ["√", "✓", "●", "是"])
    def test_natures_that_name_columns_are_ticked(self, tick):
        rows = [
            ["指标", "单位", "2020年", "2025年", "预期性", "约束性"],
            ["甲", "%", "1", "2", tick, ""],
            ["乙", "%", "3", "4", "", tick],
        ]
        facts = facts_of(rows)
        assert [(each.nature, each.target_value) for each in facts.indicators] == [
            ("预期性", 2),
            ("约束性", 4),
        ]
        assert quotes(facts, facts.indicators[1], "nature") == ["约束性"]

    @pytest.mark.parametrize(
        ("title", "target"),
        [("某区空间规划（2021—2035年）", 3), ("某区空间“十四五”规划", 2)],
    )
    def test_of_goals_without_years_that_which_the_plan_leads_to(self, title, target):
        rows = [["指标", "规划基期年", "近期目标", "远期目标"], ["甲（%）", "1", "2", "3"]]
        (only,) = facts_of(rows, title=title).indicators
        assert (only.baseline_value, only.target_value) == (1, target)

    def test_a_review_in_the_middle_of_a_plan_starts_from_the_year_before_it(self):
        rows = [["指标", "单位", "2020年", "2022年实际", "2025年目标"], ["甲", "亿元", "160", "186", "220"]]
        facts = facts_of(rows)
        (only,) = facts.indicators
        assert (only.baseline_year, only.baseline_value, only.target_value) == (2020, 160, 220)
        assert [(each.raw, each.kind) for each in facts.figures if each.role == "actual"] == [
            ("186", "status")
        ]

    @pytest.mark.parametrize("printed", ["＞5、力争6", ">5，争取达到6"])
    def test_what_is_hoped_for_beyond_a_goal_is_not_the_goal(self, printed):
        facts = facts_of([["指标", "单位", "2020年", "2025年"], ["甲", "件", "3", printed]])
        (only,) = facts.indicators
        assert (only.target_value, only.target_qualifier, only.target_raw) == (5, "over", printed)
        assert codes(facts) == []

    def test_each_growth_is_that_of_the_level_before_it(self):
        rows = [
            ["指标", "2023年计划", "2023年预计完成", "增长（%）", "2024年计划", "增长（%）"],
            ["甲（亿元）", "880", "865", "5.6", "915", "6"],
        ]
        facts = facts_of(rows, title="某市2023年计划执行情况与2024年计划草案的报告")
        assert [(each.raw, each.period) for each in facts.figures if each.role == "growth"] == [
            ("5.6", "2023"),
            ("6", "2024"),
        ]

    def test_points_gained_since_a_year_are_a_change(self):
        rows = [["指标", "2020年", "2025年", "2025年比2020年提高（百分点）"], ["甲（%）", "1", "9", "8"]]
        facts = facts_of(rows)
        assert [(each.raw, each.unit) for each in facts.figures if each.role == "growth"] == [
            ("8", "个百分点")
        ]
        assert codes(facts) == []


class TestSumsOverThePeriod:
    @pytest.mark.parametrize("printed", ["2600（累计）", "2600（五年累计）", "（累计）2600", "〔2600〕"])
    def test_a_cell_may_say_that_it_is_a_sum(self, printed):
        (only,) = facts_of([["指标", "单位", "2020年", "2025年"], ["甲", "人", "1", printed]]).indicators
        assert (only.target_value, only.cumulative) == (2600, True)

    @pytest.mark.parametrize(
        ("note", "is_sum"), [("注：（ ）内为五年累计数。", True), ("注：数据为初步核算数。", False)]
    )
    def test_a_note_may_say_that_round_brackets_hold_sums(self, note, is_sum):
        rows = [["指标", "单位", "2020年", "2025年"], ["甲", "人", "1", "（12）"], [note, "<", "<", "<"]]
        (only,) = facts_of(rows).indicators
        assert (only.target_value, only.cumulative) == (12, is_sum)


class TestNumbersAndGroups:
    def test_numbers_with_a_letter(self):
        rows = [["编号", "指标", "2020年", "2025年"], ["A", "服务", "<", "<"], ["A1", "甲（%）", "1", "2"]]
        (only,) = facts_of(rows).indicators
        assert (only.serial_no, only.category) == ("A1", "服务")

    @pytest.mark.parametrize("below", ["", "^"])
    def test_a_group_row_beside_a_category_stands_inside_it_and_ends_with_it(self, below):
        rows = [
            ["类别", "指标", "单位", "2020年", "2025年"],
            ["资源", "矿产储量", "<", "<", "<"],
            [below, "甲", "吨", "12", "13"],
            [below, "乙", "吨", "86", "90"],
            ["绿色", "丙", "%", "40", "80"],
        ]
        told = [(each.name, each.category) for each in facts_of(rows).indicators]
        assert told == [("甲", "资源 > 矿产储量"), ("乙", "资源 > 矿产储量"), ("丙", "绿色")]

    def test_a_category_holds_for_several_empty_cells_below_it(self):
        rows = [
            ["类别", "指标", "单位", "2020年", "2025年"],
            ["资源", "甲", "吨", "12", "13"],
            ["", "乙", "吨", "86", "90"],
            ["", "丙", "%", "40", "80"],
        ]
        assert [each.category for each in facts_of(rows).indicators] == ["资源"] * 3
