"""Help pages that align and break wide characters: click counts characters, a terminal counts cells."""

from collections.abc import Callable, Iterable, Iterator
from unicodedata import east_asian_width

import click

from models.language import say

# Punctuation that begins no line, and that ends none (GB/T 15834-2011, 5.1.10).
_BEGINS_NO_LINE = frozenset("，。、；：！？）】》〉」』〕”’…%％,.;:!?)]}")
_ENDS_NO_LINE = frozenset("（【《〈「『〔“‘([{")
_NARROWEST = 10


class HelpPage(click.HelpFormatter):
    """click's formatter, with widths in cells and lines broken between Chinese characters too."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        super().write_usage(prog, args, say("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """The name of a section."""
        self.write(f"{' ' * self.current_indent}{say('{heading}:', heading=heading)}\n")

    def write_text(self, text: str) -> None:
        """A paragraph, wrapped."""
        indent = " " * self.current_indent
        width = max(self.width - self.current_indent, _NARROWEST)
        self.write("".join(f"{indent}{line}\n" for line in wrapped(text, width)))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms and their meanings in two columns; a term too long has its meaning below."""
        listed = list(rows)
        first = min(max((cells(term) for term, _ in listed), default=0), col_max) + col_spacing
        indent, gap = " " * self.current_indent, " " * (first + self.current_indent)
        for term, meaning in listed:
            lines = wrapped(meaning, max(self.width - first - self.current_indent, _NARROWEST))
            beside = cells(term) <= first - col_spacing and bool(lines)
            self.write(f"{indent}{term}{' ' * (first - cells(term)) + lines[0] if beside else ''}\n")
            self.write("".join(f"{gap}{line}\n" for line in lines[beside:]))


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    return 2 if east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells."""
    lines, start = [], 0
    for end in (*breaks(text, width, _cells_of), len(text)):
        lines.append(text[start:end].strip())
        start = end
    return [line for line in lines if line]


def breaks(text: str, width: int, cells_of: Callable[[str], int]) -> Iterator[int]:
    """Offsets at which lines end: after a blank or beside a wide character, else where the line is full."""
    used = possible = possible_used = start = 0
    for place, character in enumerate(text):
        size = cells_of(character)
        if place > start and _may_break(text[place - 1], character):
            possible, possible_used = place, used
        while used + size > width and not character.isspace() and place > start:
            if possible <= start:
                possible, possible_used = place, used
            yield possible
            start, used = possible, used - possible_used
        used += size


def _may_break(before: str, behind: str) -> bool:
    if behind.isspace() or behind in _BEGINS_NO_LINE or before in _ENDS_NO_LINE:
        return False
    return before.isspace() or _cells_of(before) > 1 or _cells_of(behind) > 1


def first_sentence(text: str, limit: int) -> str:
    """The first sentence, cut with … where it takes more than `limit` cells."""
    ends = [at + 1 for at in (text.find("。"), text.find(". ")) if at >= 0]
    sentence = text[: min(ends, default=len(text))]
    if cells(sentence) <= limit:
        return sentence
    return wrapped(sentence, max(limit - 1, _NARROWEST))[0].rstrip("，、,;；") + "…"
