"""Parts of a whole that one sentence tells with the whole: numbers (12项，其中A4项、B5项、C3项), phases."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from models.vocabularies import read_rows
from parsers.notation.quantity import Quantity
from pipeline.rules.clauses import Clause, clauses, is_plain, number
from pipeline.rules.records import Held
from pipeline.rules.results import Finding, Result, Rule, agreed, sides
from pipeline.rules.values import Printed, compare, money, shown, total
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

# 其中一期…、二期…: words that say that amounts are parts of one
_PARTS = re.compile(f"{any_of('tells_parts')}|[一二近]期|第[一二]阶段|[：:（(]|{any_of('sum_said')}")
_PHASE_LEAD = re.compile("[，,：:（(]$")
# ，其中：
_LEAD = re.compile(
    rf"(?:[，,]{any_of('divides')}[^，,、。；;：:0-9]{{0,8}}(?=[，,]))?[，,：:（(、]?\s*({any_of('parts_lead')})[，,：:]?"
)
# 总投资3亿元：中央资金…: a colon or bracket opens the parts
_OPENS = re.compile(r"[：:（(](?=[^，,、。；;：:（()）]{2,16}$)")
# 一期10公里，二期20公里
_FIRST_PHASE = re.compile(any_of("first_phase"))
# 、二期: how the next part begins
_NEXT = re.compile(r"(?:[、，,；;和及与]|以及)[^、，,；;。（(：:]{1,20}$")
# 比上年增加约3亿元 is a change, not a part
_CHANGED = re.compile(f"(?:{any_of('changed')})了?(?:约|近)?$")
# 3亿元，带动投资5亿元: another amount, no part of the first
_ACTS = re.compile(any_of("acts"))
_BRACKETS: Final = ("（(", "）)")
_FEW: Final = 1000
_OVERLAP: Final = Decimal("1.4")  # more than that are parts that overlap
_OVERLAP_UNCALLED: Final = Decimal("1.15")
_OPENING: Final = ("：", ":", "（", "(")
# …3亿元，合计5亿元: the whole may stand behind its parts
_SUM_BEHIND = re.compile(rf"[，,](?:工程|项目)?({any_of('sum_behind')})(?:{any_of('sum_is')})?$")
_IN_ALL: Final = ("合计", "共计", "总计")
_LEAST_PARTS: Final = 2
# 等, 以上 behind the last part: there are others that are not named
_MORE = re.compile(f"^[^、，,；;。]{{0,6}}(?:{any_of('and_more')})")


@dataclass(frozen=True, slots=True)
class _Whole:
    """A number, the parts told of it, and the words before each part."""

    clause: Clause
    whole: Quantity
    parts: tuple[Quantity, ...]
    names: tuple[str, ...]
    lead: str


def parts_of_whole(held: Held) -> Iterator[Result]:
    """Parts that add up to more than their whole; where they must be all of it, to less."""
    for found in _wholes(held):
        values = [number(part) for part in found.parts]
        whole = number(found.whole)
        if whole is None or any(value is None for value in values):
            continue
        reckoned = total(value for value in values if value is not None)
        if not _differ(found, whole, reckoned):
            places = map(found.clause.side, (found.whole, *found.parts))
            yield agreed(*places, rounded=whole.value != reckoned.value)
        elif _are_all(found) or whole.value < reckoned.value <= whole.value * _overlap(found):
            yield _finding(found, reckoned.value)


def _overlap(found: _Whole) -> Decimal:
    """How much more the parts may be before they are no parts: little where no word calls them so."""
    return _OVERLAP if found.lead[:1] not in _OPENING else _OVERLAP_UNCALLED


def _wholes(held: Held) -> Iterator[_Whole]:
    for clause in clauses(held, _PARTS):
        yield from _sum_behind(clause)
        for at, whole in enumerate(clause.quantities[:-2]):
            rest = clause.quantities[at + 1 :]
            is_change = _CHANGED.search(clause.before(whole))
            lead = None if is_change else _lead(clause.between(whole.end, rest[0].start))
            parts = list(_of_whole(clause, whole, rest)) if lead is not None else []
            if (
                lead is not None
                and len(parts) > 1
                and is_plain(whole, *parts)
                and whole.unit not in (None, "%", "年")
            ):
                names = tuple(clause.before(part) for part in parts)
                if lead or _are_phases(names):
                    yield _Whole(clause, whole, tuple(parts), names, lead)


def _sum_behind(clause: Clause) -> Iterator[_Whole]:
    """一期A、二期B、三期C，总投资D; 甲A、乙B，合计C: the whole behind all that the sentence counts."""
    if len(clause.quantities) <= _LEAST_PARTS:
        return
    *parts, whole = clause.quantities
    behind = _SUM_BEHIND.search(clause.before(whole))
    names = tuple(clause.before(part) for part in parts)
    joined = all(_NEXT.search(name) and not _ACTS.search(name) for name in names[1:])
    alike = all(part.unit == whole.unit for part in parts) and whole.unit not in (None, "%", "年")
    plain = joined and alike and is_plain(whole, *parts) and not _ACTS.search(names[0])
    if behind and plain and (_are_phases(names) or behind[1] in _IN_ALL):
        yield _Whole(clause, whole, tuple(parts), names, "分为")


def _lead(between: str) -> str | None:
    """The word that leads from a whole to its parts; "" where only their names can tell (，一期 …)."""
    led = _LEAD.match(between)
    if led:
        return led[1]
    opened = _OPENS.match(between)
    if opened:
        return opened[0]
    first = _FIRST_PHASE.search(between)
    return "" if first and _PHASE_LEAD.search(between[: first.start()]) else None


def _differ(found: _Whole, whole: Printed, reckoned: Printed) -> bool:
    """Small whole numbers are counted, not rounded."""
    numbers = [quantity.printed_value or Decimal(0) for quantity in (found.whole, *found.parts)]
    if all(value == value.to_integral_value() and value < _FEW for value in numbers):
        return whole.value != reckoned.value
    return compare(whole, reckoned) == "contradicts"


def _of_whole(clause: Clause, whole: Quantity, rest: Sequence[Quantity]) -> Iterator[Quantity]:
    """The numbers of the whole's unit, each behind a separator and a name, as long as they follow each
    other; none larger than the whole."""
    inside = any(bracket in clause.between(whole.end, rest[0].start) for bracket in _BRACKETS[0])
    for at, part in enumerate(rest):
        between = clause.between(rest[at - 1].end if at else whole.end, part.start)
        goes_on = not at or (_NEXT.search(between) and "其中" not in between)
        closed = inside and any(bracket in between for bracket in _BRACKETS[1])
        if part.unit != whole.unit or not goes_on or closed or _MORE.match(between) or _ACTS.search(between):
            return
        if part.value is None or whole.value is None or part.value > whole.value:
            return
        yield part


def _are_all(found: _Whole) -> bool:
    """Whether the parts are the whole by what they are: phases, levels of government, 分为."""
    return found.lead == "分为" or are_complete(found.names) or _are_phases(found.names)


def are_complete(names: Sequence[str]) -> bool:
    """Whether these are all parts of a whole by what they are called (城镇、农村)."""
    complete = (members for members in _complete_sets() if len(members) == len(names))
    return any(_names_each(members, names) for members in complete)


def _names_each(members: Sequence[str], names: Sequence[str]) -> bool:
    return all(any(word in name for word in members) for name in names)


def _are_phases(names: Sequence[str]) -> bool:
    """一期, 二期 … or 第一阶段, 第二阶段 … in order, from the first on."""
    return any(
        all(f"{'一二三四五六七八九'[at]}{word}" in name for at, name in enumerate(names[:9]))
        for word in ("期", "阶段")
    )


@cache
def _complete_sets() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row["members"].split("、")) for row in read_rows("complete_parts"))


def _finding(found: _Whole, reckoned: Decimal) -> Finding:
    unit = found.whole.unit or ""
    expected = money(reckoned) if unit == "元" else f"{shown(reckoned)}{unit}"
    message = say("parts_of_whole", whole=found.whole.raw, reckoned=expected, parts=len(found.parts))
    places = sides(*(found.clause.side(quantity) for quantity in (found.whole, *found.parts)))
    return Finding(message, places, expected, found.whole.raw)


RULES = (
    Rule(
        "parts_of_whole",
        "warning",
        parts_of_whole,
        "A sentence tells a number and its parts, and the parts are more than the number (or less, where they"
        " must be all of it: phases, levels of government).",
        "共安排任务12项，其中供水4项、防洪6项、生态3项 (13)",
        "Count again; correct the number or a part.",
        "Parts that overlap (A及以上, of which B).",
    ),
)
