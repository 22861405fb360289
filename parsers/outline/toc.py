"""The table of contents: kept out of structure, but a witness of what the headings are."""

import re
from collections.abc import Sequence
from functools import cache

from models.document import Block
from models.vocabularies import read_rows
from parsers.outline.lines import squeezed

# 一、总则……3
_PAGE = re.compile(
    r"^(.*?[^\s.…·．\-—0-9])[\s\u3000]*(?:\t|[.…·．·\-—]{2,}|\s{2,})[\s\u3000.…·．\-—]*[（(\-—]?\s*([0-9]{1,4}|[ivxIVX]{1,6})\s*[）)\-—]?$"
)
_FEWEST_PAGES = 3
_LONGEST_ENTRY, _LONGEST_CONTENTS, _FURTHEST = 60, 500, 10_000
_LONGEST_LINE = 120


@cache
def contents_words() -> frozenset[str]:
    """Words that stand above a table of contents."""
    return frozenset(row["pattern"] for row in read_rows("headings") if row["meaning"] == "contents")


def toc_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    """Ordinals of the blocks of tables of contents.

    By field, content control or style (`in_toc`); else typed: lines with leader and page number (three or
    more together), or lines below 目录 that all come again later in the text.
    """
    marked = {block.ordinal for block in blocks if block.in_toc}
    body = [block for block in blocks if block.region == "body" and block.cell is None and block.text.strip()]
    marked |= _typed(body, marked)
    for place, block in enumerate(body):
        if squeezed(block.text).upper() in contents_words():
            following = body[place + 1 : place + 2]
            in_contents = bool(following) and following[0].ordinal in marked
            below = set() if in_contents else _repeated_below(body, place)
            if in_contents or below:
                marked |= {block.ordinal, *below}
    return frozenset(marked)


def toc_titles(blocks: Sequence[Block], toc: frozenset[int]) -> frozenset[str]:
    """Titles the table of contents lists, without blanks and page numbers."""
    return frozenset(
        squeezed(_without_page(block.list_label + block.text))
        for block in blocks
        if block.ordinal in toc and block.text.strip()
    )


def _without_page(text: str) -> str:
    match = _PAGE.match(text.strip())
    return match.group(1) if match else re.sub(r"[\t.…·．\s]*[0-9]*\s*$", "", text.strip())


def _typed(body: Sequence[Block], marked: set[int]) -> set[int]:
    """Runs of at least three lines with leader and page number."""
    found: set[int] = set()
    run: list[int] = []
    for block in body:
        if (
            block.ordinal not in marked
            and len(block.text) <= _LONGEST_LINE
            and _PAGE.match(block.text.strip())
        ):
            run.append(block.ordinal)
            continue
        if len(run) >= _FEWEST_PAGES:
            found.update(run)
        run = []
    return found | (set(run) if len(run) >= _FEWEST_PAGES else set())


def _repeated_below(body: Sequence[Block], place: int) -> set[int]:
    """Short lines right below the word 目录 as long as each comes again further down."""
    later = [squeezed(block.list_label + block.text) for block in body[place + 1 : place + 1 + _FURTHEST]]
    found: set[int] = set()
    for offset, block in enumerate(body[place + 1 : place + 1 + _LONGEST_CONTENTS]):
        title = squeezed(_without_page(block.list_label + block.text))
        if len(title) > _LONGEST_ENTRY or not any(text.startswith(title) for text in later[offset + 1 :]):
            break
        found.add(block.ordinal)
    return found if len(found) >= _FEWEST_PAGES else set()
