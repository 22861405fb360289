"""Numbers that skip among what is no heading: numbered points of the running text （1） （2） （4）,
articles, and points told with 一是, 二是, 四是."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from models.vocabularies import words
from parsers.notation.labels import Label, LabelKind, counting_value, read_label
from pipeline.rules.records import BlockRow, HeadingRow, Held
from pipeline.rules.results import Finding, Result, Side, agreed, sides, span
from pipeline.rules.wording import say

_KINDS: Final = (
    LabelKind.NUMBER_IN_BRACKETS,
    LabelKind.COUNTING_IN_BRACKETS,
    LabelKind.NUMBER,
    LabelKind.COUNTING,
    LabelKind.CIRCLED,
)
_TEXTS: Final = ("paragraph", "heading")
_NUMERALS: Final = "一二三四五六七八九十"
# （3）, 三、, 三是, 第三条 or ③, in whatever form a number left out may be printed
_PRINTED: Final = re.compile(
    rf"(?<![0-9{_NUMERALS}])([{_NUMERALS}百]{{1,5}}|\d{{1,3}})\s?[）)、.．是要条]|([①-⑳])"
)
_LEAST_COUNTED: Final = 2  # 1, 2, 4; not 1, 3
_MOST_BEFORE: Final = 99
_SHOWN: Final = 16
_CLAUSE_END: Final = re.compile("[，,。；;：:、\\n]")
# ；二是, 。三是
_SPOKEN: Final = re.compile(rf"(?:^|[。；;：:，,\s])([{_NUMERALS}])是")
# 六、提高保障水平	12
_PAGE: Final = re.compile(r"[\s.…·]\d{1,3}\s*$")


@dataclass(frozen=True, slots=True)
class _Point:
    """A number that counts points, and its characters in a block."""

    block: BlockRow
    start: int
    end: int
    number: int

    @property
    def place(self) -> Side:
        return span(self.block, self.start, self.end)


def point_gaps(held: Held) -> Iterator[Result]:
    """The lists of each section that count up from 1, numbered paragraphs and 一是, 二是; paragraphs that go
    on with what numbered headings began; the articles of all chapters."""
    if any(word in held.title for word in words("excerpts")):
        return
    told = [block for block in held.narrative() if block.kind in _TEXTS and block.table is None]
    yield from _gaps(told, [point for point, kind in _labelled(told) if kind is LabelKind.ARTICLE])
    before = _headings_before(held)
    plain = (block for block in told if block.kind == "paragraph")
    for heading, section in groupby(plain, key=lambda block: block.heading):
        blocks = tuple(section)
        yield from _gaps(blocks, list(_spoken(blocks)))
        labelled = list(_labelled(blocks))
        for kind in _KINDS:
            run = [point for point, other in labelled if other is kind]
            yield from _gaps(blocks, run)
            yield from _behind_headings(blocks, before.get((heading, kind), []), run)


def _labelled(blocks: Sequence[BlockRow]) -> Iterator[tuple[_Point, LabelKind]]:
    """The labels that paragraphs begin with; none for automatic numbers and rows of contents, which end in a
    page."""
    for block in blocks:
        is_row = _PAGE.search(block.text) is not None
        label: Label | None = None if block.list_label or is_row else read_label(block.text)
        if label is not None:
            yield _Point(block, 0, label.end, label.number), label.kind


def _spoken(blocks: Sequence[BlockRow]) -> Iterator[_Point]:
    for block in blocks:
        for found in _SPOKEN.finditer(block.text):
            yield _Point(block, *found.span(1), counting_value(found[1]) or 0)


def _headings_before(held: Held) -> Mapping[tuple[int | None, LabelKind], list[_Point]]:
    """For each heading with a printed label the headings of its kind that count up to it, as points."""
    found: dict[tuple[int | None, LabelKind], list[_Point]] = {}
    runs: dict[tuple[int | None, LabelKind], list[_Point]] = {}
    for row in held.headings:
        label = _printed_label(held.blocks[row.block], row)
        if label is not None:
            point = _Point(held.blocks[row.block], row.start, row.start + label.end, label.number)
            run = runs.get((row.parent, label.kind), []) if label.number > 1 else []
            runs[row.parent, label.kind] = found[row.id, label.kind] = [*run, point][-_MOST_BEFORE:]
    return found


def _printed_label(block: BlockRow, row: HeadingRow) -> Label | None:
    return None if block.list_label else read_label(block.text[row.start : row.end])


def _behind_headings(
    blocks: Sequence[BlockRow], before: Sequence[_Point], run: Sequence[_Point]
) -> Iterator[Result]:
    """A paragraph that goes on with the numbers of the headings before it: the first of its section."""
    if not before or not run or run[0].number != before[-1].number + 2:
        return
    yield from _gaps((before[-1].block, *blocks), [*before, *run], len(before))


def _gaps(blocks: Sequence[BlockRow], run: Sequence[_Point], only: int | None = None) -> Iterator[Result]:
    """The pairs that follow each other, or the one whose second member is at `only`."""
    numbers = [point.number for point in run]
    for at, (first, second) in enumerate(pairwise(run), start=1):
        if only not in (None, at):
            continue
        before, number = first.number, second.number
        if number == before + 1:
            yield agreed(second.place, first.place)
        elif _skips_one(numbers, at) and not _lies_between(blocks, first, second):
            message = say("heading_gap.skip", heading=_opening(second), number=number, before=before)
            yield Finding(message, sides(second.place, first.place), str(before + 1), str(number))


def _opening(point: _Point) -> str:
    """The label with the first words behind it."""
    rest = _CLAUSE_END.split(point.block.text[point.end :].lstrip())[0]
    return f"{point.place.quote.strip()}{rest[:_SHOWN]}"


def _skips_one(numbers: Sequence[int], at: int) -> bool:
    """Whether the list counts from 1 up to here, leaves one out and goes on with the next, or ends."""
    if numbers[at] != numbers[at - 1] + 2 or numbers[at - 1] < _LEAST_COUNTED:
        return False
    start = at - numbers[at - 1]
    counts = start >= 0 and list(numbers[start:at]) == list(range(1, at - start + 1))
    return counts and (at + 1 == len(numbers) or numbers[at + 1] in (numbers[at] + 1, 1))


def _lies_between(blocks: Sequence[BlockRow], first: _Point, second: _Point) -> bool:
    """Whether the number left out is printed between both, in whatever form."""
    for block in blocks:
        if first.block.ordinal <= block.ordinal <= second.block.ordinal:
            start = first.end if block.id == first.block.id else 0
            end = second.start if block.id == second.block.id else len(block.text)
            if any(_value(found) == first.number + 1 for found in _PRINTED.finditer(block.text, start, end)):
                return True
    return False


def _value(found: re.Match[str]) -> int | None:
    if found[2]:
        return ord(found[2]) - ord("①") + 1
    return int(found[1]) if found[1].isdecimal() else counting_value(found[1])
