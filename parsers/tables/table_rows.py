"""What rows of indicator and project tables have in common: serial, bare name, a notice for what was not
understood."""

from dataclasses import dataclass

from models.facts import Evidence
from models.names import Derivation
from models.notices import Notice, notice
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage, evidence
from parsers.tables.row_labels import Rank, read_serial, row_word, split_label


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
