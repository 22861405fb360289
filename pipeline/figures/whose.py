"""Whose a number is where its clause does not say: 南岭县新建学校3所，改造道路20公里, both the county's."""

from itertools import takewhile

from pipeline.figures.clauses import Clause, View
from pipeline.figures.heads import skip_lead
from pipeline.figures.spots import Spot, State
from pipeline.figures.subjects import Subject, subject_at
from pipeline.figures.words import metric_ending, metric_regex, metric_words

_FARTHEST = 8  # clauses
_ALL = "全"


def handed_on(state: State, spot: Spot) -> Subject | None:
    """The place or firm that a clause before opens with, as far as ；, where it told a number of it and
    nothing else has been named since."""
    clauses = state.paragraph.clauses
    here = clauses[spot.clause]
    if here.bracket is not None or _is_of_name_behind(state, spot):
        return None
    near = range(spot.clause, max(-1, spot.clause - _FARTHEST), -1)
    for at in takewhile(lambda at: clauses[at].part == here.part, near):
        if clauses[at].bracket is not None:
            continue
        named = _opens_with(state, clauses[at])
        if named is not None:
            told = _tells_alone(state, spot, at, named) and _holds_on(state, spot, at, named)
            return named if told else None
    return None


def _is_of_name_behind(state: State, spot: Spot) -> bool:
    """年产煤90万吨的石桥矿区: the number is told of the name behind it."""
    return spot.view.startswith("的", spot.behind) and spot.behind + 1 in state.names.by_start


def _opens_with(state: State, clause: Clause) -> Subject | None:
    """The name a clause opens with, behind nothing but labels, times and connectives: not 支持南岭县."""
    view, end = clause.view, clause.end
    first = skip_lead(view, clause.start, end, state.by_start, light=False)
    named = subject_at(view, first, end, state.names)
    served = first > clause.start and view.startswith(tuple(metric_words("serving")), first - 1)
    if named is None or served:  # 为南岭县200家企业服务
        return None
    return named if named.place or metric_ending("owner").search(named.name) else None


def _tells_alone(state: State, spot: Spot, at: int, named: Subject) -> bool:
    """Whether the first number of the clause is told of the name, and none since of another one."""
    first = next(iter(state.told_in(at)), None)
    if first is None or first.subject is None or first.subject.span[0] != named.span[0]:
        return False
    drafts = (one for clause in range(at, spot.clause + 1) for one in state.told_in(clause))
    since = (one.subject for one in drafts if one.quantity.start > named.span[1])
    return all(other is None or other.span[0] == named.span[0] for other in since)


def _holds_on(state: State, spot: Spot, at: int, named: Subject) -> bool:
    """Whether nothing else is named between: 全市产值, 其他县5所; 全县 is 南岭县 itself."""
    clauses = state.paragraph.clauses
    near = clauses[at : spot.clause + 1]
    since = [one for one in near if named.span[1] < one.start <= spot.first.start and one.bracket is None]
    opened = [(one.start, one.end) for one in since]
    if spot.segment.number:
        opened.append((spot.segment.begin, spot.segment.end))
    view = clauses[spot.clause].view
    return not any(
        _is_elsewhere(state, view, begin, end) and not _is_all_of(state, view, begin, end, named)
        for begin, end in opened
    )


def _is_elsewhere(state: State, view: View, begin: int, end: int) -> bool:
    """Whether a stretch opens with another scope or with any name."""
    first = skip_lead(view, begin, end, state.by_start)
    if first in state.names.by_start or begin in state.names.by_start:
        return True
    if metric_regex("elsewhere").search(view, begin, first):  # 2024年我市|新建学校
        return True
    scope = metric_regex("scope", "place_kind", "elsewhere").match(view, first, end)
    return scope is not None and view.parts(scope.end())


def _is_all_of(state: State, view: View, begin: int, end: int, named: Subject) -> bool:
    first = skip_lead(view, begin, end, state.by_start)
    zone = metric_ending("zone").search(named.name)  # 全区 behind 北川保税区 is the region
    return named.place and not zone and view.startswith(_ALL + named.name[-1], first, end)
