"""Time, size and memory of a whole ingest against the length of the document. Usage: python -m
benchmarks.storing [FILE.docx] [--times 1 10 100].

`commit ms` is the CPU of the process that stores what others read: the least of three times that the same
parcel is put into an empty database.
"""

import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.documents import print_table, repeated

_CHILD = """
import resource, sys, time
from pathlib import Path
from pipeline.ingest.commit import Read, Wanted, finish
from pipeline.ingest.parcels import attempt
from pipeline.ingest.run import ingest
from pipeline.ingest.understand import Tagging
from pipeline.store.database import open_database
path, file = Path(sys.argv[1]), Path(sys.argv[2])
start = time.process_time()
(outcome,) = ingest([path], file)
print(outcome.state, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
read, taken = [Read(path, attempt(path.read_bytes(), path.name, Tagging()))], []
for number in range(3):
    with open_database(file.with_suffix(f".{number}"), create=True) as database:
        start = time.process_time()
        (outcome,) = finish(read, database, Wanted())
        taken.append(time.process_time() - start)
        assert outcome.state == "stored", outcome
print(min(taken) * 1000)
"""


def measure(path: Path, times: int) -> str:
    """One line of the table: a fresh process ingests the document into a new database."""
    with tempfile.TemporaryDirectory() as folder:
        document, database = Path(folder, "plan.docx"), Path(folder, "plans.db")
        document.write_bytes(repeated(path.read_bytes(), times))
        wall = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, str(document), str(database)],
            capture_output=True,
            text=True,
            check=True,
        )
        wall = time.monotonic() - wall
        state, cpu, memory, commit = done.stdout.split()
        connection = sqlite3.connect(database)
        blocks, evidence = connection.execute(
            "SELECT (SELECT count(*) FROM block), (SELECT count(*) FROM v_trace)"
        ).fetchone()
        connection.close()
        size, original = database.stat().st_size, document.stat().st_size
    per_block = float(cpu) / blocks * 1000
    return (
        f"{times:5d}  {blocks:7d}  {evidence:8d}  {float(cpu):7.2f}  {wall:7.2f}  {per_block:12.3f} "
        f" {memory:>8}  {original / 1024:8.0f}  {size / 1024:8.0f}  {size / original:5.1f} "
        f" {float(commit):9.1f}  {state}"
    )


if __name__ == "__main__":
    print_table(
        __doc__,
        "times   blocks  evidence    cpu s   wall s  cpu ms/block  peak MiB  docx KiB    db KiB  db/docx"
        "  commit ms",
        measure,
    )
