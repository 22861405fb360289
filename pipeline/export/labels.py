"""What the sheets of a workbook and their columns are called in Chinese; the names of the views and columns
stand beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class SheetLabel:
    """Title of a sheet (at most 25 characters, so that a number may follow) and what one row of it is."""

    title: str
    meaning: str


# in the order in which an auditor wants them
SHEETS: Final[Mapping[str, SheetLabel]] = {
    "v_findings": SheetLabel("核查发现", "规则发现的一处矛盾或疑点"),
    "v_indicators": SheetLabel("指标", "指标表中的一项指标，按原文"),
    "v_projects": SheetLabel("项目", "项目表中的一个项目或分组行"),
    "v_project_bodies": SheetLabel("项目单位", "项目行中的一个建设或责任单位"),
    "v_figures": SheetLabel("数据", "文中陈述的一个数，折成基本单位"),
    "v_boxes": SheetLabel("专栏", "一个专栏"),
    "v_box_items": SheetLabel("专栏条目", "专栏中的一条"),
    "v_headings": SheetLabel("标题", "一个标题"),
    "v_entity_list": SheetLabel("实体", "一个机构、地点、文件等及其各种叫法"),
    "v_entities": SheetLabel("实体提及", "实体在文中的一处提及"),
    "v_changes": SheetLabel("版本变化", "与上一版本的一处差异"),
    "v_finding_evidence": SheetLabel("发现依据", "一条发现所依据的一处原文"),
    "v_trace": SheetLabel("溯源", "一条记录的一个字段的一处依据"),
    "v_blocks": SheetLabel("全文", "原文的一个段落"),
    "v_tables": SheetLabel("表格", "原文的一张表"),
    "v_coverage": SheetLabel("覆盖情况", "段落和数字的使用情况"),
    "v_notices": SheetLabel("读取提示", "读到但未理解之处"),
    "v_versions": SheetLabel("版本", "入库的一个文件"),
    "v_log": SheetLabel("操作记录", "人工改动的一条记录"),
}

_NAMED: Final = """version_id=版本编号 plan=规划 version=版本 is_current=是否现行 title=标题 region=地区 period_start=起始年 period_end=终止年
dated=日期 file_name=文件名 source_sha256=原件SHA-256 file_size=字节数 ingested_at=入库时间 tool_version=程序版本 text_profile=文本规则
block_id=段落编号 ordinal=顺序 part=部件 xml_path=XPath kind=类别 list_label=自动编号 text=文字 heading_id=标题编号 heading_path=所在标题
table_id=表编号 row_index=行（0起） col_index=列（0起） use=是否使用 reason=原因 uid=内容标识 lineage=跨版本标识 level=层级 label=标签 path=标题路径
parent_id=上级编号 char_start=起字 char_end=止字 quote=原文摘引 caption=表题 unit_note=单位说明 n_rows=行数 n_cols=列数 continues_id=续自
indicator_id=指标编号 serial_no=序号 name=名称 unit=单位 nature=属性 category=类别 baseline_year=基期年 baseline_raw=基期值（原文）
baseline_value=基期值 baseline_value_text=基期值（精确） target_year=目标年 target_raw=目标值（原文） target_value=目标值
target_value_text=目标值（精确） target_value_max=目标上限 target_value_max_text=目标上限（精确） target_qualifier=目标限定 cumulative=是否累计
project_id=项目编号 row_kind=行类别 content=建设内容 stage=建设阶段 start_year=开工年 end_year=完工年 period_raw=起止时间（原文） start_month=开工月
end_month=完工月 total_investment_raw=总投资（原文） period_investment_raw=规划期投资（原文） total_investment=总投资（元）
total_investment_text=总投资（元，精确） period_investment=规划期投资（元） period_investment_text=规划期投资（元，精确） builders=建设单位
responsible=责任单位 location=建设地点 remarks=备注 item_count=项目数 role=角色 entity_id=实体编号 box_id=专栏编号 n_items=条目数
box_item_id=条目编号 figure_id=数据编号 origin=出处 owner_kind=所属类别 owner_id=所属编号 metric=指标名称 subject=主体 raw=原文 value=数值
value_max=上限 value_text=数值（精确） value_max_text=上限（精确） qualifier=限定 period=时期 period_basis=时期依据 base_period=比较基期
direction=方向 mention_id=提及编号 normalised=规范形式 canonical=全称 depth=嵌套层 aliases=别名 n_mentions=提及次数 n_projects=项目数
record_kind=记录类别 record_id=记录编号 field=字段 derivation=取值方式 prefix=前文 suffix=后文 what=统计对象 outcome=结果 n=数量
finding_id=发现编号 rule=规则 severity=严重程度 message=说明 expected=应为 actual=实为 status=状态 note=意见 side=序 from_version=旧版本
to_version=新版本 change=变化 old_value=旧值 new_value=新值 delta=差 percent=变化% old_id=旧编号 new_id=新编号 old_block_id=旧段落
old_char_start=旧起字 old_char_end=旧止字 old_quote=旧文 new_block_id=新段落 new_char_start=新起字 new_char_end=新止字 new_quote=新文
matched_by=对应方式 score=对应把握 notice_id=提示编号 code=代码 log_id=记录编号 at=时间 action=操作 sha256=SHA-256 detail=说明
report=报告 findings=发现 readable=读作 total_investment_yi=总投资（亿元） period_investment_yi=规划期投资（亿元）"""
_COLUMNS: Final[Mapping[str, str]] = dict(pair.split("=", 1) for pair in _NAMED.split())


def sheet_label(view: str) -> SheetLabel:
    """The title of a view's sheet; the view's own name where none is given."""
    return SHEETS.get(view) or SheetLabel(view[:25], "")


def column_label(column: str) -> str:
    """The Chinese name of a column; the column's own name where none is given."""
    return _COLUMNS.get(column, column)
