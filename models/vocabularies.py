"""The vocabularies: CSV files beside the code, one row a word, each with an example of where it occurs."""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `models/vocabulary/NAME.csv` in file order.

    Raises:
        ValueError: a row with too many or too few fields, which is a fault of ours.
    """
    return tuple(_rows_of("vocabulary", name))


@cache
def gazetteer_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `models/gazetteer/NAME.csv`, in the same way."""
    return tuple(_rows_of("gazetteer", name))


def _rows_of(folder: str, name: str) -> Iterator[dict[str, str]]:
    text = (files("models") / folder / f"{name}.csv").read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines())
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise ValueError(f"{folder} {name}.csv, line {number}: wrong number of fields")
        yield dict(zip(header, row, strict=True))


@cache
def words(name: str, column: str = "word") -> frozenset[str]:
    """One column of a vocabulary as a set."""
    return frozenset(row[column] for row in read_rows(name))


def shortest(found: Iterable[str]) -> list[str]:
    """The words that begin with no other: all that need be sought where any word may go on as it will."""
    kept: list[str] = []
    for word in sorted(set(found)):
        if not (kept and word.startswith(kept[-1])):
            kept.append(word)
    return kept


@cache
def any_of(name: str, use: str) -> str:
    """The words of one use (column `use`) as alternatives of a pattern, without brackets, in file order: of
    two words that begin alike the longer stands first.

    Raises:
        ValueError: no word has this use, which is a fault of ours.
    """
    found = [re.escape(row["word"]) for row in read_rows(name) if row["use"] == use]
    if not found:
        raise ValueError(f"vocabulary {name}.csv: no word is used for {use}")
    return "|".join(found)


def standing(word: str, not_after: Iterable[str] = (), not_before: Iterable[str] = ()) -> str:
    """A pattern of a word that stands neither behind one of some characters nor before one of some words.

    What stands beside it is looked at once its first character is there, and each by itself: `re` takes ten
    times as long to make ready a set of a few Chinese characters.
    """
    first, rest = re.escape(word[:1]), re.escape(word[1:])
    behind = "".join(f"(?<!{re.escape(character)}{first})" for character in not_after)
    return first + behind + rest + "".join(f"(?!{re.escape(other)})" for other in not_before)
