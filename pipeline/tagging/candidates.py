"""The rule-made name candidates of one paragraph."""

from collections.abc import Iterator, Sequence

from pipeline.tagging.divisions import find_bodies_of_divisions, find_divisions
from pipeline.tagging.found import Found
from pipeline.tagging.inner import find_inner, inner_names
from pipeline.tagging.lists import find_listed
from pipeline.tagging.nesting import find_nested
from pipeline.tagging.organisations import KNOWN, bodies_in, find_bodies, find_known
from pipeline.tagging.promotion import promote, promote_firms
from pipeline.tagging.repair import without_halves
from pipeline.tagging.sections import find_sections
from pipeline.tagging.stems import find_stems
from pipeline.tagging.suffix_names import find_roads, find_suffix_names

_OPENS = 0.85


def find_organisations(text: str, places: Sequence[Found]) -> Iterator[Found]:
    """Bodies, known companies, and names told by their last word (facilities among them); `places` are those
    of the gazetteer."""
    sure = [one.place for one in places if one.score >= _OPENS]
    known = [*find_known(text, sure)]
    yield from known
    told = bodies_in(text)
    bodies = [*find_bodies(text, sure, told), *(find_bodies_of_divisions(text) if told else ())]
    yield from bodies
    opening = [one.place for one in (*known, *bodies) if one.score >= KNOWN]
    yield from find_suffix_names(text, sure, opening)
    yield from find_roads(text)


def find_inside(text: str, found: Sequence[Found]) -> list[Found]:
    """What lies in the candidates, what joins them, and weak places that their surroundings make sure."""
    if not found:  # most paragraphs have no names, and little tells one without others
        return list(inner_names(text, [*find_nested(text, (), ()), *find_listed(text, ())]))
    places = [one for one in found if one.source == "gazetteer"]
    inside = [
        *find_nested(text, found, places),
        *find_stems(text, found, places),
        *find_sections(text, found),
        *find_listed(text, found),
        *promote(text, found),
        *promote_firms(text, found),
        *find_inner(text, found),
        *find_divisions(text, found),
    ]
    return list(inner_names(text, without_halves(text, found, inside)))
