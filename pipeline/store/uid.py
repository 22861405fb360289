"""Content-derived identifiers of records: the same file read again gives the same, whatever the database.

A uid is made from the record's kind, the file's SHA-256 and the place of its main evidence, never from its
values; records that share all of these are told apart by their order.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from models.document import Block
from models.facts import BoxItem, Evidence, Facts
from models.names import RecordKind

Uids = dict[RecordKind, tuple[str, ...]]
_DIGITS = 16


def record_uids(facts: Facts) -> Uids:
    """16 hexadecimal digits for each record, unique in the document, by kind and position."""
    structure = facts.structure
    blocks, source = structure.document.blocks, structure.document.sha256
    evident: tuple[tuple[RecordKind, Iterable[tuple[Evidence, ...]]], ...] = (
        ("heading", (heading.evidence for heading in structure.headings)),
        ("box", (box.evidence for box in structure.boxes)),
        ("box_item", (item.evidence for item in box_items(facts))),
        ("indicator", (indicator.evidence for indicator in facts.indicators)),
        ("project", (project.evidence for project in facts.projects)),
    )
    uids: Uids = {
        kind: _uids(kind, source, [_place(evidence, blocks) for evidence in pieces])
        for kind, pieces in evident
    }
    uids["mention"] = _uids(
        "mention", source, [f"{_span(m.block, m.start, m.end, blocks)}\n{m.label}" for m in facts.mentions]
    )
    uids["figure"] = _uids(
        "figure", source, [f"{_span(f.block, f.start, f.end, blocks)}\n{f.role or ''}" for f in facts.figures]
    )
    return uids


def box_items(facts: Facts) -> Iterator[BoxItem]:
    """The items of all boxes in order: the position of a box item as an owner counts over all of them."""
    for box in facts.structure.boxes:
        yield from box.items


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


def _place(evidence: tuple[Evidence, ...], blocks: Sequence[Block]) -> str:
    main = next((piece for piece in evidence if piece.role == "value"), evidence[0] if evidence else None)
    return "" if main is None else _span(main.block, main.start, main.end, blocks)


def _span(block: int, start: int, end: int, blocks: Sequence[Block]) -> str:
    return f"{blocks[block].part}\n{blocks[block].xml_path}\n{start}\n{end}"
