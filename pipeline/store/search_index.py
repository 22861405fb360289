"""Full-text search that finds Chinese words of any length, also of one character, exactly and where they
stand.

SQLite's tokenisers know no Chinese (unicode61 finds no word, trigram none below three characters), so the
index holds a segmented copy: every Chinese character is a token, a run of Latin letters and digits is one, a
stretch of punctuation is `_`. A word is then a phrase. Width, case, white space and thousands separators do
not count (NFKC, Unicode case folding).
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sqlalchemy import Connection, RowMapping
from sqlalchemy import text as sql_text

from models.errors import WrongUse
from models.language import say
from models.schema import block
from models.schema.columns import shown
from pipeline.store.backends import backend_of
from pipeline.store.backends.backend import Asked, Backend

_RUN: Final = r"[0-9a-z\x80-\u2e7f]+"  # below the CJK blocks letters and digits form words
_HIGHER: Final = r"[^\0-\u2e7f]"  # all others: said by what they are not, a pattern is compiled sooner
_TOKEN: Final = re.compile(rf"{_RUN}(?:(?<=[0-9]),(?=[0-9]{{3}}(?![0-9])){_RUN})*|{_HIGHER}|%|\x01|[!.,]+")
_ALONE: Final = re.compile(_HIGHER)
_KNOWN: Final = 0x9FCC  # unicode61 knows Unicode 6.1; later characters are indexed by their number
_BREAK: Final = "!"
_PUNCTUATION: Final = "_"
_STRETCH: Final = re.compile("_(?: _)+")
_POINT: Final = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_THOUSANDS: Final = re.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
Spellings = Callable[[str], Sequence[str]]
"""Other ways to write a word that are as good as the word itself."""
_INNER_POINT: Final = "\x01"  # a decimal point, as long as the character it stands for
_POINTS: Final = {ord(_INNER_POINT): ".", ord("."): f" {_PUNCTUATION} ", ord(","): f" {_PUNCTUATION} "}


@dataclass(frozen=True, slots=True)
class Hit:
    """A block that holds all the words; `spans` are the half-open offsets of each occurrence in `text`."""

    block_id: int
    plan: str
    version: int
    kind: str
    part: str
    xml_path: str
    heading_path: str
    text: str
    spans: tuple[tuple[int, int], ...]


class _Plain(dict[int, str]):
    """What each character is searched as, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code))
        return plain


def _plain(character: str) -> str:
    if character == "，":  # NFKC makes it a comma, and 500，600 would be one number
        return _BREAK
    return "".join(map(_plain_part, unicodedata.normalize("NFKC", character).casefold()))


def _plain_part(part: str) -> str:
    category = unicodedata.category(part)
    if category == "Cf" or category[0] == "M":
        return ""
    if category[0] in "LN" or category == "Co" or part in ",.%":
        return part
    return " " if category[0] == "Z" or category == "Cc" else _BREAK


_PLAIN: Final = _Plain()


class _Indexed(dict[str, str]):
    """The token that a match of `_TOKEN` is indexed as; single characters are remembered, words are too
    many."""

    def __missing__(self, match: str) -> str:
        if len(match) > 1:
            return _indexed(match)
        token = self[match] = _indexed(match)
        return token


def _indexed(match: str) -> str:
    if match[0] in "!.,":
        return _PUNCTUATION
    if ord(match[0]) > _KNOWN:
        return f"x{ord(match[0]):x}"
    return "." if match == _INNER_POINT else match.replace(",", "")


_INDEXED: Final = _Indexed()


def _normalised(text: str) -> str:
    return _POINT.sub(_INNER_POINT, text.translate(_PLAIN))


def _placed_tokens(text: str) -> list[tuple[str, int, int]]:
    """The tokens of a normalised text with their places in it: of stretches of punctuation one, none at
    either end."""
    found: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        token = _INDEXED[match[0]]
        if token != _PUNCTUATION or (found and found[-1][0] != _PUNCTUATION):
            found.append((token, match.start(), match.end()))
    return found[:-1] if found and found[-1][0] == _PUNCTUATION else found


class _Spaced(dict[int, str]):
    """What each character is searched as, with blanks around what is a token alone; points and commas as they
    are."""

    def __missing__(self, code: int) -> str:
        spaced = self[code] = "".join(map(_spaced, _PLAIN[code]))
        return spaced


def _spaced(part: str) -> str:
    alone = part in f"{_BREAK}%" or _ALONE.fullmatch(part)
    return f" {_INDEXED[part]} " if alone else part


_SPACED: Final = _Spaced()


def segment(text: str) -> str:
    """What is indexed for a text, and for a searched word: its tokens with blanks between them, as
    `_placed_tokens` gives them."""
    spaced = text.translate(_SPACED)
    if "." in spaced or "," in spaced:
        spaced = _THOUSANDS.sub("", _POINT.sub(f" {_INNER_POINT} ", spaced))
        spaced = spaced.translate(_POINTS)
    tokens = " ".join(spaced.split())
    return _STRETCH.sub(_PUNCTUATION, tokens).strip(f"{_PUNCTUATION} ")


def _as_typed(_word: str) -> Sequence[str]:
    return ()


def phrases_of(words: str, spellings: Spellings = _as_typed) -> Asked:
    """What is searched for by words divided by white space, all of which must occur, each in one of its
    spellings.

    Raises:
        WrongUse: there is no letter or digit to search for.
    """
    asked = [
        [phrase for form in (word, *spellings(word)) if (phrase := segment(form))] for word in words.split()
    ]
    if not any(asked):
        raise WrongUse(say("{words}: nothing to search for; give words or numbers", words=f"{words!r}"))
    return [phrases for phrases in asked if phrases]


def phrase_of(words: str) -> Asked | None:
    """What finds every text in which these very characters stand (and some more, of another width or
    spacing); None where nothing can. A token that may go on beyond the words (G of G基站 in 5G基站) is left
    out."""
    tokens = segment(words).split()
    if tokens and not _ALONE.fullmatch(_normalised(words[0])):
        del tokens[0]
    if tokens and not _ALONE.fullmatch(_normalised(words[-1])):
        del tokens[-1]
    return [[" ".join(tokens)]] if any(token != _PUNCTUATION for token in tokens) else None


def phrases_among(forms: Iterable[str]) -> Asked | None:
    """What finds a text with one of these forms; one that ends in `*` may go on within its last word. None
    where there is nothing to search for."""
    found = [(segment(form), "*" * form.endswith("*")) for form in forms]
    phrases = dict.fromkeys(f"{tokens}{more}" for tokens, more in found if tokens)
    return [list(phrases)] if phrases else None


def find_spans(text: str, words: str, spellings: Spellings = _as_typed) -> tuple[tuple[int, int], ...]:
    """Half-open offsets, in `text`, of every place where one of the words stands in one of its spellings,
    in order; those that overlap are joined."""
    origin = [place for place, character in enumerate(text) for _ in _PLAIN[ord(character)]]
    tokens = _placed_tokens(_normalised(text))
    found: list[tuple[int, int]] = []
    for form in (form for word in words.split() for form in (word, *spellings(word))):
        wanted = segment(form).split()
        found += [(origin[start], origin[end - 1] + 1) for start, end in _occurrences(tokens, wanted)]
    return _joined(sorted(found))


def _occurrences(tokens: list[tuple[str, int, int]], wanted: list[str]) -> list[tuple[int, int]]:
    size = len(wanted)
    if not size:
        return []
    starts = (at for at in range(len(tokens) - size + 1) if tokens[at][0] == wanted[0])
    return [
        (tokens[at][1], tokens[at + size - 1][2])
        for at in starts
        if [token for token, _, _ in tokens[at : at + size]] == wanted
    ]


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def index_blocks(connection: Connection, texts: list[tuple[int, str]]) -> None:
    """Adds blocks, given by id and text, to the index; those without a letter or digit are left out."""
    rows = [(block_id, words) for block_id, text in texts if (words := segment(text))]
    if rows:
        backend_of(connection).index_words(connection, rows)


def forget_blocks(connection: Connection, texts: list[tuple[int, str]]) -> None:
    """Takes blocks out again, given with the very text that was put in."""
    rows = [(block_id, words) for block_id, text in texts if (words := segment(text))]
    if rows:
        backend_of(connection).forget_words(connection, rows)


def blocks_matching(backend: Backend, name: str) -> str:
    """A query for the numbers of the blocks that match a `search_value` given as `:name`."""
    index = backend.search_block.partition(".")[0]
    return f"SELECT {backend.search_block} FROM {index} WHERE {backend.search_match(name)}"  # noqa: S608


_PART: Final = shown(block.c.part, "b")
_PATH: Final = shown(block.c.xml_path, "b")


def _hits(backend: Backend, most: int = 1) -> str:
    """From the index to the hits; `most` stretches of blocks are looked in, by their number."""
    within = f"{backend.search_block} BETWEEN :least{{0}} AND :last{{0}}"
    return " UNION ALL ".join(
        f"""SELECT b.block_id, v.plan_id, v.number AS version, b.ordinal
FROM {backend.search_source} JOIN version v ON v.version_id = b.version_id
WHERE {backend.search_match("query")} AND b.kind <> 'toc' AND {_WANTED} AND {within.format(number)}"""  # noqa: S608
        for number in range(most)
    )


def _select(backend: Backend, stretches: int) -> str:
    """The text of what is not shown is not fetched."""
    return f"""SELECT b.block_id, p.key AS plan, hit.version, b.kind, {_PART} AS part,
    {_PATH} AS xml_path,
    COALESCE(h.path, '') AS heading_path, b.text
FROM (SELECT * FROM ({_hits(backend, stretches)}) hit
    WHERE (plan_id, version) <= (:to_plan, :to_number)
    ORDER BY plan_id, version, ordinal LIMIT :limit) hit
JOIN block b ON b.block_id = hit.block_id JOIN plan p ON p.plan_id = hit.plan_id
LEFT JOIN heading h ON h.record_id = b.heading_id
ORDER BY hit.plan_id, hit.version, hit.ordinal"""  # noqa: S608


_WANTED: Final = """(:plan IS NULL OR v.plan_id = (SELECT plan_id FROM plan WHERE key = :plan))
AND (v.number = :version OR (:version IS NULL AND (:every = 1 OR v.is_current = 1)))"""
# hits come in the order of plans, so that of a common word those of the first plans are enough
_FIRST_VERSIONS: Final = f"""SELECT v.version_id, v.plan_id, v.number FROM version v WHERE {_WANTED}
ORDER BY v.plan_id, v.number LIMIT :first"""  # noqa: S608
_THEIR_BLOCKS: Final = (
    """SELECT min(block_id), max(block_id) FROM block WHERE version_id IN ({}) GROUP BY version_id"""
)
_FIRST: Final = 64
_STRETCHES: Final = 8
_LARGEST: Final = 2**62


@dataclass(frozen=True, slots=True)
class _Where:
    """Where to look for hits: stretches of blocks, up to a version of a plan."""

    stretches: tuple[tuple[int, int], ...] = ((0, _LARGEST),)
    plan: int = _LARGEST
    number: int = 0

    @property
    def values(self) -> dict[str, int]:
        """For the places in the query."""
        ends = {
            f"{name}{place}": end
            for place, stretch in enumerate(self.stretches)
            for name, end in zip(("least", "last"), stretch, strict=True)
        }
        return {**ends, "to_plan": self.plan, "to_number": self.number}


def _places(connection: Connection, asked: Mapping[str, object]) -> Iterator[tuple[_Where, bool]]:
    """Where to look, and whether that is everywhere: the blocks of the first versions; then, if these are
    not all, those of all."""
    found = connection.execute(sql_text(_FIRST_VERSIONS), {**asked, "first": _FIRST}).all()
    is_all = len(found) < _FIRST
    if found:
        listed = ", ".join(str(version) for version, _, _ in found)
        blocks = connection.execute(sql_text(_THEIR_BLOCKS.format(listed))).all()
        _, plan, number = found[-1]
        yield _Where(_stretches([(least, last) for least, last in blocks]), plan, number), is_all
    if not is_all:
        yield _Where(), True


def _stretches(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The ranges joined into a few: the later version of an early plan lies at the other end of the table."""
    ordered = sorted(ranges)
    gaps = sorted(
        ((after[0] - before[1], place) for place, (before, after) in enumerate(pairwise(ordered), start=1)),
        reverse=True,
    )
    cuts = [0, *sorted(place for gap, place in gaps[: _STRETCHES - 1] if gap > 1), len(ordered)]
    return tuple(
        (ordered[start][0], max(last for _, last in ordered[start:end])) for start, end in pairwise(cuts)
    )


def search_blocks(
    connection: Connection,
    words: str,
    plan: str | None = None,
    version: int | None = None,
    limit: int | None = None,
    spellings: Spellings = _as_typed,
    *,
    every: bool = False,
) -> tuple[Hit, ...]:
    """The blocks that hold all of the words, in document order, tables of contents left out.

    Args:
        connection: an open database.
        words: divided by white space; each must occur.
        plan: key of a plan, None for all.
        version: number of a version, None for each plan's current one.
        limit: most blocks to give, None for all.
        spellings: other ways to write a word that count as the word.
        every: without a version, all of them.

    Raises:
        WrongUse: there is no letter or digit to search for.
    """
    backend = backend_of(connection)
    asked = _asked(backend, words, plan, spellings, every) | {"version": version}
    asked["limit"] = sys.maxsize if limit is None else limit
    found: Sequence[RowMapping] = ()
    for where, is_all in _places(connection, asked):
        if is_all or limit is not None:
            sql = sql_text(_select(backend, len(where.stretches)))
            found = connection.execute(sql, {**asked, **where.values}).mappings().all()
        if limit is not None and len(found) >= limit:
            break
    return tuple(Hit(**row, spans=find_spans(row["text"], words, spellings)) for row in found)


def count_blocks(
    connection: Connection,
    words: str,
    plan: str | None = None,
    spellings: Spellings = _as_typed,
    *,
    every: bool = False,
) -> int:
    """How many blocks `search_blocks` gives without a limit."""
    backend = backend_of(connection)
    asked = _asked(backend, words, plan, spellings, every) | {"version": None}
    where = next((where for where, is_all in _places(connection, asked) if is_all), None)
    if where is None:
        return 0
    sql = f"SELECT count(*) FROM ({_hits(backend, len(where.stretches))}) hit"  # noqa: S608
    return int(connection.execute(sql_text(sql), {**asked, **where.values}).scalar_one())


def _asked(
    backend: Backend, words: str, plan: str | None, spellings: Spellings, every: bool
) -> dict[str, object]:
    return {
        "query": backend.search_value(phrases_of(words, spellings)),
        "plan": plan,
        "every": int(every),
    }
