"""The figures of a document's running text: paragraphs, list items, footnotes, items of boxes, and what follows a run-in heading."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from models.document import Notice
from models.facts import Facts, Figure, Heading, Mention, Structure
from models.names import Origin
from parsers.notation.labels import read_label
from pipeline.faults import told
from pipeline.figures.surroundings import Surroundings, chain_of, leaning_of, surroundings_of, time_of_headings
from pipeline.figures.text import Context, figures_of_text, handed_on
from pipeline.figures.times import Time

_READ = {"paragraph": "narrative", "footnote": "narrative", "heading": "narrative", "box_item": "box"}
_BULLET = re.compile(r"\s*(?:[—–●•◆■▪]|[①-⑳]|[一二三四五六七八九十]{1,2}是)")
_COLON = re.compile(r"[：:]\s*$")
_MOST_FAULTS: Final = 3
_MOST_STRUCK: Final = 0.1
_OPENING: Final = 20


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a block that is running text, and the position of the heading above it."""

    block: int
    start: int
    end: int
    heading: int | None
    origin: Origin


@dataclass(slots=True)
class _Reader:
    """Reads the stretches of a document in their order; `handed` is the time that an announcing line hands on, with the heading above it."""

    structure: Structure
    section: Callable[[int | None], Context]
    taken: Mapping[int, list[tuple[int, int]]]
    named: Mapping[int, list[Mention]]
    handed: tuple[int | None, Time] | None = None

    def read(self, piece: _Piece) -> tuple[Figure, ...]:
        text = self.structure.document.blocks[piece.block].text[: piece.end]
        self.handed = self.handed if self.handed and self.handed[0] == piece.heading and _is_item(self.structure, piece) else None
        context = replace(self.section(piece.heading), block=piece.block, origin=piece.origin)
        context = replace(context, carried=self.handed[1]) if self.handed else context
        mentions, taken = tuple(self.named.get(piece.block, ())), tuple(self.taken.get(piece.block, ()))
        found = figures_of_text(text, context, start=piece.start, mentions=mentions, taken=taken)
        if _COLON.search(text) and (time := handed_on(text, context, piece.start)):
            self.handed = (piece.heading, time)
        return found


def narrative_figures(facts: Facts, mentions: tuple[Mention, ...] = ()) -> tuple[Figure, ...]:
    """Every number of the running text that states something, in document order.

    Args:
        facts: the document with what its tables state; a number that a figure covers already is left out.
        mentions: the document's names, which help to find whose a number is.
    """
    reader = _reader(facts, mentions)
    return tuple(figure for piece in _pieces(facts.structure) for figure in reader.read(piece))


def with_narrative_figures(facts: Facts) -> Facts:
    """The facts with the figures of the running text, `facts.mentions` being the names.

    A fault of ours in one paragraph costs its figures and leaves the notice `unread_numbers`.

    Raises:
        Exception: the fault itself, when more than one paragraph in ten (and more than three) are struck: then the whole is not to be trusted.
    """
    reader = _reader(facts, facts.mentions)
    pieces = list(_pieces(facts.structure))
    found: list[Figure] = []
    notices: list[Notice] = []
    for piece in pieces:
        try:
            found += reader.read(piece)
        except Exception as error:
            if len(notices) >= max(_MOST_FAULTS, len(pieces) * _MOST_STRUCK):
                raise
            opening = facts.structure.document.blocks[piece.block].text[piece.start :].strip()[:_OPENING]
            notices.append(Notice("unread_numbers", told(f"the numbers of the paragraph “{opening}…” were not read", error), piece.block))
    return replace(facts, figures=(*facts.figures, *found), notices=(*facts.notices, *notices))


def _reader(facts: Facts, mentions: tuple[Mention, ...]) -> _Reader:
    structure = facts.structure
    known = surroundings_of(structure)
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    named: dict[int, list[Mention]] = defaultdict(list)
    for figure in facts.figures:
        taken[figure.block].append((figure.start, figure.end))
    for mention in mentions:
        named[mention.block].append(mention)
    section = lru_cache(maxsize=None)(lambda heading: _section(structure, known, heading))
    return _Reader(structure, section, taken, named)


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
