"""The tags of characters (BIOES) and the way between tags and spans."""

from collections.abc import Sequence

LABELS = ("ORG", "LOC")
TAGS = ("O", *(f"{position}-{label}" for label in LABELS for position in "BIES"))
Span = tuple[int, int, str]


def allowed(before: str, after: str) -> bool:
    """Whether tag `after` may follow tag `before`: a name that was begun goes on until its end."""
    if before[0] in "BI":
        return after[0] in "IE" and after[2:] == before[2:]
    return after[0] in "OBS"


def encode(length: int, spans: Sequence[Span]) -> list[int]:
    """The numbers of the tags of a text with these spans, which must not overlap."""
    tags = [0] * length
    for start, end, label in spans:
        base = 1 + 4 * LABELS.index(label)
        if end - start == 1:
            tags[start] = base + 3
            continue
        tags[start:end] = [base, *[base + 1] * (end - start - 2), base + 2]
    return tags


def closed(text: str, span: Span) -> Span:
    """The span without half a bracket: one that opens in it and closes right behind it is taken in whole."""
    start, end, label = span
    if text[start:end].count("（") == text[start:end].count("）") + 1 and text[end : end + 1] == "）":
        return start, end + 1, label
    return span


def decode(tags: Sequence[int]) -> list[Span]:
    """The spans of a well-formed sequence of tags."""
    spans, start = [], 0
    for position, number in enumerate(tags):
        if not number:  # most characters stand in no name
            continue
        tag = TAGS[number]
        if tag[0] in "BS":
            start = position
        if tag[0] in "ES":
            spans.append((start, position + 1, tag[2:]))
    return spans
