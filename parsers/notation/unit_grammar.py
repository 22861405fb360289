"""A unit at a place of a text: the longest of the vocabulary, and what it is counted by (人次/年)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from models.units import UnitWord, unit_words
from parsers.notation.numerals import BLANK, fold

_NO_NUMERATOR = "denominator"
_NO_DIVISOR = frozenset({"share", "multiple", "rank"})
_DIVIDED = re.compile(rf"{BLANK}?(?P<by>[/·]){BLANK}?")
_MANY = "(?:10{0,5}[十百千万亿]{1,2}|10{1,6}|[十百千万亿]+)"
_MANY_ALONE = re.compile(rf"{_MANY}(?:(?=以|左右|上下|的)|(?![\w.]))")


@dataclass(frozen=True, slots=True)
class _Guarded:
    """A word, and what it is no unit before: the rest of another word (台 in 台风) with what shows the unit
    all the same (7台风机); `latin` where letters and digits go on with it."""

    word: UnitWord
    others: tuple[tuple[str, tuple[str, ...]], ...]
    latin: bool

    def stands(self, text: str, end: int) -> bool:
        """Whether the word that ends here is the unit."""
        if self.latin and text[end : end + 1].isascii() and text[end : end + 1].isalnum():
            return False
        return not any(
            text.startswith(rest, end) and not text.startswith(shown, end + len(rest))
            for rest, shown in self.others
        )


def _guarded(word: UnitWord) -> _Guarded:
    others = tuple((rest, tuple(shown)) for rest, *shown in (other.split("!") for other in word.not_before))
    return _Guarded(word, others, _is_latin(word))


def _is_latin(word: UnitWord) -> bool:
    return word.word[-1].isascii() and word.word[-1].isalnum()


@cache
def _by_text() -> dict[str, _Guarded]:
    return {fold(word.word): _guarded(word) for word in unit_words().values() if word.kind != _NO_NUMERATOR}


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """The lengths of the words that begin with a character, the longest first."""
    found: dict[str, set[int]] = {}
    for text in _by_text():
        found.setdefault(text[0], set()).add(len(text))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def word_at(text: str, position: int) -> tuple[UnitWord, int] | None:
    """The longest word of a unit at a place of folded text, and where it ends."""
    for length in _lengths().get(text[position : position + 1], ()):
        end = position + length
        found = _by_text().get(text[position:end])
        if found is not None and end <= len(text) and found.stands(text, end):
            return found.word, end
    return None


def end_of_rate(text: str, position: int, word: UnitWord) -> int:
    """Where the denominators behind a unit end, and the other word for it in brackets (套(间))."""
    end = _behind_other_word(text, position)
    while (sign := _DIVIDED.match(text, end)) is not None:
        pattern = _two_divisors() if text.startswith("(", sign.end()) else _divisor()
        match = pattern.match(text, sign.end())
        if match is None and sign["by"] == "/":
            match = _MANY_ALONE.match(text, sign.end())
        if match is None or (word.dimension == "power" and _is_energy(match[0])):
            break
        end = match.end()
    return end


def _is_energy(divisor: str) -> bool:
    """50MW/100MWh: how strong a store is and how much it holds are two numbers, no rate."""
    last = divisor.lstrip("0123456789十百千万亿每")
    found = _by_text().get(last)
    return found is not None and found.word.dimension == "energy"


def divisor_end(text: str, position: int) -> int | None:
    """Where 每千人口 ends that stands at a place, None where none does."""
    match = _divisor().match(text, position) if text.startswith("每", position) else None
    return match.end() if match else None


def _behind_other_word(text: str, position: int) -> int:
    if text.startswith("(", position):
        found = [
            end
            for length in _lengths().get(text[position + 1 : position + 2], ())
            if text.startswith(")", end := position + 1 + length)
            and (word := _by_text().get(text[position + 1 : end])) is not None
            and word.word.kind == "classifier"
            and word.stands(text, end)
        ]
        return found[0] + 1 if found else position
    return position


@cache
def _divisor() -> re.Pattern[str]:
    return re.compile(_below())


@cache
def _two_divisors() -> re.Pattern[str]:
    """Those of 元/(人·年)."""
    return re.compile(rf"[(]{_below()}·{_below()}[)]")


def _below() -> str:
    divisors = _pattern(word for word in unit_words().values() if word.kind not in _NO_DIVISOR)
    return f"每?{_MANY}?(?:{divisors})(?:人口)?"


def _pattern(words: Iterable[UnitWord]) -> str:
    """The words, the longest first, each not before what makes it part of another."""
    parts = []
    for word in sorted(words, key=lambda w: len(w.word), reverse=True):
        beside = "".join(f"(?!{_other_word(other)})" for other in word.not_before)
        latin = "(?![A-Za-z0-9])" if _is_latin(word) else ""
        parts.append(re.escape(fold(word.word)) + beside + latin)
    return "|".join(parts)


def _other_word(rest: str) -> str:
    begins, *shown = rest.split("!")
    return re.escape(begins) + "".join(f"(?!{re.escape(other)})" for other in shown)
