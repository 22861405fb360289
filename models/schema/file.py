"""Tables about the database file itself: what made it, what its columns mean, what was done by hand."""

from models.schema.columns import integer, key, one_of, table, text

meta = table(
    "meta",
    "One row a fact about this database file itself.",
    text("name", "schema_version, text_profile, tool_version, vocabulary_sha256, …", primary_key=True),
    text("value", "its value as text"),
)

dictionary = table(
    "data_dictionary",
    "What every table, view and column means; generated from the schema.",
    text("name", "table or view", primary_key=True),
    text("column_name", "column, '' for the table or view itself", primary_key=True),
    text("kind", "table or view"),
    text("type", "declared type, '' for the table or view itself"),
    text("comment", "what it holds"),
    without_rowid=True,
)

action_log = table(
    "action_log",
    "What was done to plans and versions by hand, kept after they are gone.",
    key("log_id", "number of the entry"),
    text("at", "UTC, ISO 8601 (SOURCE_DATE_EPOCH when set)"),
    text("tool_version", "plantrace that did it"),
    text("action", "removed, renamed or attached"),
    integer("plan_id", "number of the plan, which may be gone", large=True),
    text("plan", "its key then"),
    integer("version", "number of the version then", nullable=True),
    text("title", "title of the version", nullable=True),
    text("file_name", "file it was read from", nullable=True),
    text("sha256", "SHA-256 of that file", nullable=True),
    text("detail", "what became of it", nullable=True),
    one_of("action", ("removed", "renamed", "attached")),
)

number_used = table(
    "number_used",
    "The highest row numbers that were ever given, so that what is removed leaves its number unused.",
    text("what", "plan, source, version, block, table, record, entity or notice", primary_key=True),
    integer("highest", "highest number given", large=True),
)

kept_result = table(
    "kept_result",
    "What was found in a paragraph, so that a revised version has only its new paragraphs tagged and read."
    " Derived: it may be emptied.",
    text(
        "stage_version",
        "hash of the code and data of what found it: the tagger, or the reader of figures (figures-…)",
        primary_key=True,
    ),
    text(
        "key_sha256",
        "SHA-256, hexadecimal, of all it depends on: the text and what its document knows of it or says"
        " before",
        primary_key=True,
    ),
    text(
        "found",
        "CRC-32 of the rest, eight hexadecimal digits, then JSON: [start, end, label, source, score,"
        " normalised] of candidates or mentions (depth where nested), or figures",
    ),
    without_rowid=True,
)
