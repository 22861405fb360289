"""A traced record in short: the piece of evidence that shows it best, its place in words, the other places
and what contradicts it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from sqlalchemy import Connection

from pipeline.ask.trace_records import KINDS
from pipeline.ask.trace_values import Answer, Elsewhere, Piece, Reference, TracedParagraph, TracedRecord
from pipeline.store.cells import integer
from pipeline.store.held import rows_by_id, select
from pipeline.store.typed_rows import read_by_id, read_from
from pipeline.store.value_words import Stated, stated


@read_from(
    "v_findings f JOIN v_finding_evidence e ON e.finding_id = f.finding_id",
    "f.status <> 'dismissed' AND f.severity <> 'info'",
)
@dataclass(frozen=True, slots=True)
class Contradicting:
    """A finding worth telling, and characters that one of its sides rests on."""

    finding_id: Annotated[int, "f.finding_id"]
    message: Annotated[str, "f.message"]
    message_zh: Annotated[str, "f.message_zh"]
    char_start: Annotated[int, "e.char_start"]
    char_end: Annotated[int, "e.char_end"]
    block_id: Annotated[int, "e.block_id"]


@read_from("v_trace")
@dataclass(frozen=True, slots=True)
class _PlaceInWords:
    """Where a paragraph stands that some record rests on."""

    block_id: int
    place: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class WordedPlace:
    """Where a paragraph stands, as a person would say it: 第4段; 表1第3行“2025年”列. The page is None where
    the file does not say."""

    words: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Brief:
    """A record in short. `shown` is None where nothing in the text shows it."""

    record: TracedRecord
    shown: Piece | None
    elsewhere: tuple[Elsewhere, ...]
    findings: tuple[Contradicting, ...]


@dataclass(frozen=True, slots=True)
class BriefAnswer:
    """Records of which none is told as another place of one before, paragraphs, the places in words by
    block, and what the figures among the others state by their numbers."""

    records: tuple[Brief, ...]
    paragraphs: tuple[TracedParagraph, ...]
    places: Mapping[int, WordedPlace]
    stated: Mapping[int, Stated]


def in_short(connection: Connection, answer: Answer) -> BriefAnswer:
    """The answer, each statement once: a record that another one names as a place that says the same is not
    told again."""
    told: set[Reference] = set()
    kept: list[TracedRecord] = []
    for record in answer.records:
        if record.reference not in told:
            kept.append(record)
        told.update(_told_with(record))
    shown = {record.reference: _shown(record) for record in kept}
    findings = _findings(connection, [piece for piece in shown.values() if piece is not None])
    briefs = tuple(
        Brief(record, piece, _told_in_order(record), _touching(findings, piece))
        for record in kept
        for piece in [shown[record.reference]]
    )
    blocks = {other.span.place.block_id for brief in briefs for other in brief.elsewhere}
    blocks |= {piece.span.place.block_id for piece in shown.values() if piece is not None}
    blocks |= {paragraph.place.block_id for paragraph in answer.paragraphs}
    figures = [other.reference for brief in briefs for other in brief.elsewhere]
    figures += [one for paragraph in answer.paragraphs for one, _ in paragraph.records]
    places = worded_places(connection, blocks)
    return BriefAnswer(briefs, answer.paragraphs, places, _stated(connection, figures))


def _stated(connection: Connection, references: Iterable[Reference | None]) -> dict[int, Stated]:
    """What the figures among records state."""
    ids = [one.id for one in references if one is not None and one.kind == "figure"]
    found = rows_by_id(connection, select("*", "v_figures", "figure_id IN"), ids)
    return {integer(row["figure_id"]): stated(row) for row in found}


def _told_with(record: TracedRecord) -> Iterator[Reference]:
    """What says the same as the record: the same value, or for a name, the name again."""
    for other in record.elsewhere:
        if other.reference is not None and (
            other.relation == "same value and unit"
            or record.reference.kind == other.reference.kind == "mention"
        ):
            yield other.reference


def _told_in_order(record: TracedRecord) -> tuple[Elsewhere, ...]:
    """What states the same value before what only has the same name."""
    return tuple(sorted(record.elsewhere, key=lambda other: other.relation == "same name"))


def _shown(record: TracedRecord) -> Piece | None:
    """The value of the column that a reader looks for."""
    column = KINDS[record.reference.kind].shown_by
    pieces = sorted(record.evidence, key=lambda piece: (piece.field != column, piece.role != "value"))
    return pieces[0] if pieces else None


def _findings(connection: Connection, pieces: Iterable[Piece]) -> tuple[Contradicting, ...]:
    return read_by_id(
        connection, Contradicting, "e.block_id", (piece.span.place.block_id for piece in pieces)
    )


def _touching(findings: Iterable[Contradicting], piece: Piece | None) -> tuple[Contradicting, ...]:
    """Findings one side of which rests on the same characters, each once."""
    found = {
        one.finding_id: one
        for one in findings
        if piece is not None
        and one.block_id == piece.span.place.block_id
        and one.char_start < piece.span.end
        and piece.span.start < one.char_end
    }
    return tuple(found.values())


def worded_places(connection: Connection, blocks: Iterable[int]) -> dict[int, WordedPlace]:
    """The places of paragraphs that some record rests on."""
    found = read_by_id(connection, _PlaceInWords, "block_id", blocks)
    return {row.block_id: WordedPlace(row.place or "", row.page) for row in found}
