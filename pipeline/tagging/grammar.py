"""What names are made of: where one may begin, the words it ends in, and what cannot stand inside it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from models.names import EntityLabel
from models.vocabularies import read_rows, words
from pipeline.tagging.lookup import Lookup

LONGEST = 26
_EDGE = re.compile(
    r"[，。；、：！？“”‘’《》〈〉【】〔〕\[\]…—,;:!?\"'\s|/／+＋=→\-－]"
    r"(?:(?<![-－])|(?<=[一-鿿][-－])(?=[一-鿿]))"
)
_LEVEL = re.compile("(?:自治区|自治州|[省市县区州])(?![级属城域直内际区辖])")
_COUNTS = "两几多三四五六七八九十"
_BEFORE_LEVEL = frozenset("、，。；：“‘（(《和与及由在为对向将从按请各以到入给支经报跨是有委府")


@dataclass(frozen=True, slots=True)
class Suffix:
    """A word names end in."""

    word: str
    label: EntityLabel
    free: bool
    certainty: str


@dataclass(frozen=True, slots=True)
class Ending:
    """A suffix at its place in a text."""

    start: int
    end: int
    suffix: Suffix


@cache
def suffixes() -> dict[str, Suffix]:
    """The suffixes by word (models/vocabulary/name_suffixes.csv)."""
    return {
        row["suffix"]: Suffix(
            row["suffix"],
            row["label"],  # type: ignore[arg-type]
            row["anchor"] == "free",
            row["certainty"],
        )
        for row in read_rows("name_suffixes")
    }


@cache
def _suffix_pattern() -> tuple[re.Pattern[str], Lookup]:
    ordered = sorted(suffixes(), key=len, reverse=True)
    return re.compile(rf"{opening(ordered)}(?=({'|'.join(ordered)}))"), Lookup(words("suffix_lookalikes"))


def opening(found: Iterable[str], also: str = "") -> str:
    """What a pattern of many words looks at first: the two characters that they begin with, one of each; or
    that of a word of one character, or what `also` has (as in a set of a regular expression)."""
    heads = {word[:2] for word in found}
    alone = also + _set(head for head in heads if len(head) == 1)
    pairs = [head for head in heads if len(head) == 2]
    first, second = (_set(head[at] for head in pairs) for at in (0, 1))
    return f"(?=[{alone}]|[{first}][{second}])" if alone else f"(?=[{first}][{second}])"


def _set(characters: Iterable[str]) -> str:
    return re.escape("".join(sorted({*characters})))


def endings(text: str) -> list[Ending]:
    """Where names may end: the longest suffix for each end, none that begins another word (中心|城区)."""
    pattern, lookalikes = _suffix_pattern()
    longest: dict[int, Ending] = {}
    for match in pattern.finditer(text):
        start, end = match.start(1), match.end(1)
        if end not in longest and not _is_other_word(text, start, end, lookalikes):
            longest[end] = Ending(start, end, suffixes()[match[1]])
    return list(longest.values())


def _is_other_word(text: str, start: int, end: int, lookalikes: Lookup) -> bool:
    return any((lookalikes.end_at(text, at) or 0) > end for at in range(start, end))


@cache
def _stops() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words no name holds, and words no name begins with."""
    never = sorted(
        (row["word"] for row in read_rows("name_stops") if row["kind"] == "never"), key=len, reverse=True
    )
    start = sorted(
        (row["word"] for row in read_rows("name_stops") if row["kind"] == "start"), key=len, reverse=True
    )
    never += ["全线", "以上", "之"]
    count = rf"\d{{1,12}}(?:多|余)?[个家座条处批]|[{_COUNTS}][个家座条大]"
    # most characters begin none of them: looked at first, they take a third of the time
    first = opening(never, rf"\d{_COUNTS}")
    return re.compile(rf"{first}(?:{'|'.join(never)}|{count})"), re.compile("|".join(start))


def stops() -> re.Pattern[str]:
    """Words no name holds."""
    return _stops()[0]


def ends_inside_word(text: str, start: int, end: int) -> bool:
    """Whether the last word of a span goes on behind it: 高速 of 高速发展."""
    return _is_other_word(text, max(start, end - 2), end, _suffix_pattern()[1])


class Clauses:
    """Where in a text names can begin at the earliest; `kept` are spans of known names, in which nothing is
    a stop, `ends` where names may end: 和 behind one begins another."""

    __slots__ = ("_bounds", "_text")

    def __init__(self, text: str, kept: list[tuple[int, int]], ends: list[int]) -> None:
        inside = {index for start, end in kept for index in range(start, end)}
        stops = (
            match.end() for match in _stops()[0].finditer(text) if inside.isdisjoint(range(*match.span()))
        )
        self._text = text
        joints = (end + 1 for end in ends if text[end : end + 1] in {"和", "及", "与"})
        self._bounds = sorted(
            {
                0,
                *stops,
                *joints,
                *(match.end() for match in _EDGE.finditer(text) if match.start() not in inside),
            }
        )

    def begin(self, position: int) -> int:
        """The earliest start of a name that goes on at `position`; an unclosed bracket is a bound as well."""
        bound = max(self._bounds[bisect_right(self._bounds, position) - 1], position - LONGEST)
        return _behind_open_bracket(self._text, bound, position)


def _behind_open_bracket(text: str, bound: int, position: int) -> int:
    for opening, closing in ("（）", "()"):
        last = text.rfind(opening, bound, position)
        if last >= 0 and text.find(closing, last, position) < 0:
            bound = last + 1
        close = text.find(closing, bound, position)
        if close >= 0 and text.rfind(opening, bound, close) < 0:
            bound = close + 1
    return bound


def strip_starts(text: str, start: int, end: int) -> int:
    """Past the words no name begins with (建设 规划 和 …)."""
    pattern = _stops()[1]
    while (match := pattern.match(text, start, end)) is not None and match.end() < end:
        start = match.end()
    return start


def level_starts(text: str) -> Iterator[tuple[int, int]]:
    """市 or 省 where it stands for the place the text is about: 市环卫中心, 由省水利厅."""
    for match in _LEVEL.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if (
            not before
            or before in _BEFORE_LEVEL
            or _stops()[0].search(text, max(0, match.start() - 3), match.start()) is not None
        ):
            yield match.span()


@cache
def _generic() -> re.Pattern[str]:
    ordered = sorted((re.escape(word) for word in words("generic_heads")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(ordered)}|[A-Za-z0-9（）()])+")


def is_generic(text: str) -> bool:
    """Whether a stretch says what a thing is and not which: 高新技术, 电子信息, 5G."""
    return not text or _generic().fullmatch(text) is not None


@cache
def _generic_opening() -> re.Pattern[str]:
    return re.compile(
        "|".join(
            [
                *sorted((word for word in words("generic_heads") if len(word) > 1), key=len, reverse=True),
                "[A-Za-z0-9]",
            ]
        )
    )


def opens_generic(text: str) -> bool:
    """Whether it begins so."""
    return not text or _generic_opening().match(text) is not None


def is_class(name: str) -> bool:
    """Whether a name tells only a kind of thing: 数据中心, 5G产业园, 重点实验室."""
    rest = name
    while (ending := _last_suffix(rest)) is not None:
        rest = rest[: -len(ending)]
    return rest != name and is_generic(rest)


def _last_suffix(name: str) -> str | None:
    known = suffixes()
    for start in range(max(0, len(name) - 10), len(name)):
        if (tail := name[start:]) in known:
            return tail
    return None


def balanced(name: str) -> bool:
    """Whether every bracket of a name is closed in it."""
    return name.count("（") + name.count("(") == name.count("）") + name.count(")")
