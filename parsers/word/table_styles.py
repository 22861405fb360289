"""Styles of tables, which nobody reads: left out before the XML is parsed, since in many files they are nine
tenths of word/styles.xml."""

import re
from typing import Final

_MARK: Final = b'<w:style w:type="table"'
_TABLE_STYLE: Final = re.compile(rb'\s*<w:style w:type="table"(?: [\w:]+="[^"<>]*")*>')
_BEGIN, _END = b"<w:style", b"</w:style>"


def without_table_styles(source: bytes) -> bytes:
    """The same XML without the styles of tables, where they are spelled as Word and WPS spell them (but
    for one that comes first of all styles); as it is where a comment or the like might hold what only looks
    like one."""
    if _MARK not in source or b"!" in source or source.count(b"?") > 2:
        return source
    *styles, rest = source.split(_END)
    return _END.join([*(style for style in styles if not _is_of_table(style)), rest])


def _is_of_table(style: bytes) -> bool:
    """Whether what stands before an end of a style is one style, and of tables."""
    return _TABLE_STYLE.match(style) is not None and style.count(_BEGIN) == 1
