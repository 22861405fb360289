"""A .docx as a package of parts (ECMA-376 part 2, OPC), opened behind limits and read as tolerantly as Word
reads it.

python-docx gives the names (relationship and content types, PackURI); its reader is not used, since it
decompresses every part, follows relationships to members that are not there, and refuses .docm, .dotx and
Strict files.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PACKAGE_URI, PackURI
from lxml.etree import _Element as Element
from lxml.etree import _ElementTree as ElementTree

from models.errors import RefusedFile
from models.language import say
from parsers.word.foreign import foreign_zip, refuse_foreign
from parsers.word.xml_parts import parse_xml, refuse_dtd, transitional
from parsers.word.zip_limits import Archive, member_key, refusing_damage, shown

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_MAIN_TYPES: Final = frozenset(
    {
        CONTENT_TYPE.WML_DOCUMENT_MAIN,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    }
)
_HEAD_BYTES: Final = 2048
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


_NEEDED: Final = ("[Content_Types].xml", "_rels/.rels")
_TEXT_PARTS: Final = frozenset({"footnotes", "endnotes", "header", "footer"})


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship: `type` by its Transitional name; `target` a part name as the zip spells it, or the
    address when `external`.

    A target no member goes by ("NULL", a deleted picture) is kept as the name it would have.
    """

    type: str
    target: str
    external: bool


class _Store:
    """The archive with what was read of it, so that each part is decompressed and parsed once."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._blobs: dict[str, bytes] = {}
        self._trees: dict[str, ElementTree] = {}
        self._relationships: dict[str, Mapping[str, Relationship]] = {}
        self._content_types: Mapping[str, str] | None = None

    def blob(self, name: str) -> bytes:
        if name not in self._blobs:
            self._blobs[name] = self.archive.read(name)
        return self._blobs[name]

    def tree(self, name: str) -> ElementTree:
        if name not in self._trees:
            self._trees[name] = parse_xml(self.blob(name), name, self.archive.file)
        return self._trees[name]

    def relationships(self, source: PackURI) -> Mapping[str, Relationship]:
        """What hangs on a part, or on the package (PACKAGE_URI), by relationship id; the first of two equal
        ids counts."""
        if source not in self._relationships:
            name = self.archive.find(source.rels_uri.membername)
            found: dict[str, Relationship] = {}
            for element in self.tree(name).getroot() if name else ():
                found.setdefault(element.get("Id", ""), self._relationship(source, element))
            self._relationships[source] = found
        return self._relationships[source]

    def content_type(self, name: str) -> str:
        """The content type [Content_Types].xml gives (part 2, 7.2.3), "" when it gives none."""
        if self._content_types is None:
            self._content_types = dict(self._read_content_types())
        key = member_key(name)
        return self._content_types.get(key) or self._content_types.get(f"*.{key.rpartition('.')[2]}", "")

    def _read_content_types(self) -> Iterator[tuple[str, str]]:
        name = self.archive.find("[Content_Types].xml")
        for element in self.tree(name).getroot() if name else ():
            key = element.get("PartName") or f"*.{element.get('Extension', '').lstrip('.')}"
            yield member_key(key), element.get("ContentType", "")

    def _relationship(self, source: PackURI, element: Element) -> Relationship:
        target, kind = element.get("Target", ""), transitional(element.get("Type", ""))
        # Word writes addresses without TargetMode="External" now and then (file:///…, about:blank)
        if element.get("TargetMode") == "External" or _SCHEME.match(target):
            return Relationship(kind, target, external=True)
        return Relationship(kind, self._member(source, target), external=False)

    def _member(self, source: PackURI, target: str) -> str:
        path = target.replace("\\", "/").partition("#")[0]
        relative = posixpath.normpath(posixpath.join(source.baseURI, path)).lstrip("/")
        from_root = posixpath.normpath("/" + path).lstrip("/")
        return self.archive.find(relative) or self.archive.find(from_root) or relative


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of the package: `name` is the member's name as the zip spells it, such as
    `word/document.xml`."""

    name: str
    _store: _Store

    @property
    def file(self) -> str:
        """The name of the document the part lies in, for errors."""
        return self._store.archive.file

    @property
    def blob(self) -> bytes:
        """The bytes as stored; RefusedFile when they are damaged or beyond the limits."""
        return self._store.blob(self.name)

    @property
    def tree(self) -> ElementTree:
        """The XML, parsed once, with Transitional names, without comments and processing instructions.

        Raises RefusedFile: `damaged` when it is not well-formed, `external_entity` when it has a DTD.
        """
        return self._store.tree(self.name)

    @property
    def relationships(self) -> Mapping[str, Relationship]:
        """By relationship id."""
        return self._store.relationships(_uri(self.name))

    @property
    def content_type(self) -> str:
        """As [Content_Types].xml states it, "" when it does not."""
        return self._store.content_type(self.name)


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """An opened document: `main` is the part with the w:document, the others hang on it by relationships."""

    file: str
    main: Part
    _store: _Store

    def part(self, name: str) -> Part | None:
        """The part of this name (case and slashes as part names are compared), None when there is none."""
        member = self._store.archive.find(name)
        return Part(member, self._store) if member else None

    def related(self, source: Part, kind: str) -> tuple[Part, ...]:
        """The parts `source` leads to by relationships whose type ends in `kind` (`styles`, `header`,
        `aFChunk`), each once, in their order.

        Raises RefusedFile `damaged` where a part that holds text is missing.
        """
        links = (
            link
            for link in source.relationships.values()
            if not link.external and link.type.rpartition("/")[2] == kind
        )
        found = {link.target: self.part(link.target) for link in links}
        for target, part in found.items():
            if part is None and kind in _TEXT_PARTS:
                raise _gap(self.file, target)
        return tuple(part for part in found.values() if part)

    def by_id(self, source: Part, relationship_id: str) -> Part | None:
        """The part a `r:id` of `source` leads to; None for an unknown id, an external target or a missing
        member."""
        link = source.relationships.get(relationship_id)
        return self.part(link.target) if link and not link.external else None

    @property
    def styles(self) -> Part | None:
        """word/styles.xml, wherever it lies."""
        return self._first("styles")

    @property
    def numbering(self) -> Part | None:
        """word/numbering.xml, wherever it lies."""
        return self._first("numbering")

    @property
    def settings(self) -> Part | None:
        """word/settings.xml, wherever it lies."""
        return self._first("settings")

    @property
    def footnotes(self) -> Part | None:
        """word/footnotes.xml, wherever it lies."""
        return self._first("footnotes")

    @property
    def endnotes(self) -> Part | None:
        """word/endnotes.xml, wherever it lies."""
        return self._first("endnotes")

    @property
    def headers(self) -> tuple[Part, ...]:
        """In the order of the main part's relationships; which page shows which is in w:headerReference."""
        return self.related(self.main, "header")

    @property
    def footers(self) -> tuple[Part, ...]:
        """In the order of the main part's relationships."""
        return self.related(self.main, "footer")

    @property
    def core_title(self) -> str:
        """dc:title of docProps/core.xml, "" when there is none; a hint only, so that a damaged core.xml
        refuses nothing."""
        links = self._store.relationships(PACKAGE_URI).values()
        part = next(
            (
                self.part(link.target)
                for link in links
                if link.type == RELATIONSHIP_TYPE.CORE_PROPERTIES and not link.external
            ),
            None,
        )
        try:
            return (part.tree.findtext(f".//{{{_DUBLIN_CORE}}}title") or "").strip() if part else ""
        except RefusedFile as refusal:
            if refusal.reason != "damaged":
                raise
            return ""

    def _first(self, kind: str) -> Part | None:
        return next(iter(self.related(self.main, kind)), None)


def open_package(data: bytes, file: str) -> Package:
    """Opens the bytes of a .docx (.docm, .dotx, .dotm; Transitional or Strict); `file` is the name errors
    speak of.

    Only the content types, the relationships and the main part are decompressed here.
    Raises RefusedFile: `empty_file`, `pdf`, `legacy_word`, `wps`, `encrypted`, `not_docx`, `too_large`,
    `zip_bomb`, `external_entity` or `damaged` (here, and from the parts when they are read).
    """
    refuse_foreign(data, file)
    with refusing_damage(file, say("its zip container")):
        store = _Store(Archive(data, file))
        _refuse_dtds(store.archive)
        _refuse_gaps(store.archive)
        store.content_type("")
        for name in _main_candidates(store):
            if store.tree(name).getroot().tag == f"{{{_WORD}}}document":
                return Package(file, Part(name, store), store)
        mimetype = store.archive.find("mimetype")
        raise foreign_zip(store.archive.names, store.blob(mimetype) if mimetype else b"", file)


def _refuse_gaps(archive: Archive) -> None:
    """A zip of some other kind is told by what it holds; a Word document that lost one of these opens
    nowhere, and nobody knows what else it lost."""
    if not any(member_key(name).startswith("word/") for name in archive.names):
        return
    for name in _NEEDED:
        if archive.find(name) is None:
            raise _gap(archive.file, name)


def _gap(file: str, name: str) -> RefusedFile:
    text = say(
        "its part {name} is missing, so that Word does not open it (an incomplete copy?): get the file again",
        name=shown(name),
    )
    return RefusedFile(file, "damaged", text)


def _refuse_dtds(archive: Archive) -> None:
    """Also for parts never read here: the file is kept and handed on to readers who may parse them."""
    for name in archive.names:
        if name.lower().endswith((".xml", ".rels")):
            refuse_dtd(archive.head(name, _HEAD_BYTES), name, archive.file)


def _main_candidates(store: _Store) -> Iterator[str]:
    """Members the package names as its document; where it names none, those typed as one (a lost or empty
    _rels/.rels)."""
    for link in store.relationships(PACKAGE_URI).values():
        member = store.archive.find(link.target)
        if link.type == RELATIONSHIP_TYPE.OFFICE_DOCUMENT and not link.external and member:
            yield member
    yield from (name for name in store.archive.names if store.content_type(name) in _MAIN_TYPES)


def _uri(name: str) -> PackURI:
    return PackURI("/" + name.replace("\\", "/").lstrip("/"))
