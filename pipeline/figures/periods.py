"""Which time a number is of: what its clause prints, else what opens a clause before, the sentence, or a
sentence before."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import takewhile

from models.names import PeriodBasis
from pipeline.figures.adverbials import adverbial_behind
from pipeline.figures.bases import compared_times, time_right_before
from pipeline.figures.clauses import INDENT, Clause, Paragraph
from pipeline.figures.heads import text_of
from pipeline.figures.series import ListPlace, lists_of, year_in_list
from pipeline.figures.spots import Draft
from pipeline.figures.time_words import comparison_words
from pipeline.figures.times import Time, When, text_of_years
from pipeline.figures.words import metric_ending

_OPENING = 6  # a time governs what follows when no more than this stands before it in its clause
_SHORT_CLAUSE = 12
_NEAR_YEARLY = 80
_SPAN = 2  # years
_YEAR_TO_YEAR = re.compile("年[至到]")
_OF_A_YEAR = "年度"
_OF_WHAT = re.compile(r"[”’]?[^，。；、\d]{1,6}的\d")
_LEADING_IN = tuple("到至在于从自截对和与及比较由")
_COLONS = ("：", ":")
_STARTS, _PURPOSES, _REACHING = ("由", "从", "自"), ("为",), ("到", "至")

_Positions = Mapping[int | None, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A paragraph's times by clause: `all` of them, `opening` those that govern what follows. Times of a
    base (比2015年) or a start (从2015年的37.2%) belong to their own number only and are in neither.

    `opened` are the clauses that have an opening time, `leading` those whose opening time governs other
    sentences too, by the bracket they stand in; `lines` is for each clause the first one of its line.
    """

    all: tuple[tuple[Time, ...], ...]
    opening: tuple[tuple[Time, ...], ...]
    opened: _Positions
    leading: _Positions
    lines: tuple[int, ...]


def calendar(paragraph: Paragraph, times: tuple[Time, ...], drafts: tuple[Draft, ...]) -> Calendar:
    """The times of a paragraph sorted to its clauses."""
    bound = {time.place for draft in drafts for time in _bound(draft, paragraph, times)}
    free = [time for time in times if time.place not in bound and not (time.passing or time.framed)]
    starts = [time.place.start for time in free]
    held = tuple(
        tuple(_in_clause(clause, free[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]))
        for clause in paragraph.clauses
    )
    opening = tuple(
        tuple(time for time in found if _opens(time, clause))
        for clause, found in zip(paragraph.clauses, held, strict=True)
    )
    opened = [at for at, found in enumerate(opening) if found]
    framed = [time.place.start for time in times if time.framed]
    leading = [
        at
        for at in opened
        if any(_lasts(time) and not _is_attribute(time, paragraph.clauses[at]) for time in opening[at])
        and (_opens_sentence(paragraph, at, framed) or any(_is_alone(t, paragraph, at) for t in opening[at]))
    ]
    return Calendar(
        held, opening, _by_bracket(paragraph, opened), _by_bracket(paragraph, leading), _lines(paragraph)
    )


def _lasts(time: Time) -> bool:
    """Whether a time may hold for the sentences behind its own."""
    return not (time.vague or time.near)


def _is_attribute(time: Time, clause: Clause) -> bool:
    """Whether a year belongs to what somebody is told of (他1957年的著作，…): it says when that is from."""
    led = _follows(time, clause.view, _LEADING_IN) or not clause.view[clause.start : time.place.start].strip()
    return clause.view.startswith("的", time.end) and not led


def _is_alone(time: Time, paragraph: Paragraph, position: int) -> bool:
    """落实…相关要求，到2025年，亩产达到…。水稻…: a clause that says the time of what follows and nothing
    else, before the first number."""
    clause = paragraph.clauses[position]
    said = clause.view[clause.start : clause.end].replace(clause.view[time.place.start : time.end], "", 1)
    first = clause.sentence == 0 and not paragraph.quantities_in(0, clause.start)
    return first and said.strip() in _REACHING and bool(time.text)


def _by_bracket(paragraph: Paragraph, positions: Iterable[int]) -> _Positions:
    found: dict[int | None, list[int]] = {}
    for at in positions:
        found.setdefault(paragraph.clauses[at].bracket, []).append(at)
    return found


def _lines(paragraph: Paragraph) -> tuple[int, ...]:
    """For each clause the first one of its line; a colon leads in the lines behind it."""
    found: list[int] = []
    for at, clause in enumerate(paragraph.clauses):
        between = paragraph.text[paragraph.clauses[at - 1].end : clause.start] if at else "\n"
        goes_on = between.startswith(_COLONS) or not ("\n" in between or INDENT in between)
        found.append(found[-1] if goes_on else at)
    return tuple(found)


def _opens(time: Time, clause: Clause) -> bool:
    """Whether a time stands at the beginning of its clause, or is all that a short one says
    (特别是刚刚过去的2016年，…)."""
    before = time.place.start - clause.start
    if (
        before
        and clause.view.endswith(_OF_A_YEAR, 0, time.end)
        and clause.view[time.end : time.end + 1].strip()
    ):
        return False  # 在2022年度考核中获优: the year of what is named
    if before and _OF_WHAT.match(clause.view, time.end) and not _follows(time, clause.view, _LEADING_IN):
        return False  # 建设“十四五”批复的6个基地
    if _follows(time, clause.view, _REACHING) and clause.view.startswith("的", time.end):
        return True  # 从2012年的42%提高到2021年的73%，网民达10亿人
    if _follows(time, clause.view, _PURPOSES):  # 为2025年全面建成打下基础
        return False
    return before <= _OPENING or (time.end == clause.end and before <= _SHORT_CLAUSE)


def _in_clause(clause: Clause, times: Iterable[Time]) -> Iterator[Time]:
    for time in times:
        if (
            clause.start <= time.place.start
            and time.end <= clause.end
            and clause.view[time.place.start] != "\0"
            and not (time.vague and time.place.start - clause.start > 1)  # 近年来最大的…
        ):
            yield time


def _bound(draft: Draft, paragraph: Paragraph, times: tuple[Time, ...]) -> Iterator[Time]:
    if draft.tail.from_time:
        yield draft.tail.from_time
    yield from compared_times(draft, paragraph, times)


def periods_of(
    paragraph: Paragraph,
    times: tuple[Time, ...],
    found: Calendar,
    drafts: tuple[Draft, ...],
    carried: Time | None,
    span: Time | None = None,
) -> tuple[When | None, ...]:
    """The time of each number; None when nothing says it.

    Args:
        paragraph: the text, cut.
        times: all its times.
        found: these sorted to the clauses.
        drafts: its numbers.
        carried: the time that the heading, the paragraph before or the part of the document hands on.
        span: the years that the heading names beside it.
    """
    whens: list[When | None] = []
    for at, place in enumerate(lists_of(paragraph, drafts)):
        when = _period_of(drafts[at], paragraph, times, found, carried, span)
        if span and when and when.time is carried and when.year and _recurs(drafts[at], paragraph):
            when = _when(span, "inherited")
        begins = drafts[at].tail.starts_from and when is None
        like = _start_like_before(at, drafts, whens, paragraph) if begins else None
        when = like or _one_by_one(when, place)
        whens.append(_end_of(when, paragraph) if at and _closes(drafts[at], drafts[at - 1]) else when)
    return tuple(whens)


def _start_like_before(
    at: int, drafts: tuple[Draft, ...], whens: list[When | None], paragraph: Paragraph
) -> When | None:
    """比重由上年的5%下降到4%，…比重由8%上升到9%: the second begins in the year before as well; in one
    sentence with 从2015年的3亿增加到2019年的8亿 it begins in the year that one does."""
    starts = (i for i in range(at - 1, -1, -1) if drafts[i].tail.starts_from)
    first = next(starts, None)
    before = whens[first] if first is not None else None
    if first is None or before is None:
        return None
    here, there = (paragraph.clauses[drafts[i].clause].sentence for i in (at, first))
    like = before.time.shift or (here == there and before.year is not None)
    return When(before.time, "inherited") if like else None


def _is_start(when: When | None, paragraph: Paragraph) -> bool:
    """由2015年年产30万吨增加到…: the time behind 由 is that of the first value, whatever stands between."""
    stated = when is not None and when.basis == "stated" and not _is_span(when.time)
    return stated and when is not None and _follows(when.time, paragraph.text, _STARTS)


def _closes(draft: Draft, before: Draft) -> bool:
    """由16%提升至18%: the second of such a pair."""
    return before.tail.starts_from and draft.tail.attains and before.clause == draft.clause


def _end_of(when: When | None, paragraph: Paragraph) -> When | None:
    """从2020年到2023年，占比由16%提升至18%: what is reached is of the last of the years that it is told from
    and to."""
    if when is None or when.basis != "stated" or not _is_span(when.time):
        return when
    printed = paragraph.text[when.time.place.start : when.time.end]
    if not (_YEAR_TO_YEAR.search(printed) and _follows(when.time, paragraph.text, _STARTS)):
        return when  # 2020年至2023年 tells of all of them
    time = replace(when.time, text=str(when.time.last), first=when.time.last, computed=True)
    return When(time, "inherited")


def _follows(time: Time, text: str, words: tuple[str, ...]) -> bool:
    return text.endswith(words, 0, time.place.start)


def _start_of(when: When | None, paragraph: Paragraph) -> When | None:
    """The time of the first value of 由37%提高到90%, told of a span of years: the year before it begins, but
    its first where the span is told from year to year (2018年至2023年)."""
    if when is None or when.time.first is None or when.year is not None:
        return None
    printed = paragraph.text[when.time.place.start : when.time.end] if when.basis == "stated" else ""
    year = when.time.first - (0 if _YEAR_TO_YEAR.search(printed) else 1)
    time = replace(when.time, text=str(year), first=year, last=year, computed=True)
    return When(time, "inherited")


def _one_by_one(when: When | None, place: ListPlace) -> When | None:
    time = year_in_list(when.time, place) if when else None
    return when if when is None or time is None or time is when.time else replace(when, time=time)


def _period_of(
    draft: Draft,
    paragraph: Paragraph,
    times: tuple[Time, ...],
    found: Calendar,
    carried: Time | None,
    span: Time | None,
) -> When | None:
    if draft.tail.from_time:
        return _when(draft.tail.from_time, "stated")
    governed = _governing(draft, paragraph, times, found, carried)
    governing = _spanning(governed, draft, paragraph, found, carried, span)
    if not draft.tail.starts_from or _is_start(governing, paragraph):
        return governing
    return _start_of(governing, paragraph)


def _spanning(
    when: When | None,
    draft: Draft,
    paragraph: Paragraph,
    found: Calendar,
    carried: Time | None,
    beside: Time | None,
) -> When | None:
    """五年来 of unknown years is the span of the heading when that is as long; a yearly average is of no one
    year that another clause names (五年内平均每年增长7%，1990年达到830亿元，其中出口平均每年增长8%)."""
    if when is None:
        return None
    span = carried if _is_span(carried) else None
    if when.time.count and span and span.first and span.last:
        return When(span, "inherited") if span.last - span.first + 1 == when.time.count else when
    if when.year is None or when.time is carried or when.time.resting or not _is_yearly(draft, paragraph):
        return when
    if paragraph.clauses[draft.clause].start <= when.time.place.start:
        return when
    said = _span_before(draft, paragraph, found, when.year)
    around = next((one for one in (span, beside) if _is_span(one) and _holds_year(one, when.year)), None)
    if said or around:
        return _when(said, "stated") if said else _when(around, "inherited")
    return None if when.basis == "inherited" else when


def _is_span(time: Time | None) -> bool:
    return time is not None and bool(time.first and time.last and time.first < time.last)


def _holds_year(span: Time | None, year: int) -> bool:
    return bool(span and span.first and span.last and span.first <= year <= span.last)


def _span_before(draft: Draft, paragraph: Paragraph, found: Calendar, year: int) -> Time | None:
    """The years that an earlier clause opens with, those of a yearly average up to one of them."""
    earlier = _openings_before(paragraph, draft.clause, found)
    spans = (time for position in earlier for time in reversed(found.opening[position]) if _is_span(time))
    return next((time for time in spans if _holds_year(time, year)), None)


def _is_yearly(draft: Draft, paragraph: Paragraph) -> bool:
    pattern, meanings = comparison_words()
    if any(meanings.get(paragraph.text[slice(*span)]) == "yearly" for span in draft.tail.kept):
        return True
    grown = metric_ending("up_noun", "down_noun").search(name := text_of(paragraph.text, draft.metric))
    words = pattern.findall(name) if grown else ()  # 年均增速
    return any(meanings.get(word) == "yearly" for word in words)


def _recurs(draft: Draft, paragraph: Paragraph) -> bool:
    return _is_yearly(draft, paragraph) or _is_done_each_year(draft, paragraph)


def _is_done_each_year(draft: Draft, paragraph: Paragraph) -> bool:
    """每年新增企业20家、用地3万亩: what a clause tells of each year, in the numbers near it."""
    pattern, meanings = comparison_words()
    end = draft.quantity.start
    begin = max(paragraph.clauses[draft.clause].start, end - _NEAR_YEARLY)
    return any(meanings[word[0]] == "each_year" for word in pattern.finditer(paragraph.text, begin, end))


def _governing(
    draft: Draft, paragraph: Paragraph, times: tuple[Time, ...], found: Calendar, carried: Time | None
) -> When | None:
    if level := time_right_before(draft, paragraph, times):
        return _when(level, "stated")
    clause = paragraph.clauses[draft.clause]
    own = [time for time in found.all[draft.clause] if time.end <= draft.quantity.start]
    if own:
        return _when(own[-1], "stated")
    if behind := _behind(draft, paragraph, found):
        return _when(behind, "stated")
    if done := adverbial_behind(draft, paragraph, found.all[draft.clause]):
        return _when(done.time, "stated")
    position = next(_openings_before(paragraph, draft.clause, found), None)
    if position is None:
        return _when(carried, "inherited")
    earlier = paragraph.clauses[position]
    same_sentence = earlier.sentence == clause.sentence
    opening = [time for time in found.opening[position] if same_sentence or _lasts(time)]
    governs = same_sentence and earlier.part == clause.part
    return _when(opening[-1], "stated" if governs else "inherited")


def _when(time: Time | None, basis: PeriodBasis) -> When | None:
    if time is None:
        return None
    return When(time, "inherited" if time.resting else basis)


def _behind(draft: Draft, paragraph: Paragraph, found: Calendar) -> Time | None:
    """The year in brackets right behind the number: 4000座（2020年）."""
    end = draft.quantity.end
    if paragraph.text[end : end + 1] not in ("（", "("):
        return None
    closing = min(
        (i for i in (paragraph.text.find("）", end), paragraph.text.find(")", end)) if i > 0), default=end
    )
    inside = [
        time
        for at in _reaching_to(paragraph, draft.clause, closing)
        for time in found.all[at]
        if end < time.place.start and time.end <= closing
    ]
    return inside[0] if inside and inside[0].place.start - end <= _OPENING else None


def _reaching_to(paragraph: Paragraph, position: int, end: int) -> Iterator[int]:
    """A clause and those behind it that begin before a place."""
    behind = range(position, len(paragraph.clauses))
    return takewhile(lambda at: paragraph.clauses[at].start <= end, behind)


def _openings_before(paragraph: Paragraph, position: int, found: Calendar) -> Iterator[int]:
    """Earlier clauses with a time that governs this one, nearest first: those of the same bracket and those
    outside of brackets, of the same sentence, then those that lead a sentence, as far as the line goes."""
    clauses, own = paragraph.clauses, paragraph.clauses[position]
    first = found.lines[position]
    for at in _before(found.opened, own.bracket, position):
        if at < first or clauses[at].sentence != own.sentence:
            break
        yield at
    for at in _before(found.leading, own.bracket, position):
        if at < first:
            return
        if clauses[at].sentence != own.sentence:
            yield at


def _before(positions: _Positions, bracket: int | None, position: int) -> Iterator[int]:
    """Those before a position, nearest first."""
    kinds = {None, bracket}
    walks = (_backwards(positions[kind], position) for kind in kinds if kind in positions)
    return merge(*walks, reverse=True)


def _backwards(positions: Sequence[int], position: int) -> Iterator[int]:
    return (positions[at] for at in range(bisect_left(positions, position) - 1, -1, -1))


def _opens_sentence(paragraph: Paragraph, position: int, framed: Sequence[int]) -> bool:
    """Whether a clause is the first of its sentence, or the second behind a short one, as in
    总的看，1993年…, or behind one that says what is compared with (在2022年增产的基础上，2023年…)."""
    clauses = paragraph.clauses
    if position == 0 or clauses[position - 1].sentence != clauses[position].sentence:
        return True
    before = clauses[position - 1]
    first = position == 1 or clauses[position - 2].sentence != clauses[position].sentence
    frames = bisect_left(framed, before.start) < bisect_left(framed, before.end)
    return first and (frames or before.end - before.start <= _SHORT_CLAUSE)


def averaged_over(when: When | None, base: Time | None, draft: Draft, paragraph: Paragraph) -> When | None:
    """从2015年的3亿元增加到2019年的8亿元，年均增长28%: the average is of the years behind the first, not of
    the last alone."""
    if when is None or when.year is None or base is None or base.last is None or base.shift:
        return when
    if when.year - base.last < _SPAN or not _is_yearly(draft, paragraph):
        return when
    first, last = base.last + 1, when.year
    time = replace(when.time, text=text_of_years(first, last), first=first, last=last, computed=True)
    return When(time, "inherited")
