"""Aims that somebody else sets: 省下达任务, 国家定目标."""

import pytest

from pipeline.figures.words import metric_words
from tests.pipeline.figures.reading import metrics


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成省下达计划的97%。", [("97%", "完成省下达计划")]),
        (
            "完成上级定任务的103%，同比提高2个百分点。",
            [("103%", "完成上级定任务"), ("2个百分点", "完成上级定任务提高")],
        ),
    ],
)
def test_what_is_done_is_told_of_the_aim_whoever_set_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert metrics(text) == expected


def test_an_aim_is_known_by_who_set_it_and_what_was_set() -> None:
    assert {"省市下达目标任务", "国家定目标"} <= metric_words("relational") & metric_words("planned")
