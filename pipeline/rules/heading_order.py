"""Headings whose numbers skip, and headings that stand twice."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from models.vocabularies import words
from parsers.notation.labels import LabelKind, read_label
from pipeline.rules.point_order import point_gaps
from pipeline.rules.records import HeadingRow, Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, sides, span
from pipeline.rules.wording import say

_LEAST_PARAGRAPH: Final = 30
_DECIMAL_REACH: Final = 4
_COLONS: Final = ("：", ":")
# the heads of chapters, whose first one can hardly be left out on purpose
_COUNTED_HEAD = re.compile("[二章节编篇]")
_INNER_LABEL = re.compile(
    r"(?:(?<=[。；;！？\s])|(?<=^))(?:[（(][一二三四五六七八九十百\d]{1,4}[）)]|[一二三四五六七八九十百]{1,4}、"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条篇编]|\d{1,3}(?:\.\d{1,3})*[.．、\s])"
)
# 可控性（八）明确边界, whose line break was lost; no reference (第五条（八）项)
_LABEL_RUN_ON = re.compile(
    r"(?<![第条项款目、至到和及])[（(][一二三四五六七八九十]{1,3}[）)](?=[\u4e00-\u9fff]{2})"
)


def heading_gap(held: Held) -> Iterator[Result]:
    """Numbers of headings under the same heading, of the same kind; of numbered points too."""
    by_parent: dict[tuple[int | None, int, str], list[tuple[int, HeadingRow]]] = {}
    for row in held.headings:
        label = read_label(row.label.strip() + " 某") if row.label.strip() else None
        if label is not None:
            by_parent.setdefault((row.parent, row.level, label.kind.name), []).append((label.number, row))
    for run in by_parent.values():
        if len(run) > 1:
            yield from _first_missing(held, run)
            yield from _heading_run(held, run)
    yield from point_gaps(held)


def _first_missing(held: Held, run: list[tuple[int, HeadingRow]]) -> Iterator[Result]:
    """A run of numbers in Chinese that begins at 2 and goes on to 3; not in an excerpt, nor where a 1 of its
    kind stands before."""
    (number, first), (second, _) = run[:2]
    is_excerpt = any(word in held.title for word in words("excerpts"))
    if (number, second) != (2, 3) or not _COUNTED_HEAD.search(first.label) or is_excerpt:
        return
    if not _stands_before(held, first, 1):
        message = say("heading_gap.first", heading=f"{first.label}{first.title}", number=number)
        yield Finding(message, sides(_heading(held, first)), "1", str(number))


def _heading_run(held: Held, run: list[tuple[int, HeadingRow]]) -> Iterator[Result]:
    numbers = [number for number, _ in run]
    for at, ((before, first), (number, second)) in enumerate(pairwise(run), start=1):
        if number == before + 1:
            yield agreed(_heading(held, second), _heading(held, first))
            continue
        resumes = at + 1 < len(run) and numbers[at + 1] == before + 2  # one number typed wrong
        goes_on = resumes or at + 1 == len(run) or numbers[at + 1] in (number + 1, before + 1)
        near = before <= number <= before + _reach(second) or (resumes and number > before)
        if number == 1 or not goes_on or not near:  # a list of its own, or a level that was not understood
            continue
        if at > 1 and number == numbers[at - 2] + 2 != before + 1:  # the one before was typed wrong, and told
            continue
        if _goes_on_around(numbers, at) or (number == before and _are_of_two_lists(held, first, second)):
            continue
        if number > before and _stands_between(held, first, second, before + 1):
            continue
        what = "twice" if number == before else "skip"
        places = sides(_heading(held, second), _heading(held, first))
        yield Finding(
            say(f"heading_gap.{what}", heading=f"{second.label}{second.title}", number=number, before=before),
            places,
            str(before + 1),
            str(number),
        )


def _reach(row: HeadingRow) -> int:
    """How far a number may skip and still be of the list: the level of 2.5 is certain."""
    label = read_label(row.label.strip() + " 某")
    return _DECIMAL_REACH if label is not None and label.kind is LabelKind.DECIMAL else 2


def _goes_on_around(numbers: list[int], at: int) -> bool:
    """Whether a number goes on with a list whose member holds a list of the same labels (一 一 二 二)."""
    restarts = (place for place in range(1, at) if numbers[place] == 1)
    return any(numbers[place - 1] + 1 == numbers[at] for place in restarts)


def _are_of_two_lists(held: Held, first: HeadingRow, second: HeadingRow) -> bool:
    """Whether only one of them ends with a colon, as points of a list of its own do."""
    ends = [held.blocks[row.block].text[row.end :].lstrip()[:1] in _COLONS for row in (first, second)]
    return ends[0] != ends[1]


def _stands_before(held: Held, row: HeadingRow, number: int) -> bool:
    """Whether a label of the number stands in the section before a heading, or in the title above it."""
    above = next((one for one in held.headings if one.id == row.parent), None)
    start = 0 if above is None else held.blocks[above.block].ordinal
    return _stands_within(held, row, start, number)


def _stands_between(held: Held, first: HeadingRow, second: HeadingRow, number: int) -> bool:
    """Whether a label of the missing number stands in the text between: at the beginning of a paragraph,
    behind a full stop, or in brackets with the words of its head behind it."""
    return _stands_within(held, second, held.blocks[first.block].ordinal, number)


def _stands_within(held: Held, second: HeadingRow, start: int, number: int) -> bool:
    label = read_label(second.label.strip() + " 某")
    end = held.blocks[second.block].ordinal
    for block in held.blocks.values() if label else ():
        if start <= block.ordinal <= end:
            for found in (*_INNER_LABEL.finditer(block.text), *_LABEL_RUN_ON.finditer(block.text)):
                other = read_label(found[0] + " 某")
                if (
                    other is not None
                    and label is not None
                    and (other.kind, other.number) == (label.kind, number)
                ):
                    return True
    return False


def _heading(held: Held, row: HeadingRow) -> Side:
    return span(held.blocks[row.block], row.start, row.end, row.id)


def repeated_heading(held: Held) -> Iterator[Result]:
    """Numbered headings of the same title under the same heading."""
    first: dict[tuple[int | None, str], HeadingRow] = {}
    last: dict[int | None, int] = {}
    for row in held.headings:
        key = (row.parent, "".join(row.title.split()))
        if not row.label.strip() or not key[1] or key[1] in words("generic_titles"):
            continue
        if len(row.title) >= _LEAST_PARAGRAPH:  # a sentence: repeated_paragraph tells it
            continue
        label = read_label(row.label.strip() + " 某")
        number = label.number if label else 0
        if number == 1 and last.get(row.parent, 0) > 1:  # the numbers start again: another list
            first = {known: heading for known, heading in first.items() if known[0] != row.parent}
        last[row.parent] = number
        before = first.setdefault(key, row)
        if before.label == row.label:  # itself, or a table of contents that was typed
            yield agreed(_heading(held, row))
        else:
            message = say("repeated_heading", heading=f"{row.label}{row.title}")
            yield Finding(message, sides(_heading(held, row), _heading(held, before)), "1", "2")


RULES = (
    Rule(
        "heading_gap",
        "warning",
        heading_gap,
        "The numbers of the headings of one level skip or repeat, or those of numbered paragraphs skip one.",
        "（一） （三）",
        "Number the headings anew; a section may have been lost.",
        "A heading in between that is typed as part of a paragraph.",
    ),
    Rule(
        "repeated_heading",
        "warning",
        repeated_heading,
        "A numbered heading of the same title stands under its chapter twice.",
        "（二）加强领导 and （五）加强领导",
        "Join the two or rename one.",
        "Two lists with headings of the same name, where the level above was not recognised.",
    ),
)
