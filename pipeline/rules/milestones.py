"""Milestones of a sentence: stages of building in their order, values of years that run towards a target."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final

from models.vocabularies import read_rows
from parsers.notation.quantity import Quantity
from pipeline.rules.clauses import Clause, clauses, is_plain
from pipeline.rules.records import Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, sides, span
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_AIMS: Final = f"{any_of('aims')}|，"
_STOP = re.compile("[，,、]")
# 2024年6月开工
_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月)?")
_FAR: Final = 12  # characters between a date and its stage
_VALUE_YEAR = re.compile(
    rf"(?P<year>(?:19|20)\d\d)年(?:年?底|年?末)?[，,]?[^，,、。；;0-9]{{0,24}}?(?:{any_of('value_of_year')})?$"
)
_SHORT_YEAR = re.compile(
    rf"^[，,、]?(?:到|至)?(?:19|20)\d\d年(?:年?底|年?末)?(?:{any_of('value_of_short_year')})?$"
)
_LEAST_VALUES: Final = 3


@dataclass(frozen=True, slots=True)
class _Stage:
    """A dated stage of a work: how far it is (`rank`), and where its year stands."""

    rank: int
    year: int
    month: int
    start: int
    end: int


def milestones_reversed(held: Held) -> Iterator[Result]:
    """2024年启动……，2022年建成: a later stage before an earlier one."""
    for clause in clauses(held, _words()):
        for one, other in pairwise(_stages(clause)):
            if one is None or other is None or one.rank == other.rank:
                continue
            first, last = (one, other) if one.rank < other.rank else (other, one)
            if _is_in_order(first, last):
                yield agreed(_place(clause, last), _place(clause, first))
            else:
                begun, ended = _place(clause, first), _place(clause, last)
                message = say("milestones_reversed", begun=begun.quote, ended=ended.quote)
                yield Finding(message, sides(ended, begun), f"≥{first.year}", str(last.year))


def _is_in_order(first: _Stage, last: _Stage) -> bool:
    if first.month and last.month:
        return (first.year, first.month) <= (last.year, last.month)
    return first.year <= last.year


def _place(clause: Clause, stage: _Stage) -> Side:
    return span(clause.block, clause.start + stage.start, clause.start + stage.end)


def _stages(clause: Clause) -> Iterator[_Stage | None]:
    """The dated stages of one work, None where a stretch of the sentence tells of something else."""
    start = 0
    for stop in (*_STOP.finditer(clause.text), None):
        end = stop.start() if stop else len(clause.text)
        found = _stage(clause.text, start, end)
        if found is not None:
            goes_on = start == 0 or _is_bare(clause.text[start : found.start])
            if not goes_on:
                yield None
            yield found
        elif _DATE.search(clause.text[start:end]):
            yield None
        start = end + 1


def _is_bare(lead: str) -> bool:
    """Whether nothing before the date says of what it tells: the work named before is meant."""
    return re.fullmatch(f"(?:{_AIMS})*", lead) is not None


def _stage(text: str, start: int, end: int) -> _Stage | None:
    dated = _DATE.search(text, start, end)
    word = _words().search(text, dated.end(), end) if dated else None
    if dated is None or word is None or word.start() - dated.end() > _FAR:
        return None
    if len(_DATE.findall(text[start:end])) > 1:
        return None
    month = int(dated["month"] or 0)
    return _Stage(_ranks()[word[0]], int(dated["year"]), month, dated.start(), dated.end())


@cache
def _ranks() -> dict[str, int]:
    return {row["word"]: int(row["rank"]) for row in read_rows("milestone_words")}


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _ranks()), key=lambda word: (-len(word), word))))


def milestone_values(held: Held) -> Iterator[Result]:
    """到2022年达到A，2023年达到B，2025年达到C: a value between that lies beyond both its neighbours."""
    for clause in clauses(held, re.compile("年")):
        run: list[Quantity] = []
        years: list[int] = []
        for quantity in clause.quantities:
            lead = clause.before(quantity)
            dated = _VALUE_YEAR.search(lead)
            if dated is None or not is_plain(quantity):
                run, years = [], []
                continue
            if run and not (_SHORT_YEAR.match(lead) and _follows(run, years, quantity, int(dated["year"]))):
                run, years = [], []
            run, years = [*run, quantity], [*years, int(dated["year"])]
            if len(run) >= _LEAST_VALUES:
                result = _between(clause, run)
                yield result
                if isinstance(result, Finding):  # which of the next is wrong too cannot be told
                    run, years = run[-1:], years[-1:]


def _follows(run: list[Quantity], years: list[int], quantity: Quantity, year: int) -> bool:
    return quantity.unit == run[-1].unit and year > years[-1]


def _between(clause: Clause, run: list[Quantity]) -> Result:
    before, value, after = run[-3:]
    low, high = sorted((before.value or Decimal(0), after.value or Decimal(0)))
    places = tuple(map(clause.side, (value, before, after)))
    if low <= (value.value or Decimal(0)) <= high or low == high:
        return agreed(*places)
    message = say("milestone_values", value=value.raw, before=before.raw, after=after.raw)
    return Finding(message, sides(*places), f"{before.raw}—{after.raw}", value.raw)


RULES = (
    Rule(
        "milestones_reversed",
        "warning",
        milestones_reversed,
        "A sentence lets a later stage of a work (建成) come before an earlier one (开工, 启动).",
        "2024年启动水厂建设，2022年底前建成投用",
        "Swap the years, or correct the one that is wrong.",
        "Two different works told in one sentence.",
    ),
    Rule(
        "milestone_values",
        "warning",
        milestone_values,
        "Of the values that a sentence tells for years one after the other, one lies beyond both its"
        " neighbours.",
        "到2022年达到78%，2023年达到72%，2025年达到95%",
        "Correct the value, or swap two of them.",
        "A value that is meant to pass a peak.",
    ),
)
