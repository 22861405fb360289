"""Rows that no text tells, as far as they can be proved by each other: which version of a plan is its current
one, and that versions go by their dates."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from sqlalchemy import Connection, text

from models.language import say

_DATED: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_AT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")
_VERSIONS: Final = (
    "SELECT plan_id, version_id, number, is_current, dated, ingested_at, tool_version, file_name FROM version"
    " ORDER BY plan_id, number"
)

NOT_PROVED: Final[Mapping[str, tuple[str, ...]]] = {
    "plan": ("plan_id", "key", "identity"),
    "version": ("plan_id", "number", "source_id", "file_name", "dated", "ingested_at", "tool_version"),
    "source_file": ("source_id",),
    "finding": ("status", "note"),
    "meta": ("name", "value"),
    "action_log": (),
    "number_used": (),
    "kept_result": (),
}
"""What `verify` cannot prove: who did what when, what a person decided or named, the numbers of rows that are
kept for good, what is kept for speed. () is a whole table."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """A row that others contradict."""

    version_id: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class _Row:
    plan_id: int
    version_id: int
    number: int
    is_current: int
    dated: str | None
    ingested_at: str
    tool_version: str
    file_name: str


def oddities(connection: Connection) -> Iterator[Oddity]:
    """What is wrong with the rows of versions themselves, plan by plan."""
    rows = [_Row(*row) for row in connection.execute(text(_VERSIONS))]
    for row in rows:
        yield from _own(row)
    for _, held in groupby(rows, key=lambda row: row.plan_id):
        yield from _among(list(held))


def _own(row: _Row) -> Iterator[Oddity]:
    forms = (("ingested_at", _AT, row.ingested_at), ("dated", _DATED, row.dated))
    for field, form, value in forms:
        if value is not None and form.fullmatch(value) is None:
            yield Oddity(row.version_id, field, say("{value} is no date", value=repr(value[:40])))
    for field, value in (("tool_version", row.tool_version), ("file_name", row.file_name)):
        if not value.strip():
            yield Oddity(row.version_id, field, say("is empty"))


def _among(held: Sequence[_Row]) -> Iterator[Oddity]:
    """Versions of one plan: its newest is the current one, and those that have a date stand by it."""
    for row in held:
        if bool(row.is_current) != (row is held[-1]):
            yield Oddity(
                row.version_id,
                "is_current",
                say("exactly the newest version of a plan is its current one"),
            )
    dated = [(row.version_id, row.dated) for row in held if row.dated is not None]
    for (_, before), (version, after) in pairwise(dated):
        if before[: len(after)] > after:  # 2021-08 may stand before 2021
            told = say(
                "{later} stands before {earlier}: versions go by their dates", later=before, earlier=after
            )
            yield Oddity(version, "dated", told)
