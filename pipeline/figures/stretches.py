"""The stretches of a document that are running text: paragraphs, list items, footnotes, items of boxes, and
what follows a run-in heading."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.facts import Heading, Structure
from models.names import Origin
from parsers.notation.labels import read_label
from pipeline.figures.times import Time

_READ = {"paragraph": "narrative", "footnote": "narrative", "heading": "narrative", "box_item": "box"}
_BULLET = re.compile(r"\s*(?:[—–●•◆■▪]|[①-⑳]|[一二三四五六七八九十]{1,2}是)")

Cells = Mapping[int, Time | None]  # by the ordinal of a cell's block: the time its place hands on


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a block that is running text, and the position of the heading above it."""

    block: int
    start: int
    end: int
    heading: int | None
    origin: Origin


def stretches_of(structure: Structure, cells: Cells) -> Iterator[Stretch]:
    """The running text in order; a block with headings in it is read between them."""
    within: dict[int, list[tuple[int, Heading]]] = defaultdict(list)
    for position, heading in enumerate(structure.headings):
        within[heading.block].append((position, heading))
    boxed = _boxed(structure)
    above: int | None = None
    for block, use in zip(structure.document.blocks, structure.uses, strict=True):
        if use.use == "ignored":
            continue
        if block.ordinal in cells:
            yield Stretch(block.ordinal, 0, len(block.text), use.heading, "other_table")
            continue
        if use.kind == "box_title":
            yield from (
                Stretch(block.ordinal, start, end, use.heading, "box") for start, end in boxed[block.ordinal]
            )
            continue
        if use.kind not in _READ:
            continue
        begin, heading_here = 0, above if within[block.ordinal] else use.heading
        for position, heading in sorted(within[block.ordinal], key=lambda item: item[1].start):
            if begin < heading.start:
                yield Stretch(block.ordinal, begin, heading.start, heading_here, "narrative")
            begin, heading_here = heading.end, position
        if block.text[begin:].strip():
            yield Stretch(
                block.ordinal,
                begin,
                len(block.text),
                heading_here,
                "box" if use.kind == "box_item" else "narrative",
            )
        above = above if use.kind == "footnote" else heading_here


def _boxed(structure: Structure) -> dict[int, list[tuple[int, int]]]:
    """The items that stand in one paragraph with the title of their box."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for box in structure.boxes:
        for item in box.items:
            found[item.block] += [
                (piece.start, piece.end)
                for piece in item.evidence
                if piece.field == "text" and piece.block == item.block
            ]
    return found


def is_item(structure: Structure, piece: Stretch) -> bool:
    """Whether a stretch is a member of a list: labelled by hand or by Word, or behind a bullet."""
    block = structure.document.blocks[piece.block]
    text = block.text[piece.start : piece.end]
    return bool(block.list_label) or _BULLET.match(text) is not None or read_label(text.lstrip()) is not None


def number_of(structure: Structure, piece: Stretch) -> int | None:
    """The number of the label a stretch begins with, printed or by Word; None without one."""
    block = structure.document.blocks[piece.block]
    label = read_label(block.list_label or block.text[piece.start : piece.end].lstrip())
    return label.number if label else None
