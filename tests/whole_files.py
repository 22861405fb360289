"""Files stored whole, and what proves them: `verify` and the independent scorers of the shared data."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from pipeline.care.verify import verify
from pipeline.ingest.run import ingest
from pipeline.store.database import open_database
from tests.shared import SHARED, real_files

PARTS = 8  # two modules share them, so that two processes read the real files side by side
TRUE_REASONS = {
    "legacy_word",
    "encrypted",
    "external_entity",
    "not_docx",
    "damaged",
    "no_text",
    "other_type",
    "wps",
}


def stored(folder: Path, *files: Path) -> Path:
    database = folder / "plans.db"
    ingest(list(files), database)
    return database


def scorer(name: str, *arguments: object) -> str:
    """The last line a scorer prints."""
    command = [sys.executable, str(SHARED / "score" / name), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return (done.stdout.strip().splitlines() or [done.stderr])[-1]


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def proved(database: Path) -> bool:
    with open_database(database, read_only=True) as opened, opened.reading() as connection:
        return verify(connection).proved


def assert_real_files_trace_back(folder: Path, part: int) -> None:
    """Each file of a part of the real ones is stored or refused for a reason; what is stored is proved."""
    files = real_files()[part::PARTS]
    database = folder / "plans.db"
    outcomes = ingest(files, database, jobs=1 if part else 2)
    refused = {outcome.path.name: outcome.reason for outcome in outcomes if outcome.state == "refused"}
    assert {outcome.state for outcome in outcomes} <= {"stored", "refused"}
    assert len(refused) < len(files) / 2
    assert set(refused.values()) <= TRUE_REASONS
    assert not [name for name in refused if name.startswith(("gwr", "plan_", "law_", "cn_"))]
    assert proved(database)
    assert scorer("verify_trace.py", database, *files).endswith("= 1.0000, rows without evidence 0")
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    assert rows(database, "PRAGMA foreign_key_check") == []
