"""Names that are alike and yet two things: 一期 and 二期, 甲镇 and 乙镇."""

from functools import cache

from rapidfuzz.distance import Postfix, Prefix

from models.vocabularies import words
from pipeline.versions.similarity import differing


@cache
def _signs() -> frozenset[str]:
    return frozenset("".join(words("row_distinguishers")))


def tells_apart(old: str, new: str) -> bool:
    """Whether two names differ in signs that count or place things only (一期 and 二期), or name two places:
    then they are two things."""
    gone, come = differing(old, new)
    return bool(gone or come) and (set(gone + come) <= _signs() or _names_two_places(old, new))


def _names_two_places(old: str, new: str) -> bool:
    """Whether what differs is a place on both sides: it ends in the suffix of one (甲镇, 乙镇), or the
    suffix follows."""
    head = Prefix.similarity(old, new)
    tail = min(Postfix.similarity(old, new), len(old) - head, len(new) - head)
    middles = old[head : len(old) - tail], new[head : len(new) - tail]
    following = old[len(old) - tail :][:1]
    return all(middles) and (
        following in _place_suffixes() or all(middle[-1] in _place_suffixes() for middle in middles)
    )


@cache
def _place_suffixes() -> frozenset[str]:
    return frozenset(suffix for suffix in words("place_suffixes", "suffix") if len(suffix) == 1)
