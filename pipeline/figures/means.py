"""The mean of a larger place that a number stands beside: 床位数5张，全省平均为6张; 为全省平均水平的80%."""

import re
from collections.abc import Iterator
from functools import cache

from models.vocabularies import any_of
from pipeline.figures.clauses import Span
from pipeline.figures.spots import Draft, Spot, State, is_relative
from pipeline.figures.subjects import Subject
from pipeline.figures.topics import phrase_before

_BEING = ("为", "是", "达")


@cache
def _mean() -> re.Pattern[str]:
    held, place, mean = (any_of("figure_words", use) for use in ("exceeds", "compared_place", "mean"))
    return re.compile(
        rf"[仅只远]?(?:为|是)?(?P<held>{held}|不足|[高低])?(?P<place>{place}|[一-鿿]{{2,4}}[省市区县])的?(?:{mean})的?"
    )


def beside_mean(state: State, spot: Spot) -> Draft | None:
    """What the sentence told before with its unit, of the place whose mean the number is; of this one where
    the number is a part of the mean, and with 低于全国平均水平 where that may be either."""
    (begin, end), noted = _said(state, spot)
    said = _mean().fullmatch(spot.view, begin, end)
    told = next(_told_before(state, spot), None) if said else None
    if said is None or told is None or spot.tail.changes or spot.tail.compares:
        return None
    topic = told.topic
    if spot.tail.of:
        return Draft(spot.first, spot.clause, spot.tail, topic, topic, subject=told.subject)
    if said["held"] and not noted:
        return Draft(spot.first, spot.clause, spot.tail, (*topic, (begin, end)), topic, subject=told.subject)
    if told.quantity.unit != spot.first.unit:
        return None
    place = Subject(said["place"], said.span("place"), True)
    return Draft(spot.first, spot.clause, spot.tail, topic, topic, subject=place, elsewhere=True)


def _said(state: State, spot: Spot) -> tuple[Span, bool]:
    """What stands before the number, and whether that is before its bracket: 低于全国平均水平（3.5万元）."""
    bracket = state.paragraph.clauses[spot.clause].bracket
    if bracket is not None and not spot.filled:
        before = phrase_before(state, bracket)
        return (before[-1] if before else (0, 0)), True
    end = spot.first.start
    while end > spot.head[0] and spot.view[end - 1] in _BEING:
        end -= 1
    return (spot.head[0], end), False


def _told_before(state: State, spot: Spot) -> Iterator[Draft]:
    """The numbers of the sentence before that are no mean themselves, nearest first."""
    for draft in state.earlier(spot.clause):
        fits = draft.quantity.unit == spot.first.unit or (spot.tail.of and not is_relative(draft.quantity))
        if draft.topic and fits and not (draft.elsewhere or draft.tail.compares):
            yield draft
