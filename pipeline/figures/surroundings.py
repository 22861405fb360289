"""What a document's title and headings say about the numbers under them: back or ahead, which year, whose."""

from dataclasses import dataclass

from models.facts import Heading, Structure
from parsers.notation.period import find_periods
from pipeline.figures.times import Place, ReportYear, Time, is_part_of_name
from pipeline.figures.words import weights

_SECTIONS = "figure_section_words"
_STRONGEST = 3.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for the whole document: the plan's years, the year a work report plans for, the document's
    own place."""

    plan: tuple[int, int] | None
    report: ReportYear | None
    place: str


def surroundings_of(structure: Structure) -> Surroundings:
    """What the structure found of the plan's years, kind and place, as far as sentences are read by it."""
    period = structure.period
    report = None
    if period is not None and structure.kind == "work_report":
        stated = period.evidence[0]
        report = ReportYear(period.last, Place(stated.block, stated.start, stated.end))
    plan = (period.first, period.last) if period and not report and period.first < period.last else None
    return Surroundings(plan, report, structure.region.name if structure.region else "")


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
