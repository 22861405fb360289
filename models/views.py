"""The public views (CONTRACT §5), each as data: columns with their expression and meaning, and what they are
read from.

A column that shows a table's column takes its comment from the schema; an expression brings its own.
"""

from dataclasses import dataclass

from models import schema
from models.view_trace import TRACE_COLUMNS, TRACE_SOURCE, joined_bodies

_TABLE_OF_ALIAS = {
    "p": schema.plan,
    "v": schema.version,
    "s": schema.source_file,
    "b": schema.block,
    "t": schema.document_table,
    "h": schema.heading,
    "i": schema.indicator,
    "j": schema.project,
    "pb": schema.project_body,
    "x": schema.box,
    "xi": schema.box_item,
    "f": schema.figure,
    "m": schema.mention,
    "e": schema.entity,
    "n": schema.notice,
    "g": schema.finding,
    "ge": schema.finding_evidence,
    "c": schema.change,
    "l": schema.action_log,
    "r": schema.record,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a view: its name, SQL expression, type and meaning."""

    name: str
    expression: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class View:
    """A view: `source` is the text from FROM on."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    source: str

    @property
    def sql(self) -> str:
        """The CREATE VIEW statement."""
        listed = ",\n  ".join(f"{column.expression} AS {column.name}" for column in self.columns)
        return f"CREATE VIEW {self.name} AS\nSELECT\n  {listed}\n{self.source}"


def _shown(reference: str, name: str = "") -> Column:
    alias, _, column_name = reference.partition(".")
    column = _TABLE_OF_ALIAS[alias].c[column_name]
    return Column(name or column_name, reference, str(column.type), str(column.comment))


def _columns(text: str, *more: Column) -> tuple[Column, ...]:
    """`alias.column` words, `alias.column=name` to rename, `*` for the columns of `more` in order."""
    extra = iter(more)
    found = []
    for word in text.split():
        reference, _, name = word.partition("=")
        found.append(next(extra) if reference == "*" else _shown(reference, name))
    return tuple(found)


_VERSION = "p.key=plan v.number=version v.is_current"
_RECORD = "r.uid r.lineage"
_PLACE = "b.part b.xml_path"
_OF_VERSION = "JOIN version v ON v.version_id = {0}.version_id JOIN plan p ON p.plan_id = v.plan_id"
_OF_RECORD = "FROM record r JOIN {0} ON {1}.record_id = r.record_id " + _OF_VERSION.format("r")


def _of_record(table: str, alias: str) -> str:
    return _OF_RECORD.format(f"{table} {alias}", alias)


def _path(alias: str) -> Column:
    return Column(
        "heading_path",
        f"COALESCE({alias}.path, '')",
        "TEXT",
        "titles of the headings it stands under, ' > ' between them",
    )


def _quote(alias: str) -> Column:
    expression = f"substr(b.text, {alias}.char_start + 1, {alias}.char_end - {alias}.char_start)"
    return Column("quote", expression, "TEXT", "the characters themselves")


VERSIONS = View(
    "v_versions",
    "One row an ingested file.",
    _columns(
        "v.version_id p.key=plan v.number=version v.is_current v.title v.region v.period_start v.period_end"
        " v.dated v.file_name s.sha256=source_sha256 s.size=file_size v.ingested_at v.tool_version"
        " v.text_profile"
    ),
    "FROM version v JOIN plan p ON p.plan_id = v.plan_id JOIN source_file s ON s.source_id = v.source_id",
)
BLOCKS = View(
    "v_blocks",
    "One row a paragraph, with its verbatim text and what became of it.",
    _columns(
        f"b.block_id {_VERSION} b.ordinal {_PLACE} b.kind b.list_label b.text b.heading_id * b.table_id"
        " b.row_index b.col_index b.use b.reason",
        _path("h"),
    ),
    "FROM block b " + _OF_VERSION.format("b") + " LEFT JOIN heading h ON h.record_id = b.heading_id",
)
HEADINGS = View(
    "v_headings",
    "One row a heading.",
    _columns(
        f"h.record_id=heading_id {_VERSION} {_RECORD} r.ordinal h.level h.label h.title h.path h.parent_id"
        f" h.block_id {_PLACE} h.char_start h.char_end *",
        _quote("h"),
    ),
    _of_record("heading", "h") + " JOIN block b ON b.block_id = h.block_id",
)
INDICATORS = View(
    "v_indicators",
    "One row an indicator, as printed.",
    _columns(
        f"i.record_id=indicator_id {_VERSION} {_RECORD} i.table_id i.row_index i.serial_no i.name i.unit"
        " i.nature i.category i.baseline_year i.baseline_raw i.baseline_value i.baseline_value_text"
        " i.target_year i.target_raw i.target_value i.target_value_text i.target_value_max"
        " i.target_value_max_text i.target_qualifier i.cumulative"
    ),
    _of_record("indicator", "i"),
)
PROJECTS = View(
    "v_projects",
    "One row a project or group row of a project table.",
    _columns(
        f"j.record_id=project_id {_VERSION} {_RECORD} j.table_id j.row_index j.row_kind j.parent_id"
        " j.serial_no j.name j.content j.stage j.start_year j.end_year j.period_raw j.start_month"
        " j.end_month j.total_investment_raw j.period_investment_raw j.total_investment"
        " j.total_investment_text j.period_investment j.period_investment_text * * j.location j.remarks"
        " j.item_count",
        Column("builders", joined_bodies("builders", "j"), "TEXT", "bodies that build it, joined by ；"),
        Column(
            "responsible",
            joined_bodies("responsible", "j"),
            "TEXT",
            "bodies that answer for it, joined by ；",
        ),
    ),
    _of_record("project", "j"),
)
PROJECT_BODIES = View(
    "v_project_bodies",
    "One row a body named in a project row.",
    _columns(f"pb.project_id {_VERSION} pb.role pb.name pb.entity_id pb.block_id pb.char_start pb.char_end"),
    "FROM project_body pb JOIN record r ON r.record_id = pb.project_id " + _OF_VERSION.format("r"),
)
TABLES = View(
    "v_tables",
    "One row a table.",
    _columns(
        f"t.table_id {_VERSION} t.kind t.caption t.unit_note t.n_rows t.n_cols t.heading_id t.continues_id"
        f" {_PLACE.replace('b.', 't.')}"
    ),
    "FROM document_table t " + _OF_VERSION.format("t"),
)
BOXES = View(
    "v_boxes",
    "One row a 专栏.",
    _columns(
        f"x.record_id=box_id {_VERSION} {_RECORD} x.label x.title x.heading_id * x.table_id *",
        _path("h"),
        Column(
            "n_items",
            "(SELECT count(*) FROM box_item xi WHERE xi.box_id = x.record_id)",
            "INTEGER",
            "number of its items",
        ),
    ),
    _of_record("box", "x") + " LEFT JOIN heading h ON h.record_id = x.heading_id",
)
BOX_ITEMS = View(
    "v_box_items",
    "One row an item of a 专栏.",
    _columns(
        f"xi.record_id=box_item_id {_VERSION} {_RECORD} xi.box_id xi.position=ordinal xi.title xi.text"
        " xi.block_id"
    ),
    _of_record("box_item", "xi"),
)
FIGURES = View(
    "v_figures",
    "One row a number that states something, wherever it stands.",
    _columns(
        f"f.record_id=figure_id {_VERSION} {_RECORD} f.origin * f.owner_id f.role f.metric f.subject f.raw"
        " f.value f.value_max f.value_text f.value_max_text f.unit f.qualifier f.period f.period_start"
        f" f.period_end f.period_basis f.base_period f.kind f.direction * f.block_id {_PLACE} f.char_start"
        " f.char_end *",
        Column("owner_kind", "o.kind", "TEXT", "kind of the record it belongs to"),
        _path("h"),
        _quote("f"),
    ),
    _of_record("figure", "f")
    + " JOIN block b ON b.block_id = f.block_id LEFT JOIN heading h ON h.record_id = b.heading_id LEFT JOIN"
    " record o ON o.record_id = f.owner_id",
)
ENTITIES = View(
    "v_entities",
    "One row a mention of an entity.",
    _columns(
        f"m.record_id=mention_id {_VERSION} {_RECORD} m.label m.text m.normalised m.entity_id e.canonical"
        f" m.depth m.block_id m.char_start m.char_end {_PLACE} *",
        _path("h"),
    ),
    _of_record("mention", "m")
    + " JOIN block b ON b.block_id = m.block_id LEFT JOIN heading h ON h.record_id = b.heading_id LEFT JOIN"
    " entity e ON e.entity_id = m.entity_id",
)
ENTITY_LIST = View(
    "v_entity_list",
    "One row an entity with all its names.",
    _columns(
        f"e.entity_id {_VERSION} e.label e.canonical * * *",
        Column(
            "aliases",
            "(SELECT group_concat(DISTINCT m.text) FROM mention m WHERE m.entity_id = e.entity_id AND m.text"
            " <> e.canonical)",
            "TEXT",
            "other names in the text, joined by commas",
        ),
        Column(
            "n_mentions",
            "(SELECT count(*) FROM mention m WHERE m.entity_id = e.entity_id)",
            "INTEGER",
            "number of mentions",
        ),
        Column(
            "n_projects",
            "(SELECT count(DISTINCT pb.project_id) FROM project_body pb WHERE pb.entity_id = e.entity_id)",
            "INTEGER",
            "number of projects it builds or answers for",
        ),
    ),
    "FROM entity e " + _OF_VERSION.format("e"),
)
FINDINGS = View(
    "v_findings",
    "One row a finding of a consistency rule, with its main evidence.",
    _columns(
        f"g.finding_id {_VERSION} g.rule g.severity g.message g.expected g.actual g.status g.note *"
        " ge.record_id ge.block_id ge.char_start ge.char_end ge.quote",
        Column("record_kind", "o.kind", "TEXT", "kind of the record the main evidence belongs to"),
    ),
    "FROM finding g "
    + _OF_VERSION.format("g")
    + " LEFT JOIN finding_evidence ge ON ge.finding_id = g.finding_id AND ge.side = 0 LEFT JOIN record o ON"
    " o.record_id = ge.record_id",
)
FINDING_EVIDENCE = View(
    "v_finding_evidence",
    "One row a place that a finding rests on.",
    _columns(
        f"ge.finding_id {_VERSION} ge.side * ge.record_id ge.block_id ge.char_start ge.char_end ge.quote",
        Column("record_kind", "o.kind", "TEXT", "kind of the record on this side"),
    ),
    "FROM finding_evidence ge JOIN finding g ON g.finding_id = ge.finding_id "
    + _OF_VERSION.format("g")
    + " LEFT JOIN record o ON o.record_id = ge.record_id",
)
CHANGES = View(
    "v_changes",
    "One row a difference between two versions of a plan.",
    _columns(
        "p.key=plan * v.number=to_version v.is_current c.record_kind c.change c.field c.old_value c.new_value"
        " c.delta c.percent c.old_id c.new_id c.old_block_id c.old_char_start c.old_char_end c.old_quote"
        " c.new_block_id c.new_char_start c.new_char_end c.new_quote c.matched_by c.score",
        Column("from_version", "old.number", "INTEGER", "number of the older version"),
    ),
    "FROM change c JOIN version v ON v.version_id = c.to_version_id JOIN version old ON old.version_id ="
    " c.from_version_id JOIN plan p ON p.plan_id = v.plan_id",
)
LOG = View(
    "v_log",
    "One row a thing done by hand to a plan or version: removed, renamed, put under another plan.",
    _columns("l.log_id l.at l.tool_version l.action l.plan l.version l.title l.file_name l.sha256 l.detail"),
    "FROM action_log l",
)
NOTICES = View(
    "v_notices",
    "One row a thing that was read but not understood.",
    _columns(
        f"n.notice_id {_VERSION} n.code n.message n.block_id *",
        Column("heading_path", "COALESCE(h.path, '')", "TEXT", "titles of the headings it stands under"),
    ),
    "FROM notice n "
    + _OF_VERSION.format("n")
    + " LEFT JOIN block b ON b.block_id = n.block_id LEFT JOIN heading h ON h.record_id = b.heading_id",
)
TRACE = View(
    "v_trace",
    "One row a piece of evidence of a field of a record.",
    tuple(Column(*column) for column in TRACE_COLUMNS),
    TRACE_SOURCE,
)
COVERAGE = View(
    "v_coverage",
    "How many blocks and numbers of the text are used, and why the others are not.",
    (
        Column("plan", "p.key", "TEXT", "the plan's key"),
        Column("version", "v.number", "INTEGER", "number of the version"),
        Column("is_current", "v.is_current", "INTEGER", "1 for the plan's newest version"),
        Column("what", "counted.what", "TEXT", "blocks or numbers"),
        Column("outcome", "counted.outcome", "TEXT", "used or claimed, else the code why not"),
        Column("n", "counted.n", "INTEGER", "how many"),
    ),
    """FROM (
  SELECT version_id, 'blocks' AS what, CASE use WHEN 'used' THEN 'used' ELSE reason END AS outcome, count(*) AS n FROM block GROUP BY 1, 3
  UNION ALL
  SELECT b.version_id, 'numbers', q.outcome, count(*) FROM number_claim q JOIN block b ON b.block_id = q.block_id GROUP BY 1, 3
) counted JOIN version v ON v.version_id = counted.version_id JOIN plan p ON p.plan_id = v.plan_id""",
)

VIEWS: tuple[View, ...] = (
    VERSIONS,
    BLOCKS,
    HEADINGS,
    TABLES,
    INDICATORS,
    PROJECTS,
    PROJECT_BODIES,
    BOXES,
    BOX_ITEMS,
    FIGURES,
    ENTITIES,
    ENTITY_LIST,
    TRACE,
    COVERAGE,
    FINDINGS,
    FINDING_EVIDENCE,
    CHANGES,
    NOTICES,
    LOG,
)
