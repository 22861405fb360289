"""The vocabularies of times, compiled: 今年 and 过去五年, what a year is compared with, names with years in
them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from models.vocabularies import read_rows
from parsers.notation.numerals import read_number

_COUNT = "(?:十[一二三四五六七八九]?|[一二两三四五六七八九]|[1-9][0-9]?)"
_NUMERALS = "0-9一二两三四五六七八九十"
_YEARS_NAMED, _MONTH = "N", "M"
_PLACEHOLDERS = {_MONTH: "(?:1[0-2]|[1-9])", _YEARS_NAMED: _COUNT}  # of the vocabulary: 过去N年, M月底
_PASSING = ("price", "record")
_TIME = "\1"  # stands for a time in the text that frames are looked for in


@dataclass(frozen=True, slots=True)
class Frame:
    """Words around a time that make it one to compare with (与2015年相比, 以2015年为基数) or, with `price`,
    the year of prices (按2015年价格计算)
    or that of a record (创近5年新高), which is that of no number."""

    price: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TimeWord:
    """One word of time in a text: `offset` is its code in the vocabulary, `count` the number of years it
    names (五 in 过去五年), else 0."""

    start: int
    end: int
    offset: str
    count: int


def find_time_words(text: str, start: int = 0) -> tuple[TimeWord, ...]:
    """今年, 上年, 全年, 过去五年 and the like, in order."""
    return tuple(_word(match) for match in _pattern().finditer(text, start))


def _word(match: re.Match[str]) -> TimeWord:
    offsets = _offsets()
    if match[0] in offsets:
        return TimeWord(*match.span(), offsets[match[0]], 0)
    for mark, numbers in _PLACEHOLDERS.items():
        found = re.search(numbers, match[0])
        general = match[0].replace(found[0], mark, 1) if found else ""
        if found and general in offsets:
            count = int(read_number(found[0]) or 0) if mark == _YEARS_NAMED else 0
            return TimeWord(*match.span(), offsets[general], count)
    raise AssertionError("the pattern is made of the vocabulary")


@cache
def _offsets() -> dict[str, str]:
    return {row["word"]: row["offset"] for row in read_rows("time_words")}


@cache
def _pattern() -> re.Pattern[str]:
    rows = sorted(read_rows("time_words"), key=lambda row: -len(row["word"]))
    # most places of a text begin none of them: told by the first character alone
    first = "".join(sorted({row["word"][0] for row in rows} - _PLACEHOLDERS.keys())) + _NUMERALS
    return re.compile(
        f"(?=[{first}])(?:{'|'.join(_time_word(row['word'], row['not_after']) for row in rows)})"
    )


def _time_word(word: str, not_after: str) -> str:
    guard = f"(?<![{not_after}])" if not_after else ""
    pattern = re.escape(word)
    for mark, numbers in _PLACEHOLDERS.items():
        pattern = pattern.replace(mark, numbers)
    return guard + pattern


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: -len(word))


def frame_of(before: str, after: str) -> Frame | None:
    """What the words right before and behind a time make of it; None when they leave it the time of what is
    told."""
    around = before + _TIME + after
    if not _any_frame().search(around):
        return None
    return next(frame for pattern, frame in _frames() if pattern.search(around))


@cache
def _any_frame() -> re.Pattern[str]:
    """All frames at once: most times stand in none."""
    return re.compile("|".join(pattern.pattern for pattern, _ in _frames()))


@cache
def _frames() -> tuple[tuple[re.Pattern[str], Frame], ...]:
    rows = sorted(read_rows("time_frames"), key=lambda row: (-len(row["after"]), -len(row["before"])))
    return tuple((_frame(row), Frame(row["role"] in _PASSING, row["before"], row["after"])) for row in rows)


def _frame(row: Mapping[str, str]) -> re.Pattern[str]:
    guard = f"(?<![{row['not_after']}])" if row["not_after"] else ""
    return re.compile(f"{guard}{re.escape(row['before'])}{_TIME}{re.escape(row['after'])}")


@cache
def name_behind() -> re.Pattern[str]:
    """What makes a year or plan period part of a name, right behind it: “十四五”规划, 2030年前碳达峰."""
    words = (
        f"[^，。；0-9]{{0,{row['reach']}}}{re.escape(row['word'])}"
        + (f"(?!{_any_of(row['not_before'])})" if row["not_before"] else "")
        for row in read_rows("time_names")
    )
    return re.compile(f"[”’]?前?(?:{'|'.join(words)})")


def _any_of(words: str) -> str:
    return "|".join(map(re.escape, words.split("|")))


@cache
def comparison_words() -> tuple[re.Pattern[str], dict[str, str]]:
    """Words before a change that say what it is counted from: `year_before` (同比), or something that is no
    year or follows from none that is printed (`other`: 环比; `yearly`: 年均; `each_year`: 每年)."""
    meanings = {row["word"]: row["meaning"] for row in read_rows("comparison_words")}
    return re.compile("|".join(map(re.escape, _longest_first(meanings)))), meanings
