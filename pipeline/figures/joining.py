"""What a name takes on from the topic of the figures before: 新签约项目5家、新开工3家."""

from pipeline.figures.clauses import View
from pipeline.figures.heads import Phrase, action_of, ending_action, is_level, is_relational, text_of
from pipeline.figures.spots import Spot, is_ranked, is_relative
from pipeline.figures.words import metric_ending, metric_regex, metric_words

_RATE = "率"
_RATES = ("率", "份额")
_AMOUNTS = "量额值数"
_SHARE = "占"
_MEANS = ("均", "比上年")
_SHORTEST_THING = 2
_AND_ABOVE = "以上"  # 省级以上园区


def joined_name(text: View, spot: Spot, topic: Phrase, name: Phrase, said: str) -> Phrase:
    """Topic and name. A level (国家级) that the topic ends in gives way to that of the name, 增速 to a verb
    of growth, a verb (新签约) to a verb (新开工)."""
    if said and (said in text_of(text, topic) or (is_level(said) and is_level(text_of(text, topic)))):
        return name
    if is_level(said) and (leveled := at_level(text, topic, name)):
        return leveled
    if topic and action_of(spot.view, *spot.head) == spot.head:
        topic = without_action(text, topic)
    if topic and said.startswith("总") and (opening := action_of(text, *topic[0])):  # 新增企业5家、总量60家
        topic = ((opening[1], topic[0][1]), *topic[1:]) if opening[1] < topic[0][1] else topic
    compared = spot.tail.changes or spot.tail.shares or spot.tail.compares
    measured = is_relational(said) and not (compared or is_relative(spot.first) or is_ranked(spot.first))
    measured = measured or _are_rates(text, topic, said) or _is_rate_beside(text, topic, said)
    ending = (
        "level" if is_level(said) else "relational" if measured else "up_noun" if spot.tail.changes else ""
    )
    ending = "relational" if not ending and is_share_of_measure(said) else ending
    if topic and (is_relational(said) or said.startswith(_SHARE)):
        topic = _without_share(text, topic)
    if topic and (parted := _parted(text, spot, topic, name, said)):
        return parted
    if topic and (doubled := _said_twice(text_of(text, topic), said)):  # 技改投资增长5%，投资比重提高…
        return (*topic, *_behind_first(text, name, doubled))
    if topic and ending:
        first, last = topic[-1]
        found = metric_ending(ending).search(text, first, last)
        if found and found.start() > first:
            topic = (*topic[:-1], (first, found.start()))
            doubled = _said_twice(text_of(text, topic), said)  # 污水处理量5万吨，处理率98%
            name = _behind_first(text, name, doubled) if doubled else name
    # 计划总投资8亿元，已完成投资3亿元
    return name if text_of(text, topic) in metric_words("foreseen") else (*topic, *name)


def without_action(text: View, topic: Phrase) -> Phrase:
    """The topic without the verbs it opens with (新开工项目, 规划新建项目) or ends in (旧房改造新开工)."""
    opening, ending = action_of(text, *topic[0]), ending_action(text, *topic[-1])
    if opening == topic[0] and len(topic) > 1:  # 新认定 of 企业
        return topic[1:]
    if opening and opening[1] < topic[0][1]:
        return without_action(text, ((opening[1], topic[0][1]), *topic[1:]))
    if ending and ending[0] > topic[-1][0] and ending[1] == topic[-1][1]:
        return (*topic[:-1], (topic[-1][0], ending[0]))
    return topic


def at_level(text: View, topic: Phrase, name: Phrase) -> Phrase:
    """A topic with another level in the place of its own: 省级事项可办率90%，市、县级70%; 培育国家级中心5家、
    省级30家. Nothing where it opens with none."""
    deed = action_of(text, *topic[0]) if topic else None
    done = (deed,) if deed else ()
    spans = ((deed[1], topic[0][1]), *topic[1:]) if deed else topic
    (first, last), *rest = [span for span in spans if span[0] < span[1]] or [(0, 0)]
    level = metric_regex("level").match(text, first, last)
    if level is None or not text.parts(level.end()):
        return ()
    at = level.end() + len(_AND_ABOVE) * text.startswith(_AND_ABOVE, level.end())
    others = ((at, last), *rest) if at < last else tuple(rest)
    return (*done, *name, *others) if others else ()


def is_share_of_measure(said: str) -> bool:
    """增加值占生产总值比重."""
    measure, share, _ = said.partition("占")
    return bool(share) and is_relational(measure)


def _says_only_how_much(text: View, spot: Spot, topic: Phrase) -> bool:
    """全长3公里，总投资5亿元: a measure that names nothing has no measures; 增速 may be its own."""
    compared = spot.tail.changes or spot.tail.shares or spot.tail.compares
    told_of_it = compared or is_relative(spot.first) or is_ranked(spot.first)
    return not told_of_it and is_relational(text_of(text, topic))


def _parted(text: View, spot: Spot, topic: Phrase, name: Phrase, said: str) -> Phrase:
    """The name of a measure that goes on about no measure before it, with the thing that both are of."""
    only_so_much = is_relational(said) and _says_only_how_much(text, spot, topic)
    if only_so_much or _is_of_another(text, topic, said):
        return name
    beside = spot.tail.changes and _is_another_measure(text, topic, said)
    return (*_measured_thing(text, topic), *name) if beside else ()


def _is_another_measure(text: View, topic: Phrase, said: str) -> bool:
    """企业收入增长12%，利润增长8%: each is a measure of its own; 增速 and 年均 are told of the one before."""
    told_of_it = said in metric_words("derived", "up_noun", "down_noun", "planned") or said.endswith(_MEANS)
    bare = is_relational(said) or metric_ending("relational").search(said) is not None
    measured = metric_ending("relational").search(text, *topic[-1]) or text[topic[-1][1] - 1] == _RATE
    return bool(bare and measured) and not (told_of_it or _are_rates(text, topic, said))


def _measured_thing(text: View, topic: Phrase) -> Phrase:
    """企业 of 企业收入; nothing of 资源利用率: what is used has no costs."""
    first, last = topic[-1]
    measure = metric_ending("relational").search(text, first, last)
    if text[last - 1] == _RATE or measure is None:
        return ()
    rest = (first, measure.start())
    return (*topic[:-1], rest) if rest[1] - rest[0] >= _SHORTEST_THING else topic[:-1]


def _without_share(text: View, topic: Phrase) -> Phrase:
    """服务业占生产总值的比重达50%，增加值增长7%: the measure is of what has the share."""
    first, last = topic[0]
    at = text.find("占", first + 1, last)
    return ((first, at),) if at > 0 else topic


def _is_of_another(text: View, topic: Phrase, said: str) -> bool:
    """原煤产量 beside 发电量: what was measured before is another matter than 电, where a 电站 has both.
    普及率 or 有效灌溉率 beside 入学率: nothing is named that both would be of."""
    ends = [metric_ending(use).search(text, *topic[-1]) for use in ("relational", "own_matter")]
    if _are_rates(text, topic, said):
        return ends[0] is None or is_relational(text_of(text, topic))
    return said in metric_words("own_matter") and any(ends)


def _are_rates(text: View, topic: Phrase, said: str) -> bool:
    """小学普及率 beside 入学率."""
    return is_relational(said) and said.endswith(_RATE) and text_of(text, topic).endswith(_RATE)


def _is_rate_beside(text: View, topic: Phrase, said: str) -> bool:
    """出货量居第一位，市场占有率40%: a rate is of the thing, not of how much there is of it."""
    if not topic or not said.endswith(_RATES):
        return False
    measure = metric_ending("relational").search(text, *topic[-1])
    return measure is not None and measure[0][-1] in _AMOUNTS


def _said_twice(topic: str, said: str) -> int:
    """How many characters, two or more, the topic ends in and what is said begins with."""
    most = min(len(topic), len(said) - 1)
    return next((count for count in range(most, 1, -1) if topic.endswith(said[:count])), 0)


def _behind_first(text: View, name: Phrase, count: int) -> Phrase:
    """A name without so many of its first characters, blanks and holes apart."""
    (first, last), *rest = name
    held = len(text_of(text, ((first, last),)))
    if held <= count:
        return _behind_first(text, tuple(rest), count - held) if rest else ()
    while len(text_of(text, ((first, last),))) > held - count:
        first += 1
    return ((first, last), *rest)
