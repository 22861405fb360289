"""Databases for the tests of exports: the small plan with texts that spreadsheets, files and XML do not
like."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner, Result

from models.pieces import QUOTED_PIECES
from pipeline.cli import plantrace
from tests.pipeline.small_plan import KEY, store_small_plan

FORMULA = '=HYPERLINK("http://example.invalid","点")'
LONG = "长" * 33_000
# where columns of text may hold anything: they are not anchored to a quote
TEXTS = {
    "remarks": FORMULA,
    "location": "　＋86 754",
    "stage": "-新建",
    "content": 'a "b", c\nd\r\ne',
    "period_raw": "-0.5",
}
ORIGINAL = b"the bytes of the original"
EXACT = "123456789012345678.25"


def hostile_plan(path: Path, salts: Sequence[str] = ("", "（修订）")) -> Path:
    """The small plan in two versions; in each, the first project has the texts above, the second an amount
    no double holds, and a finding."""
    store_small_plan(path, salts=salts)
    with closing(sqlite3.connect(path)) as connection:
        firsts = [
            number
            for (number,) in connection.execute(
                "SELECT min(record_id) FROM project JOIN record USING (record_id) GROUP BY version_id"
            )
        ]
        for first in firsts:
            for column, value in TEXTS.items():
                connection.execute(f"UPDATE project SET {column} = ? WHERE record_id = ?", (value, first))
            amounts = "total_investment_text = ?, total_investment = ?, remarks = ?"
            connection.execute(
                f"UPDATE project SET {amounts} WHERE record_id = ?", (EXACT, float(EXACT), LONG, first + 1)
            )
            _add_finding(connection, first)
        connection.execute("UPDATE source_file SET content = ?", (ORIGINAL,))
        connection.commit()
    return path


def _add_finding(connection: sqlite3.Connection, project: int) -> None:
    version, block, start, end, quote = connection.execute(
        f"SELECT r.version_id, e.block_id, e.char_start, e.char_end, e.quote FROM {QUOTED_PIECES} e"
        " JOIN record r USING (record_id) WHERE e.record_id = ? AND e.field = 'name'",
        (project,),
    ).fetchone()
    connection.execute(
        "INSERT INTO finding VALUES (?, ?, 'duplicate_project', 'key', 'warning', '=twice', '=两次', 'one"
        " row',"
        " 'rows 1 and 2', 'open', NULL)",
        (version, version),
    )
    connection.execute(
        "INSERT INTO finding_evidence VALUES (?, 0, ?, ?, ?, ?, ?)",
        (version, project, block, start, end, quote),
    )


def run(*arguments: str | Path, code: int = 0) -> Result:
    """The command in this process."""
    result = CliRunner().invoke(plantrace, list(map(str, arguments)), env={"COLUMNS": "10000"})
    assert result.exit_code == code, result.stderr
    return result


def rows_of(path: Path, sql: str, *values: object) -> list[dict[str, object]]:
    """What a view holds, through the sqlite3 of Python alone."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, values)]


__all__ = ["EXACT", "FORMULA", "KEY", "LONG", "ORIGINAL", "TEXTS", "hostile_plan", "rows_of", "run"]
