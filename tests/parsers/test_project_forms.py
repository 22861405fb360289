"""Project lists of many forms: years by other names, subtotals, parts, domains, summaries, money by
source."""

from decimal import Decimal

import pytest

from parsers.tables.classify import classify_table
from tests.parsers.table_builder import codes, document_of, facts_of, quotes

HEAD = ["序号", "项目名称", "建设性质", "建设内容", "建设地点", "项目起止", "总投资（万元）"]


def tree(facts) -> list[tuple[str, str, str, str | None]]:
    """Kind, serial, name and name of the row above of every row."""
    rows = facts.projects
    return [
        (row.row_kind, row.serial_no, row.name, None if row.parent is None else rows[row.parent].name)
        for row in rows
    ]


def row(serial: str, name: str, amount: str, content: str = "修") -> list[str]:
    return [serial, name, "新建", content, "东区", "2021-2022", amount]


def kind_of(head: list[str], cells: list[str], caption: str = "") -> str:
    document = document_of([head, cells])
    return classify_table(document, document.tables[0], caption)


@pytest.mark.parametrize(
    "name",
    [
        "项目起止",
        "起止",
        "项目起止年月",
        "项目计划起止时间",
        "拟建设年份",
        "工程年限",
        "建设年",
        "项目执行期",
        "实施起止时限",
        "建设工期",
        "规划建设时间",
        "计划实施年度",
    ],
)
def test_years_by_any_name(name):
    facts = facts_of([["项目名称", "建设内容", name], ["甲", "修路", "2021-2023"]])
    (only,) = facts.projects
    assert (only.start_year, only.end_year, only.period_raw, facts.notices) == (2021, 2023, "2021-2023", ())


class TestBuildTypeAndStage:
    def test_each_in_its_own_column(self):
        facts = facts_of([["项目名称", "建设性质", "建设阶段", "建设内容"], ["甲", "改扩建", "前期", "修路"]])
        (only,) = facts.projects
        assert (only.build_type, only.stage) == ("改扩建", "前期")
        assert quotes(facts, only, "build_type") == ["改扩建"]

    @pytest.mark.parametrize(
        ("values", "field"), [(("新建", "改建"), "build_type"), (("续建", "新开工"), "stage")]
    )
    def test_values_decide_under_a_vague_name(self, values, field):
        rows = [["项目名称", "性质", "建设内容"], *(["甲", value, "修路"] for value in values)]
        found = facts_of(rows).projects
        assert [getattr(only, field) for only in found] == list(values)

    def test_several_words_are_known(self):
        facts = facts_of([["项目名称", "建设性质", "建设内容"], ["甲", "新建、改建", "修路"]])
        assert (facts.projects[0].build_type, codes(facts)) == ("新建、改建", [])


class TestPartsAndSubtotals:
    def test_parts_belong_to_their_project_and_subtotals_to_their_group(self):
        rows = [
            HEAD,
            ["", "河道工程", "<", "<", "<", "<", ""],
            row("1", "甲", "4"),
            ["2", "乙", "", "", "", "", "6"],
            row("（1）", "乙东段", "2"),
            row("（2）", "乙西段", "4"),
            row("3", "丙", "5"),
            ["", "小 计", "", "", "", "", "15"],
            ["", "合 计", "", "", "", "", "15"],
        ]
        assert tree(facts_of(rows)) == [
            ("category", "", "河道工程", None),
            ("project", "1", "甲", "河道工程"),
            ("project", "2", "乙", "河道工程"),
            ("part", "（1）", "乙东段", "乙"),
            ("part", "（2）", "乙西段", "乙"),
            ("project", "3", "丙", "河道工程"),
            ("subtotal", "", "小 计", "河道工程"),
            ("total", "", "合 计", None),
        ]

    @pytest.mark.parametrize(
        "parts",
        [
            [row("2.1", "乙东段", "2"), row("2.2", "乙西段", "4")],
            [row("①", "乙东段", "2"), row("②", "乙西段", "4")],
            [row("", "（1）乙东段", "2"), row("", "（2）乙西段", "4")],
            [row("", "其中：乙东段", "2"), row("", "乙西段", "4")],
        ],
    )
    def test_parts_in_other_forms(self, parts):
        facts = facts_of([HEAD, row("1", "甲", "4"), row("2", "乙", "6"), *parts, row("3", "丙", "5")])
        assert [(only.row_kind, only.name) for only in facts.projects] == [
            ("project", "甲"),
            ("project", "乙"),
            ("part", "乙东段"),
            ("part", "乙西段"),
            ("project", "丙"),
        ]
        assert {only.parent for only in facts.projects if only.row_kind == "part"} == {1}

    def test_a_project_in_parts_leaves_it_to_them_to_tell_what_is_built(self):
        rows = [
            HEAD,
            ["1", "甲", "", "", "", "", "6"],
            row("1.1", "乙", "2"),
            row("1.2", "丙", "4"),
            row("2", "丁", "5"),
        ]
        assert tree(facts_of(rows)) == [
            ("project", "1", "甲", None),
            ("part", "1.1", "乙", "甲"),
            ("part", "1.2", "丙", "甲"),
            ("project", "2", "丁", None),
        ]

    @pytest.mark.parametrize(
        ("amounts", "kinds"),
        [
            (("9", "4", "5", "3"), ["project", "part", "part", "project"]),
            (("9", "4", "7", "3"), ["project", "part", "project", "project"]),
        ],
    )
    def test_in_a_list_without_numbers_parts_go_on_as_far_as_they_add_up(self, amounts, kinds):
        names = ("甲", "其中：乙", "丙", "丁")
        rows = [row("", name, amount)[1:] for name, amount in zip(names, amounts, strict=True)]
        assert [only.row_kind for only in facts_of([HEAD[1:], *rows]).projects] == kinds

    def test_numbers_inside_groups_are_no_parts(self):
        rows = [
            HEAD,
            ["1", "交通", "", "", "", "", "6"],
            row("1.1", "甲", "2"),
            row("1.2", "乙", "4"),
            ["2", "水利", "", "", "", "", "1"],
            row("2.1", "丙", "1"),
        ]
        assert [only.row_kind for only in facts_of(rows).projects] == [
            "category",
            "project",
            "project",
            "category",
            "project",
        ]

    def test_projects_in_reserve_stand_beside_the_groups(self):
        rows = [
            HEAD,
            ["一", "续建项目", "", "", "", "", "4"],
            row("1", "甲", "4"),
            ["备选项目", "<", "<", "<", "<", "<", "<"],
            row("1", "乙", "6"),
        ]
        assert tree(facts_of(rows))[2:] == [
            ("category", "", "备选项目", None),
            ("project", "1", "乙", "备选项目"),
        ]


def test_a_project_goes_on_in_a_row_without_name_number_and_amount():
    rows = [
        ["序号", "项目名称", "建设内容", "建设单位", "工程投资（亿元）"],
        ["1", "甲", "一期", "某公司", "3"],
        ["", "", "二期", "某集团", ""],
        ["2", "乙", "修坝", "某院", "4"],
    ]
    facts = facts_of(rows)
    first, second = facts.projects
    assert (first.content, [body.name for body in first.bodies]) == ("一期；二期", ["某公司", "某集团"])
    assert (second.name, second.total_investment, facts.notices) == ("乙", 400_000_000, ())


class TestSummaries:
    @pytest.mark.parametrize("head", ["县（市、区）", "项目类别", "所属区县"])
    def test_rows_of_a_summary_are_groups(self, head):
        rows = [
            ["序号", head, "项目个数", "总投资（亿元）"],
            ["1", "甲", "12", "30"],
            ["2", "乙", "3", "10"],
            ["", "合计", "15", "40"],
        ]
        facts = facts_of(rows)
        assert [(only.row_kind, only.name, only.item_count) for only in facts.projects] == [
            ("category", "甲", 12),
            ("category", "乙", 3),
            ("total", "合计", 15),
        ]
        assert [each.value for each in facts.figures if each.role == "count"] == [12, 3, 15]

    def test_numbers_of_other_units_are_no_counts_of_projects(self):
        rows = [
            ["项目类别", "单位", "数量", "总投资（万元）"],
            ["管网工程", "公里", "5500", "30"],
            ["泵站工程", "项", "25", "10"],
        ]
        assert [only.item_count for only in facts_of(rows).projects] == [None, 25]


class TestColumns:
    def test_scale_in_columns_is_content_and_figures(self):
        rows = [
            ["项目名称", "建设规模", "<", "总投资（万元）"],
            ["^", "道路（公里）", "桥梁（座）", "^"],
            ["甲", "12", "2", "100"],
        ]
        facts = facts_of(rows)
        assert facts.projects[0].content == "道路12公里；桥梁2座"
        assert [(each.metric, each.value, each.unit) for each in facts.figures if each.role == "scale"] == [
            ("道路", 12, "公里"),
            ("桥梁", 2, "座"),
        ]

    def test_scale_under_a_header_of_one_row_names_nothing_but_its_unit(self):
        rows = [["项目名称", "建设规模（公里）", "总投资（万元）"], ["甲", "12", "100"]]
        assert facts_of(rows).projects[0].content == "12公里"

    def test_scale_as_unit_and_number(self):
        rows = [
            ["项目名称", "建设规模", "<", "建设年限"],
            ["^", "单位", "数量", "^"],
            ["甲", "公里", "12", "2021"],
        ]
        assert facts_of(rows).projects[0].content == "12公里"

    def test_money_by_source_and_year(self):
        rows = [
            ["项目名称", "建设内容", "总投资（万元）", "资金来源（万元）", "<", "年度投资计划（万元）", "<"],
            ["^", "^", "^", "中央", "自筹", "2021年", "2022年"],
            ["甲", "修路", "100", "70", "30", "60", "40"],
        ]
        facts = facts_of(rows)
        assert (facts.projects[0].total_investment, facts.notices) == (1_000_000, ())
        assert [(each.role, each.value, each.period) for each in facts.figures][1:] == [
            ("funding", 700_000, None),
            ("funding", 300_000, None),
            ("year_investment", 600_000, "2021"),
            ("year_investment", 400_000, "2022"),
        ]

    @pytest.mark.parametrize(
        ("names", "total"),
        [
            (("合计", "费用性", "资本性"), 1_000_000),
            (("费用性", "资本性", "合计"), 300_000),
            (("费用性", "资本性", "其他"), None),
        ],
    )
    def test_a_total_in_parts(self, names, total):
        rows = [
            ["项目名称", "建设内容", "总投资（万元）", "<", "<"],
            ["^", "^", *names],
            ["甲", "修路", "100", "70", "30"],
        ]
        assert facts_of(rows).projects[0].total_investment == total

    @pytest.mark.parametrize(
        ("head", "yuan"),
        [
            ("总投资（人民币万元）", 120_000),
            ("总投资﹙万元﹚", 120_000),
            ("总投资额（单位：人民币亿元）", 1_200_000_000),
            ("总投资（亿元）（人民币）", 1_200_000_000),
        ],
    )
    def test_units_in_the_header(self, head, yuan):
        assert (
            facts_of([["项目名称", "建设内容", head], ["甲", "修路", "12"]]).projects[0].total_investment
            == yuan
        )

    def test_work_before_building_is_content(self):
        facts = facts_of([["项目名称", "前期工作内容", "估算总投资（亿元）"], ["甲", "完成可行性研究", "3"]])
        assert (facts.projects[0].content, facts.notices) == ("完成可行性研究", ())

    def test_projects_by_year(self):
        rows = [["年度", "序号", "项目名称", "建设内容"], ["2021年", "1", "甲", "修"], ["^", "2", "乙", "修"]]
        assert tree(facts_of(rows))[0] == ("category", "", "2021年", None)


@pytest.mark.parametrize(
    ("head", "cells", "caption"),
    [
        (["序号", "项目名称", "建设单位"], ["1", "甲", "某公司"], ""),
        (["序号", "项目名称", "所属区县"], ["1", "甲", "某县"], ""),
        (["序号", "项目名称"], ["1", "甲"], "附表2 储备项目清单"),
        (["序号", "储备项目名称", "建设内容", "匡算投资（亿元）"], ["1", "甲", "修", "3"], ""),
    ],
)
def test_lists_without_money_are_project_lists(head, cells, caption):
    assert kind_of(head, cells, caption) == "project"


@pytest.mark.parametrize("amount", ["12-3-4-5", "见附件2第3页", "9.9.9"])
def test_an_amount_that_is_not_understood_is_told(amount: str) -> None:
    facts = facts_of([HEAD, row("1", "甲工程", "100"), row("2", "乙工程", amount)])
    assert [project.total_investment for project in facts.projects] == [1_000_000, None]
    assert "unread_value" in codes(facts)


def test_a_sum_named_by_its_unit_alone_below_a_merged_head() -> None:
    rows = [
        ["序号", "项目名称", "建设内容", "建设年限", "总投资", "<", "责任单位"],
        ["^", "^", "^", "^", "（万元）", "其中：财政资金（万元）", "^"],
        ["1", "甲楼", "建楼", "2026-2028", "26", "8", "乙局"],
    ]
    assert [each.total_investment for each in facts_of(rows, title="某市“十五五”规划").projects] == [260000]


class TestSeveralPeriods:
    HEAD = ("项目名称", "建设内容", "总投资（亿元）")

    @pytest.mark.parametrize(
        ("columns", "amounts", "roles"),
        [
            (
                ("“十三五”完成投资", "“十四五”投资", "“十五五”投资"),
                ("2", "5", "3"),
                ("invested", "period_investment", "investment"),
            ),
            (("2021—2025年投资", "2026—2030年投资"), ("5", "3"), ("period_investment", "investment")),
            (("2026—2030年投资", "2021—2025年投资"), ("3", "5"), ("investment", "period_investment")),
        ],
    )
    def test_the_investment_in_the_period_is_that_of_the_years_of_the_plan(self, columns, amounts, roles):
        facts = facts_of([[*self.HEAD, *columns], ["甲", "修路", "10", *amounts]])
        (only,) = facts.projects
        assert only.period_investment == 500000000
        assert tuple(each.role for each in facts.figures[1:]) == roles
        past = {each.kind for each in facts.figures if each.role == "invested"}
        assert past <= {"status"}

    def test_what_was_spent_before_the_plan_is_no_investment_in_its_period(self):
        facts = facts_of([[*self.HEAD, "“十三五”完成投资"], ["甲", "修路", "10", "2"]])
        assert facts.projects[0].period_investment is None


def test_rows_of_a_summary_are_alike():
    rows = [
        ["类别", "项目数（个）", "总投资（亿元）"],
        ["合计", "36", "41"],
        ["公路", "21", "26"],
        ["其中：高速公路", "4", "16"],
        ["水运", "9", "9"],
        ["枢纽", "6", "6"],
    ]
    assert tree(facts_of(rows)) == [
        ("total", "", "合计", None),
        ("category", "", "公路", None),
        ("part", "", "高速公路", "公路"),
        ("category", "", "水运", None),
        ("category", "", "枢纽", None),
    ]


def test_a_column_may_hold_name_and_content():
    rows = [
        ["项目类别", "项目名称及建设内容", "投资（亿元）"],
        ["种业", "1.制种基地：建设制种田3万亩", "2.4"],
        ["", "2.良种场：改造良种场5个", "1.1"],
        ["合计", "<", "3.5"],
    ]
    facts = facts_of(rows)
    assert [(each.name, each.content) for each in facts.projects if each.row_kind == "project"] == [
        ("制种基地", "建设制种田3万亩"),
        ("良种场", "改造良种场5个"),
    ]
    assert facts.projects[-1].row_kind == "total"


def test_the_word_for_the_total_may_stand_in_the_column_of_places():
    rows = [["序号", "县区", "项目名称", "总投资（亿元）"], ["1", "甲县", "修路", "2"], ["", "合计", "", "2"]]
    assert [only.row_kind for only in facts_of(rows).projects] == ["project", "total"]


def test_columns_of_measures_are_what_is_built():
    rows = [
        ["项目名称", "电压等级（千伏）", "建设性质", "线路长度（公里）", "静态投资（万元）", "计划投产年"],
        ["城东变", "220", "新建", "12.5", "23000", "2023"],
    ]
    facts = facts_of(rows)
    (only,) = facts.projects
    assert (only.end_year, only.total_investment, codes(facts)) == (2023, 230000000, [])
    assert ("线路长度", Decimal("12.5"), "公里") in [
        (each.metric, each.value, each.unit) for each in facts.figures
    ]


def test_one_sum_below_all_domains_is_the_total():
    rows = [
        ["项目类型", "项目名称", "年限", "投资额"],
        ["商贸", "甲", "2021—2024", "2亿元"],
        ["^", "乙", "2021—2025", "1亿元"],
        ["电商", "丙", "2022—2023", "1亿元"],
        ["小计", "<", "", "4亿元"],
    ]
    facts = facts_of(rows)
    assert [(only.row_kind, only.end_year) for only in facts.projects if only.row_kind != "category"] == [
        ("project", 2024),
        ("project", 2025),
        ("project", 2023),
        ("total", None),
    ]
