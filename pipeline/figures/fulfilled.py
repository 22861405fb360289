"""Aims that were met: 能耗下降22%，超额完成省下达的18%的目标任务 — the aim is of what was told before it."""

from pipeline.figures.clauses import View
from pipeline.figures.heads import Phrase
from pipeline.figures.spots import CLOSERS, Draft, Spot, State
from pipeline.figures.words import BLANKS, metric_ending, metric_regex

_LONGEST_SETTING = 12  # 省委省政府年初确定的


def aim_met(state: State, spot: Spot) -> Draft | None:
    """The number of an aim, with the metric of the figure before it in its sentence that has its unit, and
    the word that calls it an aim."""
    last, named = state.last_outside, _named_aim(spot)
    if last is None or last.quantity.unit != spot.first.unit or not (named and _is_fulfilled(spot)):
        return None
    clauses = state.paragraph.clauses
    if clauses[last.clause].sentence != clauses[spot.clause].sentence:
        return None
    return Draft(spot.first, spot.clause, spot.tail, (*last.metric, *named), last.topic, subject=last.subject)


def _named_aim(spot: Spot) -> Phrase:
    """The word of the aim where nothing else stands behind the number: 的年度目标, 的任务."""
    at = spot.behind + spot.of
    aim = metric_regex("planned", "shell").match(spot.view, at, spot.end)
    while aim and (more := metric_regex("shell").match(spot.view, aim.end(), spot.end)):
        aim = more
    if aim is None or (aim.end() < spot.end and spot.view[aim.end()] not in CLOSERS + "的" + BLANKS):
        return ()
    return ((at, aim.end()),)


def _is_fulfilled(spot: Spot) -> bool:
    """Whether the clause opens with 完成 and says before the number at most who set the aim."""
    found = metric_regex("fulfilling").search(spot.view, spot.begin, spot.first.start)
    if found is None or spot.view[spot.begin : found.start()].strip(BLANKS + "，、已均"):
        return False
    said = spot.view[found.end() : spot.first.start]
    return not said or (said.endswith("的") and len(said) <= _LONGEST_SETTING) or said.endswith("下达")


def without_aim(text: View, topic: Phrase) -> Phrase:
    """新增就业预期目标为5万人，实际完成6万人: what was done is told of what the aim was of."""
    if not topic:
        return topic
    first, last = topic[-1]
    while found := metric_ending("planned", "shell").search(text, first, last):
        last = found.start()
    return (*topic[:-1], (first, last)) if last > first else topic
