"""What a number is compared with: 比2015年, 同比, 是2015年的2.3倍, 与2015年相比, 从2015年的37.2%."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.figures.anchors import Place
from pipeline.figures.clauses import Paragraph
from pipeline.figures.series import ListPlace, lists_of
from pipeline.figures.spots import Draft, unit_kind
from pipeline.figures.time_words import comparison_words
from pipeline.figures.times import Time, When
from pipeline.figures.words import BLANKS, verb_ending, verbs

_LONGEST_VERB = 8
_LONGEST_TIME = 60  # characters; times are in order of their start, not of their end
_LONGEST_MEASURE = 16  # characters of 6亿元 in 是2015年6亿元的2倍
_REACHING = ("到", "至")
_THEN = "同期"  # 恢复到2019年同期的95%
# 6亿元的2.3倍, 6亿元的八成
_MULTIPLE = re.compile(
    r"的\s*(?:[0-9一二三四五六七八九十百]|近)[0-9.．一二三四五六七八九十百点分之]*\s*多?[倍成%％]"
)


@dataclass(frozen=True, slots=True)
class Base:
    """What a number is compared with: the time as printed and its year or years."""

    time: Time
    text: str


def bases_of(
    paragraph: Paragraph,
    block: int,
    times: tuple[Time, ...],
    drafts: tuple[Draft, ...],
    whens: tuple[When | None, ...],
) -> tuple[Base | None, ...]:
    """What each number of a paragraph is compared with, None where nothing says it.

    A base said once holds for the changes that go on after it in the sentence (A比2016年下降12%，B下降8%);
    上年 and 同比, which are counted from the time of each number, for those of the paragraph.
    """
    reader = _Reader(
        paragraph,
        block,
        times,
        drafts,
        whens,
        lists_of(paragraph, drafts),
        _last_before([draft.tail.starts_from for draft in drafts]),
        _last_before([_changes(draft) for draft in drafts]),
        frozenset(draft.clause for draft in drafts),
    )
    found: list[Time | None] = []
    for at in range(len(drafts)):
        found.append(reader.own(at) or reader.pair(at) or reader.carried(at, found))
    return tuple(_resolved(time, when) for time, when in zip(found, whens, strict=True))


def _last_before(marks: Sequence[bool]) -> tuple[int | None, ...]:
    """For each place the last marked one before it, None where there is none."""
    last: int | None = None
    found: list[int | None] = []
    for at, marked in enumerate(marks):
        found.append(last)
        last = at if marked else last
    return tuple(found)


def _changes(draft: Draft) -> bool:
    tail = draft.tail
    return tail.changes and not (tail.attains or tail.starts_from or tail.continued)


def compared_times(draft: Draft, paragraph: Paragraph, times: tuple[Time, ...]) -> Iterator[Time]:
    """The times that a number is compared with in its own words: these are not the time it is of."""
    if base := _in_phrase(draft, times):
        yield base
    if base := _of_multiple(draft, paragraph, times):
        yield base


def time_right_before(draft: Draft, paragraph: Paragraph, times: tuple[Time, ...]) -> Time | None:
    """The time in 比2015年的37.2%提高…, which is that of the number although others are compared with it;
    so is that in 是2015年6亿元的2倍."""
    if measure := _measure_of_next(draft, paragraph, times):
        return measure
    if _is_multiple(draft):
        return None
    compared = [one.place for one in compared_times(draft, paragraph, times)]
    time = _adjoining(draft, paragraph, times)
    return time if time and time.place not in compared else None


def _in_phrase(draft: Draft, times: tuple[Time, ...]) -> Time | None:
    """比2015年, 较上年."""
    base = draft.tail.base
    if not base:
        return None
    return next((t for t in _between(times, *base) if t.end <= base[1]), None)


def _of_multiple(draft: Draft, paragraph: Paragraph, times: tuple[Time, ...]) -> Time | None:
    """是2015年的2.3倍, 相当于2015年的80%."""
    time = _adjoining(draft, paragraph, times)
    if time is None or draft.tail.starts_from:
        return None
    share = unit_kind(draft.quantity) == "share"
    return time if _is_multiple(draft) or (share and _is_likened(time, paragraph)) else None


def _adjoining(draft: Draft, paragraph: Paragraph, times: tuple[Time, ...]) -> Time | None:
    """The time that nothing but 的 parts from the number, or 的 and what that is measured by
    (2015年6亿元的2倍)."""
    last = _before_blanks(paragraph.text, draft.quantity.start) - 1
    if last < 0 or paragraph.text[last] != "的":
        return None
    last -= len(_THEN) * paragraph.text.endswith(_THEN, 0, last)
    measures = paragraph.quantities_in(max(0, last - _LONGEST_MEASURE), last)
    measured = bool(measures) and measures[-1].end == last
    first = _before_blanks(paragraph.text, measures[-1].start if measured else last)
    return _ending(times, first, first if measured else last)


def _measure_of_next(draft: Draft, paragraph: Paragraph, times: tuple[Time, ...]) -> Time | None:
    """The time right before a number that the next is a multiple or a share of."""
    if not _MULTIPLE.match(paragraph.text, draft.quantity.end):
        return None
    start = _before_blanks(paragraph.text, draft.quantity.start)
    return _ending(times, start, start)


def _ending(times: Sequence[Time], first: int, last: int) -> Time | None:
    """The time that ends in a stretch."""
    nearby = _between(times, first - _LONGEST_TIME, max(first, last))
    return next((time for time in nearby if first <= time.end <= last), None)


def _between(times: Sequence[Time], start: int, end: int) -> Sequence[Time]:
    """The times that begin in a stretch."""
    first, behind = (bisect_left(times, at, key=lambda time: time.place.start) for at in (start, end))
    return times[first:behind]


def _before_blanks(text: str, end: int) -> int:
    """Where the blanks that reach up to `end` begin."""
    while end > 0 and text[end - 1] in BLANKS:
        end -= 1
    return end


def _is_likened(time: Time, paragraph: Paragraph) -> bool:
    """Whether a verb of being leads to the time (为2015年的80%), or one of coming back to it
    (恢复到2019年的80%), not one of reaching (上升到2020年的80%)."""
    start = time.place.start
    verb = verb_ending().search(paragraph.text, max(paragraph.start, start - _LONGEST_VERB), start)
    role = verbs()[verb[0]].role if verb else ""
    return role == "restored" or (verb is not None and role == "attain" and not verb[0].endswith(_REACHING))


def _is_multiple(draft: Draft) -> bool:
    return unit_kind(draft.quantity) == "multiple"


def _moves(draft: Draft) -> bool:
    """Whether a number tells how far something moved."""
    tail = draft.tail
    turned = draft.quantity.raw.startswith("翻")
    return not tail.starts_from and (tail.changes or tail.compares or turned or _is_multiple(draft))


@dataclass(frozen=True, slots=True)
class _Reader:
    """A paragraph with its numbers, their times and their places in lists of values.

    `openers` and `changers` are for each number the last one before it that starts a 从…到 and that tells a
    change; `counted` are the clauses that hold a number.
    """

    paragraph: Paragraph
    block: int
    times: tuple[Time, ...]
    drafts: tuple[Draft, ...]
    whens: tuple[When | None, ...]
    lists: tuple[ListPlace, ...]
    openers: tuple[int | None, ...]
    changers: tuple[int | None, ...]
    counted: frozenset[int]

    def own(self, at: int) -> Time | None:
        """What the words of the number's own clause, or those that open its sentence, compare it with."""
        draft = self.drafts[at]
        stated = next(compared_times(draft, self.paragraph, self.times), None)
        if stated or not _moves(draft):
            return stated
        return self._framed(draft, same_clause=True) or self._year_before(at) or self._framed(draft)

    def _framed(self, draft: Draft, *, same_clause: bool = False) -> Time | None:
        """与2015年相比, 以2015年为基数 before the number: in its clause, else in one of its sentence that
        holds no number."""
        clauses = self.paragraph.clauses
        clause = clauses[draft.clause]
        for time in reversed(self.times):
            if not time.framed or time.end > draft.quantity.start:
                continue
            if clause.start <= time.place.start:
                return time
            if same_clause:
                return None
            at = next((i for i, c in enumerate(clauses) if c.start <= time.place.start < c.end), None)
            if at is not None and clauses[at].sentence == clause.sentence and at not in self.counted:
                return time
        return None

    def _year_before(self, at: int) -> Time | None:
        match = self._comparison_word(at)
        if match is None or match[1] != "year_before":
            return None
        return Time(match[0], "", None, None, shift=-1)

    def _comparison_word(self, at: int) -> tuple[Place, str] | None:
        """The last word of comparison between the number before and this one (同比, 环比, 年均)."""
        pattern, meanings = comparison_words()
        start = self._stretch(at)
        found = list(pattern.finditer(self.paragraph.text, start, self.drafts[at].quantity.start))
        return (Place(self.block, *found[-1].span()), meanings[found[-1][0]]) if found else None

    def _stretch(self, at: int) -> int:
        """Where the words that belong to a number begin: behind the number before its list, in its clause."""
        first = at - self.lists[at].at
        draft = self.drafts[first]
        start = self.paragraph.clauses[draft.clause].start
        before = self.drafts[first - 1].quantity.end if first else start
        return max(start, before)

    def pair(self, at: int) -> Time | None:
        """The start of 从2015年的37.2%到…, for its end and for the change between both in the clause
        behind."""
        draft = self.drafts[at]
        opener = self.openers[at]
        if draft.tail.starts_from or opener is None:
            return None
        start, when = self.drafts[opener], self.whens[opener]
        if when is None or not when.known or not self._closes(draft, start):
            return None
        # 从50家增加到80家、基地达到9个: the base is that of the value right behind, and of a change
        level = draft.clause == start.clause and not draft.tail.changes
        return None if level and at - self.lists[at].at > opener + 1 else when.time

    def _closes(self, draft: Draft, start: Draft) -> bool:
        ahead = draft.clause - start.clause
        return ahead == 0 or (ahead == 1 and draft.tail.changes and self._one_sentence(draft, start))

    def _one_sentence(self, left: Draft, right: Draft) -> bool:
        clauses = self.paragraph.clauses
        return clauses[left.clause].sentence == clauses[right.clause].sentence

    def carried(self, at: int, found: Sequence[Time | None]) -> Time | None:
        """The base of the change before, where this one goes on in the same way; that of the first of
        分别是2015年的1.4倍和1.6倍 for the others."""
        draft = self.drafts[at]
        if self.lists[at].at and draft.tail.each and not draft.tail.changes:
            return found[at - 1]
        before = self.changers[at]
        if before is None or not _changes(draft) or self._comparison_word(at) is not None:
            return None
        base = found[before]
        if base is None or not self._same_time(at, before):
            return None
        return base if base.shift or self._one_sentence(draft, self.drafts[before]) else None

    def _same_time(self, left: int, right: int) -> bool:
        one, other = self.whens[left], self.whens[right]
        return (one and one.time.text) == (other and other.time.text)


def _resolved(time: Time | None, when: When | None) -> Base | None:
    """The base with its year; 上年 and 同比 are counted from the year the number has, and rest on where that
    is printed."""
    if time is None:
        return None
    if not time.shift:
        return Base(time, time.text) if time.text else None
    if when is None or when.year is None:
        return None
    return Base(replace(time, resting=when.time.place), str(when.year + time.shift))
