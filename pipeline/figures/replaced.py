"""Values with their places put elsewhere: what is known of a paragraph, by the offsets of another text."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pipeline.figures.anchors import Place, ReportYear
from pipeline.figures.text import Context
from pipeline.figures.times import Time

Put = Callable[[Place], Place]
PutTime = Callable[[Time], Time]


def time_put(time: Time, put: Put, of_part: PutTime) -> Time:
    """A time with its places put elsewhere, each of its parts by `of_part`."""
    resting = put(time.resting) if time.resting else None
    return replace(time, place=put(time.place), resting=resting, parts=tuple(map(of_part, time.parts)))


def context_put(context: Context, put: Put, of_time: PutTime) -> Context:
    """What is known, with all its places put elsewhere."""
    values = {
        "plan_place": put(context.plan_place) if context.plan_place else None,
        "report": _year(context.report, put),
        "bulletin": _year(context.bulletin, put),
        "carried": of_time(context.carried) if context.carried else None,
        "span": of_time(context.span) if context.span else None,
    }
    changed: dict[str, Any] = {
        name: value for name, value in values.items() if value is not getattr(context, name)
    }
    return replace(context, **changed) if changed else context


def _year(year: ReportYear | None, put: Put) -> ReportYear | None:
    place = put(year.place) if year else None
    return year if year is None or place is None or place is year.place else replace(year, place=place)
