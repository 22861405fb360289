"""Two versions compared: links and changes together. The same two versions always give the same, in document
order."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection, select

from models import schema
from pipeline.versions.change import Change, Field, Span
from pipeline.versions.changes_records import figure_changes, indicator_changes, project_changes
from pipeline.versions.changes_text import gone_lines, heading_changes, item_changes, line_changes
from pipeline.versions.links import Links, link_sides
from pipeline.versions.sides import Record, Side, read_side

_NAMES: Final[Mapping[str, str]] = {
    "heading": "title",
    "indicator": "name",
    "project": "name",
    "box_item": "text",
    "figure": "raw",
}
_PORTION: Final = 500
Spans = Mapping[tuple[int, str], Span]
Told = tuple[set[int], set[int]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions with what belongs together and what changed."""

    old: Side
    new: Side
    links: Links
    changes: tuple[Change, ...]


def compare(connection: Connection, old_version: int, new_version: int) -> Comparison:
    """Compares any two versions, by their ids; reads only."""
    old, new = read_side(connection, old_version), read_side(connection, new_version)
    links = link_sides(old, new)
    found = list(_record_changes(old, new, links))
    records = _resolved(found, _spans(connection, found))
    told = _told(old, new, links, records)
    changes = [*records, *line_changes(old, new, links, told), *_gone_lines(old, new, links, told)]
    return Comparison(old, new, links, tuple(sorted(changes, key=_Order(old, new))))


def _record_changes(old: Side, new: Side, links: Links) -> Iterator[Change]:
    yield from heading_changes(old, new, links)
    yield from indicator_changes(old, new, links.records["indicator"])
    yield from project_changes(old, new, links.records["project"])
    yield from item_changes(old, new, links.records["box_item"])
    yield from figure_changes(old, new, links.records["figure"])
    for kind in _NAMES:
        yield from _gone(kind, old, new, links)


def _gone(kind: str, old: Side, new: Side, links: Links) -> Iterator[Change]:
    """Records of one side only; those that may be one and the same, yet were not linked, are marked
    ambiguous."""
    here, there = ({getattr(link, end) for link in links.records[kind]} for end in ("old", "new"))
    doubts = {end: doubt.score for doubt in links.doubts.get(kind, ()) for end in (doubt.old, doubt.new)}
    kept = _kept_lines(links) if kind == "heading" else (set(), set())
    name = _NAMES[kind]
    for record in old.records[kind]:
        if record.id not in here and record.values.get("block_id") not in kept[0]:
            place = Field(record.id, name)
            yield _sure(
                Change(kind, "removed", name, old_value=record.text(name), old_id=record.id, old=place),
                doubts.get(record.id),
            )
    for record in new.records[kind]:
        if record.id not in there and record.values.get("block_id") not in kept[1]:
            place = Field(record.id, name)
            yield _sure(
                Change(kind, "added", name, new_value=record.text(name), new_id=record.id, new=place),
                doubts.get(record.id),
            )


def _sure(change: Change, doubt: float | None) -> Change:
    return change if doubt is None else replace(change, matched_by="ambiguous", score=doubt)


def _kept_lines(links: Links) -> Told:
    """Lines that stand on both sides: a heading there that only one side takes for one is no change of the
    text."""
    return {line.id for link in links.lines for line in link.old}, {
        line.id for link in links.lines for line in link.new
    }


def _spans(connection: Connection, changes: Iterable[Change]) -> Spans:
    """The first piece of evidence (role value before others) of each field asked for; of the record where
    the field has none."""
    wanted = sorted(
        {place.record for change in changes for place in (change.old, change.new) if isinstance(place, Field)}
    )
    found: dict[tuple[int, str], Span] = {}
    e = schema.evidence.c
    for start in range(0, len(wanted), _PORTION):
        query = select(e.record_id, e.field, e.block_id, e.char_start, e.char_end, e.quote).where(
            e.record_id.in_(wanted[start : start + _PORTION])
        )
        for row in connection.execute(query.order_by(e.record_id, e.role != "value", e.position)):
            span = Span(row.block_id, row.char_start, row.char_end, row.quote)
            found.setdefault((row.record_id, row.field), span)
            found.setdefault((row.record_id, ""), span)
    return found


def _resolved(changes: Sequence[Change], spans: Spans) -> list[Change]:
    return [
        replace(change, old=_place(change.old, spans), new=_place(change.new, spans)) for change in changes
    ]


def _place(place: Span | Field | None, spans: Spans) -> Span | None:
    if not isinstance(place, Field):
        return place
    names = (place.name, f"{place.name}_raw", place.name.replace("_value", "_raw"), "")
    return next((span for name in names if (span := spans.get((place.record, name)))), None)


def _told(old: Side, new: Side, links: Links, changes: Iterable[Change]) -> Told:
    """Blocks of which a change of an indicator, project or box item tells already."""
    told: Told = (set(), set())
    for change in changes:
        if change.record_kind in ("indicator", "project", "box_item"):
            for side, place in enumerate((change.old, change.new)):
                if isinstance(place, Span):
                    told[side].add(place.block)
    for side, (held, ends) in enumerate(((old, "old"), (new, "new"))):
        told[side].update(_unlinked_blocks(held, links, ends))
    return told


def _unlinked_blocks(side: Side, links: Links, end: str) -> Iterator[int]:
    """Cells of rows, items of boxes and headings that only this side has."""
    for kind in ("indicator", "project", "box_item", "heading"):
        linked = {getattr(link, end) for link in links.records[kind]}
        for record in side.records[kind]:
            if record.id not in linked:
                yield from _blocks_of(side, record, links)


def _blocks_of(side: Side, record: Record, links: Links) -> Iterator[int]:
    if record.kind in ("indicator", "project"):
        yield from (
            line.id for line in side.rows.get((record.values["table_id"], record.values["row_index"]), ())
        )
    elif record.kind == "box_item" or any(record.values["block_id"] in pure for pure in links.pure_headings):
        yield record.values["block_id"]


def _gone_lines(old: Side, new: Side, links: Links, told: Told) -> Iterator[Change]:
    kept = _kept_lines(links)
    yield from gone_lines(old.lines, kept[0], told[0], came=False)
    yield from gone_lines(new.lines, kept[1], told[1], came=True)


class _Order:
    """Document order of the newer version; what is gone comes where it stood, after the line that was before
    it."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = old, new

    def __call__(self, change: Change) -> tuple[object, ...]:
        old, new = self._place(self._old, change.old), self._place(self._new, change.new)
        kinds = ("heading", "indicator", "project", "box_item", "block", "figure")
        return (
            kinds.index(change.record_kind),
            new if new >= 0 else old,
            change.change,
            old,
            change.field or "",
            change.old_id or 0,
            change.new_id or 0,
        )

    @staticmethod
    def _place(side: Side, place: Span | Field | None) -> int:
        line = side.line_of.get(place.block) if isinstance(place, Span) else None
        return -1 if line is None else line.place


def is_unchanged(changes: Collection[Change]) -> bool:
    """Whether the text is the same."""
    return not changes
