"""How well the changes found agree with the edits made."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from models.facts import Facts
from pipeline.ingest.identity import PlanChoice
from pipeline.store.database import Database, open_database
from pipeline.versions.change import Change, Span
from pipeline.versions.compare import Comparison, compare
from pipeline.versions.keys import plain, unspaced
from tests.revisions import Edit, Expected, Revision, identities, reread
from tests.stored import store


@dataclass
class Score:
    """Expected and found by kind of edit; changes nobody made; links between different rows."""

    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    wrong_links: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)


class _Rollback(Exception):
    pass


def compared(path: Path, revision: Revision) -> tuple[Comparison, Facts, Facts]:
    """The two documents stored as versions of one plan and compared; nothing stays."""
    old, new = reread(revision.old), reread(revision.new)
    with open_database(path, create=True) as database:
        found = _compared(database, revision, (old, new))
    return found, old, new


def _compared(database: Database, revision: Revision, facts: tuple[Facts, Facts]) -> Comparison:
    found: list[Comparison] = []
    try:
        with database.writing() as connection:
            found.append(_stored(connection, revision, facts))
            raise _Rollback  # noqa: TRY301 - the way to leave a transaction without a trace
    except _Rollback:
        return found[0]


def _stored(connection: Connection, revision: Revision, facts: tuple[Facts, Facts]) -> Comparison:
    first = store(connection, facts[0], revision.old, PlanChoice(None, "plan", "plan", ""))
    plan_id = connection.exec_driver_sql("SELECT plan_id FROM plan").scalar_one()
    second = store(connection, facts[1], revision.new, PlanChoice(plan_id, "plan", "plan", ""))
    return compare(connection, first.version_id, second.version_id)


def _same(expected: str | None, found: str | None) -> bool:
    return expected is None or plain(expected) == plain(found or "")


def _meets(expected: Expected, change: Change) -> bool:
    return (
        (expected.kind, expected.change) == (change.record_kind, change.change)
        and expected.field in (None, change.field)
        and _same(expected.old, change.old_value)
        and _same(expected.new, change.new_value)
    ) or (
        expected.change == "moved"
        and change.change == "moved"
        and expected.kind == change.record_kind == "block"
        and isinstance(change.old, Span)
        and _same(expected.old, change.old.quote)
    )


def _is_consequence(change: Change, edits: Sequence[Edit]) -> bool:
    """Figures go with their text or row; a row numbered anew or with other years follows from where it was
    put."""
    return change.record_kind == "figure" or (
        change.record_kind in ("project", "indicator") and change.change == "renumbered"
    )


def add_score(score: Score, revision: Revision, found: Comparison, old: Facts, new: Facts, name: str) -> None:
    """Adds one revision to the score; each change answers one expectation."""
    left = [change for change in found.changes if not change.spot]
    for edit in revision.edits:
        for expected in edit.expected:
            score.expected[edit.kind] += 1
            answer = next((change for change in left if _meets(expected, change)), None)
            if answer is None:
                score.missed.append(f"{name} {edit.kind}: {expected}")
            else:
                score.found[edit.kind] += 1
                score.right[answer.record_kind] += 1
                left.remove(answer)
    for change in left:
        if not _is_consequence(change, revision.edits):
            score.false[change.record_kind] += 1
            score.extra.append(f"{name} {change}")
    _check_links(score, revision, found, (old, new), name)


def _check_links(
    score: Score, revision: Revision, found: Comparison, facts: tuple[Facts, Facts], name: str
) -> None:
    here, there = identities(revision.old, facts[0]), identities(revision.new, facts[1])
    for kind in ("indicator", "project"):
        for link in found.links.records[kind]:
            a, b = found.old.by_id[link.old], found.new.by_id[link.new]
            if here[kind, a.ordinal] != there[kind, b.ordinal]:
                score.wrong_links.append(
                    f"{name} {kind} {unspaced(a.text('name'))} -> {unspaced(b.text('name'))} ({link.how})"
                )


def recall(score: Score, kind: str) -> float:
    """Share of the expected changes that were found."""
    return score.found[kind] / score.expected[kind] if score.expected[kind] else 1.0


def precision(score: Score, kind: str) -> float:
    """Share of the changes told of a kind of record that somebody made."""
    told = score.right[kind] + score.false[kind]
    return score.right[kind] / told if told else 1.0
