"""`verify` against whoever edits the database with another tool: whatever column that comes from a text is
changed, whatever row is taken away or put in, is found and named."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Column, Table

from models import schema
from pipeline.care.bookkeeping import NOT_PROVED
from pipeline.care.verify import Verification, verify
from pipeline.ingest.rebuild import rebuild
from pipeline.ingest.run import ingest
from pipeline.store.database import open_database
from pipeline.versions.remove import remove_versions
from tests import builders as b
from tests.pipeline.made import CHECKOUT, reading

# not read in a text: numbers of rows, who did what when, what people decided, what is kept for speed
NOT_READ = {
    "plan",
    "source_file",
    "meta",
    "data_dictionary",
    "action_log",
    "number_used",
    "kept_result",
    "metric",
    "support",
}
NOT_OF_A_TEXT = {
    "version": {"number", "is_current", "file_name", "dated", "ingested_at", "tool_version"},
    "finding": {"status", "note"},
    "change": {"part_of"},
    "evidence": {"support_id"},  # told by what it stands for
}
BY_CONTENT = {"change", "rule_check"}
# by these a row keeps its number when it is read again: edited, it is another row
TELLS_ROWS_APART = {
    *(("block", name) for name in ("part", "xml_path", "text")),
    *(("document_table", name) for name in ("part", "xml_path")),
    *(("entity", name) for name in ("label", "canonical")),
    *(("notice", name) for name in ("code", "message", "message_zh")),
    *(("record", name) for name in ("kind", "uid")),
    ("finding", "content_key"),
}
TABLES = [table for table in schema.metadata.tables.values() if table.name not in NOT_READ]


def duties() -> bytes:
    rows = [
        ["序号", "工作任务", "牵头单位", "配合单位", "完成时限", "进展情况"],
        ["1", "建成数据中心", "市数据局", "市财政局", "2025年6月底前", "已开工"],
    ]
    return b.docx(
        b.paragraph("北川市重点任务分工方案", align="center", size=22),
        b.paragraph("一、任务分工"),
        b.paragraph("加快建设污水处理厂。（市水务局牵头，市财政局配合）"),
        b.table(rows, header_rows=1),
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forged")
    (folder / "duties.docx").write_bytes(duties())
    outcomes = ingest([CHECKOUT / "raw", folder / "duties.docx"], folder / "made.db")
    assert {outcome.state for outcome in outcomes if outcome.path.suffix == ".docx"} == {"stored"}
    return folder / "made.db"


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "a.db"))


def verified(database: Path) -> Verification:
    with reading(database) as connection:
        return verify(connection)


def change(database: Path, *statements: str) -> None:
    """Past the triggers, as another tool could."""
    with closing(sqlite3.connect(database)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def columns() -> Iterator[tuple[Table, Column[object]]]:
    """Those that hold what was read: no numbers of rows, and none that tell rows apart."""
    for table in TABLES:
        for column in table.columns:
            is_key = column.primary_key or column.foreign_keys
            if not is_key and column.name not in NOT_OF_A_TEXT.get(table.name, ()):
                yield table, column


def other(column: Column[object]) -> str:
    return f"\"{column.name}\" || '伪'" if str(column.type) == "TEXT" else f'"{column.name}" + 1'


def test_a_sound_database_is_read_again_to_the_same_rows(made: Path) -> None:
    result = verified(made)
    assert (result.failed, result.rows, result.other) == ((), 3, ())


@pytest.mark.parametrize("apart", [False, True])
def test_every_column_that_is_edited_is_named(made: Path, database: Path, apart: bool) -> None:
    """All at once, each in a row of its own where there are as many."""
    edits, wanted = [], dict[tuple[str, str], str]()
    with closing(sqlite3.connect(made)) as connection:
        for place, (table, column) in enumerate(columns()):
            if ((table.name, column.name) in TELLS_ROWS_APART) is not apart:
                continue
            keys = ", ".join(f'"{key.name}"' for key in table.primary_key)
            where = f'WHERE "{column.name}" IS NOT NULL'
            count = connection.execute(f'SELECT count(*) FROM "{table.name}" {where}').fetchone()[0]
            if not count:
                continue
            at = place * 7 % count
            row = f'SELECT {keys} FROM "{table.name}" {where} ORDER BY {keys} LIMIT 1 OFFSET {at}'
            edit = f'UPDATE OR IGNORE "{table.name}" SET "{column.name}" = {other(column)}'
            edits.append(f"{edit} WHERE ({keys}) IN ({row})")
            whole = table.name in BY_CONTENT or apart
            wanted[table.name, column.name] = "" if whole else column.name
    change(database, *edits)
    with closing(sqlite3.connect(database)) as now, closing(sqlite3.connect(made)) as before:
        same = {
            (table.name, column.name)
            for table, column in columns()
            if _values(now, table, column) == _values(before, table, column)
        }
    found = {(failure.record.partition(":")[0], failure.field) for failure in verified(database).failed}
    assert {(name, field) for (name, column), field in wanted.items() if (name, column) not in same} <= found


def _values(connection: sqlite3.Connection, table: Table, column: Column[object]) -> list[object]:
    keys = ", ".join(f'"{key.name}"' for key in table.primary_key)
    return connection.execute(f'SELECT "{column.name}" FROM "{table.name}" ORDER BY {keys}').fetchall()


def test_rows_that_are_taken_away_are_named(made: Path, database: Path) -> None:
    deletions, wanted = [], set()
    for table in TABLES:
        keys = ", ".join(f'"{key.name}"' for key in table.primary_key)
        with closing(sqlite3.connect(made)) as connection:
            count = connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]
        if count and table.name not in ("version", "record", "block", "document_table"):
            row = f'SELECT {keys} FROM "{table.name}" ORDER BY {keys} LIMIT 1 OFFSET {count // 3}'
            deletions.append(f'DELETE FROM "{table.name}" WHERE ({keys}) IN ({row})')
            wanted.add(table.name)
    change(database, *deletions)
    found = {failure.record.partition(":")[0] for failure in verified(database).failed}
    assert wanted - found == set()


def test_identifiers_and_pieces_put_in_are_named(database: Path) -> None:
    change(
        database,
        "INSERT INTO evidence SELECT record_id, position + 100, support_id, block_id, char_start, char_end"
        " FROM evidence WHERE record_id = 9 AND position = 0",
        "UPDATE record SET uid = uid || 'x' WHERE record_id = 5",
        "UPDATE record SET lineage = COALESCE(lineage, uid) || 'x' WHERE record_id = 7",
    )
    found = {(failure.record, failure.field) for failure in verified(database).failed}
    assert {("evidence:9/100", ""), ("record:5", ""), ("record:7", "lineage")} <= found


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        ("UPDATE support SET field = 'unit' WHERE field = 'value'", "field"),
        ("UPDATE support SET role = 'context' WHERE role = 'unit'", "role"),
        ("UPDATE support SET derivation = 'verbatim' WHERE derivation = 'normalised'", "derivation"),
        ("UPDATE evidence SET support_id = (SELECT max(support_id) FROM support)", "derivation"),
        ("DELETE FROM support WHERE role = 'unit'", ""),
    ],
)
def test_what_a_place_is_evidence_of_is_read_again(database: Path, edit: str, field: str) -> None:
    change(database, edit)
    failed = verified(database).failed
    assert field in {one.field for one in failed if one.record.startswith("evidence:")}


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        ("UPDATE version SET is_current = 0 WHERE version_id = 3", "is_current"),
        ("UPDATE version SET is_current = 1 WHERE number = 1", "is_current"),
        ("UPDATE version SET number = 9 WHERE number = 1", "is_current"),
        ("UPDATE version SET dated = 2026 - number WHERE number < 3", "dated"),
        ("UPDATE version SET dated = '2024年' WHERE version_id = 3", "dated"),
        ("UPDATE version SET ingested_at = '伪' || ingested_at WHERE version_id = 3", "ingested_at"),
        ("UPDATE version SET tool_version = '' WHERE version_id = 3", "tool_version"),
    ],
)
def test_rows_of_versions_that_contradict_each_other_are_named(database: Path, edit: str, field: str) -> None:
    change(database, *edit.split("; "))
    with reading(database) as connection:
        found = {failure.field for failure in verify(connection, quick=True).failed}
    assert field in found


def test_the_documents_say_what_cannot_be_proved() -> None:
    told = (CHECKOUT / "docs" / "robustness.md").read_text(encoding="utf-8")
    for table, names in NOT_PROVED.items():
        assert f"| `{table}` | {', '.join(f'`{name}`' for name in names) or 'all'} |" in told
    of_no_text = NOT_READ - {"data_dictionary", "metric", "support"}
    assert of_no_text <= NOT_PROVED.keys()
    assert NOT_OF_A_TEXT["version"] - {"is_current"} <= set(NOT_PROVED["version"])


def test_what_another_plantrace_read_is_proved_by_its_quotes_and_told(database: Path) -> None:
    change(database, "UPDATE meta SET value = 'another' WHERE name = 'reader.1'")
    result = verified(database)
    assert (result.proved, result.rows, [one.version for one in result.other]) == (True, 2, [1])
    rebuild(database)
    assert (verified(database).rows, verified(database).other) == (3, ())


def test_a_database_without_a_first_version_verifies(database: Path) -> None:
    with open_database(database) as opened, opened.writing() as connection:
        key = connection.exec_driver_sql("SELECT plan FROM v_versions WHERE version = 2").scalar_one()
        remove_versions(connection, key, 1)
    result = verified(database)
    assert (result.failed, result.rows) == ((), 2)
    last = "(SELECT max(record_id) FROM figure)"
    change(database, f"UPDATE figure SET metric = metric || '伪' WHERE record_id = {last}")
    assert not verified(database).proved
