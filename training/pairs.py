"""Vectors of character pairs, learned from the plain texts (skip-gram): the words of the domain without a
segmenter.

Usage: python -m training.pairs SHARED OUT.npz
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pipeline.names.features import folded
from pipeline.names.pieces import pieces
from training.corpus import gold_sources, read_paragraphs, roles, split

SIZE, DIMENSIONS = 16000, 48


def unseen_sources(shared: Path) -> set[str]:
    """Plain texts that must stay out of every kind of training: test, dev and the documents of the gold."""
    role = roles(p.source for p in read_paragraphs(shared))
    return {source for source, part in role.items() if part in ("test", "dev")} | gold_sources(shared)


def plain_texts(shared: Path, leave_out: set[str]) -> Iterator[str]:
    """The plain texts; lines broken inside a sentence (PDF) are joined."""
    plain = shared / "corpus" / "plain"
    for path in sorted(plain.glob("*/*")):
        if path.suffix != ".tsv" and path.relative_to(plain).as_posix() not in leave_out:
            text = path.read_text(encoding="utf-8", errors="replace")
            yield re.sub(r"(?<=[一-鿿，、])\n(?=[一-鿿])", "", text)


def plain_paragraphs(shared: Path) -> list[str]:
    """The lines of the plain texts that nothing is scored on, in pieces as the network reads them at run
    time, each once."""
    lines = (
        line.strip() for text in plain_texts(shared, unseen_sources(shared)) for line in text.split("\n")
    )
    return sorted({piece for line in lines if len(line) > 3 for _, piece in pieces(line)})


def plain_sentences(shared: Path, leave_out: set[str]) -> list[str]:
    """The sentences of the plain texts and of the training paragraphs."""
    texts = plain_texts(shared, leave_out)
    found = [part for text in texts for part in re.split(r"[\n。；！？]+", text) if len(part.strip()) > 3]
    return found + [
        part for p in split(shared).train for part in re.split(r"[\n。；！？]+", p.text) if len(part) > 3
    ]


def main() -> None:
    """Writes pairs and their vectors."""
    from gensim.models import Word2Vec

    shared = Path(sys.argv[1])
    sentences = plain_sentences(shared, unseen_sources(shared))
    padded = [f" {folded(sentence.strip())} " for sentence in sentences]
    tokens = [[text[i : i + 2] for i in range(len(text) - 1)] for text in padded]
    settings = {
        "vector_size": DIMENSIONS,
        "window": 5,
        "min_count": 8,
        "sg": 1,
        "negative": 6,
        "epochs": 5,
        "sample": 1e-4,
    }
    model = Word2Vec(tokens, **settings, seed=1, workers=1, max_final_vocab=SIZE)
    np.savez(sys.argv[2], pairs=np.array(model.wv.index_to_key), vectors=model.wv.vectors.astype(np.float32))
    print(len(sentences), "sentences", sum(map(len, tokens)), "pairs", model.wv.vectors.shape)
    for word in ("企业", "广东", "公司", "园区"):
        print(word, model.wv.most_similar(word)[:6])


if __name__ == "__main__":
    main()
