"""What Datasette is told about the database: titles and meanings from the data dictionary, facets, order,
search, ready queries."""

from typing import Any, Final

from models import schema
from models.language import Language
from models.view_keys import NUMBERS
from models.views import VIEWS
from pipeline.serving.queries import QUERIES, Query
from pipeline.serving.wording import chinese_names, texts
from pipeline.store.backends import fts5

DATABASE: Final = "plans"
_OF_VERSION: Final = ("plan", "version", "is_current")
_FACETS: Final = {
    "v_blocks": ("kind", "use", "reason"),
    "v_headings": ("level",),
    "v_tables": ("kind",),
    "v_indicators": ("nature", "category", "unit"),
    "v_projects": ("row_kind", "stage", "start_year"),
    "v_project_bodies": ("role", "name"),
    "v_tasks": ("origin", "deadline", "group_name"),
    "v_task_bodies": ("role", "name"),
    "v_figures": ("origin", "kind", "period", "unit", "qualifier", "role"),
    "v_metrics": ("subject_area", "direction", "measure"),
    "v_entities": ("label",),
    "v_entity_list": ("label",),
    "v_trace": ("record_kind", "derivation", "role"),
    "v_coverage": ("what",),
    "v_findings": ("severity", "rule", "status"),
    "v_changes": ("record_kind", "change", "field"),
    "v_notices": ("code",),
    "v_log": ("action",),
}
_FACETS_OF_CHANGES: Final = ("plan", "from_version", "to_version")
_SORTS: Final = {
    "v_entity_list": ("sort_desc", "n_mentions"),
    "v_versions": ("sort", "plan"),
    "v_log": ("sort_desc", "log_id"),
}
_SEARCHED: Final = ("v_blocks", "v_headings", "v_figures", "v_entities")


def metadata(file_name: str, language: Language) -> dict[str, Any]:
    """The metadata for a database file of this name."""
    words = texts(language)
    return {
        "title": f"plantrace · {file_name}",
        "description": words["about"],
        "databases": {
            DATABASE: {
                "title": f"{words['everything']} · {file_name}",
                "queries": {query.name: _query(query, language) for query in QUERIES},
                "tables": _tables(language),
            }
        },
    }


def _query(query: Query, language: Language) -> dict[str, Any]:
    return {
        "title": query.title(language),
        "description": query.about(language),
        "sql": query.sql,
        "params": list(query.parameters),
        "hide_sql": True,
    }


def _tables(language: Language) -> dict[str, Any]:
    found = {view.name: _view(view.name, language) for view in VIEWS}
    for table in (schema.dictionary, schema.meta):
        found[table.name] = {
            "columns": {
                column.name: _meaning(column.name, column.comment or "", language) for column in table.columns
            }
        }
    comments = {view.name: view.comment for view in VIEWS} | {
        table.name: table.comment or "" for table in (schema.dictionary, schema.meta)
    }
    for name, entry in found.items():
        short, _, about = chinese_names().get(name, "").partition("：")
        entry["title"] = f"{short} · {name}" if language == "zh" and about else name
        entry["description"] = about if language == "zh" and about else comments[name]
    return found


def _view(name: str, language: Language) -> dict[str, Any]:
    view = next(view for view in VIEWS if view.name == name)
    columns = {column.name: _meaning(column.name, column.comment, language) for column in view.columns}
    of_version = (
        _FACETS_OF_CHANGES
        if name == "v_changes"
        else tuple(column for column in _OF_VERSION if column in columns)
    )
    entry: dict[str, Any] = {"columns": columns, "facets": [*of_version, *_FACETS.get(name, ())], "size": 100}
    order = _SORTS.get(name) or (("sort", NUMBERS[name]) if name in NUMBERS else None)
    if order:
        entry[order[0]] = order[1]
    if name in _SEARCHED:
        entry |= {"fts_table": fts5.TABLE, "fts_pk": "block_id"}
    return entry


def _meaning(column: str, comment: str, language: Language) -> str:
    return (chinese_names().get(column, "") if language == "zh" else "") or comment
