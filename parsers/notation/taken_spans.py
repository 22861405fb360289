"""Where a text says times, and what holds digits and counts nothing: found once for all that read numbers."""

from dataclasses import dataclass
from functools import lru_cache

from parsers.notation.clock import clock_spans
from parsers.notation.codes import code_spans
from parsers.notation.name_numbers import name_spans
from parsers.notation.numerals import fold
from parsers.notation.period import find_periods
from parsers.notation.quantity_words import phrase_regex

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TakenSpans:
    """Spans of a text, maybe overlapping, in no order: dates and times of day; sayings, codes and names."""

    times: tuple[Span, ...]
    names: tuple[Span, ...]


@lru_cache(maxsize=4096)
def taken_spans(text: str) -> TakenSpans:
    """Where numbers of a text are read otherwise than as quantities."""
    folded = fold(text)
    periods = ((period.start, period.end) for period in find_periods(text))
    phrases = (match.span() for match in phrase_regex().finditer(folded))
    return TakenSpans(
        (*periods, *clock_spans(folded)), (*phrases, *code_spans(text, folded), *name_spans(folded))
    )
