"""Names inside names that their frame tells, and inner names that are none: a seat in brackets, 大 before a
place, the place of a branch line, the firm of an industrial park."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, lru_cache

from models.vocabularies import words
from pipeline.names.lexicon import is_place_name
from pipeline.tagging.divisions import goes_on_to_level
from pipeline.tagging.found import Found
from pipeline.tagging.grammar import is_class, is_generic
from pipeline.tagging.overlaps import Overlaps
from pipeline.tagging.parts import parts
from pipeline.tagging.places import SURE, city_characters, known_places, province_forms
from pipeline.tagging.stems import names_place
from pipeline.tagging.word_borders import splits_word

SOURCE = "nesting"
_LIKELY = 0.75
_DIVISIONS = frozenset({"province", "city", "county"})
# 石沱（兰州）智算基地
_BRACKETED = re.compile("(?<=[一-鿿”])[（(](?P<place>[一-鿿]{2,3})[）)]")
# 大石沱旅游示范区
_GREATER = re.compile("大[一-鿿]{2,3}")
# 石沱高速天水联络线, 市域铁路天水线
_BRANCH_LINE = re.compile(f"(?P<place>[一-鿿]{{2,3}})(?:{parts('branch line')})$")
# 兰天（天水段）, as in a list of motorways
_WITH_SECTION = re.compile("(?P<place>[一-鿿]{2,4})[（(][一-鿿]{2,4}段[）)]")
# 东城大道, 南环路: sides of a town, though a district somewhere is called so
_SIDE = re.compile("[新老东西南北中]城|城[东西南北中]|[东西南北中]环")
_TRADES = "|".join(sorted(words("industries"), key=len, reverse=True))
_FIRM_GOES_ON = re.compile(
    f"(?:(?:{_TRADES}|{parts('trade')}){{1,2}}(?:总公司|集团)"
    f"|(?:{_TRADES}|{parts('trade')}){{0,2}}(?:{parts('legal form')})+公司)"
)
_ALONG = re.compile(parts("way of a side"))
_STATION = re.compile("[东西南北]站")
_REGION = re.compile("[东西][南北]")
# 石沱新区数字产业基地, 石沱机场高速
_ZONE = re.compile(f"[一-鿿]{{2,6}}?(?:{parts('zone at a head')})(?=[一-鿿]{{2}})")


def find_inner(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Candidates inside the names found."""
    named = [one for one in found if one.label in {"LOC", "ORG"}]
    read = {one.place: one for one in named if one.source == "names"}
    listed = {one.place: one for one in named if one.source == "gazetteer"}
    for one in ({one.place: one for one in named} | read | listed).values():
        yield from _bracketed(text, one)
        if one.label == "LOC" and one.source != "gazetteer":
            yield from _greater(text, one)
            yield from _of_line(text, one)
            yield from _with_section(text, one)
            yield from _firm(text, one)
        if one.source == "names":
            yield from _zone(text, one)


def is_inner_name(text: str, one: Found) -> bool:
    """False for a side of the town before a street (东城 of 东城大道) and for a division without its level
    word (石沱 of 石沱镇)."""
    if one.source == SOURCE and one.end - one.start == 2 and goes_on_to_level(text, one.start, one.end):
        return False
    return not (_SIDE.fullmatch(text, one.start, one.end) and _ALONG.match(text, one.end))


def is_head_of_firm(text: str, one: Found, named: Overlaps) -> bool:
    """Whether a firm everybody knows is but the head of an older or longer firm's name: 中国石油 of
    中国石油|天然气总公司."""
    match = _FIRM_GOES_ON.match(text, one.end)
    return match is not None and any(
        other.label == "ORG" and other.start == one.start and other.end >= match.end()
        for other in named.near(one)
    )


def is_cut_out(text: str, one: Found, longer: Set[int], named: Overlaps) -> bool:
    """Whether a place of the list is part of a word: a region behind a province's one character (西北 of
    黔西北), a province in the name of a village (河南 of 河南村), a side of a town's station (川南 of
    秀川|南站); `longer` are the starts of other names, `named` is what the network says."""
    name = text[one.start : one.end]
    if _STATION.match(text, one.end - 1) and any(
        other.start < one.start and other.end > one.end for other in named.near(one)
    ):
        return True
    if _REGION.fullmatch(name) and text[one.start - 1 : one.start] in province_forms():
        return True
    place = known_places().get(name)
    broad = place is not None and place.kind in {"province", "city"} and not place.whole
    return broad and text[one.end : one.end + 1] == "村" and one.start in longer


def _inside(start: int, end: int, label: str = "LOC") -> Found:
    return Found(start, end, "ORG" if label == "ORG" else "LOC", SOURCE, _LIKELY)


def _bracketed(text: str, one: Found) -> Iterator[Found]:
    """A division in brackets, though its name may be a word: 某某（东台）康养基地."""
    for match in _BRACKETED.finditer(text, one.start, one.end):
        place = known_places().get(match["place"])
        if place is not None and place.kind in _DIVISIONS and place.score < SURE:
            yield _inside(*match.span("place"))


def _greater(text: str, one: Found) -> Iterator[Found]:
    """大 and a place at the head of a longer name: 大某山 of 大某山旅游示范区."""
    for end in (one.start + 4, one.start + 3):
        name = text[one.start : end]
        place = known_places().get(name[1:]) or is_place_name(name[1:])
        if (
            end + 1 < one.end
            and _GREATER.fullmatch(name)
            and place
            and not is_generic(name)
            and not splits_word(text, one.start, end)
        ):
            yield _inside(one.start, end)
            return


def _of_line(text: str, one: Found) -> Iterator[Found]:
    """The place a branch of a line is called after."""
    match = _BRANCH_LINE.search(text, one.start + 2, one.end)
    for start in range(match.start("place"), match.end("place") - 1) if match else ():
        name = text[start : match.end("place")] if match else ""
        if "延" in name:
            return  # 东延线, 延长线: how far it goes
        if _is_place(name) or (len(name) == 2 and city_characters().issuperset(name)):
            yield _inside(start, start + len(name))
            return


def _with_section(text: str, one: Found) -> Iterator[Found]:
    """The ends of a road before its section in brackets: 兰天 of 兰天（天水段）."""
    match = _WITH_SECTION.fullmatch(text, one.start, one.end)
    if match and match["place"] not in known_places() and not is_generic(match["place"]):
        yield _inside(*match.span("place"))


def _firm(text: str, one: Found) -> Iterator[Found]:
    """The firm before the trade of its park: 某某 of 某某食品产业园."""
    end = _firm_length(text[one.start : one.end])
    if end:
        yield _inside(one.start, one.start + end, "ORG")


def _zone(text: str, one: Found) -> Iterator[Found]:
    """The zone or airport at the head of a longer name: 石沱新区 of 石沱新区数字产业基地."""
    match = _ZONE.match(text, one.start, one.end)
    if match and not is_generic(match[0]) and not is_class(match[0]):
        yield _inside(*match.span())


@lru_cache(maxsize=4096)
def _firm_length(name: str) -> int:
    """How many characters the firm's name has that opens the name of a park; 0 where none does."""
    match = _trades().match(name)
    head = match["head"] if match else ""
    placed = any(head.startswith(place) for place in (head[:2], head[:3]) if place in known_places())
    pair = len(head) == 2 and city_characters().issuperset(head)
    if not head or placed or pair or is_place_name(head):
        return 0
    return len(head) if names_place(head) and not _is_doubtful_head(head) else 0


def _is_doubtful_head(head: str) -> bool:
    """Materials, zones and things that are smart: 锰系, 云谷, 某某智慧."""
    return re.search(f"(?:{parts('no end of a firm')})$", head) is not None


@cache
def _trades() -> re.Pattern[str]:
    trades = sorted(words("industries"), key=len, reverse=True)
    return re.compile(
        f"(?P<head>[一-鿿]{{2,4}}?)(?:{'|'.join(trades)}|{parts('trade of a park')})"
        f"(?!{parts('no trade of a park')})[一-鿿]{{0,6}}(?:{parts('park of a firm')})$"
    )


def _is_place(name: str) -> bool:
    place = known_places().get(name)
    return place is not None and place.kind in _DIVISIONS


def inner_names(text: str, inside: Iterable[Found]) -> Iterator[Found]:
    """Those of the candidates that may be names; what is told to be a firm is no place as well."""
    inside = list(inside)
    firms = {one.place for one in inside if one.label == "ORG"}
    return (
        one for one in inside if one.label == "ORG" or (one.place not in firms and is_inner_name(text, one))
    )
