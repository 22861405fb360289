"""Words of the text that promise less than in the version before: 可以 for 必须, 逐步 for 全部, 93%左右 for
93%以上."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from models.names import Severity
from models.vocabularies import read_rows
from parsers.notation.period import find_periods
from parsers.notation.quantity import Quantity
from pipeline.rules.clauses import quantities_of
from pipeline.rules.records import Held
from pipeline.rules.results import Finding, Result, Rule, agreed
from pipeline.rules.sentence_pairs import SentencePair, Swap, sentence_pairs
from pipeline.rules.wording import say
from pipeline.versions.similarity import likeness

_STRONG: Final = frozenset({"binding", "whole"})
_WEAK: Final = frozenset({"loose", "partial"})
_BOUNDS: Final = frozenset({"at_least", "over", "up_to"})
_VAGUE: Final = frozenset({"near", "about", "approx"})
_AS_IT_WAS: Final = 0.8  # so alike is a sentence in which only single words changed
_BESIDE: Final = 1  # characters that may come with a word that was put in


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a sentence that says how firm or how whole something is."""

    text: str
    strength: str
    start: int
    end: int
    may_be_put_in: bool


def commitment_weakened(held: Held) -> Iterator[Result]:
    """Places of the text where a word that binds, or says all, gave way to one that does not."""
    for pair in held.once(sentence_pairs):
        old, new = _words_of(pair.old), _words_of(pair.new)
        if not any(word.strength in _STRONG for word in old) and not new:
            continue
        told = _replaced(pair, old, new) or _exchanged(pair, old, new) or _put_in(pair, old, new)
        if told is None:
            yield agreed(pair.whole)
            continue
        was, word = told
        place = pair.place(word.start, word.end)
        key = "commitment_weakened" if was else "commitment_weakened.put_in"
        message = say(key, old=was, new=word.text, sentence=pair.old.strip())
        yield Finding(message, (place, pair.whole), pair.old.strip(), pair.new.strip(), before=pair.before)


def _replaced(pair: SentencePair, old: Sequence[_Word], new: Sequence[_Word]) -> tuple[str, _Word] | None:
    """A weak word in the very place of a strong one."""
    for swap in pair.swaps():
        was = [word for word in old if _touches(word, swap.old)]
        now = [word for word in new if _touches(word, swap.new)]
        strong = [word for word in was if word.strength in _STRONG]
        weak = [word for word in now if word.strength in _WEAK]
        still = any(word.strength in _STRONG and not _is_softened(word, weak) for word in now)
        if strong and weak and not still and not any(word.strength in _WEAK for word in was):
            return strong[0].text, weak[0]
    return None


def _is_softened(word: _Word, weak: Sequence[_Word]) -> bool:
    """Whether a word that is put in stands right before it (原则上不得)."""
    return any(one.may_be_put_in and one.end == word.start for one in weak)


def _exchanged(pair: SentencePair, old: Sequence[_Word], new: Sequence[_Word]) -> tuple[str, _Word] | None:
    """A strong word that is gone and a weak one elsewhere in a sentence that is else as it was."""
    if likeness(pair.old, pair.new) < _AS_IT_WAS:
        return None
    lost, won = _beyond(old, new), _beyond(new, old)
    strong = [word for word in lost if word.strength == "binding"]
    weak = [word for word in won if word.strength == "loose"]
    still = any(word.strength == "binding" for word in won) or any(word.strength == "loose" for word in lost)
    return (strong[0].text, weak[0]) if strong and weak and not still else None


def _put_in(pair: SentencePair, old: Sequence[_Word], new: Sequence[_Word]) -> tuple[str, _Word] | None:
    """力争 before what had a number, a year or a word that binds."""
    firm = any(word.strength in _STRONG for word in old)
    if not (firm or quantities_of(pair.old) or find_periods(pair.old)):
        return None
    if likeness(pair.old, pair.new) < _AS_IT_WAS:
        return None
    known = {word.text for word in old}
    for swap in pair.swaps():
        came = [word for word in new if word.may_be_put_in and _touches(word, swap.new)]
        if came and came[0].text not in known and _is_only(came[0], swap):
            return "", came[0]
    return None


def _is_only(word: _Word, swap: Swap) -> bool:
    """Whether the word, or what made it of another, is all that came, in the place of next to nothing."""
    size = swap.new[1] - swap.new[0]
    return size - (word.end - word.start) <= _BESIDE and swap.old[1] - swap.old[0] <= _BESIDE


def _touches(word: _Word, stretch: tuple[int, int]) -> bool:
    return word.start < stretch[1] and stretch[0] < word.end


def _beyond(some: Sequence[_Word], others: Sequence[_Word]) -> list[_Word]:
    """Words that the others have not as often."""
    left = [word.text for word in others]
    found = []
    for word in some:
        if word.text in left:
            left.remove(word.text)
        else:
            found.append(word)
    return found


def _words_of(text: str) -> list[_Word]:
    """The words of the vocabulary in a sentence, the longest where several begin."""
    found = []
    for match in _pattern().finditer(text):
        row = _rows()[match[0]]
        before, behind = text[: match.start()][-1:], text[match.end() :][:1]
        if (before and before in row["not_after"]) or (behind and behind in row["not_before"]):
            continue
        put_in = row["inserted"] == "yes"
        found.append(_Word(match[0], row["strength"], *match.span(), put_in))
    return found


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in read_rows("commitment_words")}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_rows(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


def bound_in_text_weakened(held: Held) -> Iterator[Result]:
    """Numbers of the text that were a bound, or exact, and are only about a value now."""
    for pair in held.once(sentence_pairs):
        was, now = quantities_of(pair.old), quantities_of(pair.new)
        if len(was) != len(now):
            continue
        for old, new in zip(was, now, strict=True):
            if old.qualifier in _VAGUE or not _same(old, new):
                continue
            place = pair.place(new.start, new.end)
            if new.qualifier in _VAGUE:
                message = say("bound_in_text_weakened", old=old.raw, new=new.raw)
                before = pair.was(old.start, old.end)
                severity: Severity | None = None if old.qualifier in _BOUNDS else "info"
                yield Finding(message, (place, pair.whole), old.raw, new.raw, severity, before)
            else:
                yield agreed(place)


def _same(old: Quantity, new: Quantity) -> bool:
    return old.value is not None and (old.value, old.unit) == (new.value, new.unit)


RULES = (
    Rule(
        "commitment_weakened",
        "warning",
        commitment_weakened,
        "Where a word stood that binds or says all (必须, 确保, 不低于, 全部), one stands now that does not"
        " (可以, 力争, 逐步); or such a word was put before a number, a year or a word that binds.",
        "必须建立 in the draft, 可以建立 in the plan",
        "See whether the change was meant.",
        "A sentence rewritten as a whole.",
    ),
    Rule(
        "bound_in_text_weakened",
        "warning",
        bound_in_text_weakened,
        "A number of the text that was a bound (以上, 不低于, 超过) is only about a value now (左右, 约); an"
        " information where it was exact.",
        "达到93%以上 in the draft, 达到93%左右 in the plan",
        "See whether the change was meant.",
        "A bound that was a slip before.",
    ),
)
