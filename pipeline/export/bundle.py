"""One zip as evidence for one version of a plan: database extract, report, workbook, data package, manifest,
and how to verify it all."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import Connection, text

from models.errors import NotHeld
from models.language import say
from models.views import VIEWS
from pipeline.export.bundle_readme import readme
from pipeline.export.crate import write_crate
from pipeline.export.datapackage import write_datapackage
from pipeline.export.extract import extract, original_of
from pipeline.export.files import file_name, sha256_of, staging
from pipeline.export.provenance import Provenance, provenance
from pipeline.export.selection import Progress, Selection, sort_on_disk
from pipeline.export.workbook import write_workbook
from pipeline.store.held import HeldVersion, choose_version, held_versions

Report = Callable[[Connection, str, int], str]
FORMAT: Final = "plantrace-bundle-1"
MANIFEST: Final = "MANIFEST.json"
SUMS: Final = "SHA256SUMS"
DATABASE: Final = "plan.db"
REPORT: Final = "report.html"
WORKBOOK: Final = "tables.xlsx"
DATA: Final = "data"
ORIGINAL: Final = "original"
_STEPS: Final = 5
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE: Final = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Bundled:
    """The zip that was written: its size in bytes, the names of the files in it."""

    path: Path
    size: int
    version: HeldVersion
    files: tuple[str, ...]
    with_original: bool


def choose_bundled(connection: Connection, wanted: str | None, number: int | None) -> HeldVersion:
    """The version that is meant by a .docx on the disk (told by its SHA-256), by a plan's name, or by
    nothing where one plan is held.

    Raises:
        NotHeld: nothing of the kind is held.
        WrongUse: several plans match, or none is named and several are held.
    """
    path = Path(wanted) if wanted else None
    if path is None or not path.is_file():
        return choose_version(connection, wanted, number)
    held = held_versions(connection)
    same = sha256_of(path)
    found = [
        version for version in held if version.source_sha256 == same and number in (None, version.version)
    ]
    if not found:
        raise NotHeld(
            say('{path}: this file was not ingested; run `plantrace ingest "{path}"` first', path=path)
        )
    return max(found, key=lambda version: (version.is_current, version.version))


def default_name(version: HeldVersion) -> str:
    """Name of the zip where none is given."""
    return f"{file_name(version.plan)}-v{version.version}.zip"


def bundle(
    connection: Connection,
    version: HeldVersion,
    out: Path,
    report: Report,
    *,
    with_original: bool = False,
    progress: Progress | None = None,
) -> Bundled:
    """Writes the zip at `out`, whose folder is made; the same database gives the same bytes.

    Args:
        connection: an open database.
        version: from `choose_bundled`.
        out: where to.
        report: gives the HTML of a plan's version.
        with_original: put the original .docx in, as a file and in the database.
        progress: called with steps done and steps in all.

    Raises:
        NotHeld: the original is asked for, but this database was made without it.
    """
    sort_on_disk(connection)
    selection = Selection((version,), VIEWS, version.plan)
    about = provenance(connection, selection)
    with staging(out.parent) as work, TemporaryDirectory(dir=work) as inner:
        folder = Path(inner)
        for step, make in enumerate(_makers(connection, selection, folder, report, with_original)):
            if progress:
                progress(step, _STEPS)
            make()
        _describe(folder, about, version, with_original)
        _zip(folder, work / out.name, out.stem)
        size, files = (work / out.name).stat().st_size, _names(folder)
    return Bundled(out, size, version, files, with_original)


def _makers(
    connection: Connection, selection: Selection, folder: Path, report: Report, with_original: bool
) -> Iterator[Callable[[], object]]:
    (version,) = selection.versions
    yield lambda: _put_original(connection, version, folder) if with_original else None
    yield lambda: extract(connection, version, folder / DATABASE, with_original=with_original)
    yield lambda: (folder / REPORT).write_text(
        report(connection, version.plan, version.version), encoding="utf-8", newline="\n"
    )
    yield lambda: write_workbook(connection, selection, folder / WORKBOOK, REPORT)
    yield lambda: _put_data(connection, selection, folder / DATA)


def _put_original(connection: Connection, version: HeldVersion, folder: Path) -> None:
    sql = "SELECT version_id FROM v_versions WHERE plan = :plan AND version = :version"
    number = connection.execute(text(sql), {"plan": version.plan, "version": version.version}).scalar_one()
    content = original_of(connection, number)
    if not content:
        raise NotHeld(
            say(
                "{file_name}: this database was made without the original; bundle without"
                " --with-originals, or from the full one",
                file_name=version.file_name,
            )
        )
    (folder / ORIGINAL).mkdir()
    (folder / ORIGINAL / file_name(version.file_name)).write_bytes(content)


def _put_data(connection: Connection, selection: Selection, folder: Path) -> None:
    folder.mkdir()
    write_datapackage(connection, selection, folder, lambda: None)


def _describe(folder: Path, about: Provenance, version: HeldVersion, with_original: bool) -> None:
    (told,) = about.versions
    (folder / "README.txt").write_text(readme(told, about, with_original), encoding="utf-8-sig", newline="\n")
    original = f"{ORIGINAL}/{file_name(version.file_name)}" if with_original else None
    write_crate(folder, about, original)
    files = [
        {"path": name, "sha256": sha256_of(folder / name), "size": (folder / name).stat().st_size}
        for name in _names(folder)
    ]
    manifest = _manifest(about, version, files, with_original)
    (folder / MANIFEST).write_text(
        json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
    )
    sums = "".join(f"{sha256_of(folder / name)}  {name}\n" for name in _names(folder))
    (folder / SUMS).write_text(sums, encoding="utf-8", newline="\n")


def _manifest(
    about: Provenance, version: HeldVersion, files: Sequence[dict[str, Any]], with_original: bool
) -> dict[str, Any]:
    (told,) = about.versions
    return {
        "format": FORMAT,
        "created": about.created,
        "tool": about.tool,
        "schema_version": about.schema_version,
        "text_profile": about.text_profile,
        "plan": version.plan,
        "version": version.version,
        "was_current": version.is_current,
        "title": version.title,
        "original": {
            "file_name": version.file_name,
            "sha256": version.source_sha256,
            "size": told["file_size"],
            "ingested_at": told["ingested_at"],
            "read_by": told["tool_version"],
            "included": with_original,
        },
        "files": files,
    }


def _names(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))


def _zip(folder: Path, path: Path, root: str) -> None:
    """All files below one folder, in order, with one date for all."""
    with ZipFile(path, "w") as archive:
        for name in _names(folder):
            info = ZipInfo(f"{root}/{name}", _DATE)
            info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, _REGULAR_FILE, 3
            with _opened(folder / name, archive, info) as (source, target):
                shutil.copyfileobj(source, target)


@contextmanager
def _opened(path: Path, archive: ZipFile, info: ZipInfo) -> Iterator[tuple[Any, Any]]:
    with (
        path.open("rb") as source,
        archive.open(info, "w", force_zip64=path.stat().st_size > 1 << 31) as target,
    ):
        yield source, target
