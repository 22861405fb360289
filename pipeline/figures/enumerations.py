"""Enumerations: 国家级2家、省级62家 in segments, 分别增长4.6%、6.2%、3.9% as one list of values under one
list of names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from models.vocabularies import words as listed_words
from parsers.notation.quantity import Quantity
from pipeline.figures.clauses import Clause, Span, View
from pipeline.figures.halves import halves_of
from pipeline.figures.heads import Phrase, pieces
from pipeline.figures.words import metric_ending, metric_regex

# 30座、40座和50座, 前10 及前20
_LIST_MARK = re.compile(r"[\s\u3000]*(?:、|和|及|与|以及|或者?|/)[\s\u3000]*前?")
_AND_BEHIND = re.compile(r"[\s\u3000]*(?:以及|和|及|并|与|或者?)")
_AND_BEFORE = re.compile(r"(?:以及|和|及|并|与|、)[\s\u3000]*$")
# 分别, 各自: the amounts belong to the things by turns
_EACH = re.compile("分别|各自|依次")
_ITEM = re.compile("、|以及|和|及|与")
_MARK = re.compile("、")
_SHORTEST_RATE = 3
_SHORTEST = 2  # characters of an amount: 产量
_LONGEST_PICK = 3  # 国控
_AMOUNTS = "量额数值费"  # 化肥、农药使用量
_KIND = "类型级等档星"
_LONGEST_KIND = 4  # 成长型
_KINDS = re.compile(f"([一-鿿A-ZＡ-Ｚ]{{1,4}}?)[两二三四五六七八九十]([{_KIND}种])")
_TOWARDS = "对"
_HALVES = 2
_AGE = re.compile("[0-9-—–~～至到]{1,8}周?岁(?:及?以[上下])?")
_NOMINAL = ("n", "b", "j", "s", "f", "l")  # 公共机构
_ORDINAL = re.compile("第?[一二三四五六七八九十]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A member of an enumeration inside a clause: `groups` are its quantities, those that only 、 or 和
    parts together.

    `number` counts the segments of the clause from 0.
    """

    begin: int
    end: int
    number: int
    groups: tuple[tuple[Quantity, ...], ...]


def segments(clause: Clause, quantities: tuple[Quantity, ...]) -> Iterator[Segment]:
    """The segments of a clause that hold its quantities, in order."""
    begin, number, groups = clause.start, 0, [[quantities[0]]]
    listed = _listed(clause, quantities)
    for (left, right), same in zip(pairwise(quantities), listed, strict=True):
        at = None if same else _boundary(clause.view, left.end, right.start)
        if same:
            groups[-1].append(right)
        elif at is None:
            groups.append([right])
        else:
            yield Segment(begin, at, number, tuple(map(tuple, groups)))
            begin, number, groups = at, number + 1, [[right]]
    yield Segment(begin, clause.end, number, tuple(map(tuple, groups)))


def _listed(clause: Clause, quantities: tuple[Quantity, ...]) -> list[bool]:
    """Whether each neighbouring pair belongs to one list of values: nothing but 、 or 和 between them and no
    name behind the last."""
    view = clause.view
    marks = [
        _LIST_MARK.fullmatch(view, left.end, right.start) is not None for left, right in pairwise(quantities)
    ]
    gaps = [view[left.end : right.start] for left, right in pairwise(quantities)]
    # 钢材 208万吨 163万吨, a row as a line; 50MW/100MWh储能电站, one thing by two measures
    lined_up = [(bool(gap) and not gap.strip()) or gap == "/" for gap in gaps]
    for at in range(len(marks) - 1, -1, -1):
        if not marks[at] or (at + 1 < len(marks) and marks[at + 1]):
            continue
        behind = view[quantities[at + 1].end : clause.end].strip()
        first = at
        while first and marks[first - 1]:
            first -= 1
        before = view[max(clause.start, quantities[first].start - 24) : quantities[first].start]
        if behind and not behind.startswith(("、", "的")) and not _EACH.search(before):
            marks[first : at + 1] = [False] * (at + 1 - first)
    return [mark or beside for mark, beside in zip(marks, lined_up, strict=True)]


def _boundary(view: View, begin: int, end: int) -> int | None:
    """Where a new member begins between two quantities, None when both stand in the same one."""
    if _AND_BEFORE.search(view, begin, end):
        return end
    if view.endswith("等", begin, end):  # 甲商圈等12个商圈和乙商店等16个商店
        joins = [word.end for word in view.speech.within(begin, end) if word.tag == "c"]
        return joins[-1] if joins else None
    if deed := _next_deed(view, begin, end):
        return deed
    depth, last = 0, None
    for at in range(begin, end):
        depth += (view[at] in "“‘《") - (view[at] in "”’》")
        if view[at] == "、" and depth <= 0:
            last = at + 1
    if last is not None:
        return last
    joined = _AND_BEHIND.match(view, begin, end)
    return joined.end() if joined else None


def _next_deed(view: View, begin: int, end: int) -> int | None:
    """Where 和 leads on to another verb: 建设8个新村和新增装机6万千瓦."""
    joins = (word.end for word in view.speech.within(begin, end) if word.tag == "c")
    return next((at for at in joins if metric_regex("new_deed").match(view, at, end)), None)


def members(view: View, head: Span, count: int) -> tuple[Phrase, ...] | None:
    """The names of an enumeration, each with what they share, or None when there are not `count` of them.

    一、二、三产业 shares its end; 职工医保、居民医保报销比例 what follows the word both have; A和B增加值 the
    noun of measure; 园区亩均产值和税收 its beginning.
    """
    if count == _HALVES and (halves := halves_of(view, head)):
        return halves
    if traded := _with_partners(view, head):
        return traded if len(traded) == count else None
    items = _items(view, head)
    if len(items) > count:
        items = _items(view, head, _MARK)  # 工业、基础设施、民生和生态投资, of three values
    if len(items) != count or any(first >= last for first, last in items):
        return None
    *others, last = items
    if kinds := _of_kinds(view, others, last):
        return kinds
    measured = metric_ending("relational").search(view, *last)
    follows = metric_regex("consequence").fullmatch(view, *last)  # 事故起数、死亡人数
    if others and (follows or (measured and measured.span() == last)):
        first = metric_ending("relational").search(view, *others[0])
        opening = pieces(view, others[0][0], first.start()) if first else ()
        rest = (_opened(view, opening, item) for item in others[1:])
        return (pieces(view, *others[0]), *rest, (*opening, *pieces(view, *last)))
    if owned := _of_one_owner(view, items):
        return owned
    done_to = _done_to(view, items[0], last)
    ends = _shared_ends(view, others, last)
    return (
        *((*_first(view, items[0], item), *end) for item, end in zip(others, ends, strict=True)),
        (*done_to, *_first(view, items[0], last)),
    )


def _with_partners(view: View, head: Span) -> tuple[Phrase, ...]:
    """对欧盟、东盟进出口: the last of the list alone names what is traded, with each of them."""
    traded = metric_ending("partnered").search(view, *head)
    if traded is None or not view.startswith(_TOWARDS, head[0]):
        return ()
    *others, (begin, end) = _items(view, (head[0] + len(_TOWARDS), head[1]))
    each = any(metric_ending("partnered").search(view, *item) for item in others)
    if each or not others or begin >= traded.start():
        return ()
    towards = (head[0], head[0] + len(_TOWARDS))
    named = ((towards, *pieces(view, *item), traded.span()) for item in others)
    return (*named, (towards, *pieces(view, begin, end)))


def _of_one_owner(view: View, items: Sequence[Span]) -> tuple[Phrase, ...]:
    """公共机构人均能耗、人均用水量: what stands before the first that is reckoned for each is theirs all."""
    (begin, end), *others = items
    first = _reckoned().search(view, begin, end)
    alike = first is not None and all(_reckoned().match(view, *item) for item in others)
    if first is None or not alike or not others or first.start() == begin:
        return ()
    nouns = all(word.tag.startswith(_NOMINAL) for word in view.speech.within(begin, first.start()))
    owner = pieces(view, begin, first.start()) if nouns else ()
    return (pieces(view, begin, end), *((*owner, *pieces(view, *item)) for item in others)) if owner else ()


@cache
def _reckoned() -> re.Pattern[str]:
    """人均, 亩均, 每万人."""
    return re.compile(
        "|".join(sorted(map(re.escape, listed_words("intensive_words")), key=len, reverse=True))
    )


def _of_kinds(view: View, others: Sequence[Span], last: Span) -> tuple[Phrase, ...]:
    """甲、乙两类企业: the kind stands behind their number and is that of each."""
    counted = _KINDS.match(view, *last)
    if counted is None or not others or counted.end() == last[1]:
        return ()
    named = counted.end(1) - counted.start(1) > 1 and not view[counted.end(1) - 1].isascii()
    rest = pieces(view, counted.end() if named else counted.start(2), last[1])  # 城镇、农村两类居民
    return tuple((*pieces(view, *item), *rest) for item in (*others, counted.span(1)))


def by_level(view: View, names: Span, count: int) -> tuple[Phrase, ...] | None:
    """国家、省、市工业设计中心: the levels a list opens with, each with all that follows the last; None when
    there are not `count` of them."""
    items = _items(view, names)[:count]
    if len(items) < count:
        return None
    *others, (first, end) = items
    level = metric_regex("level").match(view, first, end)
    alike = all(metric_regex("level").fullmatch(view, *item) for item in others)
    if level is None or not alike or level.end() == names[1]:
        return None
    rest = pieces(view, level.end(), names[1])
    return tuple((*pieces(view, *item), *rest) for item in (*others, level.span()))


def without_levels(view: View, names: Span) -> Span:
    """国家级、省级孵化器 without the levels that the list opens with."""
    for first, _ in _items(view, names):
        level = metric_regex("level").match(view, first, names[1])
        if level is None or (first > names[0] + 1 and view[first - 1] not in _JOINTS):
            return (first, names[1])
        if level.end() < names[1] and view[level.end()] not in _JOINTS:
            return (level.end(), names[1])
    return names


_JOINTS = "、和与及"


def _done_to(view: View, first: Span, last: Span) -> Phrase:
    """What the first of a list names that a verb with a noun of measure is of: 小麦种植、收获机械化率."""
    measured = metric_ending("relational").search(view, *last)
    words = view.speech.within(*first)
    if not measured or len(words) < 2 or not _is_verb(view, (last[0], measured.start())):
        return ()
    return pieces(view, first[0], words[-1].start) if words[-1].tag.startswith("v") else ()


def _is_verb(view: View, item: Span) -> bool:
    word = view.speech.at(item[0]) if item[0] < item[1] else None
    return word is not None and word.tag.startswith("v") and (word.start, word.end) == item


def _opened(view: View, opening: Phrase, item: Span) -> Phrase:
    """园区亩均强度、产值和税收: a noun of measure alone has the beginning of the first."""
    alone = metric_ending("relational").fullmatch(view, *item)
    return (*(opening if alone else ()), *pieces(view, *item))


def _first(view: View, opening: Span, item: Span) -> Phrase:
    """The name, with the 第 that only the first of its list prints: 第一、二、三产业."""
    shares = view[opening[0]] == "第" and view[item[0]] != "第" and _ORDINAL.match(view, *item)
    prefix = ((opening[0], opening[0] + 1),) if shares else ()
    return (*prefix, *pieces(view, *item))


def shared_noun(view: View, segment: Segment, noun: Span, following: Span) -> Phrase:
    """What the next member names and this one leaves out: 2条千亿级、15条百亿级产业链; 2家收入过千亿、3家收入
    过百亿的企业."""
    mark = view[noun[1] - 1]
    if mark in _SUMS and noun[1] == segment.end - 1 and (of := view.find("的", *following)) > 0:
        return pieces(view, of, following[1])
    at = view.rfind(mark, *following) if mark in _ELLIPTIC and noun[1] == segment.end - 1 else -1
    return pieces(view, at + 1, following[1]) if at >= 0 else ()


_ELLIPTIC = "级型类大式"
_SUMS = "亿万元"


def _items(view: View, head: Span, parting: re.Pattern[str] = _ITEM) -> list[Span]:
    cuts, begin, depth = [], head[0], 0
    at = head[0]
    while at < head[1]:
        depth += (view[at] in "“‘《（(") - (view[at] in "”’》）)")
        parts = depth <= 0 and at > head[0] and view.parts(at)  # 与沿线国家贸易、投资 opens with none
        mark = parting.match(view, at, head[1]) if parts else None
        mark = mark if mark and view.parts(mark.end()) else None  # 普及率
        beside = depth == 1 and view[at] == "“" and at > begin and view[at - 1] == "”"  # “甲”“乙”工程
        if beside:
            cuts.append((begin, at))
            begin, at = at, at + 1
        elif mark:
            cuts.append((begin, at))
            at = begin = mark.end()
        else:
            at += 1
    return [*cuts, (begin, head[1])]


def _shared_ends(view: View, others: Sequence[Span], last: Span) -> list[Phrase]:
    """What each name shares of the last: 小学、初中、高中在校生, where 初中 tells what 高中 ends before."""
    picked = next((end for item in others if (end := _picks(view, item, last))), ())
    ends = [_shared_end(view, item, last) for item in others]
    ends = _as_long(ends)
    own = [metric_ending("relational").search(view, *item) is not None for item in others]
    return [end or (() if its else picked) for end, its in zip(ends, own, strict=True)]


def _as_long(ends: list[Phrase]) -> list[Phrase]:
    """养老、失业、工伤保险参保人数: what one shares of the last (保险参保人数) another does as well, where
    only its end (人数) was told."""
    longest = min((end for end in ends if end), default=())
    return [longest if end and end[-1][1] == longest[-1][1] else end for end in ends]


def _behind_kind(view: View, item: Span, last: Span) -> Phrase:
    """甲类、乙类企业, 18-34岁、60岁及以上人口: what stands behind the kind of the last."""
    if _AGE.fullmatch(view, *item) and (aged := _AGE.match(view, *last)):
        return pieces(view, aged.end(), last[1])
    kind = view[item[1] - 1]
    at = view.find(kind, last[0] + 1, min(last[1] - 1, last[0] + _LONGEST_KIND))
    return pieces(view, at + 1, last[1]) if kind in _KIND and at > 0 else ()


def _shared_end(view: View, item: Span, last: Span) -> Phrase:
    """What the last name ends in and this one lacks."""
    if ordinal := _ORDINAL.fullmatch(view, *item):
        whole = _ORDINAL.match(view, *last)
        return pieces(view, whole.end() if whole else last[0] + len(ordinal[0]), last[1])
    level, other = metric_ending("level").fullmatch(view, *item), metric_regex("level").match(view, *last)
    if level and other and view.parts(other.end()):  # 城市、县城污水处理率: 县 is no level there
        return pieces(view, other.end(), last[1])
    if picked := _picks(view, item, last) or _behind_kind(view, item, last):
        return picked
    common = view.find(view[item[1] - 2 : item[1]], *last) if item[1] - item[0] >= 2 else -1
    if common >= 0:
        return pieces(view, common + 2, last[1])
    if derived := _derived(view, last):
        return () if metric_ending("rated").search(view, *item) else pieces(view, *derived)
    measured = metric_ending("relational").search(view, *last)
    own = metric_ending("relational").search(view, *item) or view[item[1] - 1] in "率" + _AMOUNTS
    if not measured and not own and (rate := _rate(view, last)):
        return pieces(view, *(_behind_name(view, item, last, rate[0]) or rate))
    if not measured and not own and view[last[1] - 1] in _AMOUNTS:
        return pieces(view, *(_behind_name(view, item, last, last[1]) or _amount(view, item, last)))
    if not measured or own:
        return ()
    if behind := _behind_name(view, item, last, measured.start()):
        return pieces(view, *behind)
    told = (last[0], measured.start())
    alike = _is_deed(view, told) or _is_verb(view, told)  # 小麦种植、玉米收获机械化率, but 能源消耗、废水排放
    return pieces(view, *measured.span()) if alike or not _is_deed(view, item) else ()


def _amount(view: View, item: Span, last: Span) -> Span:
    """轿车、家电零售额: an amount that no vocabulary names; nothing where the other name is an amount too."""
    word = view.speech.at(last[1] - 1)
    whole = word is None or word.end != last[1] or word.start <= last[0] or word.end - word.start < _SHORTEST
    if word is None or whole or view[item[1] - 1] in _AMOUNTS or _is_deed(view, item):
        return (last[1], last[1])
    return (word.start, last[1])


def _picks(view: View, item: Span, last: Span) -> Phrase:
    """国控、省控断面优良率: short words that end alike pick of one noun."""
    length = item[1] - item[0]
    behind = last[0] + length
    if not 1 < length <= _LONGEST_PICK or last[1] - last[0] <= 2 * length:
        return ()
    alike = view[item[1] - 1] == view[behind - 1] and view.parts(behind)
    return pieces(view, behind, last[1]) if alike else ()


def _rate(view: View, last: Span) -> Span | None:
    """初中和小学辍学率: a rate that no vocabulary names, with the verb that it is of."""
    word = view.speech.at(last[1] - 1)
    if word is None or view[last[1] - 1] != "率" or word.end != last[1]:
        return None
    start = word.start
    while last[1] - start < _SHORTEST_RATE and start > last[0]:
        before = view.speech.at(start - 1)
        start = before.start if before is not None else last[0]
    return (start, last[1]) if start > last[0] else None


def _behind_name(view: View, item: Span, last: Span, rate: int) -> Span | None:
    """城市、县城污水处理率: what stands behind a first noun as long as the other name, a noun too."""
    names = (view.speech.within(*item), view.speech.within(*last)[:1])
    alike = all(len(words) == 1 and words[0].tag.startswith("n") for words in names)
    end = names[1][0].end if alike else rate
    joined = view.startswith(("、", "和", "及", "与"), end)  # 工业、民生和生态投资
    return (end, last[1]) if end < rate and end - last[0] == item[1] - item[0] and not joined else None


def _derived(view: View, last: Span) -> Span | None:
    """What is reckoned of an amount at the end of the last name, with the whole that it is of: 生产总值、投资
    全省占比, 占全省的比重, 增长率. An amount that is named before is not told without it."""
    measure = metric_ending("derived").search(view, *last)
    if not measure:
        return None
    share = view.rfind("占", last[0] + 1, measure.start())
    scope = metric_ending("scope").search(view, last[0], measure.start())
    start = share if share >= 0 else scope.start() if scope else measure.start()
    return (start, measure.end()) if start > last[0] else None


def _is_deed(view: View, item: Span) -> bool:
    """Whether a name ends in a verb made a noun, which needs no noun of measure: 能源消耗."""
    words = view.speech.within(*item)
    return len(words) > 1 and words[-1].tag in ("v", "vn")
