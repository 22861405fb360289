"""Lines of Chinese and Latin text: broken between Chinese characters too (rich breaks at blanks only),
continued under their beginning."""

from rich.cells import get_character_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
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


def folded(text: Text, width: int) -> list[Text]:
    """The text in lines of at most `width` cells; blanks at the breaks stay at the ends of lines."""
    return list(text.divide(breaks(text.plain, width, get_character_cell_size)))
