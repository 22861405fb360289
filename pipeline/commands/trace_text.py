"""How the answer to a trace looks to a person: rows and columns are counted from 1."""

from collections import defaultdict
from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from pipeline.ask.trace_values import Answer, Elsewhere, Piece, Place, Span, TracedParagraph, TracedRecord
from pipeline.commands import terminal
from pipeline.commands.search_text import snippet
from pipeline.store.held import HeldVersion

_AROUND = 60
_LONGEST_VALUE = 80
_MOST_QUOTES = 20
_QUIET = "dim"
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
    yield from _more(answer.n_records - len(answer.records), "record")
    for paragraph in answer.paragraphs:
        yield from _paragraph(paragraph, colour=colour)
        yield ""
    yield from _more(answer.n_paragraphs - len(answer.paragraphs), "paragraph")


def _more(number: int, noun: str, indent: str = "") -> Iterator[RenderableType]:
    if number > 0:
        yield f"{indent}… and {number:,} more {noun if number == 1 else noun + 's'} (--limit)"


def _record(record: TracedRecord, *, colour: bool) -> Iterator[RenderableType]:
    yield terminal.hanging(
        f"{record.reference}  ", Text(terminal.printable(record.name), style="bold"), style="bold cyan"
    )
    yield from _source(record.version)
    yield terminal.hanging("  ", _fields(record))
    yield "  evidence"
    path: str | None = None
    for span, pieces in _by_span(record.evidence).items():
        if span.place.heading_path != path:
            path = span.place.heading_path
            yield terminal.hanging("    under ", path or "(before the first heading)", style=_QUIET)
        yield from _evidence(span, pieces, colour=colour)
    if record.elsewhere:
        yield "  also stated in"
    for other in record.elsewhere:
        yield from _elsewhere(other, colour=colour)
    yield from _more(record.n_elsewhere - len(record.elsewhere), "place", "    ")


def _source(version: HeldVersion) -> Iterator[RenderableType]:
    state = "current" if version.is_current else "not current"
    yield terminal.hanging("  ", f"{version.plan}, version {version.version} ({state}), {version.file_name}")
    yield terminal.hanging("  ", f"sha256 {version.source_sha256}")


def _fields(record: TracedRecord) -> Text:
    values = dict(record.fields)
    line = Text.assemble(("uid ", _QUIET), record.uid)
    for name, value in record.fields:
        exact = values.get(f"{name}_text", value)
        hidden = name in _NOT_FIELDS or name.endswith("_text") or name == f"{record.reference.kind}_id"
        if hidden or exact in (None, ""):
            continue
        line.append(" · ").append(f"{name} ", style=_QUIET)
        line.append(terminal.printable(terminal.shortened(str(exact), _LONGEST_VALUE)))
    return line


def _by_span(pieces: tuple[Piece, ...]) -> dict[Span, list[Piece]]:
    grouped: dict[Span, list[Piece]] = defaultdict(list)
    for piece in pieces:
        grouped[piece.span].append(piece)
    return grouped


def _evidence(span: Span, pieces: list[Piece], *, colour: bool) -> Iterator[RenderableType]:
    for piece in pieces:
        value = "NULL" if piece.value is None else terminal.shortened(piece.value, _LONGEST_VALUE)
        yield terminal.hanging(
            "    ",
            Text.assemble(
                f"{piece.field} = {terminal.printable(value)}",
                (f"  {piece.role}, {piece.derivation}", _QUIET),
            ),
        )
    yield terminal.hanging("      ", _quoted(span, colour=colour))
    yield terminal.hanging("      ", Text(_where(span.place, f" [{span.start}:{span.end}]"), style=_QUIET))


def _quoted(span: Span, *, colour: bool) -> Text:
    prefix, quote, suffix = span.around(_AROUND)
    left = "…" if span.start > len(prefix) else ""
    right = "…" if span.end + len(suffix) < len(span.place.text) else ""
    return terminal.marked(left + prefix, quote, suffix + right, colour=colour)


def _where(place: Place, more: str = "") -> str:
    file = f"block:{place.block_id} · {place.part} {place.xml_path}{more}"
    cell = _cell(place)
    return f"{cell} · {file}" if cell else file


def _cell(place: Place) -> str:
    """`table 3 “title”, row 4, column 5`, counted from 1; nothing outside tables."""
    if place.table_id is None or place.row_index is None or place.col_index is None:
        return ""
    caption = f" “{terminal.printable(place.table_caption)}”" if place.table_caption else ""
    return f"table {place.table_id}{caption}, row {place.row_index + 1}, column {place.col_index + 1}"


def _elsewhere(other: Elsewhere, *, colour: bool) -> Iterator[RenderableType]:
    name = (
        f"{other.reference}  {terminal.printable(other.name)}"
        if other.reference
        else f"block:{other.span.place.block_id}"
    )
    how = "" if other.reference is None else f"  {other.relation}"
    place = ", ".join(
        part for part in (terminal.printable(other.span.place.heading_path), _cell(other.span.place)) if part
    )
    yield terminal.hanging("    ", Text.assemble(name, (how, _QUIET)))
    yield terminal.hanging("      ", _quoted(other.span, colour=colour))
    if place:
        yield terminal.hanging("      ", Text(place, style=_QUIET))


def _paragraph(paragraph: TracedParagraph, *, colour: bool) -> Iterator[RenderableType]:
    place = paragraph.place
    state = place.use if place.use == "used" else f"{place.use}: {place.reason}"
    yield terminal.hanging(f"block:{place.block_id}  ", Text(f"{place.kind}, {state}"), style="bold cyan")
    yield from _source(place.version)
    yield terminal.hanging("  under ", place.heading_path or "(before the first heading)", style=_QUIET)
    spans = [(span.start, span.end) for span in paragraph.spans[:_MOST_QUOTES]]
    yield terminal.hanging("    ", snippet(place.text, spans, colour=colour) if spans else place.text)
    yield terminal.hanging("    ", Text(_where(place), style=_QUIET))
    for reference, name in paragraph.records:
        yield terminal.hanging("    ", f"{reference}  {name}")
