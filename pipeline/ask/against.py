"""A plan against the plan above it: for each target of the upper plan what the lower one has for the same
metric and year, and whether it is less ambitious or missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final, Literal

from sqlalchemy import Connection

from models.errors import NotHeld, WrongUse
from models.language import say
from models.units import convert
from models.vocabularies import words
from pipeline.rules.directions import better_way
from pipeline.rules.metrics import dimension, is_generic, plain, split
from pipeline.store.held import HeldVersion, find_plan, held_versions
from pipeline.store.typed_rows import read, read_from

Verdict = Literal["lower", "missing", "differs", "other_year", "other_unit", "amount", "as_much"]
VERDICTS: Final[tuple[Verdict, ...]] = (
    "lower",
    "missing",
    "differs",
    "other_year",
    "other_unit",
    "amount",
    "as_much",
)
"""What becomes of a target, the worst first. `differs`: nobody can say which way is better; `amount`: a part
of the whole is expected to be smaller, both are shown."""

_ORDER: Final = "f.origin <> 'indicator_table', f.block_id, f.char_start"
_INTENSIVE: Final = ("share", "rate", "index", "multiple", "time", "")


@read_from(
    "v_figures f LEFT JOIN v_indicators i ON i.indicator_id = f.owner_id"
    " JOIN v_versions v ON v.plan = f.plan AND v.version = f.version",
    "f.plan = :plan AND f.is_current = 1 AND f.kind = 'target' AND COALESCE(f.role, 'target') = 'target'"
    " AND f.value_text IS NOT NULL AND f.period_end >= COALESCE(v.period_start, 0)"
    " AND (f.origin = 'indicator_table' OR f.metric_key IS NOT NULL)"
    " AND (f.subject IS NULL OR f.subject = v.region)",
)
@dataclass(frozen=True, slots=True)
class Target:
    """A target that a plan states for its own place, with the nature of the indicator that it is of; not one
    of the plan before it, which a table of results repeats."""

    figure_id: Annotated[int, "f.figure_id"]
    metric: Annotated[str, "f.metric"]
    metric_key: Annotated[str | None, "f.metric_key"]
    subject: Annotated[str | None, "f.subject"]
    raw: Annotated[str, "f.raw"]
    value_text: Annotated[str, "f.value_text"]
    value_max_text: Annotated[str | None, "f.value_max_text"]
    unit: Annotated[str | None, "f.unit"]
    qualifier: Annotated[str, "f.qualifier"]
    period: Annotated[str, "f.period"]
    period_end: Annotated[int, "f.period_end"]
    origin: Annotated[str, "f.origin"]
    block_id: Annotated[int, "f.block_id"]
    char_start: Annotated[int, "f.char_start"]
    char_end: Annotated[int, "f.char_end"]
    quote: Annotated[str, "f.quote"]
    nature: Annotated[str | None, "i.nature"]
    printed_unit: Annotated[str | None, "i.unit"]
    region: Annotated[str, "COALESCE(v.region, '')"]


@dataclass(frozen=True, slots=True)
class Held:
    """A target of the upper plan, what the lower plan has for it, and what comes of it; `direction` is the
    more ambitious way."""

    metric: str
    verdict: Verdict
    direction: str | None
    upper: Target
    lower: Target | None

    @property
    def is_weaker_in_nature(self) -> bool:
        """Binding above, only expected below."""
        return self.lower is not None and self.upper.nature == "约束性" and self.lower.nature == "预期性"


@dataclass(frozen=True, slots=True)
class Against:
    """Both plans and every target of the upper one, the worst first."""

    lower: HeldVersion
    upper: HeldVersion
    targets: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes two targets of one metric."""

    metric: tuple[str, ...]


def compare_plans(
    connection: Connection, lower: str | None, upper: str, *, year: int | None = None
) -> Against:
    """Holds the targets of one plan against those of the plan above it.

    Args:
        lower: the plan's key or a part of it; may be left out where the database holds two plans.
        upper: the plan above it.
        year: only targets for this year.

    Raises:
        NotHeld: no such plan, or the upper plan states no target.
        WrongUse: several plans match, the two are one, or it is not said which is the lower one.
    """
    held = held_versions(connection)
    above = find_plan(held, upper)
    below = find_plan(held, lower) if lower is not None else _the_other(held, above)
    if above == below:
        raise WrongUse(say("{plan} cannot be held against itself", plan=above))
    both = {version.plan: version for version in held if version.is_current}
    wanted = _targets(connection, above, year)
    if not wanted:
        raise NotHeld(say("{plan}: no targets with a year were found in it", plan=above))
    found = _by_metric(_targets(connection, below, None))
    told = [_held(one, found.get(_key(one), ())) for one in _once(wanted)]
    told.sort(key=lambda one: VERDICTS.index(one.verdict))
    return Against(both[below], both[above], tuple(told))


def _the_other(held: Iterable[HeldVersion], upper: str) -> str:
    others = sorted({version.plan for version in held} - {upper})
    if len(others) != 1:
        raise WrongUse(say("which plan is held against {plan}? name it with --plan", plan=upper))
    return others[0]


def _targets(connection: Connection, plan: str, year: int | None) -> tuple[Target, ...]:
    """The targets of a plan, those of its indicator tables first."""
    of_year = "(:year IS NULL OR f.period_end = :year)"
    found = read(connection, Target, condition=of_year, order=_ORDER, plan=plan, year=year)
    return tuple(one for one in found if one.metric_key or not is_generic(_split(one)[0]))


def _split(row: Target) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return split(row.metric, row.region)


def _key(row: Target) -> _Key:
    """The metric of the catalogue, else what the name is made of."""
    if row.metric_key is not None:
        return _Key(("", row.metric_key))
    head, modifiers, _ = _split(row)
    return _Key((head, *modifiers))


def _by_metric(found: Iterable[Target]) -> Mapping[_Key, list[Target]]:
    by_metric: dict[_Key, list[Target]] = {}
    for row in found:
        by_metric.setdefault(_key(row), []).append(row)
    return by_metric


def _once(found: Iterable[Target]) -> list[Target]:
    """A target for each metric, year and kind of unit: the first place that states it, a table's before the
    text's."""
    first: dict[tuple[_Key, object, str], Target] = {}
    for row in found:
        first.setdefault((_key(row), row.period_end, _unit(row)), row)
    return list(first.values())


def _unit(row: Target) -> str:
    return dimension(row.unit)


def _held(upper: Target, found: Iterable[Target]) -> Held:
    metric = upper.metric
    rows_below = list(found)
    same_unit = [row for row in rows_below if _unit(row) == _unit(upper)]
    same_year = [row for row in same_unit if row.period_end == upper.period_end]
    direction = better_way(metric)
    if not rows_below:
        return Held(metric, "missing", direction, upper, None)
    if not same_unit:
        return Held(metric, "other_unit", direction, upper, rows_below[0])
    if not same_year:
        return Held(metric, "other_year", direction, upper, same_unit[0])
    return Held(metric, _verdict(upper, same_year[0], direction), direction, upper, same_year[0])


def _verdict(upper: Target, lower: Target, direction: str | None) -> Verdict:
    if not _is_intensive(upper):
        return "amount"
    above, below = _value(upper, direction), _value(lower, direction)
    reckoned = below if upper.unit == lower.unit else convert(below, lower.unit or "", upper.unit or "")
    if reckoned is None:
        return "other_unit"
    if reckoned == above:
        return "as_much"
    if direction is None:
        return "differs"
    return "lower" if (reckoned < above) is (direction == "up") else "as_much"


def _is_intensive(row: Target) -> bool:
    """Whether a part can be held against the whole: shares, rates and what is told by head; not amounts, of
    which a part has less than the whole."""
    name, unit = plain(row.metric), row.unit or ""
    return _unit(row) in _INTENSIVE or "/" in unit or any(word in name for word in words("intensive_words"))


def _value(row: Target, direction: str | None) -> Decimal:
    """What is promised: of a range the end that is reached in any case."""
    values = [Decimal(text) for text in (row.value_text, row.value_max_text) if text is not None]
    return max(values) if direction == "down" else min(values)
