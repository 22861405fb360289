"""Tables of the records that rows of the document’s tables give: indicators and projects."""

from sqlalchemy import CheckConstraint, Column, Index, Integer

from models import names
from models.schema.columns import integer, one_of, real, record_key, reference, table, text

indicator = table(
    "indicator",
    "One row of an indicator table, unit and values as printed.",
    record_key(),
    reference("table_id", "document_table.table_id", "the table"),
    integer("row_index", "0-based row in that table"),
    text("serial_no", "number as printed, '' when none"),
    text("name", "name without its unit"),
    text("unit", "unit as printed in name, column, note or value", nullable=True),
    text("nature", "预期性 or 约束性", nullable=True),
    text("category", "group of the table it belongs to", nullable=True),
    reference("parent_id", "record.record_id", "the indicator it is a part of (其中)", nullable=True),
    integer("baseline_year", "year of the baseline", nullable=True),
    text("baseline_raw", "baseline as printed", nullable=True),
    real("baseline_value", "baseline in the printed unit"),
    text("baseline_value_text", "the same as an exact decimal", nullable=True),
    integer("target_year", "year of the target", nullable=True),
    text("target_raw", "target as printed", nullable=True),
    real("target_value", "target, or its lower end, in the printed unit"),
    text("target_value_text", "the same as an exact decimal", nullable=True),
    real("target_value_max", "upper end of a target range"),
    text("target_value_max_text", "the same as an exact decimal", nullable=True),
    text("target_qualifier", "exact, at_least, …", nullable=True),
    integer("cumulative", "1 when the target is a sum over the period, 〔10〕"),
    integer("baseline_cumulative", "1 when the baseline is such a sum"),
    CheckConstraint("cumulative IN (0, 1) AND baseline_cumulative IN (0, 1)"),
    Index("indicator_of_table", "table_id", "row_index"),
)

project = table(
    "project",
    "One row of a project table; group rows are rows too. Investments are in 元.",
    record_key(),
    reference("table_id", "document_table.table_id", "the table"),
    integer("row_index", "0-based row in that table"),
    text("row_kind", "total, category, subcategory, subtotal, project or part (of a project)"),
    reference(
        "parent_id", "record.record_id", "the group row above it; for a part its project", nullable=True
    ),
    text("serial_no", "number as printed, '' when none"),
    text("name", "name of the project or group"),
    text("content", "what is to be built", nullable=True),
    text("build_type", "kind of building as printed (建设性质): 新建, 改扩建, …", nullable=True),
    text("stage", "how far it is as printed (建设阶段): 续建, 新开工, …", nullable=True),
    integer("start_year", "first year of building", nullable=True),
    integer("end_year", "last year of building", nullable=True),
    text("period_raw", "years as printed", nullable=True),
    integer("start_month", "1 to 12, where printed", nullable=True),
    integer("end_month", "1 to 12, where printed", nullable=True),
    text("total_investment_raw", "total investment as printed", nullable=True),
    text("period_investment_raw", "investment within the plan period as printed", nullable=True),
    real("total_investment", "total investment in 元"),
    text("total_investment_text", "the same as an exact decimal", nullable=True),
    real("period_investment", "investment within the plan period in 元"),
    text("period_investment_text", "the same as an exact decimal", nullable=True),
    text("location", "where it is built", nullable=True),
    text("remarks", "remarks column", nullable=True),
    integer("item_count", "number of projects a group row states (67项)", nullable=True),
    one_of("row_kind", names.ROW_KINDS),
    Index("project_of_table", "table_id", "row_index"),
)

project_body = table(
    "project_body",
    "A body that builds or answers for a project.",
    reference("project_id", "project.record_id", "the project", primary_key=True),
    Column("position", Integer, primary_key=True, comment="0, 1, … within the project"),
    text("role", "builder, responsible, lead or cooperating"),
    text("name", "name of the body"),
    reference("entity_id", "entity.entity_id", "the entity it is resolved to", nullable=True),
    reference("block_id", "block.block_id", "where the name stands"),
    integer("char_start", "first character"),
    integer("char_end", "character after the last"),
    Index("project_body_name", "name"),
    without_rowid=True,
)

task = table(
    "task",
    "What somebody has to do by when: a row of a table of tasks, or a passage with its bodies behind it.",
    record_key(),
    text("origin", "table or text"),
    reference("table_id", "document_table.table_id", "the table", nullable=True),
    integer("row_index", "0-based row in that table", nullable=True),
    reference("heading_id", "record.record_id", "innermost heading it stands under", nullable=True),
    text("serial_no", "number as printed, '' when none"),
    text("group_name", "the group of the table, or the heading, that it belongs to", nullable=True),
    text("name", "what is to be done, in short"),
    text("content", "what is to be done, in full", nullable=True),
    text("deadline_raw", "by when, as printed", nullable=True),
    text("deadline", "by when: a year or a month (2025, 2025-06)", nullable=True),
    text("status_raw", "how far it is, as printed", nullable=True),
    reference("block_id", "block.block_id", "where its name begins"),
    one_of("origin", names.TASK_ORIGINS),
    Index("task_of_table", "table_id", "row_index"),
)

task_body = table(
    "task_body",
    "A body that leads, answers for or takes part in a task.",
    reference("task_id", "task.record_id", "the task", primary_key=True),
    Column("position", Integer, primary_key=True, comment="0, 1, … within the task"),
    text("role", "lead, responsible, cooperating or builder"),
    text("name", "name of the body"),
    reference("entity_id", "entity.entity_id", "the entity it is resolved to", nullable=True),
    reference("block_id", "block.block_id", "where the name stands"),
    integer("char_start", "first character"),
    integer("char_end", "character after the last"),
    Index("task_body_name", "name"),
    without_rowid=True,
)
