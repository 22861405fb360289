"""A figure of running text with all it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.facts import Evidence, Figure
from models.names import Derivation, Direction, Origin, Role
from parsers.notation.quantity import Quantity
from pipeline.figures.anchors import Place
from pipeline.figures.bases import Base
from pipeline.figures.clauses import Span
from pipeline.figures.halves import with_halves_named
from pipeline.figures.kinds import Kind
from pipeline.figures.spots import Draft
from pipeline.figures.times import Time, When

_RANK = "排名"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of one number: its draft with time, kind and direction, and what a change is counted
    from."""

    draft: Draft
    when: When | None
    base: Base | None
    kind: Kind
    direction: Direction | None


def figure_of(reading: Reading, text: str, block: int, origin: Origin) -> Figure:
    """The figure, its evidence in the order of the columns."""
    draft, quantity = reading.draft, reading.draft.quantity
    time = reading.when.time if reading.when else None
    metric = metric_of(draft, text)
    return Figure(
        origin,
        metric,
        quantity.raw,
        block,
        quantity.start,
        quantity.end,
        tuple(_evidence(reading, text, block, metric)),
        subject=draft.subject.name if draft.subject else None,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        period=time.text if time else None,
        period_start=time.first if time else None,
        period_end=time.last if time else None,
        period_basis=reading.when.basis if reading.when else None,
        base_period=reading.base.text if reading.base else None,
        kind=reading.kind.kind,
        direction=reading.direction,
    )


def metric_of(draft: Draft, text: str) -> str:
    """The words of the metric; that of a rank says so."""
    name = with_halves_named(text, draft.metric)
    return name + _RANK if draft.ranked and _RANK not in name else name


def _evidence(reading: Reading, text: str, block: int, metric: str) -> Iterator[Evidence]:
    draft, quantity = reading.draft, reading.draft.quantity
    number = (quantity.start, quantity.end)
    yield Evidence("raw", block, *number)
    yield from _phrase(metric, (*draft.metric, (draft.quantity.start, draft.quantity.end)), text, block)
    if quantity.value is not None:
        yield Evidence("value", block, *number, "value", "normalised")
    if quantity.value_max is not None:
        yield Evidence("value_max", block, *number, "value", "normalised")
    if quantity.unit is not None:
        yield from _unit(quantity, text, block)
    if quantity.qualifier != "exact":
        said = quantity.qualifier_at or number
        yield Evidence(
            "qualifier", block, min(said[0], number[0]), max(said[1], number[1]), "value", "normalised"
        )
    if draft.subject:
        quoted = text[slice(*draft.subject.span)]
        yield Evidence("subject", block, *draft.subject.span, "value", _how(draft.subject.name, (quoted,)))
    yield from _when(reading.when)
    if reading.base:
        yield _at("base_period", reading.base.time.place, "value", "normalised")
        yield from _resting("base_period", reading.base.time)
    yield Evidence("kind", block, *reading.kind.word, "value", "computed")
    if reading.direction:
        yield Evidence("direction", block, *_direction_word(draft), "value", "normalised")


def _phrase(value: str, spans: Sequence[Span], text: str, block: int) -> Iterator[Evidence]:
    """The words of the metric; where these are blank, the last span, which is the number."""
    held = tuple(span for span in spans[:-1] if text[slice(*span)].strip()) or (spans[-1],)
    how = _how(value, tuple(text[first:last] for first, last in held))
    for first, last in held:
        yield Evidence("metric", block, first, last, "value", how)


def _how(value: str, quotes: tuple[str, ...]) -> Derivation:
    """Verbatim when the value is the one quote, blanks apart (docs/evidence.md)."""
    return (
        "verbatim"
        if len(quotes) == 1 and "".join(quotes[0].split()) == "".join(value.split())
        else "normalised"
    )


def _unit(quantity: Quantity, text: str, block: int) -> Iterator[Evidence]:
    """Where the unit is printed: in the number, or behind the last of an enumeration that shares it
    (4.6、6.2和3.9个百分点); its number words then count for the value as well (3、5和8亿元)."""
    unit, number, said = quantity.unit or "", (quantity.start, quantity.end), quantity.unit_at
    if said and said[0] >= number[1]:
        yield Evidence("unit", block, *said, "value", "inherited")
        yield Evidence("value", block, *said, "unit", "inherited")
        return
    at = text.rfind(unit, *number)
    if at >= 0:
        yield Evidence("unit", block, at, at + len(unit))
    else:
        yield Evidence("unit", block, *number, "value", "normalised")


def _when(when: When | None) -> Iterator[Evidence]:
    if when is None:
        return
    derivation: Derivation = "inherited" if when.basis == "inherited" else "normalised"
    derivation = "computed" if when.time.computed else derivation
    fields = [("period", when.time.text), ("period_start", when.time.first), ("period_end", when.time.last)]
    for name, value in fields:
        if value is not None:
            yield _at(name, when.time.place, "value", derivation)
            yield from _resting(name, when.time)
    yield _at("value", when.time.place, "period", derivation)


def _resting(name: str, time: Time) -> Iterator[Evidence]:
    """今年 rests on the year the title prints as well."""
    if time.resting:
        yield _at(name, time.resting, "context", "inherited")


def _at(name: str, place: Place, role: Role, derivation: Derivation) -> Evidence:
    return Evidence(name, place.block, place.start, place.end, role, derivation)


def _direction_word(draft: Draft) -> Span:
    return draft.tail.decisive or (
        draft.metric[-1] if draft.metric else (draft.quantity.start, draft.quantity.end)
    )
