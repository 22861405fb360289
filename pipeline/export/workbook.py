"""The views as Excel workbooks, one for each version of a plan: a sheet a view, an index of them, where all
comes from, the data dictionary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from pipeline.export.cells import MOST_ROWS
from pipeline.export.files import Written, stems
from pipeline.export.labels import SHEETS, sheet_label
from pipeline.export.provenance import Provenance, provenance
from pipeline.export.selection import Selection, asked
from pipeline.export.sheet import FILLS, NUMBER_FORMATS, Places, Sheet, write_sheet
from pipeline.export.sources import read_marks, sheet_query
from pipeline.export.workbook_file import opened_workbook

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_INDEX: Final = "说明"
_DICTIONARY: Final = "数据字典"
_HEADER: Final = {
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "font_color": "#FFFFFF",
    "bg_color": "#1F4E78",
    "border": 1,
}
_ADDED: Final = {**_HEADER, "bg_color": "#548235"}
_ABOUT: Final = (
    ("规划 plan", "plan"),
    ("标题 title", "title"),
    ("版本 version", "version"),
    ("是否现行 is_current", "is_current"),
    ("地区 region", "region"),
    ("起始年 period_start", "period_start"),
    ("终止年 period_end", "period_end"),
    ("原件 file_name", "file_name"),
    ("原件 SHA-256", "source_sha256"),
    ("字节数 file_size", "file_size"),
    ("入库时间 ingested_at (UTC)", "ingested_at"),
    ("入库程序 tool_version", "tool_version"),
    ("文本规则 text_profile", "text_profile"),
)
_REMARKS: Final = (
    "每张表是数据库的一个公开视图，每一行可以追溯到原件中的文字；绿色表头的列是本工作簿加的，不在视图中。",
    "“报告”一列打开同一文件夹中的 {report}（由 plantrace report 生成），定位到该处。",
    "底色标出未被排除的疑点（红：错误，黄：警告，蓝：提示），文字见“疑点”一列。",
    (
        "名为 …_text 的列是精确的十进制数；数值列按双精度存放。金额列单位为元，旁列折成亿元。隐藏的列（plan、"
        "uid、…_text 等）点表头上方的 + 展开。"
    ),
    (
        "Every sheet is a public view of the database; columns with a green header are added here. Links need"
        " the report beside this file."
    ),
)


def write_workbooks(
    connection: Connection,
    selection: Selection,
    folder: Path,
    done: Callable[[], None],
    most_rows: int = MOST_ROWS - 1,
) -> list[Written]:
    """Writes `<plan>.xlsx` for each version selected (`<plan>-v1.xlsx` for one that is not current), rows
    beyond `most_rows` on further sheets."""
    written = []
    for version, stem in stems(selection.versions).items():
        alone = Selection((version,), selection.views, version.plan)
        written.append(
            write_workbook(connection, alone, folder / f"{stem}.xlsx", f"{stem}.html", done, most_rows)
        )
    return written


def write_workbook(
    connection: Connection,
    selection: Selection,
    path: Path,
    report: str,
    done: Callable[[], None] = lambda: None,
    most_rows: int = MOST_ROWS - 1,
) -> Written:
    """Writes the workbook of the one version selected; `report` is the name of the HTML report that its
    links open."""
    (version,) = selection.versions
    about = provenance(connection, selection)
    with opened_workbook(path) as workbook:
        describe(workbook, about)
        index, dictionary = workbook.add_worksheet(_INDEX), workbook.add_worksheet(_DICTIONARY)
        places = Places(report, read_marks(connection, version), _formats(workbook), most_rows)
        order = list(SHEETS)
        views = sorted(
            selection.views, key=lambda view: order.index(view.name) if view.name in order else len(order)
        )
        sheets = []
        for view in views:
            values: dict[str, object] = {"plan": version.plan} | (
                {} if view.name == "v_log" else {"version": version.version}
            )
            with closing(asked(connection, sheet_query(view), values)) as rows:
                sheets.append(write_sheet(workbook, view, rows, places))
            done()
        _write_index(index, about, sheets, places)
        _write_dictionary(dictionary, sheets, places)
    notes = tuple(f"{sheet.view.name}: {note}" for sheet in sheets for note in sheet.limits.notes())
    return Written(path.name, sum(sheet.rows for sheet in sheets), notes)


def describe(workbook: Workbook, about: Provenance) -> None:
    """The properties of the file: title, tool, SHA-256 of the original, and the time of its reading."""
    (row,) = about.versions
    created = datetime.fromisoformat(about.created).replace(tzinfo=None)
    workbook.set_properties(
        {
            "title": str(row["title"]),
            "author": about.tool,
            "comments": f"sha256 {row['source_sha256']}",
            "created": created,
        }
    )


def _formats(workbook: Workbook) -> dict[tuple[str, str], Format]:
    """By kind of cell and severity of what was found about its row ("" for nothing)."""
    found = {("header", ""): workbook.add_format(_HEADER), ("header", "added"): workbook.add_format(_ADDED)}
    for severity, colour in {"": "", **FILLS}.items():
        fill = {"bg_color": colour, "border": 1, "border_color": "#D9D9D9"} if colour else {}
        for kind, shown in NUMBER_FORMATS.items():
            found[kind, severity] = workbook.add_format({"num_format": shown, "valign": "top", **fill})
        found["text", severity] = workbook.add_format(
            {"text_wrap": True, "valign": "top", "align": "left", "indent": 1, **fill}
        )
        found["link", severity] = workbook.add_format(
            {"font_color": "#0563C1", "underline": 1, "valign": "top", **fill}
        )
    found["title", ""] = workbook.add_format({"bold": True, "font_size": 16})
    found["left", ""] = workbook.add_format({"align": "left"})
    found["bold", ""] = workbook.add_format({"bold": True, "valign": "top"})
    return found


def _write_index(index: Worksheet, about: Provenance, sheets: Sequence[Sheet], places: Places) -> None:
    (version,) = about.versions
    index.set_column(0, 0, 30)
    index.set_column(1, 1, 22)
    index.set_column(2, 2, 12)
    index.set_column(3, 4, 60)
    index.set_landscape()
    index.set_paper(9)
    index.fit_to_pages(1, 0)
    index.write_string(0, 0, str(version["title"]), places.formats["title", ""])
    row = 2
    for label, column in _ABOUT:
        _pair(index, row, label, version[column], places)
        row += 1
    _pair(index, row, "导出程序 exported by", f"{about.tool}, schema {about.schema_version}", places)
    _pair(index, row + 1, "数据截至 created (UTC)", about.created, places)
    row += 3
    for remark in _REMARKS:
        index.write_string(row, 0, remark.format(report=places.report))
        row += 1
    row = _list_sheets(index, row + 1, sheets, places)
    for sheet in sheets:
        for note in sheet.limits.notes():
            row += 1
            index.write_string(
                row, 0, f"{sheet.names[0]} {sheet.view.name}: {note}", places.formats["bold", ""]
            )


def _pair(index: Worksheet, row: int, label: str, value: object, places: Places) -> None:
    index.write_string(row, 0, label, places.formats["bold", ""])
    if isinstance(value, int):
        index.write_number(row, 1, value, places.formats["left", ""])
    elif value is not None:
        index.write_string(row, 1, str(value))


def _list_sheets(index: Worksheet, row: int, sheets: Sequence[Sheet], places: Places) -> int:
    for place, header in enumerate(("表 sheet", "视图 view", "行数 rows", "一行是 one row is", "one row is")):
        index.write_string(row, place, header, places.formats["header", ""])
    for sheet in sheets:
        row += 1
        index.write_url(
            row, 0, f"internal:'{sheet.names[0]}'!A1", places.formats["link", ""], "、".join(sheet.names)
        )
        index.write_string(row, 1, sheet.view.name)
        index.write_number(row, 2, sheet.rows, places.formats["integer", ""])
        index.write_string(row, 3, sheet_label(sheet.view.name).meaning, places.formats["text", ""])
        index.write_string(row, 4, sheet.view.comment, places.formats["text", ""])
    return row + 1


def _write_dictionary(page: Worksheet, sheets: Sequence[Sheet], places: Places) -> None:
    for place, (header, width) in enumerate(
        (
            ("表 sheet", 14),
            ("视图 view", 20),
            ("列 column", 26),
            ("名称 label", 24),
            ("类型 type", 10),
            ("含义 meaning", 90),
        )
    ):
        page.set_column(place, place, width)
        page.write_string(0, place, header, places.formats["header", ""])
    lines = [(sheet, column) for sheet in sheets for column in sheet.columns]
    for row, (sheet, column) in enumerate(lines, start=1):
        label = column.header.partition("\n")[0]
        told = (
            sheet.names[0],
            sheet.view.name,
            column.name,
            label,
            "added" if column.added else column.kind,
            column.comment,
        )
        for place, text in enumerate(told):
            page.write_string(row, place, text, places.formats["text", ""])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(lines), 5)
