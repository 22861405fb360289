"""A paragraph as the page shows it."""

from dataclasses import dataclass

from pipeline.report.marks import Piece


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block: `tag` is p or h2…h6, `label` its automatic number, which is no part of the text."""

    id: int
    kind: str
    tag: str
    label: str
    pieces: tuple[Piece, ...]
    length: int
    use: str
    is_runin: bool = False
    type: str = "paragraph"
