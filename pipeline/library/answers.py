"""From what the commands use to the values that programs get."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from pipeline.ask import trace_values as traced
from pipeline.ask.trace_records import places
from pipeline.ask.trace_values import Span
from pipeline.library.citing import Worded, worded
from pipeline.library.values import Answer, Change, Citation, Evidence, Finding, Other, Paragraph, Record
from pipeline.rules.check import Checked, Found
from pipeline.rules.run import Run
from pipeline.versions.change import Change as Difference
from pipeline.versions.change import Span as ChangedSpan
from pipeline.versions.diff import Diff, name_of


def answer_of(connection: Connection, answer: traced.Answer) -> Answer:
    """A trace."""
    words = worded(connection, (span.place.block_id for span in _spans(answer)))
    return Answer(
        answer.what,
        answer.reading,
        tuple(record_of(record, words) for record in answer.records),
        answer.n_records,
        tuple(_paragraph_of(paragraph, words) for paragraph in answer.paragraphs),
        answer.n_paragraphs,
        answer.partial,
    )


def _spans(answer: traced.Answer) -> Iterator[Span]:
    for record in answer.records:
        yield from spans_of(record)
    for paragraph in answer.paragraphs:
        yield from _shown(paragraph)


def spans_of(record: traced.TracedRecord) -> Iterator[Span]:
    """The spans that a record rests on, and those of the other places."""
    yield from (piece.span for piece in record.evidence)
    yield from (other.span for other in record.elsewhere)


def record_of(record: traced.TracedRecord, words: Worded) -> Record:
    """A traced record."""
    return Record(
        record.reference.kind,
        record.reference.id,
        record.uid,
        record.name,
        record.version.plan,
        record.version.version,
        dict(record.fields),
        tuple(
            Evidence(piece.field, piece.value, piece.role, piece.derivation, words.cite(piece.span))
            for piece in record.evidence
        ),
        tuple(
            Other(
                other.relation,
                None if other.reference is None else str(other.reference),
                other.name,
                words.cite(other.span),
            )
            for other in record.elsewhere
        ),
        record.n_elsewhere,
    )


def _shown(paragraph: traced.TracedParagraph) -> tuple[Span, ...]:
    """The places that were looked for; the whole paragraph where it was named itself."""
    return paragraph.spans or (Span(paragraph.place, 0, len(paragraph.place.text)),)


def _paragraph_of(paragraph: traced.TracedParagraph, words: Worded) -> Paragraph:
    return Paragraph(
        paragraph.place.text,
        tuple(words.cite(span) for span in _shown(paragraph)),
        tuple(str(reference) for reference, _ in paragraph.records),
    )


def cited(
    connection: Connection, spans: Iterable[tuple[int, int, int]]
) -> dict[tuple[int, int, int], Citation]:
    """Citations of spans given as (block, start, end)."""
    wanted = set(spans)
    held = places(connection, (block for block, _, _ in wanted))
    words = worded(connection, held)
    return {
        (block, start, end): words.cite(Span(held[block], start, end))
        for block, start, end in wanted
        if block in held
    }


def findings_of(connection: Connection, run: Run) -> tuple[Finding, ...]:
    """The findings of a run, plan by plan."""
    sides = [side for one in run.checked for found in one.findings for side in found.sides]
    citations = cited(connection, ((side.block, side.start, side.end) for side in sides))
    return tuple(
        _finding_of(one, found, tuple(citations[side.block, side.start, side.end] for side in found.sides))
        for one in run.checked
        for found in one.findings
    )


def _finding_of(checked: Checked, found: Found, citations: tuple[Citation, ...]) -> Finding:
    return Finding(
        found.id,
        checked.plan,
        checked.number,
        found.rule,
        found.severity,
        found.message,
        found.message_zh,
        found.expected,
        found.actual,
        found.status,
        found.note,
        citations,
    )


def changes_of(connection: Connection, found: Diff) -> tuple[Change, ...]:
    """All changes, in the order of the document."""
    changes = found.comparison.changes
    spans = [_key(place) for change in changes for place in (change.old, change.new)]
    citations = cited(connection, (span for span in spans if span is not None))
    return tuple(_change_of(found, change, citations) for change in changes)


def _key(place: object) -> tuple[int, int, int] | None:
    return (place.block, place.start, place.end) if isinstance(place, ChangedSpan) else None


def _change_of(found: Diff, change: Difference, citations: dict[tuple[int, int, int], Citation]) -> Change:
    old, new = (
        None if (key := _key(place)) is None else citations.get(key) for place in (change.old, change.new)
    )
    return Change(
        found.plan,
        found.old.version,
        found.new.version,
        change.record_kind,
        change.change,
        change.of_class,
        name_of(found, change),
        found.path(change),
        change.field,
        change.old_value,
        change.new_value,
        change.delta,
        change.percent,
        change.old_id,
        change.new_id,
        old,
        new,
    )
