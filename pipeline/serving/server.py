"""The running server: its address, its warning, its end."""

import ipaddress
import os
import socket
import sqlite3
import webbrowser
from collections.abc import Callable
from contextlib import closing, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from models.errors import WrongUse
from models.language import Language, say, system_reason
from pipeline.store.database import open_database

_NEEDED: Final = "0.65."
_MOST_MEMORY: Final = 256 * 1024 * 1024  # of SQLite in this process, so that no query can take all of it
_WAITING: Final = 64


def check_installed() -> None:
    """Raises WrongUse where Datasette is missing, or is one whose inside we do not know."""
    try:
        held = version("datasette")
    except PackageNotFoundError:
        held = ""
    if not held.startswith(_NEEDED):
        found = (
            say("Datasette {held} is installed, 0.65 is needed", held=held)
            if held
            else say("Datasette is not installed")
        )
        raise WrongUse(say('serve: {found}: run pip install "datasette>=0.65,<0.66"', found=found))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on host and port (0: any free one).

    Raises:
        WrongUse: the port is taken, may not be used, or the host is not one of this machine's.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
    except OSError as error:
        raise WrongUse(
            say(
                "{host}: no such address ({reason}): name one of this machine with --host",
                host=host,
                reason=system_reason(error),
            )
        ) from error
    try:
        if os.name == "posix":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(_WAITING)
    except OSError as error:
        bound.close()
        raise WrongUse(
            say(
                "{host} port {port}: cannot be listened on ({reason}): name another with"
                " --port, 0 for any free one",
                host=host,
                port=port,
                reason=system_reason(error),
            )
        ) from error
    return bound


def address_of(host: str, bound: socket.socket) -> str:
    """The address to open in a browser."""
    port = bound.getsockname()[1]
    with suppress(ValueError):
        address = ipaddress.ip_address(host)
        if address.is_unspecified:
            host = "127.0.0.1" if address.version == 4 else "[::1]"
        elif address.version == 6:
            host = f"[{host}]"
    return f"http://{host}:{port}/"


def warning(host: str) -> str:
    """What to say of an address that others reach, '' of the loopback."""
    from pipeline.serving.site import is_loopback

    if is_loopback(host):
        return ""
    told = say(
        "serve: everyone who reaches {host} can read all plans in this database, without a"
        " password and unencrypted",
        host=host,
    )
    return say("{told}; leave --host out to keep them here", told=told)


def run(
    file: Path,
    host: str,
    port: int,
    language: Language,
    say: Callable[[str], None],
    warn: Callable[[str], None],
    *,
    browse: bool = False,
) -> None:
    """Serves the database until it is interrupted.

    Raises:
        DatabaseFault: there is no such database, or it is not one of ours.
        WrongUse: Datasette is missing, or the port cannot be used.
    """
    check_installed()
    open_database(file, read_only=True).close()
    with listen(host, port) as bound:
        from uvicorn import Config, Server

        from pipeline.serving.site import make_site

        site = make_site(file, language, host=host)
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute(f"PRAGMA hard_heap_limit = {_MOST_MEMORY}")
        server = Server(
            Config(
                site.app(),
                log_level="error",
                access_log=False,
                lifespan="on",
                server_header=False,
                timeout_graceful_shutdown=2,
            )
        )
        address = address_of(host, bound)
        if said := warning(host):
            warn(said)
        say(f"{file}: {address}  (Ctrl-C ends it)")
        if browse:
            webbrowser.open(address)
        with suppress(KeyboardInterrupt):
            server.run(sockets=[bound])
        site.get_database("plans").close()
