"""Tables of records and their evidence, and of those that the structure of the document gives."""

from sqlalchemy import CheckConstraint, Column, Index, Integer

from models import names
from models.schema.columns import NUMBER, integer, key, one_of, record_key, reference, short_text, table, text

record = table(
    "record",
    "Supertype of everything that is stated: one row a fact, a table a kind.",
    key("record_id", "number of the record; the views call it heading_id, figure_id, …"),
    reference("version_id", "version.version_id", "the version that states it"),
    text("kind", "which table describes it: " + ", ".join(names.RECORD_KINDS)),
    integer("ordinal", "0, 1, … within kind and version"),
    text("uid", "content-derived identifier, unique within the version"),
    short_text(
        "lineage",
        "identifier shared by the same record over the versions of a plan",
        "NULL where it is the uid",
        "COALESCE({0}.lineage, {0}.uid)",
    ),
    one_of("kind", names.RECORD_KINDS),
    Index("record_of_version", "version_id", "kind", "ordinal", unique=True),
)

support = table(
    "support",
    "What a place is evidence of: one row a field of the record. Records and versions share them, since most"
    " are alike.",
    Column("support_id", NUMBER, primary_key=True, autoincrement=False, comment="number of its rows"),
    Column("position", Integer, primary_key=True, comment="what is added to the position of the place"),
    text("field", "column of the record's view that rests on it"),
    text("role", "what it tells: " + ", ".join(names.ROLES)),
    text("derivation", "how the value came from the quote: " + ", ".join(names.DERIVATIONS)),
    one_of("role", names.ROLES),
    one_of("derivation", names.DERIVATIONS),
    without_rowid=True,
)

evidence = table(
    "evidence",
    "A place that fields of a record rest on, whose characters are the quote (v_trace): one row a span, a"
    " piece of evidence for each row of its support. A trigger refuses a span that lies outside its block.",
    reference("record_id", "record.record_id", "the record", primary_key=True),
    Column(
        "position", Integer, primary_key=True, comment="of its first piece of evidence: 0, 1, … in the record"
    ),
    integer("support_id", "which fields rest on it, and how (table support)"),
    reference("block_id", "block.block_id", "where"),
    integer("char_start", "first character, in Unicode code points"),
    integer("char_end", "character after the last"),
    CheckConstraint("0 <= char_start AND char_start < char_end"),
    without_rowid=True,
)

document = table(
    "document",
    "One of the documents that a file holds: a notice, the plan it issues, an explanation, an annex.",
    record_key(),
    text("kind", "what it is: " + ", ".join(names.DOCUMENT_KINDS)),
    text("title", "its title, without note marks and the blanks of letters set apart; '' when it has none"),
    text("issuer", "who issued it (发文机关)", nullable=True),
    text("issue_no", "its number: 国发〔2021〕35号", nullable=True),
    text("issued_on", "the day printed on it (成文日期), as 2021-03-05", nullable=True),
    text("addressees", "whom it is sent to, as printed before the colon", nullable=True),
    reference("first_block_id", "block.block_id", "block it begins with"),
    one_of("kind", names.DOCUMENT_KINDS),
)

heading = table(
    "heading",
    "A heading: a span, which may be the run-in head of a paragraph.",
    record_key(),
    integer("level", "1 for the outermost"),
    text("label", "number as shown: 一、, （一）, 1., 第一章, 附件, ''"),
    text("title", "text without its label and full stop"),
    reference("parent_id", "record.record_id", "the heading above it", nullable=True),
    text("path", "titles from the outermost heading down, joined by ' > '"),
    reference("block_id", "block.block_id", "block that holds the title"),
    integer("char_start", "first character of the span in that block"),
    integer("char_end", "character after the last"),
)

box = table(
    "box",
    "A feature box (专栏), whether a table, a text box or bordered paragraphs.",
    record_key(),
    text("label", "专栏一, 专栏1, '' when it has no number"),
    text("title", "its title"),
    reference("heading_id", "record.record_id", "innermost heading it stands under", nullable=True),
    reference("table_id", "document_table.table_id", "the table it is drawn as", nullable=True),
)

box_item = table(
    "box_item",
    "One item of a box.",
    record_key(),
    reference("box_id", "box.record_id", "the box"),
    integer("position", "0, 1, … within the box"),
    text("title", "lead-in of the item without its full stop, '' when it has none"),
    text("text", "the whole item"),
    reference("block_id", "block.block_id", "block it starts in"),
    Index("item_of_box", "box_id", "position"),
)
