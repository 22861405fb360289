"""Reading: the text of a block as Word shows it, where it stands, and the grid of tables
(docs/text-profile.md)."""

import pytest
from lxml import etree

from models.errors import RefusedFile
from parsers.read import read
from parsers.word.package import open_package
from parsers.word.paragraph import ParagraphReader
from tests import builders as b
from tests.builders.inline import field_mark
from tests.parsers.reading import document


def texts(*body: str, **parts: object) -> list[str]:
    return [block.text for block in document(*body, **parts).blocks]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param([b.run("五"), b.proof_error(), b.run("千座")], "五千座", id="split-runs"),
        pytest.param(
            [b.run("前"), b.deletion("旧"), b.insertion("新"), b.run("后")],
            "前新后",
            id="insertion-and-deletion",
        ),
        pytest.param([b.run("前"), b.move_from("走"), b.move_to("来")], "前来", id="move"),
        pytest.param(
            ["行前", b.content_control(b.run("控件")), "行后"], "行前控件行后", id="inline-content-control"
        ),
        pytest.param([b.hyperlink(b.run("链接"), anchor="x")], "链接", id="hyperlink"),
        pytest.param([b.field("DATE", b.run("今天"))], "今天", id="complex-field-result-only"),
        pytest.param([b.field("DATE", b.run("今天"), simple=True)], "今天", id="simple-field"),
        pytest.param([b.run("藏", hidden=True), b.run("露")], "露", id="hidden-run"),
        pytest.param([b.run("句"), b.footnote_reference(2)], "句", id="footnote-mark"),
        pytest.param([b.raw("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>")], "甲\n乙", id="soft-break"),
        pytest.param([b.page_break(), b.run("页")], "页", id="page-break"),
        pytest.param(
            [b.raw("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:ptab/><w:t>丙</w:t></w:r>")],
            "甲\t乙\t丙",
            id="tabs",
        ),
        pytest.param(
            [b.raw("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>乙</w:t></w:r>")],
            "甲\u2011乙",
            id="hyphens",
        ),
        pytest.param([b.symbol("F0FC", "Wingdings")], "✓", id="symbol"),
        pytest.param([b.symbol("F0FC", "Unheard Of")], "\ufffd", id="unknown-symbol"),
        pytest.param([b.ruby("汉", "hàn")], "汉", id="ruby-base"),
    ],
)
def test_text_of_a_paragraph(content: list[str], text: str) -> None:
    parts = {"footnotes": {2: "注"}} if text == "句" else {}
    assert texts(b.paragraph(*content), **parts)[0] == text


def test_a_field_that_runs_over_paragraphs_hides_its_instruction_only() -> None:
    begin = b.raw(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE'
        " </w:instrText></w:r><w:r><w:t>指令里</w:t></w:r>"
    )
    end = b.paragraph(b.run("仍是指令"), field_mark("separate"), b.run("结果"), field_mark("end"))
    assert texts(b.paragraph(begin), end, b.paragraph("其后")) == ["", "结果", "其后"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    found = document(b.paragraph("锚", b.text_box(b.paragraph("框内")))).blocks
    assert [(block.text, block.region, block.frame) for block in found] == [
        ("锚", "body", None),
        ("框内", "textbox", 1),
    ]


def test_every_path_resolves_to_its_own_paragraph() -> None:
    data = b.docx(
        b.paragraph("一"),
        b.content_control(b.paragraph("二"), block=True),
        b.table([["甲", b.cell([b.table([["内"]]), b.paragraph("")])]]),
        b.paragraph("前", b.text_box(b.paragraph("框")), "中", b.text_box(b.paragraph("又一框")), "后"),
        footnotes={2: "注"},
        headers={"default": b.paragraph("眉")},
    )
    package = open_package(data, "made.docx")
    for block in read(data, "made.docx").blocks:
        part = package.part(block.part)
        assert part is not None
        found = part.tree.xpath(
            block.xml_path,
            namespaces={k: v for el in part.tree.iter(etree.Element) for k, v in el.nsmap.items() if k},
        )
        assert isinstance(found, list)
        assert len(found) == 1
        assert ParagraphReader().read(found[0]).text == block.text


def test_merged_cells_stand_once_at_their_top_left() -> None:
    table = document(
        b.table(
            [
                [b.cell("合", span=2), "丙"],
                [b.cell("纵", vmerge="restart"), "戊", "己"],
                [b.cell("", vmerge="continue"), "庚", "辛"],
            ]
        )
    ).tables[0]
    assert (table.n_rows, table.n_cols) == (3, 3)
    assert [(cell.row, cell.col, cell.row_span, cell.col_span) for cell in table.cells] == [
        (0, 0, 1, 2), (0, 2, 1, 1), (1, 0, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1),
    ]  # fmt: skip


def test_a_nested_table_keeps_its_blocks_from_the_outer_cell() -> None:
    found = document(b.table([[b.cell([b.paragraph("外"), b.table([["内"]]), b.paragraph("")])]]))
    outer, inner = found.tables
    assert [found.blocks[number].text for number in outer.cells[0].blocks] == ["外", ""]
    assert [found.blocks[number].text for number in inner.cells[0].blocks] == ["内"]
    assert inner.parent is not None
    assert inner.parent.table == 0


def test_deleted_rows_are_not_read() -> None:
    row = b.table([["留"], ["删"]])
    marked = row.replace("</w:tr><w:tr>", '</w:tr><w:tr><w:trPr><w:del w:id="9" w:author="a"/></w:trPr>')
    assert marked != row
    found = document(b.raw(marked))
    assert [block.text for block in found.blocks if block.cell] == ["留"]


def test_automatic_numbers_are_labels_not_text() -> None:
    found = document(
        b.paragraph("总则", num=(1, 0)), b.paragraph("分则", num=(1, 0)), b.paragraph("细则", num=(1, 1)),
        numbering=b.numbering([b.level("chineseCounting", "%1、"), b.level("chineseCounting", "（%2）")]),
    )  # fmt: skip
    assert [(block.list_label, block.text) for block in found.blocks] == [
        ("一、", "总则"),
        ("二、", "分则"),
        ("（一）", "细则"),
    ]


def test_notes_come_behind_the_body_and_separators_do_not() -> None:
    found = document(
        b.paragraph("句", b.footnote_reference(2)),
        footnotes={2: "脚注"},
        endnotes={2: "尾注"},
        footers={"default": b.paragraph("脚")},
    )
    assert [(block.text.strip(), block.region) for block in found.blocks if block.text.strip()] == [
        ("句", "body"), ("脚注", "footnote"), ("尾注", "endnote"), ("脚", "footer"),
    ]  # fmt: skip


def test_a_toc_field_that_never_ends_does_not_swallow_the_document() -> None:
    opened = b.raw(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o'
        ' </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    found = document(b.paragraph(opened, "总则"), b.paragraph("正文"))
    assert not any(block.in_toc for block in found.blocks)


def test_an_alt_chunk_is_read_in_its_place() -> None:
    chunk, part = b.alternative_chunk(
        "<html><body><h1>章</h1><p>段</p><table><tr><td>格</td></tr></table></body></html>".encode(),
        name="word/a.html",
        content_type="text/html; charset=utf-8",
    )
    found = document(b.paragraph("前"), chunk, b.paragraph("后"), extra_parts=(part,))
    assert [block.text for block in found.blocks] == ["前", "章", "段", "格", "后"]
    assert found.blocks[1].outline_level == 1
    assert found.blocks[3].cell is not None


def test_an_alt_chunk_that_is_not_read_is_told_by_name() -> None:
    chunk, part = b.alternative_chunk(
        b.docx(b.paragraph("内")),
        name="word/inner.docx",
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    )
    (told,) = document(b.paragraph("前"), chunk, extra_parts=(part,)).notices
    assert (told.key, dict(told.values)["name"]) == ("alt_chunk_not_read.document", "word/inner.docx")
    (told,) = document(b.paragraph("前"), chunk).notices
    assert (told.key, dict(told.values)["name"]) == ("alt_chunk_not_read.other", "rIdChunk1")


def test_a_document_without_text_is_refused_by_name() -> None:
    with pytest.raises(RefusedFile, match=r"made\.docx: it opens but holds no text") as refused:
        document(b.paragraph(""), headers={"default": b.paragraph("只有页眉")})
    assert refused.value.reason == "no_text"


def raised(text: str) -> str:
    return b.raw(f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{text}</w:t></w:r>')


@pytest.mark.parametrize(
    ("before", "mark", "is_mark"),
    [
        ("90", "1", True),
        ("2025年", "2", True),
        ("覆盖率", "12", True),
        ("5.2", "[3]", True),
        ("公报", "①", True),
        ("GDP", "1", True),
        ("企业320", "*", True),
        ("面积32m", "2", False),
        ("面积95 km", "2", False),
        ("面积32米", "2", False),
        ("装机3×10", "7", False),
        ("装机10", "4", False),
        ("面积32m", "1", True),
        ("排放3t·a", "-1", False),
        ("第1", "st", False),
    ],
)
def test_raised_numbers_are_note_marks_but_for_units_and_powers(
    before: str, mark: str, is_mark: bool
) -> None:
    (block,) = document(b.paragraph(before, raised(mark), "。")).blocks
    assert block.text == f"{before}{mark}。"
    assert [block.text[start:end] for start, end in block.marks] == ([mark] if is_mark else [])


def test_a_character_style_raises_too_and_lowered_text_is_no_mark() -> None:
    styles = b.raw(
        '<w:style w:type="character" w:styleId="R"><w:name w:val="note"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    styled = b.raw('<w:r><w:rPr><w:rStyle w:val="R"/></w:rPr><w:t>1</w:t></w:r>')
    lowered = b.raw('<w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r>')
    found = document(
        b.table([["供水", b.cell([b.paragraph("90", styled)])]]), b.paragraph("CO", lowered), styles=styles
    )
    blocks = [block for block in found.blocks if block.text]
    assert [block.marks for block in blocks] == [(), ((2, 3),), ()]
    assert blocks[-1].shown == "CO₂"


def test_a_decimal_set_low_stays_as_it_is() -> None:
    lowered = b.raw('<w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2.5</w:t></w:r>')
    (block,) = document(b.paragraph("PM", lowered, "浓度")).blocks
    assert block.shown == "PM2.5浓度"


def test_raised_units_and_powers_are_shown_as_such() -> None:
    (block,) = document(b.paragraph("面积32m", raised("2"), "、3×10", raised("7"), "吨")).blocks
    assert (block.text, block.shown) == ("面积32m2、3×107吨", "面积32m²、3×10⁷吨")


def test_a_cell_that_goes_on_with_no_merge_keeps_its_text() -> None:
    found = document(
        b.table(
            [["指标", "值"], [b.cell("甲", vmerge="continue"), "1"], [b.cell("", vmerge="continue"), "2"]]
        )
    )
    assert [(cell.row, cell.row_span) for cell in found.tables[0].cells if cell.col == 0] == [(0, 1), (1, 2)]


def test_borders_a_little_beside_each_other_make_no_column() -> None:
    table = b.table(
        [["甲", b.cell("2020年", span=2), "2025年"], ["乙", "1", b.cell("2", span=2)]],
        widths=[900, 900, 15, 900],
    )
    found = document(table)
    assert [(cell.row, cell.col, cell.col_span) for cell in found.tables[0].cells] == [
        (0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 0, 1), (1, 1, 1), (1, 2, 1),
    ]  # fmt: skip
    assert [block.cell.col for block in found.blocks if block.cell] == [0, 1, 2, 0, 1, 2]


def test_a_narrow_column_with_cells_of_its_own_stays() -> None:
    found = document(b.table([["甲", "乙", "丙"]], widths=[900, 100, 900]))
    assert found.tables[0].n_cols == 3


_GRAPHIC = (
    "<w:r><w:drawing><wp:inline"
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{name}"/>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        (_GRAPHIC.format(name="chart"), "chart_not_read"),
        (_GRAPHIC.format(name="diagram"), "smartart_not_read"),
        (_GRAPHIC.format(name="picture"), "picture_not_read"),
        ("<w:r><w:object><w:control/></w:object></w:r>", "ole_object_not_read"),
        (
            '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/></v:shape></w:pict>'
            "</w:r>",
            "picture_not_read",
        ),
        (
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath>',
            "formula_flattened",
        ),
    ],
)
def test_what_is_not_read_is_told_with_its_place(markup: str, code: str) -> None:
    found = document(b.paragraph("一、总则"), b.paragraph(b.raw(markup)), b.table([["甲", "乙"]]))
    assert [(notice.code, notice.block) for notice in found.notices] == [(code, 1)]


def test_a_text_box_is_read_and_so_not_told() -> None:
    assert document(b.paragraph(b.text_box(b.paragraph("专栏1 工程")))).notices == ()


def test_open_revisions_and_comments_are_counted() -> None:
    found = document(b.paragraph("甲", b.insertion("乙"), b.deletion("丙")), b.paragraph(b.insertion("丁")))
    (notice,) = found.notices
    assert (notice.code, notice.text) == (
        "revisions_accepted",
        "revisions nobody accepted yet (2 insertions, 1 deletions) are read as accepted",
    )


def test_a_document_with_two_bodies_is_refused_as_damaged() -> None:
    second = b.raw(f"</w:body><w:body>{b.paragraph('第二个正文')}")
    with pytest.raises(RefusedFile, match="several bodies") as caught:
        read(b.docx(b.paragraph("甲"), second), "a.docx")
    assert caught.value.reason == "damaged"


@pytest.mark.parametrize("size", ["²", "①", "-1", "", "二十", "9" * 5_000])
def test_a_size_that_is_no_number_is_no_size(size: str) -> None:
    sized = b.Xml(f'<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t>建成泵站</w:t></w:r>')
    styles = f'<w:style w:type="paragraph" w:styleId="a"><w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
    assert texts(b.paragraph(sized, style="a"), styles=styles) == ["建成泵站"]
