"""How a row of a project table is labelled: the serial and its rank, words like 总计, and counts like
67项."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from models.vocabularies import any_of, read_rows
from parsers.notation.quantity import read_unit
from parsers.tables.passage import Passage, fold

_CHINESE = "[一二三四五六七八九十百零〇]{1,5}"
_THINGS = f"(?:{any_of('table_words', 'things_lead')})?(?:{any_of('table_words', 'things')})?"
_ALL = f"(?:{any_of('table_words', 'all_of')})*"
_COUNT = re.compile(
    rf"[(\[【〔:,]?{_ALL}:?([0-9]{{1,5}})(?:{any_of('table_words', 'row_measure')}){_THINGS}[)\]】〕]?"
)
_TRAILING = re.compile(
    rf"(.*?)([(\[【〔]{_ALL}[0-9]{{1,5}}(?:个|项){_THINGS}[)\]】〕]|[:,]?(?:(?<![总合])共计?|(?<![总合共小])计)?[0-9]{{1,5}}(?:个项目|项))"
)


class Rank(IntEnum):
    """Kinds of serials in their order of nesting, outermost first."""

    PART = 1
    COUNTING = 2
    COUNTING_IN_BRACKETS = 3
    NUMBER = 4
    NUMBER_IN_BRACKETS = 5
    OTHER = 6


_LABELS: tuple[tuple[Rank, re.Pattern[str]], ...] = tuple(
    (rank, re.compile(pattern))
    for rank, pattern in (
        (
            Rank.PART,
            rf"第(?:{_CHINESE}|[0-9]{{1,2}})(?:部分|大类|类|篇|章|编)[、.:]?|[IVX]{{1,4}}[、.]|[A-Z][、.]",
        ),
        (Rank.COUNTING_IN_BRACKETS, rf"\({_CHINESE}\)[、.]?"),
        (Rank.COUNTING, rf"{_CHINESE}[、.]"),
        (Rank.NUMBER_IN_BRACKETS, r"\([0-9]{1,3}\)[、.]?|[0-9]{1,3}\)"),
        (
            Rank.NUMBER,
            r"[0-9]{1,3}(?:\.[0-9]{1,3}){1,3}[.、]?(?=[^0-9.%万亿个年月])|[0-9]{1,3}(?:[、]|\.(?![0-9]))",
        ),
    )
)
_CIRCLED = re.compile("[①-⑳]")
_LONGEST_UNIT = 4
# 一, 1.2, IV, A, A1: a cell with a label and nothing else
_ALONE = re.compile(
    rf"(?P<counting>{_CHINESE})|(?P<number>[A-Z]?[0-9]{{1,4}}(?:[.-][0-9]{{1,3}}){{0,3}})|(?P<part>[IVX]{{1,4}}|[A-Z])"
)


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """A serial (without the 、 or . behind it) and the text after it; `rank` is None without a serial."""

    rank: Rank | None
    serial: Passage
    rest: Passage


def read_serial(text: Passage) -> Labelled:
    """What a serial column says: 一, （一）, 1, 1.2 or with 、 behind."""
    if _CIRCLED.fullmatch(text.text):
        return Labelled(Rank.NUMBER_IN_BRACKETS, text, text.part(0, 0))
    plain = text.folded()
    found = _ALONE.fullmatch(plain.text.rstrip("、."))
    if found:
        rank = {"counting": Rank.COUNTING, "number": Rank.NUMBER, "part": Rank.PART}[
            found.lastgroup or "number"
        ]
        return Labelled(rank, _bare(text), text.part(0, 0))
    label = split_label(text)
    return label if label.rank and not label.rest else Labelled(None, text.part(0, 0), text)


def split_label(text: Passage) -> Labelled:
    """A serial typed before a name: 一、基础设施, （一）道路, 1.某工程. A number that belongs to the name
    (5G, 110千伏) is none."""
    if _CIRCLED.match(text.text):
        return Labelled(Rank.NUMBER_IN_BRACKETS, text.part(0, 1), text.part(1))
    plain = text.folded()
    for rank, pattern in _LABELS:
        found = pattern.match(plain.text)
        if found and not _is_measure(plain.text, found.end()):
            cut = _source_index(text, plain, found.end())
            return Labelled(rank, _bare(text.part(0, cut)), text.part(cut))
    return Labelled(None, text.part(0, 0), text)


def _is_measure(text: str, end: int) -> bool:
    """Whether what looks like a serial is the number of a measure: 1.5兆瓦机组."""
    if not text[end - 1].isdigit():
        return False
    units = (read_unit(text[end : end + length]) for length in range(1, _LONGEST_UNIT + 1))
    return any(unit is not None and unit.kind != "classifier" for unit in units)


def _source_index(text: Passage, plain: Passage, end: int) -> int:
    """Where in `text` the first `end` characters of its folded form stop."""
    return end if plain is text else text.places.index(plain.places[end - 1]) + 1


def _bare(serial: Passage) -> Passage:
    return serial.part(0, len(serial.text.rstrip().rstrip("、.．")))


@cache
def _row_words() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["text"]), row["meaning"]) for row in read_rows("row_words"))


def row_word(text: str) -> str | None:
    """`total`, `subtotal`, `of_which` or `note` for a text that is such a word
    (models/vocabulary/row_words.csv), else None."""
    plain = fold(text)
    return next((meaning for pattern, meaning in _row_words() if pattern.fullmatch(plain)), None)


def whole_count(text: Passage) -> int | None:
    """The number of items of a text that is nothing but a count: 67项, （10个）, 共41个项目."""
    found = _COUNT.fullmatch(fold(text.text))
    return int(found[1]) if found else None


def split_count(name: Passage) -> tuple[Passage, Passage | None]:
    """A name without the count behind it, and that count: 道路建设（10项） gives 道路建设 and （10项）."""
    plain = name.folded()
    found = _TRAILING.fullmatch(plain.text)
    if found is None or not found[1]:
        return name, None
    cut = _source_index(name, plain, found.end(1))
    return name.part(0, cut), name.part(cut)
