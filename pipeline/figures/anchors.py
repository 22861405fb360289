"""From where 今年, 上年 and 过去五年 are counted: the year of a report or a bulletin, the years of a plan."""

from dataclasses import dataclass

from models.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed: a span of a block."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReportYear:
    """The year a work report plans for, or the one a bulletin reports on, and where that year is printed."""

    year: int
    place: Place


@dataclass(frozen=True, slots=True)
class Anchor:
    """The years a document speaks from: `now` is 今年 (None in a plan of several years), `done` the last year
    it looks back on, `first` and `last` those it plans for; `place` is where they are printed.
    """

    now: int | None
    done: int
    first: int
    last: int
    place: Place

    @property
    def annual(self) -> bool:
        """Whether 全年 is one certain year on either side: in a report and a plan of one year."""
        return self.now is not None


def report_anchor(report: ReportYear) -> Anchor:
    """Of a work report: it looks back on the year before the one it plans for."""
    return Anchor(report.year, report.year - 1, report.year, report.year, report.place)


def bulletin_anchor(bulletin: ReportYear) -> Anchor:
    """Of a statistical bulletin: all it tells is of its own year."""
    year = bulletin.year
    return Anchor(year, year, year + 1, year + 1, bulletin.place)


def plan_anchor(first: int, last: int, place: Place) -> Anchor:
    """Of a plan."""
    return Anchor(first if first == last else None, first - 1, first, last, place)


def anchor_of(
    plan: tuple[int, int] | None,
    plan_place: Place | None,
    report: ReportYear | None,
    bulletin: ReportYear | None,
) -> Anchor | None:
    """Of whichever of these a document is."""
    if report:
        return report_anchor(report)
    if bulletin:
        return bulletin_anchor(bulletin)
    return plan_anchor(*plan, plan_place) if plan and plan_place else None
