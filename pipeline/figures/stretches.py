"""The stretches of a document that are running text: paragraphs, list items, footnotes, items of boxes, the
words of headings, and what follows a run-in heading."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.document import Block
from models.facts import Heading, Structure
from models.names import Origin
from parsers.notation.labels import read_label
from pipeline.figures.headlines import end_of_words
from pipeline.figures.times import Time

_READ = frozenset({"paragraph", "footnote", "heading", "box_item"})
# —, ●, ①, 一是
_BULLET = re.compile(r"\s*(?:[—–●•◆■▪]|[-－]{1,2}(?!\d)|[①-⑳]|[一二三四五六七八九十]{1,2}是)")
_NUMERAL = re.compile(r"[\d半两百千万亿]")  # most headings hold none and need not be read

Cells = Mapping[int, Time | None]  # by the ordinal of a cell's block: the time its place hands on


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a block that is running text, and the position of the heading above it; `opens` is where
    what is read with it begins: the run-in heading before it, else the block. `headline` when it is the words
    of that heading themselves, without its label and the bracket that closes it."""

    block: int
    start: int
    end: int
    heading: int | None
    origin: Origin
    opens: int = 0
    headline: bool = False


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
            for start, end in boxed[block.ordinal]:
                line = block.text.rfind("\n", 0, start) + 1
                yield Stretch(block.ordinal, start, end, use.heading, "box", line)
            continue
        if use.kind not in _READ:
            continue
        first = above if within[block.ordinal] else use.heading
        origin: Origin = "box" if use.kind == "box_item" else "narrative"
        found = list(_between(block, within[block.ordinal], first, origin))
        yield from (piece for piece in found if block.text[piece.start : piece.end].strip())
        above = above if use.kind == "footnote" else found[-1].heading


def _between(
    block: Block, headings: Sequence[tuple[int, Heading]], above: int | None, ends: Origin
) -> Iterator[Stretch]:
    """A block's headings, and its text before, between and behind them; each is read with the heading before
    it."""
    opens = begin = 0
    for position, heading in sorted(headings, key=lambda item: item[1].start):
        yield Stretch(block.ordinal, begin, heading.start, above, "narrative", opens)
        opens, begin, above = heading.start, heading.end, position
        start = _title_start(heading)
        words_end = end_of_words(block.text, start, heading.end)
        if _NUMERAL.search(block.text, start, words_end):
            yield Stretch(block.ordinal, start, words_end, position, "narrative", opens, headline=True)
    yield Stretch(block.ordinal, begin, len(block.text), above, ends, opens)


def _title_start(heading: Heading) -> int:
    """Where the words of a heading begin behind its label."""
    titles = (piece for piece in heading.evidence if piece.field == "title" and piece.block == heading.block)
    return next((piece.start for piece in titles), heading.start)


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
