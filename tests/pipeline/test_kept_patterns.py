"""Compiled patterns are kept for the next process, and only those that modules compile."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# says how many patterns were compiled anew, and what a pattern with groups finds
_PROCESS = """
import re, re._compiler as compiler, sys
anew, count = compiler.compile, 0
def counted(*given):
    global count
    count += 1
    return anew(*given)
compiler.compile = counted
import pipeline.commands
import of_ours
found = of_ours.PATTERN.search("至2025年，2030 年")
print(count, found.span(), found["year"], of_ours.PATTERN.flags, of_ours.PATTERN.groups)
print(re.compile(sys.argv[1]).findall(sys.argv[1]))
"""
_MODULE = 'import re\nPATTERN = re.compile(r"(?P<year>\\d{4})\\s*(年|$)", re.IGNORECASE)\n'
_WORD = "石沱镇甲乙丙丁路"


def process(folder: Path, **more: str) -> tuple[int, str]:
    """How many patterns a process compiles anew, and what it says else."""
    (folder / "of_ours.py").write_text(_MODULE, encoding="utf-8")
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    given |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONPATH": str(folder)} | more
    given["PYTHONIOENCODING"] = "utf-8"
    done = subprocess.run(
        [sys.executable, "-c", _PROCESS, _WORD],
        capture_output=True,
        text=True,
        check=True,
        env=given,
        encoding="utf-8",
    )
    count, _, said = done.stdout.partition(" ")
    return int(count), said


def kept(folder: Path) -> list[Path]:
    return [*folder.rglob("*.kept")]


def test_the_next_process_finds_the_same_without_compiling(tmp_path: Path) -> None:
    first, said = process(tmp_path)
    second, again = process(tmp_path)
    assert "(1, 6) 2025" in said
    assert again == said
    assert second < first
    assert second <= 1  # that of the main module


def test_no_word_of_a_document_is_kept(tmp_path: Path) -> None:
    process(tmp_path)
    (file,) = kept(tmp_path)
    assert b"(?P<year>" in file.read_bytes()
    assert _WORD.encode() not in file.read_bytes()


@pytest.mark.parametrize("damage", [b"", b"\x00\xff", b"damaged"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    _, said = process(tmp_path)
    (file,) = kept(tmp_path)
    file.write_bytes(damage)
    assert process(tmp_path)[1] == said
    assert len(file.read_bytes()) > len(damage)


def test_what_another_python_kept_is_not_taken(tmp_path: Path) -> None:
    first, said = process(tmp_path)
    (file,) = kept(tmp_path)
    file.write_bytes(file.read_bytes().replace(sys.version.encode(), sys.version[::-1].encode()))
    assert process(tmp_path) == (first, said)


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path: Path) -> None:
    process(tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert not kept(tmp_path)
