"""The twelve everyday questions, each with the one command of its page, have the right answer on the sample,
in both languages."""

import re
import shlex
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import plantrace

ROOT = Path(__file__).resolve().parents[1]
_ROW = re.compile(r"^\| (\d+)\. [^|]+ \| `plantrace ([^`]+)` \|", re.MULTILINE)
PAGES = {"docs/questions.md": "en", "docs/questions.zh.md": "zh"}
# what the answer must hold, by number of the question
ANSWERS = {
    1: ("云岭市5G网络三期工程", "千兆城市光网改造项目", "9.6"),
    2: ("154.44亿元", "130.85亿元"),
    3: ("千兆光纤网络覆盖率", "政务服务事项网上可办率", "新建政务信息系统上云率"),
    4: ("26座", "表1", "“2025年”", "二、（三）"),
    5: ("每万人拥有5G基站数", "24 → 26", "电子信息制造业产值", "450 → 480"),
    6: ("41.5", "≥90"),
    7: ("数字经济核心产业增加值占地区生产总值比重", "网络零售额", "2025"),
    8: (),
    9: ("诊断服务全覆盖", "示范标杆引领", "中小企业上云"),
    10: ("2180", "8300"),
    11: (),
    12: ("output/云岭市数字经济发展十四五规划.html",),
}


@pytest.fixture(scope="module")
def sample(clone: Path) -> Path:
    """A folder like a clone in which the sample has been read."""
    database = str(clone / "output/plans.db")
    assert CliRunner().invoke(plantrace, ["ingest", str(clone / "raw"), "--db", database]).exit_code == 0
    return clone


def commands(page: str) -> dict[int, str]:
    return {
        int(number): command for number, command in _ROW.findall((ROOT / page).read_text(encoding="utf-8"))
    }


def run(command: str, language: str) -> Result:
    done = CliRunner().invoke(
        plantrace, ["--lang", language, *shlex.split(command)], env={"COLUMNS": "10000"}
    )
    assert done.exit_code == 0, done.output
    return done


def test_both_pages_ask_the_same_twelve() -> None:
    english, chinese = map(commands, PAGES)
    assert english == chinese
    assert list(english) == list(range(1, 13))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("number", ANSWERS)
def test_the_answer_is_right(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, number: int
) -> None:
    shutil.copytree(sample, tmp_path / "clone")
    monkeypatch.chdir(tmp_path / "clone")
    monkeypatch.setattr("webbrowser.open", lambda _: True)
    shown = run(commands(page)[number], PAGES[page]).stdout
    assert [part for part in ANSWERS[number] if part not in shown] == []
    if number == 8:
        (workbook,) = (tmp_path / "clone/output/tables").glob("*.xlsx")
        with ZipFile(workbook) as package:
            sheets = [package.read(name).decode() for name in package.namelist() if "worksheets" in name]
        assert any("云岭市5G网络三期工程" in sheet for sheet in sheets)
    if number == 11:
        assert "分期建设" in run("check --format json", PAGES[page]).stdout
