"""What vocabularies give to patterns."""

from models.vocabularies import shortest


def test_a_word_that_begins_with_another_need_not_be_sought() -> None:
    assert shortest(["万元", "万", "个", "个月", "元/个", "万"]) == ["万", "个", "元/个"]


def test_no_words_are_no_words() -> None:
    assert shortest(()) == []
