"""Ingesting as a user sees it: what is stored, what is refused, what happens when something breaks in the
middle."""

import logging
import os
import shutil
import signal
from pathlib import Path

import pytest

import pipeline.ingest.understand
from models.document import Document
from models.errors import DatabaseFault
from models.facts import NumberClaim, Structure
from parsers.structure import structure
from pipeline.ingest.run import Outcome, ingest
from pipeline.ingest.workers import Workers
from tests import builders as b
from tests.pipeline.made import assert_sound, plan_docx, rows, start_python, vacuumed, write_plan

WATER = (
    "一、总体要求",
    "到2025年，全市建成泵站97座，供水能力达到每日50万吨。",
    "二、主要任务",
    "加快推进北部水厂及配套管网工程建设，完善应急供水体系。",
)
OTHER = (
    "一、回顾",
    "过去一年，全市经济运行总体平稳，各项事业取得新的进步。",
    "二、安排",
    "今年将继续做好就业、教育、医疗等各项民生保障工作。",
)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "output" / "plans.db"


def states(outcomes: tuple[Outcome, ...]) -> list[tuple[str, str, str]]:
    return [(outcome.path.name, outcome.state, outcome.reason) for outcome in outcomes]


def test_a_plan_is_stored_with_its_origin(tmp_path: Path, db: Path) -> None:
    path = write_plan(tmp_path / "规 划" / "甲市 水务.docx", "甲市水务发展规划", *WATER)
    (outcome,) = ingest([path], db)
    assert (outcome.state, outcome.plan, outcome.version) == ("stored", "甲市水务发展规划", 1)
    assert outcome.stored is not None
    assert outcome.stored.written.counts["heading"] == 2
    assert rows(db, "SELECT file_name, file_size FROM v_versions") == [
        ("甲市 水务.docx", path.stat().st_size)
    ]
    assert_sound(db)


def test_a_folder_is_walked_in_order_and_what_is_passed_over_is_said(tmp_path: Path, db: Path) -> None:
    raw = tmp_path / "raw"
    for name in ("b.docx", "a.DOCX", "deep/c.docx", ".hidden.docx", "~$b.docx", ".cache/d.docx"):
        write_plan(raw / name, f"{name[0]}市规划", *WATER, name)
    (raw / "旧稿.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (raw / "README.md").write_text("x")
    outcomes = ingest([raw], db)
    assert states(outcomes) == [
        ("README.md", "skipped", "other_type"),
        ("a.DOCX", "stored", ""),
        ("b.docx", "stored", ""),
        ("旧稿.doc", "skipped", "other_type"),
        ("c.docx", "stored", ""),
    ]
    assert "save it as .docx" in outcomes[3].message


def test_named_files_that_cannot_be_read_are_refused_with_advice_and_stop_nothing(
    tmp_path: Path, db: Path
) -> None:
    pdf, empty, torn = tmp_path / "a.pdf", tmp_path / "空.docx", tmp_path / "torn.docx"
    pdf.write_bytes(b"%PDF-1.7\n")
    empty.touch()
    torn.write_bytes(plan_docx("甲市规划", *WATER)[:600])
    picture_only = write_plan(tmp_path / "blank.docx", "", "  ")
    sound = write_plan(tmp_path / "z.docx", "甲市规划", *WATER)
    outcomes = ingest([pdf, empty, torn, picture_only, tmp_path / "none.docx", sound], db)
    assert [reason for _, _, reason in states(outcomes)] == [
        "pdf",
        "empty_file",
        "damaged",
        "no_text",
        "not_found",
        "",
    ]
    assert [outcome.state for outcome in outcomes] == ["refused"] * 5 + ["stored"]
    assert all(outcome.message and "\n" not in outcome.message for outcome in outcomes)
    assert rows(db, "SELECT count(*) FROM source_file") == [(1,)]


def test_a_folder_without_plans_is_refused(tmp_path: Path, db: Path) -> None:
    (tmp_path / "leer").mkdir()
    assert states(ingest([tmp_path / "leer"], db)) == [("leer", "refused", "not_found")]


def test_the_same_bytes_again_change_nothing_whatever_the_name(tmp_path: Path, db: Path) -> None:
    first = write_plan(tmp_path / "a.docx", "甲市规划", *WATER)
    ingest([first], db)
    before = db.read_bytes()
    copy = tmp_path / "另存.docx"
    shutil.copy(first, copy)
    outcomes = ingest([first, copy], db)
    assert [(outcome.state, outcome.plan, outcome.version) for outcome in outcomes] == [
        ("unchanged", "甲市规划", 1)
    ] * 2
    assert "a.docx" in outcomes[1].message
    assert db.read_bytes() == before


def test_a_revised_file_becomes_the_next_version(tmp_path: Path, db: Path) -> None:
    draft = write_plan(tmp_path / "a.docx", "甲市“十四五”规划（征求意见稿）", *WATER)
    final = write_plan(tmp_path / "b.docx", "甲市“十四五”规划", *WATER, "三、保障措施")
    outcomes = ingest([draft, final], db)
    assert [(outcome.plan, outcome.version) for outcome in outcomes] == [
        ("甲市十四五规划", 1),
        ("甲市十四五规划", 2),
    ]
    assert "next version" in outcomes[1].message
    (again,) = ingest([draft], db)
    assert (again.state, again.version) == ("unchanged", 1)
    assert "not its newest" in again.message


def test_reports_of_the_same_title_are_plans_of_their_own(tmp_path: Path, db: Path) -> None:
    for number in range(4):
        lines = [f"第{number}号城市在过去一年里完成了第{item}类重点工作任务若干项。" for item in range(6)]
        lines += ["现在，我代表市人民政府向大会报告工作，请予审议。"]
        write_plan(tmp_path / f"{number}.docx", "政府工作报告", *lines)
    outcomes = ingest(sorted(tmp_path.glob("*.docx")), db)
    expected = ["政府工作报告", "政府工作报告 2", "政府工作报告 3", "政府工作报告 4"]
    assert [outcome.plan for outcome in outcomes] == expected
    assert "same title as" in outcomes[1].message


def test_a_plan_named_by_hand_takes_the_file_whatever_its_title(tmp_path: Path, db: Path) -> None:
    first = write_plan(tmp_path / "a.docx", "甲市规划", *WATER)
    other = write_plan(tmp_path / "b.docx", "乙市报告", *OTHER)
    ingest([first], db)
    outcomes = ingest([other], db, plan="甲市规划") + ingest([first], db, plan="新的")
    assert [(outcome.plan, outcome.version) for outcome in outcomes] == [("甲市规划", 2), ("新的", 1)]
    assert rows(db, "SELECT count(*) FROM source_file") == [(2,)]
    assert_sound(db)


def test_a_fault_of_ours_is_told_for_its_file_and_the_others_are_stored(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [write_plan(tmp_path / f"{name}.docx", f"{name}市规划", *WATER) for name in "甲乙"]

    def failing(document: Document) -> Structure:
        if document.file_name == "甲.docx":
            raise KeyError("oops")
        return structure(document)

    monkeypatch.setattr(pipeline.ingest.understand, "structure", failing)
    outcomes = ingest(paths, db)
    assert [(outcome.state, outcome.reason) for outcome in outcomes] == [
        ("refused", "internal"),
        ("stored", ""),
    ]
    assert "KeyError" in outcomes[0].message
    with pytest.raises(KeyError):
        ingest(paths, db, debug=True)


def test_a_false_anchor_refuses_the_file_and_nothing_of_it_is_stored(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_plan(tmp_path / "a.docx", "甲市规划", *WATER)
    monkeypatch.setattr(
        pipeline.ingest.understand, "number_claims", lambda facts: (NumberClaim(10**6, 0, 1, "claimed"),)
    )
    assert states(ingest([path], db)) == [("a.docx", "refused", "internal")]
    assert rows(
        db,
        "SELECT (SELECT count(*) FROM plan), (SELECT count(*) FROM source_file), (SELECT count(*) FROM"
        " block)",
    ) == [(0, 0, 0)]


def test_progress_counts_files(tmp_path: Path, db: Path) -> None:
    paths = [write_plan(tmp_path / f"{name}.docx", f"{name}市规划", *WATER) for name in "甲乙"]
    told: list[tuple[int, int, str | None]] = []
    ingest(
        paths,
        db,
        progress=lambda done, total, outcome: told.append(
            (done, total, outcome.path.name if outcome else None)
        ),
    )
    assert told == [(0, 2, None), (1, 2, "甲.docx"), (2, 2, "乙.docx")]


def test_the_same_inputs_give_the_same_file_however_many_processes_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for number in range(5):
        write_plan(
            tmp_path / "raw" / f"{number}.docx", f"{'甲乙'[number % 2]}市规划", *WATER, "补充" * number
        )
    (tmp_path / "raw" / "bad.docx").write_bytes(b"PK\x03\x04")
    first = ingest([tmp_path / "raw"], tmp_path / "a.db")
    second = ingest([tmp_path / "raw"], tmp_path / "b.db", jobs=2)
    assert first == second
    assert vacuumed(tmp_path / "a.db") == vacuumed(tmp_path / "b.db")
    assert rows(tmp_path / "a.db", "SELECT DISTINCT ingested_at FROM v_versions") == [
        ("2023-11-14T22:13:20Z",)
    ]


def die(data: bytes, name: str) -> str:
    if name == "bomb":
        os._exit(1)
    return name


def test_a_worker_that_dies_takes_only_its_own_file_along() -> None:
    with Workers(die, lambda: "lost", 2) as workers:
        waiting = [workers.submit(b"", name) for name in ("a", "bomb", "b", "c")]
        assert [one.wait() for one in waiting] == ["a", "lost", "b", "c"]
        assert workers.submit(b"", "d").wait() == "d"


KILLED = """
import os, sys
from pathlib import Path
import pipeline.ingest.commit
put, calls = pipeline.ingest.commit.put_version, []
def killed(*arguments, **named):
    stored = put(*arguments, **named)
    calls.append(1)
    if len(calls) == 2:
        os._exit(9)
    return stored
pipeline.ingest.commit.put_version = killed
from pipeline.ingest.run import ingest
ingest([Path(name) for name in sys.argv[2:]], Path(sys.argv[1]))
"""


def test_killed_before_the_end_of_a_file_leaves_the_files_before_it(tmp_path: Path, db: Path) -> None:
    paths = [write_plan(tmp_path / f"{name}.docx", f"{name}市规划", *WATER, name * 20) for name in "甲乙"]
    process = start_python(KILLED, db, *paths)
    assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 9
    assert rows(db, "SELECT plan FROM v_versions") == [("甲市规划",)]
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    assert [outcome.state for outcome in ingest(paths, db)] == ["unchanged", "stored"]
    assert_sound(db)


INGEST = """
import sys
from pathlib import Path
from pipeline.ingest.run import ingest
tell = lambda done, total, outcome: print(done, flush=True)
outcomes = ingest([Path(name) for name in sys.argv[2:]], Path(sys.argv[1]), progress=tell)
sys.exit(0 if all(outcome.state == "stored" for outcome in outcomes) else 1)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_killed_at_any_moment_every_version_is_whole(tmp_path: Path, db: Path) -> None:
    lines = [f"第{number}项重点任务由有关部门按照职责分工负责落实。" for number in range(400)]
    paths = [write_plan(tmp_path / f"{name}.docx", f"{name}市规划", *lines) for name in "甲乙丙丁戊己"]
    process = start_python(INGEST, db, *paths)
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    held = rows(db, "SELECT plan, count(*) FROM v_blocks GROUP BY plan")
    assert 2 <= len(held) <= 6
    assert {count for _, count in held} == {401}
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    assert {outcome.state for outcome in ingest(paths, db)} == {"stored", "unchanged"} - (
        {"stored"} if len(held) == 6 else set()
    )
    assert_sound(db)


def test_two_ingests_at_once_both_finish(tmp_path: Path, db: Path) -> None:
    groups = [
        [
            write_plan(tmp_path / f"{name}{n}.docx", f"{name}市第{n}号规划", *WATER, f"{name}{n}" * 15)
            for n in range(6)
        ]
        for name in "甲乙"
    ]
    started = [start_python(INGEST, db, *paths) for paths in groups]
    assert [(process.communicate(timeout=120)[1], process.returncode) for process in started] == [
        ("", 0),
        ("", 0),
    ]
    assert rows(db, "SELECT count(*), count(DISTINCT plan) FROM v_versions") == [(12, 12)]
    assert_sound(db)


def test_two_ingests_of_the_same_files_store_them_once(tmp_path: Path, db: Path) -> None:
    paths = [write_plan(tmp_path / f"{n}.docx", f"甲市第{n}号规划", *WATER, f"{n}" * 15) for n in range(6)]
    script = INGEST.replace('== "stored"', 'in ("stored", "unchanged")')
    started = [start_python(script, db, *paths) for _ in range(2)]
    assert [(process.communicate(timeout=120)[1], process.returncode) for process in started] == [
        ("", 0),
        ("", 0),
    ]
    assert rows(db, "SELECT count(*), count(DISTINCT plan) FROM v_versions") == [(6, 6)]


def test_a_database_that_cannot_be_opened_stops_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("no database" * 100)
    with pytest.raises(DatabaseFault):
        ingest([write_plan(tmp_path / "a.docx", "甲市规划", *WATER)], tmp_path / "a.db")


def test_what_hangs_in_a_table_is_found_under_its_cell(tmp_path: Path, db: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(
        b.docx(
            b.paragraph("甲市规划", align="center"),
            "正文一段。",
            b.table([["项目", "内容"], ["北部水厂", "新建"]]),
        )
    )
    ingest([path], db)
    assert rows(db, "SELECT text FROM v_blocks WHERE row_index = 1 AND col_index = 0") == [("北部水厂",)]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_file_name_in_gbk_bytes_is_kept_readable(
    tmp_path: Path, db: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "水务.docx".encode("gb18030")))
    path.write_bytes(plan_docx("甲市规划", *WATER))
    with caplog.at_level(logging.INFO, logger="plantrace"):
        assert [outcome.state for outcome in ingest([path], db)] == ["stored"]
    assert "水务.docx: " in caplog.text
    assert rows(db, "SELECT file_name FROM v_versions") == [("水务.docx",)]
