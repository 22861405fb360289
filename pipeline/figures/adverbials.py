"""When what is said behind a number is done: 首期10亿元于2023年9月底前到位, 12个项目在2025年底前开工."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.figures.clauses import Paragraph, Span
from pipeline.figures.heads import Phrase
from pipeline.figures.spots import Draft
from pipeline.figures.times import Time
from pipeline.figures.words import metric_regex

_OF_A_YEAR = "年度"  # 在2022年度考核中


@dataclass(frozen=True, slots=True)
class Adverbial:
    """A time with its preposition and what closes it: 于2023年9月底前."""

    time: Time
    span: Span


def adverbial_behind(draft: Draft, paragraph: Paragraph, times: Sequence[Time]) -> Adverbial | None:
    """The time behind a number in its clause of which something is said to happen then; of all numbers of a
    list before it. Where a number stands behind the time, that is told of it."""
    clause, end = paragraph.clauses[draft.clause], draft.quantity.end
    time = next((one for one in times if end < one.place.start and one.end < clause.end and one.text), None)
    if time is None or time.passing or time.framed or paragraph.quantities_in(time.end, clause.end):
        return None
    view, start = clause.view, time.place.start - 1
    led = start >= end and view.parts(start) and metric_regex("at_time").match(view, start, time.place.start)
    if not led or view.endswith(_OF_A_YEAR, 0, time.end):
        return None
    closing = metric_regex("closing_time").match(view, time.end, clause.end)
    closed = closing.end() if closing else time.end
    # 在2020年基础上; 于2023年和2024年投产
    if closed == clause.end or metric_regex("other_than_when").match(view, closed, clause.end):
        return None
    return Adverbial(time, (start, closed))


def without_dated_notes(metric: Phrase, text: str, by_start: Mapping[int, Time]) -> Phrase:
    """近期投资 of 近期（2021—2025年）投资: a bracket that only says when is no part of what is told.

    `by_start` are the times of the paragraph by their start.
    """
    opened = (at + 1 for first, end in metric for at in range(first, end) if text[at] in "（(")
    times = [by_start[at] for at in opened if at in by_start and by_start[at].text]
    notes = [(one.place.start - 1, one.end + 1) for one in times if text.startswith(("）", ")"), one.end)]
    for note in notes:
        metric = tuple(piece for span in metric for piece in _outside(span, note))
    return metric


def without_adverbials(metric: Phrase, found: Iterable[Adverbial]) -> Phrase:
    """A metric without the times in it."""
    for one in found:
        metric = tuple(piece for span in metric for piece in _outside(span, one.span))
    return metric


def _outside(span: Span, hole: Span) -> tuple[Span, ...]:
    before = (span[0], min(span[1], hole[0]))
    behind = (max(span[0], hole[1]), span[1])
    if hole[1] <= span[0] or span[1] <= hole[0]:
        return (span,)
    return tuple(one for one in (before, behind) if one[0] < one[1])
