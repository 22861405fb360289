"""Paragraphs with note marks (320¹家): read without them, the figures put back where they stand."""

from bisect import bisect_left
from dataclasses import replace

from models.document import Block
from models.facts import Evidence, Figure
from pipeline.figures.cache import Question


def without_marks(question: Question, block: Block) -> Question:
    """The question about the text without its raised note marks; all offsets follow."""
    kept = _kept(block, len(question.text))
    text = question.text
    return replace(
        question,
        text="".join(text[offset] for offset in kept),
        start=_short(kept, question.start),
        mentions=tuple(
            replace(one, start=_short(kept, one.start), end=_short(kept, one.end))
            for one in question.mentions
        ),
        taken=tuple((_short(kept, start), _short(kept, end)) for start, end in question.taken),
    )


def with_marks(figure: Figure, block: Block) -> Figure:
    """A figure of such a text at its place in the paragraph as it is printed."""
    kept = _kept(block, len(block.text))
    start, end = _long(kept, figure.start, figure.end)
    evidence = tuple(_moved(piece, kept, block) for piece in figure.evidence)
    return replace(figure, start=start, end=end, evidence=evidence)


def _moved(piece: Evidence, kept: list[int], block: Block) -> Evidence:
    """A value around a mark is not verbatim what is printed."""
    if piece.block != block.ordinal:
        return piece
    start, end = _long(kept, piece.start, piece.end)
    around = end - start > piece.end - piece.start and piece.derivation == "verbatim"
    return replace(piece, start=start, end=end, derivation="normalised" if around else piece.derivation)


def _kept(block: Block, length: int) -> list[int]:
    """The offsets of the characters that are no marks."""
    marked = {offset for start, end in block.marks for offset in range(start, end)}
    return [offset for offset in range(length) if offset not in marked]


def _short(kept: list[int], offset: int) -> int:
    return bisect_left(kept, offset)


def _long(kept: list[int], start: int, end: int) -> tuple[int, int]:
    return kept[start], kept[end - 1] + 1
