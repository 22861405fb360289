"""What the clause of a number leaves out since its sentence has said it: what a deed is done to (水厂6座，到
2030年再建4座), and what is done to people who are counted beside their villages."""

from dataclasses import replace

from parsers.notation.quantity import Quantity
from pipeline.figures.clauses import Span
from pipeline.figures.heads import Phrase, action_of, manner_of, pieces, skip_lead
from pipeline.figures.joining import without_action
from pipeline.figures.spots import CLOSERS, Draft, Spot, State, unit_kind

_THINGS = ("classifier", "measure")


def deed_again(state: State, spot: Spot, head: Span) -> Phrase:
    """The deed with what the nearest number of the same unit counts: 新建中心210个，年均建成42个; 小区312个，
    涉及居民5万户，已改造145个. Nothing where the number right before it is the one."""
    if unit_kind(spot.first) not in _THINGS or spot.says or not _is_deed_alone(spot, head):
        return ()
    last = state.drafts[-1] if state.drafts else None
    joined = manner_of(spot.view, *head) is None and head[1] - head[0] > 1  # topic_of knows the number before
    if last is None or (last.quantity.unit == spot.first.unit and joined):
        return ()
    done_to = _counted_before(state, spot)
    return (*pieces(spot.view, *head), *done_to) if done_to else ()


def _is_deed_alone(spot: Spot, head: Span) -> bool:
    """建成, 年均建成, and 建 of 再建."""
    manner = manner_of(spot.view, *head)
    first = manner[1] if manner else head[0]
    word = spot.view.speech.at(first) if first < head[1] else None
    short = word is not None and word.tag == "v" and head[1] - first == 1
    return short or action_of(spot.view, first, head[1]) == (first, head[1])


def _counted_before(state: State, spot: Spot) -> Phrase:
    found = (_object(state, draft) for draft in state.earlier(spot.clause) if _is_alike(draft, spot))
    return next(filter(None, found), ())


def _is_alike(draft: Draft, spot: Spot) -> bool:
    return draft.quantity.unit == spot.first.unit and bool(draft.topic)


def _object(state: State, draft: Draft) -> Phrase:
    text = state.paragraph.text
    return without_action(text, draft.topic) if action_of(text, *draft.topic[0]) != draft.topic[-1] else ()


def is_row(state: State, source: Draft, spot: Spot) -> bool:
    """涉及住宅楼30栋、居民5000户，建筑面积8万平方米: a measure behind a row of different things, in a clause
    of its own, is not that of the last of them."""
    told = state.told_in(source.clause)
    units = {draft.quantity.unit for draft in told}
    things = all(unit_kind(draft.quantity) == "classifier" and draft.topic for draft in told)
    return source.clause != spot.clause and len(units) > 1 and things and len(told) == len(units)


def people_beside(state: State, spot: Spot, quantity: Quantity, made: Draft) -> Draft:
    """涉及户 of 涉及8个村、500户: households and people beside the villages before them are none of these."""
    unit_at, last = quantity.unit_at, state.drafts[-1] if state.drafts else None
    closed = spot.behind >= spot.end or spot.view[spot.behind] in CLOSERS
    follows = spot.segment.number > 0 or quantity is not spot.first
    bare = closed and follows and not (spot.filled or spot.says or spot.part)
    if last is None or unit_at is None or not bare or quantity.unit not in _PEOPLE:
        return made
    beside = last.clause == spot.clause and last.quantity.unit != quantity.unit and bool(last.topic)
    if not (beside and last.topic[-1][0] >= last.quantity.number_start):  # behind the number, or its unit
        return made
    name = (*_lead_verb(state, spot), unit_at)
    return replace(made, metric=name, topic=name)


def _lead_verb(state: State, spot: Spot) -> Phrase:
    """The verb that the row of numbers begins with: 涉及, 惠及."""
    clause = state.paragraph.clauses[spot.clause]
    first = skip_lead(spot.view, clause.start, spot.first.start, state.by_start, light=False)
    word = spot.view.speech.at(first)
    return ((word.start, word.end),) if word is not None and word.tag == "v" else ()


_PEOPLE = ("户", "人")
