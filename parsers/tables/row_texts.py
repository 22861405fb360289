"""What a row of an indicator table says, and rows that say it of several indicators under each other."""

import re
from dataclasses import dataclass, replace

from models.vocabularies import words
from parsers.notation.quantity import is_missing, read_quantity
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage

_NOTE_MARK = re.compile(r"\s*(?:[\[［]\^?[0-9]{1,3}[\]］]|[①-⑳⑴-⒇]|[*＊]+)$")


@dataclass(frozen=True, slots=True, eq=False)
class RowTexts:
    """The cells of a row: `cells` those of the value columns, `group` the line over stacked indicators."""

    row: int
    name: Passage
    unit: Passage
    cells: tuple[Passage, ...]
    group: Passage | None = None
    stacked: int = 0


def without_bullet(text: Passage) -> Passage:
    """A name without the bullet or star before it."""
    marks = words("row_bullets", "mark")
    start = 0
    while start < len(text.text) and (text.text[start] in marks or text.text[start].isspace()):
        start += 1
    return text.part(start) if 0 < start < len(text.text) else text


def bare_label(text: Passage) -> Passage:
    """A label without the bullet before it, blanks that space it out and the note mark behind it
    (火电[19])."""
    plain = without_bullet(text).without_gaps()
    mark = _NOTE_MARK.search(plain.text)
    return plain.part(0, mark.start()) if mark and mark.start() else plain


def unstack(texts: RowTexts) -> tuple[RowTexts, ...] | None:
    """A row as one, or its indicators one by one where name and value cells hold as many lines; one line more
    in the name is the group over them. None where lines and values do not pair."""
    names = texts.name.lines()
    counts = {len(cell.lines()) for cell in texts.cells if _is_stack(cell)}
    if not counts or (len(names) == 1 and len(counts) == 1):
        return (texts,)
    if len(counts) > 1 or (count := counts.pop()) not in (len(names), len(names) - 1):
        return None
    cells = [_parts(cell, count) for cell in texts.cells]
    if count < 2 or any(part is None for part in cells):
        return None
    units = _parts(texts.unit, count) or (texts.unit,) * count
    group = names[0] if len(names) > count else None
    return tuple(
        RowTexts(texts.row, name, unit, tuple(part[index] for part in cells if part), group, index + 1)
        for index, (name, unit) in enumerate(zip(names[-count:], units, strict=True))
    )


def _is_stack(cell: Passage) -> bool:
    """Several lines that are a number or a dash each."""
    lines = cell.lines()
    return len(lines) > 1 and all(read_quantity(line.text) or is_missing(line.text) for line in lines)


def _parts(cell: Passage, count: int) -> tuple[Passage, ...] | None:
    """A cell's lines, one for each indicator; a dash alone holds for all of them."""
    lines = cell.lines()
    if len(lines) == count:
        return lines
    if not lines or is_missing(cell.text):
        return (cell,) * count if len(lines) < 2 else None
    return None


def row_texts(layout: Layout, row: int, cells: tuple[Passage, ...]) -> RowTexts:
    """The cells of a row as they stand."""
    said = layout.first(row, "name") or layout.merged_name(row)
    empty = layout.first(row, "serial").part(0, 0)
    return RowTexts(row, said or empty, layout.first(row, "unit"), cells)


def named_like(texts: RowTexts, name: Passage) -> RowTexts:
    """The row under the name of the one above it."""
    return replace(texts, name=name)
