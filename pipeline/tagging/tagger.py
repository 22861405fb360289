"""The spaCy pipeline, built once: paragraphs to candidates, candidates and the document's knowledge to
mentions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, Final

from models.errors import WrongUse
from models.fingerprint import fingerprint
from models.language import say
from pipeline.names.doc_text import make_doc
from pipeline.names.spacy_parts import Doc, Language, util
from pipeline.tagging import components
from pipeline.tagging.cache import TagCache
from pipeline.tagging.found import Found, as_json, write_group

_SECOND = ("harvest", "nesting", "resolver")
_FOR_SPACY = "mentions"
_OWN_MODEL = "pipeline.names.component"
_DIGITS = 16
_PORTION: Final = 2_000
"""Paragraphs that are tagged at a time: a Doc takes some 10 KB, and a file may have hundreds of thousands of
paragraphs; a plan of 300 pages has about 3,000."""
SOURCES: Final = ("pipeline/tagging", "pipeline/names", "parsers", "models")
"""What the candidates of a paragraph depend on."""


def _config(model: str | None, without: Sequence[str]) -> Any:
    """The config with another model in the place of ours, or without what is left out."""
    config: Any = util.load_config(Path(str(files("pipeline.tagging") / "config.cfg")))
    left_out = set(without)
    if model is not None:
        config["components"]["names"] = {"factory": "plantrace_other_model", "model": model}
    elif "names" not in left_out:
        __import__(_OWN_MODEL)
    for name in left_out:
        del config["components"][name]
    config["nlp"]["pipeline"] = [name for name in config["nlp"]["pipeline"] if name not in left_out]
    return config


@dataclass(frozen=True, slots=True)
class Read:
    """Paragraphs with their candidates, by text; `docs` holds those that were made for it, of a long document
    the first ones."""

    candidates: Mapping[str, tuple[Found, ...]]
    docs: dict[str, Doc] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """A paragraph and what its document knows of it: all that its mentions depend on besides the tagger
    itself."""

    text: str
    harvest: tuple[Found, ...] = ()

    @property
    def key(self) -> str:
        """Two questions of one key have one answer; no paragraph holds U+0000."""
        return f"{self.text}\0{as_json(self.harvest)}"


class Tagger:
    """The pipeline of `config.cfg`.

    `model` names an installed spaCy pipeline that takes the place of our statistical component; `without`
    leaves components out (for measuring what each is worth).

    Raises:
        WrongUse: no such pipeline is installed.
    """

    def __init__(self, model: str | None = None, without: Sequence[str] = ()) -> None:
        try:
            self._nlp: Language = util.load_model_from_config(_config(model, without))
        except OSError as error:
            raise WrongUse(
                say(
                    "{model}: no spaCy pipeline of this name is installed ({error})", model=model, error=error
                )
            ) from error
        self.version = fingerprint(SOURCES, model or "", *sorted(without))[:_DIGITS]

    def read(self, texts: Iterable[str], cache: TagCache) -> Read:
        """All candidates of each different text; those of texts the cache holds are not sought again."""
        once = dict.fromkeys(texts)
        held = cache.get(self.version, once)
        fresh: dict[str, tuple[Found, ...]] = {}
        docs: dict[str, Doc] = {}
        for portion in _portions(text for text in once if text not in held):
            made = {text: make_doc(self._nlp, text) for text in portion}
            self._run(made.values(), without=(*_SECOND, _FOR_SPACY))
            fresh |= {text: components.candidates_of(doc) for text, doc in made.items()}
            docs |= made if len(docs) < _PORTION else {}
        cache.put(self.version, fresh)
        return Read({text: held[text] if text in held else fresh[text] for text in once}, docs)

    def decide(self, asked: Iterable[Question], read: Read, cache: TagCache) -> dict[str, tuple[Found, ...]]:
        """The mentions of each text, with their depths; answers the cache holds are not reckoned again."""
        by_key = {question.key: question for question in asked}
        held = cache.get(self.version, by_key)
        fresh: dict[str, tuple[Found, ...]] = {}
        for portion in _portions(key for key in by_key if key not in held):
            docs = {key: self._asked(by_key[key], read) for key in portion}
            self._run(docs.values(), without=[name for name in self._nlp.pipe_names if name not in _SECOND])
            fresh |= {key: components.mentions_of(doc) for key, doc in docs.items()}
        cache.put(self.version, fresh)
        return {question.text: held[key] if key in held else fresh[key] for key, question in by_key.items()}

    def _run(self, docs: Iterable[Doc], without: Iterable[str]) -> None:
        for _ in self._nlp.pipe(docs, disable=self._enabled(without)):
            pass

    def _enabled(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name in self._nlp.pipe_names]

    def _asked(self, question: Question, read: Read) -> Doc:
        text = question.text
        doc = read.docs.get(text) or self._restored(text, read.candidates[text])
        doc.user_data[components.HARVEST] = question.harvest
        return doc

    def _restored(self, text: str, found: Sequence[Found]) -> Doc:
        doc = make_doc(self._nlp, text)
        for group in components.READ_GROUPS:
            if group != "names" or "names" in self._nlp.pipe_names:
                write_group(doc, group, (one for one in found if one.source == group))
        return doc


def _portions(items: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(items)
    while portion := list(islice(waiting, _PORTION)):
        yield portion
