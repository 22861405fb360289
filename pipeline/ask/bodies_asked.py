"""Everyday names of bodies in a question: 工信局 finds 工业和信息化局
(models/vocabulary/name_short_forms.csv)."""

from collections.abc import Iterable

from pipeline.tagging.abbreviation import key


def is_named(asked: str, name: str) -> bool:
    """Whether a name holds what is asked for, or its short form holds the short form of that.

    >>> is_named("工信局", "某市工业和信息化局")
    True
    """
    return asked in name or key(asked) in key(name)


def named(asked: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that are meant."""
    return tuple(name for name in names if is_named(asked, name))
