"""Values and files for the tests of the store: a document made by hand with one of everything, and tiny
.docx files."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection, text

from models.document import Block, Cell, CellPlace, Document, Table
from models.facts import (
    BlockUse,
    Body,
    BodyPlace,
    Box,
    BoxItem,
    Entity,
    Evidence,
    Facts,
    Figure,
    Heading,
    Indicator,
    Mention,
    PlanTable,
    Project,
    Structure,
    Task,
)
from models.notices import notice
from pipeline.store.backends.sqlite_cache import SUFFIX
from pipeline.store.database import Database, open_database
from tests import builders as b
from tests.parsers.reading import identified

CHECKOUT = Path(__file__).resolve().parents[2]
TEXTS = (
    "甲市水务发展规划",
    "一、总体要求。到2025年，建成泵站97座。",
    "专栏1 重点工程",
    "泵站工程。新建泵站12座。",
    "供水能力（万吨）",
    "541.43",
    "北部水厂",
    "市水务局",
)
CELLS = {4: (0, 0), 5: (0, 1), 6: (1, 0), 7: (1, 1)}


def _blocks() -> tuple[Block, ...]:
    found = []
    for ordinal, written in enumerate(TEXTS):
        place = CellPlace(0, *CELLS[ordinal]) if ordinal in CELLS else None
        row, col = CELLS.get(ordinal, (0, 0))
        below = f"w:tbl[1]/w:tr[{row + 1}]/w:tc[{col + 1}]/w:p[1]" if place else f"w:p[{ordinal + 1}]"
        found.append(Block(ordinal, "word/document.xml", f"/w:document/w:body/{below}", written, cell=place))
    return tuple(found)


def _evidence(field: str, block: int, quote: str) -> Evidence:
    start = TEXTS[block].index(quote)
    return Evidence(field, block, start, start + len(quote))


def made_facts(sha256: str = "ab" * 32, file_name: str = "水务.docx", title: str = TEXTS[0]) -> Facts:
    """A title, a heading with a figure, a box with an item, an indicator row, a project row and a task with
    their body, which is an entity."""
    cells = tuple(Cell(row, col, 1, 1, (block,)) for block, (row, col) in CELLS.items())
    table = Table(0, "word/document.xml", "/w:document/w:body/w:tbl[1]", 2, 2, cells, 0, 4)
    document = Document(file_name, sha256, 3, _blocks(), (table,))
    heading = Heading(
        1,
        "一、",
        "总体要求",
        None,
        1,
        0,
        6,
        (_evidence("label", 1, "一、"), _evidence("title", 1, "总体要求")),
    )
    item = BoxItem(
        "泵站工程", TEXTS[3], 3, (_evidence("title", 3, "泵站工程"), _evidence("text", 3, TEXTS[3]))
    )
    box = Box(
        "专栏1",
        "重点工程",
        0,
        None,
        (item,),
        (_evidence("label", 2, "专栏1"), _evidence("title", 2, "重点工程")),
    )
    kinds = ("title", "heading", "box_title", "box_item", "cell", "cell", "cell", "cell")
    uses = tuple(BlockUse(kind, "used", "", 0 if number else None) for number, kind in enumerate(kinds))  # type: ignore[arg-type]
    structure = identified(
        Structure(document, title, (0,), (heading,), (PlanTable(0, "indicator", 0),), (box,), uses)
    )
    indicator = Indicator(
        0,
        0,
        "供水能力",
        (
            _evidence("name", 4, "供水能力"),
            _evidence("unit", 4, "万吨"),
            _evidence("target_value", 5, "541.43"),
        ),
        unit="万吨",
        target_raw="541.43",
        target_value=Decimal("541.43"),
    )
    body = Body("builder", "市水务局", 7, 0, 4)
    project = Project(
        0,
        1,
        "project",
        "北部水厂",
        (_evidence("name", 6, "北部水厂"), _evidence("builders", 7, "市水务局")),
        bodies=(body,),
    )
    stated = Figure(
        "narrative",
        "泵站",
        "97座",
        1,
        18,
        21,
        (_evidence("value", 1, "97"), _evidence("raw", 1, "97座")),
        value=Decimal(97),
        unit="座",
    )
    owned = Figure(
        "indicator_table",
        "供水能力",
        "541.43",
        5,
        0,
        6,
        (_evidence("raw", 5, "541.43"),),
        owner=("indicator", 0),
        role="target",
        value=Decimal("5414300.00"),
        unit="吨",
    )
    mention = Mention("ORG", "市水务局", "市水务局", 7, 0, 4, (_evidence("text", 7, "市水务局"),), entity=0)
    entity = Entity("ORG", "甲市水务局", (BodyPlace("project", 0, 0), BodyPlace("task", 0, 0)))
    task = Task(
        "text",
        "建成泵站97座",
        1,
        (_evidence("name", 1, "建成泵站97座"), _evidence("lead", 7, "市水务局")),
        heading=0,
        bodies=(Body("lead", "市水务局", 7, 0, 4),),
    )
    unknown = notice("unknown_column.named", 4, name="去向", table=1)
    return Facts(
        structure,
        (indicator,),
        (project,),
        (stated, owned),
        (unknown,),
        mentions=(mention,),
        entities=(entity,),
        tasks=(task,),
    )


def plan_docx(title: str, *paragraphs: str) -> bytes:
    """A .docx with a centred title and paragraphs."""
    return b.docx(
        b.paragraph(title, align="center", bold=True, size=22), *(b.paragraph(line) for line in paragraphs)
    )


def write_plan(path: Path, title: str, *paragraphs: str) -> Path:
    """The same as a file, its folder made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(plan_docx(title, *paragraphs))
    return path


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """The database opened to read."""
    with open_database(path, read_only=True) as database, database.reading() as connection:
        yield connection


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    with reading(path) as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def vacuumed(path: Path) -> bytes:
    """The file as VACUUM writes it: the same bytes for the same content."""
    copy = path.with_name(f"{path.name}.vacuumed")
    with reading(path) as connection:
        connection.rollback()
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA query_only = OFF")
        raw.execute("VACUUM INTO ?", (str(copy),))
    content = copy.read_bytes()
    copy.unlink()
    return content


def assert_sound(path: Path) -> None:
    """SQLite finds no damage and no dangling reference, and the database is one file, with its cache."""
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert [name for name in names_in(path.parent) if name.startswith(path.name)] == [path.name]


def names_in(folder: Path) -> list[str]:
    """The files in a folder but for caches, which may be deleted at any time."""
    return sorted(found.name for found in folder.iterdir() if found.suffix != SUFFIX)


def start_python(script: str, *arguments: str | Path) -> "subprocess.Popen[str]":
    """A Python of its own that runs a script with this checkout on its path."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def new_database(path: Path) -> Database:
    """A fresh database."""
    return open_database(path, create=True)
