"""CPU time and memory of the stages before the store, as multiples of the floor.

Usage: python -m benchmarks.reading [FILE.docx] [--times 1 10 100]
"""

import gc
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.documents import floor, print_table, repeated
from parsers.interpret import interpret
from parsers.read import read
from parsers.structure import structure

_T = TypeVar("_T")


def cpu(action: Callable[[_T], object], made: Callable[[], _T], seconds: float = 2.0) -> float:
    """The least CPU time of repeated warm runs, about `seconds` in all and three at least; each is given
    something made anew, whose making is not counted, as the readers keep what they found in a document."""
    action(made())
    runs: list[float] = []
    while len(runs) < 3 or sum(runs) < seconds:
        given = made()
        gc.collect()
        start = time.process_time()
        action(given)
        runs.append(time.process_time() - start)
    return min(runs)


def peak(path: Path, times: int) -> int:
    """Peak resident memory in MiB of a fresh process that reads the document once."""
    code = (
        "import resource, pathlib; from benchmarks.documents import repeated; from parsers.read import read;"
        f" from parsers.structure import structure;data = repeated(pathlib.Path({str(path)!r}).read_bytes(),"
        f" {times}); before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;structure(read(data,"
        " 'x.docx')); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    return int(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    )


def measure(path: Path, times: int) -> str:
    """One line of the table."""
    data = repeated(path.read_bytes(), times)
    base = cpu(floor, lambda: data)
    stages = [
        cpu(lambda given: read(given, path.name), lambda: data),
        cpu(structure, lambda: read(data, path.name)),
        cpu(interpret, lambda: structure(read(data, path.name))),
    ]
    blocks = len(read(data, path.name).blocks)
    ratios = "  ".join(f"{stage / base:6.2f}" for stage in stages)
    return (
        f"{times:5d}  {blocks:8d}  {base * 1000:8.1f}  {ratios}  {sum(stages[:2]) / base:15.2f}"
        f"  {peak(path, times):8d}"
    )


if __name__ == "__main__":
    print_table(
        __doc__, "times    blocks  floor ms    read  struct  interp  read+struct/floor  peak MiB", measure
    )
