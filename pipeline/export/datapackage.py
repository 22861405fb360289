"""A Frictionless Tabular Data Package (specs.frictionlessdata.io, version 1): datapackage.json beside the
views as CSV.

The CSV is that of `csv_files` without byte order mark, which the specification's UTF-8 does not have.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from models.view_keys import KEYS
from models.views import View
from pipeline.export.csv_files import write_csv
from pipeline.export.files import Written, sha256_of
from pipeline.export.keys import foreign_keys
from pipeline.export.provenance import Provenance, provenance
from pipeline.export.selection import Selection

NAME: Final = "datapackage.json"
_TYPES: Final = {"INTEGER": "integer", "REAL": "number", "TEXT": "string"}
_GUARD: Final = (
    "A text that a spreadsheet would run as a formula has an apostrophe before it: take one off where a text"
    " begins with apostrophes (one or more), maybe blanks, and one of = + - @ or their full-width forms, or"
    " with apostrophes and a tab or line end."
)


def write_datapackage(
    connection: Connection, selection: Selection, folder: Path, done: Callable[[], None]
) -> list[Written]:
    """Writes a CSV file for each view, and `datapackage.json`, which describes them."""
    written = write_csv(connection, selection, folder, done, encoding="utf-8")
    told = descriptor(provenance(connection, selection), selection, folder)
    (folder / NAME).write_text(
        json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
    )
    return [*written, Written(NAME, 0)]


def descriptor(about: Provenance, selection: Selection, folder: Path) -> dict[str, Any]:
    """What datapackage.json says of the files that lie in `folder`; no licence, since that of the plans is
    not known."""
    titles = sorted({str(row["title"]) for row in about.versions})
    names = {view.name for view in selection.views}
    return {
        "profile": "tabular-data-package",
        "name": "plantrace-export",
        "title": (
            titles[0]
            if len(titles) == 1
            else f"{len({version.plan for version in selection.versions})} plans"
        ),
        "description": f"Facts of government plans, each traced to the characters it came from. {_GUARD}",
        "created": about.created,
        "sources": [
            {"title": f"{row['file_name']} (sha256 {row['source_sha256']})"} for row in about.versions
        ],
        "plantrace": {
            "tool": about.tool,
            "schema_version": about.schema_version,
            "text_profile": about.text_profile,
        },
        "resources": [_resource(view, names, folder / f"{view.name}.csv") for view in selection.views],
    }


def _resource(view: View, names: set[str], path: Path) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": view.name,
        "path": path.name,
        "description": view.comment,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "schema": _schema(view, names),
    }


def _schema(view: View, names: set[str]) -> dict[str, Any]:
    fields = [
        {"name": column.name, "type": _TYPES[column.type], "description": column.comment}
        for column in view.columns
    ]
    found: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if view.name in KEYS:
        found["primaryKey"] = list(KEYS[view.name])
    keys = [
        {
            "fields": list(key.columns),
            "reference": {
                "resource": "" if key.view == view.name else key.view,
                "fields": list(key.referred),
            },
        }
        for key in foreign_keys(view)
        if key.view in names
    ]
    return found | ({"foreignKeys": keys} if keys else {})
