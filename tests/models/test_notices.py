"""Notices are said in both languages, with what they name."""

import pytest

from models.notices import counted, notice


def test_a_notice_names_the_same_in_both_languages() -> None:
    found = notice("unknown_column.named", 4, name="去向", table=2)
    assert (found.code, found.block) == ("unknown_column", 4)
    assert found.text == "column 去向 of table 2 is not known"
    assert found.text_zh == "第2个表的“去向”列不认识"


@pytest.mark.parametrize(
    ("n", "english", "chinese"),
    [
        (1, "a picture here, not read", "此处有1幅图片未读取"),
        (2, "2 pictures here, not read", "此处有2幅图片未读取"),
    ],
)
def test_one_thing_or_several_are_counted(n: int, english: str, chinese: str) -> None:
    found = counted("picture_not_read", n, 7)
    assert (found.text, found.text_zh) == (english, chinese)


def test_what_a_document_prints_is_no_place_for_values() -> None:
    assert notice("unread_value.value", 1, printed="{n} 5%s").text == "value not understood: {n} 5%s"
