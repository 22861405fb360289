"""约束性 and 预期性 said in the text, against the column of the indicator table: of indicators by name, and
how many there are of each."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from parsers.notation.numerals import DIGIT, read_number
from parsers.notation.period import find_periods
from pipeline.rules.duplicates import name_key
from pipeline.rules.groups import root_table
from pipeline.rules.records import BlockRow, Held, IndicatorRow
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, field_side, sides, span
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_NATURES: Final = ("约束性", "预期性")
_NATURE = f"({'|'.join(_NATURES)})"
_NUMBER = rf"(\d{{1,3}}|(?:{DIGIT}|十){{1,3}})"
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_BRACKET = re.compile(r"[（(〔\[].*$", re.DOTALL)
_VERB = f"(?:{any_of('all_alike')})?(?:{any_of('is_of_nature')})(?:{any_of('of_this_plan')})?"
_OF_NATURE = rf"{_NATURE}(?:{any_of('aim_or_indicator')})?"
# 森林覆盖率、空气优良率为约束性指标
_BEHIND = re.compile(
    rf"([^，,。；;：:\n]{{2,120}}?){_VERB}{_OF_NATURE}(?=[，,。；;、）)]|{any_of('put_under')}|$)"
)
# 森林覆盖率这一约束性指标, A、B等3项约束性指标
_THIS = re.compile(
    rf"([^，,。；;：:\n]{{2,120}}?)(?:{any_of('this_one')}|等(?:{_NUMBER}[个项])?)(?:{any_of('lead_of_indicators')})?"
    rf"{_NATURE}指标"
)
# 作为约束性指标，森林覆盖率…
_AS = re.compile(rf"(?:{any_of('as_which')}){_NATURE}指标的?[，,]?([^，,。；;：:\n]{{2,60}})")
# 约束性指标3个，分别为…
_BEFORE = re.compile(
    rf"{_NATURE}指标(?:{any_of('there_are')})?(?:{_NUMBER}[个项])?[，"
    rf",]?(?:{any_of('apiece')})?(?:{any_of('are_these')}|[：:])"
)
# 森林覆盖率（约束性）
_IN_BRACKET = re.compile(rf"[（(](?:为|属)?{_NATURE}(?:指标)?[）)]")
_STARTS = re.compile(
    rf"(?:^|[、，,；;：:“\s（(和与及为是括含有即将把对成]|{any_of('done_with')}|[全本我][市省区县国州])$"
)
_ENDS = re.compile(
    r"\s*(?:$|[、，,；;。”\s（(和与及等]|以及|[0-9一二三四五六七八九十]{1,3}[项个]|指标|这[一项个]|该|"
    + _VERB
    + ")"
)
# must be, will be: what is asked of an indicator, not its nature
_GOES_ON = re.compile(any_of("goes_on"))
_LEAST_NAME: Final = 3
# 5项约束性指标
_COUNT_FIRST = re.compile(rf"{_NUMBER}[个项]{_NATURE}(?:{any_of('aim_or_indicator')})?")
# 约束性指标5项
_COUNT_LAST = re.compile(
    rf"{_NATURE}(?:{any_of('aim_or_indicator')})?(?:{any_of('count_verb')})?{_NUMBER}[个项]"
)
# 20项主要指标, 指标体系共20项
_TOTAL = re.compile(
    rf"{_NUMBER}[个项](?:{any_of('lead_of_indicators')})*指标|指标(?:体系)?(?:{any_of('total_verb')})?{_NUMBER}[个项]"
)
# 5项约束性指标完成: of the plan before, which had others
_LOOKS_BACK = re.compile(any_of("looks_back"))


@dataclass(frozen=True, slots=True)
class _Said:
    """A nature that a sentence gives to an indicator by name, and where name and nature stand."""

    row: IndicatorRow
    nature: str
    name: tuple[int, int]
    word: tuple[int, int]


def nature_in_text(held: Held) -> Iterator[Result]:
    """Indicators that the text calls 约束性 or 预期性, against all rows of that name."""
    rows = [row for row in held.indicators if row.nature in _NATURES]
    named = {name: row for row in rows if len(name := _BRACKET.sub("", row.name).strip()) >= _LEAST_NAME}
    natures: dict[str, set[str | None]] = {}
    for row in rows:
        natures.setdefault(name_key(_BRACKET.sub("", row.name)), set()).add(row.nature)
    for block, first, sentence in _sentences(held) if named else ():
        for said in _said(sentence, named):
            if _is_of_the_past(sentence, said.row):
                continue
            if said.nature in natures[name_key(_BRACKET.sub("", said.row.name))]:
                word = span(block, first + said.word[0], first + said.word[1])
                yield agreed(word, field_side(held, said.row.id, "nature"))
            else:
                yield _contradiction(held, block, first, said)


def _sentences(held: Held) -> Iterator[tuple[BlockRow, int, str]]:
    """Those of the running text that name a nature, with their offset."""
    for block in held.narrative():
        if any(nature in block.text for nature in _NATURES):
            for match in _SENTENCE.finditer(block.text):
                if any(nature in match[0] for nature in _NATURES):
                    yield block, match.start(), match[0]


def _is_of_the_past(sentence: str, row: IndicatorRow) -> bool:
    """Whether the sentence tells of an earlier plan."""
    ends = [period.end_year for period in find_periods(sentence) if period.end_year is not None]
    return bool(ends) and row.target_year is not None and max(ends) < row.target_year


def _said(sentence: str, named: dict[str, IndicatorRow]) -> Iterator[_Said]:
    for match in _BEHIND.finditer(sentence):
        yield from _of_list(sentence, named, match.span(1), match[2], match.span(2))
    for match in _THIS.finditer(sentence):
        yield from _of_list(sentence, named, match.span(1), match[3], match.span(3))
    for match in _AS.finditer(sentence):
        for name, row in named.items():
            if match[2].startswith(name) and _GOES_ON.match(match[2], len(name)):
                yield _Said(row, match[1], (match.start(2), match.start(2) + len(name)), match.span(1))
    for match in _BEFORE.finditer(sentence):
        other = _NATURES[1 - _NATURES.index(match[1])]
        ends = [at for at in (sentence.find(mark, match.end()) for mark in (other, "；", ";")) if at >= 0]
        yield from _of_list(
            sentence, named, (match.end(), min(ends, default=len(sentence))), match[1], match.span(1)
        )
    for match in _IN_BRACKET.finditer(sentence):
        for name, row in named.items():
            if sentence.endswith(name, 0, match.start()) and _STARTS.search(
                sentence[: match.start() - len(name)]
            ):
                yield _Said(row, match[1], (match.start() - len(name), match.start()), match.span(1))


def _of_list(
    sentence: str, named: dict[str, IndicatorRow], where: tuple[int, int], nature: str, word: tuple[int, int]
) -> Iterator[_Said]:
    """The indicators that a stretch names as members of a list."""
    for name, row in named.items():
        at = sentence.find(name, *where)
        bracket = (
            sentence.find("（", at, where[1]) == at + len(name)
            and _IN_BRACKET.match(sentence, at + len(name)) is not None
        )
        if (
            at >= 0
            and not bracket
            and _STARTS.search(sentence[:at])
            and _ENDS.match(sentence, at + len(name))
        ):
            yield _Said(row, nature, (at, at + len(name)), word)


def _contradiction(held: Held, block: BlockRow, first: int, said: _Said) -> Finding:
    places = sides(
        span(block, first + said.word[0], first + said.word[1]),
        field_side(held, said.row.id, "nature"),
        span(block, first + said.name[0], first + said.name[1]),
        field_side(held, said.row.id, "name"),
    )
    return Finding(
        say("nature_in_text", name=said.row.name, text=said.nature, table=said.row.nature),
        places,
        said.row.nature,
        said.nature,
    )


def nature_count(held: Held) -> Iterator[Result]:
    """How many indicators of each nature the text announces, against the one indicator table that has a
    column of natures."""
    tables: dict[int, list[IndicatorRow]] = {}
    for row in held.indicators:
        tables.setdefault(root_table(held, row.table), []).append(row)
    natured = [rows for rows in tables.values() if any(row.nature for row in rows)]
    if len(natured) != 1 or any(row.nature is None for row in natured[0]):
        return
    (rows,) = natured
    for block, first, sentence in _sentences(held):
        if _is_of_the_past(sentence, rows[0]) or _LOOKS_BACK.search(sentence):
            continue
        for nature, stated, place in _announced(sentence):
            yield _counted(held, rows, nature, stated, span(block, first + place[0], first + place[1]))


def _announced(sentence: str) -> Iterator[tuple[str, int, tuple[int, int]]]:
    """Each nature with its number where the sentence counts both, or one of them out of all indicators."""
    found = [(match[2], match[1], match.span()) for match in _COUNT_FIRST.finditer(sentence)]
    covered = [place for _, _, place in found]
    behind = (
        match
        for match in _COUNT_LAST.finditer(sentence)
        if not any(first < match.end() and match.start() < last for first, last in covered)
    )
    found += [(match[1], match[2], match.span()) for match in behind]
    if len(found) != len({nature for nature, _, _ in found}) or (
        len(found) < len(_NATURES) and not _TOTAL.search(sentence)
    ):
        return
    for nature, number, place in found:
        value = read_number(number)
        if value is not None:
            yield nature, int(value), place


def _counted(held: Held, rows: Sequence[IndicatorRow], nature: str, stated: int, place: Side) -> Result:
    """Rows and serial numbers both count: an indicator may have several rows (其中：…)."""
    of_nature = [row for row in rows if row.nature == nature]
    serials = Counter(row.serial_no for row in of_nature if row.serial_no)
    if stated in (len(of_nature), len(serials)):
        return agreed(place)
    shown = len(serials) or len(of_nature)
    evidence = (field_side(held, row.id, "nature") for row in of_nature[:20])
    return Finding(
        say("nature_count", nature=nature, stated=stated, counted=shown),
        sides(place, *evidence),
        str(shown),
        str(stated),
    )


RULES = (
    Rule(
        "nature_in_text",
        "error",
        nature_in_text,
        "The text calls an indicator 约束性 or 预期性, the table calls it the other.",
        "“全员劳动生产率为约束性指标”; 预期性 in the table",
        "Look it up in the plan it was taken from and name it alike.",
        "Two indicators of one name. Sentences about the years before the plan are left out.",
    ),
    Rule(
        "nature_count",
        "warning",
        nature_count,
        "The text announces how many indicators are 约束性 and 预期性, the table has other numbers.",
        "“主要指标8项，其中约束性指标3项、预期性指标5项”; four rows 约束性",
        "Count the rows; correct the sentence or the column.",
        "Rows that are parts of an indicator without a serial number of their own. Documents with several"
        " such tables are left out.",
    ),
)
