"""What of the stretch before a number is no part of what it tells: whom something is done for, how it went,
what it is held against."""

import re
from collections.abc import Sequence
from itertools import dropwhile, pairwise

from pipeline.figures.clauses import Span, View
from pipeline.figures.speech import Word
from pipeline.figures.tails import Tail
from pipeline.figures.words import metric_ending, metric_regex, metric_words

# 由原来的, 从
_FROM_WHAT = re.compile("[由从]原?[来先有]?$")
_BY = ("按照", "依照")
_IN = "在"
_COPULAS = ("为", "是")
_HAVING = ("共有", "现有", "现共有", "总共有")
_FRAMING = ("以", "把", "将", "由", "作", "成")
_RECIPIENT_MARKS = ("向", "为", "给")
_EACH = ("每", "各")  # 每个镇应当设立…: how many of them is part of it
_SHOULD_TO = "应对"
_TAKING = ("对", "将", "把")
_NOMINAL = ("n", "b", "j", "l", "vn", "s")


def narrowed(view: View, begin: int, end: int, opens: int, tail: Tail, *, counts: bool) -> Span:
    """The phrase before a number without what stands around it; `opens` is where its member of the
    enumeration begins, `counts` whether the number is one of things."""
    head = _reckoned(view, *_without_ground(view, *_unchanged(view, begin, end)), tail)
    head = _what_is_given(view, *_one_side(view, *head))
    head = _kept(view, *_held_against(view, *_past_modal(view, *head), tail))
    head = _without_place_word(view, *head) if tail.had else head
    head = _past_recipient(view, *head, opens) if counts else head
    return _past_bracket(view, *head)


def done_by(view: View, begin: int, end: int) -> Span:
    """6个县实施城建项目17个: what those do that the number before counts."""
    for word in view.speech.within(begin, end)[1:]:
        deed = metric_regex("doing").match(view, word.start, end)
        if deed and deed.end() < end and view.parts(deed.end()):
            return (deed.start(), end)
    return (begin, end)


def what_is_had(view: View, begin: int, end: int) -> Span:
    """全国文化系统共有剧团: what there is stands behind the verb."""
    words = view.speech.within(begin, end)
    pairs = pairwise(words[:-1])
    having = next((word for before, word in pairs if _is_having(view, before, word)), None)
    return (having.end, end) if having is not None else (begin, end)


def _is_having(view: View, before: Word, word: Word) -> bool:
    """共有, 已经有; not 每千人拥有."""
    adverb = before.tag in ("d", "ad", "t") and view[word.start : word.end] == "有"
    return adverb or view[word.start : word.end] in _HAVING


def _unchanged(view: View, begin: int, end: int) -> Span:
    """税收翻番、达9亿元, 事项由原来的9项压减: how it went is no part of it."""
    went = metric_ending("closed_change").search(view, begin, end) if view.startswith("、", end) else None
    went = went or _FROM_WHAT.search(view, begin, end)
    return (begin, went.start()) if went and went.start() > begin else (begin, end)


def _past_bracket(view: View, begin: int, end: int) -> Span:
    """每名员工（以…为准）不超过8平方米: what begins within a bracket names nothing behind it."""
    closed = view.rfind("）", begin, end)
    return (closed + 1, end) if closed >= 0 and "（" not in view[begin:closed] else (begin, end)


def _without_ground(view: View, begin: int, end: int) -> Span:
    """护理补贴在省定标准的基础上达到…: upon what it is reckoned is no part of it."""
    ground = metric_ending("upon").search(view, begin, end)
    opens = [w for w in view.speech.within(begin, end) if view[w.start : w.end] == _IN] if ground else []
    return (begin, opens[-1].start) if opens and opens[-1].start > begin else (begin, end)


def _reckoned(view: View, begin: int, end: int, tail: Tail) -> Span:
    """对企业按照投入的15%给予补助, 学校按师生比不低于1∶500配备: the share is of what stands behind 按照."""
    ratio = view.endswith("比", begin, end)
    by = ("按", *_BY) if ratio else _BY
    found = [word for word in view.speech.within(begin, end) if view[word.start : word.end] in by]
    told = tail.of or ratio
    return (found[-1].end, end) if found and told and found[-1].end < end else (begin, end)


def _what_is_given(view: View, begin: int, end: int) -> Span:
    """对通过复审的企业每家补助: who is given something is no part of what is given."""
    given = metric_ending("grant").search(view, begin, end)
    at = view.rfind("给予", begin, end)
    to = view.rfind("的", begin, at if at > begin else given.start() if given else begin)
    opened = max(
        view.rfind("对", max(0, begin - 4), begin + 1), view.rfind("给", max(0, begin - 4), begin + 1)
    )
    if to < 0 or opened < 0:
        return (begin, end)
    return (at, end) if at > begin else (given.start(), end) if given else (begin, end)


def _one_side(view: View, begin: int, end: int) -> Span:
    """Of what 为 or 是 stands in the middle of, the side that says more: 主要任务为新建公路, but
    建设规模为日处理污水, 资助强度为直接经费."""
    words = view.speech.within(begin, end)
    copula = next((w for w in words[1:-1] if view[w.start : w.end] in _COPULAS), None)
    if copula is None or any(view[w.start : w.end] in _FRAMING for w in words if w.end <= copula.start):
        return (begin, end)  # 以蔬菜为主的基地
    if metric_ending("heading_noun").search(view, begin, copula.start):
        return (copula.end, end)
    measured = metric_ending("relational").search(view, begin, copula.start)
    return (begin, copula.start) if measured else (begin, end)


def _past_recipient(view: View, begin: int, end: int, opens: int) -> Span:
    """向老人免费发放健康包: whom it is done for is no part of what is done."""
    words = view.speech.within(begin, end)
    lead = view.speech.at(begin - 1) if begin > opens else None
    marks = [w for w in (lead, *words[:1]) if w is not None and view[w.start : w.end] in _RECIPIENT_MARKS]
    if not marks:
        return (begin, end)
    rest = [word for word in words if word.start >= marks[-1].end]
    deed = next((w for w in rest[1:] if w.tag == "v" and w.end < end and not _is_measure(view, w)), None)
    return (deed.start, end) if deed is not None and "的" not in view[deed.end : end] else (begin, end)


def _past_modal(view: View, begin: int, end: int) -> Span:
    """经营者应当缴纳保证金: who has to is no part of what is due."""
    words = view.speech.within(begin, end)
    due = (_due_from(view, words[at:], end) for at in range(1, len(words)))
    first = next((start for start in due if start is not None), begin)
    return (first, end) if not view.startswith(_EACH, begin) else (begin, end)


def _due_from(view: View, words: Sequence[Word], end: int) -> int | None:
    """Where what is due begins, if these words open with what makes it a duty: 应当|缴纳, 应当对|视频保存,
    需|在线提交; not 学时应占. In 企业应对视频保存 the two stand as one word."""
    said, rest = words[0], words[1:]
    if view[said.start : said.end] == _SHOULD_TO and rest and rest[-1].tag == "v":
        return said.end
    if view[said.start : said.end] not in metric_words("modal"):
        return None
    rest = tuple(dropwhile(lambda word: _says_how(view, word), rest))
    taken = bool(rest) and view[rest[0].start : rest[0].end] in _TAKING
    rest = rest[1:] if taken else rest
    duty = rest and rest[-1 if taken else 0].tag == "v" and not view.startswith("占", rest[0].start)
    return rest[0].start if duty and (rest[0].end < end or taken) else None


def _says_how(view: View, word: Word) -> bool:
    """至少, 在线: how often or in which way it is to be done."""
    said = view[word.start : word.end]
    adverb = word.tag in ("d", "ad", "vd") or said in metric_words("binding", "manner", "lead")
    return adverb and said not in (*_TAKING, "不")


def _without_place_word(view: View, begin: int, end: int) -> Span:
    """贫困人口中有3万人: of whom it is told, without 中."""
    last = view.speech.at(end - 1) if end > begin else None
    inside = last is not None and view[last.start : last.end] in metric_words("inside")
    return (begin, last.start) if inside and last is not None and last.start > begin else (begin, end)


def _is_measure(view: View, word: Word) -> bool:
    """投资, 收入, which jieba takes for verbs."""
    return metric_regex("relational").fullmatch(view, word.start, word.end) is not None


def _held_against(view: View, begin: int, end: int, tail: Tail) -> Span:
    """人员不少于总数的5%, 学生已接近人口的一半: what a share is held against is none of what has it."""
    if not (tail.of and tail.relative):
        return (begin, end)
    for word in view.speech.within(begin, end)[1:]:
        held = metric_regex("held").match(view, word.start, end)
        named = any(w.tag.startswith(_NOMINAL) for w in view.speech.within(begin, word.start))
        if held and named and view.parts(held.end()) and held.end() < end:
            return (begin, _without_adverbs(view, begin, word.start))
    return (begin, end)


def _without_adverbs(view: View, begin: int, end: int) -> int:
    """已接近, 原则上不少于."""
    while end > begin:
        word = view.speech.at(end - 1)
        if word is None or word.start <= begin or word.tag not in ("d", "ad"):
            break
        end = word.start
    return end


def _kept(view: View, begin: int, end: int) -> Span:
    """守牢耕地保有量: what is kept is told, not that it is; a verb with its result says no more."""
    words = view.speech.within(begin, end)
    first = next((word for word in words if word.tag not in ("d", "ad")), None)
    kept = metric_regex("keeping").match(view, first.start, end) if first is not None else None
    following = view.speech.at(kept.end()) if kept and kept.end() < end else None
    named = following is not None and following.tag.startswith(_NOMINAL)
    return (kept.end(), end) if kept and named and view.parts(kept.end()) else (begin, end)
