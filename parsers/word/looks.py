"""How a paragraph looks as a whole, from its style and its runs."""

from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from models.document import Formatting
from parsers.word.paragraph import RunLook
from parsers.word.styles import ParagraphStyle

_T = TypeVar("_T", bound=Hashable)


def formatting(
    alignment: str, style: ParagraphStyle, looks: Sequence[RunLook], *, bordered: bool
) -> Formatting:
    """The prevailing look by number of characters; what a run leaves unsaid its paragraph style says."""
    if not looks:
        return _of_one(alignment, style.font, style.size, style.bold, 0, bordered)
    if len(looks) == 1:
        look = looks[0]
        bold = _bold(look, style)
        lead = look.length if bold else 0
        return _of_one(alignment, look.font or style.font, look.size or style.size, bold, lead, bordered)
    return Formatting(
        alignment=alignment,
        font=_prevailing([(look.font or style.font, look.length) for look in looks], style.font),
        size=_prevailing([(look.size or style.size, look.length) for look in looks], style.size),
        bold=_prevailing([(_bold(look, style), look.length) for look in looks], style.bold),
        bold_lead=_bold_lead(looks, style),
        bordered=bordered,
    )


@lru_cache(maxsize=1024)
def _of_one(alignment: str, font: str, size: int | None, bold: bool, lead: int, bordered: bool) -> Formatting:
    return Formatting(alignment, font, size, bold, lead, bordered)


def _bold(look: RunLook, style: ParagraphStyle) -> bool:
    return style.bold if look.bold is None else look.bold


def _prevailing(weighted: Iterable[tuple[_T, int]], default: _T) -> _T:
    totals: dict[_T, int] = {}
    for value, weight in weighted:
        totals[value] = totals.get(value, 0) + weight
    if not totals:
        return default
    return next(iter(totals)) if len(totals) == 1 else max(totals, key=lambda value: totals[value])


def _bold_lead(looks: Sequence[RunLook], style: ParagraphStyle) -> int:
    total = 0
    for look in looks:
        if not _bold(look, style):
            break
        total += look.length
    return total
