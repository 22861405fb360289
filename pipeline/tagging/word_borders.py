"""Where words end, by the most likely cut of a text: what a name of two characters must not go across."""

from pipeline.names.words import goes_over, words_of

_AROUND = 8


def splits_word(text: str, start: int, end: int) -> bool:
    """Whether a border of a span lies inside a word: 新和 in 创新|和|融合. Mostly no word goes over any, and
    the cut need not be known."""
    first = max(0, start - _AROUND)
    around, borders = text[first : end + _AROUND], (start - first, end - first)
    return goes_over(around, borders) and any(
        one < border < last for one, last, _ in words_of(around) for border in borders
    )
