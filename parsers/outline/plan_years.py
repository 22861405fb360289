"""The years a document plans for, found once: in its title, in what its text says of them, or from the day
of a report."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from models.facts import Evidence, Heading, PlanPeriod
from models.names import Derivation, DocumentKind
from models.vocabularies import any_of, read_rows, words
from parsers.notation.numerals import read_number
from parsers.notation.period import Period, find_periods, five_year_plan
from parsers.outline.lines import Line
from parsers.outline.spans import Text

_PLAUSIBLE = range(1949, 2101)
_ORDINAL = "[一二三四五六七八九十]{1,3}"
# 第十四个五年
_COUNTED = re.compile(rf"第({_ORDINAL})个五年")
# 十四五规划: the quotation marks are often left out
_BARE = re.compile(
    rf"(?<![一-鿿])(二?十[一二三四五六七八九])五(?={any_of('outline_words', 'behind_five_years')}|[”’])"
)
# 十 四 五 on a title page, blanks taken out
_SPACED_OUT = re.compile(r"(二?十[一二三四五六七八九])五")
_PLANS = frozenset({"plan", "scheme", "opinion", "list", "notice"})
# 2035年远景目标, 2020年版, 2023年以来: years that are not those of the plan
_NOT_THE_YEAR = re.compile(rf"^\s*年?\s*(?:{any_of('outline_words', 'not_the_year')})")
# 三年行动, 五年规划: how long, not which years
_LENGTH = re.compile(
    rf"([两二三四五六七八九十]|[0-9]{{1,2}})年(?:{any_of('outline_words', 'behind_length')})"
)
# 2021年起，用三年时间
_OVER_YEARS = re.compile(
    r"([0-9]{4})年(?:[0-9]{1,2}月)?(?:起|开始)[，,]?(?:[利]?用|在|力争)?([两二三四五六七八九]|[0-9]{1,2})年(?:左右)?(?:的)?时间"
)
# 数字某县2022行动方案; 2025 and 2030 are as often where a strategy leads (健康某县2030行动方案)
_BARE_YEAR = re.compile(
    rf"(?<![0-9—\-])((?:19|20)[0-9]{{2}})(?<![05])(?={any_of('outline_words', 'behind_bare_year')})"
)
_BRACKETED = re.compile(r"[（()）\s度]")
# 截至2020年底 says how things stood, not for when the plan is
_AT_YEARS_END = re.compile(any_of("outline_words", "at_years_end"))
_OPENING, _TOP_LINES, _FIRST_LINES = 150, 15, 8
_FURTHEST = 30
_LATE = 9
"""A report given from this month on plans for the next year as often as not."""


@dataclass(frozen=True, slots=True)
class _Years:
    """Years with the characters of a text that state them."""

    first: int
    last: int
    start: int
    end: int
    month: int | None = None


def years_in(text: str) -> Iterator[_Years]:
    """Every stretch of years a text names: 2021—2025年, 第十四个五年规划, “十四五”, 2023年."""
    for found in find_periods(text):
        if found.start_year in _PLAUSIBLE and found.end_year in _PLAUSIBLE:
            yield _of_period(found)
    for form in (_COUNTED, _BARE):
        for match in form.finditer(text):
            first, last = five_year_plan(int(read_number(match[1]) or 1))
            yield _Years(first, last, *match.span())


def _of_period(found: Period) -> _Years:
    first, last = found.start_year, found.end_year
    assert first is not None
    assert last is not None
    return _Years(first, last, found.start, found.end, found.start_month)


def _span_in(text: str) -> _Years | None:
    """The first stretch of two years or more, by place."""
    spans = [years for years in years_in(text) if years.first < years.last]
    return min(spans, key=lambda years: years.start, default=None)


def plan_years(
    title: Text, outer: Text, kind: DocumentKind, lines: Sequence[Line], headings: Sequence[Heading]
) -> PlanPeriod | None:
    """First and last year of the plan.

    `title` is the plan's, `outer` the one it is issued under. A stretch of years in the title decides; else a
    bulletin has the year it reports on, a work report the year it plans for, other documents what the text
    says after 规划期限 and the like; last a year alone in the title.
    """
    for text in (title, outer):
        if (span := _span_in(text.text)) is not None:
            return _period(text, span)
    if kind == "bulletin":
        return _of_bulletin(title, lines)
    if kind == "work_report":
        return _of_report(title, lines, headings)
    return _stated(title, lines) or _single(title, kind) or _single(outer, kind)


def _period(text: Text, years: _Years, shift: int = 0, derivation: Derivation = "normalised") -> PlanPeriod:
    how: Derivation = "computed" if shift else derivation
    evidence = text.evidence("period", years.start, years.end, derivation=how)
    return PlanPeriod(years.first + shift, years.last + shift, evidence)


def _single(title: Text, kind: DocumentKind) -> PlanPeriod | None:
    """One year in the title of a plan for a year; a rule or decision of a year plans for none."""
    alone = list(_alone(title.text)) if kind in _PLANS or kind in ("report", "other") else []
    return _period(title, max(alone, key=lambda years: years.last)) if alone else None


def _alone(title: str) -> Iterator[_Years]:
    for years in years_in(title):
        if years.first == years.last and years.month is None and not _NOT_THE_YEAR.match(title[years.end :]):
            yield years
    for match in _BARE_YEAR.finditer(title):
        yield _Years(int(match[1]), int(match[1]), *match.span(1))


def _of_bulletin(title: Text, lines: Sequence[Line]) -> PlanPeriod | None:
    """The year in the title, else in a line of its own below it (（2022年）), else that at whose end the
    numbers stand, else the year before the bulletin's day."""
    if years := next(_alone(title.text), None):
        return _period(title, years)
    for line in lines[:_FIRST_LINES]:
        years = next(_alone(line.text), None)
        if years is not None and not _BRACKETED.sub("", line.text[: years.start] + line.text[years.end :]):
            return _period(Text.of_line(line), years)
    for line in lines[:_TOP_LINES]:
        if _AT_YEARS_END.search(line.text) and (years := next(years_in(line.text), None)):
            return _period(Text.of_line(line), _Years(years.last, years.last, years.start, years.end))
    for line in lines[:_FIRST_LINES]:
        years = next(years_in(line.text), None)
        if years is not None and years.month is not None and years.end - years.start == len(line.text):
            return _period(Text.of_line(line), years, -1)
    return None


def _of_report(title: Text, lines: Sequence[Line], headings: Sequence[Heading]) -> PlanPeriod | None:
    """The year a report plans for: in its title; the year it is given in; one more than the year a heading
    looks back on, or that of a heading that looks ahead."""
    if years := next(_alone(title.text), None):
        return _period(title, years)
    dated = next(_days([title, *map(Text.of_line, lines[:_TOP_LINES])]), None)
    if dated is not None and (dated[1].month or 1) < _LATE:
        return _period(*dated)
    return next(_of_headings(lines, headings), None) or (_period(*dated, 1) if dated else None)


def _days(texts: Iterable[Text]) -> Iterator[tuple[Text, _Years]]:
    """The days that lines name; a sentence tells what happened on one, not when the report was given."""
    for text in texts:
        for years in years_in(text.text) if "。" not in text.text else ():
            if years.month is not None and years.first == years.last:
                yield text, years


@cache
def _sections(looks: str) -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(row["word"]) for row in read_rows("report_sections") if row["looks"] == looks)
    )


def _of_headings(lines: Sequence[Line], headings: Sequence[Heading]) -> Iterator[PlanPeriod]:
    blocks = {line.block.ordinal: line.block for line in lines}
    for heading in headings:
        block = blocks.get(heading.block)
        if block is None:
            continue
        years = next(
            (years for years in years_in(block.text[: heading.end]) if years.start >= heading.start), None
        )
        if years is None or years.first != years.last:
            continue
        back = _sections("back").search(heading.title) is not None
        if back or _sections("ahead").search(heading.title):
            how: Derivation = "computed" if back else "normalised"
            year = years.last + back
            yield PlanPeriod(
                year, year, (Evidence("period", block.ordinal, years.start, years.end, derivation=how),)
            )


@cache
def _label(meaning: str) -> re.Pattern[str]:
    labels = [row["word"] for row in read_rows("period_labels") if row["meaning"] == meaning]
    return re.compile("|".join(sorted(map(re.escape, labels), key=lambda label: (-len(label), label))))


@cache
def _span_label() -> re.Pattern[str]:
    return re.compile(f"(?P<other>{_label('other').pattern})|{_label('span').pattern}")


def _stated(title: Text, lines: Sequence[Line]) -> PlanPeriod | None:
    """What the first part of the text says of the plan's years."""
    hints = _hints()
    telling = [at for at, line in enumerate(lines[:_OPENING]) if hints.search(line.text)]
    places = sorted({place for at in telling for place in (at, at + 1) if place < len(lines)})
    opening = [Text.of_line(lines[at]) for at in places]
    length = _LENGTH.search(title.text)
    wanted = int(read_number(length[1].replace("两", "二")) or 0) if length else 0
    found = next(_labelled(opening), None) or _between_years(opening)
    whole = (Text.of_line(line) for line in lines[:_OPENING]) if wanted else ()
    return found or next(_of_length(whole, wanted), None)


@cache
def _hints() -> re.Pattern[str]:
    """What a line that states the plan's years holds; most hold none of it."""
    return re.compile("|".join([*map(re.escape, sorted(words("period_labels"))), _OVER_YEARS.pattern]))


def _labelled(opening: Sequence[Text]) -> Iterator[PlanPeriod]:
    """A stretch of years right behind 规划期限 and the like, in the same sentence."""
    for text, following in zip_longest(opening, opening[1:]):
        for label in _span_label().finditer(text.text):
            if label["other"]:  # 研究期限, 资助期限: how long something else lasts
                continue
            rest = re.split("[。；]", text.text[label.end() :])[0]
            if not rest.strip("：: ") and following is not None and (years := _span_in(following.text)):
                yield _period(following, years)
            elif (years := _span_in(rest)) is not None and years.start <= _FURTHEST:
                yield _period(text.part(label.end(), len(text.text)), years)
        if (over := _OVER_YEARS.search(text.text)) is not None:
            first, count = int(over[1]), int(read_number(over[2].replace("两", "二")) or 1)
            yield _period(text, _Years(first, first + count - 1, *over.span()), derivation="computed")


def _between_years(opening: Sequence[Text]) -> PlanPeriod | None:
    """From the year after the base year to the target year, where only these are named."""
    base, target = (next(_after(opening, meaning), None) for meaning in ("base", "target"))
    if base is None or target is None or base[0] >= target[0]:
        return None
    return PlanPeriod(base[0] + 1, target[0], (*base[1], *target[1]))


def _after(opening: Sequence[Text], meaning: str) -> Iterator[tuple[int, tuple[Evidence, ...]]]:
    for text in opening:
        for label in _label(meaning).finditer(text.text):
            rest = text.text[label.end() : label.end() + _FURTHEST // 2]
            years = next(years_in(rest), None)
            if years is not None and years.first == years.last:
                start, end = label.end() + years.start, label.end() + years.end
                yield years.last, text.evidence("period", start, end, derivation="computed")


def _of_length(opening: Iterable[Text], wanted: int) -> Iterator[PlanPeriod]:
    """A stretch as long as the title says: 三年行动计划, and 2023—2025年 in the text."""
    for text in opening:
        years = _span_in(text.text)
        if years is not None and years.last - years.first + 1 == wanted:
            yield _period(text, years)


def is_report(lines: Sequence[Line]) -> bool:
    """Whether lines at the top say that a work report is given, where its title does not."""
    said = words("report_sayings")
    return any(word in line.text for line in lines[:_TOP_LINES] for word in said)
