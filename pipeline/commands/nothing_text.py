"""What people are told where a question has no answer: why, and what they may have meant."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from models.language import say
from pipeline.ask.nothing_found import Names, Relaxed, Why, why_nothing
from pipeline.ask.trace_values import Scope
from pipeline.commands import terminal

Filter = TypeVar("Filter")
_OPTIONS: Final = {"row_kinds": "--kind", "with_projects": "--projects"}
_WORDS: Final = {"words", "word"}


def tell_why(
    wanted: Filter, scope: Scope, listed: Callable[[Scope, Filter], Sequence[object]], names: Names
) -> None:
    """Say on stderr why nothing meets the conditions."""
    for line in why_lines(why_nothing(wanted, scope, listed, names)):
        terminal.complain(line)


def why_lines(why: Why) -> Iterator[str]:
    """A line for each thing worth knowing; none where there is nothing to tell."""
    if why.is_bare:
        yield say("the versions looked at hold none at all, whatever the conditions")
    if why.relaxed:
        yield say("; ").join(map(_without, why.relaxed))
    if why.near:
        yield say("did you mean {names}?", names=say(", ").join(why.near))
    if why.older:
        yield say("older versions hold {n} of them: --all-versions", n=f"{why.older:,}")


def _without(one: Relaxed) -> str:
    if one.condition == "word":
        return say("{word} alone stands in {n} paragraphs", word=one.value, n=f"{one.n:,}")
    return say("without {condition} there would be {n}", condition=_condition(one), n=f"{one.n:,}")


def _condition(one: Relaxed) -> str:
    value = " ".join(map(str, one.value)) if isinstance(one.value, tuple) else str(one.value)
    if one.condition in _WORDS:
        return value
    option = _OPTIONS.get(one.condition, f"--{one.condition.replace('_', '-')}")
    return option if one.value is True else f"{option} {value}"
