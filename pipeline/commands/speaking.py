"""Commands, options and arguments whose help is in the language in force; words of either language are taken
as values of options."""

import inspect
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import click
from click.shell_completion import CompletionItem

from models.language import language, say
from pipeline.commands.help_pages import HelpPage, first_sentence

EXAMPLE = "Example:"


class Context(click.Context):
    """A context whose help pages align wide characters."""

    formatter_class = HelpPage


class Told:
    """An attribute that is a message of the catalogue: it is read in the language in force."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Where the message is kept: beside its own name, as click does."""
        self._name = f"_{name}"

    def __get__(self, held: object, owner: type) -> str | None:
        """The message in the language in force."""
        text: str | None = getattr(held, self._name, None)
        return say(text) if text else text

    def __set__(self, held: object, text: str | None) -> None:
        """Keeps the message."""
        setattr(held, self._name, text)


class Option(click.Option):
    """An option whose help and metavar are messages of the catalogue."""

    help = Told()
    metavar = Told()

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """How an error names the option: click adds the variable of the environment in English."""
        hint = super().get_error_hint(ctx)
        if not self.show_envvar or self.envvar is None:
            return hint
        return say("'{option}' (or {variable})", option=self.opts[0], variable=self.envvar)


class Argument(click.Argument):
    """An argument whose metavar is a message of the catalogue."""

    metavar = Told()


class PathType(click.Path):
    """A file or folder; what errors call it (file, directory, path) is a message of the catalogue."""

    name = Told()  # type: ignore[assignment]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each on one line; the lines of an example stay apart."""
    prose, _, example = inspect.cleandoc(text).partition(EXAMPLE)
    told = [" ".join(paragraph.split()) for paragraph in prose.split("\n\n")]
    lines = example.replace("\b", "").strip("\n")
    return [paragraph for paragraph in told if paragraph] + ([EXAMPLE, lines] if lines.strip() else [])


class Speaking:
    """What a command and the group share: a help text of translated paragraphs.

    A command whose first paragraph is translated has all of it translated; examples are commands and stay.
    """

    context_class: type[click.Context] = Context
    help: str | None

    def told_paragraphs(self) -> list[str]:
        """The help in the language in force."""
        return [say(text) if not text.startswith(" ") else text for text in paragraphs(self.help or "")]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help; click keeps it, and with it the words of the language it was first asked in."""
        made: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if made is not None:
            made.help = say("Show this message and exit.")
        return made

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind the command's name in a usage line."""
        pieces: list[str] = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        return [say(piece) if piece.startswith(("[OPTIONS", "COMMAND")) else piece for piece in pieces]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The paragraphs, then the examples."""
        for text in self.told_paragraphs():
            formatter.write_paragraph()
            with formatter.indentation():
                if text.startswith(" "):
                    formatter.write("".join(f"  {line}\n" for line in text.splitlines()))
                else:
                    formatter.write_text(text)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence, as far as it fits (click leaves two columns more than its list needs)."""
        return first_sentence(next(iter(self.told_paragraphs()), ""), limit + 2)


class Command(Speaking, click.Command):
    """A command with its help in the language in force."""


class OneOf(click.ParamType):  # type: ignore[type-arg]
    """A word of a closed vocabulary: its code, or what it is called in Chinese."""

    name = "choice"

    def __init__(self, column: str, codes: Sequence[str]) -> None:
        self.column = column
        self.codes = tuple(codes)

    def names(self) -> dict[str, str]:
        """The Chinese name of each code, the code itself where it has none."""
        from models.code_names import value_name

        return {code: value_name(self.column, code, "zh") or code for code in self.codes}

    def shown(self) -> tuple[str, ...]:
        """The words to choose from, in the language in force."""
        return tuple(self.names().values()) if language() == "zh" else self.codes

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """[status|target|…], in the language in force."""
        return f"[{'|'.join(self.shown())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code of a word of either language."""
        typed = str(value).strip()
        for code, name in self.names().items():
            if typed.casefold() in (code.casefold(), name.casefold()):
                return code
        words = ", ".join(self.shown())
        raise click.BadParameter(say("{word} is none of: {words}", word=typed, words=words), ctx, param)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Words of either language that begin so."""
        words = dict.fromkeys((*self.shown(), *self.codes, *self.names().values()))
        return [CompletionItem(word) for word in words if word.startswith(incomplete)]


command: Callable[..., Callable[[Callable[..., Any]], Command]] = partial(click.command, cls=Command)
option: Callable[..., Callable[[Any], Any]] = partial(click.option, cls=Option)
argument: Callable[..., Callable[[Any], Any]] = partial(click.argument, cls=Argument)
