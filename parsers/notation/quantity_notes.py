"""What a bracket behind a bound says of its end: 高于90%（含）, 90%以上（不含）, 超过3次（含3次）."""

import re
from dataclasses import replace
from typing import Final

from models.names import Qualifier
from parsers.notation.numerals import BLANK
from parsers.notation.quantity_core import Quantity
from parsers.notation.quantity_range import included

_WORDS: Final = "|".join(sorted(included(), key=lambda word: (-len(word), word)))
# （含）, （不含本数）, （含3次）
_NOTE: Final = re.compile(rf"{BLANK}?[（(](?:{_WORDS})(?P<again>[0-9.]+[^（）()，。]{{0,3}})?[）)]")
_CLOSED: Final[dict[Qualifier, Qualifier]] = {"over": "at_least"}
_OPEN: Final[dict[Qualifier, Qualifier]] = {"at_least": "over"}
_BOUNDS: Final = frozenset({"over", "at_least", "up_to"})


def with_note(text: str, folded: str, found: Quantity) -> Quantity:
    """A bound with the bracket behind it: 高于90%（含） is at least 90%, 90%以上（不含） more than that;
    超过3次（含3次） says the number again. Anything else as it is."""
    note = _NOTE.match(folded, found.end) if found.qualifier in _BOUNDS else None
    printed = folded[found.number_start : found.number_end]
    if note is None or (note["again"] and not note["again"].startswith(printed)):
        return found
    says = _OPEN if "不" in note[0] else _CLOSED
    qualifier = says.get(found.qualifier, found.qualifier)
    return replace(found, end=note.end(), raw=text[found.start : note.end()], qualifier=qualifier)
