"""Original files opened again to look up what stands at a path, by XPath alone: not by the walk that first
read them."""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from models.document import Block
from parsers.word.html_text import html_block_text
from parsers.word.ooxml import MC_NAMESPACE, W_NAMESPACE
from parsers.word.open_fields import Open, open_fields
from parsers.word.package import Package, Part, open_package
from parsers.word.paragraph import ParagraphReader, ParagraphText
from parsers.word.styles import Styles

_STEP: Final = re.compile(r"(?P<test>.+?)(?:\[(?P<place>[0-9]+)\])?")


@dataclass(slots=True)
class _Tree:
    """The XML of a part; children are looked up once for each parent and name, which keeps long documents
    linear."""

    root: Element
    namespaces: dict[str, str]
    is_html: bool
    found: dict[str, Element | None] = field(default_factory=dict)
    tags: dict[str, str | None] = field(default_factory=dict)
    children: dict[tuple[str, str], list[Element]] = field(default_factory=dict)
    fields: dict[Element, Open] | None = None
    reader: ParagraphReader | None = None

    def fields_at(self, paragraph: Element) -> Open:
        """The fields open where the paragraph begins."""
        if self.fields is None:
            self.fields = open_fields(self.root)
        return self.fields.get(paragraph, [])

    def element(self, path: str) -> Element | None:
        """The element at a positional XPath, None unless there is exactly one."""
        if path not in self.found:
            self.found[path] = self._resolve(path)
        return self.found[path]

    def _resolve(self, path: str) -> Element | None:
        above, _, step = path.rpartition("/")
        parsed = _step(step)
        parent = self.element(above) if above and parsed else None
        if parsed is None or (above and parent is None):
            return None
        test, place = parsed
        matching = self.children.get((above, test))
        if matching is None:
            matching = self.children[above, test] = self._matching(parent, test)
        if place is None:
            return matching[0] if len(matching) == 1 else None
        return matching[place - 1] if 1 <= place <= len(matching) else None

    def _tag(self, test: str) -> str | None:
        """The tag a step asks for that is a name and nothing else."""
        if test not in self.tags:
            prefix, _, name = test.rpartition(":")
            told = name.isalnum() and prefix in self.namespaces
            self.tags[test] = f"{{{self.namespaces[prefix]}}}{name}" if told else None
        return self.tags[test]

    def _matching(self, parent: Element | None, test: str) -> list[Element]:
        if parent is not None and (tag := self._tag(test)):
            # what XPath would give, at a fifth of its cost
            return list(parent.iterchildren(tag))
        try:
            if parent is None:
                found = self.root.getroottree().xpath(f"/{test}", namespaces=self.namespaces)
            else:
                found = parent.xpath(test, namespaces=self.namespaces)
        except etree.XPathError:
            return []
        return (
            [element for element in found if isinstance(element, etree._Element)]
            if isinstance(found, list)
            else []
        )


@lru_cache(maxsize=4096)
def _step(step: str) -> tuple[str, int | None] | None:
    """The test of a step of a path, and the place among what passes it, where one is stated."""
    parsed = _STEP.fullmatch(step)
    return (parsed["test"], int(parsed["place"]) if parsed["place"] else None) if parsed else None


class Original:
    """One original file; parts are opened when they are asked for."""

    def __init__(self, data: bytes, file_name: str) -> None:
        """Raises RefusedFile from the first look-up when the bytes cannot be read."""
        self._data = data
        self._name = file_name
        self._trees: dict[str, _Tree | None] = {}

    @cached_property
    def _package(self) -> Package:
        return open_package(self._data, self._name)

    def find(self, part: str, path: str) -> Element | None:
        """The element at this path of this part; None when there is no such part or not exactly one such
        element."""
        if part not in self._trees:
            self._trees[part] = self._open(self._package.part(part))
        tree = self._trees[part]
        return None if tree is None else tree.element(path)

    def text(self, part: str, path: str) -> str | None:
        """The text of the paragraph at this path, by profile pt-1 or by the rule for HTML; None when there
        is none."""
        element = self.find(part, path)
        tree = self._trees[part]
        if element is None or tree is None:
            return None
        if tree.is_html:
            return html_block_text(element)
        if tree.reader is None:  # of a text nobody asks what is set high
            tree.reader = ParagraphReader(tree.root)
        return _read(element, tree, tree.reader).text

    def unmarked(self, part: str, path: str) -> str | None:
        """The same text as numbers are read from it: digits set high or low in that form, note marks as word
        joiners (`models.document.Block.unmarked`)."""
        element, tree = self.find(part, path), self._trees[part]
        if element is None or tree is None or tree.is_html:
            return self.text(part, path)
        read = _read(element, tree, ParagraphReader(None, self._raising))
        return Block(0, part, path, read.text, scripts=read.scripts).unmarked

    @cached_property
    def _raising(self) -> frozenset[str]:
        styles = self._package.styles
        return Styles(None if styles is None else styles.tree.getroot()).raising()

    def _open(self, part: Part | None) -> _Tree | None:
        if part is None:
            return None
        if _is_xml(part):
            root = part.tree.getroot()
            return _Tree(root, _namespaces(root, part.blob), False)
        from parsers.word.altchunk import read_alt_chunk  # few files have any

        chunk = read_alt_chunk(part)
        return None if chunk is None else _Tree(chunk.tree.getroot(), {}, True)


def _read(paragraph: Element, tree: _Tree, reader: ParagraphReader) -> ParagraphText:
    reader.fields.open = tree.fields_at(paragraph)
    return reader.read(paragraph, looks=False)


def _is_xml(part: Part) -> bool:
    return part.name.lower().endswith(".xml") and "html" not in part.content_type.lower()


def _namespaces(root: Element, blob: bytes) -> dict[str, str]:
    """Every prefix the part declares anywhere (drawings declare theirs where they stand); the first
    declaration counts. Where `xmlns` stands no oftener in its bytes than the root declares prefixes, the root
    declares all."""
    found = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    if not found or blob.count(b"xmlns") != len(root.nsmap):
        for _, (prefix, uri) in etree.iterwalk(root, events=("start-ns",)):
            if prefix:
                found.setdefault(prefix, uri)
    return {"w": W_NAMESPACE, "mc": MC_NAMESPACE} | found
