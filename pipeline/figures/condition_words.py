"""The words of conditions (`condition_words.csv`) by their use."""

import re
from functools import cache

from models.vocabularies import read_rows


@cache
def condition_words(use: str) -> tuple[str, ...]:
    """The words of a use: `class`, `sum`, `defining`, …"""
    return tuple(row["word"] for row in read_rows("condition_words") if row["use"] == use)


@cache
def condition_regex(*uses: str) -> re.Pattern[str]:
    """Any word of the uses, the longest that fits."""
    words = sorted((word for use in uses for word in condition_words(use)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
