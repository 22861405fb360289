"""How a plan looks against the plan above it."""

from collections.abc import Iterator
from dataclasses import asdict

from rich.console import RenderableType
from rich.text import Text

from models.language import later, many, say
from pipeline.ask.against import VERDICTS, Against, Held, Target, Verdict
from pipeline.commands import terminal
from pipeline.store.value_words import stated, value_words

_COLUMNS = (later("result"), later("metric"), later("year"), later("above"), later("here"), later("nature"))
_WORDS: dict[Verdict, str] = {
    "lower": later("less ambitious"),
    "missing": later("missing"),
    "differs": later("differs"),
    "other_year": later("another year"),
    "other_unit": later("another unit"),
    "amount": later("amount"),
    "as_much": later("as ambitious"),
}
_LONGEST = 30


def against_text(found: Against, limit: int | None) -> Iterator[RenderableType]:
    """Both plans, the numbers of each result, and a table, the worst first."""
    head = say("{lower} against {upper}", lower=found.lower.plan, upper=found.upper.plan)
    yield Text(terminal.printable(head), style="bold")
    counts = [(word, sum(one.verdict == word for one in found.targets)) for word in VERDICTS]
    yield many(len(found.targets), "{n} target above: ", "{n} targets above: ") + ", ".join(
        f"{say(_WORDS[word])} {number:,}" for word, number in counts if number
    )
    shown = found.targets[:limit]
    yield terminal.table([say(column) for column in _COLUMNS], map(_row, shown))
    if len(shown) < len(found.targets):
        yield say("… and {number} more (--limit)", number=f"{len(found.targets) - len(shown):,}")


def _row(one: Held) -> tuple[object, ...]:
    natures = (one.upper.nature, None if one.lower is None else one.lower.nature)
    weaker = " → ".join(str(nature or "-") for nature in natures) if one.is_weaker_in_nature else natures[0]
    return (
        say(_WORDS[one.verdict]),
        terminal.shortened(one.metric, _LONGEST),
        one.upper.period_end,
        _stated(one.upper),
        "" if one.lower is None else _below(one),
        weaker or "",
    )


def _below(one: Held) -> str:
    assert one.lower is not None
    printed = _stated(one.lower)
    other = one.lower.period_end != one.upper.period_end
    return f"{printed} ({one.lower.period_end})" if other else printed


def _stated(row: Target) -> str:
    """The number in the unit that its row or column has, with its bound: 不低于2万座."""
    return value_words(stated(asdict(row)))


def against_json(found: Against, limit: int | None) -> dict[str, object]:
    """The targets for programs: rows of v_figures of both sides."""
    return {
        "lower": {"plan": found.lower.plan, "version": found.lower.version},
        "upper": {"plan": found.upper.plan, "version": found.upper.version},
        "counts": {word: sum(one.verdict == word for one in found.targets) for word in VERDICTS},
        "targets": [
            {
                "metric": one.metric,
                "metric_key": one.upper.metric_key,
                "year": one.upper.period_end,
                "verdict": one.verdict,
                "direction": one.direction,
                "weaker_nature": one.is_weaker_in_nature,
                "upper": asdict(one.upper),
                "lower": None if one.lower is None else asdict(one.lower),
            }
            for one in found.targets[:limit]
        ],
    }
