"""References: boxes, tables and annexes that are named but not there, labels whose numbers skip."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from parsers.notation.labels import counting_value
from parsers.notation.numerals import fold
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, sides, span
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_NUMBER = r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_NO_MORE = r"(?![0-9]|[-—–.·．][0-9]|[一二三四五六七八九十])"
_NAMED: Final = any_of("labelled")
# 表3, 专栏 2, 附件一; not 表3-1, 图2023
_LABEL = re.compile(rf"({_NAMED}|表|图)\s{{0,2}}{_NUMBER}(?:{_NO_MORE}|(?=(?:19|20)[0-9]{{2}}年))")
# 详见专栏3, （见表2）, 如图4所示
_REFERENCE = re.compile(
    rf"(?:({_NAMED})\s{{0,2}}{_NUMBER}{_NO_MORE}|(?:见|参见|如|（|\()(表|图)\s{{0,2}}{_NUMBER}{_NO_MORE}(?=[）)。，、；]|所示|$))"
)
# 详见附件: an annex without a number
_ANNEX = re.compile(
    rf"(?:{any_of('sees')})\s*(?:本规划)?({any_of('own_annex')})(?![0-9一二三四五六七八九十\s]{{1,3}})"
)
_ANNEX_START = re.compile(rf"(?:{any_of('own_annex')}|附\s*[:：])")
_LONGEST_CAPTION: Final = 60
# （续）, 续表: the rest of a table on the next page
_GOES_ON = re.compile(r"\s*[（(]?\s*续")
# 专栏4 城市更新重点工程（续）
_WENT_ON = re.compile(r"[（(]\s*续\s*[）)]\s*$")
# 图3 供水  图4 排水: two captions in one line
_BESIDE = re.compile(rf"(?<=[\s\u3000]{{2}})图\s{{0,2}}{_NUMBER}{_NO_MORE}")
_OWN_FILES: Final = ("附件", "附表", "附图", "附录")


@dataclass(frozen=True, slots=True)
class _Named:
    """专栏一 at a place: its class, number and span; `pointed` when the text points to it (见, 列于)."""

    what: str
    number: int
    place: Side
    pointed: bool = False


def _value(digits: str) -> int | None:
    return int(digits) if digits.isdecimal() else counting_value(digits)


def _definition(block: BlockRow) -> _Named | None:
    """A caption, box title, heading or short line that begins with 专栏一, 表1, 附件2 …"""
    lead = len(block.text) - len(block.text.lstrip())
    found = _LABEL.match(fold(block.text), lead)
    if found is not None and (_GOES_ON.match(block.text, found.end()) or _WENT_ON.search(block.text)):
        return None
    number = _value(found.group(2)) if found else None
    fitting = (
        block.kind in ("caption", "box_title", "heading", "cell", "box_item")
        or len(block.text.strip()) <= _LONGEST_CAPTION
    )
    if found is None or number is None or not fitting or block.text.rstrip().endswith(("。", "；")):
        return None
    return _Named(found.group(1), number, span(block, found.start(), found.end()))


def _definitions(held: Held) -> list[_Named]:
    """Captions of pictures may stand side by side in one paragraph."""
    found = []
    for block in held.prose():
        first = _definition(block)
        if first is not None:
            found.append(first)
            if first.what == "图":
                found += _beside(block, first.place.end)
    return found


def _beside(block: BlockRow, start: int) -> Iterator[_Named]:
    for found in _BESIDE.finditer(fold(block.text), start):
        number = _value(found.group(1))
        if number is not None:
            yield _Named("图", number, span(block, found.start(), found.end()))


def _references(held: Held, defined: set[int]) -> Iterator[_Named]:
    for block in held.prose():
        if block.id in defined or not any(word in block.text for word in ("专栏", "附", "表", "图")):
            continue
        for found in _REFERENCE.finditer(fold(block.text)):
            what, digits = (
                (found.group(1), found.group(2)) if found.group(1) else (found.group(3), found.group(4))
            )
            number = _value(digits)
            if number is not None:
                start = found.start(1) if found.group(1) else found.start(3)
                yield _Named(
                    what,
                    number,
                    span(block, start, found.end()),
                    block.text[max(0, start - 1) : start] in ("见", "于"),
                )


def missing_reference(held: Held) -> Iterator[Result]:
    """Each mention of a numbered box, table, figure or annex against those that are there."""
    definitions = held.once(_definitions)
    there: dict[str, dict[int, _Named]] = {}
    for named in definitions:
        there.setdefault(named.what, {}).setdefault(named.number, named)
    for named in _references(held, {definition.place.block for definition in definitions}):
        known = there.get(named.what, {})
        if named.number in known:
            yield agreed(named.place, known[named.number].place)
        elif known or named.what == "专栏" or named.pointed:
            listed = "、".join(place.place.quote for place in known.values()) or None
            nearest = min(known.values(), key=lambda other: abs(other.number - named.number), default=None)
            places = sides(named.place, nearest.place if nearest else None)
            message = say("missing_reference", label=named.place.quote)
            yield Finding(message, places, listed, named.place.quote)


def label_gap(held: Held) -> Iterator[Result]:
    """Numbers of boxes, tables, figures and annexes in the order of the document."""
    by_class: dict[str, list[_Named]] = {}
    for named in held.once(_definitions):
        by_class.setdefault(named.what, []).append(named)
    for found in by_class.values():
        if len(found) > 1 or found[0].number > 1:
            yield from _in_order(found)


def _in_order(found: list[_Named]) -> Iterator[Result]:
    if found[0].number > 1 and len(found) > 1 and found[0].what not in _OWN_FILES:
        yield Finding(
            say("label_gap.first", label=found[0].place.quote),
            (found[0].place,),
            "1",
            str(found[0].number),
        )
    for before, named in pairwise(found):
        if named.number == before.number + 1 or named.number == 1:
            yield agreed(named.place, before.place)
        elif named.number == before.number:
            yield Finding(
                say("label_gap.twice", label=named.place.quote),
                sides(named.place, before.place),
                str(before.number + 1),
                str(named.number),
            )
        else:
            message = say("label_gap.skip", label=named.place.quote, before=before.place.quote)
            yield Finding(
                message, sides(named.place, before.place), str(before.number + 1), str(named.number)
            )


def missing_annex(held: Held) -> Iterator[Result]:
    """见附件 where the document has no annex at all."""
    there = any(_ANNEX_START.match(block.text.lstrip()) for block in held.prose())
    for block in held.prose():
        for found in _ANNEX.finditer(block.text):
            if there:
                yield agreed(span(block, found.start(), found.end()))
            else:
                place = span(block, found.start(), found.end())
                yield Finding(
                    say("missing_annex", quote=place.quote, kind=found.group(1)),
                    (place,),
                    found.group(1),
                )


RULES = (
    Rule(
        "missing_reference",
        "warning",
        missing_reference,
        "The text refers to a numbered box, table, figure or annex that is not in the document.",
        "（见专栏七） where the last is 专栏六",
        "Correct the number, or put back what is missing.",
        "A reference into another document, or a caption drawn as a picture.",
    ),
    Rule(
        "label_gap",
        "warning",
        label_gap,
        "The numbers of the boxes, tables, figures or annexes skip or repeat.",
        "专栏三 after 专栏一",
        "Number them anew, and the references with them.",
        "A caption drawn as a picture between the two.",
    ),
    Rule(
        "missing_annex",
        "info",
        missing_annex,
        "The text points to an annex, but nothing in the document is one.",
        "（详见附件） and no 附件",
        "Add the annex or strike the words.",
        "An annex that is published as a file of its own.",
    ),
)
