"""Facts put into a database as they are, without rules."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from models.facts import Facts, NumberClaim
from pipeline.clock import utc_now
from pipeline.ingest.identity import PlanChoice
from pipeline.ingest.parcels import parcel_of
from pipeline.ingest.put import Stored, next_place, write_linked
from pipeline.ingest.understand import Understood
from pipeline.store.numbers import numbers_after


def store(
    connection: Connection,
    facts: Facts,
    content: bytes,
    plan: PlanChoice,
    claims: Iterable[NumberClaim] = (),
    clock: Callable[[], str] = utc_now,
    dated: str | None = None,
) -> Stored:
    """The document as the next version of its plan."""
    numbers = numbers_after(connection)
    understood = Understood(facts, tuple(claims))
    with parcel_of(understood, content, checked=False).opened() as parcel:
        place = next_place(connection, parcel.label, content, plan, numbers, clock, dated)
        return write_linked(connection, parcel, place, plan.key, numbers)
