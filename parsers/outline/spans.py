"""Text put together from pieces of blocks, each character with its place: for titles over several lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from models.facts import Evidence
from models.names import Derivation, Role
from parsers.outline.lines import Line

Piece = tuple[int, int, int]
"""Block, start, end."""


@dataclass(frozen=True, slots=True)
class Text:
    """`places[i]` is (block, offset) of `text[i]`."""

    text: str
    places: tuple[tuple[int, int], ...]

    @staticmethod
    def of_line(line: Line) -> "Text":
        """One line with its label."""
        ordinal = line.block.ordinal
        return Text(line.text, tuple((ordinal, offset) for offset in range(line.start, line.end)))

    @staticmethod
    def joined(parts: "Iterable[Text]") -> "Text":
        """Texts one behind the other, with nothing between."""
        kept = tuple(parts)
        return Text(
            "".join(part.text for part in kept), tuple(place for part in kept for place in part.places)
        )

    def part(self, start: int, end: int) -> "Text":
        """A stretch of it."""
        return Text(self.text[start:end], self.places[start:end])

    def without(self, unwanted: frozenset[str]) -> "Text":
        """It without some characters, the others in their places."""
        kept = [number for number, sign in enumerate(self.text) if sign not in unwanted]
        return Text("".join(self.text[n] for n in kept), tuple(self.places[n] for n in kept))

    def pieces(self, start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
        """The stretches of blocks that hold it, blanks at their ends left out; gaps within a block stay
        inside a stretch."""
        found: list[Piece] = []
        for block, places in groupby(self.places[start:end], key=lambda place: place[0]):
            offsets = [offset for _, offset in places]
            found.append((block, offsets[0], offsets[-1] + 1))
        return tuple(found)

    def evidence(
        self,
        field: str,
        start: int = 0,
        end: int | None = None,
        role: Role = "value",
        derivation: Derivation = "verbatim",
    ) -> tuple[Evidence, ...]:
        """Evidence for a field: one piece a block; `normalised` where several make the value."""
        pieces = self.pieces(start, end)
        how: Derivation = "normalised" if len(pieces) > 1 and derivation == "verbatim" else derivation
        return tuple(Evidence(field, *piece, role=role, derivation=how) for piece in pieces)
