"""The figures of a document's running text: paragraphs, list items, footnotes, items of boxes, the words of
headings, and what follows a run-in heading."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from models.document import Block
from models.facts import Evidence, Facts, Figure, Mention, Structure
from models.notices import Notice, notice
from parsers.notation.quantity import find_quantities
from pipeline.faults import logged
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
from pipeline.figures.case_lists import blocks_of_cases
from pipeline.figures.handing import Handing
from pipeline.figures.joined import Joined
from pipeline.figures.lines_cut import Group, groups_of
from pipeline.figures.marked import Excerpt, Shown
from pipeline.figures.modern import as_printed, modern
from pipeline.figures.sections import (
    Section,
    Turning,
    is_of_goals,
    is_outlook,
    positions_above,
    section_ahead,
    sections_of,
    turning,
)
from pipeline.figures.stretches import Cells, Stretch, is_item, number_of, stretches_of
from pipeline.figures.surroundings import Surroundings, surroundings_of, tells_result
from pipeline.figures.text import Context, figures_of_text
from pipeline.figures.times import Time

_MOST_FAULTS: Final = 3
_MOST_STRUCK: Final = 0.1
_OPENING: Final = 20
_LONGEST_HEADLINE: Final = 30
_NOTHING: Final = NothingKept()

_Opening = tuple[int, int]  # a block, and where in it an excerpt opens


@dataclass(slots=True)
class _Asker:
    """Goes through the stretches of a document in their order."""

    structure: Structure
    known: Surroundings
    sections: Mapping[int | None, Section]
    handing: Handing
    taken: Mapping[_Opening, list[tuple[int, int]]]
    named: Mapping[_Opening, list[Mention]]
    cells: Cells
    turn: Turning
    cases: frozenset[int] = frozenset()
    shown: Shown = field(default_factory=lambda: Shown(-1, "", None))

    def ask(self, group: Group) -> "_Asked":
        piece = group[0]
        if piece.block in self.cells:
            return self._asked(group, self.cells[piece.block])
        if piece.headline:
            return self._asked_of_heading(group)
        section = self._section(piece)
        item, number = is_item(self.structure, piece), number_of(self.structure, piece)
        handed = self.handing.time_for(
            piece.heading,
            section.stated_at,
            item=item,
            number=number,
            side=section.side,
            result=lambda: self._tells_result(piece),
        )
        handed = handed or self.handing.time_of_title(section.stated_at, section.side)
        asked = self._asked(group, handed, aims=self.handing.aims)
        question, back = asked.question, asked.excerpt.time_back
        self.handing.take(
            question.text, question.start, piece.heading, question.context, item=item, back=back
        )
        return asked

    def _asked_of_heading(self, group: Group) -> "_Asked":
        """A heading takes the time of a line that announces it (到2025年，要做到：) and leaves what is handed
        on as it was: what it hands on itself is its section's."""
        piece, handing = group[0], replace(self.handing)
        section = self._section(piece)
        handed = handing.time_for(piece.heading, section.stated_at, item=True, side=section.side)
        return self._asked(group, handed, aims=handing.aims)

    def _asked(self, group: Group, handed: Time | None, *, aims: bool = False) -> "_Asked":
        piece = group[0]
        section = self._section(piece)
        context = Context(
            block=piece.block,
            origin=piece.origin,
            plan=self.known.plan,
            plan_place=self.known.plan_place,
            report=self.known.report,
            bulletin=self.known.bulletin,
            place=self.known.place,
            issued=self.known.issued,
            leaning=section.leaning,
            side=section.side,
            carried=handed or section.time,
            span=section.span,
            both=section.both,
            aims=aims,
            listed=piece.block in self.cases,
            headline=piece.headline,
        )
        excerpts = [self._excerpt(one, trimmed=(at > 0, at + 1 < len(group))) for at, one in enumerate(group)]
        named = [self.named.get((one.block, one.opens), ()) for one in group]
        taken = [self.taken.get((one.block, one.opens), ()) for one in group]
        if len(group) == 1:
            excerpt = excerpts[0]
            return _Asked(
                _question(excerpt, piece, context, excerpt.names(named[0]), excerpt.spans(taken[0])), excerpt
            )
        joined = Joined.of(excerpts)
        return _Asked(_question(joined, piece, context, joined.names(named), joined.spans(taken)), joined)

    def _section(self, piece: Stretch) -> Section:
        section = self.sections[piece.heading]
        turn = self.turn.block
        if turn is None or piece.block < turn or section.side > 0 or piece.heading not in self.turn.headings:
            return section
        return section_ahead(self.known, section)

    def _tells_result(self, piece: Stretch) -> bool:
        """Whether a stretch opens with a short sentence that tells a result: 服务能力明显增强。…"""
        text = self.structure.document.blocks[piece.block].text[piece.start : piece.end].lstrip()
        first = text[:_LONGEST_HEADLINE].partition("。")
        return bool(first[1]) and tells_result(first[0])

    def _excerpt(self, piece: Stretch, *, trimmed: tuple[bool, bool]) -> Excerpt:
        """The characters of a stretch; blanks at an end where another line is joined to it are left out."""
        block = self.structure.document.blocks[piece.block]
        if piece.block != self.shown.block:
            self.shown = Shown.of(block)
        before, behind = trimmed
        begin = len(block.text) - len(block.text.lstrip()) if before else piece.opens
        return self.shown.excerpt(begin, len(block.text.rstrip()) if behind else piece.end)


def _question(
    excerpt: Excerpt | Joined,
    piece: Stretch,
    context: Context,
    names: tuple[Mention, ...],
    taken: tuple[tuple[int, int], ...],
) -> Question:
    known = excerpt.context(context)
    return Question(excerpt.text, known, excerpt.inside(piece.start), names, taken)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a stretch, or of several that are lines of one paragraph, and the way back."""

    question: Question
    excerpt: Excerpt | Joined

    def back(self, figures: Iterable[Figure]) -> Iterator[Figure]:
        """Figures of the question at their place in the document."""
        return filter(None, map(self.excerpt.figure_back, figures))


@dataclass(slots=True)
class _Struck:
    """The notices of the stretches that a fault of ours struck, by their position; too many of them raise
    the fault."""

    structure: Structure
    groups: Sequence[Group]
    notices: dict[int, Notice] = field(default_factory=dict)

    def tell(self, position: int, error: Exception) -> None:
        """Within an `except` clause."""
        if len(self.notices) >= max(_MOST_FAULTS, len(self.groups) * _MOST_STRUCK):
            raise error
        piece = self.groups[position][0]
        opening = self.structure.document.blocks[piece.block].text[piece.start :].strip()[:_OPENING]
        fault = logged(f"the numbers of the paragraph “{opening}…” were not read", error)
        self.notices[position] = notice("unread_numbers", piece.block, opening=opening, fault=fault)


def with_narrative_figures(
    facts: Facts, kept: FigureCache = _NOTHING, cells: Cells = MappingProxyType({})
) -> Facts:
    """The facts with the figures of the running text, in document order: every number that states something
    and that no figure of a table covers. `facts.mentions`, the names, help to find whose a number is.

    A fault of ours in one paragraph costs its figures and leaves the notice `unread_numbers`.

    Args:
        facts: the document with what its tables state, and with its names.
        kept: gives the figures of paragraphs that were read before with all else that they depend on, and
            keeps those of the others.
        cells: blocks of table cells that are running text as well, each with the time that its column, row
            or caption hands on to it; the origin of what they state is `other_table`.

    Raises:
        Exception: the fault itself, when more than one paragraph in ten (and more than three) are struck:
            then the whole is not to be trusted.
    """
    known = modern(facts)
    pieces = tuple(stretches_of(known.structure, cells))
    struck = _Struck(known.structure, tuple(groups_of(known.structure, pieces)))
    asked = dict(_all_asked(_asker(known, cells, pieces), struck))
    answers: Iterable[Figure] = _answers(asked, kept, struck)
    if known is not facts:
        answers = (as_printed(figure, facts.structure) for figure in answers)
    found = _all_put_back(answers, facts.structure)
    notices = (found for _, found in sorted(struck.notices.items()))
    return replace(facts, figures=(*facts.figures, *found), notices=(*facts.notices, *notices))


def _all_put_back(figures: Iterable[Figure], structure: Structure) -> Iterator[Figure]:
    names, shown = box_names(structure), Shown(-1, "", None)
    for figure in figures:
        block = structure.document.blocks[figure.block]
        if block.scripts and block.ordinal != shown.block:
            shown = Shown.of(block)
        printed = _as_printed(figure, block, shown.text) if block.scripts else figure
        yield with_box_name(printed, names, structure)


def _as_printed(figure: Figure, block: Block, shown: str) -> Figure:
    """Printed as its paragraph prints it (10⁷ as 107 where Word sets the 7 high)."""
    evidence = tuple(_piece_as_printed(piece, block, shown) for piece in figure.evidence)
    return replace(figure, raw=block.text[figure.start : figure.end], evidence=evidence)


def _piece_as_printed(piece: Evidence, block: Block, shown: str) -> Evidence:
    """A value read as SO₂ where the paragraph has the characters SO2 is no longer verbatim."""
    span = slice(piece.start, piece.end)
    same = piece.block != block.ordinal or block.text[span] == shown[span]
    if same or piece.field == "raw" or piece.derivation != "verbatim":
        return piece
    return replace(piece, derivation="normalised")


def _all_asked(asker: _Asker, struck: _Struck) -> Iterator[tuple[int, _Asked]]:
    """What is asked, by position; nothing of texts without a number, which have their say in what is handed
    on and no figures."""
    for position, group in enumerate(struck.groups):
        try:
            asked = asker.ask(group)
            if find_quantities(asked.question.text):
                yield position, asked
        except Exception as error:
            struck.tell(position, error)


def _answers(asked: Mapping[int, _Asked], kept: FigureCache, struck: _Struck) -> list[Figure]:
    """The figures of all stretches, in order; what was not kept yet is read, and kept where there are any."""
    version = figures_version()
    keys = {position: one.question.key for position, one in asked.items()}
    held = kept.get(version, keys.values())
    new = {position: one.question for position, one in asked.items() if keys[position] not in held}
    read = dict(_read_anew(new, struck))
    texts = {
        position: as_json(figures, new[position].blocks) for position, figures in read.items() if figures
    }
    kept.put(version, {keys[position]: text for position, text in texts.items() if text is not None})
    found: list[Figure] = []
    for position, key in keys.items():
        blocks = asked[position].question.blocks
        figures = from_json(held[key], blocks) if key in held else read.get(position, ())
        found += asked[position].back(figures)
    return found


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


def _asker(facts: Facts, cells: Cells, pieces: Sequence[Stretch]) -> _Asker:
    structure = facts.structure
    known = surroundings_of(structure)
    opening = _openings(pieces)
    taken: dict[_Opening, list[tuple[int, int]]] = defaultdict(list)
    named: dict[_Opening, list[Mention]] = defaultdict(list)
    for figure in facts.figures:
        taken[opening(figure.block, figure.start)].append((figure.start, figure.end))
    for mention in facts.mentions:
        named[opening(mention.block, mention.start)].append(bare(mention))
    sections = sections_of(structure, known)
    handing = Handing(
        lru_cache(maxsize=None)(lambda heading: positions_above(structure, heading)),
        lambda heading: heading is not None and is_of_goals(structure.headings[heading]),
        lambda heading: heading is not None and is_outlook(structure.headings[heading]),
    )
    turn = turning(structure, known, sections)
    return _Asker(structure, known, sections, handing, taken, named, cells, turn, blocks_of_cases(structure))


def _openings(pieces: Sequence[Stretch]) -> Callable[[int, int], _Opening]:
    """Gives for a place of a block where the excerpt opens that it is read in."""
    opens: dict[int, list[int]] = defaultdict(lambda: [0])
    for piece in pieces:
        if piece.opens > opens[piece.block][-1]:
            opens[piece.block].append(piece.opens)

    def opening(block: int, at: int) -> _Opening:
        held = opens.get(block)
        return block, held[bisect_right(held, at) - 1] if held else 0

    return opening
