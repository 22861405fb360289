"""Puts other names in the place of names, so that the tagger learns contexts and shapes rather than the
names themselves: known ones, and new ones made of the head of one name and the tail of another."""

import random
from collections.abc import Sequence

from pipeline.names.lexicon import KINDS, place_kinds
from training.corpus import Paragraph, Span

_LONGEST_TAIL, _LONGEST_HEAD, _TOWN_HEADS = 4, 4, 0.5


class Swapper:
    """Replaces names by others of the same label and ending, or by names of the same kind in the gazetteer.
    A share `invented` of those of three characters or more gets a new head instead (某某 of 某某水库)."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        rng: random.Random,
        *,
        share: float = 0.25,
        invented: float = 0.0,
    ) -> None:
        self.rng, self.share, self.invented = rng, share, invented
        self.kinds = place_kinds()  # made anew by each call
        self.by_ending: dict[tuple[str, str], list[str]] = {}
        names = sorted({(label, p.text[s:e]) for p in paragraphs for s, e, label in p.spans if e - s > 1})
        for label, name in names:
            self.by_ending.setdefault((label, name[-1]), []).append(name)
        self.by_kind: dict[str, list[str]] = {}
        self.heads = {label: [name for one, name in names if one == label] for label in ("LOC", "ORG")}
        self.towns = [n[:-1] for n, k in self.kinds.items() if KINDS[k[0]] == "town" and len(n) > 2]
        for name, kinds in self.kinds.items():
            if KINDS[kinds[0]] != "town_short":
                self.by_kind.setdefault(self._kind(name, kinds), []).append(name)

    @staticmethod
    def _kind(name: str, kinds: Sequence[int]) -> str:
        kind = KINDS[kinds[0]]
        with_suffix = kind in ("town", "county") or (kind in ("province", "city") and len(name) > 2)
        return f"{kind}/{name[-1] if with_suffix else ''}"

    def _new(self, label: str, name: str) -> str:
        """The end of the name behind the head of another one, or of a town."""
        tail = name[-self.rng.randint(1, min(_LONGEST_TAIL, len(name) - 1)) :]
        if self.rng.random() < _TOWN_HEADS:
            return self.rng.choice(self.towns) + tail
        other = self.rng.choice(self.heads[label])
        return other[: max(1, min(_LONGEST_HEAD, len(other) - len(tail)))] + tail

    def _other(self, label: str, name: str) -> str:
        if len(name) > 2 and self.rng.random() < self.invented:
            return self._new(label, name)
        kinds = self.kinds.get(name)
        if label == "LOC" and kinds and KINDS[kinds[0]] != "town_short":
            return self.rng.choice(self.by_kind[self._kind(name, kinds)])
        found = self.by_ending.get((label, name[-1]))
        return self.rng.choice(found) if found and len(name) > 1 else name

    def __call__(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph with some of its names swapped; the same name always by the same other one."""
        chosen: dict[tuple[str, str], str] = {}
        text, spans, last = "", list[Span](), 0
        for start, end, label in paragraph.spans:
            name = paragraph.text[start:end]
            if (label, name) not in chosen:
                chosen[label, name] = self._other(label, name) if self.rng.random() < self.share else name
            text += paragraph.text[last:start]
            spans.append((len(text), len(text) + len(chosen[label, name]), label))
            text, last = text + chosen[label, name], end
        return Paragraph(paragraph.source, text + paragraph.text[last:], tuple(spans))
