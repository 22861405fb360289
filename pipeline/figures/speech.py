"""Words and parts of speech of a paragraph with numbers, by jieba with a dictionary of our own.

jieba's own dictionary takes 0.8 s to load; `dictionary.txt` (made by training/speech.py) holds what plans
need. It is loaded when the first paragraph with a number is read, not before. The parts of speech are those
of the dictionary: `jieba.posseg` would give the same, and brings along the tables by which it guesses those
of unknown words.
"""

import re
import sys
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from models.quick import quick

_CUT_ANEW: Final = 4  # words
_NAMED: Final = "ns"  # what a known name is, whatever its parts are
_LATIN: Final = "eng"
_OTHER: Final = "x"
_OF_THEM: Final = "其中"
# where jieba looks for words; any other character is a word of its own
_STRETCH: Final = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._]+)|\r\n|.", re.DOTALL)


@quick
@dataclass(frozen=True, slots=True)
class Word:
    """A word, half-open, and its part of speech as jieba's tags say it (n, v, vn, p, d, c, ns, m, x, …)."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of a paragraph in order, without gaps; `starts` and `ends` are theirs, `inside` the offsets
    within a word."""

    words: tuple[Word, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    inside: frozenset[int] = frozenset()

    @classmethod
    def of(cls, words: tuple[Word, ...]) -> "Speech":
        """That of these words."""
        starts, ends = tuple(word.start for word in words), tuple(word.end for word in words)
        inside = (at for word in words for at in range(word.start + 1, word.end))
        return cls(words, starts, ends, frozenset(inside))

    def parts(self, at: int) -> bool:
        """Whether words may be parted here: no word of the dictionary goes on over this offset."""
        return at not in self.inside

    def at(self, offset: int) -> Word | None:
        """The word that holds an offset."""
        position = bisect_right(self.starts, offset) - 1
        return self.words[position] if position >= 0 and offset < self.ends[position] else None

    def within(self, begin: int, end: int) -> tuple[Word, ...]:
        """The words that lie whole in a stretch."""
        return self.words[bisect_left(self.starts, begin) : bisect_right(self.ends, end)]


SILENT: Final = Speech()


@lru_cache(maxsize=256)  # headings are asked about for each paragraph below them
def speech_of(text: str, names: tuple[tuple[int, int], ...] = (), ends: tuple[int, ...] = ()) -> Speech:
    """The words of a text; a known name is one word. No word goes on over the `ends` of numbers: 101天下降 is
    no 天下."""
    return Speech.of(tuple(_named(_cut_at(text, ends), names)))


def _cut_at(text: str, ends: tuple[int, ...]) -> list[Word]:
    """The words; where one goes on over such an offset, what stands behind it is cut anew."""
    words = list(_cut(text))
    begun = {word.start for word in words} if ends else frozenset[int]()
    for end in sorted(end for end in set(ends) if end < len(text) and end not in begun):
        held = bisect_right(words, end, key=lambda word: word.start) - 1
        if words[held].start == end:
            continue
        stop = words[min(len(words), held + _CUT_ANEW) - 1].end
        first = Word(words[held].start, end, words[held].tag)
        words[held : held + _CUT_ANEW] = [first, *_cut(text[end:stop], end)]
    return words


def _cut(text: str, at: int = 0) -> Iterator[Word]:
    for match in _STRETCH.finditer(text):
        if match[1]:
            parted = len(_OF_THEM) * match[1].startswith(_OF_THEM)  # 其中国道90公里 is of no 中国
            for first, last in ((0, parted), (parted, len(match[1]))):
                yield from _words(match[1][first:last], at + match.start() + first)
        else:
            yield Word(at + match.start(), at + match.end(), _OTHER)


def _words(stretch: str, at: int) -> Iterator[Word]:
    """The likeliest cut by jieba; letters and digits side by side that no word holds are one."""
    tokenizer, tags = _dictionary()
    route: dict[int, tuple[float, int]] = {}
    tokenizer.calc(stretch, tokenizer.get_DAG(stretch), route)
    latin = position = 0
    while position < len(stretch):
        end = route[position][1] + 1
        if end - position > 1 or not (stretch[position].isascii() and stretch[position].isalnum()):
            if latin < position:
                yield Word(at + latin, at + position, _LATIN)
            yield Word(at + position, at + end, tags.get(stretch[position:end], _OTHER))
            latin = end
        position = end
    if latin < position:
        yield Word(at + latin, at + position, _LATIN)


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
def _dictionary() -> tuple[Any, dict[str, str]]:
    """jieba's tokenizer over our dictionary, and the part of speech of each word.

    pkg_resources, which jieba asks for only to open files of its own, costs as much as all the rest: it is
    told that there is none.
    """
    missing = "pkg_resources" not in sys.modules
    if missing:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes in jieba 0.42
            import jieba
    finally:
        if missing:
            del sys.modules["pkg_resources"]
    return _over(jieba.Tokenizer())


def _over(tokenizer: Any) -> tuple[Any, dict[str, str]]:
    """The tables as jieba would read them: it takes several times as long, a line after the other, and would
    keep a cache in the shared temporary folder."""
    text = (files("pipeline.figures") / "dictionary.txt").read_text(encoding="utf-8")
    listed, beginnings = (part.split() for part in text.split("\n\n"))
    words, counts, tags = listed[::3], [*map(int, listed[1::3])], listed[2::3]
    tokenizer.FREQ = dict(zip(words, counts, strict=True))
    tokenizer.FREQ.update(dict.fromkeys(beginnings, 0))
    tokenizer.total = sum(counts)
    tokenizer.initialized = True
    return tokenizer, dict(zip(words, tags, strict=True))
