"""What changed in indicators, projects and figures that both versions hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column

from models.kind import Kind
from models.kinds import kind_of
from pipeline.store.cells import decimal_or_none
from pipeline.versions.align import Link
from pipeline.versions.anchors import heaviest_run
from pipeline.versions.change import Change, Field, difference
from pipeline.versions.figures import by_owner
from pipeline.versions.keys import unspaced
from pipeline.versions.sides import Record, Side

_PROJECT_WORDS: Final = ("row_kind", "name", "content", "build_type", "stage", "location", "remarks")
_PROJECT_YEARS: Final = ("start_year", "start_month", "end_year", "end_month")
_INDICATOR_WORDS: Final = ("name", "nature", "baseline_year", "target_year", "target_qualifier", "cumulative")
_FIGURE_WORDS: Final = ("unit", "qualifier", "period", "base_period", "kind", "direction")
_NUMBERED: Final = "serial_no"


@dataclass(frozen=True, slots=True)
class Pair:
    """A record on both sides."""

    old: Record
    new: Record
    link: Link

    def change(
        self,
        change: str,
        field: str,
        old: object,
        new: object,
        delta: tuple[float | None, float | None] = (None, None),
    ) -> Change:
        """A change of one field; NULL stays NULL."""
        here, there = (None if value is None else str(value) for value in (old, new))
        ids = self.old.id, self.new.id
        return Change(
            self.old.kind,
            change,
            field,
            here,
            there,
            *delta,
            *ids,
            Field(ids[0], field),
            Field(ids[1], field),
            self.link.how,
            self.link.score,
        )

    def differs(self, name: str) -> bool:
        """Whether a column differs in more than white space."""
        return _shown(self.old.values[name]) != _shown(self.new.values[name])

    def plain(self, names: Sequence[str]) -> Iterator[Change]:
        """A change for each of these columns that differs."""
        for name in names:
            if self.differs(name):
                yield self.change("changed", name, self.old.values[name], self.new.values[name])


def _shown(value: Any) -> str | None:
    return None if value is None else unspaced(str(value))


def pairs(old: Side, new: Side, links: Sequence[Link]) -> list[Pair]:
    """The records at the ends of links."""
    return [Pair(old.by_id[link.old], new.by_id[link.new], link) for link in links]


def project_changes(old: Side, new: Side, links: Sequence[Link]) -> Iterator[Change]:
    """Fields, money, years, bodies, group and place of projects."""
    to = {link.old: link.new for link in links}
    found = pairs(old, new, links)
    out_of_order = _out_of_order(found, to)
    for pair in found:
        moved = list(_group_moved(pair, old, new, to)) or (
            [_place_moved(pair)] if pair.old.id in out_of_order else []
        )
        yield from moved
        if pair.differs("serial_no"):
            yield pair.change(
                "renumbered", "serial_no", pair.old.values["serial_no"], pair.new.values["serial_no"]
            )
        yield from pair.plain(
            [name for name in _PROJECT_WORDS if name != "content" or not pair.differs("item_count")]
        )
        yield from _years(pair)
        yield from _money(pair)
        yield from _bodies(pair)
        yield from _count(pair)


def _group_moved(pair: Pair, old: Side, new: Side, to: Mapping[int, int]) -> Iterator[Change]:
    here, there = pair.old.values["parent_id"], pair.new.values["parent_id"]
    if (to.get(here) if here is not None else None) != there:
        names = [
            None if parent is None else side.by_id[parent].text("name")
            for side, parent in ((old, here), (new, there))
        ]
        yield pair.change("moved", "parent_id", names[0], names[1])


def _place_moved(pair: Pair) -> Change:
    return pair.change("moved", "row_index", pair.old.values["row_index"], pair.new.values["row_index"])


def _out_of_order(found: Sequence[Pair], to: Mapping[int, int]) -> set[int]:
    """Projects that changed places within their group: those outside the longest run that keeps its order."""
    groups: dict[tuple[int | None, int | None], list[Pair]] = {}
    for pair in found:
        groups.setdefault((pair.old.values["parent_id"], pair.new.values["parent_id"]), []).append(pair)
    moved = set()
    for (here, there), members in groups.items():
        if (None if here is None else to.get(here)) == there:
            places = sorted((pair.old.ordinal, pair.new.ordinal) for pair in members)
            kept = {old for old, _ in heaviest_run(places, [1] * (places[-1][0] + 1))}
            moved |= {pair.old.id for pair in members if pair.old.ordinal not in kept}
    return moved


def _years(pair: Pair) -> Iterator[Change]:
    found = list(pair.plain(_PROJECT_YEARS))
    yield from found or pair.plain(("period_raw",))


def _money(pair: Pair) -> Iterator[Change]:
    for name in ("total_investment", "period_investment"):
        old, new = (record.values[f"{name}_text"] for record in (pair.old, pair.new))
        delta = difference(decimal_or_none(old), decimal_or_none(new))
        if decimal_or_none(old) != decimal_or_none(new):
            yield pair.change("changed", name, old, new, delta)
        elif pair.differs(f"{name}_raw"):
            yield pair.change(
                "changed",
                f"{name}_raw",
                pair.old.values[f"{name}_raw"],
                pair.new.values[f"{name}_raw"],
                delta,
            )


def row_changes(kind: Kind, old: Side, new: Side, links: Sequence[Link]) -> Iterator[Change]:
    """Columns and bodies of records of which nothing more is known than their kind; another group is a
    move."""
    group = kind.form.group if kind.form else ""
    words = [column.name for column in kind.table.columns if _is_word(column) and column.name != group]
    for pair in pairs(old, new, links):
        if group and pair.differs(group):
            yield pair.change("moved", group, pair.old.values[group], pair.new.values[group])
        if _NUMBERED in kind.table.c and pair.differs(_NUMBERED):
            yield pair.change("renumbered", _NUMBERED, pair.old.values[_NUMBERED], pair.new.values[_NUMBERED])
        yield from pair.plain(words)
        yield from _bodies(pair)


def _is_word(column: Column[Any]) -> bool:
    return str(column.type) == "TEXT" and column.name != _NUMBERED and not column.foreign_keys


def _bodies(pair: Pair) -> Iterator[Change]:
    named = kind_of(pair.old.kind).bodies
    for name, roles in named.columns.items() if named else ():
        here, there = (
            "；".join(body for role, body in record.bodies if role in roles)
            for record in (pair.old, pair.new)
        )
        if unspaced(here) != unspaced(there):
            yield pair.change("changed", name, here or None, there or None)


def _count(pair: Pair) -> Iterator[Change]:
    if pair.differs("item_count"):
        old, new = pair.old.values["item_count"], pair.new.values["item_count"]
        yield pair.change(
            "changed", "item_count", old, new, difference(decimal_or_none(old), decimal_or_none(new))
        )


def indicator_changes(old: Side, new: Side, links: Sequence[Link]) -> Iterator[Change]:
    """Fields and values of indicators; differences in base units, by the figures the indicator owns."""
    here, there = by_owner(old), by_owner(new)
    for pair in pairs(old, new, links):
        if pair.differs("category"):
            yield pair.change("moved", "category", pair.old.values["category"], pair.new.values["category"])
        if pair.differs("serial_no"):
            yield pair.change(
                "renumbered", "serial_no", pair.old.values["serial_no"], pair.new.values["serial_no"]
            )
        yield from pair.plain(_INDICATOR_WORDS)
        owned = here.get(pair.old.id, []), there.get(pair.new.id, [])
        valued = [change for name in ("baseline", "target") for change in _indicator_value(pair, name, owned)]
        yield from valued
        yield from pair.plain(("unit",))


def _indicator_value(
    pair: Pair, name: str, owned: tuple[Sequence[Record], Sequence[Record]]
) -> Iterator[Change]:
    figures = [next((figure for figure in side if figure.values["role"] == name), None) for side in owned]
    fields = [f"{name}_value"] + ([f"{name}_value_max"] if name == "target" else [])
    found = list(_values(pair, fields, figures))
    yield from found
    if not found and pair.differs(f"{name}_raw"):
        old, new = (record.values[f"{name}_raw"] for record in (pair.old, pair.new))
        same = difference(
            *(decimal_or_none(record.values[f"{name}_value_text"]) for record in (pair.old, pair.new))
        )
        yield pair.change(
            "changed",
            f"{name}_raw",
            old,
            new,
            (0.0, 0.0) if all(figures) and same[0] is not None else (None, None),
        )


def _values(pair: Pair, fields: Sequence[str], figures: Sequence[Record | None]) -> Iterator[Change]:
    """The printed values (what the columns hold) where the values in base units differ."""
    for field in fields:
        old, new = (record.values[f"{field}_text"] for record in (pair.old, pair.new))
        base = [
            _base(record, field, figure) for record, figure in zip((pair.old, pair.new), figures, strict=True)
        ]
        if base[0] != base[1]:
            yield pair.change("changed", field, old, new, difference(*base))


def _base(record: Record, field: str, figure: Record | None) -> Any:
    """The value in base units: the owned figure's, else the printed one."""
    if figure is not None and figure.values["value_text"] is not None:
        return decimal_or_none(figure.values["value_max_text" if field.endswith("_max") else "value_text"])
    return decimal_or_none(record.values[f"{field}_text"])


def figure_changes(old: Side, new: Side, links: Sequence[Link]) -> Iterator[Change]:
    """Values and what makes them comparable; a change of wording only (1.2亿元, 12000万元) is one of `raw`,
    with no difference."""
    for pair in pairs(old, new, links):
        found = [*_figure_values(pair), *pair.plain(_FIGURE_WORDS)]
        yield from found
        if not found and pair.differs("raw"):
            zero = (0.0, 0.0) if pair.old.values["value_text"] is not None else (None, None)
            yield pair.change("changed", "raw", pair.old.values["raw"], pair.new.values["raw"], zero)


def _figure_values(pair: Pair) -> Iterator[Change]:
    comparable = pair.old.values["unit"] == pair.new.values["unit"]
    for name in ("value", "value_max"):
        old, new = (record.values[f"{name}_text"] for record in (pair.old, pair.new))
        values = decimal_or_none(old), decimal_or_none(new)
        if values[0] != values[1]:
            yield pair.change("changed", name, old, new, difference(*values) if comparable else (None, None))
