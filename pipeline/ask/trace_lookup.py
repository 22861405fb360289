"""From what someone asks for to records and spans of paragraphs: a record's name, a number, or words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from sqlalchemy import Connection

from models.errors import NotHeld
from models.language import say
from pipeline.ask.quantities_asked import Quantity, quantity_asked, states
from pipeline.ask.trace_paragraphs import blocks_stating, full_text, search, spans_in, stating
from pipeline.ask.trace_records import KINDS
from pipeline.ask.trace_values import Reading, Reference, Scope, Span
from pipeline.store.backends import backend_of
from pipeline.store.cells import integer
from pipeline.store.held import Row, containing, pattern, rows, rows_by_id, select
from pipeline.store.search_index import Hit, blocks_matching, phrase_of
from pipeline.store.typed_rows import read, read_by_id, read_from

BLOCK = "block"
_SHORTEST_UID = 8  # characters of a uid that may be all digits
_REFERENCE = re.compile(rf"({'|'.join((*KINDS, BLOCK))}):(.+)", re.DOTALL)


@read_from("v_figures")
@dataclass(frozen=True, slots=True)
class _StatedNumber:
    """A figure, as far as a number asked for can be it."""

    figure_id: int
    raw: str
    value: Annotated[Decimal | None, "value_text"]
    value_max: Annotated[Decimal | None, "value_max_text"]
    unit: str | None


@read_from("v_figures", "owner_id IS NOT NULL")
@dataclass(frozen=True, slots=True)
class _Owned:
    """A figure that belongs to another record."""

    figure_id: int
    owner_kind: str
    owner_id: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was understood, which records answer it (best first), which blocks, and where paragraphs state
    it; `partial`: only the first of the paragraphs with the words were looked at."""

    reading: Reading
    references: tuple[Reference, ...]
    spans: tuple[Span, ...] = ()
    blocks: tuple[int, ...] = ()
    partial: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing was found."""
        return not (self.references or self.spans or self.blocks)


def find(connection: Connection, what: str, scope: Scope, *, most: int | None = None) -> Found:
    """Look up one WHAT: `figure:12`, `indicator:5F…`, `project:智慧`, `block:7`, `9700`, `0.97万座`, or
    words; these in so many paragraphs at `most` (None: in all).

    What reads as a number with a unit but is held nowhere (5G, where G is a unit too) is looked up as words.

    Raises:
        NotHeld: a record was named that is not there.
    """
    if match := _REFERENCE.fullmatch(what.strip()):
        return _find_named(connection, match[1], match[2].strip(), scope)
    if quantity := quantity_asked(what):
        found = _find_number(connection, quantity, scope, most)
        if not (quantity.unit and found.is_empty and search(connection, what, scope, 1)):
            return found
    return _find_words(connection, what.strip(), scope, most)


def _find_named(connection: Connection, kind: str, name: str, scope: Scope) -> Found:
    if kind == BLOCK:
        return Found("record", (), blocks=_blocks(connection, name))
    ids = (
        _by_number(connection, kind, name)
        or _by_uid(connection, kind, name, scope)
        or _by_name(connection, kind, name, scope)
    )
    if ids:
        return Found("record", tuple(Reference(kind, number) for number in ids))
    raise NotHeld(
        say(
            "{kind}:{name}: no {kind} with this id, beginning of a uid, or part of a name; try"
            " its words alone",
            kind=kind,
            name=name,
        )
    )


def _blocks(connection: Connection, number: str) -> tuple[int, ...]:
    sql = "SELECT block_id FROM v_blocks WHERE block_id = :id"
    found = rows(connection, sql, id=int(number)) if number.isdecimal() else ()
    if not found:
        raise NotHeld(say("block:{number}: no block with this id", number=number))
    return (integer(found[0]["block_id"]),)


def _ids(found: Iterable[Row], kind: str) -> tuple[int, ...]:
    return tuple(integer(row[KINDS[kind].key]) for row in found)


def _by_number(connection: Connection, kind: str, name: str) -> tuple[int, ...]:
    if not name.isdecimal():
        return ()
    asked = KINDS[kind]
    return _ids(
        rows(connection, select(asked.key, asked.view, f"{asked.key} = :id"), id=min(int(name), 2**63 - 1)),
        kind,
    )


def _by_uid(connection: Connection, kind: str, name: str, scope: Scope) -> tuple[int, ...]:
    asked, beginning = KINDS[kind], name.rstrip("….").lower()
    is_number = name.isdecimal() and len(name) < _SHORTEST_UID  # figure:1 that is not held is no uid in 1…
    if is_number or not re.fullmatch("[0-9a-z:_-]+", beginning):
        return ()
    sql = select(asked.key, asked.view, f"{scope.condition} AND substr(lower(uid), 1, :n) = :uid", asked.key)
    return _ids(rows(connection, sql, uid=beginning, n=len(beginning), **scope.values), kind)


def _by_name(connection: Connection, kind: str, name: str, scope: Scope) -> tuple[int, ...]:
    asked = KINDS[kind]
    joined = " || ".join(asked.names)
    condition = f"{scope.condition} AND {containing(f'({joined})', 'words')}{_named_in_table(kind, scope)}"
    sql = select(asked.key, asked.view, condition, f"({joined}) <> :name, {asked.key}")
    return _ids(rows(connection, sql, words=pattern(name), name=name, **scope.values), kind)


def _find_number(connection: Connection, quantity: Quantity, scope: Scope, most: int | None) -> Found:
    """The figures of that value first, then those that print it and are of another (9700万)."""
    if scope.plan is not None:
        spans = stating(connection, quantity, scope)
        blocks = {span.place.block_id: None for span in spans}
        partial = False
    else:
        more = None if most is None else most + 1
        blocks = dict.fromkeys(blocks_stating(connection, quantity, scope, more))
        partial = most is not None and len(blocks) > most
        spans = spans_in(connection, quantity, [*blocks][:most])
    valued = _of_value(connection, quantity, scope, None if most is None else most + 1)
    partial |= most is not None and len(valued) > most
    exact = sorted({one.figure_id for one in valued if _holds(one, quantity)})
    printed = sorted(
        one.figure_id
        for one in read_by_id(connection, _StatedNumber, "block_id", [*blocks][:most])
        if one.figure_id not in exact and _unit_fits(one, quantity) and states(quantity, one.raw)
    )
    return Found(
        "number", tuple(Reference("figure", number) for number in (*exact, *printed)), spans, partial=partial
    )


def _of_value(
    connection: Connection, quantity: Quantity, scope: Scope, most: int | None
) -> list[_StatedNumber]:
    """Figures one of whose ends is the number; so many of each at most."""
    number = float(quantity.value)
    near = abs(number) * 1e-9
    asked = {"low": number - near, "high": number + near, **scope.values}
    limit = "" if most is None else f" LIMIT {most}"
    return [
        one
        for column in ("value", "value_max")
        for one in read(
            connection,
            _StatedNumber,
            condition=f"{column} >= :low AND {column} <= :high AND {scope.condition}",
            order=f"figure_id{limit}",
            **asked,
        )
    ]


def _unit_fits(one: _StatedNumber, quantity: Quantity) -> bool:
    return not quantity.unit or one.unit == quantity.unit or quantity.printed_unit in one.raw


def _holds(one: _StatedNumber, quantity: Quantity) -> bool:
    return _unit_fits(one, quantity) and quantity.value in (one.value, one.value_max)


def _find_words(connection: Connection, words: str, scope: Scope, most: int | None) -> Found:
    hits = search(connection, words, scope, None if most is None else most + 1)
    if hits and scope.plan is None:
        return _find_among(connection, words, hits, scope, most)
    stated = {_reference(row) for row in _stated_in_evidence(connection, words, scope)}
    named = {kind: _named_like(connection, kind, words, scope) for kind in KINDS}
    return Found("words", _ranked(connection, stated, named), full_text(connection, hits))


def _find_among(
    connection: Connection, words: str, found: Sequence[Hit], scope: Scope, most: int | None
) -> Found:
    """The same among the records that rest on these paragraphs: of thousands of plans not all records are
    read."""
    hits, partial = found[:most], most is not None and len(found) > most
    said = pattern(words)
    stated: set[Reference] = set()
    resting: dict[str, set[int]] = defaultdict(set)
    columns = f"record_kind, record_id, {containing('quote', 'words')} AS said"
    sql = select(columns, "v_trace", "block_id IN")
    for row in rows_by_id(connection, sql, [hit.block_id for hit in hits], words=said):
        reference = _reference(row)
        resting[reference.kind].add(reference.id)
        if row["said"]:
            stated.add(reference)
    if not partial:
        resting["figure"] |= _figures_like(connection, words, scope)
    named = {kind: _named_among(connection, kind, words, sorted(ids)) for kind, ids in resting.items()}
    return Found("words", _ranked(connection, stated, named), full_text(connection, hits), partial=partial)


def _figures_like(connection: Connection, words: str, scope: Scope) -> set[int]:
    """Figures whose metric, put together of words that stand apart, has the words; the names are looked
    through in their index."""
    names = select("metric", "figure", containing("metric", "words"))
    sql = select("figure_id", "v_figures", f"metric IN ({names}) AND {scope.condition}")
    return {integer(row["figure_id"]) for row in rows(connection, sql, words=pattern(words), **scope.values)}


def _reference(row: Row) -> Reference:
    return Reference(str(row["record_kind"]), integer(row["record_id"]))


def _ranked(
    connection: Connection, stated: Iterable[Reference], named: Mapping[str, Iterable[tuple[Reference, bool]]]
) -> tuple[Reference, ...]:
    """Records of that very name first, then those whose name holds the words, then those that only rest on
    them."""
    ranked = dict.fromkeys(stated, (True, True))
    for kind, of_kind in named.items():
        ranked |= {reference: (False, not exact or kind == "mention") for reference, exact in of_kind}
    order = list(KINDS)
    references = sorted(ranked, key=lambda item: (*ranked[item], order.index(item.kind), item.id))
    return _without_owned(connection, references)


def _stated_in_evidence(connection: Connection, words: str, scope: Scope) -> tuple[Row, ...]:
    condition, values = containing("quote", "words"), {"words": pattern(words)}
    # what is quoted stands in its paragraph: of all plans not all of the evidence is read
    if scope.plan is None and (phrase := phrase_of(words)):
        backend = backend_of(connection)
        condition += f" AND block_id IN ({blocks_matching(backend, 'phrase')})"
        values["phrase"] = backend.search_value(phrase)
    sql = select("DISTINCT record_kind, record_id", "v_trace", f"{scope.condition} AND {condition}")
    return rows(connection, sql, **values, **scope.values)


def _named_like(
    connection: Connection, kind: str, words: str, scope: Scope
) -> tuple[tuple[Reference, bool], ...]:
    sql = f"{_naming(kind)}{_named_in_table(kind, scope)} AND {scope.condition}"
    found = rows(connection, sql, words=pattern(words), name=words, **scope.values)
    return tuple((Reference(kind, integer(row["id"])), bool(row["exact"])) for row in found)


def _named_in_table(kind: str, scope: Scope) -> str:
    """What is added to the condition that a name holds `:words`: of all plans the table is looked through by
    itself, since through its view each row would be joined first."""
    if scope.plan is not None:
        return ""
    joined = " || ".join(f"COALESCE({name}, '')" for name in KINDS[kind].names)
    table = select("record_id", KINDS[kind].table.name, containing(f"({joined})", "words"))
    return f" AND {KINDS[kind].key} IN ({table})"


def _named_among(
    connection: Connection, kind: str, words: str, ids: Iterable[int]
) -> tuple[tuple[Reference, bool], ...]:
    sql = f"{_naming(kind)} AND {KINDS[kind].key} IN"
    found = rows_by_id(connection, sql, ids, words=pattern(words), name=words)
    return tuple((Reference(kind, integer(row["id"])), bool(row["exact"])) for row in found)


def _naming(kind: str) -> str:
    """The query for records whose name holds `:words`, and whether it is `:name`."""
    asked = KINDS[kind]
    joined = " || ".join(asked.names)
    last = asked.names[0] if kind == "figure" else asked.names[-1]
    return select(
        f"{asked.key} AS id, {last} = :name AS exact", asked.view, containing(f"({joined})", "words")
    )


def _without_owned(connection: Connection, references: list[Reference]) -> tuple[Reference, ...]:
    """Leave out figures whose indicator, project or item is a hit itself: their values are shown there."""
    held = set(references)
    figures = (reference.id for reference in references if reference.kind == "figure")
    owned = {
        one.figure_id
        for one in read_by_id(connection, _Owned, "figure_id", figures)
        if Reference(one.owner_kind, one.owner_id) in held
    }
    return tuple(
        reference for reference in references if reference.kind != "figure" or reference.id not in owned
    )
