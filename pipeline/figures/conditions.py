"""Numbers that only tell which things are meant: 产值超过10亿元的企业, 20户以上自然村, 逾期超过3次的，….

They are thresholds of a class or conditions of a rule and state nothing of what there is or shall be. What is
counted or given (50家以上企业, 5亿元以上资金) does.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from parsers.notation.quantity import Quantity
from parsers.notation.quantity_range import included
from pipeline.figures.cases import BOUNDED, STOPS, clause_end, clause_start, picks_case
from pipeline.figures.condition_words import condition_regex, condition_words
from pipeline.figures.provided import providing_end
from pipeline.figures.speech import Speech, Word
from pipeline.figures.spots import unit_kind
from pipeline.figures.words import BLANKS, metric_ending, metric_regex, metric_words, past_blanks

_COUNTED: Final = frozenset({"人", "户", "头", "张"})  # units of what a class is sized by: 20户以上自然村
_AGES: Final = frozenset({"岁", "周岁"})
_AGES_AHEAD: Final = re.compile(r"(?:[、和及][0-9]{1,3}(?:[-—–~至到][0-9]{1,3})?周?岁(?:及?以[上下])?)+")
_EITHER: Final = frozenset({"或", "或者", "、"})
_GOES_ON: Final = "，,；;、"
_EXTENTS: Final = frozenset({"米", "里", "公里", "千米", "亩", "公顷", "平方米", "平方公里", "平方千米"})
_HUNDRED_MILLION: Final = 10**8
_LONGEST_NOUN: Final = 16
_LONGEST_REACHING: Final = 4
_LONGEST_SHARE: Final = 3
_NOMINAL: Final = ("n", "b", "j", "l", "s", "vn", "a", "k", "eng")
_BOUND_BEHIND: Final = re.compile("(?:以上|以下|以内|以外)$")
_NOTE: Final = re.compile(rf"(?:[（(](?:{'|'.join(included())})[）)])?(?:/[年月])?")
_AMONG = re.compile(
    "[一-鿿（）()]{1,16}?中的?(?:综合)?(?:排|位列|位居|名列|居第|列第|第[一二三四五六七八九十0-9]|[名位]次)"
)
_EXCHANGE = re.compile("[ \u3000]*兑换?(?=[ \u3000]*[0-9])")
_RANKED: Final = re.compile("(?:、[^，。；：0-9]{0,10}前[0-9]{1,4}[位名]?)+的")
_SCALE_OF: Final = "规模的"
_BETWEEN: Final = "之间"  # 500万元至2000万元之间的企业
_NAMING: Final = "nbjl"  # 超过2万元的部分项目
_IS: Final = re.compile("[是为系]")


def is_condition(
    text: str,
    quantity: Quantity,
    behind: Sequence[Quantity],
    speech: Speech,
    earlier: Sequence[Quantity] = (),
) -> bool:
    """Whether a quantity is a threshold or a condition; `behind` are those that follow it, `earlier` those
    before it."""
    before = earlier[-1] if earlier else None
    for at, one in enumerate(earlier):
        following = (*earlier[at + 1 :], quantity, *behind)
        if _list_end(text, one, following) >= quantity.end and _goes_with_next(text, one, following, speech):
            return True
    return (
        _closes_condition(text, quantity)
        or _goes_with_next(text, quantity, behind, speech)
        or _picks_with_of(text, quantity, speech, behind)
        or _picks_class(text, quantity, behind, speech)
        or _sizes_each(text, quantity, speech, before)
        or _names_class(text, quantity, speech)
        or _sorts_counted(text, quantity, behind, speech)
        or _picks_ranked(text, quantity, speech)
        or _is_field_of_rank(text, quantity)
        or _is_exchanged(text, quantity)
        or _picks_counted(text, quantity, before)
        or _sizes_listed(text, quantity, before, behind)
        or _picks_people(text, quantity, speech)
        or _is_scale(text, quantity, speech)
        or _is_basis(text, quantity, speech)
        or _picks_part(text, quantity, speech)
        or _picks_by_service(text, quantity, speech)
        or _is_forbidden(text, quantity)
        or _picks_for_share(text, quantity, speech)
        or _qualifies_rate(text, quantity, behind)
        or picks_case(text, quantity, speech)
    )


def _goes_with_next(text: str, quantity: Quantity, behind: Sequence[Quantity], speech: Speech) -> bool:
    """项目不超过6项或3项的任务, 突破10亿元、5亿元、1亿元的企业: the bound is told of all."""
    end = _list_end(text, quantity, behind)
    if end <= quantity.end or quantity.qualifier not in BOUNDED:
        return False
    rest = [one for one in behind if one.start >= end]
    return _picks_with_of(text, replace(quantity, end=end), speech, rest)


def _list_end(text: str, quantity: Quantity, behind: Sequence[Quantity]) -> int:
    """The end of the last of the numbers that 或 or 、 joins to this one."""
    end = quantity.end
    for one in behind:
        if text[end : one.start] not in _EITHER:
            break
        end = one.end
    return end


def _sorts_counted(text: str, quantity: Quantity, behind: Sequence[Quantity], speech: Speech) -> bool:
    """产值超100亿元企业2家、超10亿元的企业15家; 项目80个、亿元以上40个: a bound right before a noun that is
    counted or, where the noun is left out, before the count. 投资超亿元的8家 is told of what is counted."""
    of = text.startswith("的", quantity.end)
    sorts = ("money", "measure") if of else ("money",)
    if not behind or unit_kind(quantity) not in sorts or unit_kind(behind[0]) != "classifier":
        return False
    noun = _noun_at(text, quantity.end + of, speech)
    if of:
        return bool(noun) and quantity.qualifier in BOUNDED and _is_counted_behind(text, quantity, behind)
    if _BOUND_BEHIND.search(quantity.raw):
        return behind[0].start == quantity.end
    return quantity.qualifier == "over" and bool(noun) and behind[0].start == quantity.end + len(noun)


def _picks_ranked(text: str, quantity: Quantity, speech: Speech) -> bool:
    """全国排名前30、全省排名前10的企业; 对排名后3位的县; 引进世界前100名高校毕业生."""
    if _names_ranked(text, quantity, speech):
        return True
    if text.endswith(condition_words("last_ranks"), 0, quantity.start):
        return True
    return quantity.raw.startswith("前") and _RANKED.match(text, quantity.end) is not None


def _names_ranked(text: str, quantity: Quantity, speech: Speech) -> bool:
    """世界前100名高校: a rank right before those who have it; 进入全国前10名城市行列 is reached."""
    if not quantity.raw.startswith("前") or not quantity.unit:
        return False
    ranked = _noun_at(text, quantity.end, speech).startswith(condition_words("class"))
    said = text[clause_start(text, quantity.start) : quantity.start]
    return ranked and not any(word in said for word in metric_words("entering"))


def _is_field_of_rank(text: str, quantity: Quantity) -> bool:
    """在全国70个城市中排第9位, 在73个园区中的排名: among how many."""
    return _AMONG.match(text, quantity.end) is not None


def _is_exchanged(text: str, quantity: Quantity) -> bool:
    """1美元兑6.9元人民币: what the rate is reckoned for."""
    return _EXCHANGE.match(text, quantity.end) is not None


def _closes_condition(text: str, quantity: Quantity) -> bool:
    """逾期超过3次的，取消资格; 收购总额500万元以上且在本市注册的，: the clause is a noun that 的 closes."""
    end = clause_end(text, quantity.end)
    if text.startswith(condition_words("further"), end + 1) and quantity.qualifier in BOUNDED:
        end = clause_end(text, end + 1)  # 不低于2亿元，且不超过9亿元的，
    said = text[quantity.end : end].rstrip(BLANKS)
    goes_on = end < len(text) and text[end] in _GOES_ON
    if not goes_on or not said.endswith("的"):
        return False
    if said == "的":
        return True  # 人员为2名的，: the case itself, whatever verb it has
    return _IS.search(text, clause_start(text, quantity.start), quantity.start) is None


def _is_basis(text: str, quantity: Quantity, speech: Speech) -> bool:
    """每3个村配备1名医生, 每培育1家奖励5万元, 每超过1日: for how many."""
    first = _bound_start(quantity)
    word = speech.at(first - 1) if first else None
    whole = word is not None and (word.end - word.start > 1 or unit_kind(quantity) != "money")
    if word is not None and whole and word.tag.startswith("v") and text.endswith("每", 0, word.start):
        return True  # not 每造400元: 造 is a season
    each = text.endswith("每", 0, first)
    if quantity.qualifier != "exact":
        return each and first < quantity.number_start
    return each and unit_kind(quantity) == "classifier"


def _bound_start(quantity: Quantity) -> int:
    """Where a number begins with the bound before it."""
    return min(quantity.start, (quantity.qualifier_at or (quantity.start,))[0])


def _picks_part(text: str, quantity: Quantity, speech: Speech) -> bool:
    """对超过2万元的部分，按80%报销: which part of a sum the rule is for."""
    if quantity.qualifier not in BOUNDED and quantity.value_max is None:
        return False
    at = past_blanks(text, quantity.end)
    at += text.startswith("的", at)
    part = condition_regex("part").match(text, at)
    following = speech.at(part.end()) if part and part.end() < len(text) else None
    return part is not None and (following is None or following.tag[0] not in _NAMING)


def _picks_by_service(text: str, quantity: Quantity, speech: Speech) -> bool:
    """在职满5年的职工, 从业10年以上的技术人员: who has done something for so long."""
    reached = quantity.qualifier in BOUNDED or text.endswith(condition_words("reaching"), 0, quantity.start)
    if unit_kind(quantity) != "time" or not reached or not text.startswith("的", quantity.end):
        return False
    return _noun_at(text, quantity.end + 1, speech).endswith(condition_words("person"))


def _picks_for_share(text: str, quantity: Quantity, speech: Speech) -> bool:
    """建筑密度超过35%的比例: the share is that of what passes the bound; 按不低于35%的比例 is the bound."""
    shared = text.startswith(condition_words("share"), quantity.end)
    closes = shared and clause_end(text, quantity.end) - quantity.end <= _LONGEST_SHARE
    return closes and quantity.qualifier in ("over", "at_least") and _is_measured(text, quantity, speech)


def _is_forbidden(text: str, quantity: Quantity) -> bool:
    """不得在两个以上机构任职, 禁止生产厚度低于4毫米的地膜: what is forbidden is none to be reached;
    不得少于3人 is a bound."""
    sorted_out = quantity.qualifier in BOUNDED and text.startswith("的", quantity.end)
    if not (quantity.raw.endswith("以上") or sorted_out):
        return False
    bound = quantity.qualifier_at or (quantity.start, quantity.start)
    first = min(quantity.start, bound[0])
    said = text[clause_start(text, first) : first]
    return any(word in said for word in condition_words("forbidding"))


def _qualifies_rate(text: str, quantity: Quantity, behind: Sequence[Quantity]) -> bool:
    """5米识别率超过92%, 30分钟到达率达到95%: under what a rate is measured, which has its own number."""
    measured = unit_kind(quantity) in ("measure", "time") and quantity.qualifier == "exact"
    if not (measured and behind and behind[0].unit == "%" and _opens_item(text, quantity.start)):
        return False
    between = text[quantity.end : behind[0].start]
    rate = between.find("率") + 1
    plain = 0 < rate <= _LONGEST_NOUN and not any(stop in between for stop in STOPS + "、的")
    return plain and len(between) - rate <= _LONGEST_REACHING


def _opens_item(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in STOPS + "、"


def _is_scale(text: str, quantity: Quantity, speech: Speech) -> bool:
    """超过1000人规模的学校, 500人规模的会场: how large those are that something is told of."""
    at = quantity.end + len(_SCALE_OF)
    return text.startswith(_SCALE_OF, quantity.end) and bool(_noun_at(text, at, speech))


def _picks_with_of(text: str, quantity: Quantity, speech: Speech, behind: Sequence[Quantity]) -> bool:
    """产值超过10亿元的企业: a bounded or reached measure of what stands behind 的. 超过90%的村, which counts
    the villages, has nothing before it to measure."""
    at = past_blanks(text, quantity.end)
    if note := _NOTE.match(text, at):
        at = note.end()
    at += len(_BETWEEN) if text.startswith(_BETWEEN, at) else 0
    if not text.startswith("的", at):
        return False
    bounded = quantity.qualifier in BOUNDED or quantity.value_max is not None
    reached = bounded or text.endswith(condition_words("reaching"), 0, quantity.start)
    at = past_blanks(text, at + 1)
    if _is_provided(text, quantity, speech):
        return False
    if _is_judged(text, at, quantity, speech):
        return True
    noun = _noun_at(text, at, speech)
    if _is_sized_thing(noun, text, quantity, speech):
        return True
    if (
        not (reached and noun)
        or not _measures_it(text, quantity, noun, speech)
        or _is_sum(text, at, at + len(noun))
    ):
        return False
    return _is_measured(text, quantity, speech)


def _is_provided(text: str, quantity: Quantity, speech: Speech) -> bool:
    """应当提供面积不少于500平方米的用房: what has to be provided shall be so large at least."""
    said = quantity.qualifier_at
    if said is None or not text.startswith(condition_words("asking"), said[0]):
        return False
    return providing_end(text, clause_start(text, quantity.start), said[0], speech) is not None


def _is_sum(text: str, begin: int, end: int) -> bool:
    """资助, 一次性补助: what is given or reached is no class of things."""
    sums = condition_words("sum")
    return text.startswith(sums, begin) or text.startswith(sums, end) or text.endswith(sums, begin, end)


def _is_judged(text: str, at: int, quantity: Quantity, speech: Speech) -> bool:
    """逾期超过3次的取消资格: the clause is a noun that 的 closes, and its verb follows at once."""
    word = speech.at(at) if at < len(text) else None
    bounded = quantity.qualifier in BOUNDED or quantity.value_max is not None
    if not bounded or word is None or word.tag not in ("v", "d", "p"):
        return False
    begin = clause_start(text, quantity.start)
    if quantity.start == begin and condition_regex("rating").match(text, at):
        return True  # 60分至80分的为合格
    if metric_regex("giving").search(text, begin, quantity.start):  # 最高给予500万元的一次性补助
        return False
    before = speech.at(quantity.start - 1) if quantity.start > begin else None
    leads = before is not None and not (unit_kind(quantity) == "classifier" and _is_making(text, before))
    if text[at : clause_end(text, at)].endswith(condition_words("sum")):
        return False  # 给予最高1000万元的一次性奖励
    return leads and not text.startswith(condition_words("sum"), at) and unit_kind(quantity) != "share"


def _measures_it(text: str, quantity: Quantity, noun: str, speech: Speech) -> bool:
    """Whether a number measures what stands behind 的. A share or a count does so only behind a noun of
    measure (增速超过10%的县, 员工50人以上的企业): 全省50%以上的文化馆 counts these."""
    kind = unit_kind(quantity)
    if kind in ("money", "measure", "time"):
        return True
    if (
        kind == "classifier"
        and quantity.unit in _COUNTED
        and any(word in noun for word in condition_words("class"))
    ):
        return True
    first = _before_reaching(text, quantity.start)
    if metric_ending("relational").search(text[:first]):
        return True
    named = speech.at(first - 1) if first else None  # 支持项目不超过6项的任务, not 全省10家以上的企业
    if kind not in ("classifier", "") or named is None or named.tag != "n":
        return False
    return text[named.start : named.end] not in metric_words("scope") | metric_words("level")


def _before_reaching(text: str, first: int) -> int:
    """Where the word that says a number is reached begins (营业收入|达到)."""
    first -= text.endswith("或", 0, first)  # 收入达到或超过1亿元的企业
    reaching = next((word for word in condition_words("reaching") if text.endswith(word, 0, first)), "")
    return first - len(reaching)


def _is_measured(text: str, quantity: Quantity, speech: Speech) -> bool:
    """Whether a noun stands before the number, or before the word that says it is reached."""
    first = _before_reaching(text, quantity.start)
    if quantity.value_max is not None:  # 1000万元至5000万元的企业
        return True
    if first <= clause_start(text, quantity.start):
        return False
    if metric_ending("relational").search(text[:first]) or text.endswith(
        condition_words("measured"), 0, first
    ):
        return True
    before = speech.at(first - 1)
    if before is None or _is_making(text, before):  # 建设5万亩以上的农田
        return False
    return before.tag.startswith(("n", "vn", "j", "l", "b"))


def _is_making(text: str, word: Word) -> bool:
    return text[word.start : word.end] in metric_words("new_deed", "founding")


def _picks_class(text: str, quantity: Quantity, behind: Sequence[Quantity], speech: Speech) -> bool:
    """20户以上自然村, 引进50亿元以上项目, 万吨以上泊位3个: a bound that stands right before a noun; not one
    of what it counts (50家以上企业), gives or takes (5亿元以上资金)."""
    if _BOUND_BEHIND.search(quantity.raw) is None:
        return False
    at = past_blanks(text, quantity.end)
    noun = _noun_at(text, at, speech)
    if text.startswith("的", at) and quantity.unit in _COUNTED:
        return _is_settlement(_noun_at(text, at + 1, speech))
    if not noun or noun.endswith(condition_words("sum")) or noun.startswith(condition_words("sum")):
        return False
    if metric_ending("having").search(text, clause_start(text, quantity.start), quantity.start):
        return False  # 应具备5年以上管理经验: what is asked for
    kind, unit = unit_kind(quantity), quantity.unit or ""
    if kind == "classifier":
        return unit in _COUNTED and any(word in noun for word in condition_words("class"))
    if kind in ("money", "time"):
        return True
    return kind == "measure" and (
        _is_counted_behind(text, quantity, behind) or _is_sized_thing(noun, text, quantity, speech)
    )


def _is_sized_thing(noun: str, text: str, quantity: Quantity, speech: Speech) -> bool:
    """6万亩以上的大型灌区, 30万千瓦以上机组: things that are one each, not land that is measured."""
    bounded = unit_kind(quantity) == "measure" and _BOUND_BEHIND.search(quantity.raw)
    before = speech.at(quantity.start - 1) if quantity.start else None
    made = before is not None and _is_making(text, before)
    return bool(bounded) and not made and any(thing in noun for thing in condition_words("thing"))


def _is_settlement(noun: str) -> bool:
    """20人以上的自然村: people and households size places; 50户以上的企业 counts these."""
    return noun.endswith(condition_words("settlement"))


def _sizes_each(text: str, quantity: Quantity, speech: Speech, before: Quantity | None) -> bool:
    """打造1个300亿元产值园区、2台60万千瓦机组: how large each of the counted is."""
    counted = before is not None and unit_kind(before) == "classifier" and before.end == quantity.start
    sized = unit_kind(quantity) == "money" or (
        unit_kind(quantity) == "measure" and quantity.unit not in _EXTENTS
    )
    if not (counted and sized):
        return False
    noun = _noun_at(text, quantity.end, speech)
    return bool(noun) and not noun.endswith(condition_words("sum"))


def _picks_people(text: str, quantity: Quantity, speech: Speech) -> bool:
    """招收2至3岁幼儿, 人口20万以上县: which ages or how large a place is meant; 0-17岁、18-34岁人口."""
    listed = _AGES_AHEAD.match(text, quantity.end) if quantity.unit in _AGES else None
    noun = _noun_at(text, past_blanks(text, listed.end() if listed else quantity.end), speech)
    if quantity.unit in _AGES:
        aged = text.endswith(condition_words("aged"), 0, quantity.start) or quantity.raw.startswith(
            condition_words("aged")
        )
        return bool(noun) or aged or _is_age_limit(text, quantity)
    bounded = _BOUND_BEHIND.search(quantity.raw) is not None
    at = past_blanks(text, quantity.end)
    if bounded and text.startswith("人口", at) and quantity.unit in (None, "人"):  # 20万以上人口城市
        return text.startswith(condition_words("class"), at + len("人口"))
    peopled = text.endswith("人口", 0, quantity.start) and quantity.unit in (None, "人")
    return bounded and peopled and text.startswith(condition_words("class"), past_blanks(text, quantity.end))


def _is_age_limit(text: str, quantity: Quantity) -> bool:
    """年龄不超过45周岁, 年龄在18周岁至60周岁之间: who may apply; 平均年龄45岁 is measured."""
    before = text[max(0, quantity.start - _LONGEST_NOUN) : quantity.start]
    at = before.rfind("年龄")
    if at < 0 or any(stop in before[at:] for stop in STOPS) or before[:at].endswith(condition_words("mean")):
        return False
    return quantity.qualifier in BOUNDED or quantity.value_max is not None


def _picks_counted(text: str, quantity: Quantity, before: Quantity | None) -> bool:
    """培育10家年收入1亿元以上具有竞争力的企业: a bound of the counted, with its noun behind it."""
    if before is None or unit_kind(before) != "classifier" or _BOUND_BEHIND.search(quantity.raw) is None:
        return False
    measure = text[before.end : quantity.start]
    rest = text[quantity.end : clause_end(text, quantity.end)]
    return metric_ending("relational").fullmatch(measure) is not None and "的" in rest[:-1]


def _sizes_listed(text: str, quantity: Quantity, before: Quantity | None, behind: Sequence[Quantity]) -> bool:
    """2家营业收入过千亿、3家营业收入过百亿的企业: a sum that those counted pass, in a list of such counts."""
    if quantity.qualifier != "over" or before is None or not behind or behind[0].start != quantity.end + 1:
        return False
    counts = all(unit_kind(one) == "classifier" for one in (before, behind[0]))
    measure = text[before.end : quantity.start]
    return (
        counts and text[quantity.end] == "、" and metric_ending("relational").fullmatch(measure) is not None
    )


def _names_class(text: str, quantity: Quantity, speech: Speech) -> bool:
    """产值过百亿工业企业达10家: a measure that is passed, right before the noun that it is of."""
    if quantity.qualifier != "over" or not (
        unit_kind(quantity) == "money" or _is_bare_hundred_million(quantity)
    ):
        return False
    if _BOUND_BEHIND.search(quantity.raw) or not metric_ending("relational").search(text[: quantity.start]):
        return False
    noun = _noun_at(text, quantity.end, speech)
    first = speech.at(quantity.end) if noun else None
    return (
        first is not None
        and first.tag.startswith(("n", "a", "b"))
        and not noun.endswith(condition_words("sum"))
    )


def _is_bare_hundred_million(quantity: Quantity) -> bool:
    return quantity.unit is None and quantity.value is not None and quantity.value >= _HUNDRED_MILLION


def _is_counted_behind(text: str, quantity: Quantity, behind: Sequence[Quantity]) -> bool:
    """万吨以上泊位3个: the noun has its count behind it."""
    following = next(iter(behind), None)
    if following is None or unit_kind(following) != "classifier":
        return False
    between = text[quantity.end : following.start]
    return len(between) <= _LONGEST_NOUN and not any(stop in between for stop in STOPS + "、和及与")


def _noun_at(text: str, at: int, speech: Speech) -> str:
    """The nouns that stand here, "" where something else does."""
    end = at
    while end < len(text) and end - at < _LONGEST_NOUN:
        word: Word | None = speech.at(end)
        if word is None or text[end] in STOPS or text[end].isdigit() or not word.tag.startswith(_NOMINAL):
            break
        end = word.end
    return text[at:end]
