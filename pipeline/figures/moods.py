"""How sentences speak: of what was done or of what is to be done."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from models.quick import quick
from parsers.notation.quantity import Quantity
from pipeline.figures.clauses import Paragraph, Span
from pipeline.figures.heads import skip_label
from pipeline.figures.words import metric_regex, weights

_VOCABULARY = "figure_kind_words"
_OWN, _AROUND = 1.0, 0.5  # a word counts in full in its own sentence, half for the sentences near it
_REACH = 6  # sentences on either side that colour a number in a very long paragraph
_LOOK_SHARE, _MOST_LOOKS = 0.25, 3
_PRECISE_DIGITS = 3
# 对首次入选百强的企业: whom something is for, whatever they did
_WHOM = re.compile(r"(?<![^，。；：\n\s])对(?![外口])[^，。；：\n]{2,60}的")
_GOAL = ("目标", "指标", "预期", "力争", "确保", "争取", "期末")


@quick
@dataclass(frozen=True, slots=True)
class Mood:
    """`score` is above 0 where a sentence speaks of things to be done; `word` says so most clearly, `goal`
    is a word of aims."""

    score: float
    word: Span | None
    goal: Span | None


def moods(paragraph: Paragraph, leaning: float) -> dict[int, Mood]:
    """The mood of each sentence with a number, pulled towards that of the paragraph. `leaning` is what the
    headings above say."""
    spans, words = paragraph.sentences, _words(paragraph)
    _, weight = weights(_VOCABULARY)
    numbered = [number for number, span in spans.items() if paragraph.quantities_in(*span)]
    scores = {
        number: sum(weight.get(name, 0.0) * value for name, value in found.items())
        for number, found in _features(paragraph, words, numbered).items()
    }
    found = {}
    for number, own in scores.items():
        near = [scores[other] for other in _near(paragraph, spans, number) if other in scores]
        found[number] = _mood(words[number], (own + sum(near) / len(near)) / 2 + leaning)
    return found


def features_of(paragraph: Paragraph) -> dict[int, dict[str, float]]:
    """For each sentence the words of the vocabulary in and around it, how its numbers look (`#precise`, …)
    and how sentences open (`#urging`).

    Training (training/figure_kinds.py) counts the same features.
    """
    return _features(paragraph, _words(paragraph), paragraph.sentences)


def _features(
    paragraph: Paragraph, words: Mapping[int, Mapping[str, Span]], wanted: Iterable[int]
) -> dict[int, dict[str, float]]:
    """Those of some sentences."""
    spans = paragraph.sentences
    looks = {number: _looks(paragraph.quantities_in(*span)) for number, span in spans.items()}
    opened = _openings(paragraph)
    found = {}
    for number in wanted:
        near = _near(paragraph, spans, number)
        features = (
            {"#bias": 1.0}
            | {word: _AROUND for other in near for word in words[other]}
            | dict.fromkeys(words[number], _OWN)
        )
        for look in {look for other in near for look in looks[other]}:
            around = min(_MOST_LOOKS, sum(looks[other].get(look, 0) for other in near))
            features[look] = _LOOK_SHARE * (around + looks[number].get(look, 0))
        features["#urging"] = sum(opened[other][0] for other in near if opened.get(other)) / len(near)
        features["#urging_clauses"] = sum(opened[number]) / len(opened[number]) if opened.get(number) else 0.0
        found[number] = features
    return found


def _near(paragraph: Paragraph, spans: Mapping[int, Span], number: int) -> list[int]:
    """The sentence and those of the same line not too far off; a line may end within a sentence, as in
    brackets."""
    one = spans[number]
    around = [other for other in range(number - _REACH, number + _REACH + 1) if other in spans]
    return [
        other
        for other in around
        if other == number
        or "\n" not in paragraph.text[min(one[0], spans[other][0]) : max(one[1], spans[other][1])]
    ]


def _words(paragraph: Paragraph) -> dict[int, dict[str, Span]]:
    """The words of the vocabulary in each sentence, with their first place; those that tell whom something
    is for say nothing of what is done."""
    pattern, _ = weights(_VOCABULARY)
    found: dict[int, dict[str, Span]] = {}
    for number, span in paragraph.sentences.items():
        found[number] = {}
        whom = [match.span() for match in _WHOM.finditer(paragraph.text, *span)]
        for match in pattern.finditer(paragraph.text, *span):
            if not any(first <= match.start() < last for first, last in whom):
                found[number].setdefault(match[0], match.span())
    return found


def _looks(quantities: Iterable[Quantity]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for look in filter(None, map(_look, quantities)):
        counted[look] = min(_MOST_LOOKS, counted.get(look, 0) + 1)
    return counted


def _look(quantity: Quantity) -> str:
    """Round numbers and bounds are aimed at, odd ones were counted."""
    if quantity.qualifier in ("at_least", "up_to"):
        return "#bounded"
    if quantity.qualifier == "about":
        return "#about"
    if quantity.qualifier != "exact" or quantity.value is None:
        return ""
    digits = str(abs(quantity.printed_value or Decimal(0))).replace(".", "").strip("0")
    if len(digits) >= _PRECISE_DIGITS:
        return "#precise"
    return "#two_digits" if len(digits) == _PRECISE_DIGITS - 1 and digits[-1] != "5" else ""


def _openings(paragraph: Paragraph) -> dict[int, list[bool]]:
    """For each sentence whether its clauses open with a verb that urges (加快…, 完善…)."""
    found: dict[int, list[bool]] = {}
    for clause in paragraph.clauses:
        if clause.bracket is None:
            at = skip_label(paragraph.text, clause.start, clause.end)
            found.setdefault(clause.sentence, []).append(
                metric_regex("urging").match(paragraph.text, at, clause.end) is not None
            )
    return found


def _mood(words: Mapping[str, Span], score: float) -> Mood:
    _, weight = weights(_VOCABULARY)
    telling = [word for word in words if (weight[word] > 0) == (score > 0)]
    strongest = max(telling, key=lambda word: abs(weight[word]), default=None)
    goal = next(
        (span for word, span in words.items() if weight[word] > 0 and any(aim in word for aim in _GOAL)), None
    )
    return Mood(score, words[strongest] if strongest else None, goal)
