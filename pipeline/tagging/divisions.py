"""Divisions no list has, told by their level word at the head of a longer name: 石沱市 of 石沱市水利局."""

import re
from collections.abc import Iterable, Iterator

from models.vocabularies import words
from pipeline.names.trie import code_points
from pipeline.names.words import cut
from pipeline.tagging.found import Found
from pipeline.tagging.grammar import is_generic, suffixes
from pipeline.tagging.parts import parts
from pipeline.tagging.places import SURE, is_whole, known_places
from pipeline.tagging.stems import names_place

SOURCE = "nesting"
_LIKELY = 0.75
_LEVEL = re.compile(f"(?:{parts('level of a division')})")  # 自治区 says which level
_DIVISION = re.compile(f"(?P<stem>[一-鿿]{{2,4}}?)(?P<level>{_LEVEL.pattern})")
_BEFORE = re.compile(f"(?:{parts('before the place of a body')})")
_STATE = re.compile(f"(?:{parts('governing body')}|委$)")
_LONGEST, _AHEAD = 8, 4


def find_divisions(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """The divisions that each name of an organisation or facility opens with, one behind the other."""
    heads: dict[int, int] = {}
    for one in found:
        if one.label in {"ORG", "LOC"} and one.source != "gazetteer":
            heads[one.start] = max(one.end, heads.get(one.start, 0))
    for start, end in heads.items():
        yield from (Found(*place, "LOC", SOURCE, _LIKELY) for place in _row(text, start, end))


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
    for last in range(min(start + _LONGEST, end - 1), start + 1, -1):
        place = known_places().get(text[start:last])
        if place is not None and place.whole and place.score >= SURE:
            return last
    return 0


def _is_division(text: str, match: re.Match[str], end: int) -> bool:
    """Whether its level word is a word of its own (not in 沿海|城市, 某县|城) and what stands before it is a
    name: no plain word, but before a government."""
    stem = match["stem"]
    level = _is_level(text, *match.span("level"), match.start())
    if not level or is_generic(stem) or _LEVEL.fullmatch(match[0]):
        return False
    governed = _STATE.match(text, match.end(), end) and not stem.endswith(tuple(words("class_prefixes")))
    return bool(names_place(stem) or governed)


def _is_level(text: str, start: int, end: int, first: int) -> bool:
    """Whether the cut into words has the level word as one, with what stands before it (得妥镇) or with the
    kind of body behind it (市图书馆); 禾|丰县 is a place in either way."""
    for begin, last, _ in cut(code_points(text[first : end + _AHEAD]))[0]:
        begin, last = begin + first, last + first
        if last == end and (begin in {first, start} or is_whole(text[begin:last])):
            return True
        if begin == start and last > end:
            return text[end:last] in suffixes()
    return False


def goes_on_to_level(text: str, start: int, end: int) -> bool:
    """Whether a stretch is but the stem of a division there: 石沱|市, but 石沱|市场."""
    match = _LEVEL.match(text, end)
    return match is not None and _is_level(text, *match.span(), start)


def stem_of_division(name: str) -> str:
    """石沱 of 石沱市, "" where no name is left without the level word."""
    match = _DIVISION.fullmatch(name)
    return match["stem"] if match and names_place(match["stem"]) else ""
