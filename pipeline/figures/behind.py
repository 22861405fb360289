"""The metric of a number that stands before what it counts: 建成4000座基站, 23家企业通过贯标评定."""

import re

from pipeline.figures.clauses import Span, View
from pipeline.figures.enumerations import segments, shared_noun
from pipeline.figures.grounds import framed_end, is_ground
from pipeline.figures.heads import (
    Phrase,
    action_of,
    ending_action,
    pieces,
    predicate_at,
    text_of,
    trim_tail,
    whole_words,
)
from pipeline.figures.listed import sums_up_list
from pipeline.figures.sides import (
    changes_what_follows,
    is_inside,
    is_located,
    is_possessed,
    is_served,
    made_by,
)
from pipeline.figures.speech import Word
from pipeline.figures.spots import (
    MEASURE_ENDS,
    Draft,
    Spot,
    State,
    is_deadline,
    is_relative,
    past_standard,
    rate_end,
    unit_kind,
)
from pipeline.figures.words import BLANKS, level_reached, metric_ending, metric_regex, metric_words

_JOINTS = "和及与"
_SUMMING = "共"
_EACH = ("每", "各")
_BOUND = re.compile("[0-9][^，。；]{0,4}(?:以上|以下|以内)")  # 10家年收入1亿元以上具有竞争力的企业
# 收入过80亿元的产业集群: what the counted are measured by
_SIZED = re.compile("(?:[^，。；：、的0-9]{0,4}[0-9.]+[^，。；：、的0-9]{0,8})的")
_YEAR = re.compile("[12][0-9]{3}年")
_AMONG = re.compile("中(?:，|有?[0-9])")
_SHORT_NOUN = 3  # 企业, 项目: what is said of them belongs to the metric
_LONGEST_VERB = 6
_LONGEST = 26
_LONGEST_SORT = 40
_LONGEST_DEED = 20
_LONGEST_VERDICT = 12
_LONGEST_CHANGE = 24  # 防洪标准由10年一遇提高到20年一遇
_LONGEST_SAID = 20
_LONGEST_SHARED = 24
_MOST_SHARES = 20


def read_behind(state: State, spot: Spot) -> Draft:
    """The noun phrase behind the number, with the verb before it; with what is said of it where the noun
    alone is too general."""
    view, at = spot.view, rate_end(spot.view, spot.behind) if is_relative(spot.first) else spot.behind
    given = past_standard(view, at)  # 按每户3万元的标准给予补助
    at = given if metric_regex("giving").match(view, given, spot.end) else at
    while at < spot.end and view[at] in "的" + BLANKS:
        at += 1
    if noun := _counted_behind(state, spot, at):
        return Draft(spot.first, spot.clause, spot.tail, (*_verb_before(state, spot, False), *noun), noun)
    if resting := _framed_noun(state, spot, at):
        return resting
    if is_deadline(spot.first):
        at += view.startswith(("将", "把"), at)
        return Draft(
            spot.first,
            spot.clause,
            spot.tail,
            pieces(view, at, trim_tail(view, at, min(spot.end, at + _LONGEST_DEED))),
        )
    stop = _before_then(view, at, trim_tail(view, at, _before_note(view, at, _noun_end(spot, at))))
    sorted_out = spot.filled and "的" in view[at:stop] and _is_done(spot)
    stop = _shortened(view, at, stop, _LONGEST_SORT if sorted_out else _LONGEST)
    if len(spot.segment.groups) > 1 and unit_kind(spot.first) == "classifier":
        stop -= view.startswith(("由", "从"), stop - 1) and stop - at > 1  # 5个镇供水率由90%提高到95%
        stop = _without_measure(view, at, stop)
    framed = _is_framed(spot, stop)
    stop -= framed
    topic = pieces(view, at, stop)
    short = len(text_of(view, topic)) <= _SHORT_NOUN
    brief = short and not made_by(spot)
    brief = brief and not view.startswith("的", stop)  # 八亿农民的积极性
    told_of = not view.startswith("的", stop) and _is_told_of(state, spot, stop)
    told = _told_briefly(spot, stop) if brief else spot.end if told_of else None
    noun = (
        topic
        if framed or told is None
        else pieces(view, at, trim_tail(view, at, _cut_to(view, told, at + _LONGEST)))
    )
    if noun == topic and not framed and (said := _told_of_shares(state, spot, stop)):
        noun = (*topic, *said)
    if shared := _shared(state, spot, (at, stop)):
        noun = topic = (*topic, *shared)
    verb = _verb_before(state, spot, short)
    alone = _stands_alone(state, spot, verb)
    return Draft(
        spot.first, spot.clause, spot.tail, (*verb, *noun), topic, alone=alone, ground=is_ground(spot)
    )


def _framed_noun(state: State, spot: Spot, at: int) -> Draft | None:
    """以12家龙头企业为依托: the noun that 为 closes."""
    stop = framed_end(spot)
    if stop is None or stop <= at:
        return None
    noun = pieces(spot.view, at, trim_tail(spot.view, at, stop))
    verb = _verb_before(state, spot, False)
    return Draft(spot.first, spot.clause, spot.tail, (*verb, *noun), noun, ground=is_ground(spot))


def _counted_behind(state: State, spot: Spot, at: int) -> Phrase:
    """建设26公里的6个管沟项目: how long all of them are, which the number behind counts; 修建8座共24公里桥梁:
    how many, which the number behind measures; 4类共25项指标."""
    view, end = spot.view, state.paragraph.clauses[spot.clause].end
    kind, summed = unit_kind(spot.first), view.startswith(_SUMMING, at)
    kinds = ("classifier",) if summed else ("measure", "money")
    wanted = ("measure", "classifier") if summed else ("classifier",)
    if kind not in kinds or (at == spot.behind and not summed):
        return ()
    counts = (one for one in state.by_clause[spot.clause] if one.start == at + summed)
    start = next((one.end for one in counts if unit_kind(one) in wanted), None)
    if start is None:
        return ()
    stop = _shortened(view, start, predicate_at(view, start, end), _LONGEST)
    return pieces(view, start, trim_tail(view, start, stop))


def _shortened(view: View, at: int, stop: int, longest: int) -> int:
    """The end of a noun phrase that is not too long; a long list ends behind one of its members."""
    if stop - at <= longest:
        return stop
    mark = view.rfind("、", at, at + longest)
    return mark if mark > at else whole_words(view, at + longest)


def _before_note(view: View, at: int, stop: int) -> int:
    """新建6所学校（县教育局负责）: what ends inside a bracket ends before it."""
    opened = max(view.rfind("（", at, stop), view.rfind("(", at, stop))
    closed = max(view.rfind("）", opened, stop), view.rfind(")", opened, stop))
    return opened if opened > at and closed < 0 else stop


def _before_then(view: View, at: int, stop: int) -> int:
    """票决出10项实事项目后: 后 belongs to the whole clause."""
    word = view.speech.at(stop - 1) if stop > at else None
    then = word is not None and word.start > at and view[word.start : word.end] in ("后", "之后", "以后")
    return word.start if then and word is not None else stop


def _cut_to(view: View, end: int, longest: int) -> int:
    return end if end <= longest else whole_words(view, longest)


def _told_briefly(spot: Spot, stop: int) -> int | None:
    """Where what is said of a short noun ends, or is cut when it goes on for long."""
    told = _told_until(spot)
    return told if told is None else min(told, whole_words(spot.view, min(told, stop + _LONGEST_SAID)))


def _told_of_shares(state: State, spot: Spot, stop: int) -> Phrase:
    """90%的市和70%的县达到三星级以上: what is told of shares of several things is told of each. Nothing where
    another number stands in the clause."""
    view, held = spot.view, state.by_clause[spot.clause]
    end = state.paragraph.clauses[spot.clause].end
    told = any(word.tag == "v" for word in view.speech.within(spot.behind, stop))  # 村|达到标准
    if (
        told
        or len(held) > _MOST_SHARES
        or not all(is_relative(one) and view.startswith("的", one.end) for one in held)
    ):
        return ()
    begin, closed = stop, spot.end
    if not view[stop : spot.end].strip(BLANKS + "、和及与"):  # the last of them tells it
        last = held[-1].end + 1
        begin, closed = (predicate_at(view, last, end) if held[-1] is not spot.first else end), end
    if begin >= closed or closed - begin > _LONGEST_SHARED or view.startswith("的", begin):
        return ()
    return pieces(view, begin, trim_tail(view, begin, closed))


def _told_until(spot: Spot) -> int | None:
    """Where ends what is said of the counted: with its clause (5户企业获得表彰), with a class that holds the
    next number (8个学科进入全球前1%); 20家企业占全市税收的一半 tells of the half."""
    groups = spot.segment.groups
    following = next(iter(groups[groups.index(spot.group) + 1 :]), None)
    if following is None:
        return spot.end
    if is_served(spot):
        return None
    number = following[0]
    return number.end if "前" in (number.raw[0], spot.view[number.start - 1]) else None


def _without_measure(view: View, at: int, stop: int) -> int:
    """16个断面水质达标率保持100%, 12家工厂的生产效率提升20%: the measure is that of the next number, not what
    is counted."""
    measured = metric_ending("relational").search(view, at, stop)
    stop = measured.start() if measured and measured.start() - at >= _SHORT_NOUN else stop
    owned = view.rfind("的", at, stop)
    return owned if owned - at >= _SHORT_NOUN and view[stop - 1] in MEASURE_ENDS else stop


def _verb_at(view: View, at: int, end: int) -> int:
    """Where the first verb stands, with the adverbs before it (免费提供); `end` without one."""
    opening = view.speech.at(at)
    stop = opening.end if opening is not None else at
    for word in view.speech.within(at + 1, end):
        if word.tag == "v":
            return stop
        single = word.end - word.start == 1 and word.tag != "n"  # 代|缴
        manner = word.tag in _ADVERBIAL or view[word.start : word.end] in metric_words("manner")
        stop = stop if single or manner else word.end
    return end


_ADVERBIAL = ("d", "ad", "vd", "vn")
_ADVERBS = ("d", "ad", "vd")


def _next_counted(view: View, at: int, end: int) -> int:
    """Where 和 leads on to a number that is no figure: 2000种商品和5年内降税的商品."""
    joints = (i for i in range(at + 1, end - 1) if view[i] in _JOINTS and view.parts(i))
    return next((i for i in joints if view[i + 1].isdigit()), end)


def _without_adverb(view: View, at: int, stop: int, end: int) -> int:
    """158家网站按期完成…: the adverb goes with the verb."""
    word = view.speech.at(stop - 1)
    if stop == end or word is None or word.start <= at or word.end != stop:
        return stop
    return word.start if word.tag in _ADVERBS or view[word.start : stop] in metric_words("manner") else stop


def _noun_end(spot: Spot, at: int) -> int:
    """Where the noun gives way to its predicate; one that opens with a verb ends behind its 的: 1家符合条件且
    基础较好的开发区."""
    view, end = spot.view, _next_counted(spot.view, at, spot.end)
    year = _YEAR.search(view, at + 1, end)
    end = year.start() if year else end  # 7个专项2018年度指南
    end = _taken_end(spot, at, end)
    if is_located(spot):
        end = next((word.end for word in view.speech.within(at, end) if word.tag == "f"), end)
    if is_served(spot) or is_located(spot):
        return _verb_at(view, at, end)
    if made_by(spot):
        return _made_end(view, at, end)
    if spot.group is not spot.segment.groups[-1] and unit_kind(spot.first) == "classifier":
        end = next((w.start for w in view.speech.within(at, end)[1:] if _does(view, w, end)), end)
    stop = _without_adverb(view, at, predicate_at(view, at, end), end)
    first = view.speech.at(at)
    named = first is not None and view[first.start : first.end] in metric_words("attributive")  # 示范工厂
    leads = (first is not None and first.tag in ("v", "p") and not named) or _BOUND.search(
        view, at, stop
    ) is not None
    leads = leads or _is_qualified(spot, stop, end)
    if sized := _SIZED.match(view, stop, end):
        return predicate_at(view, sized.end(), end)
    of = view.find("的", stop, min(end, at + _LONGEST_SORT)) if leads else -1
    return predicate_at(view, of + 1, end) if of >= 0 else _owner_end(spot, at, stop)


def _is_qualified(spot: Spot, stop: int, end: int) -> bool:
    """培育20家效益突出、能力较强的企业: what is made is a noun, and a list before its 的 tells
    what sort."""
    made = ending_action(spot.view, *spot.head) if spot.filled else None  # 重点建设
    if made is None or made[1] != spot.head[1]:
        return False
    of = spot.view.rfind("的", stop, min(end, stop + _LONGEST_SORT))
    return "、" in spot.view[spot.behind : max(stop, of)]


def _owner_end(spot: Spot, at: int, stop: int) -> int:
    """50个贫困村的饮水问题得到解决: the nouns before 的 are counted; 3个不同类型的企业 goes on, and so
    does what a verb does (解决50个贫困村的饮水问题)."""
    view = spot.view
    if spot.filled and unit_kind(spot.first) in _COUNTING and _is_done(spot):
        return stop
    of = view.find("的", at + 1, stop)
    words = view.speech.within(at, of) if of > 0 else ()
    counted = bool(words) and words[-1].end == of and all(_names(view, word) for word in words)
    return of if counted and not metric_ending("aspect").search(view, at, of) else stop


_COUNTING = ("classifier", "")


def _names(view: View, word: Word) -> bool:
    """村, 示范工厂: a noun, or a verb that stands before one like a noun."""
    return word.tag.startswith("n") or view[word.start : word.end] in metric_words("attributive")


def _is_kept(view: View, begin: int, end: int) -> bool:
    """坚决守住90万亩耕地红线: nothing but adverbs and a verb of keeping."""
    first = next((w for w in view.speech.within(begin, end) if w.tag not in ("d", "ad")), None)
    return first is not None and metric_regex("keeping").fullmatch(view, first.start, end) is not None


def _taken_end(spot: Spot, at: int, end: int) -> int:
    """把解决3亿人口吃饭问题作为大事: what is taken for something is no more than its noun."""
    words = spot.view.speech.within(spot.segment.begin, end)
    taken = any(spot.view[w.start : w.end] in _TAKING and w.end <= spot.first.start for w in words)
    made = (w.start for w in words if w.start > at and spot.view[w.start : w.end] == "作为")
    return next(made, end) if taken else end


_TAKING = ("把", "将")


def _is_done(spot: Spot) -> bool:
    """Whether a verb stands right before the number."""
    word = spot.view.speech.at(spot.first.start - 1)
    return word is not None and word.tag[0] == "v"


def _does(view: View, word: Word, end: int) -> bool:
    """6个县实施城建项目17个: what they do is told of the next number."""
    deed = metric_regex("doing").match(view, word.start, end)
    return deed is not None and deed.end() < end and view.parts(deed.end())


def _made_end(view: View, at: int, end: int) -> int:
    """年产30万台冰箱的生产线, 年处理5万吨秸秆项目: what is made, without what makes it."""
    making = (w.start for w in view.speech.within(at + 1, end) if _makes(view, w))
    return next(making, end)


def _makes(view: View, word: Word) -> bool:
    said = view[word.start : word.end]
    return word.tag.startswith(("v", "u", "d", "p", "c")) or said == "、" or said in metric_words("plant")


def _stands_alone(state: State, spot: Spot, verb: Phrase) -> bool:
    """Whether nothing before a number does anything to it: 八千万职工的积极性…, 他提出的八项主张, not
    推动10家企业上市."""
    if spot.view.endswith("的", spot.begin, spot.first.start):
        return True
    if verb:
        return False
    if (prior := _row_before(state, spot)) is not None:
        return prior.alone
    start = max(state.paragraph.clauses[spot.clause].start, spot.first.start - _LONGEST)
    words = spot.view.speech.within(start, spot.first.start)
    return not any(word.tag.startswith(_GOVERNING) for word in words)


def _row_before(state: State, spot: Spot) -> Draft | None:
    """包含7项一级指标，21项二级指标: the count in the clause before, when this clause opens with the next."""
    prior = state.drafts[-1] if state.drafts else None
    clauses = state.paragraph.clauses
    if prior is None or prior.clause != spot.clause - 1 or clauses[spot.clause].start != spot.first.start:
        return None
    same = clauses[prior.clause].sentence == clauses[spot.clause].sentence
    return prior if same and unit_kind(prior.quantity) == "classifier" else None


_GOVERNING = ("v", "p")  # verbs, and 把, 对, 让


def _is_framed(spot: Spot, stop: int) -> bool:
    """在100种产品中: 中 closes what 在 opens; 抽查的200家企业中 closes its clause, 27个行业中 what
    18个 are of."""
    word = spot.view.speech.at(stop - 1)
    closed = stop == spot.end and _AMONG.match(spot.view, stop - 1) is not None
    opened = closed or spot.view.startswith("在", spot.begin) or is_located(spot)
    return opened and word is not None and word.tag == "f"


def _is_told_of(state: State, spot: Spot, stop: int) -> bool:
    """Whether the clause opens with the number and goes on to tell something of what it counts, and of no
    other number: 3000名贫困人口全部脱贫, 龙河等35条河道水质达标."""
    clause = state.paragraph.clauses[spot.clause]
    alone = spot.end == clause.end and len(spot.segment.groups) == 1 and spot.segment.number == 0
    if is_served(spot) or _YEAR.match(spot.view, stop, spot.end):
        return False
    scope = spot.view[slice(*spot.head)] in metric_words("scope")  # 全国95%的法院完成网络建设
    opens = not spot.filled or scope or spot.view.startswith("等", spot.head[1])
    longest = _LONGEST_CHANGE if level_reached().search(spot.view, stop, spot.end) else _LONGEST_VERDICT
    return alone and opens and stop < spot.end and spot.end - stop <= longest


def _shared(state: State, spot: Spot, noun: Span) -> Phrase:
    """What only the next member of the enumeration names."""
    if noun[0] >= noun[1]:
        return ()
    members = segments(state.paragraph.clauses[spot.clause], state.by_clause[spot.clause])
    following = next((member for member in members if member.number == spot.segment.number + 1), None)
    if following is None:
        return ()
    start = following.groups[0][-1].end
    stop = following.groups[1][0].start if len(following.groups) > 1 else following.end
    return shared_noun(spot.view, spot.segment, noun, (start, trim_tail(spot.view, start, stop)))


def _says_nothing_more(spot: Spot) -> bool:
    """在, 为, 面向 and 具有 before a number say nothing of what is counted."""
    return is_located(spot) or is_served(spot) or is_inside(spot) or is_possessed(spot) or _rests_on_it(spot)


def _rests_on_it(spot: Spot) -> bool:
    """结合3个老旧小区改造: the word right before says what is done with it, not what it is."""
    said = spot.first.qualifier_at or (spot.first.start, 0)
    word = spot.view.speech.at(min(said[0], spot.first.start) - 1) if spot.filled else None
    return word is not None and spot.view[word.start : word.end] in metric_words("resting", "facing")


def _is_for_each(view: View, begin: int, end: int) -> bool:
    """每5所幼儿园配备1名督学: for which each of them is belongs to it, but not who is urged to do it."""
    doing = [word for word in view.speech.within(begin, end) if word.tag == "v"]
    return view.startswith(_EACH, begin) and end - begin <= _LONGEST and len(doing) == 1


def _verb_before(state: State, spot: Spot, short: bool) -> Phrase:
    """The verb that goes with the noun: 新建, 打通; that of the first member of an enumeration where this
    one has none."""
    view, (first, last) = spot.view, spot.head
    at = spot.first.start
    if _says_nothing_more(spot) or _is_kept(view, first, last):
        return ()
    if spot.filled and view[at - 1] == "的":  # 已有成效的40项科技成果
        return ()
    joined = view[at - 1] in _JOINTS and view.parts(at - 1)  # 建设学校和3个医院
    if spot.filled and (joined or sums_up_list(view, spot.first, view.speech)):
        opening = action_of(view, first, last)
        return (opening,) if opening else ()
    if making := made_by(spot):
        return (making,)
    if spot.tail.changes:
        grown = changes_what_follows(spot) or spot.tail.direction != "up"
        spot.tail.direction = spot.tail.direction if grown else None  # 增加5000个学位 adds, it does not grow
        return tuple(spot.tail.kept)
    if not spot.filled:
        return (state.action,) if state.action and spot.segment.number else ()
    if view.startswith("等", last) or spot.before is not None:
        return ()
    whole = pieces(view, first, last)
    length = len(text_of(view, whole))
    action = action_of(view, first, last) if length <= _LONGEST_VERB else ending_action(view, first, last)
    if spot.segment.number == 0 and action:
        state.action, state.action_unit = action, spot.first.unit
        state.action_kind = unit_kind(spot.first)
    if length <= _LONGEST_VERB or (short and length <= 2 * _LONGEST_VERB) or _is_for_each(view, first, last):
        return whole
    return (action,) if action else ()
