"""Output a person or a program can read in any locale: streams that never fail on a character, tables of
wide characters, JSON, one-line errors.

rich is imported inside the functions that draw, so that `--help` does not wait for it.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from models.language import say

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress
    from rich.table import Table
    from rich.text import Text

    from pipeline.commands.wrapping import Hanging

_UNWRAPPED = 10_000
_QUOTE_STYLE = "bold black on yellow"
# Line ends and tabs are shown; other controls and the bidirectional overrides (UAX #9) could rewrite the
# screen and are replaced.
_SHOWN = {ord("\n"): "⏎", ord("\r"): "⏎", ord("\t"): " "}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def arrange_streams() -> None:
    """Make stdout and stderr replace what the console's encoding lacks (GBK, ASCII) instead of failing;
    absent ones become devnull."""
    for name, errors in (("stdout", "replace"), ("stderr", "backslashreplace")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - lives as long as the process
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)


def printable(text: str) -> str:
    """The text on one line, harmless to a terminal: line ends as ⏎, tabs as blanks, other control characters
    as U+FFFD."""
    return _CONTROL.sub("�", text.translate(_SHOWN))


def write(text: str) -> None:
    """Text to stdout. A reader that has gone (`| head`) is no error: the rest is dropped, the exit code
    stays what it is."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_output()


def abandon_output() -> None:
    """Send what is still buffered for stdout nowhere, so that nothing fails when Python ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """One line on stderr: `plantrace: FILE: what is wrong; what to do`."""
    with suppress(OSError):
        sys.stderr.write(f"plantrace: {printable(message.strip())}\n")
        sys.stderr.flush()


def write_json(value: object) -> None:
    """JSON to stdout, indented; characters outside ASCII are escaped where the encoding is not UTF-8, so
    that none is lost."""
    readable = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    write(json.dumps(value, ensure_ascii=not readable, indent=2) + "\n")


def screen(stream: TextIO | None = None) -> Console:
    """A rich console for `stream` (stdout): colour on a terminal only (and NO_COLOR respected), no wrapping
    into a file or pipe."""
    from rich.console import Console

    target = stream or sys.stdout
    width = None if target.isatty() or os.environ.get("COLUMNS") else _UNWRAPPED
    return Console(file=target, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def show(*things: RenderableType) -> None:
    """Print rich renderables or plain text, without blanks at the ends of lines."""
    console = screen()
    with console.capture() as captured:
        for thing in things:
            console.print(thing)
    write("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))


def is_coloured() -> bool:
    """Whether stdout is a terminal that takes colours."""
    console = screen()
    return console.color_system is not None and not console.no_color


def marked(prefix: str, quote: str, suffix: str, *, colour: bool) -> Text:
    """The quote within its paragraph: in colour, else between 【 and 】."""
    from rich.text import Text

    shown = printable(quote)
    middle = (shown, _QUOTE_STYLE) if colour else f"【{shown}】"
    return Text.assemble(printable(prefix), middle, printable(suffix))


def hanging(lead: str, body: Text | str, *, style: str = "") -> Hanging:
    """A line whose continuation is indented to where `body` begins."""
    from rich.text import Text

    from pipeline.commands.wrapping import Hanging

    return Hanging(Text(lead, style=style), body if isinstance(body, Text) else Text(printable(body)))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()) -> Table:
    """A table with a header line; `right` names the columns of numbers. None is shown as nothing."""
    from rich.table import Table
    from rich.text import Text

    from pipeline.commands.wrapping import Cell

    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in columns:
        drawn.add_column(name, justify="right" if name in right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Cell(Text(printable("" if value is None else str(value)))) for value in row))
    return drawn


def progress_bar() -> Progress:
    """A bar on stderr that vanishes when done; invisible unless a person watches."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(TextColumn):
        """How many are done in a second, or in a minute when it takes longer."""

        def render(self, task: Task) -> Text:
            speed = task.speed or 0.0
            return Text(f"{speed:.1f}/s" if speed >= 1 else f"{speed * 60:.0f}/min" if speed else "")

    console = screen(sys.stderr)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(""),
        TimeRemainingColumn(),
        TextColumn("{task.fields[last]}"),
    )
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


@contextmanager
def working(what: str) -> Iterator[Callable[[str], None]]:
    """A spinner on stderr while a person watches; gives what to call with the step at hand."""
    from rich.progress import Progress, SpinnerColumn, TextColumn

    console = screen(sys.stderr)
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda step: bar.update(task, description=say("{what}: {step}", what=what, step=step))


def padded(text: str, width: int) -> str:
    """The text and blanks up to `width` cells."""
    from pipeline.commands.help_pages import cells

    return text + " " * max(width - cells(text), 0)


def shortened(text: str, length: int) -> str:
    """At most `length` characters, the last of which is … when some are left out."""
    return text if len(text) <= length else text[: length - 1] + "…"
