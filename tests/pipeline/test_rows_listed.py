"""`plantrace indicators`, `projects` and `boxes`: records in the user's own words, in either language."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from tests import builders as b

_INDICATORS = [
    ["序号", "指标名称", "单位", "2020年", "2025年", "属性"],
    ["1", "5G基站数", "座", "1200", "9700", "预期性"],
    ["2", "宽带覆盖率", "%", "41.5", "90", "约束性"],
]
_PROJECTS = [
    ["序号", "项目名称", "建设内容及规模", "建设起止年限", "总投资（亿元）", "建设单位", "责任单位"],
    ["", "总计", "", "", "3.7", "", ""],
    ["1", "数据中心一期", "建设机架3000个", "2021-2023", "2.5", "甲数据有限公司", "市工业和信息化局"],
    ["2", "智慧医院", "建设信息系统", "2022-2024", "1.2", "市第一医院", "市卫生健康局"],
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rows")
    (folder / "plan.docx").write_bytes(
        b.docx(
            b.paragraph("某市信息化发展“十四五”规划", align="center", size=22),
            b.paragraph("一、主要目标"),
            b.paragraph("表1 主要指标", align="center"),
            b.table(_INDICATORS, header_rows=1),
            b.table([["专栏1 算力工程"], ["（1）机房。建设机房3个。\n（2）网络。建设骨干网。"]]),
            b.table([["专栏2 应用工程"], ["（1）医疗。建设智慧医院12家。"]]),
            b.paragraph("附件"),
            b.paragraph("重点项目表", align="center"),
            b.table(_PROJECTS, header_rows=1),
        )
    )
    path = folder / "plans.db"
    ingest([folder / "plan.docx"], path)
    return path


def asked(database: Path, *arguments: str) -> dict[str, Any]:
    done = CliRunner().invoke(plantrace, [*arguments, "--format", "json", "--db", str(database)])
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ([], ["5G基站数", "宽带覆盖率"]),
        (["--nature", "约束性"], ["宽带覆盖率"]),
        (["5g"], ["5G基站数"]),
        (["--year", "2020"], ["5G基站数", "宽带覆盖率"]),
        (["--year", "2023"], []),
        (["--plan", "信息化", "覆盖"], ["宽带覆盖率"]),
    ],
)
def test_filters_narrow_the_indicators(database: Path, filters: list[str], names: list[str]) -> None:
    assert [one["name"] for one in asked(database, "indicators", *filters)["indicators"]] == names


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ([], ["数据中心一期", "智慧医院"]),
        (["--body", "工信局"], ["数据中心一期"]),
        (["--body", "市工信局"], ["数据中心一期"]),
        (["--body", "第一医院"], ["智慧医院"]),
        (["机架"], ["数据中心一期"]),
        (["--year", "2024"], ["智慧医院"]),
        (["--kind", "总计"], ["总计"]),
        (["--kind", "total", "--kind", "项目"], ["总计", "数据中心一期", "智慧医院"]),
    ],
)
def test_filters_narrow_the_projects(database: Path, filters: list[str], names: list[str]) -> None:
    assert [one["name"] for one in asked(database, "projects", *filters)["projects"]] == names


def test_what_the_projects_shown_cost_together_is_told(database: Path) -> None:
    done = CliRunner().invoke(plantrace, ["projects", "--db", str(database)])
    assert "2 projects, 3.7亿元 in total" in done.stdout
    done = CliRunner().invoke(plantrace, ["projects", "--kind", "total", "--db", str(database)])
    assert "in total" not in done.stdout


@pytest.mark.parametrize(
    ("words", "titles", "items"),
    [
        (["专栏一"], ["算力工程"], 2),
        (["专栏 ２"], ["应用工程"], 1),
        (["算力"], ["算力工程"], 2),
        (["骨干网"], ["算力工程"], 1),
        (["专栏九"], [], 0),
    ],
)
def test_a_box_is_found_by_label_title_or_item(
    database: Path, words: list[str], titles: list[str], items: int
) -> None:
    found = asked(database, "boxes", *words)["boxes"]
    assert [box["title"] for box in found] == titles
    assert sum(len(box["items"]) for box in found) == items


def test_a_value_that_is_none_is_told_with_the_words_to_choose_from(database: Path) -> None:
    done = CliRunner().invoke(
        plantrace, ["projects", "--kind", "没有", "--lang", "zh", "--db", str(database)]
    )
    assert done.exit_code == 2
    assert "总计" in done.stderr
