"""Doubtful place names that their surroundings make sure: in a list of places, before a place, at the head
of a longer name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.tagging.found import Found
from pipeline.tagging.grammar import is_generic
from pipeline.tagging.organisations import KNOWN, MAYBE
from pipeline.tagging.parts import parts
from pipeline.tagging.places import known_places

_PROMOTED = 0.8
_DOUBTFUL = 0.35  # weak names; common words need more than a neighbour
_LEAST_BEHIND = 2
_NAMING = frozenset({"names", "organisations", "facilities"})
_SEAT = re.compile(parts("branch at a seat"))
_LANDFORMS = frozenset("塘湖湾山岭沟峪")
_SEPARATOR = re.compile("[、—－-]|和|与|及|至")


def promote(text: str, candidates: Sequence[Found]) -> Iterator[Found]:
    """A second, surer candidate for each weak place name that stands in a row with a sure place or begins a
    longer name."""
    places = [one for one in candidates if one.label == "LOC" and one.source == "gazetteer"]
    by_start = {one.start: one for one in places}
    by_end = {one.end: one for one in places}
    sure = {
        one.place
        for one in candidates
        if one.label == "LOC"
        and (one.score >= _PROMOTED or one.source == "gazetteer")
        and one.score >= _DOUBTFUL
    }
    named = [one for one in candidates if one.source == "names" and one.end - one.start > 2]
    for one in places:
        if one.score >= _PROMOTED or is_generic(text[one.start : one.end]):
            continue
        if text[one.end : one.end + 1] in _LANDFORMS and text[one.start : one.end + 1] not in known_places():
            continue  # 某梅|塘货运中心
        least = one.end + (2 if one.score >= _DOUBTFUL else 3)
        pair = known_places()[text[one.start : one.end]].kind == "pair"
        starts = {one.start, by_end[one.start].start} if pair and one.start in by_end else {one.start}
        heads = any(
            other.start in starts and other.end >= least and (pair or other.label == "LOC") for other in named
        )
        seat = _SEAT.match(text, one.end) is not None and any(
            other.end > one.end and other.start < one.start for other in named
        )
        if heads or seat or (one.score >= _DOUBTFUL and _in_row(text, one, by_start, by_end, sure)):
            yield replace(one, score=_PROMOTED)


def promote_firms(text: str, candidates: Sequence[Found]) -> Iterator[Found]:
    """A surer candidate for each doubtful name of a firm or university at the head of a longer name
    (某电|某江电厂) or in a row of organisations (甲大、乙大)."""
    named = [one for one in candidates if one.source in _NAMING]
    heads: dict[int, int] = {}
    for one in named:
        heads[one.start] = max(one.end, heads.get(one.start, 0))
    sure = [one for one in named if one.label == "ORG" and one.score >= _PROMOTED]
    starts, ends = {one.start for one in sure}, {one.end for one in sure}
    for one in candidates:
        if one.source != "organisations" or one.score != MAYBE or one.label != "ORG":
            continue
        row = text[one.end : one.end + 1] == "、" and one.end + 1 in starts
        row = row or (text[one.start - 1 : one.start] == "、" and one.start - 1 in ends)
        end = heads.get(one.start, 0)
        if row or (end >= one.end + _LEAST_BEHIND and not is_generic(text[one.end : end])):
            yield replace(one, score=KNOWN)


def _in_row(
    text: str, one: Found, by_start: dict[int, Found], by_end: dict[int, Found], sure: set[tuple[int, int]]
) -> bool:
    after = by_start.get(one.end + 1) if _SEPARATOR.fullmatch(text[one.end : one.end + 1]) else None
    before = by_end.get(one.start - 1) if _SEPARATOR.fullmatch(text[one.start - 1 : one.start]) else None
    closed = (
        one.end == len(text)
        or not ("一" <= text[one.end] <= "鿿")
        or after is not None
        or text[one.end] in "等两三四"
    )
    return closed and any(other is not None and other.place in sure for other in (after, before))
