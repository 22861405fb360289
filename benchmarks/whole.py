"""What a whole ingest costs as a multiple of the floor: warm (the process has read other documents, but none
of the longer paragraphs of this one) and cold (a fresh process, start of Python and loading of all that is
needed included).

Usage: python -m benchmarks.whole [FILE.docx] [--times 1]
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.documents import others, print_table, repeated

_RUNS = 3
_WARM = """
import sys, time
from pathlib import Path
from benchmarks.documents import floor
from pipeline.ingest.run import ingest
folder, warm, *documents = map(Path, sys.argv[1:])
ingest([warm], folder / "warm.db")
floors, runs = [], []
for run, document in enumerate(documents):
    data = document.read_bytes()
    for _ in range(20):  # it takes milliseconds: the least of many
        start = time.process_time()
        floor(data)
        floors.append(time.process_time() - start)
    start = time.process_time()
    (outcome,) = ingest([document], folder / f"run{run}.db")
    runs.append(time.process_time() - start)
    assert outcome.state == "stored", outcome
print(min(floors), min(runs))
"""
_COLD = """
import sys
from pipeline.cli import plantrace
plantrace.main(["ingest", sys.argv[1], "--db", sys.argv[2], "--format", "json"])
"""


def _cold(document: Path, database: Path) -> tuple[float, int]:
    """CPU seconds and peak MiB of a fresh process that finds its modules compiled, as each but the first."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    given["PYTHONPYCACHEPREFIX"] = str(database.parent / "compiled")
    with open(os.devnull, "w") as nowhere:
        command = [sys.executable, "-c", _COLD, str(document), str(database)]
        child = subprocess.Popen(command, stdout=nowhere, env=given)
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"the ingest ended with {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def measure(path: Path, times: int) -> str:
    """One line of the table: the least of some runs."""
    with tempfile.TemporaryDirectory() as name:
        folder, content = Path(name), repeated(path.read_bytes(), times, varied=times > 1)
        document = Path(name, "plan.docx")
        document.write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-c", _WARM, name, *map(str, others(folder, content, _RUNS + 1))],
            capture_output=True,
            text=True,
            check=True,
        )
        floor, least = map(float, done.stdout.split())
        cold = [_cold(document, folder / f"cold{run}.db") for run in range(_RUNS + 1)][1:]
    seconds, memory = min(cold)
    return f"{times:5d}  {floor * 1e3:8.1f}  {least:6.2f}  {least / floor:12.0f}  {seconds:6.2f}  {memory:8d}"


if __name__ == "__main__":
    print_table(__doc__, "times  floor ms  warm s  warm / floor  cold s  peak MiB", measure)
