"""What a number tells about: the phrase before it or behind it, or what the clause before was about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from models.units import unit_words
from parsers.quantity import Quantity
from pipeline.figures.clauses import Clause, Paragraph, Span
from pipeline.figures.enumerations import Segment, members, segments, shared_noun
from pipeline.figures.heads import (
    Phrase,
    action_of,
    ending_action,
    is_level,
    is_relational,
    manner_of,
    pieces,
    predicate_at,
    skip_lead,
    text_of,
    trim_tail,
)
from pipeline.figures.subjects import Names, Subject, is_own, subject_at, subject_before
from pipeline.figures.tails import Tail, read_tail
from pipeline.figures.times import Time
from pipeline.figures.words import BLANKS, level_reached, metric_ending, metric_regex

_SHORT_NOUN = 3
_LONGEST_VERB = 6
_LONGEST_SUBJECT = 12
_LONGEST_PREDICATE = 16
_LONGEST_HEAD = 20
_NEAR_LEVEL = 10
_LONGEST_BEHIND = 20
_CLOSERS = "，。；：、）)”’》！？\0"


@dataclass(slots=True)
class Draft:
    """A quantity with its metric, before time, kind and subject are known. `topic` is the noun phrase that later clauses may go on about."""

    quantity: Quantity
    clause: int
    begin: int
    tail: Tail
    metric: Phrase
    topic: Phrase
    behind: bool = False
    ranked: bool = False
    subject: Subject | None = None


@dataclass(slots=True)
class _State:
    """What has been read so far of the paragraph."""

    paragraph: Paragraph
    by_start: Mapping[int, Time]
    by_end: Mapping[int, Time]
    by_clause: tuple[tuple[Quantity, ...], ...]
    names: Names
    drafts: list[Draft] = field(default_factory=list)
    action: Span | None = None
    action_unit: str | None = None


@dataclass(frozen=True, slots=True)
class _Spot:
    """One list of values with the stretches around it: before it from `begin`, behind it up to `end`."""

    clause: int
    view: str
    segment: Segment
    group: tuple[Quantity, ...]
    before: Quantity | None
    begin: int
    end: int
    tail: Tail
    head: Span
    subject: Subject | None

    @property
    def first(self) -> Quantity:
        return self.group[0]

    @property
    def behind(self) -> int:
        """Offset of the first character behind the quantity that is no blank."""
        at = self.group[-1].end
        while at < self.end and self.view[at] in BLANKS:
            at += 1
        return at


def drafts_of(paragraph: Paragraph, times: tuple[Time, ...], names: Names) -> tuple[Draft, ...]:
    """One draft for each quantity, in order."""
    by_clause = paragraph.by_clause()
    state = _State(
        paragraph,
        {time.place.start: time for time in times},
        {time.end: time for time in times},
        by_clause,
        names,
    )
    found = [(i, segment) for i, quantities in enumerate(by_clause) if quantities for segment in segments(paragraph.clauses[i], quantities)]
    groups = [(i, segment, at) for i, segment in found for at in range(len(segment.groups))]
    for clause, segment, at in sorted(groups, key=lambda item: item[1].groups[item[2]][0].start):
        if segment.number == 0 and at == 0:
            state.action = None
        state.drafts.extend(_read(state, _spot(state, clause, segment, at)))
    return tuple(state.drafts)


def is_ranked(quantity: Quantity) -> bool:
    """第18位, 前20强."""
    return quantity.raw[:1] in "第前"


def unit_kind(quantity: Quantity) -> str:
    """The kind of its unit in the vocabulary, "" without one."""
    unit = (quantity.unit or "").split("/")[0]
    word = unit_words().get(unit)
    return word.kind if word else ""


def is_relative(quantity: Quantity) -> bool:
    """Shares, points and multiples."""
    return unit_kind(quantity) in {"share", "multiple"}


def _spot(state: _State, clause: int, segment: Segment, at: int) -> _Spot:
    view = state.paragraph.clauses[clause].view
    group = segment.groups[at]
    before = segment.groups[at - 1][-1] if at else None
    begin = before.end if before else segment.begin
    end = segment.groups[at + 1][0].start if at + 1 < len(segment.groups) else segment.end
    relative = is_relative(group[0]) or group[0].unit in {"位", "个百分点"}
    tail = read_tail(view, begin, group[0].start, state.by_end, ranked=is_ranked(group[0]), relative=relative)
    _find_start(view, begin, end, group[-1], tail)
    first = skip_lead(view, begin, tail.end, state.by_start)
    head = (first, max(first, trim_tail(view, first, tail.end)))
    subject = subject_at(view, *head, state.names)
    if subject and (subject.span[1] < head[1] or tail.attains or tail.ranked_in):
        head = (min(head[1], skip_lead(view, subject.span[1], head[1], state.by_start)), head[1])
    else:
        subject = None
    return _Spot(clause, view, segment, group, before, begin, end, tail, head, subject)


def _find_start(view: str, begin: int, end: int, last: Quantity, tail: Tail) -> None:
    """由每生每年5元提高至10元: the number is a start when a level reached stands behind it and 从 or 由 before it."""
    if tail.starts_from or not level_reached().search(view, last.end, min(end, last.end + _NEAR_LEVEL)):
        return
    at = max(view.rfind("从", max(begin, tail.end - _NEAR_LEVEL), tail.end), view.rfind("由", max(begin, tail.end - _NEAR_LEVEL), tail.end))
    if at >= 0:
        tail.starts_from, tail.end = True, at
        tail.from_time = next((time for time in tail.times if time.place.start > at), None)
        tail.kept.clear()


def _read(state: _State, spot: _Spot) -> Iterator[Draft]:
    if len(spot.group) > 1 and (listed := _listed(state, spot)):
        yield from listed
        return
    behind = _is_behind(spot)
    made = _behind(state, spot) if behind else _before(state, spot)
    if not made.metric:
        made = Draft(spot.first, spot.clause, spot.begin, spot.tail, _anything(spot), ())
    for quantity in spot.group:
        yield Draft(quantity, spot.clause, spot.begin, spot.tail, made.metric, made.topic, behind, is_ranked(quantity), _subject(state, spot, made))


def _subject(state: _State, spot: _Spot, made: Draft) -> Subject | None:
    """The name the phrase began with, that before the bracket, or that of the figure it goes on about; the own place is none."""
    bracket = state.paragraph.clauses[spot.clause].bracket
    found = spot.subject or (subject_before(bracket, state.names) if bracket is not None else None) or made.subject
    return None if found is None or is_own(found.name, state.names) else found


def _anything(spot: _Spot) -> Phrase:
    """Where nothing was recognised: what stands behind, else before."""
    behind = pieces(spot.view, spot.behind, min(spot.end, spot.behind + _LONGEST_BEHIND))
    before = pieces(spot.view, spot.begin, spot.first.start)
    return next((found for found in (behind, before) if text_of(spot.view, found).strip(_CLOSERS)), ((spot.first.start, spot.first.end),))


def _listed(state: _State, spot: _Spot) -> list[Draft]:
    """分别增长4.6%、6.2%: each value with its own name; 分别居第2位和第3位 with what the figures before were about."""
    if spot.head[0] < spot.head[1]:
        names = members(spot.view, spot.head, len(spot.group))
    else:
        sentence = state.paragraph.clauses[spot.clause].sentence
        recent = [draft.topic for draft in state.drafts if state.paragraph.clauses[draft.clause].sentence == sentence and draft.topic]
        names = tuple(recent[-len(spot.group) :]) if len(recent) >= len(spot.group) and spot.tail.each else None
    if names is None:
        return []
    made = []
    for quantity, name in zip(spot.group, names, strict=True):
        made.append(Draft(quantity, spot.clause, spot.begin, spot.tail, _with_tail(name, spot.tail), name, ranked=is_ranked(quantity)))
    return made


def _with_tail(name: Phrase, tail: Tail) -> Phrase:
    """The name with the words of change, share or comparison that belong to it, and the field of a rank."""
    return (*name, *tail.kept, *((tail.ranked_in,) if tail.ranked_in else ()))


def _is_behind(spot: _Spot) -> bool:
    """Whether the number stands before what it counts (建成4000座基站)."""
    view, at, (first, last) = spot.view, spot.behind, spot.head
    tail, filled = spot.tail, last > first
    if is_ranked(spot.first) or tail.continued or at >= spot.end or view[at] in _CLOSERS:
        return False
    of = view.startswith("的", at)
    says = tail.changes or tail.attains or tail.shares or tail.compares
    if says:
        return not filled and not is_relative(spot.first) and not of and _is_noun(view, at, spot.end) and not tail.starts_from and spot.before is None
    verb = ending_action(view, first, last) if filled else None
    if of:
        return not filled or verb == (first, last)
    if is_relative(spot.first):
        return not filled
    if not _is_noun(view, at, spot.end):
        return False
    return verb is not None or not filled or not _names_something(spot)


def _is_noun(view: str, at: int, end: int) -> bool:
    return metric_regex("predicate").match(view, at, end) is None


def _names_something(spot: _Spot) -> bool:
    """Whether the phrase before the number is what it tells about (总投资50亿元…) and not a verb or a subject."""
    view, (first, last) = spot.view, spot.head
    if metric_ending("relational").search(view, first, last):
        return True
    action = action_of(view, first, last)
    if action and last - action[1] >= 2:
        return True
    return unit_kind(spot.first) in {"money", "measure"} and last - first > _LONGEST_VERB


def _behind(state: _State, spot: _Spot) -> Draft:
    view, at = spot.view, spot.behind
    while at < spot.end and view[at] in "的" + BLANKS:
        at += 1
    stop = trim_tail(view, at, predicate_at(view, at, spot.end))
    topic = pieces(view, at, stop)
    noun = topic
    if len(text_of(view, topic)) <= _SHORT_NOUN:
        noun = pieces(view, at, trim_tail(view, at, min(spot.end, at + _LONGEST_BEHIND)))
    elif stop - at > _LONGEST_BEHIND:
        noun = topic = pieces(view, at, at + _LONGEST_BEHIND)
    if noun and (shared := _shared(state, spot, (at, stop))):
        noun = topic = (*topic, *shared)
    prefix = _verb_before(state, spot, len(text_of(view, topic)) <= _SHORT_NOUN)
    return Draft(spot.first, spot.clause, spot.begin, spot.tail, (*prefix, *noun), topic)


def _shared(state: _State, spot: _Spot, noun: Span) -> Phrase:
    following = next((s for s in segments(state.paragraph.clauses[spot.clause], state.by_clause[spot.clause]) if s.number == spot.segment.number + 1), None)
    if following is None:
        return ()
    start = following.groups[0][-1].end
    stop = following.groups[1][0].start if len(following.groups) > 1 else following.end
    return shared_noun(spot.view, spot.segment, noun, (start, trim_tail(spot.view, start, stop)))


def _verb_before(state: _State, spot: _Spot, short: bool) -> Phrase:
    """The verb that goes with a noun behind the number: 新建, 打通; of the first member of the enumeration where this one has none."""
    view, (first, last) = spot.view, spot.head
    if spot.tail.changes:
        return tuple(spot.tail.kept)
    if first >= last:
        return (state.action,) if state.action and spot.segment.number else ()
    if view[last : last + 1] == "等" or spot.before is not None:
        return ()
    whole = pieces(view, first, last)
    length = len(text_of(view, whole))
    action = action_of(view, first, last) if length <= _LONGEST_VERB else ending_action(view, first, last)
    if spot.segment.number == 0 and action:
        state.action, state.action_unit = action, spot.first.unit
    if length <= _LONGEST_VERB or (short and length <= 2 * _LONGEST_VERB):
        return whole
    return (action,) if action else ()


def _before(state: _State, spot: _Spot) -> Draft:
    head = _widened(state, spot)
    name = pieces(spot.view, *head)
    said = text_of(spot.view, name)
    source: Draft | None = None
    if not said or _needs_topic(spot, head, said):
        topic, source = _owner(spot), None
        if not topic and head[0] <= spot.head[0]:
            topic, source = _topic(state, spot)
        name = _joined(spot.view, topic, name, said)
    elif spot.segment.number and state.action and state.action_unit == spot.first.unit and action_of(spot.view, *head) is None:
        name = (state.action, *name)
    elif spot.segment.number == 0 and (action := action_of(spot.view, *head)):
        state.action, state.action_unit = action, spot.first.unit
    extra = _continued(spot) if spot.tail.continued else ()
    metric = (*_with_tail(name, spot.tail), *extra)
    if not spot.head[1] > spot.head[0] and not spot.tail.kept and not spot.tail.ranked_in and spot.behind < spot.end and not extra and spot.before is None:
        metric = (*metric, *_predicate(spot))
    return Draft(spot.first, spot.clause, spot.begin, spot.tail, metric, name, subject=source.subject if source else None)


def _predicate(spot: _Spot) -> Phrase:
    """What is said of a number that has its noun in the clause before: 62家入选名单."""
    if spot.tail.attains or spot.tail.starts_from or spot.view[spot.behind] in _CLOSERS + "的":
        return ()
    return pieces(spot.view, spot.behind, min(spot.end, spot.behind + _LONGEST_PREDICATE))


def _continued(spot: _Spot) -> Phrase:
    """连续四年高于全区平均水平: the word and what went on."""
    behind = pieces(spot.view, spot.behind, min(spot.end, spot.behind + _LONGEST_PREDICATE))
    return (spot.tail.continued, *behind) if spot.tail.continued else behind


def _widened(state: _State, spot: _Spot) -> Span:
    """The phrase before the number, with what stands before an earlier quantity of the segment where that belongs to it
    (50米内换乘比例提升至93%; 融资在千万以上的企业30家), and cut at 的 when it is long.
    """
    view, (first, last) = spot.view, spot.head
    whole = skip_lead(view, spot.segment.begin, last, state.by_start)
    says = spot.tail.changes or spot.tail.attains or spot.tail.shares or spot.tail.compares
    of = view.startswith("的", spot.begin)
    if spot.before is not None and last > first:
        short = last - first <= _SHORT_NOUN + 1
        if (says and not of) or (of and short) or (short and spot.begin == first and not says and unit_kind(spot.first) == "classifier"):
            return (whole, last)
    comma = view.rfind("、", first, last)
    if comma > 0 and predicate_at(view, first, comma) < comma - 1:
        return (comma + 1, last)
    if last - first > _LONGEST_HEAD:
        cut = view.rfind("的", first, last)
        if cut > 0 and last - cut > 5:
            return (cut + 1, last)
    return (first, last)


def _owner(spot: _Spot) -> Phrase:
    """总投资8191亿元的148个省级重点项目: what the phrase before the number is of may stand behind it."""
    view, at = spot.view, spot.behind
    if not view.startswith("的", at) or spot.head[0] >= spot.head[1]:
        return ()
    groups = spot.segment.groups
    following = groups.index(spot.group) + 1
    start = groups[following][-1].end if following < len(groups) and groups[following][0].start - at <= 2 else at + 1
    return pieces(view, start, trim_tail(view, start, predicate_at(view, start, min(spot.segment.end, start + _LONGEST_BEHIND))))


def _needs_topic(spot: _Spot, head: Span, said: str) -> bool:
    action = action_of(spot.view, *head) or manner_of(spot.view, *head)
    bare = text_of(spot.view, ((action[1], head[1]),)) if action else said
    if is_relational(said) or (bare and is_relational(bare)):
        return True
    if said.startswith(("占", "约占")):
        return True
    return spot.segment.number > 0 and (is_level(said) or not bare)


def _joined(view: str, topic: Phrase, name: Phrase, said: str) -> Phrase:
    """Topic and name; a level (国家级) that the topic ends in gives way to that of the name."""
    if said and said in text_of(view, topic):
        return name
    if topic and is_level(said):
        first, last = topic[-1]
        level = metric_ending("level").search(view, first, last)
        if level and level.start() > first:
            topic = (*topic[:-1], (first, level.start()))
    return (*topic, *name)


def _topic(state: _State, spot: _Spot) -> tuple[Phrase, Draft | None]:
    """What the number is about when its own clause does not say: what stands before the bracket, the subject of the clause before, or
    what the figure before was about.
    """
    clauses = state.paragraph.clauses
    clause = clauses[spot.clause]
    last = state.drafts[-1] if state.drafts else None
    beside = clause.bracket is not None and subject_before(clause.bracket, state.names) is not None
    if clause.bracket is not None and not beside and spot.segment.number == 0 and (found := _before_bracket(state, clause, last)):
        return found, None
    same = last is not None and clauses[last.clause].sentence == clause.sentence
    if spot.segment.number == 0 and spot.before is None and (found := _subject_before(state, spot.clause)):
        return found, None
    if last is not None and (same or spot.head[1] <= spot.head[0]):
        return last.topic, last
    return (), None


def _before_bracket(state: _State, clause: Clause, last: Draft | None) -> Phrase:
    assert clause.bracket is not None, "asked only of clauses in brackets"
    holder = next((c for c in state.paragraph.clauses if c.bracket is None and c.start <= clause.bracket < c.end), None)
    if holder is None or clause.start - clause.bracket > 1:
        return ()
    begin = max(holder.start, last.quantity.end if last else 0)
    if last and clause.bracket - last.quantity.end <= 1:
        return ()
    first = skip_lead(holder.view, begin, clause.bracket, state.by_start)
    return pieces(holder.view, first, trim_tail(holder.view, first, clause.bracket))


def _subject_before(state: _State, position: int) -> Phrase:
    """The subject of the clause before, when that has no number: 产业集群初具规模，产值50亿元; 粮食，平均每年产量…"""
    clauses = state.paragraph.clauses
    before = next((i for i in range(position - 1, -1, -1) if clauses[i].bracket == clauses[position].bracket), None)
    if before is None or state.by_clause[before] or clauses[before].sentence != clauses[position].sentence:
        return ()
    clause = clauses[before]
    first = skip_lead(clause.view, clause.start, clause.end, state.by_start)
    last = trim_tail(clause.view, first, clause.end)
    if clause.view[first:last].endswith("方面"):
        return pieces(clause.view, first, last - 2)
    stop = predicate_at(clause.view, first, last)
    said = text_of(clause.view, ((first, stop),))
    if not 2 <= len(said) <= _LONGEST_SUBJECT or "、" in said or action_of(clause.view, first, stop):
        return ()
    return pieces(clause.view, first, stop)
