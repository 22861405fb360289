"""Another place or body a number is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from models.facts import Mention
from models.vocabularies import read_rows
from pipeline.figures.clauses import Span
from pipeline.figures.metrics import Draft
from pipeline.figures.words import BLANKS

_PLACE = re.compile("[一-鿿]{2,4}?(?:自治[州县区旗]|[省市县])(?=[一-鿿“])")
_BETWEEN = re.compile(rf"[{BLANKS}、和与及]+")


@dataclass(frozen=True, slots=True)
class Subject:
    """The name and where it is printed; `place` when it is a place, not a body."""

    name: str
    span: Span
    place: bool


def subject_of(draft: Draft, view: str, bracket: int | None, mentions: Sequence[Mention], own: str) -> Subject | None:
    """The place or body that the phrase before the number begins with, or that the number's bracket stands behind.

    Without `mentions` a place is told by its suffix alone. `own` is the document's place ("" when unknown), which is no subject.
    """
    begin, end = _front(draft)
    found = _at(view, begin, end, mentions) or (_before(mentions, bracket) if bracket is not None else None)
    return None if found is None or _is_own(found.name, own) else found


def _front(draft: Draft) -> Span:
    """The words before the number, from the first that says something."""
    spans = [span for span in draft.metric if span[0] < draft.quantity.start and span[0] >= draft.begin]
    return (min((span[0] for span in spans), default=draft.begin), draft.quantity.start)


def _at(view: str, begin: int, end: int, mentions: Sequence[Mention]) -> Subject | None:
    while begin < end and view[begin] in BLANKS + "，、而但\0":
        begin += 1
    for mention in mentions:
        if mention.start == begin and mention.end < end and mention.depth == 0:
            return Subject(mention.text, (mention.start, mention.end), mention.label == "LOC")
    if mentions:
        return None
    match = _PLACE.match(view, begin, end)
    return Subject(match[0], match.span(), True) if match and not _lookalike(match[0]) else None


def _before(mentions: Sequence[Mention], bracket: int) -> Subject | None:
    """The places enumerated right before a bracket: 广州、深圳（均超3万座）."""
    places = sorted((m for m in mentions if m.label == "LOC" and m.depth == 0 and m.end <= bracket), key=lambda m: -m.end)
    if not places or places[0].end != bracket:
        return None
    first = places[0]
    return Subject(first.text, (first.start, first.end), True)


@cache
def _lookalikes() -> tuple[str, ...]:
    return tuple(row["word"] for row in read_rows("place_lookalikes"))


def _lookalike(name: str) -> bool:
    return name.endswith(_lookalikes()) or name[0] in "全我本各"


def _is_own(name: str, own: str) -> bool:
    return bool(own) and (name in own or own in name)
