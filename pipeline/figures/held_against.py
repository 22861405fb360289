"""What a number is held against in a list: 增速高于全国1.1个百分点、全省0.4个百分点."""

import re
from collections.abc import Iterator
from dataclasses import replace

from models.names import Direction
from models.vocabularies import any_of
from pipeline.figures.clauses import View
from pipeline.figures.heads import pieces, trim_tail
from pipeline.figures.spots import Draft, Spot, State
from pipeline.figures.tails import UPWARD, is_field
from pipeline.figures.topics import topic_of
from pipeline.figures.words import metric_ending

_MARK = re.compile("[、和与及]")
_EACH = "分别"
_EXCEEDS = re.compile(any_of("figure_words", "exceeds"))


def compared_alike(state: State, spot: Spot) -> Draft | None:
    """The number behind the next of such places, with the comparison that the first of them states."""
    last = state.drafts[-1] if state.drafts else None
    if last is None or last.clause != spot.clause or not (last.tail.compares and last.metric):
        return None
    alike = spot.segment.number > 0 and last.quantity.unit == spot.first.unit
    if not alike or spot.says or not is_field(*_without_level(spot)):
        return None
    first, end = last.metric[-1]
    verb = _EXCEEDS.match(spot.view, first, end)
    if verb is None:
        return None
    metric = (*last.metric[:-1], verb.span(), spot.head)
    return Draft(spot.first, spot.clause, last.tail, metric, last.topic, subject=last.subject)


def compared_with_each(state: State, spot: Spot) -> Iterator[Draft]:
    """增速分别高于全国、全省1.2个和0.5个百分点: each number with its own of the places behind 高于."""
    verb = _EXCEEDS.search(spot.view, *spot.head)
    if verb is None or len(spot.group) == 1:
        return
    begin, end = verb.end(), _without_level(spot)[2]
    marks = [mark.span() for mark in _MARK.finditer(spot.view, begin, end)]
    places = [*zip([begin, *(m[1] for m in marks)], [*(m[0] for m in marks), end], strict=True)]
    if len(places) != len(spot.group) or not all(is_field(spot.view, *place) for place in places):
        return
    topic, source = topic_of(state, spot)
    stop = trim_tail(spot.view, spot.head[0], _before_each(spot, verb.start()))
    told = pieces(spot.view, spot.head[0], stop)
    name = (*topic, *(source.tail.kept if source and not told else ()), *told)
    tail = replace(spot.tail, compares=True, direction=_direction(verb[0]), decisive=verb.span())
    for quantity, place in zip(spot.group, places, strict=True):
        yield Draft(quantity, spot.clause, tail, (*name, verb.span(), place), name)


def _before_each(spot: Spot, end: int) -> int:
    return end - len(_EACH) * spot.view.startswith(_EACH, end - len(_EACH))


def _direction(verb: str) -> Direction:
    return "up" if verb[0] in UPWARD else "down"


def _without_level(spot: Spot) -> tuple[View, int, int]:
    """全省 of 全省平均水平."""
    level = metric_ending("planned").search(spot.view, *spot.head)
    return spot.view, spot.head[0], level.start() if level else spot.head[1]
