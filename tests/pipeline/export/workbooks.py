"""Workbooks read back without the library that wrote them: cells with their types, links, comments,
layout."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")

Value = str | float | None


@dataclass(frozen=True)
class ReadSheet:
    """`cells` by (row, column), 0-based; `links` likewise, with their targets; the XML for whatever else one
    asks."""

    cells: dict[tuple[int, int], Value]
    styles: dict[tuple[int, int], int]
    links: dict[tuple[int, int], str]
    xml: bytes

    @property
    def header(self) -> list[str]:
        """The names of the columns, the second lines of the header."""
        last = max(column for row, column in self.cells if row == 0)
        return [str(self.cells[0, column]).partition("\n")[2] for column in range(last + 1)]

    def rows(self) -> list[dict[str, Value]]:
        """The rows below the header, by the names of the columns."""
        last = max((row for row, _ in self.cells), default=0)
        return [
            {name: self.cells.get((row, column)) for column, name in enumerate(self.header)}
            for row in range(1, last + 1)
        ]


def read_workbook(path: Path) -> dict[str, ReadSheet]:
    """The sheets by title, in their order."""
    with zipfile.ZipFile(path) as archive:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        titles = [sheet.get("name") for sheet in book.iter(f"{MAIN}sheet")]
        return {str(title): _sheet(archive, number) for number, title in enumerate(titles, start=1)}


def _sheet(archive: zipfile.ZipFile, number: int) -> ReadSheet:
    data = archive.read(f"xl/worksheets/sheet{number}.xml")
    tree = etree.fromstring(data)
    cells: dict[tuple[int, int], Value] = {}
    styles: dict[tuple[int, int], int] = {}
    for cell in tree.iter(f"{MAIN}c"):
        place = _place(str(cell.get("r")))
        assert cell.find(f"{MAIN}f") is None, "a formula"
        styles[place] = int(cell.get("s", "0"))
        cells[place] = _value(cell)
    name = f"xl/worksheets/_rels/sheet{number}.xml.rels"
    relations = etree.fromstring(archive.read(name)) if name in archive.namelist() else []
    targets = {str(relation.get("Id")): str(relation.get("Target")) for relation in relations}
    links = {
        _place(str(link.get("ref"))): targets.get(str(link.get(RELATION)), "")
        + (f"#{link.get('location')}" if link.get("location") else "")
        for link in tree.iter(f"{MAIN}hyperlink")
    }
    return ReadSheet(cells, styles, links, data)


def _value(cell: etree._Element) -> Value:
    if cell.get("t") == "inlineStr":
        text = "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
        return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    found = cell.find(f"{MAIN}v")
    assert cell.get("t") in (None, "n")
    return None if found is None else float(str(found.text))


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]) - 1, column - 1
