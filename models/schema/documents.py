"""Tables of what was handed in: plans, their versions and files, paragraphs, tables."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary

from models import names
from models.schema.columns import TEXT, integer, key, one_of, reference, short_text, table, text

MAIN_PART = "word/document.xml"
BODY = "/w:document/w:body"
"""Where nearly all paragraphs stand: it is not said of each."""
STEPS = {"tbl": "T", "tr": "R", "tc": "C", "p": "P"}
"""The elements that nearly all paths are made of, and the letter each is kept as: T7R2C1P1."""
CLAIMED = "claimed"


def _written_out(path: str) -> str:
    """The SQL that makes a path of what is kept of it."""
    for element, letter in STEPS.items():
        path = f"replace({path}, '{letter}', ']/w:{element}[')"
    return f"substr({path}, 2) || ']'"


plan = table(
    "plan",
    "A plan; its versions are what was published of it over time.",
    key("plan_id", "number of the plan"),
    Column(
        "key",
        TEXT,
        nullable=False,
        unique=True,
        comment="short name used on the command line and in every view",
    ),
    text("identity", "the normalised title by which a revised file is recognised"),
    Index("plan_identity", "identity"),
)

source_file = table(
    "source_file",
    "The original bytes, so that evidence cannot lose its source. They hold comments, deleted text and"
    " authors: never served nor exported unless asked for.",
    key("source_id", "number of the file"),
    Column("sha256", TEXT, nullable=False, unique=True, comment="SHA-256 of the bytes, hexadecimal"),
    integer("size", "number of bytes", large=True),
    Column("content", LargeBinary, nullable=False, comment="the file as it was handed in"),
)

version = table(
    "version",
    "One ingested file of a plan.",
    key("version_id", "number of the version over all plans"),
    reference("plan_id", "plan.plan_id", "the plan"),
    integer("number", "1, 2, … within the plan"),
    integer("is_current", "1 for the plan's newest version, else 0"),
    reference("source_id", "source_file.source_id", "the file it was read from"),
    text("file_name", "name of the file as handed in, without its folder"),
    text("title", "title of the plan as printed, else docProps title, else the file's name"),
    text("region", "place in the title (某某市), NULL when there is none", nullable=True),
    integer("period_start", "first year of the plan period", nullable=True),
    integer("period_end", "last year of the plan period", nullable=True),
    text("dated", "date given with --version-date, NULL when none", nullable=True),
    text("ingested_at", "UTC, ISO 8601 (SOURCE_DATE_EPOCH when set)"),
    text("tool_version", "plantrace that read it"),
    text("text_profile", "profile that defines the text of a block"),
    CheckConstraint("is_current IN (0, 1)"),
    Index("version_of_plan", "plan_id", "number", unique=True),
)

_PLACE = (
    "CASE WHEN {0}.table_id IS NULL THEN {0}.place ELSE (SELECT inside.place FROM document_table inside"
    " WHERE inside.table_id = {0}.table_id) || '第' || ({0}.row_index + 1) || '行' || CASE"
    " WHEN {0}.place IS NULL THEN '第' || ({0}.col_index + 1) || '列' WHEN {0}.place = '' THEN ''"
    " ELSE '“' || {0}.place || '”列' END END"
)

block = table(
    "block",
    "One paragraph (w:p, or a text-bearing HTML element of an altChunk) with its verbatim text.",
    key("block_id", "number of the block over all versions"),
    reference("version_id", "version.version_id", "the version it stands in"),
    reference("document_id", "record.record_id", "the document of the file it stands in", nullable=True),
    integer("ordinal", "0, 1, … in document order"),
    short_text(
        "part",
        "part of the package, e.g. word/document.xml",
        f"NULL for the body of {MAIN_PART}",
        f"COALESCE({{0}}.part, '{MAIN_PART}')",
    ),
    short_text(
        "xml_path",
        "positional XPath that resolves to exactly this element",
        f"where part is NULL, what follows {BODY}, and where all its steps are"
        f" {', '.join(f'w:{name} ({letter})' for name, letter in STEPS.items())}, these letters: T7R2C1P1",
        "CASE WHEN {0}.part IS NOT NULL THEN {0}.xml_path"
        f" WHEN substr({{0}}.xml_path, 1, 1) = '/' THEN '{BODY}' || {{0}}.xml_path"
        f" ELSE '{BODY}' || {_written_out('{0}.xml_path')} END",
        nullable=False,
    ),
    text("kind", "what it is: " + ", ".join(names.BLOCK_KINDS)),
    text("list_label", "automatic number as Word shows it, '' when none"),
    text("text", "text by profile pt-1, nothing trimmed"),
    reference("heading_id", "record.record_id", "innermost heading it stands under", nullable=True),
    reference("table_id", "document_table.table_id", "table it stands in", nullable=True),
    integer("row_index", "0-based row in that table", nullable=True),
    integer("col_index", "0-based grid column in that table", nullable=True),
    short_text(
        "place",
        "the place in words of the document: 三、（二）第4段; 表1第3行“2025年”列",
        "in a table only what heads the column, '' where it has one column, NULL where nothing heads it",
        _PLACE,
    ),
    integer("page", "first page it stands on, as Word last laid the file out", nullable=True),
    integer("last_page", "last page it stands on", nullable=True),
    text("reason", "code why it is ignored, '' when used"),
    one_of("kind", names.BLOCK_KINDS),
    Index("block_of_version", "version_id", "ordinal", unique=True),
    Index("block_of_heading", "heading_id"),
    Index("block_of_document", "document_id"),
)

document_table = table(
    "document_table",
    "One table of the document.",
    key("table_id", "number of the table over all versions"),
    reference("version_id", "version.version_id", "the version it stands in"),
    integer("ordinal", "0, 1, … in document order"),
    text("kind", "indicator, project, box or other"),
    text("part", "part of the package"),
    text("xml_path", "positional XPath of the w:tbl"),
    text("place", "what places in it are told by: 表1, 专栏一, 第7个表"),
    integer("n_rows", "rows of the grid"),
    integer("n_cols", "columns of the grid"),
    reference("heading_id", "record.record_id", "innermost heading it stands under", nullable=True),
    reference("caption_block_id", "block.block_id", "block that holds the caption", nullable=True),
    text("caption", "caption above the table", nullable=True),
    reference("unit_note_block_id", "block.block_id", "block that holds the unit note", nullable=True),
    text("unit_note", "unit note above or inside the table (单位：亿元)", nullable=True),
    reference(
        "continues_id", "document_table.table_id", "table that this one goes on from (续表)", nullable=True
    ),
    one_of("kind", names.TABLE_KINDS),
    Index("table_of_version", "version_id"),
)

table_cell = table(
    "table_cell",
    "The grid of a table with its merged areas, once each at their top left.",
    reference("table_id", "document_table.table_id", "the table", primary_key=True),
    Column("row_index", Integer, primary_key=True, comment="0-based row"),
    Column("col_index", Integer, primary_key=True, comment="0-based grid column"),
    integer("row_span", "rows it covers"),
    integer("col_span", "grid columns it covers"),
    without_rowid=True,
)

number_claim = table(
    "number_claim",
    "Every number of the text, and whether a record rests on it or why not (view v_coverage).",
    reference("block_id", "block.block_id", "where", primary_key=True),
    Column("char_start", Integer, primary_key=True, comment="first character"),
    integer("char_end", "character after the last"),
    short_text(
        "outcome",
        "claimed, or the code why no record rests on it",
        f"NULL for {CLAIMED}",
        f"COALESCE({{0}}.outcome, '{CLAIMED}')",
    ),
    without_rowid=True,
)
