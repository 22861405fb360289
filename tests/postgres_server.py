"""A real PostgreSQL server for tests: Debian's programs, a folder of its own, reached by a socket in it.

The server refuses to run as root: then it runs as the user `postgres`, whom Debian's package makes.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pipeline.store.address import Address

_USER: Final = "postgres"
# nothing here outlives the tests: what is slow and only guards against a loss of power is off
_SETTINGS: Final = (
    "listen_addresses='' fsync=off synchronous_commit=off full_page_writes=off max_connections=30"
)


def programs() -> Path | None:
    """The folder of the server's programs; None where there is none."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@contextmanager
def server() -> Iterator[Path]:
    """Starts a server and gives the folder of its socket; it ends with the context."""
    bin_folder = programs()
    assert bin_folder is not None, "the PostgreSQL server is not installed"
    # a path of a socket may have about a hundred bytes: pytest's folders are too deep
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if _is_root():
            shutil.chown(folder, _USER, _USER)
        data = folder / "data"
        _run([bin_folder / "initdb", "-D", data, "-U", "plan", "-A", "trust", "-E", "UTF8", *_LOCALE], folder)
        options = " ".join(
            f"-c {setting}" for setting in (*_SETTINGS.split(), f"unix_socket_directories={folder}")
        )
        control = [bin_folder / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-t", "60"]
        _run([*control, "-o", options, "start"], folder)
        try:
            yield folder
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_LOCALE: Final = ("--no-locale", "--no-sync")


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(command: list[str | Path], folder: Path) -> None:
    as_user = {"user": _USER, "group": _USER, "extra_groups": ()} if _is_root() else {}
    # the server inherits what it is started with: it must not hold pytest's pipes open
    with (folder / "started.log").open("ab") as told:
        subprocess.run(command, cwd="/", stdout=told, stderr=told, check=True, **as_user)  # type: ignore[call-overload]


def address(folder: Path, schema: str, user: str = "plan") -> Address:
    """The address of a schema on the server; it need not be there."""
    return Address.of(url(folder, schema, user))


def url(folder: Path, schema: str, user: str = "plan", name: str = "postgres") -> str:
    """The same as text."""
    return f"postgresql+psycopg://{user}@/{name}?host={folder}&options=-csearch_path%3D{schema}"
