"""Names that go on behind a bracket or a dash: 某大学（某市）, 甲城—乙城合作区."""

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.tagging.found import Found
from pipeline.tagging.places import SURE, known_places

_BRANCH = re.compile(
    "(?:中心|大学|学院|研究院|研究所|实验室|公司|医院|集团|基地|示范区|试验区|合作区|新区|片区|[公园]园区?|产业园)$"
)
_SEAT = re.compile("[（(]([一-鿿]{2,4})[）)]")
_BELT = re.compile("(?:公园|植物园|带|走廊|经济圈|发展区|合作区|示范区|试验区|核心区|引领区|产业园)$")
_DASHES = frozenset("—－-–")


def joined(text: str, found: Iterable[Found]) -> list[Found]:
    """The candidates, those of the statistical component with the place in brackets behind them, or with the
    place before a dash."""
    every = list(found)
    ends = {one.end: one for one in every if one.label == "LOC" and one.source in {"names", "gazetteer"}}
    return [_joined(text, one, ends) if one.source == "names" else one for one in every]


def _joined(text: str, one: Found, ends: dict[int, Found]) -> Found:
    if one.label == "LOC" and text[one.start - 1 : one.start] in _DASHES:
        first = ends.get(one.start - 1)
        if first is not None and _BELT.search(text, one.start, one.end):
            one = replace(one, start=first.start)
    seat = _SEAT.match(text, one.end)
    if seat and _BRANCH.search(text, one.start, one.end):
        place = known_places().get(seat[1])
        if place is not None and place.score >= SURE:
            return replace(one, end=seat.end())
    return one
