"""Parts of a whole that one sentence tells with the whole: numbers (12项，其中A4项、B5项、C3项), phases,
shares, the three industries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from models.vocabularies import read_rows
from parsers.notation.numerals import fold
from parsers.notation.quantity import Quantity
from pipeline.rules.clauses import Clause, clauses, is_plain, number
from pipeline.rules.records import Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, sides, span
from pipeline.rules.values import Printed, compare, money, shown, total
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

# 其中一期…、二期…: words that say that amounts are parts of one
_PARTS = re.compile(f"{any_of('tells_parts')}|[一二近]期|第[一二]阶段|[：:（(]|{any_of('sum_said')}")
_PHASE_LEAD = re.compile("[，,：:（(]$")
_LEAD = re.compile(rf"[，,：:（(、]?\s*({any_of('parts_lead')})[，,：:]?")
# 总投资3亿元：中央资金…: a colon or bracket opens the parts
_OPENS = re.compile(r"[：:（(](?=[^，,、。；;：:（()）]{2,16}$)")
# 一期10公里，二期20公里
_FIRST_PHASE = re.compile(any_of("first_phase"))
_NEXT = re.compile(r"(?:[、，,；;和及与]|以及)[^、，,；;。（(：:]{1,20}$")
# 比上年增加约3亿元 is a change, not a part
_CHANGED = re.compile(f"(?:{any_of('changed')})了?(?:约|近)?$")
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
_HUNDRED: Final = Decimal(100)
# 中央占60%，地方承担40%
_SHARE_VERB = re.compile(f"(?:占比?|占总.{{1,8}}的?|{any_of('bears')})(?:约|为|达)?$")
# 第一、二、三产业分别占5%、40%、55%
_RESPECTIVELY = re.compile(r"(?P<names>[^，,。；;0-9]+)分别占(?:比|到)?(?:为)?")
_OF_ONE_WHOLE = re.compile(any_of("of_one_whole"))
_SLACK: Final = Decimal("0.5")
_LEAST_SHARES: Final = 2
_INDUSTRIES = re.compile(r"三次产业|三产|第?[一二三、]{3,5}次?产业|产业结构")
# 三次产业结构为5.2:41.3:53.5
_RATIO = re.compile(
    r"(?<![\d:：∶.])(\d+(?:\.\d+)?)\s*[:：∶]\s*(\d+(?:\.\d+)?)\s*[:：∶]\s*(\d+(?:\.\d+)?)(?![\d:：∶])"
)
# 一产、二产、三产占比分别为5%、40%、55%
_THREE_SHARES = re.compile(
    rf"第?一(?:次产业|产业?)?[、，]第?二(?:次产业|产业?)?[、和，]第?三次?产业?[^，,。0-9]{{0,14}}(?:{any_of('share_of_three')})[^，,。0-9]{{0,8}}分别(?:为|达到?|占)?"
    r"(\d+(?:\.\d+)?)%?[、，](\d+(?:\.\d+)?)%?[、，和与](\d+(?:\.\d+)?)%"
)
_SENTENCE = re.compile(r"[^。；;\n]+")
_INDUSTRY_SLACK: Final = Decimal("0.15")


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
    if found.lead == "分为":
        return True
    return any(
        len(members) == len(found.parts)
        and all(any(word in name for word in members) for name in found.names)
        for members in _complete_sets()
    ) or _are_phases(found.names)


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


def shares_of_whole(held: Held) -> Iterator[Result]:
    """Shares of one whole that a sentence lists side by side and that are more than all of it."""
    for clause in clauses(held, re.compile("[%％]")):
        run: list[Quantity] = []
        for quantity in clause.quantities:
            lead = clause.before(quantity)
            is_share = quantity.unit == "%" and is_plain(quantity) and _SHARE_VERB.search(lead)
            joined = not run or (lead[:1] in "、，,；;和及" and _alike(clause, run, lead))
            if is_share and joined:
                run.append(quantity)
                continue
            yield from _shares(clause, run)
            run = [quantity] if is_share else []
        yield from _shares(clause, run)
        yield from _shares(clause, _told_together(clause))


def _told_together(clause: Clause) -> list[Quantity]:
    """财政资金、银行贷款、社会资本分别占A%、B%和C%: as many shares as names, of money or by structure."""
    led = _RESPECTIVELY.search(clause.text)
    if led is None or not _OF_ONE_WHOLE.search(clause.text[: led.start()]):
        return []
    run: list[Quantity] = []
    for quantity in clause.quantities:
        end = run[-1].end if run else clause.start + led.end()
        joins = ("、", "和", "与", "，", ",") if run else ("",)
        if quantity.start >= end and quantity.unit == "%" and clause.between(end, quantity.start) in joins:
            run.append(quantity)
    return run if len(run) == led["names"].count("、") + 1 and is_plain(*run) else []


def _alike(clause: Clause, run: Sequence[Quantity], lead: str) -> bool:
    """Whether the next share is told in the words of the first: of the same whole (资金占 … 资金占)."""
    first, second = _share_words(clause.before(run[0])), _share_words(lead)
    return bool(first[0]) and first == second


def _share_words(lead: str) -> tuple[str, str]:
    """The last character of what has the share, and the words from 占 on."""
    verb = _SHARE_VERB.search(lead)
    of_whole = lead.rfind("占", 0, verb.start()) if verb else -1
    start = of_whole if of_whole >= 0 else verb.start() if verb else len(lead)
    return lead[max(0, start - 1) : start], lead[start:]


def _shares(clause: Clause, run: Sequence[Quantity]) -> Iterator[Result]:
    if len(run) < _LEAST_SHARES:
        return
    if len(run) == _LEAST_SHARES and clause.before(run[-1])[:1] in ("，", ","):
        return  # two shares behind each other may be of two wholes
    added = sum((quantity.value or Decimal(0) for quantity in run), Decimal(0))
    if added <= _HUNDRED + _SLACK:
        yield agreed(*map(clause.side, reversed(run)), rounded=added != _HUNDRED)
        return
    places = sides(*(clause.side(quantity) for quantity in reversed(run)))
    message = say("shares_of_whole", shares=len(run), added=f"{shown(added)}%")
    yield Finding(message, places, "≤100%", f"{shown(added)}%")


def industry_ratio(held: Held) -> Iterator[Result]:
    """三次产业结构 a:b:c, which are per cent of one whole."""
    for block in held.prose():
        if not _INDUSTRIES.search(block.text):
            continue
        for sentence in _SENTENCE.finditer(fold(block.text)):
            named = _INDUSTRIES.search(sentence[0])
            ratios = _RATIO.finditer(sentence[0], named.end()) if named else ()
            for found in (*ratios, *_listed_shares(sentence[0])):
                place = span(block, sentence.start() + found.start(1), sentence.start() + found.end(3))
                yield _ratio(found.groups(), place)


def _listed_shares(sentence: str) -> Iterator[re.Match[str]]:
    """一、二、三产业占比分别为a%、b%和c%."""
    return _THREE_SHARES.finditer(sentence)


def _ratio(members: Sequence[str], place: Side) -> Result:
    added = total(Printed(Decimal(member), _half(member)) for member in members)
    if abs(added.value - _HUNDRED) <= max(min(added.half, _SLACK), _INDUSTRY_SLACK):
        return agreed(place, rounded=added.value != _HUNDRED)
    message = say("industry_ratio", ratio=place.quote, added=shown(added.value))
    return Finding(message, (place,), "100", shown(added.value))


def _half(member: str) -> Decimal:
    return Decimal(5).scaleb(-1 - len(member.partition(".")[2]))


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
    Rule(
        "shares_of_whole",
        "warning",
        shares_of_whole,
        "Shares of one whole, listed side by side in a sentence, are more than 100 %.",
        "中央资金占40%、省级资金占35%、市县资金占35%",
        "Correct one of the shares.",
        "Shares of different wholes told in the same words.",
    ),
    Rule(
        "industry_ratio",
        "warning",
        industry_ratio,
        "The structure of the three industries does not add up to 100.",
        "三次产业结构为8:45:52",
        "Correct one of the three.",
        "A ratio that is not one of per cent.",
    ),
)
