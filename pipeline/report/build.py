"""One version of a plan as one HTML page that needs nothing else: no network, no other file."""

from typing import Protocol

from sqlalchemy import Connection

from pipeline.report.data import page_data
from pipeline.report.document import sections
from pipeline.report.outline import outline
from pipeline.report.read import read_material
from pipeline.store.held import choose_version

_STEPS = 4


class Watcher(Protocol):
    """Is told how many steps are done, and of how many."""

    def __call__(self, done: int, total: int, /) -> None:
        """Move a bar."""


def _unwatched(_done: int, _total: int, /) -> None:
    pass


def build_report(
    connection: Connection, plan: str | None, version: int | None = None, watch: Watcher = _unwatched
) -> str:
    """The page: the document as it reads, every record with its evidence, charts, findings, and what changed
    since the version before.

    The same database gives the same page, byte for byte.

    Args:
        connection: an open database.
        plan: a plan's key, or a part of its key, title or file name; None where one plan is held.
        version: a version of it; its current one when None.
        watch: is told of each step.

    Raises:
        NotHeld: there is no such plan or version.
        WrongUse: several plans match.
    """
    from pipeline.report.page import render

    chosen = choose_version(connection, plan, version)
    watch(0, _STEPS)
    material = read_material(connection, chosen)
    watch(1, _STEPS)
    parts = _parts(connection, chosen.plan, chosen.version)
    watch(2, _STEPS)
    read = sections(material)
    watch(3, _STEPS)
    page = render(material.facts, read, outline(material), page_data(material), parts)
    watch(_STEPS, _STEPS)
    return page


def _parts(connection: Connection, plan: str, version: int) -> dict[str, tuple[str, str]]:
    """Trusted HTML and CSS of the other tabs."""
    from pipeline.report.changes import changes
    from pipeline.report.overview import overview

    shown, changed = overview(connection, plan, version), changes(connection, plan, version)
    parts = {"overview": (shown.html, shown.css)}
    if changed is not None:
        parts["changes"] = (changed.html, changed.css)
    return parts
