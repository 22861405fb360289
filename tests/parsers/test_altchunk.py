"""What an altChunk holds: MIME and charset undone, text by one rule, paths that resolve, tables as grids."""

import base64
import quopri
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from models.document import Cell, CellPlace
from models.errors import RefusedFile
from parsers.word.altchunk import AltChunk, html_block_text, read_alt_chunk
from parsers.word.package import open_package
from tests.builders import alternative_chunk, docx

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "docx"


def read(
    content: bytes | str, content_type: str = "text/html", name: str = "word/chunk.htm"
) -> AltChunk | None:
    data = content.encode() if isinstance(content, str) else content
    element, part = alternative_chunk(data, name=name, content_type=content_type)
    package = open_package(docx(element, extra_parts=[part]), "plan.docx")
    found = package.by_id(package.main, "rIdChunk1")
    assert found is not None
    return read_alt_chunk(found)


def chunk(content: bytes | str, content_type: str = "text/html", name: str = "word/chunk.htm") -> AltChunk:
    result = read(content, content_type, name)
    assert result is not None
    return result


def texts(body: str) -> list[str]:
    return [block.text for block in chunk(f"<html><body>{body}</body></html>").blocks]


def mht(html: bytes, encoding: str, charset: str | None) -> bytes:
    """A web page archive as Word and html-docx-js write it, with a picture after the page."""
    body = {"base64": base64.encodebytes(html), "quoted-printable": quopri.encodestring(html), "8bit": html}[
        encoding
    ]
    stated = f'; charset="{charset}"' if charset else ""
    head = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----=x"\r\n\r\nfor'
        " readers without MIME\r\n"
    )
    page = (
        f"------=x\r\nContent-Type: text/html{stated}\r\nContent-Transfer-Encoding:"
        f" {encoding}\r\nContent-Location: file:///a.htm\r\n\r\n"
    )
    picture = (
        "\r\n------=x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding:"
        " base64\r\n\r\niVBORw0KGgo=\r\n------=x--\r\n"
    )
    return (head + page).encode() + body + picture.encode()


# MIME and charset


CHARSETS = [
    ("utf-8", "utf-8"),
    ("gb2312", "gbk"),
    ("GBK", "gbk"),
    ("gb18030", "gb18030"),
    ("unicode", "utf-16"),
]
TRANSFERS = [
    (encoding, *charset) for encoding in ("base64", "quoted-printable", "8bit") for charset in CHARSETS
]
# UTF-16 is never sent as 8bit: its bytes hold line ends


@pytest.mark.parametrize(
    ("encoding", "charset", "codec"),
    [transfer for transfer in TRANSFERS if transfer[0] + transfer[2] != "8bitutf-16"],
)
def test_mht_is_decoded(encoding: str, charset: str, codec: str) -> None:
    page = (
        "<html><body><p>到2025年，建成5G基站9700座，镕基。"
        "</p><table><tr><td>一</td></tr></table></body></html>".encode(codec)
    )
    result = chunk(mht(page, encoding, charset), "message/rfc822", "word/afchunk.mht")
    assert result.kind == "html"
    assert [(block.xml_path, block.text) for block in result.blocks] == [
        ("/html/body/p[1]", "到2025年，建成5G基站9700座，镕基。"),
        ("/html/body/table[1]/tr[1]/td[1]", "一"),
    ]


def test_charset_stated_by_the_page_counts_when_the_transport_states_none() -> None:
    page = (
        '<html><head><meta http-equiv=Content-Type content="text/html;'
        ' charset=gb2312"></head><body><p>汕头市</p></body></html>'.encode("gbk")
    )
    assert chunk(mht(page, "base64", None), "message/rfc822").blocks[0].text == "汕头市"
    assert chunk(page).blocks[0].text == "汕头市"


def test_charset_that_does_not_fit_the_bytes_gives_way() -> None:
    page = "<html><head><meta charset=gbk></head><body><p>汕头市国民经济</p></body></html>"
    assert (
        chunk(mht(page.encode("gbk"), "base64", "us-ascii"), "message/rfc822").blocks[0].text
        == "汕头市国民经济"
    )
    assert (
        chunk(mht(page.encode("gbk"), "base64", "x-no-such"), "message/rfc822").blocks[0].text
        == "汕头市国民经济"
    )
    assert chunk("<p>汕头市国民经济和社会发展</p>".encode("gbk")).charset == "gb18030"


def test_one_damaged_character_does_not_change_the_charset() -> None:
    page = (
        b'<html><head><meta charset="utf-8"></head><body><p>'
        + "汕头市".encode() * 60
        + b"\xe6\xb1</p></body></html>"
    )
    assert chunk(page).blocks[0].text == "汕头市" * 60 + "\ufffd"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_decides(codec: str) -> None:
    assert chunk("<p>规划</p>".encode(codec)).blocks[0].text == "规划"


def test_html_without_multipart_and_the_part_named_by_start() -> None:
    single = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + "<p>甲</p>".encode()
    assert chunk(single, "message/rfc822").blocks[0].text == "甲"
    parts = (
        "--b\nContent-Type: text/html\n\n<p>frame</p>\n--b\nContent-Type: text/html\nContent-ID:"
        " <main>\n\n<p>main</p>\n--b--\n"
    )
    assert (
        chunk(
            f'MIME-Version: 1.0\nContent-Type: multipart/related; start="<main>"; boundary=b\n\n{parts}',
            "message/rfc822",
        )
        .blocks[0]
        .text
        == "main"
    )


def test_mht_under_the_content_type_of_html_and_html_under_that_of_mht() -> None:
    assert chunk(mht("<p>甲</p>".encode(), "base64", "utf-8"), "text/html").blocks[0].text == "甲"
    assert chunk("<html><body><p>甲</p></body></html>", "message/rfc822").blocks[0].text == "甲"


def test_plain_text_is_a_pre_for_each_line_and_keeps_its_blanks() -> None:
    result = chunk("第一章  总则\r\n\r\n\t第一条 <p> ".encode("gbk"), "text/plain", "word/chunk.txt")
    assert result.kind == "text"
    assert [(block.xml_path, block.text) for block in result.blocks] == [
        ("/html/body/pre[1]", "第一章  总则"),
        ("/html/body/pre[3]", "\t第一条 <p> "),
    ]


def test_nested_document_is_handed_back_as_bytes() -> None:
    inner = docx("里面的正文")
    result = chunk(
        inner,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "word/inner.docx",
    )
    assert (result.kind, result.blocks) == ("docx", ())
    assert open_package(result.data, "plan.docx").main.name == "word/document.xml"


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"{\\rtf1 abc}", "application/rtf"),
        (b"{\\rtf1 abc}", "text/rtf"),
        (b"<a:b xmlns:a='c'/>", "application/xml"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nno boundary", "message/rfc822"),
        (b"\x00\x01\x02", "application/octet-stream"),
    ],
)
def test_what_is_not_read_is_none(content: bytes, content_type: str) -> None:
    assert read(content, content_type) is None


@pytest.mark.parametrize("content", [b"", b"   ", b"<!-- a -->", b"<html></html>"])
def test_empty_pages_have_no_blocks(content: bytes) -> None:
    assert chunk(content).blocks == ()


def test_nesting_too_deep_to_be_read_whole_is_refused() -> None:
    with pytest.raises(RefusedFile) as caught:
        chunk("<div>" * 3000 + "text")
    assert caught.value.reason == "damaged"


def test_deep_nesting_within_the_limit_is_read() -> None:
    assert texts("<b>" * 1500 + "深") == ["深"]
    assert texts("<div>" * 1500 + "深") == ["深"]


# text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>  a \n\t b  </p>", "a b", id="white space collapses"),
        pytest.param(
            "<p>\u00a0a\u3000\u3000b\u00a0\u00a0c\u3000</p>",
            "\u00a0a\u3000\u3000b\u00a0\u00a0c\u3000",
            id="nbsp and U+3000 stay",
        ),
        pytest.param("<p>建设<br>阶段 <br/> 末</p>", "建设\n阶段\n末", id="br is a line end"),
        pytest.param("<p>a<br><br>b<br></p>", "a\n\nb\n", id="every br counts"),
        pytest.param(
            "<p>汕\n  头市 2025\n年 5G\n基站</p>",
            "汕头市 2025 年 5G 基站",
            id="a line end between wide characters goes",
        ),
        pytest.param("<p>汕 头</p>", "汕 头", id="a blank between wide characters stays"),
        pytest.param("<p>a<b>b</b> <i> c</i>d</p>", "ab cd", id="inline elements"),
        pytest.param("<p>a<script>b</script><style>c</style>d</p>", "ad", id="script and style"),
        pytest.param("<p>a<del>b</del><ins>c</ins></p>", "ac", id="deletions go, insertions stay"),
        pytest.param(
            '<p>a<span style="display: none">b</span><span style="mso-hide:all">c</span>d</p>',
            "ad",
            id="hidden",
        ),
        pytest.param("<p>a<a><span class=MsoFootnoteReference>[1]</span></a>b</p>", "ab", id="note marks"),
        pytest.param(
            "<p>a<ruby>汉<rp>(</rp><rt>han</rt><rp>)</rp></ruby></p>", "a汉", id="ruby gives its base"
        ),
        pytest.param("<p>&lt;5&amp;&#24314;&#x8BBE;</p>", "<5&建设", id="references"),
        pytest.param("<pre>a  b\n c</pre>", "a  b\n c", id="pre keeps white space"),
        pytest.param("<p>a<!-- b -->c<?d e?></p>", "ac", id="comments"),
    ],
)
def test_text_of_a_block(html: str, expected: str) -> None:
    assert texts(html) == [expected]


def test_nested_blocks_have_their_own_text_and_part_the_text_around_them() -> None:
    result = chunk("<body><div>前 <p>中</p> 后<ul><li>一<li>二</ul></div>尾</body>")
    assert [(block.xml_path, block.text) for block in result.blocks] == [
        ("/html/body", "尾"),
        ("/html/body/div[1]", "前\n后"),
        ("/html/body/div[1]/p[1]", "中"),
        ("/html/body/div[1]/ul[1]/li[1]", "一"),
        ("/html/body/div[1]/ul[1]/li[2]", "二"),
    ]


def test_paths_cross_tags_that_are_no_names() -> None:
    result = chunk("<body><p>a</p><w:Sdt DocPart=b><p>c</p></w:Sdt><o:p>&nbsp;</o:p><p>d</p></body>")
    assert [(block.xml_path, block.text) for block in result.blocks if block.text.strip()] == [
        ("/html/body/p[1]", "a"),
        ("/html/body/*[2]/p[1]", "c"),
        ("/html/body/p[2]", "d"),
    ]


HTML_TAGS = (
    "<p>|</p>|<div>|</div>|<b>|</b>|<br>|<table>|<tr>|<td rowspan=2>|<th"
    " colspan=3>|</table>|<ul>|<li>|</ul>|<x:y>|</x:y>|<body>|<h2>|</h2>"
)
HTML_PIECES = st.sampled_from(
    [
        *HTML_TAGS.split("|"),
        " ",
        "\n",
        "汉字",
        "a",
        "\u00a0",
        "\u3000",
        "<i style='display:none'>",
        "</i>",
        "<!--",
        "-->",
    ]
)


@given(st.lists(HTML_PIECES, max_size=40).map("".join))
def test_every_path_resolves_to_the_element_with_this_text_and_no_text_is_lost_or_doubled(html: str) -> None:
    result = chunk("<html>" + html)
    for block in result.blocks:
        element = result.find(block.xml_path)
        assert element is not None
        assert html_block_text(element) == block.text
    body = result.tree.getroot()
    for hidden in [*body.iter("i"), *body.iter("head")]:
        hidden.text, hidden[:] = "", []
    assert sorted("".join("".join(block.text for block in result.blocks).split())) == sorted(
        "".join("".join(map(str, body.itertext())).split())
    )


@given(st.lists(HTML_PIECES, max_size=40).map("".join))
def test_cells_lie_in_the_grid_and_own_their_blocks(html: str) -> None:
    result = chunk("<table><tr><td>1<td rowspan=0>2<tr>" + html)
    for number, table in enumerate(result.tables):
        assert len({(cell.row, cell.col) for cell in table.cells}) == len(table.cells)
        for cell in table.cells:
            assert cell.row + cell.row_span <= table.n_rows
            assert cell.col + cell.col_span <= table.n_cols
            assert all(
                result.blocks[block].cell == CellPlace(number, cell.row, cell.col) for block in cell.blocks
            )
    owned = sorted(block for table in result.tables for cell in table.cells for block in cell.blocks)
    assert owned == [number for number, block in enumerate(result.blocks) if block.cell]


# what a block says beyond its text


@pytest.mark.parametrize(
    ("html", "level"),
    [
        ("<h1>a</h1>", 1),
        ("<h6>a</h6>", 6),
        ("<p style='mso-outline-level:2'>a</p>", 2),
        ("<p class=MsoHeading7>a</p>", 7),
        ("<p class=MsoNormal>a</p>", None),
        ("<hr>a", None),
    ],
)
def test_heading_level(html: str, level: int | None) -> None:
    assert chunk(f"<body>{html}</body>").blocks[0].heading_level == level


@pytest.mark.parametrize(
    ("html", "alignment"),
    [
        ("<p align=center>a</p>", "center"),
        ("<p style='margin:0;text-align: justify'>a</p>", "both"),
        ("<center><p>a</p></center>", "center"),
        ("<div align=right><p>a</p></div>", "right"),
        ("<div align=right><p align=left>a</p></div>", "left"),
        ("<table align=center><tr><td>a</td></tr></table>", ""),
        ("<p>a</p>", ""),
    ],
)
def test_alignment(html: str, alignment: str) -> None:
    assert chunk(f"<body>{html}</body>").blocks[0].alignment == alignment


@pytest.mark.parametrize(
    ("html", "bold"),
    [
        ("<p><b>a</b> <strong>b</strong></p>", True),
        ("<p><span style='font-weight:700'><i>a</i></span></p>", True),
        ("<p><b>a</b>b</p>", False),
        ("<p>a</p>", False),
    ],
)
def test_bold_means_all_of_it(html: str, bold: bool) -> None:
    assert chunk(f"<body>{html}</body>").blocks[0].bold is bold


def test_label_word_wrote_out_is_no_text() -> None:
    html = (
        "<p><![if !supportLists]><span style='mso-list:Ignore'>一、<span>&nbsp;"
        " </span></span><![endif]>总体要求</p><p>b</p>"
    )
    assert [(block.list_label, block.text) for block in chunk(html).blocks] == [
        ("一、", "总体要求"),
        ("", "b"),
    ]


def test_ordered_lists_have_their_numbers() -> None:
    html = "<ol start=3><li>a<li><p>b</p><p>c</p><li value=9>d</ol><ol type=A><li>e</ol>"
    html += "<ol style='list-style-type:cjk-ideographic'><li>f</ol><ul><li>g</ul>"
    labels = [(block.list_label, block.text) for block in chunk(html).blocks]
    assert labels == [("3.", "a"), ("4.", "b"), ("", "c"), ("9.", "d"), ("A.", "e"), ("一、", "f"), ("", "g")]


def test_contents_and_bookmarks() -> None:
    blocks = chunk("<p class=MsoToc1><a href='#_Toc1'>一、</a></p><h1><a name='_Toc1'></a>一、</h1>").blocks
    assert [(block.in_toc, block.anchors) for block in blocks] == [(True, ()), (False, ("_Toc1",))]


# tables


def test_table_with_spans() -> None:
    rows = "<tr><th rowspan=2>序号<th colspan=2>指标<tr><th>2020<th>2025<tr><td>1<td>5G<td>9700"
    table = chunk(f"<p>表</p><table><caption>表一</caption>{rows}</table>").tables[0]
    assert (table.xml_path, table.n_rows, table.n_cols, table.header_rows, table.first_block) == (
        "/html/body/table[1]",
        3,
        3,
        2,
        1,
    )
    assert table.cells == (
        Cell(0, 0, 2, 1, (2,)),
        Cell(0, 1, 1, 2, (3,)),
        Cell(1, 1, 1, 1, (4,)),
        Cell(1, 2, 1, 1, (5,)),
        Cell(2, 0, 1, 1, (6,)),
        Cell(2, 1, 1, 1, (7,)),
        Cell(2, 2, 1, 1, (8,)),
    )


def test_spans_end_with_their_group_and_head_rows_are_counted() -> None:
    html = (
        "<table><thead><tr><td rowspan=5>a<td>b</thead><tbody><tr><td"
        " rowspan=0>c<td>d<tr><td>e</tbody></table>"
    )
    table = chunk(html).tables[0]
    assert [(cell.row, cell.col, cell.row_span) for cell in table.cells] == [
        (0, 0, 1),
        (0, 1, 1),
        (1, 0, 2),
        (1, 1, 1),
        (2, 1, 1),
    ]
    assert table.header_rows == 1


def test_several_blocks_in_a_cell_and_a_nested_table() -> None:
    result = chunk(
        "<table><tr><td><p>a</p><p>b</p><table><tr><td>c</td></tr></table>d</td><td></td></tr></table>"
    )
    outer, inner = result.tables
    assert inner.parent == CellPlace(0, 0, 0)
    assert {block.text: block.cell for block in result.blocks} == {
        "d": CellPlace(0, 0, 0),
        "a": CellPlace(0, 0, 0),
        "b": CellPlace(0, 0, 0),
        "c": CellPlace(1, 0, 0),
    }
    assert [len(cell.blocks) for cell in outer.cells] == [3, 0]
    assert inner.xml_path == "/html/body/table[1]/tr[1]/td[1]/table[1]"


def test_absurd_spans_are_cut() -> None:
    table = chunk(
        "<table><tr><td colspan=99999999 rowspan=99999999>a<td colspan=-3 rowspan=x>b</table>"
    ).tables[0]
    assert [(cell.col, cell.row_span, cell.col_span) for cell in table.cells] == [(0, 1, 1), (1, 1, 1)]


def test_text_of_an_element_of_a_tree_parsed_elsewhere() -> None:
    tree = etree.HTML("<p>a<!-- b -->c <b> d</b></p>")
    assert [html_block_text(element) for element in tree.iter("p")] == ["ac d"]


@pytest.mark.skipif(not REAL.is_dir(), reason="shared/real, the collection of real files, is not here")
def test_real_documents_that_are_nothing_but_a_chunk_give_all_their_text() -> None:
    paths = sorted(REAL.glob("law_altchunk_*.docx"))
    for path in paths:
        package = open_package(path.read_bytes(), path.name)
        (part,) = package.related(package.main, "aFChunk")
        result = read_alt_chunk(part)
        assert result is not None
        body = result.tree.getroot().find("body")
        assert body is not None
        assert "".join("".join(block.text for block in result.blocks).split()) == "".join(
            "".join(map(str, body.itertext())).split()
        )
        assert result.blocks[0].heading_level == 1
    assert len(paths) >= 6
