"""The parts of a document: which of them look back and which ahead, and which time they hand on to numbers
that have none of their own."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from models.facts import Heading, Structure
from parsers.notation.labels import LabelKind, read_label
from pipeline.figures.anchors import Anchor
from pipeline.figures.clauses import cut
from pipeline.figures.surroundings import Surroundings, chain_of, leaning_of, outright, says_both
from pipeline.figures.times import Time, moved, text_of_years, times_of
from pipeline.figures.turns import turn_of
from pipeline.figures.words import metric_regex, metric_words

_BACK, _AHEAD, _UNKNOWN = -1.0, 1.0, 0.0
_PRELUDE = -1.0
_AHEAD_LEANING = 1.0


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading: `leaning` is what the nearest heading says of past and future, `side` that
    of the whole part (a report looks back, then ahead); `time` the one it hands on, `stated_at` the heading
    that states it (None: it follows from the part); `span` the years that this heading names beside it
    (2025年和“十四五”时期工作回顾), for yearly averages; `both` whether it names one of these by itself."""

    leaning: float
    side: float
    time: Time | None
    stated_at: int | None
    span: Time | None = None
    both: bool = False


@dataclass(frozen=True, slots=True)
class Turning:
    """The block from which on a report looks ahead (None: no such), under these headings."""

    block: int | None
    headings: frozenset[int | None]


def sections_of(structure: Structure, known: Surroundings) -> Mapping[int | None, Section]:
    """For each heading by its position (None: before the first) what holds under it."""
    stated = [_stated(structure, known.anchor, heading) for heading in structure.headings]
    turn = turn_of(structure, known.anchor) if known.report else None
    times = [
        _past_of_plan(_heading_time(found, known.anchor, heading, turn), heading, known)
        for found, heading in zip(stated, structure.headings, strict=True)
    ]
    sides = [
        _own_side(heading, time, known.anchor)
        for heading, time in zip(structure.headings, times, strict=True)
    ]
    opening = _opening_side(known)
    if known.report and (calling := _turn(structure, sides)) is not None:
        sides[calling] = _AHEAD
    begun_again = _begun_again(structure, sides) if known.report else frozenset[int]()
    parts = [
        _AHEAD if position in begun_again else _part_side(structure, position, sides)
        for position in range(len(sides))
    ]
    running = [*accumulate(parts, lambda before, part: part or before, initial=opening)]
    first = Section(leaning_of((), known.kind), opening, _time_of_side(known, opening), None)
    found: dict[int | None, Section] = {None: first}
    preludes = _preludes(structure, known)
    for position, side in enumerate(running[1:]):
        chain = positions_above(structure, position)
        inside = chain[:-1] if position in begun_again else chain
        stated_at = next((at for at in inside if times[at]), None)
        time = _time_of_side(known, side) if stated_at is None else times[stated_at]
        leaning = _PRELUDE if position in preludes else leaning_of(chain_of(structure, position), known.kind)
        named = stated[stated_at] if stated_at is not None else []
        span = next(filter(_is_span, named), None)
        both = span is not None and any(one.first == one.last == span.last for one in named)
        found[position] = Section(leaning, side, time, stated_at, span, both)
    return found


def is_of_goals(heading: Heading) -> bool:
    """Whether a heading calls what stands under it goals: 主要目标, 发展愿景, not 目标完成情况."""
    return outright(heading) > 0 and any(word in heading.title for word in metric_words("goal"))


def is_outlook(heading: Heading) -> bool:
    """Whether a heading looks beyond the years of the plan: 远景目标, 2035年展望."""
    return metric_regex("outlook").search(heading.title) is not None


def turning(structure: Structure, known: Surroundings, sections: Mapping[int | None, Section]) -> Turning:
    """Where a report turns within a part: in one without a heading that looks ahead, or under one that names
    both parts."""
    turn = turn_of(structure, known.anchor) if known.report else None
    ahead = any(section.side > 0 for section in sections.values())
    both = (at for at, heading in enumerate(structure.headings) if says_both(heading))
    return Turning(turn, frozenset(both) if ahead else frozenset(sections))


def section_ahead(known: Surroundings, above: Section) -> Section:
    """What holds behind the paragraph that begins the part ahead of a report without headings."""
    leaning = max(above.leaning, _AHEAD_LEANING)
    return Section(leaning, _AHEAD, _time_of_side(known, _AHEAD), None)


def _turn(structure: Structure, sides: list[float]) -> int | None:
    """In a report the heading that says nothing of its side but, as the next of its row behind the review,
    calls to do something: 一、1993年工作的回顾, 二、保持经济稳定增长."""
    labels = [read_label(heading.label) for heading in structure.headings]
    places: dict[tuple[LabelKind, int], list[int]] = defaultdict(list)
    for at, label in enumerate(labels):
        if label is not None:
            places[label.kind, label.number].append(at)
    for at, (side, label) in enumerate(zip(sides, labels, strict=True)):
        if side >= 0 or label is None:
            continue
        row = places.get((label.kind, label.number + 1), [])
        following = next(iter(row[bisect_right(row, at) :][:1]), None)
        if following is not None and not sides[following]:
            title = structure.headings[following].title
            return following if metric_regex("urging").match(title) else None
    return None


def _begun_again(structure: Structure, sides: list[float]) -> frozenset[int]:
    """The headings under a review whose numbers begin again with one, and those behind them: the heading of
    the part ahead is lost (一、2023年工作回顾（一）…（六）, （一）…)."""
    found: set[int] = set()
    under: dict[int, list[int]] = defaultdict(list)
    for position, heading in enumerate(structure.headings):
        if heading.parent is not None and structure.headings[heading.parent].parent is None:
            under[heading.parent].append(position)
    for parent, children in under.items():
        labels = [read_label(structure.headings[at].label) for at in children]
        numbers = [label.number if label else 0 for label in labels]
        again = next((at for at in range(1, len(children)) if numbers[at] == 1 < numbers[at - 1]), None)
        if sides[parent] < 0 and again is not None:
            found.update(children[again:])
    return frozenset(at for at in range(len(sides)) if found & {*positions_above(structure, at)})


def _preludes(structure: Structure, known: Surroundings) -> frozenset[int]:
    """The headings of a plan, by position, that say nothing of past or future and stand before the first that
    speaks of what is to be done: a plan begins with what there is."""
    if known.kind != "plan":
        return frozenset()
    said = [leaning_of(chain_of(structure, position)) for position in range(len(structure.headings))]
    begun = next((at for at, leaning in enumerate(said) if leaning > 0), None)
    return frozenset(at for at in range(begun or 0) if not said[at])


def positions_above(structure: Structure, position: int | None) -> tuple[int, ...]:
    """A heading and those above it by their positions, nearest first."""
    found: list[int] = []
    while position is not None and len(found) < len(structure.headings):
        found.append(position)
        position = structure.headings[position].parent
    return tuple(found)


def _stated(structure: Structure, anchor: Anchor | None, heading: Heading) -> list[Time]:
    """The times a heading states: 2023年工作回顾, 过去五年的工作; those of the title are of the whole."""
    if heading.block in structure.title_blocks:
        return []
    text = structure.document.blocks[heading.block].text[heading.start : heading.end]
    found = times_of(cut(text, ()), heading.block, anchor, _UNKNOWN)
    return [moved(time, heading.start) for time in found if time.text and not (time.passing or time.framed)]


def _past_of_plan(time: Time | None, heading: Heading, known: Surroundings) -> Time | None:
    """“十五五”时期发展的现实基础 in that plan is of no year: none of the plan's own is over where it looks
    back."""
    if known.kind != "plan" or known.plan is None or time is None or time.last is None:
        return time
    return None if time.last >= known.plan[0] and outright(heading) < 0 else time


def _is_span(time: Time) -> bool:
    return time.first is not None and time.last is not None and time.first < time.last


def _heading_time(
    stated: list[Time], anchor: Anchor | None, heading: Heading, turn: int | None
) -> Time | None:
    """The one of its times that a heading hands on.

    Of both parts of a report (2023年回顾和2024年安排) the first,
    up to the paragraph in which the second begins.
    """
    if len(stated) > 1 and turn is not None and heading.block < turn and says_both(heading):
        return stated[0]
    # “十五五”时期目标和2026年工作: what stands below is the work of the year, the goals say whose they are
    now = str(anchor.now) if anchor and outright(heading) >= 0 else ""
    return next((time for time in stated if time.text == now), stated[0] if stated else None)


def _own_side(heading: Heading, time: Time | None, anchor: Anchor | None) -> float:
    """Back or ahead, as the time of a heading or its words say."""
    if time is not None and time.last is not None and anchor is not None:
        return _BACK if time.last <= anchor.done else _AHEAD
    return outright(heading)


def _part_side(structure: Structure, position: int, sides: list[float]) -> float:
    """The side of the outermost heading that says one."""
    return next((sides[at] for at in reversed(positions_above(structure, position)) if sides[at]), _UNKNOWN)


def _opening_side(known: Surroundings) -> float:
    """A report begins with what was done."""
    return _BACK if known.report or known.bulletin else _UNKNOWN


def _time_of_side(known: Surroundings, side: float) -> Time | None:
    """In a report the year done or the one planned for; in a bulletin its year."""
    anchor = known.anchor
    if anchor is None or not (known.report or known.bulletin) or not side:
        return None
    year = anchor.done if side < 0 or known.bulletin else anchor.first
    return Time(anchor.place, text_of_years(year, year), year, year, computed=year != anchor.now)
