"""Where a question has no answer, people are told why and what is called nearly so."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from pipeline.store.nearest import nearest
from tests import builders as b

_HEADER = ["序号", "项目名称", "建设内容及规模", "建设起止年限", "总投资（亿元）", "建设单位", "责任单位"]
_ROWS = [
    ["1", "数据中心一期", "建设机架3000个", "2021-2023", "2.5", "甲光电科技有限公司", "市发展和改革局"],
    ["2", "智慧医院", "建设信息系统", "2022-2024", "1.2", "市第一医院", "市卫生健康局"],
]


def _plan(text: str) -> bytes:
    return b.docx(
        b.paragraph("某市信息化发展“十四五”规划", align="center", size=22),
        b.paragraph("一、主要目标"),
        b.paragraph(text),
        b.paragraph("附件"),
        b.paragraph("重点项目表", align="center"),
        b.table([_HEADER, *_ROWS], header_rows=1),
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nothing")
    for number, text in enumerate(("全市建成5G基站8300座。数据先行。", "全市建成5G基站9700座。"), start=1):
        (folder / f"{number}.docx").write_bytes(_plan(text))
        ingest([folder / f"{number}.docx"], folder / "plans.db")
    return folder / "plans.db"


def told(database: Path, *arguments: str) -> str:
    done = CliRunner().invoke(plantrace, ["--lang", "en", *arguments, "--db", str(database)])
    return done.stderr


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (["projects", "--body", "卫健委", "--year", "2035"], "without --year 2035 there would be 1\n"),
        (["projects", "数椐中心"], "did you mean 数据中心一期?"),
        (["entities", "光电科机"], "did you mean 甲光电科技有限公司?"),
        (["figures", "5G基站数量"], "did you mean 建成5G基站?"),
        (["tasks", "--body", "工信局"], "none at all"),
        (["search", "智慧", "量子"], "智慧 alone stands in 1 paragraphs; 量子 alone stands in 0"),
        (["search", "数据先行"], "older versions hold 1 of them: --all-versions"),
        (["trace", "智慧医完"], "did you mean 智慧医院?"),
        (["indicators", "--plan", "某市信息发展"], "did you mean 某市信息化发展十四五规划?"),
    ],
)
def test_the_reason_and_the_nearest_are_told(database: Path, asked: list[str], line: str) -> None:
    assert line in told(database, *asked)


def test_what_is_found_needs_no_reason(database: Path) -> None:
    assert told(database, "projects", "--body", "发改委") == ""


@pytest.mark.parametrize("asked", ["", "量子", "GDP", "市"])
def test_chance_is_not_near(asked: str) -> None:
    assert nearest(asked, ["智慧医院", "改造10G-PON端口", "某县"]) == ()


def test_one_character_is_near_to_names_that_hold_it() -> None:
    assert nearest("桥", ["南桥", "某县"]) == ("南桥",)


@pytest.mark.parametrize(("asked", "name"), [("某医院", "医院"), ("医院某", "医院"), ("数据港口", "据港")])
def test_two_neighbouring_characters_make_a_name_near(asked: str, name: str) -> None:
    assert nearest(asked, [name]) == (name,)


def test_one_character_of_two_is_chance() -> None:
    assert nearest("智慧", ["慧"]) == ()
