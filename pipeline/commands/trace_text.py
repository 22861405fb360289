"""How the answer to a trace looks to a person: rows and columns are counted from 1."""

from collections import defaultdict
from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from models.language import later, many, say
from pipeline.ask.trace_values import (
    Answer,
    Elsewhere,
    Piece,
    Place,
    Relation,
    Span,
    TracedParagraph,
    TracedRecord,
)
from pipeline.commands import terminal
from pipeline.commands.codes import code_name, field_name
from pipeline.commands.search_text import snippet
from pipeline.commands.trace_quotes import quoted
from pipeline.commands.version_line import version_line
from pipeline.store.held import HeldVersion
from pipeline.store.value_words import stated, unprinted

_AROUND = 60
_LONGEST_VALUE = 80
_MOST_QUOTES = 20
_QUIET = "dim"
_RELATIONS: dict[Relation, str] = {
    "same name": later("same name"),
    "same value and unit": later("same value and unit"),
    "text": later("text"),
}
# Columns that say which record it is or where it stands: shown in the head and with the evidence.
_NOT_FIELDS = {
    "plan",
    "version",
    "is_current",
    "uid",
    "lineage",
    "part",
    "xml_path",
    "char_start",
    "char_end",
    "quote",
    "heading_path",
    "path",
}
_NOT_FIELDS |= {"ordinal", "block_id", "row_index", "entity_id"}


def answer_text(answer: Answer, *, colour: bool) -> Iterator[RenderableType]:
    """Records, then paragraphs, each followed by how many more there are."""
    for record in answer.records:
        yield from _record(record, colour=colour)
        yield ""
    left = answer.n_records - len(answer.records)
    if left > 0:
        yield many(left, "… and {n} more record (--limit)", "… and {n} more records (--limit)")
    for paragraph in answer.paragraphs:
        yield from _paragraph(paragraph, colour=colour)
        yield ""
    left = answer.n_paragraphs - len(answer.paragraphs)
    if left > 0:
        yield many(left, "… and {n} more paragraph (--limit)", "… and {n} more paragraphs (--limit)")
    if answer.partial:
        yield say("Very many paragraphs have these words; only the first were looked at (--plan, --limit 0)")


def _record(record: TracedRecord, *, colour: bool) -> Iterator[RenderableType]:
    name = Text(terminal.printable(record.name), style="bold")
    if record.reference.kind == "figure" and (words := unprinted(stated(dict(record.fields)))):
        name.append(terminal.printable(f"  {words}"))
    yield terminal.hanging(f"{record.reference}  ", name, style="bold cyan")
    yield from _source(record.version)
    yield terminal.hanging("  ", _fields(record))
    yield "  " + say("evidence")
    path: str | None = None
    for span, pieces in _by_span(record.evidence).items():
        if span.place.heading_path != path:
            path = span.place.heading_path
            yield terminal.hanging(
                "    " + say("under "), path or say("(before the first heading)"), style=_QUIET
            )
        yield from _evidence(span, pieces, colour=colour)
    if record.elsewhere:
        yield "  " + say("also stated in")
    for other in record.elsewhere:
        yield from _elsewhere(other, colour=colour)
    left = record.n_elsewhere - len(record.elsewhere)
    if left > 0:
        yield "    " + many(left, "… and {n} more place (--limit)", "… and {n} more places (--limit)")


def _source(version: HeldVersion) -> Iterator[RenderableType]:
    yield terminal.hanging("  ", version_line(version))
    yield terminal.hanging("  ", f"sha256 {version.source_sha256}")


def _fields(record: TracedRecord) -> Text:
    values = dict(record.fields)
    line = Text.assemble(("uid ", _QUIET), record.uid)
    for name, value in record.fields:
        exact = values.get(f"{name}_text", value)
        hidden = name in _NOT_FIELDS or name.endswith("_text") or name == f"{record.reference.kind}_id"
        if hidden or exact in (None, ""):
            continue
        line.append(" · ").append(f"{field_name(name)} ", style=_QUIET)
        line.append(terminal.printable(terminal.shortened(code_name(name, exact), _LONGEST_VALUE)))
    return line


def _by_span(pieces: tuple[Piece, ...]) -> dict[Span, list[Piece]]:
    grouped: dict[Span, list[Piece]] = defaultdict(list)
    for piece in pieces:
        grouped[piece.span].append(piece)
    return grouped


def _evidence(span: Span, pieces: list[Piece], *, colour: bool) -> Iterator[RenderableType]:
    for piece in pieces:
        value = "NULL" if piece.value is None else code_name(piece.field, piece.value)
        shown = terminal.printable(terminal.shortened(value, _LONGEST_VALUE))
        yield terminal.hanging(
            "    ",
            Text.assemble(
                f"{field_name(piece.field)} = {shown}",
                (f"  {_how(piece)}", _QUIET),
            ),
        )
    yield terminal.hanging("      ", quoted(span, _AROUND, colour=colour))
    yield terminal.hanging("      ", Text(_where(span.place, f" [{span.start}:{span.end}]"), style=_QUIET))


def _how(piece: Piece) -> str:
    return say(", ").join((code_name("role", piece.role), code_name("derivation", piece.derivation)))


def _where(place: Place, more: str = "") -> str:
    file = f"block:{place.block_id} · {place.part} {place.xml_path}{more}"
    cell = _cell(place)
    return f"{cell} · {file}" if cell else file


def _cell(place: Place) -> str:
    """`table 3 “title”, row 4, column 5`, counted from 1; nothing outside tables."""
    if place.table_id is None or place.row_index is None or place.col_index is None:
        return ""
    caption = f" “{terminal.printable(place.table_caption)}”" if place.table_caption else ""
    return say(
        "table {table}{caption}, row {row}, column {column}",
        table=place.table_id,
        caption=caption,
        row=place.row_index + 1,
        column=place.col_index + 1,
    )


def _elsewhere(other: Elsewhere, *, colour: bool) -> Iterator[RenderableType]:
    name = (
        f"{other.reference}  {terminal.printable(other.name)}"
        if other.reference
        else f"block:{other.span.place.block_id}"
    )
    how = "" if other.reference is None else f"  {say(_RELATIONS[other.relation])}"
    place = say(", ").join(
        part for part in (terminal.printable(other.span.place.heading_path), _cell(other.span.place)) if part
    )
    yield terminal.hanging("    ", Text.assemble(name, (how, _QUIET)))
    yield terminal.hanging("      ", quoted(other.span, _AROUND, colour=colour))
    if place:
        yield terminal.hanging("      ", Text(place, style=_QUIET))


def _paragraph(paragraph: TracedParagraph, *, colour: bool) -> Iterator[RenderableType]:
    place = paragraph.place
    state = code_name("use", place.use)
    if place.use != "used":
        state = say("{state}: {reason}", state=state, reason=code_name("reason", place.reason))
    told = say(", ").join((code_name("kind", place.kind), state))
    yield terminal.hanging(f"block:{place.block_id}  ", Text(told), style="bold cyan")
    yield from _source(place.version)
    path = place.heading_path or say("(before the first heading)")
    yield terminal.hanging("  " + say("under "), path, style=_QUIET)
    spans = [(span.start, span.end) for span in paragraph.spans[:_MOST_QUOTES]]
    yield terminal.hanging("    ", snippet(place.text, spans, colour=colour) if spans else place.text)
    yield terminal.hanging("    ", Text(_where(place), style=_QUIET))
    for reference, name in paragraph.records:
        yield terminal.hanging("    ", f"{reference}  {name}")
