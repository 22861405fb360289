"""Feature boxes (专栏): a table of one column, a text box or bordered paragraphs whose first line says so; a
line that says so above items that one bullet or one count holds together."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile

from models.document import Block, Document, Table
from models.facts import Box, Evidence
from parsers.notation.labels import LabelKind, read_label
from parsers.outline.box_items import Span, bullet_of, items_of, row_item, spans_of
from parsers.outline.lines import lines_of
from parsers.tables.grid import make_grid
from parsers.tables.header import find_header
from parsers.tables.layout import CONTINUED
from parsers.tables.passage import fold

# 专栏3：, 专 栏 一
_LABEL = re.compile(
    r"(专\s*栏\s*(?:[0-9０-９]+(?:[-—.][0-9]+)?|[一二三四五六七八九十]+)?)\s*[:：.、]?[\s\u3000]*"
)
_SAYS_MORE = re.compile("[。；;：:]")
_LONGEST_TITLE = 60
_LEAST_ITEMS = 2
_MOST_ITEMS = 60
_COUNTS = (
    LabelKind.COUNTING_IN_BRACKETS,
    LabelKind.NUMBER,
    LabelKind.NUMBER_IN_BRACKETS,
    LabelKind.CIRCLED,
)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A box before its items are told apart: `blocks` are not empty, the first has the title's beginning.

    `rows` holds, for a box drawn as a table of several columns, what stands in each row; the rest of a box
    has no title.
    """

    blocks: tuple[Block, ...]
    table: int | None
    rows: tuple[tuple[Block, ...], ...] = ()
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class TableBox:
    """How a table is a box: the block of a title that stands above it, whether its text is items (not an
    indicator or project table), and whether it is the rest of the box before it."""

    title_above: int | None = None
    items: bool = True
    goes_on: bool = False


def is_box_title(text: str) -> bool:
    """Whether a text begins as the title of a box does: 专栏, 专栏3, 专栏一."""
    match = _LABEL.match(text.strip())
    return match is not None and len(text.strip()) <= _LONGEST_TITLE


def box_of_table(table: Table, document: Document) -> bool:
    """A table whose first text is a box title that covers the whole first row, or its only column; the title
    may have a cell of its own beside 专栏2."""
    blocks = _filled(document, (ordinal for cell in table.cells for ordinal in cell.blocks))
    first_row = [cell for cell in table.cells if cell.row == 0]
    if not blocks or not is_box_title(blocks[0].text):
        return False
    return table.n_cols == 1 or len(first_row) == 1 or (len(first_row) == 2 and _is_bare(blocks[0]))


def goes_on_counting(before: Sequence[Block], after: Sequence[Block]) -> bool:
    """Whether the first block of a box's rest has the number that follows the last one before it."""
    labels = [label for block in before for line in lines_of(block) if (label := line.label)]
    first = next((line.label for block in after[:1] for line in lines_of(block)), None)
    last = next((label for label in reversed(labels) if first and label.kind == first.kind), None)
    return last is not None and first is not None and first.number == last.number + 1


def _is_bare(block: Block) -> bool:
    """Whether a block is the label of a box and no more: its title stands in the next line or cell."""
    return _LABEL.fullmatch(block.text.strip()) is not None


def find_boxes(
    document: Document, tables: Mapping[int, TableBox], heading_of: Callable[[int], int | None]
) -> tuple[Box, ...]:
    """The boxes in document order. `tables` are the tables drawn as boxes, `heading_of` gives a block's
    heading."""
    stretches = [
        *_tables(document, tables),
        *_frames(document),
        *_bordered(document),
        *_unframed(document, {drawn.title_above for drawn in tables.values()}),
    ]
    stretches.sort(key=lambda stretch: stretch.blocks[0].ordinal)
    return tuple(_box(stretch, heading_of) for stretch in _joined(stretches))


def _joined(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """Boxes, each with what goes on with it over a page break: 专栏4 …（续）."""
    found: list[_Stretch] = []
    for stretch in stretches:
        before = found[-1] if found else None
        if before is not None and _goes_on(before, stretch):
            more = stretch.blocks if stretch.is_rest else stretch.blocks[1:]
            found[-1] = _Stretch((*before.blocks, *more), before.table, (*before.rows, *stretch.rows))
        else:
            found.append(stretch)
    return found


def _goes_on(before: _Stretch, stretch: _Stretch) -> bool:
    """Whether a box has the label of the one before it and says that it goes on with that."""
    if stretch.is_rest:
        return True
    text = fold(stretch.blocks[0].text)
    labels = [
        match[1] if (match := _LABEL.match(each.blocks[0].text.strip())) else "" for each in (before, stretch)
    ]
    alike = bool(before.rows) == bool(stretch.rows)
    return alike and labels[0] == labels[1] and CONTINUED.fullmatch(text) is not None


def _filled(document: Document, ordinals: Iterator[int] | Sequence[int]) -> tuple[Block, ...]:
    return tuple(document.blocks[ordinal] for ordinal in ordinals if document.blocks[ordinal].text.strip())


def _tables(document: Document, tables: Mapping[int, TableBox]) -> Iterator[_Stretch]:
    for number, drawn in tables.items():
        table = document.tables[number]
        above = () if drawn.title_above is None else (document.blocks[drawn.title_above],)
        rows = tuple(
            _filled(document, [ordinal for cell in table.cells if cell.row == row for ordinal in cell.blocks])
            for row in range(table.n_rows)
        )
        if not drawn.items:
            titled = (*above, *rows[0])
            yield _Stretch(titled[: 2 if titled and _is_bare(titled[0]) else 1], number)
        elif table.n_cols == 1:
            inside = (*above, *(block for row in rows for block in row))
            yield _Stretch(inside, number, is_rest=drawn.goes_on)
        else:
            first = max(0 if above else 1, _below_header(document, table))
            yield _Stretch(above or rows[0], number, tuple(row for row in rows[first:] if row))


def _below_header(document: Document, table: Table) -> int:
    """The first row below a row that names the columns (序号 | 名称 | 建设内容), which is no item; 0 without
    one."""
    header = find_header(make_grid(document, table))
    return header.end if header is not None and header.end < table.n_rows else 0


def _frames(document: Document) -> Iterator[_Stretch]:
    frames: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.frame is not None and block.text.strip() and block.cell is None:
            frames.setdefault(block.frame, []).append(block)
    for blocks in frames.values():
        if is_box_title(blocks[0].text):
            yield _Stretch(tuple(blocks), None)


def _bordered(document: Document) -> Iterator[_Stretch]:
    """Runs of bordered paragraphs that begin with a box title; a second title in a run begins the next
    box."""
    run: list[Block] = []
    for block in document.blocks:
        inside = block.region == "body" and block.cell is None and block.formatting.bordered
        if run and (not inside or is_box_title(block.text)):
            yield _Stretch(tuple(run), None)
            run = []
        if inside and block.text.strip() and (run or is_box_title(block.text)):
            run.append(block)
    if run:
        yield _Stretch(tuple(run), None)


def counted_items(document: Document) -> frozenset[int]:
    """The blocks that are items of a box without a frame because they are counted: no headings of theirs."""
    found = (items for title, items in _counted(document))
    return frozenset(block.ordinal for items in found for block in items)


def _unframed(document: Document, taken: Set[int | None]) -> Iterator[_Stretch]:
    """Box titles without a frame whose items all begin with one bullet, or count from one: the box ends with
    the last of them."""
    plain = _plain(document)
    for place, block in enumerate(plain):
        if block.ordinal not in taken and _is_unframed_title(block):
            items = _under_one_bullet(plain[place + 1 :])
            if len(items) >= _LEAST_ITEMS:
                yield _Stretch((block, *items), None)
    yield from (_Stretch((block, *items), None) for block, items in _counted(document))


def _plain(document: Document) -> Sequence[Block]:
    return [
        block
        for block in document.blocks
        if block.region == "body" and block.cell is None and block.frame is None and block.text.strip()
    ]


def _is_unframed_title(block: Block) -> bool:
    return not block.formatting.bordered and is_box_title(block.text)


def _under_one_bullet(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks as long as they begin with the bullet of the first."""
    bullet = bullet_of(blocks[0].text) if blocks else ""
    if not bullet:
        return ()
    return tuple(takewhile(lambda block: bullet_of(block.text) == bullet, blocks))


def _counted(document: Document) -> Iterator[tuple[Block, tuple[Block, ...]]]:
    """Box titles without a frame with the paragraphs right below them that count from one."""
    plain = _plain(document)
    for place, block in enumerate(plain[:-1]):
        below = plain[place + 1 :]
        if _is_unframed_title(block) and _is_right_below(document, block, below[0]):
            items = _counting(below)
            if len(items) >= _LEAST_ITEMS:
                yield block, items


def _is_right_below(document: Document, title: Block, first: Block) -> bool:
    """Whether no table and no picture, which would be the box, stands between a title and the first item."""
    between = document.blocks[title.ordinal : first.ordinal]
    return not any(block.cell is not None or block.objects for block in between)


def _counting(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks as long as each has the next number of one kind; none where the count goes on below a
    paragraph without a number, as it is not known then how far the last item reaches."""
    labels = [next((line.label for line in lines_of(block)), None) for block in blocks[: _MOST_ITEMS + 1]]
    kind = labels[0].kind if labels and labels[0] else None
    if kind not in _COUNTS:
        return ()
    numbers = [label.number if label and label.kind == kind else None for label in labels]
    size = next((at for at, number in enumerate(numbers) if number != at + 1), len(numbers))
    if size < len(labels) and labels[size] is None:
        rest = takewhile(lambda one: one is None or one.kind == kind, labels[size:])
        if any(one is not None and one.number == size + 1 for one in rest):
            return ()
    return tuple(blocks[:size])


def _may_be_title(text: str) -> bool:
    """Whether the line below a bare 专栏1 is its title: no item, which has a number, a bullet or more than a
    name."""
    plain = len(text) <= _LONGEST_TITLE and not _SAYS_MORE.search(text)
    return plain and read_label(text) is None and not bullet_of(text)


def _box(stretch: _Stretch, heading_of: Callable[[int], int | None]) -> Box:
    first = stretch.blocks[0]
    start = len(first.text) - len(first.text.lstrip())
    match = _LABEL.match(first.text, start)
    assert match is not None, "a stretch begins with a box title"
    label = match.group(1).strip()
    evidence = [Evidence("label", first.ordinal, match.start(1), match.start(1) + len(label))]
    title_block, title_start, title_end = first, match.end(), len(first.text.rstrip())
    rest = list(stretch.blocks[1:])
    if title_start >= title_end and rest and _may_be_title(rest[0].text.strip()):
        title_block = rest.pop(0)
        title_start = len(title_block.text) - len(title_block.text.lstrip())
        title_end = len(title_block.text.rstrip())
    broken: list[Span] = []
    title = title_block.text[title_start:title_end]
    if "\n" in title:  # title and items in one paragraph, parted by soft breaks
        title_end = title_start + title.index("\n")
        broken = [*spans_of(title_block, title_end + 1)]
        title = title_block.text[title_start:title_end].strip()
        title_end = title_start + len(title)
    if title:
        evidence.append(Evidence("title", title_block.ordinal, title_start, title_end))
    rows = [row_item([span for block in row for span in spans_of(block)]) for row in stretch.rows]
    items = items_of([*broken, *(span for block in rest for span in spans_of(block))])
    return Box(label, title, heading_of(first.ordinal), stretch.table, (*rows, *items), tuple(evidence))
