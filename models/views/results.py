"""Views of what was concluded: coverage, findings, changes, notices."""

from models.schema import number_claim
from models.schema.columns import typed
from models.views.columns import OF_VERSION, VERSION, Column, View, columns

_OUTCOME = typed(number_claim.c.outcome, "q")

COVERAGE = View(
    "v_coverage",
    "How many blocks and numbers of the text are used, and why the others are not.",
    (
        Column("plan", "counted.plan", "TEXT", "the plan's key"),
        Column("version", "counted.version", "INTEGER", "number of the version"),
        Column("is_current", "counted.is_current", "INTEGER", "1 for the plan's newest version"),
        Column("what", "counted.what", "TEXT", "blocks or numbers"),
        Column("outcome", "counted.outcome", "TEXT", "used or claimed, else the code why not"),
        Column("n", "counted.n", "INTEGER", "how many"),
    ),
    # grouped by what is asked for, so that SQLite takes a condition on a plan into both halves
    f"""FROM (
  SELECT p.key AS plan, v.number AS version, v.is_current, 'blocks' AS what,
      CASE b.reason WHEN '' THEN 'used' ELSE b.reason END AS outcome, count(*) AS n
      FROM block b {OF_VERSION.format("b")} GROUP BY 1, 2, 3, 4, 5
  UNION ALL
  SELECT p.key, v.number, v.is_current, 'numbers', {_OUTCOME}, count(*)
      FROM number_claim q JOIN block b ON b.block_id = q.block_id {OF_VERSION.format("b")}
      GROUP BY 1, 2, 3, 4, 5
) counted""",  # noqa: S608
)

NUMBERS = View(
    "v_numbers",
    "One row a number of the text, with what became of it: claimed by a record, or the code why none rests"
    " on it.",
    columns(
        f"q.block_id {VERSION} q.char_start q.char_end * *",
        Column(
            "quote", "substr(b.text, q.char_start + 1, q.char_end - q.char_start)", "TEXT", "its characters"
        ),
        Column(
            "outcome",
            _OUTCOME,
            "TEXT",
            "claimed, else why not: period, label, ordinal, article, denominator, name_part, word, heading,"
            " row, condition, unclaimed",
        ),
    ),
    "FROM number_claim q JOIN block b ON b.block_id = q.block_id " + OF_VERSION.format("b"),
)

FINDINGS = View(
    "v_findings",
    "One row a finding of a consistency rule, with its main evidence.",
    columns(
        f"g.finding_id {VERSION} g.rule g.severity g.message g.message_zh g.expected g.actual g.status"
        " g.note * ge.record_id ge.block_id ge.char_start ge.char_end ge.quote",
        Column("record_kind", "o.kind", "TEXT", "kind of the record the main evidence belongs to"),
    ),
    "FROM finding g "
    + OF_VERSION.format("g")
    + " LEFT JOIN finding_evidence ge ON ge.finding_id = g.finding_id AND ge.side = 0 LEFT JOIN record o ON"
    " o.record_id = ge.record_id",
)

FINDING_EVIDENCE = View(
    "v_finding_evidence",
    "One row a place that a finding rests on.",
    columns(
        f"ge.finding_id {VERSION} ge.side * ge.record_id ge.block_id ge.char_start ge.char_end ge.quote *",
        Column("record_kind", "o.kind", "TEXT", "kind of the record on this side"),
        Column(
            "quoted_version",
            "qv.number",
            "INTEGER",
            "number of the version that is quoted: that of the finding, or the one before it",
        ),
    ),
    "FROM finding_evidence ge JOIN finding g ON g.finding_id = ge.finding_id "
    + OF_VERSION.format("g")
    + " JOIN block b ON b.block_id = ge.block_id JOIN version qv ON qv.version_id = b.version_id"
    " LEFT JOIN record o ON o.record_id = ge.record_id",
)

CHECKS = View(
    "v_checks",
    "One row a check that a rule made, whatever came of it.",
    columns(
        f"k.check_id {VERSION} k.rule k.outcome k.expected k.actual k.block_id k.char_start k.char_end"
        " k.other_block_id k.other_char_start k.other_char_end"
    ),
    "FROM rule_check k " + OF_VERSION.format("k"),
)

CHANGES = View(
    "v_changes",
    "One row a difference between two versions of a plan.",
    columns(
        "c.change_id p.key=plan * v.number=to_version v.is_current c.record_kind c.change c.field"
        " c.old_value c.new_value"
        " c.delta c.percent c.old_id c.new_id c.old_block_id c.old_char_start c.old_char_end c.old_quote"
        " c.new_block_id c.new_char_start c.new_char_end c.new_quote c.matched_by c.score"
        " c.class c.part_of",
        Column("from_version", "old.number", "INTEGER", "number of the older version"),
    ),
    "FROM change c JOIN version v ON v.version_id = c.to_version_id JOIN version old ON old.version_id ="
    " c.from_version_id JOIN plan p ON p.plan_id = v.plan_id",
)

NOTICES = View(
    "v_notices",
    "One row a thing that was read but not understood.",
    columns(
        f"n.notice_id {VERSION} n.code n.message_zh=text_zh n.message=text_en n.block_id *",
        Column("heading_path", "COALESCE(h.path, '')", "TEXT", "titles of the headings it stands under"),
    ),
    "FROM notice n "
    + OF_VERSION.format("n")
    + " LEFT JOIN block b ON b.block_id = n.block_id LEFT JOIN heading h ON h.record_id = b.heading_id",
)
