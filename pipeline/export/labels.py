"""What the sheets of a workbook and their columns are called in Chinese; the names of the views and columns
stand beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from models.kinds import KINDS
from models.vocabularies import read_rows


@dataclass(frozen=True, slots=True)
class SheetLabel:
    """Title of a sheet (at most 25 characters, so that a number may follow) and what one row of it is."""

    title: str
    meaning: str


# in the order in which an auditor wants them
SHEETS: Final[Mapping[str, SheetLabel]] = {
    "v_findings": SheetLabel("疑点", "规则查出的一处疑点"),
    "v_indicators": SheetLabel("指标", "指标表中的一项指标，按原文"),
    "v_projects": SheetLabel("项目", "项目表中的一个项目或分组行"),
    "v_project_bodies": SheetLabel("项目单位", "项目行中的一个建设或责任单位"),
    "v_tasks": SheetLabel("任务", "一项任务：谁在何时前做什么"),
    "v_task_bodies": SheetLabel("任务单位", "任务中的一个牵头、责任或配合单位"),
    "v_figures": SheetLabel("数据", "文中陈述的一个数，折成基本单位"),
    "v_metrics": SheetLabel("指标目录", "一项通用指标：名称、单位、方向"),
    "v_boxes": SheetLabel("专栏", "一个专栏"),
    "v_box_items": SheetLabel("专栏条目", "专栏中的一条"),
    "v_documents": SheetLabel("文件", "所收文件中的一份公文"),
    "v_headings": SheetLabel("标题", "一个标题"),
    "v_entity_list": SheetLabel("实体", "一个机构、地点、文件等及其各种叫法"),
    "v_entities": SheetLabel("实体提及", "实体在文中的一处提及"),
    "v_changes": SheetLabel("版本变化", "与上一版本的一处差异"),
    "v_finding_evidence": SheetLabel("疑点依据", "一条疑点所依据的一处原文"),
    "v_checks": SheetLabel("核查记录", "规则做过的一次核对"),
    "v_trace": SheetLabel("溯源", "一条记录的一个字段的一处依据"),
    "v_blocks": SheetLabel("全文", "原文的一个段落"),
    "v_tables": SheetLabel("表格", "原文的一张表"),
    "v_coverage": SheetLabel("覆盖情况", "段落和数字的使用情况"),
    "v_numbers": SheetLabel("数字归属", "原文的一个数字：被采用与否及其原因"),
    "v_notices": SheetLabel("读取提示", "读到但未理解之处"),
    "v_versions": SheetLabel("版本", "入库的一个文件"),
    "v_log": SheetLabel("操作记录", "人工改动的一条记录"),
}


def sheet_label(view: str) -> SheetLabel:
    """The title of a view's sheet; its kind of record, or the view's own name, where none is given."""
    named = next((kind.zh for kind in KINDS if kind.view == view), view[:25])
    return SHEETS.get(view) or SheetLabel(named, "")


def column_label(column: str) -> str:
    """The Chinese name of a column; the column's own name where none is given."""
    return _column_labels().get(column, column)


@cache
def _column_labels() -> Mapping[str, str]:
    return {row["column"]: row["zh"] for row in read_rows("column_labels")}
