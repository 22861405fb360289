"""Styles and list definitions (ECMA-376 part 1, 17.7 and 17.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import quoteattr

from tests.builders.inline import Xml, run_properties

HeadingKind = Literal["english", "chinese", "wps"]


def style(
    style_id: str,
    name: str,
    *,
    based_on: str | None = None,
    outline: int | None = None,
    bold: bool = False,
    size: float | None = None,
    font: str | None = None,
    default: bool = False,
    paragraph_xml: str = "",
) -> Xml:
    """A paragraph style; `outline` counts from 1, `paragraph_xml` holds further children of its w:pPr."""
    properties = paragraph_xml + (f'<w:outlineLvl w:val="{outline - 1}"/>' if outline is not None else "")
    marked = ' w:default="1"' if default else ""
    parts = [
        (
            f'<w:style w:type="paragraph"{marked} w:styleId={quoteattr(style_id)}><w:name'
            f" w:val={quoteattr(name)}/>"
        ),
        f"<w:basedOn w:val={quoteattr(based_on)}/>" if based_on else "",
        "<w:qFormat/>",
        f"<w:pPr>{properties}</w:pPr>" if properties else "",
        run_properties(bold=bold, size=size, font=font),
        "</w:style>",
    ]
    return Xml("".join(parts))


def heading_style_id(kind: HeadingKind, depth: int) -> str:
    """The id `heading_styles(kind)` gives to the heading style of this depth (1, 2, …)."""
    return {"english": f"Heading{depth}", "chinese": f"标题{depth}", "wps": str(depth + 1)}[kind]


def heading_styles(kind: HeadingKind, depths: int = 4) -> Xml:
    """Normal and heading styles as English Word, Chinese templates (name 标题 1) and WPS (numeric ids, 1 is
    Normal) write them."""
    normal = "1" if kind == "wps" else "Normal"
    styles = [style(normal, "Normal", default=True)]
    for depth in range(1, depths + 1):
        name = f"标题 {depth}" if kind == "chinese" else f"heading {depth}"
        styles.append(
            style(
                heading_style_id(kind, depth),
                name,
                based_on=normal,
                outline=depth,
                bold=True,
                size=18 - depth,
            )
        )
    return Xml("".join(styles))


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` as in w:lvlText, such as %1、 or （%2）."""

    number_format: str
    text: str
    start: int = 1
    legal: bool = False
    style: str | None = None

    def xml(self, depth: int) -> str:
        """The w:lvl at this depth (from 0)."""
        style_link = f"<w:pStyle w:val={quoteattr(self.style)}/>" if self.style else ""
        legal = "<w:isLgl/>" if self.legal else ""
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="{self.start}"/><w:numFmt'
            f' w:val="{self.number_format}"/>{style_link}{legal}<w:suff w:val="nothing"/><w:lvlText'
            f' w:val={quoteattr(self.text)}/><w:lvlJc w:val="left"/></w:lvl>'
        )


def level(
    number_format: str, text: str, *, start: int = 1, legal: bool = False, style: str | None = None
) -> Level:
    """A level such as `level("japaneseCounting", "%1、")`."""
    return Level(number_format, text, start, legal, style)


def numbering(*lists: Sequence[Level]) -> Xml:
    """The children of w:numbering: list n of the arguments has the list id n (from 1)."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(item.xml(depth) for depth, item in enumerate(levels))}</w:abstractNum>"
        for number, levels in enumerate(lists, 1)
    )
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(lists) + 1)
    )
    return Xml(abstract + instances)
