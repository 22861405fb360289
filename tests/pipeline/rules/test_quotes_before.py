"""What a finding between versions rests on in the version before: rows of evidence that are that text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from pipeline.store.database import open_database
from pipeline.store.held import rows
from tests import builders as b

HEAD = ["序号", "指标", "单位", "2020年", "2025年", "属性"]
LINES = (
    "东渠灌片的取水口必须安装计量设施。",
    "2023年底前完成沙河险工段加固。",
    "新建雨量站46处。",
    "堤防巡查覆盖率达到96%以上。",
)
LATER = (
    "东渠灌片的取水口可以安装计量设施。",
    "2025年底前完成沙河险工段加固。",
    "新建雨量站31处。",
    "堤防巡查覆盖率达到96%左右。",
)
QUOTES = {
    "commitment_weakened": ["东渠灌片的取水口必须安装计量设施"],
    "text_deadline_postponed": ["2023年底", "2023年底前完成沙河险工段加固"],
    "text_target_lowered": ["46处"],
    "bound_in_text_weakened": ["96%以上"],
    "nature_weakened": ["约束性"],
    "lowered_target": ["98"],
    "binding_dropped": ["用水总量"],
    "project_dropped": ["石桥闸重建工程"],
}


def plan(lines: tuple[str, ...], indicators: list[list[str]], projects: list[list[str]]) -> bytes:
    return b.docx(
        b.paragraph("沙河县“十四五”水利规划", align="center", size=22),
        b.paragraph("一、主要任务"),
        b.paragraph("水利设施逐步健全，管护制度日趋完善。"),
        *(b.paragraph(line) for line in lines),
        b.table([HEAD, *indicators]),
        b.table([["序号", "项目名称", "建设起止年限", "总投资（万元）"], *projects]),
    )


OLD = (
    [
        ["1", "农村供水保证率", "%", "90", "98", "约束性"],
        ["2", "堤防达标率", "%", "60", "80", "约束性"],
        ["3", "用水总量", "亿立方米", "3", "2.8", "约束性"],
    ],
    [["1", "沙河堤防工程", "2021-2023", "300"], ["2", "石桥闸重建工程", "2022-2024", "500"]],
)
NEW = (
    [
        ["1", "农村供水保证率", "%", "90", "95", "约束性"],
        ["2", "堤防达标率", "%", "60", "80", "预期性"],
    ],
    [["1", "沙河堤防工程", "2021-2023", "300"]],
)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quotes")
    for number, (lines, tables) in enumerate(((LINES, OLD), (LATER, NEW)), start=1):
        Path(folder, f"{number}.docx").write_bytes(plan(lines, *tables))
    ingest([folder / "1.docx", folder / "2.docx"], folder / "plans.db", plan="水利")
    return folder / "plans.db"


def asked(path: Path, sql: str) -> Iterator[tuple[object, ...]]:
    with open_database(path, read_only=True) as database, database.reading() as connection:
        yield from (tuple(row.values()) for row in rows(connection, sql))


BEFORE = """SELECT g.rule, e.quote FROM v_finding_evidence e JOIN v_findings g ON g.finding_id = e.finding_id
    JOIN v_blocks b ON b.block_id = e.block_id
    WHERE e.version = 2 AND e.quoted_version = 1 AND b.version = 1
    AND substr(b.text, e.char_start + 1, e.char_end - e.char_start) = e.quote ORDER BY e.finding_id, e.side"""


def test_the_old_words_are_evidence(held: Path) -> None:
    found: dict[object, list[object]] = {}
    for rule, quote in asked(held, BEFORE):
        found.setdefault(rule, []).append(quote)
    assert found == QUOTES


def test_check_shows_them_with_their_version(held: Path) -> None:
    shown = CliRunner().invoke(plantrace, ["--lang", "zh", "check", "--db", str(held)]).output
    assert "第1版：" in shown
    assert "2023年底前完成沙河险工段加固" in shown.replace("\n", "").replace(" ", "")


def test_verify_proves_them(held: Path) -> None:
    done = CliRunner().invoke(plantrace, ["verify", "--db", str(held)])
    assert done.exit_code == 0, done.output


def test_a_version_taken_out_takes_its_quotes_along(held: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(held.read_bytes())
    done = CliRunner().invoke(plantrace, ["remove", "水利", "--version", "1", "--yes", "--db", str(copy)])
    assert done.exit_code == 0, done.output
    assert list(asked(copy, "SELECT count(*) FROM v_finding_evidence WHERE quoted_version <> version")) == [
        (0,)
    ]
    between = "SELECT count(*) FROM v_findings WHERE rule = 'commitment_weakened'"
    assert list(asked(copy, between)) == [(0,)]
    assert CliRunner().invoke(plantrace, ["verify", "--db", str(copy)]).exit_code == 0
