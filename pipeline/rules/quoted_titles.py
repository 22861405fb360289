"""Titles in 《》 that are quoted in two spellings."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from pipeline.rules.edits import difference
from pipeline.rules.records import Held
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, sides, span
from pipeline.rules.wording import say

# 《某某规划纲要》
_TITLE = re.compile("《([^《》]{4,80})》")


def title_spelling(held: Held) -> Iterator[Result]:
    """Titles in 《》 that differ in one or two characters."""
    quoted: dict[str, list[Side]] = {}
    for block in held.prose():
        for found in _TITLE.finditer(block.text):
            quoted.setdefault(_plain(found.group(1)), []).append(span(block, found.start(), found.end()))
    titles = sorted(quoted)
    for one, other in combinations(titles, 2):
        if _misspelt(one, other) and not _side_by_side(held, quoted[one], quoted[other]):
            few, many = sorted(
                (one, other), key=lambda title: (len(quoted[title]), quoted[title][0].block * -1)
            )
            message = say("title_spelling", one=quoted[few][0].quote, other=quoted[many][0].quote)
            yield Finding(
                message, sides(quoted[few][0], quoted[many][0]), quoted[many][0].quote, quoted[few][0].quote
            )
    for title in titles:
        yield agreed(*quoted[title][:_SHOWN])


def _side_by_side(held: Held, one: Sequence[Side], other: Sequence[Side]) -> bool:
    """Whether both are members of one enumeration: then they are two documents."""
    for first in one:
        for second in (side for side in other if side.block == first.block):
            start, end = sorted((first, second), key=lambda side: side.start)
            between = held.blocks[first.block].text[start.end : end.start]
            if not any(mark in between for mark in "。；;\n"):
                return True
    return False


_INNER = re.compile("[\\s“”‘’\"'〈〉（）()、，,·—_-]+")
# titles that differ in a number, a place or a side are two documents
_TELLING = re.compile("[0-9A-Za-z一二三四五六七八九十百省市县区州国年月第上下前后东西南北中]")
_LEAST_TITLE: Final = 8
_SHOWN: Final = 2  # places by which a check is told
_MOST_DIFFERENT: Final = 2


def _plain(title: str) -> str:
    return _INNER.sub("", unicodedata.normalize("NFKC", title))


def _misspelt(one: str, other: str) -> bool:
    """Equal but for one character inside them, which tells no number, place or rank apart."""
    if min(len(one), len(other)) < _LEAST_TITLE or abs(len(one) - len(other)) > _MOST_DIFFERENT:
        return False
    found = difference(one, other)
    if found.before < 2 or found.length > 1 or any(_TELLING.search(part) for part in found.parts):
        return False
    return all(found.parts) or found.behind > 0  # one character more at the end is another title


RULES = (
    Rule(
        "title_spelling",
        "warning",
        title_spelling,
        "The title of a document is quoted in two spellings.",
        "《信息化发展规划纲要》 and 《信息化发展规化纲要》",
        "Look the title up and quote it alike.",
        "Two documents whose titles differ in one character.",
    ),
)
