"""What the text says of the project table: how many projects there are, what they cost in total and within
the plan period."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from parsers.notation.numerals import fold
from parsers.notation.period import find_periods
from parsers.notation.quantity import Quantity
from parsers.notation.quantity_text import find_quantities
from pipeline.rules.duplicates import name_key
from pipeline.rules.groups import children, descendants, tables_of_projects
from pipeline.rules.records import BlockRow, Held, ProjectRow
from pipeline.rules.results import Agreed, Finding, Result, Rule, Side, field_side, sides, span
from pipeline.rules.values import compare, money, power_of_ten, printed
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_SENTENCE = re.compile("[^。；;\n]+")
# 共安排重点项目120个
_ALL = re.compile(
    f"(?:{any_of('in_all_projects')})(?:{any_of('projects_verb')})?[^，"
    f"。；0-9]{{0,12}}(?:{any_of('project')})"
)
# （详见附表）
_SEE = re.compile(any_of("see_table"))
# 其中新开工项目30个: not all projects of the table
_PART = re.compile(any_of("part_of_projects"))
# 项目共120个
_COUNT_BEFORE = re.compile(f"(?:{any_of('project')})(?:{any_of('in_all_before')})?(?:为|有|达|达到)?$")
# 120个重点项目
_COUNT_AFTER = re.compile(f"^(?:{any_of('projects_lead')})*(?:{any_of('project')})")
# 总投资约300亿元
_TOTAL_BEFORE = re.compile(f"总投资(?:额|规模)?(?:{any_of('investment_says')})?$")
# “十四五”期间计划投资200亿元
_PERIOD_BEFORE = re.compile(
    f"(?:期间|时期|期内|五”|五)(?:{any_of('period_lead')})*投资(?:额)?(?:约|为|达|达到)?$"
)
_LAX: Final = ("approx", "about", "over", "at_least", "near", "up_to")
# 交通领域, 水利类: as a group is called in the text, not in the table
_SUFFIX = re.compile(f"(?:{any_of('behind_group')})+$")
_BEHIND_NAME = re.compile(
    f"(?:{any_of('behind_domain')})?(?:的)?(?:共)?(?:{any_of('projects_built')})*(?:{any_of('project')})"
)
_LEAST_NAME: Final = 3
_LEAST_COUNT: Final = 3  # two projects are many a list
_GENEROUS: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class _Said:
    """One number of a sentence about the project table, and the row it speaks of."""

    what: str
    quantity: Quantity
    block: BlockRow
    row: ProjectRow

    @property
    def place(self) -> Side:
        return span(self.block, self.quantity.start, self.quantity.end)


def _said(held: Held) -> Iterator[_Said]:
    tables = list(tables_of_projects(held).values())
    chosen = _main_table(tables)
    if chosen is None:
        return
    totals = [row for row in chosen if row.kind == "total" and row.parent is None]
    for block in held.narrative():
        if "项目" not in block.text and "工程" not in block.text:
            continue
        quantities = find_quantities(block.text)
        for sentence in _SENTENCE.finditer(block.text):
            inside = [
                quantity for quantity in quantities if sentence.start() <= quantity.start < sentence.end()
            ]
            refers = len(tables) == 1 and _refers(held, sentence[0], inside, chosen)
            row = _row_meant(sentence, inside, chosen, totals, refers=refers) if inside else None
            if row is not None:
                for said in _numbers(block, sentence.start(), inside, row):
                    if len(tables) == 1 or not _tells_of_all(said, tables):
                        yield said


def _main_table(tables: Sequence[list[ProjectRow]]) -> list[ProjectRow] | None:
    """The one table of projects, or of several the only one with a total row."""
    summed = [rows for rows in tables if any(row.kind == "total" and row.parent is None for row in rows)]
    found = tables if len(tables) == 1 else summed
    return found[0] if len(found) == 1 else None


def _tells_of_all(said: _Said, tables: Sequence[list[ProjectRow]]) -> bool:
    """Whether the number is that of all tables together, or of another one."""
    values = [_of_table(rows, said.what) for rows in tables]
    return said.quantity.value in (sum(values, Decimal(0)), *values[1:], *values[:1])


def _of_table(rows: Sequence[ProjectRow], what: str) -> Decimal:
    projects = [row for row in rows if row.kind == "project"]
    if what == "count":
        return Decimal(len(projects))
    amounts = [row.total if what == "total" else row.period_investment for row in projects]
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _refers(held: Held, sentence: str, numbers: Sequence[Quantity], rows: Sequence[ProjectRow]) -> bool:
    """（见附表）: of the plan's own years, and of about as many projects as the table has."""
    counted = sum(row.kind == "project" for row in rows)
    counts = [one.value for one in numbers if one.unit in ("个", "项") and one.value]
    near = bool(counts) and all(counted <= 2 * value and value <= 2 * counted for value in counts[:1])
    first, last = held.period or (0, 9999)
    ends = ((one.start_year or first, one.end_year or last) for one in find_periods(sentence))
    return _SEE.search(sentence) is not None and near and all(first <= a and b <= last for a, b in ends)


def _row_meant(
    found: re.Match[str],
    numbers: list[Quantity],
    rows: list[ProjectRow],
    totals: list[ProjectRow],
    *,
    refers: bool,
) -> ProjectRow | None:
    """The group row whose name stands in a sentence before the first number, else the total row where it
    speaks of all projects, or `refers` to the only table of projects."""
    sentence = found[0]
    first = re.search("[0-9]+(?:个|项)", fold(sentence))
    before = sentence[: first.start()] if first else sentence
    said = name_key(before)
    named = [row for row in rows if row.kind in ("category", "subcategory") and _is_named(row, said)]
    if len(named) == 1 and "项目" in sentence:
        return named[0]
    return (
        totals[0]
        if not named
        and len(totals) == 1
        and (refers or _ALL.search(sentence) or _counts_all(found, numbers, rows))
        and not _PART.search(before)
        else None
    )


def _counts_all(found: re.Match[str], numbers: list[Quantity], rows: Sequence[ProjectRow]) -> bool:
    """Whether the sentence counts as many projects as the table has: then it is about these."""
    counted = sum(row.kind == "project" for row in rows)
    return counted >= _LEAST_COUNT and any(
        one.unit in ("个", "项")
        and one.value == counted
        and (
            _COUNT_BEFORE.search(found.string[found.start() : one.start])
            or _COUNT_AFTER.match(found.string[one.end : found.end()])
        )
        for one in numbers
    )


def _is_named(row: ProjectRow, said: str) -> bool:
    """Whether the group's name and the word for projects stand in what is said before the number (a
    `name_key`)."""
    key = _SUFFIX.sub("", name_key(row.name))
    if len(key) < _LEAST_NAME or key not in said:
        return False
    places = (at for at in range(len(said)) if said.startswith(key, at))
    return any(_BEHIND_NAME.match(said, at + len(key)) for at in places)


def _numbers(block: BlockRow, start: int, quantities: list[Quantity], row: ProjectRow) -> Iterator[_Said]:
    seen: set[str] = set()
    for quantity in quantities:
        before, after = block.text[start : quantity.start], block.text[quantity.end : quantity.end + 10]
        what = None
        if quantity.unit in ("项", "个") and (_COUNT_BEFORE.search(before) or _COUNT_AFTER.match(after)):
            what = "count"
        elif quantity.unit == "元" and _PERIOD_BEFORE.search(before):
            what = "period"
        elif quantity.unit == "元" and _TOTAL_BEFORE.search(before):
            what = "total"
        if what and what not in seen:
            seen.add(what)
            yield _Said(what, quantity, block, row)


def narrative_total(held: Held) -> Iterator[Result]:
    """Each such number of the text against the table."""
    for said in _said(held):
        result = _counted(held, said) if said.what == "count" else _priced(held, said)
        if result is not None:
            yield result


def _counted(held: Held, said: _Said) -> Result | None:
    row = said.row
    number = row.item_count
    if number is None:
        below = (
            [other for other in held.projects if other.kind == "project"]
            if row.kind == "total"
            else descendants(row, children(held.projects))
        )
        number = len(below)
    if said.quantity.value is None or said.quantity.value == number or said.quantity.qualifier in _LAX:
        return None if said.quantity.value is None else Agreed(said.quantity.value != number)
    place = field_side(held, row.id, "item_count", "name")
    message = say("narrative_total.count", name=row.name, text=said.quantity.raw, table=number)
    return Finding(message, sides(said.place, place), str(number), said.quantity.raw)


def _priced(held: Held, said: _Said) -> Result | None:
    row, fields = (
        said.row,
        (
            ("total_investment_raw", "total_investment")
            if said.what == "total"
            else ("period_investment_raw", "period_investment")
        ),
    )
    value = (
        printed(row.total_raw, row.total)
        if said.what == "total"
        else printed(row.period_investment_raw, row.period_investment)
    )
    stated = printed(said.quantity.raw, said.quantity.value)
    if value is None or stated is None:
        return None
    near = said.quantity.qualifier in _LAX and abs(stated.value - value.value) <= abs(value.value) * _GENEROUS
    if near or compare(stated, value) != "contradicts":
        return Agreed(stated.value != value.value)
    slip = "_slip" if power_of_ten(stated.value, value.value) else ""
    amounts = {"text": said.quantity.raw, "table": money(value.value)}
    message = say(f"narrative_total.{said.what}{slip}", name=row.name, **amounts)
    return Finding(
        message, sides(said.place, field_side(held, row.id, *fields)), money(value.value), said.quantity.raw
    )


RULES = (
    Rule(
        "narrative_total",
        "error",
        narrative_total,
        "The text states a number or an amount of projects that differs from the project table.",
        "“共安排重点项目26项，总投资154亿元”; the table's 总计 has 27项, 164亿元",
        "Bring both up to date.",
        "A sentence about a part of the projects that this tool took for all of them. Of several project"
        " tables only the one with a total row is checked.",
    ),
)
