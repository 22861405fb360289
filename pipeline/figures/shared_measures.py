"""Measures that a part leaves out, since its whole or the place before it has named them."""

from pipeline.figures.clauses import Span, View
from pipeline.figures.heads import (
    Phrase,
    is_level,
    pieces,
    text_of,
)
from pipeline.figures.spots import Spot, State, is_relative
from pipeline.figures.words import metric_ending, metric_words


def measure_of_another(state: State, spot: Spot, head: Span) -> Phrase:
    """The measure that a part leaves out, or a place behind another one."""
    whole = _measure_of_whole(state, spot, head) if spot.part else ()
    return whole or _measure_elsewhere(state, spot, head)


def _measure_of_whole(state: State, spot: Spot, head: Span) -> Phrase:
    """汽车产量60万辆，其中轿车23万辆: a part that nouns alone name has the measure of its whole, as far
    as it does not end in it (贷款余额…，其中涉农贷款…)."""
    text, said = state.paragraph.text, text_of(spot.view, pieces(spot.view, *head))
    whole = next((d for d in reversed(state.drafts) if d.quantity.unit == spot.first.unit), None)
    if whole is None or not whole.topic or is_level(said) or is_relative(spot.first):
        return ()
    begin, end = whole.topic[-1]
    measured = metric_ending("part_measure").search(text, begin, end)
    if measured is None or len(said) > _LONGEST_PART:
        return ()
    shared = next((n for n in range(len(measured[0]) - 1, 0, -1) if said.endswith(measured[0][:n])), 0)
    named = shared or _is_plain(spot.view, head, measured[0])
    return ((measured.start() + shared, end),) if named else ()


def _measure_elsewhere(state: State, spot: Spot, head: Span) -> Phrase:
    """城区污水处理率达到50%、其他县城达到40%: a place alone has the share of the place before it."""
    last = state.drafts[-1] if state.drafts else None
    clauses = state.paragraph.clauses
    if last is None or not last.topic or clauses[last.clause].sentence != clauses[spot.clause].sentence:
        return ()
    alike = last.quantity.unit == spot.first.unit and is_relative(spot.first)
    plain = not (spot.tail.changes or spot.tail.shares or spot.tail.compares or spot.tail.of)
    has_share = spot.view.startswith("占", *head)  # 占全市
    if not (alike and plain) or has_share or _place_end(spot.view, *head) != head[1]:
        return ()
    text, (begin, end) = state.paragraph.text, last.topic[-1]
    if metric_ending("rated").search(text, begin, end) is None:
        return ()
    return pieces(text, _place_end(text, begin, end), end)


def _place_end(view: View, begin: int, end: int) -> int:
    """Behind the last word of a stretch that names a kind of place: 城区, 其他县城, 村庄."""
    kinds = metric_words("place_kind")
    ends = (word.end for word in view.speech.within(begin, end) if view[word.start : word.end] in kinds)
    return max(ends, default=begin)


def _is_plain(view: View, head: Span, measure: str) -> bool:
    """Whether nothing but nouns names a part, and no measure of its own: not 出口 of 进出口总额."""
    words = view.speech.within(*head)
    if not words or any(word.tag not in _PLAIN for word in words):
        return False
    if words[-1].tag == "vn" and not measure.endswith("面积"):
        return False
    return metric_ending("relational").search(view, *head) is None


_PLAIN = ("n", "nz", "ns", "nr", "nt", "j", "b", "vn", "a")
_LONGEST_PART = 8
