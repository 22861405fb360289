"""What a row of a project table is."""

from dataclasses import dataclass
from typing import Literal

from models.quick import quick
from parsers.tables.passage import Passage
from parsers.tables.table_rows import Serial

Form = Literal["total", "subtotal", "group", "project", "part", "more", "unread"]


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """A number of projects (67项) and where it is printed."""

    number: int
    place: Passage


@quick
@dataclass(frozen=True, slots=True, eq=False)
class ProjectRow:
    """A row with its form; `name` is without serial and count; `whole` is a project that parts follow,
    `content` what its name cell tells of it behind the name."""

    row: int
    form: Form
    name: Passage
    serial: Serial | None = None
    count: Count | None = None
    whole: bool = False
    content: Passage | None = None
