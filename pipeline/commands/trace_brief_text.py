"""The short answer to a trace: what is stated, the words of the document, the place in words, the other
places."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import RenderableType
from rich.text import Text

from models.kinds import kind_of
from models.language import language, many, say
from pipeline.ask.trace_brief import Brief, BriefAnswer, WordedPlace
from pipeline.ask.trace_values import Answer, Elsewhere, Place, Reference, TracedParagraph, TracedRecord
from pipeline.commands import terminal
from pipeline.commands.codes import code_name
from pipeline.commands.place_text import told_place
from pipeline.commands.search_text import snippet
from pipeline.commands.trace_quotes import quoted
from pipeline.export.labels import column_label
from pipeline.store.value_words import stated, unprinted, value_words

_AROUND: Final = 40
_MOST_PLACES: Final = 3
_MOST_QUOTES: Final = 5
_LONGEST_VALUE: Final = 40
_QUIET: Final = "dim"
_STATING: Final = frozenset({"figure", "indicator", "project", "task"})
# in every record's line as its name, or too long for a line
_UNTOLD: Final = frozenset({"name", "title", "label", "text", "serial_no", "content"})


def brief_text(answer: Answer, brief: BriefAnswer, *, colour: bool) -> Iterator[RenderableType]:
    """Four lines a record, three a paragraph; then how many more there are."""
    for record in brief.records:
        yield from _record(record, brief, colour=colour)
    for paragraph in brief.paragraphs:
        yield from _paragraph(paragraph, brief, colour=colour)
    left = answer.n_records - len(answer.records)
    if left > 0:
        yield many(left, "… and {n} more record (--limit)", "… and {n} more records (--limit)")
    left = answer.n_paragraphs - len(answer.paragraphs)
    if left > 0:
        yield many(left, "… and {n} more paragraph (--limit)", "… and {n} more paragraphs (--limit)")
    if answer.partial:
        yield say("Very many paragraphs have these words; only the first were looked at (--plan, --limit 0)")


def _record(brief: Brief, answer: BriefAnswer, *, colour: bool) -> Iterator[RenderableType]:
    record = brief.record
    head = Text.assemble((terminal.printable(_named(record)), "bold"), "  ", " · ".join(_told(record)))
    yield terminal.hanging(f"{record.reference}  ", head, style="bold cyan")
    if brief.shown is not None:
        yield terminal.hanging("  ", quoted(brief.shown.span, _AROUND, colour=colour))
        yield terminal.hanging("  ", Text(_where(brief.shown.span.place, answer), style=_QUIET))
    if others := _others(brief, answer):
        yield terminal.hanging("  ", Text(others, style=_QUIET))
    for finding in brief.findings:
        message = finding.message_zh if language() == "zh" else finding.message
        yield terminal.hanging(
            "  ", Text(terminal.printable(f"finding:{finding.finding_id}  {message}"), "red")
        )


def _named(record: TracedRecord) -> str:
    values = dict(record.fields)
    if record.reference.kind == "figure":
        return "，".join(str(values[name]) for name in ("subject", "metric") if values[name])
    return record.name


def _told(record: TracedRecord) -> Iterator[str]:
    """What the record states: a figure with its unit, period and kind; else its printed cells by name."""
    values = dict(record.fields)
    if record.reference.kind == "figure":
        yield terminal.printable(value_words(stated(values), with_base=True))
        yield from (told for told in (_period(values), _code("kind", values["kind"])) if told)
        return
    for name in kind_of(record.reference.kind).recalled:
        if name not in _UNTOLD and values.get(name) not in (None, ""):
            value = terminal.shortened(_code(name, values[name]), _LONGEST_VALUE)
            yield say("{field} {value}", field=_field(name), value=value)


def _period(values: dict[str, object]) -> str:
    """The time, and whether it is that of a heading or of words before."""
    period = terminal.printable(str(values["period"] or ""))
    if period and values["period_basis"] == "inherited":
        return say("{period} (from the context)", period=period)
    return period


def _field(name: str) -> str:
    return column_label(name) if language() == "zh" else name.removesuffix("_raw").replace("_", " ")


def _code(column: str, value: object) -> str:
    return terminal.printable(code_name(column, value))


def _where(place: Place, answer: BriefAnswer) -> str:
    version = say("{plan}, version {version}", plan=place.version.plan, version=place.version.version)
    return say("{version}: {place}", version=version, place=_worded(place, answer, whole=True))


def _worded(place: Place, answer: BriefAnswer, *, whole: bool) -> str:
    """The headings, the place below them, the table's name and the page, as far as they are known."""
    worded = answer.places.get(place.block_id, WordedPlace("", None))
    page = "" if worded.page is None else say("page {n}", n=worded.page)
    where = told_place(worded.words)
    if whole and _names_table(place, worded):
        where = say("{place} 《{caption}》", place=where, caption=place.table_caption)
    path = place.heading_path if whole else place.heading_path.rpartition(" > ")[2]
    parts = (path, where, page)
    return terminal.printable(say(", ").join(part for part in parts if part)) or say(
        "before the first heading"
    )


def _names_table(place: Place, worded: WordedPlace) -> bool:
    """Whether the name of the table tells more than its number (表1, 专栏一) and the heading above do."""
    return (
        bool(place.table_caption)
        and worded.words.startswith("第")
        and place.table_caption not in place.heading_path
    )


def _others(brief: Brief, answer: BriefAnswer) -> str:
    """The other places that state the same value, or where nothing is stated, the name."""
    alike = [other for other in brief.elsewhere if other.relation != "same name"]
    named = len(brief.elsewhere) - len(alike)
    lines = [_alike(alike, answer)] if alike else []
    if not alike and brief.record.reference.kind in _STATING:
        lines.append(say("stated nowhere else in this version"))
    if named:
        lines.append(many(named, "named so in {n} other place", "named so in {n} other places"))
    if brief.findings:
        lines.append(many(len(brief.findings), "{n} finding against it", "{n} findings against it"))
    return say("; ").join(lines)


def _alike(alike: Sequence[Elsewhere], answer: BriefAnswer) -> str:
    shown = [f"{_worded(one.span.place, answer, whole=False)} {_quoted(one, answer)}" for one in alike]
    places = say("; ").join(shown[:_MOST_PLACES])
    more = "" if len(shown) <= _MOST_PLACES else say(" and {n} more", n=len(shown) - _MOST_PLACES)
    return many(
        len(alike),
        "{n} other place says the same: {places}",
        "{n} other places say the same: {places}",
        places=places + more,
    )


def _quoted(other: Elsewhere, answer: BriefAnswer) -> str:
    """The words of the document; the value with its bound where these do not tell it."""
    one = None if other.reference is None else answer.stated.get(other.reference.id)
    words = None if one is None or other.relation != "same value and unit" else unprinted(one)
    return terminal.printable(words or f"“{other.span.quote}”")


def _name_of(reference: Reference, name: str, answer: BriefAnswer) -> str:
    one = answer.stated.get(reference.id) if reference.kind == "figure" else None
    return name if one is None else f"{one.metric} {value_words(one)}"


def _paragraph(paragraph: TracedParagraph, answer: BriefAnswer, *, colour: bool) -> Iterator[RenderableType]:
    place = paragraph.place
    spans = [(span.start, span.end) for span in paragraph.spans[:_MOST_QUOTES]]
    shown = snippet(place.text, spans, colour=colour) if spans else Text(terminal.printable(place.text))
    yield terminal.hanging(f"block:{place.block_id}  ", shown, style="bold cyan")
    yield terminal.hanging("  ", Text(_where(place, answer), style=_QUIET))
    if paragraph.records:
        names = [
            f"{reference} {terminal.printable(_name_of(reference, name, answer))}"
            for reference, name in paragraph.records
        ]
        listed = say(", ").join(names[:_MOST_PLACES])
        more = "" if len(names) <= _MOST_PLACES else say(" and {n} more", n=len(names) - _MOST_PLACES)
        yield terminal.hanging("  ", Text(say("holds {records}", records=listed + more), style=_QUIET))
