"""Which paragraphs are items of a list of cases that a line above announces: 有下列情形之一的，应当申报："""

from collections.abc import Iterable, Iterator

from models.document import Block
from models.facts import Structure
from pipeline.figures.roles import announces_cases, opens_item


def blocks_of_cases(structure: Structure) -> frozenset[int]:
    """The blocks that are such items, by their ordinal: from the line on up to the first paragraph without
    a label."""
    return frozenset(_items(structure.document.blocks))


def _items(blocks: Iterable[Block]) -> Iterator[int]:
    announced = False
    for block in blocks:
        if not block.text.strip():
            continue
        if announces_cases(block.text):
            announced = True
        elif announced and (block.list_label or opens_item(block.text)):
            yield block.ordinal
        else:
            announced = False
