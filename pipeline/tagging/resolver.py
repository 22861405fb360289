"""The one place that decides which of the overlapping candidates are mentions, and how deep they lie."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.names import EntityLabel
from models.quick import quick
from pipeline.tagging.found import Found
from pipeline.tagging.overlaps import Overlaps

NAMES: frozenset[EntityLabel] = frozenset({"ORG", "LOC"})
# What a source adds to the weight of its candidates; a candidate is wanted when its weight is above zero.
_BASE: Mapping[str, float] = {
    "names": 0.6,
    "harvest": 0.6,
    "gazetteer": 0.0,
    "organisations": 0.0,
    "facilities": 0.0,
    "zones": 0.0,
}
_AGREEMENT = 0.3  # of the weight of each further source that says the same
_AGAINST = 0.5  # of the weight of what the statistical component says instead
# off what only the grammar of names proposes, where the statistical component has read the text and says
# nothing
_UNCONFIRMED = 0.8
_CERTAIN = 0.88
_SHORT_FORM = 0.75
_PLACE = 0.8  # of a place of the gazetteer that counts where it stands


@quick
@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with all that speaks for it: `weight` as part of a longer name, `alone` as an outermost
    one.

    `inside` is the value of the best that lies in it. What the statistical component alone says is no part
    of a longer name.
    """

    found: Found
    weight: float
    alone: float
    may_nest: bool
    inside: float = 0.0


def resolve(candidates: Sequence[Found], read_by_model: bool = False) -> list[tuple[Found, int]]:
    """The mentions among the candidates of one paragraph with their depth (0 outermost), in order of place.

    `read_by_model`: the statistical component has read the paragraph; what it passes over needs surer
    evidence.

    Policy titles, times and quantities stand as found; times inside names stay, quantities inside names and
    titles do not. Of names that cross each other the set with the greatest weight is kept; names in a kept
    name, in a title and in each other are nested.
    """
    if not candidates:
        return []
    fixed = _notation(candidates)
    titles = [one for one in fixed if one.label == "POLICY"]
    titled = Overlaps.of(titles)
    names = [
        one
        for one in candidates
        if one.label in NAMES and not any(one.crosses(other) for other in titled.near(one))
    ]
    chosen = _chosen(_weighed(names, read_by_model))
    if not fixed:
        return _with_depth(chosen)
    others = Overlaps.of(chosen + titles)
    kept = [one for one in fixed if _survives(one, others.near(one))]
    standing = Overlaps.of(kept)
    chosen = [one for one in chosen if not _is_barred(one, standing.near(one))]
    return _with_depth(kept + chosen)


def _is_barred(one: Found, standing: Iterable[Found]) -> bool:
    """Whether a name crosses notation that stays, or lies in it: only titles hold names."""
    return any(one.crosses(other) or (other.holds(one) and other.label != "POLICY") for other in standing)


def _notation(candidates: Iterable[Found]) -> list[Found]:
    return [one for one in candidates if one.label not in NAMES]


def _survives(one: Found, others: Sequence[Found]) -> bool:
    """A quantity in a name or title is part of it; what bears a name or title is not a time as well."""
    if one.label == "QUANTITY":
        return not any(other.holds(one) or other.place == one.place for other in others)
    return not any(other.place == one.place and other is not one for other in others)


def _weighed(names: Iterable[Found], read_by_model: bool) -> list[Weighed]:
    """One entry for each span and label, with the weights of the sources that agree joined."""
    groups: dict[tuple[int, int, EntityLabel], list[Found]] = {}
    for one in names:
        groups.setdefault((one.start, one.end, one.label), []).append(one)
    model = Overlaps.of(one for one in names if one.source == "names")
    return [_joined(group, model, read_by_model) for group in groups.values()]


def _weight(one: Found) -> float:
    return 2 * one.score - 1 + _BASE.get(one.source, 0.0)


def _joined(group: list[Found], model: Overlaps, read_by_model: bool) -> Weighed:
    ordered = sorted(group, key=_weight, reverse=True)
    weight = _weight(ordered[0]) + _AGREEMENT * sum(max(0.0, _weight(one)) for one in ordered[1:])
    known = (one for one in ordered if one.source == "gazetteer" and one.score >= _PLACE)
    best = next(known, ordered[0])
    others = [one for one in group if one.source != "names"]
    if len(others) < len(group):
        return Weighed(best, weight, weight, may_nest=any(_weight(one) > 0 for one in others))
    certain = best.source == "gazetteer" or best.score >= _CERTAIN
    alone = (
        weight
        if certain
        else weight
        - _AGAINST * sum(_weight(one) for one in model.near(best) if best.crosses(one) or best.holds(one))
    )
    if read_by_model and _needs_model(best):
        alone -= _UNCONFIRMED
    return Weighed(best, weight, alone, may_nest=True)


def _needs_model(one: Found) -> bool:
    """Grammar that is not certain, and a county's short name that may be part of other words."""
    if one.source in {"organisations", "facilities", "zones", "nesting"}:
        return one.score < _CERTAIN
    return (
        one.source == "harvest"
        and one.label == "LOC"
        and one.score <= _SHORT_FORM
        and one.end - one.start == 2
    )


def _chosen(weighed: Sequence[Weighed]) -> list[Found]:
    """The outermost names with those nested in them."""
    ordered = sorted(
        (one for one in weighed if one.weight > 0),
        key=lambda one: (one.found.end - one.found.start, -one.weight),
    )
    totals: list[Weighed] = []
    starting: dict[int, list[int]] = {}
    inner: dict[tuple[int, int, EntityLabel], list[Found]] = {}
    for one in ordered:
        inside = [
            other
            for other in _starting_in(one.found, totals, starting)
            if other.may_nest and one.found.holds(other.found) and _fits_in(other.found, one.found)
        ]
        best, value = _best_row([(other.found, other.weight + other.inside) for other in inside])
        inner[_key(one.found)] = [found for other in best for found in (other, *inner[_key(other)])]
        starting.setdefault(one.found.start, []).append(len(totals))
        totals.append(replace(one, inside=value) if value else one)
    outermost, _ = _best_row([(one.found, one.alone + one.inside) for one in totals if one.alone > 0])
    return [found for one in outermost for found in (one, *inner[_key(one)])]


def _starting_in(
    outer: Found, totals: Sequence[Weighed], starting: Mapping[int, Sequence[int]]
) -> list[Weighed]:
    """Those that start within a span, in their order; `starting` are the places in `totals` by start."""
    places = [at for start in range(outer.start, outer.end) for at in starting.get(start, ())]
    return [totals[at] for at in sorted(places)]


def _fits_in(inner: Found, outer: Found) -> bool:
    """Only a known place stands at the end of a longer name (中国香港); the gazetteer's own names hold
    nothing but such."""
    if outer.source == "gazetteer" and outer.score >= _CERTAIN:
        return False
    if inner.source == "facilities" or (inner.source == "zones" and inner.start != outer.start):
        return False
    if (
        inner.source == "harvest"
        and inner.label == outer.label == "ORG"
        and inner.score <= _SHORT_FORM
        and outer.source != "nesting"
    ):
        return False  # a firm's short name in its full one
    if inner.end == outer.end:
        return inner.label == "LOC" and inner.source == "gazetteer"
    return True


def _key(one: Found) -> tuple[int, int, EntityLabel]:
    return one.start, one.end, one.label


def _best_row(valued: Sequence[tuple[Found, float]]) -> tuple[list[Found], float]:
    """The candidates side by side, none overlapping, with the greatest total (weighted interval
    scheduling)."""
    if not valued:
        return [], 0.0
    ordered = sorted(valued, key=lambda pair: pair[0].end)
    ends = [one.end for one, _ in ordered]
    totals = [0.0]
    for index, (one, value) in enumerate(ordered):
        taken = totals[bisect_right(ends, one.start, 0, index)] + value
        totals.append(max(totals[-1], taken))
    row: list[Found] = []
    at = len(ordered)
    while at > 0:
        if totals[at] > totals[at - 1]:
            one = ordered[at - 1][0]
            row.append(one)
            at = bisect_right(ends, one.start, 0, at - 1)
        else:
            at -= 1
    return row[::-1], totals[-1]


def _with_depth(mentions: Iterable[Found]) -> list[tuple[Found, int]]:
    ordered = sorted(mentions, key=lambda one: (one.start, -one.end))
    found: list[tuple[Found, int]] = []
    open_ends: list[int] = []
    for one in ordered:
        while open_ends and open_ends[-1] <= one.start:
            open_ends.pop()
        found.append((one, len(open_ends)))
        open_ends.append(one.end)
    return found
