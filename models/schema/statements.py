"""Tables of what the text counts and names: figures, entities and their mentions."""

from sqlalchemy import Index, column

from models import names
from models.schema.columns import integer, key, one_of, real, record_key, reference, short_text, table, text

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
    text(
        "metric_key",
        "the metric of the catalogue that it is (v_metrics), NULL where name and unit do not tell",
        nullable=True,
    ),
    text(
        "metric_basis",
        "how the key was found, by the metric's name and its unit: name (the canonical one), alias (another"
        " of its names), scope (either, behind words of the plan's own place, the year or of reaching it)",
        nullable=True,
    ),
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
    one_of("metric_basis", names.METRIC_BASES),
    Index("figure_metric", "metric"),
    Index("figure_value", "value"),
    Index(
        "figure_value_max",
        "value_max",
        sqlite_where=column("value_max").is_not(None),
    ),
    Index("figure_metric_key", "metric_key"),
    Index("figure_owner", "owner_id"),
    Index("figure_block", "block_id"),
)

metric = table(
    "metric",
    "A metric of the catalogue that a figure of this file has had.",
    text("metric_key", "its key, the same in every file", primary_key=True),
    text("canonical", "its name"),
    text("english", "its name in English"),
    text("aliases", "other names of it, joined by ；"),
    text("unit", "base unit; several joined by ；, empty where it has none"),
    text(
        "direction",
        "which target is the more ambitious: up the larger, down the smaller, NULL where nobody can say",
        nullable=True,
    ),
    text("measure", "level, or change: what is new, gone, or more or less than before"),
    text("nature", "预期性 or 约束性, as plans usually call it", nullable=True),
    real("low", "no value lies below"),
    real("high", "no value lies above"),
    text("subject_area", "field of government it belongs to"),
    text("defined_in", "system of statistics that defines it"),
    without_rowid=True,
)

entity = table(
    "entity",
    "An organisation, place or document that a version names; mentions of the same one share it.",
    key("entity_id", "number of the entity"),
    reference("version_id", "version.version_id", "the version that names it"),
    text("label", "ORG, LOC, POLICY, TIME or QUANTITY"),
    text("canonical", "its fullest name"),
    one_of("label", names.ENTITY_LABELS),
)

mention = table(
    "mention",
    "An entity named at one place of the text.",
    record_key(),
    text("label", "ORG, LOC, POLICY, TIME or QUANTITY"),
    text("text", "as printed"),
    short_text(
        "normalised",
        "in the form used for matching",
        "NULL where it is as printed",
        "COALESCE({0}.normalised, {0}.text)",
    ),
    reference("entity_id", "entity.entity_id", "the entity", nullable=True),
    integer("depth", "0 for the outermost of nested mentions"),
    reference("block_id", "block.block_id", "where"),
    integer("char_start", "first character"),
    integer("char_end", "character after the last"),
    one_of("label", names.ENTITY_LABELS),
    Index("mention_of_entity", "entity_id"),
    Index("mention_of_block", "block_id"),
)
