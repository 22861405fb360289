"""The two sample plans in raw/: made by our script, in agreement with themselves, in nobody else's words."""

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table

from tests.sample_plan.build import build, headings
from tests.sample_plan.model import Sample, filled, plain
from tests.sample_plan.versions import DRAFT, FILES, FINAL

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
WINDOW = 30

both = pytest.mark.parametrize(("name", "sample"), FILES.items(), ids=["draft", "final"])


def _table(name: str, first_cell: str) -> Table:
    tables = Document(str(ROOT / "raw" / name)).tables
    return next(table for table in tables if table.cell(0, 0).text == first_cell and len(table.columns) > 1)


def _project_rows(name: str) -> list[list[str]]:
    rows = _table(name, "序号").rows
    return [[cell.text.strip() for cell in row.cells] for row in rows][1:]


@both
def test_the_committed_file_is_what_the_script_writes(name: str, sample: Sample) -> None:
    assert (ROOT / "raw" / name).read_bytes() == build(sample)


@both
def test_python_docx_reads_title_tables_and_footnotes(name: str, sample: Sample) -> None:
    document = Document(str(ROOT / "raw" / name))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "云岭市数字经济发展“十四五”规划"
    assert any(text.startswith("到2025年，全市数字经济增加值") for text in texts)
    assert len(_table(name, "类别").rows) == 1 + len(sample.indicators)
    with zipfile.ZipFile(ROOT / "raw" / name) as archive:
        notes = archive.read("word/footnotes.xml").decode()
    assert all(text in notes for text in sample.footnotes.values())


def test_the_draft_has_typed_headings_only_and_the_final_has_styles() -> None:
    draft, final = (Document(str(ROOT / "raw" / name)) for name in FILES)
    assert {paragraph.style.name for paragraph in draft.paragraphs if paragraph.style} == {"Normal"}
    levels = [
        (int(p.style.name[-1]), p.text)
        for p in final.paragraphs
        if p.style and p.style.name and p.style.name.startswith("Heading")
    ]
    assert levels == [(depth, text.removeprefix("附件  ")) for depth, text in headings(FINAL)]


@both
def test_printed_sums_and_counts_of_the_project_table_agree(name: str, sample: Sample) -> None:
    rows = _project_rows(name)
    assert [re.sub(r"\s", "", row[1]) for row in rows if row[0].isdigit()] == [
        project.name for project in sample.projects
    ]
    projects = [row for row in rows if row[0].isdigit()]
    assert len(projects) == len(sample.projects)
    starts = [number for number, row in enumerate(rows) if not row[0].isdigit()]
    for start in starts:
        below = _members(rows, start)
        assert rows[start][2] == f"{len(below)}项"
        for column in (5, 6):
            assert Decimal(rows[start][column]) == sum(Decimal(row[column]) for row in below)


def _members(rows: list[list[str]], start: int) -> list[list[str]]:
    """The projects under the group row at `start`: up to the next group row of the same or a higher level."""

    def rank(row: list[str]) -> int:
        return 3 if row[0].isdigit() else 2 if row[0].startswith("（") else 1 if len(row[0]) == 1 else 0

    end = next((at for at in range(start + 1, len(rows)) if rank(rows[at]) <= rank(rows[start])), len(rows))
    return [row for row in rows[start:end] if rank(row) == 3]


@both
def test_no_project_spends_more_in_the_period_than_in_total(name: str, sample: Sample) -> None:
    assert all(Decimal("0") < project.in_period <= project.total for project in sample.projects), name


@both
def test_the_narrative_quotes_the_sums_of_the_table(name: str, sample: Sample) -> None:
    total = _project_rows(name)[0]
    narrative = "".join(plain(filled(item.text, sample.domains)) for item in sample.items)
    assert f"重点项目{total[2]}，总投资{total[5]}亿元，其中“十四五”期间投资{total[6]}亿元" in narrative
    assert "«" not in narrative


@both
def test_the_goals_quote_the_indicator_table(name: str, sample: Sample) -> None:
    goals = "".join(plain(item.text) for item in sample.items if item.key.startswith("general.goal"))
    for row in sample.indicators:
        target = row.target.strip("≥〔〕")
        assert re.search(rf"(?<![\d.]){re.escape(target)}(?![\d.])", goals), (name, row.name)


@both
def test_boxes_are_referred_to_in_their_order(name: str, sample: Sample) -> None:
    texts = "".join(item.text for item in sample.items)
    assert re.findall(r"见专栏(.)", texts) == list("一二三四"), name
    assert len(sample.boxes) == 4


def test_the_final_differs_as_the_revisions_say() -> None:
    assert [text for depth, text in headings(DRAFT) if depth == 1][6:8] == [
        "六、提高数字治理与服务水平",
        "七、保障措施",
    ]
    assert [text for depth, text in headings(FINAL) if depth == 1][5:8] == [
        "五、释放数据要素价值",
        "六、深化产业数字化转型",
        "七、提高数字治理与服务水平",
    ]
    gone = {project.name for project in DRAFT.projects} - {project.name for project in FINAL.projects}
    new = {project.name for project in FINAL.projects} - {project.name for project in DRAFT.projects}
    assert gone == {"高频覆铜板扩产项目"}
    assert new == {"云岭数据交易服务平台", "城市生命线感知监测工程"}


def test_the_files_hold_the_mess_of_real_ones() -> None:
    xml = {}
    for name in FILES:
        with zipfile.ZipFile(ROOT / "raw" / name) as archive:
            xml[name] = archive.read("word/document.xml").decode()
    draft, final = xml.values()
    assert "w:ins " not in draft
    assert "w:ins " in final
    assert "w:del " in final
    for text in (draft, final):
        assert text.count("％") == 1
        assert text.count("\u00a0") == 1
        assert "mc:Fallback" in text
        assert "w:proofErr" in text
        assert ">2</w:t>" in text
        assert ">180座" in text


@both
def test_the_file_is_the_same_on_every_machine(name: str, sample: Sample) -> None:
    with zipfile.ZipFile(io.BytesIO(build(sample))) as archive:
        infos = archive.infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.compress_type for info in infos} == {zipfile.ZIP_STORED}, name


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real plan (shared/plans) is not on this machine")
@both
def test_no_sentence_is_that_of_the_real_plan(name: str, sample: Sample) -> None:
    lines = (SHARED / "plans" / "shantou" / "plan.txt").read_text(encoding="utf-8").splitlines()
    windows = {line[at : at + WINDOW] for line in lines for at in range(len(line) - WINDOW + 1)}
    with zipfile.ZipFile(io.BytesIO(build(sample))) as archive:
        parts = [archive.read(part).decode() for part in archive.namelist()]
    texts = ["".join(re.findall(r"<w:t[ >][^<]*|</w:p>", part)) for part in parts]
    texts = [re.sub(r"<w:t[^>]*>|</w:p>", "", text) for text in texts]
    found = {text[at : at + WINDOW] for text in texts for at in range(len(text) - WINDOW + 1)}
    assert windows
    assert not windows & found, name
