"""Places known by name, where they stand in a text."""

import re
from collections.abc import Iterator
from functools import cache

from models.vocabularies import words
from pipeline.tagging.found import Found
from pipeline.tagging.lookup import Lookup
from pipeline.tagging.parts import parts
from pipeline.tagging.places import SURE, known_places, province_forms

SOURCE = "gazetteer"
_COMPOUND = 0.85
_PAIR = 0.9
FEATURES = frozenset("湾岛湖河江溪山岭峰峡茶")


@cache
def _lookups() -> tuple[Lookup, Lookup]:
    """The sure names and all the others."""
    places = known_places()
    sure = Lookup(name for name, place in places.items() if place.score >= SURE)
    return sure, Lookup(name for name in places if name not in sure)


@cache
def _traps() -> Lookup:
    return Lookup(words("place_traps", "phrase"))


@cache
def _level_words() -> Lookup:
    return Lookup(words("level_words"))


def find_places(text: str) -> list[Found]:
    """Every place the gazetteer knows, not overlapping; its score tells how much a name needs other evidence
    (see `Place`)."""
    traps = list(_traps().scan(text))
    sure, others = _lookups()
    taken = [span for span in _scan(text, sure) if not _trapped(span, traps)]
    covered = {index for start, end in taken for index in range(start, end)}
    free = [
        span
        for span in _scan(text, others)
        if covered.isdisjoint(range(*span)) and not _trapped(span, traps) and not _is_feature(text, span)
    ]
    places = known_places()
    found = [
        Found(start, end, "LOC", SOURCE, places[text[start:end]].score) for start, end in sorted(taken + free)
    ]
    return [*found, *_short_forms(text, covered)]


def _scan(text: str, names: Lookup) -> Iterator[tuple[int, int]]:
    """As `Lookup.scan`, but a level word that begins another word (某市|场) does not belong to the name."""
    for start, end in names.scan(text):
        if _level_words().end_at(text, end - 1) is None:
            yield start, end
        elif text[start : end - 1] in names:
            yield start, end - 1


def _is_feature(text: str, span: tuple[int, int]) -> bool:
    """Whether a doubtful name is part of that of a hill or a bay: 某山湾."""
    return text[span[1] : span[1] + 1] in FEATURES and text[span[0] : span[1] + 1] not in known_places()


def _trapped(span: tuple[int, int], traps: list[tuple[int, int]]) -> bool:
    """Whether a phrase that is no place overlaps the span without lying inside it."""
    return any(
        start < span[1] and span[0] < end and (start < span[0] or span[1] < end) for start, end in traps
    )


@cache
def _short_form_pattern() -> re.Pattern[str]:
    """One-character forms of provinces: two or more in a row (川渝, 沪苏浙), or one after 在 驻 赴 入 来 援
    or before 企 籍 商."""
    forms = "".join(province_forms())
    clear = "".join(form for form, certainty in province_forms().items() if certainty == "yes")
    return re.compile(
        rf"(?=[{clear}])(?:(?P<compound>(?<![{forms}])[{clear}][{clear}苏晋蒙贵陕甘青宁辽吉黑]{{1,4}}"
        rf"(?=[^一-鿿]|{parts('of provinces')}))"
        rf"|(?:(?<=[在驻赴来援返抵])|(?<=(?<![投融引纳列加导出流])入))(?P<after>[{clear}])"
        rf"(?![{forms}口岸区湾资流剧语菜药]|[一-鿿]?[市县区])"
        rf"|(?<![一-鿿])(?P<before>[{clear}])(?=[企籍商](?![业品务])))"
    )


def _short_forms(text: str, covered: set[int]) -> Iterator[Found]:
    for match in _short_form_pattern().finditer(text):
        if covered.isdisjoint(range(*match.span())):
            yield Found(*match.span(), "LOC", SOURCE, _PAIR if match["compound"] else _COMPOUND)


def may_begin_with_place(text: str) -> bool:
    """False where `find_places` finds none at the very beginning: a look at the first characters only."""
    return text[:1] in province_forms() or any(names.end_at(text, 0) is not None for names in _lookups())
