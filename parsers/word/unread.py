"""What a document holds and nobody here reads, told: pictures and other objects, open revisions, comments."""

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element

from models.document import Block
from models.names import ObjectKind
from models.notices import Notice, counted, notice
from parsers.word.ooxml import w
from parsers.word.package import Package

_INSERTED, _DELETED = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
_COMMENT = w("comment")


def unread(package: Package, blocks: Iterable[Block]) -> tuple[Notice, ...]:
    """A notice for each kind of object at each place, one for open revisions, one for comments."""
    objects = (found for block in blocks if block.objects for found in _objects(block))
    return (*objects, *_revisions(package), *_comments(package))


def _objects(block: Block) -> Iterator[Notice]:
    for kind, count in Counter(block.objects).items():
        yield _object(kind, count, block.ordinal)


def _object(kind: ObjectKind, count: int, block: int) -> Notice:
    match kind:
        case "picture":
            return counted("picture_not_read", count, block)
        case "chart":
            return counted("chart_not_read", count, block)
        case "smartart":
            return counted("smartart_not_read", count, block)
        case "ole_object":
            return counted("ole_object_not_read", count, block)
        case "formula":
            return counted("formula_flattened", count, block)


def _revisions(package: Package) -> Iterator[Notice]:
    root = package.main.tree.getroot()
    inserted, deleted = _count(root, _INSERTED), _count(root, _DELETED)
    if inserted or deleted:
        yield notice("revisions_accepted", inserted=inserted, deleted=deleted)


def _count(root: Element, tags: tuple[str, ...]) -> int:
    """Revisions of text; a mark of a revision in the properties of a paragraph or row has no content."""
    return sum(1 for found in root.iter(*tags) if len(found))


def _comments(package: Package) -> Iterator[Notice]:
    count = sum(
        sum(1 for _ in part.tree.getroot().iter(_COMMENT))
        for part in package.related(package.main, "comments")
    )
    if count:
        yield counted("comments_not_read", count)
