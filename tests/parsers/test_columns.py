import re

import pytest

from models.vocabularies import read_rows
from parsers.tables.bodies import read_bodies
from parsers.tables.columns import KINDS, header_key, is_column_name, is_value_name, meanings
from parsers.tables.passage import of_blocks
from parsers.tables.row_labels import Rank, read_serial, row_word, split_count, split_label, whole_count
from parsers.tables.table_units import split_unit
from tests.parsers.test_grid import blocks


def passage(*texts: str):
    source = blocks(*texts)
    return of_blocks(source, tuple(range(len(source))))


def first(text: str, kind: str) -> str:
    found = meanings(text, kind)
    return found[0].field if found else ""


@pytest.mark.parametrize("row", read_rows("columns"), ids=lambda row: f"{row['field']}-{row['example']}")
def test_every_example_of_the_vocabulary_means_its_field(row):
    kinds = KINDS if row["kind"] == "any" else (row["kind"],)
    assert row["field"] in {found.field for kind in kinds for found in meanings(row["example"], kind)}


def test_no_synonym_has_two_meanings_in_one_kind():
    seen: dict[tuple[str, str, str], str] = {}
    for row in read_rows("columns"):
        key = (row["kind"], row["form"], row["text"])
        if row["form"] == "is":
            pair = {seen.get(key, row["field"]), row["field"]}
            assert pair in ({row["field"]}, {"build_type", "stage"}), row  # the values decide between these
        seen[key] = row["field"]


@pytest.mark.parametrize("name", ["natures", "stages", "row_words", "body_roles", "body_suffixes"])
def test_other_vocabularies_have_an_example_and_no_repeats(name):
    rows = read_rows(name)
    words = [next(iter(row.values())) for row in rows]
    assert len(set(words)) == len(words)
    assert all(row["example"] for row in rows)


@pytest.mark.parametrize("row", read_rows("row_words"), ids=lambda row: row["example"])
def test_every_example_of_a_row_word_has_its_meaning(row):
    re.compile(row["text"])
    assert row_word(row["example"]) == row["meaning"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("“十四五”\n期间投资（亿元）", "十四五期间投资"),
        ("总投资/万元", "总投资"),
        ("建 设 内 容", "建设内容"),
        ("年均增速〔累计〕", "年均增速"),
        ("（亿元）", "亿元"),
        ("２０２５年", "2025年"),
        ("年均/累计", "年均/累计"),
    ],
)
def test_the_key_of_a_header(text, key):
    assert header_key(text) == key


@pytest.mark.parametrize(
    ("text", "kind", "field"),
    [
        ("计划总投资（万元）", "project", "total_investment"),
        ("“十四五”期间计划投资", "project", "period_investment"),
        ("2021—2025年投资（亿元）", "project", "period_investment"),
        ("规划期内投资", "project", "period_investment"),
        ("2022年计划投资", "project", "year_investment"),
        ("年度投资计划2023年", "project", "year_investment"),
        ("截至2020年底累计完成投资", "project", "invested"),
        ("牵头单位", "project", "lead"),
        ("项目主要建设内容及规模", "project", "content"),
        ("指标", "indicator", "name"),
        ("2020年基期值", "indicator", "baseline"),
        ("2022年实际", "indicator", "actual"),
        ("“十三五”末", "indicator", "value"),
        ("2025年目标", "indicator", "target"),
        ("规划目标", "indicator", "target"),
        ("“十四五”年均增速（%）", "indicator", "growth"),
        ("五年累计", "indicator", "cumulative"),
        ("指标属性", "indicator", "nature"),
        ("经验教训", "project", ""),
    ],
)
def test_names_of_columns(text, kind, field):
    assert first(text, kind) == field


def test_a_year_is_a_name_that_may_be_data():
    assert is_value_name("2025年")
    assert is_value_name("2025年")
    assert not is_value_name("2025年目标")
    assert not is_column_name("预期性")


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("森林覆盖率（%）", "森林覆盖率", "%"),
        ("普及率（部/百人）", "普及率", "部/百人"),
        ("业务量（不含快递）（亿件）", "业务量（不含快递）", "亿件"),
        ("业务量（亿件）（不含快递）", "业务量（不含快递）", "亿件"),
        ("产值(亿元)", "产值", "亿元"),
        ("机组〔单位：万千瓦〕", "机组", "万千瓦"),
    ],
)
def test_the_unit_in_a_name(text, name, unit):
    bare, found = split_unit(passage(text))
    assert (bare.text, found.text if found else None) == (name, unit)


def test_other_brackets_stay_in_the_name():
    assert split_unit(passage("业务量（不含快递）"))[1] is None


@pytest.mark.parametrize(
    ("text", "rank", "serial"),
    [
        ("一", Rank.COUNTING, "一"),
        ("十二、", Rank.COUNTING, "十二"),
        ("（一）", Rank.COUNTING_IN_BRACKETS, "（一）"),
        ("(三)", Rank.COUNTING_IN_BRACKETS, "(三)"),
        ("1.", Rank.NUMBER, "1"),
        ("12", Rank.NUMBER, "12"),
        ("1.2", Rank.NUMBER, "1.2"),
        ("（1）", Rank.NUMBER_IN_BRACKETS, "（1）"),
        ("①", Rank.NUMBER_IN_BRACKETS, "①"),
    ],
)
def test_serials(text, rank, serial):
    read = read_serial(passage(text))
    assert (read.rank, read.serial.text, read.rest.text) == (rank, serial, "")


@pytest.mark.parametrize("text", ["总计", "5G基站", "110千伏变电站", "2021年", "合计（5项）", ""])
def test_what_is_no_serial(text):
    assert read_serial(passage(text)).rank is None


@pytest.mark.parametrize(
    ("text", "serial", "rest"),
    [
        ("一、基础设施", "一", "基础设施"),
        ("（二）管网", "（二）", "管网"),
        ("1.道路工程", "1", "道路工程"),
        ("2、道路工程", "2", "道路工程"),
        ("5G基站", "", "5G基站"),
        ("1.5兆瓦机组", "", "1.5兆瓦机组"),
        ("三江河治理", "", "三江河治理"),
    ],
)
def test_labels_before_names(text, serial, rest):
    label = split_label(passage(text))
    assert (label.serial.text, label.rest.text) == (serial, rest)


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("道路（10项）", "道路", 10),
        ("总计67项", "总计", 67),
        ("管网（共3个项目）", "管网", 3),
        ("合计：5项", "合计", 5),
    ],
)
def test_counts_behind_names(text, name, count):
    bare, behind = split_count(passage(text))
    assert (bare.text, whole_count(behind) if behind else None) == (name, count)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("67项", 67),
        ("共41个项目", 41),
        ("（10个）", 10),
        ("建设10个站", None),
        ("2021年", None),
        ("10", None),
    ],
)
def test_texts_that_are_a_count(text, count):
    assert whole_count(passage(text)) == count


class TestBodies:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("市教育局、市财政局", ["市教育局", "市财政局"]),
            ("市教育局；市财政局/市水利局", ["市教育局", "市财政局", "市水利局"]),
            ("甲（集团、控股）公司，乙公司", ["甲（集团、控股）公司", "乙公司"]),
            ("各区县（人民政府）", ["各区县（人民政府）"]),
            ("某区\n政府", ["某区政府"]),
            ("甲投资建设集团\n乙路桥有限公司", ["甲投资建设集团乙路桥有限公司"]),
            ("甲信息技术股份有限公司\n丙分公司", ["甲信息技术股份有限公司丙分公司"]),
            ("市教育局\n市财政局", ["市教育局", "市财政局"]),
            ("甲县人民政府\n乙县人民政府", ["甲县人民政府", "乙县人民政府"]),
            ("市工业和\n信息化局、市财\n政局", ["市工业和信息化局", "市财政局"]),
            ("市教育局、\n市财政局", ["市教育局", "市财政局"]),
            ("甲有限公司\n某市公安局", ["甲有限公司", "某市公安局"]),
            ("—", []),
        ],
    )
    def test_names(self, text, names):
        assert [body.name.text for body in read_bodies(passage(text), "responsible")] == names

    def test_paragraphs_that_are_whole_names(self):
        bodies = read_bodies(passage("市教育局", "市财政局"), "responsible")
        assert [(body.body().block, body.body().start, body.body().end) for body in bodies] == [
            (0, 0, 4),
            (1, 0, 4),
        ]

    def test_a_name_over_two_paragraphs_is_anchored_at_the_first(self):
        (body,) = read_bodies(passage("某区", "政府"), "responsible")
        assert (body.body().name, body.body().block, body.body().end) == ("某区政府", 0, 2)

    def test_roles_named_behind(self):
        bodies = read_bodies(passage("市教育局牵头，市财政局配合"), "responsible")
        assert [(body.role, body.name.text) for body in bodies] == [
            ("lead", "市教育局"),
            ("cooperating", "市财政局"),
        ]

    @pytest.mark.parametrize("text", ["市教育局（牵头）、市财政局", "市教育局(牵头单位)，市财政局"])
    def test_a_role_in_brackets_is_that_of_the_name_before_it_alone(self, text):
        bodies = read_bodies(passage(text), "responsible")
        assert [(body.role, body.name.text) for body in bodies] == [
            ("lead", "市教育局"),
            ("responsible", "市财政局"),
        ]

    def test_roles_named_in_the_cell(self):
        bodies = read_bodies(passage("牵头单位：市教育局；配合：市财政局、各区政府"), "responsible")
        assert [(body.role, body.name.text) for body in bodies] == [
            ("lead", "市教育局"),
            ("cooperating", "市财政局"),
            ("cooperating", "各区政府"),
        ]
