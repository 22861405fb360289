"""Cuts long texts into pieces the network was trained on, and groups pieces of like lengths."""

import re
from collections.abc import Iterator, Sequence

LONGEST = 400
AT_ONCE = 12_000  # characters of a batch: bounds the memory; the more texts a step has, the quicker each is

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]*")


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """(offset, piece) of at most LONGEST characters, cut after sentences where it can be; the pieces join to
    the text."""
    start = end = 0
    for match in _SENTENCE.finditer(text):
        if match.end() - start > LONGEST and end > start:
            yield start, text[start:end]
            start = end
        while match.end() - start > LONGEST:
            yield start, text[start : start + LONGEST]
            start += LONGEST
        end = match.end()
    if end > start:
        yield start, text[start:end]


def groups(texts: Sequence[str]) -> Iterator[list[int]]:
    """Positions of the texts in groups of at most AT_ONCE characters, longest first."""
    group: list[int] = []
    held = 0
    for position in sorted(range(len(texts)), key=lambda i: -len(texts[i])):
        if group and held + len(texts[position]) > AT_ONCE:
            yield group
            group, held = [], 0
        group.append(position)
        held += len(texts[position])
    if group:
        yield group
