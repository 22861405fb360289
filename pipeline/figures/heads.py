"""Noun phrases: what is left in front of a number when verbs are taken off, and what follows it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from models.vocabularies import any_of
from pipeline.figures.clauses import Span, View
from pipeline.figures.speech import Word
from pipeline.figures.times import Time
from pipeline.figures.words import BLANKS, HOLE, metric_ending, metric_regex, metric_word, metric_words

_LABEL = re.compile(
    r"(?:第[一二三四五六七八九十百0-9]{1,4}[章节条编篇]|[（(][ \u3000]*[一二三四五六七八九十0-9]{1,3}["
    r" \u3000]*[）)]|[0-9]{1,2}[.．、](?![0-9])|[①-⑳]|[—–\-●•◆■▪]+"
    r"|(?:详?见|参见)(?:附?[表图件]|专栏|附录)[0-9一二三四五六七八九十]*"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]{1,3}(?:、"
    r"|产|次))|“?十?[一二三四五六七八九十][是要])"
)
# 1—11月营收增长: the months of a year that was said before
_MONTHS = re.compile("[0-9]{1,2}(?:[-—–~～至到][0-9]{1,2})?月份?(?![0-9度饼球])")
_LEFT_OUT = re.compile(f"[{BLANKS}{HOLE}]+")
_SKIPPED = BLANKS + HOLE + "、，,；;：:。."
_PREPOSITION = re.compile("(?:截至|截止到?|到|至|在|于|从|自|以)$")
_SINCE = ("自", "从")  # 自2021年1月1日起
_BEFORE_THEN = re.compile("(?:之|以)?前")
_TAIL_SKIPPED = re.compile(
    rf"(?:[{BLANKS}\0、]|[由从](?:零|无)(?:起步)?|之一|等(?!级)|的|[和与及或且](?<![调饱温总缓柔参给授赠普涉论提触以]\S))+$"
)
_OPEN_QUOTE, _CLOSE_QUOTE = "“‘《", "”’》"
# 以轻工和电子为代表的制造业规模: what sort of
_FRAMED_OWNER = re.compile("以[^，。；：0-9]{1,40}?为[一-鿿]{1,4}的(?=.)")
_WITH = "与同对"
_ALREADY = "已"
_OR = "或"
_UPON = "对"  # 对经济增长的贡献率, 对东盟出口
_CLAUSE_ENDS = "，。；：,;:\n\u3000"
_LONGEST_SCOPE = 4
_NEW = re.compile("新[一-鿿]{1,2}(?=[一-鿿“])")

Phrase = tuple[Span, ...]

_COORDINATING = ("与", "和", "及")


def text_of(view: str, phrase: Phrase) -> str:
    """The words of a phrase without blanks and holes."""
    return _LEFT_OUT.sub("", "".join(view[first:last] for first, last in phrase))


def pieces(view: str, begin: int, end: int) -> Phrase:
    """A stretch as spans, holes left out and blanks at the ends taken off."""
    found: list[Span] = []
    start = begin
    for at in range(begin, end + 1):
        if at == end or view[at] == HOLE:
            first, last = _stripped(view, start, at)
            if first < last:
                found.append((first, last))
            start = at + 1
    return tuple(found)


def _stripped(view: str, begin: int, end: int) -> Span:
    while begin < end and view[begin] in BLANKS:
        begin += 1
    while end > begin and view[end - 1] in BLANKS:
        end -= 1
    return begin, end


def skip_lead(view: View, begin: int, end: int, times: Mapping[int, Time], *, light: bool = True) -> int:
    """Where the phrase begins once labels, times, connectives, adverbs and verbs that say little are passed
    over.

    `times` are the paragraph's times by their start.
    """
    while begin < end:
        after = _one_lead(view, begin, end, times, light)
        if after == begin or after > end or _belongs_with(view, begin, end):
            return begin
        if view.startswith(_OR, after):  # 达到或优于Ⅲ类水体比例
            return begin
        begin = after
    return begin


def _one_lead(view: View, begin: int, end: int, times: Mapping[int, Time], light: bool) -> int:
    if view[begin] in _SKIPPED:
        return begin + 1
    if view.startswith("其中", begin) and begin + 2 <= end:  # 其中国有企业, which is no 其|中国
        return begin + 2
    if begin in times:
        return _past_before(view, times[begin].end, end)
    if label := _LABEL.match(view, begin, end) or _MONTHS.match(view, begin, end):
        return label.end()
    for length in (3, 2, 1):
        if begin + length in times and _PREPOSITION.match(view, begin, begin + length):
            after = _past_before(view, times[begin + length].end, end)
            return after + (view[begin] in _SINCE and view.startswith("起", after, end))
    passed = _scope_at(view, begin, end) or _since_at(view, begin, end) or reckoning_at(view, begin, end)
    if passed:
        return passed
    if said := said_by(view, begin, end):
        return said.end
    return _past_word(view, begin, end, light)


def _past_word(view: View, begin: int, end: int, light: bool) -> int:
    if view.startswith(_ALREADY, begin) and metric_regex("action").match(view, begin + 1, end):
        return begin + 1  # 已建成水厂, but 已建水厂
    match = (
        metric_word(view, begin, end, "lead", "light")
        if light
        else metric_regex("lead").match(view, begin, end)
    )
    if match is None or not view.parts(match.end()) or _qualifies_owner(view, match, end):
        return begin
    return match.end()


def _belongs_with(view: View, begin: int, end: int) -> bool:
    """与沿线国家贸易额: at the head of a clause 与 joins nothing, it belongs to the noun behind; 与上年相比
    only holds against."""
    opens = begin == 0 or view[begin - 1] in _CLAUSE_ENDS or _scope_ends(view, begin)
    word = view.speech.at(begin) if opens and view[begin] in _WITH else None
    alone = word is not None and word.end == begin + 1
    if view[begin] == _UPON:
        return alone and metric_ending("effect", "partnered").search(view, begin, end) is not None
    return alone and metric_ending("compared").search(view, begin, end) is None


def _scope_ends(view: View, at: int) -> bool:
    """全市与…: words of scope end here that open their clause."""
    scope = metric_ending("scope").search(view, max(0, at - _LONGEST_SCOPE), at)
    return scope is not None and (scope.start() == 0 or view[scope.start() - 1] in _CLAUSE_ENDS)


def _qualifies_owner(view: View, match: re.Match[str], end: int) -> bool:
    """有劳动力的家庭: 有 belongs to what 的 closes."""
    word = view.speech.at(match.end()) if match.end() < end else None
    named = match[0] == "有" and word is not None and word.tag.startswith("n")
    return named and word is not None and view.startswith("的", word.end) and word.end + 1 < end


def _past_before(view: View, begin: int, end: int) -> int:
    """Behind the 前 of 2024年底前完成投资, but not of 2030年前沿技术."""
    match = _BEFORE_THEN.match(view, begin, end)
    return match.end() if match and view.parts(match.end()) else begin


def is_qualification(view: View, begin: int, end: int) -> bool:
    """Whether a clause only says how something is reckoned or held against: 扣除价格因素, 按可比价格计算,
    与上年相比, 同比由亏转盈, 其中."""
    while begin < end and view[begin] in _SKIPPED:
        begin += 1
    rest = metric_regex("lead").sub("", view[begin:end]).strip(_SKIPPED)
    return not rest or metric_regex("qualifying").match(view, begin, end) is not None


def reckoning_at(view: View, begin: int, end: int) -> int | None:
    """Where the words end that say by what a number is reckoned, if a stretch begins with such:
    按可比价格计算, 据抽样调查, 按照规定. They are led by a preposition and end with the word that closes
    them, else before the next verb."""
    if not metric_regex("reckoned_by").match(view, begin, end) or _FRAMED_OWNER.match(view, begin, end):
        return None
    closing = metric_regex("closing").search(view, begin, end)
    if closing is not None:
        after = closing.end()
        if further := metric_regex("closing").match(view, after, end):  # 价格|因素
            after = further.end()
        if afterwards := metric_regex("closed_after").match(view, after, end):  # 价格因素|影响后
            after = afterwards.end()
        if view.parts(after):
            return after
    led = view.speech.within(begin, end)
    if view.startswith("的", end):  # 按照企业实际支付额的50%
        return led[0].end if led else None
    verb = next((word for word in led[1:] if word.tag == "v" and word.start > led[0].end), None)
    return None if verb is None or view.startswith("为", verb.start) else verb.start  # 以蔬菜为主的基地


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says so, and where the words that tell it end."""

    speaker: Span
    end: int


def said_by(view: View, begin: int, end: int) -> Saying | None:
    """Who says what follows: 省政府提出到2030年占比达到58%. Nothing but nouns stands before the verb."""
    said = metric_regex("saying").search(view, begin + 1, min(end, begin + _LONGEST_SPEAKER))
    if said is None or not view.parts(said.start()):
        return None
    words = view.speech.within(begin, said.start())
    nouns = bool(words) and words[0].start == begin and all(word.tag[0] == "n" for word in words)
    return Saying((begin, said.start()), said.end()) if nouns and view.parts(said.end()) else None


def _scope_at(view: View, begin: int, end: int) -> int | None:
    """Where the words of scope end before a verb or an adverb: 全市累计建成, but 全市森林覆盖率."""
    match = metric_regex("scope").match(view, begin + view.startswith("在", begin), end)
    if match is None or match.end() >= end:
        return None
    within = metric_regex("within").match(view, match.end(), end)
    at = within.end() if within else match.end()
    word = view.speech.at(at)
    adverb = word is not None and word.tag == "d"
    verb = metric_word(view, at, end, "lead", "light", "action")
    return at if adverb or verb else None


def _since_at(view: View, begin: int, end: int) -> int | None:
    """Behind the words that say from when on: 自公布之日起, 从脱贫之日起."""
    if not (metric_regex("since").match(view, begin, end) and view.parts(begin + 1)):
        return None
    closing = metric_regex("since_end").search(view, begin + 1, end)
    return closing.end() if closing and view.parts(closing.end()) else None


def skip_label(view: str, begin: int, end: int) -> int:
    """Behind blanks and a list label."""
    while begin < end and view[begin] in _SKIPPED:
        begin += 1
    label = _LABEL.match(view, begin, end)
    return skip_label(view, label.end(), end) if label else begin


def trim_tail(view: View, begin: int, end: int) -> int:
    """The end without 等, 的, 、 and blanks; 及 in 惠及 is no 及."""
    match = _TAIL_SKIPPED.search(view, begin, end)
    if match is None:
        return end
    return next((at for at in range(match.start(), end) if view.parts(at)), end)


def whole_words(view: View, end: int) -> int:
    """The last offset up to `end` where words may be parted."""
    while not view.parts(end):
        end -= 1
    return end


def predicate_at(view: View, begin: int, end: int) -> int:
    """Where a noun phrase that begins here gives way to its predicate: the first such word outside quotation
    marks; `end` without one."""
    depth = 0
    pattern = metric_regex("predicate")
    for at in range(begin, end):
        if view[at] in _OPEN_QUOTE:
            depth += 1
        elif view[at] in _CLOSE_QUOTE:
            depth -= 1
        elif (
            depth <= 0
            and at > begin
            and view.parts(at)
            and (match := pattern.match(view, at, end))
            and _says_so(view, match)
            and not view.startswith(_COORDINATING, match.end())  # 产业集聚与应用园区
            and not _measures_growth(view, match, end)
            and not _qualifies(view, match, end)
            and not _owns(view, match, end)
            and _ends_noun(view, begin, at, match.end(), end)
        ):
            return at
    return end


def _says_so(view: View, match: re.Match[str]) -> bool:
    """Whether a predicate is no part of another word: 在 of 在校, but 初具 of 初具规模."""
    word = view.speech.at(match.end() - 1)
    return view.parts(match.end()) or word is None or word.tag[0] in _SAYING


def _measures_growth(view: View, match: re.Match[str], end: int) -> bool:
    """增长速度, 提高幅度: the verb opens a noun of measure."""
    noun = metric_regex("up_noun", "down_noun", "level_noun").match(view, match.start(), end)
    return noun is not None and noun.end() > match.end()


def _owns(view: View, match: re.Match[str], end: int) -> bool:
    """对经济增长的贡献: what the verb closes is told of what stands behind 的."""
    grown = metric_regex("growth").fullmatch(match[0]) is not None
    return grown and view.startswith("的", match.end()) and match.end() + 1 < end


def _qualifies(view: View, match: re.Match[str], end: int) -> bool:
    """Whether a verb is part of a compound noun that closes the stretch: 建设 in 智能化建设案例."""
    if match[0] not in metric_words("attributive"):
        return False
    mark = view.find("、", match.end(), end)  # 技术转移基地、推广中心
    before = view.speech.at(match.start() - 1)
    rest = view.speech.within(match.end(), mark if mark > 0 else end)
    named = before is not None and before.tag.startswith(_NOMINAL)
    closed = 0 < len(rest) <= _LONGEST_COMPOUND and all(_is_in_compound(view, word) for word in rest)
    return closed and (named or rest[0].end - rest[0].start == 1)  # 衔接推进区


_NOMINAL = ("n", "b", "j", "l", "q", "vn", "a", "k")
_LONGEST_COMPOUND = 5


def _is_in_compound(view: View, word: Word) -> bool:
    """成果转化和技术转移基地: nouns, what joins them, and verbs that stand before a noun like one."""
    return word.tag.startswith((*_NOMINAL, "c")) or view[word.start : word.end] in metric_words("attributive")


_LONGEST_SPEAKER = 12
_SAYING = "vil"  # verbs, idioms and set phrases


def _ends_noun(view: str, begin: int, at: int, after: int, end: int) -> bool:
    """One character is no noun phrase; a single-character word counts only where more follows it."""
    return at - begin >= 2 and (after - at > 1 or after < end)


def action_of(view: View, begin: int, end: int) -> Span | None:
    """The verb a stretch opens with when it says what was done: 新增, 建成, 新入库; several of them together
    (培育、认定)."""
    match = metric_regex("action").match(view, begin, end)
    if match is None and view.startswith("新", begin):  # 新竣工
        match = metric_regex("action").match(view, begin + 1, end)
    if match is None and not metric_regex("new_noun").match(view, begin, end):
        match = _NEW.match(view, begin, end)
    if match is None or not view.parts(match.end()):
        return None
    mark = _VERB_MARK.match(view, match.end(), end)
    more = action_of(view, mark.end(), end) if mark else None
    return (begin, more[1] if more else match.end())


_VERB_MARK = re.compile("[、和及并]")


def ending_action(view: View, begin: int, end: int) -> Span | None:
    """The verb of doing a stretch ends with: …加快建设."""
    match = metric_ending("action").search(view, max(begin, end - 8), end)
    part_of_word = match and match[0][0] == "新" and view[match.start() - 1 : match.start()] in _BEFORE_NEW
    return match.span() if match and not part_of_word and view.parts(match.start()) else None


_BEFORE_NEW = ("创", "更", "革", "全", "最", "翻", "维", "焕")


def manner_of(view: str, begin: int, end: int) -> Span | None:
    """An adverb of measure a stretch opens with: 年均, 平均每年."""
    match = _MANNER.match(view, begin, end)
    return match.span() if match else None


_MANNER = re.compile(f"(?:{any_of('figure_words', 'averaged')})(?=.)")


def is_relational(text: str) -> bool:
    """产值, 总面积, 占比: words that say nothing without what they are of."""
    return bool(text) and _relational().fullmatch(text) is not None


@cache
def _relational() -> re.Pattern[str]:
    words = sorted(metric_words("relational"), key=lambda word: -len(word))
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})+")


def is_level(text: str) -> bool:
    """省级, 女性, 市、县级: words that pick a part of what was named before."""
    levels = metric_words("level")
    *others, last = _LEVEL_MARK.split(text)
    return last in levels and all(one in levels or one + last[-1] in levels for one in others)


_LEVEL_MARK = re.compile("[、和与及]")
