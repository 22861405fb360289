"""The workbook for reading: a sheet a subject in the order of the document, with the columns of a table of a
plan in the language asked for, amounts in 亿元, the place of each row and a link to the report beside it."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.ingest.run import ingest
from tests import builders as b
from tests.pipeline.export.hostile import KEY, hostile_plan, run
from tests.pipeline.export.workbooks import read_workbook


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the export of a plan with hostile texts writes, in Chinese."""
    place = tmp_path_factory.mktemp("clerk")
    database = hostile_plan(place / "plans.db")
    run("--lang", "zh", "--db", database, "export", "--format", "xlsx", "--out", place / "out")
    return place / "out"


def test_sheets_and_headings_are_those_of_a_table_of_a_plan(folder: Path) -> None:
    sheets = read_workbook(folder / f"{KEY}.xlsx")
    assert {"指标", "项目", "数据"} <= set(sheets)
    assert not {"溯源", "全文", "说明"} & set(sheets)
    headings = {value for (row, _), value in sheets["项目"].cells.items() if row == 1}
    assert {"名称", "建设内容", "总投资（亿元）", "建设单位", "责任单位", "出处"} <= headings


def test_the_report_that_links_open_lies_beside_it(folder: Path) -> None:
    assert (folder / f"{KEY}.html").is_file()
    links = read_workbook(folder / f"{KEY}.xlsx")["项目"].links
    assert all(".html#project-" in target for target in links.values())
    assert len(links) == 2


def test_texts_that_a_spreadsheet_would_run_are_texts(folder: Path) -> None:
    cells = read_workbook(folder / f"{KEY}.xlsx")["项目"].cells  # refuses formulas
    assert any(str(value).startswith("=") for value in cells.values())


def test_it_prints_on_a4_landscape_one_page_wide_with_headings_on_each(folder: Path) -> None:
    with ZipFile(folder / f"{KEY}.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        assert 'paperSize="9"' in sheet
        assert 'orientation="landscape"' in sheet
        assert "_xlnm.Print_Titles" in package.read("xl/workbook.xml").decode()


def test_rows_are_as_high_as_their_texts_and_empty_columns_are_left_out(tmp_path: Path) -> None:
    head = ["序号", "项目名称", "建设内容", "总投资（亿元）", "责任单位", "备注"]
    long = "建设供水泵站、加压站和配套管网，" * 6
    rows = [
        ["1", "东部供水工程", long, "1.20", "水务局", ""],
        ["2", "西部供水工程", "泵站", "2.00", "水务局", ""],
    ]
    (tmp_path / "plan.docx").write_bytes(
        b.docx(
            b.paragraph("甲市供水发展“十四五”规划", align="center", size=22),
            b.paragraph("一、重点项目"),
            b.table([head, *rows], header_rows=1),
        )
    )
    database, out = tmp_path / "plans.db", tmp_path / "out"
    ingest([tmp_path / "plan.docx"], database)
    run("--lang", "zh", "--db", database, "export", "--format", "xlsx", "--out", out, "--views", "projects")
    (workbook,) = out.glob("*.xlsx")
    values = {value for (row, _), value in read_workbook(workbook)["项目"].cells.items() if row == 1}
    assert "责任单位" in values
    assert "备注" not in values
    with ZipFile(workbook) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    heights = dict(re.findall(r'<row r="(\d+)"[^>]* ht="(\d+)', sheet))
    assert int(heights["3"]) >= 2.5 * int(heights.get("4", "15"))


def test_the_sheet_a_view_is_there_when_asked(folder: Path, tmp_path: Path) -> None:
    database = folder.parent / "plans.db"
    run("--db", database, "export", "--format", "xlsx", "--out", tmp_path / "full", "--full")
    assert "溯源" in read_workbook(tmp_path / "full" / f"{KEY}.xlsx")
    run("--db", database, "export", "--format", "xlsx", "--out", tmp_path / "blocks", "--views", "blocks")
    assert "全文" in read_workbook(tmp_path / "blocks" / f"{KEY}.xlsx")


def test_findings_stand_in_words_and_lead_to_the_report(folder: Path) -> None:
    sheet = read_workbook(folder / f"{KEY}.xlsx")["疑点"]
    words = {str(value) for value in sheet.cells.values()}
    assert {"级别", "规则", "疑点内容", "状态"} <= words
    assert {"未处理"} <= words
    assert all("#finding-" in target for target in sheet.links.values())
