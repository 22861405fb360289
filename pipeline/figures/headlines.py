"""What a number of a heading is where it states nothing: part of the name that the heading is, or how many
points stand below it. Both stay unclaimed, for the reason that they stand in a heading."""

import re
from typing import Final

from parsers.notation.quantity import Quantity
from pipeline.figures.cases import clause_end, clause_start
from pipeline.figures.heads import skip_label
from pipeline.figures.spots import unit_kind
from pipeline.figures.words import metric_regex

# （市教育局负责）, （共7件）, （2分）: a bracket that closes a heading is a note on it
_NOTE: Final = re.compile(r"\s*(?:[（(][^（）()]*[）)]\s*)+[；;。]?\s*")


def end_of_words(text: str, start: int, end: int) -> int:
    """Where the words of a heading end before the bracket that closes it."""
    notes = _NOTE.finditer(text, start, end)
    return next((note.start() for note in notes if note.end() == end), end)


def states_in_heading(text: str, quantity: Quantity) -> bool:
    """Whether a number of a heading tells a state or an aim, as one of a paragraph does."""
    return not (_counts_points(text, quantity) or _sizes_works(text, quantity) or _opens_name(text, quantity))


def _counts_points(text: str, quantity: Quantity) -> bool:
    """推进五项重点任务, 打好三场硬仗: a count in words is that of the points below, or a saying."""
    return not text[quantity.number_start].isdecimal() and unit_kind(quantity) == "classifier"


def _sizes_works(text: str, quantity: Quantity) -> bool:
    """东丰年产5万吨纸浆项目: a heading that names works with their size; 建成5万吨纸浆项目 tells a deed."""
    if unit_kind(quantity) != "measure" or quantity.qualifier != "exact":
        return False
    begin, end = clause_start(text, quantity.start), clause_end(text, quantity.end)
    done = metric_regex("new_deed").search(text, begin, quantity.start)
    return done is None and metric_regex("plant").search(text, quantity.end, end) is not None


def _opens_name(text: str, quantity: Quantity) -> bool:
    """24小时自助驿站: a time that a heading opens with sorts what it names."""
    opens = skip_label(text, clause_start(text, quantity.start), quantity.start) == quantity.start
    return opens and unit_kind(quantity) == "time" and quantity.end < len(text)
