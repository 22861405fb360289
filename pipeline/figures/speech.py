"""Words and parts of speech of a paragraph with numbers, by jieba with a dictionary of our own.

jieba's own dictionary takes 0.8 s to load; `dictionary.txt` (made by training/speech.py) holds what plans
need. It is loaded when the first paragraph with a number is read, not before.
"""

import logging
import sys
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

_NAMED: Final = "ns"  # what a known name is, whatever its parts are


@dataclass(frozen=True, slots=True)
class Word:
    """A word, half-open, and its part of speech as jieba's tags say it (n, v, vn, p, d, c, ns, m, x, …)."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of a paragraph in order, without gaps; `inside` are the offsets within a word."""

    words: tuple[Word, ...] = ()
    inside: frozenset[int] = frozenset()

    def parts(self, at: int) -> bool:
        """Whether words may be parted here: no word of the dictionary goes on over this offset."""
        return at not in self.inside

    def at(self, offset: int) -> Word | None:
        """The word that holds an offset."""
        position = bisect_right(self.words, offset, key=lambda word: word.start) - 1
        return self.words[position] if position >= 0 and offset < self.words[position].end else None

    def within(self, begin: int, end: int) -> tuple[Word, ...]:
        """The words that lie whole in a stretch."""
        first = bisect_right(self.words, begin - 1, key=lambda word: word.start)
        last = bisect_right(self.words, end, key=lambda word: word.end)
        return self.words[first:last]


SILENT: Final = Speech()


def speech_of(text: str, names: tuple[tuple[int, int], ...] = ()) -> Speech:
    """The words of a text; a known name is one word."""
    words = tuple(_named(list(_cut(text)), names))
    inside = (at for word in words for at in range(word.start + 1, word.end))
    return Speech(words, frozenset(inside))


def _cut(text: str) -> Iterator[Word]:
    at = 0
    for word, tag in _tagger().cut(text, HMM=False):
        yield Word(at, at + len(word), tag)
        at += len(word)


def _named(words: list[Word], names: tuple[tuple[int, int], ...]) -> Iterator[Word]:
    """The words with those that touch a name in the place of its parts; what sticks out stays a word."""
    position = 0
    for first, last in sorted(names):
        while position < len(words) and words[position].end <= first:
            yield words[position]
            position += 1
        if position < len(words) and words[position].start < first:
            yield Word(words[position].start, first, words[position].tag)
        if position == len(words) or words[position].start >= last:
            continue
        yield Word(first, last, _NAMED)
        while position < len(words) and words[position].end <= last:
            position += 1
        if position < len(words) and words[position].start < last:
            words[position] = Word(last, words[position].end, words[position].tag)
    yield from words[position:]


@cache
def _tagger() -> Any:
    """jieba's tagger over our dictionary.

    Importing `jieba.posseg` reads the dictionary of `jieba.dt`: ours is put there meanwhile, or the large one
    would be read as well. pkg_resources, which jieba asks for only to open files of its own, costs as much as
    all the rest: it is told that there is none.
    """
    missing = "pkg_resources" not in sys.modules
    if missing:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes in jieba 0.42
            import jieba

            with as_file(files("pipeline.figures") / "dictionary.txt") as path:
                return _over(jieba, path)
    finally:
        if missing:
            del sys.modules["pkg_resources"]


def _over(jieba: Any, path: Path) -> Any:
    jieba.setLogLevel(logging.WARNING)
    kept = jieba.dt.dictionary
    jieba.dt.dictionary = str(path)
    try:
        from jieba import posseg
    finally:
        jieba.dt.dictionary = kept
    tokenizer = jieba.Tokenizer(str(path))
    with path.open("rb") as lines:  # by itself it would keep a cache in the shared temporary folder
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(lines)
    tokenizer.initialized = True
    return posseg.POSTokenizer(tokenizer)
