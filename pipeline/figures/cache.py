"""The figures of a paragraph, kept by all that they depend on, so that a revised plan has only its new
paragraphs read.

What is kept names no block of the document: its own is 0, the others are those a time of the context is
printed in. So it holds for the same paragraph at another place as well.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Final, Protocol

from models.facts import Evidence, Figure, Mention
from models.fingerprint import fingerprint
from pipeline.clock import tool_version
from pipeline.figures.anchors import Place, ReportYear
from pipeline.figures.text import Context
from pipeline.figures.times import Time

SOURCES: Final = ("pipeline/figures", "parsers", "models")
"""The code and data that the figures of a text depend on."""
_DIGITS: Final = 16
_COLUMNS: Final = tuple(field.name for field in fields(Figure))
_BLOCK, _EVIDENCE, _OWNER = (_COLUMNS.index(name) for name in ("block", "evidence", "owner"))
_NUMBERS: Final = tuple(_COLUMNS.index(name) for name in ("value", "value_max"))
_values_of = attrgetter(*_COLUMNS)
_OF_TIME = attrgetter(
    *(field.name for field in fields(Time) if field.name not in ("place", "resting", "parts"))
)
_PLACED: Final = ("block", "carried", "span", "plan_place", "report", "bulletin")
_OF_CONTEXT = attrgetter(*(field.name for field in fields(Context) if field.name not in _PLACED))


class FigureCache(Protocol):
    """Keeps figures as JSON (`as_json`), for one version of what reads them (`figures_version`), by
    `Question.key`."""

    def get(self, version: str, keys: Iterable[str]) -> Mapping[str, str]:
        """What was put for these keys; those nothing was put for are left out."""

    def put(self, version: str, entries: Mapping[str, str]) -> None:
        """Keeps what was found, by key."""


class NothingKept:
    """A cache that forgets."""

    def get(self, version: str, keys: Iterable[str]) -> Mapping[str, str]:
        """Nothing."""
        return {}

    def put(self, version: str, entries: Mapping[str, str]) -> None:
        """Nothing happens."""


@dataclass(frozen=True, slots=True)
class Question:
    """All that the figures of a paragraph depend on: the arguments of `figures_of_text`; `mentions` are
    `bare`."""

    text: str
    context: Context
    start: int
    mentions: tuple[Mention, ...]
    taken: tuple[tuple[int, int], ...]

    @property
    def blocks(self) -> tuple[int, ...]:
        """The blocks its figures can rest on: its own, those where the time handed on and the year of the
        report are printed."""
        places = _places(self.context)
        return tuple(dict.fromkeys((self.context.block, *(place.block for place in places))))

    @property
    def key(self) -> str:
        """Two questions of one key have one answer, but for the numbers of the blocks."""
        names = [(m.label, m.text, m.start, m.end, m.depth) for m in self.mentions]
        return repr((self.text, self.start, _relative(self.context, self.blocks), names, self.taken))


def bare(mention: Mention) -> Mention:
    """A name as far as `Question.key` tells it: nothing else of it can decide a figure."""
    return Mention(
        mention.label, mention.text, "", mention.block, mention.start, mention.end, (), mention.depth
    )


def _places(context: Context) -> Iterator[Place]:
    """Where the times are printed that a context knows."""
    for year in (context.report, context.bulletin):
        if year:
            yield year.place
    if context.plan_place:
        yield context.plan_place
    for handed in filter(None, (context.carried, context.span)):
        yield from _of_time(handed)


def _of_time(time: Time) -> Iterator[Place]:
    yield time.place
    if time.resting:
        yield time.resting
    for part in time.parts:
        yield from _of_time(part)


def _relative(context: Context, blocks: Sequence[int]) -> tuple[object, ...]:
    """What a context says, with blocks by their position among these."""

    def place(one: Place | None) -> object:
        return one and (blocks.index(one.block), one.start, one.end)

    def time(one: Time | None) -> object:
        return one and (place(one.place), place(one.resting), [*map(time, one.parts)], *_OF_TIME(one))

    def year(one: ReportYear | None) -> object:
        return one and (one.year, place(one.place))

    handed = time(context.carried), time(context.span), place(context.plan_place)
    return *handed, year(context.report), year(context.bulletin), *_OF_CONTEXT(context)


def as_json(figures: Iterable[Figure], blocks: Sequence[int]) -> str | None:
    """Figures of the paragraph that stands in `blocks[0]`; None when one rests on a block that is none of
    these, or belongs to a record.

    The words of the evidence stand once, at the head. Numbers are text, so that they stay exact.
    """
    words: dict[str, int] = {}
    positions = {block: position for position, block in enumerate(blocks)}

    def said(word: str) -> int:
        return words.setdefault(word, len(words))

    def piece(one: Evidence) -> tuple[int, ...]:
        return said(one.field), positions[one.block], one.start, one.end, said(one.role), said(one.derivation)

    items: list[list[Any]] = []
    for figure in figures:
        if (
            figure.owner is not None
            or figure.block != blocks[0]
            or any(one.block not in positions for one in figure.evidence)
        ):
            return None
        values = list(_values_of(figure))
        values[_BLOCK], values[_EVIDENCE] = 0, [number for one in figure.evidence for number in piece(one)]
        for column in _NUMBERS:
            values[column] = None if values[column] is None else str(values[column])
        items.append(values)
    return json.dumps([list(words), items], ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, blocks: Sequence[int]) -> tuple[Figure, ...]:
    """The reverse of `as_json`, for the paragraph that stands in `blocks[0]` now."""
    words, items = json.loads(text)
    for values in items:
        numbers = iter(values[_EVIDENCE])
        pieces = zip(*[numbers] * 6, strict=True)
        values[_EVIDENCE] = tuple(
            Evidence(words[f], blocks[b], start, end, words[r], words[d]) for f, b, start, end, r, d in pieces
        )
        values[_BLOCK] = blocks[0]
        for column in _NUMBERS:
            values[column] = None if values[column] is None else Decimal(values[column])
    return tuple(Figure(*values) for values in items)


@cache
def figures_version() -> str:
    """A hash of the code and data that the figures of a text depend on."""
    return f"figures-{fingerprint(SOURCES, tool_version())[:_DIGITS]}"
