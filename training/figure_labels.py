"""Figures read by hand, and how many of them are read the same by the tool.

    python -m training.figure_labels SHARED

`figure_labels.jsonl` holds one figure a line: the sha256 of its paragraph's text, where its number stands in
it, whether it states anything, and its kind, metric (spans of the paragraph), subject (a span) and base
period. No text is kept: paragraphs are found again by their hash among the texts and documents of SHARED. The
kind depends on headings as well, so documents are read whole.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

from models.errors import RefusedFile
from models.facts import Facts, Figure
from parsers.interpret import interpret
from parsers.read import read
from parsers.structure import structure
from pipeline.figures.narrative import with_narrative_figures
from pipeline.tagging.tag import tag
from pipeline.tagging.tagger import Tagger

LABELS = Path(__file__).with_name("figure_labels.jsonl")
_FOLDERS = ("corpus/plain", "real_docs")
_LIKE = 0.6  # the overlap of characters from which two metrics are the same


@dataclass(frozen=True, slots=True)
class Label:
    """One figure as read; `states` False: the number states nothing, and the rest is empty."""

    paragraph: str
    start: int
    end: int
    states: bool
    kind: str | None = None
    metric: tuple[tuple[int, int], ...] = ()
    subject: tuple[int, int] | None = None
    base: str | None = None


def hash_of(text: str) -> str:
    """What stands for a paragraph."""
    return sha256(text.strip().encode()).hexdigest()


def labels() -> tuple[Label, ...]:
    """All labels, in the order of the file."""
    return tuple(_label(json.loads(line)) for line in LABELS.read_text(encoding="utf-8").splitlines())


def _label(row: Mapping[str, Any]) -> Label:
    spans = tuple((first, last) for first, last in row.get("metric", ()))
    known = {field.name: row.get(field.name) for field in fields(Label)}
    return Label(
        **(known | {"metric": spans, "subject": tuple(row["subject"]) if row.get("subject") else None})
    )


def documents(shared: Path, wanted: frozenset[str]) -> Iterator[bytes]:
    """The files of SHARED that hold a labelled paragraph, as .docx."""
    for path in sorted(path for folder in _FOLDERS for path in (shared / folder).rglob("*.*")):
        if path.suffix not in (".docx", ".txt", ".md"):
            continue
        data = path.read_bytes() if path.suffix == ".docx" else _as_docx(path)
        lines = (paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)
        if any(hash_of(line) in wanted for line in lines):
            yield data


def _as_docx(path: Path) -> bytes:
    made, out = Document(), BytesIO()
    for line in path.read_text(encoding="utf-8").splitlines():
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def compared(label: Label, text: str, found: Figure | None) -> Iterator[tuple[str, bool]]:
    """Which fields are as labelled; only `states` where one side has no figure."""
    yield "states", label.states == (found is not None)
    if found is None or not label.states:
        return
    yield "kind", found.kind == label.kind
    yield "metric", _alike(found.metric, "".join(text[first:last] for first, last in label.metric)) >= _LIKE
    yield "subject", found.subject == (text[slice(*label.subject)] if label.subject else None)


def _alike(one: str, other: str) -> float:
    left, right = Counter(one), Counter(other)
    both = sum((left & right).values())
    return 2 * both / (sum(left.values()) + sum(right.values())) if both else 0.0


def main(shared: Path) -> None:
    """Reads the documents and prints the share right, field by field."""
    waiting = {(label.paragraph, label.start): label for label in labels()}
    tagger, right, seen = Tagger(None), Counter[str](), Counter[str]()
    for data in documents(shared, frozenset(paragraph for paragraph, _ in waiting)):
        try:
            facts = with_narrative_figures(tag(interpret(structure(read(data, "x.docx"))), tagger))
        except RefusedFile:
            continue
        for label, text, found in _met(facts, waiting):
            for name, agrees in compared(label, text, found):
                seen[name] += 1
                right[name] += agrees
    print(f"{len(labels()) - len(waiting)} labels met")
    for name, count in seen.items():
        print(f"{name}\t{right[name]}/{count}\t{right[name] / count:.3f}")


def _met(facts: Facts, waiting: dict[tuple[str, int], Label]) -> Iterator[tuple[Label, str, Figure | None]]:
    """The labels of a document, each once, with what the tool found there."""
    held = {(figure.block, figure.start): figure for figure in facts.figures}
    for block in facts.structure.document.blocks:
        paragraph = hash_of(block.text)
        for key in [key for key in waiting if key[0] == paragraph]:
            yield waiting.pop(key), block.text, held.get((block.ordinal, key[1]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
