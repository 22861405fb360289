"""Fields that are open where a paragraph begins: a complex field may run over paragraphs (ECMA-376 Part 1,
§17.16.18), and the text of its code is not shown in any of them."""

from typing import Final

from lxml.etree import _Element as Element

from parsers.word.ooxml import CELL, FALLBACK, PARAGRAPH, ROW, TABLE, TEXT_BOX, w

_CHARACTER: Final = w("fldChar")
_KIND: Final = w("fldCharType")
_CODE: Final = w("instrText")
_PASSED_OVER: Final = frozenset({FALLBACK, *map(w, ("del", "moveFrom", "rPr", "pPr", "sdtPr", "rt"))})
_FRAMES: Final = frozenset({PARAGRAPH, TEXT_BOX, TABLE, ROW, CELL})
Open = list[list[str | bool]]
"""As `FieldState.open`: for each field, its code so far and whether its result has begun."""


def open_fields(root: Element) -> dict[Element, Open]:
    """For each paragraph that begins inside a field the fields open there; by one pass over the part."""
    found: dict[Element, Open] = {}
    fields: Open = []
    for element in root.iter(PARAGRAPH, _CHARACTER, _CODE):
        tag = element.tag
        if tag == PARAGRAPH:
            if fields:
                found[element] = [list(one) for one in fields]
        elif not _is_read(element):
            continue
        elif tag == _CHARACTER:
            _change(fields, element.get(_KIND))
        elif fields:
            fields[-1][0] = f"{fields[-1][0]}{element.text or ''}"
    return found


def _is_read(element: Element) -> bool:
    """Whether it is text of a paragraph: properties of rows and the like hold none, whatever a broken file
    puts there, and what is deleted or falls back is passed over."""
    tags = [str(above.tag) for above in element.iterancestors()]
    return next(filter(_FRAMES.__contains__, tags), None) == PARAGRAPH and _PASSED_OVER.isdisjoint(tags)


def _change(fields: Open, kind: str | None) -> None:
    if kind == "begin":
        fields.append(["", False])
    elif kind == "separate" and fields:
        fields[-1][1] = True
    elif kind == "end" and fields:
        fields.pop()
