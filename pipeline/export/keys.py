"""The order of a view's rows in a file, and which of its columns lead to rows of another view: the
foreignKeys of a data package."""

from dataclasses import dataclass
from typing import Final

from models.view_keys import KEYS
from models.views import View

_ORDERS: Final[dict[str, tuple[str, ...]]] = {
    "v_blocks": ("ordinal",),
    "v_headings": ("ordinal",),
    "v_figures": ("block_id", "char_start", "figure_id"),
    "v_changes": (
        "from_version",
        "to_version",
        "record_kind",
        "COALESCE(new_block_id, old_block_id) NULLS FIRST",
        "new_id NULLS FIRST",
        "old_id NULLS FIRST",
        "field NULLS FIRST",
        "change",
        "change_id",  # parts of one change differ in nothing before
    ),
}
_LEADS_TO: Final[dict[str, str]] = {
    "block_id": "v_blocks",
    "document_id": "v_documents",
    "first_block_id": "v_blocks",
    "heading_id": "v_headings",
    "table_id": "v_tables",
    "continues_id": "v_tables",
    "box_id": "v_boxes",
    "project_id": "v_projects",
    "entity_id": "v_entity_list",
    "metric_key": "v_metrics",
    "finding_id": "v_findings",
}
_PLAN_AND_VERSION: Final = ("plan", "version")


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values, where none is NULL, are those of one row of `view`."""

    columns: tuple[str, ...]
    view: str
    referred: tuple[str, ...]


def order_of(view: View) -> str:
    """The ORDER BY list that puts the rows of one version as they stand in the document, or by their
    number."""
    return ", ".join(_ORDERS.get(view.name) or KEYS.get(view.name) or (view.columns[0].name,))


def foreign_keys(view: View) -> tuple[ForeignKey, ...]:
    """The references of a view that hold within the versions exported."""
    names = [column.name for column in view.columns]
    found = [ForeignKey((name,), target, KEYS[target]) for name in names if (target := _target(view, name))]
    if view.name not in ("v_versions", "v_log") and set(_PLAN_AND_VERSION) <= set(
        names
    ):  # the log tells of versions that are gone
        found.append(ForeignKey(_PLAN_AND_VERSION, "v_versions", _PLAN_AND_VERSION))
    return tuple(found)


def _target(view: View, column: str) -> str | None:
    if column == "parent_id":
        return view.name
    target = _LEADS_TO.get(column)
    return None if target is None or (column,) == KEYS.get(view.name) else target
