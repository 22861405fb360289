"""Cuts the text of a paragraph at the borders of everything that rests on it, into flat pieces that know
their records."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from models.kinds import KINDS

# Embeddings, overrides, isolates and marks of UAX #9; each run of them is a piece of its own, so that a page
# can keep it from its neighbours.
_BIDI: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_NUMBER: Final = re.compile("[≥≤<>+-]?[0-9]")
_ONE_LINE: Final = 12
# Of records that rest on the very same characters, the one that says most is linked.
_LINKED: Final = sorted(KINDS, key=lambda kind: kind.ranks.linked)
_ORDER: Final = (*(kind.name for kind in _LINKED), "finding")
_PRIMARY: Final[Mapping[str, tuple[str, ...]]] = {kind.name: kind.own for kind in KINDS} | {"finding": ("",)}


@dataclass(frozen=True, slots=True)
class Anchor:
    """Characters of one paragraph on which a record rests; a `supporting` one (unit, period, label, context)
    is highlighted but not linked."""

    kind: str
    id: int
    start: int
    end: int
    field: str = ""
    supporting: bool = False

    @property
    def reference(self) -> str:
        """As in the page's links: `figure-12`."""
        return f"{self.kind}-{self.id}"

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        """Innermost first; among equals the record's own words before what it shares with others, then by
        kind."""
        return self.end - self.start, not self.is_primary, _ORDER.index(self.kind), self.id

    @property
    def is_primary(self) -> bool:
        """Whether these are the record's own words (a figure's number), not what it has in common with
        others (its metric, its period)."""
        return self.field in _PRIMARY[self.kind]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without a border inside: its records, innermost first (none: supporting evidence, or
    plain text).

    `kind` is the innermost record's kind, `is_primary` whether these are its own words; `marked` is false
    for text on which nothing rests.
    """

    text: str
    references: tuple[str, ...] = ()
    kind: str = ""
    marked: bool = False
    is_bidi: bool = False
    is_primary: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is a number with its unit (9700座), short enough for a line of a phone."""
        return len(self.text) <= _ONE_LINE and _NUMBER.match(self.text) is not None


def cut(text: str, anchors: Iterable[Anchor]) -> tuple[Piece, ...]:
    """The text in flat pieces; joined they are the text. Linear in the text, the anchors and their
    overlaps."""
    held = [anchor for anchor in anchors if 0 <= anchor.start < anchor.end <= len(text)]
    controls = [match.span() for match in _BIDI.finditer(text)]
    opening: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in held:
        opening[anchor.start].append(anchor)
    borders = sorted(
        {
            0,
            len(text),
            *(at for anchor in held for at in (anchor.start, anchor.end)),
            *(at for span in controls for at in span),
        }
    )
    return tuple(_pieces(text, borders, opening, [start for start, _ in controls]))


def _pieces(
    text: str, borders: Sequence[int], opening: dict[int, list[Anchor]], controls: Sequence[int]
) -> Iterator[Piece]:
    active: list[Anchor] = []
    for start, end in pairwise(borders):
        active = [anchor for anchor in active if anchor.end > start] + opening.get(start, [])
        at = bisect_left(controls, start)
        yield _piece(text[start:end], active, at < len(controls) and controls[at] == start)


def _piece(text: str, active: Sequence[Anchor], is_bidi: bool) -> Piece:
    stating = sorted((anchor for anchor in active if not anchor.supporting), key=lambda anchor: anchor.rank)
    references = tuple(dict.fromkeys(anchor.reference for anchor in stating))
    is_primary = any(anchor.is_primary for anchor in stating if anchor.reference == references[0])
    return Piece(text, references, stating[0].kind if stating else "", bool(active), is_bidi, is_primary)
