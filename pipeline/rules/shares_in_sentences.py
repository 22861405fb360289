"""Shares of one whole that a sentence tells together, and the three industries: they make 100 %."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from parsers.notation.numerals import fold
from parsers.notation.quantity import Quantity
from pipeline.rules.clauses import Clause, clauses, is_plain
from pipeline.rules.parts_in_sentences import are_complete
from pipeline.rules.records import Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, sides, span
from pipeline.rules.values import Printed, shown, total
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

# 中央占60%，地方承担40%
_SHARE_VERB = re.compile(f"(?:占比?|占总.{{1,8}}的?|{any_of('bears')})(?:约|为|达)?$")
# 第一、二、三产业分别占5%、40%、55%; 公路、铁路、水路占比分别为60%、22%和18%
_RESPECTIVELY = re.compile(
    rf"(?P<names>[^，,。；;0-9]+?)(?:分别占(?:比|到)?(?:为)?|(?P<share>{any_of('share_of_three')})分别(?:为|是|达到?))"
)
_PART_BEFORE = re.compile("[^，,]*[，,]?$")
# 资金来源, 投资结构: shares that make one whole
_OF_ONE_WHOLE = re.compile(any_of("of_one_whole"))
_STRUCTURE = re.compile(any_of("structure"))
_OPENED = re.compile(
    rf"(?:{any_of('structure')})[^，,。；;：:]{{0,4}}(?:[：:]|中[，,]|为)[^，,、。；;：:]{{1,12}}$"
)
_SLACK: Final = Decimal("0.5")
_HUNDRED: Final = Decimal(100)
# 资金来源为财政40%、债券30%
_LIST_OF_SHARES = re.compile(
    rf"(?:{any_of('of_one_whole')})[^，,。；;：:]{{0,6}}(?:为|是|[：:])[^，,、。；;0-9为占]{{1,8}}$"
)
_NEXT_SHARE = re.compile("[、和][^，,、。；;0-9占增降升]{1,8}")
_LEAST_SHARES: Final = 2
# 民营企业占85%、高新技术企业占30%: what may belong to several classes
_OVERLAPPING = re.compile(f"(?:{any_of('of_several_classes')})占")
_INDUSTRIES = re.compile(r"三次产业|三产|第?[一二三、]{3,5}次?产业|产业结构")
# 三次产业结构为5.2:41.3:53.5
_RATIO = re.compile(
    r"(?<![\d:：∶.])(\d+(?:\.\d+)?)\s*[:：∶]\s*(\d+(?:\.\d+)?)\s*[:：∶]\s*(\d+(?:\.\d+)?)(?![\d:：∶])"
)
# 一产、二产、三产占比分别为5%、40%、55%
_THREE_SHARES = re.compile(
    rf"(?:第?一(?:次产业|产业?)?[、，]第?二(?:次产业|产业?)?[、和，]第?三次?产业?|{any_of('three_industries')})[^，,。0-9]{{0,14}}(?:{any_of('share_of_three')})[^，,。0-9]{{0,8}}分别(?:为|达到?|占)?"
    r"(\d+(?:\.\d+)?)%?[、，](\d+(?:\.\d+)?)%?[、，和与](\d+(?:\.\d+)?)%"
)
_SENTENCE = re.compile(r"[^。；;\n]+")
_INDUSTRY_SLACK: Final = Decimal("0.15")


def shares_of_whole(held: Held) -> Iterator[Result]:
    """Shares of one whole that a sentence lists side by side and that are more than all of it."""
    for clause in clauses(held, re.compile("[%％]")):
        run: list[Quantity] = []
        for quantity in clause.quantities:
            lead = clause.before(quantity)
            is_share = quantity.unit == "%" and is_plain(quantity) and _SHARE_VERB.search(lead)
            joined = not run or (lead[:1] in "、，,；;和及" and _go_together(clause, run, lead))
            if is_share and joined:
                run.append(quantity)
                continue
            yield from _shares(clause, run)
            run = [quantity] if is_share else []
        yield from _shares(clause, run)
        yield from _shares(clause, _told_together(clause))
        yield from _shares(clause, _listed(clause))


def _told_together(clause: Clause) -> list[Quantity]:
    """财政资金、银行贷款、社会资本分别占A%、B%和C%: as many shares as names, of money or by structure."""
    led = _RESPECTIVELY.search(clause.text)
    if led is None or not (are_complete(led["names"].split("、")) or _is_of_one_whole(clause.text, led)):
        return []
    run: list[Quantity] = []
    for quantity in clause.quantities:
        end = run[-1].end if run else clause.start + led.end()
        joins = ("、", "和", "与", "，", ",") if run else ("",)
        if quantity.start >= end and quantity.unit == "%" and clause.between(end, quantity.start) in joins:
            run.append(quantity)
    return run if len(run) == led["names"].count("、") + 1 and is_plain(*run) else []


def _is_of_one_whole(text: str, led: re.Match[str]) -> bool:
    """Whether the part before the names tells what they make up. Names that have a 占比 may overlap
    (新经济投资、民间投资占比分别…), so that there it takes three of them, and the word 结构 or its like."""
    before = _PART_BEFORE.search(text[: led.start()])
    told = before[0] if before else ""
    if led["share"] is None:
        return _OF_ONE_WHOLE.search(told) is not None
    return led["names"].count("、") >= _LEAST_SHARES and _STRUCTURE.search(told) is not None


def _listed(clause: Clause) -> list[Quantity]:
    """资金来源为财政A%、债券B%、社会资本C%: names with their shares, of money or by structure."""
    shares = [one for one in clause.quantities if one.unit == "%"]
    opened = _LIST_OF_SHARES.search(clause.before(shares[0])) if shares else None
    if opened is None or not is_plain(*shares):
        return []
    run = shares[:1]
    for share in shares[1:]:
        if _NEXT_SHARE.fullmatch(clause.between(run[-1].end, share.start)) is None:
            break
        run.append(share)
    return run if len(run) > _LEAST_SHARES else []


def _go_together(clause: Clause, run: Sequence[Quantity], lead: str) -> bool:
    """Whether a share is of the same whole as those before it: told in the same words, or in a list that
    words open which name what they make up (资金来源：财政占30%、企业占70%)."""
    return _alike(clause, run, lead) or _OPENED.search(clause.before(run[0])) is not None


def _alike(clause: Clause, run: Sequence[Quantity], lead: str) -> bool:
    """Whether the next share is told in the words of the first: of the same whole (资金占 … 资金占)."""
    first, second = _share_words(clause.before(run[0])), _share_words(lead)
    return bool(first[0]) and first == second and _OVERLAPPING.search(lead) is None


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
