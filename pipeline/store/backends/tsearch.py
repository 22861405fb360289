"""The search index of a PostgreSQL database: the same tokens as a tsvector, a word is a phrase of them.

A tsvector keeps at most 256 places of a token, places up to 16,383 and tokens up to 2,046 bytes
(postgresql.org/docs/current/textsearch-limitations.html). The few paragraphs beyond are kept as text and
looked through.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, text

from models.errors import WrongUse
from models.language import say
from pipeline.store.backends.backend import Asked

TABLE: Final = "block_search"
SOURCE: Final = f"{TABLE} JOIN block b ON b.block_id = {TABLE}.block_id"
BLOCK: Final = f"{TABLE}.block_id"
NAMES: Final = ("block_id", "words", "beyond")
CREATE: Final = (
    f"CREATE TABLE {TABLE} (block_id bigint PRIMARY KEY, words tsvector NOT NULL, beyond text)",
    f"CREATE INDEX block_search_words ON {TABLE} USING gin (words)",
    f"CREATE INDEX block_search_beyond ON {TABLE} (block_id) WHERE beyond IS NOT NULL",
    """CREATE FUNCTION holds_words(words text, asked jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
SELECT NOT EXISTS (SELECT FROM jsonb_array_elements(asked) one(spellings) WHERE NOT EXISTS (
  SELECT FROM jsonb_array_elements_text(spellings) phrase(tokens)
  WHERE position(' ' || CASE WHEN right(tokens, 1) = '*' THEN rtrim(tokens, '*') ELSE tokens || ' ' END
    IN ' ' || words || ' ') > 0)) $$""",
)
_MOST_TOKENS: Final = 16_000
_MOST_PLACES: Final = 250
_MOST_BYTES: Final = 2_000
_LONGEST: Final = 1_000  # a phrase is nested once for each token, which takes of the server's stack
_NEVER: Final = "!"  # no token is written so
_PORTION: Final = 1_000


def match(name: str) -> str:
    """The condition that a row of the index matches what `value` made, given as `:name`."""
    asked = f"CAST(:{name} AS jsonb)"
    held = f"{TABLE}.words @@ CAST({asked} ->> 'query' AS tsquery)"
    return f"({held} OR ({TABLE}.beyond IS NOT NULL AND holds_words({TABLE}.beyond, {asked} -> 'phrases')))"


def value(asked: Asked) -> str:
    """What is searched for, as JSON: a tsquery, and the phrases for what lies beyond a tsvector.

    Raises:
        WrongUse: it is longer than the server reads.
    """
    if any(len(phrase.split()) > _LONGEST for phrases in asked for phrase in phrases):
        raise WrongUse(
            say("more than {n} characters cannot be searched for here: give a part of them", n=_LONGEST)
        )
    query = " & ".join(f"({' | '.join(map(_phrase, dict.fromkeys(phrases)))})" for phrases in asked)
    return json.dumps({"query": query, "phrases": [list(phrases) for phrases in asked]}, ensure_ascii=False)


def _phrase(tokens: str) -> str:
    words = tokens.removesuffix("*").split()
    known = [token if len(token.encode()) <= _MOST_BYTES else _NEVER for token in words]
    return "(" + " <-> ".join(f"'{token}'" for token in known) + ":*" * tokens.endswith("*") + ")"


def rows_of(given: Iterable[tuple[int, str]]) -> Iterator[tuple[Any, ...]]:
    """The rows of the index for blocks by their number and segmented text."""
    for block_id, words in given:
        tokens = words.split()
        yield (block_id, "", words) if _is_beyond(tokens, words) else (block_id, _vector(tokens), None)


def _is_beyond(tokens: Sequence[str], words: str) -> bool:
    if len(tokens) <= _MOST_PLACES and len(words.encode()) <= _MOST_BYTES:
        return False  # as nearly all are
    return len(tokens) > _MOST_TOKENS or (
        (len(tokens) > _MOST_PLACES and max(Counter(tokens).values()) > _MOST_PLACES)
        or any(len(token.encode()) > _MOST_BYTES for token in tokens)
    )


def _vector(tokens: Sequence[str]) -> str:
    """Each token with its place; the server gathers the places of one."""
    return " ".join([f"'{token}':{place}" for place, token in enumerate(tokens, start=1)])


def forget(connection: Connection, blocks: Sequence[int]) -> None:
    """Takes blocks out again."""
    for start in range(0, len(blocks), _PORTION):
        listed = ", ".join(map(str, blocks[start : start + _PORTION]))
        connection.execute(text(f"DELETE FROM {TABLE} WHERE block_id IN ({listed})"))  # noqa: S608 - numbers
