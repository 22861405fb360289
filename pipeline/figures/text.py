"""The figures of one paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.facts import Figure, Mention
from models.names import Origin
from parsers.notation.quantity import Quantity, find_quantities
from pipeline.figures.clauses import Paragraph, Span, cut
from pipeline.figures.evidence import Reading, figure_of
from pipeline.figures.kinds import Years, contrast_in, direction_of, is_planned, kind_of
from pipeline.figures.metrics import drafts_of
from pipeline.figures.moods import Mood, moods
from pipeline.figures.periods import Calendar, When, base_time, calendar, period_of
from pipeline.figures.speech import speech_of
from pipeline.figures.spots import Draft
from pipeline.figures.stating import sort_out
from pipeline.figures.subjects import Names, names_of
from pipeline.figures.times import Place, ReportYear, Time, times_of


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before a paragraph is read.

    Args:
        block: ordinal of the paragraph's block.
        origin: where the paragraph stands.
        plan: first and last year of the plan.
        report: the year a work report plans for (今年 in it), and where it is printed.
        place: the document's own place, which is no subject.
        leaning: what the headings above say: below 0 that they look back, above 0 that they look ahead.
        carried: the time that the heading or the paragraph before hands on.
    """

    block: int = 0
    origin: Origin = "narrative"
    plan: tuple[int, int] | None = None
    report: ReportYear | None = None
    place: str = ""
    leaning: float = 0.0
    carried: Time | None = None

    @property
    def years(self) -> Years:
        """What a figure's year is held against."""
        return Years(self.report.year if self.report else self.plan[0] if self.plan else None)


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
    quantities = tuple(
        q
        for q in find_quantities(text)
        if q.start >= start and not _is_taken(q, taken) and not _names(q, text, mentions, known.block)
    )
    if not quantities:
        return ()
    speech = speech_of(text, _named(mentions, known.block))
    numbers = sort_out(text, quantities, speech)
    paragraph = cut(text, numbers.stating, start, speech)
    passing = tuple(_lasting(known.block, span) for span in numbers.durations)
    return tuple(
        figure_of(reading, text, known.block, known.origin)
        for reading in _readings(paragraph, known, mentions, passing)
    )


def handed_on(text: str, context: Context, start: int = 0) -> Time | None:
    """The time that the last sentence of a paragraph opens with, for the list that follows it:
    到2025年，主要目标如下："""
    paragraph = cut(text, (), start)
    if not paragraph.clauses:
        return None
    times = times_of(paragraph, context.block, context.report, context.leaning < 0)
    found = calendar(paragraph, times, ())
    last = paragraph.clauses[-1].sentence
    opening = [
        time
        for clause, held in zip(paragraph.clauses, found.opening, strict=True)
        if clause.sentence == last
        for time in held
    ]
    return opening[-1] if opening and opening[-1].text else None


def _named(mentions: tuple[Mention, ...], block: int) -> tuple[Span, ...]:
    """The outermost places and bodies of a paragraph: none of them is cut into words."""
    fitting = (m for m in mentions if m.block == block and m.depth == 0 and m.label in ("LOC", "ORG"))
    return tuple((m.start, m.end) for m in fitting)


def _is_taken(quantity: Quantity, taken: tuple[tuple[int, int], ...]) -> bool:
    return any(first < quantity.end and quantity.start < last for first, last in taken)


def _names(quantity: Quantity, text: str, mentions: tuple[Mention, ...], block: int) -> bool:
    """Whether a numeral in Chinese characters is part of a place's or body's name: 三台 in 三台潼川, 一元 in
    一元路."""
    if text[quantity.number_start].isdecimal():
        return False
    return any(
        m.block == block
        and m.label in ("LOC", "ORG")
        and m.start <= quantity.start
        and quantity.end <= m.end
        and quantity.raw != m.text
        for m in mentions
    )


def _lasting(block: int, span: Span) -> Time:
    """A duration: it names no year and leaves the time as it was."""
    return Time(Place(block, *span), "", None, None, passing=True)


def _readings(
    paragraph: Paragraph, context: Context, mentions: tuple[Mention, ...], passing: tuple[Time, ...]
) -> Iterator[Reading]:
    stated = times_of(paragraph, context.block, context.report, context.leaning < 0)
    times = tuple(sorted((*stated, *passing), key=lambda time: time.place.start))
    names: Names = names_of(mentions, context.block, context.place)
    drafts = drafts_of(paragraph, times, names)
    found, spoken = calendar(paragraph, times, drafts), moods(paragraph, context.leaning)
    pair: Draft | None = None
    for draft in drafts:
        yield _reading(draft, paragraph, context, times, found, spoken, pair)
        pair = draft if draft.tail.starts_from else pair


def _reading(
    draft: Draft,
    paragraph: Paragraph,
    context: Context,
    times: tuple[Time, ...],
    found: Calendar,
    spoken: dict[int, Mood],
    pair: Draft | None,
) -> Reading:
    clause = paragraph.clauses[draft.clause]
    when = period_of(draft, paragraph, found, context.carried)
    mood = spoken[clause.sentence]
    planned = is_planned(draft, paragraph.text, mood, when.time if when else None, context.years)
    other = (
        draft.subject is not None
        and draft.subject.place
        and contrast_in(paragraph, clause.sentence, draft.subject) is not None
    )
    kind = kind_of(
        draft, paragraph.text, mood, planned=planned, dated=_has_own_year(when, context.block), compared=other
    )
    base, base_text = _base(draft, paragraph, times, when, pair)
    return Reading(draft, when, base, base_text, kind, direction_of(draft, paragraph.text))


def _base(
    draft: Draft, paragraph: Paragraph, times: tuple[Time, ...], when: When | None, pair: Draft | None
) -> tuple[Time | None, str | None]:
    """What a change is counted from: 比2015年, 从2015年的37.2%; the year before where 比上年 is printed in
    the clause of a dated figure."""
    stated = base_time(draft, times)
    if stated is not None:
        year_before = _year_before(paragraph, stated, when)
        return (stated, stated.text or year_before) if stated.text or year_before else (None, None)
    start = (
        pair.tail.from_time
        if pair and not draft.tail.starts_from and _goes_on(draft, pair, paragraph)
        else None
    )
    return (start, start.text) if start and start.text else (None, None)


def _year_before(paragraph: Paragraph, time: Time, when: When | None) -> str | None:
    """上年, as seen from the year the figure has."""
    said = paragraph.text[time.place.start : time.end]
    first = when.time.first if when and when.time.first == when.time.last else None
    return str(first - 1) if first is not None and said.startswith(("上年", "上一年", "去年")) else None


def _has_own_year(when: When | None, block: int) -> bool:
    """Whether the paragraph itself, not a heading, says the year."""
    return when is not None and when.time.place.block == block and when.time.resting is None


def _goes_on(draft: Draft, pair: Draft, paragraph: Paragraph) -> bool:
    """Whether a figure is the other end of 从…到…, or the change between both ends in the clause right
    behind."""
    ahead = draft.clause - pair.clause
    return ahead == 0 or (
        ahead == 1
        and draft.tail.changes
        and paragraph.clauses[draft.clause].sentence == paragraph.clauses[pair.clause].sentence
    )


__all__ = ["Context", "figures_of_text"]
