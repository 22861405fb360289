"""Why a question has no answer: which of its conditions rules out how much, what is called nearly so, and
what older versions hold."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeVar

from sqlalchemy import Connection

from models.kind import Kind
from pipeline.ask.quantities_asked import quantity_asked
from pipeline.ask.trace_paragraphs import count_hits
from pipeline.ask.trace_records import KINDS
from pipeline.ask.trace_values import Scope
from pipeline.store.held import rows, select
from pipeline.store.nearest import nearest
from pipeline.tagging.contraction import key

Filter = TypeVar("Filter")
Names = Mapping[str, Sequence[str]]
"""The columns in which the words of a condition are looked for."""
_NAMED: Final = ("words", "body")  # alone they rule out nothing that is worth counting
_MOST_NAMES: Final = 20_000
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A condition without which there would be `n` answers."""

    condition: str
    value: object
    n: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why nothing is found. `older` counts what older versions hold; `is_bare`: there is nothing of the kind
    whatever the conditions."""

    relaxed: tuple[Relaxed, ...] = ()
    near: tuple[str, ...] = ()
    older: int = 0
    is_bare: bool = False


def why_nothing(
    wanted: Filter, scope: Scope, listed: Callable[[Scope, Filter], Sequence[object]], names: Names
) -> Why:
    """Ask again without each of the conditions, and in older versions.

    Args:
        wanted: the conditions, of which nothing met all.
        scope: where was looked.
        listed: asks with a scope and conditions.
        names: the columns in which a condition's words are names; the nearest of them are told.
    """
    given = [field for field in fields(wanted) if getattr(wanted, field.name) != field.default]  # type: ignore[arg-type]
    bare = replace(wanted, **{field.name: field.default for field in given})  # type: ignore[type-var]
    older = 0 if scope.all_versions else len(listed(replace(scope, all_versions=True), wanted))
    if not listed(scope, bare):
        return Why(older=older, is_bare=True)
    relaxed, near = [], list[str]()
    for field in given:
        value: Any = getattr(wanted, field.name)
        found = listed(scope, replace(wanted, **{field.name: field.default}))  # type: ignore[type-var]
        if found and (len(given) > 1 or field.name not in _NAMED):
            relaxed.append(Relaxed(field.name, value, len(found)))
        near += _near(value, found, names.get(field.name, ()))
    return Why(tuple(relaxed), tuple(near), older)


def _near(value: Any, found: Iterable[object], columns: Sequence[str]) -> tuple[str, ...]:
    held = (part for row in found for column in columns for part in (getattr(row, column) or "").split("；"))
    return near_names(str(value), held) if columns else ()


def near_names(asked: str, names: Iterable[str]) -> tuple[str, ...]:
    """The nearest of the names; long and short forms of bodies are the same."""
    return nearest(asked, names, _forms)


def _forms(name: str) -> tuple[str, ...]:
    plain = name.casefold()
    return tuple(dict.fromkeys((plain, key(plain))))


def why_no_text(connection: Connection, words: str, scope: Scope) -> Why:
    """Why no paragraph holds all the words: which stand nowhere, what is called nearly so, what older
    versions hold."""
    typed = words.split()
    hits = {word: count_hits(connection, word, scope) for word in typed if any(map(str.isalnum, word))}
    relaxed = tuple(Relaxed("word", word, n) for word, n in hits.items()) if len(typed) > 1 else ()
    missing = [word for word, n in hits.items() if not n and quantity_asked(word) is None]
    names = tuple(_held_names(connection, scope))
    near = tuple(dict.fromkeys(name for word in missing for name in near_names(word, names)))
    older = 0 if scope.all_versions else count_hits(connection, words, replace(scope, all_versions=True))
    return Why(relaxed, near, older)


_OF_OLDER: Final = (
    "SELECT record_id FROM record WHERE version_id IN (SELECT version_id FROM version WHERE is_current = 0)"
)


def _names_of(kind: Kind, scope: Scope) -> str:
    """The query for names of a kind. Of all plans its table is read by itself: in its view each row is joined
    first."""
    if scope.plan is not None:
        return select(f"DISTINCT {kind.title} AS name", kind.view, scope.condition)
    held = "TRUE" if scope.all_versions else f"record_id NOT IN ({_OF_OLDER})"
    return select(f"DISTINCT {kind.title} AS name", kind.table.name, held)


def _held_names(connection: Connection, scope: Scope) -> Iterable[str]:
    for kind in KINDS.values():
        sql = f"{_names_of(kind, scope)} LIMIT :most"
        for row in rows(connection, sql, most=_MOST_NAMES, **scope.values):
            if row["name"] and len(str(row["name"])) <= _LONGEST_NAME:
                yield str(row["name"])
