"""How large an answer may be: an assistant pays for every character, and a cut one must say so."""

import json
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, Final

MOST_ITEMS: Final = 50
MOST_CHARACTERS: Final = 40_000
"""Of the JSON of an answer."""
LONGEST_TEXT: Final = 600
LONGEST_LIST: Final = 8
"""Evidence, other places, citations of one item."""
_BETWEEN: Final = ", "

Item = dict[str, Any]


def portion(limit: int) -> int:
    """How many items are given where `limit` are asked for."""
    return min(max(limit, 1), MOST_ITEMS)


def fitted(items: Iterable[Item], total: int, **told: object) -> Item:
    """An answer: what is told of the question, `n` (all that there are), the items that fit, and how many are
    left out. Long texts end in …, long lists say how many they leave out."""
    shown = [_shortened(item) for item in items]
    sizes = accumulate(
        (_size(item) + len(_BETWEEN) for item in shown), initial=_size(_answer([], total, told))
    )
    fitting = sum(size <= MOST_CHARACTERS for size in sizes) - 1
    return _answer(shown[: max(fitting, 0)], total, told)


def _answer(items: Sequence[Item], total: int, told: dict[str, object]) -> Item:
    return {**told, "n": total, "items": [*items], "left_out": max(total - len(items), 0)}


def _size(answer: object) -> int:
    return len(json.dumps(answer, ensure_ascii=False))


def _shortened(value: Any) -> Any:
    """The value without what is empty: None, '' and empty lists."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST_TEXT else value[: LONGEST_TEXT - 1] + "…"
    if isinstance(value, dict):
        kept = {name: _shortened(one) for name, one in value.items() if one not in (None, "", [], ())}
        over = {
            f"{name}_left_out": len(one) - LONGEST_LIST
            for name, one in value.items()
            if isinstance(one, list | tuple) and len(one) > LONGEST_LIST
        }
        return kept | over
    if isinstance(value, list | tuple):
        return [_shortened(one) for one in value[:LONGEST_LIST]]
    return value
