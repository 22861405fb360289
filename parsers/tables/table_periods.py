"""Years and plan periods that headers, captions and titles state."""

import re
from dataclasses import dataclass

from models.facts import Structure
from parsers.notation.numerals import read_number
from parsers.notation.period import Period, find_periods, five_year_plan, read_period
from parsers.tables.passage import Passage, joined, of_span

_YEARS = range(1949, 2101)
# 上年末, 同比: a column of the year before
_LAST_YEAR = re.compile(r"上\s*年末?|去\s*年末?|同\s*比|上\s*期")
# 比2019年增长, 2025年为2020年的百分比
_COMPARED = re.compile(r"[比较]\s*([12][0-9]{3})\s*年|[为是]\s*([12][0-9]{3})\s*年")
# 十四五 without quotation marks, as headers print it
_BARE_PLAN = re.compile(r"(二?十[一二三四五六七八九])五")


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """Years with the characters that state them; `inherited` when these stand outside the table (the plan's
    title), `computed` when they follow from two others (from the baseline's year to the target's).

    An open side is None; months are set where the text names them.
    """

    start: int | None
    end: int | None
    place: Passage
    inherited: bool = False
    computed: bool = False

    @property
    def text(self) -> str:
        """The period as figures carry it: `2025` or `2021-2025`; a deadline is its year, an open end
        `2021-`."""
        if self.start is None or self.start == self.end:
            return str(self.end)
        return f"{self.start}-{self.end or ''}"


def first_period(text: str) -> Period | None:
    """The first period a text states, with plausible years; 十四五 without quotation marks is one."""
    whole = read_period(text)
    for found in (whole,) if whole else find_periods(text):
        years = [year for year in (found.start_year, found.end_year) if year is not None]
        if years and all(year in _YEARS for year in years):
            return found
    plan = _BARE_PLAN.search(text)
    if plan is None:
        return None
    first, last = five_year_plan(int(read_number(plan[1]) or 1))
    return Period(*plan.span(), plan[0], f"{first}-{last}", first, last)


def stated_in(place: Passage) -> Stated | None:
    """The first period a passage states, with its place."""
    found = first_period(place.text)
    return Stated(found.start_year, found.end_year, place.part(found.start, found.end)) if found else None


def header_period(parts: tuple[Passage, ...]) -> Stated | None:
    """The period of a column: that of its lowest header cell that states one."""
    return next((found for part in reversed(parts) if (found := stated_in(part))), None)


def compared_year(parts: tuple[Passage, ...]) -> Stated | None:
    """The year a header compares with: 比2019年增长, 2025年比2024年增长, 2025年为2020年的百分比."""
    for part in reversed(parts):
        found = _COMPARED.search(part.text)
        if found:
            year = int(found[1] or found[2])
            return Stated(year, year, part.part(*found.span(1 if found[1] else 2)))
    return None


def is_yearly(parts: tuple[Passage, ...]) -> bool:
    """Whether a header speaks of a change over the year before: 比上年增长, 同比."""
    return any(_LAST_YEAR.search(part.text) for part in parts)


def year_before(parts: tuple[Passage, ...], period: Stated | None) -> Stated | None:
    """The year before `period`, resting on the words that say so (上年)."""
    if period is None or period.end is None or (period.start or period.end) != period.end:
        return None
    for part in reversed(parts):
        found = _LAST_YEAR.search(part.text)
        if found:
            return Stated(period.end - 1, period.end - 1, part.part(*found.span()), computed=True)
    return None


def span_between(first: Stated, last: Stated) -> Stated:
    """The years from the one after a baseline's to a target's, resting on both."""
    start = (first.end or first.start or 0) + 1
    return Stated(start, last.end, joined((first.place, last.place)), inherited=True, computed=True)


def plan_stated(structure: Structure) -> Stated | None:
    """The years the document plans for, as a table inherits them; None when they are not known."""
    period = structure.period
    if period is None:
        return None
    place = of_span(structure.document.blocks, period.evidence[0])
    return Stated(period.first, period.last, place, inherited=True)
