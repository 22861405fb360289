"""What a single file may cost: seconds of processor time and memory, held by the system while it is read.

A file over a limit is refused by name and the others go on. Where the system knows no such limits (Windows)
files are read without.
"""

import ctypes
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

if sys.platform != "win32":
    import resource

SECONDS: Final = 300
"""A plan of 300 pages takes some 20 seconds."""
MEBIBYTES: Final = 2_048
"""A plan of 300 pages takes some 300 MiB, a document of 200,000 paragraphs 900."""
GRACE: Final = 20
"""Seconds after which a process is ended that a library keeps from hearing of its limit."""
_AGAIN: Final = 1.0  # seconds; the first call may fall where exceptions are swallowed (a finalizer)
_MEBI: Final = 2**20
_NEW_NETWORK: Final = 0x40000000  # CLONE_NEWNET, sched.h
_NEW_USER: Final = 0x10000000  # CLONE_NEWUSER


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of processor time and MiB of memory for one file; 0 is none."""

    seconds: int = SECONDS
    mebibytes: int = MEBIBYTES


NORMAL: Final = Limits()


class OverTime(BaseException):
    """The seconds of a file are spent. No `Exception`: what takes faults of a paragraph or a rule in its
    stride must let it through."""


@contextmanager
def within(limits: Limits, *, alone: bool = False) -> Iterator[None]:
    """Holds what runs inside to the limits.

    `alone`: the process does nothing else, so it may be ended when it does not heed the limit of time.

    Raises:
        OverTime: it took longer. Told in the main thread only, as signals are.
        MemoryError: it needed more.
    """
    if sys.platform == "win32":
        yield
        return
    with _memory(limits.mebibytes), _time(limits.seconds, alone=alone):
        yield


if sys.platform != "win32":

    @contextmanager
    def _time(seconds: int, *, alone: bool) -> Iterator[None]:
        if not seconds or threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGPROF, _over_time)
        if alone:
            _end_after(seconds + GRACE)
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
            if alone:
                _end_after(None)

    def _over_time(_signal: int, _frame: FrameType | None) -> None:
        raise OverTime

    def _end_after(seconds: int | None) -> None:
        """The system ends the process (SIGXCPU) when it has run so much longer."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        end = most if seconds is None else int(used.ru_utime + used.ru_stime) + seconds + 1
        with suppress(ValueError, OSError):  # more than what the system allows anyway
            resource.setrlimit(resource.RLIMIT_CPU, (end, most))

    @contextmanager
    def _memory(mebibytes: int) -> Iterator[None]:
        held = _address_space() if mebibytes else None
        before, most = resource.getrlimit(resource.RLIMIT_AS)
        allowed = (held or 0) + mebibytes * _MEBI
        if held is None or (before != resource.RLIM_INFINITY and before < allowed):
            yield
            return
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_AS, (before, most))


def _address_space() -> int | None:
    """Bytes of address space in use now (Linux), None where it is not told: a limit counts what libraries
    have mapped as well."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return None
    return pages * resource.getpagesize()


def without_network() -> bool:
    """Leaves this process with no network at all, where Linux lets it (root, or user namespaces); tells
    whether it did. Nothing here asks for a network: a fault in a library that reads hostile bytes shall have
    none either."""
    if sys.platform != "linux":
        return False
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    return unshare is not None and (unshare(_NEW_NETWORK) == 0 or unshare(_NEW_USER | _NEW_NETWORK) == 0)
