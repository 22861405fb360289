"""Names inside names that no other component proposes: 某湾 in 某湾工业区, 某医院 in 某医院东院区, 某园区 in
某园区管委会."""

import re
from collections.abc import Iterator, Sequence

from pipeline.tagging.found import Found
from pipeline.tagging.grammar import balanced, endings, is_generic
from pipeline.tagging.overlaps import Overlaps
from pipeline.tagging.parts import parts
from pipeline.tagging.places import SURE, city_characters, known_places

SOURCE = "nesting"
# 石沱湾 of 石沱湾工业区
_FEATURE = re.compile("^[一-鿿]{1,3}[山湾河湖江岛溪洲岭峡](?=[一-鿿A-Za-z0-9]{2,})")
# 兰天 of 兰天高铁
_ROUTE = re.compile(f"^[一-鿿]{{2}}(?=(?:城际)?(?:{parts('way of a pair')})$)")
# 兰天银 of 兰天银城际铁路
_CITIES = re.compile(f"^[一-鿿]{{2,5}}(?=(?:{parts('way of cities')})$)")
_GOVERNED = re.compile(f"(?:{parts('governing body')})$")
_ZONE = re.compile(f"(?:{parts('governed place')})$")
_OWNER = re.compile(f"(?:{parts('owner')})$")
_UNIT = re.compile(f"(?:{parts('unit')}|附属[一-鿿]*医院)$")
# 石沱集团|有限公司 is one firm
_LEGAL = re.compile(f"(?:{parts('legal form')})*公司")
_SHORT_OWNER = re.compile(
    f"国务院(?=[一-鿿]{{0,8}}办公[厅室]$)|[省市县区州][一二三四五六七八九十]院(?=[一-鿿]{{0,4}}(?:{parts('unit')})$)"
)
_BRANCH = re.compile(f"(?:{parts('branch')})$")
# 石沱 of 石沱热电厂
_SEAT = re.compile(f"^[一-鿿]{{2}}(?=(?:{parts('works')})$)")
# 北部片区 of a zone; not 园区级
_PART = re.compile(f"(?:[东西南北中])?(?:{parts('part of a zone')})(?![一-鿿]?[级化])")
# 中国香港, 中国台湾地区
_OF_CHINA = re.compile(f"中国(?:{parts('region of its own')})(?:特别行政区|地区)?")
_LEVELS = frozenset({"自治区", "自治州", "自治县", "自治旗"})  # 自治区 in 自治区党委 says which level
_FIRST, _SECOND = 0.75, 0.65
_EXTENDED = 0.9


def find_nested(text: str, names: Sequence[Found], places: Sequence[Found]) -> Iterator[Found]:
    """Candidates inside each of the names; `places` are those of the gazetteer."""
    sure = [one for one in places if one.score >= SURE]
    yield from _with_firm(text, names)
    yield from (Found(*match.span(), "LOC", SOURCE, SURE) for match in _OF_CHINA.finditer(text))
    divisions = {one.place for one in sure}
    nearby, sure_nearby = Overlaps.of(places), Overlaps.of(sure)
    for one in {
        found.place: found
        for found in names
        if found.label in {"ORG", "LOC"} and found.place not in divisions
    }.values():
        inside = [place for place in sure_nearby.near(one) if one.holds(place)]
        yield from _feature(text, one, inside, nearby.near(one))
        yield from _seat(text, one, inside)
        yield from _extended(text, one, divisions)
        yield from _governed(text, one, divisions)
        yield from _owner(text, one)
        yield from _brand(text, one, inside)


def _feature(text: str, one: Found, inside: Sequence[Found], places: Sequence[Found]) -> Iterator[Found]:
    """A hill or bay at the beginning or behind the first place of a longer name."""
    if one.label != "LOC":
        return
    start = next((place.end for place in inside if place.start == one.start), one.start)
    match = _FEATURE.match(text[start : one.end])
    if (
        match
        and len(match[0]) >= 2
        and not is_generic(match[0])
        and not any(place.start < start + match.end() and start < place.end for place in places)
    ):
        yield Found(start, start + match.end(), "LOC", SOURCE, _SECOND)


def _seat(text: str, one: Found, inside: Sequence[Found]) -> Iterator[Found]:
    """The two ends of a railway or motorway (津潍 in 津潍高铁), the place a works or an industrial area is
    called after."""
    if one.label != "LOC":
        return
    name = text[one.start : one.end]
    cities = _CITIES.match(name)
    named = cities is not None and cities[0] not in known_places() and city_characters().issuperset(cities[0])
    match = cities if named else _ROUTE.match(name) or _SEAT.match(name)
    if (
        match
        and not is_generic(match[0])
        and not any(place.start < one.start + match.end() for place in inside)
    ):
        yield Found(one.start, one.start + match.end(), "LOC", SOURCE, _FIRST)


def _extended(text: str, one: Found, divisions: set[tuple[int, int]]) -> Iterator[Found]:
    """A zone with the part of it that cannot stand alone: 某园区核心区."""
    if (
        one.label != "LOC"
        or one.source not in {"names", "harvest"}
        or one.place in divisions
        or not _ZONE.search(text, one.end - 1, one.end)
    ):
        return
    if part := _PART.match(text, one.end):
        yield Found(one.start, part.end(), "LOC", SOURCE, _EXTENDED)
        yield Found(one.start, one.end, "LOC", SOURCE, _SECOND)


def _with_firm(text: str, names: Sequence[Found]) -> Iterator[Found]:
    """A branch that begins with its place, together with the firm that stands before it:
    某科|华南研发中心."""
    ends = {one.end: one for one in names if one.source in {"names", "harvest"} and one.end - one.start >= 2}
    for branch in names:
        if (
            branch.source == "organisations"
            and branch.label == "ORG"
            and _BRANCH.search(text, branch.start, branch.end)
            and branch.start in ends
        ):
            firm = ends[branch.start]
            yield Found(firm.start, branch.end, "ORG", SOURCE, _EXTENDED)
            yield Found(firm.start, firm.end, "ORG", SOURCE, _SECOND)


def _governed(text: str, one: Found, divisions: set[tuple[int, int]]) -> Iterator[Found]:
    """The zone or town a body governs."""
    match = _GOVERNED.search(text[one.start : one.end]) if one.label == "ORG" else None
    if match and match.start() >= 3 and (one.start, one.start + match.start()) not in divisions:
        place = text[one.start : one.start + match.start()]
        if _ZONE.search(place) and not is_generic(place) and place not in _LEVELS:
            yield Found(one.start, one.start + match.start(), "LOC", SOURCE, _FIRST)


def _owner(text: str, one: Found) -> Iterator[Found]:
    """The body a unit belongs to: 某大学 in 某大学附属医院, 某部 in 某部某司."""
    name = text[one.start : one.end]
    if not _UNIT.search(name):
        return
    if short := _SHORT_OWNER.match(name):
        yield Found(one.start, one.start + short.end(), "ORG", SOURCE, _SECOND)
    ends = [
        ending.end for ending in endings(name) if ending.suffix.label == "ORG" and len(name) - ending.end >= 2
    ]
    for end in ends:
        unit = _UNIT.search(name[end:]) and not _LEGAL.fullmatch(name, end)
        if _OWNER.search(name[:end]) and unit and end >= 4 and balanced(name[:end]):
            yield Found(one.start, one.start + end, "ORG", SOURCE, _SECOND)


def _opens_with_pair(head: str) -> bool:
    """Whether two countries by one character each stand there: no brand."""
    place = known_places().get(head[:2])
    return place is not None and place.kind == "pair"


def _brand(text: str, one: Found, inside: Sequence[Found]) -> Iterator[Found]:
    """The firm before a place in its branch's name: 某科 in 某科华南研发中心."""
    if one.label != "ORG" or not _BRANCH.search(text[one.start : one.end]):
        return
    for place in inside:
        head = text[one.start : place.start].rstrip("—－-·")
        if _opens_with_pair(head):
            return  # 中某|设计创新某省中心
        if (
            2 <= len(head) <= 8
            and not re.search("[（(]", head)
            and not is_generic(head)
            and place.end < one.end
        ):
            yield Found(one.start, one.start + len(head), "ORG", SOURCE, _SECOND)
            return
        bracketed = re.fullmatch("([一-鿿A-Za-z]{2,6})[（(]", head)
        if bracketed and not is_generic(bracketed[1]) and not text[one.start : one.end].endswith("公司"):
            yield Found(one.start, one.start + len(bracketed[1]), "ORG", SOURCE, _SECOND)
            return
