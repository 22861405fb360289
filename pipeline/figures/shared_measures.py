"""Measures that a part leaves out, since its whole or the place before it has named them."""

from itertools import dropwhile

from pipeline.figures.clauses import Span, View
from pipeline.figures.heads import (
    Phrase,
    is_level,
    pieces,
    text_of,
)
from pipeline.figures.speech import Word
from pipeline.figures.spots import Spot, State, is_relative
from pipeline.figures.words import metric_ending, metric_word, metric_words


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
    listed = len(whole.topic) > 1 and spot.part  # 其中供水3亿元、排水5亿元
    named = shared or _is_plain(spot.view, head, measured[0]) or (listed and _is_matter(spot.view, head))
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
    at = _place_end(text, begin, end)
    if at == end:  # 道路通达率平原区达到100%、丘陵区达到90%
        measure = _rate_before_place(text, begin, end)
        return ((begin, measure),) if measure else ()
    if metric_ending("rated").search(text, begin, end) is None:
        return ()
    return pieces(text, at, end)


def _rate_before_place(text: View, begin: int, end: int) -> int:
    """Where the rate ends that stands before a kind of place; 0 without one."""
    places = dropwhile(lambda word: word.end < end, text.speech.within(begin, end))
    at = next((word.start for word in places), begin)
    return at if metric_ending("rated").search(text, begin, at) else 0


def _place_end(view: View, begin: int, end: int) -> int:
    """Behind the last word of a stretch that names a kind of place: 城区, 其他县城, 村庄."""
    kinds = metric_words("place_kind")
    ends = (word.end for word in view.speech.within(begin, end) if view[word.start : word.end] in kinds)
    return max(ends, default=begin)


def _is_plain(view: View, head: Span, measure: str) -> bool:
    """Whether nothing but nouns names a part, and no measure of its own: not 出口 of 进出口总额."""
    words = view.speech.within(*head)
    if not words or not all(_is_nominal(view, word, head) for word in words):
        return False
    if words[-1].tag == "vn" and not measure.endswith("面积"):
        return False
    return metric_ending("relational").search(view, *head) is None


def _is_matter(view: View, head: Span) -> bool:
    """排水: one word that is a verb elsewhere, of a row of parts; 新增 and 完成 are none."""
    word = view.speech.at(head[0])
    whole = word is not None and (word.start, word.end) == head and word.end - word.start >= _SHORTEST_MATTER
    return whole and metric_word(view, *head, "action", "urging", "light", "predicate") is None


def _is_nominal(view: View, word: Word, head: Span) -> bool:
    """A noun, or a verb that stands before one like one (排水工程), but 新建 of 新建道路."""
    noun = view.speech.at(word.end) if word.end < head[1] else None
    attributive = word.tag == "v" and noun is not None and noun.tag == "n"
    done = metric_word(view, word.start, head[1], "action", "urging", "light", "predicate")
    return word.tag in _PLAIN or (attributive and done is None)


_PLAIN = ("n", "nz", "ns", "nr", "nt", "j", "b", "vn", "a")
_LONGEST_PART = 8
_SHORTEST_MATTER = 2
