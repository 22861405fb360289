"""By when a task is to be done: 2025年底前, 6月底前 in a plan of one year, 2023—2025年."""

import re
from dataclasses import dataclass

from models.facts import Evidence
from models.vocabularies import any_of
from parsers.notation.period import Period, find_periods, read_period
from parsers.tables.passage import Passage, evidence, fold
from parsers.tables.table_periods import Stated

# 6月 of 6月底前
_MONTH = re.compile(r"(?<![0-9])(1[0-2]|0?[1-9])月")
# 年底前, 年内
_WHOLE_YEAR = re.compile(any_of("notation_words", "years_end"))


@dataclass(frozen=True, slots=True, eq=False)
class Deadline:
    """A deadline as printed, and as a year or month (2025, 2025-06) where it says one; `year` is where the
    year stands that it leaves out."""

    raw: Passage
    value: str | None = None
    year: Passage | None = None

    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of the fields `deadline_raw` and `deadline`."""
        pieces = evidence("deadline_raw", self.raw.text, self.raw)
        if self.value is None:
            return pieces
        pieces += evidence("deadline", self.value, self.raw)
        if self.year is not None:
            pieces += evidence("deadline", None, self.year, role="period", derivation="inherited")
        return pieces


def read_deadline(place: Passage, plan: Stated | None) -> Deadline:
    """The deadline a cell or note states; `plan` gives the year that a plan of one year leaves out (6月底前).

    Of several dates the last counts. Words without a date (长期坚持) have no value.
    """
    whole = read_period(place.text)
    ends = [end for found in ((whole,) if whole else find_periods(place.text)) if (end := _end(found))]
    if ends:
        return Deadline(place, max(ends))
    months = [int(found[1]) for found in _MONTH.finditer(fold(place.text))]
    if plan is None or plan.end is None or plan.start not in (None, plan.end):
        return Deadline(place)
    if months:
        return Deadline(place, f"{plan.end}-{max(months):02}", plan.place)
    return Deadline(place, str(plan.end), plan.place) if _WHOLE_YEAR.search(place.text) else Deadline(place)


def _end(period: Period) -> str | None:
    if period.end_year is None:
        return None
    return f"{period.end_year}-{period.end_month:02}" if period.end_month else str(period.end_year)
