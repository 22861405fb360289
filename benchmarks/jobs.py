"""How much sooner many plans are read by several processes at once: by the clock, so the machine must have
nothing else to do.

Usage: python -m benchmarks.jobs [--number 120] [--size 1.0] [--jobs 1 2]
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.plans import plan
from pipeline.ingest.run import ingest


def measure(folder: Path, number: int, size: float, jobs: Sequence[int]) -> Iterator[str]:
    """A line for each number of processes."""
    raw = folder / "raw"
    raw.mkdir()
    for place in range(number):
        (raw / f"plan{place:05d}.docx").write_bytes(plan(place, size))
    first = 0.0
    for some in jobs:
        start = time.monotonic()
        outcomes = ingest([raw], folder / f"{some}.db", jobs=some)
        seconds = time.monotonic() - start
        assert all(outcome.state == "stored" for outcome in outcomes)
        first = first or seconds
        yield f"{some:4d}  {seconds:7.1f}  {number / seconds * 60:12.1f}  {first / seconds:8.2f}"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=120)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--jobs", nargs="+", type=int, default=[1, 2])
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"{asked.number} plans of size {asked.size}, {os.cpu_count()} processors, load {load:.1f}")
    print("jobs  seconds  plans/minute  speed-up")
    with tempfile.TemporaryDirectory() as folder:
        for line in measure(Path(folder), asked.number, asked.size, asked.jobs):
            print(line, flush=True)


if __name__ == "__main__":
    main()
