"""What of one version is what of the other: headings, lines of text, rows of tables, items of boxes,
figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from models.kinds import with_history
from pipeline.versions.align import Item, Link, align
from pipeline.versions.figures import by_block, link_owned, link_stated
from pipeline.versions.keys import masked, plain, unlabelled
from pipeline.versions.kind_rows import rows_of_kind
from pipeline.versions.rows import Doubt, RowLinks, link_rows
from pipeline.versions.sides import Line, Record, Side

# projects know a row by the groups above it, the others by their form
_ROWS: Final = tuple(kind for kind in with_history() if kind.form is not None or kind.name == "project")
_OWNERS: Final = tuple(kind for kind in _ROWS if kind.owns_figures)


@dataclass(frozen=True, slots=True)
class LineLink:
    """Lines that belong together: one on either side, several on one where a paragraph was split or
    paragraphs were merged."""

    old: tuple[Line, ...]
    new: tuple[Line, ...]
    how: str
    score: float
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """All links between two versions: `records` by kind (ids), `lines`; `doubts` are records left unlinked
    on purpose."""

    lines: tuple[LineLink, ...]
    records: Mapping[str, tuple[Link, ...]]
    doubts: Mapping[str, tuple[Doubt, ...]]
    pure_headings: tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph, or the row of a table that is no record."""

    lines: tuple[Line, ...]
    item: Item


@dataclass(slots=True)
class _Reading:
    """A side with what the units need to know of it."""

    side: Side
    pure: dict[int, Record] = field(default_factory=dict)
    items: dict[int, tuple[str, str]] = field(default_factory=dict)


def link_sides(old: Side, new: Side) -> Links:
    """Links two versions; near linear in their size, and what is equal costs next to nothing."""
    here, there = _reading(old), _reading(new)
    headings = _link_headings(here, there)
    units = _link_units(here, there, headings)
    rows: dict[str, RowLinks] = {
        kind.name: link_rows(rows_of_kind(old, kind), rows_of_kind(new, kind)) for kind in _ROWS
    }
    lines = _once((*units, *_cells(old, new, (link for found in rows.values() for link in found.links))))
    records = {kind: found.links for kind, found in rows.items()}
    records["heading"] = _with_line(old, new, headings, units)
    records["box_item"] = _one_each(_by_line(old, new, "box_item", units))
    records["box"] = _link_boxes(old, new, records["box_item"])
    owners = [link for kind in _OWNERS for link in records[kind.name]]
    records["figure"] = _link_figures(old, new, lines, owners)
    doubts = {kind: found.doubts for kind, found in rows.items()}
    return Links(lines, records, doubts, (frozenset(here.pure), frozenset(there.pure)))


def _once(links: Iterable[LineLink]) -> tuple[LineLink, ...]:
    """Without the second of two links between the same lines (two records in one row of a table)."""
    by_ends = {(_ids(link.old), _ids(link.new)): link for link in links}
    return tuple(by_ends.values())


def _ids(lines: Iterable[Line]) -> tuple[int, ...]:
    return tuple(line.id for line in lines)


def _reading(side: Side) -> _Reading:
    boxes = {box.id: plain(box.text("title")) for box in side.records["box"]}
    items = {
        item.values["block_id"]: (boxes[item.values["box_id"]], plain(item.text("title")))
        for item in side.records["box_item"]
    }
    pure = {
        heading.values["block_id"]: heading for heading in side.records["heading"] if _is_pure(side, heading)
    }
    return _Reading(side, pure, items)


def _is_pure(side: Side, heading: Record) -> bool:
    """Whether the heading is all of its paragraph (no run-in head)."""
    line = side.line_of.get(heading.values["block_id"])
    return line is not None and not line.text[heading.values["char_end"] :].strip()


def _link_headings(old: _Reading, new: _Reading) -> dict[int, Link]:
    here, there = (
        [_heading_item(heading) for heading in reading.side.records["heading"]] for reading in (old, new)
    )
    found = align(here, there, ("path", "title", "masked"), fuzzy=False)
    ids = old.side.records["heading"], new.side.records["heading"]
    return {
        ids[0][link.old].id: Link(ids[0][link.old].id, ids[1][link.new].id, link.how, link.score)
        for link in found.links
    }


def _heading_item(heading: Record) -> Item:
    title = plain(heading.text("title"))
    return Item(title, (plain(heading.text("path")), title, masked(title)))


def _link_units(old: _Reading, new: _Reading, headings: Mapping[int, Link]) -> tuple[LineLink, ...]:
    names = {heading: ("heading", link.new) for heading, link in headings.items()}
    here, there = (
        _units(old, names),
        _units(new, {link.new: ("heading", link.new) for link in headings.values()}),
    )
    found = align([unit.item for unit in here], [unit.item for unit in there], ("exact", "title", "masked"))
    return tuple(line for group in _joined(found.links) for line in _line_links(group, here, there))


def _units(reading: _Reading, names: Mapping[int, tuple[str, int]]) -> list[_Unit]:
    side = reading.side
    recorded = {
        (r.values["table_id"], r.values["row_index"])
        for kind in ("indicator", "project")
        for r in side.records[kind]
    }
    found, done = [], set()
    for line in side.lines:
        place = (line.table, line.row)
        if line.kind != "cell" or line.table is None or line.row is None:
            found.append(_Unit((line,), _item(line, reading, names)))
        elif place not in recorded and place not in done:
            done.add(place)
            found.append(_row_unit(side.rows[line.table, line.row], side.tables[line.table]))
    return found


def _item(line: Line, reading: _Reading, names: Mapping[int, tuple[str, int]]) -> Item:
    text = unlabelled(line.text)
    heading = reading.pure.get(line.id)
    if heading is not None and heading.id in names:
        return Item(text, (names[heading.id], None, None), "heading")
    title = reading.items.get(line.id)
    return Item(text, (text, title if title and title[1] else None, masked(text)), "text")


def _row_unit(lines: Sequence[Line], kind: str) -> _Unit:
    text = "\n".join(plain(line.text) for line in lines)
    return _Unit(tuple(lines), Item(text, (text, None, masked(text)), ("row", kind)))


def _joined(links: Iterable[Link]) -> list[list[Link]]:
    """Links that share an end (splits, merges) together."""
    groups: list[list[Link]] = []
    of_old: dict[int, list[Link]] = {}
    of_new: dict[int, list[Link]] = {}
    for link in links:
        group = of_old.get(link.old) or of_new.get(link.new)
        if group is None:
            group = []
            groups.append(group)
        group.append(link)
        of_old[link.old] = of_new[link.new] = group
    return groups


def _line_links(group: Sequence[Link], old: Sequence[_Unit], new: Sequence[_Unit]) -> list[LineLink]:
    here = [old[at] for at in sorted({link.old for link in group})]
    there = [new[at] for at in sorted({link.new for link in group})]
    first = group[0]
    if len(here) == len(there) == 1 and here[0].item.group != "text":
        return _cell_links(here[0].lines, there[0].lines, first)
    lines = [tuple(line for unit in units for line in unit.lines) for units in (here, there)]
    return [LineLink(lines[0], lines[1], first.how, first.score, first.moved)]


def _cell_links(old: Sequence[Line], new: Sequence[Line], link: Link) -> list[LineLink]:
    """Cells of a row: one to one when they are as many, else by their text."""
    if len(old) == len(new):
        return [LineLink((a,), (b,), link.how, link.score, link.moved) for a, b in zip(old, new, strict=True)]
    found = align(
        [_cell_item(line) for line in old],
        [_cell_item(line) for line in new],
        ("exact", "masked"),
        fuzzy=False,
    )
    return [
        LineLink((old[one.old],), (new[one.new],), link.how, link.score, link.moved) for one in found.links
    ]


def _cell_item(line: Line) -> Item:
    text = plain(line.text)
    return Item(text, (text, masked(text)))


def _cells(old: Side, new: Side, rows: Iterable[Link]) -> list[LineLink]:
    """Cells of linked records that stand in rows of tables."""
    found = []
    for link in rows:
        cells = old.cells(old.by_id[link.old]), new.cells(new.by_id[link.new])
        if len(cells[0]) != len(cells[1]) and {line.col for line in cells[0]} & {
            line.col for line in cells[1]
        }:
            there = {line.col: line for line in cells[1]}
            found += [
                LineLink((line,), (there[line.col],), link.how, link.score)
                for line in cells[0]
                if line.col in there
            ]
        else:
            found += _cell_links(*cells, link)
    return found


def _with_line(
    old: Side, new: Side, headings: Mapping[int, Link], units: Iterable[LineLink]
) -> tuple[Link, ...]:
    """Headings linked by title, and those whose lines were linked (a heading with a new name)."""
    more = [link for link in _by_line(old, new, "heading", units) if link.old not in headings]
    taken = {link.new for link in headings.values()}
    found = [*headings.values(), *(link for link in more if link.new not in taken)]
    return _one_each(sorted(found, key=lambda link: link.old))


def _by_line(old: Side, new: Side, kind: str, units: Iterable[LineLink]) -> list[Link]:
    """Records of one kind whose lines are linked; a side with several lines counts by its first."""
    here = {record.values["block_id"]: record.id for record in reversed(old.records[kind])}
    there = {record.values["block_id"]: record.id for record in reversed(new.records[kind])}
    found = []
    for link in units:
        left = next((here[line.id] for line in link.old if line.id in here), None)
        right = next((there[line.id] for line in link.new if line.id in there), None)
        if left is not None and right is not None:
            found.append(Link(left, right, link.how, link.score, link.moved))
    return found


def _one_each(links: Iterable[Link]) -> tuple[Link, ...]:
    """The first link of each end."""
    here: set[int] = set()
    there: set[int] = set()
    found = []
    for link in links:
        if link.old not in here and link.new not in there:
            found.append(link)
            here.add(link.old)
            there.add(link.new)
    return tuple(found)


def _link_boxes(old: Side, new: Side, items: Iterable[Link]) -> tuple[Link, ...]:
    """Boxes by title, then by an item they share."""
    here, there = (
        [Item(plain(box.text("title")), (plain(box.text("title")),)) for box in side.records["box"]]
        for side in (old, new)
    )
    records = old.records["box"], new.records["box"]
    by_title = [
        Link(records[0][link.old].id, records[1][link.new].id, "title", 1.0)
        for link in align(here, there, ("title",), fuzzy=False).links
    ]
    by_item = [
        Link(old.by_id[link.old].values["box_id"], new.by_id[link.new].values["box_id"], "children", 0.9)
        for link in items
    ]
    return _one_each((*by_title, *by_item))


def _link_figures(
    old: Side, new: Side, lines: Sequence[LineLink], owners: Sequence[Link]
) -> tuple[Link, ...]:
    owned = list(link_owned(old, new, owners))
    rows = {record.id for side in (old, new) for kind in _OWNERS for record in side.records[kind.name]}
    free = [{f.id for f in side.records["figure"] if f.values["owner_id"] not in rows} for side in (old, new)]
    here, there = by_block(old, free[0]), by_block(new, free[1])
    stated = [
        found for link in lines for found in link_stated((link.old, here), (link.new, there), link.score)
    ]
    return _one_each((*owned, *stated))
