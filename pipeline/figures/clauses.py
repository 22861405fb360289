"""A paragraph cut into sentences, parts (at ；) and clauses (at ，and ：), brackets with numbers apart."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.quick import quick
from parsers.notation.quantity import Quantity
from pipeline.figures.speech import SILENT, Speech
from pipeline.figures.words import HOLE

_DELIMITER = re.compile(r"[。！？!?\n；;，,：:]|\u3000{2,}")
INDENT: Final = "\u3000\u3000"
"""Within a text it opens a paragraph whose line break is lost."""
_SENTENCE_END, _PART_END = ("。", "！", "？", "!", "?", "\n", INDENT), "；;"
_BRACKET = re.compile(r"[（(]([^（）()]*)[）)]")
# “一网通办”, 《某规划》: a comma within parts no clause
_QUOTED = re.compile("[“‘][^“”‘’\n]{0,60}[”’]|《[^《》\n]{0,80}》")
_LIST_MARK = "、"
_LONGEST_KEPT_BRACKET = 12
LONGEST_CLAUSE: Final = 1_000
"""Characters of a clause; the longest lists between two commas have some 600."""
# （详见表3）, 如图2
_REFERENCE = re.compile("[详参]?见|如[图表]|下同|以下")
_NOTE_MARK = re.compile(r"(?<=\S)\^?[\[［【][0-9]{1,3}[\]］】]")  # 零售总额[10]比上年增长

Span = tuple[int, int]


class View(str):
    """A text, offset for offset that of its paragraph, which knows the paragraph's words."""

    speech: Speech = SILENT

    def parts(self, at: int) -> bool:
        """Whether words may be parted at an offset."""
        return self.speech.parts(at)


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the paragraph without a break. `view` is the paragraph's text with what is not of this
    clause blanked out, offset for offset, as are marks of notes.

    `sentence` and `part` number the sentence and the part of it; `bracket` is where the bracket opens the
    clause stands in.
    """

    start: int
    end: int
    view: View
    sentence: int
    part: int
    bracket: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text with its quantities and clauses, both in order; `titles` are the stretches in 《》, `outer` the
    clauses outside of brackets, `sentences` where each sentence begins and ends."""

    text: View
    start: int
    quantities: tuple[Quantity, ...]
    clauses: tuple[Clause, ...]
    titles: tuple[Span, ...]
    outer: tuple[Clause, ...]
    sentences: Mapping[int, Span]

    def holder(self, place: int) -> Clause | None:
        """The clause outside of brackets that a place stands in."""
        at = bisect_right(self.outer, place, key=lambda clause: clause.start) - 1
        return self.outer[at] if at >= 0 and place < self.outer[at].end else None

    def quantities_in(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that begin in a stretch."""
        first, behind = (
            bisect_left(self.quantities, at, key=lambda quantity: quantity.start) for at in (start, end)
        )
        return self.quantities[first:behind]

    def by_clause(self) -> tuple[tuple[Quantity, ...], ...]:
        """For each clause the quantities that stand in it and in no bracket inside it."""
        found: list[list[Quantity]] = [[] for _ in self.clauses]
        outer = [i for i, clause in enumerate(self.clauses) if clause.bracket is None]
        inner = [i for i, clause in enumerate(self.clauses) if clause.bracket is not None]
        for quantity in self.quantities:
            at = self._holding(inner, quantity)
            at = self._holding(outer, quantity) if at is None else at
            if at is not None:
                found[at].append(quantity)
        return tuple(map(tuple, found))

    def _holding(self, positions: list[int], quantity: Quantity) -> int | None:
        at = bisect_right(positions, quantity.start, key=lambda i: self.clauses[i].start) - 1
        return positions[at] if at >= 0 and quantity.start < self.clauses[positions[at]].end else None


def cut(text: str, quantities: tuple[Quantity, ...], start: int = 0, speech: Speech = SILENT) -> Paragraph:
    """The clauses of a text from `start` on, in order of their start, those in brackets after the clause
    that holds the bracket begins."""
    text = _blanked(text, (mark.span() for mark in _NOTE_MARK.finditer(text)))
    whole_view = _knowing(text, speech)
    starts = [quantity.start for quantity in quantities]
    numeric, plain = _brackets(text, start, quantities)
    titles = tuple(match.span() for match in _QUOTED.finditer(text, start))
    whole = sorted([*((q.start, q.end) for q in quantities), *titles, *plain])
    left_out = [*numeric, *(span for span in plain if _is_aside(text, span))]
    outer_view = _knowing(_blanked(text, left_out), speech)
    outer = list(_pieces(outer_view, start, len(text), sorted([*whole, *numeric])))
    clauses = list(outer)
    for first, last in numeric:
        holder = outer[bisect_right(outer, first, key=lambda clause: clause.start) - 1]
        among = whole[bisect_left(whole, (first + 1, 0)) : bisect_left(whole, (last, 0))]
        pieces = _pieces(whole_view, first + 1, last - 1, [span for span in among if span[1] < last])
        clauses += [Clause(c.start, c.end, whole_view, holder.sentence, holder.part, first) for c in pieces]
    clauses.sort(key=lambda clause: (clause.start, clause.end))
    kept = tuple(q for q, at in zip(quantities, starts, strict=True) if at >= start)
    named = tuple(span for span in titles if text[span[0]] == "《")
    return Paragraph(whole_view, start, kept, tuple(clauses), named, tuple(outer), _sentences(clauses))


def _sentences(clauses: Iterable[Clause]) -> dict[int, Span]:
    found: dict[int, Span] = {}
    for clause in clauses:
        first = found.get(clause.sentence, (clause.start, clause.end))
        found[clause.sentence] = (min(first[0], clause.start), max(first[1], clause.end))
    return found


def _brackets(text: str, start: int, quantities: Iterable[Quantity]) -> tuple[list[Span], list[Span]]:
    """Brackets that hold a quantity, and the others. One inside a quantity (7万套（间）) is neither."""
    numeric: list[Span] = []
    plain: list[Span] = []
    spans = [(q.start, q.end) for q in quantities]
    begins = [span[0] for span in spans]
    for match in _BRACKET.finditer(text, start):
        first, last = match.span()
        at = bisect_right(begins, first)
        if at and spans[at - 1][1] >= last:
            continue
        holds = at < len(spans) and spans[at][1] <= last
        (numeric if holds else plain).append((first, last))
    return numeric, plain


def _is_aside(text: str, span: Span) -> bool:
    """Long brackets, and those that only refer to another place: （详见表1）."""
    return span[1] - span[0] > _LONGEST_KEPT_BRACKET or _REFERENCE.match(text, span[0] + 1) is not None


def _knowing(text: str, speech: Speech) -> View:
    view = View(text)
    view.speech = speech
    return view


def _blanked(text: str, spans: Iterable[Span]) -> str:
    left = list(spans)
    if not left:
        return text
    characters = list(text)
    for first, last in left:
        characters[first:last] = HOLE * (last - first)
    return "".join(characters)


def _pieces(view: View, start: int, end: int, whole: list[Span]) -> Iterator[Clause]:
    """Cut at delimiters that stand in none of the `whole` spans."""
    begins = [span[0] for span in whole]
    reach, farthest = [], 0
    for span in whole:
        farthest = max(farthest, span[1])
        reach.append(farthest)
    begin, sentence, part = start, 0, 0
    for match in _DELIMITER.finditer(view, start, end):
        at = bisect_right(begins, match.start())
        if at and reach[at - 1] > match.start():
            continue
        for first, last in _stretches(view, begin, match.start(), begins, reach):
            yield Clause(first, last, view, sentence, part)
        begin = match.end()
        if match[0].startswith(_SENTENCE_END):
            sentence, part = sentence + 1, part + 1
        elif match[0] in _PART_END:
            part += 1
    for first, last in _stretches(view, begin, end, begins, reach):
        yield Clause(first, last, view, sentence, part)


def _stretches(
    view: View, begin: int, end: int, begins: Sequence[int], reach: Sequence[int]
) -> Iterator[Span]:
    """A clause in one, or, where no sentence is as long, in stretches: behind a mark of lists, else between
    numbers. What is in front of a number is then read in a time that its own stretch bounds."""
    while end - begin > LONGEST_CLAUSE:
        cut = view.rfind(_LIST_MARK, begin + LONGEST_CLAUSE // 2, begin + LONGEST_CLAUSE) + 1
        cut = cut or begin + LONGEST_CLAUSE
        at = bisect_right(begins, cut - 1)
        cut = max(cut, reach[at - 1] if at else 0)
        if cut >= end:
            break
        yield begin, cut
        begin = cut
    if begin < end:
        yield begin, end
