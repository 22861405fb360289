"""Counts told of what is named: 甲县、乙县、丙县3个县, and 六大任务 over the headings that are these
tasks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from models.vocabularies import read_rows, words
from parsers.notation.labels import counting_value
from parsers.notation.numerals import fold
from pipeline.rules.enumerations import announcing
from pipeline.rules.records import BlockRow, HeadingRow, Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, heading_side, sides, span
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_NUMBER: Final = r"(?P<number>\d{1,2}|[两二三四五六七八九]|十[一二三四五六七八九]?)"
_CLASSIFIER: Final = f"(?:{any_of('classifier')})"
_DIVIDERS: Final = r"，,。；;：:（）()《》“”\s"  # no list with its number goes on over one of them
_ITEM: Final = r"[^，,。；;：:、（）()《》“”\d\s]{1,18}"
# what any list with its number holds, found at the first glance: most texts have none
_GLANCE = re.compile(rf"、[^{_DIVIDERS}]*?{_NUMBER}")
_RUN = re.compile(f"[^{_DIVIDERS}]+")
_REST: Final = rf"(?:、{_ITEM}){{1,120}}"  # however long a list goes on: no number is told of more names
# 甲县、乙县、丙县等3个县
_LIST = re.compile(
    rf"(?P<list>{_ITEM}(?:、{_ITEM}?){{1,120}}?)(?P<more>等)?(?:{any_of('in_all_named')})?"
    rf"{_NUMBER}{_CLASSIFIER}?(?P<noun>[\u4e00-\u9fff]{{1,8}})"
)
# “六大行动”，即强基行动、提质行动
_AHEAD = re.compile(
    rf"{_NUMBER}{_CLASSIFIER}?(?P<noun>[\u4e00-\u9fff]{{2,4}})[”》]?[，,]?"
    rf"(?:{any_of('list_lead')}|[：:（(])[：:]?(?:{any_of('list_act')})?"
    rf"(?P<list>{_ITEM}{_REST})(?=[。；;）)]|$)"
)
_ALIKE = re.compile("[条座所处家](?!件)|个(?:部门|单位)")
_MOST_OFF: Final = 2
_LONGEST_ALIKE: Final = 10
_LEADS: Final = any_of("list_verb")
# 重点围绕教育、医疗: what leads to the first name
_LEAD = re.compile(f"^.*?(?:{_LEADS})(?=[\\u4e00-\\u9fff]{{2,7}}$)")
_AND = re.compile("以及|[和与及]")
_MOST_NOUN: Final = 4
# 甲镇、乙乡2个乡镇: classes that are counted together
_TOGETHER = re.compile(any_of("mixed_class"))
_SHORT: Final = 6
# 重点发展粮油、茶叶
_BEGINS_LIST = re.compile(f"^(?:{any_of('begins_list')})+")
# 3大特色产业
_ATTRIBUTE = re.compile(f"^(?:{any_of('before_kind')})")
_NO_NAME = re.compile("[第等一二三四五六七八九十两]|的$")
_LEAST_HEADINGS: Final = 2
_FOLLOWING = re.compile(f"{any_of('follows')}|[：:]\\s*$")


@dataclass(frozen=True, slots=True)
class _Counted:
    """A list of names with the number told of it; `counts` are the numbers that the list may have."""

    block: BlockRow
    listed: tuple[int, int]
    stated: tuple[int, int]
    number: int
    counts: frozenset[int]
    open_ended: bool


def named_count(held: Held) -> Iterator[Result]:
    """Each list of names of one kind that is followed by its number."""
    for block in held.narrative():
        if "、" not in block.text:
            continue
        text = fold(block.text)
        listed = [_counted(block, found) for found in _lists(text)] if _GLANCE.search(text) else []
        for counted in (*listed, *(_ahead(block, found) for found in _AHEAD.finditer(text))):
            if counted is None:
                continue
            if counted.number in counted.counts or (
                counted.open_ended and min(counted.counts) <= counted.number
            ):
                yield agreed(span(block, *counted.stated), span(block, *counted.listed))
            else:
                yield _wrong_list(counted)


def _lists(text: str) -> Iterator[re.Match[str]]:
    """Sought only between two dividers where a list with a number can be."""
    for run in _RUN.finditer(text):
        if _GLANCE.search(text, *run.span()):
            yield from _LIST.finditer(text, *run.span())


def _counted(block: BlockRow, found: re.Match[str]) -> _Counted | None:
    number = _value(found["number"])
    items = found["list"].split("、")
    if number is None or number < 2 or not all(items):
        return None
    tail = _AND.split(items[-1])
    names = [*items[:-1], *tail]
    of_one_kind = _of_one_kind(names, found["noun"]) or _are_alike(names, found, number)
    led = _LEAD.search(items[0]) is not None and all(len(item) <= _SHORT for item in (*items[1:-1], *tail))
    kinds = _kinds() if led else (*_kinds(), *_named_kinds())
    noun = _ATTRIBUTE.sub("", found["noun"])
    if not of_one_kind and not ((led or _are_names(names, found)) and noun.startswith(kinds)):
        return None
    most = len(items) - 1 + len(tail)
    if noun != found["noun"] and abs(most - number) > _MOST_OFF:
        return None  # 推进甲县、乙县、丙县10个特色产业项目: where they are
    counts = frozenset({most} if of_one_kind else {len(items), most})
    place = found.start("number"), found.start("noun") + 1
    return _Counted(block, found.span("list"), place, number, counts, bool(found["more"]))


def _are_names(names: Sequence[str], found: re.Match[str]) -> bool:
    """Whether a clause begins with three names or more of a few characters (古镇、峡谷、湖区3大片区): nothing
    counted, nothing that tells of the next (扩内需、保民生的)."""
    opens = not found.start() or found.string[found.start() - 1] in "，,。；;：:"
    bare = (_BEGINS_LIST.sub("", names[0]), *names[1:])
    short = all(1 < len(name) <= _SHORT and not _NO_NAME.search(name) for name in bare)
    return opens and short and len(names) > _LEAST_HEADINGS


def _of_one_kind(items: Sequence[str], noun: str) -> bool:
    """Whether every item ends in the very word that is counted (甲县、乙县2个县), or in one of the classes
    that it names together (甲镇、乙乡2个乡镇)."""
    if noun.startswith("人"):
        return False  # 获评中国好人、省级好人8人: titles, not the people
    together = _TOGETHER.match(noun)
    if together and all(item[-1:] in together[0] and len(item) > 1 for item in items):
        return True
    return any(
        all(item.endswith(noun[:length]) and len(item) > length for item in items)
        for length in range(min(_MOST_NOUN, len(noun)), 0, -1)
    )


def _are_alike(items: Sequence[str], found: re.Match[str], number: int) -> bool:
    """Whether the names of streets, offices … all end alike and are about as many as the number says
    (南环路、北环路、东环路三条主干道)."""
    classed = _ALIKE.match(found.string, found.end("number")) is not None
    ends = {item[-1:] for item in items}
    short = all(1 < len(item) <= _LONGEST_ALIKE for item in items)
    return classed and len(ends) == 1 and short and abs(len(items) - number) <= _MOST_OFF


def _ahead(block: BlockRow, found: re.Match[str]) -> _Counted | None:
    """“六大行动”，即强基行动、提质行动……: names behind their number that all end in the word counted."""
    number, items = _value(found["number"]), found["list"].split("、")
    names = [*items[:-1], *_AND.split(items[-1])]
    if number is None or number < 2 or not all(names) or not _of_one_kind(names, found["noun"]):
        return None
    place = found.start("number"), found.end("noun")
    return _Counted(block, found.span("list"), place, number, frozenset({len(names)}), names[-1][-1] == "等")


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(words("counted_kinds"))


@cache
def _named_kinds() -> tuple[str, ...]:
    return tuple(row["word"] for row in read_rows("rule_words") if row["use"] == "named_kind")


def _value(digits: str) -> int | None:
    if digits == "两":
        return 2
    return int(digits) if digits.isdecimal() else counting_value(digits)


def _wrong_list(counted: _Counted) -> Finding:
    stated, listed = span(counted.block, *counted.stated), span(counted.block, *counted.listed)
    shown = "/".join(map(str, sorted(counted.counts)))
    message = say("named_count", stated=stated.quote, counted=shown)
    return Finding(message, sides(stated, listed), shown, str(counted.number))


def heading_count(held: Held) -> Iterator[Result]:
    """六大任务 in the lead of a chapter whose headings are these tasks."""
    children: dict[int, list[HeadingRow]] = {}
    for row in held.headings:
        if row.parent is not None and row.label.strip():
            children.setdefault(row.parent, []).append(row)
    above, counted = {row.id: row for row in held.headings}, announcing(held)
    for block in held.narrative():
        if block.heading is None or len(children.get(block.heading, [])) < _LEAST_HEADINGS:
            continue
        row = above[block.heading]
        if (block.kind != "heading" or row.block == block.id) and block.id not in counted:
            yield from _announced(held, block, row, children[block.heading])


def _announced(
    held: Held, block: BlockRow, above: HeadingRow, below: Sequence[HeadingRow]
) -> Iterator[Result]:
    found = [match for form in _announcements() for match in form.finditer(fold(block.text))]
    if len(found) != 1:
        return
    match = found[0]
    number = _value(match["number"])
    sentence_end = re.split("[。；;]", block.text[match.end() :])[0]
    ends_there = len(sentence_end.strip("”’》 \u3000")) == 0
    names_chapter = match["kind"] in above.title and ends_there and above.block != block.id
    names_all = ends_there and all(row.title.endswith(match["kind"]) for row in below)  # 某某行动, each
    around = block.text[max(0, match.start() - 8) : match.end() + len(sentence_end)]
    points_below = _FOLLOWING.search(around) is not None and above.block != block.id
    if number is None or not _is_near(number, len(below)) or not (names_chapter or names_all or points_below):
        return
    place = span(block, *match.span())
    if number == len(below):
        yield agreed(place)
        return
    places: list[Side | None] = [heading_side(held, row.id) for row in below]
    message = say("heading_count", stated=place.quote, counted=len(below))
    yield Finding(message, sides(place, *places), str(len(below)), str(number))


def _is_near(stated: int, counted: int) -> bool:
    """More than twice or less than half as many are another list than the one announced."""
    return counted <= 2 * stated and stated <= 2 * counted


@cache
def _announcements() -> tuple[re.Pattern[str], ...]:
    """五大任务, and 任务共五项."""
    kinds = "|".join(sorted(words("counted_kinds"), key=lambda word: (-len(word), word)))
    first = rf"{_NUMBER}(?:个|大|项|条){{0,1}}(?:{any_of('lead_of_kind')}){{0,2}}(?P<kind>{kinds})"
    return re.compile(first), re.compile(
        rf"(?P<kind>{kinds})(?:{any_of('count_verb')}){_NUMBER}(?:个|大|项|条)"
    )


RULES = (
    Rule(
        "named_count",
        "warning",
        named_count,
        "A list of names is followed by a number that is not theirs.",
        "在东岭县、西岭县、南岭县、北岭县3个县开展试点",
        "Count the names; correct the number or find the one that is missing.",
        "A list that goes on after 等 may be shorter than the number; names that hold 和 or 与.",
    ),
    Rule(
        "heading_count",
        "warning",
        heading_count,
        "The lead of a chapter announces a number of tasks, and its headings have another number.",
        "“重点实施五大任务。” over （一） to （六）",
        "Correct the number, or the headings.",
        "A chapter whose last heading is no task. Only told where the chapter is named after what is counted,"
        " or the sentence points to what follows.",
    ),
)
