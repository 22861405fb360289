"""Every number of a text, whether it states something or not: what v_coverage is counted over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from models.quick import quick
from models.units import unit_words
from models.vocabularies import shortest
from parsers.notation.taken import Taken
from parsers.notation.taken_spans import taken_spans

RunKind = Literal["number", "period", "label", "name_part"]

_DIGIT = "0-9０-９"
_CHINESE = "一二三四五六七八九十百千万亿两〇零半"
_LETTER = re.compile("[A-Za-z+_/]")
_NAME_BEFORE = re.compile(r"[A-Za-z+_](?:[0-9]{0,4}[-－])?$")
_NAME_AFTER = re.compile(r"^\s?(?:[A-Za-z]+|\+[0-9A-Za-z])")
_TITLE = re.compile("《[^《》\n]{0,200}》|〈[^《》〈〉]*〉")
_UNITS_IN_LATIN = re.compile(
    r"^\s?(?:km|m|cm|mm|kg|g|t|kW|MW|GW|kV|MHz|GHz|Hz|M|Mbps|Gbps|Tbps|GB|TB|PB|EB|dB|L|ml)(?![A-Za-z0-9])"
)


@quick
@dataclass(frozen=True, slots=True)
class NumberRun:
    """A maximal run of digits, or of Chinese numerals before a classifier or unit.

    `kind` is `number` unless something else is plain from the text alone.
    """

    start: int
    end: int
    kind: RunKind


@cache
def _runs() -> re.Pattern[str]:
    units = map(re.escape, shortest(word for word, unit in unit_words().items() if unit.kind != "rank"))
    # all begin with one character of a set, which is sought without trying each of them
    return re.compile(
        rf"[{_DIGIT}{_CHINESE}](?:(?<=[{_DIGIT}])[{_DIGIT}]*(?:[.,．，·][{_DIGIT}]+)*(?:\s?[%％‰])?"
        rf"|(?<=[百千万])分之[{_CHINESE}]+"
        rf"|(?<=[{_CHINESE}])(?<![第{_DIGIT}.．{_CHINESE}][{_CHINESE}])[{_CHINESE}]*(?={'|'.join(units)}))"
    )


def number_runs(text: str, label_end: int = 0) -> Iterator[NumberRun]:
    """The numbers of a block's text in order; those before `label_end` belong to a typed list label."""
    runs = list(_runs().finditer(text))
    if not runs:
        return
    spans = taken_spans(text)
    titles = (match.span() for match in _TITLE.finditer(text))
    times, names = Taken(spans.times), Taken((*spans.names, *titles))
    for match in runs:
        start, end = match.span()
        yield NumberRun(
            start, end, _kind(text, start, end, times.around(start), names.around(start), label_end)
        )


def _kind(
    text: str, start: int, end: int, in_time: int | None, in_name: int | None, label_end: int
) -> RunKind:
    """What a run is; `in_time` and `in_name` are where the date or name ends that it begins in."""
    if end <= label_end:
        return "label"
    if in_time is not None and end <= in_time:
        return "period"
    return "name_part" if in_name is not None or _in_name(text, start, end) else "number"


def _in_name(text: str, start: int, end: int) -> bool:
    """5G, 4+N, B06-02, IPv6: letters or a plus sign touch it, unless they are a unit (2.6GHz, 100M)."""
    if _NAME_BEFORE.search(text[max(0, start - 6) : start]):
        return True
    after = text[end : end + 8]
    return bool(_NAME_AFTER.match(after)) and not _UNITS_IN_LATIN.match(after)
