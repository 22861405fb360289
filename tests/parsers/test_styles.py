"""Styles: what a paragraph inherits, which styles are headings, titles or tables of contents."""

from typing import get_args

import pytest
from lxml import etree

from models.vocabularies import read_rows
from parsers.word.style_names import name_meaning
from parsers.word.style_statements import RunStyle, has_box
from parsers.word.styles import ParagraphStyle, Styles
from tests.builders import heading_style_id, heading_styles
from tests.builders.parts import HeadingKind

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def styles(inner: str) -> Styles:
    return Styles(etree.fromstring(f"<w:styles {_W}>{inner}</w:styles>"))


def style(
    style_id: str,
    name: str = "",
    based_on: str = "",
    paragraph: str = "",
    run: str = "",
    more: str = "",
    kind: str = "paragraph",
) -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    default = ' w:default="1"' if style_id == "Normal" else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"{default}><w:name w:val="{name or style_id}"/>'
        f"{parent}{more}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


@pytest.mark.parametrize("row", read_rows("heading_styles"), ids=lambda row: row["example"])
def test_every_row_of_the_vocabulary_reads_its_example(row: dict[str, str]) -> None:
    meaning = name_meaning(row["example"])
    assert meaning.builtin == (row["kind"] == "builtin")
    assert (meaning.is_title, meaning.is_toc) == (row["level"] == "title", row["level"] == "toc")
    assert (meaning.level is None) == (row["level"] in ("title", "toc"))


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("heading 1", 1),
        ("Heading 2", 2),
        ("HEADING3", 3),
        ("标题 1", 1),
        ("标题１", 1),
        ("标题　4", 4),
        ("1级标题", 1),
        ("一级标题", 1),
        ("三级标题（楷体）", 3),
        ("公文二级标题", 2),
        ("章标题", 1),
        ("标题 2 字符", 2),
        ("Heading 2 Char", 2),
        ("标题", None),
        ("Title", None),
        ("heading 10", None),
        ("Note Heading", None),
        ("Table_title", None),
        ("表格一级标题", None),
        ("正文", None),
        ("", None),
    ],
)
def test_heading_names(name: str, level: int | None) -> None:
    assert name_meaning(name).level == level


@pytest.mark.parametrize(
    "name",
    [
        "toc 1",
        "TOC 9",
        "目录 1",
        "目录1",
        "TOC Heading",
        "TOC标题",
        "TOC 标题1",
        "TOC1",
        "WPSOffice手动目录 2",
    ],
)
def test_names_of_tables_of_contents(name: str) -> None:
    assert Styles.is_toc_name(name)
    assert not Styles.is_toc_name("标题 1")


@pytest.mark.parametrize("kind", get_args(HeadingKind))
def test_heading_styles_of_word_and_wps(kind: HeadingKind) -> None:
    document = styles(str(heading_styles(kind)))
    assert [document.paragraph(heading_style_id(kind, depth)).outline_level for depth in (1, 2, 3, 4)] == [
        1,
        2,
        3,
        4,
    ]


def test_a_name_counts_where_no_outline_level_stands() -> None:
    document = styles(style("2", "heading 1") + style("Heading3", "My style") + style("x", "一级标题"))
    assert [document.paragraph(style_id).outline_level for style_id in ("2", "Heading3", "x")] == [1, 3, 1]


def test_outline_level_comes_through_based_on() -> None:
    document = styles(
        style("a", paragraph=outline(1))
        + style("b", based_on="a")
        + style("c", based_on="b", paragraph=outline(9))
        + style("d", based_on="c")
    )
    assert [document.paragraph(style_id).outline_level for style_id in "abcd"] == [2, 2, None, None]


def test_a_heading_built_on_another_keeps_its_own_level() -> None:
    document = styles(style("1", "heading 1", paragraph=outline(0)) + style("2", "heading 2", based_on="1"))
    assert document.paragraph("2").outline_level == 2


def test_a_homemade_name_gives_way_to_an_inherited_outline_level() -> None:
    document = styles(style("2", "heading 2", paragraph=outline(1)) + style("x", "一级标题", based_on="2"))
    assert document.paragraph("x").outline_level == 2


def test_aliases_and_the_linked_style_name_a_heading() -> None:
    linked = style("b0", "标题 2 字符", kind="character")
    document = styles(
        style("a", "章", more='<w:aliases w:val="H1,heading 1"/>')
        + style("b", "节", more='<w:link w:val="b0"/>')
        + linked
    )
    assert [document.paragraph(style_id).outline_level for style_id in "ab"] == [1, 2]


def test_a_title_is_no_heading_even_with_an_outline_level() -> None:
    document = styles(
        style("a3", "Title", paragraph=outline(0))
        + style("s", "副标题")
        + style("t", "封面", based_on="a3")
        + style("u", "章标题", based_on="a3")
    )
    seen = [document.paragraph(style_id) for style_id in ("a3", "s", "t", "u")]
    assert [(one.is_title, one.outline_level) for one in seen] == [
        (True, None),
        (True, None),
        (True, None),
        (False, 1),
    ]


def test_the_heading_of_the_table_of_contents_is_no_heading() -> None:
    document = styles(
        style("1", "heading 1", paragraph=outline(0))
        + style("TOCHeading", "TOC Heading", based_on="1")
        + style("TOC1", "x")
    )
    seen = [document.paragraph(style_id) for style_id in ("1", "TOCHeading", "TOC1")]
    assert [(one.is_toc, one.outline_level) for one in seen] == [(False, 1), (True, None), (True, None)]


@pytest.mark.parametrize("asked", [None, "not there", "", "strong"])
def test_the_default_style_stands_in(asked: str | None) -> None:
    document = styles(
        style("Other", "other")
        + style("Normal", "Normal", run='<w:sz w:val="32"/>')
        + style("strong", kind="character")
    )
    assert document.paragraph(asked).name == "Normal"
    assert document.paragraph(asked).size == 32


def test_without_styles_everything_is_plain() -> None:
    assert Styles(None).paragraph("Heading1") == ParagraphStyle()
    assert Styles(None).run("strong") == RunStyle()
    assert styles("").paragraph(None) == ParagraphStyle()


def test_formatting_is_inherited_and_overridden() -> None:
    base = style(
        "a",
        paragraph='<w:jc w:val="center"/>',
        run='<w:b/><w:sz w:val="44"/><w:rFonts w:eastAsia="黑体"/><w:vanish/>',
    )
    document = styles(
        base
        + style(
            "b",
            based_on="a",
            paragraph='<w:jc w:val="left"/>',
            run='<w:b w:val="0"/><w:vanish w:val="false"/>',
        )
    )
    a, b = document.paragraph("a"), document.paragraph("b")
    assert (a.alignment, a.bold, a.size, a.font, a.vanish) == ("center", True, 44, "黑体", True)
    assert (b.alignment, b.bold, b.size, b.font, b.vanish) == ("left", False, 44, "黑体", False)


def test_document_defaults_come_last() -> None:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/><w:rFonts'
        ' w:eastAsia="宋体"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:jc'
        ' w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    document = styles(
        defaults + style("a", run='<w:sz w:val="30"/>') + style("c", run="<w:b/>", kind="character")
    )
    assert (
        document.paragraph("a").size,
        document.paragraph("a").font,
        document.paragraph("a").alignment,
    ) == (30, "宋体", "both")
    assert document.paragraph(None).size == 21
    assert document.run("c") == RunStyle(bold=True)


def test_a_theme_font_has_no_name() -> None:
    document = styles(
        style("a", run='<w:rFonts w:eastAsia="黑体"/>')
        + style("b", based_on="a", run='<w:rFonts w:eastAsiaTheme="minorEastAsia"/>')
    )
    assert document.paragraph("b").font == ""


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ({"top": "single", "left": "single", "bottom": "single", "right": "single"}, True),
        ({"top": "single", "bottom": "double"}, True),
        ({"bottom": "single"}, False),
        ({"top": "nil", "left": "none", "bottom": "single"}, False),
        ({}, False),
    ],
)
def test_borders(sides: dict[str, str], expected: bool) -> None:
    drawn = [f'<w:{side} w:val="{kind}"/>' for side, kind in sides.items()]
    borders = f"<w:pBdr>{''.join(drawn)}</w:pBdr>"
    assert styles(style("a", paragraph=borders)).paragraph("a").bordered is expected
    assert has_box(etree.fromstring(borders.replace("<w:pBdr", f"<w:pBdr {_W}", 1))) is expected


def test_numbering_of_a_style_is_merged_through_the_chain() -> None:
    list_of_a = '<w:numPr><w:numId w:val="4"/></w:numPr>'
    document = styles(
        style("a", paragraph=list_of_a)
        + style("b", based_on="a", paragraph='<w:numPr><w:ilvl w:val="2"/></w:numPr>')
        + style("c", based_on="b")
    )
    assert [(document.paragraph(i).num_id, document.paragraph(i).num_level) for i in "abc"] == [
        ("4", None),
        ("4", 2),
        ("4", 2),
    ]
    assert document.paragraph("c").chain == ("c", "b", "a")
    assert document.paragraph("c").linking == ("c", "b")


def test_a_circle_of_styles_ends() -> None:
    document = styles(
        style("a", based_on="b") + style("b", based_on="a", paragraph=outline(2)) + style("c", based_on="c")
    )
    assert document.paragraph("a").outline_level == 3
    assert document.paragraph("c").chain == ("c",)


def test_a_character_style() -> None:
    base = style("a", run='<w:b/><w:sz w:val="28"/>', kind="character")
    document = styles(
        base + style("b", based_on="a", run='<w:vanish/><w:rFonts w:eastAsia="楷体"/>', kind="character")
    )
    assert document.run("b") == RunStyle(True, 28, "楷体", True)
    assert document.run("not there") == document.run(None) == RunStyle()


def test_nonsense_counts_as_not_said() -> None:
    document = styles(
        style("a", paragraph='<w:outlineLvl w:val="x"/><w:outlineLvl/>', run='<w:sz w:val="-"/>')
        + "<w:style/><w:style w:type='paragraph'/><!-- x -->"
    )
    assert (document.paragraph("a").outline_level, document.paragraph("a").size) == (None, None)
    assert document.paragraph("").name == ""
