"""A document as read: blocks, cells and tables, before anything is understood.

Every value is frozen. A block is one `w:p` (text profile pt-1, docs/text-profile.md) or one text-bearing
element of an altChunk's HTML; blocks are numbered from 0 in document order over the whole file.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.names import ObjectKind, Region, ScriptKind
from models.notices import Notice
from models.quick import quick


@dataclass(frozen=True, slots=True)
class Formatting:
    """How a block looks, as far as it tells headings from body text.

    `size` is in half-points (w:sz); `font` the East Asian font; `bold`, `size` and `font` are those of most
    characters; `bold_lead` counts the characters before the first one that is not bold (a bold run-in head
    in a plain paragraph).
    """

    alignment: str = ""
    font: str = ""
    size: int | None = None
    bold: bool = False
    bold_lead: int = 0
    bordered: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """Characters set high or low in Word: a note mark, or part of a unit, a power, a formula (m², 10⁷,
    CO₂)."""

    start: int
    end: int
    kind: ScriptKind


_JOINER = "\u2060"
_FORMS = {
    "raised": str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"),
    "lowered": str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋"),
}


@quick
@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where in which table: `table` is the table's ordinal, `row` and `col` are 0-based grid positions
    (gridSpan resolved)."""

    table: int
    row: int
    col: int


@quick
@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph with its verbatim text and where it stands.

    `outline_level` is 1 to 9 from the paragraph, its style chain or a heading style's name, else None.
    `list_label` is the automatic number as Word shows it ("" when there is none).
    `frame` numbers the text box the block lies in. `in_toc` is true inside a TOC field or control, or under
    a TOC style. `scripts` are the stretches of `text` set high or low, `objects` what is anchored in the
    paragraph and not read. `pages` are the first and the last page it stands on, as Word last laid the file
    out; None where the file does not say.
    """

    ordinal: int
    part: str
    xml_path: str
    text: str
    region: Region = "body"
    list_label: str = ""
    style: str = ""
    outline_level: int | None = None
    in_toc: bool = False
    bookmarks: tuple[str, ...] = ()
    cell: CellPlace | None = None
    frame: int | None = None
    formatting: Formatting = Formatting()
    scripts: tuple[Script, ...] = ()
    objects: tuple[ObjectKind, ...] = ()
    pages: tuple[int, int] | None = None

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """The spans of note marks (90¹): characters of the text, but of no number, name or heading."""
        return tuple((script.start, script.end) for script in self.scripts if script.kind == "mark")

    @property
    def shown(self) -> str:
        """The text with digits set high or low as characters of that form (m², CO₂), offset by offset; a
        decimal set low, which no characters show (PM2.5), stays as it is."""
        if not self.scripts:
            return self.text
        shifted = (script for script in self.scripts if script.kind != "mark")
        spans = (
            (one.start, one.end, _FORMS[one.kind])
            for one in shifted
            if one.kind != "lowered" or "." not in self.text[one.start : one.end]
        )
        return _put_in(
            self.text, ((start, end, self.text[start:end].translate(form)) for start, end, form in spans)
        )

    @property
    def unmarked(self) -> str:
        """As `shown`, with each character of a note mark as a word joiner (U+2060), which shows nothing;
        offset by offset."""
        return _put_in(self.shown, ((start, end, _JOINER * (end - start)) for start, end in self.marks))


def _put_in(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """The text with other characters in some of its spans, which come in order."""
    pieces, at = [], 0
    for start, end, other in spans:
        pieces += [text[at:start], other]
        at = end
    return "".join((*pieces, text[at:]))


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid, merged areas once, at their top left. `blocks` are ordinals, without those of
    nested tables."""

    row: int
    col: int
    row_span: int
    col_span: int
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One `w:tbl`. `header_rows` counts the leading rows marked as repeated headers (w:tblHeader).

    `parent` is the cell a nested table stands in; `first_block` the ordinal of the first block at or after
    the table's start.
    """

    ordinal: int
    part: str
    xml_path: str
    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]
    header_rows: int
    first_block: int
    parent: CellPlace | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What one file holds. `core_title` is docProps/core.xml's title, a hint only."""

    file_name: str
    sha256: str
    size: int
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    core_title: str = ""
    notices: tuple[Notice, ...] = ()
