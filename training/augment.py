"""Puts other names in the place of names, so that the tagger learns contexts and shapes rather than the
names themselves."""

import random
from collections.abc import Sequence

from pipeline.names.lexicon import KINDS, place_kinds
from training.corpus import Paragraph, Span


class Swapper:
    """Replaces names by others of the same label and ending, or by names of the same kind in the
    gazetteer."""

    def __init__(self, paragraphs: Sequence[Paragraph], rng: random.Random, *, share: float = 0.25) -> None:
        self.rng, self.share = rng, share
        self.by_ending: dict[tuple[str, str], list[str]] = {}
        names = sorted({(label, p.text[s:e]) for p in paragraphs for s, e, label in p.spans if e - s > 1})
        for label, name in names:
            self.by_ending.setdefault((label, name[-1]), []).append(name)
        self.by_kind: dict[str, list[str]] = {}
        for name, kinds in place_kinds().items():
            if KINDS[kinds[0]] != "town_short":
                self.by_kind.setdefault(self._kind(name, kinds), []).append(name)

    @staticmethod
    def _kind(name: str, kinds: Sequence[int]) -> str:
        kind = KINDS[kinds[0]]
        with_suffix = kind in ("town", "county") or (kind in ("province", "city") and len(name) > 2)
        return f"{kind}/{name[-1] if with_suffix else ''}"

    def _other(self, label: str, name: str) -> str:
        kinds = place_kinds().get(name)
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
