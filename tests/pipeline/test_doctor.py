"""`plantrace doctor`: what is wrong is found and named, what can be made good is, and nothing is lost on the
way."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import plantrace
from pipeline.ingest.run import ingest
from tests import builders as b
from tests.pipeline.made import names_in

_VIEWS = ("v_blocks", "v_headings", "v_figures", "v_trace", "v_entities")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doctor")
    for name, number in (("first", 8300), ("second", 8500)):
        text = [
            b.paragraph(f"第{at}项工作由市发展和改革局负责，到2025年建成5G基站{number + at}座。")
            for at in range(40)
        ]
        (folder / f"{name}.docx").write_bytes(
            b.docx(
                b.paragraph("北川市信息化发展“十四五”规划", align="center", size=22),
                b.paragraph("一、目标"),
                *text,
            )
        )
    ingest([folder / "first.docx", folder / "second.docx"], folder / "plans.db", plan="北川")
    return folder / "plans.db"


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "plans.db"))


def change(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def run(database: Path, *arguments: str) -> Result:
    wide = {"COLUMNS": "400"}  # the path of a temporary folder may be long: it is not to be wrapped
    return CliRunner().invoke(plantrace, ["doctor", *arguments, "--db", str(database)], env=wide)


def report(database: Path, *arguments: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run(database, *arguments, "--format", "json").stdout)
    return found


def content(database: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(database)) as connection:
        return [connection.execute(f"SELECT * FROM {view}").fetchall() for view in _VIEWS]


def test_a_sound_file_is_said_so_and_left_alone(database: Path) -> None:
    before = database.read_bytes()
    done = run(database)
    assert (done.exit_code, done.stdout) == (0, f"{database}: sound\n")
    assert database.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        pytest.param("DROP VIEW v_figures", "schema_object", id="view gone"),
        pytest.param("DROP TRIGGER evidence_anchor_insert", "schema_object", id="trigger gone"),
        pytest.param("DROP INDEX figure_metric", "schema_object", id="index gone"),
        pytest.param(
            "INSERT INTO block_search(rowid, words) VALUES (100000, '没 有')",
            "search_index",
            id="search index",
        ),
        pytest.param("DROP TABLE block_search", "schema_object", id="search index gone"),
        pytest.param("UPDATE version SET is_current = 0", "current_version", id="no current version"),
        pytest.param("UPDATE version SET is_current = 1", "current_version", id="two current versions"),
        pytest.param("UPDATE data_dictionary SET comment = 'x'", "data_dictionary", id="dictionary"),
    ],
)
def test_what_is_derived_is_made_again_in_place(
    made: Path, database: Path, statement: str, code: str
) -> None:
    change(database, statement)
    found = run(database)
    assert found.exit_code == 1
    assert code in found.stdout
    done = run(database, "--repair")
    assert done.exit_code == 0, done.stdout
    assert done.stdout.endswith(f"{database}: sound\n")
    assert content(database) == content(made)
    assert names_in(database.parent) == [database.name]


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        pytest.param(
            ["DROP TRIGGER block_text_update", "UPDATE block SET text = '别的字' || text WHERE block_id = 5"],
            "quote",
            id="text changed",
        ),
        pytest.param(["DELETE FROM evidence WHERE record_id = 3"], "no_evidence", id="evidence gone"),
        pytest.param(["DELETE FROM record WHERE record_id = 3"], "dangling_reference", id="record gone"),
    ],
)
def test_facts_are_read_again_from_the_originals(
    made: Path, database: Path, statements: list[str], code: str
) -> None:
    change(database, *statements)
    assert code in {trouble["code"] for trouble in report(database)["found"]}  # type: ignore[attr-defined]
    done = run(database, "--repair")
    assert done.exit_code == 0, done.stdout
    assert [rows[0][1:4] if rows else None for rows in content(database)] == [
        rows[0][1:4] for rows in content(made)
    ]
    assert [len(rows) for rows in content(database)] == [len(rows) for rows in content(made)]
    assert (database.parent / "plans.db.damaged-1").is_file()


def damage(database: Path, of: Callable[[str], bool]) -> None:
    """Overwrite the pages of tables and indexes with noise, but for the schema's own and those of originals
    and versions."""
    with closing(sqlite3.connect(database)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        pages = [
            page
            for name, page in connection.execute(
                "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0"
            )
            if of(name)
        ]
    data = bytearray(database.read_bytes())
    for page in pages:
        data[(page - 1) * size : page * size] = b"\xab" * size
    database.write_bytes(data)


def test_a_file_with_pages_of_noise_is_made_again_from_what_can_be_read(made: Path, database: Path) -> None:
    damage(database, lambda name: name in ("evidence", "figure", "record", "entity", "block"))
    assert "damaged_pages" in {trouble["code"] for trouble in report(database)["found"]}  # type: ignore[attr-defined]
    done = run(database, "--repair")
    assert done.exit_code == 0, (done.stdout, done.exception)
    assert [len(rows) for rows in content(database)] == [len(rows) for rows in content(made)]


def test_without_a_readable_original_the_file_is_left_as_it_is(database: Path) -> None:
    damage(database, lambda name: name in ("evidence", "source_file"))
    before = database.read_bytes()
    done = run(database, "--repair")
    assert "no original in it can be read" in done.stderr
    assert database.read_bytes() == before
    assert names_in(database.parent) == [database.name]


def test_an_original_that_is_not_what_was_ingested_is_told(database: Path) -> None:
    change(database, "UPDATE source_file SET content = zeroblob(100) WHERE source_id = 1")
    done = run(database)
    assert done.exit_code == 1
    assert "first.docx" in done.stdout


def test_what_a_killed_rebuild_left_is_taken_away(database: Path) -> None:
    (database.parent / ".plans.db.rebuild-1").write_bytes(b"half")
    assert run(database).exit_code == 1
    assert run(database, "--repair").exit_code == 0
    assert names_in(database.parent) == [database.name]


@pytest.mark.parametrize("table", ["plan", "source_file"])
def test_a_row_of_plan_or_original_that_is_gone_costs_what_hangs_on_it(database: Path, table: str) -> None:
    key = {"plan": "plan_id", "source_file": "source_id"}[table]
    change(database, f"DELETE FROM {table} WHERE {key} = 1")
    assert "dangling_reference" in run(database).stdout
    done = run(database, "--repair")
    assert done.exit_code == 0, (done.stdout, done.stderr)
    assert "second.docx ingested again" in done.stdout
    assert done.stdout.endswith(f"{database}: sound\n")
    assert ("first.docx is lost" in done.stdout) == (table == "source_file")
    assert database.with_name("plans.db.damaged-1").exists()
    with closing(sqlite3.connect(database)) as connection:
        versions = connection.execute("SELECT file_name FROM v_versions ORDER BY version_id").fetchall()
    wanted = ["first.docx", "second.docx"] if table == "plan" else ["second.docx"]
    assert [name for (name,) in versions] == wanted


def test_a_rebuild_of_a_torn_file_says_what_to_do(database: Path) -> None:
    change(database, "DELETE FROM plan")
    done = CliRunner().invoke(plantrace, ["rebuild", "--db", str(database)])
    assert done.exit_code == 1
    assert "doctor --repair" in done.stderr


@pytest.mark.parametrize("part", [0.3, 0.7, 0.99])
def test_a_file_whose_end_is_missing_is_told_and_what_is_there_is_saved(database: Path, part: float) -> None:
    data = database.read_bytes()
    database.write_bytes(data[: int(len(data) * part)])
    done = run(database)
    assert done.exit_code == 1
    assert done.stdout.startswith("truncated  its end is missing")
    repaired = run(database, "--repair")
    assert "no original in it can be read" in repaired.stderr or repaired.exit_code == 0, repaired.output


def test_a_rebuild_at_work_is_left_alone(database: Path) -> None:
    half = database.with_name(".plans.db.rebuild-1")
    half.write_bytes(b"half")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert run(database).exit_code == 0
        assert run(database, "--repair").exit_code == 0
        assert half.exists()
    assert run(database).exit_code == 1


def test_folders_of_killed_exports_are_found_and_taken_away(database: Path) -> None:
    left = [place / ".plantrace-x" for place in (database.parent, database.parent / "export")]
    for folder in left:
        folder.mkdir(parents=True)
        (folder / "held").touch()
        (folder / "copy.docx").write_bytes(b"an original")
    assert run(database).stdout.count("leftover") == 2
    assert run(database, "--repair").exit_code == 0
    assert not any(folder.exists() for folder in left)


def test_repairs_that_are_killed_do_not_pile_up_copies(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(database, "DELETE FROM evidence WHERE record_id = 3")

    def killed(_path: Path) -> None:
        raise SystemExit(9)

    for _ in range(3):
        with monkeypatch.context() as patch:
            patch.setattr("pipeline.care.salvage.rebuild", killed)
            run(database, "--repair")
    assert names_in(database.parent) == ["plans.db", "plans.db.damaged-1"]
    assert run(database, "--repair").exit_code == 0


def test_a_file_that_is_not_there_or_not_ours_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database at all, but a text that is long enough")
    change(tmp_path / "other.db", "CREATE TABLE t (x)")
    for name, words in (
        ("absent.db", "there is no database"),
        ("text.db", "is not a SQLite database"),
        ("other.db", "is not a database of plantrace"),
    ):
        assert words in run(tmp_path / name).stderr
