"""The annotated paragraphs, split by source document: train, dev, test, and the documents the gold was drawn
from."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.relabels import Names, hash_of, names_by_hash, texts_by_hash

Span = tuple[int, int, str]
SALT = "plantrace-names-1"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with its outermost ORG and LOC spans, where it is `labelled`."""

    source: str
    text: str
    spans: tuple[Span, ...]
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class Split:
    """Paragraphs by use; `guard` holds those of documents which the gold quotes: unseen too, until the last
    build."""

    train: list[Paragraph]
    dev: list[Paragraph]
    test: list[Paragraph]
    guard: list[Paragraph]


def read_paragraphs(shared: Path) -> list[Paragraph]:
    """All paragraphs of corpus/ner/names.jsonl, each text once."""
    return read_rows(shared / "corpus" / "ner" / "names.jsonl")


def read_rows(path: Path) -> list[Paragraph]:
    """The paragraphs of a file of one JSON object a line: source, text, spans; each text once."""
    found: dict[str, Paragraph] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = tuple(sorted((s["start"], s["end"], s["label"]) for s in row["spans"]))
        found.setdefault(row["text"], Paragraph(row["source"], row["text"], spans))
    return list(found.values())


def relabelled(paragraphs: Iterable[Paragraph], names: Mapping[str, Names]) -> list[Paragraph]:
    """The paragraphs, with the names of a second reading where there is one."""
    return [replace(one, spans=names.get(hash_of(one.text), one.spans)) for one in paragraphs]


def added(shared: Path, names: Mapping[str, Names], known: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs labelled for training which the corpus does not have."""
    wanted = names.keys() - {hash_of(one.text) for one in known}
    return [Paragraph(source, text, names[key]) for key, source, text in texts_by_hash(shared, wanted)]


def _rank(source: str) -> str:
    return hashlib.sha256(f"{SALT}:{source}".encode()).hexdigest()


def roles(sources: Iterable[str]) -> dict[str, str]:
    """test for a tenth and dev for a twentieth of the sources of each kind (first folder), by hash; else
    train."""
    kinds: dict[str, list[str]] = {}
    for source in sorted(set(sources), key=_rank):
        kinds.setdefault(source.split("/")[0], []).append(source)
    found = {}
    for members in kinds.values():
        tests, devs = max(1, round(len(members) * 0.10)), round(len(members) * 0.05)
        for position, source in enumerate(members):
            found[source] = "test" if position < tests else "dev" if position < tests + devs else "train"
    return found


def squeezed(text: str) -> str:
    """The text without blanks, to compare copies of it."""
    return re.sub(r"\s", "", text)


def gold_sources(shared: Path) -> set[str]:
    """The plain texts that hold a paragraph of the gold."""
    keys = set()
    for name in ("entities.dev.jsonl", "others.entities.dev.jsonl"):
        for line in (shared / "gold" / name).read_text(encoding="utf-8").splitlines():
            text = squeezed(json.loads(line)["text"])
            if len(text) >= 45:
                keys.add(text[5:45])
    plain = shared / "corpus" / "plain"
    found = set()
    for path in sorted(plain.glob("*/*")):
        text = squeezed(path.read_text(encoding="utf-8", errors="replace"))
        if any(key in text for key in keys):
            found.add(path.relative_to(plain).as_posix())
    return found


def split(shared: Path) -> Split:
    """The split of the corpus, with the labels of `relabels`; paragraphs of a training document that also
    stand in an unseen one are left out of training."""
    names, corpus = names_by_hash(), read_paragraphs(shared)
    paragraphs = [*relabelled(corpus, names), *added(shared, names, corpus)]
    role, guarded = roles(p.source for p in corpus), gold_sources(shared)
    parts: dict[str, list[Paragraph]] = {"train": [], "dev": [], "test": [], "guard": []}
    for paragraph in paragraphs:
        part = role.get(paragraph.source, "train")
        parts["guard" if part != "test" and paragraph.source in guarded else part].append(paragraph)
    return Split(**parts)
