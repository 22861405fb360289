"""Views of what was handed in: versions, paragraphs, tables, what was done by hand."""

from models.views.columns import OF_VERSION, PLACE, VERSION, Column, View, columns, path

VERSIONS = View(
    "v_versions",
    "One row an ingested file.",
    columns(
        "v.version_id p.key=plan v.number=version v.is_current v.title v.region v.period_start v.period_end"
        " v.dated v.file_name s.sha256=source_sha256 s.size=file_size v.ingested_at v.tool_version"
        " v.text_profile"
    ),
    "FROM version v JOIN plan p ON p.plan_id = v.plan_id JOIN source_file s ON s.source_id = v.source_id",
)

BLOCKS = View(
    "v_blocks",
    "One row a paragraph, with its verbatim text and what became of it.",
    columns(
        f"b.block_id {VERSION} b.document_id b.ordinal {PLACE} b.kind b.list_label b.text b.heading_id *"
        " b.table_id b.row_index b.col_index * b.reason",
        path("h"),
        Column(
            "use",
            "CAST(CASE WHEN b.reason = '' THEN 'used' ELSE 'ignored' END AS TEXT)",
            "TEXT",
            "used or ignored",
        ),
    ),
    "FROM block b " + OF_VERSION.format("b") + " LEFT JOIN heading h ON h.record_id = b.heading_id",
)

TABLES = View(
    "v_tables",
    "One row a table.",
    columns(
        f"t.table_id {VERSION} t.kind t.caption t.unit_note t.n_rows t.n_cols t.heading_id t.continues_id"
        f" {PLACE.replace('b.', 't.')}"
    ),
    "FROM document_table t " + OF_VERSION.format("t"),
)

LOG = View(
    "v_log",
    "One row a thing done by hand to a plan or version: removed, renamed, put under another plan.",
    columns("l.log_id l.at l.tool_version l.action l.plan l.version l.title l.file_name l.sha256 l.detail"),
    "FROM action_log l",
)
