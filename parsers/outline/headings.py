"""Headings of a document: candidates joined, told apart from titles and captions, and put into levels."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from models.facts import Evidence, Heading
from parsers.notation.labels import Label, LabelKind
from parsers.outline.containment import order_of_kinds
from parsers.outline.heading_candidates import Candidate, candidates
from parsers.outline.heading_levels import Ranked, levels
from parsers.outline.lines import Line, squeezed
from parsers.outline.sentence_lists import without_sentences
from parsers.outline.unnumbered_headings import Unnumbered, annexes, front_matter, short_titles

_ANNEX_RANK, _FRONT_RANK = -1.0, -0.5
_BETWEEN, _WITHIN = 0.5, 0.2


@dataclass(frozen=True, slots=True)
class _Found:
    place: int
    line: Line
    label: str
    label_line: Line | None
    title_start: int
    title_end: int
    ranked: Ranked
    more: Line | None = None


def find_headings(
    lines: Sequence[Line], toc_titles: frozenset[str], captions: frozenset[int]
) -> tuple[Heading, ...]:
    """The headings among these lines (title and table of contents taken out before), in order.

    `captions` are ordinals of blocks that may caption a table: of these only annex titles become headings.
    """
    told = without_sentences(tuple(candidates(lines, toc_titles)), lines)
    numbered = {id(candidate.line): candidate for candidate in told}
    places = {place: numbered[id(line)] for place, line in enumerate(lines) if id(line) in numbered}
    unnumbered = _unnumbered(lines, places, captions)
    labels = {id(line) for item in unnumbered.values() for line in (item.label_line, item.more) if line}
    kept = {
        place: candidate
        for place, candidate in places.items()
        if place not in unnumbered and id(lines[place]) not in labels
    }
    order = order_of_kinds(
        [(_usual_rank(label), label.number) for one in kept.values() if (label := one.line.label)]
    )
    found = [_from_candidate(place, candidate, order) for place, candidate in kept.items()]
    found += _from_all_unnumbered(unnumbered, places, order)
    found.sort(key=lambda item: item.place)
    return _with_levels(found)


def _unnumbered(
    lines: Sequence[Line], numbered: Mapping[int, Candidate], captions: frozenset[int]
) -> dict[int, Unnumbered]:
    place_of = {id(line): place for place, line in enumerate(lines)}
    found = {place_of[id(annex.line)]: annex for annex in annexes(lines, captions)}
    for place, line in enumerate(lines):
        front = front_matter(line) if place not in found else None
        if front is not None:
            found[place] = front
    label_places = {
        place_of[id(line)] for annex in found.values() for line in (annex.label_line, annex.more) if line
    }
    captioning = {place for place, line in enumerate(lines) if line.block.ordinal in captions}
    taken = frozenset(found) | frozenset(numbered) | label_places
    first = _text_begins(lines, taken)
    short = list(short_titles(lines, taken, captioning))
    for place in short if any(place >= first for place in short) else ():
        line = lines[place]
        found[place] = Unnumbered(line, line.start, line.end, "", None, front=False, annex=False)
    return found


def _text_begins(lines: Sequence[Line], taken: frozenset[int]) -> int:
    """The first heading or long paragraph: what stands above is title matter, unless short titles go on
    below."""
    long_ones = (place for place, line in enumerate(lines) if line.end - line.start >= 30 and not line.label)
    return min(min(taken, default=0), next(long_ones, 0))


def _usual_rank(label: Label) -> float:
    return float(label.kind) + label.depth / 10


def _from_candidate(place: int, candidate: Candidate, order: Mapping[float, float]) -> _Found:
    line = candidate.line
    label = line.label
    text = "" if label is None else line.block.list_label if line.automatic else label.text
    rank = order[_usual_rank(label)] if label is not None else None
    ranked = Ranked(rank, rank, candidate.level, label.kind if label else None)
    return _Found(place, line, text, None, candidate.title_start, candidate.title_end, ranked)


def _from_all_unnumbered(
    unnumbered: Mapping[int, Unnumbered], numbered: Mapping[int, Candidate], order: Mapping[float, float]
) -> list[_Found]:
    found: list[_Found] = []
    outermost: float | None = None
    bare: tuple[str, ...] = ()  # 附录 in a line of its own, over 附录一 and 附录二
    series = _Series.of(numbered, order)
    for place in sorted(unnumbered):
        item = unnumbered[place]
        if item.annex:
            rank = _ANNEX_RANK + (_WITHIN if item.label.startswith(bare) else 0)
            bare = (*bare, squeezed(item.line.text)) if not item.label else bare
            ranked = Ranked(rank, rank, None, None)
        elif item.front:
            ranked = Ranked(_FRONT_RANK, float("inf"), item.line.block.outline_level, None)
        else:
            rank = _rank_of_short_title(place, series, outermost)
            outermost = rank if outermost is None else min(outermost, rank)
            ranked = Ranked(rank, rank, item.line.block.outline_level, None)
        found.append(
            _Found(
                place,
                item.line,
                item.label,
                item.label_line,
                item.title_start,
                item.title_end,
                ranked,
                item.more,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _Series:
    """The labels below a place: `places` are those of all labels in order, with their ranks and numbers;
    `goes_on` is for each the least rank of a label from there on that is not the first of its series."""

    places: Sequence[int]
    labels: Sequence[tuple[float, int]]
    goes_on: Sequence[float]

    @classmethod
    def of(cls, numbered: Mapping[int, Candidate], order: Mapping[float, float]) -> "_Series":
        """Those of the numbered candidates."""
        found = [
            (place, (_rank_here(label, order), label.number))
            for place in sorted(numbered)
            if (label := numbered[place].line.label) is not None
        ]
        later = (rank if number > 1 else float("inf") for _, (rank, number) in reversed(found))
        least = list(accumulate(later, min))[::-1]
        return cls([place for place, _ in found], [label for _, label in found], [*least, float("inf")])


def _rank_of_short_title(place: int, series: _Series, outermost: float | None) -> float:
    """Just above the numbered series that starts below it, or beside the earlier short titles where no outer
    series goes on after it.

    Below everything when a series merely goes on behind it.
    """
    at = bisect_right(series.places, place)
    rank_below, number = series.labels[at] if at < len(series.labels) else (float(LabelKind.COUNTING), 1)
    if number != 1:
        return float(LabelKind.CIRCLED) + _BETWEEN
    rank = rank_below - _BETWEEN
    goes_on = series.goes_on[at] < rank
    return outermost if outermost is not None and outermost < rank and not goes_on else rank


def _rank_here(label: Label, order: Mapping[float, float]) -> float:
    """Whole numbers, so that there is room between two kinds."""
    usual = _usual_rank(label)
    return float(int(order.get(usual, usual)))


def _with_levels(found: Sequence[_Found]) -> tuple[Heading, ...]:
    headings: list[Heading] = []
    for item, (level, parent) in zip(found, levels([item.ranked for item in found]), strict=True):
        headings.append(_heading(item, level, parent))
    return tuple(headings)


def _heading(item: _Found, level: int, parent: int | None) -> Heading:
    block = item.line.block
    title = block.text[item.title_start : item.title_end] + (item.more.text if item.more else "")
    start = item.title_start if item.label_line is not None else item.line.start
    return Heading(
        level, item.label, title, parent, block.ordinal, start, item.title_end, tuple(_evidence(item))
    )


def _evidence(item: _Found) -> list[Evidence]:
    block, title = item.line.block.ordinal, (item.title_start, item.title_end)
    pieces = [Evidence("title", block, *title)]
    if item.more is not None:
        more = item.more.block.ordinal, item.more.start, item.more.end
        pieces = [
            replace(pieces[0], derivation="normalised"),
            Evidence("title", *more, derivation="normalised"),
        ]
    if not item.label:
        return [*pieces, Evidence("level", block, *title, derivation="computed")]
    if item.label_line is not None:
        line = item.label_line
        end = line.start + len(item.label)
        pieces.insert(0, Evidence("label", line.block.ordinal, line.start, end))
    elif item.line.automatic:
        pieces.insert(0, Evidence("label", block, *title, derivation="computed"))
    else:
        pieces.insert(0, Evidence("label", block, item.line.start, item.line.start + len(item.label)))
    return [*pieces, Evidence("level", block, *title, derivation="computed")]
