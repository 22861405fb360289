"""What each number of a paragraph tells about."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile

from pipeline.figures.before import read_before, with_tail
from pipeline.figures.behind import read_behind
from pipeline.figures.clauses import Paragraph
from pipeline.figures.enumerations import members, segments
from pipeline.figures.heads import Phrase, pieces, text_of
from pipeline.figures.spots import CLOSERS, Draft, Spot, State, counts_what_follows, is_ranked, spot_at
from pipeline.figures.subjects import Names, Subject, is_own, places_from, subject_at, subject_before
from pipeline.figures.times import Time
from pipeline.figures.topics import holder_of, topic_of

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
        for draft in _read(state, spot_at(state, clause, segment, at)):
            state.add(draft)
    return tuple(state.drafts)


def _read(state: State, spot: Spot) -> Iterator[Draft]:
    if len(spot.group) > 1 and spot.subject and (places := _places(state, spot, spot.subject)):
        name = pieces(spot.view, places[-1].span[1], spot.head[1]) or topic_of(state, spot)[0]
        for quantity, place in zip(spot.group, places, strict=True):
            metric = with_tail(name, spot.tail)
            yield Draft(quantity, spot.clause, spot.tail, metric, name, is_ranked(quantity), place)
        return
    if len(spot.group) > 1 and (names := _names(state, spot)):
        yield from _one_by_one(state, spot, names)
        return
    made = read_behind(state, spot) if counts_what_follows(spot) else read_before(state, spot)
    said = text_of(spot.view, made.metric).strip()
    made = made if said else replace(made, metric=_anything(spot), topic=())
    subject = _subject(state, spot, made)
    for quantity in spot.group:
        yield replace(made, quantity=quantity, ranked=is_ranked(quantity), subject=subject)


def _one_by_one(state: State, spot: Spot, names: tuple[Phrase, ...]) -> Iterator[Draft]:
    """Each value with its name; places are whose the numbers are, not what they tell: 石桥、南岭分别居第3位和
    第5位."""
    places = [_place(state, spot, name) for name in names]
    topic = topic_of(state, spot)[0] if all(places) else ()
    for quantity, name, place in zip(spot.group, names, places, strict=True):
        about, subject = (topic or name, place) if all(places) else (name, None)
        metric = with_tail(about, spot.tail)
        yield Draft(quantity, spot.clause, spot.tail, metric, about, is_ranked(quantity), subject)


def _places(state: State, spot: Spot, first: Subject) -> tuple[Subject, ...]:
    """The places of an enumeration, one for each value:
    石桥县、南岭县收入分别为12亿元和15亿元."""
    found = places_from(spot.view, first, spot.head[1], state.names) if first.place else ()
    return found if len(found) == len(spot.group) else ()


def _place(state: State, spot: Spot, name: Phrase) -> Subject | None:
    """The place that a name is, if it is nothing else."""
    found = subject_at(spot.view, name[0][0], name[-1][1], state.names) if name else None
    return found if found and found.place and found.span == (name[0][0], name[-1][1]) else None


def _names(state: State, spot: Spot) -> tuple[Phrase, ...] | None:
    """分别增长4.6%、6.2%: the name of each value; 分别居第2位和第3位: what the figures before were about."""
    if spot.filled:
        return members(spot.view, spot.head, len(spot.group))
    if not spot.tail.each:
        return None
    clauses, count = state.paragraph.clauses, len(spot.group)
    sentence = clauses[spot.clause].sentence
    same = takewhile(lambda draft: clauses[draft.clause].sentence == sentence, reversed(state.drafts))
    recent = list(islice((draft.topic for draft in same if draft.topic), count))
    return tuple(reversed(recent)) if len(recent) == count else None


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
    clause = state.paragraph.clauses[spot.clause]
    counted = clause.view.startswith("共", clause.start)  # 甲市、乙市（共36个）
    bracket = None if counted else clause.bracket
    found = (
        spot.subject
        or (subject_before(bracket, state.names) if bracket is not None else None)
        or holder_of(state, spot)
        or made.subject
    )
    return None if found is None or is_own(found.name, state.names) else found
