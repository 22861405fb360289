"""What vocabularies give to patterns."""

import re

import pytest

from models.vocabularies import shortest, standing


def test_a_word_that_begins_with_another_need_not_be_sought() -> None:
    assert shortest(["万元", "万", "个", "个月", "元/个", "万"]) == ["万", "个", "元/个"]


def test_no_words_are_no_words() -> None:
    assert shortest(()) == []


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("设站", True),
        ("新设站", False),
        ("增设站", False),
        ("站设站", True),
        ("设站点", False),
        ("设站台上", False),
        ("设站台", True),
        ("增，设站。", True),
        ("设。站", False),
    ],
)
def test_a_word_stands_where_nothing_beside_it_makes_another_of_it(text: str, stands: bool) -> None:
    assert bool(re.search(standing("设站", "新增", ("点", "台上")), text)) is stands


def test_marks_in_a_word_and_beside_it_are_taken_as_they_are() -> None:
    assert re.fullmatch(standing("a.b", "^", ("[",)), "a.b")
    assert not re.search(standing("a.b", "^", ("[",)), "^a.b")
    assert not re.search(standing("a.b", "^", ("[",)), "a.b[")
    assert not re.search(standing("a.b"), "axb")


def test_a_single_character_is_a_word() -> None:
    assert [m.start() for m in re.finditer(standing("占", "所共", ("地",)), "占共占占地占")] == [0, 5]
