"""Paragraphs that hold words or state a quantity, for whatever else rests on them."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import attrgetter

from sqlalchemy import Connection, text

from models.names import BLOCK_KINDS
from pipeline.ask.quantities_asked import Quantity, searched_spellings, spans_of, spellings
from pipeline.ask.spellings import spellings_of
from pipeline.ask.trace_records import places
from pipeline.ask.trace_values import Place, Scope, Span
from pipeline.store.backends import backend_of
from pipeline.store.cells import integer
from pipeline.store.held import containing, pattern, rows, select
from pipeline.store.search_index import Hit, count_blocks, phrases_among, search_blocks

_READ = tuple(kind for kind in BLOCK_KINDS if kind not in {"toc", "header", "footer"})
_READ_FOR_TEXT = f"kind IN {_READ}"


def any_of_texts(column: str, texts: Iterable[str]) -> tuple[str, dict[str, object]]:
    """A condition on a column that holds any of these texts, with its values."""
    named = {f"text{number}": pattern(text) for number, text in enumerate(texts)}
    return "(" + " OR ".join(containing(column, name) for name in named) + ")", dict(named)


def stating(
    connection: Connection, quantity: Quantity, scope: Scope, version: int | None = None
) -> tuple[Span, ...]:
    """Where the paragraphs of a plan state the quantity, in any usual spelling; in one version when given."""
    likes, values = any_of_texts("text", spellings(quantity.value))
    found = _paragraphs(connection, likes, values, scope, version)
    return tuple(Span(place, start, end) for place in found for start, end in spans_of(quantity, place.text))


def blocks_stating(
    connection: Connection, quantity: Quantity, scope: Scope, most: int | None
) -> tuple[int, ...]:
    """The paragraphs of all plans that state it, as the search index knows them; so many at most, in the
    order of their numbers."""
    asked = phrases_among(searched_spellings(quantity))
    if asked is None:
        return ()
    backend = backend_of(connection)
    sql = (
        f"SELECT {backend.search_block}, b.text FROM {backend.search_source}"  # noqa: S608 - names of ours
        " JOIN version v ON v.version_id = b.version_id"
        f" WHERE {backend.search_match('asked')} AND b.{_READ_FOR_TEXT} AND {scope.condition}"
        f" ORDER BY {backend.search_block}"
    )
    found = connection.execute(text(sql), {"asked": backend.search_value(asked)})
    return tuple(islice((block for block, said in found if spans_of(quantity, said)), most))


def spans_in(connection: Connection, quantity: Quantity, blocks: Iterable[int]) -> tuple[Span, ...]:
    """Where these paragraphs state it."""
    found = _in_order(places(connection, blocks).values())
    return tuple(Span(place, start, end) for place in found for start, end in spans_of(quantity, place.text))


def saying(connection: Connection, words: str, scope: Scope, version: int | None = None) -> tuple[Span, ...]:
    """Where paragraphs hold the words as they stand, ASCII letters in either case."""
    found = _paragraphs(connection, containing("text", "words"), {"words": pattern(words)}, scope, version)
    sought = re.compile(re.escape(words), re.IGNORECASE | re.ASCII)
    return tuple(
        Span(place, match.start(), match.end()) for place in found for match in sought.finditer(place.text)
    )


def _paragraphs(
    connection: Connection, condition: str, values: dict[str, object], scope: Scope, version: int | None
) -> tuple[Place, ...]:
    of_version = "" if version is None else " AND version = :version"
    sql = select(
        "block_id", "v_blocks", f"{scope.condition}{of_version} AND {_READ_FOR_TEXT} AND {condition}"
    )
    more = {} if version is None else {"version": version}
    ids = [integer(row["block_id"]) for row in rows(connection, sql, **values, **scope.values, **more)]
    return _in_order(places(connection, ids).values())


def _in_order(found: Iterable[Place]) -> tuple[Place, ...]:
    order = attrgetter("version.plan", "version.version", "ordinal")
    return tuple(sorted(found, key=order))


def full_text(connection: Connection, hits: Sequence[Hit]) -> tuple[Span, ...]:
    """The places of the hits, without contents and headers."""
    held = places(connection, (hit.block_id for hit in hits))
    return tuple(
        Span(held[hit.block_id], start, end)
        for hit in hits
        if held[hit.block_id].kind in _READ
        for start, end in hit.spans
    )


def search(connection: Connection, words: str, scope: Scope, limit: int | None = None) -> tuple[Hit, ...]:
    """The full-text index over the versions in scope: blocks that hold all the words, in document order
    within plan and version; the first `limit` of them.

    Raises:
        WrongUse: there is no letter or digit to search for.
    """
    return search_blocks(connection, words, scope.plan, None, limit, spellings_of, every=scope.all_versions)


def count_hits(connection: Connection, words: str, scope: Scope) -> int:
    """How many there are."""
    return count_blocks(connection, words, scope.plan, spellings_of, every=scope.all_versions)
