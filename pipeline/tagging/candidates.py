"""All the rule-made name candidates of one paragraph."""

from pipeline.tagging.found import Found
from pipeline.tagging.gazetteer import find_places
from pipeline.tagging.organisations import KNOWN, find_bodies, find_known
from pipeline.tagging.places import SURE
from pipeline.tagging.suffix_names import find_roads, find_suffix_names


def find_names(text: str) -> list[Found]:
    """Places of the gazetteer, organisations and facilities by grammar."""
    places = find_places(text)
    sure = [one.place for one in places if one.score >= 0.85]
    known = [*find_known(text, sure)]
    bodies = [*find_bodies(text, sure)]
    opening = [one.place for one in known if one.score >= KNOWN]
    return [*places, *known, *bodies, *find_suffix_names(text, sure, opening), *find_roads(text)]
