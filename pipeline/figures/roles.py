"""What part the clause that holds a number plays in a rule: what it defines (本办法所称大型企业，是指…),
one of the cases it is for (有下列情形之一的：（一）…), whom or what it means (具有3年以上经历的人员).

None of these demands or grants anything, so the number states nothing. What a rule asks for
(应当具有3年以上经历) does.
"""

import re
from functools import cache
from typing import Final

from parsers.notation.quantity import Quantity
from pipeline.figures.cases import BOUNDED, clause_end, clause_start
from pipeline.figures.condition_words import condition_regex, condition_words
from pipeline.figures.speech import Speech
from pipeline.figures.spots import unit_kind
from pipeline.figures.words import BLANKS, metric_regex

_SENTENCE_ENDS: Final = "。；;！？!?\n"
_LONGEST_SENTENCE: Final = 160
_LONGEST_LIST: Final = 600
_LONGEST_CLASS: Final = 24
_NOMINAL: Final = ("n", "b", "j", "l", "s", "vn", "a", "k", "c", "eng", "x", "uj", "q")
_LABEL: Final = re.compile(
    r"(?:[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)]|[①-⑳]|[0-9]{1,2}[.．、])"
)
_OPENS_ITEM: Final = re.compile(rf"[{BLANKS}]*(?:[一二三四五六七八九十]{{1,3}}、|{_LABEL.pattern})")
_TRIMMED: Final = BLANKS + "，,（(："


def plays_no_part(text: str, quantity: Quantity, speech: Speech, *, listed: bool = False) -> bool:
    """Whether the clause of a number only defines, tells a case or whom something is for; `listed` when the
    paragraph is an item of a list of cases that one before it announces."""
    return (
        _defines(text, quantity, speech)
        or _tells_case(text, quantity, speech, listed=listed)
        or _describes_whom(text, quantity, speech)
    )


def announces_cases(text: str) -> bool:
    """Whether a paragraph ends in the line above a list of cases: 有下列情形之一的，应当申报："""
    body = text.rstrip(BLANKS + "\n")
    if not body.endswith(("：", ":")):
        return False
    begin = max(body.rfind(mark, 0, len(body) - 1) for mark in "。\n") + 1
    return _announced().search(body, begin) is not None


def opens_item(text: str) -> bool:
    """Whether a paragraph begins with the label of an item: （一）, 1., ①."""
    return _OPENS_ITEM.match(text) is not None


def _defines(text: str, quantity: Quantity, speech: Speech) -> bool:
    """大型企业是指营业额5亿元以上的企业; （指12层或36米以上的住宅）: the sentence closes with the noun that
    is defined by it. 所称…是指 defines whatever it says, 指 what is bounded in its clause
    (小城市指50万人以下的城市)."""
    begin, bounded = _sentence_start(text, quantity.start), _is_bounded(text, quantity)
    found = list(condition_regex("defining").finditer(text, begin, quantity.start))
    if not found or not _is_said(text, found[-1], begin, speech, within=bounded):
        return False
    end = _sentence_end(text, quantity.end)
    if any(word in text[begin : found[-1].start()] for word in condition_words("called")):
        return True
    here = clause_start(text, quantity.start) <= found[-1].start()
    if here and (bounded or len(found[-1][0]) > 1):
        return True  # 小型电源是指功率为5千瓦至50千瓦的…: the clause itself defines
    last = text.rfind("的", quantity.end, end)
    return last >= 0 and _is_noun(last + 1, end, text, speech)


def _is_bounded(text: str, quantity: Quantity) -> bool:
    """Whether it tells from where or up to where: 50万人以下, 18层|或60米以上."""
    bounded = quantity.qualifier in BOUNDED or quantity.value_max is not None
    return bounded or text.startswith("或", quantity.end)


def _is_said(text: str, said: re.Match[str], begin: int, speech: Speech, *, within: bool) -> bool:
    """是指 anywhere; 指 alone only as a word of its own (剑指 is none) that opens its clause or bracket, or
    stands `within` a clause whose number is a bound."""
    if len(said[0]) > 1:
        return True
    if text.endswith(condition_words("aiming"), 0, said.end()):
        return False
    opens = not text[begin : said.start()].strip() or text[said.start() - 1] in _TRIMMED
    return (opens or within) and speech.parts(said.start()) and speech.parts(said.end())


def _is_noun(at: int, end: int, text: str, speech: Speech) -> bool:
    """Whether nothing but nouns and what joins them stands here up to a bracket or the end."""
    stop = next((i for i in range(at, end) if text[i] in "（(，,"), end)
    if not at < stop <= at + _LONGEST_CLASS:
        return False
    words = speech.within(at, stop)
    return bool(words) and all(word.tag.startswith(_NOMINAL) or text[word.start] in "、等" for word in words)


def _tells_case(text: str, quantity: Quantity, speech: Speech, *, listed: bool) -> bool:
    """（一）年所得超过12万元；: an item of a list of cases, up to what follows for them (…的，处罚款)."""
    begin = _item_start(text, quantity.start, listed=listed)
    if begin is None:
        return False
    closed = any(mark in text[begin : quantity.start] for mark in ("的，", "的,", "：", ":"))
    orders = metric_regex("giving", "suspension").finditer(text, begin, quantity.start)
    ordered = any(_is_word(match, speech) for match in orders)
    fined = metric_regex("penalty").search(text, quantity.end, clause_end(text, quantity.end))
    return not (closed or ordered or fined)


def _is_word(match: re.Match[str], speech: Speech) -> bool:
    """给予, but not 处以 of 两处以上."""
    return len(match[0]) > 1 and speech.parts(match.start()) and speech.parts(match.end())


def _item_start(text: str, at: int, *, listed: bool) -> int | None:
    """Where the item of a list of cases begins that holds a place, None where none does."""
    low = max(0, at - _LONGEST_LIST)
    labels = _LABEL.finditer(text, max(low, at - _LONGEST_SENTENCE), at)
    last = max((match.end() for match in labels), default=None)
    if last is None or "。" in text[last:at]:
        return None
    if listed and opens_item(text) and "。" not in text[:at]:
        return last
    announced = _announced().search(text, low, last)
    return last if announced and "：" in text[announced.end() : last].replace(":", "：") else None


def _describes_whom(text: str, quantity: Quantity, speech: Speech) -> bool:
    """从具有3年以上企业工作经历并具有学历的人员中招聘: whom is meant, by a relative clause about him."""
    timed = unit_kind(quantity) in ("time", "money", "measure") or quantity.qualifier in BOUNDED
    begin, end = clause_start(text, quantity.start), clause_end(text, quantity.end)
    if not timed or condition_regex("qualifying").search(text, begin, quantity.start) is None:
        return False
    at = text.find("的", quantity.end, end)
    if at < 0 or text.startswith("的", quantity.end):
        return False
    return condition_regex("person", "class").match(text, _modified(at + 1, end, text, speech)) is not None


def _modified(at: int, end: int, text: str, speech: Speech) -> int:
    """Where the noun begins that adjectives and nouns before it only tell more of: 的优秀|人员."""
    while at < end and (word := speech.at(at)) is not None:
        named = condition_regex("person", "class").match(text, at)
        if named or not word.tag.startswith(("n", "a", "b", "j", "vn")):
            break
        at = word.end
    return at


def _sentence_start(text: str, at: int) -> int:
    low = max(0, at - _LONGEST_SENTENCE)
    return max((text.rfind(mark, low, at) for mark in _SENTENCE_ENDS), default=-1) + 1 or low


def _sentence_end(text: str, at: int) -> int:
    last = min(len(text), at + _LONGEST_SENTENCE)
    return next((i for i in range(at, last) if text[i] in _SENTENCE_ENDS), last)


@cache
def _announced() -> re.Pattern[str]:
    """下列情形之一, 以下行为之一; 需要申报的情形包括："""
    lines = "|".join(condition_words("announcing"))
    return re.compile(
        f"(?:{lines})[^，。；：\n]{{0,12}}(?:{'|'.join(condition_words('one_of'))})"
        f"|的(?:{'|'.join(condition_words('cases'))})(?:{'|'.join(condition_words('listing'))})(?=[：:])"
    )
