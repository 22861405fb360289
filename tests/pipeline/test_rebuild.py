"""A rebuilt database is as good as new, keeps what it was known by, and is never half done."""

import os
import sqlite3
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

import pipeline.ingest.parcels
import pipeline.ingest.rebuild
from models.errors import DatabaseFault, RefusedFile
from models.notices import Notice, notice
from models.schema import SCHEMA_VERSION
from pipeline.ingest.rebuild import rebuild
from pipeline.ingest.run import ingest
from pipeline.ingest.understand import Tagging, Understood, understand
from pipeline.store.database import open_database
from tests import builders as b
from tests.pipeline.made import assert_sound, names_in, rows, start_python, vacuumed, write_plan

WATER = (
    "一、总体要求",
    "到2025年，全市建成泵站97座，供水能力达到每日50万吨。",
    "二、主要任务",
    "加快推进北部水厂及配套管网工程建设，完善应急供水体系。",
)
IDS = "SELECT record_kind, record_id, field, quote, block_id FROM v_trace ORDER BY 1, 2, 3, 4"
NOTICES = "SELECT notice_id, version_id, code, message, block_id FROM notice ORDER BY notice_id"
VERSIONS = (
    "SELECT version_id, plan, version, is_current, file_name, source_sha256, ingested_at FROM v_versions"
    " ORDER BY version_id"
)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    raw = tmp_path / "raw"
    paths = [
        write_plan(raw / "意见稿.docx", "甲市规划（征求意见稿）", *WATER),
        write_plan(raw / "乙.docx", "乙市规划", "一、前言", "乙市的文字与别处全不相同，自成一段。"),
        write_plan(raw / "正式.docx", "甲市规划", *WATER, "三、保障措施", "加强组织领导。"),
    ]
    ingest(paths, tmp_path / "db 库" / "a.db")
    return tmp_path / "db 库" / "a.db"


def test_rebuilding_with_the_same_tool_changes_nothing(db: Path) -> None:
    before = vacuumed(db)
    result = rebuild(db)
    assert (result.versions, result.new, result.gone) == (3, 0, 0)
    assert result.kept == rows(db, "SELECT count(*) FROM record")[0][0]
    assert vacuumed(db) == before
    assert names_in(db.parent) == ["a.db"]
    assert_sound(db)


def test_several_processes_make_the_very_same_file(db: Path) -> None:
    before = vacuumed(db)
    assert rebuild(db, jobs=2).versions == 3
    assert vacuumed(db) == before


def test_numbers_of_what_is_the_same_stay_and_new_records_get_new_ones(db: Path) -> None:
    before, versions, highest = (
        rows(db, IDS),
        rows(db, VERSIONS),
        rows(db, "SELECT max(record_id) FROM record")[0][0],
    )
    gone = rows(db, "SELECT record_id FROM record WHERE kind = 'heading' ORDER BY record_id LIMIT 1")[0][0]
    with open_database(db) as database, database.writing() as connection:
        # as an older tool would have left it, that did not see this heading as one
        for table in ("evidence", "heading"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE record_id = {gone}")
        connection.exec_driver_sql(f"UPDATE block SET heading_id = NULL WHERE heading_id = {gone}")
        connection.exec_driver_sql(f"DELETE FROM record WHERE record_id = {gone}")
    result = rebuild(db)
    assert (result.new, result.gone) == (1, 0)
    after = rows(db, IDS)
    assert [row for row in before if row[1] != gone] == [row for row in after if row[1] <= highest]  # type: ignore[operator]
    assert {row[1] for row in after if row[1] > highest} == {highest + 1}  # type: ignore[operator]
    assert rows(db, VERSIONS) == versions


def test_notices_that_say_the_same_keep_their_numbers(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [
        notice("no_unit.indicator", 1, name="one"),
        notice("no_unit.indicator", 2, name="two"),
        notice("no_unit.indicator", 2, name="two"),
        notice("table_note", words="of the whole"),
    ]

    def noticing(*notices: Notice) -> None:
        def understood(data: bytes, name: str, tagging: Tagging) -> Understood:
            found = understand(data, name, tagging)
            return replace(found, facts=replace(found.facts, notices=notices))

        monkeypatch.setattr(pipeline.ingest.parcels, "understand", understood)
        rebuild(db)

    noticing(*told)
    before = rows(db, NOTICES)
    noticing(notice("no_unit.indicator", 1, name="three"), *reversed(told[1:]))
    after = rows(db, NOTICES)
    assert len(before) == len(after) == 12
    gone, new = "no unit is printed for one", "no unit is printed for three"
    highest = max(row[0] for row in before)  # type: ignore[type-var]
    assert [row for row in after if row in before] == [row for row in before if row[3] != gone]
    assert {row[3] for row in after if row[0] > highest} == {new}  # type: ignore[operator]


def test_an_older_schema_is_rebuilt_from_the_few_columns_every_schema_has(db: Path) -> None:
    versions = rows(db, VERSIONS)
    with sqlite3.connect(db) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
        for name in names:
            raw.execute(f"DROP VIEW {name}")
        for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        for name in ("evidence", "document_table", "record", "notice"):
            raw.execute(f"DROP TABLE {name}")
        raw.execute("ALTER TABLE version DROP COLUMN text_profile")
        raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    raw.close()
    with pytest.raises(DatabaseFault, match="plantrace rebuild"):
        open_database(db)
    assert rebuild(db).versions == 3
    assert rows(db, VERSIONS) == versions
    assert rows(db, "SELECT count(*) > 0 FROM v_trace") == [(1,)]
    assert_sound(db)


def _as_of_schema_6(path: Path) -> None:
    """Paths in full behind the body, a place for each cell, keys that lead to paragraphs and documents."""
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        in_full = dict(raw.execute("SELECT block_id, xml_path FROM v_blocks").fetchall())
        places = dict(raw.execute("SELECT block_id, place FROM v_trace").fetchall())
        found = raw.execute(
            "SELECT type, name FROM sqlite_schema WHERE type IN ('view', 'trigger')"
        ).fetchall()
        for kind, name in found:
            raw.execute(f"DROP {kind} {name}")
        body = "/w:document/w:body"
        raw.executemany(
            "UPDATE block SET xml_path = ?, place = ? WHERE block_id = ?",
            [(path.removeprefix(body), places.get(one, ""), one) for one, path in in_full.items()],
        )
        raw.execute("ALTER TABLE document_table DROP COLUMN place")
        raw.execute("ALTER TABLE block ADD COLUMN use TEXT")
        raw.execute("UPDATE number_claim SET outcome = 'claimed' WHERE outcome IS NULL")
        raw.execute("UPDATE rule_check SET outcome = 'agrees' WHERE outcome IS NULL")
        raw.execute("CREATE UNIQUE INDEX record_uid ON record (version_id, uid)")
        raw.execute("PRAGMA user_version = 6")
    raw.close()


def test_a_file_of_schema_6_keeps_every_number_and_uid(db: Path) -> None:
    table = b.table([("序号", "指标", "2025年"), ("1", "供水普及率（%）", "96")])
    written = b.content_control(b.paragraph("到2025年，新建水厂3座。"), block=True)
    content = b.docx(
        b.paragraph("丙市规划"), b.paragraph("一、目标"), written, b.paragraph("表1 指标"), table
    )
    (db.parent / "丙.docx").write_bytes(content)
    ingest([db.parent / "丙.docx"], db)
    before = vacuumed(db)
    _as_of_schema_6(db)
    with pytest.raises(DatabaseFault, match="schema 6, needed 7"):
        open_database(db)
    result = rebuild(db)
    assert (result.versions, result.new, result.gone) == (4, 0, 0)
    assert vacuumed(db) == before
    assert_sound(db)


def test_a_file_this_version_refuses_stops_it_and_the_old_database_stays(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = db.read_bytes()

    def refusing(data: bytes, name: str, tagging: Tagging) -> Understood:
        if name == "正式.docx":
            raise RefusedFile(name, "damaged", "it is damaged")
        return understand(data, name, tagging)

    monkeypatch.setattr(pipeline.ingest.parcels, "understand", refusing)
    with pytest.raises(DatabaseFault, match=r"version 2 of 甲市规划 \(正式.docx\).*nothing was changed"):
        rebuild(db)
    assert db.read_bytes() == before
    assert names_in(db.parent) == ["a.db"]


KILLED = """
import os, sys
from pathlib import Path
import pipeline.ingest.parcels
import pipeline.ingest.rebuild
pipeline.store.backends.sqlite_replace.check_integrity = lambda *arguments: os._exit(9)
pipeline.ingest.rebuild.rebuild(Path(sys.argv[1]))
"""


def test_killed_before_the_end_it_leaves_the_old_database_and_the_next_one_clears_up(db: Path) -> None:
    before = db.read_bytes()
    process = start_python(KILLED, db)
    assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 9
    assert db.read_bytes() == before
    assert len(names_in(db.parent)) == 2
    rebuild(db)
    assert names_in(db.parent) == ["a.db"]


INGEST_MEANWHILE = """
import sys
from pathlib import Path
from pipeline.ingest.run import ingest
print("ready", flush=True)
(outcome,) = ingest([Path(sys.argv[2])], Path(sys.argv[1]))
sys.exit(0 if outcome.state == "stored" else 1)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody open a file that is being replaced")
def test_an_ingest_that_waits_for_a_rebuild_writes_into_the_new_file(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = write_plan(tmp_path / "丙.docx", "丙市规划", "一、前言", "丙市的文字也与别处全不相同，自成一段。")
    started: list[subprocess.Popen[str]] = []

    def starting(data: bytes, name: str, tagging: Tagging) -> Understood:
        if not started:
            started.append(start_python(INGEST_MEANWHILE, db, late))
            assert started[0].stdout is not None
            started[0].stdout.readline()
            time.sleep(1.0)
        return understand(data, name, tagging)

    monkeypatch.setattr(pipeline.ingest.parcels, "understand", starting)
    rebuild(db)
    assert started[0].communicate(timeout=60)[1] == ""
    assert started[0].returncode == 0
    assert rows(db, "SELECT DISTINCT plan FROM v_versions ORDER BY plan") == [
        ("丙市规划",),
        ("乙市规划",),
        ("甲市规划",),
    ]
    assert_sound(db)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(None, "no database", id="absent"),
        pytest.param(b"x" * 4096, "not a SQLite database", id="text"),
        pytest.param(b"", "not a database of", id="empty"),
    ],
)
def test_what_is_no_database_of_ours_is_not_rebuilt(tmp_path: Path, content: bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / "a.db").write_bytes(content)
    with pytest.raises(DatabaseFault, match=told):
        rebuild(tmp_path / "a.db")
