"""Values to ask the ready queries with: those the database holds, the most telling one first."""

from collections.abc import Mapping
from typing import Any, Final

from pipeline.serving.queries import Query

_MOST: Final = 300
_OF_ENTITIES: Final = (
    "SELECT canonical FROM v_entity_list WHERE is_current = 1 AND label = '{}' GROUP BY canonical ORDER BY {}"
    " DESC, canonical"
)
_SUGGESTED: Final = {
    "plan": "SELECT plan FROM v_versions WHERE is_current = 1 ORDER BY plan",
    "year": (
        "SELECT period_end FROM v_figures WHERE is_current = 1 AND kind = 'target' AND period_end IS NOT NULL"
        " GROUP BY 1 ORDER BY count(*) DESC"
    ),
    "body": _OF_ENTITIES.format("ORG", "sum(n_projects) DESC, sum(n_mentions)"),
    "place": _OF_ENTITIES.format("LOC", "sum(n_mentions)"),
    "metric": (
        "SELECT metric FROM v_figures WHERE is_current = 1 GROUP BY metric ORDER BY count(DISTINCT origin)"
        " DESC, count(*) DESC, metric"
    ),
    "words": (
        "SELECT metric FROM v_figures WHERE is_current = 1 GROUP BY metric ORDER BY count(DISTINCT block_id)"
        " DESC, metric"
    ),
    "nature": "SELECT nature FROM v_indicators WHERE nature IS NOT NULL GROUP BY 1 ORDER BY count(*), 1",
    "severity": "SELECT severity FROM v_findings GROUP BY 1 ORDER BY 1",
    "to_version": "SELECT DISTINCT to_version FROM v_changes ORDER BY 1 DESC",
    "record_kind": "SELECT DISTINCT record_kind FROM v_changes ORDER BY 1",
    "figure_id": (
        "SELECT figure_id FROM v_figures WHERE is_current = 1 AND kind = 'target' ORDER BY origin ="
        " 'narrative' DESC, figure_id"
    ),
}
# few values, all of them known: chosen from a list and not typed
CLOSED: Final = frozenset({"plan", "year", "nature", "severity", "to_version", "record_kind"})
# asked with the first value at first; the others are left empty, which means any
_ASKED_FIRST: Final = frozenset({"year", "body", "place", "metric", "words", "nature", "figure_id"})
_LEFT_OPEN: Final = {("targets-of-year", "metric")}


async def suggestions(database: Any, parameter: str) -> list[str]:
    """Values of a parameter that give rows, at most a few hundred; none where it takes too long to find
    them."""
    from datasette.database import QueryInterrupted  # type: ignore[import-untyped]

    sql = _SUGGESTED.get(parameter)
    if sql is None:
        return []
    try:
        found = await database.execute(f"{sql} LIMIT {_MOST}")
    except QueryInterrupted:
        return []
    return [str(row[0]) for row in found.rows if row[0] not in (None, "")]


async def first_values(database: Any, query: Query) -> Mapping[str, str]:
    """What a ready query is asked with when nothing is said."""
    found = {}
    for parameter in query.parameters:
        asked = parameter in _ASKED_FIRST and (query.name, parameter) not in _LEFT_OPEN
        found[parameter] = next(iter(await suggestions(database, parameter)), "") if asked else ""
    return found
