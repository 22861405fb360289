"""Orders in time: end and start, stage and years, the plan's span, baseline and target year."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from models.vocabularies import read_rows, words
from parsers.notation.period import find_periods
from pipeline.rules.groups import root_table
from pipeline.rules.records import BlockRow, FigureRow, Held, IndicatorRow, ProjectRow
from pipeline.rules.results import Finding, Result, Rule, agreed, field_side, figure_side, sides, span
from pipeline.rules.wording import Sentence, say
from pipeline.rules.words import any_of

_SLACK: Final = 1  # lists are drawn up in the year before the plan begins
_OUTLOOK: Final = 35
_NEAR: Final = 10
_ROUND: Final = 5  # far goals are set for 2035, 2050, 2060
# 到2025年 looks ahead
_AIM = re.compile("[到至](?:公元)?$")
_PROMISED = re.compile(any_of("promised"))
# 力争2013年底前
_AIM_FOR = re.compile(f"(?:^|[，,。；;])[^，,。；;0-9]{{0,16}}(?:{any_of('aims_for')})[到于在]?$")
_BY = re.compile(f"(?:年?底|年?末|[0-9]{{1,2}}月[底]?)?(?:{any_of('by_then')})")
# 2025年; not 2020年代
_YEAR = re.compile(r"(?<![0-9.])([0-9]{4})年(?!代)")


def end_before_start(held: Held) -> Iterator[Result]:
    """The years (and months) of each project."""
    for row in held.projects:
        if row.start_year is None or row.end_year is None:
            continue
        months = (row.start_month, row.end_month) if row.start_month and row.end_month else (0, 0)
        if (row.start_year, months[0]) <= (row.end_year, months[1]):
            yield agreed(field_side(held, row.id, "period_raw", "start_year"))
            continue
        places = sides(field_side(held, row.id, "period_raw", "start_year"), field_side(held, row.id, "name"))
        yield Finding(
            say("end_before_start", name=row.name, first=row.start_year, last=row.end_year),
            places,
            f"≥{row.start_year}",
            str(row.end_year),
        )


def outside_span(held: Held) -> Iterator[Result]:
    """Projects that are over before the plan begins, or begin after it ends."""
    if held.period is None:
        return
    first, last = held.period
    for row in held.projects:
        if row.start_year is None or row.end_year is None or row.start_year > row.end_year:
            continue
        later = row.start_year > last and row.period_investment == 0  # prepared now, and the table says so
        if later or (row.end_year >= first and row.start_year <= last):
            yield agreed(field_side(held, row.id, "period_raw", "start_year"))
            continue
        places = sides(field_side(held, row.id, "period_raw", "start_year"), field_side(held, row.id, "name"))
        years = {"first": row.start_year, "last": row.end_year}
        message = say("outside_span", name=row.name, plan_first=first, plan_last=last, **years)
        yield Finding(message, places, f"{first}-{last}", f"{row.start_year}-{row.end_year}")


_STAGE_FIELDS = (("stage", "build_type"), ("period_raw", "start_year"))


def stage_years(held: Held) -> Iterator[Result]:
    """What 续建, 新开工, 已竣工 … say of the years, against the years."""
    if held.period is None:
        return
    meanings = {row["stage"]: row["meaning"] for row in read_rows("stage_times")}
    for row in held.projects:
        stage = _stage(row)
        meaning = meanings.get(stage)
        if meaning == "new_or_kind":
            meaning = "new" if _tells_time(held, row) else None
        if meaning is None or row.start_year is None or row.end_year is None:
            continue
        broken = _STAGES[meaning](row.start_year, row.end_year, *held.period)
        if broken is None:
            yield agreed(*(field_side(held, row.id, *names) for names in _STAGE_FIELDS))
            continue
        places = sides(
            field_side(held, row.id, "stage", "build_type"),
            field_side(held, row.id, "period_raw", "start_year"),
            field_side(held, row.id, "name"),
        )
        years = {"first": row.start_year, "last": row.end_year}
        yield Finding(
            say("stage_years", name=row.name, stage=stage, **years),
            places,
            broken,
            f"{row.start_year}-{row.end_year}",
        )


def _stage(row: ProjectRow) -> str:
    """How far a project is, which 建设性质 may tell too (新建, 续建)."""
    return "".join((row.stage or row.build_type or "").split())


def _tells_time(held: Held, row: ProjectRow) -> bool:
    """新建 beside 续建, and no 扩建 or 改建 in the table: it says when, not how."""
    root = root_table(held, row.table)
    stages = {_stage(other) for other in held.projects if root_table(held, other.table) == root}
    return any("续建" in stage for stage in stages) and not any(
        word in stage for stage in stages for word in ("扩建", "改建", "迁建")
    )


def _new(start: int, end: int, first: int, last: int) -> str | None:
    return f"≥{first - _SLACK}" if start < first - _SLACK else None


def _going_on(start: int, end: int, first: int, last: int) -> str | None:
    return f"≤{first}" if start > first else None


def _done(start: int, end: int, first: int, last: int) -> str | None:
    return f"≤{first}" if end > first else None


def _to_be_done(start: int, end: int, first: int, last: int) -> str | None:
    return f"≤{last}" if end > last else None


_STAGES: Final[dict[str, Callable[[int, int, int, int], str | None]]] = {
    "new": _new,
    "going_on": _going_on,
    "done": _done,
    "to_be_done": _to_be_done,
}


def indicator_years(held: Held) -> Iterator[Result]:
    """The years of an indicator's columns: baseline before target, both in sight of the plan."""
    for row in held.indicators:
        broken = _indicator_broken(row, held.period)
        if broken is None:
            if row.baseline_year and row.target_year:
                yield agreed(*(field_side(held, row.id, name) for name in ("target_year", "baseline_year")))
            continue
        places = sides(
            field_side(held, row.id, "target_year"),
            field_side(held, row.id, "baseline_year"),
            field_side(held, row.id, "name"),
        )
        if places:
            yield Finding(*broken[:1], places, *broken[1:])
        return  # one header, one finding


def _indicator_broken(row: IndicatorRow, period: tuple[int, int] | None) -> tuple[Sentence, str, str] | None:
    base, target = row.baseline_year, row.target_year
    first, last = period or (None, None)
    years = {"name": row.name, "baseline": base, "target": target, "first": first, "last": last}
    if base and target and base >= target:
        return (
            say("indicator_years.order", **years),
            f"<{target}",
            str(base),
        )
    of_last_plan = period is not None and target == period[0] - 1  # what the plan before had aimed at
    if period and target and not of_last_plan and not period[0] <= target <= period[1] + _OUTLOOK:
        return (
            say("indicator_years.target", **years),
            f"{period[0]}-{period[1]}",
            str(target),
        )
    if period and base and base > period[1]:
        return (
            say("indicator_years.baseline", **years),
            f"<{period[0]}",
            str(base),
        )
    return None


def odd_year(held: Held) -> Iterator[Result]:
    """Targets of the text for years before the plan begins, or so far ahead that a digit must have
    slipped; a lone one after its end, but for documents of one year (work reports look five years ahead)."""
    if held.period is None:
        return
    first, last = held.period
    yield from _far_ahead(held, first, last)
    for figure in held.figures:
        if (
            figure.origin not in ("narrative", "box")
            or figure.kind != "target"
            or figure.period_basis != "stated"
            or figure.period_end is None
        ):
            continue
        if last > first and _is_lone_beyond(held, figure, last):
            years = {"year": figure.period_end, "first": first, "last": last}
            message = say("odd_year.beyond", metric=figure.metric, **years)
            yield Finding(message, (figure_side(held, figure),), f"{first}-{last}", figure.period, "info")
            continue
        if figure.period_end >= first - _SLACK:
            yield agreed(figure_side(held, figure))
            continue
        block = held.blocks[figure.block]
        at = block.text.rfind(str(figure.period_end), 0, figure.start)
        places = sides(span(block, at, at + 4) if at >= 0 else None, figure_side(held, figure))
        years = {"year": figure.period_end, "first": first, "last": last}
        message = say("odd_year.before", metric=figure.metric, **years)
        yield Finding(message, places, f"{first}-{last}", str(figure.period_end))


def _is_lone_beyond(held: Held, figure: FigureRow, last: int) -> bool:
    """Whether a target is for a year after the plan's last of which the rest of the plan does not speak, in a
    sentence that does not look ahead."""
    if figure.period_end is None or figure.period_end <= last or _is_far(figure.period_end, last):
        return False
    year = str(figure.period_end)
    text = held.blocks[figure.block].text
    if any(word in text for word in words("outlook_words")):
        return False
    return sum(block.text.count(year) for block in held.prose()) == 1


def _is_far(year: int, last: int) -> bool:
    """Whether a year is so far behind the plan's last, and so uneven, that a digit must have slipped."""
    uneven = bool(year % _ROUND) and str(year) not in words("far_years")
    return year > last + _OUTLOOK or (year > last + _NEAR and uneven)


def _far_ahead(held: Held, first: int, last: int) -> Iterator[Result]:
    for block in held.narrative():
        for found in _YEAR.finditer(block.text):
            year = int(found.group(1))
            if block.text[: found.start()].endswith(tuple(words("founding_words"))):
                continue  # an age, 建城2215年
            if year < first - _SLACK and (
                _is_aimed_too_early(block.text, found) or _is_goal_too_early(held, block, found)
            ):
                place = span(block, found.start(), found.end())
                message = say("odd_year.far", year=found.group(1), first=first, last=last)
                yield Finding(message, (place,), f"{first}-{last}", place.quote)
            elif year > last + _OUTLOOK or (
                _is_far(year, last) and _AIM.search(block.text[max(0, found.start() - 4) : found.start()])
            ):
                place = span(block, found.start(), found.end())
                yield Finding(
                    say("odd_year.far", year=found.group(1), first=first, last=last),
                    (place,),
                    f"{first}-{last}",
                    place.quote,
                )


def _is_aimed_too_early(text: str, year: re.Match[str]) -> bool:
    """力争2013年底前建成: what a sentence that tells of nothing else of the past sets out to do by a year."""
    sentence = text[text.rfind("。", 0, year.start()) + 1 : year.start()]
    of_earlier = find_periods(sentence) or _PROMISED.search(sentence)
    return (
        not of_earlier and _AIM_FOR.search(sentence) is not None and _BY.match(text, year.end()) is not None
    )


def _is_goal_too_early(held: Held, block: BlockRow, year: re.Match[str]) -> bool:
    """到2003年，…达到…: a sentence under a heading of goals opens with the year."""
    opening = block.text[block.text.rfind("。", 0, year.start()) + 1 : year.start()].strip()
    heading = next((row for row in held.headings if row.id == block.heading), None)
    under_goals = heading is not None and heading.block != block.id and heading.title.endswith("目标")
    return opening == "到" and under_goals and block.text[year.end() : year.end() + 1] in "，,底末"


RULES = (
    Rule(
        "end_before_start",
        "error",
        end_before_start,
        "A project ends before it begins.",
        "2025-2021",
        "Swap the years, or correct the one that is wrong.",
        "Years printed in an unusual form that this tool read the wrong way round.",
    ),
    Rule(
        "outside_span",
        "warning",
        outside_span,
        "A project is over before the plan's first year, or begins after its last.",
        "2016-2019 in a plan for 2021—2025",
        "Correct the years, or take the project out of the list.",
        "Lists that show finished or far-off projects on purpose.",
    ),
    Rule(
        "stage_years",
        "warning",
        stage_years,
        "The stage of a project (续建, 新开工, 已竣工 …) does not go with its years and the plan's.",
        "续建, 2024-2025, in a plan for 2021—2025",
        "Correct the stage or the years.",
        "A stage told for the date of publication. One year of difference at the plan's beginning is let"
        " pass.",
    ),
    Rule(
        "indicator_years",
        "error",
        indicator_years,
        "The years in the header of an indicator table are out of order, or do not belong to the plan.",
        "2025年 as baseline, 2020年 as target",
        "Correct the header.",
        "A table that compares plans of several periods.",
    ),
    Rule(
        "odd_year",
        "warning",
        odd_year,
        "The text sets a target for a year before the plan begins or very far after it; as an information,"
        " for a later year than the plan's last that stands nowhere else.",
        "到2052年建成…… in a plan for 2021—2025",
        "Look for swapped digits.",
        "A target quoted from an earlier plan.",
    ),
)
