"""What is read of a paragraph by itself: a stretch of it, without note marks (320¹家); and the way back to
the paragraph of what was found.

Of what stands before the stretch only the heading right above it is read, however many there are: a paragraph
of thousands of headings costs no more than its length.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import is_

from models.document import Block
from models.facts import Evidence, Figure, Mention
from pipeline.figures.anchors import Place
from pipeline.figures.replaced import context_put, time_put
from pipeline.figures.text import Context
from pipeline.figures.times import Time

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The characters of a block that are read together: their places in it, in order, and what they are.

    Places of the same block outside of it (a heading further above) are named by a number that no block has
    (`~block`) while it is read.
    """

    block: int
    offsets: Sequence[int]
    text: str

    def inside(self, offset: int) -> int:
        """The place in the excerpt of a place in the block."""
        return bisect_left(self.offsets, offset)

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Spans of the block in the excerpt."""
        return tuple((self.inside(start), self.inside(end)) for start, end in spans)

    def names(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """Names of the block in the excerpt."""
        return tuple(map(self._name, mentions))

    def _name(self, mention: Mention) -> Mention:
        start, end = self.inside(mention.start), self.inside(mention.end)
        same = start == mention.start and end == mention.end
        return mention if same else replace(mention, start=start, end=end)

    def context(self, context: Context) -> Context:
        """What is known, its places of this block by the excerpt's offsets."""
        return context_put(context, self.place, self._time)

    def _time(self, time: Time) -> Time:
        if self.block not in (time.place.block, time.resting and time.resting.block):
            return time
        return time_put(time, self.place, self._time)

    def place(self, place: Place) -> Place:
        """A place of the block in the excerpt; one outside of it is named by `~block`."""
        if place.block != self.block:
            return place
        if not self.offsets or place.start < self.offsets[0] or place.end > self.offsets[-1] + 1:
            return replace(place, block=~place.block)
        return Place(place.block, self.inside(place.start), self.inside(place.end))

    def time_back(self, time: Time) -> Time:
        """A time found in the excerpt, at its place in the block."""
        return time_put(time, self._place_back, self.time_back)

    def _place_back(self, place: Place) -> Place:
        if place.block < 0:
            return replace(place, block=~place.block)
        return Place(place.block, *self.back(place.start, place.end)) if place.block == self.block else place

    def figure_back(self, figure: Figure) -> Figure:
        """A figure found in the excerpt, at its place in the block."""
        start, end = self.back(figure.start, figure.end)
        evidence = tuple(map(self.piece_back, figure.evidence))
        same = start == figure.start and end == figure.end and all(map(is_, evidence, figure.evidence))
        return figure if same else replace(figure, start=start, end=end, evidence=evidence)

    def piece_back(self, piece: Evidence) -> Evidence:
        """Evidence found in the excerpt, at its place in the block; around a mark it is not verbatim."""
        if piece.block < 0:
            return replace(piece, block=~piece.block)
        if piece.block != self.block:
            return piece
        start, end = self.back(piece.start, piece.end)
        if start == piece.start and end == piece.end:
            return piece
        around = end - start > piece.end - piece.start and piece.derivation == "verbatim"
        return replace(piece, start=start, end=end, derivation="normalised" if around else piece.derivation)

    def back(self, start: int, end: int) -> Span:
        """A span of the excerpt in the block."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Shown:
    """A block's text as numbers are read from it; `kept` are the offsets of the characters that are no marks,
    None where all are."""

    block: int
    text: str
    kept: Sequence[int] | None

    @classmethod
    def of(cls, block: Block) -> "Shown":
        """That of a block."""
        marked = {offset for start, end in block.marks for offset in range(start, end)}
        kept = [offset for offset in range(len(block.text)) if offset not in marked] if marked else None
        return cls(block.ordinal, block.shown, kept)

    def excerpt(self, begin: int, end: int) -> Excerpt:
        """The stretch from `begin` to `end`."""
        if self.kept is None:
            return Excerpt(self.block, range(begin, end), self.text[begin:end])
        offsets = self.kept[bisect_left(self.kept, begin) : bisect_left(self.kept, end)]
        return Excerpt(self.block, offsets, "".join(self.text[offset] for offset in offsets))
