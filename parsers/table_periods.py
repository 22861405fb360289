"""Years and plan periods that headers, captions and titles state."""

from dataclasses import dataclass

from models.facts import Structure
from parsers.passage import Passage, of_blocks
from parsers.period import Period, find_periods

YEARS = range(1949, 2101)


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """Years with the characters that state them; `inherited` when these stand outside the table (the plan's title)."""

    start: int | None
    end: int | None
    place: Passage
    inherited: bool = False

    @property
    def text(self) -> str:
        """The period as figures carry it: `2025` or `2021-2025`."""
        return str(self.end) if self.start == self.end else f"{self.start or ''}-{self.end or ''}"


def stated_in(place: Passage) -> Stated | None:
    """The first period a text states, with plausible years."""
    for found in find_periods(place.text):
        years = [year for year in (found.start_year, found.end_year) if year is not None]
        if years and all(year in YEARS for year in years):
            return Stated(found.start_year, found.end_year, place.part(found.start, found.end))
    return None


def header_period(parts: tuple[Passage, ...]) -> Stated | None:
    """The period of a column: that of its lowest header cell that states one."""
    return next((found for part in reversed(parts) if (found := stated_in(part))), None)


def is_span(found: Period | Stated) -> bool:
    """True for several years."""
    years = (found.start_year, found.end_year) if isinstance(found, Period) else (found.start, found.end)
    return None not in years and years[0] != years[1]


def plan_period(structure: Structure) -> Stated | None:
    """The years the plan covers, from its title; a title that names a single year (a yearly plan) gives that year."""
    source = structure.document.blocks
    for ordinal in structure.title_blocks:
        found = stated_in(of_blocks(source, (ordinal,)))
        if found:
            return Stated(found.start, found.end, found.place, inherited=True)
    return None
