"""Tables of what was concluded: notices, findings, changes between versions."""

from sqlalchemy import Column, Index, Integer

from models import names
from models.schema.columns import integer, key, lead, one_of, real, reference, short_text, table, text

AGREES = "agrees"
"""What comes of nearly every check: it is not said of each."""

notice = table(
    "notice",
    "What was read but not understood, or read with a doubt.",
    key("notice_id", "number of the notice"),
    reference("version_id", "version.version_id", "the version"),
    text("code", "stable code, explained in docs/notices.md"),
    text("message", "one sentence, English"),
    text("message_zh", "the same, Chinese"),
    reference("block_id", "block.block_id", "where", nullable=True),
    Index("notice_of_version", "version_id", "code"),
)

finding = table(
    "finding",
    "A contradiction or oddity that a consistency rule found.",
    key("finding_id", "number of the finding"),
    reference("version_id", "version.version_id", "the version"),
    text("rule", "code of the rule"),
    text("content_key", "identifier by content, by which reviews and later runs know it"),
    text("severity", "error, warning or info"),
    text("message", "one sentence, English"),
    text("message_zh", "the same sentence, Chinese"),
    text("expected", "what the other side says", nullable=True),
    text("actual", "what this side says", nullable=True),
    text("status", "open, confirmed or dismissed"),
    text("note", "why it was confirmed or dismissed", nullable=True),
    one_of("severity", names.SEVERITIES),
    Index("finding_of_version", "version_id"),
)

finding_evidence = table(
    "finding_evidence",
    "The places a finding rests on; of one between versions, those in the version before too.",
    reference("finding_id", "finding.finding_id", "the finding", primary_key=True),
    Column("side", Integer, primary_key=True, comment="0 for the main evidence"),
    reference("record_id", "record.record_id", "record on this side", nullable=True),
    reference("block_id", "block.block_id", "where"),
    integer("char_start", "first character"),
    integer("char_end", "character after the last"),
    text("quote", "the characters themselves"),
    without_rowid=True,
)

rule_run = table(
    "rule_run",
    "The rules that were last run over a version.",
    reference("version_id", "version.version_id", "the version", primary_key=True),
    text("rule", "code of the rule", primary_key=True),
    text("fault", "why it was not applied, NULL when it was", nullable=True),
    without_rowid=True,
)

rule_check = table(
    "rule_check",
    "A check that a rule made: two sides held against each other.",
    key("check_id", "number of the check"),
    reference("version_id", "version.version_id", "the version"),
    text("rule", "code of the rule"),
    short_text(
        "outcome",
        "what came of it: " + ", ".join(names.CHECK_OUTCOMES),
        f"NULL for {AGREES}",
        f"COALESCE({{0}}.outcome, '{AGREES}')",
    ),
    text("expected", "what the other side says", nullable=True),
    text("actual", "what this side says", nullable=True),
    lead("block_id", "block", "where this side stands"),
    integer("char_start", "its first character", nullable=True),
    integer("char_end", "the character after its last", nullable=True),
    lead("other_block_id", "block", "where the other side stands"),
    integer("other_char_start", "its first character", nullable=True),
    integer("other_char_end", "the character after its last", nullable=True),
    one_of("outcome", names.CHECK_OUTCOMES),
    Index("check_of_version", "version_id"),
)

change = table(
    "change",
    "One difference between two versions of a plan.",
    key("change_id", "number of the change"),
    reference("from_version_id", "version.version_id", "the older version"),
    reference("to_version_id", "version.version_id", "the newer version"),
    text("record_kind", "block, heading, indicator, project, box_item or figure"),
    text("change", "added, removed, changed, moved or renumbered"),
    text("field", "which field", nullable=True),
    text("old_value", "before", nullable=True),
    text("new_value", "after", nullable=True),
    real("delta", "difference of two numbers"),
    real("percent", "difference in percent of the old number"),
    integer("old_id", "record or block before", nullable=True, large=True),
    integer("new_id", "record or block after", nullable=True, large=True),
    reference("old_block_id", "block.block_id", "where before", nullable=True),
    integer("old_char_start", "first character before", nullable=True),
    integer("old_char_end", "character after the last before", nullable=True),
    text("old_quote", "characters before", nullable=True),
    reference("new_block_id", "block.block_id", "where after", nullable=True),
    integer("new_char_start", "first character after", nullable=True),
    integer("new_char_end", "character after the last after", nullable=True),
    text("new_quote", "characters after", nullable=True),
    text("matched_by", "how the two sides were matched", nullable=True),
    real("score", "how sure the match is, 0 to 1"),
    text("class", "what kind of difference it is: " + ", ".join(names.CHANGE_CLASSES)),
    reference("part_of", "change.change_id", "the change that tells the same", nullable=True),
    one_of("class", names.CHANGE_CLASSES),
    Index("change_between", "from_version_id", "to_version_id"),
)
