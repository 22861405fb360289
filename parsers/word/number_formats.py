"""Numbers as Word writes them in list labels: ST_NumberFormat, ECMA-376 Part 1, 17.18.59.

The character sets are those of the standard. Where Word departs from it, Word is followed:

- [MS-OI29500] 17.18.59 names the departures (ideographs in a circle stand in brackets, no U+96F6 in
  chineseCountingThousand).
- docling pull request 4336 and superdoc issue 3918 measured Word 16: chineseCounting 101 is 一○一 (U+25CB),
  chineseCountingThousand 101 is 一百〇一 (U+3007) and 10 to 19 drop the 一, chineseLegalSimplified 10 is
  壹拾, japaneseCounting 101 is 百一; counting systems show nothing from 1,000,000 on; 甲 to 癸, 子 to 亥 and
  ① to ⑳ go on as decimals.
- Open-Xml-PowerTools (tested against Word's output) starts letters again after 780 and keeps U+25CB, U+3007
  as above.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Literal

_COUNTING_LIMIT = 1_000_000
_LETTER_CYCLE = 780
_ASCII = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ZERO_PADDED = re.compile(r"0+1")
_IDEOGRAPHS = "一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN_LIMIT = 32767
_ROMAN_SIZES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_SIGNS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
_ONES: tuple[str, ...] = (
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
    ),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINAL_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_ORDINAL_WORDS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


@dataclass(frozen=True, slots=True)
class _Grouped:
    """A system with signs for ten, hundred, thousand and ten thousand; `zero` fills a gap, `drop_one` says
    when 一十 is 十."""

    digits: str
    units: tuple[str, str, str, str]
    myriad: str
    zero: str = ""
    alone: str = "〇"
    drop_one: Literal["never", "teens", "always"] = "never"


_SMALL_UNITS = ("", "十", "百", "千")
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_GROUPED: Mapping[str, _Grouped] = {
    "chineseCountingThousand": _Grouped(_IDEOGRAPHS, _SMALL_UNITS, "万", "〇", drop_one="teens"),
    "taiwaneseCountingThousand": _Grouped(_IDEOGRAPHS, _SMALL_UNITS, "萬", "零", "零", "teens"),
    "chineseLegalSimplified": _Grouped("壹贰叁肆伍陆柒捌玖", _LEGAL_UNITS, "万", "零", "零"),
    "ideographLegalTraditional": _Grouped("壹貳參肆伍陸柒捌玖", _LEGAL_UNITS, "萬", "零", "零"),
    "japaneseCounting": _Grouped(_IDEOGRAPHS, _SMALL_UNITS, "万", drop_one="always"),
    "japaneseLegal": _Grouped("壱弐参四伍六七八九", ("", "拾", "百", "阡"), "萬"),
    "koreanCounting": _Grouped(
        "일이삼사오육칠팔구", ("", "십", "백", "천"), "만", alone="영", drop_one="always"
    ),
}
_POSITIONAL = {
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
    "ideographDigital": f"〇{_IDEOGRAPHS}",
    "japaneseDigitalTenThousand": f"〇{_IDEOGRAPHS}",
    "taiwaneseDigital": f"○{_IDEOGRAPHS}",
    "koreanDigital": "영일이삼사오육칠팔구",
    "koreanDigital2": f"零{_IDEOGRAPHS}",
}
_BOUNDED = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
}
_REPEATED = {
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "chicago": "*†‡§",
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
}


def _grouped(system: _Grouped, value: int) -> str:
    if value == 0:
        return system.alone
    if value >= _COUNTING_LIMIT:
        return ""
    drop = system.drop_one == "always" or (system.drop_one == "teens" and value < 20)
    pieces, gap, digits = [], False, str(value)
    for position, digit in zip(range(len(digits) - 1, -1, -1), map(int, digits), strict=True):
        if digit:
            unit = system.units[position % 4]
            one_dropped = drop and digit == 1 and unit != ""
            pieces.append(
                (system.zero if gap else "") + ("" if one_dropped else system.digits[digit - 1]) + unit
            )
        gap = digit == 0
        if position == 4:
            pieces.append(system.myriad)
    return "".join(pieces)


def _positional(digits: str, value: int) -> str:
    return "".join(digits[int(digit)] for digit in str(value))


def _counting(value: int) -> str:
    """Tens by name up to 99, digit by digit above (chineseCounting, taiwaneseCounting)."""
    if value >= _COUNTING_LIMIT:
        return ""
    if not 10 <= value <= 99:
        return _positional(f"○{_IDEOGRAPHS}", value)
    return _grouped(_GROUPED["japaneseCounting"], value)


def _bounded(signs: str, value: int) -> str:
    return signs[value - 1] if 1 <= value <= len(signs) else str(value)


def _repeated(letters: str, value: int) -> str:
    if value < 1:
        return ""
    repeats, place = divmod((value - 1) % _LETTER_CYCLE, len(letters))
    return letters[place] * (repeats + 1)


def _roman(value: int) -> str:
    if value > _ROMAN_LIMIT:
        return str(value)
    pieces = []
    for size, sign in zip(_ROMAN_SIZES, _ROMAN_SIGNS, strict=True):
        count, value = divmod(value, size)
        pieces.append(sign * count)
    return "".join(pieces)


def _stem_and_branch(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if value else "0"


def _ordinal(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return f"{value}th"
    return str(value) + _ORDINAL_SUFFIXES.get(value % 10, "th")


def _words(value: int) -> str:
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if value >= size:
            count, rest = divmod(value, size)
            return f"{_words(count)} {name}" + (f" {_words(rest)}" if rest else "")
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def _cardinal_text(value: int) -> str:
    return _words(value).capitalize() if value < _COUNTING_LIMIT else str(value)


def _ordinal_text(value: int) -> str:
    words = _cardinal_text(value)
    last = words[len(words.rstrip(_ASCII)) :].lower()
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return (words[: len(words) - len(last)] + _ORDINAL_WORDS.get(last, regular)).capitalize()


_OTHER: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "decimalZero3": "{:03d}".format,
    "decimalZero4": "{:04d}".format,
    "decimalZero5": "{:05d}".format,
    "numberInDash": "- {} -".format,
    "hex": "{:X}".format,
    "none": lambda _: "",
    "bullet": lambda _: "",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "ordinal": _ordinal,
    "cardinalText": _cardinal_text,
    "ordinalText": _ordinal_text,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "ideographZodiacTraditional": _stem_and_branch,
}
_FORMATS: dict[str, Callable[[int], str]] = {
    **{name: partial(_grouped, system) for name, system in _GROUPED.items()},
    **{name: partial(_positional, digits) for name, digits in _POSITIONAL.items()},
    **{name: partial(_bounded, signs) for name, signs in _BOUNDED.items()},
    **{name: partial(_repeated, letters) for name, letters in _REPEATED.items()},
    **_OTHER,
}


def is_known(number_format: str) -> bool:
    """Whether `render_number` writes this format itself; every other one is written in decimals."""
    return number_format in _FORMATS


@lru_cache(maxsize=4096)
def render_number(value: int, number_format: str) -> str:
    """The number as Word writes it in the format of this name (ST_NumberFormat, 17.18.59).

    `decimalZero3` to `decimalZero5` are the custom formats 001 to 00001. cardinalText and ordinalText are
    English, whatever the document's language. Negative values and formats that are not known (`is_known`)
    give decimals, as in LibreOffice.
    """
    write = _FORMATS.get(number_format)
    return (
        str(value)
        if write is None or (value < 0 and number_format not in ("none", "bullet"))
        else write(value)
    )


@cache
def _by_sample() -> Mapping[tuple[str, ...], str]:
    """Each format by what it makes of 1, 2, 3 and of 1, 10, 100: the two ways custom formats show their
    sequence."""
    samples: dict[tuple[str, ...], str] = {}
    for values in ((1, 2, 3), (1, 10, 100)):
        samples |= {
            tuple(render_number(value, name) for value in values): name for name in reversed(_FORMATS)
        }
    return samples


def custom_format(pattern: str) -> str | None:
    """The format a `w:numFmt w:val="custom"` means by its `w:format`, such as `001, 002, 003, ...`; None
    when it is not understood.

    The pattern shows the first numbers of the sequence ([MS-DOCX] 2.4 numFmt Extensions), at times with the
    script in brackets.
    """
    shown = re.sub(r"\([^)]*\)|（[^）]*）", "", pattern).rstrip(" .…")
    samples = tuple(piece.strip() for piece in shown.split(",") if piece.strip())
    found = _by_sample().get(samples[:3])
    if found is None and samples and _ZERO_PADDED.fullmatch(samples[0]):
        name = f"decimalZero{len(samples[0])}"
        return name if is_known(name) else None
    return found
