"""What text and boxes say of single projects, and of all of them, against the project table."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from parsers.notation.quantity import Quantity
from pipeline.rules.clauses import quantities_of
from pipeline.rules.duplicates import name_key
from pipeline.rules.groups import tables_of_projects
from pipeline.rules.records import BlockRow, Held, ProjectRow
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, field_side, sides, span
from pipeline.rules.values import compare, money, printed
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

# 概算投资约3亿元
_TOTAL = re.compile(rf"(?:{any_of('total_investment')})(?:额|规模)?(?:{any_of('investment_says')})?$")
_LEAST_NAME: Final = 4
_LEAST_HEAD: Final = 3
# 环城路。新建…: a short name that heads what is told of it
_HEADED = re.compile("[。：:]")
_END = re.compile("[；;\n]")
# 全部于2025年底前建成
_ALL_BY = re.compile(
    rf"(?:{any_of('all_built')})[^，,。；;0-9]{{0,4}}?(?:于|在|到)?(?P<year>20\d\d)年(?:年?底|年?末|\d{{1,2}}月(?:底|末)?)?(?:之?前|以前)?"
    rf"[^，,。；;0-9]{{0,4}}(?:{any_of('built')})"
)
# 2025年底前，各项目全部完工
_BY_ALL = re.compile(
    rf"(?P<year>20\d\d)年(?:年?底|年?末)?(?:之?前|以前)?[，,]?[^。；;0-9]{{0,12}}(?:{any_of('project')})(?:{any_of('must')})?(?:{any_of('all_of_them')})"
    rf"(?:{any_of('built')})"
)
_PROJECTS = re.compile(any_of("project"))
# 所有重点项目2024年底前开工…竣工
_EACH_BY = re.compile(
    rf"(?:{any_of('each')})(?:{any_of('kind_of_project')})?(?:{any_of('project')})[^，,。；;0-9]{{0,4}}(?:于|在|到)?(?P<year>20\d\d)年"
    rf"(?:年?底|年?末|\d{{1,2}}月(?:底|末)?)?(?:之?前|以前)?[^，,。；;0-9]{{0,4}}(?:{any_of('built')})"
)
# 下表所列项目2025年底前全部建成
_PROJECTS_BY = re.compile(
    rf"(?:{any_of('project')})[^，,。；;0-9]{{0,6}}(?P<year>20\d\d)年(?:年?底|年?末)?(?:之?前|以前)?"
    rf"[^，,。；;0-9]{{0,3}}(?:{any_of('all_of_them')})[^，,。；;0-9]{{0,3}}(?:{any_of('built')})"
)
# 规划期内全部建成
_WITHIN = re.compile(
    rf"规划期(?:内|末)?[^，,。；;0-9]{{0,3}}(?:{any_of('all_of_them')})[^，,。；;0-9]{{0,4}}(?:{any_of('built')})"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount that a paragraph tells of a project of the table."""

    row: ProjectRow
    block: BlockRow
    amount: Quantity


def project_amount(held: Held) -> Iterator[Result]:
    """The total investment of a project in text or box against its row."""
    for told in _told(held):
        row = told.row
        stated, listed = (
            printed(told.amount.raw, told.amount.value),
            printed(row.total_raw, row.total),
        )
        if stated is None or listed is None or told.amount.qualifier != "exact":
            continue
        if compare(stated, listed) != "contradicts":
            yield agreed(*_both(held, told), rounded=stated.value != listed.value)
            continue
        place, field = _both(held, told)
        said = {"text": told.amount.raw, "table": money(listed.value)}
        message = say("project_amount", name=row.name, **said)
        yield Finding(message, sides(place, field), money(listed.value), told.amount.raw)


def _both(held: Held, told: _Told) -> tuple[Side, Side | None]:
    """The amount in the text, and that of the row."""
    place = span(told.block, told.amount.start, told.amount.end)
    return place, field_side(held, told.row.id, "total_investment_raw", "total_investment")


def named_in(
    blocks: Sequence[BlockRow], names: Iterable[str]
) -> Iterator[tuple[BlockRow, list[tuple[int, str]]]]:
    """The paragraphs in which names stand, each with the names by the place where they stand first. All are
    sought in one text: names are many, and most stand nowhere."""
    starts = [0, *accumulate(len(block.text) + 1 for block in blocks)]
    text = "\0".join(block.text for block in blocks)
    found: dict[int, list[tuple[int, str]]] = {}
    for name in names:
        at = text.find(name)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            found.setdefault(place, []).append((at - starts[place], name))
            at = text.find(name, starts[place + 1])
    for place, named in sorted(found.items()):
        yield blocks[place], sorted(named)


def _told(held: Held) -> Iterator[_Told]:
    rows: dict[str, list[ProjectRow]] = {}
    for row in held.projects:
        if row.kind == "project" and row.total is not None and len(name_key(row.name)) >= _LEAST_HEAD:
            rows.setdefault(row.name.strip(), []).append(row)
    single = {name: found[0] for name, found in rows.items() if len(found) == 1}
    invested = [block for block in held.narrative() if "投资" in block.text] if single else ()
    for block, found in named_in(invested, single):
        named = [(at, name) for at, name in found if _is_told_of(block, name, at)]
        ends: list[int | None] = [*(at for at, _ in named[1:]), None]
        for (start, name), following in zip(named, ends, strict=False):
            amount = _amount(block, start + len(name), following)
            if amount is not None and is_whole_name(block, start):
                yield _Told(single[name], block, amount)


def _is_told_of(block: BlockRow, name: str, at: int) -> bool:
    """Whether a name is long enough to be the project's own, or heads its text."""
    return len(name_key(name)) >= _LEAST_NAME or _HEADED.match(block.text, at + len(name)) is not None


def is_whole_name(block: BlockRow, start: int) -> bool:
    """Whether the name does not end a longer one (甲县水厂工程 in 乙镇甲县水厂工程)."""
    before = block.text[:start].rstrip()
    return (
        not before
        or re.search(rf"[，,。；;、：:\d.．）)（(“]$|{any_of('before_project')}|是$", before) is not None
    )


def _amount(block: BlockRow, start: int, following: int | None) -> Quantity | None:
    """The one amount called total investment behind the name, before the next project."""
    stop = _END.search(block.text, start)
    end = min(following or len(block.text), stop.start() if stop else len(block.text))
    found = [
        quantity
        for quantity in quantities_of(block.text)
        if start <= quantity.start < end
        and quantity.unit == "元"
        and _TOTAL.search(block.text[start : quantity.start])
    ]
    return found[0] if len(found) == 1 else None


def built_by(held: Held) -> Iterator[Result]:
    """“全部于2025年底前建成”, against the years of each project of the one table, or of the table in that
    section."""
    for block in held.narrative():
        for found in _said_of_all(block.text):
            sentence = block.text[: found.end()].rsplit("。", 1)[-1]
            if _PROJECTS.search(sentence):
                yield from _late(held, block, found)


def _said_of_all(text: str) -> Iterator[re.Match[str]]:
    """Each such sentence once."""
    ends: set[int] = set()
    for form in (_ALL_BY, _BY_ALL, _EACH_BY, _PROJECTS_BY, _WITHIN):
        for found in form.finditer(text):
            if found.end() not in ends:
                ends.add(found.end())
                yield found


def _late(held: Held, block: BlockRow, found: re.Match[str]) -> Iterator[Result]:
    year = int(found["year"]) if "year" in found.re.groupindex else (held.period or (0, 0))[1]
    where = span(block, *found.span("year" if "year" in found.re.groupindex else 0))
    if not year:
        return
    for rows in _meant(held, block):
        for row in rows:
            if row.kind != "project" or row.end_year is None:
                continue
            if row.end_year <= year:
                place = field_side(held, row.id, "period_raw", "end_year")
                yield agreed(where, place)
                continue
            place = field_side(held, row.id, "period_raw", "end_year")
            message = say("built_by", name=row.name, end=row.end_year, year=year)
            sentence = span(block, *found.span())
            yield Finding(message, sides(place, sentence), f"≤{year}", str(row.end_year))


def _meant(held: Held, block: BlockRow) -> list[list[ProjectRow]]:
    """The tables that the sentence can mean: the only one, else those under its heading."""
    tables = list(tables_of_projects(held).values())
    if len(tables) <= 1:
        return tables
    return [rows for rows in tables if _heading(held, rows[0]) == block.heading]


def _heading(held: Held, row: ProjectRow) -> int | None:
    place = field_side(held, row.id, "name")
    return held.blocks[place.block].heading if place else None


RULES = (
    Rule(
        "project_amount",
        "warning",
        project_amount,
        "Text or box tell another total investment of a project than the project table.",
        "“北源水库工程……总投资16.8亿元” in a box; 18.6 in the table",
        "Bring both up to date.",
        "A part of the project with its own cost.",
    ),
    Rule(
        "built_by",
        "warning",
        built_by,
        "The text says that all projects are finished by a year, and the table has one that ends later.",
        "“全部于2025年底前建成”; a project for 2022—2027",
        "Correct the sentence or the years.",
        "A sentence about some of the projects.",
    ),
)
