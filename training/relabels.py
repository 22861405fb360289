"""Labels read by hand for training: corpus paragraphs read again, and paragraphs the corpus does not have.

They are the rows of `name_labels.jsonl` whose set begins with `train-`: outermost names only, offsets and the
sha256 of the paragraph, no text. Where the corpus has the paragraph, its names are replaced; any other
paragraph is found by its hash in the plain texts of SHARED (`corpus/plain`).
"""

import json
from collections.abc import Iterator, Mapping, Set
from hashlib import sha256
from pathlib import Path

LABELS = Path(__file__).with_name("name_labels.jsonl")
TRAINING = "train-"  # how the sets begin that are for training and never for scores
Names = tuple[tuple[int, int, str], ...]


def hash_of(text: str) -> str:
    """What stands for a paragraph."""
    return sha256(text.strip().encode()).hexdigest()


def names_by_hash(path: Path = LABELS) -> Mapping[str, Names]:
    """The outermost names of every paragraph labelled for training."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["paragraph"]: _names(row["spans"]) for row in rows if row["set"].startswith(TRAINING)}


def _names(spans: list[dict[str, list[list[int | str]]]]) -> Names:
    """The best extent of each span, in the order of the text."""
    best = (span["places"][0] for span in spans if not span["nested"])
    return tuple(sorted((int(start), int(end), str(label)) for start, end, label in best))


def texts_by_hash(shared: Path, wanted: Set[str]) -> Iterator[tuple[str, str, str]]:
    """(hash, source, text) of the wanted paragraphs of the plain texts, each once."""
    left, plain = set(wanted), shared / "corpus" / "plain"
    for path in sorted(plain.glob("*/*")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if (key := hash_of(line)) in left:
                left.discard(key)
                yield key, path.relative_to(plain).as_posix(), line.strip()
