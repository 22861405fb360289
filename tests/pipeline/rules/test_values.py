"""Printed numbers and what they stand for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rules.values import Printed, compare, money, power_of_ten, printed, shown, total

CENTS = st.integers(min_value=-(10**9), max_value=10**9).map(lambda number: Decimal(number) / 100)


def value(raw: str, scale: int = 1) -> Printed:
    found = printed(raw, Decimal(raw.replace(",", "")) * scale)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("raw", "read", "half"),
    [
        ("541.43", "541.43", "0.005"),
        ("4000", "4000", "0.5"),
        ("2.7万座", "27000", "500"),
        ("1,234.5", "1234.5", "0.05"),
        ("三", "3", "0"),
    ],
)
def test_a_number_is_as_exact_as_it_is_printed(raw: str, read: str, half: str) -> None:
    assert printed(raw, Decimal(read)) == Printed(Decimal(read), Decimal(half))


def test_no_value_gives_none() -> None:
    assert printed("—", None) is None


@given(st.lists(CENTS, min_size=1, max_size=80))
def test_an_exact_sum_agrees_and_one_off_by_more_than_all_halves_contradicts(parts: list[Decimal]) -> None:
    read = [Printed(part, Decimal("0.005")) for part in parts]
    reckoned = total(read)
    assert compare(reckoned, Printed(sum(parts, Decimal(0)), Decimal("0.005"))) == "agrees"
    off = Decimal("0.005") * (len(parts) + 1)
    assert compare(reckoned, Printed(reckoned.value + off, Decimal("0.005"))) == "rounded"
    assert (
        compare(reckoned, Printed(reckoned.value + off + Decimal("0.001"), Decimal("0.005"))) == "contradicts"
    )


@given(CENTS, CENTS, st.sampled_from(["0.5", "0.05", "0.005"]))
def test_comparing_is_symmetric(one: Decimal, other: Decimal, half: str) -> None:
    a, b = Printed(one, Decimal(half)), Printed(other, Decimal("0.5"))
    assert compare(a, b) == compare(b, a)


@given(CENTS.filter(bool), st.integers(min_value=1, max_value=8))
def test_powers_of_ten_are_seen_from_both_sides(number: Decimal, tens: int) -> None:
    assert power_of_ten(number, number * 10**tens) == power_of_ten(number * 10**tens, number) == tens
    assert power_of_ten(number, number * 3 * 10**tens) is None
    assert power_of_ten(number, number) is None


def test_amounts_are_told_in_the_unit_people_use() -> None:
    assert [money(Decimal(text)) for text in ("54143000000", "125000", "800", "0")] == [
        "541.43亿元",
        "12.5万元",
        "800元",
        "0元",
    ]
    assert shown(Decimal("1E+3")) == "1000"
