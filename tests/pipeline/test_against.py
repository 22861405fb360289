"""`plantrace compare --against`: a plan against the plan above it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from tests import builders as b

_HEADER = ["序号", "指标名称", "单位", "2020年", "2025年", "属性"]
_ABOVE = [
    ["1", "森林覆盖率", "%", "42", "45", "约束性"],
    ["2", "城镇调查失业率", "%", "5.2", "<5", "预期性"],
    ["3", "常住人口城镇化率", "%", "60", "65", "预期性"],
    ["4", "国内生产总值", "亿元", "20000", "30000", "预期性"],
    ["5", "九年义务教育巩固率", "%", "95", "96", "预期性"],
    ["6", "人均预期寿命", "岁", "77", "78", "预期性"],
    ["7", "每千人口注册护士数", "人", "3.1", "3.8", "预期性"],
]
_BELOW = [
    ["1", "全市森林覆盖率", "%", "40", "43", "预期性"],
    ["2", "城镇调查失业率", "%", "5.5", "5.5以内", "预期性"],
    ["3", "城镇化率", "%", "61", "66", "预期性"],
    ["4", "地区生产总值（GDP）", "亿元", "800", "1200", "预期性"],
    ["5", "亭子覆盖率", "%", "10", "20", "预期性"],
    ["6", "平均预期寿命", "岁", "77.1", "78", "预期性"],
]


def _plan(title: str, table: list[list[str]]) -> bytes:
    return b.docx(
        b.paragraph(title, align="center", size=22),
        b.paragraph("一、主要目标"),
        b.table([_HEADER, *table]),
        b.paragraph("到2035年，每千人口注册护士数达到4.5人。")
        if "市" in title
        else b.paragraph("二、保障措施"),
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("against")
    (folder / "a.docx").write_bytes(_plan("云江省国民经济和社会发展“十四五”规划", _ABOVE))
    (folder / "b.docx").write_bytes(_plan("北川市国民经济和社会发展“十四五”规划", _BELOW))
    ingest(sorted(folder.glob("*.docx")), folder / "plans.db")
    return folder / "plans.db"


def asked(database: Path, *arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(plantrace, ["compare", *arguments, "--db", str(database), "--lang", "en"])
    assert done.exit_code == code, done.output
    return done.stdout if code == 0 else done.stderr


def verdicts(database: Path, *arguments: str) -> dict[str, str]:
    told = json.loads(asked(database, "--against", "云江省", *arguments, "--format", "json"))
    return {one["metric"]: one["verdict"] for one in told["targets"]}


def test_lower_and_missing_targets_are_told(database: Path) -> None:
    assert verdicts(database) == {
        "森林覆盖率": "lower",
        "城镇调查失业率": "lower",
        "九年义务教育巩固率": "missing",
        "每千人口注册护士数": "other_year",
        "国内生产总值": "amount",
        "常住人口城镇化率": "as_much",
        "人均预期寿命": "as_much",
    }


def test_the_worst_come_first_with_both_sides_as_printed(database: Path) -> None:
    told = json.loads(asked(database, "--against", "云江省", "--format", "json"))
    first = told["targets"][0]
    assert (first["upper"]["raw"], first["lower"]["raw"], first["direction"]) == ("45", "43", "up")
    assert first["weaker_nature"] is True
    assert told["counts"]["lower"] == 2
    assert told["lower"]["plan"].startswith("北川市")


def test_a_person_reads_results_in_words(database: Path) -> None:
    text = asked(database, "--against", "云江省", "--plan", "北川市")
    assert "less ambitious" in text
    assert "missing" in text
    assert "3 trn yuan" in text


def test_a_metric_or_a_plan_above_must_be_named(database: Path) -> None:
    assert "--against" in asked(database, code=2)
    assert "--against" in asked(database, "森林覆盖率", "--against", "云江省", code=2)
    assert "itself" in asked(database, "--against", "云江省", "--plan", "云江省", code=2)


def test_only_one_year(database: Path) -> None:
    assert "no targets" in asked(database, "--against", "云江省", "--year", "2033", code=1)
