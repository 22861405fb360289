"""Lists of values, and the years they have one by one: 2023年和2025年分别达到60%和90%; 2016—2020年分别为 five
values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.figures.clauses import Paragraph
from pipeline.figures.spots import Draft
from pipeline.figures.times import Time
from pipeline.figures.words import verbs

_LIST_MARK = re.compile(r"[\s\u3000]*(?:、|和|及|与|以及|/)[\s\u3000]*")


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The place of a value in its list: `at` of `count`. `named` when each value tells of another thing,
    `each` when 分别 says that they go one by one."""

    at: int
    count: int
    named: bool = False
    each: bool = False


def lists_of(paragraph: Paragraph, drafts: Sequence[Draft]) -> tuple[ListPlace, ...]:
    """For each draft its place in the list of values it belongs to."""
    found: list[ListPlace] = []
    last = {draft.clause: draft.quantity.start for draft in drafts}
    reach: dict[int, int] = {}
    for run in _runs(paragraph, drafts):
        named = len({draft.metric for draft in run}) > 1
        clause = run[0].clause
        if clause not in reach:
            reach[clause] = _first_each(paragraph.text, paragraph.clauses[clause].start, last[clause])
        each = reach[clause] <= run[0].quantity.start
        found += [ListPlace(at, len(run), named, each) for at in range(len(run))]
    return tuple(found)


def _first_each(text: str, start: int, end: int) -> int:
    """Where the first 分别 between both ends; past the text where there is none."""
    places = ((text.find(word, start, end), word) for word in _each())
    return min((at + len(word) for at, word in places if at >= 0), default=len(text) + 1)


@cache
def _each() -> tuple[str, ...]:
    return tuple(word for word, verb in verbs().items() if verb.role == "each")


def _runs(paragraph: Paragraph, drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    run: list[Draft] = []
    for draft in drafts:
        if run and not _goes_on(paragraph.text, run[-1], draft):
            yield run
            run = []
        run.append(draft)
    if run:
        yield run


def _goes_on(text: str, left: Draft, right: Draft) -> bool:
    """Whether nothing but 、 or 和 parts two values of one clause."""
    return (
        left.clause == right.clause
        and _LIST_MARK.fullmatch(text, left.quantity.end, right.quantity.start) is not None
    )


def year_in_list(time: Time, place: ListPlace) -> Time:
    """The year of one value of a list, where the time that governs it has as many years as the list has
    values and 分别 says so of a span; else the time itself."""
    if place.count < 2 or place.named:
        return time
    if len(time.parts) == place.count:
        return time.parts[place.at]
    if not place.each or time.parts or time.first is None or time.last is None:
        return time
    if time.last - time.first + 1 != place.count:
        return time
    year = time.first + place.at
    return replace(time, text=str(year), first=year, last=year, computed=True)
