"""What a sum that is granted or imposed is called: 对国家级、省级孵化器分别给予100万元、50万元奖励 is the
reward of the one and of the other; 处10万元以下的罚款 is a fine."""

import re
from itertools import pairwise

from pipeline.figures.clauses import Clause, Span, View
from pipeline.figures.enumerations import by_level, members, without_levels
from pipeline.figures.heads import Phrase, is_level, pieces, skip_label, text_of, trim_tail
from pipeline.figures.sides import said_from
from pipeline.figures.speech import Word
from pipeline.figures.spots import CLOSERS, Spot, State, is_relative, rate_end, unit_kind
from pipeline.figures.words import HOLE, metric_ending, metric_regex, metric_words

_LONGEST_NOUN = 12
_LONGEST_WHOM = 40
_LONGEST_LIMIT = 10
_LONGEST_LEVEL = 3
_LIST_MARKS = ("、", "和", "及", "与")
_OBJECT_MARKS = ("对", "给", "为", "向")
_CLOSING = ("）", ")", "”", "’")
_NOUNS = ("n", "b", "j", "l", "q", "vn", "x", "k")
_BY = ("按照", "按", "依照", "参照", "依据", "根据")
_CASE = "对"
_AFTER = ("经", "在", "待")
_FARTHEST = 4  # clauses
_OWN = ("其所", "其", "所")
_PIECEWISE = ("按每", "按照每", "每")
_BRACKET = re.compile("[（(]([^（）()]{1,4})[）)]")
_BRACKET_OR_HOLE = re.compile(f"[（(][^（）()]*[）)]|{HOLE}")
_QUOTE = re.compile("“[^“”]{1,20}”")
_OPENING = ("d", "p", "v", "c")


def granted(state: State, spot: Spot) -> tuple[Phrase, ...] | None:
    """The name of each value, where a verb of giving goes with it and it is said what is given; None
    elsewhere."""
    if not (unit_kind(spot.first) == "money" or is_relative(spot.first)) or spot.tail.changes:
        return None
    clause = state.paragraph.clauses[spot.clause]
    verb = _giving_before(spot.view, clause, spot.first.start) or _giving_behind(spot)
    verb = verb or _giving_next(state, spot)
    if verb is None:
        return _by_kind(state, spot) or _capped(state, spot)
    given = _given(state, spot, verb)
    if not given:
        return None
    state.granted = (clause.sentence, given)
    whom = _whom(state, clause, min(verb[0], spot.first.start))
    if metric_regex("penalty").search(text_of(spot.view, given)) and not _is_object(spot.view, whom):
        whom = (whom[1], whom[1])  # 违反规定的，处…罚款
    if len(spot.group) > 1:
        count = len(spot.group)
        names = _kinds_of(spot.view, whom, count) or _quoted(state.paragraph.text, clause, whom, count)
        names = names or (pieces(state.paragraph.text, *whom),) * count  # 对…建设的企业，分别给予…
        return tuple((*name, *given) for name in names)
    named = _in_turn(state, spot, whom) or _of_level(state, spot, whom, verb)
    bare = (
        not named and verb[0] < given[0][0] and text_of(spot.view, given) in metric_words("grant", "imposed")
    )
    return ((*named, *((verb,) if bare else ()), *given),)  # 给予奖励


def _kinds_of(view: View, whom: Span, count: int) -> tuple[Phrase, ...] | None:
    return by_level(view, whom, count) or members(view, whom, count)


def _in_turn(state: State, spot: Spot, whom: Span) -> Phrase:
    """给予最高不超过700万元、600万元奖补: sums that only 、 parts are each of one kind, as behind 分别."""
    held = state.by_clause[spot.clause]
    listed = all(spot.view[one.end : other.start] == "、" for one, other in pairwise(held))
    if len(held) < 2 or not listed or len({one.unit for one in held}) > 1:
        return ()
    names = _kinds_of(spot.view, whom, len(held))
    return names[held.index(spot.first)] if names else ()


def _by_kind(state: State, spot: Spot) -> tuple[Phrase, ...] | None:
    """按照每名技师2000元、高级技师5000元的标准给予企业补贴: what is given is named once, behind all."""
    clause, held = state.paragraph.clauses[spot.clause], state.by_clause[spot.clause]
    view = clause.view
    opens = skip_label(view, clause.start, clause.end)
    by = next((word for word in _BY if view.startswith(word, opens)), None)
    end = rate_end(view, held[-1].end)
    if by is None or len(held) < 2 or end == held[-1].end or {one.unit for one in held} != {spot.first.unit}:
        return None
    giving = metric_regex("giving").search(view, end, clause.end)
    noun = _grant_in(view, giving.end(), min(clause.end, giving.end() + _LONGEST_NOUN)) if giving else None
    first = opens + len(by) if spot.segment.number == 0 else spot.segment.begin
    whom = pieces(view, first, spot.tail.end)
    return ((*whom, *pieces(view, *noun)),) if noun and whom and len(spot.group) == 1 else None


def _capped(state: State, spot: Spot) -> tuple[Phrase, ...] | None:
    """给予10%的补助，单个企业最高不超过30万元: the limit of what the sentence has granted."""
    clause = state.paragraph.clauses[spot.clause]
    sentence, given = state.granted
    if sentence != clause.sentence and (before := _granted_before(state, spot)):
        sentence, given = clause.sentence, before
    bounded = spot.first.qualifier == "up_to" and unit_kind(spot.first) == "money"
    if sentence != clause.sentence or not bounded or len(spot.group) > 1 or clause.bracket is not None:
        return None
    head = pieces(spot.view, *spot.head)
    said = text_of(spot.view, head)
    named = metric_regex("grant", "imposed").search(said) is not None
    return ((*head, *(() if named else given)),) if len(said) <= _LONGEST_LIMIT else None


def _granted_before(state: State, spot: Spot) -> Phrase:
    """给予财政补贴，每家最高90万元: what the clause before grants without a number."""
    at = spot.clause - 1
    if at < 0 or state.by_clause[at]:
        return ()
    before, here = state.paragraph.clauses[at], state.paragraph.clauses[spot.clause]
    verb = metric_regex("giving").search(before.view, before.start, before.end)
    if before.sentence != here.sentence or verb is None:
        return ()
    noun = _grant_in(before.view, verb.end(), min(before.end, verb.end() + _LONGEST_NOUN))
    return pieces(before.view, *noun) if noun else ()


def _quoted(view: View, clause: Clause, whom: Span, count: int) -> tuple[Phrase, ...] | None:
    """对入选“甲榜”“乙榜”的企业，分别…: one name in quotation marks for each value."""
    begin = max(view.rfind(mark, 0, whom[0]) for mark in "。；\n") + 1
    found = [match.span() for match in _QUOTE.finditer(view, begin, clause.end)]
    fits = len(found) == count and whom[0] < whom[1]
    return tuple(((first, last), whom) for first, last in found) if fits else None


def _giving_before(view: View, clause: Clause, end: int) -> Span | None:
    """The last verb of giving before a number."""
    found = (
        match.span()
        for match in metric_regex("giving").finditer(view, clause.start, end)
        if view.parts(match.start()) and view.parts(match.end())
    )
    return max(found, default=None)


def _giving_behind(spot: Spot) -> Span | None:
    """按投资额的10%给予补助."""
    at = _standard_end(spot)
    words = spot.view.speech.within(at, spot.end)
    for word in words[:2]:  # 分别给予, 一次性奖励
        match = metric_regex("giving").match(spot.view, word.start, spot.end)
        told = spot.tail.of or at > spot.behind or spot.view.endswith(_BY, 0, said_from(spot))
        rated = (is_relative(spot.first) and told) or _is_piecewise(spot) or _is_standard(spot)
        if match and spot.view.parts(match.end()) and rated:
            return match.span()
    return None


def _giving_next(state: State, spot: Spot) -> Span | None:
    """按照实际投入的30%，提供补助: the verb opens the next clause, which holds no number of its own."""
    clauses, at = state.paragraph.clauses, spot.clause + 1
    closes = not spot.view[spot.behind : clauses[spot.clause].end].strip(CLOSERS)
    by = any(spot.view[w.start : w.end] in _BY for w in spot.view.speech.within(spot.begin, spot.first.start))
    if not (closes and by and spot.tail.of and is_relative(spot.first)) or at == len(clauses):
        return None
    following, here = clauses[at], clauses[spot.clause]
    if following.sentence != here.sentence or following.bracket != here.bracket or state.by_clause[at]:
        return None
    match = metric_regex("giving").match(following.view, following.start, following.end)
    return match.span() if match else None


def _standard_end(spot: Spot) -> int:
    """Behind the 的标准 of a rate; of a sum 标准 may stand alone (按5万元标准)."""
    at = rate_end(spot.view, spot.behind)
    bare = metric_regex("by_rate").match(spot.view, spot.behind, spot.end) if _is_standard(spot) else None
    return bare.end() if bare else at


def _is_standard(spot: Spot) -> bool:
    """按照10万元的标准给予补助: 按 takes the sum."""
    return unit_kind(spot.first) == "money" and spot.view.endswith(_BY, spot.begin, said_from(spot))


def _is_piecewise(spot: Spot) -> bool:
    """按每证50万元给予奖励."""
    return spot.view.startswith(_PIECEWISE, spot.segment.begin)


def _given(state: State, spot: Spot, verb: Span) -> Phrase:
    """What is given: named behind the last value of the list (500万元、200万元的奖励), else by the verb
    (奖励50万元)."""
    clauses = state.paragraph.clauses
    here = clauses[spot.clause]
    here = here if verb[0] < here.end else clauses[spot.clause + 1]
    view, end = here.view, here.end
    behind = [one.end for one in state.by_clause[spot.clause] if one.end >= spot.group[-1].end]
    starts = [verb[1], *behind] if verb[0] > spot.first.start else behind
    for at in starts:
        start = _past_brackets(view, at, end)
        start += view.startswith("的", start)
        stop = next((i for i in range(start, end) if view[i] in CLOSERS), end)
        noun = _grant_in(view, start, min(stop, start + _LONGEST_NOUN))
        if noun and not any(sign.isdigit() for sign in view[slice(*noun)]):  # 给予最高10万元补贴
            return pieces(view, *noun)
        if stop > start and not noun:
            break
    named = metric_ending("grant").search(view, *verb)
    ruled = verb[0] > spot.first.start or _is_ruled(state, spot, verb)
    return (named.span(),) if named and ruled else ()


def _past_brackets(view: View, at: int, end: int) -> int:
    """500万元（国家级）、…: what stands in a bracket is none of what is given."""
    while at < end and (view[at] == HOLE or _BRACKET.match(view, at)):
        bracket = _BRACKET.match(view, at)
        at = bracket.end() if bracket else at + 1
    return at


def _grant_in(view: View, begin: int, stop: int) -> Span | None:
    """一次性资金补助: up to the word of giving that closes the noun."""
    for match in metric_regex("grant", "imposed").finditer(view, begin, stop):
        closed = match.end() == stop or view[match.end()] in (*CLOSERS, *_LIST_MARKS)
        if closed and view.parts(match.end()):
            return (begin, match.end())
    return None


def _is_ruled(state: State, spot: Spot, verb: Span) -> bool:
    """Whether it is said for whom or how: 对…分别奖励, 一次性补助; not 发放各类补贴1.2亿元."""
    clauses, clause = state.paragraph.clauses, state.paragraph.clauses[spot.clause]
    opens = spot.view.startswith(_OBJECT_MARKS, clause.start)
    before = clauses[spot.clause - 1] if spot.clause else clause
    told = before.sentence == clause.sentence and (
        before.view.startswith(_OBJECT_MARKS, before.start)
        or before.view.endswith("的", before.start, before.end)
    )
    return (opens or told) and verb[1] == spot.tail.end


def _whom(state: State, clause: Clause, end: int) -> Span:
    """Who is given it: named before the verb, else by the clause before (对新认定的基地，给予…)."""
    clauses = state.paragraph.clauses
    here = _named_in(clause.view, clause.start, end)
    if here[0] < here[1]:
        return here
    at = _told_for(state, clauses.index(clause))
    if at is None:
        return here
    view, first, last = clauses[at].view, clauses[at].start, clauses[at].end
    opening = view.speech.at(first)
    if opening is not None and _tells_how(view, opening):  # 按照实施意见，给予…
        return here
    told = view.startswith(_OBJECT_MARKS, first) or view.endswith("的", first, last)
    named = _named_in(view, first, last) if told or "的" in view[first:last] else here
    measured = metric_ending("relational").search(view, *named) is not None  # 年营业收入超过1亿元的，
    measured = measured or any(sign.isdigit() for sign in view[named[0] : last])  # 首次达到5亿元、9亿元的，
    return here if measured and view.endswith("的", first, last) else named


def _told_for(state: State, position: int) -> int | None:
    """The clause before that may say for whom: 对新认定的基地，按照规定，经审核后，给予… passes over how."""
    clauses = state.paragraph.clauses
    sentence = clauses[position].sentence
    for at in range(position - 1, max(-1, position - 1 - _FARTHEST), -1):
        if clauses[at].sentence != sentence or (state.by_clause[at] and at == position - 1):
            return None
        view = clauses[at].view
        first = skip_label(view, clauses[at].start, clauses[at].end)
        given = metric_regex("giving").search(view, first, clauses[at].end) is not None
        named = not view.endswith("的", first, clauses[at].end)  # 对组织培训的，经认定，…
        opens = at < position - 1 and view.startswith(_CASE, first) and named and not given
        if opens or (at == position - 1 and not _says_how(clauses[at])):
            return at
        if not _says_how(clauses[at]):
            return None
    return None


def _says_how(clause: Clause) -> bool:
    """按照规定, 经专家评审后; not 经认定的企业."""
    opening = clause.view.speech.at(clause.start)
    led = opening is not None and _tells_how(clause.view, opening)
    said = _BRACKET_OR_HOLE.sub("", clause.view[clause.start : clause.end])
    led = led or said.endswith("》")  # 执行《…意见》
    after = clause.view.startswith(_AFTER, clause.start) and not clause.view.endswith("的", 0, clause.end)
    return led or (after and "的" not in clause.view[clause.start : clause.end])


def _is_object(view: View, whom: Span) -> bool:
    """对直接责任人员."""
    return view.endswith(_OBJECT_MARKS, 0, whom[0])


def _named_in(view: View, begin: int, end: int) -> Span:
    """The noun phrase a stretch closes with, without the relative clause before it, and without how and by
    what something is done (按照规定分期, 于次年)."""
    closed = trim_tail(view, begin, end)
    words = view.speech.within(begin, closed)
    begin = max([begin, *(word.end for word in words if view[word.start : word.end] in _OBJECT_MARKS)])
    manner = (w.start for w in words if w.start >= begin and _tells_how(view, w))
    end = _last_noun(view, begin, next(manner, closed))
    start = max(begin, view.rfind("的", begin, end) + 1)
    words = view.speech.within(start, end)
    for word, following in pairwise(words):  # 获得一等奖, but 成长|型园区
        named = following.tag in ("n", "k") and view[word.start : word.end] in metric_words("attributive")
        if word.tag not in _OPENING or following.tag == "k" or named:  # 创新|中心
            break
        start = word.end
    return (start, end) if end - start <= _LONGEST_WHOM else (end, end)


def _last_noun(view: View, begin: int, end: int) -> int:
    """Where the last noun before the end stops, or the bracket behind it."""
    words = view.speech.within(begin, end)
    for before, word in reversed(tuple(zip((None, *words), words, strict=False))):
        named = word.tag.startswith("v") and before is not None and before.tag.startswith(_NOUNS)  # 总投入
        if named or word.tag.startswith(_NOUNS) or view[word.start] in _CLOSING:
            return word.end
    return begin


def _tells_how(view: View, word: Word) -> bool:
    return metric_regex("reckoned_by", "adverbial").fullmatch(view, word.start, word.end) is not None


def _reckoned_from(view: View, begin: int, end: int) -> Span:
    """市财政按其实际投资额: what a share is reckoned from, without who gives it and whose it is."""
    words = view.speech.within(begin, end)
    begin = max([begin, *(w.end for w in words if view[w.start : w.end] in _BY and w.end < end)])
    held = metric_regex("held").match(view, begin, end)  # 按照不超过所获投资额10%的比例
    begin = held.end() if held and held.end() < end else begin
    return (begin + len(next((own for own in _OWN if view.startswith(own, begin)), "")), end)


def _level_behind(text: str, at: int) -> Span | None:
    """500万元（国家级）: the level in the bracket right behind a sum."""
    bracket = _BRACKET.match(text, at)
    return bracket.span(1) if bracket and is_level(bracket[1]) else None


def _of_level(state: State, spot: Spot, whom: Span, verb: Span) -> Phrase:
    """国家级500万元、省级100万元: whom it is given, without the levels its list opens with, and the level of
    each; for a share what it is reckoned from (给予服务费30%的补贴)."""
    text = state.paragraph.text
    behind = verb[0] > spot.first.start
    begin = spot.segment.begin if spot.segment.number or behind else verb[1]
    said = pieces(spot.view, *_named_in(spot.view, begin, spot.tail.end))
    if behind:
        reckoned = pieces(spot.view, *_reckoned_from(spot.view, *spot.head))
        return reckoned if reckoned and is_relative(spot.first) else pieces(text, *whom)
    if is_level(text_of(spot.view, said)[-_LONGEST_LEVEL:]):
        level = (max(said[-1][0], said[-1][1] - _LONGEST_LEVEL), said[-1][1])
        return (*pieces(text, *without_levels(text, whom)), level)
    named = pieces(text, *whom)
    each = any(sign.isdigit() for sign in text_of(spot.view, named))  # 每认定1家给予孵化器10万元
    if level_behind := _level_behind(text, spot.group[-1].end):
        return (*named, level_behind)
    told = metric_ending("prize").search(text_of(spot.view, said)) or is_relative(spot.first) or not named
    told = told or (each and bool(said))
    return (*named, *said) if told else named  # 一等奖40万元、二等奖25万元奖励
