"""Tables printed as lines of text: their numbers are left with the reason, the text around them is read."""

import pytest

from pipeline.figures.printed_rows import printed_rows
from tests.pipeline.figures.reading import figures, metrics
from tests.pipeline.test_coverage import outcomes

BLANKS = "\u00a0" * 6
PASTED = "增殖牲畜的指标如下：    " + BLANKS.join(
    [
        "种类",
        "2020年",
        "2025年",
        "马",
        "61万匹",
        "83万匹",
        "骡",
        "16万头",
        "--",
        "驴",
        "百分之五",
        "12万头",
        "13万头",
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "驴\t万头\t121\t139",
        "驴\t121万头\t139万头",
        "驴    121万头    139万头",
        "小麦 12万吨 13万吨 108%",
        "森林覆盖率\t43.1%\t45%",
        PASTED,
        "甲产品\t5万吨\t6万吨\n乙产品\t7万吨\t8万吨",
    ],
)
def test_rows_printed_as_text_give_no_figures_and_say_why(text: str) -> None:
    assert figures(text) == []
    told = dict(outcomes(text))
    assert {told[number] for number in told if number[0].isdecimal() and not number.startswith("20")} == {
        "row"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建学校6所\t新建医院2家", [("6所", "新建学校"), ("2家", "新建医院")]),
        ("新建公路\t50公里", [("50公里", "新建公路")]),
        ("到2025年，新建公路50公里、桥梁6座。", [("50公里", "新建公路"), ("6座", "新建桥梁")]),
        ("驴\t121万头\t139万头\n到2025年，新建公路50公里。", [("50公里", "新建公路")]),
        (PASTED + "　　此外，新建公路50公里。", [("50公里", "新建公路")]),
    ],
)
def test_what_is_no_row_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


def test_the_rows_of_one_table_are_one_stretch_and_end_with_it() -> None:
    text = PASTED + "　　此外，新建公路50公里。"
    ((start, end),) = printed_rows(text)
    assert (text[start:].startswith("2020年"), text[:end].endswith("13万头")) == (True, True)
