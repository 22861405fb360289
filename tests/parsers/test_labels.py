"""The label grammar: what begins as a label and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.notation.labels import LabelKind, counting_value, read_label
from parsers.word.number_formats import render_number


@pytest.mark.parametrize(
    ("text", "kind", "number", "rest"),
    [
        ("第一篇 开局", LabelKind.PART, 1, "开局"),
        ("第二部分　主要任务", LabelKind.PART, 2, "主要任务"),
        ("第三部分：保障措施", LabelKind.PART, 3, "保障措施"),
        ("第十二章　总则", LabelKind.CHAPTER, 12, "总则"),
        ("第三节 目标", LabelKind.SECTION, 3, "目标"),
        ("一、总体要求", LabelKind.COUNTING, 1, "总体要求"),
        ("二十一、附则", LabelKind.COUNTING, 21, "附则"),
        ("一 总体要求", LabelKind.COUNTING, 1, "总体要求"),
        ("（二）目标", LabelKind.COUNTING_IN_BRACKETS, 2, "目标"),
        ("(十)目标", LabelKind.COUNTING_IN_BRACKETS, 10, "目标"),
        ("1.推进", LabelKind.NUMBER, 1, "推进"),
        ("12．推进", LabelKind.NUMBER, 12, "推进"),
        ("3、推进", LabelKind.NUMBER, 3, "推进"),
        ("1.5G网络", LabelKind.NUMBER, 1, "5G网络"),
        ("2.2025年目标", LabelKind.NUMBER, 2, "2025年目标"),
        ("（1）推进", LabelKind.NUMBER_IN_BRACKETS, 1, "推进"),
        ("1）推进", LabelKind.NUMBER_IN_BRACKETS, 1, "推进"),
        ("1.2 要求", LabelKind.DECIMAL, 2, "要求"),
        ("③推进", LabelKind.CIRCLED, 3, "推进"),
    ],
)
def test_a_label_is_read(text: str, kind: LabelKind, number: int, rest: str) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.kind, label.number, text[label.end :]) == (kind, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "一、二、三产业",
        "1.5亿元",
        "2.3万亿元",
        "1、2号线",
        "一是推进",
        "十四五",
        "二〇三五年",
        "百分之五",
        "2021年",
        "第三届",
        "第一条路",
        "",
    ],
)
def test_prose_is_no_label(text: str) -> None:
    assert read_label(text) is None


@given(st.integers(1, 999))
def test_counting_numerals_read_back(value: int) -> None:
    assert counting_value(render_number(value, "chineseCountingThousand")) == value
