"""Rows written past XlsxWriter's cells read as if it had written them."""

import zipfile
from pathlib import Path

import pytest

from pipeline.export.sheet_xml import RowFile, column_letters, number_cell, row_xml, text_cell
from pipeline.export.workbook_file import opened_workbook
from tests.pipeline.export.workbooks import read_workbook

STACKED = "_x005F_x0041_"  # XlsxWriter escapes every second of them only
TEXTS = (
    "全市建成泵站97座",
    "a & b < c > \"d\" 'e'",
    "_x0041_ and x005F_x",
    "bell \a, escape \x1b, return \r",
    "two\nlines\tand a tab",
    " blanks around ",
    "\u3000全角空格\u3000",
    "ends in a line\n",
    "字" * 300,
)
NUMBERS = (0, -1, 97, 123456789012345, 0.1, 1e-9, 1.5e21, 158.2100000000001)


def written(path: Path, by_ours: bool) -> Path:
    with opened_workbook(path) as workbook:
        sheet = workbook.add_worksheet("表")
        sheet.write_string(0, 0, "头\nhead")
        values = (*TEXTS, *NUMBERS)
        rows = RowFile(sheet) if by_ours else None
        for row, value in enumerate(values, start=1):
            if rows is not None:
                cell = text_cell(value) if isinstance(value, str) else number_cell(value)
                rows.put(row, 0, row_xml(row + 1, f'<c r="A{row + 1}"{cell}', 1 + row % 2))
                continue
            sheet.write_string(row, 0, value) if isinstance(value, str) else sheet.write_number(row, 0, value)
            if row % 2:
                sheet.set_row(row, 30)
    return path


def test_the_file_is_the_one_that_xlsxwriter_makes(tmp_path: Path) -> None:
    ours, theirs = written(tmp_path / "ours.xlsx", True), written(tmp_path / "theirs.xlsx", False)
    with zipfile.ZipFile(ours) as one, zipfile.ZipFile(theirs) as other:
        assert one.read("xl/worksheets/sheet1.xml") == other.read("xl/worksheets/sheet1.xml")
    cells = read_workbook(ours)["表"].cells
    assert tuple(cells[row, 0] for row in range(1, len(TEXTS) + 1)) == TEXTS


@pytest.mark.parametrize("text", ["<r><t>x</t></r>", STACKED])
def test_a_text_that_looks_like_markup_stays_a_text(text: str, tmp_path: Path) -> None:
    with opened_workbook(tmp_path / "one.xlsx") as workbook:
        sheet = workbook.add_worksheet("表")
        sheet.write_string(0, 0, "头\nhead")
        RowFile(sheet).put(1, 0, row_xml(2, f'<c r="A2"{text_cell(text)}', 1))
    assert read_workbook(tmp_path / "one.xlsx")["表"].cells[1, 0] == text


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_names_them(place: int, letters: str) -> None:
    assert column_letters(place) == letters
