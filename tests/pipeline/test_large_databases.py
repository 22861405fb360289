"""What is asked of a database does not read all that is in it: no query of daily work goes through a whole
table."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.ask.compare import compare_metric
from pipeline.ask.nothing_found import why_no_text
from pipeline.ask.trace import trace
from pipeline.ask.trace_values import Scope
from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from pipeline.store.backends.sqlite_cache import cache_of
from pipeline.store.database import open_database
from pipeline.store.held import choose_version
from pipeline.store.search_index import count_blocks, search_blocks
from pipeline.versions.diff import diff
from pipeline.versions.remove import remove_versions
from tests import builders as b

# few rows a plan, or none of a table, or no more of many plans than of one
SMALL = {"p", "v", "s", "version", "number_used", "meta", "sqlite_master", "hit", "support"}
NO_TABLE = re.compile(r"CONSTANT|VIRTUAL|subquery|counted|json_each|block_search")


def document(city: str, value: str) -> bytes:
    return b.docx(
        b.paragraph(f"{city}市数字经济发展“十四五”规划", align="center", size=22),
        b.paragraph("一、发展目标", style="1"),
        f"到2025年，全市5G基站数达到{value}座，建成产业园区{value}个。",
        b.paragraph("表1 主要指标"),
        b.table([["序号", "指标", "单位", "2020年", "2025年"], ["1", "5G基站数", "座", "100", value]]),
    )


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """Three plans, one of them with two versions."""
    for name, city, value in (
        ("a", "云岭", "970"),
        ("b", "青山", "980"),
        ("c", "青山", "990"),
        ("d", "白江", "9"),
    ):
        (tmp_path / f"{name}.docx").write_bytes(document(city, value))
    outcomes = ingest([tmp_path / f"{name}.docx" for name in "abd"], tmp_path / "plans.db")
    outcomes += ingest([tmp_path / "c.docx"], tmp_path / "plans.db", outcomes[1].plan)
    assert [outcome.state for outcome in outcomes] == ["stored"] * 4
    return tmp_path / "plans.db"


def plan_of(path: Path, city: str) -> str:
    with sqlite3.connect(path) as connection:
        sql = "SELECT key FROM plan WHERE key BETWEEN ? AND ?"
        found: str = connection.execute(sql, (city, f"{city}\U0010ffff")).fetchone()[0]
    return found


def steps(path: Path, statements: list[str]) -> set[tuple[str, str]]:
    """What is done for the statements, each with the statement; a parcel is read as a whole."""
    connection = sqlite3.connect(path)
    if cache_of(path).exists():
        connection.execute("ATTACH ? AS cache", (str(cache_of(path)),))
    found = {
        (step, statement)
        for statement in statements
        if re.match(r"\s*(?:SELECT|DELETE|UPDATE|WITH)", statement) and "parcel." not in statement
        for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
    }
    connection.close()
    return found


def scans(path: Path, statements: list[str]) -> set[str]:
    """The whole tables that the statements read, with the statement."""
    return {
        f"{step}: {statement}"
        for step, statement in steps(path, statements)
        if step.startswith("SCAN") and step.split()[1] not in SMALL and not NO_TABLE.search(step)
    }


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that go to the database from now on, with their values."""
    statements: list[str] = []
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def watched(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **named)
        connection.set_trace_callback(statements.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", watched)
    return statements


def test_storing_a_plan_reads_no_whole_table(held: Path, asked: list[str]) -> None:
    (held.parent / "e.docx").write_bytes(document("平湖", "77"))
    (outcome,) = ingest([held.parent / "e.docx"], held)
    assert outcome.state == "stored"
    assert scans(held, asked) == set()


def test_storing_and_telling_a_revision_reads_no_whole_table(held: Path, asked: list[str]) -> None:
    plan = plan_of(held, "青山")
    (held.parent / "e.docx").write_bytes(document("青山", "991"))
    ingest([held.parent / "e.docx"], held, plan)
    with open_database(held, read_only=True) as database, database.reading() as connection:
        assert diff(connection, plan).comparison.changes
    assert scans(held, asked) == set()


def test_removing_a_version_reads_no_whole_table(held: Path, asked: list[str]) -> None:
    plan = plan_of(held, "青山")
    with open_database(held) as database, database.writing() as connection:
        assert len(remove_versions(connection, plan, 2)) == 1
    assert scans(held, [one for one in asked if "kept_result" not in one]) == set()


def test_a_search_fetches_no_more_than_it_shows(held: Path, asked: list[str]) -> None:
    with open_database(held, read_only=True) as database, database.reading() as connection:
        assert len(search_blocks(connection, "基站", limit=2)) == 2
        assert count_blocks(connection, "基站") > 2
        assert choose_version(connection, plan_of(held, "青山"), None).version == 2
    assert scans(held, asked) == set()


@pytest.mark.parametrize("words", ["产业园区", "5G基站数", "G基站", "产业园区9"])
def test_words_are_traced_in_the_paragraphs_that_hold_them(held: Path, asked: list[str], words: str) -> None:
    with open_database(held, read_only=True) as database, database.reading() as connection:
        assert trace(connection, words, Scope()).n_records
    assert [one for one in scans(held, asked) if "quote" in one] == []


def test_other_places_of_a_name_are_looked_for_in_their_plan_alone(held: Path, asked: list[str]) -> None:
    """Thousands of plans have an indicator of that name."""
    with open_database(held, read_only=True) as database, database.reading() as connection:
        found = trace(connection, "5G基站数", Scope(), 10)
    assert any(record.n_elsewhere for record in found.records)
    of_plan = [one for one in asked if "plan = " in one and " = '5G基站数'" in one]
    assert {step for step, _ in steps(held, of_plan) if "(metric=" in step or "(name=" in step} == set()


def test_a_record_that_is_named_by_its_number_is_looked_for_by_nothing_else(
    held: Path, asked: list[str]
) -> None:
    with open_database(held, read_only=True) as database, database.reading() as connection:
        (number,) = (record.reference.id for record in trace(connection, "970座", Scope(), 1).records)
        del asked[:]
        assert len(trace(connection, f"figure:{number}", Scope()).records) == 1
    assert scans(held, asked) == set()


def test_a_record_is_looked_for_in_its_table_by_its_name(held: Path, asked: list[str]) -> None:
    with open_database(held, read_only=True) as database, database.reading() as connection:
        assert trace(connection, "indicator:5G基站", Scope()).n_records == 3
    (named,) = (one for one in asked if "<>" in one and "v_indicators" in one)
    assert {step for step, _ in steps(held, [named]) if step.startswith(("SCAN", "SEARCH i"))} == {
        "SCAN indicator USING COVERING INDEX indicator_name",
        "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)",
    }


@pytest.mark.parametrize("number", ["970座", "990", "0.097万座", "12.5亿元"])
def test_a_number_is_found_by_the_search_index_and_by_its_value(
    held: Path, asked: list[str], number: str
) -> None:
    with open_database(held, read_only=True) as database, database.reading() as connection:
        found = trace(connection, number, Scope(), 10)
    # the uid and offsets of what is shown are read of one version
    assert scans(held, [one for one in asked if "plan = " not in one]) == set()
    assert bool(found.n_records) is (number != "12.5亿元")


def test_where_very_many_records_have_the_value_the_first_are_given_and_it_is_said(
    held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ask.trace._MOST", 1)
    with open_database(held, read_only=True) as database, database.reading() as connection:
        found = trace(connection, "970", Scope(), 1)
    assert (found.partial, len(found.records)) == (True, 1)


def test_the_statements_to_compare_are_found_by_an_index(held: Path, asked: list[str]) -> None:
    with open_database(held, read_only=True) as database, database.reading() as connection:
        assert len(compare_metric(connection, "5G基站数", Scope()).by_unit) == 1
    assert [step.partition(":")[0] for step in scans(held, asked)] == [
        "SCAN figure USING COVERING INDEX figure_metric"  # the names, where they lie close together
    ]


def test_a_metric_is_compared_in_one_plan_without_the_names_of_all(held: Path, asked: list[str]) -> None:
    with open_database(held, read_only=True) as database, database.reading() as connection:
        found = compare_metric(connection, "5G基站数", Scope(plan_of(held, "白江")))
    assert {one.figure.value_text for _, statements in found.by_unit for one in statements} == {"100", "9"}
    assert [one for one in scans(held, asked) if "v_figures" in one] == []


def test_names_nearly_so_are_read_in_their_tables(held: Path, asked: list[str]) -> None:
    """Views join each row to its plan first."""
    with open_database(held, read_only=True) as database, database.reading() as connection:
        assert "5G基站数" in why_no_text(connection, "5G基占数", Scope()).near
    names = [one for one in asked if one.startswith("SELECT DISTINCT")]
    assert len(names) > 5
    assert {step for step, _ in steps(held, names) if step.startswith(("SEARCH r ", "SEARCH p "))} == set()


def test_a_page_of_hits_is_looked_for_in_the_first_plans(
    held: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database(held, read_only=True) as database, database.reading() as connection:
        every = search_blocks(connection, "基站")
        monkeypatch.setattr("pipeline.store.search_index._FIRST", 1)
        del asked[:]
        assert search_blocks(connection, "基站", limit=2) == every[:2]
        assert len([one for one in asked if "MATCH" in one]) == 1
        assert search_blocks(connection, "基站", limit=4) == every[:4]
        assert search_blocks(connection, "基站", limit=99) == every
        assert search_blocks(connection, "平湖", limit=1) == ()
    assert scans(held, asked) == set()


def test_a_later_version_of_an_early_plan_draws_no_others_in(
    held: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database(held, read_only=True) as database, database.reading() as connection:
        every = search_blocks(connection, "基站")
        monkeypatch.setattr("pipeline.store.search_index._FIRST", 2)
        del asked[:]
        assert search_blocks(connection, "基站", limit=3) == every[:3]
    (looked,) = (one for one in asked if "MATCH" in one)
    stretches = [range(int(a), int(b) + 1) for a, b in re.findall(r"rowid BETWEEN (\d+) AND (\d+)", looked)]
    assert len(stretches) == 2
    other = plan_of(held, "白江")
    assert not [hit for hit in every if hit.plan == other and any(hit.block_id in one for one in stretches)]


def test_one_plan_is_searched_in_its_blocks(held: Path, asked: list[str]) -> None:
    with open_database(held, read_only=True) as database, database.reading() as connection:
        plan = plan_of(held, "白江")
        hits = search_blocks(connection, "基站", plan)
        assert len(hits) == count_blocks(connection, "基站", plan) > 1
    looked = [one for one in asked if "MATCH" in one]
    assert [len(re.findall(r"rowid BETWEEN \d+ AND \d{1,9}\b", one)) for one in looked] == [1, 1]


def test_where_very_many_paragraphs_have_the_words_the_first_are_looked_at_and_it_is_said(
    held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database(held, read_only=True) as database, database.reading() as connection:
        whole = trace(connection, "5G基站数", Scope())
        monkeypatch.setattr("pipeline.ask.trace._MOST", 3)
        some = trace(connection, "5G基站数", Scope(), 1)
    assert (whole.partial, some.partial) == (False, True)
    assert some.records[0].reference == whole.records[0].reference
    assert 0 < some.n_records < whole.n_records
    shown = CliRunner().invoke(plantrace, ["trace", "5G基站数", "--limit", "1", "--db", str(held)])
    assert "only the first" in shown.stdout


def test_many_paragraphs_are_looked_at_by_their_number(
    held: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ask.trace._MOST", 3)
    with open_database(held, read_only=True) as database, database.reading() as connection:
        assert trace(connection, "5G基站数", Scope(), 1).partial
    assert scans(held, asked) == set()


@pytest.mark.parametrize(
    "question",
    [
        "v_coverage WHERE plan = 'x' AND version = 1",
        "v_changes WHERE plan = 'x'",
        "v_findings WHERE plan = 'x' AND version = 1",
        "v_figures WHERE plan = 'x' AND version = 1",
        "v_figures WHERE metric = '5G基站数'",
        "v_indicators WHERE name = '5G基站数'",
        "v_projects WHERE name = '某项目'",
        "v_trace WHERE record_kind = 'figure' AND record_id = 7",
        "v_trace WHERE plan = 'x' AND version = 1",
        "v_entities WHERE plan = 'x' AND version = 1",
        "v_blocks WHERE plan = 'x' AND version = 1",
    ],
)
def test_a_question_to_a_public_view_is_answered_by_an_index(held: Path, question: str) -> None:
    assert scans(held, [f"SELECT * FROM {question}"]) == set()  # noqa: S608


def test_every_reference_has_an_index(held: Path) -> None:
    """Else removing a row reads the whole table that may refer to it."""
    connection = sqlite3.connect(held)
    without = []
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        led = {name for _, name, *_, place in columns if place == 1}
        for _, index, *_ in connection.execute(f"PRAGMA index_list({table})").fetchall():
            led.add(connection.execute(f"PRAGMA index_info({index})").fetchone()[2])
        references = {row[3] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
        without += [f"{table}.{name}" for name in references - led]
    connection.close()
    assert without == []
