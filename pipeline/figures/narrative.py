"""The figures of a document's running text: paragraphs, list items, footnotes, items of boxes, and what
follows a run-in heading."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from models.document import Block, Notice
from models.facts import Evidence, Facts, Figure, Mention, Structure
from pipeline.faults import told
from pipeline.figures.box_names import box_names, with_box_name
from pipeline.figures.cache import (
    FigureCache,
    NothingKept,
    Question,
    as_json,
    bare,
    figures_version,
    from_json,
)
from pipeline.figures.handing import Handing
from pipeline.figures.marked import with_marks, without_marks
from pipeline.figures.sections import Section, positions_above, sections_of
from pipeline.figures.stretches import Cells, Stretch, is_item, number_of, stretches_of
from pipeline.figures.surroundings import Surroundings, surroundings_of
from pipeline.figures.text import Context, figures_of_text
from pipeline.figures.times import Time

_MOST_FAULTS: Final = 3
_MOST_STRUCK: Final = 0.1
_OPENING: Final = 20
_NOTHING: Final = NothingKept()


@dataclass(slots=True)
class _Asker:
    """Goes through the stretches of a document in their order."""

    structure: Structure
    known: Surroundings
    sections: Mapping[int | None, Section]
    handing: Handing
    taken: Mapping[int, list[tuple[int, int]]]
    named: Mapping[int, list[Mention]]
    cells: Cells

    def ask(self, piece: Stretch) -> Question:
        if piece.block in self.cells:
            return self._question(piece, self.cells[piece.block])
        stated_at = self.sections[piece.heading].stated_at
        item, number = is_item(self.structure, piece), number_of(self.structure, piece)
        handed = self.handing.time_for(piece.heading, stated_at, item=item, number=number)
        question = self._question(piece, handed)
        self.handing.take(question.text, piece.start, piece.heading, question.context, item=item)
        return question

    def _question(self, piece: Stretch, handed: Time | None) -> Question:
        section = self.sections[piece.heading]
        context = Context(
            block=piece.block,
            origin=piece.origin,
            plan=self.known.plan,
            plan_place=self.known.plan_place,
            report=self.known.report,
            bulletin=self.known.bulletin,
            place=self.known.place,
            leaning=section.leaning,
            side=section.side,
            carried=handed or section.time,
        )
        block = self.structure.document.blocks[piece.block]
        question = Question(
            block.shown[: piece.end],
            context,
            piece.start,
            tuple(self.named.get(piece.block, ())),
            tuple(self.taken.get(piece.block, ())),
        )
        return without_marks(question, block) if block.marks else question


@dataclass(slots=True)
class _Struck:
    """The notices of the stretches that a fault of ours struck, by their position; too many of them raise
    the fault."""

    structure: Structure
    pieces: Sequence[Stretch]
    notices: dict[int, Notice] = field(default_factory=dict)

    def tell(self, position: int, error: Exception) -> None:
        """Within an `except` clause."""
        if len(self.notices) >= max(_MOST_FAULTS, len(self.pieces) * _MOST_STRUCK):
            raise error
        piece = self.pieces[position]
        opening = self.structure.document.blocks[piece.block].text[piece.start :].strip()[:_OPENING]
        text = told(f"the numbers of the paragraph “{opening}…” were not read", error)
        self.notices[position] = Notice("unread_numbers", text, piece.block)


def narrative_figures(
    facts: Facts, mentions: tuple[Mention, ...] = (), cells: Cells = MappingProxyType({})
) -> tuple[Figure, ...]:
    """Every number of the running text that states something, in document order.

    Args:
        facts: the document with what its tables state; a number that a figure covers already is left out.
        mentions: the document's names, which help to find whose a number is.
        cells: blocks of table cells that are running text as well, each with the time that its column, row
            or caption hands on to it; the origin of what they state is `other_table`.
    """
    asker = _asker(facts, mentions, cells)
    found = (figure for piece in stretches_of(facts.structure, cells) for figure in _read(asker.ask(piece)))
    return tuple(_all_put_back(found, facts.structure))


def with_narrative_figures(
    facts: Facts, kept: FigureCache = _NOTHING, cells: Cells = MappingProxyType({})
) -> Facts:
    """The facts with the figures of the running text, `facts.mentions` being the names.

    A fault of ours in one paragraph costs its figures and leaves the notice `unread_numbers`.

    Args:
        facts: the document with what its tables state, and with its names.
        kept: gives the figures of paragraphs that were read before with all else that they depend on, and
            keeps those of the others.
        cells: as of `narrative_figures`.

    Raises:
        Exception: the fault itself, when more than one paragraph in ten (and more than three) are struck:
            then the whole is not to be trusted.
    """
    pieces = tuple(stretches_of(facts.structure, cells))
    struck = _Struck(facts.structure, pieces)
    asked = dict(_asked(_asker(facts, facts.mentions, cells), struck))
    found = _all_put_back(_answers(asked, kept, struck), facts.structure)
    notices = (notice for _, notice in sorted(struck.notices.items()))
    return replace(facts, figures=(*facts.figures, *found), notices=(*facts.notices, *notices))


def _all_put_back(figures: Iterable[Figure], structure: Structure) -> Iterator[Figure]:
    names = box_names(structure)
    for figure in figures:
        yield with_box_name(_put_back(figure, structure), names, structure)


def _put_back(figure: Figure, structure: Structure) -> Figure:
    """At its place in the paragraph, printed as that prints it (10⁷ as 107 where Word sets the 7 high)."""
    block = structure.document.blocks[figure.block]
    placed = with_marks(figure, block) if block.marks else figure
    if not block.scripts:
        return placed
    evidence = tuple(_as_printed(piece, block) for piece in placed.evidence)
    return replace(placed, raw=block.text[placed.start : placed.end], evidence=evidence)


def _as_printed(piece: Evidence, block: Block) -> Evidence:
    """A value read as PM₂.₅ where the paragraph has the characters PM2.5 is no longer verbatim."""
    span = slice(piece.start, piece.end)
    same = piece.block != block.ordinal or block.text[span] == block.shown[span]
    if same or piece.field == "raw" or piece.derivation != "verbatim":
        return piece
    return replace(piece, derivation="normalised")


def _asked(asker: _Asker, struck: _Struck) -> Iterator[tuple[int, Question]]:
    for position, piece in enumerate(struck.pieces):
        try:
            yield position, asker.ask(piece)
        except Exception as error:
            struck.tell(position, error)


def _answers(asked: Mapping[int, Question], kept: FigureCache, struck: _Struck) -> list[Figure]:
    """The figures of all stretches, in order; what was not kept yet is read, and kept where there are any."""
    version = figures_version()
    keys = {position: question.key for position, question in asked.items()}
    held = kept.get(version, keys.values())
    read = dict(
        _read_anew(
            {position: question for position, question in asked.items() if keys[position] not in held}, struck
        )
    )
    texts = {
        position: as_json(figures, asked[position].blocks) for position, figures in read.items() if figures
    }
    kept.put(version, {keys[position]: text for position, text in texts.items() if text is not None})
    answers = (
        from_json(held[key], asked[position].blocks) if key in held else read.get(position, ())
        for position, key in keys.items()
    )
    return [figure for figures in answers for figure in figures]


def _read_anew(asked: Mapping[int, Question], struck: _Struck) -> Iterator[tuple[int, tuple[Figure, ...]]]:
    for position, question in asked.items():
        try:
            yield position, _read(question)
        except Exception as error:
            struck.tell(position, error)


def _read(question: Question) -> tuple[Figure, ...]:
    return figures_of_text(
        question.text,
        question.context,
        start=question.start,
        mentions=question.mentions,
        taken=question.taken,
    )


def _asker(facts: Facts, mentions: tuple[Mention, ...], cells: Cells) -> _Asker:
    structure = facts.structure
    known = surroundings_of(structure)
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    named: dict[int, list[Mention]] = defaultdict(list)
    for figure in facts.figures:
        taken[figure.block].append((figure.start, figure.end))
    for mention in mentions:
        named[mention.block].append(bare(mention))
    sections = sections_of(structure, known)
    handing = Handing(lru_cache(maxsize=None)(lambda heading: positions_above(structure, heading)))
    return _Asker(structure, known, sections, handing, taken, named, cells)
