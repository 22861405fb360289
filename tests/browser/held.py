"""A plan in a database, with the report of its current version."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Held:
    """The two files; `rows` asks the database as any SQLite user would."""

    database: Path
    report: Path

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query over the public views."""
        with closing(sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()

    def row(self, sql: str) -> tuple[Any, ...]:
        """The only row of a query."""
        (found,) = self.rows(sql)
        return found
