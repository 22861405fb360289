"""What something rests upon, which is there before anything is done: 以12家龙头企业为依托, 依托5个园区,
结合3个老旧小区改造."""

from pipeline.figures.clauses import View
from pipeline.figures.spots import Spot
from pipeline.figures.words import metric_regex, metric_words

_FRAMING = "以"
_BEING = "为"
_LONGEST_FRAME = 60
_STOPS = "，。；：\n"
_MARKS = ("、", "“", "”")
_NOMINAL = ("n", "b", "j", "l", "s", "f", "a", "r", "m", "q", "k", "c")


def framed_end(spot: Spot) -> int | None:
    """Where the noun behind a number ends that 以 opens and 为 closes: 以12家企业为依托, 以1个中心、5个基地
    为支撑. None without such a frame."""
    closing = _closing(spot.view, spot.behind) if _frame_at(spot, verbs=True) is not None else None
    return None if closing is None else min(closing, spot.end)


def is_ground(spot: Spot) -> bool:
    """Whether a number tells how much there is of what something rests upon: nothing but 以, 依托 or 结合 and
    nouns stand before it. 形成以5个园区为支撑的格局 is to be made, 以10家以上企业为依托 asks for them."""
    if spot.first.qualifier not in ("exact", "over"):
        return False
    framed = framed_end(spot) is not None
    opened = _frame_at(spot) if framed else _opener(spot, metric_words("resting"))
    return opened is not None and not _is_done_before(spot, opened)


def _frame_at(spot: Spot, *, verbs: bool = False) -> int | None:
    """Where the 以 stands that takes a number, or an earlier member of its list; with verbs between as well
    (以建设5个园区为重点)."""
    opened = _opener(spot, frozenset({_FRAMING}), verbs=verbs)
    if opened is not None or spot.segment.number == 0:
        return opened
    at = spot.view.rfind(_FRAMING, max(0, spot.segment.begin - _LONGEST_FRAME), spot.segment.begin)
    listed = not any(mark in spot.view[at : spot.segment.begin] for mark in _STOPS)
    return at if at >= 0 and listed and spot.view.parts(at) else None


def _opener(spot: Spot, words: frozenset[str], *, verbs: bool = False) -> int | None:
    """Where the last of such words before a number stands, when nothing but nouns stands behind it."""
    passed = (*_NOMINAL, "v") if verbs else _NOMINAL
    for word in reversed(spot.view.speech.within(spot.segment.begin, spot.first.start)):
        said = spot.view[word.start : word.end]
        if said in words:
            return word.start
        if said not in _MARKS and not word.tag.startswith(passed):
            return None
    return None


def _closing(view: View, at: int) -> int | None:
    """Where 为 stands before the word that closes the frame, in the same clause: 为依托, 为重要支撑."""
    stop = min((i for mark in _STOPS if (i := view.find(mark, at)) >= 0), default=len(view))
    found = view.find(_BEING, at, min(stop, at + _LONGEST_FRAME))
    closed = found >= 0 and view.parts(found) and metric_regex("basis").match(view, found + 1, stop)
    return found if closed else None


def _is_done_before(spot: Spot, end: int) -> bool:
    """形成以…, 构建以…: what is made has such a basis."""
    begin = max(spot.view.rfind(mark, 0, end) for mark in _STOPS) + 1
    return any(word.tag.startswith("v") for word in spot.view.speech.within(begin, end))
