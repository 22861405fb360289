"""What kinds of records, changes and fields are called where changes are shown."""

from collections.abc import Mapping
from typing import Final

from models.kinds import kind_of
from pipeline.report.chart_words import Words, spans
from pipeline.versions.diff import GROUPS

KINDS: Final[Mapping[str, Words]] = {
    name: Words("正文", "Text") if name == "block" else Words(kind_of(name).zh, plural.capitalize())
    for name, plural in GROUPS.items()
}
CHANGES: Final[Mapping[str, Words]] = {
    "added": Words("新增", "added"),
    "removed": Words("删去", "removed"),
    "changed": Words("改动", "changed"),
    "moved": Words("移动", "moved"),
    "renumbered": Words("重新编号", "renumbered"),
}
_FIELDS: Final[Mapping[str, str]] = {
    "base_period": "基期",
    "baseline_value": "基期值",
    "baseline_year": "基期年",
    "builders": "建设单位",
    "content": "建设内容",
    "cumulative": "累计",
    "direction": "升降",
    "end_month": "完工月",
    "end_year": "完工年",
    "item_count": "项目数",
    "kind": "类型",
    "label": "编号",
    "level": "层级",
    "lead": "牵头单位",
    "cooperating": "配合单位",
    "deadline_raw": "完成时限",
    "deadline": "完成时限（年月）",
    "group_name": "所属组",
    "status_raw": "完成情况",
    "location": "建设地点",
    "metric": "指标名",
    "name": "名称",
    "nature": "属性",
    "parent_id": "所属组",
    "path": "所在标题",
    "period": "时期",
    "period_investment": "规划期投资",
    "qualifier": "限定词",
    "raw": "原文",
    "remarks": "备注",
    "responsible": "责任单位",
    "row_kind": "行类型",
    "row_index": "位置",
    "serial_no": "序号",
    "build_type": "建设性质",
    "stage": "建设阶段",
    "start_month": "开工月",
    "start_year": "开工年",
    "target_qualifier": "目标限定词",
    "target_value": "目标值",
    "target_year": "目标年",
    "text": "内容",
    "title": "标题",
    "total_investment": "总投资",
    "unit": "单位",
    "value": "数值",
}
_SAME_VALUE: Final = "the same value, worded otherwise"


def field_words(field: str) -> Words:
    """A column's name; in English as it stands in the views, without its underscores."""
    english = field.removesuffix("_id").replace("_", " ")
    return Words(_FIELDS.get(field, english), english)


def difference_html(told: str) -> str:
    """A difference as `difference_of` tells it; amounts have the units of the document, in both languages."""
    if told == _SAME_VALUE:
        return spans(Words("数值相同，写法不同", told))
    return f"<bdi>{spans(Words(told.replace(', ', '，').replace(' %', '%'), told))}</bdi>"
