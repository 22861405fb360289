"""What stands above a table: its caption and its unit note (单位：亿元)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.document import Block, Table
from models.facts import Evidence
from models.vocabularies import any_of

# 单位：亿元, （计量单位：万吨（折纯））
_UNIT_NOTE = re.compile(
    r"[（(\[]?\s*(?:计量|金额)?单\s*位\s*[:：]\s*([^（()）\]]{1,20}?(?:[（(][^（()）]*[）)])?)\s*[）)\]]?"
)
# 表3 财政收支（单位：亿元）
_NOTE_BEHIND = re.compile(r"\s*[（(]\s*((?:计量|金额)?单\s*位\s*[:：][^（()）]{1,20})[）)]\s*$")
# 表3, 附表2-1, 续表 4
_NUMBERED = re.compile(r"(?:续|附)?\s?表\s?[0-9０-９一二三四五六七八九十A-Z.\-—]*")
_TABLE_NUMBER = re.compile(r"(?:附|续)?\s?表\s?[0-9０-９一二三四五六七八九十]")
# 重点项目清单, 主要指标（2025年）
_TABLE_WORD = re.compile(rf"(?:{any_of('outline_words', 'caption_end')})(?:[（(].*[）)])?$")
# a line with 。 or ； is text, though it stands above a table
_SENTENCE = re.compile("[。；;！!？?]$|[。；]")
_LONGEST = 60
_NEAR = 6


@dataclass(frozen=True, slots=True)
class TableNotes:
    """Pieces of evidence: for `caption` and for `unit_note` (its whole text)."""

    caption: Evidence | None
    unit_note: Evidence | None


def unit_note_text(text: str) -> str | None:
    """The unit a note states, when the text is a unit note and nothing else."""
    match = _UNIT_NOTE.fullmatch(text.strip())
    return match.group(1).strip() if match else None


def table_notes(
    table: Table, blocks: Sequence[Block], before: Mapping[int, Sequence[int]], headings: frozenset[int]
) -> TableNotes:
    """Caption and unit note of a table.

    `before` gives for each table the ordinals of the non-empty blocks right before it, nearest first, up to
    the table before; `headings` are ordinals of blocks already known as headings, which are never captions
    here.
    """
    caption = unit_note = None
    for ordinal in before[table.ordinal][:3]:
        block = blocks[ordinal]
        if ordinal in headings or table.first_block - ordinal > _NEAR:
            break
        if unit_note is None and unit_note_text(block.text) is not None:
            unit_note = _piece("unit_note", block)
        elif caption is None and is_caption(block):
            caption = _piece("caption", block)
            break
        else:
            break
    return TableNotes(caption, unit_note)


def captions_below(tables: Sequence[Table], blocks: Sequence[Block]) -> Mapping[int, Evidence]:
    """The captions of a document that sets them below its tables (表1 …), by table; none where more tables
    have a numbered caption right above."""
    below: dict[int, Evidence] = {}
    above = 0
    for table in tables:
        last = max((block for cell in table.cells for block in cell.blocks), default=table.first_block)
        before, after = _neighbour(blocks, table.first_block - 1, -1), _neighbour(blocks, last + 1, 1)
        above += before is not None and _is_numbered(before)
        if table.parent is None and after is not None and _is_numbered(after):
            below[table.ordinal] = _piece("caption", after)
    return below if len(below) > above else {}


def _neighbour(blocks: Sequence[Block], start: int, step: int) -> Block | None:
    """The next paragraph of the body that says something, None where a table stands there."""
    place = start
    while 0 <= place < len(blocks) and not blocks[place].text.strip() and blocks[place].cell is None:
        place += step
    found = blocks[place] if 0 <= place < len(blocks) else None
    return found if found is not None and found.cell is None and found.region == "body" else None


def _is_numbered(block: Block) -> bool:
    number = _TABLE_NUMBER.match(block.text.strip())
    return number is not None and is_caption(block)


def is_caption(block: Block) -> bool:
    """A short line without sentence marks that is numbered as a table, centred, or ends in a word for
    tables."""
    text = block.text.strip()
    if not 2 <= len(text) <= _LONGEST or _SENTENCE.search(text) or text.endswith(("：", ":")) or "\n" in text:
        return False
    numbered = _NUMBERED.match(text)
    return (
        bool(numbered and numbered.end() > 1)
        or block.formatting.alignment == "center"
        or _TABLE_WORD.search(text) is not None
    )


def is_title_row(block: Block) -> bool:
    """Whether a row merged over a table is its title: short, no sentence, no unit note."""
    text = block.text.strip()
    return 2 <= len(text) <= _LONGEST and not _SENTENCE.search(text) and unit_note_text(text) is None


def caption_piece(block: Block) -> Evidence:
    """A whole block as the caption of a table."""
    return _piece("caption", block)


def without_note(text: str) -> int:
    """Where a caption or title ends before a unit note behind it: 附表 项目表（单位：万元）."""
    behind = _NOTE_BEHIND.search(text)
    return behind.start() if behind and behind.start() else len(text.rstrip())


def note_behind(block: Block) -> Evidence | None:
    """The unit note behind a caption, without its brackets."""
    behind = _NOTE_BEHIND.search(block.text)
    if behind is None or not behind.start():
        return None
    return Evidence("unit_note", block.ordinal, *behind.span(1), role="label")


def _piece(field: str, block: Block) -> Evidence:
    start = len(block.text) - len(block.text.lstrip())
    end = without_note(block.text) if field == "caption" else len(block.text.rstrip())
    return Evidence(field, block.ordinal, start, end, role="label")
