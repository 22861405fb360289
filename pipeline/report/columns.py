"""Rows as compact JSON: a list a column, repeated values pooled, safe inside a script element."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Final

from pipeline.store.held import Row

Column = list[object] | dict[str, list[object]]
# What could end a script element, begin a comment or an entity, or break a line of a script.
_UNSAFE: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_POOLED_BELOW: Final = 0.6


def column(values: Sequence[object]) -> Column:
    """The values; where many repeat: {"p": distinct values by first use, "i": index of each}, and no "i"
    when all are the same."""
    pool = dict.fromkeys(values)
    if values and len(pool) == 1:
        return {"p": list(pool)}
    texts = any(isinstance(value, str) for value in pool)
    if not texts or len(pool) > _POOLED_BELOW * len(values):
        return list(values)
    numbers = {value: number for number, value in enumerate(pool)}
    return {"p": list(pool), "i": [numbers[value] for value in values]}


def columns(rows: Sequence[Row], names: Iterable[str]) -> dict[str, object]:
    """{"n": number of rows, column name: its values}."""
    return {"n": len(rows), **{name: column([row[name] for row in rows]) for name in names}}


def typed_columns(rows: Sequence[object], names: Iterable[str]) -> dict[str, object]:
    """The same of rows that have fields of these names."""
    return {"n": len(rows), **{name: column([getattr(row, name) for row in rows]) for name in names}}


def shared_length(one: Sequence[object], other: Sequence[object]) -> int:
    """How many members the two have in common from the beginning on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def paths(values: Sequence[str]) -> dict[str, object]:
    """XPaths as what each shares with the one before: {"shared": number of characters, "rest": the
    others}."""
    shared: list[object] = []
    rest = []
    before = ""
    for value in values:
        length = shared_length(before, value)
        shared.append(length)
        rest.append(value[length:])
        before = value
    return {"shared": shared, "rest": column(rest)}


def script_json(value: Mapping[str, object]) -> str:
    """JSON that may stand inside a script element, whatever the texts hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
