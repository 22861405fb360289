"""What is told of several figures together: 干线7万公里，支线13万公里，合计20万公里; and of a share that is
only about so large (约占全市的60%)."""

from dataclasses import replace

from pipeline.figures.spots import Draft, Spot, State, is_relative
from pipeline.figures.words import BLANKS, metric_words

_ABOUT = "约占"


def all_together(state: State, spot: Spot) -> Draft | None:
    """The sum of the figures before it in its sentence, where it says so and names nothing: it is of all of
    them."""
    clauses, begin = state.paragraph.clauses, state.paragraph.clauses[spot.clause].start
    said = spot.view[begin : spot.first.start].strip(BLANKS + "，、")
    if said not in metric_words("summing"):
        return None
    parts = [
        one
        for one in state.earlier(spot.clause)
        if one.quantity.unit == spot.first.unit and not clauses[one.clause].bracket
    ]
    names = tuple(span for draft in reversed(parts) for span in draft.topic)
    return Draft(spot.first, spot.clause, spot.tail, names, names) if len(parts) > 1 and names else None


def about(state: State, draft: Draft) -> Draft:
    """约占全市用水总量的60%: about so much, although what it is a share of stands between."""
    quantity, clause = draft.quantity, state.paragraph.clauses[draft.clause]
    if quantity.qualifier != "exact" or quantity.value_max is not None or not is_relative(quantity):
        return draft
    at = clause.view.rfind(_ABOUT, clause.start, quantity.start)
    if at < 0 or state.paragraph.quantities_in(at, quantity.start):
        return draft
    return replace(draft, quantity=replace(quantity, qualifier="approx", qualifier_at=(at, at + 1)))
