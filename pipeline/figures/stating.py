"""Which numbers of a paragraph state nothing: durations that only say when, parts of names, and set phrases.

They are left out before the clauses are read, so that what they are part of (400G光传输, 15分钟生活圈)
stays whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from models.vocabularies import read_rows
from parsers.notation.quantity import Quantity, find_quantities
from pipeline.figures.clauses import Span
from pipeline.figures.conditions import is_condition
from pipeline.figures.cover import Cover
from pipeline.figures.listed import sums_up_list
from pipeline.figures.speech import Speech, Word, speech_of
from pipeline.figures.words import BLANKS, metric_regex

_PERIOD_UNITS: Final = frozenset({"年", "年半", "个年头", "个月", "周", "星期", "天", "季度"})
_CIRCLE_UNITS: Final = frozenset({"分钟", "小时"})
_LENGTHS: Final = frozenset({"米", "公里", "里"})
_METRIC: Final = frozenset({"m", "km"})
_SPECIFIED: Final = frozenset({"千伏", "吨级", "级", "车道", "载重吨", "MHz", "GHz"})
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
_NUMERAL: Final = re.compile("[一二两三四五六七八九十]")
_LONGEST_LIST: Final = 16
_LONGEST_NAME: Final = 14
_THINGS: Final = re.compile("大?事(?!故|项|业|务|迹)")
_PACKAGE: Final = re.compile("[一二三四五六七八九十0-9]条(?:[、和及与]|等|政策|措施|举措)")
_COUNTING: Final = "个种件项类条大手方头"
_LAYERS: Final = "层重"
_NAMED_BEHIND: Final = re.compile("[，,：:]?(?:分别|依次|包括|即)")  # 自下而上共五层，分别为…
_OPENS: Final = re.compile(r"(?:^|[。；;：\n])[ \u3000\t]*$")
_DIVIDED: Final = re.compile("分(?:为|成|作)(?:了|以下|如下)?[ \u3000]?$")
_CLAUSE_ENDS: Final = "，。；：、！？\n"
_SORTS: Final = "种类"
_DIVIDING: Final = ("分为", "分成")
_PARTED: Final = "个种件项类条大手方头层重组级档批块段期步章节"
_ARTICLES: Final = frozenset({"条", "款", "章", "节"})
_TITLE: Final = re.compile("《[^《》\n]{0,200}》")
_AND_SO_ON: Final = re.compile(rf"等[{BLANKS}]*$")
_MOST_PARTS: Final = 20
_INDENT: Final = 6
_NOMINAL: Final = ("n", "s", "f", "a", "b", "j", "l", "vn", "i")
_JOINED: Final = re.compile("[、和与及]")
_WHEN: Final = "period"


@dataclass(frozen=True, slots=True)
class Sorted:
    """The quantities that state something, and the stretches that only say how long or how often something
    takes (用5年时间, 每2年), both in their order."""

    stating: tuple[Quantity, ...]
    durations: tuple[Span, ...]


def sort_out(text: str, quantities: Iterable[Quantity], speech: Speech) -> Sorted:
    """Sorts the quantities of a paragraph."""
    judged = tuple(_judged(text, tuple(quantities), speech))
    durations = tuple(_duration(text, quantity) for quantity, why in judged if why == _WHEN)
    return Sorted(tuple(quantity for quantity, why in judged if why is None), durations)


@lru_cache(maxsize=256)
def reasons_left_out(text: str) -> tuple[tuple[Span, str], ...]:
    """The numbers of a text that state nothing by what stands around them, with the code why (`condition`: a
    threshold or a condition; `period`: how long or how often; `name_part`: inside a name, a title or the
    specification of a thing; `ordinal`; `word`: how many names or parts there are), for v_numbers."""
    judged = _judged(text, find_quantities(text), speech_of(text))
    return tuple(((quantity.start, quantity.end), why) for quantity, why in judged if why is not None)


def _judged(text: str, found: Sequence[Quantity], speech: Speech) -> Iterator[tuple[Quantity, str | None]]:
    """Each quantity with why it states nothing, None where it states something."""
    struck = -1
    titles = Cover.of(match.span() for match in _TITLE.finditer(text))
    for at, quantity in enumerate(found):
        before = found[at - 1] if at else None
        if titles.holds(quantity.start, quantity.end):
            why: str | None = "name_part"
        elif is_condition(text, quantity, found[at + 1 : at + 2], speech, before):
            why = "condition"
        elif _is_period(text, quantity):
            why = _WHEN
        else:
            why = _why_not(text, quantity, speech, struck)
        if why is not None and why != _WHEN:
            struck = quantity.end
        yield quantity, why


def _duration(text: str, quantity: Quantity) -> Span:
    """With the words that make it one: 用5年时间. Those of reckoning (累计, 平均) say more and are left."""
    words = (*_words("before", "period"), "连续")
    before = next((word for word in words if text.endswith(word, 0, quantity.start)), "")
    after = next((word for word in _words("after", "period") if text.startswith(word, quantity.end)), "")
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
        or _is_specification(text, quantity, speech)
        or _is_circle(text, quantity)
        or _is_rated(text, quantity)
        or _numbers_digits(text, quantity)
        or _is_within_reach(text, quantity)
    ):
        return "name_part"
    counts = (
        _is_pointed_at(text, quantity, struck)
        or _is_motto(text, quantity)
        or _counts_parts(text, quantity)
        or _counts_what_is_named(text, quantity, speech, struck)
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
        .endswith(_words("before", "pointing"))
    )


def _is_period(text: str, quantity: Quantity) -> bool:
    """用5年时间, 每2年, 五年累计: the time in which, not a length that is measured (任期五年, 延长30年)."""
    if quantity.unit not in _PERIOD_UNITS:
        return False
    if _CALENDAR.search(quantity.raw):
        return True  # 0402年, 2.7671年: a year that was spoilt, no length
    before, after = text[: quantity.start].rstrip(), text[quantity.end :].lstrip()
    if _LASTING.search(before):
        return _COMPARED.match(after) is None
    if after.startswith((*_RECKONED, *_words("after", "around"))):
        return True
    if before.endswith(_words("before", "measure")):
        return False
    within_years = quantity.unit == "年" and quantity.raw.endswith("内")
    return (
        within_years
        or quantity.raw.startswith("近")  # 近5年无失信记录
        or before.endswith(_words("before", "period"))
        or after.startswith(_words("after", "period"))
    )


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
    if text.startswith("等", quantity.end) and text.startswith(_words("", "package"), quantity.end + 1):
        return True  # 支持民营经济23条等政策
    return len(_PACKAGE.findall(clause)) > 1 and any(word in clause for word in _words("", "package"))


def _is_motto(text: str, quantity: Quantity) -> bool:
    """坚持预防第一: no rank of anything."""
    if quantity.raw != "第一":
        return False
    opens = max(text.rfind(mark, 0, quantity.start) for mark in "，。；：、“\n") + 1
    return metric_regex("motto").match(text, opens, quantity.start) is not None


def _is_specification(text: str, quantity: Quantity, speech: Speech) -> bool:
    """500千伏变电站, 万吨级以上泊位, 时速600公里列车: what kind of thing, not how much."""
    if text.endswith(_words("before", "specification"), 0, quantity.start):
        return text[quantity.end : quantity.end + 1] not in ("", *_CLAUSE_ENDS)
    following = speech.at(quantity.end)
    return quantity.unit in _SPECIFIED and following is not None and _is_nominal(following)


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
    """公交15分钟可达, 900米服务半径: how near something is that is meant."""
    near = quantity.unit in _CIRCLE_UNITS | _LENGTHS | _METRIC
    return near and metric_regex("reached").match(text, quantity.end) is not None


def _is_listed_ordinal(text: str, quantity: Quantity) -> bool:
    """第一、第二、第三产业, but 分别居第一、第二; 第三、转变职能, which numbers a point."""
    if not quantity.raw.startswith("第"):
        return False
    if text.startswith(("、", "，"), quantity.end) and _OPENS.search(
        text[max(0, quantity.start - _INDENT) : quantity.start]
    ):
        return True
    listed = _NEXT_ORDINAL.match(text, quantity.end)
    return bool(listed) and text[quantity.start - 1 : quantity.start] not in _RANKS


def _counts_what_is_named(text: str, quantity: Quantity, speech: Speech, struck: int) -> bool:
    """发展和安全两件大事, 两种资源: a small Chinese numeral that counts the names before it, or a set phrase;
    what goes on behind such a one (两个市场两种资源) as well."""
    if not _NUMERAL.fullmatch(text, quantity.number_start, quantity.number_start + 1):
        return False
    if text.startswith(_words("", "idiom"), quantity.start):
        return True
    if _THINGS.match(text, quantity.end) and quantity.raw.endswith("件"):
        return True  # 要抓好四件事
    if quantity.raw[-1] not in _COUNTING or len(quantity.raw) > 3:
        return False
    listed = _names_before(text, quantity.start, speech)
    following = speech.at(quantity.end)
    named = following is not None and _is_nominal(following)
    goes_on = bool(listed) and struck >= quantity.start - len(listed)
    return named and (_JOINED.search(listed) is not None or goes_on)


def _counts_parts(text: str, quantity: Quantity) -> bool:
    """分为两个阶段, 等6个部分: how many parts something said falls into; digits without 等 may count more
    (涉及5个方面20项标准)."""
    value = quantity.value
    if _counts_articles(text, quantity):
        return True
    if value is None or value > _MOST_PARTS:
        return False
    divided = _DIVIDED.search(text, max(0, quantity.start - 5), quantity.start)
    if divided and quantity.raw[-1] in _PARTED and not _marks_out(text, quantity, divided.start()):
        return True
    if quantity.raw[-1] not in _COUNTING + _LAYERS:
        return False
    if quantity.raw[-1] in _SORTS and _divides_names(text, quantity):
        return True
    if quantity.raw[-1] in _LAYERS and _NAMED_BEHIND.match(text, quantity.end):
        return True
    digits = text[quantity.number_start].isdecimal() and not text.startswith("部分", quantity.end)
    if digits and not _AND_SO_ON.search(text, max(0, quantity.start - 3), quantity.start):
        return False
    return text.startswith(_part_nouns(), _behind_blanks(text, quantity.end))


def _marks_out(text: str, quantity: Quantity, divided: int) -> bool:
    """全市划分为36个单元: what is marked out is there, it is no part of what is told (划分为三个阶段)."""
    drawn = text.endswith("划", 0, divided)
    return drawn and not text.startswith(_part_nouns(), _behind_blanks(text, quantity.end))


def _divides_names(text: str, quantity: Quantity) -> bool:
    """分为甲证和乙证两种，: 分为 opens, the names stand between, and the number closes the clause."""
    begin = max(text.rfind(mark, 0, quantity.start) for mark in "，。；：\n") + 1
    divided = any(word in text[begin : quantity.start] for word in _DIVIDING)
    return (
        divided
        and text[quantity.end : quantity.end + 1] in tuple("，。；：")
        and text[quantity.start - 1] not in "为成"
    )


def _counts_articles(text: str, quantity: Quantity) -> bool:
    """全文共七部分32条, 本办法共六章40条: how long a text is."""
    if quantity.unit not in _ARTICLES:
        return False
    return text.endswith(_words("before", "articles"), 0, quantity.start)


def _behind_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in BLANKS:
        at += 1
    return at


@cache
def _part_nouns() -> tuple[str, ...]:
    return tuple(row["word"] for row in read_rows("part_nouns"))


def _names_before(text: str, end: int, speech: Speech) -> str:
    """The nouns and what joins them right before an offset."""
    begin = end
    for word in reversed(speech.within(max(0, end - _LONGEST_LIST), end)):
        joins = _JOINED.fullmatch(text, word.start, word.end) is not None
        if word.end != begin or not (joins or _is_nominal(word)):
            break
        begin = word.start
    return text[begin:end].lstrip("、和与及")


def _is_nominal(word: Word) -> bool:
    return word.tag.startswith(_NOMINAL)


@cache
def _words(side: str, what: str) -> tuple[str, ...]:
    rows = read_rows("duration_words")
    return tuple(row["word"] for row in rows if (row["side"], row["what"]) == (side, what))
