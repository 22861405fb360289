"""Where two texts of a paragraph differ: the spots, widened to whole numbers and words."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipeline.versions.change import Span
from pipeline.versions.keys import label_length
from pipeline.versions.sides import Line
from pipeline.versions.similarity import equal_stretches

_APART: Final = 10  # so many equal characters part two changes of one paragraph
_NUMERALS: Final = frozenset("〇零一二两三四五六七八九十百千万亿")
Range = tuple[int, int]


def label_end(line: Line) -> int:
    """Where the label in the text of a line ends; 0 where the label is not in its text."""
    return 0 if line.label else label_length(line.text)


def label(line: Line) -> str:
    """The label as a reader sees it, automatic or typed."""
    return line.label or line.text[: label_end(line)].strip()


def label_span(line: Line) -> Span:
    """Where the label stands."""
    end = label_end(line) or len(line.text)
    return Span(line.id, 0, end, line.text[:end])


def changed_spans(old: Line, new: Line) -> tuple[Span, Span]:
    """From the first character that differs to the last, widened to whole numbers and Latin words, and never
    empty."""
    return _spans_between(old, new, _ranges(old.text, new.text, equal_stretches(old.text, new.text)))


def changed_spots(old: Line, new: Line) -> list[tuple[Span, Span]]:
    """The places at which two texts differ, in order: apart where so much stays between them that a reader
    sees two changes; widened as `changed_spans`."""
    stretches = equal_stretches(old.text, new.text)
    apart = [stretch for stretch in stretches if stretch[2] >= _APART]
    cuts = [(0, 0), *((a + n // 2, b + n // 2) for a, b, n in apart), (len(old.text), len(new.text))]
    found = []
    for (left, right), (left_end, right_end) in pairwise(cuts):
        if old.text[left:left_end] != new.text[right:right_end]:
            found.append(_spot(old, new, (left, left_end), (right, right_end)))
    labels = label_end(old), label_end(new)
    said = [spans for spans in found if any(span.end > end for span, end in zip(spans, labels, strict=True))]
    return said or found or [changed_spans(old, new)]


def _spot(old: Line, new: Line, here: Range, there: Range) -> tuple[Span, Span]:
    """The spans that differ within these stretches of the two texts."""
    texts = old.text[slice(*here)], new.text[slice(*there)]
    inner = _ranges(*texts, equal_stretches(*texts))
    ranges = tuple(
        (start + offset, end + offset)
        for (start, end), offset in zip(inner, (here[0], there[0]), strict=True)
    )
    return _spans_between(old, new, (ranges[0], ranges[1]))


def _ranges(old: str, new: str, stretches: Sequence[tuple[int, int, int]]) -> tuple[Range, Range]:
    """What is left when the equal head and tail are taken off."""
    head = stretches[0][2] if stretches and stretches[0][:2] == (0, 0) else 0
    tail = 0
    if stretches:
        last = stretches[-1]
        if (last[0] + last[2], last[1] + last[2]) == (len(old), len(new)):
            tail = min(last[2], len(old) - head, len(new) - head)
    return (head, len(old) - tail), (head, len(new) - tail)


def _spans_between(old: Line, new: Line, ranges: tuple[Range, Range]) -> tuple[Span, Span]:
    """The ranges widened alike on both sides to whole words, by one character where one would be empty."""
    (here, there), head = ranges, min(ranges[0][0], ranges[1][0])
    tail = min(len(old.text) - here[1], len(new.text) - there[1])
    left, right = _widening(old.text, *here), _widening(new.text, *there)
    before, behind = max(left[0], right[0]), max(left[1], right[1])
    if any(start - before >= end + behind for start, end in ranges):
        before, behind = min(head, before + 1), min(tail, behind + 1)
    return _span(old, here[0] - before, here[1] + behind), _span(new, there[0] - before, there[1] + behind)


def _widening(text: str, start: int, end: int) -> tuple[int, int]:
    """How many characters to the left and right belong to the same number or Latin word."""
    left = right = 0
    while start - left > 0 and _one_word(text[start - left - 1 : start - left + 1]):
        left += 1
    while end + right < len(text) and _one_word(text[end + right - 1 : end + right + 1]):
        right += 1
    return left, right


def _span(line: Line, start: int, end: int) -> Span:
    return Span(line.id, start, end, line.text[start:end])


def _one_word(pair: str) -> bool:
    """Whether two characters belong to one Latin word or number, 三十五 too."""
    return len(pair) == 2 and (all(map(_is_latin, pair)) or all(sign in _NUMERALS for sign in pair))


def _is_latin(sign: str) -> bool:
    folded = unicodedata.normalize("NFKC", sign)
    return folded.isascii() and (folded.isalnum() or folded in ".,%")


def whole(line: Line) -> Span:
    """All of a line."""
    return Span(line.id, 0, len(line.text), line.text)
