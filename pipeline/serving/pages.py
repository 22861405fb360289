"""The page of each document, as `plantrace report` writes it, kept until the database changes."""

import asyncio
import html
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from models.errors import NotHeld
from models.language import say
from pipeline.report.page import with_way_back
from pipeline.store.database import open_database

Build = Callable[[Connection, str, int], str]
_KEPT: Final = 4
_POLICY: Final = re.compile(
    r'<meta\s+http-equiv="?Content-Security-Policy"?\s+content="([^"]*)"', re.IGNORECASE
)
_STRICT: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class Page:
    """The HTML of a document, its tag for caches, and the policy that the browser is to hold it to."""

    html: bytes
    tag: str
    policy: str


def build_report(connection: Connection, plan: str, version: int) -> str:
    """The page that `plantrace report` writes.

    Raises:
        NotHeld: this installation cannot make one.
    """
    try:
        from pipeline.report.build import build_report as build
    except ModuleNotFoundError as error:
        raise NotHeld(
            say("{plan}: the page of the document cannot be made: {error}", plan=plan, error=error)
        ) from error
    return str(build(connection, plan, version))


class DocumentPages:
    """Makes the pages, one at a time, and keeps the last few."""

    def __init__(self, file: Path, build: Build = build_report) -> None:
        """Pages of the documents in a database file."""
        self._file = file
        self._build = build
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[object, ...], Page] = OrderedDict()

    async def page(self, plan: str, version: int) -> Page:
        """The page of a version.

        Raises:
            NotHeld: there is no such plan or version.
        """
        return await asyncio.to_thread(self._page, plan, version)

    def _page(self, plan: str, version: int) -> Page:
        with self._lock:
            status = self._file.stat()
            key = (status.st_ino, status.st_mtime_ns, status.st_size, plan, version)
            if key not in self._kept:
                self._kept[key] = self._made(plan, version)
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]

    def _made(self, plan: str, version: int) -> Page:
        with open_database(self._file, read_only=True) as database, database.reading() as connection:
            text = with_way_back(self._build(connection, plan, version), "/")
        content = text.encode()
        return Page(content, f'"{sha256(content).hexdigest()[:32]}"', policy_of(text))


def policy_of(text: str) -> str:
    """The content security policy that a page states in its head, a strict one where it states none; nobody
    may frame it."""
    found = _POLICY.search(text)
    stated = html.unescape(found[1]).rstrip("; ") if found else _STRICT
    return f"{stated}; frame-ancestors 'none'"
