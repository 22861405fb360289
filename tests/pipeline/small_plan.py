"""A plan of two headings, two tables, a box and a few numbers, put into a database without reading any
file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from models.document import Block, Cell, CellPlace, Document, Table
from models.facts import (
    BlockUse,
    Box,
    BoxItem,
    Evidence,
    Facts,
    Figure,
    Heading,
    Indicator,
    PlanTable,
    Project,
    Structure,
)
from models.names import BlockKind, Derivation, FigureKind, Role
from models.notices import notice
from pipeline.ingest.identity import PlanChoice
from pipeline.store.database import open_database
from tests.stored import store

KEY = "示例市数字经济规划"
TITLE = "示例市数字经济“十四五”规划"
INDICATORS = (
    ("序号", "指标名称", "2025年目标"),
    ("1", "5G基站数（座）", "9700"),
    ("2", "数字经济占比（%）", "50"),
)
PROJECTS = (
    ("序号", "项目名称", "总投资（万元）"),
    ("1", "云计算中心", "9700"),
    ("2", "智慧港口 [二期]", "1,200"),
)


@dataclass
class Draft:
    """Blocks as they are added; `at` says where a quote stands."""

    blocks: list[Block] = field(default_factory=list)
    uses: list[BlockUse] = field(default_factory=list)

    def add(
        self,
        text: str,
        kind: BlockKind = "paragraph",
        heading: int | None = None,
        cell: CellPlace | None = None,
        ignored: str = "",
    ) -> int:
        number = len(self.blocks)
        path = f"/w:document/w:body/w:p[{number + 1}]"
        if cell:
            path = (
                f"/w:document/w:body/w:tbl[{cell.table + 1}]/w:tr[{cell.row + 1}]/w:tc[{cell.col + 1}]/w:p[1]"
            )
        self.blocks.append(Block(number, "word/document.xml", path, text, cell=cell))
        self.uses.append(BlockUse(kind, "ignored" if ignored else "used", ignored, heading))
        return number

    def at(
        self, block: int, quote: str, name: str, role: Role = "value", derivation: Derivation = "verbatim"
    ) -> Evidence:
        start = self.blocks[block].text.index(quote)
        return Evidence(name, block, start, start + len(quote), role, derivation)

    def table(
        self, number: int, rows: Sequence[Sequence[str]], heading: int | None
    ) -> tuple[Table, list[list[int]]]:
        places = [
            [
                self.add(text, "cell", heading, CellPlace(number, row, column))
                for column, text in enumerate(texts)
            ]
            for row, texts in enumerate(rows)
        ]
        cells = tuple(
            Cell(row, column, 1, 1, (block,))
            for row, blocks in enumerate(places)
            for column, block in enumerate(blocks)
        )
        return Table(
            number,
            "word/document.xml",
            f"/w:document/w:body/w:tbl[{number + 1}]",
            len(rows),
            len(rows[0]),
            cells,
            1,
            places[0][0],
        ), places


def _heading(draft: Draft, level: int, label: str, title: str, parent: int | None, number: int) -> Heading:
    block = draft.add(label + title, "heading", number)
    evidence = (draft.at(block, title, "title"), *((draft.at(block, label, "label"),) if label else ()))
    return Heading(level, label, title, parent, block, 0, len(label + title), evidence)


def _figure(
    draft: Draft,
    block: int,
    raw: str,
    value: str,
    unit: str,
    metric: str,
    kind: FigureKind = "target",
    **more: object,
) -> Figure:
    start = draft.blocks[block].text.index(raw)
    evidence = [draft.at(block, raw, "raw"), draft.at(block, raw, "value", derivation="normalised")]
    if metric in draft.blocks[block].text:
        evidence.append(draft.at(block, metric, "metric"))
    origin = "indicator_table" if "owner" in more else "narrative"
    return Figure(
        origin,
        metric,
        raw,
        block,
        start,
        start + len(raw),
        tuple(evidence),
        value=Decimal(value),
        unit=unit,
        kind=kind,
        **more,
    )  # type: ignore[arg-type]


def small_facts(salt: str = "") -> Facts:
    """Everything the plan states; another `salt` makes another version of the file."""
    draft = Draft()
    title = draft.add(TITLE, "title")
    draft.add("目录……一、发展目标……1", "toc", ignored="toc")
    first = _heading(draft, 1, "一、", "发展目标", None, 0)
    told = draft.add(f"到2025年，全市建成5G基站0.97万座以上，数字经济占比达到五成。{salt}", heading=0)
    caption = draft.add("表1 主要指标", "caption", 0)
    table, cells = draft.table(0, INDICATORS, 0)
    second = _heading(draft, 2, "（一）", "重点项目", 0, 1)
    draft.add("云计算中心等项目带动投资，新建5G基站9，700座，另有 20 座备用。", heading=1)
    projects, rows = draft.table(1, PROJECTS, 1)
    box = draft.add("专栏1 数字底座", "box_title", 1)
    item = draft.add("5G网络。推进5G基站建设，覆盖重点园区。", "box_item", 1)
    draft.add("", "empty", ignored="empty")
    indicators = _indicators(draft, cells)
    owned = _figure(
        draft, cells[1][2], "9700", "9700", "座", "5G基站数", owner=("indicator", 0), role="target"
    )
    prose = _figure(draft, told, "0.97万座", "9700", "座", "5G基站")
    facts = [_project(draft, rows, number) for number in (1, 2)]
    document = Document(
        "示例 规划.docx", sha256(salt.encode()).hexdigest(), 3, tuple(draft.blocks), (table, projects)
    )
    structure = Structure(
        document,
        TITLE,
        (title,),
        (first, second),
        (
            PlanTable(0, "indicator", 0, draft.at(caption, "表1 主要指标", "caption")),
            PlanTable(1, "project", 1),
        ),
        (
            Box(
                "专栏1",
                "数字底座",
                1,
                None,
                (_item(draft, item),),
                (draft.at(box, "专栏1", "label"), draft.at(box, "数字底座", "title")),
            ),
        ),
        tuple(draft.uses),
    )
    return Facts(
        structure,
        indicators,
        tuple(facts),
        (owned, prose),
        (notice("unknown_column.named", cells[0][0], name="去向", table=1),),
    )


def _indicators(draft: Draft, cells: list[list[int]]) -> tuple[Indicator, ...]:
    indicator = Indicator(
        0,
        1,
        "5G基站数",
        (
            draft.at(cells[1][0], "1", "serial_no"),
            draft.at(cells[1][1], "5G基站数", "name"),
            draft.at(cells[1][1], "座", "unit"),
            draft.at(cells[0][2], "2025", "target_year", derivation="inherited"),
            draft.at(cells[1][2], "9700", "target_raw"),
            draft.at(cells[1][2], "9700", "target_value", derivation="normalised"),
            draft.at(cells[0][2], "2025年目标", "target_value", "label"),
        ),
        serial_no="1",
        unit="座",
        target_year=2025,
        target_raw="9700",
        target_value=Decimal(9700),
        target_qualifier="exact",
    )
    share = Indicator(
        0,
        2,
        "数字经济占比",
        (
            draft.at(cells[2][1], "数字经济占比", "name"),
            draft.at(cells[2][2], "50", "target_raw"),
            draft.at(cells[2][2], "50", "target_value"),
        ),
        unit="%",
        target_raw="50",
        target_value=Decimal(50),
    )
    return indicator, share


def _item(draft: Draft, block: int) -> BoxItem:
    text = draft.blocks[block].text
    title = text.partition("。")[0]
    return BoxItem(title, text, block, (draft.at(block, title, "title"), draft.at(block, text, "text")))


def _project(draft: Draft, rows: list[list[int]], number: int) -> Project:
    name, printed = PROJECTS[number][1:]
    investment = Decimal(printed.replace(",", "")) * 10000
    evidence = (
        draft.at(rows[number][1], name, "name"),
        draft.at(rows[number][2], printed, "total_investment_raw"),
        draft.at(rows[number][2], printed, "total_investment", derivation="normalised"),
        draft.at(rows[0][2], "万元", "total_investment", "unit"),
    )
    return Project(
        1,
        number,
        "project",
        name,
        evidence,
        serial_no="",
        total_investment_raw=printed,
        total_investment=investment,
    )


def store_small_plan(path: Path, *, key: str = KEY, salts: Sequence[str] = ("",)) -> None:
    """Store the plan under `key`, a version for each salt."""
    with open_database(path, create=True) as database:
        for number, salt in enumerate(salts):
            with database.writing() as connection:
                held = None if number == 0 else _plan_id(connection, key)
                store(
                    connection, small_facts(salt), b"docx" + salt.encode(), PlanChoice(held, key, key, "test")
                )


def _plan_id(connection: object, key: str) -> int:
    from sqlalchemy import Connection, text

    assert isinstance(connection, Connection)
    return int(
        connection.execute(text("SELECT plan_id FROM plan WHERE key = :key"), {"key": key}).scalar_one()
    )
