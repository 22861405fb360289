"""Names of the parts of OOXML that reading needs (ECMA-376 Part 1, WordprocessingML)."""

from typing import Final

from lxml.etree import _Element as Element

W_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC_NAMESPACE: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH_NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATIONSHIP_NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def w(name: str) -> str:
    """`{namespace}name` of a WordprocessingML element or attribute."""
    return f"{{{W_NAMESPACE}}}{name}"


PARAGRAPH: Final = w("p")
TABLE: Final = w("tbl")
ROW: Final = w("tr")
CELL: Final = w("tc")
RUN: Final = w("r")
TEXT: Final = w("t")
VAL: Final = w("val")
PARAGRAPH_PROPERTIES: Final = w("pPr")
RUN_PROPERTIES: Final = w("rPr")
CONTENT_CONTROL: Final = w("sdt")
CONTROL_CONTENT: Final = w("sdtContent")
TEXT_BOX: Final = w("txbxContent")
ALTERNATE_CONTENT: Final = f"{{{MC_NAMESPACE}}}AlternateContent"
CHOICE: Final = f"{{{MC_NAMESPACE}}}Choice"
FALLBACK: Final = f"{{{MC_NAMESPACE}}}Fallback"
MATH_TEXT: Final = f"{{{MATH_NAMESPACE}}}t"
RELATIONSHIP_ID: Final = f"{{{RELATIONSHIP_NAMESPACE}}}id"

# what wraps blocks, rows or cells without being one of them (17.5 customXml, sdt; 17.13.5 ins, moveTo)
TRANSPARENT: Final = frozenset(
    {
        CONTENT_CONTROL,
        CONTROL_CONTENT,
        w("customXml"),
        w("smartTag"),
        w("ins"),
        w("moveTo"),
        ALTERNATE_CONTENT,
        CHOICE,
    }
)

_MOST_DIGITS: Final = 10
OFF_VALUES: Final = frozenset({"0", "false", "off"})


def properties_of(element: Element | None) -> dict[str, Element]:
    """The children by tag, for property lists (w:pPr, w:rPr, …) whose members occur once: one pass beats a
    search for each."""
    return {} if element is None else {child.tag: child for child in element}


def value_of(properties: dict[str, Element], tag: str) -> str | None:
    """The w:val of a property, None when it is not there or has none."""
    element = properties.get(tag)
    return None if element is None else element.get(VAL)


def whole_number(text: str | None) -> int | None:
    """A number as attributes hold it, None for anything else: ①, ² and numbers of many digits among them."""
    return int(text) if text is not None and text.isdecimal() and len(text) < _MOST_DIGITS else None
