"""Many plans read by a cluster of this machine's processes into PostgreSQL, one worker killed in the middle:
is each stored once, is all as in a file, and what does the cluster cost?

Usage: python -m benchmarks.clustered [--number 500] [--size 0.1] [--pool 300]. Takes Dask and the server of
PostgreSQL (`tests.cluster`, `tests.postgres_server`).
"""

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from sqlalchemy import text

from benchmarks.plans import plan
from models.views import VIEWS
from pipeline.ingest.child import Asked
from pipeline.ingest.cluster import Cluster, ingest_on_cluster
from pipeline.ingest.cluster_task import Task, read_source
from pipeline.ingest.commit import Outcome, Wanted
from pipeline.ingest.limits import NORMAL
from pipeline.ingest.run import ingest
from pipeline.store.address import Address, Where
from pipeline.store.database import open_database
from pipeline.store.reader import reader_of
from tests.cluster import Local, cluster
from tests.postgres_server import address, server

_AT = "1700000000"  # the time of storing is the same in both
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def digests(place: Where) -> dict[str, tuple[int, str]]:
    """Rows of every public view and a hash over them, whatever their order."""
    with open_database(place, read_only=True) as database, database.reading() as connection:
        found = {}
        for view in VIEWS:
            rows = connection.execute(text(f"SELECT * FROM {view.name}"))  # noqa: S608 - names of ours
            typed = sorted(repr([(type(value).__name__, value) for value in row]) for row in rows)
            found[view.name] = len(typed), sha256("\n".join(typed).encode()).hexdigest()
        return found


def _cpu_of(process: "subprocess.Popen[bytes]") -> float:
    """CPU seconds of a process so far (proc(5): utime and stime)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _timed(action: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock and of CPU."""
    wall, cpu = time.monotonic(), time.process_time()
    action()
    return time.monotonic() - wall, time.process_time() - cpu


def read_by_cluster(local: Local, folder: Path, place: Address, kill_at: int) -> list[str]:
    """What became of the files, one worker being killed when so many are stored."""

    def tell(done: int, _total: int, _outcome: Outcome | None) -> None:
        if done == kill_at:
            local.kill(0)

    spread = Cluster(local.address, f"file://{folder}/parcels")
    found = ingest_on_cluster([str(folder / "raw")], place, spread, Wanted(), tell)
    return [outcome.state for outcome in found]


def overhead(local: Local, folder: Path) -> Iterator[str]:
    """What Dask takes for a plan: the same tasks again, whose parcels lie there."""
    asked = Asked("", "", NORMAL.seconds, NORMAL.mebibytes, "en")
    reader = reader_of(None)
    files = sorted((folder / "raw").iterdir())
    tasks = [
        Task(
            f"file://{path}",
            f"file://{folder}/parcels",
            reader,
            Asked(path.name, asked.model, asked.seconds, asked.mebibytes, asked.language),
        )
        for path in files
    ]
    here = _timed(lambda: [read_source(task) for task in tasks])
    processes = {"scheduler": local.scheduler, "worker": local.workers[-1]}
    with import_module("distributed").Client(local.address, set_as_default=False) as client:
        client.submit(read_source, tasks[0], pure=False).result()
        before = {name: _cpu_of(process) for name, process in processes.items()}
        there = _timed(
            lambda: client.gather([client.submit(read_source, task, pure=False) for task in tasks])
        )
        spent = {name: _cpu_of(process) - before[name] for name, process in processes.items()}
    spent["worker"] -= here[1]
    parts = ", ".join(
        f"{name} {seconds / len(tasks) * 1e3:.1f}" for name, seconds in ({"client": there[1]} | spent).items()
    )
    total = (there[1] + sum(spent.values())) / len(tasks) * 1e3
    yield f"Dask for a plan           {total:7.1f} ms CPU ({parts})"
    yield f"                          {(there[0] - here[0]) / len(tasks) * 1e3:7.1f} ms of the clock"


def measure(folder: Path, number: int, size: float, pool: int) -> Iterator[str]:
    """The lines of the table."""
    raw = folder / "raw"
    raw.mkdir()
    for place in range(number):
        (raw / f"plan{place:05d}.docx").write_bytes(plan(place, size, pool))
    file = folder / "plans.db"
    wall, cpu = _timed(lambda: ingest([raw], file))
    yield f"in one process, a file    {cpu / number:7.3f} s CPU a plan, {wall / number:.3f} s of the clock"
    with server() as socket, cluster(folder) as local:
        held = address(socket, "public")
        states: list[str] = []
        wall, cpu = _timed(lambda: states.extend(read_by_cluster(local, folder, held, number // 2)))
        yield (
            f"2 workers, then 1         {cpu / number:7.3f} s CPU a plan in the committer,"
            f" {wall / number:.3f} s of the clock"
        )
        yield f"files                     {states.count('stored'):7d} stored of {len(states)}"
        with open_database(held, read_only=True) as database, database.reading() as connection:
            counted = "SELECT count(*), count(DISTINCT plan), count(DISTINCT source_sha256) FROM v_versions"
            versions, plans, sources = connection.execute(text(counted)).one()
        yield f"versions                  {versions:7d} of {plans} plans, of {sources} files"
        one, other = digests(file), digests(held)
        unlike = [name for name in one if one[name] != other[name]]
        rows = sum(count for count, _ in one.values())
        yield f"public views              {len(one):7d} with {rows} rows; unlike in the file: {len(unlike)}"
        yield from map("  {}".format, unlike)
        yield from overhead(local, folder)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=500)
    parser.add_argument("--size", type=float, default=0.1)
    parser.add_argument("--pool", type=int, default=300)
    asked = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = _AT
    print(f"{asked.number} plans of size {asked.size}, a worker killed after {asked.number // 2}")
    with tempfile.TemporaryDirectory() as folder:
        for line in measure(Path(folder), asked.number, asked.size, asked.pool):
            print(line, flush=True)


if __name__ == "__main__":
    main()
