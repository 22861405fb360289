"""What a database of many plans costs: the CPU time to add one to it, and to ask it.

Usage: python -m benchmarks.many [--number 100] [--size 1.0]
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from sqlalchemy import Connection

from benchmarks.plans import plan
from pipeline.ask.compare import compare_metric
from pipeline.ask.history import histories
from pipeline.ask.trace import trace
from pipeline.ask.trace_lookup import count_hits, search
from pipeline.ask.trace_values import Scope
from pipeline.ingest.run import Outcome, ingest
from pipeline.store.database import open_database
from pipeline.versions.remove import remove_versions

_AT_AN_END = 10  # plans whose cost is that of the beginning or the end
_LIMIT = 10


def ask(connection: Connection, key: str) -> Sequence[tuple[str, Callable[[], object]]]:
    """What people ask, by name."""
    everywhere = Scope()
    return (
        ("search 产业园区 --limit 20", lambda: _searched(connection, "产业园区", everywhere)),
        ("trace 5G基站数", lambda: trace(connection, "5G基站数", everywhere, _LIMIT)),
        ("trace 产业园区", lambda: trace(connection, "产业园区", everywhere, _LIMIT)),
        ("compare 5G基站数", lambda: compare_metric(connection, "5G基站数", everywhere)),
        ("history 5G基站数 of a plan", lambda: histories(connection, "5G基站数", key)),
    )


def _searched(connection: Connection, words: str, scope: Scope) -> object:
    return search(connection, words, scope, 20), count_hits(connection, words, scope)


def cpu(action: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    action()
    return time.process_time() - start


def grow(folder: Path, database: Path, number: int, size: float, pool: int) -> list[float]:
    """CPU seconds of each of so many plans, read and stored one after the other."""
    files = []
    for place in range(number):
        files.append(folder / f"plan{place:05d}.docx")
        files[-1].write_bytes(plan(place, size, pool))
    times: list[float] = []

    def tell(_done: int, _total: int, _outcome: Outcome | None) -> None:
        times.append(time.process_time())

    ingest(files, database, progress=tell)
    return [after - before for before, after in pairwise(times)]


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--pool", type=int, default=0, help="see benchmarks.plans")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name, "plans.db")
        times = grow(folder, path, asked.number, asked.size, asked.pool)
        # the first of all loads what every plan needs
        first, last = times[1 : 1 + _AT_AN_END], times[-_AT_AN_END:]
        documents = sum(file.stat().st_size for file in folder.glob("*.docx"))
        share = path.stat().st_size / documents
        print(f"{asked.number} plans of size {asked.size}; the database is {share:.1f} times their .docx")
        print(f"a plan at the beginning  {statistics.median(first):7.3f} s CPU")
        print(f"a plan at the end        {statistics.median(last):7.3f} s CPU")
        with open_database(path, read_only=True) as held, held.reading() as connection:
            key = str(connection.exec_driver_sql("SELECT key FROM plan WHERE plan_id = 2").scalar_one())
            for what, action in ask(connection, key):
                print(f"{what:28s} {min(cpu(action) for _ in range(3)):7.3f} s CPU")
        with open_database(path) as held, held.writing() as connection:
            print(f"{'remove a plan':28s} {cpu(lambda: remove_versions(connection, key, None)):7.3f} s CPU")


if __name__ == "__main__":
    main()
