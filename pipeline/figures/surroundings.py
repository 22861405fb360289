"""What a document's title and headings say about the numbers under them: back or ahead, which year, whose."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from models.document import Block
from models.facts import Heading, Structure
from models.names import DocumentKind
from models.vocabularies import read_rows
from parsers.notation.period import find_periods
from pipeline.figures.anchors import Anchor, Place, ReportYear, anchor_of
from pipeline.figures.self_named import kind_of_document
from pipeline.figures.speech import speech_of
from pipeline.figures.time_words import find_time_words
from pipeline.figures.turns import year_of_turn
from pipeline.figures.untitled import plan_of_text
from pipeline.figures.words import metric_regex, weights

_SECTIONS = "figure_section_words"
_STRONGEST = 3.0
# what a document is says something where no heading does: a bulletin tells what was, a plan what shall be,
# and rules say what has to be, unless their words call it observed
_OF_KINDS: Mapping[DocumentKind, float] = {
    "bulletin": -3.0,
    "plan": 1.0,
    "scheme": 1.0,
    "opinion": 1.0,
    "circular": 0.5,
    "rules": 3.0,
}
_SHORTEST_RESULT = 3
_LONGEST_SAYING = 60
_ADVERBS = frozenset({"d", "vd"})
_MANNERS = _ADVERBS | {"ad", "a", "t", "z"}  # what jieba takes 如期, 显著 and 持续 for
_STATES = frozenset({"a", "ad", "z", "i"})
_YEAR_DONE = ("-1", "done")  # 去年, 过去一年
_OPENING = 16  # within so many characters a paragraph says which year it is of
_FIRST_BLOCKS = 5
_REPORTING = ("work_report", "report", "other")
_LOOKS_BACK = ("bulletin", "report")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for the whole document: the plan's years and where they are printed, the year a work report
    plans for or a bulletin reports on, the document's own place, what kind of document it is,
    the year it was issued in where it has no years of its own."""

    plan: tuple[int, int] | None
    plan_place: Place | None
    report: ReportYear | None
    bulletin: ReportYear | None
    place: str
    kind: DocumentKind
    issued: int | None = None

    @property
    def anchor(self) -> Anchor | None:
        """What 今年 and 过去五年 are counted from."""
        return anchor_of(self.plan, self.plan_place, self.report, self.bulletin)


def surroundings_of(structure: Structure) -> Surroundings:
    """What the structure found of the plan's years, kind and place, as far as sentences are read by it."""
    period, region = structure.period, structure.region.name if structure.region else ""
    kind = kind_of_document(structure)
    if period is None:
        year = _reviewing(structure) or _arranging(structure) or _turning(structure)
        untitled = None if year else plan_of_text(structure)
        if untitled:
            return Surroundings(*untitled, None, None, region, "plan")
        return Surroundings(None, None, year, None, region, kind, _issued(structure))
    stated = period.evidence[0]
    place = Place(stated.block, stated.start, stated.end)
    if _looks_ahead(structure):
        return Surroundings(None, None, ReportYear(period.last, place), None, region, kind)
    if kind in _LOOKS_BACK and period.first == period.last:
        return Surroundings(None, None, None, ReportYear(period.last, place), region, kind)
    return Surroundings((period.first, period.last), place, None, None, region, kind)


def _issued(structure: Structure) -> int | None:
    """The year of the day that the last document of the file was issued on."""
    days = [part.issued_on for part in structure.parts if part.issued_on]
    return int(days[-1].partition("-")[0]) if days else None


def _reviewing(structure: Structure) -> ReportYear | None:
    """The year of a report that prints none of its own: the one behind the year that its review opens with
    (去年工作回顾, and under it 2005年，…)."""
    if structure.kind != "work_report":
        return None
    below = _first_below(structure)
    for position, heading in enumerate(structure.headings):
        names_it = any(word.offset in _YEAR_DONE for word in find_time_words(heading.title))
        first = below.get(position) if names_it and outright(heading) < 0 else None
        for period in find_periods(first.text[:_OPENING]) if first else ():
            if first and period.start_year is not None and period.start_year == period.end_year:
                return ReportYear(period.start_year + 1, Place(first.ordinal, period.start, period.end))
    return None


def _arranging(structure: Structure) -> ReportYear | None:
    """The year of a report whose title is lost: the one a heading arranges the work of (2024年工作安排), when
    the year before it is named above, or the text is spoken to an assembly; of two years that follow each
    other (完成2023年任务, 实现2024年目标) the later."""
    if structure.kind not in _REPORTING:
        return None
    named: set[int | None] = set()
    arranged: ReportYear | None = None
    opening = [block.text for block in structure.document.blocks[:_FIRST_BLOCKS]]
    named.update(period.start_year for text in opening for period in find_periods(text[:_OPENING]))
    spoken = any(word in text for text in opening for word in _addresses())
    for heading in structure.headings:
        text = structure.document.blocks[heading.block].text[heading.start : heading.end]
        years = [p for p in find_periods(text) if p.start_year and p.start_year == p.end_year]
        year = years[0].start_year if len(years) == 1 else None
        if year is not None and (spoken or year - 1 in named) and outright(heading) > 0:
            place = Place(heading.block, heading.start + years[0].start, heading.start + years[0].end)
            arranged = ReportYear(year, place) if arranged is None or year == arranged.year + 1 else arranged
        named.add(year)
    return arranged


def _turning(structure: Structure) -> ReportYear | None:
    """The year of a report without title and headings, spoken to an assembly."""
    opening = [block.text for block in structure.document.blocks[:_FIRST_BLOCKS]]
    spoken = any(word in text for text in opening for word in _addresses())
    return year_of_turn(structure) if structure.kind == "work_report" or spoken else None


@cache
def _addresses() -> tuple[str, ...]:
    return tuple(row["word"] for row in read_rows("report_addresses"))


def _first_below(structure: Structure) -> dict[int, Block]:
    """For each heading by its position the first paragraph that stands right under it."""
    found: dict[int, Block] = {}
    for block, use in zip(structure.document.blocks, structure.uses, strict=True):
        if use.heading is not None and block.ordinal > structure.headings[use.heading].block:
            found.setdefault(use.heading, block)
    return found


def _looks_ahead(structure: Structure) -> bool:
    """Whether a report plans for a year as well: a work report, and one that names a year done and one to
    come in its title."""
    if structure.kind == "work_report":
        return True
    named = {period.start_year for period in find_periods(structure.title)}
    if structure.kind == "report":
        return len(named) > 1
    pattern, weight = weights(_SECTIONS)
    return len(named) > 1 and any(weight[word] <= -_STRONGEST for word in pattern.findall(structure.title))


def chain_of(structure: Structure, heading: int | None) -> tuple[Heading, ...]:
    """A heading and those above it, nearest first."""
    found: list[Heading] = []
    while heading is not None and len(found) < len(structure.headings):
        found.append(structure.headings[heading])
        heading = structure.headings[heading].parent
    return tuple(found)


def leaning_of(chain: tuple[Heading, ...], kind: DocumentKind = "other") -> float:
    """Whether headings look back (below 0) or ahead (above 0): the nearest that says so outright (工作回顾,
    主要任务), else the nearest whose words are rather those of one side (强化保障), else the kind of
    document."""
    of_kind = _OF_KINDS.get(kind, 0.0)
    rather = (sum(_said(heading)) for heading in chain) if abs(of_kind) < _STRONGEST else ()
    score = next(filter(None, (*map(outright, chain), *rather)), of_kind)
    return max(-_STRONGEST, min(_STRONGEST, score))


def outright(heading: Heading) -> float:
    """What the words of a heading say that leave no doubt; 0.0 without any."""
    return sum(value for value in _said(heading) if abs(value) >= _STRONGEST)


def says_both(heading: Heading) -> bool:
    """Whether a heading names both parts of a report: 2023年工作回顾和2024年工作安排."""
    said = _said(heading)
    return min(said, default=0.0) <= -_STRONGEST and max(said, default=0.0) >= _STRONGEST


def _said(heading: Heading) -> list[float]:
    """The weights of its words; one that tells a result (经济实力大幅提升) may stand under either side and
    says nothing."""
    if len(heading.title) > _LONGEST_SAYING:  # a sentence that stands as a heading
        return []
    pattern, weight = weights(_SECTIONS)
    found = set(pattern.findall(heading.title))
    return [] if found and tells_result(heading.title) else [weight[word] for word in found]


def tells_result(title: str) -> bool:
    """Whether a heading ends in an adjective or in a verb behind its adverb and opens with no call to do
    something: 人民生活持续改善, not 持续改善人民生活."""
    words = [word for word in speech_of(title).words if word.tag != "x"]
    if len(words) < _SHORTEST_RESULT or metric_regex("urging").match(title) or words[0].tag in _ADVERBS:
        return False
    last = words[-1].tag
    return last in _STATES or (last == "v" and words[-2].tag in _MANNERS)
