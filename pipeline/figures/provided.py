"""What a rule wants to be provided, and how large at least: 应当提供面积不少于500平方米的用房 is a demand,
面积不少于500平方米的商场 a class."""

from pipeline.figures.condition_words import condition_words
from pipeline.figures.heads import Phrase, is_relational, pieces, trim_tail
from pipeline.figures.speech import Speech
from pipeline.figures.spots import CLOSERS, Spot
from pipeline.figures.words import metric_regex


def providing_end(text: str, begin: int, end: int, speech: Speech) -> int | None:
    """Where the last verb of providing in a stretch ends; None where there is none, or where the stretch only
    says for whom something is (对提供…的企业)."""
    if metric_regex("case").match(text, begin):
        return None
    starts = (word.start for word in speech.within(begin, end))
    found = [at + len(verb) for at in starts if (verb := _verb_at(text, at)) and at + len(verb) <= end]
    return found[-1] if found else None


def _verb_at(text: str, at: int) -> str:
    return next((word for word in condition_words("providing") if text.startswith(word, at)), "")


def size_of_provided(spot: Spot) -> Phrase:
    """What is provided with its measure (提供|面积|不少于500平方米的|用房: 用房面积); empty elsewhere."""
    view, (first, last) = spot.view, spot.head
    at = providing_end(view, first, last, view.speech) if spot.of and not spot.says else None
    if at is None or not is_relational(view[at:last]):
        return ()
    begin = spot.behind + 1
    stop = next((i for i in range(begin, spot.end) if view[i] in CLOSERS), spot.end)
    noun = pieces(view, begin, trim_tail(view, begin, stop))
    return (*noun, (at, last)) if noun else ()
