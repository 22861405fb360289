"""What is only kept to be quick lies beside the file and may go at any time: the facts are the same."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from models.views import VIEWS
from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from pipeline.rules import kept
from pipeline.rules.check import check_version
from pipeline.store.backends import sqlite_cache
from pipeline.store.backends.sqlite_cache import cache_of, opened
from pipeline.store.kept_results import stored_results
from tests.pipeline.made import rows, write_plan

LINES = (
    "一、发展目标",
    "到2025年，全市建成泵站97座，甲县水务局负责。",
    "到2025年，全市新增停车泊位3000个。",
    "推进乙县老旧小区改造，惠及居民2万户。",
    "建设充电桩800个，由丙市能源局负责。",
)
REVISED = (*LINES, "新建学校3所。")


@pytest.fixture
def held(tmp_path: Path) -> Path:
    (outcome,) = ingest([write_plan(tmp_path / "a.docx", "甲市规划", *LINES)], tmp_path / "plans.db")
    assert outcome.state == "stored"
    return tmp_path / "plans.db"


def revised(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The public views after a revision."""
    (plan,) = rows(path, "SELECT plan FROM v_versions")
    document = write_plan(path.parent / "b.docx", "甲市规划", *REVISED)
    (outcome,) = ingest([document], path, str(plan[0]))
    assert (outcome.state, outcome.version) == ("stored", 2)
    return {view.name: rows(path, f"SELECT * FROM {view.name}") for view in VIEWS}  # noqa: S608


def test_it_is_in_a_file_beside_the_database(held: Path) -> None:
    assert rows(held, "SELECT name FROM sqlite_schema WHERE name LIKE 'kept%'") == []
    assert rows(cache_of(held), "SELECT count(*) > 0 FROM kept_result") == [(1,)]


def harmed(cache: Path, found: str) -> None:
    with sqlite3.connect(cache) as raw:
        raw.execute(f"UPDATE kept_result SET found = {found}")  # noqa: S608
    raw.close()


def interrupted(path: Path) -> None:
    with opened(path, write=True) as connection:
        assert connection is not None
        connection.exec_driver_sql("DELETE FROM kept_result")
        raise KeyboardInterrupt


def test_what_is_kept_is_kept_together_or_not_at_all(held: Path) -> None:
    before = rows(cache_of(held), "SELECT * FROM kept_result")
    with pytest.raises(KeyboardInterrupt):
        interrupted(held)
    assert rows(cache_of(held), "SELECT * FROM kept_result") == before


def test_who_reads_a_document_does_not_keep_another_from_storing(
    held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker asks at its beginning and reads on for seconds: others store meanwhile, without waiting."""
    monkeypatch.setattr(sqlite_cache, "_WAIT_SECONDS", 0.0)
    before = set(rows(cache_of(held), "SELECT * FROM kept_result"))
    with stored_results(held) as worker:
        (version,) = {name for name, _, _ in before if name.startswith("figures")}
        worker.get(version, ["a sentence"])
        document = write_plan(held.parent / "c.docx", "丁县规划", "新建医院7所。")
        (outcome,) = ingest([document], held)
        assert outcome.state == "stored"
        assert before < set(rows(cache_of(held), "SELECT * FROM kept_result"))
        assert worker.get(version, ["another sentence"]) == {}
    assert worker.asked == 2


@pytest.mark.parametrize("harm", ["none", "gone", "noise", "torn", "altered", "a folder", "older"])
def test_whatever_becomes_of_it_a_revision_is_the_same(
    held: Path, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    wanted = revised(copied(held, "other"))
    cache = cache_of(held)
    match harm:
        case "gone":
            cache.unlink()
        case "noise":
            cache.write_bytes(bytes(range(256)) * 100)
        case "torn":
            cache.write_bytes(cache.read_bytes()[:5000])
        case "altered":
            harmed(cache, "replace(found, '97', '79')")
        case "a folder":
            cache.unlink()
            cache.mkdir()
        case "older":
            with sqlite3.connect(cache) as raw:
                raw.execute("PRAGMA user_version = 1")
                raw.execute("ALTER TABLE kept_result RENAME COLUMN found TO what")
            raw.close()
        case _:
            pass
    assert revised(held) == wanted


def test_the_rules_run_once_over_a_revision(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[int] = []

    def counted(*given: Any) -> object:
        run.append(given[1])
        return check_version(*given)

    monkeypatch.setattr(kept, "check_version", counted)
    revised(held)
    assert run == [2]


@pytest.mark.parametrize("cached", [True, False])
def test_a_new_plan_of_a_text_that_is_held_is_checked_too(held: Path, cached: bool) -> None:
    lines = ("（一）总量。到2025年，全市建成泵站97座。", "（三）水务。甲县水务局负责。", *LINES)
    for name in ("c.docx", "d.docx"):
        document = write_plan(held.parent / name, "乙市规划", *lines)
        lines = (*lines, "新建学校3所。")
        if not cached:
            cache_of(held).unlink()
        (outcome,) = ingest([document], held, new_plan=True)
        assert outcome.state == "stored"
    found = rows(
        held, "SELECT plan, rule, message FROM v_findings WHERE plan LIKE '乙市规划%' ORDER BY 1, 2, 3"
    )
    first, second = ([row[1:] for row in found if row[0] == plan] for plan in ("乙市规划", "乙市规划 2"))
    assert first
    assert first == second
    ran = rows(held, "SELECT count(*) FROM rule_run GROUP BY version_id")
    assert len(ran) == 3
    assert len(set(ran)) == 1


def copied(path: Path, name: str) -> Path:
    folder = path.parent / name
    folder.mkdir()
    (folder / path.name).write_bytes(path.read_bytes())
    return folder / path.name


def test_a_damaged_one_is_replaced(held: Path) -> None:
    cache_of(held).write_bytes(b"noise" * 1000)
    revised(held)
    ingest([write_plan(held.parent / "c.docx", "乙市规划", *REVISED)], held)
    assert rows(cache_of(held), "SELECT count(*) > 0 FROM kept_result") == [(1,)]


def test_with_a_version_that_is_taken_out_it_goes(held: Path) -> None:
    """It tells of paragraphs that are gone."""
    (plan,) = rows(held, "SELECT plan FROM v_versions")
    done = CliRunner().invoke(plantrace, ["remove", str(plan[0]), "--yes", "--db", str(held)])
    assert done.exit_code == 0, done.output
    assert not cache_of(held).exists()
