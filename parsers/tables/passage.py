"""Text put together from several paragraphs, with every character still knowing where it stands."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import overload

from models.document import Block
from models.facts import Evidence
from models.names import Derivation, Role
from models.quick import quick
from parsers.notation.blanks import WHITESPACE

Place = tuple[int, int]

_LINE_BREAK = re.compile(r"[ \t\u00a0\u2002\u2003\u2009\u3000]*[\n\r\v\f\u2028\u2029][\s\u00a0\u3000]*")
_BREAK = re.compile(r"[\n\r\v\f\u2028\u2029]")
_BLANKS = WHITESPACE + "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLANK_CHARS = frozenset(_BLANKS)
_UNSEEN = re.compile(
    "[\\s\u00ad\u0600-\u0605\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+"
)
# what folding leaves as it is, whatever stands beside it
_FOLDED = re.compile(r"[\u4e00-\u9fffA-Za-z0-9,.()/%、。]*")
_LATIN = re.compile(r"[A-Za-z0-9,.;:!?)]")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―－−﹣"), "-") | dict.fromkeys(map(ord, "～〜﹏∼"), "~")


@quick
@dataclass(frozen=True, slots=True)
class Piece:
    """A span of one block: `blocks[block].text[start:end]`."""

    block: int
    start: int
    end: int


class Run(Sequence[Place]):
    """The places of characters that follow each other in one block, from `start` to `end`; as their tuple,
    without making it."""

    __slots__ = ("block", "end", "start")

    def __init__(self, block: int, start: int, end: int) -> None:
        self.block, self.start, self.end = block, start, end

    def __len__(self) -> int:
        """How many there are."""
        return self.end - self.start

    def __iter__(self) -> Iterator[Place]:
        """One after the other."""
        return zip(repeat(self.block), range(self.start, self.end), strict=False)

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> "Run": ...
    def __getitem__(self, at: int | slice) -> "Place | Run":
        """One place, or those of a stretch without steps."""
        if isinstance(at, int):
            return self.block, range(self.start, self.end)[at]
        start, end, _ = at.indices(self.end - self.start)
        return Run(self.block, self.start + start, self.start + max(start, end))


@quick
@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """`text` and, for each of its characters, the (block, offset) it was made from; `source` is the
    document's blocks. Where the places are a `Run`, the text is the block's there, character for
    character."""

    source: tuple[Block, ...]
    text: str
    places: Sequence[Place]

    def __bool__(self) -> bool:
        """True when something other than blanks is in it."""
        text = self.text
        return text != "" and (text[0] not in _BLANK_CHARS or text.strip(_BLANKS) != "")

    def part(self, start: int, end: int | None = None) -> "Passage":
        """The characters from `start` to `end`, without blanks at both ends."""
        end = len(self.text) if end is None else end
        text = self.text[start:end]
        bare = text.strip(_BLANKS)
        if not bare:
            return Passage(self.source, "", ())
        if len(bare) == len(self.text):
            return self
        start += text.index(bare)
        return Passage(self.source, bare, self.places[start : start + len(bare)])

    def without(self, start: int, end: int) -> "Passage":
        """The passage with a span taken out, blanks at the ends removed."""
        return Passage(
            self.source, self.text[:start] + self.text[end:], (*self.places[:start], *self.places[end:])
        ).part(0)

    def lines(self) -> tuple["Passage", ...]:
        """The non-empty lines: a new one begins at each line break and at each new block."""
        if isinstance(self.places, Run):
            return (self.part(0),) if self else ()
        cuts = [0]
        for index in range(1, len(self.text)):
            (block, offset), (before, at) = self.places[index], self.places[index - 1]
            if block != before or "\n" in self.source[block].text[at + 1 : offset]:
                cuts.append(index)
        parts = (self.part(start, end) for start, end in zip(cuts, [*cuts[1:], len(self.text)], strict=True))
        return tuple(line for line in parts if line)

    def without_gaps(self) -> "Passage":
        """The passage without the blanks that space Chinese characters out (粮 食)."""
        kept = [
            index
            for index, char in enumerate(self.text)
            if char not in _BLANK_CHARS or not _is_gap(self.text, index)
        ]
        if len(kept) == len(self.text):
            return self
        return Passage(
            self.source,
            "".join(self.text[index] for index in kept),
            tuple(self.places[index] for index in kept),
        )

    def broken(self) -> "Passage":
        """The passage with its line breaks kept, for cells that hold several values."""
        text, places = "", tuple[Place, ...]()
        for line in self.lines():
            gap = ("\n", places[-1:]) if text else ("", ())
            text, places = text + gap[0] + line.text, (*places, *gap[1], *line.places)
        return Passage(self.source, text, places)

    def pieces(self) -> tuple[Piece, ...]:
        """The spans it rests on, in order; blanks left out inside a block do not divide a span."""
        return _pieces(self)

    def spans(self) -> tuple[Piece, ...]:
        """The same, reckoned anew."""
        text = self.text.strip(_BLANKS)
        if not text:
            return ()
        if isinstance(self.places, Run):
            start = self.places.start + (0 if len(text) == len(self.text) else self.text.index(text))
            return (Piece(self.places.block, start, start + len(text)),)
        (block, start), (last_block, end) = self.places[0], self.places[-1]
        if (
            block == last_block
            and end - start == len(self.text) - 1
            and self.source[block].text[start : end + 1] == self.text
        ):
            left, right = (
                len(self.text) - len(self.text.lstrip(_BLANKS)),
                len(self.text) - len(self.text.rstrip(_BLANKS)),
            )
            return (Piece(block, start + left, end + 1 - right),)
        return self._scattered()

    def _scattered(self) -> tuple[Piece, ...]:
        found: list[Piece] = []
        for (block, offset), char in zip(self.places, self.text, strict=True):
            if char in _BLANK_CHARS:
                continue
            last = found[-1] if found else None
            if (
                last
                and last.block == block
                and last.end <= offset
                and not self.source[block].text[last.end : offset].strip(_BLANKS)
            ):
                found[-1] = Piece(block, last.start, offset + 1)
            elif not (last and last.block == block and last.start <= offset < last.end):
                found.append(Piece(block, offset, offset + 1))
        return tuple(found)

    def quotes(self) -> tuple[str, ...]:
        """The characters of each piece as they stand in the document."""
        if isinstance(self.places, Run):
            text = self.text.strip(_BLANKS)
            return (text,) if text else ()
        return tuple(self.source[piece.block].text[piece.start : piece.end] for piece in self.pieces())

    def folded(self) -> "Passage":
        """For matching: compatibility forms resolved (NFKC), dashes and tildes made one, no blanks or
        invisible characters."""
        if _FOLDED.fullmatch(self.text):
            return self
        chars: list[str] = []
        places: list[Place] = []
        for char, place in zip(self.text, self.places, strict=True):
            for plain in fold(char):
                chars.append(plain)
                places.append(place)
        return Passage(self.source, "".join(chars), tuple(places))


@lru_cache(maxsize=1024)
def _pieces(passage: Passage) -> tuple[Piece, ...]:
    """Remembered for the last passages: each value of a column rests on the same header."""
    return passage.spans()


def _is_gap(text: str, index: int) -> bool:
    """Whether the blanks around a place stand between characters that are not ASCII, or at an end."""
    before, after = text[:index].rstrip(_BLANKS)[-1:], text[index:].lstrip(_BLANKS)[:1]
    return not (before.isascii() and before and after.isascii() and after)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """NFKC, one kind of dash and tilde, without blanks and format characters (zero-width space, soft
    hyphen)."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text).translate(_DASHES))


def joined(parts: tuple[Passage, ...]) -> Passage:
    """Several passages as one, with a blank between Latin words; needs at least one."""
    text, places = parts[0].text, tuple(parts[0].places)
    for part in parts[1:]:
        if part and text and _LATIN.match(text[-1]) and part.text[0].isascii() and part.text[0].isalpha():
            text, places = text + " ", (*places, places[-1])
        text, places = text + part.text, (*places, *part.places)
    return Passage(parts[0].source, text, places)


def of_span(source: tuple[Block, ...], span: Piece | Evidence) -> Passage:
    """The characters of a span of one block as they stand."""
    text = source[span.block].text[span.start : span.end]
    return Passage(source, text, Run(span.block, span.start, span.end))


def of_blocks(source: tuple[Block, ...], ordinals: tuple[int, ...]) -> Passage:
    """The text of blocks as one line: line breaks are layout, so they vanish, or become a blank between
    Latin words."""
    if len(ordinals) == 1 and (plain := _of_plain(source, ordinals[0])) is not None:
        return plain
    chars: list[str] = []
    places: list[Place] = []
    for ordinal in ordinals:
        text = source[ordinal].shown
        if text.strip(_BLANKS):
            _join(chars, places, ordinal, text)
    passage = Passage(source, "".join(chars), tuple(places))
    marked = any(source[ordinal].scripts and source[ordinal].marks for ordinal in ordinals)
    return (_without_marks(passage, ordinals) if marked else passage).part(0)


def _of_plain(source: tuple[Block, ...], ordinal: int) -> Passage | None:
    """The same of one block where there is nothing to leave out but blanks at the ends, as in most cells."""
    block = source[ordinal]
    if block.scripts or _BREAK.search(block.text):
        return None
    start = len(block.text) - len(block.text.lstrip(_BLANKS))
    text = block.text[start:].rstrip(_BLANKS)
    return Passage(source, text, Run(ordinal, start, start + len(text)))


def _without_marks(passage: Passage, ordinals: tuple[int, ...]) -> Passage:
    """Without the raised note marks of the blocks (90¹ is 90)."""
    marked = {
        (ordinal, offset)
        for ordinal in ordinals
        for start, end in passage.source[ordinal].marks
        for offset in range(start, end)
    }
    kept = [at for at, place in enumerate(passage.places) if place not in marked]
    return Passage(
        passage.source, "".join(passage.text[at] for at in kept), tuple(passage.places[at] for at in kept)
    )


def _join(chars: list[str], places: list[Place], ordinal: int, text: str) -> None:
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    while start < end:
        found = _LINE_BREAK.search(text, start, end)
        stop = found.start() if found else end
        if chars and text[start].isascii() and text[start].isalpha() and _LATIN.match(chars[-1][-1:]):
            chars.append(" ")
            places.append(places[-1])
        chars.append(text[start:stop])
        places.extend(zip(repeat(ordinal), range(start, stop), strict=False))
        start = found.end() if found else end


def evidence(
    name: str, value: object, passage: Passage, role: Role = "value", derivation: Derivation | None = None
) -> tuple[Evidence, ...]:
    """The evidence of one field: a piece for each span of `passage`.

    Unless told, the derivation is `verbatim` when the value is the one quote apart from blanks, else
    `normalised` (docs/evidence.md); labels and other company of a value are quoted as they stand.
    """
    if derivation is None:
        derivation = "verbatim" if role != "value" or _is_quote(str(value), passage) else "normalised"
    return _evidence(name, passage, role, derivation)


def _is_quote(value: str, passage: Passage) -> bool:
    """Whether a value is the one quote of a passage apart from blanks."""
    quotes = passage.quotes()
    return len(quotes) == 1 and (value == quotes[0] or "".join(value.split()) == "".join(quotes[0].split()))


@lru_cache(maxsize=1024)
def _evidence(name: str, passage: Passage, role: Role, derivation: Derivation) -> tuple[Evidence, ...]:
    """Remembered for the last passages: each value of a column rests on the same header, unit and years."""
    return tuple(
        [Evidence(name, piece.block, piece.start, piece.end, role, derivation) for piece in passage.pieces()]
    )
