"""One number of running text with its number words, at a known place of folded text."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from models.names import Qualifier
from models.quick import quick
from parsers.notation.numerals import (
    ARABIC,
    BLANK,
    CHINESE,
    DIGIT,
    SCALE,
    plain,
    read_number,
    read_pair,
    read_positional,
)
from parsers.notation.powers import power_at
from parsers.notation.quantity_words import Modifier, modifier_at, unit_at

Form = Literal["digits", "chinese", "percent", "fraction", "half"]
_ONE = Decimal(1)
_PARTS = {"百": "%", "千": "‰", "万": "‱", "十万": "/10万"}
# 百分之八十, 千分之3.5, 十万分之12
_PERCENT = re.compile(rf"(十万|[百千万])分之{BLANK}?({ARABIC}|{CHINESE}|百)")
# 三分之二
_FRACTION = re.compile(
    rf"({ARABIC}|{CHINESE})分之({ARABIC}|{CHINESE})|(?P<western>(?<![\d/])[1-9]\d?/[1-9]\d?)(?![\d/%]|{SCALE})"
)
# 1亿2000万, 3万5千: digits and words by turns
# and 2万一千, where the second is in Chinese
_MIXED = re.compile(
    rf"(?:\d+(?:\.\d+)?{SCALE}+)+\d+(?:{SCALE})*(?![\d.])|\d+[万亿]{DIGIT}[千百万](?:{DIGIT}[百十万])?(?![多余几来\d])"
)
_HEAD = re.compile(rf"(?P<digits>{ARABIC})|(?P<chinese>{CHINESE})")
_SCALES = re.compile(rf"{BLANK}?((?:{SCALE})+)")
_SPLIT = re.compile("([^万亿]+)([万亿]+)")
# digits without 十, 百, 〇 or a mark are a code or an enumeration (一二三产业); a lone formal one is a name
# (陆家嘴)
_CODE = re.compile("[一二两三四五六七八九]{2,}|[壹贰叁肆伍陆柒捌玖]")
# one digit a place, as plans of the fifties print: 一五六个单位, but not 一二三产业, nor 三五个
_COUNTED = re.compile("(?!一二三|二三四|三四五|四五六|五六七|六七八|七八九)[一二三四五六七八九]{3,4}")
# two of them (九二个电站), but for days and what is two to a hand: 五四, 三八, 三五个
_TWO_PLACES = re.compile(
    "(?!三五|三八|五四|五一|六一|七一|八一|九三|五五)(?:[二三四五六七八九][一二三四五六七八九]|一[三四五六七八九])"
)
HALF = re.compile("一半|半数")
# 9·3吨, 15· 3％ as old texts print the point; without a unit behind it is a date (3·15)
_MIDDLE_DOT = re.compile(rf"(?<![\d.])(\d+){BLANK}?[·・•]{BLANK}?(\d+)(?![\d.·])")
_TELLING = tuple("有为是达约共到加在另")
_NOTHING = '，。；：、！？,;!?)]）】”’"》\n的'
CANDIDATE = re.compile(rf"(?<!\d)\d|(?<=[统唯单专划归同逐如不之])一|{DIGIT}|[十拾廿卅百佰千仟万萬亿億]|半数")


@quick
@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: the whole in `start`–`end`, its digits in `head_start`–`head_end`.

    `head` is the value of the digits, `scale` that of the number words behind them (2.7万: 2.7 and 10000).
    `high` is the upper head of a pair (三四百). `unit` is set where the notation holds it (百分之七). `bare`
    numbers are number words alone (千万), `lone` ones a single Chinese digit.
    """

    start: int
    end: int
    head_start: int
    head_end: int
    head: Decimal
    form: Form
    scale: Decimal = _ONE
    scale_text: str = ""
    high: Decimal | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    bare: bool = False
    lone: bool = False

    @property
    def value(self) -> Decimal:
        """Head times scale."""
        return plain(self.head * self.scale) if self.scale != _ONE else self.head


def number_at(text: str, start: int) -> Number | None:
    """The longest number that starts here, or None where the characters make none."""
    if half := HALF.match(text, start):
        return Number(start, half.end(), start, half.end(), Decimal(50), "half", unit="%")
    if match := _PERCENT.match(text, start):
        return _percent(match)
    if match := _FRACTION.match(text, start):
        return _fraction(match)
    if power := power_at(text, start):
        return (
            None if power.value is None else Number(start, power.end, start, power.end, power.value, "digits")
        )
    if match := _MIXED.match(text, start):
        return _mixed(text, match)
    if dotted := _dotted(text, start):
        return dotted
    head = _HEAD.match(text, start)
    if head is None:
        return None
    return _digits(text, head) if head["digits"] else _chinese(text, head)


def _mixed(text: str, match: re.Match[str]) -> Number | None:
    """2万5千; 1亿3千多万, where the last number word belongs to the last digits alone."""
    end, qualifier, scale_text = _tail(text, match.end())
    value = read_number(match[0] + scale_text)
    if value is None:
        return None
    return Number(match.start(), end, match.start(), end, value, "digits", qualifier=qualifier)


def _percent(match: re.Match[str]) -> Number | None:
    value = Decimal(100) if match[2] == "百" else read_number(match[2])
    if value is None:
        return None
    return Number(*match.span(), *match.span(2), value, "percent", unit=_PARTS[match[1]])


def _fraction(match: re.Match[str]) -> Number | None:
    value = read_number(match[0])
    return None if value is None or value >= 1 else Number(*match.span(), *match.span(), value, "fraction")


def _digits(text: str, head: re.Match[str]) -> Number | None:
    value = read_number(re.sub("[,，'’]", "", head[0]))
    if value is None:
        return None
    end, qualifier, scale_text = _tail(text, head.end())
    scale = read_number(scale_text) if scale_text else _ONE
    if scale is None:
        return None
    return Number(head.start(), end, *head.span(), value, "digits", scale, scale_text, qualifier=qualifier)


def _dotted(text: str, start: int) -> Number | None:
    match = _MIDDLE_DOT.match(text, start)
    if match is None:
        return None
    end, qualifier, scale_text = _tail(text, match.end())
    unit, scale = unit_at(text, end), read_number(scale_text) if scale_text else _ONE
    value = read_number(f"{match[1]}.{match[2]}")
    if value is None or scale is None or unit is None or unit.word.notation == "rank":
        return None
    return Number(start, end, *match.span(), value, "digits", scale, scale_text, qualifier=qualifier)


def _tail(text: str, position: int) -> tuple[int, Qualifier | None, str]:
    """余 or 多 and the number words behind digits, in either order: 30多亿, 4000余, 8亿多."""
    inside = modifier_at(text, position, "inside")
    end = inside.end if inside else position
    match = _SCALES.match(text, end)
    if match is None:
        return end, inside.qualifier if inside else None, ""
    if inside is None and (further := _scales_behind(text, match.end())):
        return further.end(), "over", match[1] + further[1]
    shade = inside or _more_behind(text, match.end())
    return max(match.end(), shade.end if shade else 0), shade.qualifier if shade else None, match[1]


def _scales_behind(text: str, position: int) -> re.Match[str] | None:
    """The number words behind 多 or 余 behind others: 2千多万, 3百余亿."""
    more = modifier_at(text, position, "inside")
    return _SCALES.match(text, more.end) if more and more.qualifier == "over" else None


def _more_behind(text: str, position: int) -> Modifier | None:
    """多 or 余 behind a number word where a unit or nothing follows: 8亿多元, but not 5万多功能…,
    3万余热…."""
    more = modifier_at(text, position, "inside")
    if more is None or more.qualifier != "over":
        return None
    follows = text[more.end : more.end + 1]
    return more if not follows or follows in _NOTHING or unit_at(text, more.end) else None


def _chinese(text: str, head: re.Match[str]) -> Number | None:
    body = head[0]
    split = _SPLIT.fullmatch(body)
    pair = read_pair(split[1] if split else body)
    value, high, scale_text = _chinese_value(body, split, pair)
    if value is None and _is_printed_by_places(text, head):
        value = read_positional(body)
    if value is None:
        return None
    end, qualifier, more = _tail(text, head.end())
    scale = read_number(scale_text + more) if scale_text + more else _ONE
    if scale is None:
        return None
    head_end = head.start() + len(split[1]) if split and scale_text else head.end()
    bare = all(c in "百千万亿" for c in body)
    shade: Qualifier | None = "approx" if pair else qualifier
    lone = len(body) == 1 and not more and not qualifier
    return Number(
        head.start(),
        end,
        head.start(),
        head_end,
        value,
        "chinese",
        scale,
        scale_text + more,
        high,
        None,
        shade,
        bare,
        lone,
    )


def _is_printed_by_places(text: str, head: re.Match[str]) -> bool:
    unit = unit_at(text, head.end())
    if unit is None:
        return False
    counted = unit.word.kind == "classifier" and unit.word.notation not in ("rank", "digits", "arabic")
    told = not head[0].startswith("一") or text.endswith(_TELLING, 0, head.start())  # not 统一五项标准
    return bool(_COUNTED.fullmatch(head[0]) or (counted and told and _TWO_PLACES.fullmatch(head[0])))


def _chinese_value(
    body: str, split: re.Match[str] | None, pair: tuple[Decimal, Decimal] | None
) -> tuple[Decimal | None, Decimal | None, str]:
    if pair:
        return pair[0], pair[1], split[2] if split else ""
    if split:
        return read_number(split[1]), None, split[2]
    return None if _CODE.fullmatch(body) else read_number(body), None, ""
