import pytest

from parsers.tables.classify import classify_table
from tests.parsers.table_builder import codes, derivations, document_of, facts_of, quotes

HEAD = [
    "序号",
    "项目名称",
    "建设内容及规模",
    "建设性质",
    "建设起止年限",
    "总投资（亿元）",
    "“十四五”投资（亿元）",
    "建设单位",
    "责任单位",
]
SHORT = ["序号", "项目名称", "建设内容", "总投资（亿元）", "责任单位"]


def project(*cells: str) -> list[str]:
    return ["1", "甲项目", "建设机房", "新建", "2021-2023", "2.5", "2", "某公司", "市教育局", *cells][
        : len(HEAD)
    ]


def tree(facts) -> list[tuple[str, str, str, str | None]]:
    """Kind, serial, name and name of the group above of every row."""
    rows = facts.projects
    return [
        (row.row_kind, row.serial_no, row.name, None if row.parent is None else rows[row.parent].name)
        for row in rows
    ]


def kind_of(*rows) -> str:
    document = document_of(rows)
    return classify_table(document, document.tables[0])


class TestKind:
    def test_project_tables(self):
        assert kind_of(HEAD, project()) == "project"
        assert kind_of(["序号", "项目名称", "建设内容"], ["1", "甲", "乙"]) == "project"
        assert (
            kind_of(["项目", "建设规模", "总投资（万元）", "实施单位"], ["甲", "乙", "1", "丙"]) == "project"
        )
        assert (
            kind_of(["序号", "工程名称", "责任单位", "完成时限"], ["1", "甲", "市教育局", "2025年"])
            == "project"
        )

    def test_other_tables(self):
        assert kind_of(["项目", "内容", "备注"], ["甲", "乙", ""]) == "other"
        assert kind_of(["序号", "项目名称", "备注"], ["1", "甲", ""]) == "other"
        assert kind_of(["名称", "类型", "说明"], ["甲", "char", "乙"]) == "other"
        assert kind_of(["序号", "重点任务", "责任单位"], ["1", "甲", "市教育局"]) == "task"

    def test_years_of_investment_are_no_indicator(self):
        rows = [
            ["项目名称", "总投资", "年度投资计划", "<"],
            ["^", "^", "2022年", "2025年"],
            ["甲", "3", "1", "2"],
        ]
        assert kind_of(*rows) == "project"


class TestFields:
    def test_a_row(self):
        facts = facts_of([[*HEAD, "建设地点", "备注"], [*project(), "某县", "已立项"]])
        (row,) = facts.projects
        assert (row.row_kind, row.serial_no, row.name, row.content, row.build_type, row.stage) == (
            "project",
            "1",
            "甲项目",
            "建设机房",
            "新建",
            None,
        )
        assert (row.period_raw, row.start_year, row.end_year, row.location, row.remarks) == (
            "2021-2023",
            2021,
            2023,
            "某县",
            "已立项",
        )
        assert (row.total_investment_raw, row.total_investment, row.period_investment) == (
            "2.5",
            250_000_000,
            200_000_000,
        )
        assert [(body.role, body.name) for body in row.bodies] == [
            ("builder", "某公司"),
            ("responsible", "市教育局"),
        ]
        assert facts.notices == ()

    def test_layout_inside_cells_vanishes_and_each_paragraph_is_quoted(self):
        rows = [
            HEAD,
            [
                "1",
                "甲工程\n（某县）",
                "1.建机房。¶2.建基站。",
                "续 建",
                "2021-\n2023",
                "2.5 ",
                "2",
                "某有限\n公司",
                "某区¶政府",
            ],
        ]
        facts = facts_of(rows)
        (row,) = facts.projects
        assert (row.name, row.content, row.build_type, row.period_raw) == (
            "甲工程（某县）",
            "1.建机房。2.建基站。",
            "续 建",
            "2021-2023",
        )
        assert (derivations(row, "name"), derivations(row, "content")) == ({"verbatim"}, {"normalised"})
        assert quotes(facts, row, "content") == ["1.建机房。", "2.建基站。"]
        assert ([body.name for body in row.bodies], row.total_investment_raw) == (
            ["某有限公司", "某区政府"],
            "2.5",
        )

    @pytest.mark.parametrize(
        ("text", "years", "months"),
        [
            ("2019-2021", (2019, 2021), (None, None)),
            ("2021—2025年", (2021, 2025), (None, None)),
            ("2023.6-2025.12", (2023, 2025), (6, 12)),
            ("2020年6月—2025年12月", (2020, 2025), (6, 12)),
            ("2022年", (2022, 2022), (None, None)),
            ("2021年起", (2021, None), (None, None)),
            ("2025年底前", (None, 2025), (None, None)),
        ],
    )
    def test_periods(self, text, years, months):
        (row,) = facts_of([HEAD, ["1", "甲", "乙", "新建", text, "1", "1", "", ""]]).projects
        assert (row.period_raw, (row.start_year, row.end_year), (row.start_month, row.end_month)) == (
            text,
            years,
            months,
        )

    def test_start_and_end_in_columns_of_their_own(self):
        rows = [["项目名称", "建设内容", "开工时间", "竣工时间"], ["甲", "乙", "2021年3月", "2023年底"]]
        (row,) = facts_of(rows).projects
        assert (row.start_year, row.start_month, row.end_year, row.period_raw) == (
            2021,
            3,
            2023,
            "2021年3月—2023年底",
        )

    def test_start_and_end_below_one_name(self):
        rows = [
            ["项目名称", "建设内容", "建设年限", "<"],
            ["^", "^", "开工", "竣工"],
            ["甲", "乙", "2021年", "2023年"],
        ]
        (row,) = facts_of(rows).projects
        assert (row.start_year, row.end_year) == (2021, 2023)

    @pytest.mark.parametrize(
        ("name", "cell", "yuan"),
        [
            ("总投资（亿元）", "2.83", 283_000_000),
            ("总投资（万元）", "12,000", 120_000_000),
            ("总投资/万元", "5", 50_000),
            ("计划总投资", "1.5亿元", 150_000_000),
            ("投资估算（亿元）", "5000万元", 50_000_000),
            ("投资规模（亿元）", "约3", 300_000_000),
        ],
    )
    def test_amounts_are_in_yuan(self, name, cell, yuan):
        (row,) = facts_of([["项目名称", "建设内容", name], ["甲", "乙", cell]]).projects
        assert (row.total_investment_raw, row.total_investment) == (cell, yuan)

    def test_the_unit_of_the_note(self):
        facts = facts_of("单位：万元", [["项目名称", "建设内容", "总投资"], ["甲", "乙", "12"]])
        assert facts.projects[0].total_investment == 120_000
        assert quotes(facts, facts.figures[0], "unit") == ["万元"]

    def test_of_several_units_in_the_note_that_of_money(self):
        facts = facts_of("单位：亿元、公里", [["项目名称", "建设内容", "总投资"], ["甲", "乙", "12"]])
        assert facts.projects[0].total_investment == 1_200_000_000

    def test_the_unit_of_the_column_beside(self):
        facts = facts_of(
            [["项目名称", "建设内容", "总投资（万元）", "其中“十四五”期间"], ["甲", "乙", "12", "3"]]
        )
        assert (facts.projects[0].period_investment, facts.notices) == (30_000, ())

    def test_an_amount_without_a_unit_is_reported(self):
        facts = facts_of([["项目名称", "建设内容", "总投资"], ["甲", "乙", "12"]])
        assert (facts.projects[0].total_investment_raw, facts.projects[0].total_investment, codes(facts)) == (
            "12",
            None,
            ["no_unit"],
        )

    @pytest.mark.parametrize("text", ["待定", "—", "/"])
    def test_no_amount(self, text):
        facts = facts_of([["项目名称", "建设内容", "总投资（亿元）"], ["甲", "乙", text]])
        assert (
            facts.projects[0].total_investment_raw,
            facts.projects[0].total_investment,
            facts.figures,
            facts.notices,
        ) == (text, None, (), ())

    def test_dashes_are_no_text(self):
        (row,) = facts_of([[*SHORT, "备注"], ["1", "甲", "乙", "1", "—", "/"]]).projects
        assert (row.bodies, row.remarks) == ((), None)

    def test_bodies_and_roles(self):
        rows = [
            ["项目名称", "建设内容", "牵头单位", "配合单位"],
            ["甲", "乙", "市教育局", "市财政局、各区县（人民政府）"],
        ]
        facts = facts_of(rows)
        assert [(body.role, body.name) for body in facts.projects[0].bodies] == [
            ("lead", "市教育局"),
            ("cooperating", "市财政局"),
            ("cooperating", "各区县（人民政府）"),
        ]
        assert quotes(facts, facts.projects[0], "responsible") == [
            "市教育局",
            "市财政局",
            "各区县（人民政府）",
        ]

    def test_an_unknown_stage_is_kept_and_reported(self):
        facts = facts_of([HEAD, ["1", "甲", "乙", "朦胧", "2021年", "1", "1", "", ""]])
        assert (facts.projects[0].build_type, codes(facts)) == ("朦胧", ["unknown_stage"])


class TestFigures:
    def test_amounts_of_a_row(self):
        facts = facts_of([HEAD, project()])
        assert [
            (each.role, each.metric, each.subject, each.value, each.unit, each.period, each.kind, each.owner)
            for each in facts.figures
        ] == [
            ("total_investment", "总投资", "甲项目", 250_000_000, "元", "2021-2023", "plan", ("project", 0)),
            (
                "period_investment",
                "“十四五”投资",
                "甲项目",
                200_000_000,
                "元",
                "2021-2025",
                "plan",
                ("project", 0),
            ),
        ]

    def test_years_below_one_name(self):
        rows = [
            ["项目名称", "总投资", "年度投资计划", "<", "建设内容"],
            ["^", "^", "2021年", "2022年", "^"],
            ["甲", "3", "1", "2", "乙"],
        ]
        facts = facts_of("单位：亿元", rows)
        assert [(each.role, each.metric, each.period, each.value) for each in facts.figures] == [
            ("total_investment", "总投资", None, 300_000_000),
            ("year_investment", "年度投资计划", "2021", 100_000_000),
            ("year_investment", "年度投资计划", "2022", 200_000_000),
        ]

    def test_years_of_the_plan_when_the_column_names_none(self):
        facts = facts_of([["项目名称", "建设内容", "规划期内投资（亿元）"], ["甲", "乙", "3"]])
        assert [(each.period, each.period_basis) for each in facts.figures] == [("2021-2025", "inherited")]

    def test_invested_so_far_is_a_status(self):
        facts = facts_of([["项目名称", "建设内容", "截至2020年底累计完成投资（亿元）"], ["甲", "乙", "3"]])
        assert [(each.role, each.kind, each.period) for each in facts.figures] == [
            ("invested", "status", "2020")
        ]

    def test_parts_of_a_total_are_figures_of_their_own(self):
        rows = [
            ["项目名称", "建设内容", "投资（亿元）", "<"],
            ["^", "^", "总投资", "其中：市级"],
            ["甲", "乙", "3", "1"],
        ]
        facts = facts_of(rows)
        assert (facts.projects[0].total_investment, [each.role for each in facts.figures]) == (
            300_000_000,
            ["total_investment", "funding"],
        )

    def test_group_rows_have_figures_too(self):
        facts = facts_of(
            [
                SHORT,
                ["合计", "", "", "9", ""],
                ["一", "交通", "", "9", ""],
                ["1", "甲", "乙", "9", "市教育局"],
            ]
        )
        assert [(each.subject, each.value) for each in facts.figures] == [
            ("合计", 900_000_000),
            ("交通", 900_000_000),
            ("甲", 900_000_000),
        ]


class TestGroups:
    def test_total_on_top_two_levels_and_counts_in_a_column(self):
        rows = [
            SHORT,
            ["", "总计", "3项", "9", ""],
            ["一", "交通", "3项", "9", ""],
            ["（一）", "公路", "2项", "5", ""],
        ]
        rows += [
            ["1", "甲", "修路", "4", "市教育局"],
            ["2", "乙", "修路", "1", "市教育局"],
            ["（二）", "铁路", "1项", "4", ""],
            ["1", "丙", "修路", "4", "市教育局"],
        ]
        facts = facts_of(rows)
        assert tree(facts) == [
            ("total", "", "总计", None),
            ("category", "一", "交通", None),
            ("subcategory", "（一）", "公路", "交通"),
            ("project", "1", "甲", "公路"),
            ("project", "2", "乙", "公路"),
            ("subcategory", "（二）", "铁路", "交通"),
            ("project", "1", "丙", "铁路"),
        ]
        assert [row.item_count for row in facts.projects] == [3, 3, 2, None, None, 1, None]
        assert facts.notices == ()

    @pytest.mark.parametrize("word", ["总计", "合 计", "共计", "总\n计", "全市合计", "合计（2项）"])
    @pytest.mark.parametrize("place", range(3))
    def test_total_at_the_bottom_in_any_place(self, word, place):
        row = [[word, "", "", "5", ""], ["", word, "", "5", ""], [word, "<", "<", "5", ""]][place]
        facts = facts_of(
            [SHORT, ["1", "甲", "修路", "4", "市教育局"], ["2", "乙", "修路", "1", "市教育局"], row]
        )
        assert [(each.row_kind, each.parent) for each in facts.projects] == [
            ("project", None),
            ("project", None),
            ("total", None),
        ]
        assert facts.projects[2].total_investment == 500_000_000

    def test_groups_merged_across(self):
        rows = [
            SHORT,
            ["一、交通（2项）", "<", "<", "5", ""],
            ["1", "甲", "修路", "4", "市教育局"],
            ["二、水利", "<", "<", "<", "<"],
            ["2", "乙", "修坝", "1", "市教育局"],
        ]
        facts = facts_of(rows)
        assert tree(facts) == [
            ("category", "一", "交通", None),
            ("project", "1", "甲", "交通"),
            ("category", "二", "水利", None),
            ("project", "2", "乙", "水利"),
        ]
        assert (facts.projects[0].item_count, facts.projects[0].total_investment) == (2, 500_000_000)

    def test_groups_with_the_label_in_the_name_column(self):
        facts = facts_of(
            [SHORT, ["", "（一）公路（10个）", "", "5", ""], ["1", "甲", "修路", "4", "市教育局"]]
        )
        assert tree(facts) == [("category", "（一）", "公路", None), ("project", "1", "甲", "公路")]
        assert facts.projects[0].item_count == 10

    def test_groups_without_a_serial(self):
        rows = [
            SHORT,
            ["交通领域", "<", "<", "<", "<"],
            ["1", "甲", "修路", "4", "市教育局"],
            ["", "水利领域", "", "1", ""],
            ["2", "乙", "修坝", "1", "市教育局"],
        ]
        assert tree(facts_of(rows)) == [
            ("category", "", "交通领域", None),
            ("project", "1", "甲", "交通领域"),
            ("category", "", "水利领域", None),
            ("project", "2", "乙", "水利领域"),
        ]

    def test_two_levels_without_a_serial(self):
        rows = [
            ["项目名称", "建设内容", "建设年限"],
            ["基础设施", "<", "<"],
            ["道路", "<", "<"],
            ["甲", "修", "2021年"],
            ["管网", "<", "<"],
            ["乙", "铺", "2021年"],
        ]
        assert tree(facts_of(rows)) == [
            ("category", "", "基础设施", None),
            ("subcategory", "", "道路", "基础设施"),
            ("project", "", "甲", "道路"),
            ("subcategory", "", "管网", "基础设施"),
            ("project", "", "乙", "管网"),
        ]

    def test_decimal_serials(self):
        rows = [
            SHORT,
            ["1", "交通", "", "5", ""],
            ["1.1", "甲", "修路", "4", "市教育局"],
            ["2", "水利", "", "1", ""],
            ["2.1", "乙", "修坝", "1", "市教育局"],
        ]
        assert tree(facts_of(rows)) == [
            ("category", "1", "交通", None),
            ("project", "1.1", "甲", "交通"),
            ("category", "2", "水利", None),
            ("project", "2.1", "乙", "水利"),
        ]

    def test_projects_numbered_in_chinese_stay_projects(self):
        rows = [SHORT, ["一", "甲", "修路", "4", "市教育局"], ["二", "乙", "修坝", "1", "市教育局"]]
        assert [row.row_kind for row in facts_of(rows).projects] == ["project", "project"]

    def test_a_project_that_says_little_is_no_group(self):
        rows = [
            SHORT,
            ["1", "甲", "修路", "4", "市教育局"],
            ["2", "乙", "", "1", ""],
            ["3", "丙", "3座", "1", ""],
        ]
        assert [row.row_kind for row in facts_of(rows).projects] == ["project"] * 3

    def test_subtotals_belong_to_their_group(self):
        rows = [
            SHORT,
            ["一", "交通", "", "", ""],
            ["1", "甲", "修路", "4", "市教育局"],
            ["小计", "", "", "4", ""],
            ["二", "水利", "", "", ""],
        ]
        rows += [["2", "乙", "修坝", "1", "市教育局"], ["小计", "", "", "1", ""], ["合计", "", "", "5", ""]]
        assert tree(facts_of(rows))[2:] == [
            ("subtotal", "", "小计", "交通"),
            ("category", "二", "水利", None),
            ("project", "2", "乙", "水利"),
            ("subtotal", "", "小计", "水利"),
            ("total", "", "合计", None),
        ]

    def test_a_domain_in_a_merged_cell_is_a_group_row_over_its_projects(self):
        facts = facts_of(
            [
                ["类别", *SHORT],
                ["一、水利（2项）", "1", "甲", "修坝", "1", "市教育局"],
                ["^", "2", "乙", "修渠", "2", "市教育局"],
                ["^", "小计", "<", "", "3", ""],
                ["二、交通（1项）", "3", "丙", "修路", "2", "市教育局"],
                ["合计", "<", "<", "", "5", ""],
            ]
        )
        assert tree(facts) == [
            ("category", "一", "水利", None),
            ("project", "1", "甲", "水利"),
            ("project", "2", "乙", "水利"),
            ("subtotal", "", "小计", "水利"),
            ("category", "二", "交通", None),
            ("project", "3", "丙", "交通"),
            ("total", "", "合计", None),
        ]
        assert [row.item_count for row in facts.projects if row.row_kind == "category"] == [2, 1]

    def test_two_columns_of_domains_and_blank_cells_below(self):
        rows = [
            ["领域", "方面", *SHORT],
            ["水利", "防洪", "1", "甲", "修坝", "1", "市教育局"],
            ["", "", "2", "乙", "修渠", "2", "市教育局"],
            ["", "供水", "3", "丙", "修管", "2", "市教育局"],
            ["交通", "公路", "4", "丁", "修路", "2", "市教育局"],
        ]
        assert tree(facts_of(rows)) == [
            ("category", "", "水利", None),
            ("subcategory", "", "防洪", "水利"),
            ("project", "1", "甲", "防洪"),
            ("project", "2", "乙", "防洪"),
            ("subcategory", "", "供水", "水利"),
            ("project", "3", "丙", "供水"),
            ("category", "", "交通", None),
            ("subcategory", "", "公路", "交通"),
            ("project", "4", "丁", "公路"),
        ]

    def test_a_category_told_of_each_row_alone_is_context(self):
        facts = facts_of(
            [
                ["类别", *SHORT],
                ["水利", "1", "甲", "修坝", "1", "市教育局"],
                ["交通", "2", "乙", "修渠", "2", "市教育局"],
            ]
        )
        assert tree(facts) == [("project", "1", "甲", None), ("project", "2", "乙", None)]
        assert quotes(facts, facts.projects[1], "name", "context") == ["交通"]

    def test_rows_that_go_on_with_a_project(self):
        rows = [
            ["序号", "项目名称", "建设内容", "总投资（亿元）", "建设单位"],
            ["1", "甲", "一期", "4", "某公司"],
            ["^", "^", "二期", "^", "另一公司"],
            ["2", "乙", "修坝", "1", "某公司"],
        ]
        facts = facts_of(rows)
        assert [(row.name, row.content, [body.name for body in row.bodies]) for row in facts.projects] == [
            ("甲", "一期；二期", ["某公司", "另一公司"]),
            ("乙", "修坝", ["某公司"]),
        ]

    def test_an_amount_merged_over_several_projects_is_reported(self):
        facts = facts_of([SHORT, ["1", "甲", "修路", "4", "市教育局"], ["2", "乙", "修路", "^", "市教育局"]])
        assert [row.total_investment for row in facts.projects] == [400_000_000, None]
        assert codes(facts) == ["shared_value"]

    def test_rows_without_a_name_are_reported(self):
        facts = facts_of(
            [
                SHORT,
                ["1", "甲", "修路", "4", "市教育局"],
                ["", "", "", "7", "某处"],
                ["注：投资为估算数。", "<", "<", "<", "<"],
            ]
        )
        assert (len(facts.projects), codes(facts)) == (1, ["unread_row", "table_note"])


class TestContinuation:
    ROWS = (
        SHORT,
        ["一", "交通", "", "9", ""],
        ["（一）", "公路", "", "5", ""],
        ["1", "甲", "修路", "4", "市教育局"],
    )
    MORE = (
        ["2", "乙", "修路", "1", "市教育局"],
        ["（二）", "铁路", "", "4", ""],
        ["1", "丙", "修路", "4", "市教育局"],
    )

    @pytest.mark.parametrize("caption", ["续表", "附表1（续）", "续表1 重点项目"])
    def test_groups_stay_open(self, caption):
        facts = facts_of("附表1", self.ROWS, caption, (SHORT, *self.MORE))
        assert facts.structure.tables[1].continues == 0
        assert tree(facts)[3:] == [
            ("project", "2", "乙", "公路"),
            ("subcategory", "（二）", "铁路", "交通"),
            ("project", "1", "丙", "铁路"),
        ]

    def test_no_header_of_its_own(self):
        facts = facts_of("附表1", self.ROWS, self.MORE)
        assert tree(facts)[3:] == [
            ("project", "2", "乙", "公路"),
            ("subcategory", "（二）", "铁路", "交通"),
            ("project", "1", "丙", "铁路"),
        ]

    def test_a_new_table_begins_anew(self):
        facts = facts_of("附表1", self.ROWS, "附表2 其他项目", (SHORT, *self.MORE))
        assert tree(facts)[3] == ("project", "2", "乙", None)
