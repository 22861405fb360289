"""Reports without headings: the paragraph in which the part that looks ahead begins, and the year of a report
whose title is lost."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from models.document import Block
from models.facts import Structure
from parsers.notation.period import find_periods
from pipeline.figures.anchors import Anchor, Place, ReportYear
from pipeline.figures.time_words import find_time_words, frame_of
from pipeline.figures.words import weights

_OPENING = 6  # a time opens a paragraph when no more than this stands before it
_REACH = 8
_SENTENCE = 40
_NEAR = 6  # years: a review of five begins from the year before them
_AHEAD_OF = ("到", "至")  # 到2025年 is a goal of the report, not its year
_WORDS = ("figure_section_words", "figure_kind_words")
_NOW, _BEFORE = "now", "before"


@dataclass(frozen=True, slots=True)
class _Opening:
    """A time that opens a paragraph: its year where one is printed, else whether it is 今年 or 过去一年."""

    block: Block
    start: int
    end: int
    year: int | None = None
    word: str = ""


def turn_of(structure: Structure, anchor: Anchor | None) -> int | None:
    """The ordinal of the first paragraph that opens with the year planned for (今年主要预期目标是…), behind
    one that opens with the year done or 过去一年; None without either."""
    if anchor is None or anchor.now is None or anchor.done >= anchor.now:
        return None
    looked_back = False
    for found in _openings(structure):
        now = found.year == anchor.now if found.year else found.word == _NOW
        if now and looked_back:
            return found.block.ordinal
        done = found.year <= anchor.done if found.year else found.word == _BEFORE
        looked_back = looked_back or done
    return None


def year_of_turn(structure: Structure) -> ReportYear | None:
    """The year of a report that prints none in a title: the one that a paragraph of what is planned opens
    with (2024年是…的一年, 2024年主要目标), behind one that opens with the year before or with 过去一年."""
    looked_back: set[int | None] = set()
    found: ReportYear | None = None
    for one in _openings(structure):
        if one.word == _BEFORE:
            looked_back.add(None)
        if one.year is None:
            continue
        if found is not None and one.year > found.year:
            return None
        if any(year is not None and year > one.year for year in looked_back):  # tells of an earlier year
            continue
        follows = one.year - 1 in looked_back or (None in looked_back and one.year not in looked_back)
        if found is None and follows and _plans(one) and _is_near(one.year, structure):
            found = ReportYear(one.year, Place(one.block.ordinal, one.start, one.end))
        looked_back.add(one.year)
    return found


def _is_near(year: int, structure: Structure) -> bool:
    """Whether a year lies not far beyond the one the text speaks of most: an old report may tell of a time
    far off (一九九七年…, of a treaty)."""
    years = Counter(
        period.start_year
        for block in structure.document.blocks
        for period in find_periods(block.text)
        if period.start_year is not None and period.start_year == period.end_year
    )
    return year - years.most_common(1)[0][0] <= _NEAR


def _plans(opening: _Opening) -> bool:
    """Whether the sentence that a year opens calls it one to come: 是…一年, 目标, 要, 将."""
    text = opening.block.text[opening.end : opening.end + _SENTENCE]
    return text.startswith("是") or any(_leaning(text, words) > 0 for words in _WORDS)


def _leaning(text: str, vocabulary: str) -> float:
    pattern, weight = weights(vocabulary)
    return sum(weight[word] for word in set(pattern.findall(text)))


def _openings(structure: Structure) -> Iterator[_Opening]:
    """The times that paragraphs open with, in order."""
    for block, use in zip(structure.document.blocks, structure.uses, strict=True):
        if use.use == "used" and use.kind in ("paragraph", "heading"):
            opening = _opening(block)
            if opening is not None:
                yield opening


def _opening(block: Block) -> _Opening | None:
    indent = len(block.text) - len(block.text.lstrip())
    head = block.text[: indent + _OPENING + _REACH]
    for period in find_periods(head):
        years = period.start_year is not None and period.start_year == period.end_year
        printed = head[period.start : period.end]
        if not years or period.start > indent + _OPENING or not printed.endswith("年"):
            return None
        before, behind = head[indent : period.start], block.text[period.end : period.end + _REACH]
        if before.endswith(_AHEAD_OF) or behind.startswith("度") or frame_of(before, behind):
            return None
        return _Opening(block, period.start, period.end, period.start_year)
    for word in find_time_words(head):
        if word.start <= indent + _OPENING and word.offset in ("0", "-1", "done", "past"):
            return _Opening(block, word.start, word.end, word=_NOW if word.offset == "0" else _BEFORE)
    return None
