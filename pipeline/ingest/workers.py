"""Reading in worker processes: results come back for each file on its own, and a worker that dies takes no
other file with it."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from types import TracebackType
from typing import Generic, Self, TypeVar

from pipeline.ingest.collector import collect_seldom
from pipeline.ingest.limits import without_network

T = TypeVar("T")


def _start() -> None:
    """A worker leaves Ctrl-C to its parent, has no network, and ends when its parent is killed (it would wait
    for work for ever)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    without_network()
    collect_seldom()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@dataclass(frozen=True, slots=True)
class Waiting(Generic[T]):
    """A result under way: `wait` gives it, `done` tells whether it is there."""

    wait: Callable[[], T]
    done: Callable[[], bool]


def _not_begun() -> bool:
    """Of what is done when it is waited for."""
    return False


class Workers(Generic[T]):
    """Calls one function on bytes and a name, here (`jobs` 0) or in so many processes; `lost` gives the
    result when one dies over it."""

    def __init__(self, call: Callable[[bytes, str], T], lost: Callable[[], T], jobs: int) -> None:
        self._call = call
        self._lost = lost
        self._jobs = jobs
        self._pool = _pool(jobs) if jobs else None

    def submit(self, data: bytes, name: str) -> Waiting[T]:
        """Starts reading."""
        if self._pool is None:
            return Waiting(lambda: self._call(data, name), _not_begun)
        try:
            future = self._pool.submit(self._call, data, name)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = _pool(self._jobs)
            future = self._pool.submit(self._call, data, name)
        return Waiting(lambda: self._result(future, data, name), future.done)

    def _result(self, future: "Future[T]", data: bytes, name: str) -> T:
        """When a worker dies, all files under way are lost with it: each is tried again by itself."""
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(data, name)

    def _alone(self, data: bytes, name: str) -> T:
        with _pool(1) as pool:
            try:
                return pool.submit(self._call, data, name).result()
            except BrokenProcessPool:
                return self._lost()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the processes; what was not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _start)
