"""The tables. Every table and column says what it holds: the data dictionary is made from these comments.

STRICT tables (SQLite 3.37+), foreign keys on; the same metadata builds on PostgreSQL. Exact decimals are
TEXT beside a REAL.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import REAL

from models import names

SCHEMA_VERSION = 1
APPLICATION_ID = 0x504C5452  # "PLTR"
TEXT_PROFILE = "pt-1"

metadata = MetaData()


def _one_of(column: str, allowed: tuple[str, ...]) -> CheckConstraint:
    """Spelt out, since SQLite builds the set of an `IN (…)` anew for each row that is put in, which took
    half of the time of an insert."""
    return CheckConstraint(" OR ".join(f"{column} = {word!r}" for word in allowed))


def _table(
    name: str, comment: str, *parts: Column[object] | CheckConstraint | Index, without_rowid: bool = False
) -> Table:
    return Table(
        name, metadata, *parts, comment=comment, sqlite_strict=True, sqlite_with_rowid=not without_rowid
    )


def _key(name: str, comment: str) -> Column[object]:
    return Column(name, Integer, primary_key=True, autoincrement=False, comment=comment)


def _reference(
    name: str, target: str, comment: str, *, nullable: bool = False, primary_key: bool = False
) -> Column[object]:
    return Column(
        name,
        Integer,
        ForeignKey(target),
        nullable=nullable,
        primary_key=primary_key,
        autoincrement=False,
        comment=comment,
    )


def _text(name: str, comment: str, *, nullable: bool = False, primary_key: bool = False) -> Column[object]:
    return Column(name, Text, nullable=nullable, primary_key=primary_key, comment=comment)


def _integer(name: str, comment: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, Integer, nullable=nullable, comment=comment)


def _real(name: str, comment: str) -> Column[object]:
    return Column(name, REAL, nullable=True, comment=comment)


def _record_key() -> Column[object]:
    return _reference("record_id", "record.record_id", "the record this row describes", primary_key=True)


meta = _table(
    "meta",
    "One row a fact about this database file itself.",
    _text("name", "schema_version, text_profile, tool_version, vocabulary_sha256, …", primary_key=True),
    _text("value", "its value as text"),
)

dictionary = _table(
    "data_dictionary",
    "What every table, view and column means; generated from the schema.",
    _text("name", "table or view", primary_key=True),
    _text("column_name", "column, '' for the table or view itself", primary_key=True),
    _text("kind", "table or view"),
    _text("type", "declared type, '' for the table or view itself"),
    _text("comment", "what it holds"),
    without_rowid=True,
)

plan = _table(
    "plan",
    "A plan; its versions are what was published of it over time.",
    _key("plan_id", "number of the plan"),
    Column(
        "key",
        Text,
        nullable=False,
        unique=True,
        comment="short name used on the command line and in every view",
    ),
    _text("identity", "the normalised title by which a revised file is recognised"),
)

source_file = _table(
    "source_file",
    "The original bytes, so that evidence cannot lose its source. They hold comments, deleted text and"
    " authors: see CONTRACT §8.",
    _key("source_id", "number of the file"),
    Column("sha256", Text, nullable=False, unique=True, comment="SHA-256 of the bytes, hexadecimal"),
    _integer("size", "number of bytes"),
    Column("content", LargeBinary, nullable=False, comment="the file as it was handed in"),
)

version = _table(
    "version",
    "One ingested file of a plan.",
    _key("version_id", "number of the version over all plans"),
    _reference("plan_id", "plan.plan_id", "the plan"),
    _integer("number", "1, 2, … within the plan"),
    _integer("is_current", "1 for the plan's newest version, else 0"),
    _reference("source_id", "source_file.source_id", "the file it was read from"),
    _text("file_name", "name of the file as handed in, without its folder"),
    _text("title", "title of the plan as printed, else docProps title, else the file's name"),
    _text("region", "place in the title (某某市), NULL when there is none", nullable=True),
    _integer("period_start", "first year of the plan period", nullable=True),
    _integer("period_end", "last year of the plan period", nullable=True),
    _text("dated", "date given with --version-date, NULL when none", nullable=True),
    _text("ingested_at", "UTC, ISO 8601 (SOURCE_DATE_EPOCH when set)"),
    _text("tool_version", "plantrace that read it"),
    _text("text_profile", "profile that defines the text of a block"),
    CheckConstraint("is_current IN (0, 1)"),
    Index("version_of_plan", "plan_id", "number", unique=True),
)

block = _table(
    "block",
    "One paragraph (w:p, or a text-bearing HTML element of an altChunk) with its verbatim text.",
    _key("block_id", "number of the block over all versions"),
    _reference("version_id", "version.version_id", "the version it stands in"),
    _integer("ordinal", "0, 1, … in document order"),
    _text("part", "part of the package, e.g. word/document.xml"),
    _text("xml_path", "positional XPath that resolves to exactly this element"),
    _text("kind", "what it is: " + ", ".join(names.BLOCK_KINDS)),
    _text("list_label", "automatic number as Word shows it, '' when none"),
    _text("text", "text by profile pt-1, nothing trimmed"),
    _reference("heading_id", "record.record_id", "innermost heading it stands under", nullable=True),
    _reference("table_id", "document_table.table_id", "table it stands in", nullable=True),
    _integer("row_index", "0-based row in that table", nullable=True),
    _integer("col_index", "0-based grid column in that table", nullable=True),
    _text("use", "used or ignored"),
    _text("reason", "code why it is ignored, '' when used"),
    _one_of("kind", names.BLOCK_KINDS),
    _one_of("use", names.USES),
    CheckConstraint("(use = 'used') = (reason = '')"),
    Index("block_of_version", "version_id", "ordinal", unique=True),
    Index("block_of_heading", "heading_id"),
    Index("block_of_table", "table_id"),
)

document_table = _table(
    "document_table",
    "One table of the document.",
    _key("table_id", "number of the table over all versions"),
    _reference("version_id", "version.version_id", "the version it stands in"),
    _integer("ordinal", "0, 1, … in document order"),
    _text("kind", "indicator, project, box or other"),
    _text("part", "part of the package"),
    _text("xml_path", "positional XPath of the w:tbl"),
    _integer("n_rows", "rows of the grid"),
    _integer("n_cols", "columns of the grid"),
    _reference("heading_id", "record.record_id", "innermost heading it stands under", nullable=True),
    _reference("caption_block_id", "block.block_id", "block that holds the caption", nullable=True),
    _text("caption", "caption above the table", nullable=True),
    _reference("unit_note_block_id", "block.block_id", "block that holds the unit note", nullable=True),
    _text("unit_note", "unit note above or inside the table (单位：亿元)", nullable=True),
    _reference(
        "continues_id", "document_table.table_id", "table that this one goes on from (续表)", nullable=True
    ),
    _one_of("kind", names.TABLE_KINDS),
    Index("table_of_version", "version_id"),
)

table_cell = _table(
    "table_cell",
    "The grid of a table with its merged areas, once each at their top left.",
    _reference("table_id", "document_table.table_id", "the table", primary_key=True),
    Column("row_index", Integer, primary_key=True, comment="0-based row"),
    Column("col_index", Integer, primary_key=True, comment="0-based grid column"),
    _integer("row_span", "rows it covers"),
    _integer("col_span", "grid columns it covers"),
    without_rowid=True,
)

record = _table(
    "record",
    "Supertype of everything that is stated: one row a fact, a table a kind.",
    _key("record_id", "number of the record; the views call it heading_id, figure_id, …"),
    _reference("version_id", "version.version_id", "the version that states it"),
    _text("kind", "which table describes it: " + ", ".join(names.RECORD_KINDS)),
    _integer("ordinal", "0, 1, … within kind and version"),
    _text("uid", "content-derived identifier, unique within the version"),
    _text("lineage", "identifier shared by the same record over the versions of a plan"),
    _one_of("kind", names.RECORD_KINDS),
    Index("record_of_version", "version_id", "kind", "ordinal", unique=True),
    Index("record_uid", "version_id", "uid", unique=True),
    Index("record_lineage", "lineage"),
)

evidence = _table(
    "evidence",
    "One piece of evidence for one field of one record; a trigger refuses a quote that is not the slice of"
    " its block.",
    _reference("record_id", "record.record_id", "the record", primary_key=True),
    Column("position", Integer, primary_key=True, comment="0, 1, … within the record"),
    _text("field", "column of the record's view that rests on it"),
    _text("role", "what it tells: " + ", ".join(names.ROLES)),
    _text("derivation", "how the value came from the quote: " + ", ".join(names.DERIVATIONS)),
    _reference("block_id", "block.block_id", "where"),
    _integer("char_start", "first character, in Unicode code points"),
    _integer("char_end", "character after the last"),
    _text("quote", "the characters themselves"),
    _one_of("role", names.ROLES),
    _one_of("derivation", names.DERIVATIONS),
    CheckConstraint("0 <= char_start AND char_start < char_end"),
    Index("evidence_of_block", "block_id", "char_start"),
    without_rowid=True,
)

heading = _table(
    "heading",
    "A heading: a span, which may be the run-in head of a paragraph.",
    _record_key(),
    _integer("level", "1 for the outermost"),
    _text("label", "number as shown: 一、, （一）, 1., 第一章, 附件, ''"),
    _text("title", "text without its label and full stop"),
    _reference("parent_id", "record.record_id", "the heading above it", nullable=True),
    _text("path", "titles from the outermost heading down, joined by ' > '"),
    _reference("block_id", "block.block_id", "block that holds the title"),
    _integer("char_start", "first character of the span in that block"),
    _integer("char_end", "character after the last"),
)

indicator = _table(
    "indicator",
    "One row of an indicator table, unit and values as printed.",
    _record_key(),
    _reference("table_id", "document_table.table_id", "the table"),
    _integer("row_index", "0-based row in that table"),
    _text("serial_no", "number as printed, '' when none"),
    _text("name", "name without its unit"),
    _text("unit", "unit as printed in name, column, note or value", nullable=True),
    _text("nature", "预期性 or 约束性", nullable=True),
    _text("category", "group of the table it belongs to", nullable=True),
    _integer("baseline_year", "year of the baseline", nullable=True),
    _text("baseline_raw", "baseline as printed", nullable=True),
    _real("baseline_value", "baseline in the printed unit"),
    _text("baseline_value_text", "the same as an exact decimal", nullable=True),
    _integer("target_year", "year of the target", nullable=True),
    _text("target_raw", "target as printed", nullable=True),
    _real("target_value", "target, or its lower end, in the printed unit"),
    _text("target_value_text", "the same as an exact decimal", nullable=True),
    _real("target_value_max", "upper end of a target range"),
    _text("target_value_max_text", "the same as an exact decimal", nullable=True),
    _text("target_qualifier", "exact, at_least, …", nullable=True),
    _integer("cumulative", "1 when the target is a sum over the period, 〔10〕"),
    CheckConstraint("cumulative IN (0, 1)"),
    Index("indicator_of_table", "table_id", "row_index"),
)

project = _table(
    "project",
    "One row of a project table; group rows are rows too. Investments are in 元.",
    _record_key(),
    _reference("table_id", "document_table.table_id", "the table"),
    _integer("row_index", "0-based row in that table"),
    _text("row_kind", "total, category, subcategory or project"),
    _reference("parent_id", "record.record_id", "the group row above it", nullable=True),
    _text("serial_no", "number as printed, '' when none"),
    _text("name", "name of the project or group"),
    _text("content", "what is to be built", nullable=True),
    _text("stage", "新建, 续建, …", nullable=True),
    _integer("start_year", "first year of building", nullable=True),
    _integer("end_year", "last year of building", nullable=True),
    _text("period_raw", "years as printed", nullable=True),
    _integer("start_month", "1 to 12, where printed", nullable=True),
    _integer("end_month", "1 to 12, where printed", nullable=True),
    _text("total_investment_raw", "total investment as printed", nullable=True),
    _text("period_investment_raw", "investment within the plan period as printed", nullable=True),
    _real("total_investment", "total investment in 元"),
    _text("total_investment_text", "the same as an exact decimal", nullable=True),
    _real("period_investment", "investment within the plan period in 元"),
    _text("period_investment_text", "the same as an exact decimal", nullable=True),
    _text("location", "where it is built", nullable=True),
    _text("remarks", "remarks column", nullable=True),
    _integer("item_count", "number of projects a group row states (67项)", nullable=True),
    _one_of("row_kind", names.ROW_KINDS),
    Index("project_of_table", "table_id", "row_index"),
)

project_body = _table(
    "project_body",
    "A body that builds or answers for a project.",
    _reference("project_id", "project.record_id", "the project", primary_key=True),
    Column("position", Integer, primary_key=True, comment="0, 1, … within the project"),
    _text("role", "builder, responsible, lead or cooperating"),
    _text("name", "name of the body"),
    _reference("entity_id", "entity.entity_id", "the entity it is resolved to", nullable=True),
    _reference("block_id", "block.block_id", "where the name stands"),
    _integer("char_start", "first character"),
    _integer("char_end", "character after the last"),
    Index("project_body_name", "name"),
    without_rowid=True,
)

box = _table(
    "box",
    "A feature box (专栏), whether a table, a text box or bordered paragraphs.",
    _record_key(),
    _text("label", "专栏一, 专栏1, '' when it has no number"),
    _text("title", "its title"),
    _reference("heading_id", "record.record_id", "innermost heading it stands under", nullable=True),
    _reference("table_id", "document_table.table_id", "the table it is drawn as", nullable=True),
)

box_item = _table(
    "box_item",
    "One item of a box.",
    _record_key(),
    _reference("box_id", "box.record_id", "the box"),
    _integer("position", "0, 1, … within the box"),
    _text("title", "lead-in of the item without its full stop, '' when it has none"),
    _text("text", "the whole item"),
    _reference("block_id", "block.block_id", "block it starts in"),
    Index("item_of_box", "box_id", "position"),
)

figure = _table(
    "figure",
    "A number that states something, wherever it stands. Money is in 元, counts in ones.",
    _record_key(),
    _text("origin", "where it stands: " + ", ".join(names.ORIGINS)),
    _reference(
        "owner_id", "record.record_id", "the indicator, project or box item it belongs to", nullable=True
    ),
    _text("role", "baseline, target, total_investment, …", nullable=True),
    _text("metric", "what is counted or measured"),
    _text("subject", "of whom, when not the plan's own place", nullable=True),
    _text("raw", "the number as printed with its unit and qualifier"),
    _real("value", "value, or the lower end of a range, in the base unit"),
    _text("value_text", "the same as an exact decimal", nullable=True),
    _real("value_max", "upper end of a range"),
    _text("value_max_text", "the same as an exact decimal", nullable=True),
    _text("unit", "base unit (万座 → 座, 亿元 → 元; % and rates stay)", nullable=True),
    _text("qualifier", "exact, approx, about, at_least, over, near or up_to"),
    _text("period", "2020, 2021-2025, …", nullable=True),
    _integer("period_start", "first year", nullable=True),
    _integer("period_end", "last year", nullable=True),
    _text("period_basis", "stated or inherited", nullable=True),
    _text("base_period", "period a change is measured against", nullable=True),
    _text("kind", "status, target, change, plan or comparison"),
    _text("direction", "up or down", nullable=True),
    _reference("block_id", "block.block_id", "where"),
    _integer("char_start", "first character of the number"),
    _integer("char_end", "character after the last"),
    _one_of("origin", names.ORIGINS),
    _one_of("qualifier", names.QUALIFIERS),
    _one_of("kind", names.FIGURE_KINDS),
    Index("figure_metric", "metric"),
    Index("figure_owner", "owner_id"),
    Index("figure_block", "block_id"),
)

entity = _table(
    "entity",
    "An organisation, place or document that a version names; mentions of the same one share it.",
    _key("entity_id", "number of the entity"),
    _reference("version_id", "version.version_id", "the version that names it"),
    _text("label", "ORG, LOC, POLICY, TIME or QUANTITY"),
    _text("canonical", "its fullest name"),
    _one_of("label", names.ENTITY_LABELS),
    Index("entity_of_version", "version_id", "label", "canonical"),
)

mention = _table(
    "mention",
    "An entity named at one place of the text.",
    _record_key(),
    _text("label", "ORG, LOC, POLICY, TIME or QUANTITY"),
    _text("text", "as printed"),
    _text("normalised", "in the form used for matching"),
    _reference("entity_id", "entity.entity_id", "the entity", nullable=True),
    _integer("depth", "0 for the outermost of nested mentions"),
    _reference("block_id", "block.block_id", "where"),
    _integer("char_start", "first character"),
    _integer("char_end", "character after the last"),
    _one_of("label", names.ENTITY_LABELS),
    Index("mention_of_entity", "entity_id"),
    Index("mention_of_block", "block_id"),
)

number_claim = _table(
    "number_claim",
    "Every number of the text, and whether a record rests on it or why not (view v_coverage).",
    _reference("block_id", "block.block_id", "where", primary_key=True),
    Column("char_start", Integer, primary_key=True, comment="first character"),
    _integer("char_end", "character after the last"),
    _text("outcome", "claimed, or the code why no record rests on it"),
    without_rowid=True,
)

tag_cache = _table(
    "tag_cache",
    "What was found in a paragraph, so that a revised version has only its new paragraphs tagged and read."
    " Derived: it may be emptied.",
    _text(
        "tagger_version",
        "hash of the code and data of what found it: the tagger, or the reader of figures (figures-…)",
        primary_key=True,
    ),
    _text(
        "text_sha256",
        "SHA-256, hexadecimal, of all it depends on: the text and what its document knows of it or says"
        " before",
        primary_key=True,
    ),
    _text(
        "found",
        "JSON: [start, end, label, source, score, normalised] of candidates or mentions (depth where nested),"
        " or figures",
    ),
    without_rowid=True,
)

notice = _table(
    "notice",
    "What was read but not understood, or read with a doubt.",
    _key("notice_id", "number of the notice"),
    _reference("version_id", "version.version_id", "the version"),
    _text("code", "stable code, explained in docs/notices.md"),
    _text("message", "one sentence"),
    _reference("block_id", "block.block_id", "where", nullable=True),
    Index("notice_of_version", "version_id", "code"),
)

finding = _table(
    "finding",
    "A contradiction or oddity that a consistency rule found.",
    _key("finding_id", "number of the finding"),
    _reference("version_id", "version.version_id", "the version"),
    _text("rule", "code of the rule"),
    _text("severity", "error, warning or info"),
    _text("message", "one sentence"),
    _text("expected", "what the other side says", nullable=True),
    _text("actual", "what this side says", nullable=True),
    _text("status", "open, confirmed or dismissed"),
    _text("note", "why it was confirmed or dismissed", nullable=True),
    _one_of("severity", names.SEVERITIES),
    Index("finding_of_version", "version_id"),
)

finding_evidence = _table(
    "finding_evidence",
    "The places a finding rests on.",
    _reference("finding_id", "finding.finding_id", "the finding", primary_key=True),
    Column("side", Integer, primary_key=True, comment="0 for the main evidence"),
    _reference("record_id", "record.record_id", "record on this side", nullable=True),
    _reference("block_id", "block.block_id", "where"),
    _integer("char_start", "first character"),
    _integer("char_end", "character after the last"),
    _text("quote", "the characters themselves"),
    without_rowid=True,
)

change = _table(
    "change",
    "One difference between two versions of a plan.",
    _key("change_id", "number of the change"),
    _reference("from_version_id", "version.version_id", "the older version"),
    _reference("to_version_id", "version.version_id", "the newer version"),
    _text("record_kind", "block, heading, indicator, project, box_item or figure"),
    _text("change", "added, removed, changed, moved or renumbered"),
    _text("field", "which field", nullable=True),
    _text("old_value", "before", nullable=True),
    _text("new_value", "after", nullable=True),
    _real("delta", "difference of two numbers"),
    _real("percent", "difference in percent of the old number"),
    _integer("old_id", "record or block before", nullable=True),
    _integer("new_id", "record or block after", nullable=True),
    _reference("old_block_id", "block.block_id", "where before", nullable=True),
    _integer("old_char_start", "first character before", nullable=True),
    _integer("old_char_end", "character after the last before", nullable=True),
    _text("old_quote", "characters before", nullable=True),
    _reference("new_block_id", "block.block_id", "where after", nullable=True),
    _integer("new_char_start", "first character after", nullable=True),
    _integer("new_char_end", "character after the last after", nullable=True),
    _text("new_quote", "characters after", nullable=True),
    _text("matched_by", "how the two sides were matched", nullable=True),
    _real("score", "how sure the match is, 0 to 1"),
    Index("change_between", "from_version_id", "to_version_id"),
)

action_log = _table(
    "action_log",
    "What was done to plans and versions by hand, kept after they are gone.",
    _key("log_id", "number of the entry"),
    _text("at", "UTC, ISO 8601 (SOURCE_DATE_EPOCH when set)"),
    _text("tool_version", "plantrace that did it"),
    _text("action", "removed, renamed or attached"),
    _integer("plan_id", "number of the plan, which may be gone"),
    _text("plan", "its key then"),
    _integer("version", "number of the version then", nullable=True),
    _text("title", "title of the version", nullable=True),
    _text("file_name", "file it was read from", nullable=True),
    _text("sha256", "SHA-256 of that file", nullable=True),
    _text("detail", "what became of it", nullable=True),
    _one_of("action", ("removed", "renamed", "attached")),
)

number_used = _table(
    "number_used",
    "The highest row numbers that were ever given, so that what is removed leaves its number unused.",
    _text("what", "plan, source, version, block, table, record, entity or notice", primary_key=True),
    _integer("highest", "highest number given"),
)
