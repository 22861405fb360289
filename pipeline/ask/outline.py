"""The heading tree of a version with what hangs under each heading, read from the public views."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Final

from sqlalchemy import Connection

from pipeline.store.held import HeldVersion
from pipeline.store.typed_rows import Typed, read, read_from, read_of_version

_FIRST_BLOCK: Final = "(SELECT min(b.ordinal) FROM v_blocks b WHERE b.table_id = t.table_id)"
_FIRST_EVIDENCE: Final = """(SELECT min(b.ordinal) FROM v_trace e JOIN v_blocks b ON b.block_id = e.block_id
WHERE e.record_kind = 'box' AND e.record_id = x.box_id)"""


@dataclass(frozen=True, slots=True)
class OutlineTable:
    """A table that is not drawn as a box. `continues` is the table it goes on from."""

    table_id: int
    kind: str
    caption: str
    n_rows: int
    n_cols: int
    continues: int | None


@dataclass(frozen=True, slots=True)
class OutlineBox:
    """A 专栏."""

    box_id: int
    label: str
    title: str
    n_items: int


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """A heading (level 0: the text before the first one) with its own paragraphs and figures, tables and
    boxes in document order, and subheadings.

    Where the tree is cut, `paragraphs`, `figures` and `hangs` count what stands below too, and `n_hidden`
    the headings left out.
    """

    heading_id: int | None
    level: int
    label: str
    title: str
    paragraphs: int
    figures: int
    hangs: tuple[OutlineTable | OutlineBox, ...]
    children: tuple["OutlineNode", ...]
    n_hidden: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of one version."""

    version: HeldVersion
    root: OutlineNode


@read_of_version("v_headings")
@dataclass(frozen=True, slots=True)
class _HeadingRow:
    """A heading and the one above it."""

    id: Annotated[int, "heading_id"]
    level: int
    label: str
    title: str
    parent: Annotated[int | None, "parent_id"]


@read_of_version("v_blocks", "kind = 'paragraph' AND use = 'used'")
@dataclass(frozen=True, slots=True)
class _Paragraphs:
    """How many paragraphs stand right under a heading."""

    heading: Annotated[int | None, "heading_id"]
    n: Annotated[int, "count(*)"]


@read_from(
    "v_figures f JOIN v_blocks b ON b.block_id = f.block_id",
    "f.plan = :plan AND f.version = :version",
)
@dataclass(frozen=True, slots=True)
class _Figures:
    """How many figures stand right under a heading."""

    heading: Annotated[int | None, "b.heading_id"]
    n: Annotated[int, "count(*)"]


@read_of_version("v_tables t")
@dataclass(frozen=True, slots=True)
class _TableRow:
    """A table under a heading; `place` is that of its first block."""

    id: Annotated[int, "table_id"]
    kind: str
    caption: Annotated[str, "COALESCE(caption, '')"]
    n_rows: int
    n_cols: int
    continues: Annotated[int | None, "continues_id"]
    heading: Annotated[int | None, "heading_id"]
    place: Annotated[int | None, _FIRST_BLOCK]

    @property
    def hanging(self) -> OutlineTable:
        """As the outline shows it."""
        return OutlineTable(self.id, self.kind, self.caption, self.n_rows, self.n_cols, self.continues)


@read_of_version("v_boxes x")
@dataclass(frozen=True, slots=True)
class _BoxRow:
    """A box under a heading, and the table it is drawn as."""

    id: Annotated[int, "box_id"]
    label: str
    title: str
    n_items: int
    heading: Annotated[int | None, "heading_id"]
    table: Annotated[int | None, "table_id"]
    place: Annotated[int | None, _FIRST_EVIDENCE]

    @property
    def hanging(self) -> OutlineBox:
        """As the outline shows it."""
        return OutlineBox(self.id, self.label, self.title, self.n_items)


@dataclass(frozen=True, slots=True)
class _Held:
    """What stands right under each heading, None being the text before the first one."""

    below: Mapping[int | None, Sequence[_HeadingRow]]
    paragraphs: Mapping[int | None, int]
    figures: Mapping[int | None, int]
    hangs: Mapping[int | None, tuple[OutlineTable | OutlineBox, ...]]


def outline(connection: Connection, version: HeldVersion, depth: int | None = None) -> Outline:
    """The outline of a version down to heading level `depth` (all levels when None)."""

    def asked(row: type[Typed], order: str = "", condition: str = "TRUE") -> tuple[Typed, ...]:
        named = {"plan": version.plan, "version": version.version}
        return read(connection, row, condition=condition, order=order, **named)

    below: dict[int | None, list[_HeadingRow]] = defaultdict(list)
    for heading in asked(_HeadingRow, "ordinal"):
        below[heading.parent].append(heading)
    held = _Held(
        below,
        {row.heading: row.n for row in asked(_Paragraphs, condition="TRUE GROUP BY heading_id")},
        {row.heading: row.n for row in asked(_Figures, condition="TRUE GROUP BY b.heading_id")},
        _hangs(asked(_TableRow), asked(_BoxRow)),
    )
    root = _node(None, held)
    return Outline(version, root if depth is None else _cut(root, depth))


def _hangs(
    tables: Iterable[_TableRow], boxes: Sequence[_BoxRow]
) -> dict[int | None, tuple[OutlineTable | OutlineBox, ...]]:
    """Tables and boxes by heading, in document order; a table that is a box is shown as the box."""
    drawn = {box.table for box in boxes}
    shown: list[_TableRow | _BoxRow] = [*(table for table in tables if table.id not in drawn), *boxes]
    found: dict[int | None, tuple[OutlineTable | OutlineBox, ...]] = defaultdict(tuple)
    for row in sorted(shown, key=lambda row: (row.place is None, row.place or 0)):
        found[row.heading] = (*found[row.heading], row.hanging)
    return found


def _node(heading: _HeadingRow | None, held: _Held) -> OutlineNode:
    key = None if heading is None else heading.id
    return OutlineNode(
        key,
        0 if heading is None else heading.level,
        "" if heading is None else heading.label,
        "" if heading is None else heading.title,
        held.paragraphs.get(key, 0),
        held.figures.get(key, 0),
        held.hangs.get(key, ()),
        tuple(_node(child, held) for child in held.below.get(key, ())),
    )


def _cut(node: OutlineNode, depth: int) -> OutlineNode:
    """Leave out headings deeper than `depth`; what stands under them counts for the last one shown."""
    shown = tuple(_cut(child, depth) for child in node.children if child.level <= depth)
    hidden = [below for child in node.children if child.level > depth for below in _flat(child)]
    return replace(
        node,
        children=shown,
        paragraphs=node.paragraphs + sum(below.paragraphs for below in hidden),
        figures=node.figures + sum(below.figures for below in hidden),
        hangs=node.hangs + tuple(item for below in hidden for item in below.hangs),
        n_hidden=len(hidden),
    )


def _flat(node: OutlineNode) -> Iterable[OutlineNode]:
    yield node
    for child in node.children:
        yield from _flat(child)
