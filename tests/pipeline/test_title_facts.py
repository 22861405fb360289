"""What a title says: identity, place and years."""

import pytest

from models.facts import Structure
from models.vocabularies import read_rows
from parsers.read import read
from parsers.structure import structure
from pipeline.ingest.title_facts import identity_of, period_of, plan_name, region_of
from tests.pipeline.made import plan_docx


@pytest.mark.parametrize("mark", [row["word"] for row in read_rows("version_marks") if len(row["word"]) > 2])
def test_marks_of_a_version_do_not_count(mark: str) -> None:
    assert identity_of(f"甲市水务规划（{mark}）") == identity_of("甲市水务规划")
    assert identity_of(f"甲市水务规划 {mark}") == identity_of("甲市水务规划")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("甲市“十四五”\n水务规划", "甲市十四五水务规划"),
        ("甲市水务规划（2021－2025年）（征求意见稿第二稿）", "甲市水务规划(2021-2025年)"),
        ("甲市水务规划（第三稿）", "甲市水务规划"),
        ("甲市水务规划（2023年修订版）（草案）", "甲市水务规划"),
        ("甲市5G规划", "甲市5G规划"),
        ("《甲市水务规划》", "甲市水务规划"),
        ("草案", "草案"),
        ("稿件管理规划", "稿件管理规划"),
    ],
)
def test_the_name_of_a_plan_is_its_title_in_short(title: str, name: str) -> None:
    assert plan_name(title) == name


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("江南省清河市东岸区水务规划", "江南省清河市东岸区"),
        ("清河市数字化发展规划", "清河市"),
        ("2023年清河市政府工作报告", "清河市"),
        ("“十四五”时期清河市规划", "清河市"),
        ("清河市智慧城市规划", "清河市"),
        ("关于印发《清河市水务规划》的通知", "清河市"),
        ("清河市市场监管规划", "清河市"),
        ("清河市市域治理规划", "清河市"),
        ("清河市政府工作报告", "清河市"),
        ("清河市经济技术开发区产业规划", "清河市"),
        ("景德镇市规划", "景德镇市"),
        ("运城市规划", "运城市"),
        ("沙县水务规划", "沙县"),
        ("积石山保安族东乡族撒拉族自治县规划", "积石山保安族东乡族撒拉族自治县"),
        ("内蒙古自治区锡林郭勒盟规划", "内蒙古自治区锡林郭勒盟"),
        ("智慧城市建设规划", None),
        ("新型城镇化规划", None),
        ("中心城区排水规划", None),
        ("全市水务规划", None),
        ("政府工作报告", None),
        ("", None),
    ],
)
def test_the_place_is_the_chain_of_divisions_a_title_begins_with(title: str, region: str | None) -> None:
    assert region_of(title) == region


@pytest.mark.parametrize("row", read_rows("place_suffixes"), ids=lambda row: row["suffix"])
def test_every_suffix_reads_its_example(row: dict[str, str]) -> None:
    assert region_of(f"{row['example']}水务规划") == row["example"]


@pytest.mark.parametrize(
    "row",
    [*read_rows("place_lookalikes"), *read_rows("place_continuations")[1:]],
    ids=lambda row: row["word"],
)
def test_no_lookalike_is_a_place(row: dict[str, str]) -> None:
    assert region_of(row["example"]) is None


def read_plan(title: str, *paragraphs: str) -> Structure:
    return structure(read(plan_docx(title, *paragraphs), "a.docx"))


@pytest.mark.parametrize(
    ("title", "paragraph", "period"),
    [
        ("甲市水务规划（2021-2030年）", "规划期限为2022—2025年。", (2021, 2030)),
        ("甲市水务发展“十四五”规划", "", (2021, 2025)),
        ("甲市水务规划", "本规划范围为全市，规划期限为2022—2027年，展望至2035年。", (2022, 2027)),
        ("甲市水务规划", "规划年限：2021年至2025年。", (2021, 2025)),
        ("甲市水务规划", "2016—2020年，全市建成泵站97座。", None),
        ("2023年甲市政府工作报告", "今年是开局之年。", None),
    ],
)
def test_the_period_is_that_of_the_plan(title: str, paragraph: str, period: tuple[int, int] | None) -> None:
    assert period_of(read_plan(title, paragraph or "正文")) == period
