"""Mutants: one small fault at a time in a module, and whether its tests see it. By hand, since it takes long.

    python -m tests.mutants 60 --seed 1                            # draws sixty
    python -m tests.mutants --at parsers/word/html_blocks.py:123   # every mutant of a line

Each is made in a copy of the project, so that the checkout stays as it is. The tests nearest to the module
run: those named after it, then those that import it, then those that import what imports it.
"""

import argparse
import ast
import random
import re
import shutil
import subprocess  # only git and this interpreter are started
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("parsers", "pipeline/figures", "pipeline/rules", "pipeline/versions", "pipeline/store")
PACKAGES = ("models", "parsers", "pipeline", "tests")
OTHERS = {
    "==": "!=",
    "!=": "==",
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "and": "or",
    "or": "and",
    "in": "not in",
    "not in": "in",
    "is": "is not",
    "is not": "is",
}
_OPERATOR = re.compile(r"[=!<>]=|[<>]|\b(?:and|or|not in|in|is not|is)\b")
NEAREST, SECONDS = 9, 1500
LONG = {"test_fuzz.py", "test_real_files.py", "test_faults_injected.py", "test_postgres.py"}
"""Files of tests that take too long here."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault: the characters `start`–`end` of a module become `text`."""

    path: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.old.strip()[:40]!r} → {self.new.strip()[:40]!r}"


Fault = tuple[int, int, str]
"""Start and end of what changes, and what stands there instead."""


class _Module:
    """The source of a module, with offsets of what its tree holds."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._lines = source.splitlines(keepends=True)

    def faults(self) -> Iterator[Fault]:
        tree = ast.parse(self.source)
        settings = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            for decorator in node.decorator_list
            for part in ast.walk(decorator)
        }  # frozen=True, slots=True: no test should see them
        for node in ast.walk(tree):
            if id(node) not in settings:
                yield from self._of(node)

    def _of(self, node: ast.AST) -> Iterator[Fault]:
        if isinstance(node, ast.Compare):
            yield from self._operators([node.left, *node.comparators])
        elif isinstance(node, ast.BoolOp):
            yield from self._operators(node.values)
        elif isinstance(node, ast.Constant):
            yield from self._constant(node)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield self._start(node), self._start(node) + len("not "), ""
        elif isinstance(node, ast.Return) and node.value is not None:
            yield self._start(node), self._end(node), "return None"
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
            yield self._end(node.value), self._end(node), "[:]"

    def _operators(self, values: list[ast.expr]) -> Iterator[Fault]:
        for left, right in pairwise(values):
            start = self._end(left)
            for found in _OPERATOR.finditer(self.source[start : self._start(right)]):
                yield start + found.start(), start + found.end(), OTHERS[found[0]]

    def _constant(self, node: ast.Constant) -> Iterator[Fault]:
        start, end = self._start(node), self._end(node)
        if self.source[start:end] in ("True", "False"):
            yield start, end, str(not node.value)
        elif self.source[start:end].isdigit() and isinstance(node.value, int):
            yield start, end, str(node.value + 1)
            yield start, end, str(node.value - 1)

    def _start(self, node: ast.expr | ast.stmt) -> int:
        return self._at(node.lineno, node.col_offset)

    def _end(self, node: ast.expr | ast.stmt) -> int:
        return self._at(node.end_lineno or 0, node.end_col_offset or 0)

    def _at(self, line: int, column: int) -> int:
        before = sum(map(len, self._lines[: line - 1]))
        return before + len(self._lines[line - 1].encode()[:column].decode(errors="ignore"))


def mutants_of(path: Path) -> list[Mutant]:
    """All that may be made of a module."""
    source = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT).as_posix()
    return [
        Mutant(name, source.count("\n", 0, start) + 1, start, end, source[start:end], new)
        for start, end, new in sorted(set(_Module(source).faults()))
        if source[start:end] != new
    ]


@cache
def _imports() -> dict[str, frozenset[str]]:
    """The modules that each module of ours imports, as paths."""
    return {
        path.relative_to(ROOT).as_posix(): frozenset(_named(path))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    }


def _named(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            place = name.replace(".", "/") + ".py"
            if name.split(".")[0] in PACKAGES and (ROOT / place).is_file():
                yield place


def is_test(name: str) -> bool:
    """Whether a module is a file of tests that is short enough."""
    last = Path(name).name
    return last.startswith("test_") and last not in LONG and "/browser/" not in name


def nearest_tests(module: str) -> list[str]:
    """Files of tests that reach a module, those named after it or nearest to it first."""
    distance = {module: 0}
    waiting = [module]
    while waiting:
        other = waiting.pop(0)
        for name, imported in _imports().items():
            if other in imported and name not in distance:
                distance[name] = distance[other] + 1
                waiting.append(name)
    tests = [name for name in distance if is_test(name)]
    package, *_, room = Path(module).parts[:-1]
    words = {room, *Path(module).stem.split("_")}

    def rank(test: str) -> tuple[int, int, str]:
        shared = words & set(Path(test).stem.split("_"))
        near = (room in Path(test).parts) + (package in Path(test).parts)
        return distance[test] - 3 * len(shared) - 2 * near, -(ROOT / test).stat().st_size, test

    return sorted(tests, key=rank)[:NEAREST]


def tried(mutant: Mutant, copy: Path, tests: list[str]) -> str:
    """`killed` with the test that saw it, or `survived`."""
    place = copy / mutant.path
    source = place.read_text(encoding="utf-8")
    place.write_text(source[: mutant.start] + mutant.new + source[mutant.end :], encoding="utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--tb=no"]
        done = subprocess.run(
            [*command, *(tests or nearest_tests(mutant.path))],
            cwd=copy,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "killed (never ends)"
    finally:
        place.write_text(source, encoding="utf-8")
    seen = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return "survived" if done.returncode == 0 else f"killed by {seen[1] if seen else 'no import'}"


def copied(folder: Path) -> Path:
    """What git knows of the checkout, as it stands there now."""
    git = shutil.which("git") or "git"
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def drawn(count: int, seed: int) -> list[Mutant]:
    """So many mutants, each of a module drawn anew."""
    chance = random.Random(seed)
    modules = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    found: list[Mutant] = []
    while len(found) < count:
        possible = mutants_of(chance.choice(modules))
        if possible and (mutant := chance.choice(possible)) not in found:
            found.append(mutant)
    return found


def main() -> None:
    """Draws, tries and says of each whether it was killed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, nargs="?", default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at", action="append", default=[], metavar="PATH:LINE")
    parser.add_argument("--skip", type=int, default=0, help="how many of those drawn were tried before")
    parser.add_argument("--tests", nargs="+", default=[], metavar="PATH", help="in place of the nearest")
    given = parser.parse_args()
    places = [(path, int(line)) for path, line in (place.rsplit(":", 1) for place in given.at)]
    named = [mutant for path, line in places for mutant in mutants_of(ROOT / path) if mutant.line == line]
    killed, mutants = 0, [*named, *drawn(given.count, given.seed)[given.skip :]]
    with TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        for mutant in mutants:
            outcome = tried(mutant, copy, given.tests)
            killed += outcome != "survived"
            print(f"{outcome:9} {mutant}", flush=True)
    print(f"{killed} of {len(mutants)} killed")


if __name__ == "__main__":
    main()
