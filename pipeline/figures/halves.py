"""Words of two halves, told one by one: 城乡居民收入分别增长8%、9% is of 城镇居民收入 and of 农村居民收入."""

from functools import cache

from models.vocabularies import read_rows
from pipeline.figures.clauses import Span, View
from pipeline.figures.heads import Phrase, pieces, text_of


def halves_of(view: View, head: Span) -> tuple[Phrase, Phrase] | None:
    """Either half of the word a name opens with, with what stands behind it; None without such a word."""
    begin, end = head
    word = next((word for word in _halves() if view.startswith(word, begin, end)), None)
    if word is None or begin + len(word) >= end:
        return None
    rest = pieces(view, begin + len(word), end)
    return ((begin, begin + 1), *rest), ((begin + 1, begin + len(word)), *rest)


def with_halves_named(text: str, phrase: Phrase) -> str:
    """The words of a phrase; a half that it opens with has its full name."""
    name = text_of(text, phrase)
    if not phrase:
        return name
    first, last = phrase[0]
    for word, full in _halves().items():
        for at, half in enumerate(full):
            if last - first == 1 and text[first:last] == word[at] and text.startswith(word, first - at):
                return half + text_of(text, phrase[1:])
    return name


@cache
def _halves() -> dict[str, tuple[str, str]]:
    """Words of two characters with the full name of each."""
    return {row["word"]: (row["first"], row["second"]) for row in read_rows("halved_words")}
