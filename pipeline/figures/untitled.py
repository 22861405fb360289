"""The years of a plan whose title is lost: a text taken from a book or a web page begins with its first
sentence, or with lines of something else."""

from collections import Counter
from collections.abc import Iterable, Iterator

from models.document import Block
from models.facts import Structure
from parsers.outline.plan_years import years_in
from pipeline.figures.anchors import Place

_OPENING = 12  # paragraphs
_SHORTEST, _LONGEST = 3, 15  # years of a plan
_OFTEN = 3
_VERY_OFTEN = 10
_SHARE = 0.5
_AHEAD = ("other", "plan")

_Years = tuple[int, int]


def plan_of_text(structure: Structure) -> tuple[_Years, Place] | None:
    """First and last year of the plan that a text without a title sets out, and where its opening prints
    them; None for a text that is none, or does not say which.

    It is the plan that the text names most, of those its opening names, when years of it are also most of
    those that the text names: a speech or a history of many years names other ones.
    """
    if structure.kind not in _AHEAD:
        return None
    blocks = [block for block, use in _used(structure) if use in ("paragraph", "heading")]
    spans, single = _named(blocks)
    opening = dict(reversed([*_places(blocks[:_OPENING])]))
    found = max(opening, key=lambda years: (spans[years], years), default=None)
    if found is None or spans[found] < _OFTEN or not _dwells_on(found, single):
        return None
    return found, opening[found]


def _used(structure: Structure) -> Iterator[tuple[Block, str]]:
    for block, use in zip(structure.document.blocks, structure.uses, strict=True):
        yield block, use.kind if use.use == "used" else ""


def _named(blocks: Iterable[Block]) -> tuple[Counter[_Years], Counter[int]]:
    """How often the text names each plan and each year."""
    spans, single = Counter[_Years](), Counter[int]()
    for block in blocks:
        for years in years_in(block.text):
            if _is_plan(years.first, years.last):
                spans[years.first, years.last] += 1
            elif years.first == years.last:
                single[years.first] += 1
    return spans, single


def _places(blocks: Iterable[Block]) -> Iterator[tuple[_Years, Place]]:
    for block in blocks:
        for years in years_in(block.text):
            if _is_plan(years.first, years.last):
                yield (years.first, years.last), Place(block.ordinal, years.start, years.end)


def _is_plan(first: int, last: int) -> bool:
    return _SHORTEST <= last - first + 1 <= _LONGEST


def _dwells_on(plan: _Years, single: Counter[int]) -> bool:
    """Whether the years of a plan, and the one before it, which it is held against, are most of those named,
    and named over and over; its last one among them. What only carries out a plan (为落实“十四五”规划…) names
    few years."""
    first, last = plan
    own = sum(count for year, count in single.items() if first - 1 <= year <= last)
    return single[last] > 0 and own >= max(_VERY_OFTEN, _SHARE * single.total())
