"""The stages before the store, in their order: read, structure, interpret, tag, figures of the text."""

import logging
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from threadpoolctl import ThreadpoolController

from models.facts import Facts, NumberClaim
from parsers.interpret import interpret
from parsers.read import read
from parsers.structure import structure
from pipeline.figures.metric_keys import with_metric_keys
from pipeline.figures.narrative import with_narrative_figures
from pipeline.figures.table_texts import cells_of
from pipeline.ingest.collector import keep_loaded
from pipeline.ingest.coverage import number_claims
from pipeline.ingest.proof import refuse_unproved_text, with_proved_values
from pipeline.store.address import Where
from pipeline.store.kept_results import NewResults, stored_results
from pipeline.store.reader import reader_of
from pipeline.tagging.cache import KeptTags
from pipeline.tagging.tag import tag
from pipeline.tagging.tagger import Tagger

_LOG: Final = logging.getLogger("plantrace.ingest")


@dataclass(frozen=True, slots=True)
class Tagging:
    """How names are found: `model` names an installed spaCy pipeline in the place of ours, `held` the
    database whose tags and figures are used again.

    `carry` is for a rebuild: what is used again belongs to the result as well.
    """

    model: str | None = None
    held: Where | None = None
    carry: bool = False


_OURS: Final = Tagging()


@dataclass(frozen=True, slots=True)
class Understood:
    """What the stages before the store made of a file, and which plantrace did (`store.reader`). It is
    `revised` where most of its text is held: then a version of it is, most likely."""

    facts: Facts
    claims: tuple[NumberClaim, ...]
    results: NewResults = field(default_factory=NewResults)
    reader: str = ""
    revised: bool = False


@lru_cache(maxsize=2)
def _tagger(model: str | None) -> Tagger:
    tagger = Tagger(model)
    keep_loaded()
    return tagger


@cache
def _libraries() -> ThreadpoolController:
    """The libraries of linear algebra that the tagger has loaded, looked for once."""
    return ThreadpoolController()


def understand(data: bytes, file_name: str, tagging: Tagging = _OURS) -> Understood:
    """All stages before the store.

    Raises:
        RefusedFile: it cannot or must not be read.
        WrongUse: no spaCy pipeline of the name asked for is installed.
    """
    document = read(data, file_name)
    _LOG.debug("%s: %d paragraphs, %d tables", file_name, len(document.blocks), len(document.tables))
    refuse_unproved_text(document, data)
    stated = interpret(structure(document))
    tagger = _tagger(tagging.model)
    # the matrices of the name model are small: threads of the linear algebra library would only wait for
    # each other
    with stored_results(tagging.held, carry=tagging.carry) as held, _libraries().limit(limits=1):
        named = tag(stated, tagger, KeptTags(held))
        facts = with_proved_values(with_narrative_figures(named, held, cells_of(named.structure)))
        facts = with_metric_keys(facts)
    _LOG.debug("%s: %d figures, %d names", file_name, len(facts.figures), len(facts.mentions))
    revised = held.is_mostly_held and not tagging.carry
    return Understood(facts, number_claims(facts), held.new, reader_of(tagging.model), revised)


def prepare(tagging: Tagging) -> None:
    """Loads what all files need."""
    _tagger(tagging.model)
