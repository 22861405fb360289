"""Numbers as Word writes them. Expected values marked Word 16 were measured by docling pull request 4336 and
superdoc issue 3918."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.word.number_formats import custom_format, is_known, render_number

_DIGITS = {
    sign: value
    for signs in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖")
    for value, sign in enumerate(signs)
}
_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}


def read_grouped(text: str) -> int:
    """Reads a numeral with units as a person would: 一百〇五 is 1 × 100 + 5."""
    total = section = digit = 0
    for sign in text:
        if sign in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[sign], 0
        elif sign in "万萬":
            total, section, digit = (section + digit) * 10_000, 0, 0
        else:
            digit = _DIGITS[sign]
    return total + section + digit


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("decimal", {0: "0", 1: "1", 101: "101"}),
        ("decimalZero", {1: "01", 9: "09", 10: "10", 100: "100"}),
        ("decimalHalfWidth", {12: "12"}),
        ("decimalFullWidth", {1: "１", 10: "１０", 101: "１０１"}),  # Word 16
        ("decimalFullWidth2", {12: "１２"}),
        ("upperRoman", {1: "I", 4: "IV", 49: "XLIX", 1994: "MCMXCIV"}),
        ("lowerRoman", {9: "ix", 14: "xiv"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB", 53: "AAA", 780: "Z" * 30, 781: "A"}),
        ("lowerLetter", {1: "a", 54: "bbb"}),
        (
            "ordinal",
            {
                1: "1st",
                2: "2nd",
                3: "3rd",
                4: "4th",
                11: "11th",
                12: "12th",
                13: "13th",
                21: "21st",
                112: "112th",
            },
        ),
        ("none", {1: "", 7: ""}),
        ("bullet", {1: ""}),
        (
            "decimalEnclosedCircle",
            {1: "①", 10: "⑩", 11: "⑪", 20: "⑳", 21: "21", 101: "101", 0: "0"},
        ),  # Word 16
        ("decimalEnclosedCircleChinese", {1: "①", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛", 21: "21"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩", 11: "11"}),
        (
            "chineseCounting",
            {
                1: "一",
                10: "十",
                11: "十一",
                20: "二十",
                99: "九十九",
                100: "一○○",
                101: "一○一",
                12345: "一二三四五",
            },
        ),  # Word 16
        ("taiwaneseCounting", {10: "十", 21: "二十一", 100: "一○○"}),
        # Word 16
        (
            "chineseCountingThousand",
            {
                1: "一",
                10: "十",
                11: "十一",
                20: "二十",
                101: "一百〇一",
                110: "一百一十",
                1001: "一千〇一",
                1010: "一千〇一十",
            },
        ),
        (
            "chineseCountingThousand",
            {12345: "一万二千三百四十五", 100000: "一十万", 109999: "一十万〇九千九百九十九", 1000000: ""},
        ),  # Word 16
        ("taiwaneseCountingThousand", {12: "十二", 101: "一百零一", 10000: "一萬"}),
        (
            "chineseLegalSimplified",
            {1: "壹", 2: "贰", 3: "叁", 10: "壹拾", 11: "壹拾壹", 101: "壹佰零壹"},
        ),  # Word 16
        ("ideographLegalTraditional", {2: "貳", 3: "參", 10: "壹拾", 106: "壹佰零陸"}),
        (
            "japaneseCounting",
            {
                1: "一",
                10: "十",
                11: "十一",
                20: "二十",
                101: "百一",
                111: "百十一",
                1000: "千",
                10005: "一万五",
            },
        ),  # Word 16
        ("japaneseLegal", {1: "壱", 10: "壱拾", 23: "弐拾参"}),
        ("ideographDigital", {1: "一", 10: "一〇", 101: "一〇一"}),  # Word 16
        ("japaneseDigitalTenThousand", {10: "一〇"}),
        ("taiwaneseDigital", {10: "一○"}),
        ("koreanDigital", {10: "일영"}),
        ("koreanDigital2", {10: "一零"}),
        ("koreanCounting", {11: "십일", 20: "이십"}),
        ("ganada", {1: "가", 15: "가가"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),  # Word 16
        ("ideographZodiac", {1: "子", 11: "戌", 12: "亥", 13: "13"}),  # Word 16
        ("ideographZodiacTraditional", {1: "甲子", 13: "丙子", 60: "癸亥", 61: "甲子"}),
        ("hex", {10: "A", 31: "1F"}),
        ("chicago", {1: "*", 2: "†", 4: "§", 5: "**"}),
        ("numberInDash", {3: "- 3 -"}),
        (
            "cardinalText",
            {1: "One", 21: "Twenty-one", 100: "One hundred", 1234: "One thousand two hundred thirty-four"},
        ),
        (
            "ordinalText",
            {1: "First", 12: "Twelfth", 20: "Twentieth", 21: "Twenty-first", 101: "One hundred first"},
        ),
    ],
)
def test_formats(number_format: str, expected: dict[int, str]) -> None:
    assert {value: render_number(value, number_format) for value in expected} == expected
    assert is_known(number_format)


@pytest.mark.parametrize(
    "number_format",
    ["chineseCountingThousand", "chineseLegalSimplified", "ideographLegalTraditional", "japaneseCounting"],
)
@given(value=st.integers(1, 999_999))
def test_a_numeral_with_units_reads_back(number_format: str, value: int) -> None:
    assert read_grouped(render_number(value, number_format)) == value


@given(value=st.integers(1, 9999))
def test_chinese_counting_never_doubles_or_ends_in_a_zero(value: int) -> None:
    text = render_number(value, "chineseCountingThousand")
    assert "〇〇" not in text
    assert not text.endswith("〇")


@given(value=st.integers(100, 999_999))
def test_chinese_counting_is_digit_by_digit_from_one_hundred(value: int) -> None:
    text = render_number(value, "chineseCounting")
    assert int(text.translate(str.maketrans("○一二三四五六七八九", "0123456789"))) == value


def test_an_unknown_format_gives_decimals_and_says_so() -> None:
    assert render_number(7, "hindiCounting") == "7"
    assert not is_known("hindiCounting")


def test_a_negative_number_is_decimal() -> None:
    assert render_number(-1, "chineseCounting") == "-1"
    assert render_number(-1, "none") == ""


def test_huge_numbers_stay_short() -> None:
    assert render_number(10**9, "upperRoman") == "1000000000"
    assert render_number(10**9, "cardinalText") == "1000000000"


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("001, 002, 003, ...", 7, "007"),
        ("0001, 0002, 0003, ...", 12, "0012"),
        ("00001, 00002, 00003, ...", 1, "00001"),
        ("01, 02, 03, ...", 5, "05"),
        ("①, ②, ③, ...", 4, "④"),
        ("甲, 乙, 丙, ...", 4, "丁"),
        ("一, 十, 一百(简), ...", 101, "一百〇一"),
        ("一, 十, 一○○(简), ...", 101, "一○一"),
    ],
)
def test_custom_formats(pattern: str, value: int, expected: str) -> None:
    number_format = custom_format(pattern)
    assert number_format is not None
    assert render_number(value, number_format) == expected


@pytest.mark.parametrize("pattern", ["", "...", "α, β, γ, ...", "000000001, 000000002, ..."])
def test_a_custom_format_that_is_not_understood(pattern: str) -> None:
    assert custom_format(pattern) is None
