"""Proof of what is stored against the original files: every path is resolved again, every quote compared
with what stands there."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, text

from models.errors import DatabaseFault, RefusedFile, WrongUse
from models.kinds import KINDS
from models.language import say
from parsers.word.originals import Original
from pipeline.care.again import ToRead, differences
from pipeline.care.bookkeeping import oddities
from pipeline.care.values import ValuesChecked, faults_of_values
from pipeline.store.backends import backend_of
from pipeline.store.reader import reader_of, readers

_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Failure:
    """Something stored that the original does not bear out; `part` and `xml_path` are "" where the file
    itself fails."""

    plan: str
    version: int
    file_name: str
    part: str
    xml_path: str
    record: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A version, by its original: one that is not in the folder given, or that another plantrace read."""

    plan: str
    version: int
    file_name: str
    sha256: str


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


@dataclass(frozen=True, slots=True)
class _Version:
    version_id: int
    plan: str
    number: int
    file_name: str
    sha256: str
    size: int

    @property
    def missing(self) -> Missing:
        return Missing(self.plan, self.number, self.file_name, self.sha256)

    def failure(
        self, message: str, *, part: str = "", xml_path: str = "", record: str = "", field: str = ""
    ) -> Failure:
        return Failure(self.plan, self.number, self.file_name, part, xml_path, record, field, message)


@dataclass(slots=True)
class _Tally:
    versions: int = 0
    blocks: int = 0
    tables: int = 0
    evidence: int = 0
    spans: int = 0
    values: int = 0


Texts = dict[int, tuple[str, str, str]]
"""Of each block found again: its text in the original, its part and path."""


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

    tally: _Tally = field(default_factory=_Tally)
    failed: list[Failure] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    sound: list[_Version] = field(default_factory=list)


def _prove(connection: Connection, version: _Version, data: bytes | None, found: _Found) -> None:
    if data is None:
        found.missing.append(version.missing)
        return
    found.tally.versions += 1
    found.failed += _check_version(connection, version, data, found.tally)
    if sha256(data).hexdigest() == version.sha256:
        found.sound.append(version)


def _versions(connection: Connection) -> list[_Version]:
    """From the tables: a view may have been edited to leave some out."""
    sql = """SELECT v.version_id, p."key", v.number, v.file_name, s.sha256, s.size FROM version v
        JOIN plan p ON p.plan_id = v.plan_id JOIN source_file s ON s.source_id = v.source_id
        ORDER BY v.version_id"""
    return [_Version(*row) for row in connection.execute(text(sql))]


def _by_sha256(folder: Path) -> dict[str, Path]:
    if not folder.exists():
        raise WrongUse(
            say(
                "{folder}: there is no such folder; name the one that holds the original files", folder=folder
            )
        )
    paths = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
    return {_hash(path): path for path in paths if path.is_file() and os.access(path, os.R_OK)}


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _original(connection: Connection, version: _Version, originals: dict[str, Path] | None) -> bytes | None:
    if originals is not None:
        path = originals.get(version.sha256)
        return path.read_bytes() if path else None
    sql = (
        "SELECT s.content FROM source_file s JOIN version v ON v.source_id = s.source_id WHERE v.version_id ="
        " :version"
    )
    content: bytes = connection.execute(text(sql), {"version": version.version_id}).scalar_one()
    return content if content or not version.size else None  # an extract without the original holds none


def _check_version(
    connection: Connection, version: _Version, data: bytes, tally: _Tally
) -> Iterator[Failure]:
    if sha256(data).hexdigest() != version.sha256 or len(data) != version.size:
        yield version.failure(
            say("the original is not the file that was ingested: its SHA-256 or size differs")
        )
        return
    original = Original(data, version.file_name)
    texts: Texts = {}
    try:
        yield from _check_blocks(connection, version, original, texts, tally)
        yield from _check_tables(connection, version, original, tally)
    except RefusedFile as refusal:
        yield version.failure(say("the original cannot be read: {text}", text=refusal.text))
        return
    yield from _check_evidence(connection, version, texts, tally)
    yield from _check_spans(connection, version, texts, tally)
    yield from _check_values(connection, version, original, texts, tally)
    yield from _check_unsourced(connection, version)


def _rows(connection: Connection, version: _Version, sql: str) -> Iterator[tuple[Any, ...]]:
    yield from map(tuple, connection.execute(text(sql), {"version": version.version_id}))


def _check_blocks(
    connection: Connection, version: _Version, original: Original, texts: Texts, tally: _Tally
) -> Iterator[Failure]:
    for block_id, part, path, stored in _rows(
        connection,
        version,
        "SELECT block_id, part, xml_path, text FROM block WHERE version_id = :version ORDER BY ordinal",
    ):
        tally.blocks += 1
        found = original.text(part, path)
        if found is not None:
            texts[block_id] = (found, part, path)
        if found != stored:
            message = (
                say("there is no such paragraph")
                if found is None
                else say("reads {found}, stored is {stored}", found=_shown(found), stored=_shown(stored))
            )
            yield version.failure(message, part=part, xml_path=path, record=f"block:{block_id}", field="text")


def _check_tables(
    connection: Connection, version: _Version, original: Original, tally: _Tally
) -> Iterator[Failure]:
    for table_id, part, path in _rows(
        connection, version, "SELECT table_id, part, xml_path FROM document_table WHERE version_id = :version"
    ):
        tally.tables += 1
        element = original.find(part, path)
        if element is None or not str(element.tag).endswith(("}tbl", "table")):
            yield version.failure(
                say("there is no such table"),
                part=part,
                xml_path=path,
                record=f"table:{table_id}",
                field="xml_path",
            )


_EVIDENCE: Final = """SELECT ev.block_id, r.kind || ':' || r.record_id, ev.field, ev.char_start, ev.char_end,
    ev.quote
FROM evidence ev JOIN record r ON r.record_id = ev.record_id WHERE r.version_id = :version"""
_STATED: Final = """SELECT t.block_id, t.record_kind || ':' || t.record_id, t.field, t.quote, t.value
    FROM v_trace t
WHERE t.record_id IN (SELECT record_id FROM record WHERE version_id = :version)
AND t.derivation = 'verbatim' AND t.role = 'value' AND t.value IS NOT NULL"""


def _check_evidence(
    connection: Connection, version: _Version, texts: Texts, tally: _Tally
) -> Iterator[Failure]:
    """Each quote is the slice of the original; a value said to be verbatim is its quote, white space
    aside."""
    for block_id, record, name, start, end, quote in _rows(connection, version, _EVIDENCE):
        tally.evidence += 1
        yield from _compare(version, texts, block_id, record, name, start, end, quote)
    for block_id, record, name, quote, value in _rows(connection, version, _STATED):
        if _bare(quote) != _bare(value):
            _, part, path = texts.get(block_id, ("", "", ""))
            message = say(
                "is said to be verbatim, but the value is {value} and the quote {quote}",
                value=_shown(value),
                quote=_shown(quote),
            )
            yield version.failure(message, part=part, xml_path=path, record=record, field=name)


# what a span must read, for each table whose rows are spans: the column that is printed there
_SPANS: Final = (
    *((kind.table.name, "record_id", kind.printed) for kind in KINDS if kind.printed),
    *((kind.bodies.table.name, kind.bodies.owner, "name") for kind in KINDS if kind.bodies),
)


def _check_spans(connection: Connection, version: _Version, texts: Texts, tally: _Tally) -> Iterator[Failure]:
    """A heading's span holds its title (and maybe its label); the spans of figures, mentions and bodies are
    what they are printed as."""
    below = _below(connection, version)
    for table, key, column in _SPANS:
        sql = (
            f"SELECT x.block_id, x.{key}, x.char_start, x.char_end, x.{column} FROM {table} x"  # noqa: S608
            f" JOIN record r ON r.record_id = x.{key} WHERE r.version_id = :version"
        )
        for block_id, record_id, start, end, printed in _rows(connection, version, sql):
            tally.spans += 1
            found, part, path = texts.get(block_id, ("", "", ""))
            span, wanted, is_whole = _bare(found[start:end]), _bare(printed), table != "heading"
            reads = _reads(span, wanted, is_whole=is_whole)
            if not reads and end == len(found.rstrip()) and block_id in below:
                longer = _bare(span + _running_on(texts, below, block_id, len(wanted)))
                reads = _reads(longer[: len(wanted)] if is_whole else longer, wanted, is_whole=is_whole)
            if not reads:
                message = say(
                    "the span reads {found}, stored is {printed}",
                    found=_shown(found[start:end]),
                    printed=_shown(printed),
                )
                yield version.failure(
                    message, part=part, xml_path=path, record=f"{table}:{record_id}", field=column
                )


def _reads(span: str, wanted: str, *, is_whole: bool) -> bool:
    """Whether a span is what is stored, or holds it (a heading's has its label before it)."""
    return bool(span) and (wanted == span if is_whole else wanted in span)


def _below(connection: Connection, version: _Version) -> dict[int, int]:
    """The paragraph that follows another in the same cell, or outside tables: a body's name may be typed in
    two, and so may the title of an annex."""
    columns = "block_id, table_id, row_index, col_index"
    sql = f"SELECT {columns} FROM block WHERE version_id = :version ORDER BY ordinal"  # noqa: S608
    cells = list(_rows(connection, version, sql))
    return {before[0]: after[0] for before, after in pairwise(cells) if before[1:] == after[1:]}


def _running_on(texts: Texts, below: Mapping[int, int], block_id: int, length: int) -> str:
    """What follows a paragraph in its cell, in original order, until it is long enough."""
    found = ""
    while block_id in below and len(found) < length:
        block_id = below[block_id]
        found += _bare(texts.get(block_id, ("", "", ""))[0])
    return found


def _check_values(
    connection: Connection, version: _Version, original: Original, texts: Texts, tally: _Tally
) -> Iterator[Failure]:
    """Each number and each unit can be read from its quotes by the second reader of numbers."""
    checked = ValuesChecked()

    def printed(block_id: int) -> str | None:
        place = texts.get(block_id)
        return original.unmarked(place[1], place[2]) if place else None

    for fault in faults_of_values(connection, version.version_id, printed, checked):
        _, part, path = texts.get(fault.block or 0, ("", "", ""))
        yield version.failure(fault.message, part=part, xml_path=path, record=fault.record, field=fault.field)
    tally.values += checked.values


def _check_unsourced(connection: Connection, version: _Version) -> Iterator[Failure]:
    sql = (
        "SELECT r.kind || ':' || r.record_id FROM record r WHERE r.version_id = :version AND r.record_id NOT"
        " IN (SELECT record_id FROM evidence)"
    )
    for (record,) in _rows(connection, version, sql):
        yield version.failure(say("rests on no evidence"), record=str(record))


def _read_again(
    connection: Connection,
    versions: list[_Version],
    again: list[_Version],
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


def _odd_versions(connection: Connection, versions: list[_Version]) -> Iterator[Failure]:
    held = {version.version_id: version for version in versions}
    for odd in oddities(connection):
        if version := held.get(odd.version_id):
            yield version.failure(odd.message, record=f"version:{odd.version_id}", field=odd.field)


def _whole(versions: list[_Version], again: frozenset[int]) -> frozenset[int]:
    """Versions of the plans that are there from their first version on, stored in that order, and all read
    again: what is said about their differences must come out the same."""
    plans: dict[str, list[_Version]] = {}
    for version in versions:
        plans.setdefault(version.plan, []).append(version)
    return frozenset(
        version.version_id
        for held in plans.values()
        if again.issuperset(one.version_id for one in held)
        and [one.number for one in held] == list(range(1, len(held) + 1))
        for version in held
    )


def _compare(
    version: _Version, texts: Texts, block_id: int, record: str, field: str, start: int, end: int, quote: str
) -> Iterator[Failure]:
    found, part, path = texts.get(block_id, ("", "", ""))
    if found[start:end] != quote:
        message = say(
            "the original reads {found} at [{start}:{end}], the quote is {quote}",
            found=_shown(found[start:end]),
            start=start,
            end=end,
            quote=_shown(quote),
        )
        yield version.failure(message, part=part, xml_path=path, record=record, field=field)


def _bare(value: str) -> str:
    return "".join(value.split())


def _shown(value: str) -> str:
    return repr(value if len(value) <= _SHOWN else value[:_SHOWN] + "…")
