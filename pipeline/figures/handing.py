"""What one paragraph hands on to those behind it: the time of the line that announces a list
(到2025年，主要目标如下：), and the one a review goes on in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.figures.text import Context, announced_time, framing_time, leading_times
from pipeline.figures.times import Time
from pipeline.figures.words import metric_words

# 主要目标如下：
_ANNOUNCES = re.compile(r"(?:[：:]|如下|以下[^。]{0,8})[。\s]*$")
_LEAD = re.compile("[^。；]*[：:](?=\u3000\u3000)")
_SET_OFF = re.compile("[^，。；]{0,2}[，,]")  # 2016—2020年间，
_REACHING = ("到", "至")
_FIRST = 1
_LONGEST_TITLE = 40
_NO_TITLE = re.compile("[，。；：！？,;:!?]")
# 2016年是本届政府的收官之年
_YEAR_OF_ALL = re.compile(r"\s*是[^，。；]{0,40}年[，。；]")
# 2025年，面对…
_OF_ALL = re.compile(rf"[，,：]|{_YEAR_OF_ALL.pattern}")


def goal_words() -> frozenset[str]:
    """What calls the lines below it goals: 目标, 指标."""
    return metric_words("goal")


def _lead_of(text: str) -> str:
    """A paragraph up to the colon that an indent follows: 1990年产量指标如下：　　甲产品5万吨 is the line
    that announces, and the first of its list with its line break lost."""
    lead = _LEAD.match(text)
    return lead[0] if lead else text


@dataclass(frozen=True, slots=True)
class _Handed:
    """A time, and the heading whose text it stands in; `below` when it holds under lower headings too, `all`
    when for every paragraph, not for the items of a list alone; `opening` until the first item has taken it,
    where that has to be the first of its list; `aims` when it announces goals (主要目标如下：);
    `results` when it goes on for paragraphs that open with a result (服务能力明显增强。…); `side` the part of
    a report that it holds in, None where it holds in all."""

    heading: int | None
    time: Time
    below: bool
    all: bool
    opening: bool = False
    aims: bool = False
    results: bool = False
    side: float | None = None


@dataclass(slots=True)
class Handing:
    """Goes through the paragraphs of a document in their order.

    Args:
        above: for a heading itself and those above it, nearest first.
        goals: whether a heading calls what stands under it goals (主要目标).
        outlook: whether one looks beyond the years of the plan (远景目标).
    """

    above: Callable[[int | None], tuple[int, ...]]
    goals: Callable[[int | None], bool] = lambda heading: False
    outlook: Callable[[int | None], bool] = lambda heading: False
    _list: _Handed | None = None
    _frame: _Handed | None = None
    _titled: tuple[_Handed, float] | None = None

    def time_for(
        self,
        heading: int | None,
        stated_at: int | None,
        *,
        item: bool,
        number: int | None = None,
        side: float | None = None,
        result: Callable[[], bool] = lambda: False,
    ) -> Time | None:
        """The time handed on to a paragraph, None where none is.

        Args:
            heading: the heading it stands under.
            stated_at: the heading that hands on a time to it, if any.
            item: whether it is an item of a list.
            number: the number of its label, if it has one.
            side: the part of a report that it stands in: behind the paragraph that turns ahead (2024年是…)
                the year done (过去一年，…) holds no longer.
            result: whether it opens with a sentence that tells a result.
        """
        self._list = self._list if self._holds(self._list, heading, item, result) else None
        self._list = self._opened(self._list, number)
        self._frame = self._frame if self._holds(self._frame, heading, item, result) else None
        if self._frame is not None and self._frame.side not in (None, side):
            self._frame = None
        handed = self._list or self._frame
        if handed is None or self._is_nearer(stated_at, handed):
            return None
        return handed.time

    @property
    def aims(self) -> bool:
        """Whether the list that the last paragraph asked about stands in is one of goals."""
        return self._list is not None and self._list.aims

    def time_of_title(self, stated_at: int | None, side: float) -> Time | None:
        """The year of the line before that stands as a title and is no heading (2016年为民办实事完成情况), in
        the same part of the document, until a heading behind it states a time."""
        if self._titled is None:
            return None
        handed, part = self._titled
        nearer = stated_at is not None and stated_at > (-1 if handed.heading is None else handed.heading)
        return None if nearer or part != side else handed.time

    def _holds(
        self, handed: _Handed | None, heading: int | None, item: bool, result: Callable[[], bool]
    ) -> bool:
        if handed is None:
            return False
        if handed.heading == heading:
            return item or handed.all or (handed.results and result())
        return handed.below and handed.heading in self.above(heading)

    def _opened(self, handed: _Handed | None, number: int | None) -> _Handed | None:
        """到2030年，… without a colon hands its year on to a list of its own, not to the second point of one
        that began before it."""
        if handed is None or not handed.opening:
            return handed
        return replace(handed, opening=False) if number in (None, _FIRST) else None

    def _is_nearer(self, stated_at: int | None, handed: _Handed) -> bool:
        return stated_at is not None and stated_at not in self.above(handed.heading)

    def take(
        self,
        text: str,
        start: int,
        heading: int | None,
        context: Context,
        *,
        item: bool,
        back: Callable[[Time], Time] = lambda time: time,
    ) -> None:
        """Notes what a paragraph hands on, once it has been asked for its own. The year that an item of a
        list reaches is its own: the next item stands beside it, not below (（一）…到2030年，…。（二）…).

        `back` gives a time of the text at its place in the paragraph, where the text is an excerpt of it.
        """
        if context.report and not item:
            self._take_of_report(text, start, heading, context, back)
        text = _lead_of(text)
        announces = _ANNOUNCES.search(text) is not None
        goes_on = context.side < 0 and context.plan is None
        if item and not (announces or goes_on or (context.leaning < 0 and context.plan)):
            return
        time = announced_time(text, context, start) if announces else framing_time(text, context, start)
        if time is None:
            return
        aimed = text.endswith(_REACHING, start, time.place.start)
        reaches = not item and aimed
        time = replace(time, aimed=aimed)
        beyond = not announces and _is_beyond(time, context)
        reaches = reaches or (beyond and not item)  # 展望2035年，…
        if announces or goes_on or reaches:
            goals = reaches and (self.outlook if beyond else self.goals)(heading)
            opening = reaches and not (announces or goes_on or goals)
            named = announces and context.plan is not None and any(word in text for word in goal_words())
            self._list = _Handed(
                heading,
                back(time),
                announces or goals,
                named or goals,
                opening,
                named or goals,
                results=reaches and not beyond,
            )
        elif context.leaning < 0 and context.plan and not _is_of_its_sentence(time, text):
            self._frame = _Handed(heading, back(time), below=True, all=True)
        elif self._list and self._list.all and not item:  # 2024年，… behind 到2025年，… among goals
            self._list = None

    def _take_of_report(
        self, text: str, start: int, heading: int | None, context: Context, back: Callable[[Time], Time]
    ) -> None:
        """A line that stands as a title; a sentence that calls the year done by its name (under a heading of
        five years and the last of them) turns to that year."""
        body = text[start:].strip()
        titled = 0 < len(body) <= _LONGEST_TITLE and not _NO_TITLE.search(body)
        if titled:
            time = framing_time(text, context, start)
            if time is not None and time.first is not None and time.first == time.last:
                self._titled = _Handed(heading, back(time), below=True, all=True), context.side
            return
        if turned := _turned(text, leading_times(text, context, start), context):
            self._frame = _Handed(heading, back(turned), below=True, all=True, side=context.side)


def _is_of_its_sentence(time: Time, text: str) -> bool:
    """2012—2021年用水量年均增长3%: years right before what they are of say nothing of the next paragraph,
    while “十三五”期间 and 2016—2020年，… do."""
    spans = time.first is not None and time.last is not None and time.first < time.last
    printed = text[time.place.start : time.end]
    return spans and printed[:1].isdigit() and _SET_OFF.match(text, time.end) is None


def _is_beyond(time: Time, context: Context) -> bool:
    """Whether a time lies behind the years of the plan: 展望2035年 in a plan of 2021 to 2025 opens an
    outlook, and what follows it is as a rule of the plan again."""
    return context.plan is not None and time.last is not None and time.last > context.plan[1]


def _turned(text: str, leading: Sequence[Time], context: Context) -> Time | None:
    """The time that a paragraph of a review goes over to: the year done (2025年是…的一年); under a heading
    that names years and the last of them (“十四五”时期和2025年工作回顾) whichever of these it opens with."""
    anchor, time = context.anchor, leading[-1] if leading else None
    if anchor is None or time is None or time.aimed or text.endswith(_REACHING, 0, time.place.start):
        return None
    done = time.first == time.last == anchor.done
    if context.both and context.span and time.text == context.span.text:
        return time
    of_all = _OF_ALL if context.both else _YEAR_OF_ALL
    called = (one for one in leading if one.text == time.text)
    return time if done and any(of_all.match(text, one.end) for one in called) else None
