"""What kind a file without a title is of: that of the last document in it, else what its opening calls it:
制定本办法, 提出如下意见, 有关事项通知如下."""

import re
from functools import cache
from itertools import islice
from typing import Final, cast

from models.facts import Structure
from models.names import DocumentKind
from models.vocabularies import read_rows

_OPENING: Final = 8  # paragraphs with text
_LONGEST_FORM: Final = 12
_UNNAMED: Final = "other"


def kind_of_document(structure: Structure) -> DocumentKind:
    """The kind of the document by its title, else that of the last document that the file holds, else what
    its opening calls it; `other` where none says."""
    if structure.kind != _UNNAMED or structure.title_blocks:
        return structure.kind
    held = next((part.kind for part in reversed(structure.parts) if part.kind != _UNNAMED), None)
    if held is not None:
        return held
    texts = (block.text for block in structure.document.blocks if block.text.strip())
    found = (_self_named().search(text) for text in islice(texts, _OPENING))
    named = next((match for match in found if match), None)
    return _forms()[named["form"] or named["told"]] if named else structure.kind


@cache
def _forms() -> dict[str, DocumentKind]:
    return {row["word"]: cast(DocumentKind, row["kind"]) for row in read_rows("document_forms")}


@cache
def _self_named() -> re.Pattern[str]:
    """制定|本|实施|方案, 提出|如下|意见, 通知|如下."""
    forms = "|".join(re.escape(word) for word in sorted(_forms(), key=len, reverse=True))
    making = "|".join(row["word"] for row in read_rows("self_naming") if row["use"] == "making")
    this = "|".join(row["word"] for row in read_rows("self_naming") if row["use"] == "this")
    after = "|".join(row["word"] for row in read_rows("self_naming") if row["use"] == "after")
    return re.compile(
        rf"(?:{making})了?(?:{this})[^，。；：、《》]{{0,{_LONGEST_FORM}}}?(?P<form>{forms})(?=[，。；：（(]|$)"
        rf"|(?P<told>{forms})(?:{after})"
    )
