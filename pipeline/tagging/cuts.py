"""Where a name of the statistical component is really two, or ends earlier: stacked addresses, a road and the
bridge on it, a verb inside."""

import re
from dataclasses import replace
from functools import cache

from models.vocabularies import words
from pipeline.tagging.found import Found
from pipeline.tagging.gazetteer import FEATURES
from pipeline.tagging.grammar import (
    endings,
    ends_inside_word,
    is_class,
    is_generic,
    opens_generic,
    stops,
    suffixes,
)
from pipeline.tagging.parts import parts
from pipeline.tagging.places import SURE, WEAK, known_places
from pipeline.tagging.sections import section_cut

# 兰州至天水
_ROUTE = re.compile("^([一-鿿]{2,6})至([一-鿿]{2,6})$")
_WAY = re.compile(f"(?:{parts('way')})$")
# 兰州至天水等3条高速: the places go with what is named behind
_ROAD_AHEAD = re.compile(rf"等?(?:\d+条)?(?:{parts('road ahead')})")
# 东部, 新区: a side or part goes on from the place before
_JOINED = re.compile("[（(级域城]|[东西南北中新老](?:部|片|区|园|城|岸)")
_OWNED = re.compile(f"(?:{parts('owned')})")
_LONGER = FEATURES | frozenset("路街巷")
_DIVISIONS = frozenset({"province", "city", "county"})
# S999石沱大桥: the bridge has a name of its own
_ON_ROAD = re.compile(
    r"([GSXY]\d{1,4}|[国省县乡]道[GSXY]?\d{2,4}|\d{2,4}[国省县]道"
    r"|[一-鿿]{2,4}高速(?:公路)?|[一-鿿]{2,3}路(?![一-鿿]{1,4}[江河]))"
    rf"([一-鿿]{{2,}}(?:{parts('crossing')}))"
)
_OFFICE = re.compile(f"(?:{parts('office')})$")
_COLLEGES = frozenset({"大学", "学院", "研究生院"})
# 石沱运河长江: two waters in one span
_WATERS = re.compile(f"([一-鿿]{{2,}}(?:{parts('made water')}))([一-鿿]{{2,4}})")
_AND = re.compile("[和与及]")
# 石沱12个: an amount belongs to no name
_COUNTED = re.compile(r"\d+(?:多|余)?[个家条座处所]|[两三四五六七八九十]大")
_SEVERAL = re.compile("[两三四五六七八九十]大(?=[一-鿿]{2})(?![道街桥坝])")  # 某江|三大电站
# 石沱山南麓, 石沱县境内, 石沱两省毗邻地区
_SIDE = re.compile(
    rf"(?:[东西南北]侧|[东西南北]麓|{parts('land about a place')}|(?:省际)?(?:{parts('bordering')})地区"
    r"|[东西南北中]部区域|[两三四五六七八九十]+(?:地区|[镇乡县市州省]))$"
)
# 原石沱县
_OF_OLD = re.compile("原(?=[一-鿿0-9]{3})")
_NO_TOWN = "小镇"  # 某海智造小镇 is no town 智造小镇 of 某海
_LISTED = frozenset({"、", "和", "与", "及"})
_AROUND = frozenset("环泛")
_ROW_OF_LETTERS = re.compile("[一-鿿](?:、[一-鿿])+")  # 甲、乙等河流, each by one character
_BRANCH_OF = re.compile(f"(?:{parts('main way')})[一-鿿]{{2,4}}线$")  # 甲乙高速某某联络线 is one
_COLLEGE = re.compile(f"(?:{parts('whole body')})$")
# 石沱东至兰州联络线
_JOINING = re.compile(f"([一-鿿]{{2,6}}[站东西南北])至([一-鿿]{{2,8}})(?:{parts('branch way')})")
_ON_STREET = re.compile("(?:大道|[街巷]|(?<![铁公速])路)$")
_LONGEST_TAIL = 6  # 地下综合管廊
_TITLED = re.compile("之[都城乡谷]|(?:名[园城镇]|[药硅]谷)$")
_WAYS = f"(?:{parts('road or railway')}|大道|路|线|隧道|大桥)"
# 石沱大道（南环公路）
_TWO_WAYS = re.compile(f"([^（()）]{{2,}}{_WAYS})[（(]([一-鿿A-Z0-9]{{2,}}{_WAYS})[）)]")
# 高新区（石沱区）
_TWO_ZONES = re.compile("([^（()）]{2,}区)[（(]([一-鿿]{2,}区)[）)]")
_PLACE_KEPT = re.compile(parts("class of laboratory"))


def cut(text: str, one: Found) -> list[Found]:
    """The names that one is made of, itself when it is one."""
    one = _bare(text, one)
    name = text[one.start : one.end]
    if _ROW_OF_LETTERS.fullmatch(name):
        return [replace(one, start=at, end=at + 1) for at in range(one.start, one.end, 2)]
    if name[:2] == "中国" and len(name) > 3 and (_TITLED.search(name, 3) or _TITLED.match(text, one.end)):
        return [replace(one, end=one.start + 2, label="LOC")]  # 中国|某某之都 is a title
    if one.label == "LOC" and (branch := _JOINING.fullmatch(name)):
        spans = (branch.span(part) for part in (1, 2))  # 某站|至|某站|联络线
        return [replace(one, start=one.start + first, end=one.start + last) for first, last in spans]
    if one.label == "LOC" and (both := _TWO_WAYS.fullmatch(name) or _TWO_ZONES.fullmatch(name)):
        spans = (both.span(part) for part in (1, 2))  # 某段公路（南环公路） are two
        return [replace(one, start=one.start + first, end=one.start + last) for first, last in spans]
    sections = section_cut(text, one)
    if sections is not None:
        return sections
    if end := _head(text, one, name):
        place = known_places().get(name[:end])
        return [replace(one, end=one.start + end, label="LOC" if place else one.label)]
    if firm := _firm_cut(one, name):
        return firm
    if province := _province_cut(one, name):
        return province
    where = (
        _pair_cut(one, name) or _road_cut(one, name) or _route_cut(text, one, name) or _address_cut(one, name)
    )
    if where is None:
        return [one]
    return [replace(one, end=one.start + where[0]), replace(one, start=one.start + where[1])]


def _bare(text: str, one: Found) -> Found:
    """Without what does not belong to the name: 大|武汉, 环|北部湾, 原|318国道, 除|某钢|外."""
    first, rest = text[one.start : one.start + 1], known_places().get(text[one.start + 1 : one.end])
    sure = rest is not None and rest.score >= SURE
    great = sure and rest is not None and (first in _AROUND or (first == "大" and rest.kind == "city"))
    if great or _OF_OLD.match(text, one.start, one.end):
        return replace(one, start=one.start + 1)
    if text[one.start - 1 : one.start] == "除" and text.endswith("外", one.start, one.end):
        return replace(one, end=one.end - 1)
    if first == "从" and text[one.end : one.end + 1] in {"至", "到"} and one.end - one.start > 3:
        return replace(one, start=one.start + 1)
    return one


def _head(text: str, one: Found, name: str) -> int:
    """Where a name ends before a verb (某学院|建设某基地) or a class of bodies (某市|重点实验室); else 0."""
    verb = _verb_in(name)
    if verb and (name[:verb] in known_places() or text[one.start - 1 : one.start] == "、"):
        return verb
    doing = _doing(name)
    if doing:
        return doing
    if tail := _loose(name):
        return tail
    if one.label == "LOC" and (several := _SEVERAL.search(name, 2)):
        return several.start()
    place = next((end for end in range(6, 1, -1) if known_places().get(name[:end])), 0)
    rest = name[place:]
    if place and (_COUNTED.match(rest) or rest in words("loose_tails")):
        return place
    if side := _SIDE.search(name, 2):
        return side.start()
    if place and rest in words("shared_kinds") and _behind_place(text, one.start):
        return place
    return place if one.label == "ORG" and place and _PLACE_KEPT.fullmatch(rest) else 0


def _behind_place(text: str, start: int) -> bool:
    """Whether a place stands before the last mark of a list: 甲县、乙县|通用机场 are the airports of both."""
    if text[start - 1 : start] not in _LISTED:
        return False
    return any(text[start - length - 1 : start - 1] in known_places() for length in range(2, 7))


def _loose(name: str) -> int:
    """Where a full name ends before what only belongs to it: 某新机场|航站区, 某站|联络线."""
    for start in range(max(3, len(name) - _LONGEST_TAIL), len(name) - 1):
        if (
            name[start:] in words("loose_tails")
            and "至" not in name
            and _BRANCH_OF.search(name) is None
            and (_ON_STREET.search(name, 0, start) or any(one.end == start for one in endings(name[:start])))
        ):
            return start
    return 0


def _doing(name: str) -> int:
    """Where a full name is followed by what it does: 某开发区|依托某园, 某大学|建设某学院."""
    for match in _verbs().finditer(name, 2):
        head, rest = name[: match.start()], name[match.end() :]
        if rest in _COLLEGES or (
            _OFFICE.search(rest) and (rest in suffixes() or is_class(rest) or _OFFICE.fullmatch(rest))
        ):
            continue  # 某城建设委员会, 某南联合大学
        whole = known_places().get(head)
        named = whole is not None and (whole.score >= SURE or whole.kind in _DIVISIONS)
        if named or (len(head) > 3 and any(ending.end == len(head) for ending in endings(head))):
            return match.start()
    return 0


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("doing_words"), key=len, reverse=True)))


def _verb_in(name: str) -> int:
    """Where a verb stands behind two to four characters, followed by more than a suffix; 0 when there is
    none."""
    for match in stops().finditer(name, 2, len(name) - 2):
        rest = name[match.end() :]
        if len(match[0]) > 1 and match.start() <= 4 and rest not in suffixes():
            return match.start()
    return 0


def _firm_cut(one: Found, name: str) -> list[Found]:
    """A place and a firm the whole country knows, in either order: 某阳|中石油, 国能|某密.

    A university that is called after a place stays whole, though its last words are another's name.
    """
    for end in range(2, len(name) - 1) if one.label == "ORG" and not name.endswith("大学") else ():
        for first, second in ((0, end), (end, len(name))), ((end, len(name)), (0, end)):
            place = known_places().get(name[slice(*first)])
            if (
                place
                and place.kind in _DIVISIONS
                and name[slice(*second)] in words("known_organisations", "name")
            ):
                return [
                    replace(one, start=one.start + first[0], end=one.start + first[1], label="LOC"),
                    replace(one, start=one.start + second[0], end=one.start + second[1]),
                ]
    return []


def _province_cut(one: Found, name: str) -> list[Found]:
    """A province before a works that is called after one of its cities: 某省|某市化工厂."""
    for end in () if _COLLEGE.search(name) else range(2, 4):
        province = known_places().get(name[:end])
        if province is None or province.kind != "province" or province.score < SURE:
            continue
        for last in range(end + 2, min(end + 5, len(name) - 1)):
            city = known_places().get(name[end:last])
            if city and city.score >= SURE and any(code.startswith(province.codes) for code in city.codes):
                return [replace(one, end=one.start + end, label="LOC"), replace(one, start=one.start + end)]
    return []


def _pair_cut(one: Found, name: str) -> tuple[int, int] | None:
    """Two places side by side: 某沧|和|某沅垃圾焚烧发电厂."""
    for match in _AND.finditer(name, 2, len(name) - 2) if one.label == "LOC" else ():
        first, rest = known_places().get(name[: match.start()]), name[match.end() :]
        if first and any(rest[:end] in known_places() for end in range(2, min(6, len(rest)) + 1)):
            return match.start(), match.end()
    return None


def _road_cut(one: Found, name: str) -> tuple[int, int] | None:
    """A bridge or tunnel with a name of its own behind its road: 省道304|某城黄河公路大桥."""
    match = _ON_ROAD.fullmatch(name)
    return (match.start(2), match.start(2)) if one.label == "LOC" and match else None


def _route_cut(text: str, one: Found, name: str) -> tuple[int, int] | None:
    """Two places, unless what follows makes them one road."""
    route = _ROUTE.match(name)
    if one.label != "LOC" or route is None or _WAY.search(name) or _ROAD_AHEAD.match(text, one.end):
        return None
    return route.end(1), route.start(2)


def _address_cut(one: Found, name: str) -> tuple[int, int] | None:
    """A county or town before something that bears a name of its own; 某县工业园区 stays whole."""
    if one.label != "LOC" or name in known_places():
        return None
    if end := _two_places(name) or short_address(name):
        return end, end
    for end in range(min(len(name) - 3, 8), 2, -1):
        place = known_places().get(name[:end])
        if place and place.whole and place.kind in {"city", "county"} and place.score > 0.9:
            return (
                None
                if opens_generic(name[end:]) or _goes_on(name, end) or _OWNED.search(name, end)
                else (end, end)
            )
    return None


def _two_places(name: str) -> int:
    """Where one place ends and another begins: 北京|西城区, 长江|黄河, 某某运河|长江."""
    water = _WATERS.fullmatch(name)
    if water and (river := known_places().get(water[2])) and river.score >= SURE:
        return water.start(2)
    for end in range(2, len(name) - 1):
        pair = (known_places().get(part) for part in (name[:end], name[end:]))
        kinds = [place.kind for place in pair if place is not None and place.score >= SURE]
        divisions = name[-1] in "市县区旗" and _DIVISIONS | {"region"} >= {*kinds}
        if len(kinds) == 2 and (divisions or kinds == ["water", "water"]):
            return end
    return 0


def _goes_on(name: str, end: int) -> bool:
    """Whether the place is only the beginning of a longer one: 某山|路步行街, 某宁市|民中心, 某海|湖."""
    return _JOINED.match(name, end) is not None or name[end] in _LONGER or ends_inside_word(name, 0, end)


def short_address(name: str) -> int:
    """Where the short form of a division ends before a hill or reservoir with a name of its own: 某溪|大觉山.

    Bridges, airports and zones keep the place as part of their name (vocabulary/address_tails.csv).
    """
    tail = next((name[at:] for at in range(3, len(name)) if name[at:] in words("address_tails")), "")
    if name.endswith(_NO_TOWN):
        return 0
    for end in range(min(len(name) - len(tail) - 1, 6), 1, -1) if tail else ():
        place = known_places().get(name[:end])
        stem = name[end : len(name) - len(tail)]
        known = len(stem) > 1 or place is None or place.whole or name[end:] in known_places()
        if place and place.kind in _DIVISIONS and place.score >= (SURE if len(stem) == 1 else WEAK) and known:
            return 0 if opens_generic(name[end:]) or is_generic(stem) or _goes_on(name, end) else end
    return 0
