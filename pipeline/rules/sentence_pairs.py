"""Sentences that a new version words otherwise: each with the sentence that it was before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.rules.changed import ChangedRow
from pipeline.rules.records import BlockRow, Held
from pipeline.rules.results import Side, span
from pipeline.versions.similarity import equal_stretches, likeness

_SENTENCE: Final = re.compile(r"[^。；;！!？?\n]+")
_SAME: Final = 0.55  # so alike are two sentences of which one became the other
_TEXTS: Final = ("block", "box_item")


@dataclass(frozen=True, slots=True)
class Swap:
    """Words of the old sentence and those in their place; offsets count in the sentences."""

    old: tuple[int, int]
    new: tuple[int, int]


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence, what it was before, and the paragraph that it stands in now, from `start`; `earlier` is
    the paragraph of the old one in its version and where it begins there, None where that is not known."""

    old: str
    new: str
    block: BlockRow
    start: int
    paragraphs: tuple[str, str]
    earlier: tuple[BlockRow, int] | None

    def place(self, start: int, end: int) -> Side:
        """Characters of the new sentence as a side."""
        return span(self.block, self.start + start, self.start + end)

    @property
    def whole(self) -> Side:
        """The new sentence without white space at its ends."""
        return _bare(self.block, self.start, self.new)

    def was(self, start: int, end: int) -> tuple[Side, ...]:
        """Characters of the old sentence in its version."""
        if self.earlier is None:
            return ()
        block, first = self.earlier
        return (span(block, first + start, first + end),)

    @property
    def before(self) -> tuple[Side, ...]:
        """The old sentence in its version, without white space at its ends."""
        return () if self.earlier is None else (_bare(*self.earlier, self.old),)

    def swaps(self) -> Iterator[Swap]:
        """The places at which both differ, in order; a single character that stays between two is no gap (部
        in 全部 and 部分)."""
        here = there = 0
        old_end, new_end = len(self.old), len(self.new)
        for old, new, length in (*equal_stretches(self.old, self.new), (old_end, new_end, 0)):
            if length == 1 and (old, new) != (0, 0) and (old + 1, new + 1) != (old_end, new_end):
                continue
            if old > here or new > there:
                yield Swap((here, old), (there, new))
            here, there = old + length, new + length


def sentence_pairs(held: Held) -> tuple[SentencePair, ...]:
    """The changed sentences of all paragraphs that stand in both versions."""
    seen: set[tuple[int | None, int | None]] = set()
    found: list[SentencePair] = []
    for change in held.changes:
        ends = change.old_id, change.new_id
        if not _is_text(change) or ends in seen:
            continue
        seen.add(ends)
        block = held.blocks.get(change.block or 0)
        earlier = held.previous.blocks.get(change.old_block or 0) if held.previous else None
        if block is not None:
            found += _of_block(block, earlier, change.old_value or "", change.new_value or "")
    return tuple(found)


def _is_text(change: ChangedRow) -> bool:
    return (change.change, change.field) == ("changed", "text") and change.record_kind in _TEXTS


def _of_block(block: BlockRow, earlier: BlockRow | None, old: str, new: str) -> Iterator[SentencePair]:
    """The sentences of one paragraph; only a new text that stands in the block as it is has places there."""
    at = block.text.find(new)
    if not new or at < 0:
        return
    before, after = list(_SENTENCE.finditer(old)), list(_SENTENCE.finditer(new))
    kept = {sentence[0].strip() for sentence in before} & {sentence[0].strip() for sentence in after}
    left = [sentence for sentence in before if sentence[0].strip() not in kept]
    for sentence in after:
        partner = None if sentence[0].strip() in kept else _partner(sentence[0], left)
        if partner is not None:
            left.remove(partner)
            was = _place_of(earlier, old, partner)
            yield SentencePair(partner[0], sentence[0], block, at + sentence.start(), (old, new), was)


def _partner(sentence: str, left: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The one that is most alike, None where none is alike enough."""
    scored = [(likeness(other[0], sentence), other) for other in left]
    best = max(scored, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] >= _SAME else None


def _place_of(earlier: BlockRow | None, old: str, sentence: re.Match[str]) -> tuple[BlockRow, int] | None:
    """Where a sentence of the old text begins in its own paragraph; None where the text does not stand there
    as it is."""
    at = -1 if earlier is None else earlier.text.find(old)
    return None if earlier is None or at < 0 else (earlier, at + sentence.start())


def _bare(block: BlockRow, start: int, sentence: str) -> Side:
    """A sentence without white space at its ends."""
    bare = sentence.strip()
    start += sentence.find(bare)
    return span(block, start, start + len(bare))
