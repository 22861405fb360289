"""Figures read by hand, and how many of them are read the same by the tool.

    python -m training.figure_labels SHARED [--part development] [--cache FOLDER] [--faults metric]

`figure_labels.jsonl` holds one figure a line: the sha256 of its paragraph's text, where its number stands in
it, whether it states anything (null: it may or may not), and its kind, metric (spans of the paragraph),
subject (a span) and base period; the newer ones its period with the reason, its direction, other answers that
are as good (`…_alt`), its document, the kind of document and the part it belongs to. No text is kept:
paragraphs are found again by their hash among the texts and documents of SHARED. The kind depends on headings
as well, so documents are read whole.

`first` are labels made by going over the tool's answers; `development` and `test` were read from the text
alone, a third of the documents being kept for `test`. Rules are made on `first` and `development`; `test` is
looked at as a sum only, so `--faults` does not list it. Reading names takes nearly all of the time: with
`--cache` documents are kept there with their names, to be read again while only the rules of figures change.
"""

import argparse
import json
import pickle
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from docx import Document

from models.errors import RefusedFile
from models.facts import Facts, Figure
from parsers.interpret import interpret
from parsers.read import read
from parsers.structure import structure
from pipeline.figures.narrative import with_narrative_figures
from pipeline.tagging.tag import tag
from pipeline.tagging.tagger import Tagger
from training.figure_scores import FIELDS, compared, faults_of, table

LABELS = Path(__file__).with_name("figure_labels.jsonl")
PARTS = ("first", "development", "test")
_FOLDERS = ("corpus/plain", "real_docs")
_TEXTS = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Label:
    """One figure as read; `states` False: the number states nothing, and the rest is empty; None: it is as
    well read as left. `why` is where its period stands: in the clause, the sentence, the paragraph, the line
    that leads in, a heading, the part of the document, the document, or none."""

    paragraph: str
    start: int
    end: int
    states: bool | None
    kind: str | None = None
    metric: tuple[tuple[int, int], ...] = ()
    subject: tuple[int, int] | None = None
    base: str | None = None
    period: str | None = None
    why: str | None = None
    direction: str | None = None
    kind_alt: tuple[str, ...] = ()
    base_alt: tuple[str | None, ...] = ()
    period_alt: tuple[str | None, ...] = ()
    document: str | None = None
    genre: str = "mixed"
    part: str = "first"


def hash_of(text: str) -> str:
    """What stands for a paragraph."""
    return sha256(text.strip().encode()).hexdigest()


def labels(parts: Collection[str] = PARTS) -> tuple[Label, ...]:
    """The labels of some parts, in the order of the file."""
    rows = map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())
    return tuple(label for label in map(_label, rows) if label.part in parts)


def _label(row: Mapping[str, Any]) -> Label:
    known = {field.name: row[field.name] for field in fields(Label) if field.name in row}
    spans = tuple((first, last) for first, last in row.get("metric", ()))
    lists = {name: tuple(value) for name, value in known.items() if name.endswith("_alt")}
    subject = tuple(row["subject"]) if row.get("subject") else None
    return Label(**(known | lists | {"metric": spans, "subject": subject}))


def documents(shared: Path, wanted: frozenset[str]) -> Iterator[bytes]:
    """The files of SHARED that hold a labelled paragraph, as .docx."""
    for path in sorted(path for folder in _FOLDERS for path in (shared / folder).rglob("*.*")):
        if path.suffix not in (".docx", *_TEXTS):
            continue
        data = path.read_bytes()
        if any(hash_of(line) in wanted for line in _lines(path.suffix, data)):
            yield data if path.suffix == ".docx" else _as_docx(data.decode())


def _lines(suffix: str, data: bytes) -> Iterable[str]:
    if suffix in _TEXTS:
        return data.decode().splitlines()
    return (paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)


def _as_docx(text: str) -> bytes:
    made, out = Document(), BytesIO()
    for line in text.splitlines():
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Reading:
    """A label, its paragraph's text, and what the tool found at its number."""

    label: Label
    text: str
    found: Figure | None


def readings(shared: Path, chosen: Iterable[Label], cache: Path | None) -> Iterator[Reading]:
    """Reads the documents and gives each label once."""
    waiting = {(label.paragraph, label.start): label for label in chosen}
    tagger = Tagger(None)
    for data in documents(shared, frozenset(paragraph for paragraph, _ in waiting)):
        try:
            facts = with_narrative_figures(_tagged(data, tagger, cache))
        except RefusedFile:
            continue
        yield from _met(facts, waiting)


def _tagged(data: bytes, tagger: Tagger, cache: Path | None) -> Facts:
    """The document with its names. The key is that of its text, since a .docx made twice differs in its
    dates."""
    structured = structure(read(data, "x.docx"))
    text = "\n".join(block.text for block in structured.document.blocks)
    kept = cache / f"{hash_of(text)[:16]}.pickle" if cache else None
    if kept and kept.exists():
        return cast(Facts, pickle.loads(kept.read_bytes()))  # noqa: S301
    facts = tag(interpret(structured), tagger)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(facts))
    return facts


def _met(facts: Facts, waiting: dict[tuple[str, int], Label]) -> Iterator[Reading]:
    """The labels of a document, with what the tool found there."""
    held = {(figure.block, figure.start): figure for figure in facts.figures}
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for paragraph, start in waiting:
        starts[paragraph].append(start)
    for block in facts.structure.document.blocks:
        paragraph = hash_of(block.text)
        for start in starts.pop(paragraph, ()):
            yield Reading(waiting.pop((paragraph, start)), block.text, held.get((block.ordinal, start)))


def main() -> None:
    """Prints the share right, field by field, and the faults of one field where asked."""
    parser = argparse.ArgumentParser(prog="python -m training.figure_labels")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--part", choices=PARTS, action="append", help="which labels; may be repeated")
    parser.add_argument("--cache", type=Path, help="a folder for the documents with their names")
    parser.add_argument("--faults", choices=FIELDS, action="append", default=[], help="list these faults")
    asked = parser.parse_args()
    chosen = labels(asked.part or PARTS)
    met = list(readings(asked.shared, chosen, asked.cache))
    print(f"{len(met)} of {len(chosen)} labels met")
    for part in PARTS:
        rows = [one for one in met if one.label.part == part]
        if rows:
            print(table(part, [(one.label.genre, compared(one.label, one.text, one.found)) for one in rows]))
    for one in met:
        if one.label.part != "test":
            for fault in faults_of(one.label, one.text, one.found, asked.faults):
                print(fault)


if __name__ == "__main__":
    main()
