"""The metric of a number that stands behind what it tells about: 固定资产投资增长5%, 新建基站4000座,
省级62家."""

import re

from models.units import unit_words
from pipeline.figures.again import deed_again, is_row
from pipeline.figures.clauses import Span, View
from pipeline.figures.fulfilled import without_aim
from pipeline.figures.heads import (
    Phrase,
    action_of,
    is_level,
    is_relational,
    manner_of,
    pieces,
    predicate_at,
    skip_lead,
    text_of,
    trim_tail,
    whole_words,
)
from pipeline.figures.joining import at_level, is_share_of_measure, joined_name, without_action
from pipeline.figures.projects import pointed_at, project_of
from pipeline.figures.provided import size_of_provided
from pipeline.figures.shared_measures import measure_of_another
from pipeline.figures.sides import is_spent, said_from
from pipeline.figures.spots import CLOSERS, Draft, Spot, State, is_relative, unit_kind
from pipeline.figures.tails import Tail
from pipeline.figures.topics import measure_announced, object_before, owner_before, owner_of, topic_of
from pipeline.figures.words import metric_ending, metric_regex, metric_words
from pipeline.figures.yielded import without_yielding

# 、每支不少于30人的
_SIZED_EACH = re.compile("、每[^，。；：、]{1,16}?[0-9][^，。；：、]{0,8}?的")
_SHORT_HEAD = 4
_SHORTEST_NAME = 2  # 实施项目38个: 项目 alone says too little
_SHORTEST_PART = 2
_LONGEST_HEAD, _SHORTEST_CUT = 20, 5
_LONGEST_PREDICATE = 20
_LONGEST_BEING = 2
_STARTS = ("由", "从")
_PASSING = ("过", "超")
_BOUNDS = ("over", "at_least", "under", "up_to")
_HAN = ("一", "鿿")


def read_before(state: State, spot: Spot) -> Draft:
    """The phrase before the number, with the topic of earlier clauses where it needs one, and the words of
    change that belong to it."""
    if (spot.filled or spot.tail.changes) and _is_picked(state, spot):
        whole = _whole_picked(state, spot)
        name = (*whole, *pieces(spot.view, *spot.head))
        return _draft(spot, name, name, root=whole)
    if sized := size_of_provided(spot):
        return _draft(spot, sized, sized, root=sized[:-1])
    return _read_before(state, spot)


def _read_before(state: State, spot: Spot) -> Draft:
    head = _past_yielding(spot, _widened(state, spot))
    name = pointed_at(state, spot, without_yielding(spot.view, pieces(spot.view, *head)))
    said = text_of(spot.view, name)
    if said and (measure := measure_announced(state, spot, said) or measure_of_another(state, spot, head)):
        return _draft(spot, (*name, *measure), (*name, *measure))
    if again := deed_again(state, spot, head):
        return _draft(spot, again, again)
    if said and not _needs_topic(state, spot, head, said) and not _is_held_against(spot):
        return _draft(spot, _with_action(state, spot, head, name), name, shared=_shared_behind(state, spot))
    bare = not said or action_of(spot.view, *head) == head
    if bare and (counted := _counted_together(state, spot)):
        deed = pieces(
            spot.view,
            skip_lead(spot.view, spot.begin, spot.first.start, state.by_start, light=False),
            spot.first.start,
        )
        return _draft(spot, (*deed, *counted), counted)
    if _goes_on_doing(state, spot, head):
        return _draft(spot, name, name)
    topic = owner_of(spot)
    opening = action_of(spot.view, *head) if topic else None
    if opening and is_relational(spot.view[opening[1] : head[1]]):  # 开工建设总投资9亿元的电站
        head = (opening[1], head[1])
        name, said = pieces(spot.view, *head), spot.view[slice(*head)]
    if _is_held_against(spot):
        return _held_against(state, spot)
    topic, source = _what_it_is_of(state, spot, head, said, topic)
    if deed := _deed_alone(state, spot, head, topic):
        return _draft(spot, deed, deed if topic else name, source)
    same = source is None and is_relational(said) and text_of(state.paragraph.text, topic).endswith(said)
    name = topic if same else joined_name(state.paragraph.text, spot, topic, name, said)
    aside = action_of(spot.view, *head) == head or metric_ending("planned").search(said) is not None
    about = topic if topic and aside else name  # 税收8亿元，为预算的98%，增长6%: the last is of 税收
    root = topic if said else source.root if source else ()
    return _draft(spot, name, about, source, root)


def _past_yielding(spot: Spot, head: Span) -> Span:
    """完成总产值5亿元: behind the verb that opens the phrase."""
    named = without_yielding(spot.view, (head,))
    return named[0] if len(named) == 1 else head


def _what_it_is_of(
    state: State, spot: Spot, head: Span, said: str, topic: Phrase
) -> tuple[Phrase, Draft | None]:
    """The topic that a phrase needs which says too little, and the figure whose topic it is."""
    source = None
    if not topic and is_relational(said) and spot.segment.number == 0:
        topic = object_before(state, spot.clause) or project_of(state, spot, said)
        topic = topic or owner_before(state, spot.clause)
    if topic or head[0] > spot.head[0]:
        return topic, source
    topic, source = topic_of(state, spot)
    topic = without_aim(state.paragraph.text, topic) if spot.tail.done else topic
    if source and is_relational(said) and is_row(state, source, spot):
        return (), None
    return () if _has_no_business(state, source) and said in metric_words("business") else topic, source


def _has_no_business(state: State, source: Draft | None) -> bool:
    """带动就业300人，营业收入2亿元: what a firm takes in is not what its people are told of, nor is 总投资 of
    新增学位2万个, nor 年产值 of 年产电池30万套."""
    if source is None or not source.topic:
        return False
    unit = unit_words().get(source.quantity.unit or "")
    text, (first, last) = state.paragraph.text, source.topic[0]
    holds = (
        metric_ending("capacity").search(text, *source.topic[-1]) and unit_kind(source.quantity) != "money"
    )
    made = metric_regex("making").match(text, first, last)
    return (unit is not None and unit.dimension == "people") or bool(holds or made)


def _deed_alone(state: State, spot: Spot, head: Span, topic: Phrase) -> Phrase:
    """A deed without its object: 安排20亿元用于… names it behind the number, 企业560家，其中新增86家 before
    it; 其中出口80亿元 is a name of its own."""
    if head[0] == head[1] or action_of(spot.view, *head) != head:
        return ()
    name = pieces(spot.view, *head)
    if not topic:
        return (*name, *_deed_behind(spot))
    last = state.drafts[-1] if state.drafts else None
    alike = last is not None and last.quantity.unit == spot.first.unit
    if not (alike and spot.part and unit_kind(spot.first) in _COUNTED):
        return ()
    return (*name, *without_action(state.paragraph.text, topic))


def _is_held_against(spot: Spot) -> bool:
    """产能达9万吨，是东厂的两倍: the clause opens with 是, and 的 parts it from the number."""
    view, first = spot.view, spot.first
    opened = metric_regex("likening").search(view, spot.begin, spot.head[0])
    return bool(opened and spot.tail.of and first.unit in ("倍", "%") and opened.end() == spot.head[0])


def _held_against(state: State, spot: Spot) -> Draft:
    """What goes on about the figure before: what it is held against is none of its own."""
    topic, source = topic_of(state, spot)
    name = topic or pieces(spot.view, *spot.head)
    return _draft(spot, name, name, source)


def _is_picked(state: State, spot: Spot) -> bool:
    """部门中，撤销的12个，保留的32个: what is done to some of them is told of these."""
    clause = state.paragraph.clauses[spot.clause]
    closed = not spot.view[spot.behind : spot.end].strip(CLOSERS)
    alone = (
        spot.segment.number == 0 and spot.begin == clause.start and spot.view[spot.first.start - 1] == "的"
    )
    return closed and alone and unit_kind(spot.first) == "classifier"


def _whole_picked(state: State, spot: Spot) -> Phrase:
    """What they are of: that of the one before, else what that was about."""
    clauses, last = state.paragraph.clauses, state.drafts[-1] if state.drafts else None
    if last is None or clauses[last.clause].sentence != clauses[spot.clause].sentence:
        return topic_of(state, spot)[0]
    beside = last.tail.of and last.root and last.quantity.unit == spot.first.unit
    return last.root if beside else topic_of(state, spot)[0]


def _counted_together(state: State, spot: Spot) -> Phrase:
    """组织5批、80名教师支教: what the next number counts is what this one does; 组建20支、每支30人的队伍:
    what has so much each."""
    view, clause = spot.view, state.paragraph.clauses[spot.clause]
    if sized := _SIZED_EACH.match(view, spot.behind, clause.end):
        stop = predicate_at(view, sized.end(), clause.end)
        return pieces(view, sized.end(), trim_tail(view, sized.end(), stop))
    counts = unit_kind(spot.first) == "classifier" and not spot.says and view.startswith("、", spot.behind)
    if not counts:
        return ()
    number = next((one for one in state.by_clause[spot.clause] if one.start == spot.behind + 1), None)
    if number is None or unit_kind(number) != "classifier" or number.unit == spot.first.unit:
        return ()
    stop = whole_words(view, min(clause.end, number.end + _LONGEST_PREDICATE))
    return pieces(view, number.end, trim_tail(view, number.end, stop))


def _deed_behind(spot: Spot) -> Phrase:
    """用于发放补贴: what a sum is for, behind it."""
    if not spot.view.startswith("用于", spot.behind):
        return ()
    stop = whole_words(spot.view, min(spot.end, spot.behind + _LONGEST_PREDICATE))
    return pieces(spot.view, spot.behind, trim_tail(spot.view, spot.behind, stop))


def _draft(
    spot: Spot,
    name: Phrase,
    topic: Phrase,
    source: Draft | None = None,
    root: Phrase = (),
    shared: Phrase = (),
) -> Draft:
    metric = (*with_tail(name, spot.tail), *(shared or _what_follows(spot)))
    return Draft(
        spot.first,
        spot.clause,
        spot.tail,
        metric,
        topic,
        subject=source.subject if source and not source.elsewhere else None,
        root=root,
    )


def with_tail(name: Phrase, tail: Tail) -> Phrase:
    """The name with the words of change, share or comparison that belong to it, and the field of a rank."""
    return (*name, *tail.kept, *((tail.ranked_in,) if tail.ranked_in else ()))


def _with_action(state: State, spot: Spot, head: Span, name: Phrase) -> Phrase:
    """The name with the verb of the enumeration's first member: 新入库工业企业400家、服务业企业300家."""
    action = action_of(spot.view, *head)
    if spot.segment.number == 0:
        if action:
            rest = metric_regex("action").fullmatch(spot.view, action[1], spot.head[1])
            doubled = rest and not spot.view.startswith("完成", action[0])
            action = spot.head if doubled else action  # 实施改造9个、4万平方米小区
            state.action, state.action_unit = action, spot.first.unit
            state.action_kind = unit_kind(spot.first)
        return name
    counted = unit_kind(spot.first) in _COUNTED and state.action_kind in _COUNTED  # 改造杆塔9座、线路8公里
    alike = state.action_unit == spot.first.unit or counted
    done = state.action is not None and alike and action is None and not is_relative(spot.first)
    inherits = done and not spot.view.startswith("总", head[0])
    return (state.action, *name) if inherits and state.action else name


_COUNTED = ("classifier", "measure")


def _what_follows(spot: Spot) -> Phrase:
    """What is said of a number that has its noun elsewhere: 62家入选名单, 连续四年高于全区平均水平,
    生活垃圾100%无害化处理."""
    be = metric_regex("being").match(spot.view, spot.behind, spot.end)  # 5年为一个评估周期
    rest = pieces(
        spot.view, be.end() if be else spot.behind, trim_tail(spot.view, spot.behind, _rest_end(spot))
    )
    if spot.tail.continued:
        return (spot.tail.continued, *rest)
    ends = (
        spot.behind >= spot.end
        or (spot.says and not _does_share(spot))
        or spot.tail.starts_from
        or spot.noted
        or spot.view[spot.behind] in CLOSERS + "的"
    )
    if granted := _grant_behind(spot):
        return granted
    if spot.view.endswith("按", spot.begin, said_from(spot)):  # 赤字率拟按3%安排
        return ()
    if is_spent(spot):
        return rest
    measures = metric_regex("measures").match(spot.view, spot.behind, spot.end)
    if measures and spot.filled and spot.first.unit in ("条", "项"):  # 出台促进消费9条措施
        return pieces(spot.view, *measures.span())
    bare = not (spot.filled or spot.tail.kept or spot.tail.ranked_in or spot.before)
    spoken = any(_HAN[0] <= sign <= _HAN[1] for sign in text_of(spot.view, rest))
    return rest if spoken and not ends and (bare or (spot.filled and is_relative(spot.first))) else ()


def _does_share(spot: Spot) -> bool:
    """新建住宅实现100%装配式建造: the share is of what is done behind it, where no measure stands before."""
    measured = metric_ending("relational").search(spot.view, *spot.head) is not None
    return spot.tail.done and spot.filled and is_relative(spot.first) and not measured


def _rest_end(spot: Spot) -> int:
    """The end of what is said behind a number; where that is too long, of the nouns before its verb."""
    view, longest = spot.view, spot.behind + _LONGEST_PREDICATE
    if spot.end <= longest:
        return spot.end
    stop = whole_words(view, longest)
    words = view.speech.within(spot.behind, stop)
    verb = next((w.start for w in words[1:] if w.tag == "v" and w.start > spot.behind), stop)
    named = bool(words) and words[0].tag.startswith(("n", "s"))
    return verb if named else stop


def _shared_behind(state: State, spot: Spot) -> Phrase:
    """完成省级13项、市级45项反馈问题整改: what only the last of an enumeration names is told of each."""
    view, clause = spot.view, state.paragraph.clauses[spot.clause]
    if spot.says or not view.startswith(_JOINTS, spot.behind) or unit_kind(spot.first) != "classifier":
        return ()
    held = state.by_clause[spot.clause]
    at = next((i for i, one in enumerate(held) if one.start >= spot.behind), None)
    if (
        at is None
        or held[at].unit != spot.first.unit
        or (at + 1 < len(held) and held[at + 1].unit == spot.first.unit)
    ):
        return ()
    number = held[at]
    named = skip_lead(view, spot.behind + 1, number.start, state.by_start)
    short = 0 < number.start - named <= _SHORT_HEAD and action_of(view, named, number.start) is None
    stop = held[at + 1].start if at + 1 < len(held) else clause.end
    noun = (number.end, trim_tail(view, number.end, min(stop, number.end + _LONGEST_PREDICATE)))
    if (
        not short
        or noun[1] - noun[0] < _SHORTEST_NAME
        or view[noun[0]] in CLOSERS
        or not _is_short_deed(view, spot.head)
    ):
        return ()
    return pieces(view, *noun)


def _is_short_deed(view: View, head: Span) -> bool:
    """完成省级: a verb and the name of a level."""
    action = action_of(view, *head)
    return action is not None and 0 < head[1] - action[1] <= _SHORT_HEAD


_JOINTS = ("、", "和", "及", "与")


def _grant_behind(spot: Spot) -> Phrase:
    """给予平台500万元补贴: what is given is named behind the sum."""
    at = spot.behind + spot.of  # 给予1000万元、800万元的奖励
    word = metric_regex("grant").match(spot.view, at, spot.end)
    if word is None or unit_kind(spot.first) != "money" or not spot.filled:
        return ()
    return pieces(spot.view, word.start(), trim_tail(spot.view, word.start(), min(spot.end, word.end() + 2)))


def _widened(state: State, spot: Spot) -> Span:
    """The phrase with what stands before an earlier number where that belongs to it
    (50米内换乘比例提升至93%; 融资在千万以上的企业 30家), without the clause before 、, with its verb when it
    is very short, cut at 的 when it is long.
    """
    view, (first, last) = spot.view, spot.head
    if _belongs_to_whole(spot):
        if changed := _before_change(spot):
            return changed
        return (skip_lead(view, spot.segment.begin, last, state.by_start), last)
    mark = view.rfind("、", first, last)
    if mark > 0 and "等" not in view[mark:last] and predicate_at(view, first, mark) < mark - 1:
        return (mark + 1, last)
    if 0 < last - first <= _SHORTEST_NAME and not is_relational(view[first:last]):
        opens = spot.subject.span[1] if spot.subject else spot.begin  # 石桥县新建12万亩
        return (skip_lead(view, opens, last, state.by_start, light=False), last)
    cut = view.rfind("的", first, last) if last - first > _LONGEST_HEAD else -1
    if cut > 0 and last - cut > _SHORTEST_CUT:
        return (skip_lead(view, cut + 1, last, state.by_start), last)
    return (first, last)


def _before_change(spot: Spot) -> Span | None:
    """部门由52个裁并为42个, 将24项措施调整为30项: what there was before is no part of what there is."""
    view, before, begin = spot.view, spot.before, spot.segment.begin
    alike = before is not None and before.unit == spot.first.unit and unit_kind(spot.first) == "classifier"
    if before is None or not alike or spot.begin != spot.head[0] or not spot.tail.attains:
        return None
    if not (view.endswith(_STARTS, begin, before.start) or _is_changed(spot)):
        return None
    if view.endswith(_STARTS, begin, before.start):
        return (begin, before.start - 1) if begin < before.start - 1 else None
    return spot.head


def _is_changed(spot: Spot) -> bool:
    """整合优化为, 调整增加为, 任务完成; not 死亡人数为."""
    said = spot.tail.decisive
    if said is None or spot.tail.done:
        return spot.tail.done
    last = spot.view.speech.at(spot.head[1] - 1)
    verb = last is not None and last.tag.startswith("v") and spot.view[said[1] - 1] in "为至到"
    return verb or (said[1] - said[0] > _LONGEST_BEING and not spot.view.startswith("达到", said[0]))


def _belongs_to_whole(spot: Spot) -> bool:
    if spot.before is None or not spot.filled:
        return False
    of = spot.view.startswith("的", spot.begin)
    bound = spot.before.qualifier in _BOUNDS or spot.view.endswith(_PASSING, 0, spot.before.start)
    if of and spot.says and bound and unit_kind(spot.before) != "classifier":
        return True  # 年收入过10万元的村占70%
    short = spot.head[1] - spot.head[0] <= _SHORT_HEAD
    adjoining = spot.begin == spot.head[0] and unit_kind(spot.first) == "classifier"
    return not of if spot.says else short and (of or adjoining)


def _goes_on_doing(state: State, spot: Spot, head: Span) -> bool:
    """新增债券90亿元；新增贷款200亿元: the same deed with the same unit is told of another thing."""
    last = state.drafts[-1] if state.drafts else None
    action = action_of(spot.view, *head)
    if last is None or not last.topic or action is None or action[1] >= head[1]:
        return False
    done = action_of(state.paragraph.text, *last.topic[0])
    same = done is not None and spot.view[slice(*action)] == state.paragraph.text[slice(*done)]
    return same and last.quantity.unit == spot.first.unit


def _needs_topic(state: State, spot: Spot, head: Span, said: str) -> bool:
    """产值, 占全省…, 新开工 and, in an enumeration, 省级 say nothing alone."""
    opening = action_of(spot.view, *head) or manner_of(spot.view, *head)
    bare = text_of(spot.view, ((opening[1], head[1]),)) if opening else said
    done = not bare and unit_kind(spot.first) in _COUNTED  # 企业560家，其中新增86家
    if spot.part and not (done or is_level(said)) and len(said) >= _SHORTEST_PART:  # 其中税收收入
        return said.startswith(("占", "约占")) or said in metric_words("sharing")
    if opening and bare and metric_regex("grant").match(said):  # 资助期限, 奖励金额
        return False
    if not bare or _is_verb(spot.view, head) or is_relational(said) or is_relational(bare):
        return True
    if _is_since_deed(spot.view, head):
        return True
    if said.startswith(("占", "约占")) or is_share_of_measure(said):
        return True
    if said.startswith("在") and "占" in said:  # 第三产业发展较快，在生产总值中占的比重…
        return True
    last = state.drafts[-1] if state.drafts else None
    alike = last is not None and last.quantity.unit == spot.first.unit
    alike = alike and (is_relative(spot.first) or _is_next_level(state, spot, last))
    return (spot.segment.number > 0 or spot.part or alike) and is_level(said)


def _is_next_level(state: State, spot: Spot, last: Draft | None) -> bool:
    """国家级园区8个，省级20个: the clause goes on with another level of what the one before opened with."""
    clauses = state.paragraph.clauses
    if last is None or clauses[last.clause].sentence != clauses[spot.clause].sentence:
        return False
    return bool(at_level(spot.view, last.topic, (spot.head,)))


def _is_since_deed(view: View, head: Span) -> bool:
    """精简后为18个: one word and 后 say when, not what."""
    word = view.speech.at(head[0])
    return word is not None and view[word.end : head[1]] in ("后", "以后", "之后")


def _is_verb(view: View, head: Span) -> bool:
    """今年再转5亿元: a verb of one character has its object elsewhere."""
    word = view.speech.at(head[0])
    return head[1] - head[0] == 1 and word is not None and word.tag == "v"
