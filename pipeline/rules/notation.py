"""Units and notation: a percent sign that the column's name has already, missing units, full- and half-width
mixtures."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from models.vocabularies import words
from pipeline.rules.groups import root_table, tables_of_projects
from pipeline.rules.records import BlockRow, Held, IndicatorRow
from pipeline.rules.results import Finding, Result, Rule, agreed, field_side, sides, span
from pipeline.rules.wording import say

_PERCENT = ("%", "％", "﹪")
# ２０２５
_WIDE_DIGIT = re.compile("[０-９]+(?:[．.][０-９]+)*")
# ５Ｇ
_WIDE_LETTER = re.compile("[Ａ-Ｚａ-ｚ]+")
# with limits: a paragraph of 1.1.1.1… takes time in proportion to its length
_WHOLE_NUMBER = r"(?<![0-9])[0-9]{1,15}(?:[.．][0-9]{1,15}|[,，][0-9]{3}(?![0-9])){0,6}"
# 99．5％
_WIDE_PERCENT = re.compile(rf"{_WHOLE_NUMBER}\s?[％﹪]")
_NARROW_PERCENT = re.compile(rf"{_WHOLE_NUMBER}\s?%")
# 一是治水,二是护林: a comma of another width between Chinese words
_NARROW_COMMA = re.compile(r"(?<=[\u4e00-\u9fff])[,;](?=[\u4e00-\u9fff])")
_NARROW_BRACKET = re.compile(r"(?<=[\u4e00-\u9fff])\((?=[\u4e00-\u9fff])")
_WIDE_BRACKET = re.compile("（")
_WIDE_COMMA = re.compile("[，；]")
_ANY_DIGIT = re.compile("[0-9]+")
_ANY_LETTER = re.compile("[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class _Form:
    """How signs of one width are printed; `glance` is found in every text that has one, and faster."""

    pattern: re.Pattern[str]
    glance: re.Pattern[str]


def percent_repeated(held: Held) -> Iterator[Result]:
    """Values of an indicator whose unit is % in its name, column or note, and which print % again, while
    others of the table do not."""
    by_table: dict[int, list[IndicatorRow]] = {}
    for row in held.indicators:
        if (row.unit or "").strip() in _PERCENT:
            by_table.setdefault(row.table, []).append(row)
    for rows in by_table.values():
        for row in rows:
            unit = field_side(held, row.id, "unit")
            for value, fields in ((row.target_raw, ("target_raw",)), (row.baseline_raw, ("baseline_raw",))):
                place = field_side(held, row.id, *fields)
                if not value or place is None or unit is None:
                    continue
                if value.rstrip().endswith(_PERCENT) and unit.block not in _value_blocks(held, row):
                    message = say("percent_repeated", name=row.name, value=value)
                    yield Finding(message, sides(place, unit), value.rstrip("%％﹪ "), value)
                else:
                    yield agreed(place, unit)


def _value_blocks(held: Held, row: IndicatorRow) -> set[int]:
    """Where the values stand: a unit that is printed behind one of them is said nowhere else."""
    return {piece.block for piece in held.pieces[row.id] if piece.field in ("baseline_raw", "target_raw")}


def missing_unit(held: Held) -> Iterator[Result]:
    """Indicators with numbers and no unit anywhere, project tables whose amounts have none."""
    for row in held.indicators:
        if row.target is None and row.baseline is None:
            continue
        place = field_side(held, row.id, "name")
        if row.unit or place is None or any(word in row.name for word in words("unitless_metrics")):
            yield agreed(place)
        else:
            yield Finding(
                say("missing_unit.indicator", name=row.name),
                (place,),
            )
    for table, rows in tables_of_projects(held).items():
        priced = [row for row in rows if row.total_raw or row.period_investment_raw]
        if not priced:
            continue
        unread = [
            row
            for row in priced
            if row.total is None
            and row.period_investment is None
            and any(map(str.isdigit, row.total_raw or ""))
        ]
        place = field_side(held, priced[0].id, "total_investment_raw", "period_investment_raw")
        if len(unread) < len(priced) or place is None:
            yield agreed(place)
        else:
            note = held.tables[root_table(held, table)].unit_note
            yield Finding(say("missing_unit.table"), (place,), "亿元", note)


def width_mixture(held: Held) -> Iterator[Result]:
    """Signs that the document prints in both widths: the rarer one, once a document."""
    blocks = held.prose()
    for name, rare, common in _WIDTHS:
        found = list(_places(rare, blocks))
        others = sum(1 for _ in _places(common, blocks)) if found else 0
        if found and others > len(found):
            yield _mixture(name, found, others)
        elif first := next(_places(common, blocks), None):
            block, match = first
            yield agreed(span(block, match.start(), match.end()))


def _places(form: _Form, blocks: Iterable[BlockRow]) -> "Iterator[tuple[BlockRow, re.Match[str]]]":
    """Where a form stands, in order."""
    for block in blocks:
        if form.glance.search(block.text):
            for match in form.pattern.finditer(block.text):
                yield block, match


def _mixture(name: str, found: "list[tuple[BlockRow, re.Match[str]]]", others: int) -> Finding:
    places = sides(*(span(block, match.start(), match.end()) for block, match in found[:20]))
    message = say(f"width_mixture.{name}", rare=len(found), common=others)
    return Finding(message, places, None, found[0][1].group())


# a name, the rarer form, the other
_WIDTHS: Final = (
    ("wide_percent", _Form(_WIDE_PERCENT, re.compile("[％﹪]")), _Form(_NARROW_PERCENT, re.compile("%"))),
    ("narrow_percent", _Form(_NARROW_PERCENT, re.compile("%")), _Form(_WIDE_PERCENT, re.compile("[％﹪]"))),
    ("wide_digits", _Form(_WIDE_DIGIT, _WIDE_DIGIT), _Form(_ANY_DIGIT, _ANY_DIGIT)),
    ("wide_letters", _Form(_WIDE_LETTER, _WIDE_LETTER), _Form(_ANY_LETTER, _ANY_LETTER)),
    ("narrow_comma", _Form(_NARROW_COMMA, re.compile("[,;]")), _Form(_WIDE_COMMA, _WIDE_COMMA)),
    ("narrow_bracket", _Form(_NARROW_BRACKET, re.compile(r"\(")), _Form(_WIDE_BRACKET, _WIDE_BRACKET)),
)

RULES = (
    Rule(
        "percent_repeated",
        "info",
        percent_repeated,
        "A value prints % although the name or column of its row does so already.",
        "覆盖率（%） 50%",
        "Strike the sign in one of the two places.",
        "Nothing is wrong with the number itself.",
    ),
    Rule(
        "missing_unit",
        "info",
        missing_unit,
        "An indicator, or the amounts of a project table, have no unit anywhere.",
        "重点企业关键工序数控化率 60, no unit",
        "Add the unit.",
        "An indicator that has none (指数).",
    ),
    Rule(
        "width_mixture",
        "info",
        width_mixture,
        "The document mixes full-width and half-width signs; the rarer is shown.",
        "0.5％ among 40 times %",
        "Choose one width (GB/T 15835-2011 prints Arabic digits half-width).",
        "A sign quoted from elsewhere.",
    ),
)
