"""Whether a number was observed or is to be reached, and so which kind of figure it is."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from models.names import Direction, FigureKind
from parsers.quantity import Quantity
from pipeline.figures.clauses import Paragraph, Span
from pipeline.figures.heads import skip_label, text_of
from pipeline.figures.spots import Draft, is_relative
from pipeline.figures.subjects import Subject
from pipeline.figures.times import Time
from pipeline.figures.words import metric_ending, metric_regex, weights

_AIMED = re.compile(r"(?:^|[\s，。；：、！？,;:“（(]|力争|确保|争取|计划|预计|—|[要将])(?:到|至)$")
_KINDS_VOCABULARY = "figure_kind_words"
_FAR, _NEAR = 0.5, 0.5
_REACH = 6  # sentences on either side that colour a number in a very long paragraph
_GOAL = ("目标", "预期", "力争", "确保", "争取", "到期末")
_PRECISE_DIGITS = 3
# weights of a number's own look, from the same count as those of figure_kind_words.csv (docs/figures.md)
_LOOKS = {"precise": -1.5, "two": -1.0, "bounded": 1.0, "about": 0.5}
_LOOK_SHARE, _MOST_LOOKS = 0.25, 3
_URGING_SENTENCES, _URGING_CLAUSES = 1.0, 0.5
_AIMED_YEAR = 3.0
_RANK = -2.0
_BIAS = -0.25


@dataclass(frozen=True, slots=True)
class Years:
    """What the document's own years say: `first_planned` is the first year still ahead of it (plan 2021-2025: 2021; work report of 2024: 2024)."""

    first_planned: int | None = None


@dataclass(frozen=True, slots=True)
class Mood:
    """How a sentence speaks: `score` above 0 of things to be done; `word` is what says so most clearly, `goal` a word of aims."""

    score: float
    word: Span | None
    goal: Span | None


def moods(paragraph: Paragraph, leaning: float) -> dict[int, Mood]:
    """The mood of each sentence that holds a number. `leaning` is what the headings above say."""
    sentences = _sentences(paragraph)
    words = {number: _words(paragraph.text, span) for number, span in sentences.items()}
    looks = {number: _looks([q for q in paragraph.quantities if span[0] <= q.start < span[1]]) for number, span in sentences.items()}
    own = {number: _mood(paragraph, number, sentences, words, looks) for number in sentences}
    telling = [number for number in sentences if looks[number]] or list(sentences)
    found = {}
    for number, mood in own.items():
        near = [own[other].score for other in telling if _near(paragraph.text, sentences, number, other)] or [mood.score]
        found[number] = replace(mood, score=(mood.score + sum(near) / len(near)) / 2 + leaning + _BIAS)
    return found


def _near(text: str, sentences: dict[int, Span], one: int, other: int) -> bool:
    return abs(one - other) <= _REACH and _same_line(text, sentences[one], sentences[other])


def _sentences(paragraph: Paragraph) -> dict[int, Span]:
    found: dict[int, Span] = {}
    for clause in paragraph.clauses:
        first = found.get(clause.sentence, (clause.start, clause.end))
        found[clause.sentence] = (min(first[0], clause.start), max(first[1], clause.end))
    return found


def _words(text: str, span: Span) -> dict[str, Span]:
    pattern, _ = weights(_KINDS_VOCABULARY)
    found: dict[str, Span] = {}
    for match in pattern.finditer(text, *span):
        found.setdefault(match[0], match.span())
    return found


def _looks(quantities: list[Quantity]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for quantity in quantities:
        look = _look(quantity)
        if look:
            counted[look] = min(_MOST_LOOKS, counted.get(look, 0) + 1)
    return counted


def _look(quantity: Quantity) -> str:
    """Round numbers and bounds are aimed at, odd ones were counted."""
    if quantity.qualifier in ("at_least", "up_to"):
        return "bounded"
    if quantity.qualifier == "about":
        return "about"
    if quantity.qualifier != "exact" or quantity.value is None:
        return ""
    digits = str(abs(quantity.printed_value or Decimal(0))).replace(".", "").strip("0")
    if len(digits) >= _PRECISE_DIGITS:
        return "precise"
    return "two" if len(digits) == _PRECISE_DIGITS - 1 and digits[-1] != "5" else ""


def _mood(
    paragraph: Paragraph,
    number: int,
    sentences: dict[int, Span],
    words: dict[int, dict[str, Span]],
    looks: dict[int, dict[str, int]],
) -> Mood:
    _, weight = weights(_KINDS_VOCABULARY)
    near = [other for other in sentences if _near(paragraph.text, sentences, number, other)]
    far = {word for other in near for word in words[other]}
    score = _FAR * sum(weight[word] for word in far) + _NEAR * sum(weight[word] for word in words[number])
    total: dict[str, int] = {}
    for other in near:
        for look, count in looks[other].items():
            total[look] = min(_MOST_LOOKS, total.get(look, 0) + count)
    score += _urging(paragraph, near, number)
    for counted in (total, looks[number]):
        score += _LOOK_SHARE * sum(_LOOKS[look] * count for look, count in counted.items())
    telling = [word for word in words[number] if (weight[word] > 0) == (score > 0)]
    strongest = max(telling, key=lambda word: abs(weight[word]), default=None)
    goal = next((span for word, span in words[number].items() if weight[word] > 0 and any(aim in word for aim in _GOAL)), None)
    return Mood(score, words[number][strongest] if strongest else None, goal)


def _urging(paragraph: Paragraph, near: list[int], number: int) -> float:
    """A text that urges opens its sentences and clauses with verbs (加快…, 完善…), one that looks back with names."""
    opened: dict[int, list[bool]] = {}
    for clause in paragraph.clauses:
        if clause.sentence in near and clause.bracket is None:
            opened.setdefault(clause.sentence, []).append(_urges(paragraph, clause.start, clause.end))
    sentences = [found[0] for found in opened.values()]
    clauses = opened.get(number, [])
    share = sum(sentences) / len(sentences) if sentences else 0.0
    return _URGING_SENTENCES * share + (_URGING_CLAUSES * sum(clauses) / len(clauses) if clauses else 0.0)


def _urges(paragraph: Paragraph, begin: int, end: int) -> bool:
    at = skip_label(paragraph.text, begin, end)
    return metric_regex("urging").match(paragraph.text, at, end) is not None


def _same_line(text: str, one: Span, other: Span) -> bool:
    return "\n" not in text[min(one[0], other[0]) : max(one[1], other[1])]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind, and the words that decided it."""

    kind: FigureKind
    word: Span


def is_planned(draft: Draft, text: str, mood: Mood, time: Time | None, years: Years) -> bool:
    """Whether the number lies ahead. A year on either side of the document's own decides; then a word of aims; then the mood,
    with what 到2030年 adds to it.
    """
    if draft.tail.starts_from:
        return False
    if time is not None and time.last is not None and years.first_planned is not None:
        return time.last >= years.first_planned
    aimed = _AIMED_YEAR if time is not None and _AIMED.search(text, 0, time.place.start) else 0.0
    return draft.tail.goal is not None or mood.score + aimed + (_RANK if draft.ranked else 0.0) > 0


def kind_of(draft: Draft, view: str, mood: Mood, *, planned: bool, dated: bool, compared: bool) -> Kind:
    """The kind of a figure. `dated` numbers have a year of their own, `compared` ones are of another place held against this one."""
    word = draft.tail.goal or draft.tail.decisive or mood.word or (draft.quantity.start, draft.quantity.end)
    if planned:
        aimed = dated or draft.tail.goal is not None or mood.goal is not None or not _is_thing(draft, view)
        return Kind("target" if aimed else "plan", draft.tail.goal or mood.goal or word)
    if compared:
        return Kind("comparison", word)
    return Kind("change" if grows(draft, view) else "status", word)


def _is_thing(draft: Draft, view: str) -> bool:
    """Counted or measured things to be built or done, no level to be reached."""
    tail = draft.tail
    return not (tail.attains or tail.changes or tail.compares or tail.shares or is_relative(draft.quantity) or draft.ranked)


def grows(draft: Draft, view: str) -> bool:
    """Whether the number is an amount of growth or reduction."""
    tail = draft.tail
    if tail.starts_from or draft.ranked or tail.continued:
        return False
    return tail.changes or tail.compares or direction_of(draft, view) is not None or metric_opens_with(draft, view, "净增")


def metric_opens_with(draft: Draft, view: str, word: str) -> bool:
    """Whether the metric begins with a word."""
    return text_of(view, draft.metric).startswith(word)


def direction_of(draft: Draft, view: str) -> Direction | None:
    """Up or down, from the verb (增长, 高于) or the noun (涨幅, 缩减比例)."""
    tail = draft.tail
    if tail.starts_from or draft.ranked or tail.continued:
        return None
    if draft.quantity.raw.startswith("翻") and not tail.attains:
        return "up"
    if tail.changes or tail.compares:
        return tail.direction
    name = text_of(view, draft.metric)
    if metric_ending("up_noun").search(name) and is_relative(draft.quantity):
        return "up"
    return "down" if metric_ending("down_noun").search(name) and is_relative(draft.quantity) else None


def contrast_in(paragraph: Paragraph, sentence: int, subject: Subject) -> Span | None:
    """A word that holds another place against this one, in a sentence; 我市 does only when it comes before the other."""
    for match in metric_regex("contrast").finditer(paragraph.text, *_sentences(paragraph)[sentence]):
        if match.start() < subject.span[0] or not match[0].startswith(("我", "本")):
            return match.span()
    return None
