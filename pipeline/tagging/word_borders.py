"""Where words end, by the most likely cut of a text: what a name of two characters must not go across."""

from pipeline.names.words import words_of

_AROUND = 8


def splits_word(text: str, start: int, end: int) -> bool:
    """Whether a border of a span lies inside a word: 新和 in 创新|和|融合."""
    first = max(0, start - _AROUND)
    borders = start - first, end - first
    return any(
        one < border < last for one, last, _ in words_of(text[first : end + _AROUND]) for border in borders
    )
