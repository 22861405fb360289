"""Two numbers side by side that are told of one thing behind both: 可满足30万人7天基本生活需要,
甲至乙等9条56公里公路."""

from itertools import pairwise

from parsers.notation.quantity import Quantity
from pipeline.figures.clauses import View
from pipeline.figures.heads import action_of, pieces, predicate_at, skip_lead, trim_tail
from pipeline.figures.spots import CLOSERS, Draft, Spot, State, unit_kind

_PEOPLE, _TIME = "人", "time"
_MOST = 40  # numbers of a clause


def beside_each_other(state: State, spot: Spot) -> Draft | None:
    """Either of two such numbers; None for any other, and in a clause of very many, each of which would be
    asked for all."""
    if len(state.by_clause[spot.clause]) > _MOST:
        return None
    return _for_so_many(state, spot) or _measured(state, spot)


def _for_so_many(state: State, spot: Spot) -> Draft | None:
    """Either of the two numbers with what is done before both and what it is for."""
    both = _both(state, spot)
    if both is None or len(spot.group) > 1:
        return None
    view, (people, lasts) = spot.view, both
    end = state.paragraph.clauses[spot.clause].end
    at = lasts.end + view.startswith("的", lasts.end)
    noun = pieces(view, at, trim_tail(view, at, end))
    first = skip_lead(view, spot.segment.begin, people.start, state.by_start)
    deed = pieces(view, first, trim_tail(view, first, people.start))
    if not noun or not deed or view[at] in CLOSERS or predicate_at(view, at, end) < at + 1:
        return None
    return Draft(spot.first, spot.clause, spot.tail, (*deed, *noun), noun)


def _both(state: State, spot: Spot) -> tuple[Quantity, Quantity] | None:
    """The people and the time right behind them, one of which is at hand."""
    held = state.by_clause[spot.clause]
    pairs = ((one, other) for one, other in pairwise(held) if one.end == other.start)
    fitting = (pair for pair in pairs if pair[0].unit == _PEOPLE and unit_kind(pair[1]) == _TIME)
    return next((pair for pair in fitting if spot.first in pair and pair[1] is held[-1]), None)


def _measured(state: State, spot: Spot) -> Draft | None:
    """等9条56公里公路: how many there are has the noun behind how long they are."""
    held = state.by_clause[spot.clause]
    beside = next((one for one in held if one.start == spot.first.end), None)
    if beside is None or unit_kind(spot.first) != "classifier" or unit_kind(beside) != "measure":
        return None
    view, at = spot.view, beside.end
    end = next((one.start for one in held if one.start > at), state.paragraph.clauses[spot.clause].end)
    noun = pieces(view, at, trim_tail(view, at, predicate_at(view, at, end)))
    deed = action_of(view, *spot.head)
    listed = view.startswith("等", spot.head[1])
    if not noun or view[at] in CLOSERS or _is_deed(view, at):
        return None
    if not (listed or deed == spot.head or not spot.filled):
        return None
    done = (deed,) if deed and not listed else ()
    return Draft(spot.first, spot.clause, spot.tail, (*done, *noun), noun)


def _is_deed(view: View, at: int) -> bool:
    """等9条56公里建设任务: what stands behind is done to them, and names them not."""
    word = view.speech.at(at)
    return word is not None and word.tag.startswith("v")
