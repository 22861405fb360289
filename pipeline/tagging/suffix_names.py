"""Names told by their last word: 某市软件行业协会, 某湾工业区, 某至某高速公路."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from models.vocabularies import words
from pipeline.tagging.found import Found
from pipeline.tagging.grammar import (
    Clauses,
    Ending,
    balanced,
    endings,
    is_generic,
    level_starts,
    opens_generic,
    strip_starts,
)
from pipeline.tagging.parts import parts
from pipeline.tagging.places import is_whole
from pipeline.tagging.stems import joins_places, names_place

ANCHORED, LEVELLED, FREE, POOR, CERTAIN = 0.8, 0.65, 0.6, 0.55, 0.9
BOUND = frozenset({ANCHORED, FREE})
_SMALL = {
    "镇",
    "街道",
    "社区",
    "水库",
    "大桥",
    "大道",
    "公路",
    "码头",
    "新村",
    "古镇",
    "古村",
    "灌区",
    "景区",
    "煤矿",
    "油田",
    "林场",
    "农场",
}
_HOLDERS = frozenset("区港岛湾城")  # what other names may begin with: 某港疏港铁路, 某区数据中心
_ROUTE_ENDS = 4
_BEFORE, _AFTER = frozenset("、，。；：“（和与及"), frozenset("、，。；等）”和与及")
_ROAD = re.compile(
    r"(?=[东西南北GSXY国省县乡地轨\d])"
    r"(?:[东西南北]外环(?:路|线)?|(?<![A-Za-z0-9])(?:[GSXY]\d{1,4}(?![0-9A-Za-z.%])(?!峰会|集团|国)(?:线|高速公路|高速)?|(?P<called>[国省县乡]道[GSXY]?\d{2,4}(?:线)?)|(?<![\d.])\d{2,4}[国省县]道|(?:地铁|轨道交通)?\d{1,2}号线))"
)


_NUMBERED, _PART = 0.85, 0.75
_LINE = re.compile(f"(?:{parts('railway in a city')})(?P<of>(?:(?!号)[一-鿿]){{2}})线")
# what a line of so many kilovolts is called after: 500千伏某某输变电工程
_SUBSTATION = re.compile(f"千伏(?P<of>(?:(?!等)[一-鿿]){{2,3}}?)(?=(?:{parts('works of a power line')}))")


# where something lies: 在石沱山北侧, 选址于石沱路
_LANDMARK = re.compile(
    "(?<=[在于至沿])[一-鿿]{1,3}(?:[山河江湖路街]|大道)(?=[东西南北]{1,2}[侧麓岸面]|以[东西南北])"
    f"|(?:{'|'.join(f'(?<={verb})' for verb in parts('lying').split('|'))})[一-鿿]{{2,3}}(?:路|街|大道)"
)


class _Spans:
    """Spans in order, of which a stretch is found without going through all."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._longest = max((end - start for start, end in self._spans), default=0)

    def between(self, begin: int, end: int) -> list[tuple[int, int]]:
        """All that touch a stretch (and some before it), in order."""
        low = bisect_left(self._spans, (begin - self._longest, 0))
        return self._spans[low : bisect_left(self._spans, (end, 0))]


def find_suffix_names(
    text: str, places: list[tuple[int, int]], known: list[tuple[int, int]]
) -> Iterator[Found]:
    """Candidates for every suffix; `places` are sure places, `known` sure organisations, both may open a
    name."""
    ends = endings(text)
    if not ends:
        return
    clauses = Clauses(text, places + known, [ending.end for ending in ends])
    anchors, levels = _Spans({*places, *known}), _Spans(level_starts(text))
    for ending in ends:
        begin = clauses.begin(ending.start)
        near = anchors.between(begin, ending.start)
        yield from _anchored(text, ending, begin, near)
        yield from _levelled(text, ending, begin, levels.between(begin, ending.start), near)
        if ending.suffix.free:
            yield from _free(text, ending, begin, near)


def find_roads(text: str) -> Iterator[Found]:
    """Numbered roads and lines: G60, 国道324, 地铁2号线."""
    for match in _ROAD.finditer(text):
        yield Found(*match.span(), "LOC", "facilities", CERTAIN if match["called"] else _NUMBERED)
    for match in _LINE.finditer(text):
        yield Found(*match.span(), "LOC", "facilities", CERTAIN)
        yield Found(*match.span("of"), "LOC", "nesting", _PART)
    for match in _LANDMARK.finditer(text):
        if not is_generic(match[0]):
            yield Found(*match.span(), "LOC", "facilities", CERTAIN)
    for match in _SUBSTATION.finditer(text):
        if names_place(match["of"]):
            yield Found(*match.span("of"), "LOC", "organisations", CERTAIN)


def _found(text: str, start: int, ending: Ending, score: float) -> Found:
    source = (
        "organisations"
        if ending.suffix.label == "ORG"
        else "zones"
        if ending.suffix.word[-1] in _HOLDERS
        else "facilities"
    )
    if ending.suffix.certainty == "sure" and score == ANCHORED:
        score = CERTAIN
    if score in BOUND and _bounded(text, start, ending.end):
        score = CERTAIN
    return Found(
        start,
        ending.end,
        ending.suffix.label,
        source,
        min(score, POOR) if ending.suffix.certainty == "poor" else score,
    )


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether it is an item of a list."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before in _BEFORE and after in _AFTER and (before == "、" or after in {"、", "等"})


def _anchored(text: str, ending: Ending, begin: int, anchors: list[tuple[int, int]]) -> Iterator[Found]:
    """From the first place or known name behind the bound; one in brackets opens no name."""
    inside = [
        (start, end)
        for start, end in anchors
        if begin <= start and end <= ending.start and text[start - 1 : start] not in {"（", "("}
    ]
    if not inside:
        return
    start = _standing_alone(text, ending, inside) if ending.suffix.label == "LOC" else inside[0][0]
    if balanced(text[start : ending.end]):
        yield _found(text, start, ending, ANCHORED)


def _standing_alone(text: str, ending: Ending, inside: list[tuple[int, int]]) -> int:
    """A stacked address is split: the last place behind which a proper name follows does not belong to it."""
    start, end = inside[0]
    for following in inside[1:]:
        if following[0] == end and is_whole(text[start:end]):
            start, end = following
    rest = text[end : ending.start]
    if is_whole(text[start:end]) and rest and (ending.suffix.word in _SMALL or not opens_generic(rest)):
        return end
    return start


def _levelled(
    text: str, ending: Ending, begin: int, levels: list[tuple[int, int]], anchors: list[tuple[int, int]]
) -> Iterator[Found]:
    """市环卫中心, 省农业科学院: organisations of the place the text is about."""
    if ending.suffix.label != "ORG":
        return
    for start, end in levels:
        if (
            begin <= start
            and end <= ending.start
            and not any(s < ending.start and start < e for s, e in anchors)
        ):
            yield _found(text, start, ending, LEVELLED)
            return


def _free(text: str, ending: Ending, begin: int, anchors: list[tuple[int, int]]) -> Iterator[Found]:
    """Without a place in front: from the bound on, past verbs, when what is left names something."""
    start = strip_starts(text, begin, ending.start)
    core = text[start : ending.start]
    open_name = any(start < s < ending.start and text[s - 1] not in "（(" for s, _ in anchors)
    if len(core) >= 2 and not is_generic(core) and not open_name and balanced(core):
        if _is_route(ending, core) and start - begin != 1 and not _touches(start, ending.start, anchors):
            yield _found(text, start, ending, CERTAIN)
        yield _found(text, start, ending, FREE)


def _is_route(ending: Ending, core: str) -> bool:
    """甲乙 or 甲乙丙 before 高铁: no word of the dictionary, so a pair of cities; 甲至乙 before it."""
    if ending.suffix.word not in words("route_tails"):
        return False
    return (len(core) <= _ROUTE_ENDS and names_place(core)) or joins_places(core)


def _touches(start: int, end: int, anchors: list[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in anchors)
