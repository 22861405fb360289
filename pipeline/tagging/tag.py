"""The stage *tag*: names, policy titles, times and quantities of a document, and the entities they stand for."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from models.facts import Evidence, Facts, Mention, Structure
from models.names import BlockKind, EntityLabel
from pipeline.tagging.cache import MemoryCache, TagCache
from pipeline.tagging.components import BODIES
from pipeline.tagging.entities import resolve_entities
from pipeline.tagging.found import read_group, text_of
from pipeline.tagging.knowledge import Knowledge, Reading, gather, is_organisation
from pipeline.tagging.tagger import Tagger

_KINDS: frozenset[BlockKind] = frozenset({"paragraph", "cell", "box_item", "footnote"})


def tag(facts: Facts, tagger: Tagger | None = None, cache: TagCache | None = None) -> Facts:
    """The facts with their mentions (in order of place, outer before inner) and entities.

    Titles, headings, captions, tables of contents, headers and footers are not tagged (gold/GUIDELINES.md §1), the text behind a
    run-in heading is. `cache` keeps what was found in a paragraph for its text and the tagger's version.
    """
    tagger, cache = tagger or Tagger(), cache if cache is not None else MemoryCache()
    blocks = dict(_taggable(facts.structure))
    docs = tagger.read(blocks.values(), cache)
    for block, places in _body_places(facts).items():
        if block in blocks:
            docs[blocks[block]].user_data[BODIES] = tuple(places)
    tagger.decide(docs.values(), Knowledge())
    knowledge = gather(_bodies(facts), [Reading(text, list(read_group(doc, "mentions"))) for text, doc in docs.items()], facts.structure.title)
    tagger.decide((doc for text, doc in docs.items() if knowledge.says_more(text)), knowledge)
    mentions = [mention for block, text in blocks.items() for mention in _mentions(docs[text], block)]
    found, entities = resolve_entities(mentions, facts.projects, knowledge)
    return replace(facts, mentions=found, entities=entities)


def _bodies(facts: Facts) -> Iterator[str]:
    return (body.name for project in facts.projects for body in project.bodies)


def _body_places(facts: Facts) -> dict[int, list[tuple[int, int]]]:
    """Where the tables' cells name single organisations whole."""
    found: dict[int, list[tuple[int, int]]] = {}
    for project in facts.projects:
        for body in project.bodies:
            printed = "".join(facts.structure.document.blocks[body.block].text[body.start : body.end].split())
            if printed == "".join(body.name.split()) and is_organisation(printed):
                found.setdefault(body.block, []).append((body.start, body.end))
    return found


def _taggable(structure: Structure) -> Iterator[tuple[int, str]]:
    """Ordinal and text of the blocks that are tagged."""
    run_in = {heading.block for heading in structure.headings if heading.end < len(structure.document.blocks[heading.block].text.rstrip())}
    for block, use in zip(structure.document.blocks, structure.uses, strict=True):
        if use.use == "used" and block.text.strip() and (use.kind in _KINDS or (use.kind == "heading" and block.ordinal in run_in)):
            yield block.ordinal, block.text


def _mentions(doc: Doc, block: int) -> Iterator[Mention]:
    group = doc.spans["mentions"]
    text = text_of(doc)
    for span, depth, source, value in zip(group, group.attrs["depths"], group.attrs["sources"], group.attrs["values"], strict=True):
        start, end = span.start_char, span.end_char
        label: EntityLabel = span.label_
        quote = text[start:end]
        evidence = (Evidence("text", block, start, end),)
        yield Mention(label, quote, value or _normalised(label, quote), block, start, end, evidence, depth, source=source)


def _normalised(label: EntityLabel, quote: str) -> str:
    """The form used for matching: without blanks, a title without its marks."""
    bare = "".join(quote.split())
    return bare.strip("《》〈〉") if label == "POLICY" else bare
