"""Whole plans through the commands, judged by the independent scorers of the shared test data and by each
other."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.care.verify import verify
from pipeline.ingest.run import ingest
from pipeline.store.database import open_database
from tests.shared import SHARED, needs_shared, real_files

FORMS = ("styled", "unstyled", "wps_style_ids", "sdt_toc")
SAMPLES = sorted((Path(__file__).resolve().parents[1] / "raw").glob("*.docx"))


def stored(folder: Path, *files: Path) -> Path:
    database = folder / "plans.db"
    ingest(list(files), database)
    return database


def scorer(name: str, *arguments: object) -> str:
    """The last line a scorer prints."""
    command = [sys.executable, str(SHARED / "score" / name), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return (done.stdout.strip().splitlines() or [done.stderr])[-1]


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def proved(database: Path) -> bool:
    with open_database(database, read_only=True) as opened, opened.reading() as connection:
        return verify(connection).proved


@needs_shared
@pytest.mark.parametrize("form", FORMS)
def test_structure_of_the_real_plan_is_right_in_every_form(form: str, tmp_path: Path) -> None:
    file = SHARED / "plans" / "shantou" / f"{form}.docx"
    database = stored(tmp_path, file)
    assert (
        scorer("score_structure.py", database, SHARED / "gold") == "structure right 177/177 = 1.0000, extra 0"
    )
    assert scorer("verify_trace.py", database, file).endswith("= 1.0000, rows without evidence 0")
    assert proved(database)


_RECORDS = (
    "SELECT level, label, title, path FROM v_headings ORDER BY ordinal",
    "SELECT name, unit, baseline_raw, target_raw, nature, category FROM v_indicators ORDER BY indicator_id",
    (
        "SELECT row_kind, serial_no, name, content, stage, period_raw, total_investment, builders,"
        " responsible FROM v_projects ORDER BY project_id"
    ),
    "SELECT label, title, heading_path, n_items FROM v_boxes ORDER BY box_id",
    "SELECT title, text FROM v_box_items ORDER BY box_item_id",
    (
        "SELECT origin, role, metric, subject, raw, value_text, unit, period, heading_path FROM v_figures"
        " ORDER BY figure_id"
    ),
)


@needs_shared
def test_the_four_forms_of_the_real_plan_give_the_same_records(tmp_path: Path) -> None:
    found = []
    for form in FORMS:
        folder = tmp_path / form
        folder.mkdir()
        database = stored(folder, SHARED / "plans" / "shantou" / f"{form}.docx")
        found.append([rows(database, sql) for sql in _RECORDS])
    assert all(other == found[0] for other in found[1:])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_trace_back(sample: Path, tmp_path: Path) -> None:
    database = stored(tmp_path, sample)
    assert proved(database)
    if SHARED.is_dir():
        assert scorer("verify_trace.py", database, sample).endswith("= 1.0000, rows without evidence 0")


def test_the_samples_are_two_versions_of_one_plan(tmp_path: Path) -> None:
    database = stored(tmp_path, *SAMPLES)
    assert [
        row[1:] for row in rows(database, "SELECT plan, version, is_current FROM v_versions ORDER BY version")
    ] == [(1, 0), (2, 1)]


TRUE_REASONS = {
    "legacy_word",
    "encrypted",
    "external_entity",
    "not_docx",
    "damaged",
    "no_text",
    "other_type",
    "wps",
}


@needs_shared
def test_every_real_file_is_stored_or_refused_for_a_reason_and_traces_back(tmp_path: Path) -> None:
    files = real_files()
    database = tmp_path / "plans.db"
    outcomes = ingest(files, database, jobs=2)
    refused = {outcome.path.name: outcome.reason for outcome in outcomes if outcome.state == "refused"}
    assert {outcome.state for outcome in outcomes} == {"stored", "refused"}
    assert set(refused.values()) <= TRUE_REASONS
    assert not [name for name in refused if name.startswith(("gwr", "plan_", "law_", "cn_"))]
    assert proved(database)
    assert scorer("verify_trace.py", database, *files).endswith("= 1.0000, rows without evidence 0")
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    assert rows(database, "PRAGMA foreign_key_check") == []
