"""Measures anew and writes docs/benchmarks.md. Usage: python -m benchmarks [FILE.docx] [--plans N].

Takes some minutes; the machine should have nothing else to do.
"""

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.documents import SAMPLE

OUT = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
_LIBRARIES = ("lxml", "numpy", "spacy", "SQLAlchemy")
# title, what it tells, module, arguments behind the file
_SECTIONS = (
    (
        "A whole ingest",
        "Warm is a second document in a process, cold a fresh `plantrace ingest` with the start of Python."
        " The least of three runs.",
        "whole",
        ("--times", "1"),
    ),
    (
        "The stages before names",
        "As multiples of the floor; the text repeated.",
        "reading",
        ("--times", "1", "10"),
    ),
    (
        "Size and memory against the length",
        "A fresh process for each; equal paragraphs of the repeats are tagged once.",
        "storing",
        ("--times", "1", "10"),
    ),
    (
        "A revised version",
        "One in a hundred of the longer paragraphs has another word. For what stood there before nothing is"
        " tagged again.",
        "versions",
        ("--times", "1"),
    ),
    (
        "The report",
        "The page of the plan; milliseconds in the browser where there is one.",
        "reporting",
        ("--times", "1"),
    ),
    ("Exports", "Each by a fresh process.", "exporting", ("--times", "1")),
)


def _head(file: Path, plans: int) -> Iterator[str]:
    size = file.stat().st_size // 1024
    yield "# What it costs\n"
    yield (
        "Written by `python -m benchmarks FILE`"
        f" on {datetime.now(UTC):%Y-%m-%d}, with a plan of {size} KiB and {plans} invented ones"
        " (`benchmarks/plans.py`). CPU time, not that of the clock; “floor” is unzipping the file, parsing"
        " its document with lxml and looking at every w:t.\n"
    )
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    yield (
        f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start;"
        f" {platform.system()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
        f" {libraries}.\n"
    )


def _table(module: str, *arguments: str) -> str:
    """What the module prints, as it stands."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=OUT.parents[1])
    return done.stdout.rstrip()


def _section(title: str, told: str, module: str, printed: str) -> str:
    return f"## {title}\n\n{told} `python -m benchmarks.{module}`\n\n```text\n{printed}\n```\n"


def report(file: Path, plans: int, size: str) -> Iterator[str]:
    """The page, part by part."""
    yield from _head(file, plans)
    for title, told, module, arguments in _SECTIONS:
        printed = _table(module, str(file), *arguments)
        yield _section(title, told, module, printed.split("\n", 1)[1])  # without the file's name
    many = (
        "Read and stored one after the other in one process; then asked. What asking costs beyond the start."
    )
    yield _section("Many plans", many, "many", _table("many", "--number", str(plans), "--size", size))


def main() -> None:
    """Writes the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--plans", type=int, default=100)
    parser.add_argument("--size", default="1.0")
    asked = parser.parse_args()
    OUT.write_text("\n".join(report(asked.file, asked.plans, asked.size)), encoding="utf-8")
    print(OUT)


if __name__ == "__main__":
    main()
