"""Content-derived identifiers of records: the same file read again gives the same, whatever the database.

A uid is made from the record's kind, the file's SHA-256 and the place of its main evidence, never from its
values; records that share all of these are told apart by their order.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from operator import attrgetter

from models.document import Block
from models.facts import Facts
from models.kind import Fact, Kind
from models.kinds import KINDS
from models.names import RecordKind

Uids = dict[RecordKind, tuple[str, ...]]
_DIGITS = 16


def record_uids(facts: Facts) -> Uids:
    """16 hexadecimal digits for each record, unique in the document, by kind and position."""
    document = facts.structure.document
    return {
        kind.name: _uids(
            kind.name, document.sha256, [_place(kind, fact, document.blocks) for fact in kind.facts(facts)]
        )
        for kind in KINDS
    }


def _uids(kind: RecordKind, source: str, places: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    found = []
    for place in places:
        seen[place] += 1
        found.append(
            sha256(
                "\n".join((kind, source, place, str(seen[place]))).encode("utf-8", "surrogatepass")
            ).hexdigest()[:_DIGITS]
        )
    return tuple(found)


def _place(kind: Kind, fact: Fact, blocks: Sequence[Block]) -> str:
    """Its own span with what tells it apart there, else its main evidence."""
    if kind.apart is not None:
        block, start, end, apart = _own_place(kind.apart)(fact)
        return f"{_span(block, start, end, blocks)}\n{apart or ''}"
    main = next((piece for piece in fact.evidence if piece.role == "value"), next(iter(fact.evidence), None))
    return "" if main is None else _span(main.block, main.start, main.end, blocks)


@cache
def _own_place(apart: str) -> Callable[[Fact], tuple[int, int, int, str | None]]:
    return attrgetter("block", "start", "end", apart)


def _span(block: int, start: int, end: int, blocks: Sequence[Block]) -> str:
    return f"{blocks[block].part}\n{blocks[block].xml_path}\n{start}\n{end}"
