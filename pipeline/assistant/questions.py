"""The questions of assistants, each answered with items that carry their citations."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Annotated, Any, Final, Literal

from sqlalchemy import Connection

from models.language import LANGUAGES
from models.names import ChangeClass
from pipeline.ask.listed_rows import OfVersion
from pipeline.ask.listing import FigureFilter, list_figures
from pipeline.ask.query_words import query_words
from pipeline.ask.rows_listed import IndicatorFilter, ProjectFilter, list_indicators, list_projects
from pipeline.ask.trace_paragraphs import count_hits
from pipeline.ask.trace_paragraphs import search as search_text
from pipeline.ask.trace_records import places, read_records
from pipeline.ask.trace_values import Piece, Reference, Scope, Span, TracedRecord
from pipeline.assistant.sizes import MOST_ITEMS, Item, fitted, portion
from pipeline.library.answers import cited
from pipeline.library.asking import diff as changes_between
from pipeline.library.asking import trace as trace_one
from pipeline.library.citing import worded
from pipeline.library.opened import Plans
from pipeline.library.values import Change, Citation, Paragraph, Record
from pipeline.store.held import plan_named, rows, select
from pipeline.store.search_index import Hit
from pipeline.store.typed_rows import read, read_by_id, read_from
from pipeline.store.value_words import stated, value_words

_NOT_TOLD: Final = ("plan", "version", "block_id", "char_start", "char_end", "quote", "is_current")
_CITED: Final = {
    "figure": ("metric", "value"),
    "indicator": ("name", "baseline_raw", "target_raw"),
    "project": ("name", "total_investment_raw", "period_investment_raw"),
}
# what was only numbered anew or set otherwise is no answer
_CLASSES: Final[tuple[ChangeClass, ...]] = ("substance",)
_RANKED: Final = "CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, plan, finding_id"
_Limit = Annotated[int, f"most items, at most {MOST_ITEMS}"]
_Plan = Annotated[str | None, "a plan's key or a part of its title; all plans when left out"]
_Versions = Annotated[bool, "older versions too"]
_Asked = Callable[[Connection, Scope], Sequence[OfVersion]]
_Kinds = tuple[Literal["project", "indicator", "task", "figure", "heading", "box_item", "block"], ...]


@read_from("v_findings")
@dataclass(frozen=True, slots=True)
class _Finding:
    """A finding as it is kept."""

    finding_id: int
    plan: str
    version: int
    rule: str
    severity: str
    message: str
    message_zh: str | None
    expected: str | None
    actual: str | None
    status: str
    note: str | None


@read_from("v_finding_evidence")
@dataclass(frozen=True, slots=True)
class _Side:
    """A place that a finding rests on."""

    finding_id: int
    side: int
    block_id: int
    char_start: int
    char_end: int

    @property
    def span(self) -> tuple[int, int, int]:
        """Block, start and end."""
        return self.block_id, self.char_start, self.char_end


@dataclass(frozen=True, slots=True)
class Questions:
    """What may be asked of an open database. Clients show the names, parameters and first lines of these
    methods. Every answer has `n`, `items` and `left_out`.

    Raises (each): NotHeld, WrongUse, DatabaseFault with one line that says what to do.
    """

    opened: Plans

    def plans(self) -> Item:
        """The plans and versions held: title, region, period, file, SHA-256."""
        with self.opened.database.reading() as connection:
            held = rows(connection, select("*", "v_versions", "1", "plan, version"))
        return fitted(({**row} for row in held), len(held))

    def search(
        self, words: str, plan: _Plan = None, all_versions: _Versions = False, limit: _Limit = 10
    ) -> Item:
        """Paragraphs that hold all the words."""
        with self.opened.database.reading() as connection:
            scope = _scope(connection, plan, all_versions)
            sought, hits = words, search_text(connection, words, scope, portion(limit))
            apart = () if hits else query_words(words)
            if len(apart) > 1:
                sought = " ".join(apart)
                hits = search_text(connection, sought, scope, portion(limit))
            return fitted(_paragraphs(connection, hits), count_hits(connection, sought, scope), words=sought)

    def figures(
        self,
        words: Annotated[str, "words of the metric, subject or quote"] = "",
        kind: Literal["status", "target", "change", "plan", "comparison"] | None = None,
        year: int | None = None,
        unit: Annotated[str | None, "base unit: 元, 座, %"] = None,
        plan: _Plan = None,
        all_versions: _Versions = False,
        limit: _Limit = 10,
    ) -> Item:
        """Numbers that state something, from text, boxes and tables, in base units (money in 元)."""
        wanted = FigureFilter(words, kind=kind, unit=unit, year=year)
        return self._list("figure", partial(list_figures, wanted=wanted), plan, all_versions, limit)

    def indicators(
        self,
        words: Annotated[str, "words of the name or category"] = "",
        nature: Annotated[str | None, "约束性 or 预期性"] = None,
        year: int | None = None,
        plan: _Plan = None,
        all_versions: _Versions = False,
        limit: _Limit = 20,
    ) -> Item:
        """Rows of indicator tables with baseline and target as printed."""
        wanted = IndicatorFilter(words, nature, year)
        return self._list("indicator", partial(list_indicators, wanted=wanted), plan, all_versions, limit)

    def projects(
        self,
        words: Annotated[str, "words of the name, content or location"] = "",
        body: Annotated[str, "a body that builds it or answers for it: 工信局"] = "",
        year: Annotated[int | None, "a year in which it is built"] = None,
        plan: _Plan = None,
        all_versions: _Versions = False,
        limit: _Limit = 20,
    ) -> Item:
        """Rows of project tables: content, years, investment in 元, bodies."""
        wanted = ProjectFilter(words, body, year)
        return self._list("project", partial(list_projects, wanted=wanted), plan, all_versions, limit)

    def trace(
        self,
        what: Annotated[str, "a record (figure:12, indicator:5G基站), a number (9700座) or words"],
        plan: _Plan = None,
        all_versions: _Versions = False,
        limit: _Limit = 5,
    ) -> Item:
        """A record, a number or words back to the characters, and the other places that say the same."""
        answer = trace_one(self.opened, what, plan=plan, all_versions=all_versions, limit=portion(limit))
        items = [
            *(_record(record) for record in answer.records),
            *(_paragraph(paragraph) for paragraph in answer.paragraphs),
        ]
        return fitted(items, answer.n_records + answer.n_paragraphs, what=what, reading=answer.reading)

    def check(self, plan: _Plan = None, all_versions: _Versions = False, limit: _Limit = 20) -> Item:
        """Findings of the consistency rules: what contradicts itself, with each place. Errors first."""
        with self.opened.database.reading() as connection:
            scope = _scope(connection, plan, all_versions)
            found = read(connection, _Finding, condition=scope.condition, order=_RANKED, **scope.values)
            shown = found[: portion(limit)]
            sides = _sides(connection, [one.finding_id for one in shown])
            items = [asdict(one) | {"citations": sides.get(one.finding_id, [])} for one in shown]
            return fitted(items, len(found))

    def diff(
        self,
        plan: Annotated[str, "a plan's key or a part of its title"],
        old: Annotated[int | None, "number of the older version; the two newest when left out"] = None,
        new: int | None = None,
        kinds: Annotated[_Kinds, "only changes of these records"] = (),
        limit: _Limit = 20,
    ) -> Item:
        """What changed between two versions of a plan, with the place in both."""
        found = changes_between(self.opened, plan, old, new, classes=_CLASSES, kinds=kinds)
        return fitted((_change(one) for one in found[: portion(limit)]), len(found))

    def _list(self, kind: str, asked: _Asked, plan: str | None, all_versions: bool, limit: int) -> Item:
        with self.opened.database.reading() as connection:
            found = asked(connection, _scope(connection, plan, all_versions))
            return fitted(_listed(connection, kind, found, limit), len(found))

    @property
    def tools(self) -> tuple[Callable[..., Item], ...]:
        """All that may be asked."""
        return (
            self.plans,
            self.search,
            self.figures,
            self.indicators,
            self.projects,
            self.trace,
            self.check,
            self.diff,
        )


def _scope(connection: Connection, plan: str | None, all_versions: bool) -> Scope:
    return Scope(plan_named(connection, plan) if plan else None, all_versions)


def _citation(citation: Citation) -> Item:
    told = asdict(citation)
    return {"sha256": told.pop("source_sha256"), **told}


def _paragraphs(connection: Connection, hits: Sequence[Hit]) -> Iterator[Item]:
    held = places(connection, (hit.block_id for hit in hits))
    words = worded(connection, held)
    for hit in hits:
        spans = [Span(held[hit.block_id], start, end) for start, end in hit.spans]
        yield {
            "block": f"block:{hit.block_id}",
            "text": hit.text,
            "citations": [_citation(words.cite(span)) for span in spans],
        }


def _listed(connection: Connection, kind: str, found: Sequence[OfVersion], limit: int) -> Iterator[Item]:
    """The first rows of a list, each with the citations of the columns that a reader looks for."""
    listed = [asdict(row) for row in found[: portion(limit)]]
    references = [Reference(kind, row[f"{kind}_id"]) for row in listed]
    records = {record.reference: record for record in read_records(connection, references)}
    shown = {reference: _pieces(record) for reference, record in records.items()}
    words = worded(connection, (piece.span.place.block_id for one in shown.values() for piece in one))
    for reference, row in zip(references, listed, strict=True):
        told = {name: value for name, value in row.items() if name not in _NOT_TOLD}
        cited_here = [
            {"field": piece.field, **_citation(words.cite(piece.span))} for piece in shown.get(reference, ())
        ]
        yield {"record": str(reference), **told, **_in_words(kind, row), "citations": cited_here}


def _in_words(kind: str, row: Mapping[str, object]) -> Item:
    """A value as it is told: with its bound, direction and base."""
    if kind != "figure":
        return {}
    one = stated(row)
    return {f"words_{spoken}": value_words(one, spoken, with_base=True) for spoken in LANGUAGES}


def _pieces(record: TracedRecord) -> list[Piece]:
    """The values of the columns that a list tells of."""
    wanted = _CITED[record.reference.kind]
    return [piece for piece in record.evidence if piece.field in wanted and piece.role == "value"]


def _record(record: Record) -> Item:
    return {
        "record": f"{record.kind}:{record.id}",
        "name": record.name,
        **_in_words(record.kind, record.fields),
        "fields": {name: value for name, value in record.fields.items() if name not in _NOT_TOLD},
        "evidence": [asdict(one) | {"citation": _citation(one.citation)} for one in record.evidence],
        "elsewhere": [asdict(one) | {"citation": _citation(one.citation)} for one in record.elsewhere],
    }


def _paragraph(paragraph: Paragraph) -> Item:
    return {
        "text": paragraph.text,
        "records": [*paragraph.records],
        "citations": [_citation(one) for one in paragraph.citations],
    }


def _change(change: Change) -> Item:
    cited_ends = {"old": change.old and _citation(change.old), "new": change.new and _citation(change.new)}
    return asdict(change) | cited_ends


def _sides(connection: Connection, findings: Sequence[int]) -> dict[int, list[Any]]:
    """Citations of the sides of findings, the main one first."""
    found = sorted(
        read_by_id(connection, _Side, "finding_id", findings), key=lambda one: (one.finding_id, one.side)
    )
    citations = cited(connection, (one.span for one in found))
    sides: dict[int, list[Any]] = {}
    for one in found:
        sides.setdefault(one.finding_id, []).append(_citation(citations[one.span]))
    return sides
