"""Names that go on behind a bracket or a dash: 某大学（某市）, 甲城—乙城合作区."""

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.tagging.found import Found
from pipeline.tagging.grammar import is_class, stops, strip_starts
from pipeline.tagging.overlaps import Overlaps
from pipeline.tagging.parts import parts
from pipeline.tagging.places import SURE, known_places
from pipeline.tagging.word_borders import splits_word

_BRANCH = re.compile(f"(?:{parts('seat in brackets')})$")
# 石沱大学（兰州）
_SEAT = re.compile("[（(]([一-鿿]{2,4})[）)]")
# 石沱运河（兰州段）
_SECTION = re.compile("[（(][一-鿿]{2,4}段[）)]")
_WAY = re.compile(f"(?:{parts('way with a section')})$")
_BELT = re.compile(f"(?:{parts('belt of two cities')})$")
_PART = re.compile(parts("part behind a zone"))  # 某试验区|某市片区
_OWNER = re.compile(f"(?:{parts('owner of a base')})$")
_UNIT = re.compile(rf"[一-鿿]{{0,8}}?(?:{parts('base', longest_first=False)})")
# 石沱大学材料学院
_COLLEGE = re.compile("[一-鿿]{2,8}?学院")
# 石沱集团总部大楼
_BUILDING = re.compile(parts("building of a firm"))
_DASHES = frozenset("—－-–")
_ENDS_WAY = re.compile(f"[一-鿿]{{2,4}}(?:{parts('way between two places')})")
# 石沱高速G999
_NUMBER = re.compile("(?<![A-Za-z0-9])[GSXY]\\d{1,4}$")
_NUMBERED = re.compile(f"(?:(?!至)[一-鿿]){{2,5}}(?:{parts('numbered way')})")
_MAIN_WAY = re.compile(f"(?:{parts('main way')})$")
# 石沱高速兰州支线
_BRANCH_WAY = re.compile(f"(?:(?!至)[一-鿿]){{2,4}}(?:{parts('branch way')})")
_WORKS = re.compile(parts("works behind a place"))
_NUMBERED_BODY = re.compile("第[一二三四五六七八九十]")
_AIRPORT = re.compile("国际机场$")
_FOREIGN = re.compile("[市州省郡]")
_OF_MANY_HOUSES = frozenset("院校学所心局")
_LONGEST_FOREIGN, _LONGEST_PLACE = 6, 5
_WHOLE = 0.95
_HAN = re.compile("[一-鿿·]*")


def joined(text: str, found: Iterable[Found]) -> list[Found]:
    """The candidates, those of the statistical component with the place in brackets behind them, or with the
    place before a dash."""
    every = list(found)
    ends = {one.end: one for one in every if one.label == "LOC" and one.source in {"names", "gazetteer"}}
    places = {one.start: one for one in every if one.source == "gazetteer" and one.score >= SURE}
    listed = Overlaps.of(places.values())
    return [
        _joined(text, _listed(text, one, listed), ends, places) if one.source == "names" else one
        for one in every
    ]


def _listed(text: str, one: Found, places: Overlaps) -> Found:
    """The place of the list of which the end alone was found: 南|黄海, but not 加大|珠三角."""
    wider = (place for place in places.near(one) if place.end == one.end and place.start < one.start)
    place = next(wider, None) if one.label == "LOC" else None
    return one if place is None or splits_word(text, *place.place) else replace(one, start=place.start)


def _joined(text: str, one: Found, ends: dict[int, Found], places: dict[int, Found]) -> Found:
    if one.label == "LOC":
        one = _airport(text, _dashed(text, _road(text, one, ends), ends), ends)
    if (owner := _owner(text, one, ends)) is not None:
        one = replace(one, start=owner.start)
    if one.label == "LOC" and _FOREIGN.match(text, one.end - 1):
        one = _foreign(text, one, ends)
    seat = _SEAT.match(text, one.end)
    if seat and _BRANCH.search(text, one.start, one.end):
        place = known_places().get(seat[1])
        if place is not None and place.score >= SURE:
            return replace(one, end=seat.end())
    if (section := _SECTION.match(text, one.end)) and _WAY.search(text, one.start, one.end):
        return replace(one, end=section.end())
    if one.label == "LOC" and text.endswith("区", one.start, one.end) and (behind := places.get(one.end)):
        part = _PART.match(text, behind.end)
        return replace(one, end=part.end()) if part else one
    if house := _building(text, one):
        return replace(one, end=house.end(), label="LOC")
    if one.label == "ORG" and _OWNER.search(text, one.start, one.end):
        return replace(one, end=_unit_end(text, one, places.get(one.end)))
    return one


def _building(text: str, one: Found) -> re.Match[str] | None:
    """The house of a firm that goes on from its name; those of a hospital or school have no names."""
    if one.label != "ORG" or text[one.end - 1] in _OF_MANY_HOUSES:
        return None
    return _BUILDING.match(text, one.end)


def _road(text: str, one: Found, ends: dict[int, Found]) -> Found:
    """A road with its number (S999|甲乙路), a branch with the road it leaves (甲乙高速|某某支线), a
    sluice with its place (某口|节制闸), which is no province."""
    if _NUMBERED.fullmatch(text, one.start, one.end):
        number = _NUMBER.search(text, max(0, one.start - 5), one.start)
        return replace(one, start=number.start()) if number else one
    if works := _WORKS.match(text, one.end):
        place = known_places().get(text[one.start : one.end])
        wide = place is not None and place.kind == "province"
        return one if wide or text[one.end - 1] == "段" else replace(one, end=works.end())
    main = ends.get(one.start)
    if main is not None and _BRANCH_WAY.fullmatch(text, one.start, one.end):
        return replace(one, start=main.start) if _MAIN_WAY.search(text, main.start, main.end) else one
    return one


def _airport(text: str, one: Found, ends: dict[int, Found]) -> Found:
    """An airport with its city: 兰州|石沱国际机场."""
    city = ends.get(one.start)
    place = known_places().get(text[city.start : city.end]) if city else None
    of_city = place is not None and (place.kind == "city" or place.full.endswith("市"))
    return replace(one, start=city.start) if city and of_city and _AIRPORT.search(text, *one.place) else one


def _dashed(text: str, one: Found, ends: dict[int, Found]) -> Found:
    """With the place before a dash, where that makes one name."""
    first = ends.get(one.start - 1) if text[one.start - 1 : one.start] in _DASHES else None
    joined_by_dash = first is not None and _is_joined_by_dash(text, one, first)
    return replace(one, start=first.start) if first is not None and joined_by_dash else one


def _owner(text: str, one: Found, ends: dict[int, Found]) -> Found | None:
    """The county or city before a body that has no name of its own: 某县|第二人民医院, 某市|博物馆."""
    owner, name = ends.get(one.start), text[one.start : one.end]
    if owner is None or one.label != "ORG" or text[owner.end - 1] not in "市县区旗":
        return None
    if not (_NUMBERED_BODY.match(name) or is_class(name)):
        return None
    place = known_places().get(text[owner.start : owner.end])
    return owner if place is not None and place.kind in {"city", "county"} else None


def _is_joined_by_dash(text: str, one: Found, first: Found) -> bool:
    """A belt of two cities (甲城—乙城合作区), a railway or motorway between two places (甲城—乙城高铁)."""
    if _ENDS_WAY.fullmatch(text, one.start, one.end):
        return first.end - first.start <= _LONGEST_PLACE
    return _BELT.search(text, one.start, one.end) is not None


def _foreign(text: str, one: Found, places: dict[int, Found]) -> Found:
    """A city abroad from its country on (某国|某某莫市), of which the end alone was found."""
    for end in range(one.start, max(0, one.start - _LONGEST_FOREIGN), -1):
        place = places.get(end)
        named = known_places().get(text[place.start : end]) if place else None
        if named is not None and named.kind == "country" and named.name != "中国":
            return replace(one, start=end, score=_WHOLE) if _HAN.fullmatch(text, end, one.start) else one
    return one


def _unit_end(text: str, one: Found, place: Found | None) -> int:
    """Where the unit of a body that is called after a place ends, or the school of a university:
    某实验室|某市基地, 某大学|集成电路学院."""
    unit = None
    if place is not None:
        unit = _UNIT.match(text, place.end)
    elif text.endswith("大学", one.start, one.end):
        unit = _COLLEGE.match(text, one.end)
    if unit is None or stops().search(unit[0]) or strip_starts(unit[0], 0, len(unit[0])):
        return one.end
    return unit.end()
