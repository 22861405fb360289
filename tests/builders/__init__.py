"""Tiny Word documents in code: `docx(paragraph("一、总体要求", bold=True), table([["序号", "指标"]]))` gives
the bytes of a .docx.

The helpers return `Xml`; a plain `str` is always text and is escaped. Sizes are in points, outline levels
count from 1.
"""

from tests.builders.blocks import (
    Cell,
    cell,
    content_control,
    paragraph,
    section,
    section_break,
    table,
    text_box,
    toc,
)
from tests.builders.inline import (
    Xml,
    bookmark,
    deletion,
    endnote_reference,
    field,
    footnote_mark,
    footnote_reference,
    hyperlink,
    insertion,
    move_from,
    move_to,
    page_break,
    proof_error,
    raw,
    ruby,
    run,
    symbol,
)
from tests.builders.package import Part, alternative_chunk, docx, pack
from tests.builders.parts import Level, heading_style_id, heading_styles, level, numbering, style

__all__ = [
    "Cell",
    "Level",
    "Part",
    "Xml",
    "alternative_chunk",
    "bookmark",
    "cell",
    "content_control",
    "deletion",
    "docx",
    "endnote_reference",
    "field",
    "footnote_mark",
    "footnote_reference",
    "heading_style_id",
    "heading_styles",
    "hyperlink",
    "insertion",
    "level",
    "move_from",
    "move_to",
    "numbering",
    "pack",
    "page_break",
    "paragraph",
    "proof_error",
    "raw",
    "ruby",
    "run",
    "section",
    "section_break",
    "style",
    "symbol",
    "table",
    "text_box",
    "toc",
]
