"""Members of an enumeration whose values have a verb each: 进口、出口分别下降2%、增长8.6%."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.figures.clauses import View
from pipeline.figures.enumerations import Segment
from pipeline.figures.words import BLANKS, verb_ending

# 分别, 各自: the amounts belong to the things by turns
_EACH: Final = re.compile("分别|各自")
_MOST_VERBS: Final = 3  # 同比略有增长


def own_verbs(view: View, segments: Sequence[Segment]) -> dict[int, tuple[int, int]]:
    """The place of each segment in its run and how many segments that has, by the segment's number: a run
    begins with 分别 and goes on with nothing but a verb before each value."""
    places: dict[int, tuple[int, int]] = {}
    for at, first in enumerate(segments):
        if first.number in places or not _is_single(first) or not _begins(view, first):
            continue
        run = [first]
        for segment in segments[at + 1 :]:
            if not _is_single(segment) or not _is_verb(view, segment):
                break
            run.append(segment)
        if len(run) > 1:
            places |= {segment.number: (place, len(run)) for place, segment in enumerate(run)}
    return places


def _is_single(segment: Segment) -> bool:
    return len(segment.groups) == 1 and len(segment.groups[0]) == 1


def _begins(view: View, segment: Segment) -> bool:
    return _EACH.search(view, segment.begin, segment.groups[0][0].start) is not None


def _is_verb(view: View, segment: Segment) -> bool:
    """Whether verbs between phrase and number are all that stands before the value."""
    said = view[segment.begin : segment.groups[0][0].start].strip(BLANKS)
    for _ in range(_MOST_VERBS):
        found = verb_ending().search(said)
        if found is None:
            return False
        said = said[: found.start()]
        if not said:
            return True
    return False
