"""Numerals in every notation plans print, read into exact decimals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.notation.numerals import fold, read_number, read_pair


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("12.50", "12.50"),
        ("1,234.5", "1234.5"),
        ("41，500", "41500"),
        ("1 234", "1234"),
        ("1\u2009234\u2009567", "1234567"),
        ("1\u00a0234", "1234"),
        ("４ ０ ０", "400"),
        ("１２．５", "12.5"),
        ("-3.5", "-3.5"),
        ("−3.5", "-3.5"),
        ("+2", "2"),
        ("十", "10"),
        ("二十三", "23"),
        ("一百零五", "105"),
        ("一百五", "150"),
        ("两千", "2000"),
        ("两千零五", "2005"),
        ("一千零一十", "1010"),
        ("三万五千", "35000"),
        ("三万五", "35000"),
        ("三万零五", "30005"),
        ("一亿二千万", "120000000"),
        ("一亿零四百万", "104000000"),
        ("二十五万亿", "25000000000000"),
        ("千万", "10000000"),
        ("万亿", "1000000000000"),
        ("二〇三五", "2035"),
        ("二○三五", "2035"),
        ("二零三五", "2035"),
        ("壹贰叁", "123"),
        ("壹仟贰佰叁拾", "1230"),
        ("廿三", "23"),
        ("卅", "30"),
        ("3万5千", "35000"),
        ("3亿5000万", "350000000"),
        ("2.7万", "27000"),
        ("1.2万亿", "1200000000000"),
        ("5千万", "50000000"),
        ("半", "0.5"),
        ("四点六", "4.6"),
        ("十点二", "10.2"),
        ("二十五点七亿", "2570000000"),
        ("七一·六", "71.6"),
        ("○·一", "0.1"),
        ("一一、二九八·五万", "112985000"),
        ("三分之一", "0.3333"),
        ("四分之三", "0.75"),
        ("1/3", "0.3333"),
    ],
)
def test_a_number_is_read_exactly(text: str, value: str) -> None:
    number = read_number(text)
    assert number == Decimal(value)
    assert "E" not in str(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "万千百",
        "亿万",
        "十百千万",
        "二十一二",
        "三个",
        "1.2.3",
        "1,23",
        "点六",
        "一点",
        "1/0",
        "三分之",
        "5G",
        "—",
        "1" * 25,
        "十万" * 5000,
        "一" * 99,
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("三四百", 300, 400),
        ("十七八", 17, 18),
        ("两三万", 20000, 30000),
        ("五六十", 50, 60),
        ("二十五六", 25, 26),
        ("两三", 2, 3),
    ],
)
def test_two_neighbouring_digits_are_a_range(text: str, low: int, high: int) -> None:
    assert read_pair(text) == (low, high)


@pytest.mark.parametrize("text", ["二〇", "九十", "三五", "四三百", "百", "三"])
def test_other_digits_are_no_range(text: str) -> None:
    assert read_pair(text) is None


def chinese(number: int) -> str:
    """The number in full Chinese notation, written independently of the reader."""
    if number < 10:
        return "零一二三四五六七八九"[number]
    for size, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            head, tail = divmod(number, size)
            gap = "零" if tail and tail < size // 10 else ""
            return chinese(head) + name + (gap + chinese(tail) if tail else "")
    raise AssertionError(number)


@given(st.integers(0, 10**13))
def test_chinese_notation_round_trips(number: int) -> None:
    assert read_number(chinese(number)) == number


@given(st.decimals(0, 10**9, places=2))
def test_western_notations_round_trip(number: Decimal) -> None:
    grouped = f"{number:,}"
    wide = str(number).translate({0x30 + i: 0xFF10 + i for i in range(10)} | {0x2E: 0xFF0E})
    assert read_number(str(number)) == read_number(grouped) == read_number(wide) == number
    assert read_number(f"{number}万") == number * 10000
    assert read_number(f"-{number}") == -number


@given(st.integers(0, 99999999))
def test_one_digit_a_place_round_trips(number: int) -> None:
    digits = str(number).translate({0x30 + i: c for i, c in enumerate("〇一二三四五六七八九")})
    assert read_number(digits) == number


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_as_many_digits_as_can_be_reckoned_with_are_read() -> None:
    assert read_number("1" * 24) == int("1" * 24)
    assert read_number("1" * 25) is None
