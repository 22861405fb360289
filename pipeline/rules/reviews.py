"""Decisions about findings: a small file of its own beside the database, one line a decision, only ever
added to.

A decision names its finding by content (`pipeline.rules.check.Found.key`) and plan, so it outlives a rebuild
and new versions. The last line about a finding counts.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

from models.errors import DatabaseFault
from models.language import say, system_reason
from pipeline.store.address import Where

Verdict = Literal["confirm", "dismiss", "reopen"]
_STATUS: Final = {"confirm": "confirmed", "dismiss": "dismissed", "reopen": "open"}


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a finding, why and when (UTC, ISO 8601); `rule`, `message` and `quotes` are
    there for people."""

    plan: str
    key: str
    verdict: Verdict
    note: str
    decided_at: str
    rule: str
    message: str
    quotes: tuple[str, ...]

    @property
    def status(self) -> str:
        """open, confirmed or dismissed."""
        return _STATUS[self.verdict]


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decision in force for each plan and key; `unread` are the numbers of lines of `file` that were not
    understood."""

    last: Mapping[tuple[str, str], Decision]
    unread: tuple[int, ...] = ()
    file: Path | None = None

    def of(self, plan: str, key: str) -> Decision | None:
        """The decision about a finding."""
        return self.last.get((plan, key))


def reviews_path(database: Path) -> Path:
    """The file beside the database: plans.db → plans.reviews.jsonl."""
    return database.with_name(f"{database.stem}.reviews.jsonl")


def read_decisions(database: Where) -> Decisions:
    """The decisions about findings of this database, none when the file is not there; they are kept beside
    files only.

    Raises:
        DatabaseFault: the file cannot be read.
    """
    if not isinstance(database, Path):
        return Decisions({})
    path = reviews_path(database)
    try:
        lines = path.read_bytes().splitlines() if path.exists() else []
    except OSError as error:
        raise DatabaseFault(
            say(
                "{path}: cannot be read ({reason}): see its permissions",
                path=path,
                reason=system_reason(error),
            )
        ) from error
    last: dict[tuple[str, str], Decision] = {}
    unread = []
    for number, line in enumerate(lines, start=1):
        decision = _decision(line)
        if decision is not None:
            last[decision.plan, decision.key] = decision
        elif line.strip():
            unread.append(number)
    return Decisions(last, tuple(unread), path)


def _decision(line: bytes) -> Decision | None:
    try:
        found = json.loads(line.decode("utf-8"))
        decision = Decision(**{**found, "quotes": tuple(found["quotes"])})
    except (ValueError, TypeError, KeyError):
        return None
    return decision if decision.verdict in _STATUS else None


def add_decision(database: Path, decision: Decision) -> None:
    """Adds a line; what stands there stays, a line cut off by a crash too.

    Raises:
        DatabaseFault: the file cannot be written.
    """
    path = reviews_path(database)
    line = json.dumps(asdict(decision), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    try:
        with path.open("ab+") as file:
            file.seek(0, os.SEEK_END)
            if file.tell():
                file.seek(-1, os.SEEK_END)
                line = line if file.read(1) == b"\n" else b"\n" + line
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise DatabaseFault(
            say(
                "{path}: cannot be written ({reason}): make it and its folder writable",
                path=path,
                reason=system_reason(error),
            )
        ) from error
