"""The tables. Every table and column says what it holds: the data dictionary is made from these comments.

STRICT tables (SQLite 3.37+), foreign keys on; the same metadata builds on PostgreSQL. Exact decimals are
TEXT beside a REAL.
"""

from models.schema.columns import index_references, metadata
from models.schema.documents import (
    block,
    document_table,
    number_claim,
    plan,
    source_file,
    table_cell,
    version,
)
from models.schema.file import action_log, dictionary, kept_result, meta, number_used
from models.schema.records import box, box_item, document, evidence, heading, record, support
from models.schema.results import change, finding, finding_evidence, notice, rule_check, rule_run
from models.schema.statements import entity, figure, mention, metric
from models.schema.table_rows import indicator, project, project_body, task, task_body

index_references()

SCHEMA_VERSION = 7
APPLICATION_ID = 0x504C5452  # "PLTR"
TEXT_PROFILE = "pt-1"

__all__ = [
    "APPLICATION_ID",
    "SCHEMA_VERSION",
    "TEXT_PROFILE",
    "action_log",
    "block",
    "box",
    "box_item",
    "change",
    "dictionary",
    "document",
    "document_table",
    "entity",
    "evidence",
    "figure",
    "finding",
    "finding_evidence",
    "heading",
    "indicator",
    "kept_result",
    "mention",
    "meta",
    "metadata",
    "metric",
    "notice",
    "number_claim",
    "number_used",
    "plan",
    "project",
    "project_body",
    "record",
    "rule_check",
    "rule_run",
    "source_file",
    "support",
    "table_cell",
    "task",
    "task_body",
    "version",
]
