"""Sections of roads and rivers: 某高速某某段 is one place with the other inside, 某铁路甲至乙段 is three."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.tagging.found import Found
from pipeline.tagging.parts import parts
from pipeline.tagging.stems import names_place

SOURCE = "nesting"
_WAY = rf"(?:{parts('road or railway')}|{parts('other way')}|[国省县]道|[路线江河]|[GSXY]\d{{1,4}})"
# 石沱高速, G999, 石沱河
_CALLED = re.compile(_WAY + "$")
# 石沱段, 西段
_SECTION = re.compile("(?P<of>(?:(?!至)[一-鿿]){2,4})段|(?P<side>[东西南北中]{1,2}段)")
# G999线石沱段
_ROAD_OF = re.compile(rf"(?P<way>[一-鿿A-Z0-9]*{_WAY})[（(]?(?P<of>[一-鿿]{{1,4}})段[）)]?")
# 兰州至天水段
_BETWEEN = re.compile("(?P<first>[一-鿿]{2,4})至(?P<last>[一-鿿]{2,4})段")
_INNER_WAY = re.compile(parts("road or railway"))  # 甲至乙高铁某市段 is no end of a section
_SIDES = re.compile("^[东西南北中上下]+$|延$|境$")
_TO = "[至到—－-]"
_FROM_TO = re.compile(
    rf"(?:(?P<way>.*{_WAY}))?(?P<first>[一-鿿]{{2,6}}){_TO}(?P<last>[一-鿿]{{2,6}})段(?:公路)?"
)
_LAST = re.compile("[一-鿿]{2,6}段")
_BEHIND = re.compile(f"(?:{_TO}|{_WAY})$")
_WHOLE, _END, _PART = 0.95, 0.9, 0.65


def find_sections(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """A road with its section behind it as one, and the place inside, for each road of a text.

    What stands before 段 must be a place by somebody's word, or a side (西段): 共线段 is no section.
    """
    places = {one.place for one in found if one.label == "LOC"}
    yield from _parts(text, found, places)
    for way in {one.place: one for one in found if _is_way(text, one)}.values():
        if between := _BETWEEN.match(text, way.end):
            ends = [between.span(end) for end in ("first", "last")]
            if all(end in places or names_place(text[slice(*end)]) for end in ends):
                yield from (Found(*end, "LOC", SOURCE, _END) for end in ends)
            continue
        match = _SECTION.match(text, way.end)
        if match is None:
            continue
        if match["of"]:
            inner, section = match.span("of"), match.span()
            if inner not in places and section not in places and not _names_part(match["of"]):
                continue
            yield Found(*inner, "LOC", SOURCE, _PART)
        yield Found(way.start, match.end(), "LOC", SOURCE, _WHOLE)


def _parts(text: str, found: Sequence[Found], places: set[tuple[int, int]]) -> Iterator[Found]:
    """The place inside a section that somebody found as one name."""
    for one in {one.place: one for one in found if one.label == "LOC"}.values():
        match = _ROAD_OF.fullmatch(text, one.start, one.end)
        if match and (match.span("of") in places or _names_part(match["of"])):
            yield Found(*match.span("of"), "LOC", SOURCE, _PART)


def _names_part(of: str) -> bool:
    """Whether a part is called after a place, not after a side of the whole (中北段, 南延段)."""
    return len(of) > 1 and of[0] not in _TO and _SIDES.search(of) is None and names_place(of)


def _is_way(text: str, one: Found) -> bool:
    return (
        one.label == "LOC"
        and (one.source != "gazetteer" or text[one.end - 1] in "江河")
        and _CALLED.search(text, one.start, one.end) is not None
    )


def section_cut(text: str, one: Found) -> list[Found] | None:
    """The places of 甲至乙段, the road before them too; 某某 of 某高速|某某段; None where the name is no such
    thing."""
    name = text[one.start : one.end]
    if one.label != "LOC" or not name.endswith(("段", "段公路")):
        return None
    if (match := _FROM_TO.fullmatch(name)) and _INNER_WAY.search(match["last"]) is None:
        spans = [match.span(part) for part in ("way", "first", "last") if match[part]]
        return [replace(one, start=one.start + start, end=one.start + end) for start, end in spans]
    if (
        _LAST.fullmatch(name)
        and _INNER_WAY.search(name) is None
        and _BEHIND.search(text, max(0, one.start - 5), one.start)
    ):
        return [replace(one, end=one.end - 1)]
    return None
