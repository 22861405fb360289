"""Which time a number is of: what its clause prints, else what opens a clause before, the sentence, or a
sentence before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.names import PeriodBasis
from pipeline.figures.clauses import Clause, Paragraph
from pipeline.figures.spots import Draft
from pipeline.figures.times import Time

_OPENING = 6  # a time governs what follows when no more than this stands before it in its clause


@dataclass(frozen=True, slots=True)
class When:
    """The time of a figure and how it has it."""

    time: Time
    basis: PeriodBasis


@dataclass(frozen=True, slots=True)
class Calendar:
    """A paragraph's times by clause: `all` of them, `opening` those that govern what follows. Times of a
    base (比2015年) or a start (从2015年的37.2%) belong to their own number only and are in neither.
    """

    all: tuple[tuple[Time, ...], ...]
    opening: tuple[tuple[Time, ...], ...]


def calendar(paragraph: Paragraph, times: tuple[Time, ...], drafts: tuple[Draft, ...]) -> Calendar:
    """The times of a paragraph sorted to its clauses."""
    bound = {time.place for draft in drafts for time in _bound(draft, times)}
    free = [time for time in times if time.place not in bound and not time.passing]
    held = tuple(tuple(_in_clause(clause, free)) for clause in paragraph.clauses)
    opening = tuple(
        tuple(time for time in found if time.place.start - clause.start <= _OPENING)
        for clause, found in zip(paragraph.clauses, held, strict=True)
    )
    return Calendar(held, opening)


def _in_clause(clause: Clause, times: Iterable[Time]) -> Iterator[Time]:
    for time in times:
        if (
            clause.start <= time.place.start
            and time.end <= clause.end
            and clause.view[time.place.start] != "\0"
        ):
            yield time


def _bound(draft: Draft, times: tuple[Time, ...]) -> Iterator[Time]:
    if draft.tail.from_time:
        yield draft.tail.from_time
    base = base_time(draft, times)
    if base:
        yield base


def base_time(draft: Draft, times: tuple[Time, ...]) -> Time | None:
    """The time in what a number is compared with: 比2015年, 较上年."""
    base = draft.tail.base
    return next((t for t in times if base and base[0] <= t.place.start and t.end <= base[1]), None)


def period_of(draft: Draft, paragraph: Paragraph, found: Calendar, carried: Time | None) -> When | None:
    """The time of one number, None when nothing says it or what says it names no year (目前).

    `carried` is the time that the heading or the paragraph before hands on.
    """
    if draft.tail.starts_from:
        return _known(draft.tail.from_time, "stated")
    clause = paragraph.clauses[draft.clause]
    own = [time for time in found.all[draft.clause] if time.end <= draft.quantity.start]
    if own:
        return _known(own[-1], "stated")
    if behind := _behind(draft, clause, paragraph, found):
        return behind
    for position in _clauses_before(paragraph, draft.clause):
        earlier = paragraph.clauses[position]
        same_sentence = earlier.sentence == clause.sentence
        if found.opening[position] and (same_sentence or _opens_sentence(paragraph, position)):
            governs = same_sentence and earlier.part == clause.part
            return _known(found.opening[position][-1], "stated" if governs else "inherited")
    return _known(carried, "inherited")


def _known(time: Time | None, basis: PeriodBasis) -> When | None:
    if time is None or not time.text:
        return None
    return When(time, "inherited" if time.resting else basis)


def _behind(draft: Draft, clause: Clause, paragraph: Paragraph, found: Calendar) -> When | None:
    """The year in brackets right behind the number: 4000座（2020年）."""
    end = draft.quantity.end
    if paragraph.text[end : end + 1] not in ("（", "("):
        return None
    closing = min(
        (i for i in (paragraph.text.find("）", end), paragraph.text.find(")", end)) if i > 0), default=end
    )
    inside = [time for times in found.all for time in times if end < time.place.start and time.end <= closing]
    return _known(inside[0], "stated") if inside and inside[0].place.start - end <= _OPENING else None


def _clauses_before(paragraph: Paragraph, position: int) -> Iterator[int]:
    """Earlier clauses, nearest first: those of the same bracket, then those outside of brackets, as far as
    the line goes."""
    bracket = paragraph.clauses[position].bracket
    for at in range(position - 1, -1, -1):
        if paragraph.text[paragraph.clauses[at].end : paragraph.clauses[at + 1].start].count("\n"):
            return
        if paragraph.clauses[at].bracket in (None, bracket):
            yield at


def _opens_sentence(paragraph: Paragraph, position: int) -> bool:
    """Whether a clause is the first of its sentence or the second, as in 在1992年的基础上，1993年…"""
    return position <= 1 or paragraph.clauses[position - 2].sentence != paragraph.clauses[position].sentence
