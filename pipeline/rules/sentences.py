"""Arithmetic within a sentence: 从A提高到B, and by how much."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from models.vocabularies import words
from parsers.notation.numerals import fold
from parsers.notation.quantity import Quantity
from parsers.notation.quantity_text import find_quantities
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, sides, span
from pipeline.rules.values import Printed, money, printed, shown
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

RISING: Final = any_of("up")
FALLING: Final = any_of("down")
# 由2020年的80%…
_FROM = re.compile(r"(?:从|由)[^，,。；;、]{0,14}$")
_STEP = re.compile(
    rf"^[^，,。；;、0-9]{{0,4}}?(?:(?P<up>{RISING})|(?P<down>{FALLING}))(?:至|到|为|成)?了?(?:[^，,。；;、"
    r"]{0,8}的)?$"
)
_BY = re.compile(
    r"^[（(，,]?(?:[^，,。；;、"
    rf"年均]{{0,6}})(?:净|共|累计)?(?:(?P<up>{RISING}|增)|(?P<down>{FALLING}|降|减))(?:了|幅度?为?达?)?(?:约|近|超过?)?$"
)
_RANKS: Final = ("位", "名")  # 第8位 rises to 第5位
_POINTS: Final = ("个百分点", "百分点")
# 年均提高2个百分点: a step of each year, not of all
_CHANGE_MARKS = re.compile(any_of("of_time"))
_NEAR: Final = 24
_LAX: Final = ("approx", "about", "over", "at_least", "near", "up_to")


@dataclass(frozen=True, slots=True)
class _Step:
    """从 `low` 提高到 `high`: two quantities of a sentence and which way the verb says they go."""

    block: BlockRow
    first: Quantity
    second: Quantity
    up: bool
    third: Quantity | None = None


def _number(quantity: Quantity) -> Printed | None:
    return printed(quantity.raw, quantity.value)


def _steps(held: Held) -> Iterator[_Step]:
    for block in held.narrative():
        if not re.search("[从由]", block.text) or not re.search(f"{RISING}|{FALLING}", block.text):
            continue
        text = fold(block.text)
        quantities = find_quantities(block.text)
        for at, (first, second) in enumerate(pairwise(quantities)):
            verb = _STEP.match(text[first.end : second.start])
            same = first.unit == second.unit or first.unit is None
            if (
                verb is None
                or not same
                or first.unit in _RANKS
                or not _FROM.search(text[: first.start])
                or "分别" in text[max(0, first.start - _NEAR) : first.start]
                or first.value_max is not None
                or second.value_max is not None
            ):
                continue
            third = quantities[at + 2] if at + 2 < len(quantities) else None
            yield _Step(
                block,
                first,
                second,
                bool(verb.group("up")),
                third if third and _changes(text[second.end : third.start]) else None,
            )


def _changes(between: str) -> bool:
    return bool(_BY.match(between)) and not _CHANGE_MARKS.search(between)


def _values(step: _Step) -> tuple[Printed, Printed] | None:
    """Both numbers; a first one without a unit counts in that of the second (从3.5增加到8万户)."""
    first, second = _number(step.first), _number(step.second)
    if first is None or second is None:
        return None
    if step.first.unit is None and step.second.unit is not None and step.second.printed_value:
        scale = second.value / step.second.printed_value
        first = Printed(first.value * scale, first.half * scale)
    return first, second


def _side(step: _Step, quantity: Quantity) -> Side:
    return span(step.block, quantity.start, quantity.end)


def verb_direction(held: Held) -> Iterator[Result]:
    """A verb that rises with numbers that fall, or the other way round."""
    for step in held.once(_steps):
        values = _values(step)
        if values is None:
            continue
        first, second = values
        if first.value == second.value or (second.value > first.value) == step.up:
            yield agreed(_side(step, step.second), _side(step, step.first))
            continue
        way = "up" if step.up else "down"
        message = say(f"verb_direction.{way}", first=step.first.raw, second=step.second.raw)
        places = sides(
            span(step.block, step.second.start, step.second.end),
            span(step.block, step.first.start, step.first.end),
        )
        yield Finding(message, places, f"{'>' if step.up else '<'}{step.first.raw}", step.second.raw)


def stated_change(held: Held) -> Iterator[Result]:
    """从A提高到B，提高C: whether C is what lies between A and B."""
    for step in held.once(_steps):
        values = _values(step)
        third = step.third and _number(step.third)
        if (
            values is None
            or not third
            or step.third is None
            or step.third.qualifier in _LAX
            or step.first.qualifier in _LAX
            or step.second.qualifier in _LAX
        ):
            continue
        wanted = _wanted(step, *values)
        if wanted is None:
            continue
        if (
            wanted.value - wanted.half <= third.value + third.half
            and third.value - third.half <= wanted.value + wanted.half
        ):
            yield agreed(
                *(_side(step, one) for one in (step.third, step.second, step.first)),
                rounded=wanted.value != third.value,
            )
            continue
        expected = (
            money(wanted.value)
            if step.third.unit == "元"
            else f"{shown(wanted.value.quantize(Decimal('0.01')))}{step.third.unit or ''}"
        )
        places = sides(
            *(
                span(step.block, quantity.start, quantity.end)
                for quantity in (step.third, step.first, step.second)
            )
        )
        yield Finding(
            say(
                "stated_change",
                first=step.first.raw,
                second=step.second.raw,
                expected=expected,
                stated=step.third.raw,
            ),
            places,
            expected,
            step.third.raw,
        )


def _wanted(step: _Step, first: Printed, second: Printed) -> Printed | None:
    """What the third number should be, with its reach; None where growth is at constant prices or the units
    say nothing."""
    assert step.third is not None, "asked only where there is one"
    difference = Printed(abs(second.value - first.value), first.half + second.half)
    if step.third.unit in _POINTS and step.second.unit == "%":
        return difference
    if step.third.unit == step.second.unit and step.second.unit != "%":
        return difference
    if step.third.unit == "%" and step.second.unit != "%" and first.value and not _at_constant_prices(step):
        growth = difference.value / abs(first.value) * 100
        reach = (first.half * (1 + growth / 100) + second.half) / abs(first.value) * 100
        return Printed(growth, reach)
    return None


def _at_constant_prices(step: _Step) -> bool:
    """Growth of output and income is told without inflation."""
    before = step.block.text[max(0, step.first.start - 60) : step.second.end]
    return any(word in before for word in words("constant_prices"))


RULES = (
    Rule(
        "verb_direction",
        "error",
        verb_direction,
        "从A提高到B with B smaller than A, or 从A下降到B with B larger.",
        "从80%提高到35%",
        "Swap the numbers, or correct the verb.",
        "A metric counted so that less is more. Ranks (第8位 to 第5位) are left out.",
    ),
    Rule(
        "stated_change",
        "error",
        stated_change,
        "从A提高到B，提高C, but C is not what lies between A and B.",
        "从41.5%提高到60%，提高12个百分点 (it is 18.5)",
        "Reckon again and correct one of the three.",
        "Growth at constant prices (产值, 收入); metrics named in the vocabulary constant_prices are left"
        " out.",
    ),
)
