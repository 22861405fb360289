"""Time, size and memory of each export against the length of the document. Usage: python -m
benchmarks.exporting [FILE.docx] [--times 1 20].

The document is ingested once for each length; each format is then written by a fresh process. Not counted:
starting Python, opening the database. `bundle` is the whole zip with the report.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.documents import print_table, repeated

FORMATS = ("csv", "json", "parquet", "datapackage", "xlsx", "xlsx --full", "bundle")
_INGEST = """
import sys
from pathlib import Path
from pipeline.ingest.run import ingest
(outcome,) = ingest([Path(sys.argv[1])], Path(sys.argv[2]))
assert outcome.state == "stored", outcome
"""
_EXPORT = """
import resource, sys, time
from pathlib import Path
from pipeline.store.database import open_database
from pipeline.export.bundle import bundle
from pipeline.export.export import export
from pipeline.export.selection import choose
from pipeline.report.build import build_report
database, output_format, folder = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
with open_database(database, read_only=True) as held, held.reading() as connection:
    selection = choose(connection, None, None, False)
    start = time.process_time()
    if output_format == "bundle":
        size = bundle(connection, selection.versions[0], folder / "plan.zip", build_report).size
    else:
        name, _, full = output_format.partition(" ")
        written = export(connection, selection, name, folder, full=bool(full))
        size = sum(one.size for one in written)
    cpu = time.process_time() - start
print(cpu, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def _child(script: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return done.stdout


def measure(path: Path, times: int) -> str:
    """A line of the table for each format."""
    with tempfile.TemporaryDirectory() as folder:
        document, database = Path(folder, "plan.docx"), Path(folder, "plans.db")
        document.write_bytes(repeated(path.read_bytes(), times))
        _child(_INGEST, document, database)
        lines = []
        for name in FORMATS:
            cpu, size, memory = _child(_EXPORT, database, name, Path(folder, name)).split()
            lines.append(f"{times:5d}  {name:11s}  {float(cpu):7.2f}  {int(size) / 1e6:7.2f}  {memory:>8}")
    return "\n".join(lines)


if __name__ == "__main__":
    print_table(__doc__, "times  format         cpu s       MB  peak MiB", measure)
