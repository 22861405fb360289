"""The stage *tag*: names, policy titles, times and quantities of a document, and the entities they stand
for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from models.facts import Evidence, Facts, Mention, Structure
from models.kinds import named_bodies
from models.names import BlockKind, EntityLabel
from pipeline.tagging.cache import MemoryCache, TagCache
from pipeline.tagging.entities import resolve_entities
from pipeline.tagging.found import Found
from pipeline.tagging.knowledge import GIVEN, SOURCE, Knowledge, Reading, gather, is_organisation
from pipeline.tagging.tagger import Question, Read, Tagger

_KINDS: frozenset[BlockKind] = frozenset({"paragraph", "cell", "box_item", "footnote"})


def tag(facts: Facts, tagger: Tagger | None = None, cache: TagCache | None = None) -> Facts:
    """The facts with their mentions (in order of place, outer before inner) and entities.

    Titles, headings, captions, tables of contents, headers and footers are not tagged
    (docs/tagging.md), the text behind a run-in heading is. `cache` keeps what was found and decided in a
    paragraph for its text, what the document knows of it and the tagger's version.
    """
    tagger, cache = tagger or Tagger(), cache if cache is not None else MemoryCache()
    blocks = dict(_taggable(facts.structure))
    read = tagger.read(blocks.values(), cache)
    bodies = {blocks[block]: places for block, places in _body_places(facts).items() if block in blocks}
    questions = [*_questions(read, bodies, Knowledge())]
    first = tagger.decide(questions, read, cache)
    knowledge = gather(
        _bodies(facts), [Reading(text, found) for text, found in first.items()], facts.structure.title
    )
    # where the document knows nothing more of a paragraph, the answer is the same
    again = zip(questions, _questions(read, bodies, knowledge), strict=True)
    decided = first | tagger.decide((asked for before, asked in again if asked != before), read, cache)
    mentions = [
        mention for block, text in blocks.items() for mention in _mentions(decided[text], text, block)
    ]
    found, entities = resolve_entities(mentions, named_bodies(facts), knowledge)
    return replace(facts, mentions=found, entities=entities)


def _bodies(facts: Facts) -> Iterator[str]:
    return (body.name for _, body in named_bodies(facts))


def _questions(read: Read, bodies: Mapping[str, Sequence[Found]], knowledge: Knowledge) -> Iterator[Question]:
    """Each paragraph with what the document's tables and the rest of it say of it."""
    for text, candidates in read.candidates.items():
        places = [one for one in candidates if one.source == "gazetteer"]
        yield Question(text, (*bodies.get(text, ()), *knowledge.find(text, places)))


def _body_places(facts: Facts) -> dict[int, list[Found]]:
    """Where the tables' cells name single organisations whole."""
    found: dict[int, list[Found]] = {}
    for _, body in named_bodies(facts):
        printed = "".join(facts.structure.document.blocks[body.block].text[body.start : body.end].split())
        if printed == "".join(body.name.split()) and is_organisation(printed):
            found.setdefault(body.block, []).append(Found(body.start, body.end, "ORG", SOURCE, GIVEN))
    return found


def _taggable(structure: Structure) -> Iterator[tuple[int, str]]:
    """Ordinal and text of the blocks that are tagged."""
    run_in = {
        heading.block
        for heading in structure.headings
        if heading.end < len(structure.document.blocks[heading.block].text.rstrip())
    }
    for block, use in zip(structure.document.blocks, structure.uses, strict=True):
        if (
            use.use == "used"
            and block.text.strip()
            and (use.kind in _KINDS or (use.kind == "heading" and block.ordinal in run_in))
        ):
            yield block.ordinal, block.text


def _mentions(decided: Sequence[Found], text: str, block: int) -> Iterator[Mention]:
    for one in decided:
        quote = text[one.start : one.end]
        evidence = (Evidence("text", block, one.start, one.end),)
        value = one.normalised or _normalised(one.label, quote)
        yield Mention(
            one.label, quote, value, block, one.start, one.end, evidence, one.depth, source=one.source
        )


def _normalised(label: EntityLabel, quote: str) -> str:
    """The form used for matching: without blanks, a title without its marks."""
    bare = "".join(quote.split())
    return bare.strip("《》〈〉") if label == "POLICY" else bare
