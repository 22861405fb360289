"""What is to be done so long before something: 应当至少提前3个月提出申请, 应于变更前15个工作日报告,
应在不少于10个工作日前送达."""

from typing import Final

from parsers.notation.quantity import Quantity
from pipeline.figures.clauses import View
from pipeline.figures.heads import pieces, trim_tail, whole_words
from pipeline.figures.spots import Draft, Spot, is_deadline, unit_kind
from pipeline.figures.words import BLANKS, metric_regex, metric_words

_LONG: Final = ("年",)  # 提前2年完成 is a level to be reached
_LONGEST_DEED: Final = 20


def is_ahead(text: str, quantity: Quantity) -> bool:
    """Whether a time is how long before something a thing is to be done: 提前15天, 变更前15天, 15天前."""
    timed = unit_kind(quantity) == "time" and quantity.unit not in _LONG and not is_deadline(quantity)
    before = text.endswith(tuple(metric_words("ahead")), 0, quantity.start)
    return timed and (before or bool(_behind(text, quantity.end)))


def done_ahead(spot: Spot) -> Draft | None:
    """What is due then, which stands behind the number; None where nothing says that it has to be."""
    view, first = spot.view, spot.first
    if not is_ahead(view, first) or not _is_due(spot):
        return None
    at = spot.behind + len(_behind(view, spot.behind))
    stop = whole_words(view, min(spot.end, at + _LONGEST_DEED))
    deed = pieces(view, at, trim_tail(view, at, stop))
    if not deed:
        return None
    head = pieces(view, spot.head[0], _framed_from(view, *spot.head))
    return Draft(first, spot.clause, spot.tail, (*head, *deed))


def _behind(text: str, at: int) -> str:
    """前, 之前 right behind a number; not 前期."""
    while at < len(text) and text[at] in BLANKS:
        at += 1
    found = metric_regex("ahead_behind").match(text, at)
    return found[0] if found else ""


def _is_due(spot: Spot) -> bool:
    """Whether it is a bound, or 应当 or 须 stands before it in its clause."""
    asked = metric_regex("modal").search(spot.view, spot.begin, spot.first.start)
    return spot.first.qualifier == "at_least" or asked is not None


def _framed_from(view: View, begin: int, end: int) -> int:
    """Where 于 or 在 opens the words that say before what: 举办人应当|在活动举行."""
    framing = (w.start for w in view.speech.within(begin, end) if view[w.start : w.end] in ("于", "在"))
    return max(framing, default=end)
