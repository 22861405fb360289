"""Chinese and Western numerals read into exact decimals.

Forms after GB/T 15835-2011 (numerals in running text) and what plans print besides: full-width digits,
digits set apart by blanks, thousands separators, 万 and 亿 behind digits, positional Chinese digits
(二〇三五), formal characters (壹贰叁), 廿 and 卅.

cn2an 0.5.23 (MIT) was tried and not taken: it rejects 1.2万亿, 1,234.5, 三分之一 and 三十余, gives floats,
knows no offsets, and needs some 35 µs a numeral; the grammar below is short.
"""

import re
from decimal import Decimal
from functools import lru_cache

# white space of any width but the ends of lines; told by what it is not, it is compiled in a tenth of the
# time
BLANK = r"[^\S\0-\x1f\u2028\u2029]"
FRACTION_PLACES = Decimal("0.0001")
LONGEST = 32  # characters
_MOST_DIGITS = 24  # Decimal computes with 28

_DIGIT_CHARACTERS = ("〇零", "一壹", "二贰貳两俩", "三叁", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
DIGITS = {character: value for value, characters in enumerate(_DIGIT_CHARACTERS) for character in characters}
SCALES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
DIGIT = "[" + "".join(DIGITS) + "]"

_PLAIN_SCALES = str.maketrans(
    {"億": "亿", "萬": "万", "仟": "千", "佰": "百", "拾": "十", "廿": "二十", "卅": "三十"}
)
_THOUSANDS = "[ \u00a0\u2009\u202f,，'’]"
# 千 and 百 that belong to a unit (千瓦, 百分点) end no numeral
_HUNDRED, _THOUSAND, _MYRIAD = (
    "[百佰](?!分)",
    "[千仟](?![瓦米克伏卡帕赫焦乏字比位]|分点)",
    "[万萬](?!分[之点])",
)
_WITHIN = "(?:(?<=[^\\s。；;：:])|(?<=[^\\s。；;：:] ))"  # at the start of a line 5. is a label
SCALE = f"(?:{_HUNDRED}|{_THOUSAND}|{_MYRIAD}|[亿億])"
ARABIC = (
    rf"(?:\d{{1,3}}(?:{_THOUSANDS}\d{{3}}){{1,6}}(?!\d)(?:\.\d+)?"
    r"|\d(?: \d){1,12}(?!\d)(?: ?\. ?\d+(?: \d)*|)"
    rf"|\d+ \. ?\d+|{_WITHIN}\d+(?: \.|\. )\d+(?=[%％])"
    r"|\d+(?:\.\d+)?)"
)
CHINESE = (
    rf"(?:{DIGIT}{{1,3}}(?:[、，]{DIGIT}{{3}}){{1,6}}(?!{DIGIT}|[十百千])|(?:{DIGIT}|[十拾廿卅]|{SCALE})(?:{DIGIT}|[0十拾廿卅]|{SCALE}){{0,{LONGEST}}})"
    rf"(?:[点·.・](?:{DIGIT}|0)+(?!十))?"
)

_FOLDED = {0xFF01 + i: chr(0x21 + i) for i in range(0x5E)}
_FOLDED |= {
    ord(a): b
    for a, b in {
        "○": "〇",
        "◯": "〇",
        "−": "-",
        "﹣": "-",
        "∶": ":",
        "﹕": ":",
        "﹪": "%",
        "﹢": "+",
        "﹤": "<",
        "﹥": ">",
        "﹦": "=",
        "﹙": "(",
        "﹚": ")",
        "﹐": ",",
        "µ": "μ",
        "‐": "-",
        "‑": "-",
        "‒": "–",
        "∼": "~",
        "〜": "~",
        "∽": "~",
        "˜": "~",
        "點": "点",
        "兩": "两",
        "餘": "余",
    }.items()
}
_FOLDED |= {
    ord(c): c for c in "，；！？"
}  # these end clauses; only their half-width kin stand inside numbers

_BLANKS = re.compile(BLANK)
_SEPARATORS = re.compile("[,，、'’]")
# 1,200.5
_WHOLE_ARABIC = re.compile(r"\d{1,3}(?:[,，'’]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
# 二〇二五, 三点一四: digit by digit
_POSITIONAL = re.compile(rf"((?:{DIGIT}|0)+)(?:[点·.・]((?:{DIGIT}|0)+))?")
# 三点五万: a point before a multiple
_POINT = re.compile(rf"([^点·.・]+)[点·・]({DIGIT}[0{DIGIT[1:]}*)([万亿]*)")
# 三五 of 三五年, 十七八: two neighbouring numerals are a rough number
_PAIR = re.compile(rf"([十百千万亿]|.*[十百千万亿])?({DIGIT})({DIGIT})([十百千万亿]*)")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text with full-width ASCII, minus signs and circles folded, character for character: offsets
    stay."""
    return text.translate(_FOLDED)


def read_number(text: str) -> Decimal | None:
    """The value of a whole string that is one number, else None.

    `2.7万` is 27000, `二〇三五` 2035, `三分之一` and `1/3` are 0.3333 (four places: a third has no finite
    decimal), `半` is 0.5.
    """
    body = _BLANKS.sub("", fold(text[: 4 * LONGEST]))
    if (
        len(text) > 4 * LONGEST
        or len(body) > LONGEST
        or sum(c.isdecimal() or c in DIGITS for c in body) > _MOST_DIGITS
    ):
        return None
    if body[:1] in {"-", "+"}:
        value = _read_unsigned(body[1:])
        return -value if value is not None and body[0] == "-" else value
    return _read_unsigned(body)


def read_integer(text: str) -> int | None:
    """The whole number of a numeral, a fraction cut off; None where it is no numeral."""
    value = read_number(text)
    return None if value is None else int(value)


def read_pair(text: str) -> tuple[Decimal, Decimal] | None:
    """`三四百` is (300, 400), `十七八` (17, 18), `两三万` (20000, 30000): two neighbouring digits in one
    place, else None."""
    match = _PAIR.fullmatch(text)
    if not match or DIGITS[match[3]] - DIGITS[match[2]] != 1 or DIGITS[match[2]] == 0:
        return None
    low, high = (read_number((match[1] or "") + digit + match[4]) for digit in (match[2], match[3]))
    return (low, high) if low is not None and high is not None else None


def read_positional(text: str) -> Decimal | None:
    """One digit a place: `二〇三五`, `七一·六`, `一一、二九八·五`."""
    match = _POSITIONAL.fullmatch(_SEPARATORS.sub("", text))
    if not match:
        return None
    whole, places = ("".join(str(DIGITS.get(c, 0)) for c in part or "") for part in match.groups())
    return Decimal(f"{whole}.{places}" if places else whole)


def _read_unsigned(body: str) -> Decimal | None:
    if body == "半":
        return Decimal("0.5")
    if "/" in body or "分之" in body:
        return _read_fraction(body)
    return _read_scaled(body.translate(_PLAIN_SCALES))


def _read_fraction(body: str) -> Decimal | None:
    chinese, western = re.fullmatch("(.+?)分之(.+)", body), re.fullmatch(r"(\d+)/(\d+)", body)
    if chinese:
        below, above = _read_unsigned(chinese[1]), _read_unsigned(chinese[2])
    elif western:
        above, below = Decimal(western[1]), Decimal(western[2])
    else:
        return None
    return plain((above / below).quantize(FRACTION_PLACES)) if above is not None and below else None


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros after the point and without an exponent (2E+4 is 20000)."""
    return Decimal(f"{value.normalize():f}")


def _read_scaled(body: str) -> Decimal | None:
    """Split at the largest scale: what stands before it counts so often, what stands behind it is smaller."""
    if point := _POINT.fullmatch(body):
        whole, times = _read_scaled(point[1]), _read_scaled(point[3]) if point[3] else Decimal(1)
        places = read_positional(f"〇.{point[2]}")
        return None if whole is None or times is None or places is None else plain((whole + places) * times)
    for scale, factor in SCALES.items():
        if scale in body:
            head, _, tail = body.rpartition(scale)
            high = _read_scaled(head) if head else Decimal(1)
            low = _read_tail(tail, factor)
            return (
                None if high is None or low is None or not _fits(high, factor) else plain(high * factor) + low
            )
    return Decimal(_SEPARATORS.sub("", body)) if _WHOLE_ARABIC.fullmatch(body) else read_positional(body)


def _fits(high: Decimal, factor: int) -> bool:
    """千, 百 and 十 count single digits (5.5千 as well)."""
    return high < 10 or factor >= SCALES["万"]


def _read_tail(tail: str, factor: int) -> Decimal | None:
    """What follows a scale. `三万五` is 35000: a lone digit counts the next scale; 零 in between makes it
    units."""
    if not tail:
        return Decimal(0)
    rest = tail.lstrip("〇零")
    value = None if not rest or rest[0] in "百千万亿" else _read_scaled(rest)
    if value is None or value >= factor or (len(rest) > 1 and all(c in DIGITS for c in rest)):
        return None
    lone = rest == tail and len(tail) == 1 and tail in DIGITS and factor > SCALES["十"]
    return value * factor / 10 if lone else value
