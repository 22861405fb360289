"""The name of a box's item that stands in the cell beside its text: 省级公园 | 共24个，面积89万公顷。"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from models.facts import Evidence, Figure, Structure
from pipeline.figures.heads import is_relational
from pipeline.figures.speech import speech_of
from pipeline.figures.words import metric_words, verbs

_NOTHING: Final = frozenset({"共", "共有", "共计", "总计", "合计", "有", "现有", "总数", "数量"})

_TOTAL: Final = "总"

Names = Mapping[int, Evidence]  # by the block of an item's text: where its title stands


def box_names(structure: Structure) -> Names:
    """The titles of items that have their text in another cell of the same row."""
    cells = {block.ordinal: block.cell for block in structure.document.blocks if block.cell}
    found: dict[int, Evidence] = {}
    for item in (item for box in structure.boxes for item in box.items):
        title = next((piece for piece in item.evidence if piece.field == "title"), None)
        here = cells.get(title.block) if title else None
        if title is None or here is None:
            continue
        for piece in item.evidence:
            there = cells.get(piece.block)
            if there and there.table == here.table and there.row == here.row and there.col > here.col:
                found[piece.block] = title
    return found


def with_box_name(figure: Figure, names: Names, structure: Structure) -> Figure:
    """The figure with the title of its item before a metric that says nothing alone: 面积, 共, 加固, or the
    number itself (机耕道 | 380公里)."""
    title = names.get(figure.block)
    if title is None or not (figure.metric == figure.raw or _says_little(figure.metric)):
        return figure
    name = structure.document.blocks[title.block].text[title.start : title.end].strip()
    nothing = figure.metric in _NOTHING or figure.metric in verbs() or figure.metric == figure.raw
    own = () if nothing else tuple(_restated(piece) for piece in figure.evidence if piece.field == "metric")
    others = tuple(piece for piece in figure.evidence if piece.field != "metric")
    said = Evidence(
        "metric", title.block, title.start, title.end, "value", "verbatim" if nothing else "normalised"
    )
    return replace(figure, metric=name if nothing else name + figure.metric, evidence=(*others, said, *own))


def _says_little(metric: str) -> bool:
    """Whether a metric names a measure, what is done, or both (改造总面积), and nothing that they are of."""
    if metric in _NOTHING or metric in metric_words("lead"):
        return True
    rest = metric[_deed_end(metric) :]
    return not rest or is_relational(rest) or rest.startswith(_TOTAL)


def _deed_end(metric: str) -> int:
    """Where the verbs end that a metric begins with: 加固, 累计建成."""
    doing = metric_words("action")
    words = speech_of(metric).words
    noun = (w for w in words if not w.tag.startswith("v") and metric[w.start : w.end] not in doing)
    return next((word.start for word in noun), len(metric))


def _restated(piece: Evidence) -> Evidence:
    return replace(piece, derivation="normalised")
