"""What stands right before a number: verbs of state and change, adverbs, what is compared with. Read from
the number backwards."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from models.names import Direction
from models.vocabularies import any_of
from pipeline.figures.clauses import Span, View
from pipeline.figures.times import Time
from pipeline.figures.words import BLANKS, metric_ending, metric_regex, rank_ending, verb_ending, verbs

_BASE = re.compile(
    r"(?:(?<![占同环对百相性之可])比(?![重例值率价])|(?<!比)较(?![大好快高多少低强])|相比于?|相较于?|相对于?)([^，、：\0]{1,18}?)(?:相比|相较)?\0*$"
)
# 与2020年相比
_BESIDE = re.compile(r"(?:与|同|和)([^，、：\0]{1,18}?)相比(?:分别)?\0*$")
_THAN = re.compile(
    r"(?:(?<![占同环对百相])比|(?<!比)较(?![大好快高多少低强]))([^，、：\0]{1,14}?)(?<![提升降减缩扩壮加增放拔调推])(高|快|多|大|低|慢|少|小)出?$"
)
# 达到或好于Ⅲ类水体比例 compares nothing
_COMPARED = re.compile(rf"(?<![不或])({any_of('figure_words', 'exceeds')})([^，、：的\0]{{1,14}})$")
# 低全省3个百分点, 高全市平均水平
_SHORT_COMPARED = re.compile(r"([高低超])([^，、：的\0]{2,14})$")
_FIELD_ALONE = re.compile(
    rf"(?:{any_of('figure_words', 'compared_place')}|[东中西]部(?:地区)?|东北|同类[^，、]{{0,6}}"
    r"|(?!年)[一-鿿]{2,4}[省市区县]|(?:全国|全省)?各?[省市县区州]{1,3}"
    r"|(?:副省级|地级|设区)[^，、]{0,4})(?:内|中)?$"
)
# 三年平均: a span that a mean is taken over
_AVERAGED = re.compile("(?:[一二两三四五六七八九十]{1,2}|[0-9]{1,2})年(?:平均|年均)$")
# 汇率为1美元兑6.9元人民币
_EXCHANGED = re.compile(r"(?:为|是|合)?[0-9.,]+[一-鿿]{1,4}兑换?$")
# 在全国70个城市中排第9位
_AMONG = re.compile(r"(?:在[^，。；：、\0]{0,12}?)?[0-9]+(?:多|余)?[个座家][^，。；：、\0]{1,14}?中$")
# 时隔三年后
_GAP = re.compile("时隔[0-9一二两三四五六七八九十多近]{1,4}个?[年月]多?(?:之后|以后|后)?$")
_LONGEST_GAP = 11
_LONGEST_AMONG = 30
_NOUNS_TOO = frozenset({"strip", "goal"})  # 占年度计划的105%
_EACH = ("分别", "依次")  # 较2017年分别增长…
_LONGEST_WORD = 8
_LONGEST_AVERAGE = 5  # 十二年平均
_LONGEST_RECKONING = 16
_LENGTH_OF_EXTREME = 2  # 最高达
_SHORTEST_OWNER = 3  # 产值完成50亿元, but 完成36个小区改造
UPWARD = frozenset("高快多优好领超大")


@dataclass(slots=True)
class Tail:
    """What was read. `end` is where the phrase in front of it ends, `kept` the words that belong to the
    metric all the same, in order.

    `changes` when the number is an amount of growth or reduction, `attains` when it is a level reached,
    `done` when 完成 or 实现 alone says so; `shares` 占…; `compares` 高于全国…; `starts_from` 从…,
    `from_time` the time in it; `each` 分别, `level` 分别达到; `continued` 连续; `base` what it is compared
    with; `ranked_in` where it is ranked; `goal` a word of aims; `decisive` the verb that makes it a change or
    a level; `of` while 的 is what was read last; `had` when 有 stands before it; `relative` for shares,
    points and multiples; `extreme` as `read_tail` takes it.
    """

    end: int
    kept: list[Span] = field(default_factory=list)
    changes: bool = False
    attains: bool = False
    done: bool = False
    shares: bool = False
    compares: bool = False
    starts_from: bool = False
    from_time: Time | None = None
    each: bool = False
    level: bool = False
    continued: Span | None = None
    direction: Direction | None = None
    base: Span | None = None
    ranked_in: Span | None = None
    goal: Span | None = None
    decisive: Span | None = None
    times: list[Time] = field(default_factory=list)
    of: bool = False
    had: bool = False
    relative: bool = False
    extreme: bool = False


def read_tail(
    view: View,
    begin: int,
    end: int,
    times: Mapping[int, Time],
    *,
    ranked: bool,
    relative: bool,
    extreme: bool = False,
) -> Tail:
    """Reads backwards from `end`, not beyond `begin`. `times` are the paragraph's by their end; `relative`
    numbers (shares, points, multiples) can be compared (高于全国1.8个百分点); `extreme` where 最高 tells what
    was measured and bounds nothing.
    """
    doubled = view[end] == "翻"
    tail = Tail(end, changes=doubled, direction="up" if doubled else None, relative=relative, extreme=extreme)
    if ranked:
        _read_field(view, begin, tail)
    elif not _read_other_time(view, begin, tail, times):
        _read_comparison(view, begin, tail)
    while tail.end > begin and _read_word(view, begin, tail, times):
        pass
    tail.kept.sort()
    return tail


def _read_word(view: View, begin: int, tail: Tail, times: Mapping[int, Time]) -> bool:
    return (
        _skip_blank(view, tail)
        or _skip_reckoning(view, begin, tail)
        or _read_base(view, begin, tail, times)
        or _read_averaged(view, begin, tail)
        or _skip_gap(view, begin, tail)
        or _skip_exchanged(view, begin, tail)
        or _read_time(begin, tail, times)
        or _skip_time_noun(view, begin, tail)
        or _read_verb(view, begin, tail)
    )


def _read_field(view: View, begin: int, tail: Tail) -> None:
    match = rank_ending().search(view, max(begin, tail.end - 16), tail.end)
    if match is None:
        match = _whole(_FIELD_ALONE, view, max(begin, tail.end - 12), tail.end)
        place = match.span() if match else None
    else:
        place = match.span(1)
    if match and place:
        tail.ranked_in = place if place[0] < place[1] else None
        tail.end = match.start()
        among = _AMONG.search(view, max(begin, tail.end - _LONGEST_AMONG), tail.end)
        tail.end = among.start() if among else tail.end


def _read_comparison(view: View, begin: int, tail: Tail) -> None:
    low = max(begin, tail.end - 22)
    than = _whole(_THAN, view, low, tail.end)
    compared = _held_against(view, low, tail.end) if tail.relative else None
    match = than or compared
    if match is None or (match is compared and _is_measure(view, match.span(2))):
        return
    word = match[2] if than else match[1]
    tail.compares, tail.direction = True, "up" if word[0] in UPWARD else "down"
    tail.kept.append(match.span())
    tail.decisive = match.span()
    tail.end = match.start()


def _held_against(view: View, low: int, end: int) -> re.Match[str] | None:
    """高于全国, and 低全省平均水平, where no more than a place stands behind 低: 低基数 is no place."""
    if compared := _whole(_COMPARED, view, low, end):
        return compared
    short = _whole(_SHORT_COMPARED, view, low, end)
    if short is None:
        return None
    level = metric_ending("planned").search(view, *short.span(2))
    return short if is_field(view, short.start(2), level.start() if level else end) else None


def is_field(view: View, begin: int, end: int) -> bool:
    """Whether a stretch names no more than what places are held against: 全国, 全省平均水平, 青石市."""
    return _FIELD_ALONE.fullmatch(view, begin, end) is not None


def _is_measure(view: View, compared: Span) -> bool:
    """好于三类水体比例达95%: what is reached is a measure with 好于 in its name."""
    verb = verb_ending().search(view, *compared)
    reached = verb is not None and verbs()[verb[0]].role == "attain"
    return (
        reached
        and verb is not None
        and bool(metric_ending("relational").search(view, compared[0], verb.start()))
    )


def _read_other_time(view: View, begin: int, tail: Tail, times: Mapping[int, Time]) -> bool:
    """比上年多10家, 高于2020年3个百分点: held against another time a number is an amount of change."""
    low = max(begin, tail.end - 22)
    than, above = _whole(_THAN, view, low, tail.end), _whole(_COMPARED, view, low, tail.end)
    match = than or above
    if match is None:
        return False
    base, word = (match.span(1), match.span(2)) if than else (match.span(2), match.span(1))
    if not _holds_time(times, base):
        return False
    tail.base, tail.end = base, match.start()
    _change(tail, word, "up" if view[word[0]] in UPWARD else "down")
    return True


def _holds_time(times: Mapping[int, Time], span: Span) -> bool:
    """Whether a time stands in a (short) stretch; `times` are by their end."""
    ending = (times.get(end) for end in range(span[0] + 1, span[1] + 1))
    return any(time is not None and span[0] <= time.place.start for time in ending)


def _skip_blank(view: View, tail: Tail) -> bool:
    if view[tail.end - 1] in BLANKS or view[tail.end - 1] == "\0":
        tail.end -= 1
        return True
    return False


def _skip_reckoning(view: View, begin: int, tail: Tail) -> bool:
    """增加值按可比价格计算增长3%: by what a change is reckoned."""
    low = max(begin, tail.end - _LONGEST_RECKONING)
    if not tail.changes or metric_ending("closing").search(view, low, tail.end) is None:
        return False
    led = [
        m.start() for m in metric_regex("reckoned_by").finditer(view, low, tail.end) if view.parts(m.start())
    ]
    if not led:
        return False
    tail.end = led[-1]
    return True


def _read_averaged(view: View, begin: int, tail: Tail) -> bool:
    """两年平均增长."""
    match = _AVERAGED.search(view, max(begin, tail.end - _LONGEST_AVERAGE), tail.end)
    if match is None:
        return False
    tail.kept.append(match.span())
    tail.end = match.start()
    return True


def _skip_gap(view: View, begin: int, tail: Tail) -> bool:
    """产量时隔20年之后再次超过…: how long ago it was so."""
    match = _GAP.search(view, max(begin, tail.end - _LONGEST_GAP), tail.end)
    if match is None:
        return False
    tail.end = match.start()
    return True


def _skip_exchanged(view: View, begin: int, tail: Tail) -> bool:
    """汇率为1美元兑6.9元人民币: what the rate is reckoned for."""
    match = _EXCHANGED.search(view, max(begin, tail.end - _LONGEST_GAP), tail.end)
    if match is None:
        return False
    tail.end, tail.attains = match.start(), True
    return True


def _read_time(begin: int, tail: Tail, times: Mapping[int, Time]) -> bool:
    time = times.get(tail.end)
    if time is None or time.place.start < begin:
        return False
    tail.times.append(time)
    tail.end = time.place.start
    return True


def _skip_time_noun(view: View, begin: int, tail: Tail) -> bool:
    """扩大到年末的1100万人: a noun of time before 的 tells when, not what."""
    word = view.speech.at(tail.end - 1) if tail.of and tail.end > begin else None
    if word is None or word.tag != "t" or word.start < begin or word.end != tail.end:
        return False
    tail.end = word.start
    return True


def _read_base(view: View, begin: int, tail: Tail, times: Mapping[int, Time]) -> bool:
    """比1957年计划, 较上年, 比预算, once a word of change has been read."""
    if not (tail.changes or tail.attains or tail.compares) or tail.base:
        return False
    low = max(begin, tail.end - 20)
    beside = _whole(_BESIDE, view, low, tail.end)
    match = beside or _whole(_BASE, view, low, tail.end)
    if match is None:
        return False
    tail.base = match.span(1)
    tail.each = tail.each or match[1].endswith(_EACH)
    if not (beside or _holds_time(times, match.span(1))):
        tail.kept.append(match.span())
    tail.end = match.start()
    return True


def _read_verb(view: View, begin: int, tail: Tail) -> bool:
    match = _whole(verb_ending(), view, max(begin, tail.end - _LONGEST_WORD), tail.end)
    if match is None or (tail.of and verbs()[match[0]].role in _NOUNS_TOO):
        return False
    word, span = verbs()[match[0]], (match.start(), match.end() - match[0].endswith(_PERFECT))
    tail.of = word.role == "of"
    tail.had = tail.had or match[0].endswith("有")
    if word.role == "from" and (tail.changes or tail.attains or tail.starts_from):  # 存贷比提高3.5个百分点
        return False
    if word.role == "done" and span[0] - begin < _SHORTEST_OWNER and not _in_fact(view[begin : span[0]]):
        return False
    if word.role == "change" and _is_likened(view, tail):
        _be_change(tail)
    if match[0] == "连续":
        tail.continued = span
    if word.role == "change":
        _change(tail, span, word.direction)
    elif word.role in _NOTED:
        _NOTED[word.role](tail, span, match[0])
    tail.end = match.start()
    return True


def _in_fact(said: str) -> bool:
    """目标5万人，实际完成6万人: 实际 owns nothing."""
    return said in verbs() and verbs()[said].role == "manner"


def _whole(pattern: re.Pattern[str], view: View, low: int, end: int) -> re.Match[str] | None:
    """The longest match that begins where a word does: 比 in 可比价格 is no 比."""
    match = pattern.search(view, low, end)
    while match and not view.parts(match.start()):
        match = pattern.search(view, match.start() + 1, end)
    return match


_OF_CHANGE = ("累计", "实际", "名义", "每年")  # 实际增长, but a level that is 实际达到 is the level


def _manner(tail: Tail, span: Span, word: str) -> None:
    if tail.changes or word not in _OF_CHANGE:
        tail.kept.append(span)


def _share(tail: Tail, span: Span, _: str) -> None:
    tail.shares = True
    tail.kept.append(span)


def _goal(tail: Tail, span: Span, _: str) -> None:
    tail.goal = span


def _attain(tail: Tail, span: Span, _: str) -> None:
    tail.attains = tail.attains or not tail.changes
    tail.decisive = tail.decisive or span


def _done(tail: Tail, span: Span, word: str) -> None:
    tail.done = not (tail.attains or tail.changes)
    _attain(tail, span, word)


def _from(tail: Tail, _: Span, __: str) -> None:
    tail.starts_from = True
    tail.from_time = tail.times.pop() if tail.times else None


def _each(tail: Tail, _: Span, word: str) -> None:
    tail.each, tail.level = True, tail.level or word not in _EACH  # 分别达到


def _extreme(tail: Tail, span: Span, word: str) -> None:
    """年均降水900毫米，最高1600毫米: the highest is another measure; 补助最高100万元 is a bound."""
    if tail.extreme:
        tail.kept.append((span[0], span[0] + _LENGTH_OF_EXTREME))


_NOTED: Mapping[str, Callable[[Tail, Span, str], None]] = {
    "manner": _manner,
    "extreme": _extreme,
    "share": _share,
    "goal": _goal,
    "attain": _attain,
    "restored": _attain,
    "done": _done,
    "from": _from,
    "each": _each,
}


def _is_likened(view: View, tail: Tail) -> bool:
    """经济增长预期为7%: behind a noun of change a verb of being tells how large it is."""
    said = tail.decisive if tail.relative and tail.attains else None
    return said is not None and view[slice(*said)] in _BEING


_PERFECT = "了"  # 提升了30%: what changes is told by 提升
_BEING = ("为", "是", "约为", "控制在", "保持在", "稳定在")


def _be_change(tail: Tail) -> None:
    tail.attains, tail.decisive = False, None


def _change(tail: Tail, span: Span, direction: str) -> None:
    """增长5% is an amount of change, 增长到5% (a verb of reaching follows) a level."""
    if tail.attains:
        return
    if not tail.changes:
        tail.direction = "down" if direction == "down" else "up"
        tail.decisive = span
    tail.changes = True
    tail.kept.append(span)
