"""Projects and indicators that stand twice."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from models.vocabularies import words
from pipeline.rules.edits import difference
from pipeline.rules.groups import root_table
from pipeline.rules.records import Held, ProjectRow
from pipeline.rules.results import Finding, Result, Rule, agreed, field_side, sides
from pipeline.rules.wording import Sentence, say

_MARKS = re.compile(r"[\W_]+")
_MOST_EDITS = 1
_LEAST_LENGTH = 8
# names that differ in a number, a side or a size are two projects
_DIFFERING = re.compile("[0-9a-z一二三四五六七八九十百甲乙丙丁东西南北中上下左右内外新旧老前后大小]")


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """A name without width, white space, case and punctuation."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name)).casefold()


@lru_cache(maxsize=4096)
def core_key(name: str) -> str:
    """A project's name without the words that say nothing of it (项目, 工程, 建设, 的 …)."""
    key = name_key(name)
    for word in sorted(words("project_fillers"), key=lambda word: (-len(word), word)):
        key = key.replace(word, "")
    return key or name_key(name)


def _projects(held: Held) -> list[ProjectRow]:
    return [row for row in held.projects if row.kind == "project" and name_key(row.name)]


def duplicate_project(held: Held) -> Iterator[Result]:
    """Projects of the same name; of the same name but for filler words, or of nearly the same, where all
    else says it is the same."""
    rows = _projects(held)
    by_name: dict[str, list[ProjectRow]] = {}
    for row in rows:
        by_name.setdefault(name_key(row.name), []).append(row)
    for same in by_name.values():
        first, *others = same
        if not others:
            yield agreed(field_side(held, first.id, "name"))
        for other in others:
            if _told_apart(held, first, other):
                yield agreed(*(field_side(held, row.id, "name") for row in (other, first)))
            else:
                yield _finding(held, first, other, say("duplicate_project", name=other.name))


def _told_apart(held: Held, one: ProjectRow, other: ProjectRow) -> bool:
    """Projects of the same general name at different costs, of two bodies or in two tables (of two
    places)."""
    builders, others = held.builders.get(one.id, ()), held.builders.get(other.id, ())
    of_two = builders and others and not set(builders) & set(others)
    apart = root_table(held, one.table) != root_table(held, other.table)
    return bool((of_two or apart) and one.total != other.total)


def similar_project(held: Held) -> Iterator[Result]:
    """Projects whose names differ by a filler word or one character, with the same builder."""
    for one, other in _of_one_builder(held):
        if name_key(one.name) == name_key(other.name):
            continue
        if core_key(one.name) == core_key(other.name):
            message = say("similar_project.words", name=other.name, other=one.name)
            yield _finding(held, one, other, message)
        elif _same_otherwise(one, other) and (
            _nearly(core_key(one.name), core_key(other.name)) or _is_shuffled(one.name, other.name)
        ):
            message = say("similar_project.character", name=other.name, other=one.name)
            yield _finding(held, one, other, message)
        else:
            yield agreed(*(field_side(held, row.id, "name") for row in (other, one)))


def _of_one_builder(held: Held) -> Iterator[tuple[ProjectRow, ProjectRow]]:
    """The pairs of projects that share a builder, in order."""
    rows = _projects(held)
    of_builder: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        for name in held.builders.get(row.id, ()):
            of_builder.setdefault(name, []).append(at)
    for at, row in enumerate(rows):
        yield from (
            (row, rows[other])
            for other in sorted(
                {other for name in held.builders.get(row.id, ()) for other in of_builder[name] if other > at}
            )
        )


def _same_otherwise(one: ProjectRow, other: ProjectRow) -> bool:
    return (
        one.total is not None
        and one.total == other.total
        and one.period_investment == other.period_investment
    )


def _nearly(one: str, other: str) -> bool:
    """One character added, left out or replaced, which is no number, direction or size."""
    if min(len(one), len(other)) < _LEAST_LENGTH or abs(len(one) - len(other)) > _MOST_EDITS:
        return False
    found = difference(one, other)
    return found.length <= _MOST_EDITS and not any(_DIFFERING.search(part) for part in found.parts)


def _is_shuffled(one: str, other: str) -> bool:
    """Whether both names are of the same characters in another order (提升改造, 改造提升)."""
    keys = core_key(one), core_key(other)
    return len(keys[0]) >= _LEAST_LENGTH and sorted(keys[0]) == sorted(keys[1])


def _finding(held: Held, one: ProjectRow, other: ProjectRow, message: Sentence) -> Finding:
    places = sides(
        *(
            field_side(held, row.id, field)
            for row, field in ((other, "name"), (one, "name"), (other, "builders"), (one, "builders"))
        )
    )
    return Finding(message, places, one.name, other.name)


def duplicate_indicator(held: Held) -> Iterator[Result]:
    """Indicators of the same name, category and unit within one table."""
    first: dict[tuple[int, str, str, str], int] = {}
    for row in held.indicators:
        key = (row.table, row.category or "", name_key(row.name), row.unit or "")
        if key not in first:
            first[key] = row.id
            yield agreed(field_side(held, row.id, "name"))
            continue
        places = sides(field_side(held, row.id, "name"), field_side(held, first[key], "name"))
        yield Finding(say("duplicate_indicator", name=row.name), places, "1", "2")


RULES = (
    Rule(
        "duplicate_project",
        "warning",
        duplicate_project,
        "A project of the same name stands in the project tables twice, so that it may be counted twice.",
        "rows 4 and 7: 某材料建设项目, the same builder",
        "Strike one row, or tell the two apart by their names (一期, 二期).",
        "Two phases or sites that share a name. Rows of other builders at other costs are not reported.",
    ),
    Rule(
        "similar_project",
        "warning",
        similar_project,
        "Two projects of the same builder have names that differ in a filler word or in one character.",
        "智慧停车项目 and 智慧停车建设项目, both 某公司",
        "See whether it is one project.",
        "Two works that are truly different; names that differ in a number or a direction (二期, 室外) are"
        " not reported.",
    ),
    Rule(
        "duplicate_indicator",
        "warning",
        duplicate_indicator,
        "An indicator stands in its table twice.",
        "rows 3 and 9: 森林覆盖率（%）",
        "Strike one row, or say what tells the two apart.",
        "Sub-indicators whose group is printed in a way this tool did not read.",
    ),
)
