"""Notes under a table that say what a mark means: 带*的为2024年数据, 标*的为约束性指标，其余为预期性指标."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from models.document import Document, Table
from models.names import Nature
from models.vocabularies import read_rows
from parsers.tables.grid import Grid
from parsers.tables.passage import Passage, fold, of_blocks
from parsers.tables.table_periods import Stated, stated_in

_MARK = "[*＊※#△▲★①-⑳†‡]+"
# 注：…, *…, ①…: the row of notes below a table
_NOTE = re.compile(rf"\s*(?:[（(]?(?:注|说明|备注)|[（(\[]?{_MARK})")
_MARKS = re.compile(_MARK)
_CLAUSE = re.compile(r"[^。；;\n]+")
_PART = re.compile(r"[^，,]+")
# 人均预期寿命*（岁）, 人均预期寿命（岁）*, ★单位能耗
_OF_NAME = re.compile(rf"^\s*({_MARK})|({_MARK})\s*(?:[（(\[][^（(）)]*[)）\]])?\s*$")
_LOOKED_AT = 3  # paragraphs below a table that may be its notes
_REST = ""
# （）内为五年累计数
_ROUND = re.compile(r"[（(]\s*[)）]")
_SUM = re.compile("累\\s*计")

NatureSaid = tuple[Nature, Passage]


@dataclass(frozen=True, slots=True, eq=False)
class NoteMarks:
    """What each mark of a table stands for; a nature without a mark is that of all rows without one;
    `sums_in_brackets` where round brackets hold sums over the period (（）内为五年累计数)."""

    years: Mapping[str, Stated] = field(default_factory=dict)
    natures: Mapping[str, NatureSaid] = field(default_factory=dict)
    sums_in_brackets: bool = False

    def nature_of(self, name: Passage) -> NatureSaid | None:
        """The nature that the mark of a name says, or the want of one."""
        return self.natures.get(mark_of(name), self.natures.get(_REST))


def mark_of(name: Passage) -> str:
    """The mark before or behind a name or before its unit, as notes name it; empty where there is none."""
    found = _OF_NAME.search(name.text)
    return fold(found[1] or found[2]) if found else ""


def note_marks(document: Document, table: Table, grid: Grid) -> NoteMarks:
    """What the paragraphs below a table and its own rows say of marks; what stands first counts."""
    years: dict[str, Stated] = {}
    natures: dict[str, NatureSaid] = {}
    sums_in_brackets = False
    for note in (*_below(document, table), *_inside(grid)):
        if _NOTE.match(note.text):
            years = dict(_years(note)) | years
            natures = dict(_natures(note)) | natures
            sums_in_brackets = sums_in_brackets or _says_sums(note)
    return NoteMarks(years, natures, sums_in_brackets)


def _says_sums(note: Passage) -> bool:
    """Whether a sentence of a note speaks of sums in round brackets."""
    clauses = (clause[0] for clause in _CLAUSE.finditer(note.text))
    return any(_ROUND.search(clause) and _SUM.search(clause) for clause in clauses)


def _years(note: Passage) -> Iterator[tuple[str, Stated]]:
    for clause in _CLAUSE.finditer(note.text):
        marks = _MARKS.findall(clause[0])
        year = stated_in(note.part(*clause.span()))
        if marks and year and year.end and year.start in (None, year.end):
            # ②带*的为2024年数据: the first only counts the notes
            yield fold(marks[-1]), Stated(year.start, year.end, year.place, inherited=True)


def _natures(note: Passage) -> Iterator[tuple[str, NatureSaid]]:
    """Natures by mark; one without a mark in the same sentence is that of the rest."""
    for clause in _CLAUSE.finditer(note.text):
        is_marked = False
        for part in _PART.finditer(clause[0]):
            start = clause.start() + part.start()
            marks, said = _MARKS.findall(part[0]), _nature_in(note.part(start, start + len(part[0])))
            if said and (marks or is_marked):
                yield fold(marks[-1]) if marks else _REST, said
            is_marked = is_marked or bool(marks and said)


def _nature_in(part: Passage) -> NatureSaid | None:
    """The nature that a part of a sentence names as such (约束性, not 约束)."""
    for row in read_rows("natures"):
        at = part.text.find(row["word"]) if row["word"] == row["nature"] else -1
        if at >= 0:
            nature: Nature = "约束性" if row["nature"] == "约束性" else "预期性"
            return nature, part.part(at, at + len(row["word"]))
    return None


def _below(document: Document, table: Table) -> Iterator[Passage]:
    last = max((block for cell in table.cells for block in cell.blocks), default=None)
    looked = 0
    for block in document.blocks[last + 1 :] if last is not None else ():
        if block.cell is not None or looked == _LOOKED_AT:
            return
        if block.text.strip():
            looked += 1
            yield of_blocks(document.blocks, (block.ordinal,))


def _inside(grid: Grid) -> Iterator[Passage]:
    for row in range(grid.n_rows):
        filled = grid.filled(row)
        if len(filled) == 1:
            yield grid.passage(filled[0])
