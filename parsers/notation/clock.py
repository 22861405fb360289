"""Times of day: 9:30, 14：00, 11:25:31, 上午9时30分 (GB/T 7408.1-2023; GB/T 15835-2011). They state no
quantity."""

import re
from collections.abc import Iterator
from functools import cache

from models.vocabularies import read_rows
from parsers.notation.numerals import BLANK

_DIGITAL = re.compile(
    r"(?<![\d.:])(?:(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?|24:00(?::00)?)(?!\d|[:.]\d|%)"
)
_B = f"{BLANK}?"
_HOUR = r"(?<![\d.:])(?:1\d|2[0-4]|0?\d)"
_MINUTE = rf"[0-5]?\d{_B}分(?![之点])(?:[0-5]?\d秒)?"
_HOUR_IN_WORDS = "(?:二十[一二三四]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_MINUTE_IN_WORDS = "(?:[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九])分(?![之点])"
_MARK = "[时點点]"
_REACH = 12
_WHOLE = 100


def clock_spans(folded: str) -> Iterator[tuple[int, int]]:
    """Where folded text names a time of day, in order; 1:15 behind 师生比 and shares that add up to 100 are
    ratios."""
    if ":" not in folded and "时" not in folded and "点" not in folded:
        return
    for match in _any().finditer(folded):
        if ":" not in match[0] or not _is_ratio(folded, match):
            yield match.span()


def clock_at(folded: str, start: int) -> int | None:
    """The end of the time of day in digits and colons that starts here."""
    match = _DIGITAL.match(folded, start)
    return match.end() if match and not _is_ratio(folded, match) else None


@cache
def _any() -> re.Pattern[str]:
    tail = f"(?:{_MINUTE}|半|整|许|钟)"
    day = "|".join(row["word"] for row in read_rows("number_contexts") if row["what"] == "clock")
    in_words = f"{_HOUR_IN_WORDS}{_MARK}(?:{_MINUTE_IN_WORDS}|半|整|许|钟)?"
    spoken = rf"(?:{day}){_B}(?:(?:1\d|2[0-4]|0?\d){_B}{_MARK}(?:{_B}{tail})?|{in_words})"
    written = rf"{_HOUR}{_B}{_MARK}{_B}{tail}"
    between = rf"{_HOUR}{_B}时{_B}(?:至|到|[-—–~]{{1,2}}){_B}(?:次日)?(?:1\d|2[0-4]|0?\d){_B}时(?!间)"
    return re.compile(f"{_DIGITAL.pattern}|{spoken}|{between}|{written}")


@cache
def _ratio_word() -> re.Pattern[str]:
    rows = [row for row in read_rows("number_contexts") if row["what"] == "ratio"]
    words = (row["word"] + (f"(?!{row['not_before']})" if row["not_before"] else "") for row in rows)
    return re.compile(rf"(?:{'|'.join(words)})[^，。；、：:\n]*$")


def _is_ratio(folded: str, match: re.Match[str]) -> bool:
    if _ratio_word().search(folded[max(0, match.start() - _REACH) : match.start()]):
        return True
    parts = match[0].split(":")
    shares = len(parts) > 2 and all(part.isdecimal() and not part.startswith("0") for part in parts)
    return shares and sum(map(int, parts)) == _WHOLE
