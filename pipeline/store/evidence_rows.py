"""Rows of evidence: the pieces of a record that lie at one place are one row, and what they support is said
once for all places where it is the same (tables `evidence` and `support`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, insert, select

from models import schema
from models.facts import Evidence, Facts
from models.kinds import KINDS
from pipeline.store.backends import backend_of
from pipeline.store.document_rows import Ids, Row

Support = tuple[tuple[int, str, str, str], ...]
"""Field, role and derivation of each piece at a place, and by how much its position is above that of the
first."""
Supports = dict[Support, int]
"""Their numbers."""
_SUPPORT = schema.support.c
_PLACE = attrgetter("block", "start", "end")


def evidence_rows(facts: Facts, ids: Ids, supports: Supports) -> Iterator[Row]:
    """Table `evidence`; what is supported gets its number in `supports`."""
    for kind in KINDS:
        for record_id, fact in zip(ids.records[kind.name], kind.facts(facts), strict=True):
            for position, support, piece in _places(fact.evidence):
                yield {
                    "record_id": record_id,
                    "position": position,
                    "support_id": supports.setdefault(support, len(supports) + 1),
                    "block_id": ids.blocks[piece.block],
                    "char_start": piece.start,
                    "char_end": piece.end,
                }


def _places(evidence: Sequence[Evidence]) -> Iterator[tuple[int, Support, Evidence]]:
    """The places in the order of their first pieces."""
    at: dict[tuple[int, int, int], list[int]] = {}
    for position, piece in enumerate(evidence):
        at.setdefault(_PLACE(piece), []).append(position)
    for first, *others in at.values():
        yield (
            first,
            tuple(
                (position - first, piece.field, piece.role, piece.derivation)
                for position in (first, *others)
                for piece in (evidence[position],)
            ),
            evidence[first],
        )


def support_rows(supports: Mapping[Support, int]) -> Iterator[Row]:
    """Table `support`."""
    names = tuple(column.name for column in schema.support.columns)
    for support, number in supports.items():
        for said in support:
            yield dict(zip(names, (number, *said), strict=True))


def supports_of(rows: Iterable[Sequence[object]]) -> Supports:
    """The supports that rows of the table hold, given in the order of its key."""
    return {
        tuple((row[1], row[2], row[3], row[4]) for row in of_one): number  # type: ignore[misc]
        for number, of_one in groupby(rows, key=lambda row: row[0])
    }


def keep_supports(connection: Connection, wanted: Supports) -> list[int]:
    """The numbers that supports have in the database, which holds them afterwards, in the order given."""
    held = _held(connection)
    if not wanted.keys() <= held.keys():
        with backend_of(connection).apart(connection, schema.support) as writer:
            held = _held(writer)
            unknown = (support for support in wanted if support not in held)
            first = max(held.values(), default=0) + 1
            fresh = {support: number for number, support in enumerate(unknown, first)}
            if fresh:
                writer.execute(insert(schema.support), [*support_rows(fresh)])
            held |= fresh
    return [held[support] for support in wanted]


def _held(connection: Connection) -> Supports:
    ordered = select(*_SUPPORT).order_by(_SUPPORT.support_id, _SUPPORT.position)
    return supports_of(connection.execute(ordered).all())
