"""The components of the pipeline as spaCy knows them; importing this module registers them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from models.vocabularies import read_rows
from pipeline.names.doc_text import is_whole, text_of
from pipeline.names.spacy_parts import Doc, Language, SpanGroup, load
from pipeline.tagging.candidates import find_inside, find_organisations
from pipeline.tagging.found import Finder, Found, has_group, read_group, write_group
from pipeline.tagging.gazetteer import find_places
from pipeline.tagging.notation import find_amounts, find_times
from pipeline.tagging.policies import find_policies
from pipeline.tagging.repair import meant, repair
from pipeline.tagging.resolver import resolve

HARVEST = "plantrace_harvest"
READ_GROUPS = ("policy", "time", "quantity", "names", "gazetteer", "organisations", "facilities", "zones")
_READ, _REPAIRED, _KNOWN, _MENTIONS = (
    "plantrace_read",
    "plantrace_repaired",
    "plantrace_known",
    "plantrace_mentions",
)


def _register(name: str, group: str, find: Finder) -> None:
    def apply(doc: Doc) -> Doc:
        write_group(doc, group, find(text_of(doc)))
        return doc

    Language.component(f"plantrace_{name}", func=apply)


_register("policy", "policy", find_policies)
_register("time", "time", find_times)
_register("quantity", "quantity", find_amounts)
_register("gazetteer", "gazetteer", find_places)


@Language.component("plantrace_organisations")
def organisations(doc: Doc) -> Doc:
    """Names told by their make-up, in three groups: organisations, facilities, and zones (facilities that
    other names begin with)."""
    found = list(find_organisations(text_of(doc), read_group(doc, "gazetteer")))
    for group in ("organisations", "facilities", "zones"):
        write_group(doc, group, (one for one in found if one.source == group))
    return doc


@Language.component("plantrace_harvest")
def harvest(doc: Doc) -> Doc:
    """Names the whole document knows, bodies its tables name in this cell: `doc.user_data[HARVEST]`."""
    write_group(doc, "harvest", doc.user_data.get(HARVEST, ()))
    doc.user_data.pop(_KNOWN, None)
    return doc


def candidates_of(doc: Doc) -> tuple[Found, ...]:
    """What was found before the rest of the document is known; it is put together once."""
    if _READ not in doc.user_data:
        doc.user_data[_READ] = tuple(one for group in READ_GROUPS for one in read_group(doc, group))
    found: tuple[Found, ...] = doc.user_data[_READ]
    return found


def _repaired(doc: Doc) -> tuple[Found, ...]:
    """The candidates as they should be, for whatever the document is asked; and which of the names it knows
    are meant."""
    text, data = text_of(doc), doc.user_data
    if _REPAIRED not in data:
        data[_REPAIRED] = tuple(repair(text, candidates_of(doc)))
    if _KNOWN not in data:
        known = read_group(doc, "harvest")
        data[_KNOWN] = tuple(meant(text, known, candidates_of(doc))) if known else ()
    return (*data[_REPAIRED], *data[_KNOWN])


@Language.component("plantrace_nesting")
def nesting(doc: Doc) -> Doc:
    """Names inside the candidates, and weak place names their surroundings make sure."""
    write_group(doc, "nesting", find_inside(text_of(doc), _repaired(doc)))
    return doc


@Language.component("plantrace_resolver")
def resolver(doc: Doc) -> Doc:
    """Decides; `mentions_of` gives the mentions. What does not begin and end with tokens is left out; where
    each character is a token nothing need be sought."""
    resolved = resolve([*_repaired(doc), *read_group(doc, "nesting")], has_group(doc, "names"))
    whole = is_whole(doc)
    doc.user_data[_MENTIONS] = tuple(
        one if one.depth == depth else replace(one, depth=depth)
        for one, depth in resolved
        if whole or doc.char_span(one.start, one.end) is not None
    )
    return doc


def mentions_of(doc: Doc) -> tuple[Found, ...]:
    """What the resolver decided, with depths."""
    found: tuple[Found, ...] = doc.user_data[_MENTIONS]
    return found


@Language.component("plantrace_mentions")
def mentions(doc: Doc) -> Doc:
    """What was decided as spaCy holds it, for who runs the pipeline by himself: all mentions in
    `doc.spans["mentions"]`, the outermost in `doc.ents`."""
    spans = [
        (span, one)
        for one in mentions_of(doc)
        if (span := doc.char_span(one.start, one.end, label=one.label)) is not None
    ]
    doc.spans["mentions"] = SpanGroup(doc, name="mentions", spans=[span for span, _ in spans])
    doc.ents = [span for span, one in spans if not one.depth]
    return doc


class OtherModel:
    """Any installed spaCy pipeline in the place of ours: its entities by character offsets, labels mapped
    (vocabulary/model_labels.csv)."""

    def __init__(self, model: str) -> None:
        self._nlp = load(model)
        self._labels = {row["label"]: row["means"] for row in read_rows("model_labels")}

    def _names(self, doc: Doc) -> Iterator[Found]:
        for entity in doc.ents:
            means: Any = self._labels.get(entity.label_.upper())
            if means:
                yield Found(entity.start_char, entity.end_char, means, "names", 0.8)

    def __call__(self, doc: Doc) -> Doc:
        """Tags one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Tags Docs in their order."""
        docs = list(stream)
        for doc, other in zip(
            docs, self._nlp.pipe([text_of(doc) for doc in docs], batch_size=batch_size), strict=True
        ):
            write_group(doc, "names", self._names(other))
            yield doc


@Language.factory("plantrace_other_model", default_config={"model": ""})
def make_other_model(nlp: Language, name: str, model: str) -> OtherModel:
    """The factory spaCy calls."""
    return OtherModel(model)
