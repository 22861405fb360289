"""What a user meets when opening, making or mistaking a database file."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models import schema
from models.errors import DatabaseFault
from models.views import VIEWS
from pipeline.store.backends.sqlite import SQLITE
from pipeline.store.database import Database, open_database
from pipeline.store.dictionary import entries, entries_of, render_markdown
from tests.pipeline.made import CHECKOUT, assert_sound, rows, start_python


def fault(path: Path, **options: bool) -> str:
    with pytest.raises(DatabaseFault) as raised:
        open_database(path, **options)
    message = str(raised.value)
    assert "\n" not in message
    assert message.startswith(str(path))
    return message


def test_a_new_database_is_one_sound_marked_file_in_a_folder_made_for_it(tmp_path: Path) -> None:
    path = tmp_path / "输 出" / "规划#1?.db"
    open_database(path, create=True).close()
    assert_sound(path)
    assert rows(path, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert rows(path, "PRAGMA user_version") == [(schema.SCHEMA_VERSION,)]
    assert [row[0] for row in rows(path, "SELECT name FROM sqlite_schema WHERE type = 'view'")] == [
        view.name for view in VIEWS
    ]
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_every_public_view_can_be_read_when_nothing_is_stored_yet(tmp_path: Path) -> None:
    open_database(tmp_path / "a.db", create=True).close()
    for view in VIEWS:
        assert rows(tmp_path / "a.db", f"SELECT * FROM {view.name}") == []


def test_opening_again_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_database(path, create=True).close()
    before = path.read_bytes()
    open_database(path, create=True).close()
    open_database(path, read_only=True).close()
    assert path.read_bytes() == before


def test_the_dictionary_in_the_file_names_every_table_view_and_column(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_database(path, create=True).close()
    held = rows(path, "SELECT name, column_name, kind, type, comment FROM data_dictionary")
    listed = entries_of(SQLITE)
    assert {entry.name for entry in entries()} - {entry.name for entry in listed} == {"kept_result"}
    assert {tuple(getattr(entry, name) for name in entry.__slots__) for entry in listed} == set(held)
    shadow = "name NOT LIKE 'block\\_search\\_%' ESCAPE '\\'"
    names = [
        row[0]
        for row in rows(path, f"SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND {shadow}")
    ]
    actual = {
        (name, column)
        for name in names
        for (column,) in rows(path, f"SELECT name FROM pragma_table_info('{name}')")
    }
    assert {(row[0], row[1]) for row in held if row[1]} == actual
    assert {row[0] for row in held} == set(names)
    assert all(row[4] for row in held)


def test_types_in_the_dictionary_are_those_a_view_gives(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_database(path, create=True).close()
    declared = {
        (row[0], row[1]): row[2]
        for row in rows(path, "SELECT name, column_name, type FROM data_dictionary WHERE kind = 'view'")
    }
    for view in VIEWS:
        for name, kind in rows(path, f"SELECT name, type FROM pragma_table_info('{view.name}')"):
            assert kind in ("", declared[view.name, name]), (view.name, name)


def test_the_page_of_the_dictionary_is_current() -> None:
    page = CHECKOUT / "docs" / "data-dictionary.md"
    assert page.read_text(encoding="utf-8") == render_markdown(), "run `python -m pipeline.store.dictionary`"


def test_nothing_there_says_how_to_make_one(tmp_path: Path) -> None:
    assert "plantrace ingest" in fault(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_an_empty_file_is_filled_by_a_writer_and_named_to_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert "is empty" in fault(path, read_only=True)
    open_database(path, create=True).close()
    assert_sound(path)


def test_a_text_file_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("这不是数据库\n" * 500, encoding="utf-8")
    assert "not a SQLite database" in fault(path, create=True)
    assert path.read_text(encoding="utf-8").startswith("这不是数据库")


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    assert "another program" in fault(path, create=True)


@pytest.mark.parametrize(
    ("version", "told"),
    [(schema.SCHEMA_VERSION - 1, "plantrace rebuild --db"), (schema.SCHEMA_VERSION + 1, "upgrade plantrace")],
)
def test_another_schema_version_is_named_with_the_remedy(tmp_path: Path, version: int, told: str) -> None:
    path = tmp_path / "a b.db"
    open_database(path, create=True).close()
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {version}")
    raw.close()
    assert told in fault(path)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "is a folder" in fault(tmp_path, create=True)


def test_a_truncated_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_database(path, create=True).close()
    path.write_bytes(path.read_bytes()[:8192])
    assert "damaged" in fault(path)


def test_damage_met_while_reading_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_database(path, create=True).close()
    content = bytearray(path.read_bytes())
    content[4096 * 3 :] = b"\xff" * (len(content) - 4096 * 3)
    path.write_bytes(content)
    with (
        pytest.raises(DatabaseFault, match="damaged"),
        open_database(path) as database,
        database.reading() as connection,
    ):
        connection.exec_driver_sql("SELECT * FROM data_dictionary").all()


@contextmanager
def without_privileges() -> Iterator[None]:
    """root may write anywhere: act as nobody."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        yield


def empty(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM meta")


@pytest.mark.skipif(os.name == "nt", reason="permissions of folders are POSIX's")
def test_a_read_only_folder_is_named_and_a_read_only_file_can_still_be_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        open_database(folder / "a.db", create=True).close()
        (folder / "a.db").chmod(0o444)
        folder.chmod(0o555)
        try:
            with without_privileges():
                assert "writable folder" in fault(folder / "b.db", create=True)
                assert "writable folder" in fault(folder / "deeper" / "b.db", create=True)
                assert rows(folder / "a.db", "SELECT count(*) FROM version") == [(0,)]
                with (
                    open_database(folder / "a.db", create=True) as database,
                    pytest.raises(DatabaseFault, match="cannot be written"),
                ):
                    empty(database)
        finally:
            folder.chmod(0o755)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    open_database(tmp_path / "a.db", create=True).close()
    with open_database(tmp_path / "a.db", read_only=True) as database, pytest.raises(DatabaseFault):
        empty(database)


def fail_after_writing(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM meta")
        raise KeyError


def test_what_fails_inside_a_transaction_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_database(path, create=True) as database, pytest.raises(KeyError):
        fail_after_writing(database)
    assert rows(path, "SELECT count(*) > 0 FROM meta") == [(1,)]


CREATE = (
    "import sys; from pipeline.store.database import open_database; open_database(sys.argv[1],"
    " create=True).close()"
)


def test_several_processes_may_make_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.db"
    started = [start_python(CREATE, path) for _ in range(3)]
    assert [(process.communicate()[1], process.returncode) for process in started] == [("", 0)] * 3
    assert_sound(path)


def test_a_file_that_is_deleted_while_it_is_open_is_told_and_not_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_database(path, create=True) as database:
        path.unlink()
        for use in (database.reading, database.writing):
            with pytest.raises(DatabaseFault, match="is gone: it was deleted or moved"), use() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM plan")
    assert not path.exists()
