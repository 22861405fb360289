"""Other ways to write a word of a question: bodies under their other names, numbers with units in digits and
Chinese numerals."""

from functools import lru_cache

from pipeline.ask.bodies_asked import spelled_out
from pipeline.ask.quantities_asked import spelled_quantity


@lru_cache(maxsize=1024)
def spellings_of(word: str) -> tuple[str, ...]:
    """What a text may say for the word: 市工信局 → 市工业和信息化局, 1000亿元 → 一千亿元.

    >>> spellings_of("2万架")
    ('20000架', '二万架', '两万架')
    """
    return (*spelled_out(word), *spelled_quantity(word))
