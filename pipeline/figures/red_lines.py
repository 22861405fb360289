"""Areas that are kept behind a red line (守住90万亩耕地红线): at least so much, though no word beside the
number says so. Red lines of what is used up (用水总量红线) are no areas and bound from above: they stay as
printed."""

import re
from dataclasses import replace
from typing import Final

from models.units import unit_words
from parsers.notation.quantity import Quantity
from pipeline.figures.spots import Draft
from pipeline.figures.words import metric_regex

_REACH: Final = 30
_ENDS: Final = re.compile("[，；。：！？,;:!?\n]")


def with_red_line(draft: Draft, text: str) -> Draft:
    """The draft with the bound that its red line sets."""
    quantity = draft.quantity
    if quantity.qualifier != "exact" or not _is_area(quantity):
        return draft
    before = _ENDS.split(text[max(0, quantity.start - _REACH) : quantity.start])[-1]
    begin, stop = quantity.start - len(before), _ENDS.search(text, quantity.end, quantity.end + _REACH)
    end = stop.start() if stop else min(len(text), quantity.end + _REACH)
    kept = metric_regex("keeping").search(text, begin, quantity.start)
    line = metric_regex("red_line").search(text, kept.end(), end) if kept else None
    if line is None:
        return draft
    return replace(draft, quantity=replace(quantity, qualifier="at_least", qualifier_at=line.span()))


def _is_area(quantity: Quantity) -> bool:
    word = unit_words().get(quantity.unit or "")
    return word is not None and word.dimension == "area"
