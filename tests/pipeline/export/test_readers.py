"""DuckDB, pandas and the sqlite3 module read the database file itself, with the types the data dictionary
tells."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from models.views import VIEWS, View
from tests.pipeline.export.hostile import hostile_plan, rows_of

duckdb = pytest.importorskip("duckdb", reason="needs duckdb")
scanner = pytest.importorskip(
    "duckdb_extension_sqlite_scanner", reason="needs the package duckdb-extension-sqlite-scanner"
)
TYPES = {"INTEGER": "BIGINT", "REAL": "DOUBLE", "TEXT": "VARCHAR"}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_plan(tmp_path_factory.mktemp("读者") / "plans.db")


@pytest.fixture(scope="module")
def duck(db: Path) -> Any:
    """DuckDB with the file attached as `p`, offline: the extension is loaded by its path."""
    (extension,) = Path(scanner.__file__).parent.rglob("sqlite_scanner.duckdb_extension")
    with duckdb.connect() as connection:
        connection.execute(f"LOAD '{extension}'")
        connection.execute(f"ATTACH '{db}' AS p (TYPE sqlite, READ_ONLY)")
        yield connection


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_duckdb_knows_the_types_of_every_view(duck: Any, view: View) -> None:
    found = {name: declared for name, declared, *_ in duck.execute(f"DESCRIBE p.{view.name}").fetchall()}
    assert found == {column.name: TYPES[column.type] for column in view.columns}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_duckdb_reads_the_same_rows(db: Path, duck: Any, view: View) -> None:
    found = duck.execute(f"SELECT * FROM p.{view.name}").fetchall()
    wanted = [tuple(row.values()) for row in rows_of(db, f"SELECT * FROM {view.name}")]
    assert sorted(map(repr, found)) == sorted(map(repr, wanted))


def test_duckdb_joins_and_sums(db: Path, duck: Any) -> None:
    sql = (
        "SELECT sum(total_investment), count(*) FROM {0}v_projects WHERE is_current = 1 AND row_kind ="
        " 'project'"
    )
    with closing(sqlite3.connect(db)) as connection:
        assert duck.execute(sql.format("p.")).fetchone() == connection.execute(sql.format("")).fetchone()


def test_pandas_reads_a_view_in_one_line(db: Path) -> None:
    with closing(sqlite3.connect(db)) as connection:
        found = pd.read_sql(
            "SELECT metric, value, unit, period_start FROM v_figures WHERE is_current", connection
        )
    assert found["value"].dtype == "float64"
    assert found["value"].tolist() == [9700.0, 9700.0]
    assert found["unit"].tolist() == ["座", "座"]
