"""Temporary folders beside what is made, which nothing of a killed run outlives.

Each holds a file that is locked as long as its run is alive. A folder whose lock is free was left by a run
that was killed, and the next one takes it away: it may hold copies of data, an original among them.
"""

import os
import platform
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be deleted: that is the lock
    fcntl = None  # type: ignore[assignment]

PREFIX: Final = ".plantrace-"
_OURS: Final = f"{PREFIX}{sha256(platform.node().encode()).hexdigest()[:8]}-"  # of this machine
_LOCK: Final = "held"
_OLD_SECONDS: Final = 24 * 3600  # without a lock (a file system has none, or it was killed just then)


@contextmanager
def temporary_folder(parent: Path) -> Iterator[Path]:
    """An empty folder to work in, on the same disk as `parent`; it goes in the end, and so does what killed
    runs left there."""
    remove_leftovers(parent)
    with TemporaryDirectory(prefix=f"{_OURS}{os.getpid()}-", dir=parent) as name, _held(Path(name)):
        work = Path(name, "work")
        work.mkdir()
        yield work


def leftovers(parent: Path) -> list[Path]:
    """The folders that killed runs left in `parent`."""
    return [path for path in sorted(parent.glob(f"{PREFIX}*")) if path.is_dir() and _is_dead(path)]


def remove_leftovers(parent: Path) -> None:
    """Takes away what killed runs left in `parent`."""
    for path in leftovers(parent):
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Locked first, named then: whoever sees the name sees the lock."""
    draft = folder / f"{_LOCK}.draft"
    with draft.open("wb") as file:
        if _locked(file.fileno()):
            if fcntl is None:
                (folder / _LOCK).touch()
            else:
                draft.rename(folder / _LOCK)
        yield


def _locked(descriptor: int) -> bool:
    """Whether the lock could be taken; a network share may know none."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_dead(folder: Path) -> bool:
    try:
        if (folder / _LOCK).exists():
            return _is_free(folder)
        return _maker_is_dead(folder.name) or time.time() - folder.stat().st_mtime > _OLD_SECONDS
    except OSError:
        return False


def _maker_is_dead(name: str) -> bool:
    """A run of this machine that was killed before it held its folder, or while it cleared it away."""
    number = name.removeprefix(_OURS).partition("-")[0]
    if fcntl is None or not name.startswith(_OURS) or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        pass
    return False


def _is_free(folder: Path) -> bool:
    if fcntl is None:
        with suppress(OSError):
            (folder / f"{_LOCK}.draft").unlink(missing_ok=True)
            return True
        return False
    descriptor = os.open(folder / _LOCK, os.O_RDWR)
    try:
        return _locked(descriptor)
    finally:
        os.close(descriptor)
