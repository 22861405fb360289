"""Tables of what the text counts and names: figures, entities and their mentions."""

from sqlalchemy import Index

from models import names
from models.schema.columns import integer, key, one_of, real, record_key, reference, table, text

figure = table(
    "figure",
    "A number that states something, wherever it stands. Money is in 元, counts in ones.",
    record_key(),
    text("origin", "where it stands: " + ", ".join(names.ORIGINS)),
    reference(
        "owner_id", "record.record_id", "the indicator, project or box item it belongs to", nullable=True
    ),
    text("role", "baseline, target, total_investment, …", nullable=True),
    text("metric", "what is counted or measured"),
    text("subject", "of whom, when not the plan's own place", nullable=True),
    text("raw", "the number as printed with its unit and qualifier"),
    real("value", "value, or the lower end of a range, in the base unit"),
    text("value_text", "the same as an exact decimal", nullable=True),
    real("value_max", "upper end of a range"),
    text("value_max_text", "the same as an exact decimal", nullable=True),
    text("unit", "base unit (万座 → 座, 亿元 → 元; % and rates stay)", nullable=True),
    text("qualifier", "exact, approx, about, at_least, over, near or up_to"),
    text("period", "2020, 2021-2025, …", nullable=True),
    integer("period_start", "first year", nullable=True),
    integer("period_end", "last year", nullable=True),
    text("period_basis", "stated or inherited", nullable=True),
    text("base_period", "period a change is measured against", nullable=True),
    text("kind", "status, target, change, plan or comparison"),
    text("direction", "up or down", nullable=True),
    reference("block_id", "block.block_id", "where"),
    integer("char_start", "first character of the number"),
    integer("char_end", "character after the last"),
    one_of("origin", names.ORIGINS),
    one_of("qualifier", names.QUALIFIERS),
    one_of("kind", names.FIGURE_KINDS),
    Index("figure_metric", "metric"),
    Index("figure_owner", "owner_id"),
    Index("figure_block", "block_id"),
)

entity = table(
    "entity",
    "An organisation, place or document that a version names; mentions of the same one share it.",
    key("entity_id", "number of the entity"),
    reference("version_id", "version.version_id", "the version that names it"),
    text("label", "ORG, LOC, POLICY, TIME or QUANTITY"),
    text("canonical", "its fullest name"),
    one_of("label", names.ENTITY_LABELS),
    Index("entity_of_version", "version_id", "label", "canonical"),
)

mention = table(
    "mention",
    "An entity named at one place of the text.",
    record_key(),
    text("label", "ORG, LOC, POLICY, TIME or QUANTITY"),
    text("text", "as printed"),
    text("normalised", "in the form used for matching"),
    reference("entity_id", "entity.entity_id", "the entity", nullable=True),
    integer("depth", "0 for the outermost of nested mentions"),
    reference("block_id", "block.block_id", "where"),
    integer("char_start", "first character"),
    integer("char_end", "character after the last"),
    one_of("label", names.ENTITY_LABELS),
    Index("mention_of_entity", "entity_id"),
    Index("mention_of_block", "block_id"),
)
