"""Two versions compared: links and changes together. The same two versions always give the same, in document
order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from sqlalchemy import Connection, text

from models.kind import Kind
from models.kinds import TEXT_CHANGES, with_history
from models.pieces import QUOTED_PIECES
from pipeline.versions.align import Link
from pipeline.versions.change import Change, Field, Span
from pipeline.versions.changes_records import figure_changes, indicator_changes, project_changes, row_changes
from pipeline.versions.changes_text import gone_lines, heading_changes, item_changes, line_changes
from pipeline.versions.links import Links, link_sides
from pipeline.versions.parts import with_parts
from pipeline.versions.sides import Record, Side, read_side

_HISTORY: Final = with_history()
_RANKS: Final = {kind.name: kind.ranks.changes for kind in _HISTORY} | {"block": TEXT_CHANGES.changes}
# records that stand for all of their paragraphs or cells
_WHOLE: Final = tuple(kind.name for kind in _HISTORY if kind.printed is None)
_RECORD_CHANGES: Final[Mapping[str, Callable[[Side, Side, Sequence[Link]], Iterator[Change]]]] = {
    "indicator": indicator_changes,
    "project": project_changes,
    "box_item": item_changes,
    "figure": figure_changes,
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
    ordered = sorted(changes, key=_Order(old, new, links))
    return Comparison(old, new, links, with_parts(ordered, old, new))


def _record_changes(old: Side, new: Side, links: Links) -> Iterator[Change]:
    yield from heading_changes(old, new, links)
    for kind in _HISTORY:
        if kind.name != "heading":
            told = _RECORD_CHANGES.get(kind.name, partial(row_changes, kind))
            yield from told(old, new, links.records[kind.name])
    for kind in _HISTORY:
        yield from _gone(kind, old, new, links)


def _gone(of: Kind, old: Side, new: Side, links: Links) -> Iterator[Change]:
    """Records of one side only; those that may be one and the same, yet were not linked, are marked
    ambiguous."""
    kind, name = of.name, of.told or of.title
    here, there = ({getattr(link, end) for link in links.records[kind]} for end in ("old", "new"))
    doubts = {end: doubt.score for doubt in links.doubts.get(kind, ()) for end in (doubt.old, doubt.new)}
    kept = _kept_lines(links) if kind == "heading" else (set(), set())
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
    columns = "record_id, field, block_id, char_start, char_end, quote"
    sql = f"SELECT {columns} FROM {QUOTED_PIECES} e WHERE record_id IN"  # noqa: S608
    order = "ORDER BY record_id, role <> 'value', position"
    for start in range(0, len(wanted), _PORTION):
        listed = ", ".join(map(str, wanted[start : start + _PORTION]))
        for record, field, *place in connection.execute(text(f"{sql} ({listed}) {order}")):
            span = Span(*place)
            found.setdefault((record, field), span)
            found.setdefault((record, ""), span)
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
        if change.record_kind in _WHOLE:
            for side, place in enumerate((change.old, change.new)):
                if isinstance(place, Span):
                    told[side].add(place.block)
    for side, (held, ends) in enumerate(((old, "old"), (new, "new"))):
        told[side].update(_unlinked_blocks(held, links, ends))
    return told


def _unlinked_blocks(side: Side, links: Links, end: str) -> Iterator[int]:
    """Cells of rows, items of boxes and headings that only this side has."""
    for kind in (*_WHOLE, "heading"):
        linked = {getattr(link, end) for link in links.records[kind]}
        for record in side.records[kind]:
            if record.id not in linked:
                yield from _blocks_of(side, record, links)


def _blocks_of(side: Side, record: Record, links: Links) -> Iterator[int]:
    yield from (line.id for line in side.cells(record))
    block = record.values.get("block_id")
    if block is not None and (record.kind in _WHOLE or any(block in pure for pure in links.pure_headings)):
        yield block


def _gone_lines(old: Side, new: Side, links: Links, told: Told) -> Iterator[Change]:
    kept = _kept_lines(links)
    yield from gone_lines(old.lines, kept[0], told[0], came=False)
    yield from gone_lines(new.lines, kept[1], told[1], came=True)


def _places_of_old(old: Side, links: Links) -> Mapping[int, tuple[int, int]]:
    """Where a line of the older version comes among those of the newer: behind the last line before it that
    stands in both, as the first, second … of those that are gone there."""
    kept = {
        line.place: max(partner.place for partner in link.new)
        for link in links.lines
        if not link.moved
        for line in link.old
    }
    found: dict[int, tuple[int, int]] = {}
    at, gone = -1, 0
    for line in old.lines:
        if line.place in kept:
            at, gone = max(at, kept[line.place]), 0
        gone += 1
        found[line.place] = (at, gone)
    return found


class _Order:
    """Document order of the newer version; what is gone comes where it stood, after the line that was before
    it."""

    def __init__(self, old: Side, new: Side, links: Links) -> None:
        self._old, self._new = old, new
        self._stood = _places_of_old(old, links)

    def __call__(self, change: Change) -> tuple[object, ...]:
        old, new = self._place(self._old, change.old), self._place(self._new, change.new)
        return (
            _RANKS[change.record_kind],
            (new, 0) if new >= 0 else self._stood.get(old, (-1, old)),
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
