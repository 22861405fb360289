"""Where the rows of a version lie in a folder of partitions: `v_figures/year=2021/region=云江市/NAME`, the
names that Hive, DuckDB, Spark and pyarrow read columns from.

A file's name tells of which plan and version it is and, by a stamp, of which state of them: what has to be
written is decided by names alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection

from models import schema
from models.views import View
from pipeline.clock import tool_version
from pipeline.export.files import file_name
from pipeline.store.cells import integer
from pipeline.store.held import HeldVersion, Row, held_versions, rows, select
from pipeline.store.reader import readers

UNKNOWN: Final = "__HIVE_DEFAULT_PARTITION__"  # what Hive writes for NULL, and its readers know
SUFFIX: Final = ".parquet"
_KEYS: Final = frozenset({"year", "region"})
_JUDGED: Final = frozenset({"v_findings", "v_finding_evidence", "v_checks"})
_MOST_CHARACTERS: Final = 40  # of a plan's key in a name; the hash behind it tells plans apart
_NAME: Final = re.compile(
    r"(?P<view>v_\w+)/(?:.+/)?(?P<words>[^/]+)-(?P<plan>[0-9a-f]{8})-v(?P<number>\d+)-(?P<stamp>[0-9a-f]{16})"
    + re.escape(SUFFIX)
)


@dataclass(frozen=True, slots=True)
class State:
    """A version as it now stands: the first year of the plan's period and its region (None: not known), and
    hashes of all that its rows depend on; `judged` counts in what was found wrong and what became of that."""

    version: HeldVersion
    year: int | None
    region: str | None
    read: str
    judged: str


@dataclass(frozen=True, slots=True)
class Part:
    """A file that is there: of which view, plan (a hash, and the beginning of its key) and version."""

    path: str
    view: str
    plan: str
    words: str
    number: int


def states(connection: Connection, plans: Iterable[str]) -> Mapping[str, tuple[State, ...]]:
    """The versions held of each of these plans, by their numbers."""
    told = {
        (str(row["plan"]), integer(row["version"])): row
        for row in rows(connection, select("*", "v_versions", "TRUE"))
    }
    known, judged = readers(connection), _judged(connection)
    found: dict[str, list[State]] = defaultdict(list)
    before = ""
    for version in held_versions(connection, plans):
        row = told[version.plan, version.version]
        before = before if found[version.plan] else ""
        own = repr((sorted(row.items()), known.get(integer(row["version_id"]), "")))
        read = _hash(own, before)  # v_changes rests on the version before too
        found[version.plan].append(
            State(
                version,
                _year(row),
                version.region or None,
                read,
                _hash(read, *judged[version.plan, version.version]),
            )
        )
        before = own
    return {plan: tuple(versions) for plan, versions in found.items()}


def _year(row: Row) -> int | None:
    return None if row["period_start"] is None else integer(row["period_start"])


def _judged(connection: Connection) -> Mapping[tuple[str, int], list[str]]:
    """All that is said of findings, for each version: one is dismissed or made anew without a new version."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in rows(connection, select("*", "v_findings", "TRUE", "finding_id")):
        found[str(row["plan"]), integer(row["version"])].append(repr(sorted(row.items())))
    return found


def without_keys(view: View) -> View:
    """The view without the columns that the folders tell."""
    return replace(view, columns=tuple(column for column in view.columns if column.name not in _KEYS))


def path_of(view: View, state: State) -> str:
    """The path of a version's file below the folder."""
    columns = repr([(column.name, column.type, column.comment) for column in view.columns])
    about = (columns, tool_version(), str(schema.SCHEMA_VERSION), str(state.year), str(state.region))
    stamp = _hash(state.judged if view.name in _JUDGED else state.read, *about)[:16]
    plan = state.version.plan
    name = f"{file_name(plan[:_MOST_CHARACTERS])}-{plan_hash(plan)}-v{state.version.version}-{stamp}{SUFFIX}"
    year = UNKNOWN if state.year is None else str(state.year)
    region = UNKNOWN if state.region is None else _encoded(state.region)
    return f"{view.name}/year={year}/region={region}/{name}"


def plan_hash(plan: str) -> str:
    """What stands for a plan's key in names."""
    return _hash(plan)[:8]


def parts(paths: Iterable[str]) -> tuple[Part, ...]:
    """The files of ours among these, in the order of names."""
    found = ((path, _NAME.fullmatch(path)) for path in sorted(paths))
    return tuple(
        Part(path, name["view"], name["plan"], name["words"], int(name["number"]))
        for path, name in found
        if name
    )


def _encoded(words: str) -> str:
    """Letters and digits of any script stand as they are, the rest as %XX."""
    return "".join(
        one if one.isalnum() else "".join(f"%{byte:02X}" for byte in one.encode("utf-8", "replace"))
        for one in words
    )


def _hash(*words: str) -> str:
    return sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()
