"""The spaCy pipeline, built once: paragraphs to candidates, candidates and the document's knowledge to mentions."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc

from models.errors import WrongUse
from pipeline.tagging import components
from pipeline.tagging.cache import TagCache
from pipeline.tagging.found import Found, read_group, text_of, write_group
from pipeline.tagging.knowledge import Knowledge

_SECOND = ("harvest", "nesting", "resolver")
_OWN_MODEL = "pipeline.names.component"
# what the candidates of a paragraph depend on
_SOURCES = (("pipeline", "tagging"), ("pipeline", "names"), ("parsers",), ("models", "vocabulary"), ("models", "gazetteer"))
_SUFFIXES = frozenset({".py", ".csv", ".cfg", ".json"})


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


def _fingerprint(*parts: str) -> str:
    """A hash of the code and data the candidates depend on, and of whatever else is given."""
    digest = hashlib.sha256("\n".join(parts).encode())
    for package, *folders in _SOURCES:
        root = Path(str(files(package)))
        for path in sorted(root.joinpath(*folders).rglob("*")):
            if path.suffix in _SUFFIXES:
                digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


class Tagger:
    """The pipeline of `config.cfg`.

    `model` names an installed spaCy pipeline that takes the place of our statistical component; `without` leaves components out (for
    measuring what each is worth).

    Raises:
        WrongUse: no such pipeline is installed.
    """

    def __init__(self, model: str | None = None, without: Sequence[str] = ()) -> None:
        try:
            self._nlp: Language = util.load_model_from_config(_config(model, without), auto_fill=True)
        except OSError as error:
            raise WrongUse(f"{model}: no spaCy pipeline of this name is installed ({error})") from error
        self.version = _fingerprint(model or "", *sorted(without))

    def read(self, texts: Iterable[str], cache: TagCache) -> dict[str, Doc]:
        """A Doc with all its candidates for each different text; those of texts the cache holds are not sought again."""
        docs: dict[str, Doc] = {}
        fresh: list[str] = []
        for text in dict.fromkeys(texts):
            held = cache.get(self.version, text)
            if held is None:
                fresh.append(text)
            docs[text] = self._restored(text, held or ())
        made = self._nlp.pipe([docs[text] for text in fresh], disable=self._enabled(_SECOND))
        cache.put(self.version, [(text_of(doc), tuple(_candidates(doc))) for doc in made])
        return docs

    def decide(self, docs: Iterable[Doc], knowledge: Knowledge) -> None:
        """Writes the mentions of each Doc, in the light of what the whole document knows."""
        docs = list(docs)
        for doc in docs:
            doc.user_data[components.KNOWLEDGE] = knowledge
        first = [name for name in self._nlp.pipe_names if name not in _SECOND]
        for _ in self._nlp.pipe(docs, disable=first):
            pass

    def _enabled(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name in self._nlp.pipe_names]

    def _restored(self, text: str, found: Sequence[Found]) -> Doc:
        doc = self._nlp.make_doc(text)
        for group in components.READ_GROUPS:
            if group != "names" or "names" in self._nlp.pipe_names:
                write_group(doc, group, (one for one in found if one.source == group))
        return doc


def _candidates(doc: Doc) -> Iterator[Found]:
    for group in components.READ_GROUPS:
        yield from read_group(doc, group)
