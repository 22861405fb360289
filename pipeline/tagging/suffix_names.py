"""Names told by their last word: 某市软件行业协会, 某湾工业区, 某至某高速公路."""

import re
from collections.abc import Iterator

from pipeline.tagging.found import Found
from pipeline.tagging.grammar import Clauses, Ending, endings, is_generic, level_starts, opens_generic, strip_starts

ANCHORED, LEVELLED, FREE = 0.8, 0.6, 0.5
_SMALL = frozenset("镇 乡 村 街道 社区 水库 河 湖 山 大桥 大道 公路 码头 新村 古镇 古村 灌区 景区 煤矿 油田 林场 农场".split())
_LEVEL_END = re.compile("[省市县区州盟旗]$")
_ROAD = re.compile(r"(?<![A-Za-z0-9])(?:[GSXY]\d{1,4}(?![0-9A-Za-z.%])(?!峰会|集团|国)(?:线|高速公路|高速)?|[国省县乡]道[GSXY]?\d{2,4}(?:线)?|(?:地铁|轨道交通)?\d{1,2}号线)")


def find_suffix_names(text: str, places: list[tuple[int, int]], known: list[tuple[int, int]]) -> Iterator[Found]:
    """Candidates for every suffix; `places` are sure places, `known` sure organisations, both may open a name."""
    clauses = Clauses(text, places + known)
    anchors = sorted({*places, *known})
    levels = sorted(level_starts(text))
    for ending in endings(text):
        begin = clauses.begin(ending.start)
        yield from _anchored(text, ending, begin, anchors)
        yield from _levelled(text, ending, begin, levels, anchors)
        if ending.suffix.free:
            yield from _free(text, ending, begin, anchors)


def find_roads(text: str) -> Iterator[Found]:
    """Numbered roads and lines: G60, 国道324, 地铁2号线."""
    for match in _ROAD.finditer(text):
        yield Found(*match.span(), "LOC", "facilities", 0.85)


def _found(start: int, ending: Ending, score: float) -> Found:
    source = "organisations" if ending.suffix.label == "ORG" else "facilities"
    return Found(start, ending.end, ending.suffix.label, source, score)


def _anchored(text: str, ending: Ending, begin: int, anchors: list[tuple[int, int]]) -> Iterator[Found]:
    """From the first place or known name behind the bound; a place name alone before a suffix it ends in is no name of its own."""
    inside = [(start, end) for start, end in anchors if begin <= start and end <= ending.start]
    if not inside:
        return
    start, end = inside[0]
    if ending.suffix.label == "LOC":
        start, end = _standing_alone(text, ending, inside)
    if strip_starts(text, begin, start) == start or start == begin or _joins(text, begin, start):
        yield _found(start, ending, ANCHORED)


def _joins(text: str, begin: int, start: int) -> bool:
    """Whether what stands between bound and anchor is not part of the name: at most a verb."""
    return True


def _standing_alone(text: str, ending: Ending, inside: list[tuple[int, int]]) -> tuple[int, int]:
    """A stacked address is split: the last place behind which a proper name follows does not belong to it."""
    start, end = inside[0]
    for following in inside[1:]:
        if following[0] == end and _LEVEL_END.search(text, start, end):
            start, end = following
    rest = text[end : ending.start]
    if _LEVEL_END.search(text, start, end) and rest and (ending.suffix.word in _SMALL or not opens_generic(rest)):
        return end, end
    return start, end


def _levelled(text: str, ending: Ending, begin: int, levels: list[tuple[int, int]], anchors: list[tuple[int, int]]) -> Iterator[Found]:
    """市环卫中心, 省农业科学院: organisations of the place the text is about."""
    if ending.suffix.label != "ORG":
        return
    for start, end in levels:
        if begin <= start and end <= ending.start and not any(s < ending.start and start < e for s, e in anchors):
            yield _found(start, ending, LEVELLED)
            return


def _free(text: str, ending: Ending, begin: int, anchors: list[tuple[int, int]]) -> Iterator[Found]:
    """Without a place in front: from the bound on, past verbs, when what is left names something."""
    start = strip_starts(text, begin, ending.start)
    core = text[start : ending.start]
    if len(core) >= 2 and not is_generic(core) and not any(start < s < ending.start for s, _ in anchors):
        yield _found(start, ending, FREE)
