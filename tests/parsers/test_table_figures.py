import pytest

from tests.parsers.table_builder import codes, facts_of, quotes


def told(facts):
    return [(each.metric, each.value, each.unit, each.period) for each in facts.figures]


class TestOtherTables:
    def test_label_and_column_name_make_the_metric(self):
        facts = facts_of(
            [["行业", "企业数（家）", "产值（亿元）"], ["电子", "12", "3.5"], ["纺织", "约20", "—"]]
        )
        assert told(facts) == [
            ("电子企业数", 12, "家", None),
            ("电子产值", 350_000_000, "元", None),
            ("纺织企业数", 20, "家", None),
        ]
        assert [(each.origin, each.owner, each.kind, each.qualifier) for each in facts.figures][2] == (
            "other_table",
            None,
            "status",
            "approx",
        )

    @pytest.mark.parametrize("note", ["单位：公里", "（单位：公里）"])
    def test_years_in_the_header(self, note):
        facts = facts_of(note, [["路网", "2018年", "2019年"], ["公路里程", "100", "120"]])
        assert told(facts) == [("公路里程", 100, "公里", "2018"), ("公路里程", 120, "公里", "2019")]

    @pytest.mark.parametrize("header", ["比2019年增长（%）", "较2019年增长（%）"])
    def test_a_growth_over_a_year_is_of_the_time_of_the_amount_beside_it(self, header):
        facts = facts_of([["品种", "单位", "2020年产量", header], ["水泥", "万吨", "3", "4.5"]])
        found = [(float(each.value), each.period, each.base_period) for each in facts.figures]
        assert found == [(30_000, "2020", None), (4.5, "2020", "2019")]

    def test_years_in_the_rows(self):
        facts = facts_of([["年份", "用电量（万千瓦时）"], ["2018年", "100"], ["2019年", "120"]])
        assert told(facts) == [
            ("用电量", 1_000_000, "千瓦时", "2018"),
            ("用电量", 1_200_000, "千瓦时", "2019"),
        ]

    def test_a_unit_column(self):
        facts = facts_of([["品种", "单位", "数量"], ["水泥", "万吨", "3"], ["钢材", "吨", "5"]])
        assert told(facts) == [("水泥数量", 30_000, "吨", None), ("钢材数量", 5, "吨", None)]

    def test_the_unit_in_the_label(self):
        assert told(facts_of([["名称", "数值"], ["面积（平方公里）", "12"]])) == [
            ("面积", 12, "平方公里", None)
        ]

    def test_repeated_types_do_not_name_a_row(self):
        facts = facts_of([["字段", "类型", "长度"], ["甲", "字符", "10"], ["乙", "字符", "20"]])
        assert [each.metric for each in facts.figures] == ["甲长度", "乙长度"]

    def test_serials_texts_and_tables_without_labels_give_nothing(self):
        assert facts_of([["序号", "表名", "说明"], ["1", "甲", "文字"], ["2", "乙", "第3条"]]).figures == ()
        assert facts_of([["1", "2"], ["3", "4"]]).figures == ()
        assert facts_of([["长", "宽"], ["3", "4"]]).figures == ()
        assert facts_of([["", "", ""], ["", "", ""]]).figures == ()

    def test_header_and_label_are_evidence(self):
        facts = facts_of([["行业", "产值（亿元）"], ["电子", "3.5"]])
        (figure,) = facts.figures
        assert (
            quotes(facts, figure, "metric"),
            quotes(facts, figure, "unit"),
            quotes(facts, figure, "value"),
        ) == (
            ["电子", "产值"],
            ["亿元"],
            ["3.5"],
        )


class TestNothingIsLostOrInvented:
    @pytest.mark.parametrize(
        "rows", [[], [[""]], [["甲"]], [["<"]], [["序号", "指标", "2020年", "2025年"]], [["专栏1"], ["甲。"]]]
    )
    def test_odd_tables_pass(self, rows):
        facts = facts_of(rows)
        assert (facts.indicators, facts.projects, facts.figures, codes(facts)) == ((), (), (), [])
