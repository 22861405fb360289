"""Running text in cells has the time of its column, its row or the table's caption."""

from collections.abc import Sequence

from models.facts import Facts, Figure
from pipeline.figures.narrative import with_narrative_figures
from pipeline.figures.table_texts import cells_of
from tests.parsers.table_builder import facts_of

_PROJECTS = ["序号", "项目名称", "建设内容及规模", "建设年限", "总投资（万元）"]


def told(facts: Facts) -> list[Figure]:
    """The figures of the running text of its cells."""
    figures = with_narrative_figures(facts, cells=cells_of(facts.structure)).figures
    return [figure for figure in figures if figure.origin == "other_table"]


def of_content(
    content: str, years: str, header: Sequence[str] = _PROJECTS
) -> list[tuple[str, str, str | None]]:
    rows = [list(header), ["1", "甲水库", content, years, "28000"], ["2", "乙水厂", "新建管网", "", "300"]]
    found = told(facts_of("表1 重点项目表", rows, title="某县水利发展“十四五”规划"))
    return [(figure.raw, figure.kind, figure.period) for figure in found]


def test_what_a_project_builds_has_the_years_of_its_row() -> None:
    assert of_content("总库容3200万立方米，坝高68米", "2021-2026年") == [
        ("3200万立方米", "plan", "2021-2026"),
        ("68米", "plan", "2021-2026"),
    ]
    assert of_content("治理河长45.6公里", "2019-2023") == [("45.6公里", "plan", "2019-2023")]


def test_a_project_that_is_done_is_no_plan() -> None:
    assert of_content("治理河长45.6公里", "2016-2019") == [("45.6公里", "status", "2016-2019")]


def test_the_years_rest_on_the_cell_that_prints_them() -> None:
    rows = [_PROJECTS, ["1", "甲水库", "总库容3200万立方米", "2021-2026年", "28000"]]
    facts = facts_of("表1 重点项目表", rows, title="某县水利发展“十四五”规划")
    (figure,) = told(facts)
    (piece,) = (piece for piece in figure.evidence if piece.role == "value" and piece.field == "period")
    assert piece.derivation == "inherited"
    assert facts.structure.document.blocks[piece.block].text == "2021-2026年"


def test_a_year_of_the_column_counts_before_those_of_the_row() -> None:
    header = ["序号", "项目名称", "2022年建设内容", "建设年限", "总投资（万元）"]
    assert of_content("治理河长45.6公里", "2020-2023", header) == [("45.6公里", "plan", "2022")]


def test_a_row_without_years_has_those_of_the_plan() -> None:
    assert of_content("新增库容800万立方米", "逐年实施") == [("800万立方米", "plan", "2021-2025")]


def test_what_a_task_asks_for_has_its_deadline() -> None:
    rows = [
        ["序号", "重点任务", "具体内容", "责任单位", "完成时限"],
        ["1", "充电设施", "新建充电桩500个。", "市发改委", "2023年12月底前"],
        ["2", "公交优化", "新增公交车60辆。", "市交通局", "2024年"],
    ]
    found = told(facts_of("表1 重点任务分工表", rows, title="某市绿色出行“十四五”规划"))
    assert [(figure.raw, figure.period) for figure in found] == [("500个", "2023"), ("60辆", "2024")]
