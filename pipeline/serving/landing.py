"""What the landing page shows: the documents that are held, and how much was found in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_DOCUMENTS: Final = (
    "SELECT plan, version, is_current, title, region, period_start, period_end, file_name FROM v_versions"
    " ORDER BY plan, version DESC"
)
_COUNTS: Final = {
    "figures": (
        "v_figures",
        (
            "SELECT count(*) FROM figure JOIN record USING (record_id) JOIN version USING (version_id) WHERE"
            " is_current = 1"
        ),
    ),
    "indicators": ("v_indicators", "SELECT count(*) FROM v_indicators WHERE is_current = 1"),
    "projects": (
        "v_projects",
        "SELECT count(*) FROM v_projects WHERE is_current = 1 AND row_kind = 'project'",
    ),
    "findings": ("open-findings", "SELECT count(*) FROM v_findings WHERE is_current = 1 AND status = 'open'"),
}


@dataclass(frozen=True, slots=True)
class Total:
    """How many there are of something (`what` is a key of the texts), and where they are listed."""

    what: str
    number: int
    listed: str


async def documents(database: Any) -> list[tuple[str, list[Mapping[str, object]]]]:
    """The plans, each with its versions, the newest first."""
    found: dict[str, list[Mapping[str, object]]] = {}
    for row in (await database.execute(_DOCUMENTS)).rows:
        found.setdefault(row["plan"], []).append(dict(zip(row.keys(), row, strict=True)))
    return list(found.items())


async def totals(database: Any) -> list[Total]:
    """The totals of the landing page."""
    counts = [(what, listed, await database.execute(sql)) for what, (listed, sql) in _COUNTS.items()]
    return [Total(what, int(result.rows[0][0]), listed) for what, listed, result in counts]
