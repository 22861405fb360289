from decimal import Decimal

import pytest

from parsers.tables.classify import classify_table
from tests.parsers.table_builder import LEFT, codes, derivations, document_of, facts_of, quotes, structure_of

HEAD = ["序号", "指标名称", "2020年", "2025年", "指标性质"]


def one(*parts, **options):
    (indicator,) = facts_of(*parts, **options).indicators
    return indicator


def kind_of(*rows, before=("某市数字经济发展“十四五”规划",), caption=""):
    document = document_of(rows, *before)
    return classify_table(document, document.tables[0], caption)


class TestKind:
    def test_indicator_tables(self):
        assert kind_of(HEAD, ["1", "甲（%）", "1", "2", "预期性"]) == "indicator"
        assert (
            kind_of(
                ["类别", "指标", "2020年", "2025年", "年均/累计", "属性"],
                ["经济", "甲", "1", "2", "", "预期性"],
            )
            == "indicator"
        )
        assert kind_of(["指标", "现状值", "目标值"], ["甲", "1", "2"]) == "indicator"
        assert kind_of(["指标", "单位", "目标", "责任单位"], ["甲", "个", "2", "市教育局"]) == "indicator"
        assert kind_of(["项目", "2020年", "2025年"], ["甲", "1", "2"], caption="主要发展指标") == "indicator"

    def test_figures_of_the_past_are_no_targets(self):
        rows = (["指标", "2018年", "2019年", "2020年"], ["甲", "1", "2", "3"], ["乙", "4", "5", "6"])
        assert kind_of(*rows) == "statistical"
        assert kind_of(*rows, before=()) == "statistical"

    def test_other_tables(self):
        assert kind_of(["表名", "说明"], ["甲", "乙"]) == "other"
        assert kind_of(["指标", "分值", "评分标准"], ["甲", "5", "好"]) == "other"
        assert kind_of(["序号", "主要任务", "责任单位"], ["1", "甲", "市教育局"]) == "task"
        assert kind_of() == "other"
        assert kind_of(["", ""], ["", ""]) == "other"

    def test_a_table_without_rows_is_other(self):
        assert kind_of(HEAD) == "other"

    def test_two_lists_side_by_side_are_read_as_two(self):
        head = ["指标名称", "2020年", "2025年"]
        assert kind_of([*head, *head], ["甲", "1", "2", "乙", "3", "4"]) == "indicator"


class TestHeaders:
    def test_header_in_the_first_column_is_reported(self):
        facts = facts_of(
            [
                ["指标名称", "甲", "乙"],
                ["2020年", "1", "2"],
                ["2025年", "3", "4"],
                ["属性", "预期性", "约束性"],
            ]
        )
        assert (facts.structure.tables[0].kind, facts.indicators, codes(facts)) == (
            "other",
            (),
            ["transposed_table"],
        )

    def test_an_unknown_column_is_named(self):
        facts = facts_of([[*HEAD, "经验教训"], ["1", "甲（%）", "1", "2", "预期性", "文字"]])
        (notice,) = facts.notices
        assert (notice.code, facts.structure.document.blocks[notice.block].text) == (
            "unknown_column",
            "经验教训",
        )
        assert "经验教训" in notice.text

    def test_empty_columns_and_rows_are_passed_over(self):
        facts = facts_of(
            [["序号", "指标", "", "2020年", "2025年"], ["", "", "", "", ""], ["1", "甲（%）", "", "1", "2"]]
        )
        assert ([indicator.name for indicator in facts.indicators], facts.notices) == (["甲"], ())

    def test_a_header_repeated_in_the_table_is_no_row(self):
        facts = facts_of(
            [HEAD, ["1", "甲（%）", "1", "2", "预期性"], HEAD, ["2", "乙（%）", "1", "2", "预期性"]]
        )
        assert [indicator.name for indicator in facts.indicators] == ["甲", "乙"]
        assert facts.notices == ()

    def test_title_and_unit_inside_the_table(self):
        rows = [
            ["主要指标", "<", "<"],
            ["单位：亿元", "<", "<"],
            ["指标名称", "2020年", "2025年目标"],
            ["产值", "82", "1000"],
        ]
        indicator = one(rows)
        assert (indicator.unit, indicator.target_value, derivations(indicator, "unit")) == (
            "亿元",
            Decimal(1000),
            {"inherited"},
        )

    def test_two_header_rows_with_an_interim_year(self):
        rows = [["指标", "<", "单位", "规划目标", "<"], ["^", "^", "^", "2023年", "2025年"]]
        facts = facts_of(
            [
                *rows,
                ["人均收入", "城镇", "元", "31000", "36000"],
                ["^", "农村", "元", "19000", "25000"],
                ["覆盖率", "<", "%", "24", "25"],
            ]
        )
        assert [(each.category, each.name, each.target_value) for each in facts.indicators] == [
            ("人均收入", "城镇", 36000),
            ("人均收入", "农村", 25000),
            (None, "覆盖率", 25),
        ]
        assert [(each.role, each.period, each.value) for each in facts.figures[:2]] == [
            ("interim", "2023", 31000),
            ("target", "2025", 36000),
        ]


class TestYears:
    @pytest.mark.parametrize(
        ("names", "years"),
        [
            (("2020年", "2025年"), (2020, 2025)),
            (("2020年基期值", "2025年目标"), (2020, 2025)),
            (("现状（2019年）", "目标（2025年）"), (2019, 2025)),
            (("“十三五”末", "“十四五”末"), (2020, 2025)),
            (("2022年实际", "2025年"), (2022, 2025)),
            (("2020", "2025"), (2020, 2025)),
            (("2020年完成", "到2025年"), (2020, 2025)),
            (("２０２０年", "２０２５年"), (2020, 2025)),
        ],
    )
    def test_from_the_header(self, names, years):
        indicator = one([["指标", *names], ["甲（%）", "1", "2"]])
        assert (indicator.baseline_year, indicator.target_year) == years
        assert (indicator.baseline_value, indicator.target_value) == (1, 2)
        assert "inherited" not in derivations(indicator, "target_year")

    def test_from_the_title_of_the_plan(self):
        facts = facts_of([["指标", "现状值", "目标值"], ["甲（%）", "1", "2"]])
        (indicator,) = facts.indicators
        assert (indicator.baseline_year, indicator.target_year) == (2020, 2025)
        assert (derivations(indicator, "target_year"), quotes(facts, indicator, "target_year")) == (
            {"inherited"},
            ["“十四五”"],
        )
        assert [figure.period_basis for figure in facts.figures] == ["inherited", "inherited"]

    def test_from_the_caption(self):
        facts = facts_of(
            "某县水利“十五五”规划主要指标", [["指标", "现状值", "目标值"], ["甲（%）", "1", "2"]], title=""
        )
        assert facts.indicators[0].target_year == 2030

    def test_unknown_stays_unknown(self):
        indicator = one([["指标", "现状值", "目标值"], ["甲（%）", "1", "2"]], title="")
        assert (indicator.baseline_year, indicator.target_year) == (None, None)

    @pytest.mark.parametrize("title", ["", "某市“十四五”规划"])
    def test_outlook_and_earlier_years_are_interim(self, title):
        facts = facts_of(
            [["指标", "2019年", "2020年", "2025年", "2035年"], ["甲（%）", "1", "2", "3", "4"]], title=title
        )
        (indicator,) = facts.indicators
        assert (
            indicator.baseline_year,
            indicator.baseline_value,
            indicator.target_year,
            indicator.target_value,
        ) == (2020, 2, 2025, 3)
        assert [(each.role, each.kind, each.period) for each in facts.figures] == [
            ("interim", "status", "2019"),
            ("baseline", "status", "2020"),
            ("target", "target", "2025"),
            ("interim", "target", "2035"),
        ]

    def test_a_plan_of_other_years(self):
        indicator = one(
            [["指标", "2022年", "2025年", "2027年"], ["甲（%）", "1", "2", "3"]],
            title="某县水利规划（2023—2027年）",
        )
        assert (indicator.baseline_year, indicator.target_year) == (2022, 2027)

    def test_a_year_in_the_cell_wins(self):
        facts = facts_of([["指标", "2020年", "2025年"], ["甲（岁）", "77.3（2019年）", "79"]])
        (indicator,) = facts.indicators
        assert (indicator.baseline_year, indicator.baseline_raw, indicator.baseline_value) == (
            2019,
            "77.3（2019年）",
            Decimal("77.3"),
        )
        assert quotes(facts, indicator, "baseline_year") == ["2019年"]


class TestUnits:
    @pytest.mark.parametrize(
        ("rows", "unit", "source"),
        [
            ([["指标", "2020年", "2025年"], ["产值（亿元）", "1", "2"]], "亿元", "verbatim"),
            ([["指标", "单位", "2020年", "2025年"], ["产值", "亿元", "1", "2"]], "亿元", "verbatim"),
            ([["指标", "2020年（亿元）", "2025年（亿元）"], ["产值", "1", "2"]], "亿元", "inherited"),
            ([["指标", "2020年", "2025年"], ["覆盖率", "—", "60%"]], "%", "verbatim"),
            ([["指标", "2020年", "2025年"], ["用户", "1万户", "2万户"]], "万户", "verbatim"),
        ],
    )
    def test_places(self, rows, unit, source):
        indicator = one(rows)
        assert (indicator.unit, derivations(indicator, "unit")) == (unit, {source})

    def test_a_full_width_sign_is_made_half_width(self):
        indicator = one([["指标", "2020年", "2025年"], ["覆盖率（％）", "1", "2"]])
        assert (indicator.unit, derivations(indicator, "unit")) == ("%", {"normalised"})

    def test_from_the_note(self):
        facts = facts_of("主要指标", "单位：亿元", [["指标", "2020年", "2025年"], ["产值", "82", "1000"]])
        assert (facts.indicators[0].unit, facts.indicators[0].target_value) == ("亿元", 1000)
        assert [(each.value, each.unit) for each in facts.figures] == [
            (8_200_000_000, "元"),
            (100_000_000_000, "元"),
        ]
        assert quotes(facts, facts.figures[0], "unit") == ["亿元"]

    def test_a_note_of_several_units_is_no_unit(self):
        facts = facts_of("单位：亿元、%", [["指标", "2020年", "2025年"], ["产值", "82", "1000"]])
        assert (facts.indicators[0].unit, codes(facts)) == (None, ["no_unit"])

    def test_a_percent_printed_again_in_the_value(self):
        indicator = one([["指标", "2020年", "2025年"], ["覆盖率（%）", "50%", "８０％"]])
        assert (indicator.name, indicator.unit, indicator.baseline_value, indicator.target_value) == (
            "覆盖率",
            "%",
            50,
            80,
        )

    def test_number_words_in_the_value_are_counted_in_the_unit_of_the_row(self):
        facts = facts_of(
            [
                ["指标", "2020年", "2025年"],
                ["基站（座）", "4000", "2.7万"],
                ["产值（亿元）", "9000", "1.2万亿元"],
            ]
        )
        assert [indicator.target_value for indicator in facts.indicators] == [27000, 12000]
        assert [figure.value for figure in facts.figures if figure.role == "target"] == [
            27000,
            1_200_000_000_000,
        ]

    def test_another_unit_in_the_value_is_reported(self):
        facts = facts_of([["指标", "2020年", "2025年"], ["产值（亿元）", "82", "15%"]])
        assert codes(facts) == ["unit_conflict"]
        assert facts.indicators[0].target_value is None

    def test_growth_has_its_own_unit(self):
        facts = facts_of(
            [["指标", "2020年", "2025年", "年均增速（%）"], ["产值（亿元）", "10", "20", "15左右"]]
        )
        growth = facts.figures[-1]
        assert (
            growth.role,
            growth.value,
            growth.unit,
            growth.qualifier,
            growth.period,
            growth.period_basis,
        ) == (
            "growth",
            15,
            "%",
            "about",
            "2021-2025",
            "inherited",
        )


class TestValues:
    @pytest.mark.parametrize(
        ("text", "value", "upper", "qualifier"),
        [
            ("99", "99", None, "exact"),
            ("1,700", "1700", None, "exact"),
            ("≥90", "90", None, "at_least"),
            (">5", "5", None, "over"),
            ("5.5左右", "5.5", None, "about"),
            ("95以上", "95", None, "at_least"),
            ("30-40", "30", "40", "exact"),
            ("24.1*", "24.1", None, "exact"),
            ("24\n.1", "24.1", None, "exact"),
        ],
    )
    def test_numbers(self, text, value, upper, qualifier):
        indicator = one([HEAD, ["1", "甲（%）", "1", text, "预期性"]])
        assert (indicator.target_value, indicator.target_value_max) == (
            Decimal(value),
            Decimal(upper) if upper else None,
        )
        assert indicator.target_qualifier == qualifier

    def test_brackets_are_cumulative(self):
        facts = facts_of([HEAD, ["1", "甲（万人）", "—", "〔10〕", "预期性"]])
        (indicator,) = facts.indicators
        assert (indicator.target_raw, indicator.target_value, indicator.cumulative) == ("〔10〕", 10, True)

    @pytest.mark.parametrize("text", ["—", "-", "/", "完成上级下达任务"])
    def test_missing_and_words(self, text):
        facts = facts_of([HEAD, ["1", "甲（%）", text, "2", "预期性"]])
        (indicator,) = facts.indicators
        assert (indicator.baseline_raw, indicator.baseline_value, indicator.baseline_year) == (
            text,
            None,
            2020,
        )
        assert ([figure.role for figure in facts.figures], facts.notices) == (["target"], ())

    def test_digits_that_are_not_understood_are_reported(self):
        facts = facts_of([HEAD, ["1", "甲（%）", "1", "比2020年下降5%、力争更多", "预期性"]])
        assert (facts.indicators[0].target_raw, facts.indicators[0].target_value, codes(facts)) == (
            "比2020年下降5%、力争更多",
            None,
            ["unread_value"],
        )

    def test_growth_and_cumulative_in_one_column(self):
        facts = facts_of(
            [
                ["指标", "2020年", "2025年", "年均/累计"],
                ["甲（%）", "1", "2", "5.5"],
                ["乙（%）", "1", "—", "〔18〕"],
            ]
        )
        assert [
            (figure.role, figure.value)
            for figure in facts.figures
            if figure.role not in ("baseline", "target")
        ] == [
            ("growth", 5.5),
            ("cumulative", 18),
        ]

    def test_figures_belong_to_their_indicator(self):
        facts = facts_of(
            [HEAD, ["1", "甲（亿元）", "1", "2", "预期性"], ["2", "乙（座）", "—", "3", "预期性"]]
        )
        assert [
            (each.owner, each.role, each.metric, each.value, each.period, each.origin)
            for each in facts.figures
        ] == [
            (("indicator", 0), "baseline", "甲", 100_000_000, "2020", "indicator_table"),
            (("indicator", 0), "target", "甲", 200_000_000, "2025", "indicator_table"),
            (("indicator", 1), "target", "乙", 3, "2025", "indicator_table"),
        ]
        assert quotes(facts, facts.figures[1], "value", "label") == ["2025年"]


class TestNames:
    @pytest.mark.parametrize(
        ("cells", "serial", "name"),
        [
            (["1", "甲（%）"], "1", "甲"),
            (["1.", "甲（%）"], "1", "甲"),
            (["", "2.甲（%）"], "2", "甲"),
            (["{3.}", "甲（%）"], "3", "甲"),
            (["", "{4、}甲（%）"], "4", "甲"),
            (["", "5G用户（万户）"], "", "5G用户"),
            (["", "其中：乙（%）"], "", "乙"),
            (["1", "甲率\n（%）"], "1", "甲率"),
            (["1", "业务量（不含快递）（亿件）"], "1", "业务量（不含快递）"),
        ],
    )
    def test_serial_and_name(self, cells, serial, name):
        facts = facts_of([HEAD, [*cells, "1", "2", "预期性"]])
        assert [(each.serial_no, each.name) for each in facts.indicators] == [(serial, name)]

    def test_an_automatic_number_rests_on_the_name(self):
        facts = facts_of([HEAD, ["{3.}", "甲（%）", "1", "2", "预期性"]])
        assert (
            derivations(facts.indicators[0], "serial_no"),
            quotes(facts, facts.indicators[0], "serial_no"),
        ) == ({"computed"}, ["甲"])

    def test_category_column(self):
        facts = facts_of(
            [
                ["类别", "指标", "2020年", "2025年"],
                ["经济", "甲（%）", "1", "2"],
                ["^", "乙（%）", "1", "2"],
                ["", "丙（%）", "1", "2"],
            ]
        )
        assert [each.category for each in facts.indicators] == ["经济", "经济", None]

    def test_one_name_over_category_serial_and_name(self):
        rows = [
            ["主要指标", "<", "<", "2020年", "2025年"],
            ["规模", "1", "甲（家）", "1", "2"],
            ["^", "2", "乙（亿元）", "3", "4"],
        ]
        assert [(each.category, each.serial_no, each.name) for each in facts_of(rows).indicators] == [
            ("规模", "1", "甲"),
            ("规模", "2", "乙"),
        ]

    def test_category_rows(self):
        rows = [
            HEAD,
            ["一、经济发展", "<", "<", "<", "<"],
            ["1", "甲（%）", "1", "2", "预期性"],
            ["二", "生态", "", "", ""],
            ["2", "乙（%）", "1", "2", "约束性"],
        ]
        facts = facts_of(rows)
        assert [(each.name, each.category) for each in facts.indicators] == [
            ("甲", "经济发展"),
            ("乙", "生态"),
        ]
        assert derivations(facts.indicators[0], "category") == {"inherited"}

    def test_levels_of_names(self):
        facts = facts_of(
            [["一级指标", "二级指标", "三级指标", "2020年", "2025年"], ["经济", "质量", "甲（%）", "1", "2"]]
        )
        assert (facts.indicators[0].category, facts.indicators[0].name) == ("经济 > 质量", "甲")

    @pytest.mark.parametrize(
        ("text", "nature"),
        [("预期性", "预期性"), ("约束性指标", "约束性"), ("约 束", "约束性"), ("", None), ("—", None)],
    )
    def test_nature(self, text, nature):
        facts = facts_of([HEAD, ["1", "甲（%）", "1", "2", text]])
        assert (facts.indicators[0].nature, facts.notices) == (nature, ())

    def test_an_unknown_nature_is_reported(self):
        facts = facts_of([HEAD, ["1", "甲（%）", "1", "2", "指导性"]])
        assert (facts.indicators[0].nature, codes(facts)) == (None, ["unknown_nature"])

    def test_values_of_a_column_decide_what_it_is(self):
        assert one([["指标", "2020年", "2025年", "类型"], ["甲（%）", "1", "2", "约束性"]]).nature == "约束性"

    def test_rows_that_are_no_indicators_are_reported(self):
        facts = facts_of(
            [
                HEAD,
                ["1", "甲（%）", "1", "2", "预期性"],
                ["", "", "3", "4", ""],
                ["注：甲按现价计算。", "<", "<", "<", "<"],
            ]
        )
        assert (len(facts.indicators), codes(facts)) == (1, ["unread_row", "table_note"])


class TestContinuation:
    WATER = (
        ["指标名称", "单位", "2020年", "2025年", "属性"],
        ["供水能力", "万吨", "30", "45", "预期性"],
    )

    @pytest.mark.parametrize(
        "row",
        [
            ["管网", LEFT, "公里", "120", "240", "预期性"],
            ["管网", "公里", "120", LEFT, "240", "预期性"],
            ["管网", "公里", "120", "240", "预期性", LEFT],
        ],
    )
    @pytest.mark.parametrize("caption", [(), ("续表",)])
    def test_merged_columns_keep_the_header_of_the_page_before(self, row, caption):
        last = facts_of(self.WATER, *caption, [row, row]).indicators[-1]
        assert (last.name, last.unit, last.baseline_raw, last.target_raw, last.nature) == (
            "管网",
            "公里",
            "120",
            "240",
            "预期性",
        )

    def test_other_columns_are_another_table_whatever_its_caption(self):
        tables = structure_of(self.WATER, "续表", [["管网", "120"], ["水厂", "3"]]).tables
        assert [table.continues for table in tables] == [None, None]

    def test_a_caption_and_a_repeated_header(self):
        facts = facts_of(
            "表1",
            [HEAD, ["一、甲类", "<", "<", "<", "<"], ["1", "甲（%）", "1", "2", ""]],
            "续表1",
            [HEAD, ["2", "乙（%）", "1", "2", ""]],
        )
        assert [table.continues for table in facts.structure.tables] == [None, 0]
        assert [(each.name, each.category) for each in facts.indicators] == [("甲", "甲类"), ("乙", "甲类")]

    def test_no_header_of_its_own(self):
        facts = facts_of([HEAD, ["1", "甲（%）", "1", "2", "预期性"]], [["2", "乙（%）", "3", "4", "约束性"]])
        assert [(each.name, each.target_year, each.nature) for each in facts.indicators] == [
            ("甲", 2025, "预期性"),
            ("乙", 2025, "约束性"),
        ]

    def test_a_caption_of_its_own_begins_anew(self):
        tables = structure_of(
            "表1",
            [HEAD, ["1", "甲（%）", "1", "2", ""]],
            "表2 其他指标",
            [HEAD, ["1", "乙（%）", "1", "2", ""]],
        ).tables
        assert [table.continues for table in tables] == [None, None]

    def test_the_unit_note_holds_on(self):
        facts = facts_of(
            "单位：亿元", [["指标", "2020年", "2025年"], ["产值", "1", "2"]], [["收入", "3", "4"]]
        )
        assert [indicator.unit for indicator in facts.indicators] == ["亿元", "亿元"]
