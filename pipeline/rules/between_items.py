"""What a new version no longer plans and does not speak of: projects of the table, items of boxes, names in
a list of projects."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from models.vocabularies import words
from pipeline.rules.between_versions import matched
from pipeline.rules.records import BoxItemRow, BoxRow, Held
from pipeline.rules.results import Agreed, Finding, Result, Rule, Side, field_side, sides_before, span, whole
from pipeline.rules.sentence_pairs import SentencePair, sentence_pairs
from pipeline.rules.wording import say
from pipeline.versions.keys import plain
from pipeline.versions.similarity import likeness

_LEAST_LIST: Final = 3  # names that make a list
_RENAMED: Final = 0.7  # so alike is a name to the one that it had before
_LONGEST_NAME: Final = 40
_LONGEST_LISTED: Final = 20
_JOINTS: Final = re.compile("[、，,；;]|以及|和|及|与")
_LIST: Final = re.compile("[^。；;：:！？\n]+")


def table_place(held: Held, table: int, first: int) -> Side | None:
    """Where a table that lacks a row is named: its caption, else the name of its `first` record."""
    caption = held.tables[table].caption_block if table in held.tables else None
    if caption is not None:
        return whole(held.blocks[caption])
    return field_side(held, first, "name")


def project_dropped(held: Held) -> Iterator[Result]:
    """Projects that have no row any more and of which the text does not speak either."""
    if held.previous is None or not held.projects:
        return
    kept = {old.id for old, _ in matched(held.previous.projects, held.projects)}
    gone = [old for old in held.previous.projects if old.kind == "project" and old.id not in kept]
    texts = _texts(held) if gone else []
    first = held.projects[0]
    place = table_place(held, first.table, first.id)
    for old in gone:
        if place is not None and not _is_mentioned(old.name, texts):
            message = say("project_dropped", name=old.name, version=held.previous.number)
            yield Finding(message, (place,), old.name, None, before=sides_before(held, old.id, "name"))


def _texts(held: Held) -> list[str]:
    return [plain(block.text) for block in held.prose()]


def _is_mentioned(name: str, texts: Sequence[str]) -> bool:
    sought = plain(name)
    return any(sought in text for text in texts)


def item_dropped(held: Held) -> Iterator[Result]:
    """Items of boxes, and names in lists of projects, that are gone while the rest stands as before."""
    texts: list[str] = []
    for place, name, was in (*_items_gone(held), *_names_gone(held)):
        texts = texts or _texts(held)
        if _is_mentioned(name, texts):
            yield Agreed(sides=(place,))
        else:
            version = held.previous.number if held.previous else 0
            message = say("item_dropped", name=name, version=version)
            yield Finding(message, (place,), name, None, before=was)


def _items_gone(held: Held) -> Iterator[tuple[Side, str, tuple[Side, ...]]]:
    """The items of a box that is still there which none of its items is linked with or is named like."""
    if held.previous is None:
        return
    lineages = {item.lineage for item in held.items}
    for old, new in _boxes(held.previous.boxes, held.boxes):
        names = [_name(item) for item in held.items if item.box == new.id]
        place = field_side(held, new.id, "title", "label")
        for item in held.previous.items:
            name = _name(item)
            if item.box != old.id or item.lineage in lineages or not name or place is None or not names:
                continue
            if not any(likeness(name, other) >= _RENAMED for other in names):
                yield place, name, _was(held.previous, item, name)


def _was(earlier: Held, item: BoxItemRow, name: str) -> tuple[Side, ...]:
    """The name of an item in its version."""
    block = earlier.blocks.get(item.block)
    at = -1 if block is None else block.text.find(name)
    return () if block is None or at < 0 else (span(block, at, at + len(name), item.id),)


def _in_list(pair: SentencePair, name: str) -> tuple[Side, ...]:
    """A name in the old sentence."""
    at = pair.old.find(name)
    return () if at < 0 else pair.was(at, at + len(name))


def _boxes(old: Sequence[BoxRow], new: Sequence[BoxRow]) -> Iterator[tuple[BoxRow, BoxRow]]:
    by_lineage = {box.lineage: box for box in old}
    by_title = {plain(box.title): box for box in old}
    for box in new:
        before = by_lineage.get(box.lineage) or (by_title.get(plain(box.title)) if box.title else None)
        if before is not None:
            yield before, box


def _name(item: BoxItemRow) -> str:
    """Its title, a short item as a whole, else ''."""
    name = item.title or item.text
    return name.strip() if len(name) <= _LONGEST_NAME else ""


def _names_gone(held: Held) -> Iterator[tuple[Side, str, tuple[Side, ...]]]:
    for pair in held.once(sentence_pairs):
        for old, new in _lists(pair):
            gone = [name for name in old if name not in new]
            names_project = any(name.endswith(tuple(words("project_nouns"))) for name in old)
            if names_project and _LEAST_LIST <= len(old) == len(new) + len(gone) and len(gone) < len(new):
                yield from ((pair.whole, name, _in_list(pair, name)) for name in gone)


def _lists(pair: SentencePair) -> Iterator[tuple[list[str], list[str]]]:
    """The names that both sentences list, as far as names are short."""
    old, new = (_listed(text) for text in (pair.old, pair.new))
    if old and new:
        yield old, new


def _listed(sentence: str) -> list[str]:
    """The names between 、 and 和; what leads to the first belongs to the first."""
    names = [name.strip() for name in _JOINTS.split(sentence) if name.strip()]
    return names if all(len(name) <= _LONGEST_LISTED for name in names) else []


RULES = (
    Rule(
        "project_dropped",
        "info",
        project_dropped,
        "A project of the version before has no row any more, and the text does not speak of it.",
        "a project of the draft that the plan has not",
        "See whether it was meant.",
        "A project under a wholly new name.",
    ),
    Rule(
        "item_dropped",
        "info",
        item_dropped,
        "An item of a box, or a name in a list of projects, is gone although the rest stands as before, and"
        " the text does not speak of it.",
        "专栏2 without 南山步道工程, which the draft had",
        "See whether it was meant.",
        "An item under a wholly new name.",
    ),
)
