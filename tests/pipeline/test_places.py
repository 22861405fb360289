"""Where evidence stands, in the words of the document, and on which page."""

from pathlib import Path

import pytest

from models.language import speaking
from parsers.read import read
from pipeline.commands.place_text import told_place
from pipeline.ingest.run import ingest
from tests import builders as b
from tests.pipeline.made import rows

NEXT = b.raw("<w:r><w:lastRenderedPageBreak/></w:r>")
HEADER = ("序号", "指标", "2020年", "2025年")


def paragraph(*parts: str) -> str:
    return b.paragraph(*parts)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    content = b.docx(
        b.paragraph("甲市供水发展规划（2021—2025年）", align="center", size=22),
        paragraph("一、总体要求"),
        paragraph("全市供水保障能力不断提升，水质监测体系逐步健全。"),
        paragraph(NEXT, "（一）发展目标"),
        paragraph("坚持统筹城乡、适度超前的原则，系统谋划全市供水设施布局。"),
        paragraph("到2025年，建成泵站97座。"),
        paragraph("表1 供水发展主要指标"),
        b.table([HEADER, ("1", "供水普及率（%）", "91", "96"), ("2", "管网漏损率（%）", "12", "9")]),
        paragraph("（二）建设任务。到2025年，新建水厂3座，", NEXT, "改造管网120公里。"),
    )
    (folder / "plan.docx").write_bytes(content)
    ingest([folder / "plan.docx"], folder / "plans.db")
    return folder / "plans.db"


@pytest.mark.parametrize(
    ("quote", "place", "page"),
    [
        ("97座", "一、（一）第2段", 2),
        ("96", "表1第2行“2025年”列", 2),
        ("管网漏损率", "表1第3行“指标”列", 2),
        ("3座", "一、（二）第1段", None),
        ("发展目标", "一、（一）", 2),
        ("总体要求", "一、", 1),
    ],
)
def test_evidence_says_its_place_and_page(db: Path, quote: str, place: str, page: int | None) -> None:
    found = rows(db, f"SELECT DISTINCT place, page FROM v_trace WHERE quote = '{quote}'")
    assert (place, page) in found


def test_a_box_of_one_column_has_rows_only(tmp_path: Path) -> None:
    content = b.docx(
        b.paragraph("甲市供水发展规划（2021—2025年）", align="center", size=22),
        paragraph("一、总体要求"),
        b.table([("专栏1 供水重点工程",), ("管网改造：改造管网120公里。",)]),
    )
    (tmp_path / "plan.docx").write_bytes(content)
    ingest([tmp_path / "plan.docx"], tmp_path / "plans.db")
    places = {place for (place,) in rows(tmp_path / "plans.db", "SELECT place FROM v_trace")}
    assert "专栏1第2行" in places


def test_paths_are_told_in_full_however_they_are_kept(tmp_path: Path) -> None:
    content = b.docx(
        b.paragraph("甲市供水发展规划（2021—2025年）", align="center", size=22),
        b.content_control(b.paragraph("到2025年，建成泵站97座。"), block=True),
        b.table(
            [
                ("序号", b.cell([b.paragraph("指标"), b.table([("套表", "甲")]), b.paragraph("")])),
                ("1", "供水普及率"),
            ]
        ),
        b.paragraph(b.text_box(b.paragraph("框中的文字。"))),
        footnotes={2: b.paragraph("脚注的文字。")},
    )
    (tmp_path / "plan.docx").write_bytes(content)
    ingest([tmp_path / "plan.docx"], tmp_path / "plans.db")
    told = rows(tmp_path / "plans.db", "SELECT part, xml_path, text FROM v_blocks ORDER BY ordinal")
    read_again = [(one.part, one.xml_path, one.text) for one in read(content, "plan.docx").blocks]
    assert told == read_again
    assert any("w:sdt" in path for _, path, _ in read_again)
    kept = rows(tmp_path / "plans.db", "SELECT xml_path FROM block WHERE text = '供水普及率'")
    assert kept == [("T1R2C2P1",)]


def test_a_column_that_nothing_heads_is_told_by_its_number(tmp_path: Path) -> None:
    content = b.docx(
        b.paragraph("甲市供水发展规划（2021—2025年）", align="center", size=22),
        b.table([("", "2025年"), ("到2025年，建成泵站97座。", "到2025年，建成水厂3座。")]),
    )
    (tmp_path / "plan.docx").write_bytes(content)
    ingest([tmp_path / "plan.docx"], tmp_path / "plans.db")
    places = {place for (place,) in rows(tmp_path / "plans.db", "SELECT place FROM v_trace")}
    assert {"第1个表第2行第1列", "第1个表第2行“2025年”列"} <= places


@pytest.mark.parametrize(
    ("place", "english"),
    [
        ("一、（二）第12段", "section 一、（二）, paragraph 12"),
        ("第三章第二节第1段", "section 第三章第二节, paragraph 1"),
        ("“前言”第2段", "section “前言”, paragraph 2"),
        ("正文第1段", "text, paragraph 1"),
        ("页脚第1段", "footer, paragraph 1"),
        ("标题", "title"),
        ("一、", "section 一"),
        ("附表2第10行第3列", "附表2, row 10, column 3"),
        ("第2个表第4行“第1季度”列", "table 2 of the document, row 4, column “第1季度”"),
        ("专栏1第2行", "专栏1, row 2"),
        ("", ""),
    ],
)
def test_a_place_is_told_in_the_language_of_the_reader(place: str, english: str) -> None:
    with speaking("en"):
        assert told_place(place) == english
    with speaking("zh"):
        assert told_place(place) == place


def test_a_file_that_was_never_laid_out_says_no_page() -> None:
    document = read(b.docx(paragraph("一、总体要求"), paragraph("全市供水保障能力不断提升。")), "plan.docx")
    assert {block.pages for block in document.blocks} == {None}


def test_a_row_split_over_pages_counts_once() -> None:
    cells = [b.cell(paragraph("甲", NEXT, "乙")), b.cell(paragraph("丙", NEXT, "丁"))]
    document = read(b.docx(b.table([cells]), paragraph("完")), "plan.docx")
    assert [block.pages for block in document.blocks][:2] == [(1, 2), (1, 2)]
    assert document.blocks[-1].pages == (2, 2)
