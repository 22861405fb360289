"""What the database holds, asked through the public views: rows, plans by their key or a part of it,
versions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from models.errors import NotHeld, WrongUse
from models.language import say
from pipeline.store.cells import integer
from pipeline.store.nearest import nearest

MOST_PARAMETERS = 500
"""Numbers in one query."""
_MOST_NAMED = 10

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """One ingested file of a plan (v_versions)."""

    plan: str
    version: int
    is_current: bool
    title: str
    file_name: str
    source_sha256: str
    region: str = ""


def select(columns: str, view: str, condition: str, order: str = "") -> str:
    """A query over one view. Its parts are ours, never a user's words, which come in as values of `:name`
    places."""
    return " ".join(
        ("SELECT", columns, "FROM", view, "WHERE", condition, *(("ORDER BY", order) if order else ()))
    )


def rows(connection: Connection, sql: str, **values: object) -> tuple[Row, ...]:
    """The rows of a query over the views, each a mapping by column name; `values` fill its `:name` places."""
    return tuple({**row} for row in connection.execute(text(sql), values).mappings())


def rows_by_id(connection: Connection, sql: str, ids: Iterable[int], **values: object) -> tuple[Row, ...]:
    """The rows of a query that ends in `IN` (SQLite allows a limited number of parameters; so they are asked
    for in portions)."""
    wanted = sorted(set(ids))
    found: list[Row] = []
    for start in range(0, len(wanted), MOST_PARAMETERS):
        portion = wanted[start : start + MOST_PARAMETERS]
        found += rows(connection, f"{sql} ({', '.join(map(str, portion))})", **values)
    return tuple(found)


def containing(column: str, name: str) -> str:
    r"""An SQL condition: the column holds what `:name` stands for, as `pattern` makes it (ASCII letters in
    either case)."""
    return f"{column} LIKE :{name} ESCAPE '\\'"


def pattern(words: str) -> str:
    r"""`words` anywhere, for LIKE with ESCAPE '\'."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def held_versions(connection: Connection, plans: Iterable[str] | None = None) -> tuple[HeldVersion, ...]:
    """All versions, or those of these plans (their keys), by plan and number."""
    names = ("plan", "title", "file_name", "source_sha256")
    wanted = {} if plans is None else {f"plan{place}": plan for place, plan in enumerate(sorted(set(plans)))}
    if plans is not None and not wanted:
        return ()
    condition = "TRUE" if plans is None else f"plan IN ({', '.join(f':{name}' for name in wanted)})"
    sql = select(f"version, is_current, region, {', '.join(names)}", "v_versions", condition, "plan, version")
    found = rows(connection, sql, **wanted)
    return tuple(
        HeldVersion(
            version=integer(row["version"]),
            is_current=bool(row["is_current"]),
            region=str(row["region"] or ""),
            **{name: str(row[name]) for name in names},
        )
        for row in found
    )


def _is_named(version: HeldVersion, part: str) -> bool:
    """Whether key, title or file name hold a part of a name, in small letters."""
    return any(part in name.casefold() for name in (version.plan, version.title, version.file_name))


def find_plan(versions: Sequence[HeldVersion], wanted: str) -> str:
    """The key of the plan that `wanted` names: its key, or a part of one plan's key, title or file name only;
    where it is in none of them, of one plan's region.

    Raises:
        NotHeld: no plan matches.
        WrongUse: several plans match.
    """
    keys = sorted({version.plan for version in versions})
    if wanted in keys:
        return wanted
    part = wanted.casefold()
    named = {version.plan for version in versions if _is_named(version, part)}
    found = sorted(
        named or {version.plan for version in versions if part and part in version.region.casefold()}
    )
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUse(
            say(
                "{wanted}: more than one plan matches ({found}); give more of the key",
                wanted=wanted,
                found=_some(found),
            )
        )
    titles = {name: version.plan for version in versions for name in (version.title, version.plan)}
    if near := dict.fromkeys(titles[name] for name in nearest(wanted, titles)):
        raise NotHeld(
            say("{wanted}: no such plan; did you mean {plans}?", wanted=wanted, plans=_some([*near]))
        )
    raise NotHeld(say("{wanted}: no such plan; held are: {keys}", wanted=wanted, keys=_some(keys)))


def _some(keys: Sequence[str]) -> str:
    shown = ", ".join(keys[:_MOST_NAMED]) or say("none")
    left = len(keys) - _MOST_NAMED
    return say("{plans} and {n} more", plans=shown, n=left) if left > 0 else shown


def plan_named(connection: Connection, wanted: str) -> str:
    """As `find_plan`; a whole key is found without reading all that is held.

    Raises:
        NotHeld: no plan matches.
        WrongUse: several plans match.
    """
    return find_plan(held_versions(connection, [wanted]) or held_versions(connection), wanted)


def find_version(versions: Sequence[HeldVersion], plan: str, number: int | None) -> HeldVersion:
    """Version `number` of a plan, its current one when None.

    Raises:
        NotHeld: the plan has no such version.
    """
    of_plan = [version for version in versions if version.plan == plan]
    for version in of_plan:
        if (version.is_current and number is None) or version.version == number:
            return version
    listed = ", ".join(str(version.version) for version in of_plan)
    raise NotHeld(
        say(
            "{plan}: there is no version {number}; held are: {listed}",
            plan=plan,
            number=number,
            listed=listed,
        )
    )


def choose_version(connection: Connection, plan: str | None, number: int | None) -> HeldVersion:
    """The version meant by a plan's name (None where only one plan is held) and a number (None: the current
    one).

    Raises:
        NotHeld: nothing of the kind is held.
        WrongUse: the plan is not named and several are held, or several match.
    """
    versions = (plan and held_versions(connection, [plan])) or held_versions(connection)
    keys = sorted({version.plan for version in versions})
    if not keys:
        raise NotHeld(say("the database holds no plan; `plantrace ingest PATH` reads one"))
    if plan is None and len(keys) > 1:
        raise WrongUse(
            say("the database holds {n} plans; name one of them: {plans}", n=len(keys), plans=_some(keys))
        )
    return find_version(versions, keys[0] if plan is None else find_plan(versions, plan), number)
