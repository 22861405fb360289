"""References: boxes, tables and annexes that are named but not there, numbers that skip, titles quoted in
two spellings."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from models.vocabularies import words
from parsers.notation.labels import counting_value, read_label
from parsers.notation.numerals import fold
from pipeline.rules.records import BlockRow, HeadingRow, Held
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
# 图3 供水  图4 排水: two captions in one line
_BESIDE = re.compile(rf"(?<=[\s\u3000]{{2}})图\s{{0,2}}{_NUMBER}{_NO_MORE}")
_OWN_FILES: Final = ("附件", "附表", "附图", "附录")
_INNER_LABEL = re.compile(
    r"(?:(?<=[。；;！？\s])|(?<=^))(?:[（(][一二三四五六七八九十百\d]{1,4}[）)]|[一二三四五六七八九十百]{1,4}、"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条篇编]|\d{1,3}(?:\.\d{1,3})*[.．、\s])"
)
# 《某某规划纲要》
_TITLE = re.compile("《([^《》]{4,80})》")


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
    if found is not None and _GOES_ON.match(block.text, found.end()):
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
    definitions = _definitions(held)
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
    for named in _definitions(held):
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


def heading_gap(held: Held) -> Iterator[Result]:
    """Numbers of headings under the same heading, of the same kind."""
    by_parent: dict[tuple[int | None, int, str], list[tuple[int, HeadingRow]]] = {}
    for row in held.headings:
        label = read_label(row.label.strip() + " 某") if row.label.strip() else None
        if label is not None:
            by_parent.setdefault((row.parent, row.level, label.kind.name), []).append((label.number, row))
    for run in by_parent.values():
        if len(run) > 1:
            yield from _heading_run(held, run)


def _heading_run(held: Held, run: list[tuple[int, HeadingRow]]) -> Iterator[Result]:
    numbers = [number for number, _ in run]
    for at, ((before, first), (number, second)) in enumerate(pairwise(run), start=1):
        if number == before + 1:
            yield agreed(_heading(held, second), _heading(held, first))
            continue
        resumes = at + 1 < len(run) and numbers[at + 1] == before + 2  # one number typed wrong
        goes_on = resumes or at + 1 == len(run) or numbers[at + 1] in (number + 1, before + 1)
        near = before <= number <= before + 2 or (resumes and number > before)
        if number == 1 or not goes_on or not near:  # a list of its own, or a level that was not understood
            continue
        if at > 1 and number == numbers[at - 2] + 2 != before + 1:  # the one before was typed wrong, and told
            continue
        if _goes_on_around(numbers, at):
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


def _goes_on_around(numbers: list[int], at: int) -> bool:
    """Whether a number goes on with a list whose member holds a list of the same labels (一 一 二 二)."""
    restarts = (place for place in range(1, at) if numbers[place] == 1)
    return any(numbers[place - 1] + 1 == numbers[at] for place in restarts)


def _stands_between(held: Held, first: HeadingRow, second: HeadingRow, number: int) -> bool:
    """Whether a label of the missing number stands in the text between, at the beginning of a paragraph or
    behind a full stop."""
    label = read_label(second.label.strip() + " 某")
    start, end = held.blocks[first.block].ordinal, held.blocks[second.block].ordinal
    for block in held.blocks.values() if label else ():
        if start <= block.ordinal <= end:
            for found in _INNER_LABEL.finditer(block.text):
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


def title_spelling(held: Held) -> Iterator[Result]:
    """Titles in 《》 that differ in one or two characters."""
    quoted: dict[str, list[Side]] = {}
    for block in held.prose():
        for found in _TITLE.finditer(block.text):
            quoted.setdefault(_plain(found.group(1)), []).append(span(block, found.start(), found.end()))
    titles = sorted(quoted)
    for one, other in combinations(titles, 2):
        if _misspelt(one, other) and not _side_by_side(held, quoted[one], quoted[other]):
            few, many = sorted(
                (one, other), key=lambda title: (len(quoted[title]), quoted[title][0].block * -1)
            )
            message = say("title_spelling", one=quoted[few][0].quote, other=quoted[many][0].quote)
            yield Finding(
                message, sides(quoted[few][0], quoted[many][0]), quoted[many][0].quote, quoted[few][0].quote
            )
    for title in titles:
        yield agreed(*quoted[title][:_SHOWN])


def _side_by_side(held: Held, one: Sequence[Side], other: Sequence[Side]) -> bool:
    """Whether both are members of one enumeration: then they are two documents."""
    for first in one:
        for second in (side for side in other if side.block == first.block):
            start, end = sorted((first, second), key=lambda side: side.start)
            between = held.blocks[first.block].text[start.end : end.start]
            if not any(mark in between for mark in "。；;\n"):
                return True
    return False


_INNER = re.compile("[\\s“”‘’\"'〈〉（）()、，,·—_-]+")
# titles that differ in a number, a place or a side are two documents
_TELLING = re.compile("[0-9A-Za-z一二三四五六七八九十百省市县区州国年月第上下前后东西南北中]")
_LEAST_TITLE: Final = 8
_SHOWN: Final = 2  # places by which a check is told
_MOST_DIFFERENT: Final = 2


def _plain(title: str) -> str:
    return _INNER.sub("", unicodedata.normalize("NFKC", title))


def _misspelt(one: str, other: str) -> bool:
    """Equal but for one stretch of at most two characters inside them, which tells no number, place or rank
    apart."""
    if min(len(one), len(other)) < _LEAST_TITLE or abs(len(one) - len(other)) > _MOST_DIFFERENT:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    tail = 0
    while tail < min(len(one), len(other)) - start and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    rest = one[start : len(one) - tail], other[start : len(other) - tail]
    if start < 2 or any(_TELLING.search(part) for part in rest):
        return False
    added = not min(rest, key=len)
    return (added and max(map(len, rest)) <= 1 and tail > 0) or (not added and max(map(len, rest)) <= 1)


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
    Rule(
        "heading_gap",
        "warning",
        heading_gap,
        "The numbers of the headings of one level skip or repeat.",
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
    Rule(
        "title_spelling",
        "warning",
        title_spelling,
        "The title of a document is quoted in two spellings.",
        "《信息化发展规划纲要》 and 《信息化发展规化纲要》",
        "Look the title up and quote it alike.",
        "Two documents whose titles differ in one character.",
    ),
)
