"""What changed since the version before, as the rules see it: rows read back from the table of changes."""

from dataclasses import dataclass

from sqlalchemy import Connection

_CHANGES = (
    "SELECT record_kind, change, field, old_value, new_value, old_id, new_id, new_block_id, new_char_start,"
    " new_char_end, old_quote, new_quote, class FROM change WHERE from_version_id = ? AND to_version_id = ?"
    " ORDER BY change_id"
)


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A change: of which record, what, the values and quotes of both versions, where it stands in the newer
    one."""

    record_kind: str
    change: str
    field: str | None
    old_value: str | None
    new_value: str | None
    old_id: int | None
    new_id: int | None
    block: int | None
    start: int | None
    end: int | None
    old_quote: str | None
    new_quote: str | None
    of_class: str


def changes_between(connection: Connection, before: int, version: int) -> tuple[ChangedRow, ...]:
    """The changes from one version to the next, in the order of the document."""
    return tuple(ChangedRow(*row) for row in connection.exec_driver_sql(_CHANGES, (before, version)).all())
