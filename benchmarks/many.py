"""What a database of many plans costs: the CPU time to add one to it, and to ask it.

Plans are read and stored one after the other; beyond the first `--read` the database is filled with copies of
them under titles and hashes of their own, which costs only what storing costs, and at the end plans are read
again. So the two ends tell whether reading and storing grow with what is held, and thousands take minutes.

Usage: python -m benchmarks.many [--number 100] [--size 1.0] [--read 60] [--pool 0] [--plot FILE.svg]
"""

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from sqlalchemy import Connection

from benchmarks.plans import plan, title
from benchmarks.plots import plot
from pipeline.ask.compare import compare_metric
from pipeline.ask.history import histories
from pipeline.ask.trace import trace
from pipeline.ask.trace_paragraphs import count_hits, search
from pipeline.ask.trace_values import Scope
from pipeline.ingest.commit import Ahead, Outcome, Under, Wanted, commit_all
from pipeline.ingest.parcels import attempt
from pipeline.ingest.refusals import Refusal
from pipeline.ingest.understand import Tagging
from pipeline.ingest.workers import Waiting
from pipeline.store.database import open_database
from pipeline.store.parcel import filled, packed, unpacked
from pipeline.versions.diff import diff
from pipeline.versions.remove import remove_versions

_AT_AN_END = 20  # plans whose cost is that of the beginning or the end
_LIMIT = 10
_POINTS = 25  # of a curve
_NEW = "本市新增气象观测站12座，到2025年达到90座。"


@dataclass(frozen=True, slots=True)
class Growth:
    """CPU seconds of each plan in the order in which they were stored; the first and last ones are read, too,
    as many as `read` tells, and those between only stored."""

    seconds: Sequence[float]
    read: int

    @property
    def ends(self) -> tuple[float, float]:
        """The medians of the beginning and the end; the first of all loads what every plan needs."""
        first, last = self.seconds[1 : self.read], self.seconds[-_AT_AN_END:]
        return statistics.median(first[-_AT_AN_END:]), statistics.median(last)

    @property
    def between(self) -> Sequence[float]:
        """Of those that are only stored."""
        return self.seconds[self.read : -_AT_AN_END]


def ask(connection: Connection, key: str) -> Sequence[tuple[str, Callable[[], object]]]:
    """What people ask, by name."""
    everywhere = Scope()
    return (
        ("search 产业园区 --limit 20", lambda: _searched(connection, "产业园区", everywhere)),
        ("trace 5G基站数", lambda: trace(connection, "5G基站数", everywhere, _LIMIT)),
        ("trace 产业园区", lambda: trace(connection, "产业园区", everywhere, _LIMIT)),
        ("trace 123.4亿元", lambda: trace(connection, "123.4亿元", everywhere, _LIMIT)),
        ("compare 5G基站数", lambda: compare_metric(connection, "5G基站数", everywhere)),
        ("history 5G基站数 of a plan", lambda: histories(connection, "5G基站数", key)),
        ("diff of a plan", lambda: diff(connection, key)),
    )


def _searched(connection: Connection, words: str, scope: Scope) -> object:
    return search(connection, words, scope, 20), count_hits(connection, words, scope)


def cpu(action: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    action()
    return time.process_time() - start


def _named(data: bytes, number: int) -> bytes:
    """The parcel of another plan of that number, with the same text."""
    parcel = unpacked(data)
    name, content = title(number), f"plan {number}".encode()
    source = sha256(content).hexdigest()
    with filled(parcel.rows) as (_, rows):
        rows.execute(
            "UPDATE source_file SET sha256 = ?, size = ?, content = ?", (source, len(content), content)
        )
        rows.execute("UPDATE version SET title = ?", (name,))
        label = replace(parcel.label, source=source, title=name)
        return packed(replace(parcel, label=label, rows=rows.serialize()))


@dataclass(frozen=True, slots=True)
class Made:
    """How plans are made: see `plan`; `database` is where they go."""

    database: Path
    size: float
    pool: int

    def read(self, number: int) -> bytes | Refusal:
        """The parcel of a plan."""
        return attempt(plan(number, self.size, self.pool), f"{number}.docx", Tagging(None, self.database))


def _files(made: Made, number: int, read: int) -> Iterator[Under]:
    parcels: list[bytes] = []

    def reading(place: int) -> bytes | Refusal:
        found = made.read(place)
        if isinstance(found, bytes) and len(parcels) < read:
            parcels.append(found)
        return found

    def copying(place: int) -> bytes | Refusal:
        return _named(parcels[place % len(parcels)], place)

    for place in range(number):
        take = reading if place < read or place >= number - _AT_AN_END else copying
        yield Under(Path(f"{place}.docx"), Waiting(lambda take=take, place=place: take(place), lambda: False))  # type: ignore[misc]


def grow(made: Made, number: int, read: int) -> Growth:
    """Stores so many plans."""
    times: list[float] = []

    def tell(_done: int, _total: int, outcome: Outcome | None) -> None:
        assert outcome is None or outcome.state == "stored", outcome
        times.append(time.process_time())

    with open_database(made.database, create=True) as database:
        commit_all(_files(made, number, read), Ahead(number, 0), database, Wanted(), tell)
    return Growth([after - before for before, after in pairwise(times)], min(read, number - _AT_AN_END))


def revise(made: Made, key: str) -> None:
    """Another version of the second plan."""
    found = attempt(plan(1, made.size, made.pool, [_NEW]), "revised.docx", Tagging(None, made.database))
    under = Under(Path("revised.docx"), Waiting(lambda: found, lambda: True))
    with open_database(made.database) as database:
        commit_all([under], Ahead(1, 0), database, Wanted(plan=key), lambda *_: None)


def curve(growth: Growth) -> list[tuple[float, float]]:
    """Plans held, and CPU milliseconds to store one more: medians of some points."""
    seconds, step = growth.between, max(1, len(growth.between) // _POINTS)
    return [
        (growth.read + start, statistics.median(seconds[start : start + step]) * 1e3)
        for start in range(0, len(seconds) - step + 1, step)
    ]


def measure(made: Made, number: int, read: int, picture: Path | None) -> Iterator[str]:
    """The lines of the table."""
    growth = grow(made, number, read)
    first, last = growth.ends
    megabytes = made.database.stat().st_size / 1e6
    yield f"{number} plans of size {made.size} (pool {made.pool}); the database has {megabytes:.0f} MB"
    yield f"a plan at the beginning      {first:7.3f} s CPU"
    yield f"a plan at the end            {last:7.3f} s CPU, {first / last:.2f} of the rate at the beginning"
    if points := curve(growth):
        yield f"to store only: beginning     {points[0][1] / 1e3:7.3f} s CPU"
        yield f"to store only: end           {points[-1][1] / 1e3:7.3f} s CPU"
        if picture:
            picture.write_text(
                plot("CPU milliseconds to store a plan", "plans held", points), encoding="utf-8"
            )
    yield from asking(made)


def asking(made: Made) -> Iterator[str]:
    """The lines of what is asked, of a plan that got another version, and of taking it out."""
    with open_database(made.database, read_only=True) as held, held.reading() as connection:
        least = "SELECT key FROM plan WHERE plan_id = (SELECT min(plan_id) FROM plan WHERE plan_id > 1)"
        key = str(connection.exec_driver_sql(least).scalar_one())
    revise(made, key)
    with open_database(made.database, read_only=True) as held, held.reading() as connection:
        for what, action in ask(connection, key):
            yield f"{what:28s} {min(cpu(action) for _ in range(3)):7.3f} s CPU"
    with open_database(made.database) as held, held.writing() as connection:
        yield f"{'remove a plan':28s} {cpu(lambda: remove_versions(connection, key, None)):7.3f} s CPU"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--read", type=int, default=60)
    parser.add_argument("--pool", type=int, default=0, help="see benchmarks.plans")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--keep", type=Path, help="the database, which is thrown away otherwise")
    parser.add_argument("--again", action="store_true", help="asks only, of a database that was kept")
    asked = parser.parse_args()
    gc.set_threshold(10_000)  # as the command does
    with tempfile.TemporaryDirectory() as folder:
        made = Made(asked.keep or Path(folder, "plans.db"), asked.size, asked.pool)
        for line in asking(made) if asked.again else measure(made, asked.number, asked.read, asked.plot):
            print(line, flush=True)


if __name__ == "__main__":
    main()
