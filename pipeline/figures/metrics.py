"""What each number of a paragraph tells about."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.figures.before import read_before, with_tail
from pipeline.figures.behind import read_behind
from pipeline.figures.clauses import Paragraph
from pipeline.figures.enumerations import members, segments
from pipeline.figures.heads import Phrase, pieces, text_of
from pipeline.figures.spots import CLOSERS, Draft, Spot, State, counts_what_follows, is_ranked, spot_at
from pipeline.figures.subjects import Names, Subject, is_own, subject_before
from pipeline.figures.times import Time

_LONGEST_REST = 20


def drafts_of(paragraph: Paragraph, times: tuple[Time, ...], names: Names) -> tuple[Draft, ...]:
    """One draft for each quantity, in order."""
    by_clause = paragraph.by_clause()
    spoken = [replace(time, place=time.around or time.place) for time in times]
    state = State(
        paragraph,
        {time.place.start: time for time in spoken},
        {time.end: time for time in spoken},
        by_clause,
        names,
    )
    found = [
        (i, segment)
        for i, held in enumerate(by_clause)
        if held
        for segment in segments(paragraph.clauses[i], held)
    ]
    groups = [(i, segment, at) for i, segment in found for at in range(len(segment.groups))]
    for clause, segment, at in sorted(groups, key=lambda item: item[1].groups[item[2]][0].start):
        if segment.number == 0 and at == 0:
            state.action = None
        state.drafts.extend(_read(state, spot_at(state, clause, segment, at)))
    return tuple(state.drafts)


def _read(state: State, spot: Spot) -> Iterator[Draft]:
    if len(spot.group) > 1 and (names := _names(state, spot)):
        for quantity, name in zip(spot.group, names, strict=True):
            yield Draft(
                quantity, spot.clause, spot.tail, with_tail(name, spot.tail), name, is_ranked(quantity)
            )
        return
    made = read_behind(state, spot) if counts_what_follows(spot) else read_before(state, spot)
    said = text_of(spot.view, made.metric).strip()
    made = made if said else replace(made, metric=_anything(spot), topic=())
    subject = _subject(state, spot, made)
    for quantity in spot.group:
        yield replace(made, quantity=quantity, ranked=is_ranked(quantity), subject=subject)


def _names(state: State, spot: Spot) -> tuple[Phrase, ...] | None:
    """分别增长4.6%、6.2%: the name of each value; 分别居第2位和第3位: what the figures before were about."""
    if spot.filled:
        return members(spot.view, spot.head, len(spot.group))
    clauses = state.paragraph.clauses
    sentence = clauses[spot.clause].sentence
    recent = [
        draft.topic for draft in state.drafts if draft.topic and clauses[draft.clause].sentence == sentence
    ]
    return tuple(recent[-len(spot.group) :]) if spot.tail.each and len(recent) >= len(spot.group) else None


def _anything(spot: Spot) -> Phrase:
    """Where nothing was recognised: what stands behind, else before, else the number itself."""
    behind = pieces(spot.view, spot.behind, min(spot.end, spot.behind + _LONGEST_REST))
    before = pieces(spot.view, max(spot.begin, spot.first.start - _LONGEST_REST), spot.first.start)
    return next(
        (found for found in (behind, before) if text_of(spot.view, found).strip(CLOSERS).strip()),
        ((spot.first.start, spot.first.end),),
    )


def _subject(state: State, spot: Spot, made: Draft) -> Subject | None:
    """The name the phrase began with, that before the bracket, or that of the figure it goes on about; the
    own place is none."""
    bracket = state.paragraph.clauses[spot.clause].bracket
    found = (
        spot.subject
        or (subject_before(bracket, state.names) if bracket is not None else None)
        or made.subject
    )
    return None if found is None or is_own(found.name, state.names) else found
