"""What a facility is called after: 某某 in 某某水库, the ends of a railway in 甲乙丙高铁."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from models.vocabularies import words
from pipeline.names.lexicon import is_place_name
from pipeline.names.trie import code_points
from pipeline.names.words import CLASSES, is_seldom, words_of
from pipeline.tagging.found import Found
from pipeline.tagging.grammar import is_class, is_generic
from pipeline.tagging.overlaps import Overlaps
from pipeline.tagging.parts import parts
from pipeline.tagging.places import SURE, WEAK, city_characters, known_places, province_forms

SOURCE = "nesting"
_SURE, _LIKELY = 0.75, 0.65
# 石沱山, 石沱屯: as villages and hills are called
_LANDFORM = re.compile("^[一-鿿]{1,3}[山海湖湾河江溪峡岭岛洲塘坝沟口屯庄堡峪坪埠洋坊井]$")
# 石沱大道; not 铁路, 公路
_STREET = re.compile("(?:大道|[街巷]|(?<![铁公速])路)$")
_SIDE = re.compile("[东西南北中][部站城片岸]|站[东西南北前后]")  # 东部 in 某市东部新城 names no place
_JOINTS = frozenset("至到经与和及")  # 至某城 in 某州至某城高速公路
_NAMING = frozenset({CLASSES.index(kind) for kind in ("place", "proper")})
_PERSON, _NOUN = CLASSES.index("person"), CLASSES.index("noun")
_PAIR, _LONG = 2, 3
_STEM = re.compile("[一-鿿]{2,4}")
_DIVISIONS = frozenset({"province", "city", "county"})
_CAMPUS = re.compile(f"(?:{parts('campus')})$")
_END = "(?:(?!至)[一-鿿]){2,4}?"
_TO = "(?:经|[至到—―－-]{1,2})"
# 兰州经银川至天水高速公路, 兰州—银川—天水成品油管道
_ROUTE = re.compile(
    f"(?P<ends>{_END}(?:{_TO}{_END})+)"
    "(?:[（(](?P<within>[一-鿿]{2,4}?)境?[）)])?"
    f"(?:{parts('kind of way')})*(?:{parts('way by its ends')})$"
)
_BETWEEN = re.compile(_TO)
_JOINED = re.compile(f"{_END}(?:{_TO}{_END})+")
# 石沱港兰州港区天水码头
_IN_PORT = re.compile(f"(?<=港)(?P<of>[一-鿿]{{2,3}}?)(?:{parts('part of a port')})")
_SCHOOLS = frozenset("院大学校中")  # 某大美院|某某校区
_SIDES = frozenset("东西南北中新老")
_TYPE = re.compile("[（(][ABC]型[）)]$")
_LEVELS = frozenset("省市县区州")  # 市中医院 is not of 市中
_SCHOOL = re.compile(
    f"第?[一二三四五六七八九十]{{1,2}}(?:{parts('numbered school')})"
    "|[实高]验?[一-鿿]{0,2}[中小]学[一-鿿]{0,4}|[一-鿿]{0,2}总?厂"
)
# 石沱海关, 石沱师范学院: bodies that are called after their place
_ZONE = re.compile(f"(?:{parts('zone called after its place')})$")
# 石沱地铁3号线
_METRO = re.compile(f"(?P<of>[一-鿿]{{2,3}}?)(?:{parts('railway in a city')})[0-9一二三四五六七八九十]+号线")
_BELT = re.compile(
    f"(?P<ends>{_END}(?:[—―－-]{{1,2}}{_END})+)[一-鿿]{{0,6}}(?:{parts('belt of two cities')})$"
)
_CALLED = re.compile(parts("body called after its place"))
_HAN = re.compile("[一-鿿]")
_BRACKETED = re.compile("[（(]([一-鿿]{2,3})[）)]")


def find_stems(text: str, names: Sequence[Found], places: Sequence[Found]) -> Iterator[Found]:
    """A place inside each name of a facility that begins with one no list of divisions has; `places` are
    those of the gazetteer.

    A stem that is a plain word counts for nothing (胜利机场 is called after no place); one that holds such a
    word does when a township bears it or it ends like a landform.
    """
    divisions = {one.place for one in places}
    near = Overlaps.of(
        [*places, *(one for one in names if one.label == "ORG" and one.source == "organisations")]
    )
    read = {one.start: one.end for one in names if one.source == "names"}
    for one in {found.place: found for found in names if found.label in {"LOC", "ORG"}}.values():
        cut_off = one.end <= read.get(one.start - 1, 0)  # 某坊隧道 where the network has 如某坊隧道
        if one.label == "LOC" and one.place not in divisions and not cut_off:
            yield from _stem(text, one, near)
        if one.label == "ORG" and (end := _county(text[one.start : one.end])):
            yield Found(one.start, one.start + end, "LOC", SOURCE, _SURE)
        yield from _bracketed(text, one)
        yield from _parts_of(text, one)


def _stem(text: str, one: Found, places: Overlaps) -> Iterator[Found]:
    near = places.near(one)
    for start, sure in _beginnings(one, near):
        end = start + _stem_length(text[start : one.end])
        known = _is_known(text[start:end]) or _is_word(text[start:end])
        if end > start and (sure or known) and not _taken(start, end, near, known):
            yield Found(start, end, "LOC", SOURCE, _SURE)
        elif one.source != "gazetteer":
            yield from _doubtful(text, start, one, near)


def _taken(start: int, end: int, near: Sequence[Found], known: bool) -> bool:
    """Whether a stretch crosses a place of the list or holds a sure one; a doubtful one may lie in it
    when that is a name (某梅 in 某梅塘, not in 某梅古韵)."""
    return any(
        other.score >= SURE
        or other.start < start
        or other.end > end
        or (other.start == start and other.end < end and not known)
        for other in near
        if other.start < end and start < other.end
    )


@lru_cache(maxsize=4096)
def _county(name: str) -> int:
    """Where the short form of a county or town ends that opens the name of a school, works or laboratory
    (某江|六中, 某青山|实验室); 0 where a body of another kind follows or the form is a plain word."""
    for end in range(2, min(4, len(name) - 1)) if name[0] not in _LEVELS else ():
        stem, rest = name[:end], name[end:]
        place = known_places().get(stem)
        division = place is not None and place.kind in _DIVISIONS and place.score >= WEAK
        landform = is_place_name(stem) and _LANDFORM.match(stem) is not None and len(stem) >= _LONG
        if (division or landform) and (_SCHOOL.fullmatch(rest) or is_class(rest)):
            return end
        if _CALLED.match(rest) and names_place(stem):
            return end
    return 0


def _beginnings(one: Found, near: Sequence[Found]) -> list[tuple[int, bool]]:
    """Where a stem may begin: with the name, or behind the division (甲市|某江|新区) or the firm it
    opens with (某电|某江|电厂); and whether that is sure (a division may be a plain word, too)."""
    opening = [other for other in near if other.start == one.start and one.start < other.end < one.end]
    if firms := [other.end for other in opening if other.label == "ORG"]:
        return [(max(firms), True)]
    divisions = [(other.end, other.score >= SURE) for other in opening if other.score >= WEAK]
    return [(one.start, True), *divisions[-1:]]


def _doubtful(text: str, start: int, one: Found, places: Sequence[Found]) -> Iterator[Found]:
    """A place whose name is also a word, when nothing but the kind of facility follows: 某云|机场."""
    for place in places:
        if (
            place.start == start
            and place.score < SURE
            and not _SIDE.match(text, start)
            and text[start : place.end] not in words("class_names")
            and text[place.end : one.end] in _tails()
        ):
            yield Found(*place.place, "LOC", SOURCE, _SURE)


@lru_cache(maxsize=4096)
def _stem_length(name: str) -> int:
    """How many characters of a name come before the kind of facility, when they name a place; else 0."""
    if name[0] in _JOINTS:
        return 0
    name = _TYPE.sub("", name)
    for length in range(2, 5):
        stem, rest = name[:length], name[length:]
        if not _STEM.fullmatch(stem):
            return 0
        if rest in _tails():
            return length if names_place(stem) or _is_rare(stem) else 0
        if rest in words("address_tails"):
            return 0  # 两英镇: the township itself
        if is_class(rest) and _HAN.match(rest) and _may_be_called_after(stem, rest):
            return length if names_place(stem) else 0
        if rest == "公路" and all(char in province_forms() or char == "中" for char in stem):
            return length
    return 0


def _is_rare(stem: str) -> bool:
    """Two characters that are a word hardly ever met: a village rather than a thing (直孔|电站)."""
    if len(stem) != _PAIR or stem in words("class_names") or _SIDE.fullmatch(stem):
        return False
    return is_seldom(code_points(stem))


def _may_be_called_after(stem: str, kind: str) -> bool:
    """A place or landform, whatever a zone is called after; a pair of cities, but not before a street
    (惠新大道 joins no cities)."""
    if _is_known(stem) or (len(stem) == _PAIR and _ZONE.search(kind)):
        return True
    return city_characters().issuperset(stem) and _STREET.search(kind) is None


def _bracketed(text: str, one: Found) -> Iterator[Found]:
    """A township in brackets: 某市（某某）国际枢纽港."""
    for match in _BRACKETED.finditer(text, one.start, one.end):
        if is_place_name(match[1]) and match[1] not in known_places():
            yield Found(*match.span(1), "LOC", SOURCE, _LIKELY)


def _of_port(text: str, one: Found) -> Iterator[Found]:
    """The part of a port, when more follows, and the place it is called after: 某港|某沙港区|码头."""
    port = _IN_PORT.search(text, one.start + 2, one.end)
    if port is None or not names_place(port["of"]):
        return
    yield Found(*port.span("of"), "LOC", SOURCE, _SURE)
    if names_place(text[one.start : port.start("of") - 1]):
        yield Found(one.start, port.start("of"), "LOC", SOURCE, _SURE)
    if port.end() < one.end:
        yield Found(*port.span(), "LOC", SOURCE, _SURE)


def _parts_of(text: str, one: Found) -> Iterator[Found]:
    """The place a campus is called after (某大学|某某校区), the ends of a road (某山至某梅高速)."""
    spans: list[tuple[int, int]] = []
    if one.label == "LOC":
        yield from _of_port(text, one)
    if one.label == "ORG" and (campus := _CAMPUS.search(text, one.start + 2, one.end)):
        ends = ((campus.start() - length, campus.start()) for length in (3, 2))
        spans = [end for end in ends if is_place(text[slice(*end)])][:1]
        if text[campus.start() - 1] in _SIDES:
            yield from _school(text, one, campus.start() - 1)
    elif one.label == "LOC" and (route := _joining(text, one)):
        yield from _ends(text, route)
    elif (
        one.label == "LOC" and (metro := _METRO.match(text, one.start, one.end)) and names_place(metro["of"])
    ):
        yield Found(*metro.span("of"), "LOC", SOURCE, _SURE)
    for start, end in spans:
        if is_place(text[start:end]):
            yield Found(start, end, "LOC", SOURCE, _SURE)
            yield from _school(text, one, start)


def _school(text: str, one: Found, end: int) -> Iterator[Found]:
    """The school or hospital that a campus belongs to: 某大附院|南院区."""
    if end > one.start + 1 and text[end - 1] in _SCHOOLS:
        yield Found(one.start, end, "ORG", SOURCE, _SURE)


def _joining(text: str, one: Found) -> re.Match[str] | None:
    """A way or belt that is called by its ends."""
    return _ROUTE.match(text, one.start, one.end) or _BELT.match(text, one.start, one.end)


def _ends(text: str, route: re.Match[str]) -> Iterator[Found]:
    """The places a way joins: those that are known, or all of them where each may be one."""
    cuts = [match.span() for match in _BETWEEN.finditer(text, *route.span("ends"))]
    starts, ends = [route.start("ends"), *(last for _, last in cuts)], [*(first for first, _ in cuts)]
    spans = [*zip(starts, [*ends, route.end("ends")], strict=True)]
    named = all(names_place(text[slice(*span)]) for span in spans)
    for start, end in (*spans, *_within(route)):
        if is_place(text[start:end]) or (named and (start, end) in spans):
            yield Found(start, end, "LOC", SOURCE, _SURE)


def _within(route: re.Match[str]) -> list[tuple[int, int]]:
    """Where the place in brackets stands in which the way lies: 兰州至天水高速公路（银川境）."""
    within = route.groupdict().get("within")
    return [route.span("within")] if within else []


def joins_places(core: str) -> bool:
    """Whether it is the ends of a way, each of which may be a place: 石沱至某某."""
    return _JOINED.fullmatch(core) is not None and all(map(names_place, _BETWEEN.split(core)))


def is_place(stem: str) -> bool:
    """A county, or a town, landform or name of three characters that is no plain word."""
    place = known_places().get(stem)
    division = place is not None and place.kind in _DIVISIONS and place.score >= WEAK
    return division or (names_place(stem) and (_is_known(stem) or _is_word(stem)))


def _is_word(stem: str) -> bool:
    """Three characters or more that the dictionary has as one."""
    return len(stem) >= _LONG and len(words_of(stem)) == 1


@cache
def _tails() -> frozenset[str]:
    return words("stem_tails") | words("route_tails")


def _is_known(stem: str) -> bool:
    return is_place_name(stem) or _LANDFORM.match(stem) is not None


@lru_cache(maxsize=4096)
def names_place(stem: str) -> bool:
    """Whether a stretch may be what something is called after: no plain word, no kind of thing."""
    if is_generic(stem) or stem in words("class_names") or _SIDE.fullmatch(stem):
        return False
    found = words_of(stem)
    kinds = {kind for *_, kind in found}
    if kinds <= {_PERSON, _NOUN} and (place := known_places().get(stem)) and place.score >= WEAK:
        return True  # a county whose name the dictionary has as a person's or a thing's
    naming = _NAMING | {_PERSON} if len(stem) >= _LONG or is_place_name(stem) else _NAMING
    if len(found) == 1 and len(stem) == _LONG:
        naming |= {_NOUN}  # rare words of three characters are names: 小某底, 大某房
    plain = [end - start > 1 and kind not in naming for start, end, kind in found]
    return not all(plain) and (_is_known(stem) or not any(plain))
