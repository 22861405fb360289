"""The pieces of evidence one by one, for queries over the tables, where those of one place lie together
(`evidence` and `support`)."""

from typing import Final

PIECE_COLUMNS: Final = (
    "record_id",
    "position",
    "field",
    "role",
    "derivation",
    "block_id",
    "char_start",
    "char_end",
)
_COLUMNS: Final = (
    "ev.record_id, ev.position + su.position AS position, su.field, su.role, su.derivation, ev.block_id,"
    " ev.char_start, ev.char_end"
)
_JOINED: Final = "FROM evidence ev JOIN support su ON su.support_id = ev.support_id"
QUOTE: Final = "substr(b.text, ev.char_start + 1, ev.char_end - ev.char_start)"

PIECES: Final = f"(SELECT {_COLUMNS} {_JOINED})"  # noqa: S608
"""To stand behind FROM, with `PIECE_COLUMNS`."""
QUOTED_PIECES: Final = (
    f"(SELECT {_COLUMNS}, {QUOTE} AS quote {_JOINED} JOIN block b ON b.block_id = ev.block_id)"  # noqa: S608
)
"""The same with the quote."""
