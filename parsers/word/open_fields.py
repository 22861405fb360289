"""Fields that are open where a paragraph begins: a complex field may run over paragraphs (ECMA-376 Part 1,
§17.16.18), and the text of its code is not shown in any of them."""

from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from parsers.word.ooxml import CELL, FALLBACK, PARAGRAPH, ROW, TABLE, TEXT_BOX, w

_CHARACTER: Final = w("fldChar")
_KIND: Final = w("fldCharType")
_CODE: Final = w("instrText")
_PASSED_OVER: Final = (FALLBACK, *map(w, ("del", "moveFrom", "rPr", "pPr", "sdtPr", "rt")))
_FRAMES: Final = (PARAGRAPH, TEXT_BOX, TABLE, ROW, CELL)
Open = list[list[str | bool]]
"""As `FieldState.open`: for each field, its code so far and whether its result has begun."""


def open_fields(root: Element) -> dict[Element, Open]:
    """For each paragraph that begins inside a field the fields open there; by one pass over the part."""
    found: dict[Element, Open] = {}
    fields: Open = []
    walk = etree.iterwalk(root, events=("start",), tag=(*_PASSED_OVER, PARAGRAPH, _CHARACTER, _CODE))
    for _, element in walk:
        if element.tag in _PASSED_OVER:
            walk.skip_subtree()
        elif element.tag == PARAGRAPH:
            if fields:
                found[element] = [list(one) for one in fields]
        elif not _is_in_paragraph(element):
            continue
        elif element.tag == _CODE and fields:
            fields[-1][0] = f"{fields[-1][0]}{element.text or ''}"
        elif element.tag == _CHARACTER:
            _change(fields, element.get(_KIND))
    return found


def _is_in_paragraph(element: Element) -> bool:
    """Properties of rows and the like hold no text, whatever a broken file puts there."""
    return next((above.tag for above in element.iterancestors() if above.tag in _FRAMES), None) == PARAGRAPH


def _change(fields: Open, kind: str | None) -> None:
    if kind == "begin":
        fields.append(["", False])
    elif kind == "separate" and fields:
        fields[-1][1] = True
    elif kind == "end" and fields:
        fields.pop()
