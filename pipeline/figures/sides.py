"""On which side of a number stands what it tells about."""

from parsers.notation.quantity_bounds import is_step
from pipeline.figures.clauses import Span
from pipeline.figures.heads import action_of, ending_action
from pipeline.figures.listed import sums_up_list
from pipeline.figures.spots import (
    CLOSERS,
    MEASURE_ENDS,
    Spot,
    is_deadline,
    is_ranked,
    is_relative,
    rate_end,
    unit_kind,
)
from pipeline.figures.words import metric_ending, metric_regex, metric_words

_SHORTEST_OBJECT = 2
_LONGEST_RELATIVE = 10
_LONGEST_QUALIFIED = 16
_LONGEST_SORT = 40
_LONGEST_RESULTING = 8
_LONGEST_EACH = 4  # words
_JOINTS = "和及与、"
_MEASURES_TAKEN = ("条", "项", "个", "大")


def counts_what_follows(spot: Spot) -> bool:
    """Whether the number stands before what it tells about (建成4000座基站), not behind it
    (建成基站4000座)."""
    view, at = spot.view, spot.behind
    if (
        is_ranked(spot.first)
        or spot.tail.continued
        or spot.tail.starts_from
        or at >= spot.end
        or view[at] in CLOSERS
        or spot.noted
        or is_step(view, at)
        or ((view[at].isdigit() or view[at] in "-－") and at > spot.group[-1].end)
    ):
        return False
    if is_deadline(spot.first):
        return True
    noun = metric_regex("predicate").match(view, at, spot.end) is None or _opens_relative(spot)
    if changes_what_follows(spot) or _is_made(spot) or _is_capacity(spot) or (noun and _results(spot)):
        return True
    if (
        view[spot.head[1] : spot.first.start].lstrip("\0").startswith("等")
        and not is_relative(spot.first)
        and (noun or _is_relative_noun(spot))
    ):
        return True
    if _has_noun_behind(spot, noun=noun):
        return True
    if spot.says and not (spot.tail.done and noun and _is_done_to(spot)):
        return noun and not (spot.filled or spot.of or is_relative(spot.first) or spot.before)
    measured = _is_measured(spot)
    verb = spot.filled and not measured and ending_action(view, *spot.head) is not None
    if spot.of and is_relative(spot.first) and metric_regex("by_rate").match(view, at + 1, spot.end):
        return not spot.filled and _is_rate_of_deed(spot)  # 按保险费50%的标准
    if spot.of:
        return (
            not spot.filled
            or view[slice(*spot.head)] in metric_words("scope")  # 全省10家以上的企业
            or view[spot.first.start - 1] in _JOINTS
            or verb
            or _is_of_each(spot)
            or _is_lone_deed(spot)
            or (is_relative(spot.first) and not measured and view[spot.head[1] - 1] not in MEASURE_ENDS)
        )
    if is_relative(spot.first):
        return noun and not spot.filled
    return noun and (verb or not spot.filled or not (measured or _has_object(spot)) or _is_in_field(spot))


def _is_lone_deed(spot: Spot) -> bool:
    """构建500个以上的训练集: nothing but a verb stands before what is counted."""
    word = spot.view.speech.at(spot.head[0]) if spot.filled else None
    alone = word is not None and word.tag == "v" and (word.start, word.end) == spot.head
    return alone and unit_kind(spot.first) == "classifier" and not spot.says


def _is_of_each(spot: Spot) -> bool:
    """每个村不少于2万元的工作经费: each of what has so much of what 的 leads on to."""
    words = spot.view.speech.within(*spot.head)
    each = bool(words) and spot.view.startswith("每", words[0].start)
    return (
        each and len(words) <= _LONGEST_EACH and unit_kind(spot.first) in ("money", "measure", "classifier")
    )


def _is_rate_of_deed(spot: Spot) -> bool:
    """按不低于总数10%的比例建设充电桩: what is done at that rate stands behind it."""
    at = rate_end(spot.view, spot.behind)
    deed = spot.view.speech.at(at) if at < spot.end else None
    return deed is not None and deed.tag.startswith("v")


def said_from(spot: Spot) -> int:
    """Where the number begins with the bound before it: 按|不超过上年标准的80%."""
    said = spot.first.qualifier_at
    return min(spot.first.start, said[0]) if said is not None else spot.first.start


def is_spent(spot: Spot) -> bool:
    """教师每年至少1个月在企业实训: what is done in the time that somebody has to spend."""
    word = spot.view.speech.at(spot.behind) if spot.behind < spot.end else None
    if (
        word is None
        or unit_kind(spot.first) != "time"
        or not spot.filled
        or spot.says
        or is_deadline(spot.first)
    ):
        return False
    return word.tag == "p" or spot.view[word.start : word.end] in metric_words("spending")


def is_served(spot: Spot) -> bool:
    """免费为3万名妇女提供筛查: a preposition takes what is counted, and the clause goes on with its verb."""
    view, at = spot.view, spot.behind
    before = view.speech.at(spot.first.start - 1) if spot.first.start > spot.begin else None
    scope = before is not None and view[before.start : before.end] in metric_words("scope")
    named = scope or (before is not None and before.tag == "ns")
    if before is not None and named and before.start > spot.segment.begin:  # 为甲市50家企业提供
        before = view.speech.at(before.start - 1)
    if before is None or not metric_regex("serving", "facing").fullmatch(view, before.start, before.end):
        return False
    words = view.speech.within(at, spot.end)
    named = bool(words) and words[0].start == at and words[0].tag.startswith(("n", "b", "j", "a"))
    return (
        named and unit_kind(spot.first) in ("classifier", "") and any(word.tag == "v" for word in words[1:])
    )


def _is_done_to(spot: Spot) -> bool:
    """年内完成35个小区改造, 三年内全面完成12万平方米旧房改造: things, or no noun before the verb."""
    if unit_kind(spot.first) == "classifier":
        return True
    words = spot.view.speech.within(*spot.head)
    adverbs = metric_words("lead", "manner")
    named = (
        bool(words)
        and words[-1].tag[0] in "nbjv"
        and spot.view[words[-1].start : words[-1].end] not in adverbs
    )
    return unit_kind(spot.first) == "measure" and not named


def is_possessed(spot: Spot) -> bool:
    """律师事务所应有10万元以上的资金, 具有3年以上从业经历, 包含7项指标: what is had stands behind."""
    had = metric_ending("having").search(spot.view, spot.begin, spot.first.start)
    return had is not None and spot.view.parts(had.start()) and not spot.tail.relative


def is_located(spot: Spot) -> bool:
    """不得同时在两个以上机构从业: 在 tells where, not how much (失业率在5%以内)."""
    before = spot.view.endswith("在", spot.begin, spot.first.start)
    return before and unit_kind(spot.first) == "classifier" and not spot.of


def _opens_relative(spot: Spot) -> bool:
    """引进5名获得学位的人才: behind the verb that takes the number a predicate only tells what sort it is."""
    made = ending_action(spot.view, *spot.head) if spot.filled else None
    taken = made is not None and made[1] == spot.head[1] == spot.first.start
    word = spot.view.speech.at(spot.first.start - 1) if not (spot.filled or spot.says) else None
    light = word is not None and metric_regex("light").fullmatch(spot.view, word.start, word.end)
    taken = taken or light is not None  # 支持40个突出前沿引领的学科
    of = spot.view.find("的", spot.behind, min(spot.end, spot.behind + _LONGEST_SORT))
    return taken and unit_kind(spot.first) == "classifier" and 0 < of < spot.end - 1


def _is_relative_noun(spot: Spot) -> bool:
    """等6项已立项标准的研制: the predicate right behind the number only tells what sort it is."""
    of = spot.view.find("的", spot.behind, min(spot.end, spot.behind + _LONGEST_RELATIVE))
    return unit_kind(spot.first) == "classifier" and 0 < of < spot.end - 1


def _has_noun_behind(spot: Spot, *, noun: bool) -> bool:
    """Whether what stands before the number takes the noun behind it."""
    relative = "的" in spot.view[spot.behind : min(spot.end, spot.behind + _LONGEST_QUALIFIED)]
    if (noun or relative) and is_inside(spot):
        return True
    taking = (is_possessed, _is_had, is_located, _is_governed, is_served, _is_size)
    return noun and any(takes(spot) for takes in taking)


def is_inside(spot: Spot) -> bool:
    """支持其行政区域内1家示范区: a place ends right before the number."""
    word = spot.view.speech.at(spot.first.start - 1) if spot.first.start > spot.begin else None
    if word is None or unit_kind(spot.first) != "classifier" or spot.of:
        return False
    return spot.filled and spot.view[word.start : word.end] in metric_words("inside")


def _is_size(spot: Spot) -> bool:
    """至1998年达到2000名的招生规模: what is so large stands behind, but not 达到3个的目标."""
    if not (spot.tail.attains and spot.of) or spot.filled or unit_kind(spot.first) != "classifier":
        return False
    at = spot.behind + 1
    bare = metric_ending("relational").fullmatch(spot.view, at, spot.end) is not None
    return at < spot.end and not bare and metric_regex("shell").match(spot.view, at, spot.end) is None


def _is_governed(spot: Spot) -> bool:
    """来自20个国家的游客, 点亮5万盏路灯: the verb or preposition right before the number takes what stands
    behind it."""
    word = spot.view.speech.at(spot.first.start - 1) if spot.first.start > spot.begin else None
    kind = unit_kind(spot.first)
    whole_noun = spot.of and (kind == "measure" or _lasts_what_follows(spot))
    if word is None or spot.says or not spot.filled or not (kind == "classifier" or whole_noun):
        return False
    whole = word.start >= spot.head[0] + (not whole_noun) and word.end == spot.head[1] == spot.first.start
    noun = metric_ending("relational").search(spot.view, word.start, word.end) is not None
    return whole and word.tag in ("v", "p") and not noun


def _is_capacity(spot: Spot) -> bool:
    """农村提供50兆比特以上接入服务能力: how large a capacity is that a verb takes, with nothing behind it."""
    word = spot.view.speech.at(spot.first.start - 1) if spot.first.start > spot.begin else None
    stop = next((at for at in range(spot.behind, spot.end) if spot.view[at] in CLOSERS), spot.end)
    named = metric_ending("capacity").search(spot.view, spot.behind, stop)
    taken = word is not None and word.tag == "v" and not spot.says and word.end == spot.first.start
    return taken and named is not None and unit_kind(spot.first) not in ("money", "share", "time")


def _lasts_what_follows(spot: Spot) -> bool:
    """参加3个月的就业见习, but 3年的期限."""
    at = spot.behind + 1
    term = metric_regex("shell", "term").match(spot.view, at, spot.end)
    return unit_kind(spot.first) == "time" and at < spot.end and term is None


def _is_measured(spot: Spot) -> bool:
    """Whether a noun of measure stands before the number; 投资 of 扩大民间投资9条措施 measures no 条."""
    measure = metric_ending("relational").search(spot.view, *spot.head)
    if measure is None:
        return False
    counted = unit_kind(spot.first) == "classifier" and spot.first.unit in _MEASURES_TAKEN
    return not counted or measure[0][-1] in MEASURE_ENDS


def _is_in_field(spot: Spot) -> bool:
    """整治养老、医疗等领域12个突出问题: where things are is not what they are."""
    view, at = spot.view, spot.head[1]
    field = metric_ending("field").search(view, spot.head[0], at)
    return field is not None and unit_kind(spot.first) == "classifier"


def changes_what_follows(spot: Spot) -> bool:
    """压减15%的公用经费: what grows or shrinks stands behind the share; 实现增长8%的目标 names nothing."""
    if not (spot.tail.changes and spot.of and is_relative(spot.first)) or spot.filled:
        return False
    at = spot.behind + 1
    return at < spot.end and metric_regex("shell").match(spot.view, at, spot.end) is None


def made_by(spot: Spot) -> Span | None:
    """The verb of making right before a number: 年产30万台冰箱."""
    making = metric_ending("making").search(spot.view, *spot.head)
    return making.span() if making and making.end() == spot.first.start else None


def _is_made(spot: Spot) -> bool:
    """年产30万台冰箱的生产线: what is made stands behind its amount."""
    word = spot.view.speech.at(spot.behind)
    return made_by(spot) is not None and word is not None and word.tag.startswith("n")


def _results(spot: Spot) -> bool:
    """将30个园区整合为5个片区: what comes of it stands behind its number."""
    counted = unit_kind(spot.first) == "classifier" and not spot.of
    said = spot.view[max(spot.begin, spot.first.start - _LONGEST_RESULTING) : spot.first.start]
    return counted and said.rstrip().endswith(tuple(metric_words("resulting")))


def _is_had(spot: Spot) -> bool:
    """中华民族有5000多年的文明历史, 建设学校和3个医院: the noun stands behind what is had, and behind 和."""
    view, kind = spot.view, unit_kind(spot.first)
    at = spot.first.start
    if view.endswith("的", spot.begin, at):  # 确有成效的40项科技成果
        return not spot.of and kind == "classifier"
    had = spot.of and kind == "time" and view.endswith("有", spot.begin, at)
    if sums_up_list(view, spot.first, view.speech):  # 青石路、白塔路2个街区
        return True
    joined = view[at - 1] in _JOINTS and at > spot.begin and view.parts(at - 1)
    return had or (joined and not spot.of and kind == "classifier" and spot.before is None)


def _has_object(spot: Spot) -> bool:
    """Whether the phrase before the number is a verb with its object (完成投资50亿元…)."""
    action = action_of(spot.view, *spot.head)
    if action is None or spot.head[1] - action[1] < _SHORTEST_OBJECT:
        return False
    return spot.view[action[1] : spot.head[1]] not in metric_words("determiner") | metric_words("level")
