"""What the rules alone find in a text, as the components of the pipeline ask them."""

from pipeline.tagging.candidates import find_organisations
from pipeline.tagging.found import Found
from pipeline.tagging.gazetteer import find_places


def find_names(text: str) -> list[Found]:
    """Places and everything built on them."""
    places = find_places(text)
    return [*places, *find_organisations(text, places)]
