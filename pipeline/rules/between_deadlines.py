"""Times that a new version put off or no longer names: deadlines of the text, the year of an indicator
table's targets, the end of the plan."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Final

from models.names import Severity
from models.vocabularies import read_rows
from parsers.notation.numerals import read_number
from parsers.notation.period import Period, find_periods
from pipeline.rules.between_versions import is_another_edition, matched
from pipeline.rules.records import Held, IndicatorRow
from pipeline.rules.results import (
    Agreed,
    Finding,
    Result,
    Rule,
    Side,
    agreed,
    changed_side,
    field_side,
    sides,
    sides_before,
    span,
)
from pipeline.rules.sentence_pairs import SentencePair, sentence_pairs
from pipeline.rules.wording import say
from pipeline.rules.words import any_of
from pipeline.versions.similarity import likeness

_MASK: Final = "\ue000"
_AS_IT_WAS: Final = 0.7  # so alike, but for its times, is a sentence of the same undertaking
_LAST_MONTH: Final = 12
_PARTS: Final = {"上半年": 6, "一季度": 3, "二季度": 6, "三季度": 9, "1季度": 3, "2季度": 6, "3季度": 9}
_ENDS: Final = ("底", "末")
_LIMITS: Final = ("前", "内")
_MONTH: Final = re.compile(
    r"(?<![\d〇零一二三四五六七八九十]年)(?<![度\d一二三四五六七八九十])"
    r"(?P<number>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?P<unit>月)份?[底末]?"
    r"(?=[前内]|之前|以前)"
)
# 5个工作日内办结: how long something may take; not 近6个月内, 3年内未…, 30日内的
_LIMIT: Final = re.compile(
    r"(?<![近前后过满第])(?P<number>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
    rf"(?P<unit>{any_of('limit_unit')})(?:以|之)?内(?!{any_of('limit_of_condition')})"
)
_MARKS: Final = "，,、 \u3000"


def text_deadline_postponed(held: Held) -> Iterator[Result]:
    """Deadlines of the text that are later than before, and those that are gone."""
    if is_another_edition(held):
        return
    told: set[int] = set()
    for pair in held.once(sentence_pairs):
        for result in _of_pair(held, pair):
            told.update(side.block for side in result.sides)
            yield result
    yield from _tasks_moved(held, told)


def _of_pair(held: Held, pair: SentencePair) -> Iterator[Result]:
    was, now = find_periods(pair.old), find_periods(pair.new)
    yield from _numbers_moved(pair, _MONTH, None)
    yield from _numbers_moved(pair, _LIMIT, "info")
    if _likeness(pair, was, now) < _AS_IT_WAS:
        return
    if len(was) == len(now):
        yield from _moved(held, pair, was, now)
        yield from _loosened(pair, was, now)
    elif not now:
        yield from _dropped(held, pair, was)


def _tasks_moved(held: Held, told: Collection[int]) -> Iterator[Result]:
    """Deadlines of tasks, in tables and in notes of their own, that are later now."""
    for change in held.changes:
        if (change.record_kind, change.change, change.field) != ("task", "changed", "deadline"):
            continue
        if change.block is None or change.block in told or change.start is None or change.end is None:
            continue
        place = Side(change.block, change.start, change.end, change.new_quote or "", change.new_id)
        if _last_month(change.new_value) <= _last_month(change.old_value):
            yield agreed(place)
            continue
        message = say("text_deadline_postponed", old=change.old_quote, new=change.new_quote)
        yield Finding(message, (place,), change.old_quote, change.new_quote, before=changed_side(change))


def _last_month(deadline: str | None) -> tuple[int, int]:
    """Year and month of 2025-06; a year alone ends with its last month."""
    year, _, month = (deadline or "0").partition("-")
    return int(year), int(month or _LAST_MONTH)


def _moved(held: Held, pair: SentencePair, was: Sequence[Period], now: Sequence[Period]) -> Iterator[Result]:
    for old, new in zip(was, now, strict=True):
        before, after = _end(old), _end(new)
        if before is None or after is None or not _is_deadline(pair.old, old):
            continue
        place = pair.place(new.start, new.end)
        if after <= before or not _is_deadline(pair.new, new) or _is_past(held, after[0]):
            yield agreed(place)
            continue
        message = say("text_deadline_postponed", old=old.raw, new=new.raw)
        quoted = pair.was(old.start, old.end) + pair.before
        yield Finding(message, (place, pair.whole), pair.old.strip(), pair.new.strip(), before=quoted)


def _loosened(pair: SentencePair, was: Sequence[Period], now: Sequence[Period]) -> Iterator[Result]:
    """Times by which something was to be (前, 内) and about which it is now (左右)."""
    for old, new in zip(was, now, strict=True):
        limit, about = pair.old[old.end :], pair.new[new.end :]
        same = (old.end_year, old.end_month) == (new.end_year, new.end_month)
        if same and limit.startswith(_frames("behind")) and about.startswith(_frames("about")):
            place = pair.place(new.start, new.end + len(_first(about, _frames("about"))))
            quoted = pair.was(old.start, old.end + len(_first(limit, _frames("behind"))))
            said = quoted[0].quote if quoted else old.raw
            message = say("text_deadline_postponed.about", old=said, new=place.quote)
            yield Finding(message, (place, pair.whole), pair.old.strip(), pair.new.strip(), before=quoted)


def _first(text: str, words: Sequence[str]) -> str:
    """The longest of the words that a text begins with."""
    return max((word for word in words if text.startswith(word)), key=len, default="")


def _numbers_moved(pair: SentencePair, limit: re.Pattern[str], severity: Severity | None) -> Iterator[Result]:
    """Limits of time in a sentence that is else as it was: 6月底前, now 10月底前; 5日内, now 8日内."""
    was, now = (list(limit.finditer(text)) for text in (pair.old, pair.new))
    if len(was) != len(now) or limit.sub(_MASK, pair.old) != limit.sub(_MASK, pair.new):
        return
    for old, new in zip(was, now, strict=True):
        place = pair.place(*new.span())
        before, after = (read_number(one["number"]) for one in (old, new))
        if before is None or after is None or after <= before or old["unit"] != new["unit"]:
            yield agreed(place)
            continue
        message = say("text_deadline_postponed", old=old[0], new=new[0])
        quoted = pair.was(*old.span()) + pair.before
        yield Finding(message, (place, pair.whole), pair.old.strip(), pair.new.strip(), severity, quoted)


def _dropped(held: Held, pair: SentencePair, was: Sequence[Period]) -> Iterator[Result]:
    for old in was:
        end = _end(old)
        if end is None or not _is_deadline(pair.old, old) or _is_past(held, end[0]):
            continue
        if any(period.end_year == end[0] for period in find_periods(pair.paragraphs[1])):
            yield agreed(pair.whole)
            continue
        message = say("text_deadline_postponed.dropped", old=old.raw, sentence=pair.new.strip())
        yield Finding(message, (pair.whole,), pair.old.strip(), pair.new.strip(), before=pair.before)


def _is_past(held: Held, year: int) -> bool:
    """Whether a year lies before the plan's first: what had been done by then."""
    return held.period is not None and year < held.period[0]


def _end(period: Period) -> tuple[int, int] | None:
    """Year and month of its end; a year alone ends with its last month."""
    if period.end_year is None:
        return None
    part = next((month for word, month in _PARTS.items() if word in period.raw), _LAST_MONTH)
    return period.end_year, period.end_month or part


def _is_deadline(sentence: str, period: Period) -> bool:
    """Whether a word beside it makes a time one by which something is to be."""
    before, behind = sentence[: period.start].rstrip(_MARKS), sentence[period.end :]
    if before.endswith(_frames("never")):
        return False
    if behind.startswith(_frames("behind")):
        return True
    ends = period.start_year in (None, period.end_year)
    return ends and (period.raw.endswith(_ENDS) or before.endswith(_frames("before")))


@cache
def _frames(place: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in read_rows("deadline_frames") if row["place"] == place)


def _likeness(pair: SentencePair, was: Sequence[Period], now: Sequence[Period]) -> float:
    """How alike the sentences are without their times and the words that make deadlines of these."""
    return likeness(_bare(pair.old, was), _bare(pair.new, now))


def _bare(sentence: str, periods: Sequence[Period]) -> str:
    for period in reversed(periods):
        sentence = sentence[: period.start] + _MASK + sentence[period.end :]
    for word in sorted(_frames("before"), key=len, reverse=True):
        sentence = sentence.replace(word + _MASK, _MASK)
    for word in sorted(_frames("behind"), key=len, reverse=True):
        if word.endswith(_LIMITS):
            sentence = sentence.replace(_MASK + word, _MASK)
    for mark in _MARKS:
        sentence = sentence.replace(_MASK + mark, _MASK)
    return sentence.replace(_MASK, "").strip()


def plan_end_moved(held: Held) -> Iterator[Result]:
    """Plans that begin as before and end later: by their title and text, by the targets of a table."""
    if held.previous is None:
        return
    yield from _title_moved(held)
    for pair in held.once(sentence_pairs):
        was, now = find_periods(pair.old), find_periods(pair.new)
        if len(was) == len(now) and pair.block.kind != "title":
            yield from _span_moved(held, pair, was, now)
    yield from _targets_moved(held)


def _title_moved(held: Held) -> Iterator[Result]:
    before, after = held.previous.period if held.previous else None, held.period
    if before is None or after is None or before[0] != after[0]:
        return
    place = _years_of_title(held, after)
    if place is not None and after[1] > before[1]:
        was = _years_of_title(held.previous, before) if held.previous else None
        yield _end_finding((before, after), (place,), sides(was))
    else:
        yield agreed(place)


def _years_of_title(held: Held, years: tuple[int, int]) -> Side | None:
    for block in held.blocks.values():
        if block.kind == "title":
            for period in find_periods(block.text):
                if (period.start_year, period.end_year) == years:
                    return span(block, period.start, period.end)
    return None


def _span_moved(
    held: Held, pair: SentencePair, was: Sequence[Period], now: Sequence[Period]
) -> Iterator[Result]:
    """规划期为2021—2025年, now 2021—2027年: a stretch that was the plan's own."""
    years = held.previous.period if held.previous else None
    for old, new in zip(was, now, strict=True):
        before, after = (old.start_year, old.end_year), (new.start_year, new.end_year)
        if before != years or years is None or after[0] != years[0] or after[1] is None:
            continue
        place = pair.place(new.start, new.end)
        if after[1] > years[1]:
            before_quote = pair.was(old.start, old.end)
            yield _end_finding((years, (years[0], after[1])), (place, pair.whole), before_quote)
        else:
            yield agreed(place)


def _end_finding(
    years: tuple[tuple[int, int], tuple[int, int]], places: tuple[Side, ...], before: tuple[Side, ...]
) -> Finding:
    old, new = ("—".join(map(str, stretch)) for stretch in years)
    message = say("plan_end_moved", old=old, new=new)
    return Finding(message, places, old, places[0].quote, before=before)


def _targets_moved(held: Held) -> Iterator[Result]:
    """Indicator tables whose targets are for a later year, with the baselines of the same year as before."""
    if held.previous is None or is_another_edition(held):
        return
    pairs: dict[int, list[tuple[IndicatorRow, IndicatorRow]]] = defaultdict(list)
    for old, new in matched(held.previous.indicators, held.indicators):
        if old.target_year and new.target_year and old.baseline_year == new.baseline_year:
            pairs[new.table].append((old, new))
    for rows in pairs.values():
        moved = [(old, new) for old, new in rows if (new.target_year or 0) > (old.target_year or 0)]
        old, new = (moved or rows)[0]
        places = sides(
            field_side(held, new.id, "target_year", "target_raw"), field_side(held, new.id, "name")
        )
        if not moved or not places:
            yield Agreed(sides=places)
            continue
        message = say("plan_end_moved.targets", old=old.target_year, new=new.target_year, rows=len(moved))
        before = sides_before(held, old.id, "target_year", "target_raw")
        yield Finding(message, places, str(old.target_year), str(new.target_year), before=before)


RULES = (
    Rule(
        "text_deadline_postponed",
        "warning",
        text_deadline_postponed,
        "A deadline of the running text is later than in the version before, or no longer named; as an"
        " information, what may take longer (5日内, now 8日内). Not asked"
        " where the new version is the plan for other years.",
        "2024年底前建成 in the draft, 2026年底前建成 in the plan",
        "See whether the change was meant.",
        "A delay that was decided openly.",
    ),
    Rule(
        "plan_end_moved",
        "warning",
        plan_end_moved,
        "The plan begins in the year in which it began before and ends later, by its title, by the sentence"
        " that states its years, or by the targets of its table.",
        "2021—2025年 in the draft, 2021—2027年 in the plan",
        "See whether the change was meant, and whether the rest of the plan follows it.",
        "A plan that was prolonged openly.",
    ),
)
