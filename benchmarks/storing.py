"""Time, size and memory of a whole ingest against the length of the document. Usage: python -m
benchmarks.storing [FILE.docx] [--times 1 10 100]."""

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
from pipeline.ingest.run import ingest
start = time.process_time()
(outcome,) = ingest([Path(sys.argv[1])], Path(sys.argv[2]))
print(outcome.state, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
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
        state, cpu, memory = done.stdout.split()
        connection = sqlite3.connect(database)
        blocks, evidence = connection.execute(
            "SELECT (SELECT count(*) FROM block), (SELECT count(*) FROM evidence)"
        ).fetchone()
        connection.close()
        size, original = database.stat().st_size, document.stat().st_size
    per_block = float(cpu) / blocks * 1000
    return (
        f"{times:5d}  {blocks:7d}  {evidence:8d}  {float(cpu):7.2f}  {wall:7.2f}  {per_block:12.3f} "
        f" {memory:>8}  {original / 1024:8.0f}  {size / 1024:8.0f}  {size / original:5.1f}  {state}"
    )


if __name__ == "__main__":
    print_table(
        __doc__,
        "times   blocks  evidence    cpu s   wall s  cpu ms/block  peak MiB  docx KiB    db KiB  db/docx",
        measure,
    )
