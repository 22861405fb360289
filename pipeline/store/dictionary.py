"""The data dictionary: what every table, view and column means, made from the schema and the views.

It lies in the database (table `data_dictionary`) and in docs/data-dictionary.md, which `python -m
pipeline.store.dictionary` writes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection
from sqlalchemy.engine.default import DefaultDialect

from models import schema
from models.views import VIEWS
from pipeline.store.backends import backend_of, fts5
from pipeline.store.backends.backend import Backend

Kind = Literal["table", "view"]
_INTRODUCTION = """# Data dictionary

Made from `models/schema/` and `models/views/` by `python -m pipeline.store.dictionary`; do not edit.
The names in Chinese: [data-dictionary.zh.md](data-dictionary.zh.md).
The same text lies in every database as the table `data_dictionary`. The views are the public interface; the
tables below them may change with the schema version ({version}; `PRAGMA user_version`).

Spans are half-open and count Unicode code points, as `substr` does: the quote is `substr(text, char_start +
1, char_end - char_start)`.
"""
_SEARCH = (
    "Full-text index over the text of blocks; rowid is block_id. Words are segmented: ask it through"
    " `plantrace search`."
)

_PLAIN = DefaultDialect()  # of no database; str() of a type makes one for each column


@dataclass(frozen=True, slots=True)
class Entry:
    """A column, or a table or view itself when `column_name` and `type` are empty."""

    name: str
    column_name: str
    kind: Kind
    type: str
    comment: str


@cache
def entries() -> tuple[Entry, ...]:
    """The dictionary: views first, in the order of the contract, then tables; each followed by its
    columns."""
    return (*_views(), *_tables())


def _views() -> Iterator[Entry]:
    for view in VIEWS:
        yield Entry(view.name, "", "view", "", view.comment)
        yield from (
            Entry(view.name, column.name, "view", column.type, column.comment) for column in view.columns
        )


def _tables() -> Iterator[Entry]:
    for table in schema.metadata.tables.values():
        yield Entry(table.name, "", "table", "", table.comment or "")
        yield from (
            Entry(table.name, column.name, "table", column.type.compile(_PLAIN), column.comment or "")
            for column in table.columns
        )
    yield Entry(fts5.TABLE, "", "table", "", _SEARCH)
    yield Entry(fts5.TABLE, "words", "table", "TEXT", "the segmented text; not kept, reads as NULL")


def entries_of(backend: Backend) -> tuple[Entry, ...]:
    """What of it lies in a database: with a file, what is kept to be quick lies beside it."""
    apart = {*schema.metadata.tables} - {table.name for table in backend.tables}
    return tuple(entry for entry in entries() if entry.name not in apart)


def write_dictionary(connection: Connection) -> None:
    """Fills the table `data_dictionary`."""
    backend = backend_of(connection)
    rows = [
        (entry.name, entry.column_name, entry.kind, entry.type, entry.comment)
        for entry in entries_of(backend)
    ]
    # in the order of the key, so that its pages are filled
    backend.insert_rows(connection, schema.dictionary, schema.dictionary.columns.keys(), sorted(rows))


def render_markdown() -> str:
    """The page docs/data-dictionary.md."""
    every = entries()
    pieces = [_INTRODUCTION.format(version=schema.SCHEMA_VERSION)]
    for kind, title in (("view", "Views"), ("table", "Tables")):
        pieces.append(f"\n## {title}\n")
        pieces += [_section(entry, every) for entry in every if entry.kind == kind and not entry.column_name]
    return "".join(pieces)


def _section(of: Entry, every: tuple[Entry, ...]) -> str:
    rows = [
        f"| `{entry.column_name}` | {entry.type} | {_escaped(entry.comment)} |\n"
        for entry in every
        if entry.name == of.name and entry.column_name
    ]
    return f"\n### {of.name}\n{of.comment}\n\n| column | type | meaning |\n|---|---|---|\n{''.join(rows)}"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Writes the page into this checkout."""
    page = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"
    page.write_text(render_markdown(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
