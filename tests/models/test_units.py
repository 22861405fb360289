"""The vocabulary of units: complete rows, sane values, comparable measures."""

from decimal import Decimal

import pytest

from models.units import convert, unit_words
from models.vocabularies import read_rows
from parsers.notation.quantity import find_quantities
from parsers.notation.quantity_words import read_unit

KINDS = {"money", "share", "multiple", "classifier", "rank", "time", "measure", "denominator"}


def test_the_vocabulary_is_generous_and_well_formed() -> None:
    words = unit_words()
    assert len(words) == len(read_rows("units")) >= 300, "a unit stands twice"
    for word in words.values():
        assert word.kind in KINDS
        assert word.notation in {"any", "digits", "arabic", "rank", "counted", "days"}
        assert word.multiplier > 0
        assert (word.factor is None) == (word.reference == "")
        assert word.factor is None or word.factor > 0


def test_each_row_has_an_example_of_its_unit() -> None:
    assert [row["unit"] for row in read_rows("units") if row["unit"] not in row["example"]] == []


@pytest.mark.parametrize(
    "row",
    [row for row in read_rows("units") if row["kind"] not in {"rank", "denominator"}],
    ids=lambda row: row["unit"],
)
def test_each_unit_is_read_behind_a_number(row: dict[str, str]) -> None:
    bound = "以内" if row["notation"] == "days" else ""  # 235日 alone is a date
    (quantity,) = find_quantities(f"达到235{row['unit']}{bound}。")
    assert (quantity.raw, quantity.unit) == (f"235{row['unit']}{bound}", row["name"])


@pytest.mark.parametrize(
    ("value", "unit", "other", "result"),
    [
        ("1", "公顷", "平方米", "10000"),
        ("3", "平方公里", "公顷", "300"),
        ("2", "吨", "公斤", "2000"),
        ("5", "兆瓦", "千瓦", "5000"),
        ("1", "km", "米", "1000"),
    ],
)
def test_measures_of_one_dimension_convert(value: str, unit: str, other: str, result: str) -> None:
    assert convert(Decimal(value), unit, other) == Decimal(result)


@pytest.mark.parametrize(("unit", "other"), [("公顷", "吨"), ("个", "家"), ("元", "美元"), ("某", "元")])
def test_what_cannot_be_compared_is_none(unit: str, other: str) -> None:
    assert convert(Decimal(1), unit, other) is None


def test_a_bracket_behind_a_unit_explains_it_and_one_behind_a_name_states_it() -> None:
    explained, stated = read_unit("亿度（千瓦小时）"), read_unit("人口（万人）")
    assert explained is not None
    assert stated is not None
    assert (explained.base, explained.factor) == ("度", 100_000_000)
    assert (stated.base, stated.factor) == ("人", 10_000)
