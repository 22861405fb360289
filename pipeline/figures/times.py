"""The times a paragraph names: years and plan periods as printed, and 今年, 上年, 目前 as far as they can be
resolved."""

import re
from dataclasses import dataclass

from parsers.notation.period import Period, find_periods
from pipeline.figures.clauses import Paragraph, Span
from pipeline.figures.words import time_words


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed: a span of a block."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Time:
    """A time and where it is printed. `text` is the year or years (`2020`, `2021-2025`), "" where none is
    known (目前, 今年 of no year).

    `resting` is where the year is printed that 今年 was resolved by; `passing` words (同期, 当年) leave the
    time as it was.
    """

    place: Place
    text: str
    first: int | None
    last: int | None
    resting: Place | None = None
    passing: bool = False

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.place.end


@dataclass(frozen=True, slots=True)
class ReportYear:
    """The year a work report plans for, and where that year is printed."""

    year: int
    place: Place


def times_of(
    paragraph: Paragraph, block: int, report: ReportYear | None, looking_back: bool
) -> tuple[Time, ...]:
    """All times of a paragraph in order, but for those in titles (《》). `looking_back` decides what 全年
    means in a work report."""
    found = [_stated(period, paragraph.text, block) for period in find_periods(paragraph.text)]
    taken = [(time.place.start, time.place.end) for time in found] + list(paragraph.titles)
    pattern, offsets = time_words()
    words = [
        match
        for match in pattern.finditer(paragraph.text, paragraph.start)
        if not _inside(match.span(), taken)
    ]
    found += [
        _deictic(Place(block, *match.span()), offsets[match[0]], report, looking_back) for match in words
    ]
    kept = [
        t
        for t in found
        if t.place.start >= paragraph.start
        and not _inside((t.place.start, t.place.end), list(paragraph.titles))
    ]
    return tuple(sorted(kept, key=lambda time: time.place.start))


def _inside(span: Span, others: list[Span]) -> bool:
    return any(first < span[1] and span[0] < last for first, last in others)


_NAMED = re.compile(
    "[”’]?(?:[^，。；0-9]{0,4}规划|纲要|前?中期评估|中调|计划(?!期)|建议|开局|收官|目标任务|碳达峰|碳中和)"
)


def is_part_of_name(text: str, period: Period) -> bool:
    """“十四五” in “十四五”规划."""
    return _NAMED.match(text, period.end) is not None


def _stated(period: Period, text: str, block: int) -> Time:
    """A period as printed; as part of a name (“十四五”规划, 2030年前碳达峰) it is not the time of a
    number."""
    place = Place(block, period.start, period.end)
    return Time(
        place,
        period.text,
        period.start_year,
        period.end_year,
        passing=is_part_of_name(text, period) or not period.text,
    )


def _deictic(place: Place, offset: str, report: ReportYear | None, looking_back: bool) -> Time:
    if offset == "same":
        return Time(place, "", None, None, passing=True)
    if report is None or offset == "":
        return Time(place, "", None, None, passing=offset == "year")
    shift = {"year": -1 if looking_back else 0, "last": -1}.get(offset)
    year = report.year + (int(offset) if shift is None else shift)
    return Time(place, str(year), year, year, resting=report.place)
