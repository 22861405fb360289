"""Numbered points of the running text, which are no headings, whose numbers skip: （1） （2） （4）."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from models.vocabularies import words
from parsers.notation.labels import Label, LabelKind, read_label
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Finding, Result, Side, agreed, sides, span
from pipeline.rules.wording import say

_KINDS: Final = (
    LabelKind.NUMBER_IN_BRACKETS,
    LabelKind.COUNTING_IN_BRACKETS,
    LabelKind.NUMBER,
    LabelKind.COUNTING,
    LabelKind.CIRCLED,
)
# （3）, 三、 or ③ within a paragraph
_PRINTED: Final = r"(?<![0-9])(?:{}|{})[）)、.．]|{}"
# 六、提高保障水平	12
_PAGE: Final = re.compile(r"[\s.…·]\d{1,3}\s*$")
_COUNTED: Final = "〇一二三四五六七八九十"
_CIRCLES: Final = 20


@dataclass(frozen=True, slots=True)
class _Point:
    """A paragraph that begins with a label."""

    block: BlockRow
    label: Label


def point_gaps(held: Held) -> Iterator[Result]:
    """Each list of numbered paragraphs under one heading that counts up from 1."""
    if any(word in held.title for word in words("excerpts")):
        return
    plain = (block for block in held.narrative() if block.kind == "paragraph" and block.table is None)
    for _, section in groupby(plain, key=lambda block: block.heading):
        blocks = tuple(section)
        points = [_Point(block, label) for block in blocks if (label := _label(block))]
        for kind in _KINDS:
            run = [point for point in points if point.label.kind is kind]
            yield from _gaps(blocks, run)


def _label(block: BlockRow) -> Label | None:
    """The label it begins with; None for automatic numbers and rows of contents, which end in a page."""
    is_row = _PAGE.search(block.text) is not None
    return None if block.list_label or is_row else read_label(block.text)


def _gaps(blocks: Sequence[BlockRow], run: Sequence[_Point]) -> Iterator[Result]:
    for at, (first, second) in enumerate(pairwise(run), start=1):
        before, number = first.label.number, second.label.number
        if number == before + 1:
            yield agreed(_place(second), _place(first))
        elif _skips_one([point.label.number for point in run], at) and not _lies_between(
            blocks, first, second
        ):
            heading = second.block.text[: second.label.end].strip()
            message = say("heading_gap.skip", heading=heading, number=number, before=before)
            yield Finding(message, sides(_place(second), _place(first)), str(before + 1), str(number))


def _skips_one(numbers: Sequence[int], at: int) -> bool:
    """Whether the list counts from 1 up to here, leaves one out and goes on with the next, or ends."""
    start = next((place for place in range(at - 1, -1, -1) if numbers[place] == 1), None)
    counts = start is not None and list(numbers[start:at]) == list(range(1, at - start + 1))
    goes_on = at + 1 == len(numbers) or numbers[at + 1] in (numbers[at] + 1, 1)
    return counts and at - (start or 0) > 1 and numbers[at] == numbers[at - 1] + 2 and goes_on


def _lies_between(blocks: Sequence[BlockRow], first: _Point, second: _Point) -> bool:
    """Whether the label left out is printed within a paragraph between both, in whatever brackets."""
    ends = (first.block.ordinal, second.block.ordinal)
    texts = ((b.text, b.ordinal in ends) for b in blocks if ends[0] <= b.ordinal <= ends[1])
    missing = re.compile(_PRINTED.format(*_forms(first.label.number + 1)))
    return any(missing.search(text, int(labelled)) for text, labelled in texts)


def _forms(number: int) -> tuple[str, str, str]:
    """A number as digits, counted and in a circle."""
    counted = _COUNTED[number] if number < len(_COUNTED) else "十"
    return str(number), counted, chr(ord("①") + number - 1) if number <= _CIRCLES else "⑳"


def _place(point: _Point) -> Side:
    return span(point.block, 0, point.label.end)
