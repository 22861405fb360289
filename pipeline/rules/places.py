"""A place that belongs to another plan: text copied from the plan of another city or county, told where a
sentence says of that place what a plan says of its own."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from models.vocabularies import gazetteer_rows, words
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, sides, span
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_LEADS: Final = any_of("place_lead")
_SUFFIX: Final = any_of("place_end")
_GENERAL: Final = frozenset("全我本各该贵整两多某此每在从对以由及和与是今明去年")
_MOST_TIMES: Final = 2
_LEAST_STEM: Final = 2


def foreign_place(held: Held) -> Iterator[Result]:
    """Places of the level of the plan's own, of which a sentence says what a plan says of its own place."""
    own = _own(held)
    if own is None:
        return
    for block in held.prose():
        for found in _frames().finditer(block.text) if _glance().search(block.text) else ():
            place = found["place"]
            if _is_no_name(place):
                continue
            side = span(block, found.start("place"), found.end("place"))
            if _is_own(place, held.region or "", held.title):
                yield agreed(side)
            elif _level(place) == _level(own) and not _is_of_region(place, own) and _is_rare(held, place):
                yield _finding(held, side)


def _is_no_name(place: str) -> bool:
    """Words that only look like a place (今年全市, 智慧城市), or that hold more than its name."""
    return (
        bool(_GENERAL & set(place))
        or place in words("generic_divisions")
        or any(place.endswith(word) for word in words("place_lookalikes"))
        or re.search(f".(?:{_LEADS})", place) is not None
    )


def _own(held: Held) -> str | None:
    """The last division of the plan's place (乙县 of 甲市乙县)."""
    parts = re.findall(rf"[\u3400-\u9fff]{{1,9}}?(?:{_SUFFIX})", held.region or "")
    return parts[-1] if parts else None


def _is_own(place: str, region: str, title: str) -> bool:
    """Whether the plan's title or place has this name, with or without what it is a part of."""
    stem = re.sub(f"(?:{_SUFFIX})$", "", place)
    return (
        len(stem) < _LEAST_STEM
        or stem in title
        or set(stem) <= set(region)
        or any(part in place for part in re.split(f"(?:{_SUFFIX})", region) if len(part) >= _LEAST_STEM)
    )


def _level(place: str) -> str:
    return next(suffix for suffix in _SUFFIX.split("|") if place.endswith(suffix))


def _is_of_region(place: str, own: str) -> bool:
    """Whether one of the two lies in the other, as the list of divisions has it."""
    return any(
        one.startswith(other) or other.startswith(one)
        for one in _codes().get(place, ())
        for other in _codes().get(own, ())
    )


def _is_rare(held: Held, place: str) -> bool:
    """A place named again and again is what the text is about (a neighbour, a partner), not a slip."""
    return sum(block.text.count(place) for block in held.prose()) <= _MOST_TIMES


def _finding(held: Held, side: Side) -> Finding:
    message = say("foreign_place", place=side.quote, region=held.region)
    return Finding(message, sides(side, _title_side(held)), held.region, side.quote)


def _title_side(held: Held) -> Side | None:
    """Where the title names the plan's own place."""
    titles: Iterator[BlockRow] = (block for block in held.blocks.values() if block.kind == "title")
    for block in titles:
        at = block.text.find(held.region or "")
        if at >= 0:
            return span(block, at, at + len(held.region or ""))
    return None


@cache
def _glance() -> re.Pattern[str]:
    """What a frame ends in, wherever it stands."""
    return re.compile("|".join(sorted(words("own_place_frames"), key=lambda word: (-len(word), word))))


@cache
def _frames() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[，,。；;：:、\s（(”])|{_LEADS})(?P<place>(?!{_LEADS})[\u3400-\u9fff]{{2,4}}?(?:{_SUFFIX}))"
        rf"(?:[\u3400-\u9fff]{{2,6}}(?=事业迈上)|[\u3400-\u9fff]{{2,8}}?(?:{any_of('whole_of_place')})(?={any_of('how_far')}))?"
        rf"(?:{_glance().pattern})"
    )


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """The codes of each division by its name; those of a part begin with those of the whole."""
    found: dict[str, list[str]] = {}
    for row in gazetteer_rows("divisions"):
        found.setdefault(row["name"], []).append(row["code"])
    return {name: tuple(codes) for name, codes in found.items()}


RULES = (
    Rule(
        "foreign_place",
        "warning",
        foreign_place,
        "A sentence says of another place of the same level what a plan says of its own: text copied from the"
        " plan of that place.",
        "“到2025年，丙市基本建成节水型社会” in the plan of 甲市",
        "Write the own place, and read what stands around it again.",
        "A neighbour or partner spoken of in the words of the own place. A place named three times or more is"
        " not told.",
    ),
)
