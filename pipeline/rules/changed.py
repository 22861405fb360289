"""What changed since the version before, as the rules see it: rows read back from the table of changes."""

from dataclasses import dataclass
from typing import Annotated

from sqlalchemy import Connection

from pipeline.store.typed_rows import read, read_from


@read_from("change", "from_version_id = :before AND to_version_id = :version")
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
    old_block: Annotated[int | None, "old_block_id"]
    old_start: Annotated[int | None, "old_char_start"]
    old_end: Annotated[int | None, "old_char_end"]
    block: Annotated[int | None, "new_block_id"]
    start: Annotated[int | None, "new_char_start"]
    end: Annotated[int | None, "new_char_end"]
    old_quote: str | None
    new_quote: str | None
    of_class: Annotated[str, "class"]


def changes_between(connection: Connection, before: int, version: int) -> tuple[ChangedRow, ...]:
    """The changes from one version to the next, in the order of the document."""
    return read(connection, ChangedRow, order="change_id", before=before, version=version)
