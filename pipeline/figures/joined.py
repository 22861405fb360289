"""Paragraphs that are lines of one (text from PDF), read together; and the way back to the true characters of
each.

A number that is cut from its unit (12 | 万人) has its digits in one paragraph and the unit in the next: both
are its evidence. One whose digits are cut is not told.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from models.facts import Evidence, Figure, Mention
from pipeline.figures.anchors import Place
from pipeline.figures.marked import Excerpt, Span
from pipeline.figures.replaced import context_put, time_put
from pipeline.figures.text import Context
from pipeline.figures.times import Time

_NUMERAL = re.compile(r"[\d〇零一二两三四五六七八九十百千半]")
_VALUES = ("value", "value_max")

_Piece = tuple[Excerpt, int, int]  # a part, and a span of its own text


@dataclass(frozen=True, slots=True)
class Joined:
    """The excerpts in order, and where each begins in the text of all."""

    parts: tuple[Excerpt, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, parts: Sequence[Excerpt]) -> "Joined":
        """Those of paragraphs that follow each other."""
        return cls(tuple(parts), tuple(accumulate((len(part.text) for part in parts[:-1]), initial=0)))

    @property
    def text(self) -> str:
        """All of it, without a break."""
        return "".join(part.text for part in self.parts)

    @property
    def block(self) -> int:
        """The block it is read as: the first."""
        return self.parts[0].block

    def inside(self, offset: int) -> int:
        """The place of a place in the first block."""
        return self.parts[0].inside(offset)

    def spans(self, spans: Sequence[Iterable[Span]]) -> tuple[Span, ...]:
        """Spans of the blocks, given by part."""
        return tuple(
            (start + first, start + last)
            for part, start, held in zip(self.parts, self.starts, spans, strict=True)
            for first, last in part.spans(held)
        )

    def names(self, mentions: Sequence[Iterable[Mention]]) -> tuple[Mention, ...]:
        """Names of the blocks, given by part."""
        return tuple(
            replace(one, block=self.block, start=start + one.start, end=start + one.end)
            for part, start, held in zip(self.parts, self.starts, mentions, strict=True)
            for one in part.names(held)
        )

    def context(self, context: Context) -> Context:
        """What is known, its places of these blocks by the offsets of the text."""
        return context_put(context, self._place, self._time)

    def _time(self, time: Time) -> Time:
        return time_put(time, self._place, self._time)

    def _place(self, place: Place) -> Place:
        for part, start in zip(self.parts, self.starts, strict=True):
            if part.block == place.block:
                held = part.place(place)
                return held if held.block < 0 else Place(self.block, start + held.start, start + held.end)
        return place

    def time_back(self, time: Time) -> Time:
        """A time found in the text, at its place in its block; one that is cut, at its first piece."""
        return time_put(time, self._place_back, self.time_back)

    def _place_back(self, place: Place) -> Place:
        if place.block < 0:
            return replace(place, block=~place.block)
        if place.block != self.block:
            return place
        part, start, end = next(self._pieces(place.start, place.end))
        return Place(part.block, *part.back(start, end))

    def _pieces(self, start: int, end: int) -> Iterator[_Piece]:
        """The parts that a span of the text runs over, with its piece of each."""
        for at in range(bisect_right(self.starts, start) - 1, len(self.parts)):
            begin, part = self.starts[at], self.parts[at]
            first, last = max(0, start - begin), min(len(part.text), end - begin)
            if begin >= end:
                return
            if first < last:
                yield part, first, last

    def figure_back(self, figure: Figure) -> Figure | None:
        """A figure found in the text, in the paragraph that has its digits; None where these are cut."""
        pieces = tuple(self._pieces(figure.start, figure.end))
        holding = [at for at, (part, *span) in enumerate(pieces) if _NUMERAL.search(part.text[slice(*span)])]
        if len(holding) != 1:
            return None
        part, first, last = pieces[holding[0]]
        start, end = part.back(first, last)
        evidence = tuple(
            piece for one in figure.evidence for piece in self._back(one, figure, pieces, holding[0])
        )
        raw = part.text[first:last]
        return replace(figure, raw=raw, block=part.block, start=start, end=end, evidence=evidence)

    def _back(
        self, piece: Evidence, figure: Figure, pieces: Sequence[_Piece], holding: int
    ) -> Iterator[Evidence]:
        if piece.block < 0:
            yield replace(piece, block=~piece.block)
        elif piece.block != self.block:
            yield piece
        elif piece.field == "raw":
            yield _piece_back(piece, pieces[holding])
        elif piece.field in _VALUES and piece.role == "value" and piece.start == figure.start:
            yield _piece_back(piece, pieces[holding])
            said = replace(piece, role="unit", derivation="inherited")
            yield from (_piece_back(said, behind) for behind in pieces[holding + 1 :])
        else:
            yield from self._cut(piece)

    def _cut(self, piece: Evidence) -> Iterator[Evidence]:
        pieces = tuple(self._pieces(piece.start, piece.end))
        cut = len(pieces) > 1 and piece.derivation == "verbatim"
        whole = replace(piece, derivation="normalised") if cut else piece
        yield from (_piece_back(whole, one) for one in pieces)


def _piece_back(evidence: Evidence, piece: _Piece) -> Evidence:
    part, start, end = piece
    return part.piece_back(replace(evidence, block=part.block, start=start, end=end))
