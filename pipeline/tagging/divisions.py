"""Divisions no list has, told by their level word at the head of a longer name: 石沱市 of 石沱市水利局."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from models.vocabularies import words
from pipeline.names.words import words_of
from pipeline.tagging.found import Found
from pipeline.tagging.grammar import is_generic, strip_starts, suffixes
from pipeline.tagging.organisations import DEPARTMENT, body_end
from pipeline.tagging.parts import parts
from pipeline.tagging.places import SURE, known_places
from pipeline.tagging.stems import names_place

SOURCE = "nesting"
_LIKELY = 0.75
_LEVEL = re.compile(f"(?:{parts('level of a division')})")  # 自治区 says which level
_DIVISION = re.compile(f"(?P<stem>[一-鿿]{{2,4}}?)(?P<level>{_LEVEL.pattern})")
_BEFORE = re.compile(f"(?:{parts('before the place of a body')})")
_STATE = re.compile(f"(?:{parts('governing body')}|委$)")
_CLAUSE = re.compile("[、，。；：（(和与及由]")
_LONG_LEVELS = tuple(level for level in parts("level of a division").split("|") if len(level) > 1)
_LEVELS = frozenset("省市县区乡镇村")
_LONGEST, _AHEAD = 8, 4


def find_divisions(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """The divisions that each name of an organisation or facility opens with, one behind the other."""
    heads: dict[int, int] = {}
    for one in found:
        if one.label in {"ORG", "LOC"} and one.source != "gazetteer":
            heads[one.start] = max(one.end, heads.get(one.start, 0))
    for start, end in heads.items():
        yield from (Found(*place, "LOC", SOURCE, _LIKELY) for place in _row(text, start, end))


def find_bodies_of_divisions(text: str) -> Iterator[Found]:
    """Bodies of divisions no list has, at the head of a clause or in a row: 、石沱省人民政府."""
    for start in (0, *(match.end() for match in _CLAUSE.finditer(text))):
        divisions = [*_row(text, start, len(text))]
        last = body_end(text, divisions[-1][1]) if divisions else 0
        if last and all(_may_stand(text, *place) for place in divisions):
            yield Found(start, last, "ORG", "organisations", DEPARTMENT)


def _may_stand(text: str, start: int, end: int) -> bool:
    """Whether a division nobody else proposes may begin a clause: its stem is no plain word and begins with
    none that names do not begin with."""
    return bool(stem_of_division(text[start:end])) and strip_starts(text, start, end) == start


def _row(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if before := _BEFORE.match(text, start, end):
        start = before.end()
    while start < end:
        if known := _known(text, start, end):
            start = known
        elif (match := _DIVISION.match(text, start, end - 1)) and _is_division(text, match, end):
            yield match.span()
            start = match.end()
        else:
            return


def _known(text: str, start: int, end: int) -> int:
    """Where a division of the list ends that begins there; 0 where none does."""
    if text[start : start + 2] not in _heads():
        return 0
    for last in range(min(start + _LONGEST, end - 1), start + 1, -1):
        place = known_places().get(text[start:last])
        if place is not None and place.whole and place.score >= SURE:
            return last
    return 0


@cache
def _heads() -> frozenset[str]:
    """The two characters that the divisions of the list begin with."""
    return frozenset(
        name[:2] for name, place in known_places().items() if place.whole and place.score >= SURE
    )


def _is_division(text: str, match: re.Match[str], end: int) -> bool:
    """Whether its level word is a word of its own (not in 沿海|城市, 某县|城) and what stands before it is a
    name: no plain word, but before a government."""
    stem = match["stem"]
    if is_generic(stem) or _LEVEL.fullmatch(match[0]):
        return False
    if not _is_level(text, *match.span("level"), match.start()):
        return False
    return names_place(stem) or _STATE.match(text, match.end(), end) is not None


def _is_level(text: str, start: int, end: int, first: int) -> bool:
    """Whether it is no part of a word (城|乡建设, 沿海城|市, 园|区), and the cut into words ends one there or
    a body begins behind it (市|民政局, 市|图书馆), though the cut has 市民 or 市图书馆."""
    longer = any(text.endswith(level, first, end) for level in _LONG_LEVELS if len(level) > end - start)
    if (
        longer
        or any(text.startswith(word, start) for word in words("place_continuations"))  # 石沱|区块链
        or is_generic(text[end - 2 : end])  # 石沱|农村
        or text[start - 1] in _LEVELS
    ):
        return False
    found = [(begin + first, last + first) for begin, last, _ in words_of(text[first : end + _AHEAD])]
    kinds = words("class_prefixes")
    if any(begin < start and last > end for begin, last in found) or any(
        first < begin < start and last == end and text[begin] in kinds for begin, last in found
    ):
        return False
    return body_end(text, end) > 0 or any(
        last == end or (begin == start and text[end:last] in suffixes()) for begin, last in found
    )


def goes_on_to_level(text: str, start: int, end: int) -> bool:
    """Whether a stretch is but the stem of a division there: 石沱|市, but 石沱|市场."""
    match = _LEVEL.match(text, end)
    return match is not None and _is_level(text, *match.span(), start)


def stem_of_division(name: str) -> str:
    """石沱 of 石沱市, "" where no name is left without the level word."""
    match = _DIVISION.fullmatch(name)
    return match["stem"] if match and names_place(match["stem"]) else ""
