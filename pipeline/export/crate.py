"""A bundle as an RO-Crate (researchobject.org/ro-crate, 1.1): what each file is, from which original and by
which tool it was made.

Written by hand: the same database gives the same bytes, and two pages of JSON need no library.
"""

import json
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from pipeline.export.files import sha256_of
from pipeline.export.provenance import Provenance
from pipeline.store.held import Row

NAME: Final = "ro-crate-metadata.json"
# version 1.1 does not have this term of schema.org
_CONTEXT: Final = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "http://schema.org/sha256"}]
_PROFILE: Final = "https://w3id.org/ro/crate/1.1"
_LICENCE: Final = "#licence"
# by the end of a name: media type and what the file is
_FILES: Final = {
    "plan.db": ("application/vnd.sqlite3", "The database of this version, every value with its evidence"),
    "report.html": ("text/html", "The report, one page that needs no network"),
    "tables.xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "The views as a workbook",
    ),
    "datapackage.json": ("application/json", "Description of the CSV files (Frictionless data package)"),
    "MANIFEST.json": ("application/json", "Size and SHA-256 of each file"),
    "SHA256SUMS": ("text/plain", "The same for sha256sum"),
    "README.txt": ("text/plain", "What is what, and how to verify it"),
    ".csv": ("text/csv", "A view"),
    ".docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "The original file",
    ),
}
_OTHER: Final = ("application/octet-stream", "A file")
_LATER: Final = ("MANIFEST.json", "SHA256SUMS")  # they hold the sum of this file, not the other way round


def write_crate(folder: Path, about: Provenance, original: str | None) -> None:
    """Writes the metadata of what lies in `folder`; `original` is the path of the original in it, None where
    it is left out."""
    (told,) = about.versions
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    names += _LATER
    graph = [
        _entity(NAME, "CreativeWork", about={"@id": "./"}, conformsTo={"@id": _PROFILE}),
        _root(told, about, names),
        *(_file(folder, name) for name in names),
        *_made(told, about, names, original),
    ]
    text = json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2)
    (folder / NAME).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _entity(address: str, kind: str, /, **properties: object) -> dict[str, Any]:
    return {"@id": address, "@type": kind, **properties}


def _address(name: str) -> str:
    """A path as an RO-Crate names it."""
    return quote(name)


def _refer(names: list[str]) -> list[dict[str, str]]:
    return [{"@id": _address(name)} for name in names]


def _root(told: Row, about: Provenance, names: list[str]) -> dict[str, Any]:
    return _entity(
        "./",
        "Dataset",
        name=f"{told['title']} ({told['file_name']})",
        description=(
            f"Version {told['version']} of the plan {told['plan']}: facts, each traced to the characters it"
            f" came from. Text profile {about.text_profile}, schema {about.schema_version}."
        ),
        datePublished=about.created,
        license={"@id": _LICENCE},
        hasPart=_refer(names),
        mentions={"@id": "#reading"},
    )


def _file(folder: Path, name: str) -> dict[str, Any]:
    kind, meaning = next((told for end, told in _FILES.items() if name.endswith(end)), _OTHER)
    told = {"name": Path(name).name, "description": meaning, "encodingFormat": kind}
    if name in _LATER:
        return _entity(_address(name), "File", **told)
    path = folder / name
    sums = {"contentSize": str(path.stat().st_size), "sha256": sha256_of(path)}
    return _entity(_address(name), "File", **told, **sums)


def _made(told: Row, about: Provenance, names: list[str], original: str | None) -> list[dict[str, Any]]:
    """The original, its terms, the tool, and the reading that made the files of it."""
    source = f"urn:sha256:{told['source_sha256']}" if original is None else _address(original)
    left_out = _entity(
        source,
        "CreativeWork",
        name=told["file_name"],
        description="The original file, not in this crate; it is told by its SHA-256",
        contentSize=str(told["file_size"]),
        sha256=told["source_sha256"],
    )
    licence = _entity(
        _LICENCE,
        "CreativeWork",
        name="not known",
        description="plantrace does not know under which terms the plan may be used: ask who issued it",
    )
    tool = _entity(
        "#plantrace", "SoftwareApplication", name="plantrace", softwareVersion=told["tool_version"]
    )
    reading = _entity(
        "#reading",
        "CreateAction",
        name="Read by plantrace",
        endTime=told["ingested_at"],
        instrument={"@id": "#plantrace"},
        object={"@id": source},
        result=_refer([name for name in names if name != original]),
    )
    return [*([left_out] if original is None else []), licence, tool, reading]
