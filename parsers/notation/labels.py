"""The label grammar of Chinese official documents: 第一章, 一、, （一）, 1., （1）, ① (GB/T 9704—2012 §7.3.3
and custom)."""

import re
from dataclasses import dataclass
from enum import IntEnum

_CHINESE = "一二三四五六七八九十百千零〇○"
_VALUES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_DASHED = "．.、，,"
_STROKE = "[-—－]"  # a dash typed or scanned for 一


class LabelKind(IntEnum):
    """Kinds in their usual order of nesting, outermost first."""

    PART = 1
    CHAPTER = 2
    SECTION = 3
    ARTICLE = 4
    COUNTING = 5
    COUNTING_IN_BRACKETS = 6
    NUMBER = 7
    DECIMAL = 8
    NUMBER_IN_BRACKETS = 9
    CIRCLED = 10


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line: its kind, number, and the offset just after it and the blanks that
    follow.

    `depth` counts the numbers of a decimal label (1.2.3 has 3) and is 1 for the others; `text` is the label
    as printed.
    """

    kind: LabelKind
    number: int
    depth: int
    text: str
    end: int


_FORMS: tuple[tuple[LabelKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            LabelKind.PART,
            rf"第\s?([{_CHINESE}]+|\d+)\s?[篇编](?=\s|[^\s{_CHINESE}])|第\s?([{_CHINESE}]+|\d+)\s?[篇编]$"
            rf"|第\s?([{_CHINESE}]+|\d+)\s?部分(?:[：:、]|(?=\s|$))",
        ),
        (LabelKind.CHAPTER, rf"第\s?([{_CHINESE}]+|\d+|{_STROKE})\s?章"),
        (LabelKind.SECTION, rf"第\s?([{_CHINESE}]+|\d+|{_STROKE})\s?节"),
        (LabelKind.ARTICLE, rf"第\s?([{_CHINESE}]+|\d+)\s?条(?=[\s\u3000【]|$)"),
        (LabelKind.COUNTING_IN_BRACKETS, rf"[（(]\s?([{_CHINESE}]+)\s?[）)]\s?[、.．]?"),
        (
            LabelKind.COUNTING,
            rf"([{_CHINESE}]+)\s?[、.．](?![{_CHINESE}]+\s?[、.．])|([{_CHINESE}]+)(?=[\s\u3000]{{1,4}}[^\s\d])",
        ),
        (
            LabelKind.NUMBER_IN_BRACKETS,
            r"[（(]\s?([0-9０-９]{1,2})\s?[）)]\s?[、.．]?|([0-9０-９]{1,2})\s?[）)]",
        ),
        (
            LabelKind.DECIMAL,
            r"(?=[0-9]{1,2}[.．][0-9])([0-9]{1,2}(?:[.．][0-9]{1,2}){1,3})(?=[\s\u3000\u4e00-\u9fff“])(?![\s\u3000]*[万亿个家年月元吨倍])",
        ),
        (
            LabelKind.NUMBER,
            r"([0-9０-９]{1,2})\s?(?:[.．](?![0-9])|[.．](?=[0-9]+[GK]|(?:19|20)[0-9]{2}年)|、(?![0-9０-９]{1,2}[、号]))",
        ),
        (LabelKind.CIRCLED, r"([①-⑳])"),
    )
)
_FIRST = frozenset(f"第（({_CHINESE}０１２３４５６７８９0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_BLANKS = re.compile(r"[\s\u3000\u200b\ufeff]*")


def counting_value(text: str) -> int | None:
    """The value of a Chinese counting numeral below 1000 (十二, 二十, 一百零三), None when it is none."""
    total, digit = 0, None
    for sign in text:
        if sign in ("十", "百"):
            total += (1 if digit is None else digit) * (10 if sign == "十" else 100)
            digit = None
        elif sign not in _VALUES or digit:
            return None
        else:
            digit = _VALUES[sign]
    return total + (digit or 0)


def _number(kind: LabelKind, text: str) -> int | None:
    if kind is LabelKind.CIRCLED:
        return ord(text) - ord("①") + 1
    if kind is LabelKind.DECIMAL:
        return int(re.split("[.．]", text)[-1])
    if re.fullmatch(_STROKE, text):
        return 1
    return int(text) if text.isdecimal() else counting_value(text)


def read_label(text: str) -> Label | None:
    """The label `text` begins with (no blanks before it), None when it begins with none or with a numeral in
    prose (三、四线城市)."""
    if text[:1] not in _FIRST:
        return None
    for kind, form in _FORMS:
        match = form.match(text)
        if match:
            digits = next(group for group in match.groups() if group)
            number = _number(kind, digits)
            blanks = _BLANKS.match(text, match.end())
            assert blanks is not None, "the pattern matches the empty string"
            if number is not None:
                return Label(
                    kind, number, len(re.split("[.．]", digits)), match.group().strip(), blanks.end()
                )
    return None
