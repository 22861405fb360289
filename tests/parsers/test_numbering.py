"""Automatic numbers: what Word shows before a paragraph of a list."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from parsers.word.numbering import Counter, Numbering
from parsers.word.ooxml import w
from parsers.word.styles import ParagraphStyle, Styles

_SHARED = Path(__file__).resolve().parents[2].parent / "shared"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
needs_shared = pytest.mark.skipif(not _SHARED.is_dir(), reason="the shared test data is not on this machine")


def level(
    depth: int, text: str, number_format: str = "decimal", start: int | None = 1, more: str = ""
) -> str:
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{depth}">{begins}<w:numFmt w:val="{number_format}"/>{more}<w:lvlText'
        f' w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *inner: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(inner)}</w:abstractNum>'


def num(number: int, definition: int, inner: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{inner}</w:num>'


def override(depth: int, start: int | None = None, inner: str = "") -> str:
    begins = "" if start is None else f'<w:startOverride w:val="{start}"/>'
    return f'<w:lvlOverride w:ilvl="{depth}">{begins}{inner}</w:lvlOverride>'


def numbering(*inner: str, styles: str = "") -> Numbering:
    style_root = etree.fromstring(f"<w:styles {_NAMESPACES}>{styles}</w:styles>")
    return Numbering(
        etree.fromstring(f"<w:numbering {_NAMESPACES}>{''.join(inner)}</w:numbering>"), Styles(style_root)
    )


def labels(numbered: Numbering, *paragraphs: tuple[int, int]) -> list[str]:
    counter = numbered.counter()
    return [counter.label(str(num_id), depth) for num_id, depth in paragraphs]


THREE = abstract(
    0, level(0, "%1、", "chineseCounting"), level(1, "（%2）", "chineseCounting"), level(2, "%3.")
) + num(1, 0)
LEGAL = abstract(0, level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3")) + num(1, 0)


def test_levels_of_a_government_document() -> None:
    seen = labels(numbering(THREE), (1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1))
    assert seen == ["一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"]


def test_start_values_and_formats_of_several_levels() -> None:
    definition = abstract(
        0, level(0, "第%1章", "chineseCountingThousand", 3), level(1, "%1-%2", "upperRoman", 0)
    ) + num(1, 0)
    assert labels(numbering(definition), (1, 0), (1, 1), (1, 1)) == ["第三章", "三-", "三-I"]


def test_a_skipped_level_stands_at_its_start_and_counts_as_used() -> None:
    assert labels(numbering(LEGAL), (1, 2), (1, 1), (1, 0)) == ["1.1.1", "1.2", "2"]


def test_legal_numbering_is_decimal_throughout() -> None:
    definition = abstract(
        0, level(0, "%1", "chineseCounting"), level(1, "%1.%2", "upperLetter", more="<w:isLgl/>")
    ) + num(1, 0)
    assert labels(numbering(definition), (1, 0), (1, 1)) == ["一", "1.1"]
    assert labels(numbering(definition.replace("<w:isLgl/>", '<w:isLgl w:val="0"/>')), (1, 0), (1, 1)) == [
        "一",
        "一.A",
    ]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (None, ["1", "1.1", "1.1.1", "1.2", "1.2.1", "2", "2.1.1"]),
        (0, ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.1.3"]),
        (1, ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.1.1"]),
    ],
)
def test_level_restart(limit: int | None, expected: list[str]) -> None:
    more = "" if limit is None else f'<w:lvlRestart w:val="{limit}"/>'
    definition = abstract(0, level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3", more=more)) + num(1, 0)
    assert labels(numbering(definition), (1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)) == expected


def test_a_restart_above_the_level_itself_is_ignored() -> None:
    definition = abstract(0, level(0, "%1"), level(1, "%1.%2", more='<w:lvlRestart w:val="9"/>')) + num(1, 0)
    assert labels(numbering(definition), (1, 0), (1, 1), (1, 0), (1, 1)) == ["1", "1.1", "2", "2.1"]


def test_lists_of_one_definition_go_on_counting() -> None:
    assert labels(numbering(LEGAL, num(2, 0)), (1, 0), (2, 0), (1, 0), (2, 1)) == ["1", "2", "3", "3.1"]


def test_lists_of_different_definitions_do_not() -> None:
    assert labels(numbering(LEGAL, abstract(1, level(0, "%1)")), num(2, 1)), (1, 0), (2, 0), (1, 0)) == [
        "1",
        "1)",
        "2",
    ]


def test_a_start_override_restarts_once_for_all_lists_of_the_definition() -> None:
    document = numbering(LEGAL, num(2, 0, override(0, 1)))
    assert labels(document, (1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (2, 0)) == ["1", "2", "1", "2", "3", "4"]


def test_a_start_override_holds_when_its_level_restarts() -> None:
    document = numbering(LEGAL, num(2, 0, override(1, 5)))
    assert labels(document, (2, 0), (2, 1), (2, 1), (2, 0), (2, 1)) == ["1", "1.5", "1.6", "2", "2.5"]


def test_an_override_without_a_value_starts_at_zero() -> None:
    assert labels(
        numbering(LEGAL, num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride/></w:lvlOverride>')), (2, 0)
    ) == ["0"]


def test_a_whole_level_can_be_overridden() -> None:
    document = numbering(LEGAL, num(2, 0, override(0, inner=level(0, "附%1", "upperLetter"))))
    assert labels(document, (1, 0), (2, 0), (1, 0)) == ["1", "附B", "3"]


@pytest.mark.parametrize("more", ["", '<w:lvlPicBulletId w:val="0"/>'])
def test_a_bullet_is_no_number_but_restarts_what_is_below(more: str) -> None:
    kind = "decimal" if more else "bullet"
    document = numbering(abstract(0, level(0, "•", kind, more=more), level(1, "%2)")), num(1, 0))
    assert labels(document, (1, 0), (1, 1), (1, 1), (1, 0), (1, 1)) == ["", "1)", "2)", "", "1)"]


@pytest.mark.parametrize(
    ("num_id", "depth"), [("0", 0), ("7", 0), ("1", 8), ("1", -1), ("", 0), ("2", 0), ("3", 0)]
)
def test_what_is_not_there_has_no_label(num_id: str, depth: int) -> None:
    document = numbering(LEGAL, num(2, 99), '<w:num w:numId="3"/>', num(0, 0))
    assert document.counter().label(num_id, depth) == ""


def test_without_a_numbering_part_nothing_is_numbered() -> None:
    assert Numbering(None, Styles(None)).counter().label("1", 0) == ""


def test_missing_parts_of_a_level() -> None:
    bare = (
        '<w:lvl w:ilvl="0"/><w:lvl w:ilvl="1"><w:lvlText w:val="%2"/></w:lvl><w:lvl w:ilvl="2"><w:lvlText'
        ' w:null="1"/></w:lvl><w:lvl/>'
    )
    assert labels(numbering(abstract(0, bare), num(1, 0)), (1, 0), (1, 1), (1, 1), (1, 2)) == [
        "",
        "0",
        "1",
        "",
    ]


def test_no_number_but_a_fixed_text() -> None:
    assert labels(numbering(abstract(0, level(0, "附件%1：", "none")), num(1, 0)), (1, 0)) == ["附件："]


def test_a_percent_sign_that_is_no_placeholder_stays() -> None:
    assert labels(numbering(abstract(0, level(0, "%%1%0 100%")), num(1, 0)), (1, 0)) == ["%1%0 100%"]


def test_a_deeper_level_in_the_text_shows_nothing() -> None:
    assert labels(numbering(abstract(0, level(0, "%1-%2"), level(1, "%2")), num(1, 0)), (1, 0)) == ["1-"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [("001, 002, 003, ...", "001"), ("①, ②, ③, ...", "①"), ("who knows", "I")],
)
def test_a_custom_format_counts_if_it_is_understood(choice: str, expected: str) -> None:
    formats = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom"'
        f' w:format="{choice}"/></mc:Choice><mc:Fallback><w:numFmt'
        ' w:val="upperRoman"/></mc:Fallback></mc:AlternateContent>'
    )
    text = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{formats}<w:lvlText w:val="%1"/></w:lvl>'
    assert labels(numbering(abstract(0, text), num(1, 0)), (1, 0)) == [expected]


def test_formats_nobody_knows_are_decimal_and_reported() -> None:
    strange = level(0, "%1", "hindiCounting") + level(1, "%2", "custom")
    document = numbering(abstract(0, strange), num(1, 0), LEGAL.replace('Id="0"', 'Id="5"'))
    assert labels(document, (1, 0), (1, 1)) == ["1", "1"]
    assert document.unknown_formats == ("custom", "hindiCounting")


def style(style_id: str, numbers: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name'
        f' w:val="{style_id}"/>{parent}<w:pPr><w:numPr>{numbers}</w:numPr></w:pPr></w:style>'
    )


@pytest.mark.parametrize("with_fallback", [False, True])
def test_a_numbering_style_lends_its_levels(with_fallback: bool) -> None:
    link = "" if with_fallback else '<w:numId w:val="1"/>'
    document = numbering(
        abstract(0, '<w:styleLink w:val="Outline"/>', level(0, "第%1条")),
        abstract(1, '<w:numStyleLink w:val="Outline"/>'),
        num(1, 0),
        num(2, 1),
        styles=style("Outline", link, kind="numbering"),
    )
    assert labels(document, (2, 0), (2, 0)) == ["第1条", "第2条"]


def test_numbering_styles_that_point_at_each_other_end() -> None:
    document = numbering(
        abstract(0, '<w:numStyleLink w:val="B"/>'),
        abstract(1, '<w:numStyleLink w:val="A"/>'),
        num(1, 0),
        num(2, 1),
        styles=style("A", '<w:numId w:val="1"/>', kind="numbering")
        + style("B", '<w:numId w:val="2"/>', kind="numbering"),
    )
    assert labels(document, (1, 0)) == [""]


LINKED = abstract(
    0,
    level(0, "%1", more='<w:pStyle w:val="H1"/>'),
    level(1, "%1.%2", more='<w:pStyle w:val="H2"/>'),
    level(2, "%1.%2.%3"),
) + num(1, 0)


def style_labels(*paragraphs: tuple[str, str | None, int | None], styles: str) -> list[str]:
    root = etree.fromstring(f"<w:styles {_NAMESPACES}>{styles}</w:styles>")
    resolved = Styles(root)
    counter = Numbering(
        etree.fromstring(f"<w:numbering {_NAMESPACES}>{LINKED}</w:numbering>"), resolved
    ).counter()
    return [
        counter.paragraph_label(resolved.paragraph(style_id), num_id, depth)
        for style_id, num_id, depth in paragraphs
    ]


def test_a_style_takes_the_level_that_names_it() -> None:
    of_list = '<w:numId w:val="1"/>'
    known = (
        style("H1", of_list)
        + style("H2", f'<w:ilvl w:val="7"/>{of_list}')
        + style("Sub", based_on="H2")
        + style("Own", '<w:ilvl w:val="2"/>', "H2")
    )
    assert style_labels(
        ("H1", None, None), ("H2", None, None), ("Sub", None, None), ("Own", None, None), styles=known
    ) == [
        "1",
        "1.1",
        "1.2",
        "1.2.1",
    ]


def test_the_paragraph_goes_before_its_style() -> None:
    known = style("H1", '<w:numId w:val="1"/>') + style("Plain")
    asked = (
        ("H1", None, None),
        ("H1", None, 1),
        ("H1", "0", None),
        ("H1", "9", None),
        ("Plain", "1", None),
        ("Plain", "1", 2),
        ("Plain", None, 1),
    )
    assert style_labels(*asked, styles=known) == ["1", "1.1", "", "", "2", "2.1.1", ""]


def test_two_stories_count_apart() -> None:
    document = numbering(LEGAL)
    first, second = document.counter(), document.counter()
    assert [first.label("1", 0), first.label("1", 0), second.label("1", 0)] == ["1", "2", "1"]


def outline_numbers(depths: list[int]) -> Iterator[str]:
    """Numbers an outline as a person would: the item's place among its siblings, a skipped parent standing
    at 1."""
    path: list[int] = []
    for depth in depths:
        path = [*path[: depth + 1], *([1] * (depth - len(path)))]
        path = [*path[:depth], path[depth] + 1 if len(path) > depth else 1]
        yield ".".join(map(str, path))


@given(st.lists(st.integers(0, 2), max_size=30))
def test_any_outline_is_numbered_like_a_person_would(depths: list[int]) -> None:
    assert labels(numbering(LEGAL), *((1, depth) for depth in depths)) == list(outline_numbers(depths))


# --- measured on real files: the text of each item is the number Word counted it as ---


def part(path: Path, name: str) -> etree._Element | None:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name)) if name in package.namelist() else None


def numbered_paragraphs(path: Path) -> Iterator[tuple[str, str]]:
    """Label and text of each paragraph in a list."""
    document = part(path, "word/document.xml")
    styles = Styles(part(path, "word/styles.xml"))
    counter = Numbering(part(path, "word/numbering.xml"), styles).counter()
    for paragraph in document.iter(w("p")) if document is not None else ():
        label = label_of(paragraph, styles, counter)
        if label:
            yield label, "".join(text.text or "" for text in paragraph.iter(w("t")))


def label_of(paragraph: etree._Element, styles: Styles, counter: Counter) -> str:
    def value(name: str) -> str | None:
        element = paragraph.find(f"{w('pPr')}/{name}")
        return None if element is None else element.get(w("val"))

    style: ParagraphStyle = styles.paragraph(value(w("pStyle")))
    depth = value(f"{w('numPr')}/{w('ilvl')}")
    return counter.paragraph_label(
        style, value(f"{w('numPr')}/{w('numId')}"), None if depth is None else int(depth)
    )


def read_chinese(text: str) -> int:
    """十二 and 二十 up to 99, digit by digit above."""
    if "十" not in text:
        return int(text.translate(str.maketrans("○一二三四五六七八九", "0123456789")))
    tens, _, ones = text.partition("十")
    return 10 * (read_chinese(tens) if tens else 1) + (read_chinese(ones) if ones else 0)


def read_letters(text: str, rounds: int) -> int:
    return 26 * (len(text) - 1) + ord(text[0]) - ord("A") + 1 + 780 * rounds


def equal_values(file: str) -> tuple[int, int]:
    """How many labels read back as their paragraph's text, and how many there are."""
    paths = list((_SHARED / "real").rglob(file))
    assert len(paths) == 1
    seen = [(label.removesuffix("|"), int(text)) for label, text in numbered_paragraphs(paths[0])]
    if "chineseCounting" in file or "zh_counting" in file:
        read = [read_chinese(label) for label, _ in seen]
    elif "upperLetter" in file:
        read = [read_letters(label, (value - 1) // 780) for label, value in seen]
    else:
        read = [int(label.rstrip("stndrh")) for label, _ in seen]
    return sum(value == expected for value, (_, expected) in zip(read, seen, strict=True)), len(seen)


@needs_shared
@pytest.mark.parametrize(
    ("file", "items"),
    [
        ("numbering_zh_counting.docx", 3482),
        ("oxpt_LIR001_en_US_ordinal*.docx", 3500),
        ("oxpt_LIR003_en_US_upperLetter*.docx", 3500),
    ],
)
def test_thousands_of_items_of_a_real_list(file: str, items: int) -> None:
    assert equal_values(file) == (items, items)


@needs_shared
def test_every_readable_real_document_is_numbered_without_an_error() -> None:
    items = []
    for path in sorted((_SHARED / "real").rglob("*.doc?")):
        try:
            items.append(len(list(numbered_paragraphs(path))))
        except (zipfile.BadZipFile, etree.XMLSyntaxError):
            continue  # the package itself is broken
    assert len(items) > 100
    assert sum(items) > 14_000
