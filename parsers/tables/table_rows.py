"""What rows of indicator and project tables have in common: serial, bare name, a notice for what was not
understood."""

import re
from dataclasses import dataclass

from models.facts import Evidence
from models.names import Derivation
from models.notices import Notice, notice
from models.vocabularies import any_of
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage, evidence
from parsers.tables.row_labels import Rank, read_serial, row_word, split_label

_NUMBER_OF_ROW = re.compile(any_of("table_words", "number_of_row"))
# 2 数字档案馆
_BEFORE_NAME = re.compile(r"\s*([0-9]{1,3})\s+(?=\D|[0-9]+[A-Za-z岁])")


@dataclass(frozen=True, slots=True, eq=False)
class Serial:
    """A row's number as printed, without the 、 or . behind it; an automatic one stands at the row's name
    (`computed`)."""

    text: str
    rank: Rank | None
    place: Passage
    derivation: Derivation | None = None

    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of the field `serial_no`."""
        return evidence("serial_no", self.text, self.place, derivation=self.derivation)


def split_serial(layout: Layout, row: int, name: Passage) -> tuple[Serial | None, Passage]:
    """The serial of a row, from its serial column, before its name or from automatic numbering, and the name
    without it."""
    typed = layout.first(row, "serial", own=True)
    read = read_serial(typed)
    if read.rank:
        return Serial(read.serial.text, read.rank, read.serial), name
    label = split_label(name)
    if label.rank and label.rest:
        return Serial(label.serial.text, label.rank, label.serial), label.rest
    automatic, rank = list_label(layout, row)
    return (Serial(automatic, rank, name, "computed") if automatic and name else None), name


def number_before_name(layout: Layout, row: int, name: Passage) -> tuple[Serial, Passage] | None:
    """The number of a row and its name where the header calls the column both (序号及指标) and nothing but a
    blank parts them: 2 数字档案馆."""
    columns = layout.named("name")
    if not columns or not _NUMBER_OF_ROW.search(columns[-1].column.title):
        return None
    found = _BEFORE_NAME.match(layout.first(row, "name").text)
    if found is None or not name.text.startswith(found[1]):
        return None
    number = name.part(0, len(found[1]))
    return Serial(number.text, Rank.NUMBER, number), name.part(len(found[1]))


def list_label(layout: Layout, row: int) -> tuple[str, Rank | None]:
    """The automatic number of the serial cell, else of the name cell, and its rank; "" where there is
    none."""
    source = layout.grid.document.blocks
    for field in (*layout.named("serial"), *layout.named("name")):
        cell = layout.cell(row, field.column)
        label = (
            next((source[block].list_label for block in cell.blocks if source[block].list_label), "")
            if cell and cell.row == row
            else ""
        )
        places = Passage(source, label, tuple((0, offset) for offset in range(len(label))))
        read = read_serial(places)
        if read.rank:
            return read.serial.text, read.rank
    return "", None


def notice_row(layout: Layout, row: int) -> Notice:
    """The notice of a row that became no record: a note below the table (`table_note`), or not understood
    (`unread_row`)."""
    texts = [layout.grid.passage(cell) for cell in layout.grid.filled(row)]
    words = " | ".join(text.text for text in texts)
    is_note = len(texts) == 1 and row_word(words) == "note"
    block = block_of(texts[0]) if texts else None
    if is_note:
        return notice("table_note", block, words=words[:60])
    return notice("unread_row", block, row=row + 1, words=words[:60])


def block_of(passage: Passage) -> int | None:
    """The block a passage begins in."""
    return passage.places[0][0] if passage.places else None
