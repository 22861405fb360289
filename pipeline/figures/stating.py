"""Which numbers of a paragraph state nothing: durations that only say when, parts of names, and set phrases.

They are left out before the clauses are read, so that what they are part of (400G光传输, 15分钟生活圈)
stays whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from parsers.notation.quantity import Quantity, find_quantities
from parsers.notation.quantity_bounds import is_step
from pipeline.figures.cases import clause_end, clause_start
from pipeline.figures.clauses import Span
from pipeline.figures.conditions import is_condition
from pipeline.figures.cover import Cover
from pipeline.figures.duration_words import duration_words
from pipeline.figures.heads import skip_label
from pipeline.figures.listed import sums_up_list
from pipeline.figures.parts import (
    closes_names,
    counts_parts,
    counts_what_is_named,
    is_nominal,
    sums_up_before,
)
from pipeline.figures.printed_rows import rows_in
from pipeline.figures.roles import plays_no_part
from pipeline.figures.speech import Speech, speech_of
from pipeline.figures.words import BLANKS, metric_ending, metric_regex, metric_words

_PERIOD_UNITS: Final = frozenset({"年", "年半", "个年头", "个月", "周", "星期", "天", "季度"})
# 三个五年规划期
_SPANS: Final = re.compile("(?:[一二三四五六七八九十]{1,2}|[0-9]{1,2})年(?!以)")
# 2级（稳健级）以上标准
_NOTED: Final = re.compile("(?:[（(][^（）()]{1,12}[）)])?(?:及?以上|以下)?")
_GOES: Final = frozenset({"批", "步", "次", "期", "轮", "档"})
_PARTING: Final = "分"
_CIRCLE_UNITS: Final = frozenset({"分钟", "小时"})
_LENGTHS: Final = frozenset({"米", "公里", "里"})
_METRIC: Final = frozenset({"m", "km"})
_SPECIFIED: Final = frozenset({"千伏", "吨级", "级", "车道", "载重吨", "MHz", "GHz"})
_CAPACITIES: Final = frozenset({"吨", "千瓦", "兆瓦", "吉瓦"})
_NO_PRODUCT: Final = frozenset({"p", "c", "uj", "m", "x", "d"})
_CIRCLE: Final = re.compile("[^，、。；：！？\n0-9]{0,12}?圈")
_LASTING: Final = re.compile("连续[\\s]*$")
_COMPARED: Final = re.compile(
    "[^，。；：\n]{0,6}?(?:[高低快优好]于|超过(?![约近]?[0-9])|[位名]?[居列排]|保持[^，。；]{0,4}第)"
)
_RATED: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?[GKT](?=[-—‑–\u4e00-\u9fff])")
_NEXT_ORDINAL: Final = re.compile("[、和及与]第[一二三四五六七八九十]")
_CALENDAR: Final = re.compile("(?:^|[.])0[0-9]{3}年$|^[0-9]{2}(?!00)[0-9]{2}年$")
_RECKONED: Final = frozenset({"累计", "合计", "总计", "总和", "平均", "年均"})
_RANKS: Final = "居列排位为"
_SORTED: Final = ("产业", "阶段", "方阵", "梯队")
_LONGEST_NAME: Final = 14
_LONGEST_STEP: Final = 8
_SIZE_OF_STEP: Final = re.compile("[十百千万亿元级新的大0-9]{0,7}")
_LONGEST_SLOGAN: Final = 40
# 三个提升
_NUMBERED: Final = re.compile("[0-9一两二三四五六七八九十百千]{1,3}[^0-9，。；：”“]{1,8}$")
_PACKAGE: Final = re.compile("[一二三四五六七八九十0-9]条(?:[、和及与]|等|政策|措施|举措)")
_OPENS: Final = re.compile(r"(?:^|[。；;：\n])[ \u3000\t]*$")
_CLAUSE_ENDS: Final = "，。；：、！？\n"
_TITLE: Final = re.compile("《[^《》\n]{0,200}》")
_INDENT: Final = 6
_NEAR: Final = 3  # numbers on either side that one may be listed with
_WHEN: Final = "period"


@dataclass(frozen=True, slots=True)
class Sorted:
    """The quantities that state something, and the stretches that only say how long or how often something
    takes (用5年时间, 每2年), both in their order."""

    stating: tuple[Quantity, ...]
    durations: tuple[Span, ...]


def sort_out(text: str, quantities: Iterable[Quantity], speech: Speech, *, listed: bool = False) -> Sorted:
    """Sorts the quantities of a paragraph; `listed` when it is an item of a list of cases."""
    judged = tuple(_judged(text, tuple(quantities), speech, listed=listed))
    durations = tuple(_duration(text, quantity) for quantity, why in judged if why == _WHEN)
    return Sorted(tuple(quantity for quantity, why in judged if why is None), durations)


@lru_cache(maxsize=256)
def reasons_left_out(text: str, *, listed: bool = False) -> tuple[tuple[Span, str], ...]:
    """The numbers of a text that state nothing by what stands around them, with the code why (`condition`: a
    threshold or a condition; `period`: how long or how often; `name_part`: inside a name, a title or the
    specification of a thing; `ordinal`; `word`: how many names or parts there are; `row`: in a row of a table
    that is printed as text), for v_numbers."""
    judged = _judged(text, find_quantities(text), speech_of(text), listed=listed)
    return tuple(((quantity.start, quantity.end), why) for quantity, why in judged if why is not None)


def _judged(
    text: str, found: Sequence[Quantity], speech: Speech, *, listed: bool
) -> Iterator[tuple[Quantity, str | None]]:
    """Each quantity with why it states nothing, None where it states something."""
    struck = -1
    titles = Cover.of(match.span() for match in _TITLE.finditer(text))
    rows = rows_in(text)
    for at, quantity in enumerate(found):
        earlier, behind = found[max(0, at - _NEAR) : at], found[at + 1 : at + 1 + _NEAR]
        if titles.holds(quantity.start, quantity.end):
            why: str | None = "name_part"
        elif rows.overlaps(quantity.start, quantity.end):
            why = "row"
        elif is_condition(text, quantity, behind, speech, earlier) or plays_no_part(
            text, quantity, speech, listed=listed
        ):
            why = "condition"
        elif _is_period(text, quantity) or _is_in_parts(text, quantity, speech):
            why = _WHEN
        else:
            why = _why_not(text, quantity, speech, struck)
        if why is not None and why != _WHEN:
            struck = quantity.end
        yield quantity, why


def _duration(text: str, quantity: Quantity) -> Span:
    """With the words that make it one: 用5年时间. Those of reckoning (累计, 平均) say more and are left."""
    words = (*duration_words("before", "period"), "连续")
    before = next((word for word in words if text.endswith(word, 0, quantity.start)), "")
    after = next(
        (word for word in duration_words("after", "period") if text.startswith(word, quantity.end)), ""
    )
    return quantity.start - len(before), quantity.end + (0 if after in _RECKONED else len(after))


def _why_not(text: str, quantity: Quantity, speech: Speech, struck: int) -> str | None:
    """Why a number that is no condition and no duration states nothing; None where it states something."""
    if quantity.unit == "周年":
        return _WHEN
    if _is_listed_ordinal(text, quantity):
        return "ordinal"
    if (
        _is_figurative(text, quantity)
        or _is_quoted_name(text, quantity)
        or _is_one_of_packages(text, quantity)
        or _is_slogan(text, quantity)
        or _counts_steps(text, quantity)
        or _is_specification(text, quantity, speech)
        or _sizes_named(text, quantity, speech)
        or _is_circle(text, quantity)
        or _is_rated(text, quantity)
        or _numbers_digits(text, quantity)
        or _is_within_reach(text, quantity)
        or _names_place(text, quantity)
    ):
        return "name_part"
    counts = (
        _is_pointed_at(text, quantity, struck)
        or _is_motto(text, quantity)
        or counts_parts(text, quantity)
        or sums_up_before(text, quantity)
        or closes_names(text, quantity, speech)
        or counts_what_is_named(text, quantity, speech, struck)
        or _only_sums_up(text, quantity, speech)
    )
    return "word" if counts else None


def _only_sums_up(text: str, quantity: Quantity, speech: Speech) -> bool:
    """信息、教育和卫生三个领域; in digits (青石、白塔2个平台入选…) the count is told."""
    return not text[quantity.number_start].isdecimal() and sums_up_list(text, quantity, speech)


def _is_pointed_at(text: str, quantity: Quantity, struck: int) -> bool:
    """这四个方面, 以下三个问题; not 50人以下10家, where 以下 belongs to the number before."""
    if struck == quantity.start:
        return False
    return (
        text[max(0, quantity.start - _INDENT) : quantity.start]
        .rstrip(BLANKS)
        .endswith(duration_words("before", "pointing"))
    )


def _is_period(text: str, quantity: Quantity) -> bool:
    """用5年时间, 每2年, 五年累计: the time in which, not a length that is measured (任期五年, 延长30年)."""
    if quantity.unit == "个" and _SPANS.match(text, quantity.end):
        return True
    if quantity.unit not in _PERIOD_UNITS:
        return False
    if _CALENDAR.search(quantity.raw):
        return True  # 0402年, 2.7671年: a year that was spoilt, no length
    before, after = text[: quantity.start].rstrip(), text[quantity.end :].lstrip()
    if _LASTING.search(before):
        return _COMPARED.match(after) is None
    if after.startswith((*_RECKONED, *duration_words("after", "around"))):
        return True
    if before.endswith(duration_words("before", "measure")):
        return False
    since = metric_ending("since_end").search(before) is not None  # 自批准之日起2年内完成整改
    within_years = quantity.unit == "年" and quantity.raw.endswith("内") and not since
    return (
        within_years
        or quantity.raw.startswith("近")  # 近5年无失信记录
        or before.endswith(duration_words("before", "period"))
        or after.startswith(duration_words("after", "period"))
    )


def _is_in_parts(text: str, quantity: Quantity, speech: Speech) -> bool:
    """分两批下达, 分3期建设: in how many goes something is done."""
    word = speech.at(quantity.start - 1) if quantity.start else None
    parted = word is not None and text[word.start : word.end] == _PARTING and quantity.qualifier == "exact"
    scored = word is not None and text[max(0, word.start - 1) : word.start].isdigit()  # 5分3次
    return quantity.unit in _GOES and parted and not scored


def _is_figurative(text: str, quantity: Quantity) -> bool:
    """打通“最后100米”."""
    return quantity.unit in _LENGTHS and text.endswith("最后", 0, quantity.start)


def _is_quoted_name(text: str, quantity: Quantity) -> bool:
    """稳增长“28条”, “降本增效18条”: the name of a package of measures."""
    if quantity.unit not in ("条", "项") or not text.startswith("”", quantity.end):
        return False
    opened = text.rfind("“", max(0, quantity.start - _LONGEST_NAME), quantity.start)
    return opened >= 0 and not any(mark in text[opened : quantity.start] for mark in "，。；”")


def _is_one_of_packages(text: str, quantity: Quantity) -> bool:
    """出台稳增长22条、民营经济21条、外贸16条等政策: names of packages by the number of their measures."""
    if quantity.unit != "条":
        return False
    begin = max(text.rfind(mark, 0, quantity.start) for mark in "，。；：\n") + 1
    end = min((at for mark in "，。；：\n" if (at := text.find(mark, quantity.end)) >= 0), default=len(text))
    clause = text[begin:end]
    if text.startswith("等", quantity.end) and text.startswith(
        duration_words("", "package"), quantity.end + 1
    ):
        return True  # 支持民营经济23条等政策
    return len(_PACKAGE.findall(clause)) > 1 and any(word in clause for word in duration_words("", "package"))


def _is_slogan(text: str, quantity: Quantity) -> bool:
    """紧盯“两个确保、三个提升”: a quotation whose members all open with a number."""
    first = text.rfind("“", max(0, quantity.start - _LONGEST_SLOGAN), quantity.start)
    last = text.find("”", quantity.end, quantity.end + _LONGEST_SLOGAN)
    if first < 0 or last < 0:
        return False
    members = text[first + 1 : last].split("、")
    return len(members) > 1 and all(_NUMBERED.match(member) for member in members)


def _counts_steps(text: str, quantity: Quantity) -> bool:
    """连跨两个百亿台阶, 跨越三个千亿大关: how many steps of a measure, no amount of anything."""
    if quantity.unit != "个":
        return False  # 迈上300亿元台阶
    places = range(quantity.end, quantity.end + _LONGEST_STEP)
    at = next((place for place in places if is_step(text, place)), None)
    return at is not None and _SIZE_OF_STEP.fullmatch(text, quantity.end, at) is not None


def _is_motto(text: str, quantity: Quantity) -> bool:
    """坚持预防第一: no rank of anything."""
    if quantity.raw != "第一":
        return False
    opens = max(text.rfind(mark, 0, quantity.start) for mark in "，。；：、“\n") + 1
    opens = skip_label(text, opens, quantity.start)
    return metric_regex("motto").match(text, opens, quantity.start) is not None


def _is_specification(text: str, quantity: Quantity, speech: Speech) -> bool:
    """500千伏变电站, 万吨级以上泊位, 时速600公里列车: what kind of thing, not how much."""
    if text.endswith(duration_words("before", "specification"), 0, quantity.start):
        return text[quantity.end : quantity.end + 1] not in ("", *_CLAUSE_ENDS)
    noted = _NOTED.match(text, quantity.end) if quantity.unit == "级" else None
    following = speech.at(noted.end() if noted else quantity.end)
    if following is None or quantity.unit not in _SPECIFIED:
        return False
    graded = quantity.unit == "级" and text[following.start : following.end] in metric_words("graded")
    return is_nominal(following) or graded


def _sizes_named(text: str, quantity: Quantity, speech: Speech) -> bool:
    """推进东川石化60万吨乙烯项目: how large the works are that a name tells of; 新增光伏装机60万千瓦,
    光伏60万千瓦项目 and 建成60万吨乙烯项目 tell how much there is."""
    made, before = speech.at(quantity.end), speech.at(quantity.start - 1) if quantity.start else None
    if quantity.unit not in _CAPACITIES or quantity.qualifier != "exact" or made is None or before is None:
        return False
    plant, begin = metric_regex("plant"), clause_start(text, quantity.start)
    product = made.tag not in _NO_PRODUCT and plant.match(text, quantity.end) is None
    if not product or plant.search(text, made.end, clause_end(text, made.end)) is None:
        return False
    said = text[before.start : before.end]
    named = is_nominal(before) and metric_ending("relational").search(said) is None
    pushed = said in metric_words("light", "urging") - metric_words("founding", "new_deed")
    added = metric_regex("new_deed").search(text, begin, quantity.start) is not None
    return (named or pushed) and not added


def _is_circle(text: str, quantity: Quantity) -> bool:
    """15分钟生活圈."""
    return quantity.unit in _CIRCLE_UNITS and _CIRCLE.match(text, quantity.end) is not None


def _is_rated(text: str, quantity: Quantity) -> bool:
    """10G-PON, 400G光传输: what follows makes it a name."""
    return _RATED.match(text, quantity.start) is not None and quantity.unit in ("G", "K", "T")


def _numbers_digits(text: str, quantity: Quantity) -> bool:
    """四位序号, 16位浮点: how long a number is that is written."""
    return quantity.unit == "位" and metric_regex("digits").match(text, quantity.end) is not None


def _is_within_reach(text: str, quantity: Quantity) -> bool:
    """公交15分钟可达, 900米服务半径: how near something is that is meant; 甲路以南600米: where."""
    near = quantity.unit in _CIRCLE_UNITS | _LENGTHS | _METRIC
    placed = text.endswith(duration_words("before", "location"), 0, quantity.start)
    return near and (placed or metric_regex("reached").match(text, quantity.end) is not None)


def _names_place(text: str, quantity: Quantity) -> bool:
    """四座桥村, 三条沟景区: a numeral in words with what the land has, before what kind of place it is; where
    villages are counted (三个山村) the classifier fits these."""
    spelt = not text[quantity.number_start].isdecimal() and quantity.qualifier == "exact"
    landmark = metric_regex("landmark").match(text, quantity.end) if spelt else None
    counts = quantity.unit in ("个", None) or landmark is None
    return not counts and metric_regex("settled").match(text, landmark.end() if landmark else 0) is not None


def _is_listed_ordinal(text: str, quantity: Quantity) -> bool:
    """第一、第二、第三产业, but 分别居第一、第二; 第三、转变职能, which numbers a point."""
    if not quantity.raw.startswith("第"):
        return False
    if text.startswith(("、", "，"), quantity.end) and _OPENS.search(
        text[max(0, quantity.start - _INDENT) : quantity.start]
    ):
        return True
    listed = _NEXT_ORDINAL.match(text, quantity.end)
    sorts = listed is not None and text.startswith(_SORTED, listed.end())  # 转变为第二、第三产业
    return bool(listed) and (sorts or text[quantity.start - 1 : quantity.start] not in _RANKS)
