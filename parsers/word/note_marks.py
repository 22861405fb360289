"""Which raised characters are note marks: 90¹ is 90 with a note, m² and 10⁷ are whole."""

import re
from collections.abc import Iterable
from functools import cache

from models.document import Script
from models.vocabularies import words

Span = tuple[int, int]
_MARK = re.compile(r"[\[［(（]?(?:[0-9]{1,3}|[①-⑳]|[*※†‡#a-z])(?:[,，、\-—][0-9]{1,3})*[\]］)）]?")
_POWER = re.compile(r"(?:[×xX*·]\s?10|(?<![0-9.])10)$")
_LATIN_END = re.compile(r"[A-Za-zμ]+$")
_REACH = 24  # characters before a mark: longer than any unit


def scripts(text: str, raised: Iterable[Span], lowered: Iterable[Span]) -> tuple[Script, ...]:
    """What of a paragraph's text is set high or low, neighbours joined, and what it is.

    A raised number is part of what stands before it behind a unit of length or area (m², km², 米²) and behind
    10 (10⁷); what is neither a number nor a sign used for notes is text set high.
    """
    high = [Script(*span, "mark" if _is_mark(text, *span) else "raised") for span in _joined(raised)]
    low = [Script(*span, "lowered") for span in _joined(lowered)]
    return tuple(sorted((*high, *low), key=lambda script: script.start))


def _joined(raised: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in raised:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_mark(text: str, start: int, end: int) -> bool:
    mark, before = text[start:end].strip(), text[max(0, start - _REACH) : start].rstrip()
    if not before or _MARK.fullmatch(mark) is None:
        return False
    if _POWER.search(before):
        return False
    latin = _LATIN_END.search(before)
    unit = latin[0] if latin else before[-1]
    return unit not in _units() or mark not in ("2", "3")


@cache
def _units() -> frozenset[str]:
    return words("exponent_units")
