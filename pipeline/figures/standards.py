"""What is done by a standard: 按人均0.5平方米的标准建设避难场所."""

from pipeline.figures.heads import is_relational, pieces, trim_tail, whole_words
from pipeline.figures.spots import Draft, Spot, State, is_relative, past_standard
from pipeline.figures.words import metric_ending, metric_regex

_BY = ("按照", "依照", "按")
_LONGEST_PER = 16
_LONGEST_DEED = 20


def by_standard(state: State, spot: Spot) -> Draft | None:
    """人均建设避难场所 of 按人均0.5平方米的标准建设避难场所; what the standard is of where 按 says so itself
    (按每所学校补助1万元的标准). None elsewhere, and where something is given by it."""
    view, at = spot.view, past_standard(spot.view, spot.behind)
    per = _per(spot)
    if at == spot.behind or per is None or is_relative(spot.first) or metric_regex("giving").match(view, at):
        return None
    if metric_ending("relational", "grant").search(view, *per) and not is_relational(view[slice(*per)]):
        return Draft(spot.first, spot.clause, spot.tail, pieces(view, *per))
    word = view.speech.at(at) if at < spot.end else None
    if word is None or not word.tag.startswith("v"):
        return None
    deed = pieces(view, at, trim_tail(view, at, whole_words(view, min(spot.end, at + _LONGEST_DEED))))
    return Draft(spot.first, spot.clause, spot.tail, (*pieces(view, *per), *deed), deed)


def _per(spot: Spot) -> tuple[int, int] | None:
    """人均, 每百户: what stands between 按 and the number with its bound; None without 按."""
    said = spot.first.qualifier_at
    end = min(spot.first.start, said[0]) if said else spot.first.start
    low = max(spot.begin, end - _LONGEST_PER)
    found = [(spot.view.rfind(word, low, end), len(word)) for word in _BY]
    at, length = max(found, key=lambda one: (one[0] + one[1] if one[0] >= 0 else -1, one[1]))
    return (at + length, end) if at >= 0 and spot.view.parts(at) else None
