"""Where words end, by the most likely cut of a text: what a name of two characters must not go across."""

from collections.abc import Iterable

from pipeline.names.trie import code_points
from pipeline.names.words import cut, lexicon

_AROUND = 8


def splits_word(text: str, start: int, end: int) -> bool:
    """Whether a border of a span lies inside a word: 新和 in 创新|和|融合."""
    first = max(0, start - _AROUND)
    codes = code_points(text[first : end + _AROUND])
    borders = start - first, end - first
    found = lexicon().trie.find(codes)
    if not _goes_over(zip(found.starts.tolist(), found.ends.tolist(), strict=True), borders):
        return False  # most borders lie in no word of the dictionary: then the cut need not be found
    words, _ = cut(codes)
    return _goes_over(((one, last) for one, last, _ in words), borders)


def _goes_over(words: Iterable[tuple[int, int]], borders: tuple[int, int]) -> bool:
    return any(one < border < last for one, last in words for border in borders)
