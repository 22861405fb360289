"""The document as it reads: sections of paragraphs, tables with their merged cells, boxes, notes and folded
parts, as values for the template."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from pipeline.report.grid import Grid, Nested, Table, grids
from pipeline.report.marks import Anchor, cut
from pipeline.report.paragraph import Paragraph, Unread
from pipeline.report.read import Material
from pipeline.report.rows import BlockRow
from pipeline.store.cells import integer

Folded = Literal["toc", "margins"]
_FOLDS: Final[dict[str, Folded]] = {"toc": "toc", "header": "margins", "footer": "margins"}
_BOXED: Final = ("box_title", "box_item")
_MOST_NODES: Final = 60
_SIZES: Final = (400, 900, 2_000, 4_500, 10_000)
_LEVEL_OF_FIRST: Final = 2
_LAST_LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class Box:
    """Consecutive paragraphs of a 专栏 that is not drawn as a table."""

    nodes: tuple[Paragraph, ...]
    type: str = "box"


@dataclass(frozen=True, slots=True)
class Fold:
    """What a reader needs as source only: the table of contents, page headers and footers."""

    what: Folded
    nodes: tuple[Paragraph, ...]
    type: str = "fold"


@dataclass(frozen=True, slots=True)
class Notes:
    """Consecutive footnotes or endnotes."""

    nodes: tuple[Paragraph, ...]
    type: str = "notes"


Node = Paragraph | Table | Box | Fold | Notes


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it up to the next one; `size` (0 to 5) estimates its height for the
    browser."""

    nodes: tuple[Node, ...]
    size: int


def sections(material: Material) -> tuple[Section, ...]:
    """The whole document, each block exactly once, in document order."""
    paragraphs = _paragraphs(material)
    held = grids(material, paragraphs)
    flow = list(_flow(material.blocks, paragraphs, held))
    return tuple(Section(tuple(nodes), _size(nodes)) for nodes in _split(_grouped(flow)))


def anchors_by_block(material: Material) -> Mapping[int, Sequence[Anchor]]:
    """What rests on each block: evidence of its records, and the places of findings."""
    found: dict[int, list[Anchor]] = defaultdict(list)
    for piece in material.evidence:
        found[piece.block_id].append(
            Anchor(
                piece.record_kind,
                piece.record_id,
                piece.char_start,
                piece.char_end,
                piece.field,
                piece.role != "value",
            )
        )
    for side in material.finding_sides:
        found[side.block_id].append(Anchor("finding", side.finding_id, side.char_start, side.char_end))
    return found


def unread_by_block(material: Material) -> Mapping[int, tuple[Unread, ...]]:
    """What stands in each block and is not read, once each."""
    found: dict[int, list[Unread]] = defaultdict(list)
    for row in material.unread:
        told = Unread(row.text_zh, row.text_en)
        if told not in found[row.block_id]:
            found[row.block_id].append(told)
    return {block: tuple(told) for block, told in found.items()}


def _paragraphs(material: Material) -> dict[int, Paragraph]:
    anchors, unread = anchors_by_block(material), unread_by_block(material)
    levels = {integer(row["heading_id"]): integer(row["level"]) for row in material.records["heading"]}
    return {
        row.block_id: replace(
            _paragraph(row, anchors.get(row.block_id, ()), levels), unread=unread.get(row.block_id, ())
        )
        for row in material.blocks
    }


def _paragraph(row: BlockRow, anchors: Iterable[Anchor], levels: Mapping[int, int]) -> Paragraph:
    held = list(anchors)
    heads = [anchor for anchor in held if anchor.kind == "heading" and not anchor.supporting]
    fills = bool(heads) and not row.text[max(anchor.end for anchor in heads) :].strip("。．.：:；; 　\t\n")
    whole = row.kind == "heading" and fills and row.table_id is None
    tag = f"h{min(_LEVEL_OF_FIRST - 1 + levels[heads[0].id], _LAST_LEVEL)}" if whole else "p"
    is_runin = bool(heads) and not whole
    return Paragraph(
        row.block_id,
        row.kind,
        tag,
        row.list_label,
        cut(row.text, held),
        len(row.text),
        row.use,
        is_runin,
    )


def _flow(
    blocks: Sequence[BlockRow], paragraphs: Mapping[int, Paragraph], held: Mapping[int, Grid]
) -> Iterator[Paragraph | Table]:
    """Paragraphs outside tables and outermost tables, each table where its first block stands."""
    shown: set[int] = set()
    for row in blocks:
        if row.table_id is None:
            yield paragraphs[row.block_id]
        elif (outermost := held[row.table_id].outermost) not in shown:
            shown.add(outermost)
            yield _drawn(outermost, held)


def _drawn(table_id: int, held: Mapping[int, Grid]) -> Table:
    def draw(nested: Nested) -> Table:
        return _drawn(nested.table_id, held)

    return held[table_id].table(draw)


def _group_of(node: Paragraph | Table) -> str:
    if isinstance(node, Table):
        return ""
    if node.kind in _FOLDS:
        return _FOLDS[node.kind]
    return "box" if node.kind in _BOXED else "notes" if node.kind == "footnote" else ""


def _grouped(flow: Sequence[Paragraph | Table]) -> Iterator[Node]:
    """Runs of one group become one node; empty paragraphs between two of the same group belong to it."""
    run: list[Paragraph] = []
    blanks: list[Paragraph] = []
    for node in flow:
        group = _group_of(node)
        if run and isinstance(node, Paragraph) and node.kind == "empty":
            blanks.append(node)
            continue
        if run and group != _group_of(run[0]):
            yield from (_together(run), *blanks)
            run, blanks = [], []
        if group and isinstance(node, Paragraph):
            run += [*blanks, node]
            blanks = []
        else:
            yield node
    if run:
        yield from (_together(run), *blanks)


def _together(run: Sequence[Paragraph]) -> Node:
    group, nodes = _group_of(run[0]), tuple(run)
    makers: dict[str, Callable[[], Node]] = {"box": lambda: Box(nodes), "notes": lambda: Notes(nodes)}
    return makers[group]() if group in makers else Fold(_FOLDS[run[0].kind], nodes)


def _split(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """A section begins at a heading, and where one grows long without any."""
    section: list[Node] = []
    for node in nodes:
        is_heading = isinstance(node, Paragraph) and node.tag != "p"
        if section and (is_heading or len(section) >= _MOST_NODES):
            yield section
            section = []
        section.append(node)
    if section:
        yield section


def _size(nodes: Iterable[Node]) -> int:
    weight = sum(_weight(node) for node in nodes)
    return sum(weight > size for size in _SIZES)


def _weight(node: Node) -> int:
    if isinstance(node, Paragraph):
        return node.length + 30
    if isinstance(node, Table):
        return sum(
            40
            + len(row.cells)
            * max((inner.length for cell in row.cells for inner in cell.paragraphs), default=0)
            for row in node.rows
        )
    return 60 if isinstance(node, Fold) else sum(_weight(paragraph) for paragraph in node.nodes)
