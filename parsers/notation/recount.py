"""A second, small reader of numbers: says whether a stored value can be read from the characters it is said
to come from.

It shares no code with the readers of `parsers.notation.quantity`, so that a fault there, or a value changed
in the database, does not prove itself. It is loose where they are strict (it asks whether a value can be
read from a quote, not which one) and knows units only from the vocabulary.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from models.characters import simplified
from models.units import UnitWord, unit_words

_CHARACTERS: Final = (
    "〇零○0",
    "一壹1",
    "二贰貳两兩俩2",
    "三叁3",
    "四肆4",
    "五伍5",
    "六陆陸6",
    "七柒7",
    "八捌8",
    "九玖9",
)
_DIGITS: Final = {c: value for value, characters in enumerate(_CHARACTERS) for c in characters}
_TENS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SCALES: Final = _TENS | _MYRIADS
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_WIDE: Final = {0xFF01 + i: chr(0x21 + i) for i in range(0x5E)} | {
    ord(a): b
    for a, b in {"−": "-", "﹣": "-", "–": "-", "∶": ":", "廿": "二十", "卅": "三十", "點": "点"}.items()
}
_CHINESE: Final = "".join(c for c in _DIGITS if not c.isascii()) + "".join(_SCALES)
_TOKEN = re.compile(
    r"(?P<arabic>\d{1,3}(?:[,'’\s\u2009]\d{3})+(?:\.\d+)?(?!\d)|\d(?:\s\d)+(?:\s?\.\s?\d+(?:\s\d)*)?(?!\d)|\d+\s?[.·・•]\s?\d+(?!\d*\^)|\d+(?:\.\d+)?)"
    rf"|(?P<chinese>[{_CHINESE}](?:[{_CHINESE}0点·.、,]*[{_CHINESE}0])?)|(?P<half>半)"
)
_SCALE = re.compile(rf"\s*[多余餘來来几]?\s*((?:[{''.join(_SCALES)}](?!分[之点])(?:[多余](?=[万亿]))?)+)")
_BELONGS_TO_UNIT = re.compile("[千仟](?=[瓦米克伏卡帕赫焦乏字比位])|[百佰](?=分)")
# 3.2×10^4, 5×10⁻³
_POWER = re.compile(r"\s*[×xX*·✕]\s*10(?:\^[{(]?(-?\d{1,2})[)}]?|(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))")
# 10^7 alone
_RAISED_TEN = re.compile(r"(?<![\d.])10(?:\^(-?\d{1,2})|(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))")
# -3, 负3, 零下3
_NEGATIVE = re.compile("[-负±]|零下")
_SIGNED = re.compile(r"\s*[-负]\s*\d")
# /万人, /每百户: what a rate is divided by may hold numerals of its own
_RATE = re.compile(rf"/\s*(?:每?(?:1?0+[{''.join(_SCALES)}]*|[{''.join(_SCALES)}]+)|[^\d\s])[^至到~–—-]*")
_UNIT_SCALE = re.compile(rf"(?<![/每\d{''.join(_SCALES)}])[{''.join(_SCALES)}]")
_PLACES: Final = Decimal("0.0001")
_JOINER: Final = "\u2060"  # stands in a quote for the mark of a note
_CLOSE: Final = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class _Token:
    """A number of a quote: its value without the number words behind it, their product, and where it ends."""

    value: Decimal
    scale: Decimal
    start: int
    end: int


def proves(value: Decimal, unit: str | None, quote: str, unit_quotes: Iterable[str] = ()) -> bool:
    """Whether a value in base units can be read from a quote, whose unit may be printed elsewhere.

    Args:
        value: the stored number, money in 元.
        unit: the stored unit.
        quote: the characters that the number was read from.
        unit_quotes: those that its unit was read from, where it stands apart (a header, a note).
    """
    if not _signed_as(value, quote):
        return False
    apart = (
        {scale for text in unit_quotes for scale in _scales_of_unit(text)}
        if not _names(quote, unit)
        else set()
    )
    return any(_same(abs(value), found) for found in _readings(quote, unit, frozenset(apart)))


def proves_printed(value: Decimal, unit: str | None, quote: str) -> bool:
    """Whether a value in the unit that its row prints (万人, 亿元) can be read from a quote in this or in a
    smaller or larger unit (2.7万 under 座, 1.2万亿元 under 亿元)."""
    if not _signed_as(value, quote):
        return False
    scales = _scales_of_unit(unit or "")
    found = _readings(quote, None, frozenset())
    return any(
        _same(abs(value), reading / scale) for reading in found for scale in {Decimal(1), *scales}
    ) or any(_same(abs(value), token.value) for token in _tokens(_folded(quote)))


def names_unit(unit: str, quotes: Iterable[str]) -> bool:
    """Whether a stored unit can be read from one of the quotes: 元 from 亿元, % from 成 or 百分之."""
    return any(_names(quote, unit) for quote in quotes)


def _signed_as(value: Decimal, quote: str) -> bool:
    """A negative value needs a sign; a lone number behind one is negative."""
    folded = _folded(quote)
    if value < 0:
        return _NEGATIVE.search(folded) is not None
    bare = folded.replace("零下", "-")
    return not (value > 0 and _SIGNED.match(bare) and len(_tokens(bare)) == 1)


def _same(value: Decimal, other: Decimal) -> bool:
    return abs(value - other) <= _CLOSE * max(Decimal(1), abs(other))


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return simplified(text.replace(_JOINER, "").translate(_WIDE))


@lru_cache(maxsize=8192)
def _readings(quote: str, unit: str | None, apart: frozenset[Decimal]) -> frozenset[Decimal]:
    """All values that the quote can state in a unit."""
    printed = _folded(quote)
    folded = _RATE.sub("", printed)
    tokens = _tokens(folded)
    found = set(_powers(folded))
    if folded != printed:
        found |= set(_combined(printed, _tokens(printed)))  # 1/10, which looks like a rate
    for at, token in enumerate(tokens):
        own = token.value * token.scale
        found |= {own, *(token.value * later.scale for later in tokens[at + 1 :] if token.scale == 1)}
        found |= {own * scale for scale in apart if token.scale == 1}
        found |= set(_converted(folded, token, unit))
    found |= set(_combined(folded, tokens))
    if unit == "%" and "成" in folded:
        found = {value * 10 for value in found} | {a.value * 10 + b.value for a, b in pairwise(tokens)}
    if "半" in folded:
        halves = {Decimal(5)} if "成" in folded else {_half(tokens)}
        found |= {value + half for value in found for half in halves} | {Decimal(50)}
    return frozenset(found)


def _half(tokens: tuple[_Token, ...]) -> Decimal:
    return Decimal("0.5") if tokens else Decimal(0)


def _combined(folded: str, tokens: tuple[_Token, ...]) -> Iterator[Decimal]:
    """Two numbers that make one: 1亿2000万, 2×35万, 三分之一, 1/3; ±5 and 1.85∶1 are told by their first."""
    for first, second in _neighbours(tokens):
        between = folded[first.end : second.start].strip()
        one, other = first.value * first.scale, second.value * second.scale
        if not between:
            yield one + other
        elif between in {"×", "x", "X", "*", "✕"}:
            yield one * other
        elif between in {"±", "正负"}:
            yield from (one - other, one + other)
        elif between == "分之" and first.value:
            yield (other / one).quantize(_PLACES)
        elif between == "/" and second.value:
            yield (one / other).quantize(_PLACES)


def _neighbours(tokens: tuple[_Token, ...]) -> Iterator[tuple[_Token, _Token]]:
    """Each number and the next behind it; the 万 in 2万5千 is read with its digits and once more alone."""
    for at, first in enumerate(tokens):
        second = next((token for token in tokens[at + 1 : at + 4] if token.start >= first.end), None)
        if second is not None:
            yield first, second


def _powers(folded: str) -> Iterator[Decimal]:
    for match in _TOKEN.finditer(folded):
        power = _POWER.match(folded, match.end()) if match["arabic"] else None
        if power:
            yield _number(match["arabic"]).scaleb(int((power[1] or power[2]).translate(_RAISED)))
    for raised in _RAISED_TEN.finditer(folded):
        yield Decimal(1).scaleb(int((raised[1] or raised[2]).translate(_RAISED)))


@lru_cache(maxsize=8192)
def _tokens(folded: str) -> tuple[_Token, ...]:
    return tuple(token for match in _TOKEN.finditer(folded) for token in _of_match(folded, match))


def _of_match(folded: str, match: re.Match[str]) -> Iterator[_Token]:
    if match["half"]:
        yield _Token(Decimal("0.5"), Decimal(1), match.start(), match.end())
        return
    if match["arabic"]:
        value: Decimal | None = _number(match["arabic"])
        end = match.end()
    else:
        end = _end_of_numeral(folded, match.start(), match.end())
        body = match["chinese"][: end - match.start()]
        pair = re.fullmatch(
            rf"(.*?)([一二两三四五六七八])([二两三四五六七八九])([{''.join(_SCALES)}]*)", body
        )
        if pair and _DIGITS[pair[3]] - _DIGITS[pair[2]] == 1:
            for digit in (pair[2], pair[3]):
                read = _chinese(pair[1] + digit + pair[4])
                if read is not None:
                    yield _Token(read, _scale_behind(folded, end)[0], match.start(), end)
        if body[:1] in _MYRIADS and folded[match.start() - 1 : match.start()].isdigit():
            yield from _behind_digits(match.start() + 1, body[1:])
        value = _chinese(body)
    if value is not None:
        scale, stop = _scale_behind(folded, end)
        yield _Token(value, scale, match.start(), stop)


def _behind_digits(start: int, body: str) -> Iterator[_Token]:
    """The 一千 of 2万一千, whose 万 belongs to the digits before it."""
    value = _chinese(body) if body else None
    if value is not None:
        yield _Token(value, Decimal(1), start, start + len(body))


def _end_of_numeral(folded: str, start: int, end: int) -> int:
    """千 of 千瓦 and 百 of 百分点 belong to no numeral."""
    return end - 1 if end - start > 1 and _BELONGS_TO_UNIT.match(folded, end - 1) else end


def _scale_behind(folded: str, end: int) -> tuple[Decimal, int]:
    match = _SCALE.match(folded, end)
    if match is None:
        return Decimal(1), end
    words, stop = match[1], match.end()
    if _BELONGS_TO_UNIT.match(folded, stop - 1):
        words, stop = words[:-1], stop - 1
    product = Decimal(1)
    for word in words:
        product *= _SCALES.get(word, 1)  # 多 of 3千多万
    return product, stop


def _number(printed: str) -> Decimal:
    return Decimal(re.sub("[·・•]", ".", re.sub(r"[,\s\u2009]", "", printed)))


def _chinese(body: str) -> Decimal | None:
    """The value of a numeral by sections: digits, then 十百千 within a myriad, then 万 and 亿."""
    whole, _, places = re.sub("[、,]", "", body).replace("·", "点").replace(".", "点").partition("点")
    tail = "".join(c for c in places if c in _SCALES)
    digits = "".join(str(_DIGITS[c]) for c in places if c in _DIGITS)
    value = _whole(whole)
    if value is None:
        return None
    number = Decimal(value) + (Decimal(f"0.{digits}") if digits else 0)
    for word in tail:
        number *= _SCALES[word]
    return number


def _whole(body: str) -> int | None:
    total = section = digits = largest = 0
    last = 1
    for character in body:
        if character in _DIGITS:
            digits = digits * 10 + _DIGITS[character]
        elif character in _TENS:
            section += (digits or 1) * _TENS[character]
            digits, last = 0, _TENS[character]
        elif character in _MYRIADS:
            counted, scale = section + digits, _MYRIADS[character]
            if scale < largest:  # 十六亿五千万
                total += (counted or 1) * scale
            else:
                total, largest = (total + counted or 1) * scale, scale
            section, digits, last = 0, 0, _MYRIADS[character]
        else:
            return None
    lone = last > 10 and 0 < digits < 10 and body[-2:-1] not in _CHARACTERS[0]
    return total + section + (digits * last // 10 if lone else digits)


def _words_at(folded: str, position: int) -> UnitWord | None:
    words = unit_words()
    while position < len(folded) and folded[position].isspace():
        position += 1
    ends = range(min(len(folded), position + 8), position, -1)
    return next((words[folded[position:end]] for end in ends if folded[position:end] in words), None)


def _converted(folded: str, token: _Token, unit: str | None) -> Iterator[Decimal]:
    """The number in another unit of the same dimension: 500米 of 500米至1.2公里."""
    own, stored = _words_at(folded, token.end), unit_words().get(unit or "")
    if own and stored and own.factor and stored.factor and own.dimension == stored.dimension:
        yield token.value * token.scale * own.factor / stored.factor


def _scales_of_unit(text: str) -> frozenset[Decimal]:
    """What a unit counts: 亿元 100000000, 单位：万人 10000."""
    folded = _folded(text)
    found = (_scale_behind(folded, match.start()) for match in _UNIT_SCALE.finditer(folded))
    return frozenset(scale for scale, _ in found if scale != 1) or frozenset({Decimal(1)})


_HELD: Final = {
    "%": ("成", "百分之", "百分比", "百分数", "百分率", "半", "％", "﹪"),
    "‰": ("千分之",),
    "‱": ("万分之",),
    "/10万": ("十万分之",),
    "位": ("第", "前", "名次"),
}


@lru_cache(maxsize=8192)
def _names(quote: str, unit: str | None) -> bool:
    """Whether the quote prints a unit, in any of its spellings."""
    if unit is None:
        return False
    folded, head = (
        _folded(quote).replace("(", "（").replace(")", "）"),
        unit.split("/")[0].split("·")[0] or unit,
    )
    bare = "".join(folded.split())
    if _folded(unit).replace("(", "（").replace(")", "）") in bare or any(
        sign in quote for sign in _HELD.get(unit, ())
    ):
        return True
    return any(_folded(word) in folded for word in _spellings(head)) or head in folded


@lru_cache(maxsize=512)
def _spellings(name: str) -> tuple[str, ...]:
    return tuple(word.word for word in unit_words().values() if word.name == name)
