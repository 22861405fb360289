"""Measures and writes docs/benchmarks.md, with its pictures.

Usage: python -m benchmarks [FILE.docx] [--peers PYTHON] [--several] [--keep FOLDER]

The machine should have nothing else to do; thousands of plans take an hour. With --keep each part is kept in
the folder and not measured again as long as it lies there: a run that was broken off goes on, and a part is
measured anew by deleting its file.
"""

import argparse
import os
import platform
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.documents import SAMPLE

TOP = Path(__file__).resolve().parents[1]
OUT = TOP / "docs" / "benchmarks.md"
PICTURE = TOP / "docs" / "images" / "growth.svg"
_LIBRARIES = ("lxml", "numpy", "spacy", "SQLAlchemy", "psycopg", "distributed")
_BEFORE = {
    "warm ingest, x floor": 354,
    "cold ingest, x floor": 662,
    "peak, MiB": 312,
    "read and structure, x floor": 6.4,
    "interpret, x floor": 8.1,
    "xlsx, x floor": 297,
}
_PRICE = 0.05  # USD for the hour of a core
_CORES = 16
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: what it tells, the module that measures it, its arguments, and whether these begin
    with the document."""

    title: str
    told: str
    module: str
    arguments: tuple[str, ...]
    of_file: bool = True


def parts(asked: argparse.Namespace) -> Iterator[Part]:
    """All of them, in the order of the page."""
    yield from _of_reading(asked)
    yield from _of_one_plan()
    yield from _of_many_plans(asked)


def _of_reading(asked: argparse.Namespace) -> Iterator[Part]:
    yield Part(
        "A whole ingest",
        "Warm is a later document of a process, which has read none of its longer paragraphs, cold a fresh"
        " `plantrace ingest` with the start of Python, whose modules are compiled. The least of three runs.",
        "whole",
        ("--times", "1"),
    )
    yield Part(
        "Where the CPU goes",
        "What a fresh process loads; the stages of its first document, and of a later one, of whose longer"
        " paragraphs it has read none (the least of three). “All of tagging” holds the names above it;"
        " temporary databases, the parcel, storing and the result are the rest of “all”.",
        "stages",
        ("--times", "1"),
    )
    yield Part(
        "The stages before names",
        "As multiples of the floor; the text repeated.",
        "reading",
        ("--times", "1", "10"),
    )
    if asked.peers:
        yield Part(
            "Others",
            "What others take to read the same document into text or Markdown, the least of five runs of a"
            " warm process. None finds what plantrace finds; the floor is the same.",
            "peers",
            ("--python", asked.peers),
        )


def _of_one_plan() -> Iterator[Part]:
    yield Part(
        "Size and memory against the length",
        "A fresh process for each; equal paragraphs of the repeats are tagged once.",
        "storing",
        ("--times", "1", "10"),
    )
    yield Part(
        "A revised version",
        "One in a hundred of the longer paragraphs has another word. For what stood there before nothing is"
        " tagged again.",
        "versions",
        ("--times", "1"),
    )
    yield Part(
        "The report",
        "The page of the plan; milliseconds in the browser where there is one.",
        "reporting",
        ("--times", "1"),
    )
    yield Part("Exports", "Each by a fresh process.", "exporting", ("--times", "1"))


def _of_many_plans(asked: argparse.Namespace) -> Iterator[Part]:
    if asked.several:
        yield Part(
            "Several processes",
            "Plans of full size, read by so many processes at once; seconds of the clock, which tell nothing"
            " where the machine has other work.",
            "jobs",
            ("--jobs", "1", "2"),
            of_file=False,
        )
    yield Part(
        "Many plans",
        "Stored one after the other, the first and the last ones read, those between copies of them that are"
        " only stored; then asked. What asking costs beyond the start. With a dozen metrics and nine"
        " things to build in all, each plan states the metric nine times and has the words thirty times.",
        "many",
        ("--number", str(asked.plans), "--size", "0.4", "--pool", "800", "--plot", str(PICTURE)),
        of_file=False,
    )
    yield Part(
        "A cluster, and PostgreSQL",
        "Plans read by two worker processes into PostgreSQL, one of them killed in the middle.",
        "clustered",
        ("--number", str(asked.clustered)),
        of_file=False,
    )


def _head(file: Path) -> Iterator[str]:
    size = file.stat().st_size // 1024
    yield "# What it costs\n"
    yield (
        f"Written by `python -m benchmarks FILE --peers PYTHON` with a plan of {size} KiB and invented ones"
        " (`benchmarks/plans.py`). CPU time, not that of the clock, where nothing else is said; “floor” is"
        " unzipping the file, parsing its document with lxml and looking at every w:t.\n"
    )
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    yield (
        f"{platform.machine()}, {os.cpu_count()} processors; {platform.system()}, Python"
        f" {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}. Where other"
        " programs ran at the same time (load), processors share their caches and CPU times are up to twice"
        " as long: compare ratios.\n"
    )


def measured(part: Part, file: Path, keep: Path) -> str:
    """What the module prints, behind when it was measured and under which load."""
    kept = keep / f"{part.module}.txt"
    if not kept.exists():
        load = os.getloadavg()[0]
        arguments = (*((str(file),) if part.of_file else ()), *part.arguments)
        command = [sys.executable, "-m", f"benchmarks.{part.module}", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=TOP)
        printed = done.stdout.rstrip()
        if part.of_file:  # without the file's name
            printed = printed.split("\n", 1)[1]
        kept.write_text(f"{datetime.now(UTC):%Y-%m-%d}, load {load:.1f}\n{printed}\n", encoding="utf-8")
    return kept.read_text(encoding="utf-8").rstrip()


def _section(part: Part, text: str) -> str:
    when, _, printed = text.partition("\n")
    picture = f"\n![{part.title}](images/{PICTURE.name})\n" if part.module == "many" else ""
    head = f"## {part.title}\n\n{part.told} `python -m benchmarks.{part.module}` ({when})\n"
    reasons = TOP / "benchmarks" / f"{part.module}.md"  # what no program can say of the numbers
    said = f"\n{reasons.read_text(encoding='utf-8')}" if reasons.exists() else ""
    return f"{head}\n```text\n{printed}\n```\n{picture}{said}"


def cost(found: Mapping[str, str]) -> Iterator[str]:
    """What a thousand and a million plans cost, by the numbers of the page."""
    warm = float(found["whole"].rsplit("\n", 1)[1].split()[2])
    stored = re.search(r"to store only: end +([\d.]+)", found["many"])
    committed = re.search(r"killed.*?([\d.]+) s CPU a plan in the committer", found["clustered"], re.DOTALL)
    hours = warm * 1_000 / 3_600
    yield "## A thousand plans, and a million\n"
    yield (
        f"By the numbers above, for full plans as the one measured ({warm:.2f} s of one core each), all"
        f" of them new text, at an assumed {_PRICE:.2f} USD for the hour of a core:\n"
    )
    yield f"- **1,000 plans** take {hours:.2f} hours of one core: {hours * _PRICE:.3f} USD."
    million, machines = hours * 1_000, -(-hours * 1_000 // (_CORES * 24))
    yield (
        f"- **A million** take {million:,.0f} hours of one core ({million * _PRICE:,.0f} USD):"
        f" {million / _CORES:,.0f} hours of one machine with {_CORES} cores, or {machines:.0f} such machines"
        " for a day."
    )
    if stored and committed:
        one, other = float(stored[1]), float(committed[1])
        yield (
            f"- Storing is one after the other in a file: {one * 1e3:.0f} ms a plan of size 0.4,"
            f" {one * _MILLION / 3_600:.0f} hours for a million. Into PostgreSQL it is {other * 1e3:.0f} ms a"
            " plan of size 0.1 for one committer; several store at the same time.\n"
        )


def before(found: Mapping[str, str]) -> Iterator[str]:
    """What the same plan took when it was first measured (2026-11-22, an idle machine), and takes now."""
    whole = found["whole"].rsplit("\n", 1)[1].split()
    stages = found["reading"].split("\n")[2].split()
    book = next(line for line in found["exporting"].split("\n") if " xlsx " in line and "--full" not in line)
    now = {
        "warm ingest, x floor": whole[3],
        "cold ingest, x floor": f"{float(whole[4]) / float(whole[1]) * 1e3:.0f}",
        "peak, MiB": whole[5],
        "read and structure, x floor": stages[6],
        "interpret, x floor": stages[5],
        "xlsx, x floor": f"{float(book.split()[2]) / float(whole[1]) * 1e3:.0f}",
    }
    yield "## Then and now\n"
    yield "The same plan when it was first measured (2026-11-22, on an idle machine), and above.\n"
    yield f"```text\n{'':28s}  {'then':>5}  {'now':>5}"
    yield from (f"{what:28s}  {then:5.0f}  {now[what]:>5}" for what, then in _BEFORE.items())
    yield "```\n"


def report(asked: argparse.Namespace, keep: Path) -> Iterator[str]:
    """The page, part by part."""
    yield from _head(asked.file)
    found = {}
    for part in parts(asked):
        found[part.module] = measured(part, asked.file, keep)
        yield _section(part, found[part.module])
    yield from before(found)
    yield from cost(found)


def main() -> None:
    """Writes the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--peers", help="the Python that has the peers (benchmarks.peers)")
    parser.add_argument("--several", action="store_true", help="also several processes, on quiet cores")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--plans", type=int, default=5_000)
    parser.add_argument("--clustered", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        keep = asked.keep or Path(folder)
        keep.mkdir(parents=True, exist_ok=True)
        OUT.write_text("\n".join(report(asked, keep)), encoding="utf-8")
    print(OUT)


if __name__ == "__main__":
    main()
