"""A span as both forms of a trace show it: marked, with what stands around it."""

from rich.text import Text

from pipeline.ask.trace_values import Span
from pipeline.commands import terminal


def quoted(span: Span, around: int, *, colour: bool) -> Text:
    """The span between up to `around` characters of its paragraph on either side; … where it goes on."""
    prefix, quote, suffix = span.around(around)
    left = "…" if span.start > len(prefix) else ""
    right = "…" if span.end + len(suffix) < len(span.place.text) else ""
    return terminal.marked(left + prefix, quote, suffix + right, colour=colour)
