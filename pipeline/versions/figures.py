"""Which figure is which: by its owner and role, else by its place in the text once numbers are masked. Its
value decides nothing."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final

from pipeline.versions.align import Link
from pipeline.versions.keys import MASK, plain
from pipeline.versions.sides import Line, Record, Side
from pipeline.versions.similarity import equal_stretches, likeness

_METRICS_ALIKE: Final = 0.5
_CONTEXT: Final = 4
_CLOSE_CONTEXT: Final = 6
Key = Callable[[Record], Hashable]
Lines = Sequence[Line]

_OWNED: Final[tuple[Key, ...]] = (
    lambda figure: tuple(figure.text(name) for name in ("role", "metric", "period", "unit")),
    lambda figure: (figure.text("role"), figure.text("period")),
    lambda figure: (figure.text("role"), figure.text("metric")),
    lambda figure: figure.text("role"),
)
_STATED: Final[tuple[Key, ...]] = (
    lambda figure: tuple(
        figure.text(name) for name in ("metric", "subject", "unit", "period", "kind", "role")
    ),
    lambda figure: tuple(figure.text(name) for name in ("metric", "subject", "unit", "kind")),
)


def link_owned(old: Side, new: Side, owners: Iterable[Link]) -> Iterator[Link]:
    """Links figures whose owners (indicators, projects) are linked."""
    here, there = by_owner(old), by_owner(new)
    for owner in owners:
        yield from _ladder(here.get(owner.old, []), there.get(owner.new, []), _OWNED, owner.score)


def by_owner(side: Side) -> dict[int, list[Record]]:
    """Figures by the id of the record that owns them."""
    found: dict[int, list[Record]] = {}
    for figure in side.records["figure"]:
        if figure.values["owner_id"] is not None:
            found.setdefault(figure.values["owner_id"], []).append(figure)
    return found


def _ladder(old: Sequence[Record], new: Sequence[Record], keys: Sequence[Key], score: float) -> list[Link]:
    """Links by the first key that is unique among what is left on both sides."""
    left, right, found = list(old), list(new), []
    for key in keys:
        here, there = Counter(map(key, left)), Counter(map(key, right))
        partner = {key(figure): figure for figure in right}
        pairs = [
            (figure, partner[key(figure)])
            for figure in left
            if here[key(figure)] == 1 and there[key(figure)] == 1
        ]
        found += [Link(a.id, b.id, "owner", score) for a, b in pairs]
        done = {figure.id for pair in pairs for figure in pair}
        left, right = [f for f in left if f.id not in done], [f for f in right if f.id not in done]
    return found


def by_block(side: Side, free: set[int]) -> dict[int, list[Record]]:
    """Figures that are free to be linked, by block, in the order of the text."""
    found: dict[int, list[Record]] = {}
    for figure in side.records["figure"]:
        if figure.id in free:
            found.setdefault(figure.values["block_id"], []).append(figure)
    return {
        block: sorted(figures, key=lambda f: (f.values["char_start"], f.values["char_end"], f.id))
        for block, figures in found.items()
    }


def link_stated(
    old: tuple[Lines, dict[int, list[Record]]], new: tuple[Lines, dict[int, list[Record]]], score: float
) -> list[Link]:
    """Links the figures of lines that belong together (several on one side where a paragraph was split or
    merged)."""
    here, there = _placed(*old), _placed(*new)
    if not here or not there:
        return []
    text, other = "".join(line.text for line in old[0]), "".join(line.text for line in new[0])
    if text == other and [place for place, _ in here] == [place for place, _ in there]:
        return [Link(a.id, b.id, "place", score) for (_, a), (_, b) in zip(here, there, strict=True)]
    named = [
        Link(a, b, "metric", score)
        for a, b in _named([figure for _, figure in here], [figure for _, figure in there])
    ]
    done = {end for link in named for end in (link.old, link.new)}
    found = _by_place((text, here), (other, there), score)
    return named + [link for link in found if link.old not in done and link.new not in done]


Placed = tuple[tuple[int, int], Record]


def _placed(lines: Lines, figures: dict[int, list[Record]]) -> list[Placed]:
    found, before = [], 0
    for line in lines:
        found += [
            ((before + f.values["char_start"], before + f.values["char_end"]), f)
            for f in figures.get(line.id, ())
        ]
        before += len(line.text)
    return found


def _named(old: Sequence[Record], new: Sequence[Record]) -> list[tuple[int, int]]:
    """By what is measured, where it is measured once."""
    known = (
        [figure for figure in old if figure.values["metric"]],
        [figure for figure in new if figure.values["metric"]],
    )
    return [(link.old, link.new) for link in _ladder(*known, _STATED, 1.0)]


def _by_place(
    old: tuple[str, Sequence[Placed]], new: tuple[str, Sequence[Placed]], score: float
) -> list[Link]:
    """Each figure masked by one sign; those whose signs fall together, in words that stay, are the same."""
    here, there = _masked(*old), _masked(*new)
    found = []
    for start, other, length in equal_stretches(here[0], there[0]):
        for step in range(length):
            pairs = zip(here[1].get(start + step, ()), there[1].get(other + step, ()), strict=False)
            found += [Link(a.id, b.id, "place", score) for a, b in pairs if _fits(a, b, length)]
    return found


def _masked(text: str, placed: Sequence[Placed]) -> tuple[str, dict[int, list[Record]]]:
    """The plain text with each figure made one sign, and the figures by the place of their sign."""
    parts: list[str] = []
    signs: dict[int, list[Record]] = {}
    length = at = 0
    for (start, end), figure in placed:
        if start < at and signs:
            signs[length - 1].append(figure)
            continue
        between = plain(text[at:start])
        parts += [between, MASK]
        length += len(between) + 1
        signs[length - 1] = [figure]
        at = end
    return "".join(parts) + plain(text[at:]), signs


def _fits(old: Record, new: Record, stretch: int) -> bool:
    if stretch >= _CLOSE_CONTEXT or (old.values["metric"] and old.values["metric"] == new.values["metric"]):
        return True
    return bool(old.values["unit"] == new.values["unit"]) and (
        stretch >= _CONTEXT or likeness(old.text("metric"), new.text("metric")) >= _METRICS_ALIKE
    )
