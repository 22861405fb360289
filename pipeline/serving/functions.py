"""SQL functions of the served database: the search as `plantrace search` does it, and text functions whose
cost is linear.

SQLite's own instr, replace and trim take the product of their arguments' lengths, printf as long as it is
told to, and none of them can be interrupted; these give the same.
"""

import sqlite3
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from models.errors import WrongUse
from pipeline.ask.bodies_asked import bodies_meant
from pipeline.ask.spellings import spellings_of
from pipeline.serving.authorizer import MOST_BYTES
from pipeline.serving.deadline import Deadline
from pipeline.serving.printing import Printer
from pipeline.store.backends import fts5
from pipeline.store.search_index import find_spans, phrases_of

_NOTHING: Final = '""'  # FTS5 for: matches no row
_BLANK: Final = " "
_AROUND: Final = 60
_MOST_SHOWN: Final = 20_000
_MOST_TYPED: Final = 400

Value = str | bytes | int | float | None


def search_query(words: Value) -> str:
    """The FTS5 query for typed words; one that matches nothing where there is no letter or digit."""
    try:
        return fts5.value(phrases_of(str(words or "")[:_MOST_TYPED], spellings_of))
    except WrongUse:
        return _NOTHING


def search_query_apart(words: Value) -> str:
    """The same with the words cut into Chinese words (jieba); nothing where that gives no more words than
    were typed."""
    typed = str(words or "")
    apart = _apart(typed)
    return search_query(" ".join(apart)) if len(apart) > len(typed.split()) else _NOTHING


def search_marked(text: Value, words: Value) -> str:
    """The text around the words, each word between 【 and 】; its beginning where none of them stands as
    typed."""
    shown, typed = str(text or "")[:_MOST_SHOWN], str(words or "")[:_MOST_TYPED]
    spans = find_spans(shown, typed, spellings_of) or find_spans(shown, " ".join(_apart(typed)), spellings_of)
    pieces, at = [], 0
    for start, end in spans:
        pieces += [_between(shown[at:start], first=at == 0), f"【{shown[start:end]}】"]
        at = end
    return "".join(pieces) + _shortened(shown[at:])


def names_body(name: Value, asked: Value) -> int:
    """Whether a name is that of the body asked for, under any of its usual names (工信局 asks for
    市工业和信息化局); 1 for every name where nothing is asked."""
    return _names_body(str(name or "")[:_MOST_TYPED], str(asked or "").strip()[:_MOST_TYPED])


@lru_cache(maxsize=8192)
def _names_body(name: str, asked: str) -> int:
    return int(not asked or bool(bodies_meant(asked, [name])))


@lru_cache(maxsize=64)
def _apart(words: str) -> tuple[str, ...]:
    from pipeline.ask.query_words import query_words

    return query_words(words[:_MOST_TYPED])


def _between(text: str, *, first: bool) -> str:
    if len(text) <= (1 if first else 2) * _AROUND:
        return text
    return "…" + text[-_AROUND:] if first else f"{text[:_AROUND]}……{text[-_AROUND:]}"


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * _AROUND else text[: 2 * _AROUND] + "…"


def _text(value: Value) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def instr(text: Value, sought: Value) -> int | None:
    """1-based place of the first occurrence, 0 where there is none."""
    if text is None or sought is None:
        return None
    return _text(text).find(_text(sought)) + 1


def replace(text: Value, old: Value, new: Value) -> str | None:
    """Every occurrence replaced; where that is longer than a text may be, something else as long, which
    SQLite refuses."""
    if text is None or old is None or new is None:
        return None
    whole, gone, put = _text(text), _text(old), _text(new)
    if not gone:
        return whole
    if len(whole) + whole.count(gone) * max(0, len(put) - len(gone)) > MOST_BYTES:
        return _BLANK * (MOST_BYTES + 1)
    return whole.replace(gone, put)


def _trimming(left: bool, right: bool) -> Callable[..., str | None]:
    def trimmed(text: Value, characters: Value = _BLANK) -> str | None:
        if text is None or characters is None:
            return None
        shown, wanted = _text(text), frozenset(_text(characters))
        start, end = 0, len(shown)
        while left and start < end and shown[start] in wanted:
            start += 1
        while right and end > start and shown[end - 1] in wanted:
            end -= 1
        return shown[start:end]

    return trimmed


def register(connection: sqlite3.Connection, deadline: Deadline, printer: Printer) -> None:
    """Makes the functions known to a connection; `escape_fts` is what Datasette's search box calls."""

    def apart(words: Value) -> str:
        with deadline.suspended():  # the dictionary of Chinese words is loaded when it is needed first
            return search_query_apart(words)

    for name, arguments, function in (
        ("search_query", 1, search_query),
        ("escape_fts", 1, search_query),
        ("search_query_apart", 1, apart),
        ("search_marked", 2, search_marked),
        ("names_body", 2, names_body),
        ("instr", 2, instr),
        ("replace", 3, replace),
        ("printf", -1, printer),
        ("format", -1, printer),
    ):
        connection.create_function(name, arguments, function, deterministic=True)
    for name, left, right in (("trim", True, True), ("ltrim", True, False), ("rtrim", False, True)):
        for arguments in (1, 2):
            connection.create_function(name, arguments, _trimming(left, right), deterministic=True)
