"""Years and sizes that text or boxes tell of a project by its name, against its row in whichever project
table it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from models.vocabularies import read_rows
from parsers.notation.quantity import Quantity
from pipeline.rules.clauses import is_plain, quantities_of
from pipeline.rules.duplicates import name_key
from pipeline.rules.projects_in_text import is_whole_name, named_in
from pipeline.rules.records import BlockRow, Held, ProjectRow
from pipeline.rules.results import Finding, Result, Rule, agreed, field_side, sides, span
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_LEAST_NAME: Final = 4
_STOP = re.compile("[。；;\n]")
# 2024年6月底前全线
_DATED = re.compile(
    rf"(?<!\d)(20\d\d)年(?:\d{{1,2}}月)?(?:年?[底末]|[上下]半年)?(?:[之以]?前)?(?:{any_of('stretch_tail')})?"
)
# 一期, 主体: what ends earlier than the whole
_ONLY_A_PART = re.compile(any_of("only_a_part"))
_BEGUN, _ENDED = "3", "5"
_NEAR: Final = 8  # characters beside a number that say what it counts
_BIGRAM: Final = 2


@dataclass(frozen=True, slots=True)
class _Passage:
    """What follows the name of a project up to the end of the sentence or to the next project."""

    row: ProjectRow
    block: BlockRow
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]


def project_years(held: Held) -> Iterator[Result]:
    """X工程2022年开工、2025年建成, against the years of its row."""
    for passage in held.once(_passages):
        if _ONLY_A_PART.search(passage.text):
            continue
        for found in _DATED.finditer(passage.text):
            rank = _rank(passage.text[found.end() :])
            listed = {_BEGUN: passage.row.start_year, _ENDED: passage.row.end_year}.get(rank)
            if listed is None:
                continue
            place = span(passage.block, passage.start + found.start(), passage.start + found.end())
            field = field_side(held, passage.row.id, "period_raw", "end_year", "start_year")
            if int(found[1]) == listed:
                yield agreed(place, field)
                continue
            listed_raw = passage.row.period_raw or str(listed)
            message = say("project_years", name=passage.row.name, text=place.quote, table=listed_raw)
            yield Finding(message, sides(place, field), listed_raw, place.quote)


def _rank(behind: str) -> str:
    """What the year is of: the rank of the milestone that follows it, "" where none does."""
    row = next((row for row in _milestones() if behind.startswith(row["word"])), None)
    return row["rank"] if row else ""


@cache
def _milestones() -> tuple[dict[str, str], ...]:
    return tuple(sorted(read_rows("milestone_words"), key=lambda row: -len(row["word"])))


def project_size(held: Held) -> Iterator[Result]:
    """更新管网60公里 of a project whose row says 更新管网80公里: the one number of a unit on both sides, of
    the same thing."""
    for passage in held.once(_passages):
        content = passage.row.content or ""
        field = field_side(held, passage.row.id, "content")
        inside = [
            one for one in quantities_of(passage.block.text) if passage.start <= one.start < passage.end
        ]
        for stated in inside:
            listed = _counterpart(stated, inside, list(quantities_of(content)))
            if listed is None or not _same_thing(passage.block.text, stated, content, listed):
                continue
            place = span(passage.block, stated.start, stated.end)
            if listed.value == stated.value:
                yield agreed(place, field)
                continue
            message = say("project_size", name=passage.row.name, text=stated.raw, table=listed.raw)
            yield Finding(message, sides(place, field), listed.raw, stated.raw)


def _counterpart(stated: Quantity, inside: list[Quantity], listed: list[Quantity]) -> Quantity | None:
    """The one number of that unit in the row; None where one side has several, or a bound."""
    if stated.unit in (None, "元", "%"):
        return None
    here = [one for one in inside if one.unit == stated.unit]
    there = [one for one in listed if one.unit == stated.unit]
    alone = len(here) == len(there) == 1 and is_plain(stated, there[0])
    return there[0] if alone else None


def _same_thing(text: str, stated: Quantity, content: str, listed: Quantity) -> bool:
    """Whether the words beside both numbers share two characters in a row."""
    here = text[max(0, stated.start - _NEAR) : stated.start], text[stated.end : stated.end + _NEAR]
    there = content[max(0, listed.start - _NEAR) : listed.start], content[listed.end : listed.end + _NEAR]
    return bool(_pairs(*here) & _pairs(*there))


def _pairs(*texts: str) -> set[str]:
    words = [word for text in texts for word in re.findall("[\u4e00-\u9fff]+", text)]
    return {word[at : at + _BIGRAM] for word in words for at in range(len(word) - 1)}


def _passages(held: Held) -> Iterator[_Passage]:
    """What the running text and boxes tell of projects that have one row of their name."""
    rows: dict[str, list[ProjectRow]] = {}
    for row in held.projects:
        if row.kind == "project" and len(name_key(row.name)) >= _LEAST_NAME:
            rows.setdefault(row.name.strip(), []).append(row)
    single = {name: found[0] for name, found in rows.items() if len(found) == 1}
    for block, named in named_in(held.narrative() if single else (), single):
        ends = [*(at for at, _ in named[1:]), len(block.text)]
        for (start, name), following in zip(named, ends, strict=False):
            stop = _STOP.search(block.text, start)
            end = min(following, stop.start() if stop else len(block.text))
            if is_whole_name(block, start) and end > start + len(name):
                yield _Passage(single[name], block, start + len(name), end)


RULES = (
    Rule(
        "project_years",
        "warning",
        project_years,
        "Text or box say that a project begins or ends in another year than its row in the project table.",
        "“北坡水厂工程……2025年建成”; 2021—2023 in the table",
        "Correct the year in one of the two.",
        "A sentence about a part of the project; where it says so (一期, 主体), it is left out.",
    ),
    Rule(
        "project_size",
        "warning",
        project_size,
        "Text or box tell another size of a project than its row in the project table, of the same thing in"
        " the same unit.",
        "“更新管网60公里”; 80公里 in the table",
        "Correct the number in one of the two.",
        "A part of the project.",
    ),
)
