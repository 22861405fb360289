"""From a record, a number or words to the characters they rest on, and to the other places that state the
same thing.

`trace` reads the public views and gives frozen values; `pipeline.commands.trace_text` shows them to people,
`as_json` to programs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from pipeline.ask.trace_elsewhere import elsewhere
from pipeline.ask.trace_lookup import Found, find
from pipeline.ask.trace_records import places, read_records, records_of, rests_on
from pipeline.ask.trace_values import (
    Answer,
    Elsewhere,
    Piece,
    Place,
    Scope,
    Span,
    TracedParagraph,
    TracedRecord,
)

_EVERYWHERE = Scope()
_MOST = 200  # paragraphs with the words that are looked at: thousands of plans have too many to show


def trace(
    connection: Connection,
    what: str,
    scope: Scope = _EVERYWHERE,
    limit: int | None = None,
    *,
    every_place: bool = False,
) -> Answer:
    """What the database holds for `what`: `figure:12`, `indicator:5F…`, `block:7`, `9700`, `0.97万座`,
    `5G基站`.

    Args:
        connection: an open database.
        what: a record (kind and id, beginning of its uid, or part of its name), a number, or words.
        scope: the versions to look in (a record named by its id is found in any).
        limit: most records, most paragraphs, and most other places of a record; None for all. With one,
            words are looked for in some hundred paragraphs at most (`Answer.partial`).
        every_place: all other places of a record, whatever the limit.

    Raises:
        NotHeld: a record was named that is not there.
        WrongUse: there is nothing to look for in `what`.
    """
    most = None if limit is None else max(_MOST, limit)
    found = find(connection, what, scope, most=most)
    records = read_records(connection, found.references[:limit])
    spans = _unclaimed(rests_on(connection, found.references), found.spans)
    paragraphs = [*_named_blocks(connection, found), *_by_block(spans)]
    return Answer(
        what,
        found.reading,
        tuple(_with_elsewhere(connection, record, None if every_place else limit) for record in records),
        len(found.references),
        tuple(
            replace(paragraph, records=records_of(connection, paragraph.place.block_id))
            for paragraph in paragraphs[:limit]
        ),
        len(paragraphs),
        found.partial,
    )


def _unclaimed(claimed: Mapping[int, Sequence[tuple[int, int]]], spans: Sequence[Span]) -> list[Span]:
    """Spans of the text that none of the records rests on; `claimed` are the offsets they rest on, by
    block."""
    return [span for span in spans if not _meets(span, claimed.get(span.place.block_id, ()))]


def _meets(span: Span, others: Iterable[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in others)


def _by_block(spans: Sequence[Span]) -> list[TracedParagraph]:
    grouped: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        grouped[span.place.block_id].append(span)
    return [TracedParagraph(of_block[0].place, tuple(of_block), ()) for of_block in grouped.values()]


def _named_blocks(connection: Connection, found: Found) -> list[TracedParagraph]:
    return [TracedParagraph(place, (), ()) for place in places(connection, found.blocks).values()]


def _with_elsewhere(connection: Connection, record: TracedRecord, limit: int | None) -> TracedRecord:
    others = elsewhere(connection, record)
    return replace(record, elsewhere=others[:limit], n_elsewhere=len(others))


def as_json(answer: Answer) -> dict[str, object]:
    """The answer for `--format json`; rows and columns 0-based, offsets in code points."""
    return {
        "what": answer.what,
        "reading": answer.reading,
        "n_records": answer.n_records,
        "records": [_record_json(record) for record in answer.records],
        "n_paragraphs": answer.n_paragraphs,
        "partial": answer.partial,
        "paragraphs": [_paragraph_json(paragraph) for paragraph in answer.paragraphs],
    }


def _place_json(place: Place) -> dict[str, object]:
    names = (
        "heading_path",
        "part",
        "xml_path",
        "block_id",
        "table_id",
        "table_caption",
        "row_index",
        "col_index",
    )
    return {name: getattr(place, name) for name in names}


def _version_json(place_or_record: Place | TracedRecord) -> dict[str, object]:
    version = place_or_record.version
    names = ("plan", "version", "is_current", "file_name", "source_sha256")
    return {name: getattr(version, name) for name in names}


def _span_json(span: Span) -> dict[str, object]:
    prefix, quote, suffix = span.around()
    return {
        "char_start": span.start,
        "char_end": span.end,
        "prefix": prefix,
        "quote": quote,
        "suffix": suffix,
    }


def _record_json(record: TracedRecord) -> dict[str, object]:
    head = {"kind": record.reference.kind, "id": record.reference.id, "uid": record.uid, "name": record.name}
    return {
        **head,
        **_version_json(record),
        "fields": dict(record.fields),
        "evidence": [_piece_json(piece) for piece in record.evidence],
        "n_elsewhere": record.n_elsewhere,
        "elsewhere": [_elsewhere_json(other) for other in record.elsewhere],
    }


def _piece_json(piece: Piece) -> dict[str, object]:
    head = {"field": piece.field, "value": piece.value, "role": piece.role, "derivation": piece.derivation}
    return {**head, **_span_json(piece.span), **_place_json(piece.span.place)}


def _elsewhere_json(other: Elsewhere) -> dict[str, object]:
    record = None if other.reference is None else str(other.reference)
    return {
        "relation": other.relation,
        "record": record,
        "name": other.name,
        **_span_json(other.span),
        **_place_json(other.span.place),
    }


def _paragraph_json(paragraph: TracedParagraph) -> dict[str, object]:
    place = paragraph.place
    state = {"kind": place.kind, "use": place.use, "reason": place.reason, "text": place.text}
    found = [[span.start, span.end] for span in paragraph.spans]
    records = [{"record": str(reference), "name": name} for reference, name in paragraph.records]
    return {**_version_json(place), **_place_json(place), **state, "spans": found, "records": records}
