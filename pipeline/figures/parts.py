"""Numerals that only tell how many parts or names there are of what the text tells itself: 分为两个阶段,
等6个部分, 三个重点：一是…, 充电站和充电桩两种, 发展和安全两件大事."""

import re
from functools import cache
from typing import Final

from models.vocabularies import read_rows
from parsers.notation.quantity import Quantity
from pipeline.figures.duration_words import duration_words
from pipeline.figures.speech import Speech, Word
from pipeline.figures.words import BLANKS, metric_ending, metric_regex, past_blanks

_LOOKED_FROM = ("从", "就")
_SUMMING = ("共", "共有", "包括")
_NUMERAL: Final = re.compile("[一二两三四五六七八九十]")
_THINGS: Final = re.compile("大?事(?!故|项|业|务|迹)")
_COUNTING: Final = "个种件项类条大手方头"
_LAYERS: Final = "层重"
_SORTS: Final = "种类"
_PARTED: Final = "个种件项类条大手方头层重组级档批块段期步章节"
_ARTICLES: Final = frozenset({"条", "款", "章", "节"})
_DIVIDED: Final = re.compile("分(?:为|成|作)(?:了|以下|如下)?[ \u3000]?$")
_DIVIDING: Final = ("分为", "分成")
_MARKS: Final = "，,：:。；;"
_CLAUSE_ENDS: Final = "，。；：、！？\n"
_WHAT_IS_COUNTED: Final = re.compile(rf"[^，,。；;：:0-9\n]{{0,12}}[{_MARKS}][{BLANKS}]*")
_SUMMED: Final = re.compile("[（(][总合]?共?$")
_LONGEST_SUMMED: Final = 3
_FIRST_LABEL: Final = re.compile("（一）|[(]一[)]|1[.、．]|①")
_AND_SO_ON: Final = re.compile(rf"等[{BLANKS}]*$")
_JOINED: Final = re.compile("[、和与及]")
_MOST_PARTS: Final = 20
_LONGEST_LIST: Final = 16
_NOMINAL: Final = ("n", "s", "f", "a", "b", "j", "l", "vn", "i")


def counts_what_is_named(text: str, quantity: Quantity, speech: Speech, struck: int) -> bool:
    """发展和安全两件大事, 两种资源: a small Chinese numeral that counts the names before it, or a set phrase;
    what goes on behind such a one (两个市场两种资源) as well."""
    if not _NUMERAL.fullmatch(text, quantity.number_start, quantity.number_start + 1):
        return False
    if text.startswith(duration_words("", "idiom"), quantity.start):
        return True
    if _THINGS.match(text, quantity.end) and quantity.raw.endswith("件"):
        return True  # 要抓好四件事
    if quantity.raw[-1] not in _COUNTING or len(quantity.raw) > 3:
        return False
    listed = _names_before(text, quantity.start, speech)
    following = speech.at(quantity.end)
    named = following is not None and is_nominal(following) and not listed.endswith("、")  # 水库、五条河道
    goes_on = bool(listed) and struck >= quantity.start - len(listed)
    return named and (_JOINED.search(listed) is not None or goes_on)


def counts_parts(text: str, quantity: Quantity) -> bool:
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
    if _is_told_behind(text, quantity):
        return True
    if quantity.raw[-1] in _LAYERS and _tells_parts(
        text, quantity.end + text.startswith(("，", ",", "：", ":"), quantity.end)
    ):
        return True
    if _is_summed_up(text, quantity):
        return True
    digits = text[quantity.number_start].isdecimal() and not text.startswith("部分", quantity.end)
    led = text.endswith(_LOOKED_FROM, 0, quantity.start)  # 从3个方面介绍
    if digits and not led and not _AND_SO_ON.search(text, max(0, quantity.start - 3), quantity.start):
        return False
    return text.startswith(_part_nouns(), past_blanks(text, quantity.end))


def _is_told_behind(text: str, quantity: Quantity) -> bool:
    """突出三个重点：一是…; 做好四项工作，包括…: the parts follow one by one."""
    counted = _WHAT_IS_COUNTED.match(text, quantity.end)
    if counted is None or _is_to_be_done(text, quantity):
        return False
    if metric_regex("first_of").match(text, counted.end()) or _FIRST_LABEL.match(text, counted.end()):
        return True
    spelt = not text[quantity.number_start].isdecimal()
    return spelt and counted[0].rstrip(BLANKS)[-1] in "，,：:" and _tells_parts(text, counted.end())


def _is_summed_up(text: str, quantity: Quantity) -> bool:
    """提升工业，共4项任务。分别是：: how many parts follow, in digits as well."""
    counted = _WHAT_IS_COUNTED.match(text, quantity.end)
    summed = text.endswith(_SUMMING, 0, quantity.start)
    parts = text.startswith(_part_nouns(), past_blanks(text, quantity.end))
    return summed and parts and counted is not None and _tells_parts(text, counted.end())


def _is_to_be_done(text: str, quantity: Quantity) -> bool:
    """新建5个平台：一是…: things to be made are told, even where each is named; 做好五项工作 tells none."""
    if text.startswith(_part_nouns(), past_blanks(text, quantity.end)):
        return False
    spelt = not text[quantity.number_start].isdecimal()
    return not spelt or _made_before().search(text, 0, quantity.start) is not None


def _made_before() -> re.Pattern[str]:
    return metric_ending("new_deed", "founding")


def _tells_parts(text: str, at: int) -> bool:
    """包括…, 分别为…."""
    return metric_regex("telling_parts").match(text, at) is not None


def _marks_out(text: str, quantity: Quantity, divided: int) -> bool:
    """全市划分为36个单元: what is marked out is there, it is no part of what is told (划分为三个阶段)."""
    drawn = text.endswith("划", 0, divided)
    return drawn and not text.startswith(_part_nouns(), past_blanks(text, quantity.end))


def _divides_names(text: str, quantity: Quantity) -> bool:
    """分为甲证和乙证两种，: 分为 opens, the names stand between, and the number closes the clause."""
    begin = max(text.rfind(mark, 0, quantity.start) for mark in "，。；：\n") + 1
    divided = any(word in text[begin : quantity.start] for word in _DIVIDING)
    return (
        divided
        and text[quantity.end : quantity.end + 1] in tuple("，。；：")
        and text[quantity.start - 1] not in "为成"
    )


def closes_names(text: str, quantity: Quantity, speech: Speech) -> bool:
    """主要有充电站和充电桩两种。: a numeral in words that closes its clause behind the names it counts."""
    sorts = quantity.raw[-1] in _SORTS and text[quantity.end : quantity.end + 1] in ("", *_CLAUSE_ENDS)
    if not sorts or text[quantity.number_start].isdecimal():
        return False
    low = max(quantity.start - _LONGEST_LIST, *(text.rfind(mark, 0, quantity.start) for mark in _MARKS))
    joints = _JOINED.finditer(text, max(0, low), quantity.start)
    return any(speech.parts(joint.start()) and speech.parts(joint.end()) for joint in joints)


def sums_up_before(text: str, quantity: Quantity) -> bool:
    """甲市、乙市、丙市（共3个）: a bracket that only counts the names before it."""
    if not text.startswith(("）", ")"), quantity.end):
        return False
    opened = _SUMMED.search(text, max(0, quantity.start - _LONGEST_SUMMED), quantity.start)
    if opened is None:
        return False
    begin = max(text.rfind(mark, 0, opened.start()) for mark in "，。；：:;\n") + 1
    names = text[begin : opened.start()]
    return quantity.value is not None and names.count("、") + 1 == quantity.value > 1


def _counts_articles(text: str, quantity: Quantity) -> bool:
    """全文共七部分32条, 本办法共六章40条: how long a text is."""
    if quantity.unit not in _ARTICLES:
        return False
    return text.endswith(duration_words("before", "articles"), 0, quantity.start)


@cache
def _part_nouns() -> tuple[str, ...]:
    return tuple(row["word"] for row in read_rows("part_nouns"))


def _names_before(text: str, end: int, speech: Speech) -> str:
    """The nouns and what joins them right before an offset."""
    begin = end
    for word in reversed(speech.within(max(0, end - _LONGEST_LIST), end)):
        joins = _JOINED.fullmatch(text, word.start, word.end) is not None
        if word.end != begin or not (joins or is_nominal(word)):
            break
        begin = word.start
    return text[begin:end].lstrip("、和与及")


def is_nominal(word: Word) -> bool:
    """A word that may stand in a name."""
    return word.tag.startswith(_NOMINAL)
