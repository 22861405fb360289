"""Reports as trees: what a browser would find in them."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from sqlalchemy import Connection, text

from pipeline.report.build import build_report
from pipeline.store.database import open_database

RAW = Path(__file__).resolve().parents[3] / "raw"


@dataclass(frozen=True, slots=True)
class Page:
    """A report, its tree, and the data for its script."""

    source: str
    root: html.HtmlElement
    data: dict[str, object]

    def one(self, path: str) -> html.HtmlElement:
        """The only element at an XPath."""
        found = self.all(path)
        assert len(found) == 1, (path, len(found))
        return found[0]

    def all(self, path: str) -> list[html.HtmlElement]:
        """The elements at an XPath."""
        found = self.root.xpath(path)
        assert isinstance(found, list)
        return [one for one in found if isinstance(one, html.HtmlElement)]

    def blocks(self) -> dict[int, html.HtmlElement]:
        """The paragraphs by their block id."""
        return {int(str(one.get("id"))[6:]): one for one in self.all('//*[starts-with(@id, "block-")]')}


def page_of(source: str) -> Page:
    """The page as a tree."""
    root = html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    assert isinstance(root, html.HtmlElement)
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', source, re.DOTALL)
    return Page(source, root, json.loads(data))


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """The database opened to read."""
    with open_database(path, read_only=True) as database, database.reading() as connection:
        yield connection


def report_of(path: Path, plan: str | None = None, version: int | None = None) -> Page:
    """The report of a plan in a database."""
    with reading(path) as connection:
        return page_of(build_report(connection, plan, version))


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    with reading(path) as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph: its text, where it begins, its records."""

    text: str
    start: int
    references: tuple[str, ...]


def pieces_of(paragraph: html.HtmlElement) -> list[Piece]:
    """The flat pieces of a paragraph, plain text between them too."""
    found = []
    at = 0
    nodes: list[tuple[str, tuple[str, ...]]] = [(paragraph.text or "", ())]
    for child in paragraph:
        nodes += [
            (str(child.text_content()), tuple(str(child.get("data-r", "")).split())),
            (child.tail or "", ()),
        ]
    for written, references in nodes:
        if written:
            found.append(Piece(written, at, references))
        at += len(written)
    return found


def column(table: object, name: str) -> list[object]:
    """A column of the page's data, as its script reads it."""
    assert isinstance(table, dict)
    held = table[name]
    if isinstance(held, list):
        return held
    return [held["p"][number] for number in held["i"]] if "i" in held else held["p"] * table["n"]
