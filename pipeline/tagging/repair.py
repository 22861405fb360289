"""Spans of the statistical component made to fit the guidelines: brackets and quotation marks, class names,
某地至某地."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from models.vocabularies import words
from pipeline.tagging.found import Found
from pipeline.tagging.grammar import balanced, ends_inside_word, is_generic, opens_generic, stops, suffixes
from pipeline.tagging.overlaps import Overlaps
from pipeline.tagging.places import SURE, WEAK, known_places
from pipeline.tagging.sections import section_cut

_ROUTE = re.compile("^([一-鿿]{2,6})至([一-鿿]{2,6})$")
_WAY = re.compile("(?:线|路|高速|高铁|段|铁|轨|道|廊|圈|带|桥|隧)$")
_ROAD_AHEAD = re.compile("等?(?:\\d+条)?(?:高速|公路|铁路|高铁|段)")
_JOINED = re.compile("[（(级域城]|[东西南北中新老](?:部|片|区|园|城|岸)")
_OWNED = re.compile("商会|公司|集团|大学|学院|医院|协会")
_STREET = re.compile("(?:路|街|巷|大道)$")
_DIVISIONS = frozenset({"province", "city", "county"})
_KNOWN = 0.89
NAMED: Final = frozenset({"ORG", "LOC"})
LONGEST_NAME: Final = 80
"""The longest names of bodies have some 50 characters; hundreds without a mark between are no name."""
_MARKS = "·“”‘’「」『』\"'、，。；：《》"
_LEVEL_WORD = re.compile("^(?:财政|预算|国营|企业|级|直属|转移支付|和地方|、地方|、省|和省|单位|部委|层面)")


def repair(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Each span as it should be, or none: 中央 before 财政, a bare kind of thing (数据中心), half a
    bracket."""
    found = [one for one in found if one.label not in NAMED or one.end - one.start <= LONGEST_NAME]
    roads = Overlaps.of(
        one
        for one in found
        if one.source == "names" and one.label == "LOC" and _STREET.search(text, one.start, one.end)
    )
    known = _reach(one for one in found if one.source == "organisations" and one.score >= _KNOWN)
    for one in found:
        if one.source == "gazetteer" and any(
            road.holds(one) and road.start < one.start for road in roads.near(one)
        ):
            continue  # 河南 in 护城河南路
        if one.source != "names":
            yield one
        elif known.get(one.start, 0) <= one.end or _sure_place(text[one.start : one.end]):
            yield from _repaired(text, _trimmed(text, one))


def _reach(found: Iterable[Found]) -> dict[int, int]:
    """How far the longest span from each start reaches."""
    ends: dict[int, int] = {}
    for one in found:
        ends[one.start] = max(one.end, ends.get(one.start, 0))
    return ends


def _sure_place(name: str) -> bool:
    """Whether a name is a place that bodies are called after (中国 in 中国移动), not the head of a brand
    (阿里 in 阿里云)."""
    place = known_places().get(name)
    return (
        place is not None
        and place.score > _KNOWN
        and not any(phrase.startswith(name) for phrase in words("place_traps", "phrase"))
    )


def _trimmed(text: str, one: Found) -> Found:
    """Without marks at its ends and brackets that it does not close."""
    start, end = one.start, one.end
    while start < end and (
        text[start] in _MARKS
        or (text[start] in "）)")
        or (text[start] in "（(" and not balanced(text[start:end]))
    ):
        start += 1
    while start < end and (
        text[end - 1] in _MARKS
        or (text[end - 1] in "（(")
        or (text[end - 1] in "）)" and not balanced(text[start:end]))
    ):
        end -= 1
    return replace(one, start=start, end=end)


def _repaired(text: str, one: Found) -> Iterator[Found]:
    name = text[one.start : one.end]
    if not name or not balanced(name) or _is_no_name(text, one, name):
        return
    sections = section_cut(text, one)
    if sections is not None:
        yield from sections
        return
    verb = _verb_in(name)
    if verb and (name[:verb] in known_places() or text[one.start - 1 : one.start] == "、"):
        yield replace(one, end=one.start + verb)
        return
    cut = _route_cut(text, one, name) or _address_cut(one, name)
    if cut is None:
        yield one
    else:
        yield replace(one, end=one.start + cut[0])
        yield replace(one, start=one.start + cut[1])


def _verb_in(name: str) -> int:
    """Where a verb stands behind two to four characters, followed by more than a suffix; 0 when there is
    none."""
    for match in stops().finditer(name, 2, len(name) - 2):
        rest = name[match.end() :]
        if len(match[0]) > 1 and match.start() <= 4 and rest not in suffixes():
            return match.start()
    return 0


def _route_cut(text: str, one: Found, name: str) -> tuple[int, int] | None:
    """Two places, unless what follows makes them one road."""
    route = _ROUTE.match(name)
    if one.label != "LOC" or route is None or _WAY.search(name) or _ROAD_AHEAD.match(text, one.end):
        return None
    return route.end(1), route.start(2)


def _address_cut(one: Found, name: str) -> tuple[int, int] | None:
    """A county or town before something that bears a name of its own; 某县工业园区 stays whole."""
    if one.label != "LOC":
        return None
    if end := _short_address(name):
        return end, end
    for end in range(min(len(name) - 3, 8), 2, -1):
        place = known_places().get(name[:end])
        if place and place.whole and place.kind in {"city", "county"} and place.score > 0.9:
            return (
                None
                if opens_generic(name[end:]) or _JOINED.match(name, end) or _OWNED.search(name, end)
                else (end, end)
            )
    return None


def _short_address(name: str) -> int:
    """Where the short form of a division ends before a hill or reservoir with a name of its own: 某溪|大觉山.

    Bridges, airports and zones keep the place as part of their name (vocabulary/address_tails.csv).
    """
    tail = next((name[at:] for at in range(3, len(name)) if name[at:] in words("address_tails")), "")
    for end in range(min(len(name) - len(tail) - 1, 6), 1, -1) if tail else ():
        place = known_places().get(name[:end])
        stem = name[end : len(name) - len(tail)]
        if place and place.kind in _DIVISIONS and place.score >= (SURE if len(stem) == 1 else WEAK):
            return 0 if opens_generic(name[end:]) or is_generic(stem) or _JOINED.match(name, end) else end
    return 0


def _is_no_name(text: str, one: Found, name: str) -> bool:
    if name == "中央":
        return _LEVEL_WORD.match(text[one.end : one.end + 5]) is not None
    return (
        name in words("class_names")
        or name in words("place_traps", "phrase")
        or ends_inside_word(text, one.start, one.end)
    )
