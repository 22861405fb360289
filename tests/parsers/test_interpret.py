"""Whole plans through the stage: any table passes, and what is stored rests on the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parsers.table_builder import assert_evidence, facts_of
from tests.shared import SHARED, needs_shared

NAMES = [
    "序号",
    "指标",
    "项目名称",
    "建设内容",
    "2020年",
    "2025年",
    "总投资（亿元）",
    "“十四五”投资",
    "属性",
    "单位",
    "建设单位",
    "类别",
    "备注",
    "起止年限",
]
CELLS = [
    "",
    "<",
    "^",
    "1",
    "一",
    "（一）",
    "一、甲",
    "合计",
    "小计",
    "甲\n乙",
    "甲¶乙（%）",
    "3.5",
    "≥90%",
    "〔10〕",
    "—",
    "10项",
    "2021-2025",
    "预期性",
    "新建",
    "注：丙。",
    "{1.}丁",
]


@st.composite
def tables(draw) -> list[list[str]]:
    width = draw(st.integers(1, 6))
    head = draw(
        st.lists(
            st.lists(st.sampled_from([*NAMES, "<", "^"]), min_size=width, max_size=width),
            min_size=1,
            max_size=2,
        )
    )
    body = draw(
        st.lists(st.lists(st.sampled_from([*CELLS, *NAMES]), min_size=width, max_size=width), max_size=6)
    )
    return [*head, *body]


@settings(max_examples=100, deadline=None)
@given(first=tables(), second=tables(), note=st.sampled_from(["单位：亿元", "表1", "续表", ""]))
def test_any_table_passes_and_every_value_has_evidence(first, second, note):
    facts = facts_of(first, *([note] if note else []), second)
    rows = {table.ordinal: table.n_rows for table in facts.structure.document.tables}
    for record in (*facts.indicators, *facts.projects):
        assert 0 <= record.row < rows[record.table]
    for position, project in enumerate(facts.projects):
        assert project.parent is None or project.parent < position
        assert project.parent is None or facts.projects[project.parent].row_kind in (
            "category",
            "subcategory",
        )
    assert all(
        figure.owner is None or figure.owner[1] < len(facts.indicators) + len(facts.projects)
        for figure in facts.figures
    )


def test_notices_of_the_stages_before_are_kept_once():
    facts = facts_of([["指标", "2020年", "2025年"], ["甲", "1", "2"]])
    assert len(set(facts.notices)) == len(facts.notices) == 1


@needs_shared
def test_plans_given_as_examples_are_read_alike():
    from parsers.interpret import interpret
    from parsers.read import read
    from parsers.structure import structure

    found = []
    for path in sorted((SHARED / "plans" / "shantou").glob("*.docx")):
        facts = interpret(structure(read(path.read_bytes(), path.name)))
        assert_evidence(facts)
        found.append(
            (
                [(row.name, row.target_value) for row in facts.indicators],
                [(row.name, row.total_investment) for row in facts.projects],
            )
        )
    assert found
    assert [(len(indicators), len(projects)) for indicators, projects in found] == [(8, 79)] * len(found)
    assert all(each == found[0] for each in found)
