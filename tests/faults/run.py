"""One command with one fault, in a process of its own."""

import io
import os
import random
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.care.doctor import examine
from pipeline.care.leftovers import take_away
from pipeline.cli import main
from pipeline.ingest.run import ingest
from tests.fuzz.base import plain, rich

COMMANDS: Final = (
    ("ingest", "more"),
    ("rebuild",),
    ("export", "--format", "xlsx", "--out", "out"),
    ("export", "--format", "csv", "--out", "out"),
    ("report", "--plan", "白河", "--out", "out/page.html"),
    ("bundle", "--plan", "白河", "--with-originals", "--out", "out/bundle.zip"),
    ("remove", "白河", "--yes"),
    ("doctor", "--repair"),
)
_ALLOWED: Final = (
    0,
    1,
    3,
    -signal.SIGKILL,
    128 + signal.SIGTERM,
    -signal.SIGTERM,
)  # the last: not yet listening
LONGEST: Final = 0.6
"""Seconds after which a command is struck at the latest; a busy machine needs more to strike late."""


@dataclass(frozen=True, slots=True)
class Run:
    """A command, what struck it, its exit code (or minus the signal) and what it said."""

    command: tuple[str, ...]
    fault: str
    code: int
    said: str


def make(folder: Path) -> None:
    """The database and the files that every run begins with."""
    (folder / "more").mkdir(parents=True)
    (folder / "rich.docx").write_bytes(rich())
    (folder / "more" / "plain.docx").write_bytes(plain())
    ingest([folder / "rich.docx"], folder / "plans.db")


def struck(made: Path, folder: Path, seed: int, longest: float = LONGEST) -> tuple[Run, list[str]]:
    """A run in a copy of what was made, and what is wrong afterwards (nothing, as it should be)."""
    shutil.copytree(made, folder)
    draw = random.Random(seed)
    command = COMMANDS[seed % len(COMMANDS)]
    kind = draw.choice(("full disk", "full disk", "kill", "terminate"))
    size = draw.choice((0, 100, 4096, 20_000, 100_000, 300_000, 700_000))
    run = _run(folder, command, kind, size, draw.random() * longest)
    return run, [*_wrong_with(run), *_wrong_in(folder)]


def _run(folder: Path, command: tuple[str, ...], kind: str, size: int, delay: float) -> Run:
    told = folder / "told"
    child = os.fork()
    if child == 0:
        try:
            _be_command(folder, command, told, size if kind == "full disk" else None)
        finally:  # a signal that comes while it writes what was said, behind the end of the command
            os._exit(0)
    if kind != "full disk":
        time.sleep(delay)
        os.kill(child, signal.SIGKILL if kind == "kill" else signal.SIGTERM)
    _, status = os.waitpid(child, 0)
    said = told.read_text(encoding="utf-8", errors="replace") if told.exists() else ""
    fault = f"{kind} at {size} bytes" if kind == "full disk" else f"{kind} after {delay:.2f} s"
    return Run(command, fault, os.waitstatus_to_exitcode(status), said)


def _be_command(folder: Path, command: tuple[str, ...], told: Path, size: int | None) -> None:
    """What the command says goes through memory: its own file would be cut off as well."""
    said = io.StringIO()
    code = 99
    try:
        os.chdir(folder)
        if size is not None:
            signal.signal(
                signal.SIGXFSZ, signal.SIG_IGN
            )  # then a write beyond the limit fails, as on a full disk
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        sys.argv = ["plantrace", "--lang", "en", "--db", str(folder / "plans.db"), *command]
        with redirect_stdout(said), redirect_stderr(said):
            main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException as error:
        said.write(f"Traceback: {error!r}")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        told.write_text(said.getvalue(), encoding="utf-8")
        os._exit(code)


def _wrong_with(run: Run) -> list[str]:
    wrong = [word for word in ("Traceback", "fault of plantrace", "Error:") if word in run.said]
    return wrong if run.code in _ALLOWED else [*wrong, f"exit code {run.code}"]


def _wrong_in(folder: Path) -> list[str]:
    """Damage; and what is left when the next command has cleared up."""
    path = folder / "plans.db"
    troubles = [f"{one.code} {one.message}" for one in examine(path) if one.code != "leftover"]
    take_away(path)
    left = [str(one.relative_to(folder)) for one in folder.rglob("*") if _is_half_done(one)]
    return [*troubles, *(f"left: {name}" for name in left)]


def _is_half_done(path: Path) -> bool:
    return ".plantrace-" in str(path) or ".rebuild-" in path.name


Each = Callable[[int, Run, list[str]], None]


def runs(folder: Path, seeds: range, each: Each, longest: float = LONGEST) -> None:
    """All runs of some seeds, each told to `each` with what was wrong."""
    make(folder / "made")
    for seed in seeds:
        place = folder / str(seed)
        run, wrong = struck(folder / "made", place, seed, longest)
        each(seed, run, wrong)
        shutil.rmtree(place)
