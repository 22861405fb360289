"""Any two versions of a plan compared for people and programs: changes grouped by what they are of, in the
order of the document."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from sqlalchemy import Connection, text

from models.errors import NotHeld, WrongUse
from models.kinds import kind_of, with_history
from models.language import Language, later, say
from models.names import ChangeClass
from pipeline.store.held import plan_named
from pipeline.store.value_words import Stated, stated, stated_target, value_words
from pipeline.versions.change import Change, Span
from pipeline.versions.compare import Comparison, compare
from pipeline.versions.sides import Side

GROUPS: Final[Mapping[str, str]] = {
    kind.name: kind.plural for kind in sorted(with_history(), key=lambda kind: kind.ranks.diff or 0)
} | {"block": "text"}
"""What changes are of, in the order in which people are told them."""


_READ: Final = {"figure": stated, "indicator": stated_target}
_VALUES: Final = {
    "figure": ("value", "value_max"),
    "indicator": ("target_value", "target_value_max"),
}


@dataclass(frozen=True, slots=True)
class VersionNamed:
    """A version and what people call it."""

    version_id: int
    version: int
    title: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Diff:
    """Two versions of a plan and all that differs; `shown` leaves out figures that an indicator or project
    tells of."""

    plan: str
    old: VersionNamed
    new: VersionNamed
    comparison: Comparison

    def shown(self, kind: str) -> tuple[Change, ...]:
        """The changes of one kind of record."""
        found = tuple(change for change in self.comparison.changes if change.record_kind == kind)
        return tuple(change for change in found if not self._is_owned(change)) if kind == "figure" else found

    def _is_owned(self, change: Change) -> bool:
        for side, record_id in ((self.comparison.old, change.old_id), (self.comparison.new, change.new_id)):
            figure = None if record_id is None else side.by_id[record_id]
            owner = None if figure is None else side.by_id.get(figure.values["owner_id"])
            if owner is not None and kind_of(owner.kind).is_row:
                return True
        return False

    def path(self, change: Change) -> str:
        """Headings above the change, in the newer version where it stands there."""
        for side, place in ((self.comparison.new, change.new), (self.comparison.old, change.old)):
            if isinstance(place, Span) and place.block in side.line_of:
                return side.path(side.line_of[place.block].heading)
        return ""


def diff(connection: Connection, plan: str, old: int | None = None, new: int | None = None) -> Diff:
    """Compares two versions of a plan, its two newest when none are given.

    Raises:
        NotHeld: no such plan or version, or only one version.
        WrongUse: several plans match, or a version with itself.
    """
    key = plan_named(connection, plan)
    rows = connection.execute(
        text(
            "SELECT version_id, version, title, file_name FROM v_versions WHERE plan = :plan ORDER BY version"
        ),
        {"plan": key},
    )
    versions = [VersionNamed(*row) for row in rows]
    if old is None or new is None:
        if len(versions) < 2:
            raise NotHeld(
                say(
                    "{key}: one version only is held, there is nothing to compare; ingest a"
                    " revised file first",
                    key=key,
                )
            )
        before, after = versions[-2:]
    else:
        before, after = (_numbered(versions, key, number) for number in (old, new))
    if before.version_id == after.version_id:
        raise WrongUse(
            say(
                "{key}: version {version} compared with itself; name two versions",
                key=key,
                version=before.version,
            )
        )
    return Diff(key, before, after, compare(connection, before.version_id, after.version_id))


def only(found: Diff, classes: Collection[ChangeClass], kinds: Collection[str] = ()) -> Diff:
    """The same with the changes of these classes and of these kinds of records alone; all of them where none
    is named."""
    if not classes and not kinds:
        return found
    kept = tuple(
        change
        for change in found.comparison.changes
        if (not classes or change.of_class in classes) and (not kinds or change.record_kind in kinds)
    )
    return replace(found, comparison=replace(found.comparison, changes=kept))


def _numbered(versions: Sequence[VersionNamed], key: str, number: int) -> VersionNamed:
    for version in versions:
        if version.version == number:
            return version
    raise NotHeld(
        say(
            "{key}: there is no version {number}; held are: {held}",
            key=key,
            number=number,
            held=", ".join(str(version.version) for version in versions),
        )
    )


def name_of(found: Diff, change: Change) -> str:
    """What the changed record is called."""
    name, side, record_id = "", found.comparison.new, change.new_id
    if record_id is None:
        side, record_id = found.comparison.old, change.old_id
    record = None if record_id is None or change.record_kind == "block" else side.by_id[record_id]
    if record is not None:
        name = record.text(kind_of(record.kind).title)
    return name


def stated_in(found: Diff, change: Change) -> tuple[Stated | None, Stated | None]:
    """What the figure states, or the indicator wants, in either version."""
    sides = ((found.comparison.old, change.old_id), (found.comparison.new, change.new_id))
    old, new = (
        _READ[change.record_kind](side.by_id[record].values)
        if record is not None and change.record_kind in _READ
        else None
        for side, record in sides
    )
    return old, new


def values_in_words(found: Diff, change: Change, spoken: Language) -> tuple[str, str] | None:
    """Both values with their bounds, of a figure and of a target that has one; None for anything else that
    changed, and where the words are the same: 1.2亿元 and 12000万元."""
    old, new = stated_in(found, change)
    if old is None or new is None or change.field not in _VALUES[change.record_kind]:
        return None
    if change.record_kind == "indicator" and {old.qualifier, new.qualifier} <= {None, "exact"}:
        return None
    told = value_words(old, spoken), value_words(new, spoken)
    return None if told[0] == told[1] else told


def as_json(found: Diff) -> dict[str, object]:
    """Every change with the columns of v_changes, and the headings above it."""
    return {
        "plan": found.plan,
        "from": asdict(found.old),
        "to": asdict(found.new),
        "changes": [_change_json(found, change) for change in found.comparison.changes],
    }


def _change_json(found: Diff, change: Change) -> dict[str, object]:
    names = (
        "record_kind",
        "change",
        "field",
        "old_value",
        "new_value",
        "delta",
        "percent",
        "old_id",
        "new_id",
        "matched_by",
        "score",
    )
    row: dict[str, object] = {name: getattr(change, name) for name in names}
    for side, place in (("old", change.old), ("new", change.new)):
        row[side] = asdict(place) if isinstance(place, Span) else None
    told = {"class": change.of_class, "name": name_of(found, change), "heading_path": found.path(change)}
    return row | told


def context(side: Side, place: Span, width: int) -> tuple[str, str, str]:
    """The quote with up to `width` characters before and after it."""
    line = side.line_of.get(place.block)
    if line is None:
        return "", place.quote, ""
    before, behind = (
        line.text[max(0, place.start - width) : place.start],
        line.text[place.end : place.end + width],
    )
    return (
        ("…" if place.start > width else "") + before,
        place.quote,
        behind + ("…" if place.end + width < len(line.text) else ""),
    )


def by_record(changes: Sequence[Change]) -> Iterator[tuple[Change, ...]]:
    """Changes of the same record together, in the order of the first of each."""
    groups: dict[tuple[int | None, int | None], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.old_id, change.new_id), []).append(change)
    yield from map(tuple, groups.values())


_MONEY: Final = ("total_investment", "period_investment")
_PERCENT: Final = ("%", "％")
_SCALES: Final = ((100_000_000, "亿"), (10_000, "万"))


def difference_of(found: Diff, change: Change) -> str:
    """The difference with its unit and percent, as one reads it; '' where there is none to tell."""
    if change.delta is None:
        return ""
    if change.delta == 0:
        return later("the same value, worded otherwise")
    unit = _unit(found, change)
    if unit in _PERCENT:
        return f"{change.delta:+,.10g}个百分点"
    scale, sign = _scale(change, unit)
    percent = "" if change.percent is None else f", {change.percent:+.4g} %"
    return f"{change.delta / scale:+,.10g}{sign}{unit}{percent}"


def _scale(change: Change, unit: str) -> tuple[int, str]:
    """One for all amounts of projects (亿元); else that of the larger number, and not of the difference: what
    stands under each other is in one unit."""
    if change.record_kind == "project" and unit == "元":
        return _SCALES[0]
    delta = change.delta or 0.0
    before = delta / change.percent * 100 if change.percent else delta
    size = max(abs(delta), abs(before), abs(before + delta))
    fitting = ((number, sign) for number, sign in _SCALES if size >= number)
    return next((found for found in fitting if delta % (found[0] / 10_000) == 0), (1, ""))


def _unit(found: Diff, change: Change) -> str:
    record = None if change.new_id is None else found.comparison.new.by_id[change.new_id]
    if change.record_kind == "project":
        return "元" if change.field in _MONEY else ""
    unit = record.text("unit") if record is not None and record.kind in ("indicator", "figure") else ""
    return unit.lstrip("万亿") if unit[:1] in ("万", "亿") and len(unit) > 1 else unit
