"""Forms of a text by which two versions are held against each other; offsets and quotes always come from the
text itself."""

import re
import unicodedata
from functools import lru_cache

from parsers.notation.labels import read_label

MASK = "\ue000"
"""Stands for a number: a private-use character, which no text holds (profile pt-1 maps symbols away)."""
# 1,200.5
_NUMBER = re.compile(r"[0-9]+(?:[,，][0-9]{3})*(?:[.．][0-9]+)?")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """NFKC without white space and zero-width characters: what is the same to a reader in another layout is
    the same here."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=65_536)
def unspaced(text: str) -> str:
    """The text without white space, its characters kept: full-width digits stay a difference of wording."""
    return _BLANKS.sub("", text)


@lru_cache(maxsize=65_536)
def label_length(text: str) -> int:
    """Characters of the list label (一、, （一）, 1.) that the text begins with, 0 when it has none."""
    start = len(text) - len(text.lstrip())
    label = read_label(text[start:])
    return start + label.end if label and label.end < len(text) - start else 0


def unlabelled(text: str) -> str:
    """The plain text without the label it begins with."""
    return plain(text[label_length(text) :])


@lru_cache(maxsize=65_536)
def masked(text: str) -> str:
    """The text with each number made one sign, so that a changed number changes nothing."""
    return _NUMBER.sub(MASK, text)
