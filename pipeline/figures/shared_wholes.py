"""What members of one whole share, which only the first of them names: 普通高中招生8万人，在校生25万人;
洪涝灾害造成损失3亿元，死亡5人."""

from dataclasses import replace

from parsers.notation.unit_grammar import divisor_end
from pipeline.figures.clauses import Clause, View
from pipeline.figures.heads import Phrase, action_of, pieces, skip_lead, text_of
from pipeline.figures.spots import Draft, Spot, State, unit_kind
from pipeline.figures.words import metric_ending, metric_regex, metric_words

_LONGEST_CAUSE = 20
_FARTHEST = 8  # figures
_UPON = "对"
_SCHOOLS = "所"


def with_whole(state: State, spot: Spot, made: Draft) -> Draft:
    """The draft with what its metric is of, where that is one of such members and says no more."""
    if spot.tail.shares and (shared := _shared_out(state, spot)):
        return replace(made, metric=(*shared, *made.metric))
    if effect := _same_cause(state, spot, made):
        return replace(made, metric=(*effect, *made.metric), topic=(*effect, *made.topic))
    said = text_of(spot.view, made.topic or made.metric)
    bare = not (spot.tail.changes or spot.tail.shares or spot.tail.compares)
    if said in metric_words("member"):
        whole = _school(state, spot)
    elif said in metric_words("harm") and bare:
        whole = _cause(state, spot) or _struck(state, spot) or _happened(state, spot)
    elif said in metric_words("workshop"):
        whole = _workshop(state, spot)
    else:
        whole = _counted_by(state, spot, made)
        if not whole:
            return _per_head(state, spot, made)
    named = bool(whole and made.metric) and made.metric[0][0] == whole[0][0]  # 塌方造成3人死亡
    metric = made.topic if named else made.metric
    return replace(made, metric=(*whole, *metric), topic=(*whole, *made.topic))


def _same_cause(state: State, spot: Spot, made: Draft) -> Phrase:
    """旅游业 of 旅游业对国民经济的贡献度达到12%，对餐饮业的贡献率达到85%: what has the effect is named
    once."""
    opens = made.metric and spot.view.startswith(_UPON, made.metric[0][0])
    if not opens or metric_ending("effect").search(spot.view, *made.metric[-1]) is None:
        return ()
    for draft in state.earlier(spot.clause, _FARTHEST):
        first, last = draft.metric[0] if draft.metric else (0, 0)
        at = spot.view.find(_UPON, first, last)
        if at > first and metric_ending("effect").search(spot.view, *draft.metric[-1]):
            return pieces(spot.view, first, at)
    return ()


def _shared_out(state: State, spot: Spot) -> Phrase:
    """投资中，民间投资占60%、工业投资占40%: what they have shares of, in a clause of its own."""
    clauses, at = state.paragraph.clauses, spot.clause - 1
    farthest = max(0, spot.clause - _FARTHEST)
    while at >= farthest and clauses[at].sentence == clauses[spot.clause].sentence:
        clause = clauses[at]
        if clause.bracket == clauses[spot.clause].bracket and not state.by_clause[at]:
            return _inside(state, clause)
        if not all(draft.tail.shares for draft in state.told_in(at)):
            break
        at -= 1
    return ()


def _inside(state: State, clause: Clause) -> Phrase:
    """投资中: a clause of nouns that a word of place closes; 其中 names nothing, nor does 工作推进过程中."""
    view, first = clause.view, skip_lead(clause.view, clause.start, clause.end, state.by_start)
    first += view.startswith("在", first)
    words = view.speech.within(first, clause.end)
    closed = len(words) > 1 and view[words[-1].start : words[-1].end] in metric_words("inside")
    done = any(metric_regex("urging", "light").fullmatch(view, word.start, word.end) for word in words)
    return pieces(view, first, clause.end) if closed and not done else ()


def _per_head(state: State, spot: Spot, made: Draft) -> Draft:
    """每千人口床位数达7张、护士数达4人: the second is a number per thousand as well."""
    first = next((one for one in state.told_in(spot.clause) if one.metric), None)
    if first is None or spot.segment.number == 0 or unit_kind(spot.first) != "classifier" or not made.metric:
        return made
    begin, end = first.metric[0][0], divisor_end(spot.view, first.metric[0][0])
    adjoining = spot.segment.begin <= made.metric[0][0] < spot.first.start
    if end is None or not adjoining or "每" in text_of(spot.view, made.metric):
        return made
    return replace(made, metric=((begin, end), *made.metric), topic=((begin, end), *made.topic))


def _counted_by(state: State, spot: Spot, made: Draft) -> Phrase:
    """资助培育项目25项，资助强度80万元/项，期限为3年: what a sum is for each of, and how long it goes on, is
    of what the part has counted."""
    part = state.paragraph.clauses[spot.clause].part
    earlier = (
        one for one in state.earlier(spot.clause, _FARTHEST) if unit_kind(one.quantity) == "classifier"
    )
    counted = next((one for one in earlier if state.paragraph.clauses[one.clause].part == part), None)
    if counted is None or not counted.topic or not made.metric or not spot.filled:
        return ()
    each = (spot.first.unit or "").partition("/")[2] == (counted.quantity.unit or "-")
    lasts = unit_kind(spot.first) == "time" and metric_ending("term").search(spot.view, *made.metric[-1])
    thing = _undone(spot.view, counted.topic)
    held = text_of(spot.view, thing) in text_of(spot.view, made.metric)
    return thing if (each or lasts) and not held else ()


def _undone(view: View, topic: Phrase) -> Phrase:
    """培育项目 of 资助培育项目."""
    opening = action_of(view, *topic[0])
    if opening is None or opening[1] >= topic[0][1]:
        return topic
    return ((opening[1], topic[0][1]), *topic[1:])


def _workshop(state: State, spot: Spot) -> Phrase:
    """示范项目 of 示范项目运营成本降低20%、生产效率提高20%: such measures are always those of a plant."""
    for draft in state.earlier(spot.clause, _FARTHEST):
        whole = _without(spot.view, draft.topic, "workshop") if draft.topic else ()
        first, last = whole[-1] if whole else (0, 0)
        while last > first and spot.view[last - 1] == "的":
            last -= 1
        if last > first and metric_ending("plant", "owner", "maker").search(spot.view, first, last):
            return (*whole[:-1], (first, last))
    return ()


def _school(state: State, spot: Spot) -> Phrase:
    """普通高中 of 普通高中招生; 小学 of 小学3所，招生400人."""
    for draft in state.earlier(spot.clause, _FARTHEST):
        counted = draft.quantity.unit == _SCHOOLS and draft.topic
        if (
            whole := _undone(spot.view, draft.topic)
            if counted
            else _without(spot.view, draft.topic, "member")
        ):
            return whole
    return ()


def _struck(state: State, spot: Spot) -> Phrase:
    """农作物 of 农作物受灾面积, for 其中绝收: what is struck."""
    return _of_earlier(state, spot, "struck")


def _of_earlier(state: State, spot: Spot, use: str) -> Phrase:
    found = (_without(spot.view, draft.topic, use) for draft in state.earlier(spot.clause, _FARTHEST))
    return next(filter(None, found), ())


def _happened(state: State, spot: Spot) -> Phrase:
    """火灾 of 发生火灾20起."""
    for draft in state.earlier(spot.clause, _FARTHEST):
        first, last = draft.metric[0] if draft.metric else (0, 0)
        happened = metric_regex("happening").match(spot.view, first, last)
        if happened and (happened.end() < last or len(draft.metric) > 1):
            return ((happened.end(), last), *draft.metric[1:])
    return ()


def _without(view: View, topic: Phrase, use: str) -> Phrase:
    """The topic before the word of the use that it ends in; nothing where it ends in none."""
    if not topic:
        return ()
    first, last = topic[-1]
    found = metric_ending(use).search(view, first, last)
    if found is None:
        return ()
    return (*topic[:-1], (first, found.start())) if found.start() > first else topic[:-1]


def _cause(state: State, spot: Spot) -> Phrase:
    """What stands before the last 造成 of the sentence, up to the number."""
    sentence = state.paragraph.clauses[spot.clause].sentence
    for clause in reversed(state.paragraph.clauses[: spot.clause + 1]):
        if clause.sentence != sentence or clause.start > spot.first.start:
            continue
        view = clause.view
        made = metric_regex("causing").search(view, clause.start, min(clause.end, spot.first.start))
        if made is None or not view.parts(made.start()):
            continue
        first = skip_lead(view, clause.start, made.start(), state.by_start)
        first += view.startswith(("因", "由"), first)
        name = pieces(view, first, made.start())
        numbers = state.paragraph.quantities_in(first, made.start())
        return name if name and not numbers and made.start() - first <= _LONGEST_CAUSE else ()
    return ()
