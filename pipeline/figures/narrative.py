"""The figures of a document's running text: paragraphs, list items, footnotes, items of boxes, and what follows a run-in heading."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from models.facts import Facts, Figure, Heading, Mention, Structure
from models.names import Origin
from parsers.notation.labels import read_label
from pipeline.figures.surroundings import Surroundings, chain_of, leaning_of, surroundings_of, time_of_headings
from pipeline.figures.text import Context, figures_of_text, handed_on
from pipeline.figures.times import Time

_READ = {"paragraph": "narrative", "footnote": "narrative", "heading": "narrative", "box_item": "box"}
_BULLET = re.compile(r"\s*(?:[—–●•◆■▪]|[①-⑳]|[一二三四五六七八九十]{1,2}是)")
_COLON = re.compile(r"[：:]\s*$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a block that is running text, and the position of the heading above it."""

    block: int
    start: int
    end: int
    heading: int | None
    origin: Origin


def narrative_figures(facts: Facts, mentions: tuple[Mention, ...] = ()) -> tuple[Figure, ...]:
    """Every number of the running text that states something, in document order.

    Args:
        facts: the document with what its tables state; a number that a figure covers already is left out.
        mentions: the document's names, which help to find whose a number is.
    """
    structure = facts.structure
    known = surroundings_of(structure)
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    named: dict[int, list[Mention]] = defaultdict(list)
    for figure in facts.figures:
        taken[figure.block].append((figure.start, figure.end))
    for mention in mentions:
        named[mention.block].append(mention)
    found: list[Figure] = []
    handed: tuple[int | None, Time] | None = None
    sections = lru_cache(maxsize=None)(lambda heading: _section(structure, known, heading))
    for piece in _pieces(structure):
        text = structure.document.blocks[piece.block].text[: piece.end]
        handed = handed if handed and handed[0] == piece.heading and _is_item(structure, piece) else None
        context = replace(sections(piece.heading), block=piece.block, origin=piece.origin)
        context = replace(context, carried=handed[1]) if handed else context
        found += figures_of_text(text, context, start=piece.start, mentions=tuple(named[piece.block]), taken=tuple(taken[piece.block]))
        if _COLON.search(text) and (time := handed_on(text, context, piece.start)):
            handed = (piece.heading, time)
    return tuple(found)


def _section(structure: Structure, known: Surroundings, heading: int | None) -> Context:
    chain = chain_of(structure, heading)
    return Context(
        plan=known.plan,
        report=known.report,
        place=known.place,
        leaning=leaning_of(chain),
        carried=time_of_headings(structure, chain),
    )


def _pieces(structure: Structure) -> Iterator[_Piece]:
    """The running text in order; a block with headings in it is read between them."""
    within: dict[int, list[tuple[int, Heading]]] = defaultdict(list)
    for position, heading in enumerate(structure.headings):
        within[heading.block].append((position, heading))
    boxed = _boxed(structure)
    above: int | None = None
    for block, use in zip(structure.document.blocks, structure.uses, strict=True):
        if use.use == "ignored":
            continue
        if use.kind == "box_title":
            yield from (_Piece(block.ordinal, start, end, use.heading, "box") for start, end in boxed[block.ordinal])
            continue
        if use.kind not in _READ:
            continue
        begin, heading_here = 0, above if within[block.ordinal] else use.heading
        for position, heading in sorted(within[block.ordinal], key=lambda item: item[1].start):
            if begin < heading.start:
                yield _Piece(block.ordinal, begin, heading.start, heading_here, "narrative")
            begin, heading_here = heading.end, position
        if block.text[begin:].strip():
            yield _Piece(block.ordinal, begin, len(block.text), heading_here, "box" if use.kind == "box_item" else "narrative")
        above = above if use.kind == "footnote" else heading_here


def _boxed(structure: Structure) -> dict[int, list[tuple[int, int]]]:
    """The items that stand in one paragraph with the title of their box."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for box in structure.boxes:
        for item in box.items:
            found[item.block] += [(piece.start, piece.end) for piece in item.evidence if piece.field == "text" and piece.block == item.block]
    return found


def _is_item(structure: Structure, piece: _Piece) -> bool:
    """Whether a stretch is a member of a list: labelled by hand or by Word, or behind a bullet."""
    block = structure.document.blocks[piece.block]
    text = block.text[piece.start : piece.end]
    return bool(block.list_label) or _BULLET.match(text) is not None or read_label(text.lstrip()) is not None
