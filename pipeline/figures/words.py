"""The vocabularies of figures in running text, compiled to regular expressions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from models.vocabularies import read_rows, standing

BLANKS = " \t\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff"
HOLE = "\0"  # stands for the characters of a bracket that is read for itself


@dataclass(frozen=True, slots=True)
class Verb:
    """A word between a phrase and its number: `role` says what it does there, `direction` which way it
    goes."""

    role: str
    direction: str


_REACHING = ("到", "至", "为", "了", "成")  # 增长 is a change, 增长到 the level it ends at


@cache
def _verb_rows() -> tuple[dict[str, str], ...]:
    rows = [row for row in read_rows("figure_verbs") if row["role"] != "rank"]
    changes = [row for row in rows if row["role"] in ("change", "extend") and len(row["word"]) > 1]
    rows = [row for row in rows if row["role"] != "extend"]
    levels = [
        {**row, "word": row["word"] + end, "role": "change" if end == "了" else "attain"}
        for row in changes
        for end in _REACHING
    ]
    return (*rows, *levels)


@cache
def verbs() -> dict[str, Verb]:
    """The words that stand before a number, but for those of ranks; words of change also as 增长到,
    增长至."""
    return {row["word"]: Verb(row["role"], row["direction"]) for row in _verb_rows()}


@cache
def verb_ending() -> re.Pattern[str]:
    """One such word at the end of a stretch, the longest that fits."""
    return re.compile(
        f"(?:{'|'.join(standing(row['word'], row['not_after']) for row in _longest_first(_verb_rows()))})$"
    )


@cache
def level_reached() -> re.Pattern[str]:
    """提高到, 降至: what stands between the two ends of a change of level."""
    words = [row["word"] for row in _verb_rows() if row["word"][-1] in "到至为"]
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


@cache
def rank_ending() -> re.Pattern[str]:
    """A verb of rank and the field it is ranked in, at the end of a stretch: 位居全省."""
    rows = [row for row in read_rows("figure_verbs") if row["role"] == "rank"]
    return re.compile(rf"(?:{'|'.join(re.escape(row['word']) for row in _longest_first(rows))})({FIELD})$")


FIELD = "[^，、：；。的居列排第前至升进跃\0]{0,10}?"


def _longest_first(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(rows, key=lambda row: -len(row["word"]))


def _guarded(row: dict[str, str]) -> str:
    return standing(row["word"], row["not_after"], filter(None, row["not_before"].split("|")))


_OF_SET_AIMS = ("relational", "planned")


@cache
def _metric_rows(use: str) -> tuple[dict[str, str], ...]:
    rows = tuple(row for row in read_rows("phrase_words") if row["use"] == use)
    return (*rows, *set_aims()) if use in _OF_SET_AIMS else rows


@cache
def set_aims() -> tuple[dict[str, str], ...]:
    """省下达任务, 国家定目标: whoever sets an aim with what is set."""
    return tuple(
        {**aim, "word": setter["word"] + aim["word"]}
        for setter in _metric_rows("aim_setter")
        for aim in _metric_rows("aim_set")
    )


@cache
def metric_words(*uses: str) -> frozenset[str]:
    """The words of some uses: `relational`, `level`, `up_noun`, …"""
    return frozenset(row["word"] for use in uses for row in _metric_rows(use))


@cache
def metric_regex(*uses: str) -> re.Pattern[str]:
    """Any word of the uses, the longest that fits, not before what makes it part of another word."""
    rows = [row for use in uses for row in _metric_rows(use)]
    return re.compile("|".join(_guarded(row) for row in _longest_first(rows)))


def metric_word(text: str, begin: int, end: int, *uses: str) -> re.Match[str] | None:
    """The longest word of some uses that begins at a place, as `metric_regex` of them all would find it: each
    has a pattern already, none is made for them together."""
    found = (metric_regex(use).match(text, begin, end) for use in uses)
    return max((match for match in found if match), key=re.Match.end, default=None)


@cache
def metric_ending(*uses: str) -> re.Pattern[str]:
    """A word of the uses at the end of a stretch."""
    rows = [row for use in uses for row in _metric_rows(use)]
    return re.compile(f"(?:{'|'.join(re.escape(row['word']) for row in _longest_first(rows))})$")


@cache
def weights(vocabulary: str) -> tuple[re.Pattern[str], dict[str, float]]:
    """Words that speak for something done (negative) or something to be done (positive), and how strongly."""
    found = {row["word"]: float(row["weight"]) for row in read_rows(vocabulary)}
    words = sorted(found, key=lambda word: -len(word))
    return re.compile("|".join(map(re.escape, words))), found


def past_blanks(text: str, at: int) -> int:
    """The first offset from here on where no blank stands."""
    while at < len(text) and text[at] in BLANKS:
        at += 1
    return at
