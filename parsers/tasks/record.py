"""The record of a task with its evidence, wherever it stands."""

from dataclasses import dataclass

from models.facts import Evidence, Task
from models.names import TaskOrigin
from parsers.tables.bodies import NamedBody
from parsers.tables.passage import Passage, evidence
from parsers.tables.table_periods import Stated
from parsers.tasks.deadlines import read_deadline

_FIELDS = {"lead": ("lead",), "responsible": ("responsible", "builder"), "cooperating": ("cooperating",)}


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What is to be done: its name, its number with the evidence of it, and in full."""

    name: Passage
    serial: str = ""
    number: tuple[Evidence, ...] = ()
    content: Passage | None = None


def make_task(
    origin: TaskOrigin,
    told: Told,
    bodies: tuple[NamedBody, ...],
    deadline: Passage | None,
    status: Passage | None,
    plan: Stated | None,
    *,
    table: int | None = None,
    row: int | None = None,
    heading: int | None = None,
    group: Passage | None = None,
) -> Task:
    """The record; `plan` is the plan's period, `group` the group or heading it belongs to."""
    by_when = read_deadline(deadline, plan) if deadline else None
    pieces = (
        *evidence("name", told.name.text, told.name),
        *told.number,
        *(evidence("content", told.content.text, told.content) if told.content else ()),
        *(evidence("group_name", group.text, group, derivation="inherited") if group else ()),
        *(by_when.evidence() if by_when else ()),
        *(evidence("status_raw", status.text, status) if status else ()),
        *_body_evidence(bodies),
    )
    return Task(
        origin,
        told.name.text,
        told.name.places[0][0],
        pieces,
        table,
        row,
        heading,
        told.serial,
        group.text if group else None,
        told.content.text if told.content else None,
        by_when.raw.text if by_when else None,
        by_when.value if by_when else None,
        status.text if status else None,
        tuple(body.body() for body in sorted(bodies, key=_rank)),
    )


def _rank(body: NamedBody) -> int:
    """Who leads first, who takes part last."""
    return next((rank for rank, roles in enumerate(_FIELDS.values()) if body.role in roles), len(_FIELDS))


def _body_evidence(bodies: tuple[NamedBody, ...]) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for field, roles in _FIELDS.items():
        named = [body for body in bodies if body.role in roles]
        joined = "；".join(body.name.text for body in named)
        found += [piece for body in named for piece in evidence(field, joined, body.name)]
    return tuple(found)
