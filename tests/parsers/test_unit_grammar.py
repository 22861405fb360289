"""The longest unit at a place, with its denominators, as one pattern of all words would find it."""

import re
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from models.units import UnitWord, unit_words
from parsers.notation.numerals import BLANK, fold
from parsers.notation.quantity_words import unit_at

_WORDS = [fold(word) for word in unit_words()]
_RESTS = sorted({rest.replace("!", "") for word in unit_words().values() for rest in word.not_before})
_SIGNS = [
    "/",
    "·",
    " ",
    "(",
    ")",
    "/(",
    "每",
    "万",
    "100",
    "10万",
    "人口",
    "以",
    "左右",
    "。",
    "a",
    "5",
    "百",
]


def _word(word: UnitWord) -> str:
    begun = [
        re.escape(rest) + "".join(f"(?!{re.escape(shown)})" for shown in others)
        for rest, *others in (other.split("!") for other in word.not_before)
    ]
    latin = "(?![A-Za-z0-9])" if word.word[-1].isascii() and word.word[-1].isalnum() else ""
    return re.escape(fold(word.word)) + (f"(?!{'|'.join(begun)})" if begun else "") + latin


def _any(*without: str) -> str:
    found = [word for word in unit_words().values() if word.kind not in without]
    return "|".join(map(_word, sorted(found, key=lambda word: -len(word.word))))


@cache
def _whole() -> re.Pattern[str]:
    kinds = {word.kind for word in unit_words().values()}
    many = "(?:10{0,5}[十百千万亿]{1,2}|10{1,6}|[十百千万亿]+)"
    below = rf"每?{many}?(?:{_any('share', 'multiple', 'rank')})(?:人口)?"
    alone = rf"{many}(?:(?=以|左右|上下|的)|(?![\w.]))"
    rate = rf"(?:{BLANK}?[/·]{BLANK}?(?:{below}|[(]{below}·{below}[)])|{BLANK}?/{BLANK}?{alone})*"
    other = rf"(?:[(](?:{_any(*(kinds - {'classifier'}))})[)])?"
    return re.compile(rf"(?:{_any('denominator')}){other}{rate}")


@given(
    st.lists(st.one_of(st.sampled_from(_WORDS), st.sampled_from(_SIGNS), st.sampled_from(_RESTS)), max_size=7)
)
def test_units_are_found_as_by_one_pattern(parts: list[str]) -> None:
    text = "".join(parts)
    for position in range(len(text)):
        expected, found = _whole().match(text, position), unit_at(text, position)
        assert (found and (found.end, found.printed)) == (expected and (expected.end(), expected[0]))


def test_units_with_denominators() -> None:
    assert [
        (found.name, found.end)
        for text in ("微克/立方米", "元/(人·年)", "套(间)", "台风机", "台风")
        if (found := unit_at(text, 0))
    ] == [("微克/立方米", 6), ("元/（人·年）", 7), ("套（间）", 4), ("台", 1)]
