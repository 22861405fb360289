"""A table of tasks against the headings of the text."""

import pytest

from tests import builders as b
from tests.pipeline.rules.sentence_plan import found

HEADINGS = ("完善供水网络", "提升防洪能力", "健全管护机制")


def _plan(*tasks: str, header: tuple[str, ...] = ("序号", "重点任务", "牵头单位")) -> tuple[str, ...]:
    text = [
        part
        for number, title in zip("一二三", HEADINGS, strict=True)
        for part in (b.paragraph(f"（{number}）{title}", bold=True), f"按年度推进{title}的各项工作。")
    ]
    rows = [(str(number), task, "市水利局") for number, task in enumerate(tasks, start=1)]
    caption = b.paragraph("重点任务分工表", align="center")
    return (*text, b.paragraph("三、任务分工", bold=True), caption, b.table([header, *rows]))


@pytest.mark.parametrize(
    ("tasks", "stray"),
    [
        ((*HEADINGS, "发展智慧航运"), "发展智慧航运"),
        (("建设应急水源", *HEADINGS), "建设应急水源"),
        ((*HEADINGS[:2], "整治农村河道"), "整治农村河道"),
        ((HEADINGS[0], "推广节水器具", *HEADINGS[1:]), "推广节水器具"),
        ((*HEADINGS, "改造老旧泵站。"), "改造老旧泵站。"),
    ],
)
def test_a_task_that_the_text_does_not_know(tasks: tuple[str, ...], stray: str) -> None:
    assert found(*_plan(*tasks), last="四、保障措施") == [("task_without_heading", stray)]


@pytest.mark.parametrize(
    "tasks",
    [
        HEADINGS,
        ("完善 供水网络", "提升防洪能力。", "健全管护机制"),
        ("新建水厂三座", "加固堤防十公里", "发展智慧航运"),
        (HEADINGS[0], "新建水厂三座", "加固堤防十公里", "发展智慧航运"),
    ],
)
def test_tables_that_are_right_or_of_their_own_words(tasks: tuple[str, ...]) -> None:
    assert found(*_plan(*tasks), last="四、保障措施") == []
