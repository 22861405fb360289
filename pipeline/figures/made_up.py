"""Of whom or what something is made up: 评审委员会由7名专家组成, 团队由2名院士、12名博士组成."""

from typing import Final

from pipeline.figures.heads import Phrase, pieces, skip_lead, trim_tail
from pipeline.figures.spots import CLOSERS, Spot, State, unit_kind

_BY: Final = "由"
_MADE_UP: Final = "组成"
_JOINTS: Final = "、和及与"


def made_up_of(state: State, spot: Spot) -> Phrase | None:
    """The whole with the part that the number counts; None elsewhere."""
    clause, view = state.paragraph.clauses[spot.clause], spot.view
    end = view.find(_MADE_UP, spot.behind, clause.end)
    by = view.rfind(_BY, clause.start, spot.first.start)
    counts = unit_kind(spot.first) in ("classifier", "") and len(spot.group) == 1
    if end < 0 or by < 0 or not counts or not _lists_parts(state, spot, by + 1):
        return None
    whole = pieces(view, skip_lead(view, clause.start, by, state.by_start), by)
    following = (one.start for one in state.by_clause[spot.clause] if one.start >= spot.behind)
    stop = min(end, next(following, end))
    stop = next((at for at in range(spot.behind, stop) if view[at] in _JOINTS + CLOSERS), stop)
    spot.tail.starts_from = False  # 由 of a change: 由5%降至4%
    return (*whole, *pieces(view, spot.behind, trim_tail(view, spot.behind, stop))) or None


def _lists_parts(state: State, spot: Spot, begin: int) -> bool:
    """Whether the number stands right behind 由, or in the list that begins there with another."""
    if begin == spot.first.start:
        return True
    first = next((one for one in state.by_clause[spot.clause] if one.start >= begin), None)
    return first is not None and first.start == begin and spot.view[spot.first.start - 1] in _JOINTS
