"""How the sample looks: the fonts and sizes of GB/T 9704-2012, as direct formatting (draft) or as styles
(final)."""

import re
from dataclasses import dataclass

from tests import builders as b

SONG, FANG, KAI, HEI, TITLE = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
BODY_SIZE = 16.0
KEEP = "<w:keepNext/>"
LINE = '<w:spacing w:line="560" w:lineRule="exact"/>'
TIGHT = '<w:spacing w:line="360" w:lineRule="exact"/>'
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:footnotePr><w:footnote w:id="-1"/><w:footnote'
    ' w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
_MARKS = re.compile(r"(\*\*.*?\*\*|\{[+?-].*?[+?-]\}|\{\d\}|¦)")


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's look: font, size in points, first-line indent in characters, alignment."""

    font: str
    size: float = BODY_SIZE
    bold: bool = False
    indent: int | None = 2
    align: str | None = None


HEADING_LOOKS = {1: Look(HEI), 2: Look(KAI), 3: Look(FANG, bold=True)}
BODY = Look(FANG, align="both")
TITLE_LOOK = Look(TITLE, 22, indent=None, align="center")
STYLE_IDS = {1: "1", 2: "2", 3: "3", "body": "ab", "title": "ac"}
TOC_IDS = ("TOC1", "TOC2", "TOC3")


def runs(text: str, look: Look | None) -> b.Xml:
    """The runs of a marked text (see model); without a look they take theirs from the style."""
    return b.Xml("".join(_piece(piece, look) for piece in _MARKS.split(text) if piece and piece != "¦"))


def _piece(piece: str, look: Look | None) -> b.Xml:
    def run(words: str, bold: bool = False) -> b.Xml:
        return b.run(
            words,
            bold=bold or (look is not None and look.bold),
            size=look.size if look else None,
            font=look.font if look else None,
        )

    if piece.startswith("**"):
        return run(piece[2:-2], bold=True)
    if piece.startswith("{+"):
        return b.insertion(run(piece[2:-2]))
    if piece.startswith("{-"):
        return b.deletion(piece[2:-2])
    if piece.startswith("{?"):
        return b.proof_error(run(piece[2:-2]))
    if re.fullmatch(r"\{\d\}", piece):
        return b.footnote_reference(int(piece[1]), size=look.size if look else None)
    return run(piece)


def paragraph(
    text: str, look: Look, *, spacing: str = LINE, border: bool = False, keep: bool = False
) -> b.Xml:
    """A Normal paragraph with direct formatting only."""
    return b.paragraph(
        runs(text, look),
        size=look.size,
        font=look.font,
        bold=look.bold,
        align=look.align,
        indent=look.indent,
        border=border,
        extra={"keepNext": KEEP if keep else "", "spacing": spacing},
    )


def centred(text: str, font: str, size: float, before: int = 0) -> b.Xml:
    """A centred line, `before` twentieths of a point below what precedes."""
    spacing = f'<w:spacing w:before="{before}" w:line="{round(size * 1.6 * 20)}" w:lineRule="exact"/>'
    return paragraph(text, Look(font, size, indent=None, align="center"), spacing=spacing, keep=True)


def _style_paragraph(look: Look) -> str:
    indent = (
        f'<w:ind w:firstLineChars="{look.indent * 100}" w:firstLine="{round(look.indent * look.size * 20)}"/>'
        if look.indent
        else ""
    )
    return LINE + indent + (f'<w:jc w:val="{look.align}"/>' if look.align else "")


def styles() -> str:
    """The styles of the final version, with the ids Chinese Word gives them (a is Normal, 1 is heading 1)."""
    parts = [b.style("a", "Normal", default=True)]
    for depth, look in HEADING_LOOKS.items():
        parts.append(
            b.style(
                STYLE_IDS[depth],
                f"heading {depth}",
                based_on="a",
                outline=depth,
                font=look.font,
                size=look.size,
                bold=look.bold,
                paragraph_xml=KEEP + _style_paragraph(look),
            )
        )
    for number, style_id in enumerate(TOC_IDS):
        tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8830"/></w:tabs>'
        tabs += f'<w:spacing w:line="480" w:lineRule="exact"/><w:ind w:left="{number * 320}"/>'
        parts.append(
            b.style(style_id, f"toc {number + 1}", based_on="a", font=FANG, size=14, paragraph_xml=tabs)
        )
    parts.append(
        b.style(
            STYLE_IDS["body"],
            "规划正文",
            based_on="a",
            font=BODY.font,
            size=BODY.size,
            paragraph_xml=_style_paragraph(BODY),
        )
    )
    parts.append(
        b.style(
            STYLE_IDS["title"],
            "Title",
            based_on="a",
            font=TITLE,
            size=22,
            paragraph_xml=_style_paragraph(TITLE_LOOK),
        )
    )
    return "".join(parts)


def _word_part(name: str, root: str, inner: str) -> b.Part:
    office = "openxmlformats.org"
    namespace = f'xmlns:w="http://schemas.{office}/wordprocessingml/2006/main"'
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {namespace}>{inner}</w:{root}>'
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    link = (f"rId_{name}", f"http://schemas.{office}/officeDocument/2006/relationships/{name}")
    return b.Part(f"word/{name}.xml", xml.encode(), kind, link)


def fallback_fonts() -> b.Part:
    """The font table: what to take where the fonts of the standard are not installed."""
    fonts = {TITLE: "宋体", FANG: "仿宋", KAI: "楷体", HEI: "SimHei"}
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in fonts.items()
    )
    return _word_part("fontTable", "fonts", rows)


def settings() -> b.Part:
    """Page numbers outside: odd pages right, even pages left."""
    return _word_part("settings", "settings", _SETTINGS)
