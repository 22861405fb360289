"""A place in words as the database holds it (三、（二）第4段), for a reader of either language."""

import re
from typing import Final

from models.language import language, say

_PARAGRAPH: Final = re.compile(r"(?P<section>.*)第(?P<paragraph>[0-9]+)段", re.DOTALL)
_CELL: Final = re.compile(
    r"(?P<table>.*)第(?P<row>[0-9]+)行(?:(?:“(?P<head>.*)”|第(?P<column>[0-9]+))列)?", re.DOTALL
)
_UNNAMED: Final = re.compile(r"第([0-9]+)个表")


def told_place(words: str) -> str:
    """The place in the language in force; what the document itself prints (三、（二）, 表1, “2025年”) stays.

    >>> from models.language import speaking
    >>> with speaking("en"):
    ...     told_place("三、（二）第4段"), told_place("表1第3行“2025年”列"), told_place("第2个表第1行")
    ('section 三、（二）, paragraph 4', '表1, row 3, column “2025年”', 'table 2 of the document, row 1')
    """
    if language() == "zh":
        return words
    if cell := _CELL.fullmatch(words):
        table, row = _table(cell["table"]), cell["row"]
        column = cell["column"] or (f"“{cell['head']}”" if cell["head"] else "")
        if not column:
            return say("{table}, row {row}", table=table, row=row)
        return say("{table}, row {row}, column {column}", table=table, row=row, column=column)
    if found := _PARAGRAPH.fullmatch(words):
        return say("{section}, paragraph {n}", section=_section(found["section"]), n=found["paragraph"])
    return _section(words)


def _table(name: str) -> str:
    unnamed = _UNNAMED.fullmatch(name)
    return say("table {n} of the document", n=unnamed[1]) if unnamed else name


def _section(words: str) -> str:
    """The numbers of headings as printed, or a part that every document has."""
    parts = {
        "标题": say("title"),
        "目录": say("contents"),
        "正文": say("text"),
        "页眉": say("header"),
        "页脚": say("footer"),
        "脚注": say("footnote"),
        "尾注": say("endnote"),
    }
    if not words:
        return ""
    return parts.get(words) or say("section {numbers}", numbers=words.rstrip("、.．"))
