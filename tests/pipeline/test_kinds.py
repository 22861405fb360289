"""What a kind of record is stands in one place: a kind of the tests' own, registered there, is found wherever
records are."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from models.kinds import KINDS
from models.names import RECORD_KINDS
from models.views import VIEWS
from tests.pipeline.made import rows, write_plan

ROOT = Path(__file__).resolve().parents[2]
RUN = "import sys, tests.toy_kind; from pipeline.cli import main; sys.argv[0] = 'plantrace'; main()"
BODY = (
    "一、总体要求",
    "加快推进北部水厂及配套管网工程建设，完善城乡应急供水保障体系。",
    "全面提升供水企业的服务水平，建立健全水质监测与信息公开制度。",
)


def plantrace(*arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", RUN, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toy")
    path = folder / "plans.db"
    for number, said in enumerate(("口径为全社会供水。", "口径为公共供水。")):
        file = write_plan(
            folder / f"{number}.docx", "甲市供水规划", *BODY, f"注1：{said}", "注2：以上为初步数。"
        )
        plantrace("ingest", file, "--db", path, "--plan", "供水")
    return path


def test_every_kind_has_a_word_a_view_and_its_key() -> None:
    assert {kind.name for kind in KINDS} == set(RECORD_KINDS)
    columns = {view.name: {column.name for column in view.columns} for view in VIEWS}
    for kind in KINDS:
        asked = {kind.key, kind.title, *kind.names, *kind.compared, *kind.recalled, *kind.unlisted}
        assert asked | {"uid", "lineage"} <= columns[kind.view]
        assert {kind.title, kind.told or kind.title, kind.printed or kind.title} <= {*kind.table.c.keys()}


def test_its_evidence_is_in_v_trace(db: Path) -> None:
    assert rows(db, "SELECT field, value, quote FROM v_trace WHERE record_kind = 'note' AND version = 2") == [
        ("name", "注1", "注1"),
        ("said", "口径为公共供水。", "口径为公共供水。"),
        ("name", "注2", "注2"),
        ("said", "以上为初步数。", "以上为初步数。"),
    ]


def test_it_is_traced_by_its_id_and_by_its_name(db: Path) -> None:
    ((number,),) = rows(db, "SELECT note_id FROM v_notes WHERE version = 2 AND name = '注1'")
    for what in (f"note:{number}", "note:注1"):
        found = json.loads(plantrace("trace", what, "--db", db, "--format", "json"))
        (record,) = found["records"] if isinstance(found, dict) else found[0]["records"]
        assert (record["kind"], record["id"], record["name"]) == ("note", number, "注1")
        assert [piece["quote"] for piece in record["evidence"]] == ["注1", "口径为公共供水。"]


def test_it_keeps_its_lineage_and_its_changes_are_told(db: Path) -> None:
    ((lineages,),) = rows(db, "SELECT count(DISTINCT lineage) FROM v_notes WHERE name = '注1'")
    assert lineages == 1
    assert rows(
        db, "SELECT change, field, old_value, new_value FROM v_changes WHERE record_kind = 'note'"
    ) == [("changed", "said", "口径为全社会供水。", "口径为公共供水。")]
    history = plantrace("history", "note:注1", "--db", db)
    assert "口径为全社会供水。" in history
    assert "口径为公共供水。" in history
    assert "notes" in plantrace("diff", "供水", "--db", db)


def test_it_is_exported_with_its_keys(db: Path, tmp_path: Path) -> None:
    plantrace("export", "--db", db, "--format", "csv", "--out", tmp_path)
    with next(tmp_path.rglob("v_notes.csv")).open(encoding="utf-8-sig", newline="") as file:
        assert [row["said"] for row in csv.DictReader(file)] == ["口径为公共供水。", "以上为初步数。"]


def test_the_report_holds_it(db: Path, tmp_path: Path) -> None:
    plantrace("report", "--db", db, "--out", tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert re.search(r'"note":\{"n":2', page) or '"note"' in page
    ((number,),) = rows(db, "SELECT note_id FROM v_notes WHERE version = 2 AND name = '注2'")
    assert f"note-{number}" in page
