"""What SQL from a browser may do: read what the public views show, and nothing that could run for long or
take much memory.

SQLite asks the authorizer while it prepares a statement, for every table, column, function and pragma in it,
also inside views and sub-selects (https://sqlite.org/c3ref/set_authorizer.html): what is not named here is
refused. The limits follow https://sqlite.org/security.html: each function call then costs little, and
between calls the clock is looked at.
"""

import sqlite3
from collections import Counter
from math import inf
from typing import Final

from models import schema
from models.views import VIEWS
from pipeline.serving.deadline import Deadline
from pipeline.store.backends import fts5

MOST_BYTES: Final = 1_000_000  # of one text or blob
# how often a statement may name what can take long and cannot be interrupted: LIKE and GLOB take the product
# of text and pattern
_COSTLY: Final = {"like": 32, "glob": 32}
_SECRET: Final = {"kept_result", "number_used", "source_file"}
_SOURCE_COLUMNS: Final = {
    "source_id",
    "sha256",
    "size",
    "",
}  # what v_versions and v_trace read; '' is count(*)
_SEARCH_TABLES: Final = {
    fts5.TABLE,
    *(f"{fts5.TABLE}_{part}" for part in ("config", "docsize", "idx")),
}
_TABLE_FUNCTIONS: Final = {"json_each", "json_tree"}
_READABLE: Final = (
    {*schema.metadata.tables, *(view.name for view in VIEWS), "sqlite_master", "sqlite_schema"}
    | _SEARCH_TABLES
    | _TABLE_FUNCTIONS
) - _SECRET
_PRAGMAS: Final = {
    "table_info",
    "table_xinfo",
    "index_list",
    "index_info",
    "index_xinfo",
    "foreign_key_list",
    "schema_version",
    "data_version",
}
_SAFE: Final = {
    "aggregates": "avg count group_concat max min sum total",
    "windows": (
        "cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number"
    ),
    "numbers": "abs ceil ceiling exp floor ln log log10 log2 mod pi pow power random round sign sqrt trunc",
    "angles": "acos asin atan atan2 cos degrees radians sin tan",
    "text": "char hex length lower quote substr substring unicode upper",
    "text, our own": "instr replace trim ltrim rtrim printf format",
    "values": "coalesce ifnull iif likelihood likely nullif typeof unlikely zeroblob sqlite_version",
    "times": "date datetime julianday strftime time unixepoch current_date current_time current_timestamp",
    "JSON": (
        "json json_array json_array_length json_extract json_group_array json_object json_quote json_type"
        " json_valid -> ->>"
    ),
    "search": "bm25 match escape_fts search_query search_query_apart search_marked names_body",
}
_FUNCTIONS: Final = {*_COSTLY, *" ".join(_SAFE.values()).split()}
_LIMITS: Final = {
    sqlite3.SQLITE_LIMIT_LENGTH: MOST_BYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 50_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 60,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 300,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 2_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


class Authorizer:
    """Answers SQLite's questions for one connection; `renew` is called before each statement."""

    def __init__(self, deadline: Deadline) -> None:
        """Past the deadline everything is refused."""
        self._named: Counter[str] = Counter()
        self._deadline = deadline

    def renew(self) -> None:
        """A new statement: what it names is counted from zero."""
        self._named.clear()

    def __call__(
        self, action: int, first: str | None, second: str | None, schema_name: str | None, _inner: str | None
    ) -> int:
        """SQLITE_OK or SQLITE_DENY; `first` and `second` are what SQLite's table of actions says."""
        if (
            self._deadline.is_over()
        ):  # a few nested WITHs can multiply into millions of selects before the first step
            return sqlite3.SQLITE_DENY
        match action:
            case sqlite3.SQLITE_SELECT | sqlite3.SQLITE_RECURSIVE:
                allowed = True
            case sqlite3.SQLITE_READ:
                allowed = may_read(first or "", second or "") or (
                    schema_name is None and not second
                )  # a sub-select has no schema
            case sqlite3.SQLITE_FUNCTION:
                allowed = self._may_call((second or "").lower())
            case sqlite3.SQLITE_PRAGMA:
                allowed = _may_ask(first or "", second)
            case sqlite3.SQLITE_UPDATE:
                allowed = (
                    first == "sqlite_master"
                )  # asked while a virtual table is opened; nothing is written, nor could be in this mode
            case _:
                allowed = False
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    def _may_call(self, function: str) -> bool:
        self._named[function] += 1
        return function in _FUNCTIONS and self._named[function] <= _COSTLY.get(function, inf)


def may_read(table: str, column: str) -> bool:
    """Whether a column (or '' for none in particular) of a table or view may be read."""
    name = table.lower()
    if name == "source_file":
        return column.lower() in _SOURCE_COLUMNS
    return name in _READABLE or name.removeprefix("pragma_") in _PRAGMAS


def _may_ask(pragma: str, value: str | None) -> bool:
    name = pragma.lower()
    return name in _PRAGMAS and (value is None or not name.endswith("_version"))


def guard(connection: sqlite3.Connection, deadline: Deadline) -> Authorizer:
    """Sets limits and authorizer; nothing that it refuses can be undone by SQL."""
    for pragma in ("query_only = ON", "temp_store = MEMORY", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    authorizer = Authorizer(deadline)
    connection.set_authorizer(authorizer)
    return authorizer
