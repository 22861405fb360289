"""Why a number that no record rests on states nothing: an ordinal, an article, a denominator, a tier, a word.

The words beside a number that say so are the vocabulary number_reasons.csv.
"""

import re
from functools import cache
from typing import Final, Literal

from models.vocabularies import read_rows
from parsers.notation.numerals import BLANK, DIGIT

Reason = Literal["label", "ordinal", "period", "denominator", "name_part", "article", "word", "condition"]
_REACH: Final = 12
_AROUND: Final = 8
_CHAIN: Final = rf"(?:(?:\d|{DIGIT}|[十百])+[、和至—-])*"  # 第二、三类
# 2023 in 举办2023博览会: a year without 年
_YEAR = re.compile(r"(?:19|20)\d\d")
# 2.0 in 政务2.0
_VERSION = re.compile(r"\d{1,2}\.0")
# 总量[4]上升: a note mark that lost its raised type
_NOTE = re.compile(r"[\[［〔]\^?\d{1,3}[\]］〕]")
# — 3 —: a page number that was pasted into the text
_PAGE = re.compile(r"[—–－-]\s?\d{1,4}\s?[—–－-]")
# a line that is a number and nothing else: 12, 4.2.3
_ALONE = re.compile(r"[\s—–－-]*\d{1,4}(?:\.\d{1,3}){0,4}[.．、]?[\s—–－-]*")
# 4.2.3 水资源管理: the number of a section at the start of a line or sentence
_SECTION = re.compile(r"(?:^|[。；\n])[\s\u3000]*\d{1,2}(?:\.\d{1,2}){1,4}(?=[\s\u3000]+(?:[一-鿿A-Za-z]|$))")
# 总体要求......... 3: the page in a table of contents
_LEADER = re.compile(r"(?:\.{4,}|…{2,}|·{4,})\s*$")
# …完成验收。2.新建公园…: points run together in one paragraph
_POINT = re.compile(r"(?:^|[，。；：:\s）)”])\d{1,2}[.．、)）](?!\d)")
# “1158”体系: digits in quotation marks are a name
_CODE_REST = re.compile("[”’+＋×xX—-]")
# 01 at the start of a line numbers an item
_PADDED = re.compile(r"0\d")
# （2） within a paragraph numbers its points
_BRACKETED = re.compile(r"[（(]\d{1,2}[）)]")
# 15-64岁 as a row of a table
_AGES = re.compile(r"\d{1,3}\s?[-－—–~～至]\s?\d{1,3}\s?周?岁")
# “4.23”事件
_QUOTED_DATE = re.compile(r"[“‘]\d{1,2}[.·]\d{1,2}[”’]")
# “5乐”行动
_QUOTED = (re.compile("[“‘][^“”‘’，。；]{0,6}$"), re.compile("[^“”‘’，。；]{1,6}[”’]"))
# 三 of 三个层面, 几十 of 几十家
_FEW = re.compile(rf"{DIGIT}|[十百千万亿半]+|[两三几][三四十百千万亿]")


def reason_of(text: str, start: int, end: int) -> Reason | None:
    """Why the number at a place counts nothing by itself, None where it seems to count something."""
    return _beside(text, start, end) or _by_itself(text, start, end)


def _beside(text: str, start: int, end: int) -> Reason | None:
    before, after = _patterns()
    for reason, pattern in before:
        if pattern.search(text, max(0, start - _REACH), start):
            return reason
    return next((reason for reason, pattern in after if pattern.match(text, end)), None)


def _by_itself(text: str, start: int, end: int) -> Reason | None:
    """一 before a classifier is an article; another lone numeral in words (三个层面, 两种资源) counts the
    parts of a phrase; （2） and 01 at the start of a line number items."""
    printed = text[start:end]
    if printed == "一":
        return "article"
    if _FEW.fullmatch(printed):
        return "word"
    if _BRACKETED.fullmatch(text, max(0, start - 1), end + 1) or _numbers_something(text, start, end):
        return "label"
    if _YEAR.fullmatch(printed):  # 2023年会, 成功举办2023博览会
        return "period"
    if _QUOTED_DATE.match(text, max(0, start - 1)):
        return "period"
    if _holds(_AGES, text, start, end):
        return "condition"
    opened, closed = _QUOTED
    if opened.search(text, max(0, start - 7), start) and closed.match(text, end):
        return "name_part"
    coded = text[start - 1 : start] in ("“", "‘") and _CODE_REST.match(text, end)
    if (printed.isdecimal() and coded) or _VERSION.fullmatch(printed):  # “1158”体系, 政务2.0
        return "name_part"
    opens = not text[:start].strip() or text[start - 1] == "\n"
    return "label" if opens and _PADDED.fullmatch(printed) else None


def _holds(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether a pattern fits around a number."""
    return any(
        one.start() <= start and end <= one.end()
        for one in pattern.finditer(text, max(0, start - _AROUND), end + _AROUND)
    )


def _numbers_something(text: str, start: int, end: int) -> bool:
    """A note mark (总量[4]), a page (— 3 —), or a point within a paragraph (…。2.新建公园…)."""
    before = max(0, start - 2)
    return (
        _NOTE.match(text, before if text[before:start].endswith("^") else max(0, start - 1)) is not None
        or _PAGE.search(text, before, end + 2) is not None
        or _ALONE.fullmatch(text) is not None
        or _POINT.match(text, max(0, start - 1)) is not None
        or _LEADER.search(text, max(0, start - 12), start) is not None
        or _holds(_SECTION, text, start, end)
    )


@cache
def _patterns() -> tuple[
    tuple[tuple[Reason, re.Pattern[str]], ...], tuple[tuple[Reason, re.Pattern[str]], ...]
]:
    sides: dict[str, dict[Reason, list[str]]] = {"before": {}, "after": {}}
    for row in read_rows("number_reasons"):
        sides[row["side"]].setdefault(_reason(row["reason"]), []).append(re.escape(row["word"]))
    before = (
        (reason, re.compile(rf"(?:{'|'.join(words)}){BLANK}*{_CHAIN}$"))
        for reason, words in sides["before"].items()
    )
    after = (
        (reason, re.compile(rf"{BLANK}?(?:{'|'.join(words)})")) for reason, words in sides["after"].items()
    )
    return tuple(before), tuple(after)


def _reason(code: str) -> Reason:
    for known in ("label", "ordinal", "period", "denominator", "name_part", "article", "word", "condition"):
        if code == known:
            return known
    raise ValueError(f"vocabulary number_reasons.csv: {code}")
