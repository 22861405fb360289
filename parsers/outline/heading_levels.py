"""Levels of headings from their rank: by the labels' order of nesting, by stated outline levels where these
hold."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.notation.labels import LabelKind


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a heading's level follows from.

    `rank` orders headings by nesting (None: only the stated level tells); `holds` is the rank it keeps for
    those below it, infinite when nothing nests in it (前言); `stated` the outline level 1 to 9; `kind` its
    label's.
    """

    rank: float | None
    holds: float | None
    stated: int | None
    kind: LabelKind | None


def levels(headings: Sequence[Ranked]) -> list[tuple[int, int | None]]:
    """(level from 1, position of the parent) of each heading."""
    stated = _trusted_levels(headings)
    ranks = _ranks(headings, stated)
    stack: list[tuple[float, int, int]] = []  # rank held, level, position
    result: list[tuple[int, int | None]] = []
    for position, (heading, rank) in enumerate(zip(headings, ranks, strict=True)):
        while stack and stack[-1][0] >= rank:
            stack.pop()
        parent = stack[-1][2] if stack else None
        level = stated[position] or (stack[-1][1] + 1 if stack else 1)
        result.append((level, parent))
        stack.append((float("inf") if heading.holds == float("inf") else rank, level, position))
    return result


def _trusted_levels(headings: Sequence[Ranked]) -> list[int | None]:
    """Stated levels, counted from the smallest in use; none where one level holds labels of different kinds
    (one style for all headings)."""
    kinds: dict[int, set[LabelKind]] = defaultdict(set)
    for heading in headings:
        if heading.stated and heading.kind:
            kinds[heading.stated].add(heading.kind)
    muddled = {level for level, seen in kinds.items() if len(seen) > 1} | _below_unstyled(headings)
    smallest = min((heading.stated for heading in headings if heading.stated), default=1)
    return [
        heading.stated - smallest + 1
        if heading.stated and not (heading.stated in muddled and heading.kind)
        else None
        for heading in headings
    ]


def _below_unstyled(headings: Sequence[Ranked]) -> set[int]:
    """Levels of labels that stand inside labels without a stated level (only 1、 has one, 一、 and （一）
    have none): counted from the smallest in use they would stand too high."""
    labelled = [heading for heading in headings if heading.kind is not None and heading.rank is not None]
    bare = [heading.rank or 0.0 for heading in labelled if heading.stated is None]
    styled = [heading.rank or 0.0 for heading in labelled if heading.stated is not None]
    if not bare or not styled or min(styled) <= min(bare):
        return set()
    return {heading.stated for heading in labelled if heading.stated is not None}


def _ranks(headings: Sequence[Ranked], stated: Sequence[int | None]) -> list[float]:
    """One order for both: a label kind seen with a stated level takes part at that level, and so do the
    unstyled ones of its kind."""
    of_level: dict[int, float] = {}
    for heading, level in zip(headings, stated, strict=True):
        if level and heading.rank is not None and heading.kind is not None:
            of_level[level] = min(of_level.get(level, heading.rank), heading.rank)
    return [_rank(heading, level, of_level) for heading, level in zip(headings, stated, strict=True)]


def _rank(heading: Ranked, level: int | None, of_level: dict[int, float]) -> float:
    if level is None or (heading.rank is not None and heading.kind is not None):
        return heading.rank if heading.rank is not None else 0.0
    if level in of_level:
        return of_level[level]
    deeper = [rank for other, rank in of_level.items() if other > level]
    above = [rank for other, rank in of_level.items() if other < level]
    if deeper:
        return min(deeper) - (min(other for other in of_level if other > level) - level) / 10
    return (
        max(above) + (level - max(other for other in of_level if other < level)) / 10
        if above
        else float(level)
    )
