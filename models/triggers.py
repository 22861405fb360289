"""Triggers that keep every anchor true: a quote is the slice of its block, a span lies inside
it.

Each is data: a table, its span and what must hold of the new row; the SQL is SQLite's; other
databases make their own of it.
"""

from dataclasses import dataclass

from sqlalchemy import Table

from models import schema
from models.kinds import KINDS


def slice_of(row: str) -> str:
    """The condition that the span of a row (its alias) lies inside its block `b` and its quote is the slice.

    The length of the text is never asked: that reads it to its end, for each of the thousands of rows that a
    long paragraph has.
    """
    return f"{_spans(row)} AND {_length(row)} = length({row}.quote) AND {_slice(row)} = {row}.quote"


def inside(row: str) -> str:
    """The condition that the span of a row lies inside its block `b`: that its last character is there."""
    return f"{_spans(row)} AND substr(b.text, {row}.char_end, 1) <> ''"


def _spans(row: str) -> str:
    return f"{row}.char_start >= 0 AND {row}.char_start < {row}.char_end"


def _length(row: str) -> str:
    return f"{row}.char_end - {row}.char_start"


def _slice(row: str) -> str:
    return f"substr(b.text, {row}.char_start + 1, {_length(row)})"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A table with a span of a block. `owner` is the column whose record must be of the block's version;
    `also` what must hold besides of a row; `kept` when rows stay as they were written."""

    table: Table
    owner: str
    also: str = ""
    kept: bool = False

    def holds(self, row: str) -> str:
        """The condition over a new row (its alias), `b` (its block) and `r` (the record it belongs to)."""
        also = f" AND {self.also.format(row)}" if self.also else ""
        return f"b.version_id = r.version_id AND {inside(row)}{also}"

    @property
    def message(self) -> str:
        """What is said of a row that is refused."""
        return f"{self.table.name}: the span lies outside its block, or block and record are of two versions"

    @property
    def refusal(self) -> str:
        """What is said of a change of a row that is kept."""
        return f"{self.table.name}: a row stays as it was written, so that its quote does"


ANCHORS = (
    Anchor(
        schema.evidence,
        "record_id",
        "EXISTS (SELECT 1 FROM support s WHERE s.support_id = {0}.support_id)",
        kept=True,
    ),
    *(Anchor(kind.table, "record_id") for kind in KINDS if kind.printed is not None),
    *(Anchor(kind.bodies.table, kind.bodies.owner) for kind in KINDS if kind.bodies is not None),
)


def _refusal(name: str, event: str, condition: str, message: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} WHEN {condition}\nBEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _of_anchor(anchor: Anchor) -> list[str]:
    name = anchor.table.name
    found = (
        f"SELECT 1 FROM block b JOIN record r ON r.record_id = NEW.{anchor.owner}"  # noqa: S608
        f" WHERE b.block_id = NEW.block_id AND {anchor.holds('NEW')}"
    )
    watched = f"{anchor.owner}, block_id, char_start, char_end"
    absent = f"NOT EXISTS ({found})"
    inserted = _refusal(f"{name}_anchor_insert", f"INSERT ON {name}", absent, anchor.message)
    if anchor.kept:
        return [inserted, _refusal(f"{name}_anchor_update", f"UPDATE ON {name}", "TRUE", anchor.refusal)]
    return [
        inserted,
        _refusal(f"{name}_anchor_update", f"UPDATE OF {watched} ON {name}", absent, anchor.message),
    ]


def _of_findings() -> list[str]:
    found = f"SELECT 1 FROM block b WHERE b.block_id = NEW.block_id AND {slice_of('NEW')}"  # noqa: S608
    message = "finding_evidence: the quote is not the text at this place"
    return [
        _refusal("finding_anchor_insert", "INSERT ON finding_evidence", f"NOT EXISTS ({found})", message),
        _refusal(
            "finding_anchor_update",
            "UPDATE OF block_id, char_start, char_end, quote ON finding_evidence",
            f"NOT EXISTS ({found})",
            message,
        ),
    ]


def _of_blocks() -> list[str]:
    """What an anchor rests on stays: text may change only where no anchor notices, block and record keep
    their version."""
    moved = (
        "substr(NEW.text, a.char_start + 1, a.char_end - a.char_start) <> substr(OLD.text, a.char_start + 1,"
        " a.char_end - a.char_start)"
    )
    tables = [anchor.table.name for anchor in ANCHORS] + ["finding_evidence"]
    broken = " OR ".join(
        f"EXISTS (SELECT 1 FROM {name} a WHERE a.block_id = OLD.block_id AND {moved})"  # noqa: S608
        for name in tables
    )
    kept = "NEW.version_id <> OLD.version_id"
    return [
        _refusal(
            "block_text_update", "UPDATE OF text ON block", broken, "block: evidence rests on this text"
        ),
        _refusal(
            "block_version_update", "UPDATE OF version_id ON block", kept, "block: a block keeps its version"
        ),
        _refusal(
            "record_version_update",
            "UPDATE OF version_id ON record",
            kept,
            "record: a record keeps its version",
        ),
    ]


TRIGGERS: tuple[str, ...] = (
    *(sql for anchor in ANCHORS for sql in _of_anchor(anchor)),
    *_of_findings(),
    *_of_blocks(),
)
