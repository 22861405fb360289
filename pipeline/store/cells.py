"""Cells of rows read back from the views, with the type that their column has."""

from decimal import Decimal


def integer(value: object) -> int:
    """An integer column that is never NULL."""
    assert isinstance(value, int)
    return value


def integer_or_none(value: object) -> int | None:
    """An integer column, None for NULL."""
    return None if value is None else integer(value)


def text_or_empty(value: object) -> str:
    """A text column, '' for NULL."""
    return "" if value is None else str(value)


def decimal_or_none(value: object) -> Decimal | None:
    """The exact number of a `…_text` column, None for NULL."""
    return None if value is None else Decimal(str(value))
