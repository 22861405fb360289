"""Lines of Chinese and Latin text: broken between Chinese characters too (rich breaks at blanks only),
continued under their beginning."""

from collections.abc import Iterator

from rich.cells import cell_len, get_character_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

# Punctuation that begins no line, and that ends none (GB/T 15834-2011, 5.1.10).
_BEGINS_NO_LINE = frozenset("，。、；：！？）】》〉」』〕”’…%％,.;:!?)]}")
_ENDS_NO_LINE = frozenset("（【《〈「『〔“‘([{")
_NARROWEST = 16


class Hanging:
    """A line that begins with `lead`; what does not fit continues below, indented to where `body` begins."""

    def __init__(self, lead: Text, body: Text) -> None:
        self.lead = lead
        self.body = body

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines, each fitted to the console (no narrower than a few characters)."""
        indent = self.lead.cell_len
        begin = self.lead
        for line in folded(self.body, max(options.max_width - indent, _NARROWEST)):
            yield Text.assemble(begin, line, no_wrap=True, overflow="ignore")
            begin = Text(" " * indent)


def folded(text: Text, width: int) -> list[Text]:
    """The text in lines of at most `width` cells; blanks at the breaks stay at the ends of lines."""
    return list(text.divide(_breaks(text.plain, width)))


def _breaks(text: str, width: int) -> Iterator[int]:
    """Offsets at which lines end: after a blank or beside a wide character, else where the line is full."""
    used = possible = possible_used = start = 0
    for place, character in enumerate(text):
        cells = get_character_cell_size(character)
        if place > start and _may_break(text[place - 1], character):
            possible, possible_used = place, used
        while used + cells > width and not character.isspace() and place > start:
            if possible <= start:
                possible, possible_used = place, used
            yield possible
            start, used = possible, used - possible_used
        used += cells


def _may_break(before: str, behind: str) -> bool:
    if behind.isspace() or behind in _BEGINS_NO_LINE or before in _ENDS_NO_LINE:
        return False
    return before.isspace() or cell_len(before) > 1 or cell_len(behind) > 1
