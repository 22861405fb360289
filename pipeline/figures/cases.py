"""Numbers that tell which cases a rule is for: 15天以内的培训按照…, 对支持2至3项的方向，…,
排在第一位的部门."""

import re
from typing import Final

from parsers.notation.quantity import Quantity
from pipeline.figures.speech import Speech
from pipeline.figures.spots import unit_kind
from pipeline.figures.words import BLANKS, metric_ending, metric_regex

BOUNDED: Final = frozenset({"at_least", "over", "up_to"})
STOPS: Final = "，,。；;：:！？!?\n"
_LONGEST_CLAUSE: Final = 60
_LABEL: Final = re.compile(rf"[{BLANKS}]*(?:第[一二三四五六七八九十百0-9]+[条款项章][{BLANKS}]*)?")
_OF_NOUN: Final = re.compile(f"[{BLANKS}]?的")
_NOUNS: Final = ("n", "b", "j", "l", "vn", "a")
_VERBS: Final = ("v", "p", "d", "c")


def picks_case(text: str, quantity: Quantity, speech: Speech) -> bool:
    """Whether a number only says of which cases the clause, or the next one, tells something."""
    of = _OF_NOUN.match(text, quantity.end)
    if of is None:
        return False
    return (
        _lasts_so_long(text, quantity, of.end(), speech)
        or _is_dealt_with(text, quantity, of.end(), speech)
        or _is_given_to(text, quantity, of.end())
        or _is_placed(text, quantity)
    )


def _lasts_so_long(text: str, quantity: Quantity, at: int, speech: Speech) -> bool:
    """15天以内的培训按照…, 超过15天的培训，…: the clause opens with the length and goes on behind
    its noun."""
    timed = unit_kind(quantity) == "time"
    if not timed or quantity.qualifier not in BOUNDED or not _opens(text, quantity.start):
        return False
    noun, end = _noun_end(at, clause_end(text, at), speech), clause_end(text, at)
    if noun == at:
        return False
    following = speech.at(noun) if noun < end else None
    if following is not None:
        return following.tag.startswith(_VERBS)
    return quantity.qualifier == "over" and text[end : end + 1] in tuple("，,")


def _is_dealt_with(text: str, quantity: Quantity, at: int, speech: Speech) -> bool:
    """对支持2至3项的方向，择优立项; not 对50家以上的企业开展检查, which counts them."""
    first, end = _opening(text, quantity.start), clause_end(text, at)
    opened = metric_regex("case").match(text, first)
    if opened is None or opened.end() >= quantity.start or text[end : end + 1] not in tuple("，,"):
        return False
    bounded = quantity.qualifier in BOUNDED or quantity.value_max is not None
    return bounded and _noun_end(at, end, speech) == end > at


def _is_given_to(text: str, quantity: Quantity, at: int) -> bool:
    """对用户数超过10万的平台给予奖励: whom a rule gives something, by a bound of his."""
    opened = metric_regex("case").match(text, _opening(text, quantity.start))
    if opened is None or opened.end() >= quantity.start or quantity.qualifier not in BOUNDED:
        return False
    if metric_regex("giving").search(text, opened.end(), quantity.start):
        return False  # 对平台给予最高300万元的资金补助
    given = metric_regex("giving").search(text, at, clause_end(text, at))
    return given is not None and given.start() > at


def _is_placed(text: str, quantity: Quantity) -> bool:
    """排在第一位的部门."""
    ranked = quantity.raw.startswith(("第", "前"))
    return ranked and metric_ending("placed").search(text, 0, quantity.start) is not None


def _opens(text: str, at: int) -> bool:
    """Whether nothing stands before it in its clause, or only 对."""
    first = _opening(text, at)
    said = metric_regex("case").match(text, first, at)
    return first == at or (said is not None and said.end() == at)


def _noun_end(at: int, end: int, speech: Speech) -> int:
    """Where the nouns that stand here end."""
    while at < end and (word := speech.at(at)) is not None and word.tag.startswith(_NOUNS):
        at = word.end
    return min(at, end)


def _opening(text: str, at: int) -> int:
    """Where the clause begins, behind its label."""
    begin = clause_start(text, at)
    label = _LABEL.match(text, begin)
    return label.end() if label else begin


def clause_start(text: str, at: int) -> int:
    """Where the clause of a place begins, or as far back as is looked."""
    low = max(0, at - _LONGEST_CLAUSE)
    return next((i + 1 for i in range(at - 1, low - 1, -1) if text[i] in STOPS), low)


def clause_end(text: str, at: int) -> int:
    """Where the clause of a place ends, or as far on as is looked."""
    last = min(len(text), at + _LONGEST_CLAUSE)
    return next((i for i in range(at, last) if text[i] in STOPS), last)
