"""One number with the stretches around it, and on which side of it stands what it tells about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, takewhile

from models.quick import quick
from models.units import unit_words
from parsers.notation.quantity import Quantity
from pipeline.figures.clauses import Paragraph, Span, View
from pipeline.figures.enumerations import Segment
from pipeline.figures.heads import Phrase, action_of, skip_lead, trim_tail
from pipeline.figures.narrowing import done_by, narrowed, what_is_had
from pipeline.figures.subjects import Names, Subject, division_alone, places_from, subject_at
from pipeline.figures.tails import Tail, read_tail
from pipeline.figures.times import Time
from pipeline.figures.words import BLANKS, level_reached, metric_regex, metric_words, verbs

MEASURE_ENDS = "率比度量额值数重"
CLOSERS = "，。；：、）)”’》！？\0"
_NEAR_LEVEL = 10
_PART = "其中"
_BY = ("按照", "依照", "按")
_TAKING = ("将", "把")
_LONGEST_BOUND = 4
_FARTHEST = 30  # drafts back
_LONGEST_DIVISION = 6
_COINS = ("元", "角", "分")


@quick
@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity with its metric, before time and kind are known.

    `topic` is the noun phrase that later clauses may go on about, `root` what that phrase itself is of (项目
    of 项目总投资); `alone` where it counts what follows it and no verb stands before it in its clause;
    `ground` where that is what something rests upon (依托5个园区); `elsewhere` where it is the mean of a
    larger place held against this one (全省平均为6.5张).
    """

    quantity: Quantity
    clause: int
    tail: Tail
    metric: Phrase
    topic: Phrase = ()
    ranked: bool = False
    subject: Subject | None = None
    root: Phrase = ()
    alone: bool = False
    ground: bool = False
    elsewhere: bool = False


@dataclass(slots=True)
class State:
    """A paragraph and what has been read of it: its drafts, the last of them outside of brackets, the verb
    the first member of an enumeration opened with, the sentence and unit of the last member that 其中
    introduced, the sentence that grants something with what it grants, by clause the segments whose values
    have a verb each, and the names that these share with whose they are."""

    paragraph: Paragraph
    by_start: Mapping[int, Time]
    by_end: Mapping[int, Time]
    by_clause: tuple[tuple[Quantity, ...], ...]
    names: Names
    drafts: list[Draft] = field(default_factory=list)
    last_outside: Draft | None = None
    whole: tuple[int, str | None] | None = None
    action: Span | None = None
    action_unit: str | None = None
    action_kind: str = ""
    granted: tuple[int, Phrase] = (-1, ())
    own_verbs: dict[int, dict[int, tuple[int, int]]] = field(default_factory=dict)
    shared: tuple[tuple[Phrase, Subject | None], ...] = ()
    of_clause: dict[int, list[Draft]] = field(default_factory=dict)

    def add(self, draft: Draft) -> None:
        """Takes in what was read next."""
        self.drafts.append(draft)
        self.of_clause.setdefault(draft.clause, []).append(draft)
        if self.paragraph.clauses[draft.clause].bracket is None:
            self.last_outside = draft

    def told_in(self, clause: int) -> Sequence[Draft]:
        """What was read of a clause so far, in order."""
        return self.of_clause.get(clause, ())

    def earlier(self, clause: int, most: int = _FARTHEST) -> Iterator[Draft]:
        """What was read before in the sentence of a clause, nearest first; of a sentence that never ends the
        last of it, so that a long one costs no more than its length."""
        clauses = self.paragraph.clauses
        sentence = clauses[clause].sentence
        near = islice(reversed(self.drafts), most)
        return takewhile(lambda draft: clauses[draft.clause].sentence == sentence, near)


@dataclass(frozen=True, slots=True)
class Spot:
    """One list of values (most often a single one) with what surrounds it: before it from `begin` on, behind
    it up to `end`.

    `before` is the number that stands in front of it in the same member of an enumeration; `head` the phrase
    before it without verbs; `part` when it is told of a part of what was named
    before: 其中.
    """

    clause: int
    view: View
    segment: Segment
    group: tuple[Quantity, ...]
    before: Quantity | None
    begin: int
    end: int
    tail: Tail
    head: Span
    subject: Subject | None
    part: bool = False

    @property
    def first(self) -> Quantity:
        """The first of its values."""
        return self.group[0]

    @property
    def filled(self) -> bool:
        """Whether any phrase stands before it."""
        return self.head[0] < self.head[1]

    @property
    def says(self) -> bool:
        """Whether a verb of state or change ties it to what stands before it."""
        return self.tail.changes or self.tail.attains or self.tail.shares or self.tail.compares

    @property
    def behind(self) -> int:
        """Offset of the first character behind it that is no blank; 钱 of 加价3分钱 belongs to the number."""
        at = self.group[-1].end
        at += self.group[-1].unit in _COINS and self.view.startswith("钱", at)
        while at < self.end and self.view[at] in BLANKS:
            at += 1
        return at

    @property
    def noted(self) -> bool:
        """Whether only a bracket stands behind it: 7万公里（含部分支线），…"""
        closes = self.view.find("）", self.behind) if self.view.startswith("（", self.behind) else -1
        return closes > 0 and (closes + 1 >= self.end or self.view[closes + 1] in CLOSERS)

    @property
    def of(self) -> bool:
        """Whether 的 follows it."""
        return self.view.startswith("的", self.behind)


def is_ranked(quantity: Quantity) -> bool:
    """第18位, 前20强."""
    return quantity.raw[:1] in "第前"


def unit_kind(quantity: Quantity) -> str:
    """The kind of its unit in the vocabulary, "" without one."""
    return _kind_of(quantity.unit or "")


@lru_cache(maxsize=512)
def _kind_of(unit: str) -> str:
    word = unit_words().get(unit.split("/")[0])
    return word.kind if word else ""


def is_deadline(quantity: Quantity) -> bool:
    """15个工作日内."""
    return quantity.raw.endswith("内") and unit_kind(quantity) == "time"


def is_relative(quantity: Quantity) -> bool:
    """Shares, points and multiples."""
    return unit_kind(quantity) in {"share", "multiple"}


def spot_at(state: State, clause: int, segment: Segment, at: int) -> Spot:
    """The surroundings of the group at a position of a segment."""
    view = state.paragraph.clauses[clause].view
    group = segment.groups[at]
    before = segment.groups[at - 1][-1] if at else None
    begin = past_standard(view, before.end) if before else segment.begin
    end = segment.groups[at + 1][0].start if at + 1 < len(segment.groups) else segment.end
    relative = is_relative(group[0]) or group[0].unit == "位"
    start = _number_begins(view, group[0], begin)
    ranked, extreme = is_ranked(group[0]), _may_be_extreme(view, group[0])
    tail = read_tail(view, begin, start, state.by_end, ranked=ranked, relative=relative, extreme=extreme)
    _find_start(view, begin, end, group[-1], tail)
    _go_on_changing(state, clause, group[0], begin, tail)
    _find_change_behind(view, group[-1].end, end, tail)
    first = skip_lead(view, disposed(view, begin, tail.end), tail.end, state.by_start)
    head = (first, max(first, trim_tail(view, first, tail.end)))
    if before and unit_kind(before) == "classifier" and head[0] == before.end:
        head = done_by(view, *head)
    head = narrowed(view, *head, segment.begin, tail, counts=unit_kind(group[0]) in ("classifier", ""))
    head = _without_manner(view, head, tail)
    head, placed = _done_in(view, head, group[0], end, state.names)
    subject = subject_at(view, *head, state.names) or _next_of_row(state, clause, segment, head, group[0])
    if subject is None:
        head = what_is_had(view, *head)
    if subject and _is_counted_itself(view, subject.span, head, group[0]):
        subject = None
    if subject and view.startswith("等", head[1]):  # 对石桥市推进改革等30项做法予以表扬
        subject = None
    subject = _together(view, subject, head[1], state.names) if subject and len(group) == 1 else subject
    if subject and (subject.span[1] < head[1] or subject.place or tail.attains or tail.ranked_in):
        head = (min(head[1], skip_lead(view, subject.span[1], head[1], state.by_start)), head[1])
    else:
        subject = None
    part = _is_part(state, clause, segment, head[0], group[0].unit)
    return Spot(clause, view, segment, group, before, begin, end, tail, head, placed or subject, part)


def _without_manner(view: View, head: Span, tail: Tail) -> Span:
    """重点提升40所学校办学水平: what only tells how something changes is not what changes."""
    tells_how = tail.changes and view[slice(*head)] in metric_words("manner")
    return (head[1], head[1]) if tells_how else head


def _done_in(
    view: View, head: Span, quantity: Quantity, end: int, names: Names
) -> tuple[Span, Subject | None]:
    """完成石桥县15个卫生院建设: the deed, and the place that stands between it and the number."""
    deed = action_of(view, *head)
    counts = unit_kind(quantity) == "classifier" and quantity.end < end and view[quantity.end] not in CLOSERS
    if deed is None or not counts or not deed[1] < head[1] == quantity.start:
        return head, None
    place = subject_at(view, deed[1], head[1], names)
    done = place is not None and place.place and place.span == (deed[1], head[1])
    return (deed, place) if done else (head, None)


def _next_of_row(
    state: State, clause: int, segment: Segment, head: Span, quantity: Quantity
) -> Subject | None:
    """石桥县17座、安县12座: in a row of places what is short and ends like one is one."""
    last = state.drafts[-1] if state.drafts and segment.number else None
    if last is None or last.clause != clause or last.subject is None or not last.subject.place:
        return None
    view, alike = state.paragraph.clauses[clause].view, last.quantity.unit == quantity.unit
    return division_alone(view, *head) if alike and head[1] - head[0] <= _LONGEST_DIVISION else None


def _is_counted_itself(view: View, name: Span, head: Span, quantity: Quantity) -> bool:
    """综合保税区增至6个: the name of a class, with nothing behind it, is what is counted."""
    alone = name[1] == head[1] and unit_kind(quantity) == "classifier"
    return alone and metric_regex("class_place").fullmatch(view, *name) is not None


def _together(view: View, first: Subject, end: int, names: Names) -> Subject | None:
    """青石省、白塔省共落实12名: one number is of all the places before it, and of none where the list goes on
    with what is none."""
    places = places_from(view, first, end, names) if first.place else (first,)
    span = (first.span[0], places[-1].span[1])
    if first.place and view.startswith("、", span[1]) and span[1] < end:
        return None
    return Subject(view[slice(*span)], span, first.place)


def past_standard(view: View, at: int) -> int:
    """按每校1万元的标准共计安排200万元: the standard is of the number before it."""
    said = metric_regex("standard").match(view, at)
    return said.end() if said else at


def _may_be_extreme(view: View, quantity: Quantity) -> bool:
    """Whether 最高 before a number is what was measured: it bounds sums, and what it is the bound of."""
    said = quantity.qualifier_at
    bounded = said is not None and view.startswith("最", said[0])
    return not bounded and unit_kind(quantity) != "money"


def _number_begins(view: View, quantity: Quantity, begin: int) -> int:
    """Where a number begins with the bound right before it: 培训少于200人次."""
    said = quantity.qualifier_at
    if (by := _rate_begins(view, quantity, begin)) is not None:
        return by
    if said is None or said[1] != quantity.start or said[0] <= begin or _bounds_a_deed(view, said):
        return quantity.start
    return said[0] if said[1] - said[0] <= _LONGEST_BOUND else quantity.start  # 不得超过总量的10%


def _bounds_a_deed(view: View, said: Span) -> bool:
    """至少保存6个月: the deed between bound and number is no part of the bound."""
    bound = view.speech.at(said[0])
    return (
        bound is not None and bound.end < said[1] and view[bound.start : bound.end] in metric_words("binding")
    )


def _rate_begins(view: View, quantity: Quantity, begin: int) -> int | None:
    """Where 按 begins in 按照不低于装机规模10%配置储能, 按不低于车位总数10%的比例建设充电桩: what a rate is
    reckoned from is no part of what is done by it. None elsewhere, and where something is given."""
    said = quantity.qualifier_at
    if said is None or not is_relative(quantity):
        return None
    by = next((word for word in _BY if view.endswith(word, begin, said[0])), None)
    if by is None or said[1] - said[0] <= _LONGEST_BOUND:
        return None
    at = rate_end(view, quantity.end)
    word = view.speech.at(at) if at < len(view) else None
    done = word is not None and word.tag.startswith("v") and not metric_regex("giving").match(view, at)
    return said[0] - len(by) if done else None


def rate_end(view: View, at: int) -> int:
    """Behind 的比例, 的标准, where a number is followed by such."""
    rate = metric_regex("by_rate").match(view, at + 1) if view.startswith("的", at) else None
    return rate.end() if rate else at


def disposed(view: View, begin: int, end: int) -> int:
    """Where what 将 or 把 takes begins: 新政策将补助标准由5元提高到10元."""
    taking = (
        w for w in view.speech.within(begin, end) if view[w.start : w.end] in _TAKING and w.start > begin
    )
    return next((word.end for word in taking if word.end < end), begin)


def _is_part(state: State, clause: int, segment: Segment, head: int, unit: str | None) -> bool:
    """Whether 其中 introduces a number, or did the member before it in the sentence, with the same unit:
    其中，出口20亿元；进口10亿元; or whether a bracket parts the number before it: 12所（城区5所）."""
    here = state.paragraph.clauses[clause]
    before = state.paragraph.clauses[clause - 1] if clause else here
    alone = before.view[before.start : before.end].strip(BLANKS) == _PART and segment.begin == here.start
    if alone or _PART in here.view[segment.begin : head]:
        state.whole = (here.sentence, unit)
    last = state.drafts[-1] if state.drafts else None
    alike = last is not None and last.quantity.unit == unit
    goes_on = state.whole == (here.sentence, unit) and (alike or segment.number == 0)
    return goes_on or (here.bracket is not None and alike)


def _find_start(view: View, begin: int, end: int, last: Quantity, tail: Tail) -> None:
    """由每生每年5元提高至10元: a number is a start when a level reached stands behind it and 从 or 由 before
    it."""
    reached = level_reached().search(view, last.end, min(end, last.end + _NEAR_LEVEL))
    if tail.starts_from and not reached and unit_kind(last) == "classifier":
        tail.starts_from = not view.endswith("由", begin, last.start)  # 评审由5名以上专家进行
    if tail.starts_from or not reached:
        return
    low = max(begin, tail.end - _NEAR_LEVEL)
    at = max(view.rfind("从", low, tail.end), view.rfind("由", low, tail.end))
    if at >= 0:
        tail.starts_from, tail.end = True, at
        tail.from_time = next((time for time in tail.times if time.place.start > at), None)
        tail.kept.clear()


def _find_change_behind(view: View, at: int, end: int, tail: Tail) -> None:
    """生产总值实现8%以上的增长: behind a share that something does or keeps a change may close the clause."""
    if not (tail.relative and tail.attains) or tail.starts_from:
        return
    while at < end and view[at] in BLANKS + "的":
        at += 1
    stop = next((i for i in range(at, end) if view[i] in CLOSERS), end)
    verb = verbs().get(view[at:stop])
    if verb is not None and verb.role == "change" and stop - at > 1:
        tail.changes, tail.attains, tail.done = True, False, False
        tail.direction, tail.decisive = "down" if verb.direction == "down" else "up", (at, stop)
        tail.kept.append((at, stop))


def _go_on_changing(state: State, clause: int, quantity: Quantity, begin: int, tail: Tail) -> None:
    """确保增长6.5%、力争7%以上: a word of aims alone goes on about the change before it."""
    last = state.drafts[-1] if state.drafts else None
    alone = tail.goal is not None and not state.paragraph.text[begin : tail.end].strip(BLANKS + "、，")
    if last is None or not alone or tail.attains or tail.changes or tail.compares:
        return
    same = last.clause in (clause, clause - 1) and last.quantity.unit == quantity.unit
    if same and last.tail.changes:
        tail.changes, tail.direction, tail.decisive = True, last.tail.direction, last.tail.decisive
        tail.kept = list(last.tail.kept)
