"""The outline beside the document: its headings as a tree, with the tables, boxes and tasks that stand under
each."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from models.kinds import kind_of
from pipeline.ask.trace_records import record_name
from pipeline.report.chart_words import Words
from pipeline.report.read import Material
from pipeline.report.rows import GridRow
from pipeline.store.cells import integer

_KINDS: Final[Mapping[str, Words]] = {
    "indicator": Words("指标表", "table of indicators"),
    "project": Words("项目表", "table of projects"),
    "task": Words("任务表", "table of tasks"),
    "statistical": Words("统计表", "statistical table"),
    "box": Words("专栏", "box"),
}
_TABLE: Final = Words("表", "table")
_PLACES: Final = Words("表格与专栏", "Tables and boxes")
_MANY: Final = 60
"""From here on the page folds the branches below the second level (outline.js)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline. `kind` is heading, table, box, task or places (all tables and boxes); `level`
    that of a heading, else 0; `name` is text of the document, or a name of ours in both languages."""

    kind: str
    href: str
    name: str | Words
    level: int = 0
    children: "list[Entry]" = field(default_factory=list)


def outline(material: Material) -> tuple[Entry, ...]:
    """The headings of the first level, each with what is under it, in the order of the document."""
    roots: list[Entry] = []
    path: list[Entry] = []
    for _, entry in sorted(_placed(material), key=lambda found: found[0]):
        if entry.kind == "heading":
            while path and path[-1].level >= entry.level:
                path.pop()
        (path[-1].children if path else roots).append(entry)
        if entry.kind == "heading":
            path.append(entry)
    return (*_places(roots), *roots)


def _places(roots: Sequence[Entry]) -> Iterator[Entry]:
    """The tables and boxes by themselves, before a tree so long that they are folded away in it."""
    every = list(_flat(roots))
    found = [entry for entry in every if entry.kind in ("table", "box")]
    if found and len(every) > _MANY:
        yield Entry("places", found[0].href, _PLACES, 0, found)


def _flat(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _flat(entry.children)


Place = tuple[int, int]


def _placed(material: Material) -> Iterator[tuple[Place, Entry]]:
    """Every entry with the paragraph it begins in; a heading stands before what begins in its paragraph."""
    ordinals = {row.block_id: row.ordinal for row in material.blocks}
    first = _first_blocks(material)
    for row in material.records["heading"]:
        number = integer(row["heading_id"])
        if ("heading", number) in first:
            entry = Entry(
                "heading", f"heading-{number}", record_name("heading", row), integer(row["level"]), []
            )
            yield (ordinals[first["heading", number]], 0), entry
    for row in material.records["box"]:
        number = integer(row["box_id"])
        if ("box", number) in first:
            entry = Entry("box", f"box-{number}", record_name("box", row))
            yield (ordinals[first["box", number]], 1), entry
    boxes = {block for (kind, _), block in first.items() if kind == "box"}
    yield from _tables(material, ordinals, boxes)
    yield from _tasks(material, ordinals, first)


def _first_blocks(material: Material) -> dict[tuple[str, int], int]:
    """The first paragraph that each record rests on."""
    found: dict[tuple[str, int], int] = {}
    for piece in material.evidence:
        found.setdefault((piece.record_kind, piece.record_id), piece.block_id)
    return found


def _tables(
    material: Material, ordinals: Mapping[int, int], boxes: Collection[int]
) -> Iterator[tuple[Place, Entry]]:
    """Tables of their own: a box that is drawn as a table has its entry as a box."""
    boxed = {row.table_id for row in material.blocks if row.block_id in boxes}
    begins: dict[int, int] = {}
    for row in material.blocks:
        if row.table_id is not None:
            begins.setdefault(row.table_id, row.ordinal)
    for number, table in enumerate(material.tables, 1):
        if table.table_id in begins and table.table_id not in boxed and table.n_cols > 1:
            name = table.caption or _unnamed(table, number)
            yield (begins[table.table_id], 2), Entry("table", f"table-{table.table_id}", name)


def _unnamed(table: GridRow, number: int) -> Words:
    kind = _KINDS.get(table.kind, _TABLE)
    return Words(f"{kind.zh}（全文第 {number} 个表）", f"{kind.en} (table {number} of the document)")


def _tasks(
    material: Material, ordinals: Mapping[int, int], first: Mapping[tuple[str, int], int]
) -> Iterator[tuple[Place, Entry]]:
    """One entry for the tasks of running text under a heading; those of a table are under the table."""
    headings = {row.block_id: row.heading_id for row in material.blocks}
    under: dict[int | None, list[int]] = defaultdict(list)
    for row in material.row_places.get("task", ()):
        number = integer(row["id"])
        if row["table_id"] is None and ("task", number) in first:
            under[headings[first["task", number]]].append(number)
    for numbers in under.values():
        yield (ordinals[first["task", numbers[0]]], 3), Entry("task", f"task-{numbers[0]}", _counted(numbers))


def _counted(numbers: Sequence[int]) -> Words:
    more = len(numbers) > 1
    return Words(f"{kind_of('task').zh} {len(numbers)} 项", f"{len(numbers)} task{'s' if more else ''}")
