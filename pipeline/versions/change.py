"""What a change is, and how numbers are told."""

from dataclasses import dataclass
from decimal import Decimal

from models.names import ChangeClass


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a block with the characters that stand there; `quote` is '' where something was only put in
    or taken out."""

    block: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record whose evidence is the place; looked up when all changes are known."""

    record: int
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row of v_changes. `old` and `new` say where; `delta` and `percent` are in base units.

    `spot` counts the places at which one paragraph changed (0 for the first); `of_class` says what kind of
    difference it is; `part_of` is the position, among all changes, of the one that tells the same.
    """

    record_kind: str
    change: str
    field: str | None = None
    old_value: str | None = None
    new_value: str | None = None
    delta: float | None = None
    percent: float | None = None
    old_id: int | None = None
    new_id: int | None = None
    old: Span | Field | None = None
    new: Span | Field | None = None
    matched_by: str | None = None
    score: float | None = None
    spot: int = 0
    of_class: ChangeClass = "substance"
    part_of: int | None = None


def difference(old: Decimal | None, new: Decimal | None) -> tuple[float | None, float | None]:
    """(new less old, the same in percent of the old); None where it cannot be told."""
    if old is None or new is None:
        return None, None
    delta = new - old
    return float(delta), float(delta / abs(old) * 100) if old else None
