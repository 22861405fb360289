"""Quantities: numbers with units and modifiers, in running text and in table cells."""

from parsers.notation.quantity_cell import is_missing, is_scale, read_quantity
from parsers.notation.quantity_core import Quantity
from parsers.notation.quantity_text import find_quantities
from parsers.notation.quantity_words import read_unit

__all__ = ["Quantity", "find_quantities", "is_missing", "is_scale", "read_quantity", "read_unit"]
