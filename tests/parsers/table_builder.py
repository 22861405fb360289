"""Tiny plans for tests of the stage interpret: paragraphs and tables written as lists of rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.document import Block, Cell, CellPlace, Document, Table
from models.facts import BlockUse, Evidence, Facts, Figure, Indicator, PlanTable, Project, Structure, Task
from parsers.interpret import interpret
from parsers.tables.classify import classify_table
from parsers.tables.continuing import continues
from parsers.tables.passage import Passage, of_blocks
from tests.parsers.reading import identified

Row = Sequence[str]
LEFT, ABOVE = "<", "^"
"""Cells merged with the one to the left (gridSpan) and with the one above (vMerge)."""
_LABEL = re.compile(r"\{(.+?)\}")


@dataclass(slots=True)
class Builder:
    """Collects blocks and tables in document order."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def paragraph(self, text: str, place: CellPlace | None = None) -> int:
        label = _LABEL.match(text)
        ordinal = len(self.blocks)
        body = text[label.end() :] if label else text
        self.blocks.append(
            Block(
                ordinal,
                "word/document.xml",
                f"/p[{ordinal}]",
                body,
                list_label=label[1] if label else "",
                cell=place,
            )
        )
        return ordinal

    def table(self, rows: Sequence[Row], header_rows: int = 0) -> int:
        """`¶` divides paragraphs of a cell, a line feed is a w:br, `{1.}` before a paragraph its automatic
        number."""
        ordinal, first = len(self.tables), len(self.blocks)
        cells: dict[tuple[int, int], Cell] = {}
        for row, texts in enumerate(rows):
            for col, text in enumerate(texts):
                if text in (LEFT, ABOVE):
                    continue
                blocks = tuple(self.paragraph(part, CellPlace(ordinal, row, col)) for part in text.split("¶"))
                cells[(row, col)] = Cell(row, col, _height(rows, row, col), _width(rows, row, col), blocks)
        width = max((len(texts) for texts in rows), default=0)
        self.tables.append(
            Table(
                ordinal,
                "word/document.xml",
                f"/tbl[{ordinal}]",
                len(rows),
                width,
                tuple(cells.values()),
                header_rows,
                first,
            )
        )
        return ordinal

    def document(self) -> Document:
        return Document("plan.docx", "0" * 64, 1, tuple(self.blocks), tuple(self.tables))


def _width(rows: Sequence[Row], row: int, col: int) -> int:
    width = 1
    while col + width < len(rows[row]) and rows[row][col + width] == LEFT:
        width += 1
    return width


def _height(rows: Sequence[Row], row: int, col: int) -> int:
    height = 1
    while row + height < len(rows) and col < len(rows[row + height]) and rows[row + height][col] == ABOVE:
        height += 1
    return height


def document_of(rows: Sequence[Row], *before: str, header_rows: int = 0) -> Document:
    builder = Builder()
    for text in before:
        builder.paragraph(text)
    builder.table(rows, header_rows)
    return builder.document()


def structure_of(*parts: str | Sequence[Row], title: str = "") -> Structure:
    """A plan: a string is a paragraph, of which the ones right before a table are its caption and (单位：…)
    its unit note."""
    builder = Builder()
    titles = (builder.paragraph(title),) if title else ()
    found: list[PlanTable] = []
    above: list[int] = []
    for part in parts:
        if isinstance(part, str):
            above.append(builder.paragraph(part))
            continue
        found.append(_plan_table(builder, builder.table(part), above, found))
        above = []
    uses = tuple(BlockUse("paragraph", "used", "", None) for _ in builder.blocks)
    document = builder.document()
    found_structure = Structure(document, title, titles, (), tuple(found), (), uses)
    return identified(found_structure) if title else found_structure


def _plan_table(builder: Builder, ordinal: int, above: list[int], found: list[PlanTable]) -> PlanTable:
    document = builder.document()
    pieces = [
        Evidence(
            "unit_note" if "单位：" in document.blocks[block].text else "caption",
            block,
            0,
            len(document.blocks[block].text),
        )
        for block in above
    ]
    caption = next((piece for piece in pieces if piece.field == "caption"), None)
    note = next((piece for piece in pieces if piece.field == "unit_note"), None)
    text = document.blocks[caption.block].text if caption else ""
    previous = found[-1] if found else None
    if (
        previous
        and previous.kind != "other"
        and continues(document, document.tables[previous.table], document.tables[ordinal], text)
    ):
        return PlanTable(ordinal, previous.kind, None, caption, note, previous.table)
    return PlanTable(ordinal, classify_table(document, document.tables[ordinal], text), None, caption, note)


def facts_of(*parts: str | Sequence[Row], title: str = "某市数字经济发展“十四五”规划") -> Facts:
    facts = interpret(structure_of(*parts, title=title))
    assert_evidence(facts)
    return facts


def codes(facts: Facts) -> list[str]:
    return [notice.code for notice in facts.notices]


_NOT_FROM_TEXT = frozenset(
    [
        "table",
        "row",
        "row_kind",
        "evidence",
        "parent",
        "bodies",
        "origin",
        "block",
        "start",
        "end",
        "owner",
        "role",
        "period_basis",
        "base_period",
        "heading",
        "kind",
    ]
)


def assert_evidence(facts: Facts) -> None:
    """What is asked of every record (docs/evidence.md): exact spans, and a piece with role `value` for each
    field that is set."""
    for record in (*facts.indicators, *facts.projects, *facts.tasks, *facts.figures):
        supported = {piece.field for piece in record.evidence if piece.role == "value"}
        for piece in record.evidence:
            quote = facts.structure.document.blocks[piece.block].text[piece.start : piece.end]
            assert quote
            assert quote == quote.strip()
            if (piece.role, piece.derivation) == ("value", "verbatim"):
                assert "".join(quote.split()) == "".join(str(value_of(record, piece.field)).split()), (
                    record,
                    piece,
                )
        for name in record.__dataclass_fields__:
            value = getattr(record, name)
            if name not in _NOT_FROM_TEXT and value not in (None, "", False, "exact"):
                assert name in supported, (name, value)
        if isinstance(record, Project) and record.bodies:
            assert supported & {"builders", "responsible"}
        if isinstance(record, Task) and record.bodies:
            assert supported & {"lead", "responsible", "cooperating"}


def value_of(record: Indicator | Project | Task | Figure, name: str) -> object:
    """What the view's column of this name holds."""
    if isinstance(record, Project) and name in ("builders", "responsible"):
        return "；".join(
            body.name for body in record.bodies if (body.role == "builder") == (name == "builders")
        )
    if isinstance(record, Task) and name in ("lead", "responsible", "cooperating"):
        return "；".join(body.name for body in record.bodies if body.role == name)
    value: object = getattr(record, name)
    return value


def quotes(
    facts: Facts, record: Indicator | Project | Task | Figure, name: str, role: str = "value"
) -> list[str]:
    """The characters one field of a record rests on."""
    blocks = facts.structure.document.blocks
    return [
        blocks[piece.block].text[piece.start : piece.end]
        for piece in record.evidence
        if (piece.field, piece.role) == (name, role)
    ]


def derivations(record: Indicator | Project | Task | Figure, name: str) -> set[str]:
    """How one field of a record came from the text."""
    return {piece.derivation for piece in record.evidence if (piece.field, piece.role) == (name, "value")}


def passage_of(text: str) -> Passage:
    """A text as one paragraph."""
    builder = Builder()
    builder.paragraph(text)
    return of_blocks(tuple(builder.blocks), (0,))
