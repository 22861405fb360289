"""Counts that announce a list (四个方面：一是……; 五项工作：（1）……) against the list that follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from parsers.notation.labels import counting_value
from parsers.notation.numerals import fold
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, sides, span
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_NUMERALS: Final = "一二三四五六七八九十"
# 以下5个方面
_ANNOUNCED = re.compile(
    rf"(?P<number>[2-9]|1[0-9]|[二三四五六七八九两]|十[一二三四五]?)(?:{any_of('counted_in_list')})"
    r"[^0-9，。；：:]{0,10}[：:。]?\s*$"
)


# 实现三个提升：一是…: whatever is counted right before the list
_ANNOUNCED_BEFORE_COLON = re.compile(
    r"(?P<number>[2-9]|1[0-9]|[二三四五六七八九两]|十[一二三四五]?)[个大项种类条][\u4e00-\u9fff“”]{1,6}[：:]\s*$"
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to count points: as they stand within a paragraph (None where they never do), as a paragraph
    begins with them, and what the first of them has."""

    inside: re.Pattern[str] | None
    start: re.Pattern[str]
    first: tuple[str, ...] = ()


# 主要任务如下：
_POINTS_BELOW = re.compile(rf"(?:{any_of('announces')})[^，。；]*$|[：:]\s*$")
_FORMS: Final = (
    _Form(
        re.compile(rf"(?:^|[。；：:，\s])([{_NUMERALS}]{{1,3}})(?:是|要)"),
        re.compile(rf"^\s*([{_NUMERALS}]{{1,3}})(?:是|要)"),
        ("一是", "一要"),
    ),
    _Form(
        re.compile(rf"(?:^|[。；：:，\s])第([{_NUMERALS}]{{1,3}})[，,、](?!第)"),
        re.compile(rf"^\s*第([{_NUMERALS}]{{1,3}})[，,、]"),
        ("第一",),
    ),
    _Form(
        re.compile(rf"(?:^|[。；：:，\s])其([{_NUMERALS}])[，,、是]"),
        re.compile(rf"^\s*其([{_NUMERALS}])[，,、是]"),
        ("其一",),
    ),
    _Form(None, re.compile(r"^\s*[（(](\d{1,2})[）)]")),
    _Form(None, re.compile(r"^\s*(\d{1,2})[.．、](?!\d)")),
)


@dataclass(frozen=True, slots=True)
class _List:
    """An announced number with its place and the items that follow."""

    number: int
    place: Side
    items: tuple[Side, ...]


def enumeration_count(held: Held) -> Iterator[Result]:
    """Each announced list."""
    for found in held.once(_lists):
        if found.number == len(found.items):
            yield agreed(found.place, *found.items)
        else:
            message = say("enumeration_count", stated=found.number, counted=len(found.items))
            yield Finding(message, sides(found.place, *found.items), str(len(found.items)), str(found.number))


def announcing(held: Held) -> frozenset[int]:
    """The paragraphs that announce a list which is counted here."""
    return frozenset(found.place.block for found in held.once(_lists))


def _lists(held: Held) -> Iterator[_List]:
    blocks = held.narrative()
    for at, block in enumerate(blocks):
        for form in _FORMS:
            head, items = _announced_list(form, blocks, at)
            announced = _ANNOUNCED.search(fold(head)) if len(items) > 1 else None
            if announced is None and len(items) > 1 and form.inside is not None:
                announced = _ANNOUNCED_BEFORE_COLON.search(fold(head))
            if announced and (form.inside is not None or _POINTS_BELOW.search(head)):
                number = announced.group("number")
                start = announced.start()
                yield _List(_number(number), span(block, start, announced.end("number")), tuple(items))
                break


def _announced_list(form: _Form, blocks: Sequence[BlockRow], at: int) -> tuple[str, list[Side]]:
    """What stands before the first point, and the points."""
    block = blocks[at]
    opens = any(first in block.text for first in form.first)
    first = form.inside.search(block.text) if form.inside and opens else None
    if first is not None and counting_value(first.group(1)) == 1 and first.start() > 0:
        items = _inside(form, block, first.start())
        return block.text[: first.start() + 1], items + _following(form, blocks, at + 1, len(items))
    return block.text, _following(form, blocks, at + 1, 0)


def _number(digits: str) -> int:
    return 2 if digits == "两" else int(digits) if digits.isdecimal() else counting_value(digits) or 0


def _inside(form: _Form, block: BlockRow, start: int) -> list[Side]:
    """一是 … 二是 … within a paragraph, as far as they count up from one."""
    items: list[Side] = []
    for found in form.inside.finditer(block.text, start) if form.inside else ():
        if _number(found.group(1)) == len(items) + 1:
            items.append(span(block, found.start(1), found.end()))
    return items


def _following(form: _Form, blocks: Sequence[BlockRow], at: int, before: int) -> list[Side]:
    """Paragraphs from `at` on that begin with 一是, 二是 … and follow each other; each may hold further ones.
    Numbered ones (（1）, 1.) may have text between them: what the same section numbers on is of the list."""
    items: list[Side] = []
    for place in range(at, len(blocks)):
        block = blocks[place]
        found = form.start.match(block.text)
        if found is None or _number(found.group(1)) != before + len(items) + 1:
            if found is None and form.inside is None and items and block.heading == blocks[at].heading:
                continue
            break
        starts = form.inside.finditer(block.text) if form.inside else iter((found,))
        for item in starts:
            if _number(item.group(1)) == before + len(items) + 1:
                items.append(span(block, item.start(1), item.end()))
    return items


RULES = (
    Rule(
        "enumeration_count",
        "warning",
        enumeration_count,
        "The text announces a number of points, and the list that follows (一是, 二是 …; 第一，第二，…;"
        " （1）, （2） …) has another number.",
        "主要有四个方面的不足。一是…… 二是…… 三是……",
        "Correct the number, or find the point that was lost.",
        "A list with points inside its points.",
    ),
)
