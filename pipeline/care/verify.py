"""Proof of what is stored against the original files: every path is resolved again, every quote compared
with what stands there."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text

from models.errors import DatabaseFault, WrongUse
from models.language import say
from pipeline.care.again import ToRead, differences
from pipeline.care.bookkeeping import oddities
from pipeline.care.proofs import check_version
from pipeline.care.proved import Failure, Missing, Tally, Version
from pipeline.export.files import sha256_of
from pipeline.store.backends import backend_of
from pipeline.store.reader import reader_of, readers

_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Verification:
    """What was proved: versions, paragraphs and tables found again, pieces of evidence and spans compared,
    numbers read again from their quotes.

    `rows` are versions whose every row was read again in the original, `other` those that another plantrace
    read, which this one therefore proves by their quotes alone.
    """

    versions: int
    blocks: int
    tables: int
    evidence: int
    spans: int
    values: int
    failed: tuple[Failure, ...]
    missing: tuple[Missing, ...]
    rows: int = 0
    other: tuple[Missing, ...] = ()

    @property
    def checked(self) -> int:
        """All comparisons made."""
        return self.blocks + self.tables + self.evidence + self.spans + self.values

    @property
    def proved(self) -> bool:
        """Nothing failed and no original is missing."""
        return not self.failed and not self.missing


def verify(
    connection: Connection,
    source: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    quick: bool = False,
) -> Verification:
    """Reads the originals again and compares.

    Args:
        connection: an open database.
        source: a folder that holds the original files, told by their SHA-256 wherever they lie; None for the
            bytes kept in the database.
        progress: called with versions done and versions in all.
        quick: paragraphs, quotes and numbers only; the rows are not read again in the originals.

    Raises:
        WrongUse: there is no such folder.
    """
    originals = None if source is None else _by_sha256(source)
    versions = _versions(connection)
    found = _Found()
    for done, version in enumerate(versions):
        if progress:
            progress(done, len(versions))
        _prove(connection, version, _original(connection, version, originals), found)
    if progress:
        progress(len(versions), len(versions))
    found.failed += _odd_versions(connection, versions)
    read_by = readers(connection)
    again = [one for one in found.sound if not quick and read_by.get(one.version_id) == reader_of()]
    if again:
        found.failed += _read_again(connection, versions, again, originals, progress)
    tally = found.tally
    return Verification(
        tally.versions,
        tally.blocks,
        tally.tables,
        tally.evidence,
        tally.spans,
        tally.values,
        tuple(found.failed),
        tuple(found.missing),
        len(again),
        () if quick else tuple(version.missing for version in found.sound if version not in again),
    )


@dataclass(slots=True)
class _Found:
    """What was proved so far; `sound` are versions whose original is there, as it was handed in."""

    tally: Tally = field(default_factory=Tally)
    failed: list[Failure] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    sound: list[Version] = field(default_factory=list)


def _prove(connection: Connection, version: Version, data: bytes | None, found: _Found) -> None:
    if data is None:
        found.missing.append(version.missing)
        return
    found.tally.versions += 1
    found.failed += check_version(connection, version, data, found.tally)
    if sha256(data).hexdigest() == version.sha256:
        found.sound.append(version)


def _versions(connection: Connection) -> list[Version]:
    """From the tables: a view may have been edited to leave some out."""
    sql = """SELECT v.version_id, p."key", v.number, v.file_name, s.sha256, s.size FROM version v
        JOIN plan p ON p.plan_id = v.plan_id JOIN source_file s ON s.source_id = v.source_id
        ORDER BY v.version_id"""
    return [Version(*row) for row in connection.execute(text(sql))]


def _by_sha256(folder: Path) -> dict[str, Path]:
    if not folder.exists():
        raise WrongUse(
            say(
                "{folder}: there is no such folder; name the one that holds the original files", folder=folder
            )
        )
    paths = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
    return {sha256_of(path): path for path in paths if path.is_file() and os.access(path, os.R_OK)}


def _original(connection: Connection, version: Version, originals: dict[str, Path] | None) -> bytes | None:
    if originals is not None:
        path = originals.get(version.sha256)
        return path.read_bytes() if path else None
    sql = (
        "SELECT s.content FROM source_file s JOIN version v ON v.source_id = s.source_id WHERE v.version_id ="
        " :version"
    )
    content: bytes = connection.execute(text(sql), {"version": version.version_id}).scalar_one()
    return content if content or not version.size else None  # an extract without the original holds none


def _read_again(
    connection: Connection,
    versions: list[Version],
    again: list[Version],
    originals: dict[str, Path] | None,
    progress: Callable[[int, int], None] | None,
) -> Iterator[Failure]:
    """What is stored of these versions against all that is read in their originals."""
    by_id = {version.version_id: version for version in again}
    backend = backend_of(connection)
    raw = backend.rows(connection)
    wanted = ToRead(frozenset(by_id), _whole(versions, frozenset(by_id)))

    def original(source: int) -> bytes:
        sql = "SELECT sha256, content FROM source_file WHERE source_id = ?"
        digest, content = raw.execute(sql, (source,)).fetchone()
        return bytes(content) if originals is None else originals[digest].read_bytes()

    try:
        for found in differences(
            raw, backend.place(connection), wanted, original, progress or (lambda done, total: None)
        ):
            yield by_id[found.version_id].failure(found.message, record=found.record, field=found.field)
    except DatabaseFault as fault:
        yield again[0].failure(say("cannot be read again: {fault}", fault=fault))


def _odd_versions(connection: Connection, versions: list[Version]) -> Iterator[Failure]:
    held = {version.version_id: version for version in versions}
    for odd in oddities(connection):
        if version := held.get(odd.version_id):
            yield version.failure(odd.message, record=f"version:{odd.version_id}", field=odd.field)


def _whole(versions: list[Version], again: frozenset[int]) -> frozenset[int]:
    """Versions of the plans that are there from their first version on, stored in that order, and all read
    again: what is said about their differences must come out the same."""
    plans: dict[str, list[Version]] = {}
    for version in versions:
        plans.setdefault(version.plan, []).append(version)
    return frozenset(
        version.version_id
        for held in plans.values()
        if again.issuperset(one.version_id for one in held)
        and [one.number for one in held] == list(range(1, len(held) + 1))
        for version in held
    )
