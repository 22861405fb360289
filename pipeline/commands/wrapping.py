"""Lines of Chinese and Latin text: broken between Chinese characters too (rich breaks at blanks only),
continued under their beginning."""

from rich.cells import get_character_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

from pipeline.commands.help_pages import breaks

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


class Cell:
    """A cell of a table: as wide as rich makes it, its lines broken as Chinese is."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines within the column."""
        for line in folded(self.text, options.max_width):
            line.rstrip()
            if options.justify == "right":
                line.align("right", options.max_width)
            yield Text.assemble(line, no_wrap=True, overflow="ignore")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """As the text itself is measured."""
        return Measurement.get(console, options, self.text)


def folded(text: Text, width: int) -> list[Text]:
    """The text in lines of at most `width` cells; blanks at the breaks stay at the ends of lines."""
    return list(text.divide(breaks(text.plain, width, get_character_cell_size)))
