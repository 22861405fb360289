"""Temporary folders: what a killed run left goes with the next one, what a living run uses stays."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.export.files import staging
from pipeline.export.workbook_file import opened_workbook
from pipeline.store.temporary import leftovers, temporary_folder
from tests.pipeline.made import CHECKOUT
from tests.pipeline.small_plan import store_small_plan

posix = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
_HOLDS = """import sys, time
from pathlib import Path
from pipeline.store.temporary import temporary_folder
with temporary_folder(Path(sys.argv[1])) as work:
    (work / "copy.docx").write_bytes(b"of an original")
    print("ready", flush=True)
    time.sleep(600)
"""


def _holder(folder: Path) -> "subprocess.Popen[str]":
    child = subprocess.Popen(
        [sys.executable, "-c", _HOLDS, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    return child


def _ended(child: "subprocess.Popen[str]", number: int) -> None:
    with child:
        child.send_signal(number)
        child.wait(60)


@posix
def test_what_a_killed_run_left_goes_with_the_next_one(tmp_path: Path) -> None:
    child = _holder(tmp_path)
    (held,) = tmp_path.iterdir()
    with temporary_folder(tmp_path):
        assert held.is_dir(), "its run is alive"
    assert leftovers(tmp_path) == []
    _ended(child, signal.SIGKILL)
    assert leftovers(tmp_path) == [held]
    with temporary_folder(tmp_path) as work:
        assert list(tmp_path.iterdir()) == [work.parent]
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_folder_whose_maker_is_dead_goes_before_it_was_held(tmp_path: Path) -> None:
    child = _holder(tmp_path)
    (held,) = tmp_path.iterdir()
    (held / "held").unlink()
    assert leftovers(tmp_path) == []
    _ended(child, signal.SIGKILL)
    assert leftovers(tmp_path) == [held]


def test_a_folder_without_a_lock_goes_after_a_day(tmp_path: Path) -> None:
    old, young = tmp_path / ".plantrace-old", tmp_path / ".plantrace-young"
    old.mkdir()
    young.mkdir()
    os.utime(old, (time.time() - 90_000,) * 2)
    assert leftovers(tmp_path) == [old]


def test_files_reach_their_folder_together_or_not_at_all(tmp_path: Path) -> None:
    def interrupted() -> None:
        with staging(tmp_path / "out") as work:
            (work / "a").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list((tmp_path / "out").iterdir()) == []


def test_a_fault_of_the_disk_names_the_place(tmp_path: Path) -> None:
    def full() -> None:
        with staging(tmp_path / "out"):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left") as caught:
        full()
    assert caught.value.filename == str(tmp_path / "out")


class _Full:
    """A file on a disk that is full after so many bytes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.place = 0

    def write(self, data: bytes) -> int:
        if self.place + len(data) > self.room:
            raise OSError(28, "No space left on device")
        self.place += len(data)
        return len(data)

    def tell(self) -> int:
        return self.place

    def seek(self, place: int, _whence: int = 0) -> int:
        self.place = place
        return place

    def flush(self) -> None:
        pass


@pytest.mark.parametrize("room", [0, 200, 1000, 4000])
def test_a_workbook_on_a_full_disk_is_one_fault_and_no_noise(
    tmp_path: Path, room: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from pipeline.export import workbook_file

    target = workbook_file._Target
    monkeypatch.setattr(workbook_file, "_Target", lambda _file: target(_Full(room)))  # type: ignore[arg-type]

    def made() -> None:
        with opened_workbook(tmp_path / "a.xlsx") as workbook:
            workbook.add_worksheet("一").write_string(0, 0, "甲")

    with pytest.raises(OSError, match="No space left"):
        made()
    assert capfd.readouterr() == ("", "")


def test_a_cursor_does_not_outlive_a_stopped_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from pipeline.export import selection, sheet
    from tests.pipeline.export.hostile import run

    store_small_plan(tmp_path / "a.db")

    def stopped(_worksheet: object, _sheet: object, rows: Iterator[object], _places: object) -> int:
        if next(rows, None) is None:
            return 0
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(sheet, "_fill", stopped)
    monkeypatch.setattr(selection, "PORTION", 1)
    with pytest.raises(AssertionError, match="No space left"):
        run("--db", tmp_path / "a.db", "export", "--format", "xlsx", "--full", "--out", tmp_path / "o")
    assert caplog.records == []


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_in_one_line_and_leaves_nothing(tmp_path: Path, number: int, code: int) -> None:
    store_small_plan(tmp_path / "a.db")
    # what a shell runs in the background ignores SIGINT, and hands that on
    script = """import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
import pipeline.export.export as export
from pipeline.cli import main
def writer(connection, selection, folder, done):
    (folder / "half.csv").write_text("half")
    print("ready", flush=True)
    time.sleep(600)
export.WRITERS = {"csv": ("__main__", "writer")}
main()
"""
    child = subprocess.Popen(
        [
            *(sys.executable, "-c", script, "--lang", "en", "--db", str(tmp_path / "a.db")),
            *("export", "--format", "csv", "--out", str(tmp_path / "o")),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    child.send_signal(number)
    _, said = child.communicate(timeout=60)
    assert (child.returncode, said.count("\n")) == (code, 1), said
    assert said.startswith("plantrace: interrupted")
    assert list((tmp_path / "o").iterdir()) == []


@posix
@pytest.mark.parametrize(
    ("stop", "code"), [(cli.Ended(signal.SIGTERM), 143), (KeyboardInterrupt(), 130)], ids=["end", "Ctrl-C"]
)
@pytest.mark.parametrize("where", ["arrange_streams", "_settings_file", "_finished", "parsing"])
def test_a_signal_before_or_behind_a_command_ends_it_with_its_code(
    monkeypatch: pytest.MonkeyPatch, stop: BaseException, code: int, where: str
) -> None:
    def stopped(*_given: object, **_named: object) -> None:
        raise stop

    if where == "parsing":
        monkeypatch.setattr(cli.PlantraceGroup, "make_context", stopped)
    else:
        monkeypatch.setattr(cli, where, stopped)
    monkeypatch.setattr(sys, "argv", ["plantrace", "plans"])
    monkeypatch.setattr(cli, "_listen", lambda: None)
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == code
