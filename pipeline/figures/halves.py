"""Words of two halves, told one by one: 城乡居民收入分别增长8%、9% is of 城镇居民收入 and of 农村居民收入."""

from dataclasses import dataclass
from functools import cache

from models.vocabularies import read_rows
from pipeline.figures.clauses import Span, View
from pipeline.figures.heads import Phrase, pieces, text_of


def halves_of(view: View, head: Span) -> tuple[Phrase, Phrase] | None:
    """Either half of the word a name opens with, with what stands behind it; None without such a word, and
    where more than one thing is told (城乡低保标准、孤儿养育标准分别)."""
    begin, end = head
    word = next((row.word for row in _halves() if view.startswith(row.word, begin, end)), None)
    if word is None or begin + len(word) >= end or "、" in view[begin:end]:
        return None
    rest = pieces(view, begin + len(word), end)
    return ((begin, begin + 1), *rest), ((begin + 1, begin + len(word)), *rest)


def with_halves_named(text: str, phrase: Phrase) -> str:
    """The words of a phrase; a half that it opens with has its full name."""
    name = text_of(text, phrase)
    if not phrase:
        return name
    (first, last), rest = phrase[0], text_of(text, phrase[1:])
    for row in _halves() if last - first == 1 else ():
        for at, half in enumerate(row.halves):
            printed = text[first:last] == row.word[at] and text.startswith(row.word, first - at)
            if printed and rest.startswith(row.before):
                return half + rest
    return name


@dataclass(frozen=True, slots=True)
class _Halves:
    """A word of two characters with the full name of each `before` certain words (城市低保, but 城镇居民)."""

    word: str
    before: str
    halves: tuple[str, str]


@cache
def _halves() -> tuple[_Halves, ...]:
    """Those before the longest words first."""
    rows = (
        _Halves(row["word"], row["before"], (row["first"], row["second"]))
        for row in read_rows("halved_words")
    )
    return tuple(sorted(rows, key=lambda row: -len(row.before)))
