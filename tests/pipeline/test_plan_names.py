"""What titles of the same plan have in common: the plan's name in short."""

import pytest

from models.errors import WrongUse
from models.vocabularies import read_rows
from pipeline.store.held import HeldVersion, find_plan
from pipeline.versions.plan_names import identity_of, plan_name


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


def test_a_plan_is_found_by_its_region_where_no_name_has_it() -> None:
    def held(plan: str, region: str) -> HeldVersion:
        return HeldVersion(plan, 1, True, plan, f"{plan}.docx", "", region)

    report, plan = held("2024年政府工作报告", "北川市"), held("南江市水务规划", "南江市")
    assert find_plan([report, plan], "北川") == report.plan
    assert find_plan([report, plan], "南江") == plan.plan
    with pytest.raises(WrongUse):
        find_plan([report, held("2025年政府工作报告", "北川市"), plan], "北川")
    # a name goes before a region
    assert find_plan([held("北川市供水规划", ""), report], "北川") == "北川市供水规划"
