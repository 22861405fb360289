"""Counts that announce a list (四个方面：一是……) against the list that follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from parsers.notation.labels import counting_value
from parsers.notation.numerals import fold
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, sides, span
from pipeline.rules.wording import say

_NUMERALS: Final = "一二三四五六七八九十"
_ANNOUNCED = re.compile(
    r"(?P<number>[2-9]|1[0-9]|[二三四五六七八九两]|十[一二三四五]?)(?:个方面|方面|大方面|个问题|大问题|个重点|项重点|项任务|大任务|项工作|点|大举措|项措施|项举措)"
    r"[^0-9，。；：:]{0,10}[：:。]?\s*$"
)
_ITEM = re.compile(rf"(?:^|[。；：:，\s])([{_NUMERALS}]{{1,3}})(?:是|要)")
_START = re.compile(rf"^\s*([{_NUMERALS}]{{1,3}})(?:是|要)")


@dataclass(frozen=True, slots=True)
class _List:
    """An announced number with its place and the items that follow."""

    number: int
    place: Side
    items: tuple[Side, ...]


def enumeration_count(held: Held) -> Iterator[Result]:
    """Each announced list."""
    for found in _lists(list(held.narrative())):
        if found.number == len(found.items):
            yield agreed(found.place, *found.items)
        else:
            message = say("enumeration_count", stated=found.number, counted=len(found.items))
            yield Finding(message, sides(found.place, *found.items), str(len(found.items)), str(found.number))


def _lists(blocks: Sequence[BlockRow]) -> Iterator[_List]:
    for at, block in enumerate(blocks):
        first = _ITEM.search(block.text)
        if first is not None and counting_value(first.group(1)) == 1 and first.start() > 0:
            head = block.text[: first.start() + 1]
            items = _inside(block, first.start())
            if items:
                items += _following(blocks[at + 1 :], len(items))
        else:
            head, items = block.text, _following(blocks[at + 1 :], 0)
        announced = _ANNOUNCED.search(fold(head))
        if announced and len(items) > 1:
            number = announced.group("number")
            value = 2 if number == "两" else int(number) if number.isdecimal() else counting_value(number)
            yield _List(
                value or 0,
                span(block, announced.start(), announced.start("number") + len(number)),
                tuple(items),
            )


def _inside(block: BlockRow, start: int) -> list[Side]:
    """一是 … 二是 … within a paragraph, as far as they count up from one."""
    items: list[Side] = []
    for found in _ITEM.finditer(block.text, start):
        if counting_value(found.group(1)) == len(items) + 1:
            items.append(span(block, found.start(1), found.end()))
    return items


def _following(blocks: Sequence[BlockRow], before: int) -> list[Side]:
    """Paragraphs that begin with 一是, 二是 … and follow each other; each may hold further ones."""
    items: list[Side] = []
    for block in blocks:
        found = _START.match(block.text)
        if found is None or counting_value(found.group(1)) != before + len(items) + 1:
            break
        for item in _ITEM.finditer(block.text):
            if counting_value(item.group(1)) == before + len(items) + 1:
                items.append(span(block, item.start(1), item.end()))
    return items


RULES = (
    Rule(
        "enumeration_count",
        "warning",
        enumeration_count,
        "The text announces a number of points, and the list that follows (一是, 二是 …) has another number.",
        "主要有四个方面的不足。一是…… 二是…… 三是……",
        "Correct the number, or find the point that was lost.",
        "A list with points inside its points.",
    ),
)
