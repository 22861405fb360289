"""A .docx opened for single edits: paragraphs and table cells by what they say, text set across runs."""

import copy
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = {"w": _W}
_PART = "word/document.xml"
Element = etree._Element


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


def text_of(paragraph: Element) -> str:
    return "".join(node.text or "" for node in _texts(paragraph))


def _texts(paragraph: Element) -> list[Element]:
    found = []
    for node in paragraph.iter(_w("t")):
        above = next(ancestor for ancestor in node.iterancestors() if ancestor.tag in (_w("p"), _w("del")))
        if above is paragraph:
            found.append(node)
    return found


def set_text(paragraph: Element, text: str) -> None:
    nodes = _texts(paragraph)
    for node in nodes:
        node.text = ""
    nodes[0].text = text
    nodes[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


@dataclass
class Row:
    """A row of a table by the names of its columns; `cells` are the w:tc in their order."""

    element: Element
    cells: list[Element]
    names: list[str]

    def paragraph(self, *names: str) -> Element:
        """The first paragraph with text of the first column whose name holds one of the words, else its
        first paragraph."""
        for word in names:
            for cell, name in zip(self.cells, self.names, strict=False):
                if word in name:
                    paragraphs = list(cell.iter(_w("p")))
                    return next((p for p in paragraphs if text_of(p).strip()), paragraphs[0])
        raise LookupError(names)

    def text(self, *names: str) -> str:
        for word in names:
            for cell, name in zip(self.cells, self.names, strict=False):
                if word in name:
                    return "".join("".join(map(text_of, cell.iter(_w("p")))).split())
        raise LookupError(names)

    def set(self, value: str, *names: str) -> Element:
        paragraph = self.paragraph(*names)
        if not _texts(paragraph):
            run = etree.SubElement(paragraph, _w("r"))
            etree.SubElement(run, _w("t"))
        for other in paragraph.getparent():
            if other.tag == _w("p") and other is not paragraph and _texts(other):
                set_text(other, "")
        set_text(paragraph, value)
        return paragraph


class Draft:
    """The main part of a .docx under edit."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self._members = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self._members[_PART])
        self.body = self.root.find("w:body", _NS)

    def save(self) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self._members.items():
                archive.writestr(
                    name,
                    etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
                    if name == _PART
                    else data,
                )
        return target.getvalue()

    def path(self, element: Element) -> str:
        """Positional path with [1] left out, to compare with v_blocks.xml_path."""
        return short_path(self.root.getroottree().getpath(element))

    def body_paragraphs(self) -> list[Element]:
        return [child for child in self.body if child.tag == _w("p")]

    def narrative(self) -> list[Element]:
        """Long paragraphs of running text, none that a list or a table hangs on."""
        found = []
        for paragraph in self.body_paragraphs():
            text = text_of(paragraph).strip()
            if len(text) > 60 and text.endswith("。") and not re.match("[（(一二三四五六七八九十0-9]", text):
                found.append(paragraph)
        return found

    def insert_after(self, paragraph: Element, text: str) -> Element:
        new = copy.deepcopy(paragraph)
        for mark in ("bookmarkStart", "bookmarkEnd"):
            for node in list(new.iter(_w(mark))):
                node.getparent().remove(node)
        paragraph.addnext(new)
        set_text(new, text)
        return new

    def append_text(self, paragraph: Element, text: str) -> Element:
        set_text(paragraph, text_of(paragraph).rstrip().rstrip("。") + text)
        return paragraph

    def replace(self, old: str, new: str, where: Callable[[str], bool] = lambda text: True) -> Element | None:
        """The first paragraph (boxes and tables too, no table of contents) that says `old`, with `new` in
        its place."""
        for paragraph in self.body.iter(_w("p")):
            text = text_of(paragraph)
            contents = any(above.tag == _w("sdt") for above in paragraph.iterancestors()) or any(
                node.tag == _w("hyperlink") for node in paragraph
            )
            if old in text and not contents and where(text):
                set_text(paragraph, text.replace(old, new, 1))
                return paragraph
        return None

    def table(self, *words: str) -> list[Row]:
        """The data rows of the first table whose header has a column for each of the words."""
        for table in self.body.iter(_w("tbl")):
            rows = [[cell for cell in row if cell.tag == _w("tc")] for row in table if row.tag == _w("tr")]
            names = (
                ["".join("".join(map(text_of, cell.iter(_w("p")))).split()) for cell in rows[0]]
                if rows
                else []
            )
            if all(any(word in name for name in names) for word in words):
                elements = [row for row in table if row.tag == _w("tr")]
                return [
                    Row(element, cells, _names(names, cells))
                    for element, cells in zip(elements[1:], rows[1:], strict=True)
                ]
        return []

    def projects(self) -> list[Row]:
        return self.table("项目名称", "总投资")

    def project_rows(self) -> list[Row]:
        return [row for row in self.projects() if row.text("序号").isdigit()]

    def indicators(self) -> list[Row]:
        return self.table("指标名称", "2025年")

    def insert_table(self, paragraph: Element, caption: str, rows: list[list[str]]) -> list[list[Element]]:
        """A caption and a table of plain cells after a paragraph; gives the paragraphs of the cells."""
        captioned = self.insert_after(paragraph, caption)
        table = etree.Element(_w("tbl"))
        cells = []
        for row in rows:
            line = etree.SubElement(table, _w("tr"))
            cells.append([_cell(line, text) for text in row])
        captioned.addnext(table)
        return cells


def _names(names: list[str], cells: list[Element]) -> list[str]:
    """The header's names for the cells of a row, gridSpan resolved (the total row spans two columns)."""
    found, at = [], 0
    for cell in cells:
        span = cell.find("w:tcPr/w:gridSpan", _NS)
        found.append(names[at] if at < len(names) else "")
        at += int(span.get(_w("val")) or 1) if span is not None else 1
    return found


def _cell(row: Element, text: str) -> Element:
    paragraph = etree.SubElement(etree.SubElement(row, _w("tc")), _w("p"))
    etree.SubElement(etree.SubElement(paragraph, _w("r")), _w("t")).text = text
    return paragraph


def short_path(path: str) -> str:
    return path.replace("[1]", "")


def nested(rows: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each innermost group row with its projects."""
    group: Row | None = None
    members: list[Row] = []
    for row in rows:
        if row.text("序号").isdigit():
            members.append(row)
            continue
        if group is not None and members:
            yield group, members
        group, members = row, []
    if group is not None and members:
        yield group, members
