"""What a document holds and nobody here reads, told: pictures and other objects, open revisions, comments."""

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element

from models.document import Block, Notice
from models.names import ObjectKind
from parsers.word.ooxml import w
from parsers.word.package import Package

_INSERTED, _DELETED = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
_COMMENT = w("comment")


def unread(package: Package, blocks: Iterable[Block]) -> tuple[Notice, ...]:
    """A notice for each kind of object at each place, one for open revisions, one for comments."""
    objects = (notice for block in blocks for notice in _objects(block))
    return (*objects, *_revisions(package), *_comments(package))


def _objects(block: Block) -> Iterator[Notice]:
    for kind, count in Counter(block.objects).items():
        yield _object(kind, count, block.ordinal)


def _object(kind: ObjectKind, count: int, block: int) -> Notice:
    match kind:
        case "picture":
            return Notice("picture_not_read", f"{_number(count, 'picture')} here, not read", block)
        case "chart":
            return Notice(
                "chart_not_read", f"{_number(count, 'chart')} here, whose numbers are not read", block
            )
        case "smartart":
            text = f"{_number(count, 'SmartArt drawing')} here, whose text is not read"
            return Notice("smartart_not_read", text, block)
        case "ole_object":
            return Notice("ole_object_not_read", f"{_number(count, 'embedded object')} here, not read", block)
        case "formula":
            text = f"{_number(count, 'formula')} here, read as plain characters"
            return Notice("formula_flattened", text, block)


def _number(count: int, what: str) -> str:
    return f"{count} {what}s" if count > 1 else f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


def _revisions(package: Package) -> Iterator[Notice]:
    root = package.main.tree.getroot()
    inserted, deleted = _count(root, _INSERTED), _count(root, _DELETED)
    if inserted or deleted:
        yield Notice(
            "revisions_accepted",
            f"revisions nobody accepted yet ({inserted} insertions, {deleted} deletions) are read as"
            " accepted",
        )


def _count(root: Element, tags: tuple[str, ...]) -> int:
    """Revisions of text; a mark of a revision in the properties of a paragraph or row has no content."""
    return sum(1 for found in root.iter(*tags) if len(found))


def _comments(package: Package) -> Iterator[Notice]:
    count = sum(
        sum(1 for _ in part.tree.getroot().iter(_COMMENT))
        for part in package.related(package.main, "comments")
    )
    if count:
        yield Notice("comments_not_read", f"{_number(count, 'comment')} beside the text, not read")
