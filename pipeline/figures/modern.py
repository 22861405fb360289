"""Documents in traditional characters are read by those of today, one for one; what is told of them is
printed as they print it."""

from collections.abc import Iterator
from dataclasses import replace

from models.characters import simplified
from models.document import Block
from models.facts import Evidence, Facts, Figure, Heading, Structure

_NAMED = ("metric", "subject")


def modern(facts: Facts) -> Facts:
    """The facts with the paragraphs and headings of the document in characters of today, all offsets as they
    were; the same where none is in others."""
    structure = facts.structure
    blocks = tuple(map(_modern_block, structure.document.blocks))
    if all(one is other for one, other in zip(blocks, structure.document.blocks, strict=True)):
        return facts
    document = replace(structure.document, blocks=blocks)
    headings = tuple(map(_modern_heading, structure.headings))
    title = simplified(structure.title)
    return replace(facts, structure=replace(structure, document=document, headings=headings, title=title))


def _modern_block(block: Block) -> Block:
    text = simplified(block.text)
    return block if text == block.text else replace(block, text=text)


def _modern_heading(heading: Heading) -> Heading:
    return replace(heading, title=simplified(heading.title))


def as_printed(figure: Figure, printed: Structure) -> Figure:
    """A figure found in characters of today in those of its document: its number, and the names in it."""
    blocks = printed.document.blocks
    if not any(_differs(blocks[piece.block], piece) for piece in figure.evidence):
        return figure
    names = {name: _restored(getattr(figure, name), name, figure, blocks) for name in _NAMED}
    evidence = tuple(_piece(piece, blocks[piece.block]) for piece in figure.evidence)
    raw = blocks[figure.block].text[figure.start : figure.end]
    return replace(figure, raw=raw, metric=names["metric"] or "", subject=names["subject"], evidence=evidence)


def _restored(name: str | None, field: str, figure: Figure, blocks: tuple[Block, ...]) -> str | None:
    """A name by the characters that its evidence prints."""
    if name is None:
        return None
    pieces = (piece for piece in figure.evidence if piece.field == field)
    return name.translate(dict(pair for piece in pieces for pair in _pairs(blocks[piece.block], piece)))


def _pairs(block: Block, piece: Evidence) -> Iterator[tuple[int, str]]:
    """What a piece of evidence prints for characters of today."""
    for character in block.text[piece.start : piece.end]:
        today = simplified(character)
        if today != character:
            yield ord(today), character


def _differs(block: Block, piece: Evidence) -> bool:
    quote = block.text[piece.start : piece.end]
    return simplified(quote) != quote


def _piece(piece: Evidence, block: Block) -> Evidence:
    """A unit read as 吨 where the paragraph prints 噸 is no longer verbatim."""
    kept = piece.derivation != "verbatim" or piece.field in ("raw", *_NAMED) or not _differs(block, piece)
    return piece if kept else replace(piece, derivation="normalised")
