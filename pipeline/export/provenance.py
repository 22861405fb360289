"""Where exported data come from, told with them: files, their SHA-256, the tool, the state of the data."""

import os
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from models import schema
from pipeline.clock import tool_version, utc_now
from pipeline.export.selection import Selection
from pipeline.store.held import Row, rows, select

_COLUMNS: Final = (
    "plan, version, is_current, title, region, period_start, period_end, file_name, source_sha256, file_size,"
    " ingested_at, tool_version, text_profile"
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """The versions exported, as v_versions has them; `created` is UTC, ISO 8601."""

    created: str
    tool: str
    schema_version: int
    text_profile: str
    versions: tuple[Row, ...]


def provenance(connection: Connection, selection: Selection) -> Provenance:
    """What is told with an export.

    `created` is SOURCE_DATE_EPOCH when set, else the time the newest of the versions was ingested: the same
    database gives the same bytes whenever it is exported.
    """
    chosen = {(version.plan, version.version) for version in selection.versions}
    every = rows(connection, select(_COLUMNS, "v_versions", "TRUE", "plan, version"))
    found = tuple(row for row in every if (row["plan"], row["version"]) in chosen)
    newest = max((str(row["ingested_at"]) for row in found), default="")
    created = utc_now() if os.environ.get("SOURCE_DATE_EPOCH", "").strip() or not newest else newest
    return Provenance(
        created, f"plantrace {tool_version()}", schema.SCHEMA_VERSION, schema.TEXT_PROFILE, found
    )
