"""What Word shows beside text and nobody here reads: pictures, charts, SmartArt, embedded objects,
formulas."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from models.names import ObjectKind
from parsers.word.ooxml import MATH_NAMESPACE, w

_DRAWING, _VML, _EMBEDDED = w("drawing"), w("pict"), w("object")
_FORMULA = f"{{{MATH_NAMESPACE}}}oMath"
OBJECTS = frozenset({_DRAWING, _VML, _EMBEDDED, _FORMULA})
"""Tags of elements inside a run or paragraph that hold such objects."""
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_VML_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_BY_URI: tuple[tuple[str, ObjectKind], ...] = (
    ("chart", "chart"),
    ("chartex", "chart"),
    ("diagram", "smartart"),
    ("picture", "picture"),
)


def objects_in(element: Element) -> Iterator[ObjectKind]:
    """The kinds of the objects one such element holds; a shape that only frames text is none."""
    if element.tag == _FORMULA:
        yield "formula"
    elif element.tag == _EMBEDDED:
        yield "ole_object"
    elif element.tag == _VML:
        for _picture in element.iter(_VML_PICTURE):
            yield "picture"
    else:
        yield from _drawn(element)


def _drawn(drawing: Element) -> Iterator[ObjectKind]:
    """By the URI of the graphic (20.1.2.2.17); in a group or canvas the pictures inside count."""
    for graphic in drawing.iter(_GRAPHIC):
        name = (graphic.get("uri") or "").rpartition("/")[2]
        kind = dict(_BY_URI).get(name)
        if kind is not None:
            yield kind
            continue
        for _picture in graphic.iter(_PICTURE):
            yield "picture"
