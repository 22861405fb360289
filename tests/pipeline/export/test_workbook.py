"""The workbook: real numbers, texts that never run, links, findings marked, the limits of Excel."""

import csv
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from models.views import VIEWS
from pipeline.export import cells
from pipeline.export.labels import SHEETS, column_label
from pipeline.export.selection import choose
from pipeline.export.sheet_rows import sheet_columns
from pipeline.export.workbook import write_workbook
from tests.pipeline.export.hostile import EXACT, FORMULA, KEY, LONG, TEXTS, hostile_plan, rows_of, run
from tests.pipeline.export.workbooks import ReadSheet, read_workbook
from tests.pipeline.made import reading


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_plan(tmp_path_factory.mktemp("簿") / "plans.db")


@pytest.fixture(scope="module")
def book(db: Path) -> Path:
    run("--db", db, "export", "--format", "xlsx", "--full", "--out", db.parent / "xlsx", "--all-versions")
    return db.parent / "xlsx" / f"{KEY}.xlsx"


@pytest.fixture(scope="module")
def sheets(book: Path) -> dict[str, ReadSheet]:
    return read_workbook(book)


def test_each_version_has_its_workbook_and_each_view_its_sheet(
    book: Path, sheets: dict[str, ReadSheet]
) -> None:
    assert sorted(path.name for path in book.parent.iterdir()) == sorted([f"{KEY}-v1.xlsx", f"{KEY}.xlsx"])
    assert list(sheets) == ["说明", "数据字典", *(label.title for label in SHEETS.values())]
    assert set(SHEETS) == {view.name for view in VIEWS}
    assert [
        column.name
        for view in VIEWS
        for column in sheet_columns(view)
        if column_label(column.name) == column.name
    ] == []


def test_the_values_are_those_of_the_view(db: Path, sheets: dict[str, ReadSheet]) -> None:
    for view in VIEWS:
        number = (
            "plan = ?"
            if view.name == "v_log"
            else "metric_key IN (SELECT metric_key FROM v_figures WHERE version = 2)"
            if view.name == "v_metrics"
            else "to_version = 2"
            if view.name == "v_changes"
            else "version = 2"
        )
        wanted = rows_of(
            db, f"SELECT * FROM {view.name} WHERE {number}", *([KEY] if view.name == "v_log" else [])
        )
        names = [column.name for column in view.columns]
        found = [{name: row[name] for name in names} for row in sheets[SHEETS[view.name].title].rows()]
        shown = [
            {name: None if value in ("", LONG) else value for name, value in row.items()} for row in wanted
        ]
        for row in found:
            row.update({name: None for name in ("remarks",) if str(row.get(name, "")).startswith("长")})
        assert sorted(map(repr, map(_plain, found))) == sorted(map(repr, map(_plain, shown))), view.name


def _plain(row: dict[str, object]) -> dict[str, object]:
    # XlsxWriter writes 16 digits, Excel knows 15
    return {
        name: float(f"{value:.15g}") if isinstance(value, int | float) else value
        for name, value in sorted(row.items())
    }


def test_texts_never_run_and_stay_verbatim(sheets: dict[str, ReadSheet]) -> None:
    first = sheets["项目"].rows()[0]
    assert first["remarks"] == FORMULA
    assert {
        name: first[name] for name in TEXTS
    } == TEXTS  # read_workbook asserts that no cell holds a formula
    assert sheets["疑点"].rows()[0]["message"] == "=twice"


def test_money_is_a_number_with_its_exact_text_and_readable_beside(sheets: dict[str, ReadSheet]) -> None:
    first, second = sheets["项目"].rows()
    assert (first["total_investment"], first["total_investment_yi"]) == (97_000_000.0, 0.97)
    assert second["total_investment_text"] == EXACT
    figure = sheets["数据"].rows()[0]
    assert isinstance(figure["value"], float)
    assert figure["readable"] == "9700座"


def test_rows_tell_where_they_stand_and_open_the_report_there(sheets: dict[str, ReadSheet]) -> None:
    projects = sheets["项目"]
    first = projects.rows()[0]
    number = first["project_id"]
    assert isinstance(number, float)
    assert projects.links[1, 0] == f"{KEY}.html#project-{number:.0f}"
    assert (first["heading_path"], first["part"], first["quote"]) == (
        "发展目标 > 重点项目",
        "word/document.xml",
        "云计算中心",
    )
    assert str(first["xml_path"]).endswith("/w:p[1]")
    assert all(
        row["xml_path"]
        for title in ("指标", "数据", "专栏", "专栏条目", "全文", "溯源")
        for row in sheets[title].rows()
    )
    assert any(target.endswith("#finding-2") for target in sheets["疑点"].links.values())


def test_rows_with_findings_are_marked_and_say_what(sheets: dict[str, ReadSheet]) -> None:
    projects = sheets["项目"]
    first, second = projects.rows()
    assert first["findings"] == "warning, open: =twice (duplicate_project)"
    assert second["findings"] is None
    name = projects.header.index("name")
    assert projects.styles[1, name] != projects.styles[2, name]


def test_a_dismissed_finding_marks_nothing(db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(db, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE finding SET status = 'dismissed'")
        connection.commit()
    run("--db", copy, "export", "--format", "xlsx", "--full", "--out", tmp_path)
    assert [row["findings"] for row in read_workbook(tmp_path / f"{KEY}.xlsx")["项目"].rows()] == [None, None]


def test_headers_stay_filter_and_explain(book: Path, sheets: dict[str, ReadSheet]) -> None:
    assert all(
        b'state="frozen"' in sheet.xml and b"<autoFilter" in sheet.xml
        for title, sheet in sheets.items()
        if title != "说明"
    )
    with zipfile.ZipFile(book) as archive:
        comments = b"".join(
            archive.read(name) for name in archive.namelist() if name.startswith("xl/comments")
        )
    assert "total investment in 元".encode() in comments


def test_the_index_tells_where_all_comes_from(db: Path, sheets: dict[str, ReadSheet]) -> None:
    texts = [value for value in sheets["说明"].cells.values() if isinstance(value, str)]
    (version,) = rows_of(db, "SELECT * FROM v_versions WHERE is_current")
    assert {version["title"], version["file_name"], version["source_sha256"]} <= set(texts)
    assert any(target == "#'项目'!A1" for target in sheets["说明"].links.values())
    assert any("1 cells cut" in text for text in texts)
    listed = {sheets["数据字典"].cells[row, 2] for row, column in sheets["数据字典"].cells if column == 2}
    assert "total_investment_yi" in listed


def test_what_is_too_long_for_a_cell_is_cut_and_said(db: Path, tmp_path: Path) -> None:
    told = run("--db", db, "export", "--format", "xlsx", "--full", "--out", tmp_path).output
    assert "v_projects: 1 cells cut at 32,767 characters" in told
    remarks = str(read_workbook(tmp_path / f"{KEY}.xlsx")["项目"].rows()[1]["remarks"])
    assert len(remarks) == 32_767
    assert remarks.endswith("32,767 characters a cell]")


def test_cells_count_as_excel_counts_and_hold_what_xml_holds() -> None:
    limits = cells.Limits()
    assert cells.cell_text("𠮷" * 16_383, limits) == "𠮷" * 16_383
    assert limits.cut == 0
    assert len(cells.cell_text("𠮷" * 16_384, limits).encode("utf-16-le")) // 2 <= 32_767
    assert limits.cut == 1
    assert cells.cell_text("a\ufffe\udc80b", limits) == "a��b"


def test_more_rows_than_a_sheet_takes_go_on_in_another(db: Path, tmp_path: Path) -> None:
    with reading(db) as connection:
        selection = choose(connection, None, None, False, ["blocks"])
        written = write_workbook(connection, selection, tmp_path / "a.xlsx", "a.html", most_rows=10)
    blocks = rows_of(db, "SELECT text FROM v_blocks WHERE version = 2 ORDER BY ordinal")
    sheets = read_workbook(tmp_path / "a.xlsx")
    assert list(sheets)[2:] == ["全文", "全文 (2)", "全文 (3)"]
    found = [row["text"] for title in list(sheets)[2:] for row in sheets[title].rows()]
    assert found == [row["text"] or None for row in blocks]
    assert written.notes == ("v_blocks: 2 further sheets for rows beyond 1,048,576",)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (soffice)")
def test_libreoffice_reads_the_same_numbers(db: Path, tmp_path: Path) -> None:
    run("--db", db, "export", "--format", "xlsx", "--full", "--out", tmp_path)
    # all sheets, cells as they are, not as shown
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        options,
        "--outdir",
        str(tmp_path / "csv"),
        str(tmp_path / f"{KEY}.xlsx"),
    ]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    with (tmp_path / "csv" / f"{KEY}-项目.csv").open(encoding="utf-8", newline="") as file:
        found = [
            {name.partition("\n")[2]: value for name, value in row.items()} for row in csv.DictReader(file)
        ]
    wanted = rows_of(db, "SELECT * FROM v_projects WHERE is_current ORDER BY project_id")
    for column in ("project_id", "total_investment", "row_index"):
        assert [float(row[column]) for row in found] == pytest.approx(
            [row[column] for row in wanted], rel=1e-14
        )
    assert found[0]["remarks"] == FORMULA
    assert found[0]["total_investment_yi"] == "0.97"
