"""The document in the report reads as in the database: every character, every mark, every merged cell."""

from collections import defaultdict
from pathlib import Path

import pytest
from sqlalchemy import event

from pipeline.ingest.run import ingest
from pipeline.report.marks import Anchor, cut
from pipeline.report.read import read_material
from pipeline.store.held import choose_version
from tests import builders as b
from tests.pipeline.report.pages import RAW, Page, Piece, pieces_of, reading, report_of, rows
from tests.shared import SHARED, needs_shared

HOSTILE = (
    "<script>alert(1)</script> 建成泵站97座。",
    "</script><!-- --> ]]> <img src=x onerror=alert(1)> 建成水厂3座",
    "\"'&amp;&#39;<style>*{display:none}</style> 建成管网20公里",
    "甲\u202e乙丙97座\u202c丁\u2066戊\u2069，建成泵站12座",
    "行分隔\u2028段分隔\u2029与𠮷字，建成泵站13座",
    "{{ 7 * 7 }} {% raw %} ${alert(1)}",
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "plans.db"
    ingest([RAW], path)
    return path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    nested = b.table([["内表甲", "内表乙"]])
    outer = b.table([["序号", "名称"], ["1", b.cell(["外表前", nested, "外表后"])], [b.cell("合", span=2)]])
    merged = b.table(
        [
            [b.cell("上", vmerge="restart"), "右一"],
            [b.cell(vmerge="continue"), "右二"],
            [b.cell("宽", span=2)],
        ]
    )
    title = b.paragraph("甲市<b>水务</b>发展规划", align="center", bold=True, size=22)
    lines = (*HOSTILE, "一、目标")
    (folder / "坏.docx").write_bytes(
        b.docx(
            title,
            b.paragraph("一、总体要求"),
            *map(b.paragraph, lines),
            outer,
            b.paragraph("甲\t乙", b.raw("<w:br/>"), "丙"),
            merged,
        )
    )
    ingest([folder / "坏.docx"], folder / "plans.db", plan="水务")
    return folder / "plans.db"


def _assert_verbatim(path: Path, page: Page, version: int) -> None:
    held = dict(rows(path, f"SELECT block_id, text FROM v_blocks WHERE version = {version}"))
    assert {number: block.text_content() for number, block in page.blocks().items()} == held


def _assert_marks(path: Path, page: Page, version: int) -> None:
    """The pieces of each value's evidence are whole, name its record, and are its quote."""
    pieces: dict[int, list[Piece]] = {number: pieces_of(block) for number, block in page.blocks().items()}
    evidence = rows(
        path,
        "SELECT record_kind, record_id, role, block_id, char_start, char_end, quote FROM v_trace WHERE"
        f" version = {version}",
    )
    assert evidence
    told: dict[int, set[str]] = defaultdict(set)
    for kind, record, role, block, start, end, quote in evidence:
        assert isinstance(block, int)
        assert isinstance(start, int)
        assert isinstance(end, int)
        own = [
            piece for piece in pieces[block] if piece.start < end and start < piece.start + len(piece.text)
        ]
        assert "".join(piece.text for piece in own) == quote
        if role == "value":
            assert all(f"{kind}-{record}" in piece.references for piece in own)
            told[block].add(f"{kind}-{record}")
    for block, found in pieces.items():
        marked = {
            reference
            for piece in found
            for reference in piece.references
            if not reference.startswith("finding-")
        }
        assert marked == told[block]


@pytest.mark.parametrize("version", [1, 2])
def test_each_paragraph_of_the_sample_stands_there_once_and_verbatim(sample: Path, version: int) -> None:
    page = report_of(sample, version=version)
    _assert_verbatim(sample, page, version)
    _assert_marks(sample, page, version)


@needs_shared
def test_the_real_plan_stands_there_verbatim_and_small(tmp_path: Path) -> None:
    (file,) = (SHARED / "plans").rglob("styled.docx")
    ingest([file], tmp_path / "plans.db")
    page = report_of(tmp_path / "plans.db")
    _assert_verbatim(tmp_path / "plans.db", page, 1)
    _assert_marks(tmp_path / "plans.db", page, 1)
    assert len(page.source.encode()) < 3_000_000


def test_a_document_cannot_break_the_page(hostile: Path) -> None:
    page = report_of(hostile)
    _assert_verbatim(hostile, page, 1)
    _assert_marks(hostile, page, 1)
    assert [script.get("id") for script in page.all("//script")] == ["kinds", "data", None]
    assert not page.all("//article//*[self::script or self::style or self::img or self::b]")
    texts = [block.text_content() for block in page.blocks().values()]
    assert all(line in texts for line in HOSTILE)


def test_controls_of_direction_are_kept_apart_and_shown(hostile: Path) -> None:
    shown = [
        (one.text_content(), one.get("data-codes")) for one in report_of(hostile).all('//*[@class="bidi"]')
    ]
    assert shown == [("\u202e", "U+202E"), ("\u202c", "U+202C"), ("\u2066", "U+2066"), ("\u2069", "U+2069")]


def test_tables_keep_their_merged_cells_and_nested_tables(hostile: Path) -> None:
    page = report_of(hostile)
    tables = {int(str(one.get("id"))[6:]): one for one in page.all("//article//table")}
    grids = defaultdict(set)
    for table, row, col, down, right in rows(
        hostile, "SELECT table_id, row_index, col_index, row_span, col_span FROM table_cell"
    ):
        grids[table].add((row, col, down, right))
    assert set(tables) == set(grids)
    merged = tables[max(tables)]
    spans = [
        (cell.text_content(), cell.get("rowspan"), cell.get("colspan")) for cell in merged.iter("td", "th")
    ]
    assert spans == [("上", "2", None), ("右一", None, None), ("右二", None, None), ("宽", None, "2")]
    outer = next(table for table in tables.values() if table.xpath(".//table"))
    (cell,) = outer.xpath(".//td[.//table]")
    assert [part.text_content() for part in cell.iter("p")] == ["外表前", "内表甲", "内表乙", "外表后"]


def test_rows_and_columns_of_a_plan_table_have_their_heads(sample: Path) -> None:
    page = report_of(sample)
    project = page.one('//table[@data-kind="project"]')
    assert {cell.tag for cell in project.xpath("./thead//*[self::td or self::th]")} == {"th"}
    assert all(cell.get("scope") == "col" for cell in project.xpath("./thead//th"))
    named = {row[0] for row in rows(sample, "SELECT name FROM v_projects WHERE is_current")}
    heads = {cell.text_content().replace("\n", "") for cell in project.xpath('./tbody//th[@scope="row"]')}
    assert len(heads) == len(named)
    kinds = [row.get("class") for row in project.xpath("./tbody/tr")]
    assert kinds == [
        row[0] for row in rows(sample, "SELECT row_kind FROM v_projects WHERE is_current ORDER BY row_index")
    ]


def test_each_row_of_a_table_fills_its_grid(sample: Path) -> None:
    for table in report_of(sample).all("//article//table"):
        taken: set[tuple[int, int]] = set()
        lines = table.xpath(".//tr")
        for row, line in enumerate(lines):
            col = 0
            for cell in line.xpath("./td|./th"):
                while (row, col) in taken:
                    col += 1
                spans = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
                places = {(row + down, col + right) for down in range(spans[0]) for right in range(spans[1])}
                assert not places & taken
                taken |= places
        width = 1 + max(col for _, col in taken)
        assert taken == {(row, col) for row in range(len(lines)) for col in range(width)}


def test_headings_stand_at_their_level(sample: Path) -> None:
    page = report_of(sample)
    told = rows(sample, "SELECT block_id, level FROM v_headings WHERE is_current")
    assert {number: page.blocks()[int(str(number))].tag for number, _ in told} == {
        number: f"h{int(str(level)) + 1}" for number, level in told
    }
    outlined = '//*[@id="outline"]//li[contains(@class, "of-heading")]/a'
    listed = [str(link.get("href")) for link in page.all(outlined)]
    assert listed == [
        f"#heading-{number}"
        for (number,) in rows(sample, "SELECT heading_id FROM v_headings WHERE is_current ORDER BY ordinal")
    ]


def test_a_run_in_head_is_no_heading_of_its_own_and_an_automatic_number_no_text(tmp_path: Path) -> None:
    numbered = b.paragraph("抓好落实", num=(1, 0))
    first = b.paragraph(
        "（一）优化布局。到2025年，建成泵站97座，改造老旧管网一百二十公里，供水能力明显提升，"
        "城乡供水一体化基本实现。"
    )
    lines = (
        b.paragraph("甲市水务发展规划", align="center", bold=True, size=22),
        b.paragraph("一、总体要求"),
        first,
        numbered,
    )
    content = b.docx(*lines, numbering=b.numbering([b.level("decimal", "%1.")]))
    (tmp_path / "plan.docx").write_bytes(content)
    ingest([tmp_path / "plan.docx"], tmp_path / "plans.db")
    page = report_of(tmp_path / "plans.db")
    runin = next(block for block in page.blocks().values() if "优化布局" in block.text_content())
    assert (runin.tag, runin.get("class")) == ("p", "runin")
    assert "heading-" in str(runin[0].get("data-r"))
    labelled = next(block for block in page.blocks().values() if block.text_content() == "抓好落实")
    assert labelled.get("data-label") == "1."


def test_the_printed_contents_and_margins_are_folded(sample: Path) -> None:
    page = report_of(sample)
    folded = {int(str(one.get("id"))[6:]) for one in page.all('//details[@class="fold"]/p')}
    kinds = "SELECT block_id FROM v_blocks WHERE is_current AND kind IN ('toc', 'header', 'footer')"
    assert folded >= {number for (number,) in rows(sample, kinds)}
    assert not page.all('//details[@class="fold"][@open]')


def _queries(path: Path) -> int:
    """How often the database is asked for what a report shows."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    with reading(path) as connection:
        event.listen(connection.engine, "before_cursor_execute", note)
        read_material(connection, choose_version(connection, None, None))
    return sum(statement.lstrip().startswith("SELECT") for statement in asked)


def test_the_number_of_queries_does_not_grow_with_the_plan(sample: Path, hostile: Path) -> None:
    assert 10 < _queries(hostile) == _queries(sample) < 40


def test_pieces_of_crossing_spans_know_all_their_records() -> None:
    anchors = (
        Anchor("box_item", 1, 0, 6, "text"),
        Anchor("mention", 2, 1, 4, "text"),
        Anchor("figure", 3, 3, 6, "raw"),
        Anchor("figure", 3, 0, 1, "unit", True),
    )
    found = cut("甲乙丙丁戊己", anchors)
    assert [piece.text for piece in found] == ["甲", "乙丙", "丁", "戊己"]
    assert [piece.references for piece in found] == [
        ("box_item-1",),
        ("mention-2", "box_item-1"),
        ("figure-3", "mention-2", "box_item-1"),
        ("figure-3", "box_item-1"),
    ]


def test_what_is_not_read_has_a_placeholder_at_its_place(tmp_path: Path) -> None:
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/></v:shape>'
    document = b.docx(
        b.paragraph("白河市公园规划", align="center", size=22),
        b.paragraph("一、总体布局"),
        b.paragraph(b.raw(f"<w:r><w:pict>{shape}</w:pict></w:r>")),
        b.paragraph("建成公园12座。"),
    )
    (tmp_path / "plan.docx").write_bytes(document)
    ingest([tmp_path / "plan.docx"], tmp_path / "plans.db")
    page = report_of(tmp_path / "plans.db")
    told = page.all('//div[@class="unread"]')
    assert [one.xpath("string(span[@lang='zh-CN'])") for one in told] == ["此处有1幅图片未读取"]
    before = told[0].getprevious()
    assert (before.tag, before.get("class")) == ("p", "empty")
