"""The words that names are taken apart by: models/vocabulary/name_parts.csv, by what they tell."""

import re

from models.vocabularies import read_rows


def parts(part: str, *, longest_first: bool = True) -> str:
    """The words of a part as alternatives of a regular expression, the longest first or as they stand.

    Raises:
        ValueError: no word tells this, which is a fault of ours.
    """
    found = [row["word"] for row in read_rows("name_parts") if row["part"] == part]
    if not found:
        raise ValueError(f"vocabulary name_parts.csv: no word is a {part}")
    return "|".join(map(re.escape, sorted(found, key=len, reverse=True) if longest_first else found))
