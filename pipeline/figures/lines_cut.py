"""Which paragraphs go on in the next one: lines of text that was taken from PDF, and paragraphs that the end
of a page cuts in two.

What tells it is the layout of the whole document: that most lines end without a mark at about one width, or
that a word goes on over the end (重大进|展). No paragraph is joined to one that begins with a label or is
indented.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.facts import Structure
from pipeline.figures.speech import speech_of
from pipeline.figures.stretches import Stretch, is_item

_CLOSED: Final = "。！？；：!?;:…"
_PAUSE: Final = "，、,（(《“"
_INDENTED = re.compile("[\u3000\t]| {2}")
_UNIT_NEXT = re.compile("[万亿%％‰年月日元个]")
# — 3 —, 第 3 页: what stands between two halves of a sentence
_PAGE = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-—–·\s]*")
_LEAST_LINES: Final = 12
_LEAST_SHARE: Final = 0.4
_NEAR: Final = 2.0  # characters by which lines of one width differ: half-width digits, marks that hang over
_SHORTEST: Final = 20.0
_SHORTEST_PAGE: Final = 40.0  # a paragraph of which a page holds more than one line
_LEAST_CUTS: Final = 2
_AROUND: Final = 12
_MOST_LINES: Final = 60  # a paragraph of more is no longer read as one

Group = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph as a line: its text, its width in full-width characters, whether a mark ends its sentence,
    and whether it can be what another goes on in."""

    text: str
    width: float
    closed: bool
    follows: bool


def groups_of(structure: Structure, pieces: Sequence[Stretch]) -> Iterator[Group]:
    """The stretches in order, but for numbers of pages; those that are lines of one paragraph together."""
    for piece in pieces:
        if _is_page_number(structure, piece):
            yield (piece,)
    yield from _groups(structure, [piece for piece in pieces if not _is_page_number(structure, piece)])


def _is_page_number(structure: Structure, piece: Stretch) -> bool:
    return _PAGE.fullmatch(structure.document.blocks[piece.block].text) is not None


def _groups(structure: Structure, pieces: Sequence[Stretch]) -> Iterator[Group]:
    lines = [_line(structure, piece) for piece in pieces]
    full = _full_width([line for line in lines if line is not None])
    words = frozenset(at for at in range(len(lines) - 1) if _word_goes_on(lines[at], lines[at + 1]))
    of_pages = full is None and len(words) >= _LEAST_CUTS
    group: list[Stretch] = []
    for at, piece in enumerate(pieces):
        group.append(piece)
        going = (
            at + 1 < len(pieces)
            and len(group) < _MOST_LINES
            and _neighbours(structure, piece, pieces[at + 1])
        )
        if going and (at in words or _goes_on(lines[at], lines[at + 1], full, of_pages=of_pages)):
            continue
        yield tuple(group)
        group = []


def _line(structure: Structure, piece: Stretch) -> _Line | None:
    block, use = structure.document.blocks[piece.block], structure.uses[piece.block]
    if piece.headline or piece.origin != "narrative" or use.kind == "footnote":
        return None
    if piece.end < len(block.text):
        return None
    text = block.text[piece.start :]
    inside = text.strip()
    opens = piece.start == 0 and not _INDENTED.match(text) and not is_item(structure, piece)
    return _Line(inside, _width(inside), inside.endswith(tuple(_CLOSED)), opens)


def _width(text: str) -> float:
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))


def _full_width(lines: Sequence[_Line]) -> float | None:
    """The width at which the lines of a document are cut; None where they are not."""
    counted = Counter(round(line.width) for line in lines if not line.closed and line.width >= _SHORTEST)
    near = {width: sum(counted[width + by] for by in (-2, -1, 0, 1, 2)) for width in counted}
    width = max(near, key=lambda one: (near[one], one), default=None)
    if width is None or near[width] < max(_LEAST_LINES, len(lines) * _LEAST_SHARE):
        return None
    return float(width)


def _neighbours(structure: Structure, left: Stretch, right: Stretch) -> bool:
    """Whether two stretches stand under one heading with nothing but blanks and page numbers between."""
    between = range(left.block + 1, right.block)
    blocks, uses = structure.document.blocks, structure.uses
    return left.heading == right.heading and all(
        uses[at].use == "ignored" or not blocks[at].text.strip() or _PAGE.fullmatch(blocks[at].text)
        for at in between
    )


def _word_goes_on(left: _Line | None, right: _Line | None) -> bool:
    """Whether a word goes on over the end of a line."""
    if left is None or right is None or left.closed or not right.follows or left.width < _SHORTEST:
        return False
    before = left.text[-_AROUND:]
    return not speech_of(before + right.text[:_AROUND]).parts(len(before))


def _goes_on(left: _Line | None, right: _Line | None, full: float | None, *, of_pages: bool) -> bool:
    if left is None or right is None or left.closed or not right.follows or not left.text or not right.text:
        return False
    if full is not None and left.width >= full - _NEAR:
        return True
    if left.width >= _SHORTEST and (left.text[-1] in _PAUSE or _number_goes_on(left.text, right.text)):
        return True
    return of_pages and left.width >= _SHORTEST_PAGE


def _number_goes_on(left: str, right: str) -> bool:
    return left[-1].isdecimal() and _UNIT_NEXT.match(right) is not None
