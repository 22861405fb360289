"""How a figure that the tool found compares with the one read by hand, field by field."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from models.facts import Figure

if TYPE_CHECKING:
    from training.figure_labels import Label

FIELDS = ("states", "kind", "metric", "subject", "base", "period", "direction", "all")
_LIKE = 0.6  # the overlap of characters from which two metrics are the same
_AROUND = 24  # characters printed on either side of a fault


def compared(label: "Label", text: str, found: Figure | None) -> dict[str, bool]:
    """Which fields are as labelled; only `states` where one side has no figure, nothing where either is
    right. `all` is every field at once."""
    if label.states is None:
        return {}
    states = {"states": label.states == (found is not None)}
    if found is None or not label.states:
        return states
    fields = {name: _same(name, label, text, found) for name in asked_of(label)}
    return states | fields | {"all": all(fields.values())}


def asked_of(label: "Label") -> Iterator[str]:
    """The fields that a label has: the first labels have no period and no direction, and a metric that no
    word of the paragraph names is not asked for."""
    yield "kind"
    if label.metric:
        yield "metric"
    yield from ("subject", "base")
    if label.why is not None:
        yield from ("period", "direction")


def wanted(name: str, label: "Label", text: str) -> tuple[str | None, ...]:
    """The answers that are right, the best first."""
    if name == "kind":
        return (label.kind, *label.kind_alt)
    if name == "metric":
        return ("".join(text[first:last] for first, last in label.metric),)
    if name == "subject":
        return (text[slice(*label.subject)] if label.subject else None,)
    if name == "base":
        return (label.base, *label.base_alt)
    return (label.period, *label.period_alt) if name == "period" else (label.direction,)


def got(name: str, found: Figure) -> str | None:
    """What the tool says."""
    value = getattr(found, "base_period" if name == "base" else name)
    return None if value is None else str(value)


def _same(name: str, label: "Label", text: str, found: Figure) -> bool:
    value, right = got(name, found), wanted(name, label, text)
    if name == "metric":
        return alike(value or "", right[0] or "") >= _LIKE
    return value in right


def alike(one: str, other: str) -> float:
    """The share of characters that two names have in common, 0 to 1."""
    left, right = Counter(one), Counter(other)
    both = sum((left & right).values())
    return 2 * both / (sum(left.values()) + sum(right.values())) if both else 0.0


def table(title: str, rows: Sequence[tuple[str, Mapping[str, bool]]]) -> str:
    """The share right, a line for each kind of document and one for all of them."""
    lines = [f"{title:12s}" + "".join(f"{name:>16s}" for name in FIELDS)]
    genres = sorted({genre for genre, _ in rows})
    for genre in [*genres, "all"] if len(genres) > 1 else genres:
        chosen = [fields for one, fields in rows if genre in (one, "all")]
        lines.append(f"{genre:12s}" + "".join(f"{_share(chosen, name):>16s}" for name in FIELDS))
    return "\n".join(lines)


def _share(rows: Sequence[Mapping[str, bool]], name: str) -> str:
    asked = [fields[name] for fields in rows if name in fields]
    return f"{sum(asked)}/{len(asked)} {sum(asked) / len(asked):.3f}" if asked else "-"


def faults_of(label: "Label", text: str, found: Figure | None, names: Collection[str]) -> Iterator[str]:
    """A line for each of the fields named that is wrong: what was read, what the tool says, and where."""
    around = f"{text[max(0, label.start - _AROUND) : label.start]}[{text[label.start : label.end]}]"
    place = f"{label.genre}\t{around}{text[label.end : label.end + _AROUND]}"
    for name, right in compared(label, text, found).items():
        if right or name not in names or name == "all":
            continue
        if found is None or name == "states":
            yield f"states\t{label.states}\t{found is not None}\t{place}"
        else:
            answers = "|".join(str(value) for value in wanted(name, label, text))
            yield f"{name}\t{answers}\t{got(name, found)}\t{place}"
