"""Rows of labelled sentences that look like headings one by one and are none together: points of a decision
(一、将甲、乙合并，设立丙。) with nothing below any of them, terms that are explained one after the other
(（一）甲，是指…。).

The row is judged as a whole: one long heading between short ones stays what it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from models.vocabularies import any_of
from parsers.notation.labels import LabelKind
from parsers.outline.heading_candidates import Candidate
from parsers.outline.lines import Line

_LONG: Final = 45
_MOST_COMMAS: Final = 2
_LEAST: Final = 2
_COMMA = re.compile("[，,；]")
_DEFINES = re.compile(any_of("outline_words", "defining"))

Row = list[Candidate]


def without_sentences(found: Sequence[Candidate], lines: Sequence[Line]) -> Iterator[Candidate]:
    """The candidates but for those of rows of sentences, in order."""
    places = {id(line): place for place, line in enumerate(lines)}
    dropped = {id(one) for row in _rows(found) if _is_of_sentences(row, places) for one in row}
    yield from (one for one in found if id(one) not in dropped)


def _rows(found: Sequence[Candidate]) -> Iterator[Row]:
    """Candidates whose labels go on one series, below one heading."""
    open_rows: dict[tuple[LabelKind, int], Row] = {}
    for one in found:
        label = one.line.label
        for key in [key for key in open_rows if label is None or key[0] > label.kind]:
            yield open_rows.pop(key)
        if label is None:
            continue
        key = (label.kind, label.depth)
        row = open_rows.get(key, [])
        last = row[-1].line.label if row else None
        if last is not None and label.number <= last.number:
            yield row
            row = []
        open_rows[key] = [*row, one]
    yield from open_rows.values()


def _is_of_sentences(row: Row, places: Mapping[int, int]) -> bool:
    if any(one.line.block.outline_level is not None for one in row):
        return False
    explained = sum(_DEFINES.search(one.title) is not None for one in row)
    told = sum(_is_long(one) for one in row)
    points = len(row) >= _LEAST and told > 0 and _nothing_below(row, places)
    return points or 2 * explained > len(row)


def _is_long(one: Candidate) -> bool:
    return len(one.title) > _LONG or len(_COMMA.findall(one.title)) > _MOST_COMMAS


def _nothing_below(row: Row, places: Mapping[int, int]) -> bool:
    """Whether each is a whole line to its full stop, and the next stands right below it."""
    closed = all(not one.run_in and one.line.text[-1] == "。" for one in row)
    at = [places[id(one.line)] for one in row]
    return closed and at[-1] - at[0] == len(row) - 1
