"""Texts that nobody writes and anybody can send: one word a thousand times, without a mark or with one only.
Work grows with the length of a paragraph, not with its square."""

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from pipeline.ingest.understand import understand
from tests.builders import docx, paragraph

ROOT = Path(__file__).parents[2]
OURS = tuple(str(ROOT / name) for name in ("models", "parsers", "pipeline"))
SHORT, LONG = 1_000, 4_000


def lines_run(data: bytes) -> int:
    """How many lines of our own code run while a file is understood."""
    count = 0

    def local(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return local

    def each(frame: FrameType, _event: str, _argument: Any) -> Any:
        return local if frame.f_code.co_filename.startswith(OURS) else None

    before = sys.gettrace()
    sys.settrace(each)
    try:
        understand(data, "a.docx")
    finally:
        sys.settrace(before)
    return count


def document(text: str) -> bytes:
    return docx(paragraph("云岭市发展规划"), paragraph("一、目标"), paragraph(text))


@pytest.mark.parametrize(
    "word",
    [
        "，1个",
        "。1个",
        "建设1座",
        "1个、",
        "（1个）",
        "（到2025年，1个）",
        "甲（2025年），乙1个，",
        "1个（其中1个），",
        "产值1亿元，",
        "到2025年，达到1亿元，",
        "比2015年增长1%，",
        "从1个增加到1个",
        "两年平均增长1%",
        "百分之",
        "2021—",
        "1,000,",
        "1.",
        "1",
        "甲有限公司",
        "市发展改革委",
        "北京市",
        "中国（",
        "《规划》、",
        "责任单位：市局、",
        "1个（2025年），",
        "2015年的1.2倍，",
        "是2015年的1.2倍。",
        "（",
    ],
)
def test_work_grows_with_the_length_of_a_paragraph(word: str) -> None:
    understand(document(word), "warm.docx")
    short, long = (lines_run(document(word * (length // len(word)))) for length in (SHORT, LONG))
    assert long < 1.5 * (LONG / SHORT) * short, f"{word}: {short:,} lines, then {long:,}"
