"""What a plan's title says: its identity without version marks, its place, its years."""

import re
import unicodedata
from functools import cache

from models.facts import Structure
from models.vocabularies import read_rows, words
from parsers.notation.period import find_periods

_QUOTES = re.compile(r"[\s“”‘’\"'「」『』《》〈〉«»]+")
_COUNT = r"[0-9一二三四五六七八九十]+"
_DATE = r"(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?"
_OPENING_BLOCKS = 60
_BEFORE = re.compile(
    r"^(?:关于(?:印发|发布|公布))?[《〈“\"]?(?:[0-9]{4}年度?|[“‘\"]?[一二三四五六七八九十]{1,3}五[”’\"]?时期)?(?:中华人民共和国)?"
)


def plan_name(title: str) -> str:
    """The title in short: NFKC, without white space, quotes and marks of a version at its end.

    `某市“十四五”规划（征求意见稿）` becomes `某市十四五规划`. A title that is nothing but a mark stays as it
    is.
    """
    plain = _QUOTES.sub("", unicodedata.normalize("NFKC", title))
    while shorter := _version_mark().sub("", plain):
        if shorter == plain:
            break
        plain = shorter
    return plain


def identity_of(title: str) -> str:
    """What titles of the same plan have in common: its short name, case folded."""
    return plan_name(title).casefold()


@cache
def _version_mark() -> re.Pattern[str]:
    marks = "|".join(sorted(map(re.escape, words("version_marks")), key=lambda mark: (-len(mark), mark)))
    bracketed = (
        rf"[(\[〔【]{_DATE}(?:第?{_COUNT}[次版]?)?(?:{marks})+(?:第?{_COUNT}(?:次|版|稿)?)?{_DATE}[)\]〕】]"
    )
    bare = "|".join(
        re.escape(mark)
        for mark in sorted(words("version_marks"), key=lambda mark: (-len(mark), mark))
        if len(mark) > 2
    )
    return re.compile(rf"(?:{bracketed}|[-_—]*(?:{bare}))$")


def region_of(title: str) -> str | None:
    """The place a title begins with, told by the suffixes of administrative divisions and taken as far as
    they follow each other.

    `甲省乙市丙区水务规划` gives 甲省乙市丙区, `智慧城市规划` nothing.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", title))
    before = _BEFORE.match(plain)
    start = at = before.end() if before else 0
    while division := _division().match(plain, at):
        if _is_lookalike(division[0]):
            break
        at = division.end()
    return plain[start:at] or None


@cache
def _division() -> re.Pattern[str]:
    """A name and the suffix of a division that is not the beginning of a longer word (景德镇 in 景德镇市, 区
    in 区域)."""
    continued = "|".join(rf"(?<={word[0]}){word[1:]}" for word in sorted(words("place_continuations")))
    kinds = [rf"[㐀-鿿]{{1,{row['most']}}}?{row['suffix']}" for row in read_rows("place_suffixes")]
    return re.compile(rf"(?:{'|'.join(kinds)})(?!{continued})")


def _is_lookalike(division: str) -> bool:
    """智慧城市 is no place, but a city of two characters may end in 城 (`not_one`: a word with just one
    character before it is a name)."""
    for row in read_rows("place_lookalikes"):
        before = len(division) - len(row["word"])
        if division.endswith(row["word"]) and (row["after"] == "any" or before != 1):
            return True
    return False


def period_of(structure: Structure) -> tuple[int, int] | None:
    """First and last year of the plan: a span or five-year plan in the title, else the span after 规划期限
    in the first 60 blocks."""
    found = _span(structure.title)
    if found is None:
        opening = (block.text for block in structure.document.blocks[:_OPENING_BLOCKS])
        found = next(
            filter(None, (_span(stated) for text in opening if (stated := _after_label(text)))), None
        )
    return found


def _after_label(text: str) -> str:
    label = _period_label().search(text)
    return text[label.end() :] if label else ""


@cache
def _period_label() -> re.Pattern[str]:
    return re.compile(
        "|".join(sorted(map(re.escape, words("period_labels")), key=lambda label: (-len(label), label)))
    )


def _span(text: str) -> tuple[int, int] | None:
    """The first stretch of two years or more."""
    for period in find_periods(text):
        if (
            period.start_year is not None
            and period.end_year is not None
            and period.start_year < period.end_year
        ):
            return period.start_year, period.end_year
    return None
