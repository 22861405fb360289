"""The rules run over a stored version: what they find, and every check they made."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection

from models.names import CheckOutcome, Severity
from models.notices import Notice, notice
from models.quick import quick
from pipeline.faults import logged
from pipeline.rules.catalogue import RULES
from pipeline.rules.load import load
from pipeline.rules.records import Held
from pipeline.rules.results import Agreed, Finding, Rule, Side
from pipeline.rules.reviews import Decisions

_ORDER: Final = {"error": 0, "warning": 1, "info": 2}
_AROUND: Final = 16
_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of a rule. `key` names it by its content; `id` is its number once stored; status and note
    come from the reviews. Of `sides` those in the version before stand last."""

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


@quick
@dataclass(frozen=True, slots=True)
class Made:
    """A check that a rule made; the first of `sides` is this side, the second the other one."""

    rule: str
    outcome: CheckOutcome
    expected: str | None
    actual: str | None
    sides: tuple[Side, ...]


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
    """The findings of one version, errors first, and all checks, rule by rule; `rules` are those that ran,
    `failed` those that broke, each with a notice."""

    version_id: int
    plan: str
    number: int
    findings: tuple[Found, ...]
    rules: tuple[str, ...]
    checks: tuple[Made, ...]
    failed: Mapping[str, Notice] = field(default_factory=dict)

    @property
    def tallies(self) -> dict[str, Tally]:
        """What became of the checks of each rule that ran."""
        found = Counter((made.rule, made.outcome) for made in self.checks)
        return {
            rule: Tally(found[rule, "agrees"], found[rule, "rounding"], found[rule, "contradicts"])
            for rule in self.rules
        }


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
    ran: list[str] = []
    checks: list[Made] = []
    failed: dict[str, Notice] = {}
    seen: Counter[str] = Counter()
    names = {row.id: row.name for row in held.projects} | {row.id: row.name for row in held.indicators}
    for rule in RULES if rules is None else rules:
        try:
            results = held.once(rule.check)
            own = [
                _found(held, names, rule, result, seen)
                for result in results
                if isinstance(result, Finding) and result.sides
            ]
        except Exception as error:  # a fault of one rule must not keep a plan from being stored
            fault = logged(f"the rule {rule.code} was not applied", error)
            failed[rule.code] = notice("rule_failed", rule=rule.code, fault=fault)
            continue
        ran.append(rule.code)
        checks += [_made(rule, result) for result in results if isinstance(result, Agreed) or result.sides]
        found += own
    found.sort(
        key=lambda one: (
            _ORDER[one.severity],
            held.blocks[one.sides[0].block].ordinal,
            one.sides[0].start,
            one.rule,
        )
    )
    checked = Checked(version_id, held.plan, held.number, tuple(found), tuple(ran), tuple(checks), failed)
    return _with_decisions(checked, decisions)


def _made(rule: Rule, result: Agreed | Finding) -> Made:
    if isinstance(result, Finding):
        return Made(rule.code, "contradicts", result.expected, result.actual, result.sides)
    outcome: CheckOutcome = "rounding" if result.rounded else "agrees"
    return Made(rule.code, outcome, result.expected, result.actual, result.sides)


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
        finding.sides + finding.before,
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
