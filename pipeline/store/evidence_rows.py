"""Rows of evidence: the pieces of a record that lie at one place are one row, and what they support is said
once for all places where it is the same (tables `evidence` and `support`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from sqlalchemy import Connection

from models import schema
from models.facts import Evidence, Facts
from models.kinds import KINDS
from pipeline.store.backends import backend_of, plain
from pipeline.store.document_rows import Cells, Ids

Support = tuple[tuple[int, str, str, str], ...]
"""Field, role and derivation of each piece at a place, and by how much its position is above that of the
first."""
Supports = dict[Support, int]
"""Their numbers."""
_HELD: Final = f"SELECT {', '.join(schema.support.columns.keys())} FROM support ORDER BY support_id, position"  # noqa: S608


def evidence_rows(facts: Facts, ids: Ids, supports: Supports) -> Iterator[Cells]:
    """Table `evidence`; what is supported gets its number in `supports`."""
    for kind in KINDS:
        for record_id, fact in zip(ids.records[kind.name], kind.facts(facts), strict=True):
            for position, support, piece in _places(fact.evidence):
                number = supports.setdefault(support, len(supports) + 1)
                yield record_id, position, number, ids.blocks[piece.block], piece.start, piece.end


def _places(evidence: Sequence[Evidence]) -> Iterator[tuple[int, Support, Evidence]]:
    """The places in the order of their first pieces."""
    at: dict[tuple[int, int, int], list[int]] = {}
    for position, piece in enumerate(evidence):
        at.setdefault((piece.block, piece.start, piece.end), []).append(position)
    for positions in at.values():
        first = positions[0]
        support = [_supported(position - first, evidence[position]) for position in positions]
        yield first, tuple(support), evidence[first]


def _supported(further: int, piece: Evidence) -> tuple[int, str, str, str]:
    return further, piece.field, piece.role, piece.derivation


def support_rows(supports: Mapping[Support, int]) -> Iterator[Cells]:
    """Table `support`."""
    for support, number in supports.items():
        for said in support:
            yield number, *said


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
                names = schema.support.columns.keys()
                backend_of(writer).insert_rows(writer, schema.support, names, [*support_rows(fresh)])
            held |= fresh
    return [held[support] for support in wanted]


def _held(connection: Connection) -> Supports:
    return supports_of(plain(connection).execute(_HELD).fetchall())
