"""The stage *read*: the bytes of a .docx become blocks and tables, each with the place it stands at."""

import hashlib

from lxml.etree import _Element as Element

from models.document import Document
from models.errors import RefusedFile
from models.language import say
from models.names import Region
from models.notices import Notice, notice
from parsers.word.numbering import Numbering
from parsers.word.ooxml import RELATIONSHIP_ID, w
from parsers.word.package import Package, Part, open_package
from parsers.word.story import OnChunk, StoryReader
from parsers.word.styles import Styles
from parsers.word.table_columns import refuse_vast_tables
from parsers.word.unread import unread

_BODY = w("body")
_NOTE_TYPE = w("type")
_NOTES: tuple[tuple[str, Region], ...] = (("footnote", "footnote"), ("endnote", "endnote"))


def read(data: bytes, file_name: str) -> Document:
    """The document in these bytes; `file_name` is what errors and the store call it.

    Order of blocks: body with its text boxes and altChunks in place, footnotes, endnotes, headers, footers.

    Raises:
        RefusedFile: it cannot or must not be read, or it yields no text.
    """
    try:
        return _read(data, file_name)
    except RecursionError:
        text = say(
            "its elements are nested deeper than any writer nests them: open it in Word and save it anew"
        )
        raise RefusedFile(file_name, "damaged", text) from None


def _read(data: bytes, file_name: str) -> Document:
    package = open_package(data, file_name)
    styles = Styles(_root(package.styles))
    numbering = Numbering(_root(package.numbering), styles)
    story = StoryReader(styles, numbering.counter())
    notices: list[Notice] = []
    _read_body(package, story, notices)
    _read_notes(package, story, notices)
    _read_margins(package, story, notices)
    if not any(block.text.strip() for block in story.blocks if block.region not in ("header", "footer")):
        raise RefusedFile(
            file_name,
            "no_text",
            say(
                "it opens but holds no text (only pictures, or empty): a scanned plan needs OCR"
                " before it can be read"
            ),
        )
    refuse_vast_tables(story.tables, file_name)
    notices += [notice("number_format", name=name) for name in numbering.unknown_formats]
    notices += unread(package, story.blocks)
    return Document(
        file_name,
        hashlib.sha256(data).hexdigest(),
        len(data),
        tuple(story.blocks),
        tuple(story.tables),
        package.core_title,
        tuple(notices),
    )


def _root(part: Part | None) -> Element | None:
    return None if part is None else part.tree.getroot()


def _read_body(package: Package, story: StoryReader, notices: list[Notice]) -> None:
    root = package.main.tree.getroot()
    bodies = root.findall(_BODY)
    if len(bodies) > 1:
        text = say(
            "it has several bodies, where Word writes one: open it in Word or WPS and save it again as .docx"
        )
        raise RefusedFile(package.file, "damaged", text)
    if not bodies:
        return
    (body,) = bodies

    def join(chunk: Element, _path: str) -> None:
        from parsers.word.alt_chunks import read_chunk  # few files have any

        notices.extend(read_chunk(package, chunk.get(RELATIONSHIP_ID) or "", story))

    story.read(package.main.name, body, f"/{_name(root)}/{_name(body)}", "body", join)


def _read_notes(package: Package, story: StoryReader, notices: list[Notice]) -> None:
    for part, (kind, region) in zip((package.footnotes, package.endnotes), _NOTES, strict=True):
        root = _root(part)
        if part is None or root is None:
            continue
        for number, note in enumerate(root.iterchildren(w(kind)), start=1):
            if note.get(_NOTE_TYPE) in (None, "normal"):
                story.read(
                    part.name,
                    note,
                    f"/{_name(root)}/{_name(note)}[{number}]",
                    region,
                    _refuse_chunks(notices),
                )


def _read_margins(package: Package, story: StoryReader, notices: list[Notice]) -> None:
    regions: tuple[tuple[tuple[Part, ...], Region], ...] = (
        (package.headers, "header"),
        (package.footers, "footer"),
    )
    for parts, region in regions:
        for part in parts:
            root = part.tree.getroot()
            story.read(part.name, root, f"/{_name(root)}", region, _refuse_chunks(notices))


def _refuse_chunks(notices: list[Notice]) -> OnChunk:
    def refuse(_chunk: Element, path: str) -> None:
        notices.append(notice("alt_chunk_outside_body", path=path))

    return refuse


def _name(element: Element) -> str:
    return f"{element.prefix or 'w'}:{str(element.tag).rpartition('}')[2]}"
