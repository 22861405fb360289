"""Run the rules over a stored version, and keep what they find in the tables finding and finding_evidence."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, text

from models import schema
from models.document import Notice
from models.names import Severity
from pipeline.faults import told
from pipeline.rules.catalogue import RULES
from pipeline.rules.records import Held, load
from pipeline.rules.results import Agreed, Finding, Rule, Side
from pipeline.rules.reviews import Decisions
from pipeline.store.numbers import Numbers, note_highest, numbers_after

_ORDER: Final = {"error": 0, "warning": 1, "info": 2}
_AROUND: Final = 16
_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of a rule. `key` names it by its content; `id` is its number once stored; status and note
    come from the reviews."""

    rule: str
    severity: Severity
    message: str
    message_zh: str
    expected: str | None
    actual: str | None
    sides: tuple[Side, ...]
    key: str
    id: int | None = None
    status: str = "open"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the checks of one rule."""

    agreed: int
    rounded: int
    contradicted: int

    @property
    def made(self) -> int:
        """All checks."""
        return self.agreed + self.rounded + self.contradicted


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one version, errors first, and what each rule that ran did; `failed` are rules that
    broke, each with a sentence."""

    version_id: int
    plan: str
    number: int
    findings: tuple[Found, ...]
    tallies: Mapping[str, Tally]
    failed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """The numbers findings had in another file, by key, and the highest number there; `row_numbers` are for
    notices."""

    numbers: Mapping[str, int]
    highest: int
    row_numbers: Numbers | None = None


def kept_numbers(run: str | None, highest: int, row_numbers: Numbers | None = None) -> Kept:
    """From what another file recorded of the run over this version (`meta`, `run_name`)."""
    found = json.loads(run).get("findings", {}) if run else {}
    return Kept({str(key): int(number) for key, number in found.items()}, highest, row_numbers)


def check_version(
    connection: Connection,
    version_id: int,
    rules: Sequence[Rule] | None = None,
    decisions: Decisions | None = None,
) -> Checked:
    """Runs the rules (all when None) over a stored version; changes nothing. `decisions` are laid over the
    findings.

    Raises:
        LookupError: there is no such version.
    """
    held = load(connection, version_id)
    found: list[Found] = []
    tallies: dict[str, Tally] = {}
    failed: dict[str, str] = {}
    seen: Counter[str] = Counter()
    names = {row.id: row.name for row in held.projects} | {row.id: row.name for row in held.indicators}
    for rule in RULES if rules is None else rules:
        try:
            results = list(rule.check(held))
            own = [
                _found(held, names, rule, result, seen)
                for result in results
                if isinstance(result, Finding) and result.sides
            ]
        except Exception as error:  # a fault of one rule must not keep a plan from being stored
            failed[rule.code] = told(f"the rule {rule.code} was not applied", error)
            continue
        rounded = sum(isinstance(result, Agreed) and result.rounded for result in results)
        tallies[rule.code] = Tally(len(results) - len(own) - rounded, rounded, len(own))
        found += own
    found.sort(
        key=lambda one: (
            _ORDER[one.severity],
            held.blocks[one.sides[0].block].ordinal,
            one.sides[0].start,
            one.rule,
        )
    )
    return _with_decisions(
        Checked(version_id, held.plan, held.number, tuple(found), tallies, failed), decisions
    )


def _found(held: Held, names: Mapping[int, str], rule: Rule, finding: Finding, seen: Counter[str]) -> Found:
    content = "\n".join((rule.code, *sorted(_place(held, names, side) for side in finding.sides[:2])))
    seen[content] += 1
    key = sha256(f"{content}\n{seen[content]}".encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return Found(
        rule.code,
        finding.severity or rule.severity,
        finding.message.en,
        finding.message.zh,
        finding.expected,
        finding.actual,
        finding.sides,
        key,
    )


def _place(held: Held, names: Mapping[int, str], side: Side) -> str:
    """The quote with a little of what stands around it and, in a table, its row's name: no ids, so that it
    survives a new version."""
    block = held.blocks[side.block]
    around = block.text[max(0, side.start - _AROUND) : side.end + _AROUND]
    record = names.get(side.record or 0, "")
    return "|".join(
        re.sub(r"\s+", "", unicodedata.normalize("NFKC", part)) for part in (side.quote, around, record)
    )


def _with_decisions(checked: Checked, decisions: Decisions | None) -> Checked:
    if decisions is None:
        return checked
    decided = []
    for found in checked.findings:
        decision = decisions.of(checked.plan, found.key)
        decided.append(
            replace(found, status=decision.status, note=decision.note or None) if decision else found
        )
    return replace(checked, findings=tuple(decided))


def store_findings(connection: Connection, checked: Checked, kept: Kept | None = None) -> Checked:
    """Puts the findings of a version in the place of those stored before; a finding of the same content
    keeps its number.

    `kept` brings numbers from another file (`rebuild`). A rule that broke leaves the notice `rule_failed`.
    The run is recorded in `meta` (`check.VERSION_ID`): which rules ran and what became of their checks. The
    caller's transaction commits.
    """
    before = _numbers(connection, checked.version_id) if kept is None else kept.numbers
    highest = int(connection.execute(select(func.max(schema.finding.c.finding_id))).scalar() or 0)
    following = max(highest, 0 if kept is None else kept.highest) + 1
    numbered = []
    for found in checked.findings:
        number = before.get(found.key)
        if number is None:
            number, following = following, following + 1
        numbered.append(replace(found, id=number))
    _delete(connection, checked.version_id)
    if numbered:
        connection.execute(insert(schema.finding), [_row(checked.version_id, found) for found in numbered])
        connection.execute(
            insert(schema.finding_evidence), [row for found in numbered for row in _evidence(found)]
        )
    connection.execute(
        insert(schema.meta).values(
            name=run_name(checked.version_id), value=_run(replace(checked, findings=tuple(numbered)))
        )
    )
    _note_failures(connection, checked, None if kept is None else kept.row_numbers)
    return replace(checked, findings=tuple(numbered))


def _note_failures(connection: Connection, checked: Checked, numbers: Numbers | None) -> None:
    """The notices of this run in the place of those of the last; one of the same words keeps its number."""
    notices = [Notice("rule_failed", sentence) for sentence in checked.failed.values()]
    ours = (schema.notice.c.version_id == checked.version_id) & (schema.notice.c.code == "rule_failed")
    before = {
        row.message: int(row.notice_id) for row in connection.execute(select(schema.notice).where(ours))
    }
    if before:
        note_highest(connection)
        connection.execute(delete(schema.notice).where(ours))
    for notice in notices:
        numbers = numbers or numbers_after(connection)
        number = before.get(notice.text) or numbers.take("notice", (notice.code, notice.text, None, None))
        row = {
            "notice_id": number,
            "version_id": checked.version_id,
            "code": notice.code,
            "message": notice.text,
            "block_id": None,
        }
        connection.execute(insert(schema.notice).values(row))


def check_and_store(
    connection: Connection, version_id: int, decisions: Decisions | None = None, kept: Kept | None = None
) -> Checked:
    """All rules over a version just stored, in the transaction that stored it."""
    return store_findings(connection, check_version(connection, version_id, None, decisions), kept)


def run_name(version_id: int) -> str:
    """Name of the row of `meta` that records the run over a version."""
    return f"check.{version_id}"


def stored_run(connection: Connection, version_id: int) -> dict[str, object] | None:
    """What the last stored run recorded; None when the version was never checked."""
    value = connection.execute(
        select(schema.meta.c.value).where(schema.meta.c.name == run_name(version_id))
    ).scalar()
    return None if value is None else dict(json.loads(value))


def with_numbers(connection: Connection, checked: Checked) -> Checked:
    """The findings with the numbers under which they are stored, where they are."""
    before = _numbers(connection, checked.version_id)
    return replace(
        checked, findings=tuple(replace(found, id=before.get(found.key)) for found in checked.findings)
    )


def is_stored(connection: Connection, checked: Checked) -> bool:
    """Whether the database holds these very findings already, as the same rules gave them."""
    numbered = with_numbers(connection, checked)
    run = stored_run(connection, checked.version_id)
    sql = text(
        "SELECT finding_id, rule, severity, message, message_zh, status, note FROM finding WHERE version_id ="
        " :version ORDER BY finding_id"
    )
    stored = [tuple(row) for row in connection.execute(sql, {"version": checked.version_id})]
    wanted = sorted(
        (found.id or 0, found.rule, found.severity, found.message, found.message_zh, found.status, found.note)
        for found in numbered.findings
    )
    return run is not None and json.dumps(run) == json.dumps(json.loads(_run(numbered))) and stored == wanted


def _numbers(connection: Connection, version_id: int) -> dict[str, int]:
    run = stored_run(connection, version_id) or {}
    keys = run.get("findings")
    return {str(key): int(number) for key, number in keys.items()} if isinstance(keys, dict) else {}


def _run(checked: Checked) -> str:
    rules = {
        code: [tally.agreed, tally.rounded, tally.contradicted] for code, tally in checked.tallies.items()
    }
    findings = {found.key: found.id for found in checked.findings}
    return json.dumps(
        {"rules": rules, "failed": dict(checked.failed), "findings": findings}, ensure_ascii=False
    )


def _delete(connection: Connection, version_id: int) -> None:
    ours = select(schema.finding.c.finding_id).where(schema.finding.c.version_id == version_id)
    connection.execute(delete(schema.finding_evidence).where(schema.finding_evidence.c.finding_id.in_(ours)))
    connection.execute(delete(schema.finding).where(schema.finding.c.version_id == version_id))
    connection.execute(delete(schema.meta).where(schema.meta.c.name == run_name(version_id)))


def _row(version_id: int, found: Found) -> dict[str, object]:
    return {
        "finding_id": found.id,
        "version_id": version_id,
        "rule": found.rule,
        "severity": found.severity,
        "message": found.message,
        "message_zh": found.message_zh,
        "expected": found.expected,
        "actual": found.actual,
        "status": found.status,
        "note": found.note,
    }


def _evidence(found: Found) -> list[dict[str, object]]:
    return [
        {
            "finding_id": found.id,
            "side": number,
            "record_id": side.record,
            "block_id": side.block,
            "char_start": side.start,
            "char_end": side.end,
            "quote": side.quote,
        }
        for number, side in enumerate(found.sides)
    ]
