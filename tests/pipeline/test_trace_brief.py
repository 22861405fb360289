"""The short answer: what is stated, the quote, the place in words, the other places; each statement once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from models.language import speaking
from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from tests import builders as b

_HEADER = ["序号", "指标名称", "单位", "2020年", "2025年", "属性"]
_ROWS = [
    ["1", "5G基站数", "万座", "0.5", "0.97", "预期性"],
    ["2", "森林覆盖率", "%", "41", "140", "约束性"],
]
_TEXT = "到2025年，5G基站数达到9700座，数字经济占比达到50%。"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brief")
    (folder / "plan.docx").write_bytes(
        b.docx(
            b.paragraph("某市信息化发展“十四五”规划", align="center", size=22),
            b.paragraph("一、主要目标"),
            b.paragraph(_TEXT),
            b.paragraph("表1 主要指标", align="center"),
            b.table([_HEADER, *_ROWS], header_rows=1),
        )
    )
    ingest([folder / "plan.docx"], folder / "plans.db")
    return folder / "plans.db"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def lines(database: Path, *arguments: str) -> list[str]:
    done = CliRunner().invoke(plantrace, ["trace", *arguments, "--db", str(database)])
    assert done.exit_code == 0, done.output
    return [line.partition("  ")[2] for line in done.stdout.splitlines() if not line.startswith("…")]


def test_a_number_is_told_in_four_lines(database: Path) -> None:
    assert lines(database, "9700座") == [
        "5G基站数  9700座 · 2025 · target",
        "【0.97】",
        "某市信息化发展十四五规划, version 1: 主要目标, 表1, row 2, column “2025年”",
        "1 other place says the same: 主要目标, section 一, paragraph 1 “9700座”",
    ]


def test_what_is_stated_once_is_said_to_be(database: Path) -> None:
    assert lines(database, "50%") == [
        "数字经济占比  50% · 2025 · target",
        "到2025年，5G基站数达到9700座，数字经济占比达到【50%】。",
        "某市信息化发展十四五规划, version 1: 主要目标, section 一, paragraph 1",
        "stated nowhere else in this version",
    ]


def test_a_record_tells_its_printed_cells(database: Path) -> None:
    assert lines(database, "indicator:5G基站数")[0] == (
        "5G基站数  unit 万座 · baseline 0.5 · target 0.97 · nature 预期性"
    )


def test_a_finding_against_it_is_told(database: Path) -> None:
    assert any("finding:" in line or "1 finding against it" in line for line in lines(database, "140%"))


def test_all_is_told_when_asked(database: Path) -> None:
    told = "\n".join(lines(database, "9700座", "--full"))
    assert "w:tbl[1]/w:tr[2]/w:tc[5]" in told
    assert "inherited" in told
