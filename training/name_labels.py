"""Names read by hand in paragraphs nobody had tuned on, and how many of them the tagger finds.

    python -m training.name_labels SHARED

`name_labels.jsonl` holds one paragraph a line: the sha256 of its text, the set it belongs to, and its spans
(start, end, label; whether optional, whether inside another; labels and extents as good). No text is kept:
paragraphs are found again by their hash among the texts and documents of SHARED. Each is tagged by itself,
so nothing of its document helps. Sets that begin with `train-` are for training (`relabels`), never scored.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx import Document

from pipeline.tagging.cache import MemoryCache
from pipeline.tagging.found import Found
from pipeline.tagging.knowledge import Knowledge
from pipeline.tagging.tagger import Question, Tagger
from training.relabels import LABELS, TRAINING, hash_of

_NAMES = frozenset({"ORG", "LOC"})
Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Span:
    """A name as read: `places` are the extents and labels to be accepted, the best first."""

    places: tuple[Place, ...]
    optional: bool
    nested: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph by the hash of its text, with its names."""

    hash: str
    group: str
    spans: tuple[Span, ...]


def read_labels() -> tuple[Paragraph, ...]:
    """All paragraphs, in the order of the file."""
    rows = (json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines())
    return tuple(
        Paragraph(
            row["paragraph"],
            row["set"],
            tuple(
                Span(tuple((s, e, label) for s, e, label in span["places"]), span["optional"], span["nested"])
                for span in row["spans"]
            ),
        )
        for row in rows
    )


def texts_of(shared: Path, wanted: frozenset[str]) -> Mapping[str, str]:
    """The wanted paragraphs by their hash."""
    return {key: text for text in _all_texts(shared) if (key := hash_of(text)) in wanted}


def _all_texts(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "corpus" / "plain").glob("*/*")):
        yield from (line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines())
    for path in sorted((*(shared / "real_docs").glob("*.docx"), *(shared / "real_plans").glob("*.docx"))):
        yield from (paragraph.text.strip() for paragraph in Document(str(path)).paragraphs)


def count(spans: Sequence[Span], found: Sequence[Found], outermost: bool) -> Counter[str]:
    """How many names were wanted, found and right in one paragraph, optional ones left out."""
    chosen = [span for span in spans if not (outermost and span.nested)]
    left = {(one.start, one.end, one.label) for one in found if one.label in _NAMES}
    left -= {(one.start, one.end, one.label) for one in found if outermost and one.depth}
    counts: Counter[str] = Counter()
    for span in (span for span in chosen if not span.optional and span.places[0][2] in _NAMES):
        counts["wanted"] += 1
        hit = next((place for place in span.places if place in left), None)
        if hit is not None:
            left.discard(hit)
            counts["right"] += 1
    forgiven = {place[:2] for span in chosen for place in span.places}
    inside = [span.places[0] for span in chosen if span.optional]
    for start, end, _ in left:
        if (start, end) not in forgiven and not any(s <= start and end <= e for s, e, _ in inside):
            counts["wrong"] += 1
    return counts


def scores(shared: Path) -> Mapping[str, Counter[str]]:
    """The counts of each set (those for training left out), all names and outermost ones."""
    paragraphs = [one for one in read_labels() if not one.group.startswith(TRAINING)]
    texts = texts_of(shared, frozenset(one.hash for one in paragraphs))
    tagger, cache = Tagger(), MemoryCache()
    read = tagger.read(texts.values(), cache)
    asked = (Question(text, tuple(Knowledge().find(text, read.candidates[text]))) for text in texts.values())
    decided = tagger.decide(asked, read, cache)
    totals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in paragraphs:
        found = decided.get(texts.get(one.hash, ""), ())
        for outermost in (False, True):
            key = f"{one.group} {'outermost' if outermost else 'nested'}"
            totals[key] += count(one.spans, found, outermost)
    return totals


def main() -> None:
    """Prints precision, recall and F1 of each set."""
    for name, counts in scores(Path(sys.argv[1])).items():
        found = counts["right"] + counts["wrong"]
        precision, recall = counts["right"] / max(1, found), counts["right"] / max(1, counts["wanted"])
        total = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:16s} P {precision:.3f}  R {recall:.3f}  F1 {total:.3f}  ({counts['wanted']} names)")


if __name__ == "__main__":
    main()
