"""What each number of a paragraph tells about."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile

from parsers.notation.quantity import Quantity
from pipeline.figures.adverbials import adverbial_behind, without_adverbials, without_dated_notes
from pipeline.figures.again import people_beside
from pipeline.figures.ahead import done_ahead
from pipeline.figures.before import read_before, with_tail
from pipeline.figures.behind import read_behind
from pipeline.figures.clauses import Clause, Paragraph, View
from pipeline.figures.enumerations import members, segments
from pipeline.figures.fulfilled import aim_met
from pipeline.figures.grants import granted
from pipeline.figures.heads import (
    Phrase,
    action_of,
    is_relational,
    pieces,
    predicate_at,
    said_by,
    skip_label,
    skip_lead,
    text_of,
    trim_tail,
    whole_words,
)
from pipeline.figures.held_against import compared_alike, compared_with_each
from pipeline.figures.lasting import beside_each_other
from pipeline.figures.made_up import made_up_of
from pipeline.figures.means import beside_mean
from pipeline.figures.modals import without_modals
from pipeline.figures.own_verbs import own_verbs
from pipeline.figures.shared_wholes import with_whole
from pipeline.figures.sides import counts_what_follows
from pipeline.figures.spots import (
    CLOSERS,
    Draft,
    Spot,
    State,
    is_deadline,
    is_ranked,
    is_relative,
    spot_at,
    unit_kind,
)
from pipeline.figures.standards import by_standard
from pipeline.figures.subjects import Names, Subject, is_own, places_from, subject_at, subject_before
from pipeline.figures.times import Time
from pipeline.figures.topics import holder_of, topic_of
from pipeline.figures.totals import about, all_together
from pipeline.figures.whose import handed_on
from pipeline.figures.words import metric_ending, metric_regex

_LONGEST_REST = 20
_LONGEST_DEED = 20
_LONGEST_LIST = 200  # characters
_PARTICLES = "的之"
_BOUNDS = ("over", "at_least", "under", "up_to")
_EITHER = ("或", "或者")
_LONGEST_EITHER = 2
_LONGEST_MEASURE = 8
_JOINTS = ("、", "和", "及", "与")
_NUMBERS = ("数", "率", "量", "额")
_COLONS = ("：", ":")


def drafts_of(paragraph: Paragraph, times: tuple[Time, ...], names: Names) -> tuple[Draft, ...]:
    """One draft for each quantity, in order."""
    by_clause = paragraph.by_clause()
    spoken = [replace(time, place=time.around or time.place) for time in times]
    state = State(
        paragraph,
        {time.place.start: time for time in spoken},
        {time.end: time for time in spoken},
        by_clause,
        names,
    )
    parted = {i: [*segments(paragraph.clauses[i], held)] for i, held in enumerate(by_clause) if held}
    state.own_verbs = {
        i: own_verbs(paragraph.clauses[i].view, found) for i, found in parted.items() if len(by_clause[i]) > 1
    }
    groups = [
        (i, segment, at)
        for i, found in parted.items()
        for segment in found
        for at in range(len(segment.groups))
    ]
    for clause, segment, at in sorted(groups, key=lambda item: item[1].groups[item[2]][0].start):
        if segment.number == 0 and at == 0:
            state.action = None
        for draft in _read(state, spot_at(state, clause, segment, at)):
            draft = _bounded_alike(_told_with(state, segment.groups[at][0]), draft)
            draft = about(state, _bounded_by_last(segment.groups[at][-1], draft))
            state.add(_broken_through(state, draft))
    return tuple(state.drafts)


def _untimed(state: State, draft: Draft) -> Draft:
    """Without the time that stands in what is said behind the number: 首期10亿元于2023年9月底前到位."""
    when = adverbial_behind(draft, state.paragraph, tuple(state.by_start.values()))
    if when is None:
        return draft
    name, topic = (without_adverbials(phrase, [when]) for phrase in (draft.metric, draft.topic))
    return replace(draft, metric=name, topic=topic)


def _read(state: State, spot: Spot) -> Iterator[Draft]:
    if given := granted(state, spot):
        for quantity, name in zip(spot.group, given, strict=True):
            draft = Draft(quantity, spot.clause, spot.tail, name, name)
            yield replace(draft, subject=_subject(state, spot, draft))
        return
    if parts := made_up_of(state, spot):
        draft = Draft(spot.first, spot.clause, spot.tail, parts, parts)
        yield replace(draft, subject=_subject(state, spot, draft))
        return
    if own := _with_own_verb(state, spot):
        name, place = own
        metric = with_tail(name, spot.tail) or name
        yield Draft(spot.first, spot.clause, spot.tail, metric, name, subject=place)
        return
    if len(spot.group) > 1 and spot.subject and (places := _places(state, spot, spot.subject)):
        name = pieces(spot.view, places[-1].span[1], spot.head[1]) or topic_of(state, spot)[0]
        for quantity, place in zip(spot.group, places, strict=True):
            metric = with_tail(name, spot.tail)
            yield Draft(quantity, spot.clause, spot.tail, metric, name, is_ranked(quantity), place)
        return
    if compared := [*compared_with_each(state, spot)]:
        yield from compared
        return
    if len(spot.group) > 1 and (names := _names(state, spot)):
        yield from _one_by_one(state, spot, names)
        return
    made = _due(state, spot) or done_ahead(spot) or aim_met(state, spot) or by_standard(state, spot)
    made = (
        made
        or beside_each_other(state, spot)
        or compared_alike(state, spot)
        or beside_mean(state, spot)
        or all_together(state, spot)
    )
    made = made or (read_behind(state, spot) if counts_what_follows(spot) else read_before(state, spot))
    made = _untimed(state, with_whole(state, spot, made))
    name, topic = (without_dated_notes(one, spot.view, state.by_start) for one in (made.metric, made.topic))
    made = replace(made, metric=without_modals(spot.view, name), topic=topic)
    said = text_of(spot.view, made.metric).strip().strip(_PARTICLES)
    for quantity in spot.group:
        told = made if said else _unnamed(state, spot, made, quantity)
        told = people_beside(state, spot, quantity, told)
        subject = _subject(state, spot, told)
        yield replace(told, quantity=quantity, ranked=is_ranked(quantity), subject=subject)


def _told_with(state: State, first: Quantity) -> Quantity:
    """不少于20天或160学时: the quantity whose bound is told of this one as well, else this one."""
    last = state.drafts[-1].quantity if state.drafts else None
    between = state.paragraph.text[last.end : first.start] if last is not None else ""
    either = between in _EITHER
    if last is not None and between == "、" and last.qualifier == "up_to" and unit_kind(first) == "money":
        either = last.unit == first.unit  # 给予最高500万元、100万元奖励
    return last if either and last is not None and first.qualifier == "exact" else first


def _broken_through(state: State, draft: Draft) -> Draft:
    """突破50项关键技术: what is broken through is counted, 专利突破50项 is more than that."""
    said, text = draft.quantity.qualifier_at, state.paragraph.text
    if said is None or not metric_regex("breaking").fullmatch(text[slice(*said)].strip()):
        return draft
    if not metric_ending("broken_through").search(text_of(text, draft.topic or draft.metric)):
        return draft
    return replace(draft, quantity=replace(draft.quantity, qualifier="exact", qualifier_at=None))


def _bounded_alike(first: Quantity, draft: Draft) -> Draft:
    """分别不低于80%、60%: the bound before the first of a list is told of each."""
    quantity, said = draft.quantity, first.qualifier_at
    either = first.end + _LONGEST_EITHER >= quantity.start > first.end
    alike = (
        quantity is not first and quantity.qualifier == "exact" and (either or quantity.unit == first.unit)
    )
    if not alike or quantity.value_max is not None or first.qualifier not in _BOUNDS or said is None:
        return draft
    leads = said[0] < first.number_start
    shared = replace(quantity, qualifier=first.qualifier, qualifier_at=said)
    return replace(draft, quantity=shared) if leads else draft


def _bounded_by_last(last: Quantity, draft: Draft) -> Draft:
    """分别控制在25吨和30升以下: the bound behind the last of a list is told of each."""
    quantity, said = draft.quantity, last.qualifier_at
    plain = quantity is not last and quantity.qualifier == "exact" and quantity.value_max is None
    if not (plain and draft.tail.each) or last.qualifier not in _BOUNDS or said is None:
        return draft
    shared = replace(quantity, qualifier=last.qualifier, qualifier_at=said)
    return replace(draft, quantity=shared) if said[0] >= last.number_start else draft


def _with_own_verb(state: State, spot: Spot) -> tuple[Phrase, Subject | None] | None:
    """Which of the names before 分别 a value is of that has its own verb: 进口、出口分别下降2%、增长8.6%; the
    places of 石桥县、南岭县产值分别增长2%、下降3% are whose the numbers are."""
    at, size = state.own_verbs.get(spot.clause, {}).get(spot.segment.number, (0, 0))
    if size and at == 0:
        state.shared = _shared_by(state, spot, size)
    return state.shared[at] if size and len(state.shared) == size else None


def _shared_by(state: State, spot: Spot, size: int) -> tuple[tuple[Phrase, Subject | None], ...]:
    first = spot.subject
    places = places_from(spot.view, first, spot.head[1], state.names) if first and first.place else ()
    if len(places) == size:
        name = pieces(spot.view, places[-1].span[1], spot.head[1]) or topic_of(state, spot)[0]
        return tuple((name, place) for place in places)
    names = members(spot.view, spot.head, size) or ()
    whose = None if first is None or is_own(first.name, state.names) else first
    return tuple((name, whose or _place(state, spot, name)) for name in names)


def _due(state: State, spot: Spot) -> Draft | None:
    """自受理之日起15个工作日内，公布结果: what is due stands in the next clause."""
    clauses, at = state.paragraph.clauses, spot.clause + 1
    closes = not spot.view[spot.behind : clauses[spot.clause].end].strip()
    if not (is_deadline(spot.first) and closes) or at == len(clauses) or state.by_clause[at]:
        return None
    here, due = clauses[spot.clause], clauses[at]
    if due.sentence != here.sentence or due.bracket != here.bracket:
        return None
    first = skip_lead(due.view, due.start, due.end, state.by_start)
    last = whole_words(due.view, min(due.end, first + _LONGEST_DEED))
    name = pieces(due.view, first, trim_tail(due.view, first, last))
    return Draft(spot.first, spot.clause, spot.tail, name) if name else None


def _unnamed(state: State, spot: Spot, made: Draft, quantity: Quantity) -> Draft:
    """Where the phrase says nothing: that of the last number in the same unit (企业20家，其中超50亿元的5家),
    else what stands around it."""
    here, unit = state.earlier(spot.clause), quantity.unit
    last = next((draft for draft in here if unit and draft.quantity.unit == unit and draft.metric), None)
    if last is None:
        return replace(made, metric=_anything(state, spot), topic=())
    return replace(made, metric=last.metric, topic=())


def _one_by_one(state: State, spot: Spot, names: tuple[Phrase, ...]) -> Iterator[Draft]:
    """Each value with its name; places are whose the numbers are, not what they tell: 石桥、南岭分别居第3位和
    第5位."""
    places = [_place(state, spot, name) for name in names]
    topic = topic_of(state, spot)[0] if all(places) else ()
    for quantity, name, place in zip(spot.group, names, places, strict=True):
        about, subject = (topic or name, place) if all(places) else (name, None)
        told = () if subject and not topic else about  # 石桥、南岭分别居全省第3位和第5位
        metric = with_tail(told, spot.tail) or about
        draft = Draft(quantity, spot.clause, spot.tail, metric, about, is_ranked(quantity), subject)
        yield draft if all(places) else replace(draft, subject=_subject(state, spot, draft))


def _places(state: State, spot: Spot, first: Subject) -> tuple[Subject, ...]:
    """The places of an enumeration, one for each value:
    石桥县、南岭县收入分别为12亿元和15亿元."""
    found = places_from(spot.view, first, spot.head[1], state.names) if first.place else ()
    return found if len(found) == len(spot.group) else ()


def _place(state: State, spot: Spot, name: Phrase) -> Subject | None:
    """The place that a name is, if it is nothing else."""
    found = subject_at(spot.view, name[0][0], name[-1][1], state.names) if name else None
    return found if found and found.place and found.span == (name[0][0], name[-1][1]) else None


def _names(state: State, spot: Spot) -> tuple[Phrase, ...] | None:
    """分别增长4.6%、6.2%: the name of each value; 分别居第2位和第3位: what the figures before were about."""
    if not spot.filled:
        goes_on = spot.tail.each or (spot.tail.changes and _were_listed(state, len(spot.group)))
        return (_named_before(state, spot) or _recent(state, spot)) if goes_on else None
    if completed := _completed_by_each(state, spot):
        return completed
    if _is_of_each(spot):
        told = pieces(spot.view, *spot.head)
        recent = _recent(state, spot, measured=False) or _recent(state, spot)
        return tuple((*_without_deed(spot, name), *told) for name in recent) if recent else None
    return (
        _measured_of_each(state, spot)
        or _each_told(state, spot)
        or members(spot.view, spot.head, len(spot.group))
    )


def _named_before(state: State, spot: Spot) -> tuple[Phrase, ...] | None:
    """城镇居民收入和农村居民收入，2000年分别达到6280元和2253元: the names stand in the clause before."""
    clauses, at = state.paragraph.clauses, spot.clause - 1
    if not spot.tail.each or at < 0 or state.by_clause[at]:
        return None
    before = clauses[at]
    if before.sentence != clauses[spot.clause].sentence or before.bracket != clauses[spot.clause].bracket:
        return None
    first = skip_lead(before.view, before.start, before.end, state.by_start)
    stop = min(predicate_at(before.view, first, before.end), _framed_at(before, first))
    head = (first, trim_tail(before.view, first, stop))
    return members(before.view, head, len(spot.group)) or members(
        before.view, (first, trim_tail(before.view, first, before.end)), len(spot.group)
    )


def _framed_at(clause: Clause, begin: int) -> int:
    """甲、乙在2022年的基础上实现倍增: where the words begin that say when or upon what."""
    words = clause.view.speech.within(begin, clause.end)[1:]
    return next((word.start for word in words if clause.view[word.start : word.end] == "在"), clause.end)


def _were_listed(state: State, count: int) -> bool:
    """Whether the last figures were one list with a name for each: 分别达到6280元和2253元，年均增长5%和4%."""
    last = state.drafts[-count:]
    names = {text_of(state.paragraph.text, draft.topic) for draft in last}
    one = len({(draft.clause, draft.quantity.unit) for draft in last}) == 1
    return one and len(names) == count and all(draft.tail.each for draft in last)


def _measured_of_each(state: State, spot: Spot) -> tuple[Phrase, ...] | None:
    """建议156件、提案203件，满意率分别为99%、98%: one measure of what was counted before."""
    told = pieces(spot.view, *spot.head)
    said = text_of(spot.view, told)
    measured = said.endswith(_NUMBERS) or metric_ending("relational").search(said) is not None  # 床位数
    short = len(said) <= _LONGEST_MEASURE and not any(mark in said for mark in _JOINTS)
    if not spot.tail.each or not (is_relational(said) or (measured and short)):
        return None
    recent = _recent(state, spot, measured=False) or _named_before(state, spot)
    return tuple((*_bare(spot, name), *told) for name in recent) if recent else None


def _bare(spot: Spot, name: Phrase) -> Phrase:
    """What was counted, without the verb before it."""
    opening = action_of(spot.view, *name[0])
    if opening is None or opening[1] >= name[0][1]:
        return name
    return ((opening[1], name[0][1]), *name[1:])


def _without_deed(spot: Spot, name: Phrase) -> Phrase:
    """淘汰旧产能5万吨…，今年分别淘汰3万吨: the verb is said again."""
    return _bare(spot, name) if action_of(spot.view, *spot.head) == spot.head else name


def _recent(state: State, spot: Spot, *, measured: bool = True) -> tuple[Phrase, ...] | None:
    """What the last figures of the sentence were about, one for each value; without what was `measured` of
    it (省级项目, not 省级项目总投资)."""
    count, same = len(spot.group), state.earlier(spot.clause)
    fitting = (draft.topic for draft in same if draft.topic and (measured or not _measures(spot.view, draft)))
    recent = list(islice(fitting, count))
    return tuple(reversed(recent)) if len(recent) == count else None


def _measures(view: View, draft: Draft) -> bool:
    return metric_ending("relational").search(text_of(view, draft.topic)) is not None


def _is_of_each(spot: Spot) -> bool:
    """分别完成年度计划的110%和105.7%: a measure of what was named before, one by one."""
    said = text_of(spot.view, pieces(spot.view, *spot.head))
    opening = action_of(spot.view, *spot.head)
    bare = spot.view[opening[1] : spot.head[1]] if opening else said
    each = spot.view.find("分别", spot.begin, spot.head[0]) >= 0
    return each and (not bare or is_relational(bare))


def _completed_by_each(state: State, spot: Spot) -> tuple[Phrase, ...] | None:
    """年均分别增长25%和30%，完成规划目标的132%和121%: a list behind a list goes on about its names."""
    doing = action_of(spot.view, *spot.head)
    opens = doing is not None and doing[0] == spot.head[0] and spot.segment.number == 0
    goes_on = opens and spot.tail.of and is_relative(spot.first) and _were_listed(state, len(spot.group))
    told = pieces(spot.view, *spot.head)
    return tuple((*name, *told) for name in _recent(state, spot) or ()) or None if goes_on else None


def _each_told(state: State, spot: Spot) -> tuple[Phrase, ...] | None:
    """What stands behind 分别 is told of each: 出口和投资分别占比30%和10%; 5个省级项目、3个市级项目分别投资
    5亿元和3亿元, where they were counted in the clause."""
    each, count = spot.view.find("分别", *spot.head), len(spot.group)
    told = pieces(spot.view, each + len("分别"), spot.head[1]) if each >= 0 else ()
    if not told:
        return None
    likened = spot.tail.of and metric_regex("likening").match(spot.view, told[0][0])
    told = () if likened else told  # 分别是全省标准的2倍、3倍
    here = takewhile(lambda draft: draft.clause == spot.clause, reversed(state.drafts))
    counted = tuple(reversed(list(islice((draft.topic for draft in here if draft.topic), count))))
    fits = len(counted) == count and counted[-1][-1][1] <= each
    names = counted if fits else members(spot.view, (spot.head[0], each), count)
    return tuple((*name, *told) for name in names) if names else None


def _anything(state: State, spot: Spot) -> Phrase:
    """Where nothing was recognised: the run-in heading before (资助规模：不超过4项), what stands behind, else
    before, else the number itself."""
    if titled := _run_in_title(state.paragraph):
        return titled
    if listed := _listed_behind(state, spot):
        return listed
    behind = pieces(spot.view, spot.behind + spot.of, min(spot.end, spot.behind + _LONGEST_REST))
    before = pieces(spot.view, max(spot.begin, spot.first.start - _LONGEST_REST), spot.first.start)
    return next(
        (found for found in (behind, before) if text_of(spot.view, found).strip(CLOSERS).strip()),
        ((spot.first.start, spot.first.end),),
    )


def _listed_behind(state: State, spot: Spot) -> Phrase:
    """开工建设甲山（120万千瓦）、乙山（140万千瓦）等5座电站: what those are whose sizes stand in brackets."""
    bracket = state.paragraph.clauses[spot.clause].bracket
    holder = state.paragraph.holder(bracket) if bracket is not None else None
    if holder is None:
        return ()
    stop = min(holder.end, spot.first.end + _LONGEST_LIST)
    view, behind = holder.view, state.paragraph.quantities_in(spot.first.end, stop)
    summed = next((one for one in behind if view.endswith("等", 0, one.start)), None)
    if summed is None or unit_kind(summed) != "classifier":
        return ()
    return pieces(view, summed.end, trim_tail(view, summed.end, predicate_at(view, summed.end, holder.end)))


def _subject(state: State, spot: Spot, made: Draft) -> Subject | None:
    """The name the phrase began with, that before the bracket, that of the figure it goes on about or of the
    clause before; the own place is none."""
    if made.elsewhere:
        return made.subject
    clause = state.paragraph.clauses[spot.clause]
    counted = clause.view.startswith("共", clause.start)  # 甲市、乙市（共36个）
    bracket = None if counted else clause.bracket
    found = (
        spot.subject
        or (subject_before(bracket, state.names) if bracket is not None else None)
        or holder_of(state, spot)
        or made.subject
        or _doer_before(state, spot)
        or _speaker(state, spot)
        or handed_on(state, spot)
    )
    return None if found is None or is_own(found.name, state.names) else found


def _doer_before(state: State, spot: Spot) -> Subject | None:
    """石桥县新建12万亩、改造5万亩: the place whose deed the member before tells does the next as well."""
    last = state.drafts[-1] if state.drafts and spot.segment.number else None
    if last is None or last.clause != spot.clause or last.subject is None or not last.subject.place:
        return None
    return last.subject if action_of(spot.view, *spot.head) else None


def _speaker(state: State, spot: Spot) -> Subject | None:
    """Who states a number is whose it is, where nobody else is named: what the province aims at is no target
    of the city."""
    clause = state.paragraph.clauses[spot.clause]
    said = said_by(spot.view, skip_label(spot.view, clause.start, clause.end), spot.first.start)
    return Subject(spot.view[slice(*said.speaker)], said.speaker, False) if said else None


def _run_in_title(paragraph: Paragraph) -> Phrase:
    """The words of the heading that a colon parts from the text, without its label."""
    text, start = paragraph.text, paragraph.start
    title = text[:start].rstrip()
    if not title or not (title.endswith(_COLONS) or text.startswith(_COLONS, start)):
        return ()
    first = skip_label(text, text.rfind("\n", 0, start) + 1, start)
    return pieces(text, first, len(title.rstrip("：:")))
