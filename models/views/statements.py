"""Views of what the text counts and names."""

from models.views.columns import (
    OF_VERSION,
    PLACE,
    RECORD,
    VERSION,
    Column,
    View,
    columns,
    of_record,
    path,
    quote,
)

_COUNTED = (
    "(SELECT count({}) FROM figure f JOIN record r ON r.record_id = f.record_id JOIN version v ON"
    " v.version_id = r.version_id WHERE f.metric_key = mk.metric_key AND v.is_current = 1)"
)

FIGURES = View(
    "v_figures",
    "One row a number that states something, wherever it stands.",
    columns(
        f"f.record_id=figure_id {VERSION} {RECORD} f.origin * f.owner_id f.role f.metric f.metric_key"
        " f.metric_basis f.subject f.raw f.value f.value_max f.value_text f.value_max_text f.unit f.qualifier"
        " f.period f.period_start"
        f" f.period_end f.period_basis f.base_period f.kind f.direction * f.block_id {PLACE} f.char_start"
        " f.char_end *",
        Column("owner_kind", "o.kind", "TEXT", "kind of the record it belongs to"),
        path("h"),
        quote("f"),
    ),
    of_record("figure")
    + " JOIN block b ON b.block_id = f.block_id LEFT JOIN heading h ON h.record_id = b.heading_id LEFT JOIN"
    " record o ON o.record_id = f.owner_id",
)

METRICS = View(
    "v_metrics",
    "One row a metric of the catalogue that figures tell, under whatever of its names.",
    columns(
        "mk.metric_key mk.canonical mk.english mk.aliases mk.unit mk.direction mk.measure mk.nature mk.low"
        " mk.high mk.subject_area mk.defined_in * *",
        Column("n_figures", _COUNTED.format("*"), "INTEGER", "number of figures in current versions"),
        Column(
            "n_plans", _COUNTED.format("DISTINCT v.plan_id"), "INTEGER", "number of plans that they stand in"
        ),
    ),
    "FROM metric mk",
)

ENTITIES = View(
    "v_entities",
    "One row a mention of an entity.",
    columns(
        f"m.record_id=mention_id {VERSION} {RECORD} m.label m.text m.normalised m.entity_id e.canonical"
        f" m.depth m.block_id m.char_start m.char_end {PLACE} *",
        path("h"),
    ),
    of_record("mention")
    + " JOIN block b ON b.block_id = m.block_id LEFT JOIN heading h ON h.record_id = b.heading_id LEFT JOIN"
    " entity e ON e.entity_id = m.entity_id",
)

ENTITY_LIST = View(
    "v_entity_list",
    "One row an entity with all its names.",
    columns(
        f"e.entity_id {VERSION} e.label e.canonical * * * *",
        Column(
            "aliases",
            "(SELECT group_concat(DISTINCT m.text) FROM mention m WHERE m.entity_id = e.entity_id AND m.text"
            " <> e.canonical)",
            "TEXT",
            "other names in the text, joined by commas",
            # as SQLite meets them: in the order of the text
            "(SELECT string_agg(other.text, ',' ORDER BY other.first) FROM (SELECT m.text,"
            " min(m.record_id) AS first FROM mention m WHERE m.entity_id = e.entity_id"
            " AND m.text <> e.canonical GROUP BY m.text) other)",
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
        Column(
            "n_tasks",
            "(SELECT count(DISTINCT tb.task_id) FROM task_body tb WHERE tb.entity_id = e.entity_id)",
            "INTEGER",
            "number of tasks it leads, answers for or takes part in",
        ),
    ),
    "FROM entity e " + OF_VERSION.format("e"),
)
