"""A process that reads files for a worker of a cluster: bytes in, parcels out, by pipes.

A worker reads in threads and may start no process by `multiprocessing`; a document is read by one that has
limits, no network, and may die without taking the worker along. Run as `python -m pipeline.ingest.child`.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import IO, Any, Final

from models.language import LANGUAGES, Language, speaking
from pipeline.ingest.collector import loading
from pipeline.ingest.limits import Limits, without_network
from pipeline.ingest.refusals import Refusal, lost

_LONGEST: Final = 65_536


@dataclass(frozen=True, slots=True)
class Asked:
    """How a file is to be read, in plain values: its name, an installed spaCy pipeline or "", limits, and the
    language of what is said of it."""

    name: str
    model: str
    seconds: int
    mebibytes: int
    language: str


def _send(pipe: IO[bytes], head: dict[str, Any], data: bytes) -> None:
    pipe.write(json.dumps({**head, "size": len(data)}).encode("ascii") + b"\n" + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """What was sent; None when the other end is gone."""
    line = pipe.readline(_LONGEST)
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    data = pipe.read(head["size"])
    return (head, data) if len(data) == head["size"] else None


class Child:
    """The process, started when it is first needed and again when it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, data: bytes, asked: Asked) -> bytes | Refusal:
        """The parcel of a file, or why there is none."""
        found = self._tried(data, asked)
        if found is None:
            with speaking(_language(asked.language)):
                return lost()
        head, parcel = found
        return Refusal(head["reason"], head["text"]) if "reason" in head else parcel

    def _tried(self, data: bytes, asked: Asked) -> tuple[dict[str, Any], bytes] | None:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-m", "pipeline.ingest.child"]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        assert self._process.stdin is not None, "it is a pipe"
        assert self._process.stdout is not None, "it is a pipe"
        try:
            _send(self._process.stdin, asdict(asked), data)
            found = _receive(self._process.stdout)
        except (OSError, ValueError):
            found = None
        if found is None:
            self.close()
        return found

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    pipe and pipe.close()
            self._process.kill()
            self._process.wait()
            self._process = None


_OF_THREAD: Final = threading.local()


def child_of_thread() -> Child:
    """The one of this thread: as many files are read at a time as the worker has threads."""
    if not hasattr(_OF_THREAD, "child"):
        _OF_THREAD.child = Child()
    child: Child = _OF_THREAD.child
    return child


def _language(name: str) -> Language:
    return next((known for known in LANGUAGES if known == name), "en")


def _serve(given: IO[bytes], back: IO[bytes]) -> None:
    with loading():
        from pipeline.ingest.parcels import attempt
        from pipeline.ingest.understand import Tagging

    while (received := _receive(given)) is not None:
        head, data = received
        asked = Asked(**{name: value for name, value in head.items() if name != "size"})
        limits = Limits(asked.seconds, asked.mebibytes)
        with speaking(_language(asked.language)):
            found = attempt(data, asked.name, Tagging(asked.model or None), limits, alone=True, small=True)
        if isinstance(found, Refusal):
            _send(back, asdict(found), b"")
        else:
            _send(back, {}, found)


def main() -> None:
    """Reads until nothing more is asked, or nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # what a library prints must not stand between our lines
    back = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    without_network()
    with suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, back)


if __name__ == "__main__":
    main()
