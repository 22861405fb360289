"""`plantrace figures` and `plantrace entities`: what they list, how the filters narrow it, and one query for
all a body has to do."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from tests import builders as b

_TARGET = "到2025年，全市建成5G基站9700座，固定宽带家庭普及率达到121.3%。"
_STATUS = "2020年，全市电信业务总量446.1亿元，市发展和改革局会同市财政局统筹推进各项任务落实。"
_HEADER = ["序号", "项目名称", "建设内容及规模", "建设起止年限", "总投资（亿元）", "建设单位", "责任单位"]
_ROWS = [
    ["1", "数据中心一期", "建设机架3000个", "2021-2023", "2.5", "甲数据有限公司", "市发展和改革局"],
    ["2", "智慧医院", "建设信息系统", "2022-2024", "1.2", "市第一医院", "市发展和改革局、市卫生健康局"],
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("listing")
    (folder / "plan.docx").write_bytes(
        b.docx(
            b.paragraph("某市信息化发展“十四五”规划", align="center", size=22),
            b.paragraph("一、主要目标"),
            b.paragraph(_TARGET + _STATUS),
            b.paragraph("附件"),
            b.paragraph("重点项目表", align="center"),
            b.table([_HEADER, *_ROWS], header_rows=1),
        )
    )
    path = folder / "plans.db"
    ingest([folder / "plan.docx"], path)
    return path


def asked(database: Path, *arguments: str) -> dict[str, list[dict[str, object]]]:
    done = CliRunner().invoke(plantrace, [*arguments, "--format", "json", "--db", str(database)])
    assert done.exit_code == 0, done.output
    found: dict[str, list[dict[str, object]]] = json.loads(done.stdout)
    return found


def test_figures_come_from_text_and_tables_in_base_units(database: Path) -> None:
    found = {
        (figure["raw"], figure["value_text"], figure["unit"])
        for figure in asked(database, "figures")["figures"]
    }
    assert {
        ("9700座", "9700", "座"),
        ("121.3%", "121.3", "%"),
        ("446.1亿元", "44610000000", "元"),
        ("2.5", "250000000", "元"),
    } <= found


@pytest.mark.parametrize(
    ("filters", "raws"),
    [
        (["5G基站"], ["9700座"]),
        (["--kind", "target", "--origin", "narrative"], ["9700座", "121.3%"]),
        (["--unit", "元", "--origin", "narrative"], ["446.1亿元"]),
        (["--year", "2020"], ["446.1亿元"]),
        (["没有这个词"], []),
    ],
)
def test_filters_narrow_the_figures(database: Path, filters: list[str], raws: list[str]) -> None:
    assert [figure["raw"] for figure in asked(database, "figures", *filters)["figures"]] == raws


def test_one_query_lists_all_that_a_body_has_to_do(database: Path) -> None:
    (body,) = asked(database, "entities", "市发展和改革局", "--projects")["entities"]
    assert body["n_projects"] == 2
    assert body["n_mentions"] == 3
    projects = body["projects"]
    assert isinstance(projects, list)
    assert [project["project"] for project in projects] == ["数据中心一期", "智慧医院"]


def test_labels_narrow_the_entities(database: Path) -> None:
    labels = {entity["label"] for entity in asked(database, "entities", "--label", "ORG")["entities"]}
    assert labels == {"ORG"}


def test_tables_for_people_say_when_nothing_matches(database: Path) -> None:
    shown = CliRunner().invoke(plantrace, ["figures", "没有这个词", "--db", str(database)])
    assert (shown.exit_code, shown.stdout.strip()) == (0, "no figures match")
    assert "9700座" in CliRunner().invoke(plantrace, ["figures", "--db", str(database)]).stdout
    assert (
        "数据中心一期"
        in CliRunner()
        .invoke(plantrace, ["entities", "发展和改革局", "--projects", "--db", str(database)])
        .stdout
    )
