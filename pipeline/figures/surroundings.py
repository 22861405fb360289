"""What a document's title and headings say about the numbers under them: back or ahead, which year, whose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.facts import Heading, Structure
from parsers.notation.period import find_periods
from pipeline.figures.times import Place, ReportYear, Time, is_part_of_name
from pipeline.figures.words import weights
from pipeline.ingest.title_facts import period_of, region_of

_SECTIONS = "figure_section_words"
_REPORT = re.compile("工作报告")
_REVIEW = re.compile("回顾|总结")
_AHEAD = re.compile("工作安排|重点工作|主要任务|目标任务|工作任务|政府工作|预期目标|总体要求")
_HELD = re.compile("会议|大会|全会")
_OPENING_BLOCKS = 12
_LONGEST_LINE = 40
_STRONGEST = 3.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for the whole document: the plan's years, the year a work report plans for, the document's
    own place."""

    plan: tuple[int, int] | None
    report: ReportYear | None
    place: str


def surroundings_of(structure: Structure) -> Surroundings:
    """Read from the title, the headings and the first blocks."""
    report = report_year(structure)
    return Surroundings(None if report else period_of(structure), report, region_of(structure.title) or "")


def report_year(structure: Structure) -> ReportYear | None:
    """The year a work report plans for: in the title of a 工作报告, in a heading (2023年工作回顾 is of the
    year before), or when it was given."""
    blocks = structure.document.blocks
    lines = [
        structure.title,
        *(block.text for block in blocks[:_OPENING_BLOCKS] if len(block.text) < _LONGEST_LINE),
    ]
    reports = any(_REPORT.search(line) for line in lines)
    titled = (
        found
        for ordinal in structure.title_blocks
        if (found := _year_in(blocks[ordinal].text, ordinal, 0, len(blocks[ordinal].text)))
    )
    if reports and (title := next(titled, None)):
        return title
    if heading := next(_of_headings(structure), None):
        return heading
    held = (block for block in blocks[:_OPENING_BLOCKS] if reports and _HELD.search(block.text))
    return next(
        (found for block in held if (found := _year_in(block.text, block.ordinal, 0, len(block.text)))), None
    )


def _of_headings(structure: Structure) -> Iterator[ReportYear]:
    for heading in structure.headings:
        found = _year_in(
            structure.document.blocks[heading.block].text, heading.block, heading.start, heading.end
        )
        if found and _REVIEW.search(heading.title):
            yield ReportYear(found.year + 1, found.place)
        elif found and _AHEAD.search(heading.title):
            yield found


def _year_in(text: str, block: int, start: int, end: int) -> ReportYear | None:
    for period in find_periods(text):
        if (
            start <= period.start
            and period.end <= end
            and period.start_year is not None
            and period.start_year == period.end_year
        ):
            return ReportYear(period.start_year, Place(block, period.start, period.end))
    return None


def chain_of(structure: Structure, heading: int | None) -> tuple[Heading, ...]:
    """A heading and those above it, nearest first."""
    found: list[Heading] = []
    while heading is not None and len(found) < len(structure.headings):
        found.append(structure.headings[heading])
        heading = structure.headings[heading].parent
    return tuple(found)


def leaning_of(chain: tuple[Heading, ...]) -> float:
    """Whether the nearest heading that says so looks back (below 0) or ahead (above 0)."""
    pattern, weight = weights(_SECTIONS)
    for heading in chain:
        score = sum(weight[word] for word in set(pattern.findall(heading.title)))
        if score:
            return max(-_STRONGEST, min(_STRONGEST, score))
    return 0.0


def time_of_headings(structure: Structure, chain: tuple[Heading, ...]) -> Time | None:
    """The time the nearest heading states that states one: 2023年工作回顾."""
    for heading in chain:
        text = structure.document.blocks[heading.block].text
        for period in find_periods(text):
            if (
                heading.start <= period.start
                and period.end <= heading.end
                and period.text
                and not is_part_of_name(text, period)
            ):
                return Time(
                    Place(heading.block, period.start, period.end),
                    period.text,
                    period.start_year,
                    period.end_year,
                )
    return None
