"""Builds `pipeline/figures/dictionary.txt`, the words and parts of speech for reading figures.

    python -m training.speech

From jieba's dictionary (PyPI jieba 0.42.1, MIT) the words that plans need: common enough, not too long, no
person's names; with the words of our own vocabularies, the administrative divisions, and the words of plans
that are newer than jieba's texts or persons' names to it (智慧, 文旅: models/vocabulary/speech_words.csv),
which it lacks. Lines as jieba reads them: word, count, part of speech. Behind an empty line what words begin
with that is no word: jieba counts those as 0.
"""

from collections.abc import Collection, Iterator
from importlib.resources import files
from pathlib import Path

from models.vocabularies import read_rows
from pipeline.figures.words import set_aims

OUT = Path(__file__).resolve().parents[1] / "pipeline" / "figures" / "dictionary.txt"
_LEAST_COUNT, _LONGEST = 60, 5
_LEAST_OF_NAMES, _LONG = 15, 3  # 变电站: names of things are rare each, and many
_PERSONS = ("nr", "nrt", "nrfg")
_OWN_COUNT, _PLACE_COUNT = 200, 20
_SHORTEST_PLACE = 3
# 居民消费价格比上年上涨: what a price is compared with, not a ratio of prices
_MISLEADING = frozenset({"价格比"})
# the uses of models/vocabulary/phrase_words.csv that say what part of speech a word is
_SPEECH = {"relational": "n", "level": "b", "action": "v", "predicate": "v", "light": "v", "new_noun": "n"}


def main() -> None:
    """Writes the dictionary, in the order of jieba's, then the words of ours."""
    lines = dict(_of_jieba())
    known = frozenset(lines)
    for word, count, tag in (*_of_vocabularies(), *_of_places()):
        if tag == "ns" or not _is_made_of(word, known):
            lines.setdefault(word, f"{word} {count} {tag}")
    for row in read_rows("speech_words"):
        lines.setdefault(row["word"], f"{row['word']} {_OWN_COUNT} {row['tag']}")
    OUT.write_text("\n".join((*lines.values(), "", *beginnings(lines))) + "\n", encoding="utf-8")
    print(len(lines), "words", OUT.stat().st_size, "bytes")


def beginnings(words: Collection[str]) -> list[str]:
    """What words begin with that is no word itself."""
    return sorted({word[:length] for word in words for length in range(1, len(word))} - {*words})


def _is_made_of(word: str, known: frozenset[str]) -> bool:
    """累计建成 is two words, not one."""
    return any(word[:at] in known and word[at:] in known for at in range(1, len(word)))


def _of_jieba() -> Iterator[tuple[str, str]]:
    for row in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = row.split(" ")
        least = _LEAST_OF_NAMES if len(word) >= _LONG and tag.startswith("n") else _LEAST_COUNT
        fits = len(word) <= _LONGEST and tag not in _PERSONS and word not in _MISLEADING
        if int(count) >= least and fits:
            yield word, row


def _of_vocabularies() -> Iterator[tuple[str, int, str]]:
    for row in read_rows("phrase_words"):
        if row["use"] in _SPEECH and len(row["word"]) > 1:
            yield row["word"], _OWN_COUNT, _SPEECH[row["use"]]
    for row in set_aims():
        yield row["word"], _OWN_COUNT, _SPEECH["relational"]
    for row in read_rows("figure_verbs"):
        if len(row["word"]) > 1:
            yield row["word"], _OWN_COUNT, "v"


def _of_places() -> Iterator[tuple[str, int, str]]:
    text = (files("models") / "gazetteer" / "divisions.csv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        name = line.split(",")[2]
        if len(name) >= _SHORTEST_PLACE:
            yield name, _PLACE_COUNT, "ns"


if __name__ == "__main__":
    main()
