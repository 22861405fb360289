"""The other places of the same version that state the same thing: by name, by value and unit, and in plain
text."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from models.language import say
from pipeline.ask.quantities_asked import Quantity
from pipeline.ask.trace_paragraphs import saying, stating
from pipeline.ask.trace_records import KINDS, places, record_name
from pipeline.ask.trace_values import Elsewhere, Reference, Relation, Scope, Span, TracedRecord
from pipeline.store.cells import integer
from pipeline.store.held import Row, rows, select
from pipeline.store.typed_rows import read, read_from

_SHORTEST_NAME = 2
_OF_VERSION = "plan = :plan AND version = :version"
_SAME = f"{_OF_VERSION} AND value_text = :value AND value_max_text IS :most AND unit IS :unit"
_SAME_VALUE = select("*", "v_figures", _SAME, "metric <> :metric, figure_id")


@read_from("v_figures", "value_text IS NOT NULL")
@dataclass(frozen=True, slots=True)
class _Stated:
    """A value that a record states, as exact decimals in the base unit."""

    metric: str
    value_text: str
    value_max_text: str | None
    unit: str | None


@read_from("v_trace")
@dataclass(frozen=True, slots=True)
class _Anchor:
    """Characters that a record rests on."""

    block_id: int
    char_start: int
    char_end: int


def elsewhere(connection: Connection, record: TracedRecord) -> tuple[Elsewhere, ...]:
    """Where else the record's version states its name or its values; most telling first, no place twice."""
    name, stated = _own_name(record), _stated(connection, record)
    related: dict[Reference, tuple[Relation, Row]] = {}
    for one in stated:
        related |= {
            reference: ("same value and unit", row)
            for reference, row in _same_value(connection, record, one)
            if reference not in related
        }
    for reference, row in _same_name(connection, record, name):
        related.setdefault(reference, ("same name", row))
    own = {record.reference, *_owned(connection, record)}
    others = {
        reference: found
        for reference, found in related.items()
        if reference not in own and not _of_sibling(record, reference, found[1])
    }
    return _without_repeats(record, _records(connection, others), _in_text(connection, record, name, stated))


def _own_name(record: TracedRecord) -> str:
    column = KINDS[record.reference.kind].title
    name = "" if record.reference.kind == "figure" else str(dict(record.fields)[column] or "")
    return name if len(name) >= _SHORTEST_NAME else ""


def _of_version(record: TracedRecord) -> dict[str, object]:
    return {"plan": record.version.plan, "version": record.version.version}


def _stated(connection: Connection, record: TracedRecord) -> tuple[_Stated, ...]:
    kind, number = record.reference.kind, record.reference.id
    own = "figure_id = :id" if kind == "figure" else "owner_kind = :kind AND owner_id = :id"
    return read(connection, _Stated, condition=own, id=number, **({} if kind == "figure" else {"kind": kind}))


def _of_sibling(record: TracedRecord, reference: Reference, row: Row) -> bool:
    """Whether a figure belongs to another row of the same kind: 1.20亿元 in two rows of a project table is
    chance, not the same thing."""
    kind = (
        dict(record.fields).get("owner_kind") if record.reference.kind == "figure" else record.reference.kind
    )
    return reference.kind == "figure" and kind is not None and row["owner_kind"] == kind


def _owned(connection: Connection, record: TracedRecord) -> tuple[Reference, ...]:
    """The figures of the record, or the record a figure belongs to: the same statement, not another one."""
    if record.reference.kind == "figure":
        fields = dict(record.fields)
        return (
            ()
            if fields["owner_id"] is None
            else (Reference(str(fields["owner_kind"]), integer(fields["owner_id"])),)
        )
    sql = "SELECT figure_id FROM v_figures WHERE owner_kind = :kind AND owner_id = :id"
    found = rows(connection, sql, kind=record.reference.kind, id=record.reference.id)
    return tuple(Reference("figure", integer(row["figure_id"])) for row in found)


def _same_value(
    connection: Connection, record: TracedRecord, one: _Stated
) -> tuple[tuple[Reference, Row], ...]:
    asked = {"value": one.value_text, "most": one.value_max_text, "unit": one.unit, "metric": one.metric}
    return tuple(
        (Reference("figure", integer(row["figure_id"])), row)
        for row in rows(connection, _SAME_VALUE, **asked, **_of_version(record))
    )


def _same_name(connection: Connection, record: TracedRecord, name: str) -> tuple[tuple[Reference, Row], ...]:
    if not name:
        return ()
    found: list[tuple[Reference, Row]] = []
    for kind, asked in KINDS.items():
        # said so that no index over names is taken: the rows of one version are fewer than those of one name
        sql = select("*", asked.view, f"{_OF_VERSION} AND {asked.title} || '' = :name", asked.key)
        found += [
            (Reference(kind, integer(row[asked.key])), row)
            for row in rows(connection, sql, name=name, **_of_version(record))
        ]
    return tuple(found)


def _records(connection: Connection, related: dict[Reference, tuple[Relation, Row]]) -> tuple[Elsewhere, ...]:
    anchors = {
        reference: anchor for reference in related if (anchor := _anchor(connection, reference)) is not None
    }
    held = places(connection, (anchor.block_id for anchor in anchors.values()))
    spans = {
        reference: Span(held[anchor.block_id], anchor.char_start, anchor.char_end)
        for reference, anchor in anchors.items()
    }
    return tuple(
        Elsewhere(relation, reference, _named(reference, row), spans[reference])
        for reference, (relation, row) in related.items()
        if reference in spans
    )


def _named(reference: Reference, row: Row) -> str:
    owner = (
        say(" (of {owner})", owner=f"{row['owner_kind']}:{row['owner_id']}")
        if reference.kind == "figure" and row["owner_id"] is not None
        else ""
    )
    return record_name(reference.kind, row) + owner


def _anchor(connection: Connection, reference: Reference) -> _Anchor | None:
    """The piece of evidence that shows the record best: its name's, a figure's number."""
    found = read(
        connection,
        _Anchor,
        condition="record_kind = :kind AND record_id = :id",
        order="field <> :field, role <> 'value', block_id, char_start LIMIT 1",
        field=KINDS[reference.kind].shown_by,
        kind=reference.kind,
        id=reference.id,
    )
    return found[0] if found else None


def _in_text(
    connection: Connection, record: TracedRecord, name: str, stated: tuple[_Stated, ...]
) -> tuple[Elsewhere, ...]:
    """Paragraphs with the name, or with the value before its unit (a bare number says too little to be the
    same thing)."""
    scope, version = Scope(record.version.plan, all_versions=True), record.version.version
    spans = list(saying(connection, name, scope, version)) if name else []
    for value, unit in dict.fromkeys((Decimal(one.value_text), one.unit) for one in stated):
        if unit:
            spans += stating(connection, Quantity(value, unit, unit), scope, version)
    return tuple(Elsewhere("text", None, "", span) for span in spans)


def _without_repeats(
    record: TracedRecord, records: tuple[Elsewhere, ...], texts: tuple[Elsewhere, ...]
) -> tuple[Elsewhere, ...]:
    """Leave out paragraphs that the record itself, or another record shown here, rests on at that very
    place."""
    shown = [piece.span for piece in record.evidence] + [other.span for other in records]
    kept = list(records)
    for text in texts:
        if not any(span.meets(text.span) for span in shown):
            kept.append(text)
            shown.append(text.span)
    return tuple(kept)
