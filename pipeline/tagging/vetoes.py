"""What looks like a name and is none: a kind of thing, a person, a part of a word."""

import re
from functools import cache

from models.vocabularies import words
from pipeline.tagging.found import Found
from pipeline.tagging.grammar import ends_inside_word
from pipeline.tagging.lookup import Lookup
from pipeline.tagging.parts import parts
from pipeline.tagging.places import SURE, known_places, province_forms
from pipeline.tagging.stems import names_place

_COURT = re.compile(f"(?:人民)?(?:{parts('court or government')})")
_CLASS_BEFORE = re.compile("(?:[级层]|各[省市区县地]*)$")
_TOWARDS = re.compile("[东西南北中][联进拓扩优融接控延移建跨提统]")
_SIDES_OF = re.compile(f"[东西南北中]{{1,2}}部(?:{parts('kind on a side')})")
_COUNTED = re.compile(r"\d+(?:多|余)?[件座个条家处所项台套]")  # 10件小型水库
_SUPPORTING = re.compile("([一-鿿]{2,4})配套[一-鿿]{2,6}")
# 师范院校四所: kinds with their number behind them, as in tables that are told in words
_COUNTED_BEHIND = re.compile(f"(?:{parts('counted kind')})[一二三四五六七八九十○〇两]+[所个家座处]$")
# 1000所|县医院, 县级|教育局: of each of many
_EACH = re.compile(r"(?:\d(?:多|余)?[所家个座]|[省市县区乡镇州]级)$")
_LONGEST_PERSON = 4
_TRUSTED = 0.9  # of the network, that a border is one though another word goes over it (某新城|建设)


def is_no_name(text: str, one: Found) -> bool:
    """Whether a span names nothing: 中央 before 财政, a bare kind of thing (数据中心), a court behind 各级, a
    person behind a title, or what a known phrase goes beyond."""
    name = text[one.start : one.end]
    if name == "中央":
        return _level_word().match(text, one.end) is not None
    return (
        name in words("class_names")
        or name in words("place_traps", "phrase")
        or (not _is_trusted(one, name) and ends_inside_word(text, one.start, one.end))
        or is_class_of_bodies(text, one)
        or _is_of_each(text, one)
        or _is_whole_region(text, one)
        or _is_side(name)
        or _is_supporting(name)
        or _COUNTED.match(name) is not None
        or _COUNTED_BEHIND.search(name) is not None
        or _is_person(text, one, name)
        or is_trapped(text, one)
    )


def _is_trusted(one: Found, name: str) -> bool:
    """Whether the network is sure that a name ends there; 高速 is too often no road but 高速发展."""
    return one.score >= _TRUSTED and not name.endswith("高速")


def _is_side(name: str) -> bool:
    """A direction with what is done there (北联, 东拓) or with a kind of division (东部|乡镇)."""
    return _TOWARDS.fullmatch(name) is not None or _SIDES_OF.fullmatch(name) is not None


def _is_supporting(name: str) -> bool:
    """What goes with an industry or a kind of works (化工|配套公路), not with one that has a name."""
    head = _SUPPORTING.fullmatch(name)
    return head is not None and not names_place(head[1])


def _is_whole_region(text: str, one: Found) -> bool:
    """全疆 and 疆内 say no more than 全区 and 区内."""
    if one.end - one.start == 2 and text[one.end - 1] in "内外":
        return text[one.start] in province_forms()
    return one.end - one.start == 1 and (
        text[one.start - 1 : one.start] == "全" or text[one.end : one.end + 1] == "内"
    )


def is_class_of_bodies(text: str, one: Found) -> bool:
    """Courts and governments of a level: 各级|人民法院, 中级|人民法院."""
    return (
        _COURT.fullmatch(text, one.start, one.end) is not None
        and _CLASS_BEFORE.search(text, max(0, one.start - 6), one.start) is not None
    )


def _is_of_each(text: str, one: Found) -> bool:
    """Bodies of which each county has one: 500所|县医院, 县级|教育局; a name of its own stays."""
    level = text[one.start - 1 : one.start] == "级" or text[one.start] in "省市县区乡镇州"
    return one.label == "ORG" and level and _EACH.search(text, max(0, one.start - 4), one.start) is not None


@cache
def _level_word() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(words('central_levels'), key=len, reverse=True))})")


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(words('person_titles'), key=len, reverse=True))})[ \u3000]?$")


def _is_person(text: str, one: Found, name: str) -> bool:
    """工程院院士某某某: two to four characters behind a title, or the given name alone (市长王|雁峰)."""
    if len(name) > _LONGEST_PERSON or ((place := known_places().get(name)) and place.score >= SURE):
        return False
    given = len(name) == 2 and text[one.start - 1 : one.start] in words("surnames")
    return any(
        _titles().search(text, max(0, at - 6), at) is not None
        for at in ((one.start, one.start - 1) if given else (one.start,))
        if text[at : at + 1] in words("surnames")
    )


@cache
def _traps() -> Lookup:
    return Lookup(words("place_traps", "phrase"))


def is_trapped(text: str, one: Found) -> bool:
    """Whether a phrase that is no place goes beyond a border of the span: 新|增城区, 民政部|门; a place that
    ends one stays (美丽|江苏)."""
    first = max(0, one.start - 8)
    place = known_places().get(text[one.start : one.end])
    sure = place is not None and place.score >= SURE
    for start, end in _traps().everywhere(text[first : one.end + 8]):
        start, end = start + first, end + first
        if start >= one.end or end <= one.start or (one.start <= start and end <= one.end):
            continue
        if (
            start == one.end - 1
            and one.end - one.start > 2
            and one.source == "names"
            and one.score >= _TRUSTED
        ):
            continue  # 某砂河|源头 is not 河源|头
        if not (sure and end == one.end and one.start - start > 1):
            return True
    return False
