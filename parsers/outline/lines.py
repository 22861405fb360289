"""Lines: the pieces of blocks that can be a heading, a title or a caption."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.document import Block
from parsers.notation.blanks import WHITESPACE
from parsers.notation.labels import Label, LabelKind, read_label

_BLANK = "\\s\u3000\u200b\ufeff\u2060"
_UNSEEN = ("\u200b", "\ufeff", "\u2060")
_BLANKS = WHITESPACE + "".join(_UNSEEN)
# ## 总则, **总则**: signs left over from a converter
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+|\*{2,})|\*{2,}$")
_RUN_TOGETHER = 3000  # a paragraph longer than this holds a whole chapter or report
_BREAK_BEFORE = re.compile(
    rf"(?<=[。！？；：:”）)])(?=[（(]?[一二三四五六七八九十]|[0-9]{{1,2}}[.．、])|(?<=[{_BLANK}])(?=[^{_BLANK}])"
    r"|(?<=[\u4e00-\u9fff”])(?=[0-9]{1,2}[.．](?![0-9])|[（(]一[）)])"
)
_INNER_KINDS = (
    LabelKind.PART,
    LabelKind.CHAPTER,
    LabelKind.SECTION,
    LabelKind.COUNTING,
    LabelKind.COUNTING_IN_BRACKETS,
    LabelKind.NUMBER,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of one block without blanks at its ends; `label` is typed at its start or comes from the
    block's automatic number.

    `start` and `end` are offsets in the block's text; `body` the offset after the label (`start` when it is
    automatic or absent). `whole` is true when the line is all there is in the block, `run_together` when
    nothing but labels parts it from its neighbours.
    """

    block: Block
    start: int
    end: int
    label: Label | None
    body: int
    automatic: bool
    whole: bool
    run_together: bool = False

    @property
    def text(self) -> str:
        """The line with its label."""
        return self.block.text[self.start : self.end]

    @property
    def rest(self) -> str:
        """The line without its typed label."""
        return self.block.text[self.body : self.end]


def lines_of(block: Block) -> Iterator[Line]:
    """The lines of a block that hold any text; soft breaks part lines, as do labels in sequence inside a
    run-together report."""
    pieces = list(_pieces(block.text))
    for number, (start, end, run_together) in enumerate(pieces):
        yield _line(block, start, end, first=number == 0, whole=len(pieces) == 1, run_together=run_together)


def _line(block: Block, start: int, end: int, *, first: bool, whole: bool, run_together: bool) -> Line:
    text = block.text[start:end]
    label, automatic = read_label(text), False
    body = start + label.end if label else start
    end = _before_marks(block, body, end)
    if label is None and first and block.list_label:
        label, automatic = read_label(block.list_label), True
    return Line(block, start, end, label, min(body, end), automatic, whole, run_together)


def _before_marks(block: Block, start: int, end: int) -> int:
    """The end of a line without the note marks behind it."""
    for first, last in reversed(block.marks):
        if last == end and first > start:
            end = first
    return end


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    offset = 0
    for piece in text.split("\n"):
        start, end = _trimmed(piece, offset)
        if end - start > _RUN_TOGETHER:
            yield from ((*span, True) for span in _run_together(text, start, end))
        elif start < end:
            yield start, end, False
        offset += len(piece) + 1


def _trimmed(piece: str, offset: int) -> tuple[int, int]:
    start = offset + len(piece) - len(piece.lstrip(_BLANKS))
    return start, max(start, offset + len(piece.rstrip(_BLANKS)))


def _run_together(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts a run-together text before each label that goes on a sequence (or starts one with 1) after a
    sentence's end or a blank."""
    last: dict[LabelKind, int] = {}
    begin = start
    for match in _BREAK_BEFORE.finditer(text, start, end):
        label = read_label(text[match.start() : match.start() + 12])
        if label is None or label.kind not in _INNER_KINDS or not _goes_on(label, last):
            continue
        last[label.kind] = label.number
        piece = _trimmed(text[begin : match.start()], begin)
        if piece[0] < piece[1]:
            yield piece
        begin = match.start()
    yield _trimmed(text[begin:end], begin)


def _goes_on(label: Label, last: dict[LabelKind, int]) -> bool:
    previous = last.get(label.kind)
    return label.number == 1 or (previous is not None and label.number == previous + 1)


def squeezed(text: str) -> str:
    """Without blanks of any kind: what titles are compared by."""
    for unseen in _UNSEEN:
        text = text.replace(unseen, "")
    return "".join(text.split())


def is_centred(line: Line) -> bool:
    """Whether its paragraph is set centred."""
    return line.block.formatting.alignment == "center"
