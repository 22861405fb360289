"""The sentences of findings, in both languages; from the vocabulary finding_sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from models.vocabularies import read_rows


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a finding says, once in English and once in Chinese."""

    en: str
    zh: str


def say(key: str, **values: object) -> Sentence:
    """The sentence of this key (`rule` or `rule.variant`) with these values in it.

    Raises:
        KeyError: the vocabulary has no such sentence, or the sentence names a value that is not given.
    """
    found = _sentences()[key]
    return Sentence(found.en.format_map(values), found.zh.format_map(values))


@cache
def _sentences() -> Mapping[str, Sentence]:
    return {row["key"]: Sentence(row["en"], row["zh"]) for row in read_rows("finding_sentences")}
