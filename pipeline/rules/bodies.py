"""Names of bodies: those that a reform abolished before the plan, and one body in two spellings."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Final

from models.vocabularies import read_rows, words
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, sides, span
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

# 原国家, 《…: a body by the name it had then may be meant
_PAST = re.compile(r"原(?:国家|[省市县区州])?$|《[^》]*$")
_YEAR = re.compile(r"((?:19|20)\d\d)年[^。；]{0,30}$")
_TITLE_END = re.compile(r"^[^《]*》")
_PLACED: Final = r"(?<![\u4e00-\u9fff])|(?<=[省市县区州盟旗国家由与和及、，（：:])"
_NAME = re.compile(rf"[省市县区州盟旗][\u4e00-\u9fff]{{2,14}}?(?:{any_of('body_end')})")
_ENDS: Final = ("委员会", "办公室", "局", "厅")
_LEAST_CORE: Final = 3
_LONGEST_CORE: Final = 12
_LATER: Final = 1
_SHOWN: Final = 2  # places by which a check is told
_MOST_PLACES: Final = 20
_LEAST_TIMES: Final = 2
_JOINED: Final = (("与", "和"), ("和", "与"), ("及", "和"), ("和", "及"))
_LEAST_MISSPELT: Final = 4  # characters of place and core: 市财政, 市民政 are two offices
_NUMBERS: Final = "一二三四五六七八九十东西南北中上下"


@dataclass(frozen=True, slots=True)
class _Former:
    """A body that is no more: its last year and what took its place."""

    until: int
    now: str


def former_body(held: Held) -> Iterator[Result]:
    """Bodies that a reform abolished before the plan's first year, each once with its places; local bodies
    follow a year after the reform."""
    if held.period is None:
        return
    found: dict[str, list[Side]] = {}
    for block in held.prose():
        named = _glance().search(block.text)
        for match in _former_names().finditer(block.text) if named else ():
            if not (_is_of_the_past(block, match, held.period[0]) or _is_end_of_another(block, match)):
                found.setdefault(match[0], []).append(span(block, *match.span()))
    for name, places in found.items():
        former = _former()[name]
        if held.period[0] <= former.until + _LATER:
            yield agreed(*places[:_MOST_PLACES])
            continue
        message = say("former_body", name=name, until=former.until, now=former.now)
        yield Finding(message, sides(*places[:_MOST_PLACES]), former.now, name)


@cache
def _former() -> dict[str, _Former]:
    return {row["name"]: _Former(int(row["until"]), row["now"]) for row in read_rows("former_bodies")}


@cache
def _glance() -> re.Pattern[str]:
    """Any of the names, wherever it stands: nearly no paragraph has one."""
    names = sorted(_former(), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names)))


@cache
def _former_names() -> re.Pattern[str]:
    return re.compile(rf"(?:{_PLACED})(?:{_glance().pattern})(?![\u4e00-\u9fff]{{0,2}}[》])")


def _is_of_the_past(block: BlockRow, match: re.Match[str], first: int) -> bool:
    """原环境保护局, a title in 《》, a sentence that names an earlier year."""
    before = block.text[max(0, match.start() - 40) : match.start()]
    in_title = "《" in before.rsplit("》", 1)[-1] and _TITLE_END.match(block.text[match.end() :]) is not None
    year = _YEAR.search(before)
    return in_title or _PAST.search(before) is not None or (year is not None and int(year[1]) < first)


def _is_end_of_another(block: BlockRow, match: re.Match[str]) -> bool:
    """Whether the name is the end of that of a department there is (旅游局 in 文化和旅游局)."""
    end = next((end for end in _ENDS if match[0].endswith(end)), "")
    core = match[0].removesuffix(end)
    before = block.text[max(0, match.start() - _LONGEST_CORE) : match.start()] + core
    return any(
        before.endswith(known) and len(known) > len(core) + 1 for known in words("department_cores", "core")
    )


def body_spelling(held: Held) -> Iterator[Result]:
    """Departments whose names have the same characters in another order, or differ in one that no other
    department explains; the rarer is told."""
    places: dict[str, list[Side]] = {}
    for block in held.prose():
        for match in _NAME.finditer(block.text):
            core = _core(match[0])
            if len(core) >= _LEAST_CORE:
                places.setdefault(match[0][0] + core, []).append(span(block, *match.span()))
    known = words("department_cores", "core")
    for one, other in combinations(sorted(places), 2):
        few, many = sorted((one, other), key=lambda name: (len(places[name]), name[1:] in known))
        if _is_slip(few, many) and few[1:] not in known and len(places[many]) >= _LEAST_TIMES:
            first, second = places[few][0], places[many][0]
            message = say("body_spelling", one=first.quote, other=second.quote)
            yield Finding(message, sides(first, second), second.quote, first.quote)
    yield from (agreed(*found[:_SHOWN]) for found in places.values())


def _core(name: str) -> str:
    end = next(end for end in _ENDS if name.endswith(end))
    return name[1 : len(name) - len(end)]


def _is_slip(one: str, other: str) -> bool:
    """The same place and characters, two of them swapped; 与 for 和; one character for another in the name of
    a department that is known."""
    if one[0] != other[0] or len(one) != len(other) or one == other:
        return False
    wrong = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if Counter(one) == Counter(other) or all(pair in _JOINED for pair in wrong):
        return True
    known = other[1:] in words("department_cores", "core")
    return known and len(wrong) == 1 and len(one) > _LEAST_MISSPELT and not set(wrong[0]) & set(_NUMBERS)


RULES = (
    Rule(
        "former_body",
        "warning",
        former_body,
        "A body is named that a reform abolished before the plan begins.",
        "“由市环境保护局负责” in a plan for 2021—2025 (生态环境局 since 2018)",
        "Write the name of the body that took its place.",
        "Bodies named for their past; a place where the reform came later. The list with its years is the"
        " vocabulary former_bodies.",
    ),
    Rule(
        "body_spelling",
        "warning",
        body_spelling,
        "The name of a department is spelled otherwise than elsewhere: characters in another order, 与 for"
        " 和, one character for another in a name that is known.",
        "市农村农业局 among 市农业农村局; 市生态坏境局 among 市生态环境局",
        "Write the name alike.",
        "Two departments whose names have the same characters.",
    ),
)
