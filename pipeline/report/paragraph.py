"""A paragraph as the page shows it."""

from dataclasses import dataclass

from pipeline.report.marks import Piece


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that stands in a paragraph and is not read (a picture, a chart, a formula), in words."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block: `tag` is p or h2…h6, `label` its automatic number, which is no part of the text; `unread` is
    shown behind it."""

    id: int
    kind: str
    tag: str
    label: str
    pieces: tuple[Piece, ...]
    length: int
    use: str
    is_runin: bool = False
    unread: tuple[Unread, ...] = ()
    type: str = "paragraph"
