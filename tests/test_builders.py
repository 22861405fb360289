"""The builders make files that python-docx opens and that say what they were told to say."""

import io
import zipfile

from docx import Document
from lxml import etree

from tests import builders as b

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_text_styles_and_tables_survive_python_docx() -> None:
    data = b.docx(
        b.paragraph("一、总体要求", style=b.heading_style_id("wps", 1)),
        "A < B & C",
        b.table(
            [
                ["序号", "指标\n名称"],
                ["1", b.cell("合并", vmerge="restart")],
                ["2", b.cell(vmerge="continue")],
            ],
            header_rows=1,
        ),
        styles=b.heading_styles("wps"),
        title="规划",
    )
    document = Document(io.BytesIO(data))
    assert [item.text for item in document.paragraphs] == ["一、总体要求", "A < B & C"]
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Heading 1"
    assert document.tables[0].cell(0, 1).text == "指标\n名称"
    assert document.tables[0].cell(2, 1).text == "合并"
    assert document.core_properties.title == "规划"


def test_every_helper_gives_wellformed_parts_that_word_resolves() -> None:
    chunk, chunk_part = b.alternative_chunk(b"<p>x</p>")
    data = b.docx(
        b.toc([(1, "一、总体要求", 3), (2, "（一）目标", 4)], in_control=True, heading=["目录"]),
        b.paragraph(
            "到",
            b.run("20", bold=True),
            b.proof_error("25"),
            "年",
            b.footnote_reference(1),
            b.endnote_reference(1),
            num=(1, 0),
            border=True,
        ),
        b.paragraph(
            b.insertion("增"),
            b.deletion("删"),
            b.move_from("来"),
            b.move_to("往"),
            b.content_control("控"),
            b.hyperlink("链"),
            b.page_break(),
        ),
        b.paragraph(
            b.field("PAGE", "1"),
            b.field("PAGE", "2", simple=True),
            b.symbol("F0FC"),
            b.ruby("汉", "hàn"),
            b.run("隐", hidden=True),
        ),
        b.paragraph(b.text_box("专栏一", b.paragraph("内容"))),
        b.section_break(landscape=True, headers=["default"]),
        chunk,
        numbering=b.numbering([b.level("japaneseCounting", "%1、"), b.level("decimal", "%1.%2", legal=True)]),
        footnotes={1: "脚注"},
        endnotes={1: "尾注"},
        headers={"default": "页眉"},
        footers={"default": b.paragraph(b.field("PAGE", "1"))},
        extra_parts=[chunk_part],
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        roots = {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
    referred = {
        value
        for node in roots["word/document.xml"].iter()
        for key, value in node.attrib.items()
        if "relationships" in key
    }
    declared = {node.get("Id") for node in roots["word/_rels/document.xml.rels"]}
    assert referred <= declared
    assert {
        "word/numbering.xml",
        "word/footnotes.xml",
        "word/endnotes.xml",
        "word/header_default.xml",
    } <= set(roots)
    assert [node.get(f"{W}val") for node in roots["word/document.xml"].iter(f"{W}docPartGallery")] == [
        "Table of Contents"
    ]
    assert Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text == "页眉"


def test_plain_text_is_never_read_as_markup() -> None:
    document = Document(io.BytesIO(b.docx("<w:p/>", b.paragraph("a\tb\nc"))))
    assert [item.text for item in document.paragraphs] == ["<w:p/>", "a\tb\nc"]


def test_the_same_call_gives_the_same_bytes() -> None:
    assert b.docx("文本", footnotes={1: "注"}) == b.docx("文本", footnotes={1: "注"})
