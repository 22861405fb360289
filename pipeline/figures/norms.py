"""What rules say with a number: limits to be kept (不得超过180元), deadlines (15日内), penalties
(停业3个月)."""

from typing import Final

from models.units import unit_words
from pipeline.figures.ahead import is_ahead
from pipeline.figures.cases import clause_start
from pipeline.figures.clauses import Span
from pipeline.figures.heads import text_of
from pipeline.figures.spots import CLOSERS, Draft, is_deadline, unit_kind
from pipeline.figures.words import metric_ending, metric_regex

_BOUNDS: Final = ("at_least", "up_to")
_PENALTY_REACH: Final = 16
_DEMANDED_REACH: Final = 2
_IMPOSED_REACH: Final = 4
_CLOSED: Final = ("的，", "的,")


def is_term(draft: Draft, text: str) -> bool:
    """资助期限为3年, 有效期2年: how long something shall last."""
    timed = unit_kind(draft.quantity) == "time"
    return timed and metric_ending("term").search(text_of(text, draft.metric)) is not None


def is_due_within(draft: Draft, text: str) -> bool:
    """应当在15个工作日内答复, 至少提前3个月申请: within which time, or how long before something, a thing is
    to be done, no length that is to be reached."""
    if is_ahead(text, draft.quantity):
        return True
    if not is_deadline(draft.quantity) or draft.tail.changes or is_term(draft, text):
        return False
    closed = text[draft.quantity.end : draft.quantity.end + 1] in ("", *CLOSERS)
    return not (draft.tail.attains and closed)  # 控制在3个工作日以内


def is_penalty(draft: Draft, text: str) -> bool:
    """处1万元以上5万元以下的罚款, 责令停业3个月: what is imposed on who breaks a rule."""
    said = text[max(0, draft.quantity.start - _PENALTY_REACH) : draft.quantity.start]
    imposed = metric_regex("penalty").search(text_of(text, draft.metric))
    timed = unit_kind(draft.quantity) == "time" and metric_regex("suspension").search(said)
    return imposed is not None or bool(timed)


def is_ruled(draft: Draft, text: str) -> bool:
    """逾期不申报的，处5万元以下罚款; 首次认定的，奖励20万元: the clause before closes a condition, so what is
    given or imposed is what a rule says, not what was done."""
    first = clause_start(text, draft.quantity.start)
    if not text.endswith(_CLOSED, 0, first):
        return False
    said = text[first : draft.quantity.end + _IMPOSED_REACH]
    return metric_regex("giving", "grant", "penalty", "suspension").search(said) is not None


def is_limit(draft: Draft, text: str) -> bool:
    """每人不得超过180元, 专职教师不少于3人: a bound said with 不 or 须, of a thing that is named;
    培养教师不少于3人 is to be done."""
    return is_demanded(draft, text) and not metric_regex("action", "urging").match(
        text_of(text, draft.metric)
    )


def is_demanded(draft: Draft, text: str) -> bool:
    """Whether the words of a bound ask for it: 不少于, 不得超过, 须高于; 以上 and 超过 may as well have been
    counted."""
    said = draft.quantity.qualifier_at
    if draft.quantity.qualifier not in _BOUNDS or said is None or said[0] >= draft.quantity.number_start:
        return False
    return metric_regex("demand").search(text, max(0, said[0] - _DEMANDED_REACH), said[1]) is not None


def is_extent(draft: Draft, text: str, sentence: Span) -> bool:
    """规划范围东至…，面积60平方公里: how large the place is that is planned for."""
    word = unit_words().get(draft.quantity.unit or "")
    area = word is not None and word.dimension == "area"
    return area and metric_regex("extent").search(text, *sentence) is not None
