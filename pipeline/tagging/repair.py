"""Spans of the statistical component made to fit the guidelines: brackets and quotation marks, class names,
某地至某地."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from typing import Final

from models.vocabularies import words
from pipeline.tagging.cuts import cut
from pipeline.tagging.found import Found
from pipeline.tagging.grammar import balanced
from pipeline.tagging.inner import is_cut_out, is_head_of_firm
from pipeline.tagging.joins import joined
from pipeline.tagging.lists import relabelled
from pipeline.tagging.occurrences import is_meant
from pipeline.tagging.overlaps import Overlaps
from pipeline.tagging.parts import parts
from pipeline.tagging.places import city_characters, known_places, province_forms
from pipeline.tagging.vetoes import is_class_of_bodies, is_no_name, is_trapped

_TITLE = re.compile("《[^《》]+》")
_STREET = re.compile("(?:路|街|巷|大道)$")
# 我市石沱河: the level word belongs to no name
_OURS = re.compile("[我全本该][省市县区州旗](?=[一-鿿]{3})")
# 央企石沱集团
_KIND_OF_FIRM = re.compile(f"(?:{parts('kind of firm')})(?=[一-鿿]{{3}})")
_SIDE = re.compile("[东西南北中]部")
_SIDES = frozenset("东西南北中")
_BAYS = frozenset({"湾", "湖"})
_BY_PORT = re.compile("[临空陆]港(?=[一-鿿])")
_SIDED = re.compile(parts("side of a town"))
_RAILWAY = re.compile(f"(?:{parts('way of several cities')})$")
_LONGEST_COMPOUND, _PAIR, _LED = 5, 2, 3
_KNOWN = 0.89
NAMED: Final = frozenset({"ORG", "LOC"})
LONGEST_NAME: Final = 80
"""The longest names of bodies have some 50 characters; hundreds without a mark between are no name."""
_BODY = re.compile(r"(?!县)[一-鿿]{2,12}[委部局厅署办行]")  # 会同|某某委, but 会同县某局
_TOLD = frozenset({"organisations", "facilities", "zones"})  # by their last word
_BODIES = frozenset({"organisations", "harvest"})
_MARKS = "·“”‘’「」『』\"'、，。；：《》"


def repair(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Each span as it should be, or none: 中央 before 财政, a bare kind of thing (数据中心), half a
    bracket."""
    found = [one for one in found if one.label not in NAMED or one.end - one.start <= LONGEST_NAME]
    if not found:
        return
    roads = Overlaps.of(
        one
        for one in found
        if one.source == "names" and one.label == "LOC" and _STREET.search(text, one.start, one.end)
    )
    bodies = [one for one in found if one.source == "organisations" and one.score >= _KNOWN]
    known, places = _reach(bodies), {body.place for body in bodies}
    ends = {one.end for one in found if _ends_division(text, one)}
    compounds = Overlaps.of(one for one in found if one.source == "names" and _is_compound(text, one))
    works = Overlaps.of(_works(text, found))
    led = {(one.start + 1, one.end) for one in found if one.source == "names" and one.end - one.start == _LED}
    named = Overlaps.of(one for one in found if one.source == "names")
    longer = {one.start for one in found if one.source in _TOLD or one.source == "names"}
    for one in relabelled(text, joined(text, found)):
        if one.source != "names" and _is_in_work(one, works):
            continue
        if one.source == "gazetteer" and any(
            road.holds(one) and road.start < one.start for road in roads.near(one)
        ):
            continue  # 河南 in 护城河南路
        if one.source == "gazetteer" and (
            is_cut_out(text, one, longer, named)
            or one.place in led
            or _is_part(text, one, ends)
            or _is_of_bay(text, one, named)
            or _is_half(text, one, compounds)
        ):
            continue  # 舟山 in 龙舟山
        if _is_none(text, one, named):
            continue
        if one.source != "names":
            yield one
        elif known.get(one.start, 0) <= one.end or _sure_place(text[one.start : one.end]):
            yield from _repaired(text, _led(text, _trimmed(text, one), places))


def meant(text: str, known: Iterable[Found], found: Sequence[Found]) -> Iterator[Found]:
    """Those of the names the document knows that are names here; `found` are the other candidates. They
    change nothing of these, which `repair` looks at without them."""
    works, named = (
        Overlaps.of(_works(text, found)),
        Overlaps.of(one for one in found if one.source == "names"),
    )
    for one in known:
        if not _is_in_work(one, works) and not _is_none(text, one, named):
            yield one


def _is_in_work(one: Found, works: Overlaps) -> bool:
    """A city in the title of a film."""
    return one.label in NAMED and any(work.holds(one) for work in works.near(one))


def _is_none(text: str, one: Found, named: Overlaps) -> bool:
    """Whether what grammar or the rest of the document proposes names nothing here; `named` is what the
    network says."""
    if one.source in _TOLD and text[one.start : one.end] in words("class_names"):
        return True
    if one.source == "zones" and _BY_PORT.match(text, one.end - 2):
        return True  # 某市空港|物流中心
    if one.source == "harvest" and not is_meant(text, one, named):
        return True
    if one.label == "ORG" and one.source in _BODIES and is_head_of_firm(text, one, named):
        return True
    return one.source in _BODIES and (is_class_of_bodies(text, one) or is_trapped(text, one))


def _works(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """The titles in 《》 that are no policy documents: books, films, newspapers."""
    policies = {one.start for one in found if one.label == "POLICY"}
    for match in _TITLE.finditer(text):
        if match.start() not in policies:
            yield Found(match.start() + 1, match.end() - 1, "POLICY", "titles", 1.0)


def _is_of_bay(text: str, one: Found, named: Overlaps) -> bool:
    """某圳 of 某圳湾口岸: the name goes on to that of the bay."""
    place = known_places().get(text[one.start : one.end])
    if place is None or place.whole or text[one.end : one.end + 1] not in _BAYS:
        return False
    return any(other.holds(one) and other.end > one.end + 1 for other in named.near(one))


def _ends_division(text: str, one: Found) -> bool:
    """Whether it is a place of the list, or ends as a division does."""
    if one.source == "gazetteer":
        return one.score > _KNOWN
    return one.source == "names" and one.label == "LOC" and text[one.end - 1] in "省市县区州"


def _is_part(text: str, one: Found, ends: Set[int]) -> bool:
    """东部 of 某市东部新城: a side of the place before it or of what follows, not the region of China; nor is
    西部 of 东西部."""
    if _SIDE.fullmatch(text, one.start, one.end) is None:
        return False
    several = text[one.start - 1 : one.start] in _SIDES  # 西部 of 东西部
    return several or one.start in ends or _SIDED.match(text, one.end) is not None


def _is_compound(text: str, one: Found) -> bool:
    """Provinces and cities by one character each, three or more: 粤港澳, 广佛肇高铁."""
    if one.label != "LOC":
        return False
    name = _RAILWAY.sub("", text[one.start : one.end])
    return 3 <= len(name) <= _LONGEST_COMPOUND and city_characters().issuperset(name)


def _is_half(text: str, one: Found, compounds: Overlaps) -> bool:
    """港澳 in 粤港澳, a river in 珠江肇高铁; a division stays (甲市|乙丙铁路)."""
    name = text[one.start : one.end]
    if len(name) != _PAIR:
        return False
    wholes = [whole for whole in compounds.near(one) if whole.holds(one)]
    if province_forms().keys() >= {*name}:
        return bool(wholes)
    place = known_places().get(name)
    railways = (whole for whole in wholes if _RAILWAY.search(text, whole.start, whole.end))
    return next(railways, None) is not None and (place is None or not place.codes)


def without_halves(text: str, found: Sequence[Found], inside: Iterable[Found]) -> Iterator[Found]:
    """What lies in the names found, but for two of the characters of a row of cities (深江 in 深江肇高铁)."""
    compounds = Overlaps.of(one for one in found if one.source == "names" and _is_compound(text, one))
    for one in inside:
        if one.label == "ORG" or not _is_half(text, one, compounds):
            yield one


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


def _led(text: str, one: Found, bodies: Set[tuple[int, int]]) -> Found:
    """Without a verb before a body that is known (指|科技部, 会同|财政部), and without the level word of
    我市|某集团."""
    if _OURS.match(text, max(0, one.start - 1), one.end):
        return replace(one, start=one.start + 1)
    if one.label == "ORG" and (kind := _KIND_OF_FIRM.match(text, one.start, one.end)):
        return replace(one, start=kind.end())
    for start in (one.start + 1, one.start + 2):
        if text[one.start : start] in words("lead_verbs") and (
            (start, one.end) in bodies or (start > one.start + 1 and _BODY.fullmatch(text, start, one.end))
        ):
            return replace(one, start=start)
    return one


def _trimmed(text: str, one: Found) -> Found:
    """Without marks at its ends and brackets that it does not close."""
    start, end = one.start, one.end
    while start < end and (
        (text[start] in _MARKS and not _quotes(text, start, end))
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
    return one if (start, end) == one.place else replace(one, start=start, end=end)


def _quotes(text: str, start: int, end: int) -> bool:
    """Whether a name begins with a part of it in quotation marks: “某湖”创新区."""
    return text[start] == "“" and "”" in text[start : end - 1] and "“" not in text[start + 1 : end]


def _repaired(text: str, one: Found) -> Iterator[Found]:
    name = text[one.start : one.end]
    if not name or not balanced(name) or is_no_name(text, one):
        return
    yield from (part for part in cut(text, one) if part.place == one.place or not is_no_name(text, part))
