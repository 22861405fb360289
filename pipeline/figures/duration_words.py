"""The words that tell whether a number only says when, how often or how many (`duration_words.csv`)."""

from functools import cache

from models.vocabularies import read_rows


@cache
def duration_words(side: str, what: str) -> tuple[str, ...]:
    """The words of a sort on one side of a number, "" where the side does not matter."""
    rows = read_rows("duration_words")
    return tuple(row["word"] for row in rows if (row["side"], row["what"]) == (side, what))
