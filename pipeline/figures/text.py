"""The figures of one paragraph."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.facts import Figure, Mention
from models.names import Origin
from models.quick import quick
from parsers.notation.labels import LabelKind, read_label
from parsers.notation.numerals import read_integer
from parsers.notation.period import find_periods
from parsers.notation.quantity import Quantity, find_quantities
from pipeline.figures.anchors import Anchor, Place, ReportYear, anchor_of
from pipeline.figures.bases import bases_of, compared_times
from pipeline.figures.clauses import Clause, Paragraph, Span, cut
from pipeline.figures.cover import Cover
from pipeline.figures.evidence import Reading, figure_of
from pipeline.figures.headlines import states_in_heading
from pipeline.figures.kinds import (
    Kind,
    Years,
    contrast_in,
    direction_of,
    is_class_size,
    is_planned,
    kind_of,
    says_observed,
)
from pipeline.figures.metrics import drafts_of
from pipeline.figures.moods import Mood, moods
from pipeline.figures.norms import is_extent
from pipeline.figures.periods import averaged_over, calendar, periods_of
from pipeline.figures.red_lines import with_red_line
from pipeline.figures.speech import speech_of
from pipeline.figures.spots import Draft, unit_kind
from pipeline.figures.stating import sort_out
from pipeline.figures.subjects import Names, names_of
from pipeline.figures.time_words import find_time_words
from pipeline.figures.times import Time, When, text_of_years, times_of
from pipeline.figures.words import BLANKS, metric_regex

_BOXED = 2.0
_OPENING = 6  # characters before a time that begins a sentence
# 是“十三五”时期的2.3倍: the years are what the number is measured by, not its own nor of what follows
_MEASURED_BY = re.compile(r"的\s*[0-9一二三四五六七八九十百]")
_ADDRESS = re.compile("[^，。；：！]{2,12}！")
_CLAUSE_START = re.compile("[，。；：！？,;:!?\n]")
# 五年新增…: the years a clause opens with; not 五年来
_YEARS = re.compile(
    "(?:^|(?<=[，。；：！？,;:!?\n\u3000]))([0-9]{1,2}|[两三四五六七八九十])年(?![来内以间前后度初末底期中里多个\\d])"
)
_SAID_LITTLE = BLANKS + "到至在于从自截止——-（）()一二三四五六七八九十、.0123456789“”"


@quick
@dataclass(frozen=True, slots=True)
class Context:
    """What is known before a paragraph is read.

    Args:
        block: ordinal of the paragraph's block.
        origin: where the paragraph stands.
        plan: first and last year of the plan.
        plan_place: where these are printed; None leaves numbers without a time of their own without one.
        report: the year a work report plans for (今年 in it), and where it is printed.
        bulletin: the year a statistical bulletin reports on.
        place: the document's own place, which is no subject.
        leaning: what the headings above say: below 0 that they look back, above 0 that they look ahead.
        side: as `leaning`, for what 全年 means; that of the whole part of the document.
        carried: the time that the heading, the paragraph before or the part of the document hands on.
        span: the years that a heading names beside one of them, for yearly averages.
        both: whether the heading names those years and the last of them beside each other.
        aims: whether it stands in a list that was announced as one of goals (主要目标如下：).
        issued: the year that a document without years of its own was issued in.
        listed: whether it is an item of a list of cases (有下列情形之一的：).
        headline: whether it is the words of a heading.
    """

    block: int = 0
    origin: Origin = "narrative"
    plan: tuple[int, int] | None = None
    plan_place: Place | None = None
    report: ReportYear | None = None
    bulletin: ReportYear | None = None
    place: str = ""
    leaning: float = 0.0
    side: float = 0.0
    carried: Time | None = None
    span: Time | None = None
    both: bool = False
    aims: bool = False
    issued: int | None = None
    listed: bool = False
    headline: bool = False

    @property
    def years(self) -> Years:
        """What a figure's year is held against."""
        if self.bulletin:
            return Years(self.bulletin.year + 1)
        first = self.report.year if self.report else self.plan[0] if self.plan else None
        return Years(first, self.issued)

    @property
    def anchor(self) -> Anchor | None:
        """What 今年 and 过去五年 are counted from."""
        return anchor_of(self.plan, self.plan_place, self.report, self.bulletin)

    @property
    def mood(self) -> float:
        """What the surroundings say of past and future; the boxes of a plan list what is to be built."""
        boxed = self.origin == "box" and self.plan is not None and self.leaning >= 0
        return self.leaning + _BOXED if boxed else self.leaning

    @property
    def planned(self) -> Time | None:
        """The time of what lies ahead and has no other: the years of the plan."""
        if self.plan is None or self.plan_place is None:
            return None
        return Time(self.plan_place, text_of_years(*self.plan), *self.plan)


def figures_of_text(
    text: str,
    context: Context | None = None,
    *,
    start: int = 0,
    mentions: tuple[Mention, ...] = (),
    taken: tuple[tuple[int, int], ...] = (),
) -> tuple[Figure, ...]:
    """Every number of a paragraph that states something, from `start` on, in order.

    Args:
        text: the paragraph as it stands in its block.
        context: what is known before it; nothing by default.
        start: where the body begins behind a run-in heading.
        mentions: names of the paragraph, which help to find subjects.
        taken: spans that other figures already cover.
    """
    known = context or Context()
    covered = Cover.of(taken)
    names = [m for m in mentions if m.block == known.block and m.label in ("LOC", "ORG")]
    named = Cover.of((m.start, m.end) for m in names)
    label = _decimal_label(text)
    quantities = tuple(
        q
        for q in find_quantities(text)
        if q.start >= start
        and not (q.start == label and unit_kind(q) == "classifier")
        and not covered.overlaps(q.start, q.end)
        and not (named.holds(q.start, q.end) and _names(q, text, names))
        and (not known.headline or states_in_heading(text, q))
    )
    if not quantities:
        return ()
    speech = speech_of(text, _named(mentions, known.block), tuple(q.end for q in quantities))
    numbers = sort_out(text, quantities, speech, listed=known.listed)
    paragraph = cut(text, numbers.stating, start, speech)
    reviewed = tuple(_years_of_review(known, text, start))
    passing = (*reviewed, *(_lasting(known.block, span) for span in numbers.durations))
    return tuple(
        figure_of(reading, text, known.block, known.origin)
        for reading in _readings(paragraph, known, mentions, passing)
    )


def _decimal_label(text: str) -> int | None:
    """Where a decimal label stands that a paragraph may begin with: 7.3　本预案… is no 7.3本, while 3.5公里
    is a length."""
    begin = len(text) - len(text.lstrip())
    label = read_label(text[begin:])
    return begin if label is not None and label.kind is LabelKind.DECIMAL else None


def announced_time(text: str, context: Context, start: int = 0) -> Time | None:
    """The time that the last sentence of a paragraph opens with, for the list that it announces:
    到2025年，主要目标如下："""
    opening = _opening_times(text, context, start)
    last = opening[-1][-1] if opening and opening[-1] else None
    return last if last and last.text and _is_said_first(text, last, start) else None


def _is_said_first(text: str, time: Time, start: int) -> bool:
    """Whether only words that say little stand before a time in its clause (力争到2025年): in
    我们将锚定“十四五”…的目标 it is that of the goal alone."""
    before = _CLAUSE_START.split(text[start : time.place.start])[-1]
    said = metric_regex("lead").sub("", before)
    return not said.strip(_SAID_LITTLE)


def framing_time(text: str, context: Context, start: int = 0) -> Time | None:
    """The one time that the sentences of a paragraph open with, for what goes on after it; None where there
    are several or none."""
    times = [time for sentence in _opening_times(text, context, start) for time in sentence]
    same = len({time.text for time in times}) == 1
    return times[0] if same and times[0].text else None


def leading_times(text: str, context: Context, start: int = 0) -> list[Time]:
    """The times that sentences of a paragraph begin with, before its first number, behind an address
    (各位代表！2025年是…的一年。一年来，…)."""
    addressed = _ADDRESS.match(text, start)
    begin = addressed.end() if addressed else start
    first = next((quantity.start for quantity in find_quantities(text) if quantity.start >= begin), len(text))
    sentences = _opening_times(text, context, begin)
    times = [held[0] for held in sentences if held and held[0].text and held[0].place.start < first]
    return [time for time in times if _begins(text, begin, time.place.start)]


def _begins(text: str, start: int, at: int) -> bool:
    """Whether a place lies at the beginning of a sentence: 刚刚过去的2025年."""
    before = max(start, *(text.rfind(mark, start, at) + 1 for mark in "。！？；"))
    return len(text[before:at].strip()) <= _OPENING


def _opening_times(text: str, context: Context, start: int) -> list[list[Time]]:
    """For each sentence the times that clauses of it open with."""
    if not (find_periods(text) or find_time_words(text, start)):
        return []
    paragraph = cut(text, (), start)
    times = times_of(paragraph, context.block, context.anchor, context.side)
    opening = calendar(paragraph, times, ()).opening
    sentences: dict[int, list[Time]] = {}
    for clause, held in zip(paragraph.clauses, opening, strict=True):
        kept = [time for time in held if not _MEASURED_BY.match(text, time.end)]
        sentences.setdefault(clause.sentence, []).extend(kept)
    return list(sentences.values())


def _named(mentions: tuple[Mention, ...], block: int) -> tuple[Span, ...]:
    """The outermost places and bodies of a paragraph: none of them is cut into words."""
    fitting = (m for m in mentions if m.block == block and m.depth == 0 and m.label in ("LOC", "ORG"))
    return tuple((m.start, m.end) for m in fitting)


def _names(quantity: Quantity, text: str, names: Iterable[Mention]) -> bool:
    """Whether a numeral in Chinese characters is part of a place's or body's name: 三台 in 三台潼川, 一元 in
    一元路."""
    if text[quantity.number_start].isdecimal():
        return False
    return any(m.start <= quantity.start and quantity.end <= m.end and quantity.raw != m.text for m in names)


def _lasting(block: int, span: Span) -> Time:
    """A duration: it names no year and leaves the time as it was."""
    return Time(Place(block, *span), "", None, None, passing=True)


def _years_of_review(known: Context, text: str, start: int) -> Iterator[Time]:
    """五年 at the start of a clause: in the review of as many years those, in a plan of as many its own."""
    spans = {_length(time): time for time in (known.planned, known.carried) if time}
    for said in _YEARS.finditer(text, start):
        time = spans.get(read_integer(said[1]))
        if time is not None:
            place = Place(known.block, said.start(1), said.end())
            yield Time(place, time.text, time.first, time.last, time.place)


def _length(time: Time) -> int | None:
    """Of how many years it is; None for one of a single year, or of unknown ones."""
    if time.first is None or time.last is None or time.first == time.last:
        return None
    return time.last - time.first + 1


def _readings(
    paragraph: Paragraph, context: Context, mentions: tuple[Mention, ...], passing: tuple[Time, ...]
) -> Iterator[Reading]:
    stated = times_of(paragraph, context.block, context.anchor, context.side)
    times = tuple(sorted((*stated, *passing), key=lambda time: time.place.start))
    names: Names = names_of(mentions, context.block, context.place)
    drafts = tuple(with_red_line(draft, paragraph.text) for draft in drafts_of(paragraph, times, names))
    dates = calendar(paragraph, times, drafts)
    spoken = moods(paragraph, context.mood)
    said = periods_of(paragraph, times, dates, drafts, context.carried, context.span or context.planned)
    ahead = _sentences_ahead(paragraph, context, times, drafts)
    judged = [
        _judged(draft, paragraph, context, spoken, when, ahead)
        for draft, when in zip(drafts, said, strict=True)
    ]
    whens = tuple(when for when, _ in judged)
    bases = bases_of(paragraph, context.block, times, drafts, whens)
    for draft, (when, kind), base in zip(drafts, judged, bases, strict=True):
        told = averaged_over(when, base.time if base else None, draft, paragraph)
        yield Reading(draft, told, base, kind, direction_of(draft, paragraph.text))


def _sentences_ahead(
    paragraph: Paragraph, context: Context, times: tuple[Time, ...], drafts: tuple[Draft, ...]
) -> frozenset[int]:
    """The sentences of a plan that compare with the year before it (比2020年增长10% in a plan of 2021 to
    2025): what they tell lies ahead, since nothing behind that year was observed yet."""
    if context.plan is None or context.plan[0] == context.plan[1]:
        return frozenset()
    last = context.plan[0] - 1
    return frozenset(
        paragraph.clauses[draft.clause].sentence
        for draft in drafts
        for base in (*compared_times(draft, paragraph, times), draft.tail.from_time)
        if base is not None and base.last is not None and base.last >= last
    )


def _judged(
    draft: Draft,
    paragraph: Paragraph,
    context: Context,
    spoken: dict[int, Mood],
    said: When | None,
    ahead: frozenset[int],
) -> tuple[When | None, Kind]:
    """The time of a number and its kind. What lies ahead and has no time is of the years of the plan."""
    clause = paragraph.clauses[draft.clause]
    mood = spoken[clause.sentence]
    said = None if _tells_no_time(draft, clause, said) else said
    when = said if said and said.known else None
    planned = is_planned(
        draft,
        paragraph.text,
        mood,
        when.time if when else None,
        context.years,
        is_observed=says_observed(draft, clause, paragraph) or _is_extent(draft, paragraph, clause.sentence),
        is_ahead=clause.sentence in ahead,
    )
    other = draft.elsewhere or (
        draft.subject is not None
        and draft.subject.place
        and contrast_in(paragraph, clause.sentence, draft.subject) is not None
    )
    # what is compared is a level, what is announced as a goal is one
    reached = when is not None and when.time.aimed  # 到2027年，… in the line that hands it on
    dated = _has_own_year(when, context.block) or reached or clause.sentence in ahead or context.aims
    kind = kind_of(draft, paragraph.text, mood, planned=planned, dated=dated, compared=other)
    if said is None and planned and context.planned and not is_class_size(draft, clause):
        when = When(context.planned, "inherited")
    return when, kind


def _tells_no_time(draft: Draft, clause: Clause, said: When | None) -> bool:
    """Whether a number is not of the time that its sentence speaks of: how large a class is
    (全省9个枢纽之一), what there is that something rests upon (到2030年，依托5个园区建成…)."""
    if draft.ground:
        return True
    return said is not None and said.basis == "inherited" and is_class_size(draft, clause)


def _is_extent(draft: Draft, paragraph: Paragraph, sentence: int) -> bool:
    return is_extent(draft, paragraph.text, paragraph.sentences[sentence])


def _has_own_year(when: When | None, block: int) -> bool:
    """Whether the paragraph itself, not a heading, says the year."""
    return when is not None and when.time.place.block == block and when.time.resting is None


__all__ = ["Context", "figures_of_text"]
