"""The words that names are taken apart by."""

import re

import pytest

from models.vocabularies import read_rows
from pipeline.tagging.parts import parts


def test_every_word_stands_in_its_example_and_once_in_its_part() -> None:
    rows = read_rows("name_parts")
    assert [row["word"] for row in rows if row["word"] not in row["example"]] == []
    assert len({(row["part"], row["word"]) for row in rows}) == len(rows)


def test_the_longest_word_is_taken() -> None:
    found = re.match(parts("works"), "工业园区")
    assert found is not None
    assert found[0] == "工业园区"


@pytest.mark.parametrize("part", sorted({row["part"] for row in read_rows("name_parts")}))
def test_parts_are_patterns(part: str) -> None:
    assert re.fullmatch(
        parts(part), next(row["word"] for row in read_rows("name_parts") if row["part"] == part)
    )
