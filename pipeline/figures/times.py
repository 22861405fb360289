"""The times a paragraph names: years and plan periods as printed, and 今年, 上年, 过去五年, 目前 as far as
they can be resolved."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.names import PeriodBasis
from models.quick import quick
from parsers.notation.period import Period, find_periods
from pipeline.figures.anchors import Anchor, Place
from pipeline.figures.clauses import Paragraph, Span
from pipeline.figures.time_words import TimeWord, find_time_words, frame_of, name_behind
from pipeline.figures.words import metric_ending

_LONGEST_CASE = 3
_SINCE = re.compile("(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[以之]?[后起前][^，。；：]{1,12}的")
_AND = re.compile(r"[\s\u3000]*(?:、|和|及|与|以及)[\s\u3000]*")
_BUILT_BEFORE = re.compile("(?:以|之)?[前后][^，。；：、的0-9]{1,8}的(?=[一-鿿])")
_REACHED = ("到", "至")
_UPON = re.compile("[^，。；、]{1,20}基础上")  # 在2015年连续增产的基础上
_REACH = 8  # characters on either side of a time that can make it a base or a price level


@quick
@dataclass(frozen=True, slots=True)
class Time:
    """A time and where it is printed. `text` is the year or years (`2020`, `2021-2025`), "" where none is
    known (目前, 今年 of no year).

    `resting` is where the year is printed that 今年 was resolved by; `passing` words (同期, 当年) leave the
    time as it was. `shift` is the years that 上年 (-1) lies off the year it is seen from. `framed` times are
    what others are compared with (与2015年相比, 以2015年为基数), not the time of a number. `computed` when
    the years are not those printed but follow from them (a review of 2022 in a report of 2023); `parts` are
    the years of a list (2023年和2025年). `vague` words (近年来) hold for their own sentence only,
    as do `near` ones (近三年);
    `count` is the number of years that words name (五 in 五年来) where nothing tells which. `aimed` when a
    line before hands on what 到 reaches (到2025年，…: and its list).
    """

    place: Place
    text: str
    first: int | None
    last: int | None
    resting: Place | None = None
    passing: bool = False
    shift: int = 0
    framed: bool = False
    around: Place | None = None
    computed: bool = False
    vague: bool = False
    near: bool = False
    count: int = 0
    parts: "tuple[Time, ...]" = ()
    aimed: bool = False

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.place.end


def moved(time: Time, by: int) -> Time:
    """A time printed so much further on; where its year rests stays."""
    place = Place(time.place.block, time.place.start + by, time.place.end + by)
    return replace(time, place=place, parts=tuple(moved(part, by) for part in time.parts))


@quick
@dataclass(frozen=True, slots=True)
class When:
    """The time of a figure and how it has it; the time's text is "" where its words name no year (目前)."""

    time: Time
    basis: PeriodBasis

    @property
    def known(self) -> bool:
        """Whether any year is named."""
        return bool(self.time.text)

    @property
    def year(self) -> int | None:
        """The year, when it is one."""
        return self.time.first if self.time.first == self.time.last else None


def times_of(paragraph: Paragraph, block: int, anchor: Anchor | None, side: float) -> tuple[Time, ...]:
    """All times of a paragraph in order, but for those in titles (《》).

    Args:
        paragraph: the text, cut.
        block: ordinal of its block.
        anchor: what 今年 and 过去五年 are counted from; None when unknown.
        side: below 0 where the part of the document looks back, above 0 where it looks ahead, which decides
            what 全年 means.
    """
    text, titles = paragraph.text, paragraph.titles
    stated = [_stated(period, text, block, anchor) for period in find_periods(text)]
    taken = [(time.place.start, time.place.end) for time in stated]
    words = [word for word in find_time_words(text, paragraph.start) if not _inside(word, taken)]
    spoken = [_spoken(word, Place(block, word.start, word.end), anchor, side) for word in words]
    found = [time for time in (*stated, *spoken) if time.place.start >= paragraph.start]
    kept = [_framed(time, text) for time in found if not _inside(time.place, titles)]
    return tuple(_listed(sorted(kept, key=lambda time: time.place.start), text))


def _listed(times: Sequence[Time], text: str) -> Iterator[Time]:
    """Years that only 、 or 和 part (2023年和2025年) as one time of several parts."""
    run: list[Time] = []
    for time in times:
        if run and not (_is_listed(run[-1]) and _is_listed(time) and _joined(run[-1], time, text)):
            yield _one_of(run)
            run = []
        run.append(time)
    if run:
        yield _one_of(run)


def _is_listed(time: Time) -> bool:
    return bool(time.text) and time.first == time.last and not (time.passing or time.framed or time.resting)


def _joined(left: Time, right: Time, text: str) -> bool:
    return _AND.fullmatch(text, left.end, right.place.start) is not None


def _one_of(run: Sequence[Time]) -> Time:
    """A list of years: a span where they follow each other, else no one time; each value may have its own."""
    if len(run) == 1:
        return run[0]
    first, last = run[0], run[-1]
    place = Place(first.place.block, first.place.start, last.end)
    years = [time.first or 0 for time in run]
    if years != list(range(years[0], years[0] + len(years))):
        return Time(place, "", None, None, parts=tuple(run))
    return Time(place, f"{years[0]}-{years[-1]}", years[0], years[-1], parts=tuple(run))


def _inside(place: Place | TimeWord, others: Sequence[Span]) -> bool:
    return any(first < place.end and place.start < last for first, last in others)


def _tells_which(text: str, period: Period) -> bool:
    """对2029年1月1日后认定的平台，给予…: since when the cases are that the clause is for."""
    opened = metric_ending("case").search(text, max(0, period.start - _LONGEST_CASE), period.start)
    return opened is not None and _SINCE.match(text, period.end) is not None


def is_part_of_name(text: str, period: Period) -> bool:
    """“十四五” in “十四五”规划."""
    return name_behind().match(text, period.end) is not None


def _is_built_before(text: str, period: Period, anchor: Anchor | None) -> bool:
    """2000年底前建成的小区, 2018年以后出生的儿童: which things are meant, not when. 到2025年前完成的 is
    reached, and so is a year of the plan's own (2022年底前完成的)."""
    ahead = anchor is not None and period.end_year is not None and period.end_year >= anchor.first
    reached = ahead or text.endswith(_REACHED, 0, period.start)
    return not reached and _BUILT_BEFORE.match(text, period.end) is not None


def _framed(time: Time, text: str) -> Time:
    start, end = time.place.start, time.place.end
    frame = frame_of(text[max(0, start - _REACH) : start], text[end : end + _REACH])
    if frame is None:
        upon = _UPON.match(text, end) if text.endswith("在", 0, start) else None
        around = Place(time.place.block, start - 1, upon.end()) if upon else None
        return replace(time, framed=True, around=around) if upon else time
    around = Place(time.place.block, start - len(frame.before), end + len(frame.after))
    return replace(
        time,
        passing=time.passing or frame.price,
        framed=not frame.price,
        around=around if frame.after else None,
    )


def _stated(period: Period, text: str, block: int, anchor: Anchor | None) -> Time:
    """A period as printed; as part of a name (“十四五”规划, 2030年前碳达峰) it is not the time of a
    number. 2019年以来 reaches to the last year that the document looks back on, where that is known."""
    if period.start_year and period.start_year == period.end_year and text.startswith("以来", period.end):
        return _since(period.start_year, Place(block, period.start, period.end + len("以来")), anchor)
    place = Place(block, period.start, period.end)
    passing = is_part_of_name(text, period) or not period.text or _tells_which(text, period)
    passing = passing or _is_built_before(text, period, anchor)
    return Time(place, period.text, period.start_year, period.end_year, passing=passing)


def _since(year: int, place: Place, anchor: Anchor | None) -> Time:
    last = max(year, anchor.done) if anchor else None
    if anchor is None or last is None:
        return Time(place, "", None, None)
    return Time(place, text_of_years(year, last), year, last, anchor.place, computed=True)


def _spoken(word: TimeWord, place: Place, anchor: Anchor | None, side: float) -> Time:
    """A word of time, with its years where the document's own are known."""
    shift = _shift(word)
    if word.offset == "same" and not _is_whole_plan(word, anchor):
        return Time(place, "", None, None, passing=True)
    years = _years(word, anchor, side) if anchor else None
    if years is None or anchor is None:
        passing = word.offset in _LEAVES or (word.offset == "" and _tells_one_year(anchor))
        vague = word.offset == "vague"
        return Time(place, "", None, None, passing=passing, shift=shift, vague=vague, count=word.count)
    near = word.offset == "near"
    return Time(place, text_of_years(*years), *years, anchor.place, shift=shift, near=near)


def _is_whole_plan(word: TimeWord, anchor: Anchor | None) -> bool:
    """五年内 in a plan of five years is its years."""
    return anchor is not None and anchor.now is None and 1 < word.count == anchor.last - anchor.first + 1


def _tells_one_year(anchor: Anchor | None) -> bool:
    """目前 in a bulletin is the end of its year."""
    return anchor is not None and anchor.done == anchor.now


# words that leave the time as it was; 一年来 that of the heading, where no year is known to count from
_LEAVES = frozenset({"year", "head", "rear", "end", "span", "done"})


def _shift(word: TimeWord) -> int:
    if word.offset == "back":
        return -word.count
    return int(word.offset) if word.offset.lstrip("-").isdigit() else 0


def _years(word: TimeWord, anchor: Anchor, side: float) -> Span | None:
    """First and last year a word names."""
    offset, count = word.offset, word.count
    if offset.lstrip("-").isdigit():
        return _one(None if anchor.now is None else anchor.now + int(offset))
    if offset == "year":
        return _one(_whole_year(anchor, side))
    if offset in ("end", "span", "head", "rear"):
        return _of_plan(offset, count, anchor)
    if offset == "same":
        return anchor.first, anchor.last
    return {
        "done": (anchor.done, anchor.done),
        "past": (anchor.done - count + 1, anchor.done),
        "near": (anchor.done - count + 1, anchor.done),
        "ahead": (anchor.first, anchor.first + count - 1),
    }.get(offset)


def _one(year: int | None) -> Span | None:
    return None if year is None else (year, year)


def _whole_year(anchor: Anchor, side: float) -> int | None:
    """全年 in a part that looks back is the year done, else the year planned for; where the part is not
    known it says nothing, but for a bulletin, which looks back only."""
    if not anchor.annual:
        return None
    if anchor.done == anchor.now or side < 0:
        return anchor.done
    return anchor.now if side > 0 else None


def _of_plan(offset: str, count: int, anchor: Anchor) -> Span | None:
    """A part of a plan of several years: 前三年, 后两年, 规划期末."""
    first, last = anchor.first, anchor.last
    if first == last or count > last - first:
        return None
    parts = {
        "end": (last, last),
        "span": (first, last),
        "head": (first, first + count - 1),
        "rear": (last - count + 1, last),
    }
    return parts[offset]


def text_of_years(first: int, last: int) -> str:
    """`2020` or `2021-2025`."""
    return str(first) if first == last else f"{first}-{last}"
