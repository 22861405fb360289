"""What `check` and `review` do with a database file: run, keep, decide."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text

from models.errors import DatabaseFault, NotHeld
from models.language import many, say
from pipeline.clock import utc_now
from pipeline.rules.catalogue import RULES, choose
from pipeline.rules.check import Checked, Found, check_version
from pipeline.rules.kept import is_stored, store_findings, with_numbers
from pipeline.rules.reviews import Decision, Decisions, Verdict, add_decision, read_decisions
from pipeline.store.address import Where
from pipeline.store.cells import integer, integer_or_none
from pipeline.store.database import open_database
from pipeline.store.held import choose_version, held_versions, rows_by_id

_LOG: Final = logging.getLogger("plantrace.check")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands, for people."""

    text: str
    heading_path: str
    part: str
    xml_path: str
    row: int | None
    col: int | None
    version: int

    def shown(self, version: int) -> str:
        """The headings above it and, in a table, row and column counted from 1; before that its version,
        where it is another than `version`."""
        path = self.heading_path or say("(before the first heading)")
        if self.version != version:
            path = say("version {version}: {path}", version=self.version, path=path)
        if self.row is None or self.col is None:
            return path
        return say("{path}, row {row}, column {column}", path=path, row=self.row + 1, column=self.col + 1)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found. `places` are the paragraphs of all evidence, `complaints` what a person should know
    besides."""

    checked: tuple[Checked, ...]
    places: dict[int, Place]
    stored: bool
    complaints: tuple[str, ...] = ()

    @property
    def open_errors(self) -> int:
        """Findings of severity error that nobody dismissed."""
        return sum(
            found.severity == "error" and found.status != "dismissed"
            for checked in self.checked
            for found in checked.findings
        )


def check_plans(
    database: Where,
    plan: str | None,
    number: int | None,
    only: Collection[str] = (),
    skip: Collection[str] = (),
) -> Run:
    """Runs the rules over the current versions of all plans, or over one version of one plan; a run of all
    rules is stored.

    Raises:
        DatabaseFault: there is no such database.
        NotHeld: no such plan or version.
        WrongUse: a rule is unknown, or several plans match.
    """
    rules = choose(only, skip)
    decisions = read_decisions(database)
    complaints = [
        say(
            "{database}: line {line} is not understood and was passed over",
            database=decisions.file,
            line=line,
        )
        for line in decisions.unread
    ]
    with open_database(database, read_only=True) as held, held.reading() as connection:
        ids = _versions(connection, plan, number)
        checked = tuple(
            with_numbers(connection, check_version(connection, version, rules, decisions)) for version in ids
        )
        for one in checked:
            _note(one)
        places = _places(connection, checked)
        stored = all(is_stored(connection, one) for one in checked)
    complaints += [f"{one.plan}: {fault.text}" for one in checked for fault in one.failed.values()]
    if not stored and len(rules) == len(RULES):
        try:
            checked = _store(database, checked, decisions)
            stored = True
        except DatabaseFault as fault:
            complaints.append(say("{fault}; the findings are shown but not stored", fault=fault))
    return Run(checked, places, stored, tuple(complaints))


def _note(checked: Checked) -> None:
    """What a version was checked for, for the log."""
    rules = many(len(checked.rules), "{n} rule", "{n} rules")
    findings = many(len(checked.findings), "{n} finding", "{n} findings")
    _LOG.info("%s %d: %s, %s", checked.plan, checked.number, rules, findings)


def _versions(connection: Connection, plan: str | None, number: int | None) -> tuple[int, ...]:
    if plan is not None or number is not None:
        chosen = choose_version(connection, plan, number)
        wanted = [(chosen.plan, chosen.version)]
    else:
        wanted = [
            (version.plan, version.version) for version in held_versions(connection) if version.is_current
        ]
        if not wanted:
            raise NotHeld(say("the database holds no plan; `plantrace ingest PATH` reads one"))
    sql = text("SELECT version_id FROM v_versions WHERE plan = :plan AND version = :version")
    return tuple(
        int(connection.execute(sql, {"plan": key, "version": version}).scalar_one())
        for key, version in wanted
    )


def _places(connection: Connection, checked: Sequence[Checked]) -> dict[int, Place]:
    ids = {side.block for one in checked for found in one.findings for side in found.sides}
    sql = (
        "SELECT block_id, text, heading_path, part, xml_path, row_index, col_index, version FROM v_blocks"
        " WHERE block_id IN"
    )
    return {integer(row["block_id"]): _place(row) for row in rows_by_id(connection, sql, ids)}


def _place(row: Mapping[str, object]) -> Place:
    index = [integer_or_none(row[name]) for name in ("row_index", "col_index")]
    return Place(
        str(row["text"]),
        str(row["heading_path"]),
        str(row["part"]),
        str(row["xml_path"]),
        index[0],
        index[1],
        integer(row["version"]),
    )


def _store(database: Where, checked: Sequence[Checked], decisions: Decisions) -> tuple[Checked, ...]:
    """Checked again under the write lock, so that what is stored is what the database says then."""
    with open_database(database) as held, held.writing() as connection:
        return tuple(
            store_findings(connection, check_version(connection, one.version_id, None, decisions))
            for one in checked
        )


def review(database: Path, finding: int, verdict: Verdict, note: str) -> Found:
    """Decides about a stored finding: adds a line to the file of reviews and brings the database up to date.

    Raises:
        NotHeld: there is no finding of this number, or it is of an older run.
        DatabaseFault: the database or the file cannot be written.
    """
    with open_database(database) as held:
        with held.reading() as connection:
            version = connection.execute(
                text("SELECT version_id FROM finding WHERE finding_id = :id"), {"id": finding}
            ).scalar()
            if version is None:
                raise NotHeld(
                    say("finding {finding}: there is none; `plantrace check` lists them", finding=finding)
                )
            checked = with_numbers(connection, check_version(connection, int(version)))
        found = next((one for one in checked.findings if one.id == finding), None)
        if found is None:
            raise NotHeld(
                say(
                    "finding {finding}: the rules of this version of plantrace no longer give it;"
                    " run `plantrace check`",
                    finding=finding,
                )
            )
        quotes = tuple(side.quote for side in found.sides)
        decision = Decision(
            checked.plan, found.key, verdict, note, utc_now(), found.rule, found.message, quotes
        )
        add_decision(database, decision)
        with held.writing() as connection:
            values = {"status": decision.status, "note": note or None, "id": finding}
            connection.execute(
                text("UPDATE finding SET status = :status, note = :note WHERE finding_id = :id"), values
            )
    return replace(found, status=decision.status, note=note or None)
