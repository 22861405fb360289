"""What a rule gives: a check that agreed, or a finding with its evidence on every side."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.names import Severity
from models.quick import quick
from pipeline.rules.changed import ChangedRow
from pipeline.rules.records import BlockRow, FigureRow, Held, Piece
from pipeline.rules.wording import Sentence


@quick
@dataclass(frozen=True, slots=True)
class Side:
    """A place a finding rests on: a span of a block, and the record it belongs to."""

    block: int
    start: int
    end: int
    quote: str
    record: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class Agreed:
    """A check that agreed, exactly or (`rounded`) within what was printed; `sides` are the places that were
    held against each other, `expected` and `actual` what they say."""

    rounded: bool = False
    sides: tuple[Side, ...] = ()
    expected: str | None = None
    actual: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction or oddity. `message` is one sentence; `expected` and `actual` are values
    and quotes; the first of `sides` is the main evidence;
    `severity` None for the rule's own; `before` are the places in the version before that it rests on
    too."""

    message: Sentence
    sides: tuple[Side, ...]
    expected: str | None = None
    actual: str | None = None
    severity: Severity | None = None
    before: tuple[Side, ...] = ()


Result = Agreed | Finding
Check = Callable[[Held], Iterable[Result]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with what the catalogue says of it: what it means, an example, what to do, how it can be
    wrong."""

    code: str
    severity: Severity
    check: Check
    meaning: str
    example: str
    remedy: str
    caveat: str


def span(block: BlockRow, start: int, end: int, record: int | None = None) -> Side:
    """A span of a block as a side."""
    return Side(block.id, start, end, block.text[start:end], record)


def whole(block: BlockRow, record: int | None = None) -> Side | None:
    """The text of a block without white space at its ends; None when there is none."""
    bare = block.text.strip()
    start = block.text.find(bare)
    return span(block, start, start + len(bare), record) if bare else None


def field_side(held: Held, record: int, *fields: str) -> Side | None:
    """The main evidence of the first of these fields that has any."""
    pieces = held.pieces.get(record, ())
    for name in fields:
        found = sorted((piece for piece in pieces if piece.field == name), key=_rank)
        if found:
            return Side(found[0].block, found[0].start, found[0].end, found[0].quote, record)
    return None


def _rank(piece: Piece) -> tuple[bool, bool]:
    return piece.role != "value", piece.derivation == "inherited"


def figure_side(held: Held, figure: FigureRow) -> Side:
    """The characters of a figure."""
    return span(held.blocks[figure.block], figure.start, figure.end, figure.id)


def agreed(*places: "Side | None", rounded: bool = False) -> Agreed:
    """A check that agreed, with the places that were held against each other."""
    return Agreed(rounded, sides(*places))


def sides_before(held: Held, record: int, *fields: str) -> tuple[Side, ...]:
    """The main evidence, in the version before, of the first of these fields of a record there; none where
    there is no such version."""
    return () if held.previous is None else sides(field_side(held.previous, record, *fields))


def changed_side(change: ChangedRow) -> tuple[Side, ...]:
    """The characters of a change in the version before."""
    if change.old_block is None or change.old_start is None or change.old_end is None:
        return ()
    return (Side(change.old_block, change.old_start, change.old_end, change.old_quote or "", change.old_id),)


def sides(*found: Side | None) -> tuple[Side, ...]:
    """Those that are there, each place once."""
    return tuple(dict.fromkeys(side for side in found if side is not None))


def heading_side(held: Held, heading: int) -> Side | None:
    """The span of a heading."""
    found = next((row for row in held.headings if row.id == heading), None)
    return None if found is None else span(held.blocks[found.block], found.start, found.end, heading)
