"""The cells of tables that are read like paragraphs, with the time that their column hands on to them."""

from collections.abc import Mapping

from models.facts import Structure
from parsers.tables.table_periods import Stated
from parsers.tables.text_cells import text_cells
from pipeline.figures.anchors import Place
from pipeline.figures.times import Time


def cells_of(structure: Structure) -> Mapping[int, Time | None]:
    """By the ordinal of a cell's block: the time that its column's name or the table's caption states."""
    return {block: _time(stated) for block, stated in text_cells(structure).items()}


def _time(stated: Stated | None) -> Time | None:
    pieces = stated.place.pieces() if stated else ()
    if stated is None or not pieces:
        return None
    piece = pieces[0]
    place = Place(piece.block, piece.start, piece.end)
    return Time(place, stated.text, stated.start or stated.end, stated.end)
